package filing

// An IsfWorksheet asks for an Importer Security Filing (ISF-10). It creates one, or replaces as a whole the one with
// the same bill numbers. Body of POST /customs_documents/isf. Source: the Customs ISF page.
type IsfWorksheet struct {
	// Header tells under which bond and what kind of filing this is.
	Header IsfHeader `json:"header" validate:"omitempty"`
	// BillNumbers are the bills of lading: *RegularBill or *MasterHouseBills.
	BillNumbers IsfBillNumbers `json:"bill_numbers,omitzero" validate:"required"`
	// ReferenceIdentifiers are further identifiers; the object is always sent, its members are optional.
	ReferenceIdentifiers ReferenceIdentifiers `json:"reference_identifiers" validate:"omitempty"`
	// ShipmentInformation is what is known of cargo and voyage.
	ShipmentInformation *ShipmentInformation `json:"shipment_information,omitzero" validate:"omitempty"`
	// Entities are the parties: *Manufacturer, *Party or *Importer. One role may stand more than once. Inferred: that
	// there must be at least one.
	Entities []Entity `json:"entities,omitzero" validate:"required,min=1,dive,required"`
	// AdditionalServices are wanted beyond the ISF itself.
	AdditionalServices *AdditionalServices `json:"additional_services,omitzero" validate:"omitempty"`
	// Metadata is about the request, not the ISF.
	Metadata *IsfMetadata `json:"metadata,omitzero" validate:"omitempty"`
}

// An IsfHeader is the context of an Importer Security Filing. Source: the Customs ISF page.
type IsfHeader struct {
	// BondHolder is the identification number of the party whose bond is obligated, free text: "10-1860000012".
	BondHolder string `json:"bond_holder,omitzero" validate:"omitempty"`
	// BondActivityCode is the activity of the bond; left out, the API takes IMPORTER_OR_BROKER.
	BondActivityCode BondActivityCode `json:"bond_activity_code,omitzero" validate:"omitempty,oneof=IMPORTER_OR_BROKER CUSTODIAN_OF_BONDED_MERCHANDISE INTERNATIONAL_CARRIER FOREIGN_TRADE_ZONE_OPERATOR ISF_BOND"`
	// BondType is the type of the bond; left out, the API takes CONTINUOUS.
	BondType BondType `json:"bond_type,omitzero" validate:"omitempty,oneof=CONTINUOUS SINGLE_TRANSACTION"`
	// ModeOfTransport tells whether the vessel carries the goods in containers.
	ModeOfTransport VesselMode `json:"mode_of_transport,omitzero" validate:"omitempty,oneof=VESSEL_NON_CONTAINER VESSEL_CONTAINER"`
	// ShipmentType is the type of shipment the ISF is about.
	ShipmentType ShipmentType `json:"shipment_type,omitzero" validate:"omitempty,oneof=STANDARD_OR_REGULAR_FILINGS TO_ORDER_SHIPMENTS HOUSEHOLD_GOODS_PERSONAL_EFFECTS_HHG_PE MILITARY_GOVERNMENT DIPLOMATIC_SHIPMENT CARNET US_GOODS_RETURNED FTZ_SHIPMENTS INTERNATIONAL_MAIL_SHIPMENTS OUTER_CONTINENTAL_SHELF_SHIPMENTS INFORMAL"`
	// SubmissionType is always ISF_10; left out, the API takes it.
	SubmissionType SubmissionType `json:"submission_type,omitzero" validate:"omitempty,oneof=ISF_10"`
	// SCAC is that of the vessel operator that carries the container. The API takes null for none.
	SCAC Optional[string] `json:"scac,omitzero" validate:"omitempty,scac"`
}

// A BondActivityCode is the activity that a bond is for. Source: the Customs ISF page.
type BondActivityCode string

// The bond activities.
const (
	BondImporterOrBroker     BondActivityCode = "IMPORTER_OR_BROKER"
	BondCustodian            BondActivityCode = "CUSTODIAN_OF_BONDED_MERCHANDISE"
	BondInternationalCarrier BondActivityCode = "INTERNATIONAL_CARRIER"
	BondForeignTradeZone     BondActivityCode = "FOREIGN_TRADE_ZONE_OPERATOR"
	BondISF                  BondActivityCode = "ISF_BOND"
)

// Values are all bond activities.
func (BondActivityCode) Values() []BondActivityCode {
	return []BondActivityCode{BondImporterOrBroker, BondCustodian, BondInternationalCarrier, BondForeignTradeZone, BondISF}
}

// A BondType tells for how long a bond stands. Source: the Customs ISF page.
type BondType string

// The bond types.
const (
	BondContinuous        BondType = "CONTINUOUS"
	BondSingleTransaction BondType = "SINGLE_TRANSACTION"
)

// Values are all bond types.
func (BondType) Values() []BondType { return []BondType{BondContinuous, BondSingleTransaction} }

// A VesselMode is the mode of transport of an ISF. Source: the Customs ISF page.
type VesselMode string

// The vessel modes.
const (
	VesselNonContainer VesselMode = "VESSEL_NON_CONTAINER" // bulk and break bulk
	VesselContainer    VesselMode = "VESSEL_CONTAINER"
)

// Values are all vessel modes.
func (VesselMode) Values() []VesselMode { return []VesselMode{VesselNonContainer, VesselContainer} }

// A ShipmentType is the type of shipment that an ISF is about, as CBP's ISF specification defines it. Source: the
// Customs ISF page.
type ShipmentType string

