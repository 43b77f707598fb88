package filing

// CargoDetails are totals of an order's cargo. Source: the Customs Order page.
type CargoDetails struct {
	// Weight is the gross weight.
	Weight *Weight `json:"weight,omitzero" validate:"omitempty"`
	// Volume is the room it takes.
	Volume *Volume `json:"volume,omitzero" validate:"omitempty"`
	// ShippingUnitDetails are its packages.
	ShippingUnitDetails *ShippingUnitDetails `json:"shipping_unit_details,omitzero" validate:"omitempty"`
}

// A Weight is a weight with its unit. Source: the sample of the Customs Order page. Inferred: that both are required.
type Weight struct {
	// Value is how many. Inferred: not negative.
	Value Decimal `json:"value,omitzero" validate:"required,not_negative"`
	// Unit is what the value counts.
	Unit WeightUnit `json:"unit,omitzero" validate:"required,oneof=KG LBS"`
}

// A WeightUnit is the unit of a weight in an order. Inferred: LBS, from the public v2 API.
type WeightUnit string

// The units of weight of an order.
const (
	Kilograms WeightUnit = "KG"
	Pounds    WeightUnit = "LBS" // avoirdupois
)

// Values are all units of weight of an order.
func (WeightUnit) Values() []WeightUnit { return []WeightUnit{Kilograms, Pounds} }

// A Volume is a volume with its unit. Source: the sample of the Customs Order page. Inferred: that both are required.
type Volume struct {
	// Value is how many. Inferred: not negative.
	Value Decimal `json:"value,omitzero" validate:"required,not_negative"`
	// Unit is what the value counts.
	Unit VolumeUnit `json:"unit,omitzero" validate:"required,oneof=CBM CBFT"`
}

// A VolumeUnit is the unit of a volume in an order. Inferred: CBFT, from the public v2 API.
type VolumeUnit string

// The units of volume of an order.
const (
	CubicMeters VolumeUnit = "CBM"
	CubicFeet   VolumeUnit = "CBFT"
)

// Values are all units of volume of an order.
func (VolumeUnit) Values() []VolumeUnit { return []VolumeUnit{CubicMeters, CubicFeet} }

// ShippingUnitDetails are the packages of an order. Source: the sample of the Customs Order page.
type ShippingUnitDetails struct {
	// Count is the number of shipping units; nil for none given. Inferred: whole, not negative.
	Count *int64 `json:"count,omitzero" validate:"omitempty,min=0"`
	// AtomicCount is the number of units that are not broken up in transit. Inferred: whole, not negative; the meaning
	// is from the public v2 API.
	AtomicCount *int64 `json:"atomic_count,omitzero" validate:"omitempty,min=0"`
	// ShippingUnitType is how the goods are packed.
	ShippingUnitType ShippingUnitType `json:"shipping_unit_type,omitzero" validate:"omitempty,oneof=BAG BALE BARREL CARTON CRATE PACKAGE PALLET ROLL"`
}

// A ShippingUnitType is how goods are packed. Inferred: all but CARTON, from the public v2 API.
type ShippingUnitType string

// The ways of packing.
const (
	UnitBag     ShippingUnitType = "BAG"
	UnitBale    ShippingUnitType = "BALE"
	UnitBarrel  ShippingUnitType = "BARREL"
	UnitCarton  ShippingUnitType = "CARTON"
	UnitCrate   ShippingUnitType = "CRATE"
	UnitPackage ShippingUnitType = "PACKAGE"
	UnitPallet  ShippingUnitType = "PALLET"
	UnitRoll    ShippingUnitType = "ROLL"
)

// Values are all ways of packing.
func (ShippingUnitType) Values() []ShippingUnitType {
	return []ShippingUnitType{UnitBag, UnitBale, UnitBarrel, UnitCarton, UnitCrate, UnitPackage, UnitPallet, UnitRoll}
}
