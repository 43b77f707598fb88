package filing

// An Order is a customs order as the API shows it, perhaps the merge of several requests. Source: the Customs Order
// page, where it is called CustomsOrder.
type Order struct {
	// FID is Flexport's id of the order.
	FID string `json:"fid"`
	// Status is how far it is.
	Status OrderStatus `json:"status"`
	// ShipmentID is the FLEX-ID, without prefix; null while the status is REQUESTED.
	ShipmentID Optional[int64] `json:"shipment_id,omitzero"`
	// Name is for people.
	Name string `json:"name"`
	// Services are those that will be fulfilled.
	Services Services `json:"services"`
	// FreightDetails are mode of transport and bills.
	FreightDetails OrderFreight `json:"freight_details"`
	// SourceDocuments are those of all requests.
	SourceDocuments []SourceDocument `json:"source_documents,omitzero"`
	// Problems need attention; null or empty for none.
	Problems Optional[[]OrderProblem] `json:"problems,omitzero"`
	// CreatedAt is when the order was first asked for.
	CreatedAt Timestamp `json:"created_at"`
	// UpdatedAt is when it last changed.
	UpdatedAt Timestamp `json:"updated_at"`
}

// An OrderStatus is how far an order is. Source: the Customs Order page.
type OrderStatus string

// The statuses of orders.
const (
	OrderRequested OrderStatus = "REQUESTED" // still being created
	OrderCreated   OrderStatus = "CREATED"   // active, with a FLEX-ID
	OrderCancelled OrderStatus = "CANCELLED"
)

// Values are all statuses of orders.
func (OrderStatus) Values() []OrderStatus {
	return []OrderStatus{OrderRequested, OrderCreated, OrderCancelled}
}

// OrderFreight is what an Order shows of its main leg. Source: the sample of the Customs Order page. Inferred: which
// members are required.
type OrderFreight struct {
	// ModeOfTransport is how it is moved.
	ModeOfTransport ModeOfTransport `json:"mode_of_transport"`
	// BillNumbers are the order's.
	BillNumbers BillNumbers `json:"bill_numbers"`
	// CustomerSuppliedBillNumbers are as the client sent them; nil if not shown.
	CustomerSuppliedBillNumbers BillNumbers `json:"customer_supplied_bill_numbers,omitzero"`
}

// An OrderProblem is something about an order that needs attention. Inferred: the source shows only the name; members
// as in ErrorObject.
type OrderProblem struct {
	// Code is the reason, for machines.
	Code string `json:"code"`
	// Message is the reason, for people.
	Message string `json:"message"`
	// Path is a JSON Pointer to the member of the request that it is about; null for none.
	Path Optional[Pointer] `json:"path,omitzero"`
}

// UnmarshalJSON reads an order leniently; see the package comment.
func (o *Order) UnmarshalJSON(text []byte) error { return decode(text, o, lenient) }

// UnmarshalJSON reads freight details leniently; see the package comment.
func (f *OrderFreight) UnmarshalJSON(text []byte) error { return decode(text, f, lenient) }