// The shipment types.
const (
	ShipmentStandard           ShipmentType = "STANDARD_OR_REGULAR_FILINGS"
	ShipmentToOrder            ShipmentType = "TO_ORDER_SHIPMENTS"
	ShipmentHouseholdGoods     ShipmentType = "HOUSEHOLD_GOODS_PERSONAL_EFFECTS_HHG_PE"
	ShipmentMilitaryGovernment ShipmentType = "MILITARY_GOVERNMENT"
	ShipmentDiplomatic         ShipmentType = "DIPLOMATIC_SHIPMENT"
	ShipmentCarnet             ShipmentType = "CARNET"
	ShipmentUSGoodsReturned    ShipmentType = "US_GOODS_RETURNED"
	ShipmentFTZ                ShipmentType = "FTZ_SHIPMENTS"
	ShipmentInternationalMail  ShipmentType = "INTERNATIONAL_MAIL_SHIPMENTS"
	ShipmentOuterShelf         ShipmentType = "OUTER_CONTINENTAL_SHELF_SHIPMENTS"
	ShipmentInformal           ShipmentType = "INFORMAL"
)

// Values are all shipment types.
func (ShipmentType) Values() []ShipmentType {
	return []ShipmentType{
		ShipmentStandard, ShipmentToOrder, ShipmentHouseholdGoods, ShipmentMilitaryGovernment, ShipmentDiplomatic,
		ShipmentCarnet, ShipmentUSGoodsReturned, ShipmentFTZ, ShipmentInternationalMail, ShipmentOuterShelf, ShipmentInformal,
	}
}

// A SubmissionType is the type of ISF. Source: the Customs ISF page.
type SubmissionType string

// SubmissionISF10 is the only type that Flexport takes.
const SubmissionISF10 SubmissionType = "ISF_10"

// Values are all submission types.
func (SubmissionType) Values() []SubmissionType { return []SubmissionType{SubmissionISF10} }

// ReferenceIdentifiers are further identifiers of an ISF; CBP's documentation says what each is and when it is needed.
// Source: the Customs ISF page.
type ReferenceIdentifiers struct {
	// CBPEntryNumber is the US CBP entry number, FFFNNNNNNNN: "CHQ12345678".
	CBPEntryNumber string `json:"us_cbp_entry_number,omitzero" validate:"omitempty,cbp_entry_number"`
	// Carnet is the two-character code of the country that issued the carnet, then its number: "US 89/09-SAMPLE".
	Carnet string `json:"carnet_issuing_country_code_and_carnet_number,omitzero" validate:"omitempty"`
	// BondReferenceNumber is a reference of the bond, free text; it is not the bond's number.
	BondReferenceNumber string `json:"bond_reference_number,omitzero" validate:"omitempty"`
	// SuretyCode is CBP's code of the surety, three digits: "016".
	SuretyCode string `json:"surety_code,omitzero" validate:"omitempty,surety_code"`
	// UserDefinedReferenceNumber is the sender's own reference, any text.
	UserDefinedReferenceNumber string `json:"user_defined_reference_number,omitzero" validate:"omitempty"`
	// FilerName is the full legal name of the ISF filer, as "Last, First, M Initial".
	FilerName string `json:"full_name_of_isf_filer,omitzero" validate:"omitempty"`
}

// AdditionalServices are wanted beyond the ISF, which is always performed. One that is not set follows the client's
// preferences. Source: the Customs ISF page.
type AdditionalServices struct {
	// ImportCustoms tells whether Flexport performs the customs import clearance filings; null is the default.
	ImportCustoms Optional[bool] `json:"import_customs,omitzero" validate:"omitempty"`
}

// IsfMetadata is about handling the request. Inferred: the source names the object in a later revision of the page,
// without its members.
type IsfMetadata struct {
	// ShipmentID is the FLEX-ID, without prefix, of the shipment to attach the ISF to; an unknown one is a 404.
	ShipmentID int64 `json:"shipment_id,omitzero" validate:"omitempty,min=1"`
	// RequestID relates webhooks to this request; a UUID.
	RequestID string `json:"request_id,omitzero" validate:"omitempty,uuid_rfc4122"`
	// WebhookID is the webhook to notify, for this request alone; a UUID.
	WebhookID string `json:"webhook_id,omitzero" validate:"omitempty,uuid_rfc4122"`
}

// Kind is KindISF.
func (*IsfWorksheet) Kind() Kind { return KindISF }

// Bills are the regular bill, or the master bill and its house bills.
func (w *IsfWorksheet) Bills() []Bill {
	if w.BillNumbers == nil {
		return nil
	}
	return w.BillNumbers.Bills()
}

// Reference is the house bill if there is just one, else the master or regular bill.
func (w *IsfWorksheet) Reference() string { return reference(w.Bills()) }

// RequestID is that of the metadata.
func (w *IsfWorksheet) RequestID() string {
	if w.Metadata == nil {
		return ""
	}
	return w.Metadata.RequestID
}

// SetRequestID sets that of the metadata.
func (w *IsfWorksheet) SetRequestID(id string) {
	if w.Metadata == nil {
		w.Metadata = &IsfMetadata{}
	}
	w.Metadata.RequestID = id
}

func (*IsfWorksheet) request() {}

// UnmarshalJSON reads a request strictly; see the package comment.
func (w *IsfWorksheet) UnmarshalJSON(text []byte) error { return decode(text, w, strict) }
