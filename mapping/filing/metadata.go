package filing

// RequestMetadata steers what becomes of a customs order's request. Which order is meant, the first of these decides:
//  1. ShipmentID: the order with this FLEX-ID.
//  2. CustomsOrderFID: this order.
//  3. SourceDocument: the order that exists for its FID or its ExternalRef.
//  4. The bill numbers: the order with the same master-level number, or with at least the same house numbers and no
//     other master.
//
// If none exists by 3 and 4, the request makes one. Source: the Customs Order page.
type RequestMetadata struct {
	// IsUpdate true fails the request if it would not be an update, false if it would; nil lets the rules decide.
	IsUpdate *bool `json:"is_update,omitzero" validate:"omitempty"`
	// ShipmentID is the FLEX-ID of an order, without the prefix FLEX-; 0 for none.
	ShipmentID int64 `json:"shipment_id,omitzero" validate:"omitempty,min=1"`
	// CustomsOrderFID is Flexport's id of an order: "flx::customs:pre-order:a65f2d6e-3b1b-44fd-86b5-a9b7d83a7327".
	CustomsOrderFID string `json:"customs_order_fid,omitzero" also:"customs_order_id" validate:"omitempty,order_fid"`
	// RequestID relates webhooks to this request; a UUID. It is no idempotency key.
	RequestID string `json:"request_id,omitzero" validate:"omitempty,uuid_rfc4122"`
	// WebhookID is the webhook to notify when the order has been made, for this request alone; a UUID.
	WebhookID string `json:"webhook_id,omitzero" validate:"omitempty,uuid_rfc4122"`
	// SourceDocument is what the order was made from.
	SourceDocument SourceDocument `json:"source_document,omitzero" validate:"required"`
}

// OnlyUpdates tells whether the request cannot make a new order: it names one, or says that it is an update.
func (m RequestMetadata) OnlyUpdates() bool {
	return m.IsUpdate != nil && *m.IsUpdate || m.ShipmentID != 0 || m.CustomsOrderFID != ""
}

// A SourceDocument is a document that an order was made from. The API finds an order again by FID or ExternalRef, so
// these stay the same over retries and versions of the document. Source: the sample of the Customs Order page.
// Inferred: that the type and one of the two references are required.
type SourceDocument struct {
	// Type is the kind of document.
	Type SourceDocumentType `json:"type,omitzero" validate:"required,oneof=OCEAN_BILL_OF_LADING AIR_WAYBILL TRUCK_BILL_OF_LADING ISF_WORKSHEET COMMERCIAL_INVOICE PACKING_LIST OTHER"`
	// FID is Flexport's id of the document; InboundISF makes that of an ISF.
	FID string `json:"fid,omitzero" also:"id" validate:"required_without=ExternalRef,omitempty,document_fid"`
	// ExternalRef is the client's own reference of the document, any text.
	ExternalRef string `json:"external_ref,omitzero" also:"externalRef" validate:"required_without=FID,omitempty"`
}

// A SourceDocumentType is a kind of document. Inferred: all but OCEAN_BILL_OF_LADING.
type SourceDocumentType string

// The kinds of documents.
const (
	DocumentOceanBillOfLading SourceDocumentType = "OCEAN_BILL_OF_LADING"
	DocumentAirWaybill        SourceDocumentType = "AIR_WAYBILL"
	DocumentTruckBillOfLading SourceDocumentType = "TRUCK_BILL_OF_LADING"
	DocumentISFWorksheet      SourceDocumentType = "ISF_WORKSHEET"
	DocumentCommercialInvoice SourceDocumentType = "COMMERCIAL_INVOICE"
	DocumentPackingList       SourceDocumentType = "PACKING_LIST"
	DocumentOther             SourceDocumentType = "OTHER"
)

// Values are all kinds of documents.
func (SourceDocumentType) Values() []SourceDocumentType {
	return []SourceDocumentType{
		DocumentOceanBillOfLading, DocumentAirWaybill, DocumentTruckBillOfLading, DocumentISFWorksheet,
		DocumentCommercialInvoice, DocumentPackingList, DocumentOther,
	}
}

// InboundISF is the FID of the ISF whose id the API answered. Inferred: its form, from the page's sample.
func InboundISF(id string) string { return "flx::customs:inbound-isf:" + id }

// UnmarshalJSON reads metadata strictly; see the package comment.
func (m *RequestMetadata) UnmarshalJSON(text []byte) error { return decode(text, m, strict) }

// UnmarshalJSON reads a source document strictly; see the package comment.
func (d *SourceDocument) UnmarshalJSON(text []byte) error { return decode(text, d, strict) }
