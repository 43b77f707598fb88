package flexport

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"docket/mapping/filing"
	"docket/publish/sandbox"
	"docket/publish/sandbox/sandboxtest"
)

// withSandbox starts the API's sandbox and a client for it. Time stands still unless a test moves it.
func withSandbox(t *testing.T) (*sandbox.Server, *Client) {
	t.Helper()
	began := time.Date(2026, time.December, 1, 8, 0, 0, 0, time.UTC)
	api, err := sandbox.New(sandbox.Options{Now: func() time.Time { return began }})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(api)
	t.Cleanup(server.Close)
	t.Cleanup(func() {
		if defects := api.Defects(); len(defects) > 0 {
			t.Errorf("the sandbox found %v", defects)
		}
	})
	return api, connect(t, server.URL, func(config *Config) { config.Token = NewSecret("sandbox") })
}

// TestMatchingRules runs the cases of sandboxtest/matching.yaml through the client: the requests are of our types, and
// what the API decides comes back as an order or as the kind of error that says why not.
func TestMatchingRules(t *testing.T) {
	t.Parallel()
	cases, err := sandboxtest.Matching()
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) < 80 {
		t.Fatalf("found %d cases only", len(cases))
	}
	for i, c := range cases {
		t.Run(fmt.Sprintf("%d rule %s: %s", i+1, c.Rule, c.Case), func(t *testing.T) {
			t.Parallel()
			api, client := withSandbox(t)
			m := &matching{T: t, api: api, client: client, known: map[string]sandboxtest.Order{}}
			m.arrange(c)
			before := api.Orders()
			got, err := m.send(c.Send, "the request in question")
			m.compare(c, before, got, err)
		})
	}
}

// A matching is one case on its way.
type matching struct {
	*testing.T
	api    *sandbox.Server
	client *Client
	known  map[string]sandboxtest.Order // by the name that the case gives it
}

// arrange makes the orders that a case begins with.
func (m *matching) arrange(c sandboxtest.Case) {
	m.Helper()
	for i, given := range c.Given {
		got, err := m.send(given, fmt.Sprintf("given request %d", i+1))
		if err != nil {
			m.Fatalf("given request %d: %v", i+1, err)
		}
		if known, ok := m.known[given.Is]; ok && known.FID != got.FID {
			m.Fatalf("given request %d is no update of %s", i+1, given.Is)
		}
		m.known[given.Is] = sandboxtest.Order{FID: got.FID}
	}
	if !c.Requested {
		m.api.Advance(time.Hour)
	}
	for _, name := range c.Cancelled {
		if _, err := m.api.Decide(m.known[name].FID, sandbox.Verdict{Status: sandbox.Cancelled}); err != nil {
			m.Fatal(err)
		}
	}
	for name, known := range m.known {
		order, err := m.client.Order(m.Context(), known.FID)
		if err != nil {
			m.Fatal(err)
		}
		m.known[name] = sandboxtest.Order{FID: order.FID, ShipmentID: order.ShipmentID.Or(0)}
	}
}

func (m *matching) send(r sandboxtest.Request, unique string) (filing.Order, error) {
	m.Helper()
	body, err := r.Body(m.known, unique)
	if err != nil {
		m.Fatal(err)
	}
	var order filing.CustomsOrder
	if err := json.Unmarshal(body, &order); err != nil {
		m.Fatal(err)
	}
	return m.client.UpsertOrder(m.Context(), &order)
}

// compare holds what came back to what the case wants.
func (m *matching) compare(c sandboxtest.Case, before []sandbox.Order, got filing.Order, err error) {
	m.Helper()
	after := m.api.Orders()
	name, update := strings.CutPrefix(c.Want, "update ")
	if !update && c.Want != "new" {
		var refusal *Error
		if !errors.As(err, &refusal) || fmt.Sprintf("%d %s", refusal.Status, refusal.Code) != c.Want || refusal.Message == "" {
			m.Errorf("got %v, want %s with the API's words", err, c.Want)
		}
		if len(after) != len(before) {
			m.Error("a refused request made an order")
		}
		return
	}
	isNew := !slices.ContainsFunc(before, func(o sandbox.Order) bool { return o.FID == got.FID })
	switch {
	case err != nil:
		m.Fatalf("got %v, want %s", err, c.Want)
	case update && (got.FID != m.known[name].FID || len(after) != len(before)):
		m.Errorf("got %s, want an update of %s in %v", got.FID, name, m.known)
	case !update && (!isNew || len(after) != len(before)+1):
		m.Errorf("got %s, want a new order", got.FID)
	}
	if c.Then != nil {
		var bills sandboxtest.Bills
		for _, bill := range got.FreightDetails.BillNumbers.Bills() {
			if bill.Level == filing.House {
				bills.Houses = append(bills.Houses, bill.Number)
			} else {
				bills.Master = bill.Number
			}
		}
		if diff := cmp.Diff(*c.Then, bills); diff != "" {
			m.Errorf("bills, -want +got: %s", diff)
		}
	}
}

// TestFourteenEntries is the tutorial's list: fourteen entries by pages of ten, next followed to its end, while another
// one comes in between the pages.
func TestFourteenEntries(t *testing.T) {
	t.Parallel()
	for _, grows := range []bool{false, true} {
		api, client := withSandbox(t)
		want := map[string]bool{}
		for range 14 {
			entry, err := api.Enter(sandbox.Entry{})
			if err != nil {
				t.Fatal(err)
			}
			want[entry.ID] = true
		}
		calls := len(api.Requests())
		listed := 0
		for entry, err := range client.Entries(t.Context(), EntryFilter{Per: 10}) {
			if err != nil {
				t.Fatal(err)
			}
			if !want[entry.ID] {
				t.Errorf("entry %s came twice, or is none of the fourteen", entry.ID)
			}
			delete(want, entry.ID)
			if listed++; grows && listed == 10 { // the newest is listed first: the others move on, one of them to the next page
				if _, err := api.Enter(sandbox.Entry{}); err != nil {
					t.Fatal(err)
				}
			}
		}
		if len(want) > 0 {
			t.Errorf("%d entries were not listed", len(want))
		}
		if got := len(api.Requests()) - calls; got != 2 {
			t.Errorf("%d calls, want two pages", got)
		}
	}
}
