package flexport

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"docket/mapping/filing"
	"docket/mapping/filing/contract"
)

// seen is what an API saw of a call.
type seen struct {
	Method, URI, Version, Agent, Token, Type, Accept string
}

func look(r *http.Request) seen {
	return seen{
		r.Method, r.RequestURI, r.Header.Get("Flexport-Version"), r.Header.Get("User-Agent"),
		r.Header.Get("Authorization"), r.Header.Get("Content-Type"), r.Header.Get("Accept"),
	}
}

func TestWhatIsSent(t *testing.T) {
	t.Parallel()
	const entryAnswer = `{"_object":"/api/response","self":"https://api.flexport.com/x","version":2,"data":{"_object":"/customs_entry","id":"a/b c","entry_number":"1","release_status":"cleared","release_date":"2019-05-03","shipment":{"_object":"api/refs/object","ref_type":"/shipment","link":"https://api.flexport.com/x","id":1}},"error":null}`
	for _, test := range []struct {
		name   string
		answer string
		call   func(*Client) error
		want   seen
		schema string // of the body; "" for none
	}{
		{
			"ISF", isfAnswer,
			func(c *Client) error { _, err := c.UpsertISF(t.Context(), exampleISF(t)); return err },
			seen{Method: "POST", URI: "/base/customs_documents/isf", Version: "2023-07-01", Type: "application/json"},
			"IsfWorksheetUpsertRequest",
		},
		{
			"order", orderAnswer,
			func(c *Client) error { _, err := c.UpsertOrder(t.Context(), exampleOrder(t)); return err },
			seen{Method: "POST", URI: "/base/customs_orders", Version: "2023-07-01", Type: "application/json"},
			"CustomsOrderRequest",
		},
		{
			"look up an order", orderAnswer,
			func(c *Client) error { _, err := c.Order(t.Context(), orderFID); return err },
			seen{Method: "GET", URI: "/base/customs_orders/flx%3A%3Acustoms%3Apre-order%3Aa65f2d6e-3b1b-44fd-86b5-a9b7d83a7327", Version: "2023-07-01"},
			"",
		},
		{
			"look up an entry", entryAnswer,
			func(c *Client) error { _, err := c.Entry(t.Context(), "a/b c"); return err },
			seen{Method: "GET", URI: "/base/customs_entries/a%2Fb%20c", Version: "3"},
			"",
		},
		{
			"list entries", noEntries,
			func(c *Client) error {
				for _, err := range c.Entries(t.Context(), EntryFilter{ShipmentID: 7, Page: 2, Per: 10, OldestFirst: true}) {
					return err
				}
				return nil
			},
			seen{Method: "GET", URI: "/base/customs_entries?direction=asc&f.shipment.id=7&page=2&per=10", Version: "3"},
			"",
		},
		{"ping", noEntries, func(c *Client) error { return c.Ping(t.Context()) }, seen{Method: "GET", URI: "/base/customs_entries?page=1&per=1", Version: "3"}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.want.Agent, test.want.Token, test.want.Accept = "docket/1.2.3", "Bearer "+testToken, "application/json"
			client := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if diff := cmp.Diff(test.want, look(r)); diff != "" {
					t.Errorf("call (-want +got):\n%s", diff)
				}
				if err := uuid.Validate(r.Header.Get("X-Request-ID")); err != nil {
					t.Errorf("request id: %v", err)
				}
				checkBody(t, r, test.schema)
				answerWith(w, http.StatusOK, test.answer)
			}, func(config *Config) {
				config.BaseURL += "/base/"
				config.Version = "1.2.3"
			})
			if err := test.call(client); err != nil {
				t.Error(err)
			}
		})
	}
}

func checkBody(t *testing.T, r *http.Request, schema string) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Error(err)
	}
	if schema == "" {
		if len(body) > 0 || r.ContentLength != 0 {
			t.Errorf("got a body of %d bytes, want none", len(body))
		}
		return
	}
	compiled, err := contract.Component(schema)
	if err != nil {
		t.Error(err)
		return
	}
	if err := compiled.CheckJSON(body); err != nil {
		t.Errorf("the contract refuses the body: %v", err)
	}
}

func TestWhatComesBack(t *testing.T) {
	t.Parallel()
	isf := serve(t, reply(http.StatusOK, isfAnswer), nil)
	if id, err := isf.UpsertISF(t.Context(), exampleISF(t)); err != nil || id != "a65f2d6e-3b1b-44fd-86b5-a9b7d83a7327" {
		t.Errorf("got %s, %v", id, err)
	}
	orders := serve(t, reply(http.StatusAccepted, orderAnswer), nil)
	order, err := orders.UpsertOrder(t.Context(), exampleOrder(t))
	if err != nil || order.FID != orderFID || order.Status != filing.OrderRequested || !order.ShipmentID.IsNull() {
		t.Errorf("got %+v, %v", order, err)
	}
	if again, err := orders.Order(t.Context(), orderFID); err != nil || cmp.Diff(order, again) != "" {
		t.Errorf("got %+v, %v", again, err)
	}
}

