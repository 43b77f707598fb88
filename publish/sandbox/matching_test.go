package sandbox

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"docket/publish/sandbox/sandboxtest"
)

// TestMatching runs the cases of sandboxtest/matching.yaml over HTTP.
func TestMatching(t *testing.T) {
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
			m := &matchingRun{api: start(t, Options{}), known: map[string]sandboxtest.Order{}}
			m.arrange(c)
			before := m.Orders()
			got := m.send(c.Send, "the request in question")
			m.compare(c, before, got)
		})
	}
}

type matchingRun struct {
	*api
	known map[string]sandboxtest.Order
}

// arrange makes the orders that a case begins with.
func (m *matchingRun) arrange(c sandboxtest.Case) {
	m.t.Helper()
	for i, given := range c.Given {
		got := m.send(given, fmt.Sprintf("given request %d", i+1))
		fid := text(member(got.body, "data"), "fid")
		if known, ok := m.known[given.Is]; ok && known.FID != fid {
			m.t.Fatalf("given request %d is no update of %s: %s", i+1, given.Is, got.text)
		}
		if got.status != 202 {
			m.t.Fatalf("given request %d: %s", i+1, got.text)
		}
		m.known[given.Is] = sandboxtest.Order{FID: fid}
	}
	if !c.Requested {
		m.Advance(time.Hour)
	}
	for _, name := range c.Cancelled {
		if _, err := m.Decide(m.known[name].FID, Verdict{Status: Cancelled}); err != nil {
			m.t.Fatal(err)
		}
	}
	for _, order := range m.Orders() {
		for name, known := range m.known {
			if known.FID == order.FID {
				m.known[name] = sandboxtest.Order{FID: order.FID, ShipmentID: order.ShipmentID}
			}
		}
	}
}

func (m *matchingRun) send(r sandboxtest.Request, unique string) reply {
	m.t.Helper()
	body, err := r.Body(m.known, unique)
	if err != nil {
		m.t.Fatal(err)
	}
	return m.post("/customs_orders", string(body))
}

func (m *matchingRun) compare(c sandboxtest.Case, before []Order, got reply) {
	m.t.Helper()
	after := m.Orders()
	fid := text(member(got.body, "data"), "fid")
	switch name, update := strings.CutPrefix(c.Want, "update "); {
	case update:
		if got.status != 202 || fid != m.known[name].FID || len(after) != len(before) {
			m.t.Errorf("got %s %s, want 202 and an update of %s in %v", got.outcome(), fid, name, m.known)
		}
	case c.Want == "new":
		if got.status != 202 || len(after) != len(before)+1 || fid != after[len(after)-1].FID {
			m.t.Errorf("got %s, want 202 and a new order", got.text)
		}
		if diff := cmp.Diff(before, after[:len(before)], cmpopts.IgnoreUnexported(Order{})); diff != "" {
			m.t.Errorf("the other orders have changed: %s", diff)
		}
	default:
		if got.outcome() != c.Want {
			m.t.Errorf("got %s, want %s", got.text, c.Want)
		}
		if diff := cmp.Diff(before, after, cmpopts.IgnoreUnexported(Order{})); diff != "" {
			m.t.Errorf("a refused request has changed something: %s", diff)
		}
	}
	if c.Then == nil {
		return
	}
	i := slices.IndexFunc(after, func(o Order) bool { return o.FID == fid })
	want := Bills{Master: c.Then.Master, Houses: c.Then.Houses}
	if diff := cmp.Diff(want, after[i].Bills, cmpopts.IgnoreFields(Bills{}, "Carriage")); diff != "" {
		m.t.Errorf("bills, -want +got: %s", diff)
	}
}

// TestIndexLosesNoMatch holds matching among the orders that the index finds to matching among all orders.
func TestIndexLosesNoMatch(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var orders []*Order
		x := index{}
		for i := range rapid.IntRange(0, 6).Draw(t, "orders") {
			drawn := drawTarget(t)
			o := &Order{
				FID:        fmt.Sprint("fid", i),
				ShipmentID: int64(i % 4),
				Status:     rapid.SampledFrom([]Status{Requested, Created, Cancelled}).Draw(t, "status"),
				Bills:      drawn.bills,
				Documents:  []Document{drawn.document},
				number:     i,
			}
			orders = append(orders, o)
			x.add(o)
		}
		wanted := drawTarget(t)
		all, refusedAll := match(orders, wanted)
		near, refusedNear := match(x.near(wanted), wanted)
		if all != near {
			t.Fatalf("among all %v, by index %v", all, near)
		}
		if (refusedAll == nil) != (refusedNear == nil) || refusedAll != nil && refusedAll.code != refusedNear.code {
			t.Fatalf("among all %v, by index %v", refusedAll, refusedNear)
		}
	})
}

func drawTarget(t *rapid.T) target {
	number := rapid.SampledFrom([]string{"", "N1", "N2", "N3"})
	wanted := target{
		shipmentID: rapid.SampledFrom([]int64{0, 0, 0, 1, 2, 9}).Draw(t, "shipment"),
		fid:        rapid.SampledFrom([]string{"", "", "", "fid0", "fid1", "fid9"}).Draw(t, "fid"),
		document:   Document{FID: number.Draw(t, "document fid"), ExternalRef: number.Draw(t, "document ref")},
		bills: Bills{
			Carriage: rapid.SampledFrom([]string{"ocean", "air"}).Draw(t, "carriage"),
			Master:   number.Draw(t, "master"),
			Houses:   rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"N1", "N2", "N3"}), 0, 3, rapid.ID).Draw(t, "houses"),
		},
	}
	if wanted.bills.Master == "" && len(wanted.bills.Houses) == 0 {
		wanted.bills.Master = "N1" // the contract wants one
	}
	return wanted
}
