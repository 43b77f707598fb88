package filing

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// A literal is a member whose value never differs, such as the mode of transport of one kind of freight details. It
// takes no room, cannot be set wrong, and writes its value. A request must have that value in its place, an answer may
// have another, which is passed over.
type literal[V interface{ value() any }] struct{}

// MarshalJSON writes the one value.
func (literal[V]) MarshalJSON() ([]byte, error) {
	var v V
	return json.Marshal(v.value())
}

// UnmarshalJSON refuses any other value.
func (l *literal[V]) UnmarshalJSON(text []byte) error {
	want, err := l.MarshalJSON()
	if err != nil {
		return err
	}
	if !bytes.Equal(bytes.TrimSpace(text), want) {
		return fmt.Errorf("is not %s", want)
	}
	return nil
}

func (literal[V]) literal() {}

// The values of literals.
type (
	apiResponse     struct{} // "/api/response"
	apiError        struct{} // "/api/error"
	paginated       struct{} // "/api/collections/paginated"
	customsEntry    struct{} // "/customs_entry"
	refsObject      struct{} // "/api/refs/object"; once in the sources "api/refs/object"
	shipmentRef     struct{} // "/shipment"
	webhookEvent    struct{} // "/event"
	orderEventData  struct{} // "/customs_order_event_data"
	orderCreated    struct{} // "/customs_order#created"
	envelopeVersion struct{} // 2
	clientGrant     struct{} // "client_credentials"
	bearerToken     struct{} // "Bearer"
)

func (apiResponse) value() any     { return "/api/response" }
func (apiError) value() any        { return "/api/error" }
func (paginated) value() any       { return "/api/collections/paginated" }
func (customsEntry) value() any    { return "/customs_entry" }
func (refsObject) value() any      { return "/api/refs/object" }
func (shipmentRef) value() any     { return "/shipment" }
func (webhookEvent) value() any    { return "/event" }
func (orderEventData) value() any  { return "/customs_order_event_data" }
func (orderCreated) value() any    { return "/customs_order#created" }
func (envelopeVersion) value() any { return 2 }
func (clientGrant) value() any     { return "client_credentials" }
func (bearerToken) value() any     { return "Bearer" }
