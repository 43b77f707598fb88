package filing

// A CustomsOrder asks for a customs order: it makes one or updates one, by the rules of the API's matching (see
// RequestMetadata). On an update, what is absent or null stays as it is. Body of POST /customs_orders; what the API
// answers is an Order. Source: the Customs Order page.
type CustomsOrder struct {
	// Name is for people: "Import MBL EXML7012345678".
	Name string `json:"name,omitzero" validate:"required"`
	// Incoterm is the International Commercial Term. Required unless the request can only be an update.
	Incoterm Incoterm `json:"incoterm,omitzero" validate:"required_to_create,omitempty,oneof=CFR CIF CIP CPT DAP DAT DDP DPU EXW FAS FCA FOB"`
	// Services are what Flexport is to do.
	Services *Services `json:"services,omitzero" validate:"omitempty"`
	// CurrencyCode is that of quote and invoices, ISO 4217. Absent or null is USD for a new order, no change for
	// another.
	CurrencyCode Optional[string] `json:"currency_code,omitzero" validate:"omitempty,iso4217_shape"`
	// FreightDetails are those of the main leg: *OceanFCL, *OceanLCL, *Air or *TruckFTL.
	FreightDetails FreightDetails `json:"freight_details,omitzero" validate:"required"`
	// CargoDetails are totals of the cargo.
	CargoDetails *CargoDetails `json:"cargo_details,omitzero" validate:"omitempty"`
	// InvolvedParties are all parties of the order.
	InvolvedParties []InvolvedParty `json:"involved_parties,omitzero" validate:"omitempty,dive"`
	// CustomsDetails are for the customs services.
	CustomsDetails *CustomsDetails `json:"customs_details,omitzero" validate:"omitempty"`
	// ShipmentTags are the client's own attributes; which ones exist is set up at Flexport.
	ShipmentTags []ShipmentTag `json:"shipment_tags,omitzero" validate:"omitempty,dive"`
	// PurchaseOrderNumbers are the importer's orders, free text.
	PurchaseOrderNumbers []string `json:"purchase_order_numbers,omitzero" validate:"omitempty"`
	// RequestMetadata steers what becomes of the request.
	RequestMetadata RequestMetadata `json:"request_metadata,omitzero" also:"metadata" validate:"required"`
}

// An Incoterm is an International Commercial Term, which says who pays and bears which risk how far. Source: the
// Customs Order page.
type Incoterm string

// The terms that the API takes.
const (
	CFR Incoterm = "CFR" // Cost and Freight
	CIF Incoterm = "CIF" // Cost, Insurance and Freight
	CIP Incoterm = "CIP" // Carriage and Insurance Paid To
	CPT Incoterm = "CPT" // Carriage Paid To
	DAP Incoterm = "DAP" // Delivered at Place
	DAT Incoterm = "DAT" // Delivered at Terminal, of 2010; since 2020 DPU
	DDP Incoterm = "DDP" // Delivered Duty Paid
	DPU Incoterm = "DPU" // Delivered at Place Unloaded
	EXW Incoterm = "EXW" // Ex Works
	FAS Incoterm = "FAS" // Free Alongside Ship
	FCA Incoterm = "FCA" // Free Carrier
	FOB Incoterm = "FOB" // Free On Board
)

// Values are all terms.
func (Incoterm) Values() []Incoterm {
	return []Incoterm{CFR, CIF, CIP, CPT, DAP, DAT, DDP, DPU, EXW, FAS, FCA, FOB}
}

