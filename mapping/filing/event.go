package filing

import "encoding/json"

// An Event is the body of any webhook call. Source: the public v2 API. Inferred: types, and that no member may be
// absent.
type Event struct {
	// Object is always /event.
	Object literal[webhookEvent] `json:"_object"`
	// ID is the event's, the same when it is sent again.
	ID int64 `json:"id"`
	// Version is that of the event's form.
	Version int64 `json:"version"`
	// CreatedAt is when the event was made.
	CreatedAt Timestamp `json:"created_at"`
	// OccurredAt is when what it tells of happened.
	OccurredAt Timestamp `json:"occurred_at"`
	// Type is the kind of event: "/shipment_leg#departed".
	Type string `json:"type"`
	// Data is an object with _object, resource and more, by the type.
	Data json.RawMessage `json:"data"`
}

// TypeOrderCreated is the Type of an Event that says that creation of a customs order has finished. Inferred: its name.
const TypeOrderCreated = "/customs_order#created"

// An OrderCreatedEvent says that creation of a customs order has finished. Inferred: that the event carries the order,
// the type's name and the request id.
type OrderCreatedEvent struct {
	// Object is always /event.
	Object literal[webhookEvent] `json:"_object"`
	// ID is the event's, the same when it is sent again.
	ID int64 `json:"id"`
	// Version is that of the event's form.
	Version int64 `json:"version"`
	// CreatedAt is when the event was made.
	CreatedAt Timestamp `json:"created_at"`
	// OccurredAt is when creation finished.
	OccurredAt Timestamp `json:"occurred_at"`
	// Type is always /customs_order#created.
	Type literal[orderCreated] `json:"type"`
	// Data is the order and the request that asked for it.
	Data OrderEventData `json:"data"`
}

// OrderEventData are an order and the request that asked for it. If creation failed, the order is CANCELLED and its
// problems say why. Inferred: the kind of resource and the request id.
type OrderEventData struct {
	// Object is always /customs_order_event_data.
	Object literal[orderEventData] `json:"_object"`
	// RequestID is that of the request's metadata, a UUID.
	RequestID string `json:"request_id"`
	// Resource is the order.
	Resource Order `json:"resource"`
}

// UnmarshalJSON reads an event leniently; see the package comment.
func (e *Event) UnmarshalJSON(text []byte) error { return decode(text, e, lenient) }

// UnmarshalJSON reads an event leniently; see the package comment.
func (e *OrderCreatedEvent) UnmarshalJSON(text []byte) error { return decode(text, e, lenient) }

// UnmarshalJSON reads an event's data leniently; see the package comment.
func (d *OrderEventData) UnmarshalJSON(text []byte) error { return decode(text, d, lenient) }
