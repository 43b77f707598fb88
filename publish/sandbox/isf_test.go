package sandbox

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// isfBody is the example with other bill numbers: "REG" for a regular bill, "MASTER/H1,H2" for a master with houses.
func isfBody(t testing.TB, bills string) string {
	master, houses, several := strings.Cut(bills, "/")
	numbers := object{"regular_bill_of_lading_number": bills}
	if several {
		numbers = object{"master_bill_of_lading_number": master, "house_bill_of_lading_numbers": strings.Split(houses, ",")}
	}
	return changed(t, isfExample(t), "bill_numbers", jsonOf(numbers))
}

func TestISFUpsert(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		given []string // each a new ISF, or with a leading = an update of the first
		send  string
		want  string // "new", "update 1" or status and code
	}{
		{"the first", nil, "REGB100001", "new"},
		{"the same regular bill", []string{"REGB100001"}, "REGB100001", "update 1"},
		{"the same regular bill, spaces and dashes apart", []string{"REGB100001"}, "REGB -100001", "update 1"},
		{"another regular bill", []string{"REGB100001"}, "REGB100002", "new"},
		{"a regular bill among others", []string{"REGB100001", "REGB100002", "REGB100003"}, "REGB100002", "update 2"},
		{"a regular bill that is a master bill elsewhere", []string{"MAST100001/HOUS100001"}, "MAST100001", "new"},
		{"a master bill that is a regular bill elsewhere", []string{"MAST100001"}, "MAST100001/HOUS100001", "new"},
		{"a regular bill that is a house bill elsewhere", []string{"MAST100001/HOUS100001"}, "HOUS100001", "new"},

		{"the same master and house", []string{"MAST100001/HOUS100001"}, "MAST100001/HOUS100001", "update 1"},
		{"the same master and houses in another order", []string{"MAST100001/HOUS100001,HOUS100002"}, "MAST100001/HOUS100002,HOUS100001", "update 1"},
		{"the same, spaces and dashes apart", []string{"MAST100001/HOUS100001"}, "MAST-100001/HOUS 100001", "update 1"},
		{"fewer houses than the ISF has", []string{"MAST100001/HOUS100001,HOUS100002"}, "MAST100001/HOUS100002", "update 1"},
		{"another house under the same master", []string{"MAST100001/HOUS100001"}, "MAST100001/HOUS100002", "new"},
		{"the same house under another master", []string{"MAST100001/HOUS100001"}, "MAST100002/HOUS100001", "new"},
		{"some, not all, of the houses sent", []string{"MAST100001/HOUS100001"}, "MAST100001/HOUS100001,HOUS100002", "409 already_exists"},
		{"some of the houses on each of two ISFs", []string{"MAST100001/HOUS100001", "MAST100001/HOUS100002"}, "MAST100001/HOUS100001,HOUS100002", "409 already_exists"},
		{"some of the houses on an ISF with another master", []string{"MAST100001/HOUS100001"}, "MAST100002/HOUS100001,HOUS100002", "409 already_exists"},
		{"all houses here, some of them elsewhere too", []string{"MAST100001/HOUS100001,HOUS100002", "MAST100002/HOUS100001"}, "MAST100001/HOUS100001,HOUS100002", "update 1"},
		{"a house that an update has taken off the ISF", []string{"MAST100001/HOUS100001,HOUS100002", "=MAST100001/HOUS100001"}, "MAST100001/HOUS100002", "new"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			a := start(t, Options{})
			var ids []string
			for _, bills := range test.given {
				bills, update := strings.CutPrefix(bills, "=")
				id := text(member(a.post(isfPath, isfBody(t, bills)).body, "data"), "id")
				if !update {
					ids = append(ids, id)
				}
			}
			before := a.ISFs()
			if len(before) != len(ids) {
				t.Fatalf("given are %d ISFs, want %d", len(before), len(ids))
			}
			got := a.post(isfPath, isfBody(t, test.send))
			id := text(member(got.body, "data"), "id")
			outcome := "new"
			switch after := a.ISFs(); {
			case got.status != 200:
				outcome = got.outcome()
				if diff := cmp.Diff(before, after); diff != "" {
					t.Errorf("a refused worksheet has changed something: %s", diff)
				}
			case len(after) == len(before):
				for i := range ids {
					if ids[i] == id {
						outcome = fmt.Sprint("update ", i+1)
					}
				}
			}
			if outcome != test.want {
				t.Errorf("got %s, want %s: %s", outcome, test.want, got.text)
			}
		})
	}
}