func TestTheRequestsOwnIDIsSentAlong(t *testing.T) {
	t.Parallel()
	const id = "266ea41d-adf5-480b-af50-15b940c2b846"
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		var body struct {
			Metadata struct {
				RequestID string `json:"request_id"`
			} `json:"request_metadata"`
		}
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			t.Error(err)
		}
		if r.Header.Get("X-Request-ID") != id || body.Metadata.RequestID != id {
			t.Errorf("got %s and %s, want %s in both", r.Header.Get("X-Request-ID"), body.Metadata.RequestID, id)
		}
		answerWith(w, http.StatusConflict, `{"_object":"/api/error","status":409,"code":"ambiguous_match","message":"Two orders match."}`)
	}, nil)
	order := exampleOrder(t)
	order.SetRequestID(id)
	_, err := client.UpsertOrder(t.Context(), order)
	if e := wantKind(t, err, Conflict); e.RequestID != id || e.Code != "ambiguous_match" || e.Message != "Two orders match." {
		t.Errorf("got %+v", e)
	}
}

func TestNothingToSend(t *testing.T) {
	t.Parallel()
	var reached counter
	client := serve(t, reached.count(reply(http.StatusOK, isfAnswer)), nil)
	_, err := client.UpsertISF(t.Context(), nil)
	wantKind(t, err, BadRequest)
	_, err = client.UpsertOrder(t.Context(), nil)
	wantKind(t, err, BadRequest)
	for _, id := range []string{"", ".", ".."} {
		_, err = client.Entry(t.Context(), id)
		wantKind(t, err, BadRequest)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = client.UpsertISF(ended, exampleISF(t))
	wantKind(t, err, Interrupted)
	if reached.total() != 0 {
		t.Errorf("got calls %v, want none", reached.calls)
	}
}

func TestWrongConfigurations(t *testing.T) {
	t.Parallel()
	token := NewSecret(testToken)
	for _, test := range []struct {
		name   string
		config Config
		want   string
	}{
		{"none", Config{}, "no credentials: set Token, TokenFile, or ClientID with ClientSecret"},
		{"two ways", Config{Token: token, TokenFile: "x"}, "too many credentials: set only one of Token, TokenFile and ClientID"},
		{"no secret", Config{ClientID: "a"}, "ClientID needs one of ClientSecret and ClientSecretFile"},
		{"a token of two lines", Config{Token: NewSecret("a\r\nX-Evil: b")}, "the token holds blanks or characters that no header may hold"},
		{"no scheme", Config{Token: token, BaseURL: "api.flexport.com"}, "BaseURL must begin with https:// or http:// and a host"},
		{"a password", Config{Token: token, BaseURL: "https://a:hunter2@api.flexport.com"}, "BaseURL must hold no user name and password"},
		{"a broken URL", Config{Token: token, BaseURL: "https://a:hunter2@api flexport"}, "BaseURL is no URL"},
		{"a query", Config{Token: token, BaseURL: "https://api.flexport.com?a=b"}, "BaseURL must end with its path, without ? and #"},
		{"no attempts", Config{Token: token, MaxAttempts: -1}, "MaxAttempts is -1, want at least 1"},
		{"a version of two lines", Config{Token: token, Version: "1\n2"}, "the version must be of printable ASCII without blanks"},
	} {
		_, err := New(test.config)
		if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: got %v, want %s", test.name, err, test.want)
		}
	}
}

func TestErrorsReadAsSentences(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		answer string
		status int
		want   string
		faults []filing.Fault
	}{
		{
			"with a place", `{"_object":"/api/error","status":400,"code":"invalid_request","message":"freight_details.bill_numbers: at least one bill number is required"}`, 400,
			"send the customs order: the API refused the request (400 invalid_request) at /freight_details/bill_numbers",
			[]filing.Fault{{Pointer: "/freight_details/bill_numbers", Message: "at least one bill number is required"}},
		},
		{
			"without one", `{"_object":"/api/error","status":409,"code":"already_exists","message":"is_update is false, but an order with this bill number exists."}`, 409,
			"send the customs order: the request clashes with what exists (409 already_exists)",
			[]filing.Fault{{Message: "is_update is false, but an order with this bill number exists."}},
		},
		{"without words", ``, 403, "send the customs order: the API refused the token (403)", nil},
		{"with a code that is none", `{"code":"<b>Jane Doe</b>","message":"x"}`, 422, "send the customs order: the API refused the request (422 (a code of 15 characters))", []filing.Fault{{Message: "x"}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			client := serve(t, reply(test.status, test.answer), nil)
			_, err := client.UpsertOrder(t.Context(), exampleOrder(t))
			if err == nil || err.Error() != test.want {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
			if diff := cmp.Diff(test.faults, asError(err).Faults); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPlaces(t *testing.T) {
	t.Parallel()
	keys := []string{"entities", "header", "name"}
	for _, test := range []struct {
		message string
		want    []filing.Fault
	}{
		{"", nil},
		{"entities.0.name: is required", []filing.Fault{{Pointer: "/entities/0/name", Message: "is required"}}},
		{"entities[12].name is required", []filing.Fault{{Pointer: "/entities/12/name", Message: "is required"}}},
		{"/entities/0/name: is required", []filing.Fault{{Pointer: "/entities/0/name", Message: "is required"}}},
		{"header: a; entities.1: b", []filing.Fault{{Pointer: "/header", Message: "a"}, {Pointer: "/entities/1", Message: "b"}}},
		{"header: a; or b", []filing.Fault{{Pointer: "/header", Message: "a; or b"}}},
		{"error: something; else", []filing.Fault{{Message: "error: something; else"}}},
		{"Name is wrong", []filing.Fault{{Message: "Name is wrong"}}},
	} {
		if diff := cmp.Diff(test.want, Places(test.message, keys)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.message, diff)
		}
	}
}
