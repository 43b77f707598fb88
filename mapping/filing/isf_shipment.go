package filing

// ShipmentInformation is what an ISF tells of cargo and voyage. Source: the Customs ISF page.
type ShipmentInformation struct {
	// CargoDetails are estimated totals of the cargo.
	CargoDetails *IsfCargoDetails `json:"cargo_details,omitzero" validate:"omitempty"`
	// OceanFreightDetails are carrier, vessel, ports and containers.
	OceanFreightDetails *IsfOceanFreightDetails `json:"ocean_freight_details,omitzero" validate:"omitempty"`
	// PurchaseOrderNumbers are the importer's orders, free text: "PO123456".
	PurchaseOrderNumbers []string `json:"purchase_order_numbers,omitzero" validate:"omitempty"`
	// ShipmentSubType is CBP's sub-type of an informal shipment.
	ShipmentSubType ShipmentSubType `json:"shipment_sub_type,omitzero" validate:"omitempty,oneof=SECTION_321 INFORMAL GENERAL_NOTE_3E"`
	// SKUs are the products' stock keeping units, free text.
	SKUs []string `json:"skus,omitzero" validate:"omitempty"`
	// ForwardingAgent is the forwarder.
	ForwardingAgent *ForwardingAgent `json:"forwarding_agent,omitzero" validate:"omitempty"`
}

// A ShipmentSubType is a sub-type of shipment as CBP's ISF specification defines it. Source: the Customs ISF page.
type ShipmentSubType string

// The shipment sub-types.
const (
	SubTypeSection321    ShipmentSubType = "SECTION_321"
	SubTypeInformal      ShipmentSubType = "INFORMAL"
	SubTypeGeneralNote3E ShipmentSubType = "GENERAL_NOTE_3E"
)

// Values are all shipment sub-types.
func (ShipmentSubType) Values() []ShipmentSubType {
	return []ShipmentSubType{SubTypeSection321, SubTypeInformal, SubTypeGeneralNote3E}
}

// IsfCargoDetails are estimated totals of the cargo of an ISF. Source: the sample of the Customs ISF page.
type IsfCargoDetails struct {
	// EstimatedValue is the value of the cargo. Inferred: in US dollars, as CBP counts it, and not negative.
	EstimatedValue Decimal `json:"estimated_value,omitzero" validate:"omitempty,not_negative"`
	// EstimatedQuantity is the number of packages or pieces.
	EstimatedQuantity *IsfQuantity `json:"estimated_quantity,omitzero" validate:"omitempty"`
	// EstimatedWeight is the gross weight.
	EstimatedWeight *IsfWeight `json:"estimated_weight,omitzero" validate:"omitempty"`
}

// An IsfQuantity is a count with its unit. Source: the sample of the Customs ISF page. Inferred: that both are required.
type IsfQuantity struct {
	// Unit is in upper snake case; docket sends units of packing. Inferred: the pattern, in place of an enum that the
	// source does not show.
	Unit QuantityUnit `json:"unit,omitzero" validate:"required,quantity_unit"`
	// Value is how many. Inferred: not negative.
	Value Decimal `json:"value,omitzero" validate:"required,not_negative"`
}

// A QuantityUnit is a unit of packing in upper snake case. It is no closed list. Inferred: all but the style.
type QuantityUnit string

// Units of packing that the contract names.
const (
	QuantityCarton  QuantityUnit = "CARTON"
	QuantityPackage QuantityUnit = "PACKAGE"
	QuantityPiece   QuantityUnit = "PIECE"
	QuantityPallet  QuantityUnit = "PALLET"
	QuantityCrate   QuantityUnit = "CRATE"
	QuantityBag     QuantityUnit = "BAG"
	QuantityDrum    QuantityUnit = "DRUM"
	QuantityRoll    QuantityUnit = "ROLL"
)

// An IsfWeight is a weight with its unit. Source: the sample of the Customs ISF page. Inferred: that both are required.
type IsfWeight struct {
	// Unit is what the value counts.
	Unit IsfWeightUnit `json:"unit,omitzero" validate:"required,oneof=KILOGRAM POUND"`
	// Value is how many. Inferred: not negative.
	Value Decimal `json:"value,omitzero" validate:"required,not_negative"`
}

// An IsfWeightUnit is the unit of a weight in an ISF. Inferred: POUND.
type IsfWeightUnit string

// The units of weight of an ISF.
const (
	IsfKilogram IsfWeightUnit = "KILOGRAM"
	IsfPound    IsfWeightUnit = "POUND" // avoirdupois
)

// Values are all units of weight of an ISF.
func (IsfWeightUnit) Values() []IsfWeightUnit { return []IsfWeightUnit{IsfKilogram, IsfPound} }

// IsfOceanFreightDetails are the voyage and containers of an ISF. Source: the Customs ISF page and its sample.
type IsfOceanFreightDetails struct {
	// Containers hold the cargo.
	Containers []Container `json:"containers,omitzero" validate:"omitempty,dive"`
	// PortOfLoading is where the cargo goes on board, the foreign port of lading.
	PortOfLoading *Port `json:"port_of_loading,omitzero" validate:"omitempty"`
	// TransshipmentPorts are where it changes vessels, in order.
	TransshipmentPorts []Port `json:"transshipment_ports,omitzero" validate:"omitempty,dive"`
	// PortOfUnloading is where it leaves the vessel, the US port of unlading.
	PortOfUnloading *Port `json:"port_of_unloading,omitzero" validate:"omitempty"`
	// SCAC is that of the carrier. Inferred: the pattern.
	SCAC string `json:"scac,omitzero" validate:"omitempty,scac"`
	// Vessel is the ship of the main leg.
	Vessel *Vessel `json:"vessel,omitzero" validate:"omitempty"`
	// VoyageTrackingNumber is the carrier's voyage number, free text: "012E".
	VoyageTrackingNumber string `json:"voyage_tracking_number,omitzero" validate:"omitempty"`
}

// A ForwardingAgent is the forwarder of an ISF's shipment. Source: the Customs ISF page.
type ForwardingAgent struct {
	// Name is the company's name.
	Name string `json:"name,omitzero" validate:"omitempty"`
	// AddressDetails is where it is.
	AddressDetails *IsfAddress `json:"address_details,omitzero" validate:"omitempty"`
}

// An IsfAddress is a postal address in an ISF. Inferred: the source shows only its name.
type IsfAddress struct {
	// AddressLine1 is street and number, or what there is instead.
	AddressLine1 string `json:"address_line1,omitzero" validate:"required"`
	// AddressLine2 is what does not fit the first line: suite, district.
	AddressLine2 string `json:"address_line2,omitzero" validate:"omitempty"`
	// City is the town.
	City string `json:"city,omitzero" validate:"required"`
	// State is a state, province or other subdivision, as a code or a name.
	State string `json:"state,omitzero" validate:"omitempty"`
	// PostalCode is in the country's own form.
	PostalCode string `json:"postal_code,omitzero" validate:"omitempty"`
	// CountryCode is ISO 3166-1 alpha-2: "CN".
	CountryCode string `json:"country_code,omitzero" validate:"required,iso3166_shape"`
}
