package filing

// A Shape is a validate tag of this package: what a field must look like to be accepted by the API. Whether the value
// is also right (a check digit, a SCAC that exists) is not a matter of shape.
type Shape struct {
	Tag     string // name in `validate` tags
	Pattern string // regular expression that the whole text must match; "" if Meaning alone defines the tag
	Meaning string
	IfEmpty bool // the tag looks at empty fields too (callValidationEvenIfNull)
}

// Shapes are all validate tags of this package that are not built into go-playground/validator/v10, or that stand in
// place of a built-in one of the same name (ein, ssn). Fields of type Decimal and Optional come to them through Unwrap.
func Shapes() []Shape {
	return []Shape{
		{Tag: "air_waybill", Pattern: `^[0-9]{3}[\s\-]*[0-9]{8}$`, Meaning: "master air waybill: the airline's three-digit prefix and eight digits"},
		{Tag: "amount", Pattern: `^[0-9]+(\.[0-9]+)?$`, Meaning: "decimal number in plain notation, not negative"},
		{Tag: "bill_of_lading", Pattern: `^[A-Z]{4}[\s\-]*[0-9A-Z]{6,12}$`, Meaning: "bill of lading of an ISF: the issuer's SCAC and 6 to 12 capital letters and digits"},
		{Tag: "cbp_assigned_number", Pattern: `^[0-9]{6}-[0-9]{5}$`, Meaning: "CBP-assigned importer number YYDDPP-NNNNN"},
		{Tag: "cbp_encrypted_consignee_number", Pattern: `^[0-9A-Z\-]{1,15}$`, Meaning: "consignee number as CBP encrypted it"},
		{Tag: "cbp_entry_number", Pattern: `^[A-Z]{3}[0-9]{8}$`, Meaning: "CBP entry number FFFNNNNNNNN: filer code, number, check digit, without dashes"},
		{Tag: "document_fid", Pattern: `^flx::[a-z][a-z0-9\-]*:[a-z][a-z0-9\-]*:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`, Meaning: "Flexport id of a document"},
		{Tag: "duns", Pattern: `^[0-9]{9}$`, Meaning: "DUNS number, nine digits without dashes"},
		{Tag: "duns_plus_4", Pattern: `^[0-9]{13}$`, Meaning: "DUNS number with four further digits, without dashes"},
		{Tag: "ein", Pattern: `^[0-9]{2}-[0-9]{7}([0-9A-Z]{2})?$`, Meaning: "employer identification number NN-NNNNNNN, with CBP's suffix of two or without"},
		{Tag: "firms", Pattern: `^[0-9A-Z]{4}$`, Meaning: "CBP's FIRMS code of a facility"},
		{Tag: "hts", Pattern: `^[0-9]{6}([0-9]{2}){0,2}$`, Meaning: "tariff number of 6, 8 or 10 digits without dots"},
		{Tag: "iata_airline", Pattern: `^[0-9A-Z]{2}$`, Meaning: "IATA designator of an airline"},
		{Tag: "iata_airport", Pattern: `^[A-Z]{3}$`, Meaning: "IATA code of an airport"},
		{Tag: "imo", Meaning: "IMO ship number, a whole number of seven digits: 1000000 to 9999999"},
		{Tag: "iso3166_shape", Pattern: `^[A-Z]{2}$`, Meaning: "ISO 3166-1 alpha-2 code of a country"},
		{Tag: "iso4217_shape", Pattern: `^[A-Z]{3}$`, Meaning: "ISO 4217 code of a currency"},
		{Tag: "iso6346_shape", Pattern: `^[A-Z]{4}[0-9]{7}$`, Meaning: "container number of ISO 6346, whether or not its check digit is right"},
		{Tag: "not_negative", Meaning: "decimal number, 0 or more"},
		{Tag: "order_bill", Pattern: `^[0-9A-Z](?:[\s\-]*[0-9A-Z]){3,34}$`, Meaning: "bill or waybill number of an order: 4 to 35 capital letters and digits, blanks and dashes between them"},
		{Tag: "order_fid", Pattern: `^flx::customs:[a-z][a-z0-9\-]*:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`, Meaning: "Flexport id of a customs order"},
		{Tag: "passport", Pattern: `^[0-9A-Z]{5,15}$`, Meaning: "passport number"},
		{Tag: "quantity_unit", Pattern: `^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$`, Meaning: "unit in upper snake case"},
		{Tag: "required_to_create", IfEmpty: true, Meaning: "field of a CustomsOrder that may be empty only if RequestMetadata.OnlyUpdates"},
		{Tag: "scac", Pattern: `^[A-Z]{4}$`, Meaning: "Standard Carrier Alpha Code, four capital letters"},
		{Tag: "schedule_d", Pattern: `^[0-9]{4}$`, Meaning: "Census Schedule D code of a US port"},
		{Tag: "schedule_k", Pattern: `^[0-9]{5}$`, Meaning: "Census Schedule K code of a foreign port"},
		{Tag: "ssn", Pattern: `^[0-9]{3}-[0-9]{2}-[0-9]{4}$`, Meaning: "US social security number NNN-NN-NNNN"},
		{Tag: "surety_code", Pattern: `^[0-9]{3}$`, Meaning: "CBP surety code, three digits"},
		{Tag: "unlocode", Pattern: `^[A-Z]{2}[A-Z2-9]{3}$`, Meaning: "UN/LOCODE: country and place, five characters, without the blank"},
	}
}
