package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"
)

// A Status is where an order stands.
type Status string

// The statuses of an order.
const (
	Requested Status = "REQUESTED" // still being created
	Created   Status = "CREATED"   // active, with a FLEX-ID
	Cancelled Status = "CANCELLED"
)

// An Order is a customs order as the sandbox holds it: the merge of all requests that made and updated it.
type Order struct {
	FID        string          `json:"fid"`
	Status     Status          `json:"status"`
	ShipmentID int64           `json:"shipment_id"` // FLEX-ID; 0 while REQUESTED
	Request    json.RawMessage `json:"request"`     // the requests merged, without request_metadata
	Bills      Bills           `json:"bills"`
	Documents  []Document      `json:"source_documents"`
	Problems   []Problem       `json:"problems"`
	RequestIDs []string        `json:"request_ids"` // of all requests in it, the first made it
	CreatedAt  time.Time       `json:"created_at"`
	UpdatedAt  time.Time       `json:"updated_at"`

	DecidedAt time.Time  `json:"decided_at"`       // when it stops being REQUESTED, or did
	Notify    []Callback `json:"notify,omitempty"` // whom to tell then

	number int      // counts orders in the order they were made
	keys   []string // under which the index has it
}

// A Document is a source document of an order.
type Document struct {
	Type        string `json:"type"`
	FID         string `json:"fid,omitempty"`
	ExternalRef string `json:"external_ref,omitempty"`
}

// A Problem is something about an order that needs attention.
type Problem struct {
	Code    string `json:"code"` // "unknown_party"
	Message string `json:"message"`
	Path    string `json:"path,omitempty"` // JSON Pointer into the request, if it is about one member
}

// A Callback is a webhook that one request asked for.
type Callback struct {
	WebhookID string `json:"webhook_id"`
	RequestID string `json:"request_id"`
}

// A Verdict says what becomes of an order.
type Verdict struct {
	Status   Status    `json:"status"` // Created or Cancelled; "" is Created for one that is REQUESTED, else no change
	Problems []Problem `json:"problems"`
}

func (v Verdict) validate() error {
	if v.Status != "" && v.Status != Created && v.Status != Cancelled {
		return fmt.Errorf("the status is %q, want CREATED or CANCELLED", v.Status)
	}
	for _, p := range v.Problems {
		if p.Code == "" {
			return errors.New("a problem needs a code")
		}
	}
	return nil
}

// shares says whether two documents have a reference in common, by which rule 3 goes.
func (d Document) shares(other Document) bool {
	return d.FID != "" && d.FID == other.FID || d.ExternalRef != "" && d.ExternalRef == other.ExternalRef
}

// within says whether other has all references of d.
func (d Document) within(other Document) bool {
	return (d.FID == "" || d.FID == other.FID) && (d.ExternalRef == "" || d.ExternalRef == other.ExternalRef)
}

func documentOf(metadata object) Document {
	document := member(metadata, "source_document")
	return Document{
		Type:        text(document, "type"),
		FID:         text(document, "fid"),
		ExternalRef: text(document, "external_ref"),
	}
}

// merge adds a request to the order. A source document "that is new is added to the list".
func (o *Order) merge(request object, document Document) {
	known := creationDefaults()
	if o.Request != nil {
		known = decoded(o.Request)
	}
	merged := mergeOrder(known, request)
	o.Request = raw(merged)
	o.Bills = billsOf(member(merged, "freight_details"))
	if !slices.ContainsFunc(o.Documents, document.within) {
		o.Documents = append(slices.Clone(o.Documents), document)
	}
}

// view is the order as the API shows it.
func (o *Order) view() object {
	request := decoded(o.Request)
	freight := member(request, "freight_details")
	mode := text(freight, "mode_of_transport")
	view := object{
		"fid":         o.FID,
		"status":      o.Status,
		"shipment_id": nil,
		"name":        request["name"],
		"services":    request["services"],
		"freight_details": object{
			"mode_of_transport":              mode,
			"bill_numbers":                   o.Bills.view(mode),
			"customer_supplied_bill_numbers": freight["bill_numbers"],
		},
		"source_documents": o.Documents,
		"problems":         nil,
		"created_at":       o.CreatedAt,
		"updated_at":       o.UpdatedAt,
	}
	if o.ShipmentID != 0 {
		view["shipment_id"] = o.ShipmentID
	}
	if len(o.Problems) > 0 {
		view["problems"] = o.Problems
	}
	return view
}

// clone is a copy that does not change with the order.
func (o *Order) clone() Order {
	c := *o
	c.Bills.Houses = slices.Clone(o.Bills.Houses)
	c.Documents = slices.Clone(o.Documents)
	c.Problems = slices.Clone(o.Problems)
	c.RequestIDs = slices.Clone(o.RequestIDs)
	c.Notify = slices.Clone(o.Notify)
	c.keys = nil
	return c
}
