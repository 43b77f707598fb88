package filing

// FreightDetails are those of an order's main leg, by mode of transport: *OceanFCL, *OceanLCL, *Air or *TruckFTL.
type FreightDetails interface {
	// Mode is the mode of transport.
	Mode() ModeOfTransport
	// Bills are the bill and waybill numbers with their level, the master one first.
	Bills() []Bill

	freightDetails()
}

// A ModeOfTransport is how the main leg of an order is moved. Source: the Customs Order page.
type ModeOfTransport string

// The modes of transport.
const (
	ModeOceanFCL ModeOfTransport = "OCEAN_FCL" // full container load
	ModeOceanLCL ModeOfTransport = "OCEAN_LCL" // less than container load: shared containers
	ModeAir      ModeOfTransport = "AIR"
	ModeTruckFTL ModeOfTransport = "TRUCK_FTL" // full truck load
)

// Values are all modes of transport.
func (ModeOfTransport) Values() []ModeOfTransport {
	return []ModeOfTransport{ModeOceanFCL, ModeOceanLCL, ModeAir, ModeTruckFTL}
}

// OceanFCL is freight that fills its containers. Source: the Customs Order page.
type OceanFCL struct {
	// ModeOfTransport is always OCEAN_FCL.
	ModeOfTransport literal[oceanFCL] `json:"mode_of_transport" validate:"-"`
	Ocean
}

// OceanLCL is freight in shared containers. Inferred: the source shows only the title; members as for OceanFCL.
type OceanLCL struct {
	// ModeOfTransport is always OCEAN_LCL.
	ModeOfTransport literal[oceanLCL] `json:"mode_of_transport" validate:"-"`
	Ocean
}

// Ocean is what OceanFCL and OceanLCL have in common.
type Ocean struct {
	// BillNumbers are the bills of lading.
	BillNumbers OceanBillNumbers `json:"bill_numbers,omitzero" validate:"required"`
	// Route is that of the main leg.
	Route *OceanRoute `json:"route,omitzero" validate:"omitempty"`
	// SCAC is that of the carrier.
	SCAC string `json:"scac,omitzero" validate:"omitempty,scac"`
	// Containers hold the freight.
	Containers []Container `json:"containers,omitzero" validate:"omitempty,dive"`
}

// Air is air freight. Inferred: the source shows only the title; waybill names from the rules of matching.
type Air struct {
	// ModeOfTransport is always AIR.
	ModeOfTransport literal[air] `json:"mode_of_transport" validate:"-"`
	// BillNumbers are the air waybills.
	BillNumbers AirBillNumbers `json:"bill_numbers,omitzero" validate:"required"`
	// Route is that of the main leg.
	Route *AirRoute `json:"route,omitzero" validate:"omitempty"`
	// CarrierIATACode is the airline's designator: "LH".
	CarrierIATACode string `json:"carrier_iata_code,omitzero" validate:"omitempty,iata_airline"`
}

// TruckFTL is freight that fills its truck. Inferred: the source shows only the title; the bill's name is from the
// rules of matching.
type TruckFTL struct {
	// ModeOfTransport is always TRUCK_FTL.
	ModeOfTransport literal[truckFTL] `json:"mode_of_transport" validate:"-"`
	// BillNumbers is the truck bill of lading.
	BillNumbers TruckBillNumbers `json:"bill_numbers,omitzero" validate:"required"`
	// Route is that of the main leg.
	Route *TruckRoute `json:"route,omitzero" validate:"omitempty"`
	// SCAC is that of the carrier.
	SCAC string `json:"scac,omitzero" validate:"omitempty,scac"`
}

