package filing

// An Entity is a party of an ISF in one role: *Manufacturer, *Party or *Importer. NewEntity makes the one for a role.
type Entity interface {
	// Role is the part it plays.
	Role() EntityType
	// Details are its name, number and address, whatever its role.
	Details() EntityDetails

	entity()
}

// EntityDetails are what entities of all roles have.
type EntityDetails struct {
	Name       string
	Identifier EntityIdentifier // nil for none
	Address    IsfAddress
}

// An EntityType is the role of an entity in an ISF-10. Inferred: all but MANUFACTURER_SUPPLIER, from the customs
// order's involved parties.
type EntityType string

// The roles of entities, the nine of an ISF-10 form.
const (
	EntityManufacturer     EntityType = "MANUFACTURER_SUPPLIER"
	EntitySeller           EntityType = "SELLER"
	EntityBuyer            EntityType = "BUYER"
	EntityShipTo           EntityType = "SHIP_TO_PARTY"
	EntityStuffingLocation EntityType = "SCHEDULED_CONTAINER_STUFFING_LOCATION" // where the container is filled
	EntityConsolidator     EntityType = "CONSOLIDATOR"                          // who fills it; the stuffer
	EntityBookingParty     EntityType = "BOOKING_PARTY"
	EntityImporter         EntityType = "IMPORTER_OF_RECORD"
	EntityConsignee        EntityType = "CONSIGNEE"
)

// Values are all roles of entities.
func (EntityType) Values() []EntityType {
	return []EntityType{
		EntityManufacturer, EntitySeller, EntityBuyer, EntityShipTo, EntityStuffingLocation, EntityConsolidator,
		EntityBookingParty, EntityImporter, EntityConsignee,
	}
}

// NewEntity makes the kind of entity that plays a role; false if no entity does. Tariff lines of a *Manufacturer are
// still to be added.
func NewEntity(role EntityType, details EntityDetails) (Entity, bool) {
	switch role {
	case EntityManufacturer:
		return &Manufacturer{Name: details.Name, EntityIdentifier: details.Identifier, AddressDetails: details.Address}, true
	case EntityImporter, EntityConsignee:
		return &Importer{EntityType: role, Name: details.Name, EntityIdentifier: details.Identifier, AddressDetails: details.Address}, true
	case EntitySeller, EntityBuyer, EntityShipTo, EntityStuffingLocation, EntityConsolidator, EntityBookingParty:
		return &Party{EntityType: role, Name: details.Name, EntityIdentifier: details.Identifier, AddressDetails: details.Address}, true
	default:
		return nil, false
	}
}

// A Manufacturer is a manufacturer or supplier with the tariff lines of its goods. Source: the Customs ISF page.
type Manufacturer struct {
	// EntityType is always MANUFACTURER_SUPPLIER.
	EntityType literal[manufacturerSupplier] `json:"entity_type" validate:"-"`
	// Name is the company's name.
	Name string `json:"name,omitzero" validate:"required"`
	// EntityIdentifier is its number; nil for none.
	EntityIdentifier EntityIdentifier `json:"entity_identifier,omitzero" validate:"omitempty"`
	// AddressDetails is where it is.
	AddressDetails IsfAddress `json:"address_details,omitzero" validate:"required"`
	// HarmonizedTariffSchedules are the tariff lines of its goods. Inferred: the key; the source shows a required array
	// that is not empty.
	HarmonizedTariffSchedules []TariffLine `json:"harmonized_tariff_schedules,omitzero" also:"harmonized_tariff_schedule" validate:"required,min=1,dive"`
}

// A TariffLine is a kind of goods by tariff number and origin. Inferred: the source shows only a name; the members are
// those of a sibling revision of the page.
type TariffLine struct {
	// HarmonizedNumber is a number of the Harmonized Tariff Schedule, 6, 8 or 10 digits without dots: "6109100012".
	HarmonizedNumber string `json:"harmonized_number,omitzero" validate:"required,hts"`
	// CountryOfOrigin is where the goods were made, ISO 3166-1 alpha-2.
	CountryOfOrigin string `json:"country_of_origin,omitzero" validate:"required,iso3166_shape"`
}

// A Party is an entity other than manufacturer, importer of record and consignee. Inferred: members as the
// manufacturer's, without tariff lines.
type Party struct {
	// EntityType is SELLER, BUYER, SHIP_TO_PARTY, SCHEDULED_CONTAINER_STUFFING_LOCATION, CONSOLIDATOR or BOOKING_PARTY.
	EntityType EntityType `json:"entity_type,omitzero" validate:"required,oneof=SELLER BUYER SHIP_TO_PARTY SCHEDULED_CONTAINER_STUFFING_LOCATION CONSOLIDATOR BOOKING_PARTY"`
	// Name is the company's name.
	Name string `json:"name,omitzero" validate:"required"`
	// EntityIdentifier is its number; nil for none.
	EntityIdentifier EntityIdentifier `json:"entity_identifier,omitzero" validate:"omitempty"`
	// AddressDetails is where it is.
	AddressDetails IsfAddress `json:"address_details,omitzero" validate:"required"`
}

// An Importer is the importer of record or the consignee. Inferred: as Party, but with a number, which CBP wants of
// these two (19 CFR 149.3): an EIN, SSN, CBP-assigned number or passport, for a consignee also an encrypted number.
type Importer struct {
	// EntityType is IMPORTER_OF_RECORD or CONSIGNEE.
	EntityType EntityType `json:"entity_type,omitzero" validate:"required,oneof=IMPORTER_OF_RECORD CONSIGNEE"`
	// Name is the company's or person's name.
	Name string `json:"name,omitzero" validate:"required"`
	// EntityIdentifier is its number.
	EntityIdentifier EntityIdentifier `json:"entity_identifier,omitzero" validate:"required"`
	// AddressDetails is where it is.
	AddressDetails IsfAddress `json:"address_details,omitzero" validate:"required"`
}

type manufacturerSupplier struct{}

func (manufacturerSupplier) value() any { return EntityManufacturer }

// Role is EntityManufacturer.
func (*Manufacturer) Role() EntityType { return EntityManufacturer }

// Role is the entity's type.
func (p *Party) Role() EntityType { return p.EntityType }

// Role is the entity's type.
func (i *Importer) Role() EntityType { return i.EntityType }

// Details are its name, number and address.
func (m *Manufacturer) Details() EntityDetails {
	return EntityDetails{Name: m.Name, Identifier: m.EntityIdentifier, Address: m.AddressDetails}
}

// Details are its name, number and address.
func (p *Party) Details() EntityDetails {
	return EntityDetails{Name: p.Name, Identifier: p.EntityIdentifier, Address: p.AddressDetails}
}

// Details are its name, number and address.
func (i *Importer) Details() EntityDetails {
	return EntityDetails{Name: i.Name, Identifier: i.EntityIdentifier, Address: i.AddressDetails}
}

func (*Manufacturer) entity() {}
func (*Party) entity()        {}
func (*Importer) entity()     {}

// UnmarshalJSON reads the entity strictly; see the package comment.
func (m *Manufacturer) UnmarshalJSON(text []byte) error { return decode(text, m, strict) }

// UnmarshalJSON reads the entity strictly; see the package comment.
func (p *Party) UnmarshalJSON(text []byte) error { return decode(text, p, strict) }

// UnmarshalJSON reads the entity strictly; see the package comment.
func (i *Importer) UnmarshalJSON(text []byte) error { return decode(text, i, strict) }
