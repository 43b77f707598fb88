package filing

// An InvolvedParty is a party of an order: its type, and a name, an external reference or an address. Source: the
// Customs Order page.
type InvolvedParty struct {
	// Type is the part it plays.
	Type PartyType `json:"type,omitzero" validate:"required,oneof=BOOKING_PARTY BUYER CONSIGNEE CONSOLIDATOR DESTINATION_AGENT DESTINATION_WAREHOUSE EXPORT_CUSTOMS_AGENT FORWARDING_AGENT IMPORTER_OF_RECORD IMPORT_CUSTOMS_AGENT MANUFACTURER_SUPPLIER ORIGIN_AGENT ORIGIN_WAREHOUSE SCHEDULED_CONTAINER_STUFFING_LOCATION SELLER SHIPPER SHIP_TO_PARTY"`
	// Name is the company's name.
	Name string `json:"name,omitzero" validate:"required_without_all=ExternalRef AddressDetails,omitempty"`
	// ExternalRef is the client's own reference of the company: "IMPORTER708".
	ExternalRef string `json:"external_ref,omitzero" validate:"omitempty"`
	// AddressDetails is where it is.
	AddressDetails *Address `json:"address_details,omitzero" validate:"omitempty"`
	// ContactDetails are how to reach it. Inferred: the source shows one more object without a name.
	ContactDetails *Contact `json:"contact_details,omitzero" validate:"omitempty"`
}

// A PartyType is the part that a party plays in an order. Source: the Customs Order page.
type PartyType string

// The types of parties.
const (
	PartyBooking              PartyType = "BOOKING_PARTY"
	PartyBuyer                PartyType = "BUYER"
	PartyConsignee            PartyType = "CONSIGNEE"
	PartyConsolidator         PartyType = "CONSOLIDATOR"
	PartyDestinationAgent     PartyType = "DESTINATION_AGENT"
	PartyDestinationWarehouse PartyType = "DESTINATION_WAREHOUSE"
	PartyExportCustomsAgent   PartyType = "EXPORT_CUSTOMS_AGENT"
	PartyForwardingAgent      PartyType = "FORWARDING_AGENT"
	PartyImporter             PartyType = "IMPORTER_OF_RECORD"
	PartyImportCustomsAgent   PartyType = "IMPORT_CUSTOMS_AGENT"
	PartyManufacturer         PartyType = "MANUFACTURER_SUPPLIER"
	PartyOriginAgent          PartyType = "ORIGIN_AGENT"
	PartyOriginWarehouse      PartyType = "ORIGIN_WAREHOUSE"
	PartyStuffingLocation     PartyType = "SCHEDULED_CONTAINER_STUFFING_LOCATION"
	PartySeller               PartyType = "SELLER"
	PartyShipper              PartyType = "SHIPPER"
	PartyShipTo               PartyType = "SHIP_TO_PARTY"
)

// Values are all types of parties.
func (PartyType) Values() []PartyType {
	return []PartyType{
		PartyBooking, PartyBuyer, PartyConsignee, PartyConsolidator, PartyDestinationAgent, PartyDestinationWarehouse,
		PartyExportCustomsAgent, PartyForwardingAgent, PartyImporter, PartyImportCustomsAgent, PartyManufacturer,
		PartyOriginAgent, PartyOriginWarehouse, PartyStuffingLocation, PartySeller, PartyShipper, PartyShipTo,
	}
}

// An Address is an address in an order: the client's own reference of it, or the first line, city and country. Source:
// the Customs Order page. Inferred: the second line, state and postal code.
type Address struct {
	// ExternalRef is the client's own reference of the address: "WAREHOUSE-75".
	ExternalRef string `json:"external_ref,omitzero" validate:"omitempty"`
	// AddressLine1 is street and number, or what there is instead.
	AddressLine1 string `json:"address_line1,omitzero" validate:"required_without=ExternalRef,omitempty"`
	// AddressLine2 is what does not fit the first line: suite, district. Inferred: from the name of the first.
	AddressLine2 string `json:"address_line2,omitzero" validate:"omitempty"`
	// City is the town.
	City string `json:"city,omitzero" validate:"required_without=ExternalRef,omitempty"`
	// State is a state, province or other subdivision, as a code or a name. Inferred: from the public v2 API.
	State string `json:"state,omitzero" validate:"omitempty"`
	// PostalCode is in the country's own form. Inferred: from the public v2 API.
	PostalCode string `json:"postal_code,omitzero" validate:"omitempty"`
	// CountryCode is ISO 3166-1 alpha-2.
	CountryCode string `json:"country_code,omitzero" validate:"required_without=ExternalRef,omitempty,iso3166_shape"`
}

// A Contact is how to reach a party. Inferred: the source shows an object without a name.
type Contact struct {
	// Name is the person's or the desk's.
	Name string `json:"name,omitzero" validate:"omitempty"`
	// Email is an address of RFC 5321.
	Email string `json:"email,omitzero" validate:"omitempty,email"`
	// PhoneNumber is free text.
	PhoneNumber string `json:"phone_number,omitzero" validate:"omitempty"`
}