// An OceanRoute is the route of an ocean main leg. Source: the sample of the Customs Order page.
type OceanRoute struct {
	// Vessel is the ship.
	Vessel *Vessel `json:"vessel,omitzero" validate:"omitempty"`
	// VoyageTrackingNumber is the carrier's voyage number, free text: "010E".
	VoyageTrackingNumber string `json:"voyage_tracking_number,omitzero" validate:"omitempty"`
	// OriginAddress is where the goods are picked up.
	OriginAddress *Address `json:"origin_address,omitzero" validate:"omitempty"`
	// PortOfLoading is where they go on board.
	PortOfLoading *Port `json:"port_of_loading,omitzero" validate:"omitempty"`
	// TransshipmentPorts are where they change vessels, in order.
	TransshipmentPorts []Port `json:"transshipment_ports,omitzero" validate:"omitempty,dive"`
	// PortOfUnloading is where they leave the vessel.
	PortOfUnloading *Port `json:"port_of_unloading,omitzero" validate:"omitempty"`
	// InlandPort is where on-carriage brings them under the same bill.
	InlandPort *Port `json:"inland_port,omitzero" validate:"omitempty"`
	// DestinationAddress is where they are delivered.
	DestinationAddress *Address `json:"destination_address,omitzero" validate:"omitempty"`
}

// An AirRoute is the route of an air main leg. Inferred: by analogy with OceanRoute.
type AirRoute struct {
	// FlightNumber is free text.
	FlightNumber string `json:"flight_number,omitzero" validate:"omitempty"`
	// OriginAddress is where the goods are picked up.
	OriginAddress *Address `json:"origin_address,omitzero" validate:"omitempty"`
	// PortOfLoading is the airport of departure.
	PortOfLoading *AirPort `json:"port_of_loading,omitzero" validate:"omitempty"`
	// TransshipmentPorts are where they change planes, in order.
	TransshipmentPorts []AirPort `json:"transshipment_ports,omitzero" validate:"omitempty,dive"`
	// PortOfUnloading is the airport of destination.
	PortOfUnloading *AirPort `json:"port_of_unloading,omitzero" validate:"omitempty"`
	// DestinationAddress is where they are delivered.
	DestinationAddress *Address `json:"destination_address,omitzero" validate:"omitempty"`
}

// A TruckRoute is the route of a truck main leg. Inferred: by analogy with OceanRoute.
type TruckRoute struct {
	// OriginAddress is where the goods are picked up.
	OriginAddress *Address `json:"origin_address,omitzero" validate:"omitempty"`
	// PortOfEntry is where they cross the border.
	PortOfEntry *Port `json:"port_of_entry,omitzero" validate:"omitempty"`
	// DestinationAddress is where they are delivered.
	DestinationAddress *Address `json:"destination_address,omitzero" validate:"omitempty"`
}

type (
	oceanFCL struct{}
	oceanLCL struct{}
	air      struct{}
	truckFTL struct{}
)

func (oceanFCL) value() any { return ModeOceanFCL }
func (oceanLCL) value() any { return ModeOceanLCL }
func (air) value() any      { return ModeAir }
func (truckFTL) value() any { return ModeTruckFTL }

// Mode is ModeOceanFCL.
func (*OceanFCL) Mode() ModeOfTransport { return ModeOceanFCL }

// Mode is ModeOceanLCL.
func (*OceanLCL) Mode() ModeOfTransport { return ModeOceanLCL }

// Mode is ModeAir.
func (*Air) Mode() ModeOfTransport { return ModeAir }

// Mode is ModeTruckFTL.
func (*TruckFTL) Mode() ModeOfTransport { return ModeTruckFTL }

// Bills are the master bill, then the house bills.
func (o *Ocean) Bills() []Bill { return o.BillNumbers.Bills() }

// Bills are the master air waybill, then the house air waybills.
func (a *Air) Bills() []Bill { return a.BillNumbers.Bills() }

// Bills is the truck bill of lading.
func (t *TruckFTL) Bills() []Bill { return t.BillNumbers.Bills() }

func (*OceanFCL) freightDetails() {}
func (*OceanLCL) freightDetails() {}
func (*Air) freightDetails()      {}
func (*TruckFTL) freightDetails() {}

// UnmarshalJSON reads freight details strictly; see the package comment.
func (o *OceanFCL) UnmarshalJSON(text []byte) error { return decode(text, o, strict) }

// UnmarshalJSON reads freight details strictly; see the package comment.
func (o *OceanLCL) UnmarshalJSON(text []byte) error { return decode(text, o, strict) }

// UnmarshalJSON reads freight details strictly; see the package comment.
func (a *Air) UnmarshalJSON(text []byte) error { return decode(text, a, strict) }

// UnmarshalJSON reads freight details strictly; see the package comment.
func (t *TruckFTL) UnmarshalJSON(text []byte) error { return decode(text, t, strict) }
