package sandbox

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// entries are what the list says, each "status date".
func (a *api) entries() []string {
	a.t.Helper()
	got := a.get("/customs_entries?direction=asc")
	var all []string
	list, _ := member(got.body, "data")["data"].([]any)
	for _, one := range list {
		entry := one.(object)
		all = append(all, fmt.Sprintf("%v %v", entry["release_status"], entry["release_date"]))
	}
	return all
}

func TestTheLifeOfAnEntry(t *testing.T) {
	t.Parallel()
	a := start(t, Options{CreateAfter: time.Second, EntryAfter: 2 * time.Second, Release: []Step{{4 * time.Second, Pending}, {8 * time.Second, CustomsHold}, {24 * time.Hour, Cleared}}})
	a.post(orderPath, orderExample(t))
	for _, test := range []struct {
		advance time.Duration
		want    []string
	}{
		{0, nil},
		{time.Second, nil}, // the order is CREATED
		{2*time.Second - time.Millisecond, nil},
		{time.Millisecond, []string{"<nil> <nil>"}},
		{4 * time.Second, []string{"pending <nil>"}},
		{8*time.Second - time.Millisecond, []string{"pending <nil>"}},
		{time.Millisecond, []string{"customs_hold <nil>"}},
		{24 * time.Hour, []string{"cleared 2024-01-16"}},
		{1000 * time.Hour, []string{"cleared 2024-01-16"}},
	} {
		a.Advance(test.advance)
		if diff := cmp.Diff(test.want, a.entries()); diff != "" {
			t.Errorf("at %v, -want +got: %s", a.Now(), diff)
		}
	}
	if got, want := a.Entries()[0].ShipmentID, a.Orders()[0].ShipmentID; got != want {
		t.Errorf("the entry is for shipment %d, want %d", got, want)
	}
}

// TestWhoGetsAnEntry: who asks for import customs, and where nothing is said, who prefers it.
func TestWhoGetsAnEntry(t *testing.T) {
	t.Parallel()
	isf := func(value string) (string, []string) {
		return isfPath, []string{"additional_services.import_customs", value}
	}
	order := func(value string) (string, []string) { return orderPath, []string{"services.import_customs", value} }
	for _, test := range []struct {
		name   string
		send   func(string) (string, []string)
		value  string
		prefer bool
		want   int
	}{
		{"order: true", order, "true", false, 1},
		{"order: true, preferred", order, "true", true, 1},
		{"order: null", order, "null", false, 0},
		{"order: null, preferred", order, "null", true, 1},
		{"order: absent", order, "", false, 0},
		{"order: absent, preferred", order, "", true, 1},
		{"order: false", order, "false", false, 0},
		{"order: false, preferred", order, "false", true, 0},
		{"ISF: true", isf, "true", false, 1},
		{"ISF: null", isf, "null", false, 0},
		{"ISF: null, preferred", isf, "null", true, 1},
		{"ISF: false, preferred", isf, "false", true, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			a := start(t, Options{ImportCustoms: test.prefer})
			path, changes := test.send(test.value)
			example := isfExample(t)
			if path == orderPath {
				example = orderExample(t)
			}
			a.post(path, changed(t, example, changes...))
			a.Advance(time.Hour)
			if got := len(a.Entries()); got != test.want {
				t.Errorf("got %d entries, want %d", got, test.want)
			}
		})
	}
}

// TestAShipmentHasOneEntry: updates and the ISF of the same shipment make no second one.
func TestAShipmentHasOneEntry(t *testing.T) {
	t.Parallel()
	a := start(t, Options{ImportCustoms: true})
	id := text(member(a.post(isfPath, isfExample(t)).body, "data"), "id")
	document := jsonOf(object{"type": "ISF_WORKSHEET", "fid": isfFIDPrefix + id})
	for range 3 {
		a.post(orderPath, changed(t, orderExample(t), "request_metadata.source_document", document))
		a.Advance(time.Minute)
		a.post(isfPath, isfExample(t))
	}
	if got := a.entries(); len(got) != 1 {
		t.Errorf("got %q, want one entry", got)
	}
}

