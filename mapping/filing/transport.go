package filing

import "time"

// A Port is a sea port; docket gives each of its codes that it knows. Source: the sample of the Customs ISF page.
// Inferred: the patterns; in an order all of it, the source showing only the name.
type Port struct {
	// Name is free text: "Yantian".
	Name string `json:"name,omitzero" validate:"omitempty"`
	// ScheduleDCode is the Census Schedule D code of a US port, four digits.
	ScheduleDCode string `json:"schedule_d_code,omitzero" validate:"omitempty,schedule_d"`
	// ScheduleKCode is the Census Schedule K code of a foreign port, five digits.
	ScheduleKCode string `json:"schedule_k_code,omitzero" validate:"omitempty,schedule_k"`
	// UNLOCODE is the UN/LOCODE, five characters without a blank: "CNYTN".
	UNLOCODE string `json:"un_lo_code,omitzero" validate:"omitempty,unlocode"`
	// EstimatedTimeOfArrival is a moment, RFC 3339 on the wire.
	EstimatedTimeOfArrival time.Time `json:"estimated_time_of_arrival,omitzero" validate:"omitempty"`
	// EstimatedTimeOfDeparture is a moment, RFC 3339 on the wire.
	EstimatedTimeOfDeparture time.Time `json:"estimated_time_of_departure,omitzero" validate:"omitempty"`
}

// An AirPort is an airport. Inferred: by analogy with Port, with the IATA code in place of the codes of sea ports.
type AirPort struct {
	// Name is free text.
	Name string `json:"name,omitzero" validate:"omitempty"`
	// IATACode is three capital letters: "HKG".
	IATACode string `json:"iata_code,omitzero" validate:"omitempty,iata_airport"`
	// UNLOCODE is the UN/LOCODE of the place, five characters without a blank: "HKHKG".
	UNLOCODE string `json:"un_lo_code,omitzero" validate:"omitempty,unlocode"`
	// EstimatedTimeOfArrival is a moment, RFC 3339 on the wire.
	EstimatedTimeOfArrival time.Time `json:"estimated_time_of_arrival,omitzero" validate:"omitempty"`
	// EstimatedTimeOfDeparture is a moment, RFC 3339 on the wire.
	EstimatedTimeOfDeparture time.Time `json:"estimated_time_of_departure,omitzero" validate:"omitempty"`
}

// A Vessel is a ship. Source: the sample of the Customs ISF page. Inferred: in an order all of it, the source showing
// only the name.
type Vessel struct {
	// Name is free text: "EXAMPLE STAR".
	Name string `json:"name,omitzero" validate:"omitempty"`
	// IMO is the IMO ship number, seven digits, without the letters IMO; 0 for none. Inferred: the bounds.
	IMO int64 `json:"imo,omitzero" validate:"omitempty,imo"`
}

// A Container is a freight container. Source: the sample of the Customs ISF page. Inferred: that only the number is
// required; in an order all of it, the source showing only the name.
type Container struct {
	// ContainerNumber is the ISO 6346 number with its check digit: "ABCD1234560".
	ContainerNumber string `json:"container_number,omitzero" validate:"required,iso6346_shape"`
	// ContainerSize is the length, and whether it is a high cube.
	ContainerSize ContainerSize `json:"container_size,omitzero" validate:"omitempty,oneof=FT_20 FT_40 FT_40_HC FT_45_HC FT_53 FT_53_HC"`
	// ContainerType is what it is built for.
	ContainerType ContainerType `json:"container_type,omitzero" validate:"omitempty,oneof=DRY REEFER OPEN FLAT_RACK TANK VENTILATED BULK HEADLOAD SPECIAL"`
	// SealNumber is free text: "SEAL-643".
	SealNumber string `json:"seal_number,omitzero" validate:"omitempty"`
}

// A ContainerSize is the length of a container in feet, and whether it is a high cube. Inferred: all but FT_20, from
// the public v2 API.
type ContainerSize string

// The container sizes.
const (
	Feet20         ContainerSize = "FT_20"
	Feet40         ContainerSize = "FT_40"
	Feet40HighCube ContainerSize = "FT_40_HC"
	Feet45HighCube ContainerSize = "FT_45_HC"
	Feet53         ContainerSize = "FT_53"
	Feet53HighCube ContainerSize = "FT_53_HC"
)

// Values are all container sizes.
func (ContainerSize) Values() []ContainerSize {
	return []ContainerSize{Feet20, Feet40, Feet40HighCube, Feet45HighCube, Feet53, Feet53HighCube}
}

// A ContainerType is what a container is built for. Inferred: all but DRY, from the public v2 API.
type ContainerType string

// The container types.
const (
	ContainerDry        ContainerType = "DRY"
	ContainerReefer     ContainerType = "REEFER"
	ContainerOpen       ContainerType = "OPEN" // open top
	ContainerFlatRack   ContainerType = "FLAT_RACK"
	ContainerTank       ContainerType = "TANK"
	ContainerVentilated ContainerType = "VENTILATED"
	ContainerBulk       ContainerType = "BULK"
	ContainerHeadload   ContainerType = "HEADLOAD"
	ContainerSpecial    ContainerType = "SPECIAL"
)

// Values are all container types.
func (ContainerType) Values() []ContainerType {
	return []ContainerType{
		ContainerDry, ContainerReefer, ContainerOpen, ContainerFlatRack, ContainerTank, ContainerVentilated,
		ContainerBulk, ContainerHeadload, ContainerSpecial,
	}
}