// TestSeveralISFs is a 409 that no series of requests can reach: the ISFs that exist keep each other out.
func TestSeveralISFs(t *testing.T) {
	t.Parallel()
	bills := ISFBills{Master: "M", Houses: []string{"H"}}
	_, refused := matchISF([]*ISF{{Bills: bills}, {Bills: bills}}, bills)
	if refused == nil || refused.code != ambiguousMatch {
		t.Errorf("got %v, want %s", refused, ambiguousMatch)
	}
}

func TestAnUpdateReplacesTheWorksheetAndKeepsTheRest(t *testing.T) {
	t.Parallel()
	a := start(t, Options{})
	a.post(isfPath, isfExample(t))
	first := a.ISFs()[0]
	second := changed(t, isfExample(t), "shipment_information", "", "metadata.request_id", `"a47606a1-5b39-4a81-9480-c2cb738ff675"`)
	a.Advance(1e9)
	a.post(isfPath, second)
	got := a.ISFs()[0]
	if got.ID != first.ID || got.ShipmentID != first.ShipmentID || !got.CreatedAt.Equal(noon) || !got.UpdatedAt.After(noon) {
		t.Errorf("got %+v", got)
	}
	if diff := cmp.Diff([]string{"5f0f5c3c-7b0a-4c7e-9a53-2f7c2a5d9b10", "a47606a1-5b39-4a81-9480-c2cb738ff675"}, got.RequestIDs); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(sameJSON(t, changed(t, second, "metadata", "")), sameJSON(t, string(got.Worksheet))); diff != "" {
		t.Errorf("worksheet, -want +got: %s", diff)
	}
}

func sameJSON(t *testing.T, text string) any {
	t.Helper()
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		t.Fatal(err)
	}
	return value
}

func TestTheShipmentOfAnISF(t *testing.T) {
	t.Parallel()
	a := start(t, Options{})
	a.post(isfPath, isfBody(t, "REGB100001"))
	a.post(isfPath, isfBody(t, "REGB100002"))
	first, second := a.ISFs()[0].ShipmentID, a.ISFs()[1].ShipmentID
	if first == 0 || second == 0 || first == second {
		t.Fatalf("shipments %d and %d, want two", first, second)
	}
	at := func(bills string, shipment int64) reply {
		return a.post(isfPath, changed(t, isfBody(t, bills), "metadata.shipment_id", fmt.Sprint(shipment)))
	}
	if got := at("REGB100003", first); got.status != 200 || a.ISFs()[2].ShipmentID != first {
		t.Errorf("a new ISF for a known shipment: %s, it has %d", got.text, a.ISFs()[2].ShipmentID)
	}
	if got := at("REGB100002", first); got.status != 200 || a.ISFs()[1].ShipmentID != first {
		t.Errorf("an update that names another shipment: %s, it has %d", got.text, a.ISFs()[1].ShipmentID)
	}
	a.post(isfPath, isfBody(t, "REGB100002"))
	if a.ISFs()[1].ShipmentID != first {
		t.Errorf("an update that names no shipment has moved it to %d", a.ISFs()[1].ShipmentID)
	}
	if got := at("REGB100004", 77); got.outcome() != "404 not_found" || len(a.ISFs()) != 3 {
		t.Errorf("an unknown shipment: %s", got.text)
	}
}

// TestAnOrderJoinsTheShipmentOfItsISF: an order whose source document is an ISF is for the same shipment.
func TestAnOrderJoinsTheShipmentOfItsISF(t *testing.T) {
	t.Parallel()
	a := start(t, Options{CreateAfter: -1})
	id := text(member(a.post(isfPath, isfExample(t)).body, "data"), "id")
	document := jsonOf(object{"type": "ISF_WORKSHEET", "fid": "flx::customs:inbound-isf:" + id})
	first := text(member(a.post(orderPath, changed(t, orderExample(t), "request_metadata.source_document", document)).body, "data"), "fid")
	want := a.ISFs()[0].ShipmentID
	if got := a.Orders()[0].ShipmentID; got != want {
		t.Errorf("the order has the shipment %d, its ISF %d", got, want)
	}
	if _, err := a.Decide(first, Verdict{Status: Cancelled}); err != nil {
		t.Fatal(err)
	}
	a.post(orderPath, changed(t, orderExample(t), "request_metadata.source_document", document))
	orders := a.Orders()
	if len(orders) != 2 || orders[1].ShipmentID != want {
		t.Fatalf("got %+v, want a second order with the shipment %d after the first was cancelled", orders, want)
	}
	got := a.post(orderPath, changed(t, orderExample(t), "request_metadata.shipment_id", fmt.Sprint(want)))
	if fid := text(member(got.body, "data"), "fid"); fid != orders[1].FID {
		t.Errorf("the FLEX-ID names %s, want the live order %s", fid, orders[1].FID)
	}
}