func TestAnUpdateMayAskForTheEntry(t *testing.T) {
	t.Parallel()
	a := start(t, Options{})
	a.post(orderPath, changed(t, orderExample(t), "services", ""))
	a.Advance(time.Hour)
	if len(a.Entries()) != 0 {
		t.Fatal("an entry that nobody asked for")
	}
	a.post(orderPath, orderExample(t))
	a.Advance(time.Hour)
	if len(a.Entries()) != 1 {
		t.Error("the update asked for an entry, and there is none")
	}
}

// TestTheISFAsksForItsOrderToo: one of the two is enough, since they share the shipment.
func TestTheISFAsksForItsOrderToo(t *testing.T) {
	t.Parallel()
	a := start(t, Options{EntryAfter: time.Hour})
	id := text(member(a.post(isfPath, changed(t, isfExample(t), "additional_services.import_customs", "true")).body, "data"), "id")
	document := jsonOf(object{"type": "ISF_WORKSHEET", "fid": isfFIDPrefix + id})
	a.post(orderPath, changed(t, orderExample(t), "request_metadata.source_document", document, "services.import_customs", "false"))
	a.Advance(2 * time.Hour)
	if got := a.Entries(); len(got) != 1 || got[0].ShipmentID != a.Orders()[0].ShipmentID {
		t.Errorf("got %+v", got)
	}
}

func TestACancelledOrderGetsNoEntry(t *testing.T) {
	t.Parallel()
	a := start(t, Options{CreateAfter: -1, EntryAfter: time.Hour})
	made := a.post(orderPath, orderExample(t))
	a.Advance(time.Minute)
	if _, err := a.Decide(text(member(made.body, "data"), "fid"), Verdict{Status: Cancelled}); err != nil {
		t.Fatal(err)
	}
	a.Advance(100 * time.Hour)
	if got := a.entries(); len(got) != 0 {
		t.Errorf("got %q", got)
	}
}

func TestEntriesByHand(t *testing.T) {
	t.Parallel()
	a := start(t, Options{})
	a.post(orderPath, orderExample(t))
	a.Advance(5 * time.Second) // created at 2 s, its entry made at 4 s, pending at 6 s
	byHand, err := a.Enter(Entry{ShipmentID: 23458, Number: "CHQ-49813874", ReleaseStatus: Cleared})
	if err != nil || byHand.ReleaseDate != "2024-01-15" || byHand.ID == "" {
		t.Fatalf("got %+v, %v", byHand, err)
	}
	held, err := a.Release(a.Entries()[0].ID, CustomsHold)
	if err != nil || held.ReleaseStatus != CustomsHold {
		t.Fatalf("got %+v, %v", held, err)
	}
	a.Advance(time.Hour)
	if diff := cmp.Diff([]string{"customs_hold <nil>", "cleared 2024-01-15"}, a.entries()); diff != "" {
		t.Errorf("an entry moved by hand stays; -want +got: %s", diff)
	}
	got := a.get("/customs_entries/" + byHand.ID)
	want := decoded([]byte(`{"_object":"/customs_entry","id":"` + byHand.ID + `","entry_number":"CHQ-49813874","release_status":"cleared","release_date":"2024-01-15",
		"shipment":{"_object":"/api/refs/object","ref_type":"/shipment","link":"` + a.url + `/shipments/23458","id":23458}}`))
	if diff := cmp.Diff(want, member(got.body, "data")); diff != "" {
		t.Errorf("-want +got: %s", diff)
	}
	if self := text(got.body, "self"); self != a.url+"/customs_entries/"+byHand.ID {
		t.Errorf("self is %s", self)
	}
	if released, err := a.Release(held.ID, NotYet); err != nil || released.ReleaseStatus != NotYet {
		t.Errorf("back to null: %+v, %v", released, err)
	}
	for _, test := range []struct {
		err  func() error
		want string
	}{
		{func() error { _, err := a.Release("nope", Cleared); return err }, "release entry nope: it does not exist"},
		{func() error { _, err := a.Release(held.ID, "released"); return err }, "there is no release status"},
		{func() error { _, err := a.Enter(Entry{ReleaseStatus: "gone"}); return err }, "there is no release status"},
		{func() error { _, err := a.Enter(Entry{ID: held.ID}); return err }, "is taken"},
	} {
		if err := test.err(); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("got %v, want %s", err, test.want)
		}
	}
}