// Services are what Flexport does for an order. Absent or null is "not performed" for a new order and "no change" for
// another. Source: the Customs Order page.
type Services struct {
	// BCO is Beneficial Cargo Owner management.
	BCO Optional[bool] `json:"bco,omitzero" validate:"omitempty"`
	// CommercialInvoiceDigitization digitizes commercial invoices; import customs implies it.
	CommercialInvoiceDigitization Optional[bool] `json:"commercial_invoice_digitization,omitzero" validate:"omitempty"`
	// ExportCustoms is the filings to export the goods from the country of origin.
	ExportCustoms Optional[bool] `json:"export_customs,omitzero" validate:"omitempty"`
	// Delivery moves the goods by truck from the port of unloading to their destination (drayage).
	Delivery Optional[bool] `json:"delivery,omitzero" validate:"omitempty"`
	// FTZE214Filing is the E214 filing to move goods into a US Foreign Trade Zone.
	FTZE214Filing Optional[bool] `json:"ftz_e214_filing,omitzero" validate:"omitempty"`
	// FTZEntry is the filings to import goods from a foreign or free trade zone.
	FTZEntry Optional[bool] `json:"ftz_entry,omitzero" validate:"omitempty"`
	// ImportCustoms is the filings to import the goods.
	ImportCustoms Optional[bool] `json:"import_customs,omitzero" validate:"omitempty"`
	// Insurance insures the cargo.
	Insurance Optional[bool] `json:"insurance,omitzero" validate:"omitempty"`
	// Pickup moves the goods by truck from their origin to the port of loading.
	Pickup Optional[bool] `json:"pickup,omitzero" validate:"omitempty"`
	// PreDepartureAuthorization is the importer's filings before the vessel departs: for the US the ISF, not the AMS.
	PreDepartureAuthorization Optional[bool] `json:"pre_departure_authorization,omitzero" also:"isf" validate:"omitempty"`
	// ProductClassification classifies products from commercial invoices; import customs implies it.
	ProductClassification Optional[bool] `json:"product_classification,omitzero" validate:"omitempty"`
}

// CustomsDetails are what the customs services need. Source: the Customs Order page.
type CustomsDetails struct {
	// CountriesOfOrigin are where the goods were made, produced or grown, ISO 3166-1 alpha-2. The country of the port
	// of loading, which exports them, may be another.
	CountriesOfOrigin []string `json:"countries_of_origin,omitzero" also:"country_of_origin,one" validate:"omitempty,dive,iso3166_shape"`
	// CountryOfImport is where the goods end up, ISO 3166-1 alpha-2.
	CountryOfImport string `json:"country_of_import,omitzero" validate:"omitempty,iso3166_shape"`
	// EstimatedTotalCommercialInvoiceValue is the value of the goods for the customs declaration, once for each
	// currency.
	EstimatedTotalCommercialInvoiceValue []Money `json:"estimated_total_commercial_invoice_value,omitzero" validate:"omitempty,dive"`
}

// Money is an amount in a currency. Inferred: the source shows only the name; members as in the public v2 API.
type Money struct {
	// Amount is a decimal number in plain notation, not negative, a string on the wire so that no digit is lost: "12.34".
	Amount string `json:"amount,omitzero" validate:"required,amount"`
	// CurrencyCode is ISO 4217: "USD".
	CurrencyCode string `json:"currency_code,omitzero" validate:"required,iso4217_shape"`
}

// A ShipmentTag is an attribute of the client's own with its values. Source: the Customs Order page.
type ShipmentTag struct {
	// Attribute is the tag's name as set up at Flexport.
	Attribute string `json:"attribute,omitzero" validate:"required"`
	// Values are free text, at least one.
	Values []string `json:"values,omitzero" validate:"required,min=1"`
}

// Kind is KindOrder.
func (*CustomsOrder) Kind() Kind { return KindOrder }

// Bills are the master bill or waybill and the house ones, or the truck bill of lading.
func (o *CustomsOrder) Bills() []Bill {
	if o.FreightDetails == nil {
		return nil
	}
	return o.FreightDetails.Bills()
}

// Reference is the house bill if there is just one, else the master bill or waybill, else the first house bill.
func (o *CustomsOrder) Reference() string { return reference(o.Bills()) }

// RequestID is that of the metadata.
func (o *CustomsOrder) RequestID() string { return o.RequestMetadata.RequestID }

// SetRequestID sets that of the metadata.
func (o *CustomsOrder) SetRequestID(id string) { o.RequestMetadata.RequestID = id }

func (*CustomsOrder) request() {}

// UnmarshalJSON reads a request strictly; see the package comment.
func (o *CustomsOrder) UnmarshalJSON(text []byte) error { return decode(text, o, strict) }

// UnmarshalJSON reads services strictly; see the package comment.
func (s *Services) UnmarshalJSON(text []byte) error { return decode(text, s, strict) }

// UnmarshalJSON reads customs details strictly; see the package comment.
func (d *CustomsDetails) UnmarshalJSON(text []byte) error { return decode(text, d, strict) }
