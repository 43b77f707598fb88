package publish_test

import (
	"errors"
	"fmt"
	"testing"

	"docket/mapping/filing"
	"docket/publish"
	"docket/publish/ledger"
	"docket/publish/sandbox"

	"pgregory.net/rapid"
)

// TestForesightHolds: whatever files say in whatever order, and whichever answers are lost, docket files what it said
// it would: one is made if and only if the effect is "create", no two orders or ISFs share a house bill, no two without
// house bills a master, and what is sent again changes nothing.
func TestForesightHolds(t *testing.T) {
	t.Parallel()
	world := open(t)
	run := 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		d, before := deskAt(rt, world.bus, fmt.Sprint("run", run), sandbox.Options{}), 0
		for n := range rapid.IntRange(1, 6).Draw(rt, "filings") {
			master := rapid.SampledFrom([]string{"", "MAEU0000001", "MAEU0000002"}).Draw(rt, "master")
			houses := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"HLCU0000005", "HLCU0000006", "HLCU0000007"}), 0, 3, rapid.ID[string]).Draw(rt, "houses")
			if len(houses) == 0 {
				houses = nil
			}
			if master == "" && houses == nil {
				master = "MAEU0000001"
			}
			url := rapid.SampledFrom([]string{a, b}).Draw(rt, "file")
			name := rapid.SampledFrom([]string{"one", "two"}).Draw(rt, "name")
			var request filing.Request = orderOf(t, url, name, master, houses...)
			if master != "" && rapid.Bool().Draw(rt, "ISF") {
				worksheet := isfOf(t, master, houses...)
				worksheet.Header.BondHolder = name
				request = worksheet
			}
			if rapid.IntRange(0, 4).Draw(rt, "luck") == 0 {
				if err := d.api.Inject(sandbox.Fault{Operation: operations[request.Kind()], Next: 1, After: rapid.Bool().Draw(rt, "after"), Drop: true}); err != nil {
					rt.Fatal(err)
				}
			}
			document := fmt.Sprintf("%d-%d", run, n)
			receipt := d.untilKnown(rt, publish.Submission{Request: request, Source: from(url, document)})
			d.api.ClearFaults()
			made := d.filed() - before
			before += made
			switch {
			case (receipt.Outcome == publish.Submitted && receipt.Effect == ledger.Create) != (made == 1), made > 1:
				rt.Fatalf("%v: %s with effect %q, and %d were made", request.Bills(), receipt.Outcome, receipt.Effect, made)
			case receipt.Outcome == publish.Rejected:
				rt.Fatalf("%v: rejected: %s %s", request.Bills(), receipt.Code, receipt.Message)
			}
			if receipt.Outcome != publish.Held {
				again := d.untilKnown(rt, publish.Submission{Request: request, Source: from(url, document)})
				if again.Outcome != receipt.Outcome && again.Outcome != publish.Submitted || again.APIID != receipt.APIID || d.filed() != before {
					rt.Fatalf("%v: %s %s, and again: %s %s", request.Bills(), receipt.Outcome, receipt.APIID, again.Outcome, again.APIID)
				}
			}
			d.noBillTwice(rt)
		}
	})
}

var operations = map[filing.Kind]string{filing.KindOrder: "upsertCustomsOrder", filing.KindISF: "upsertIsf"}

// filed is how many orders and ISFs the API holds.
func (d desk) filed() int { return len(d.api.Orders()) + len(d.api.ISFs()) }

// untilKnown submits until the outcome is known.
func (d desk) untilKnown(t *rapid.T, sub publish.Submission) publish.Receipt {
	for {
		receipt, err := d.Submit(t.Context(), sub)
		if err == nil {
			return receipt
		}
		if !errors.Is(err, publish.ErrTrouble) {
			t.Fatal(err)
		}
	}
}

// noBillTwice looks at what the API holds.
func (d desk) noBillTwice(t *rapid.T) {
	owners := map[string]string{}
	own := func(kind, id, master string, houses []string) {
		if len(houses) == 0 {
			houses = []string{master}
		}
		for _, bill := range houses {
			if other := owners[kind+bill]; other != "" {
				t.Fatalf("bill %s is on the %ss %s and %s", bill, kind, other, id)
			}
			owners[kind+bill] = id
		}
	}
	for _, o := range d.api.Orders() {
		own("order", o.FID, o.Bills.Master, o.Bills.Houses)
	}
	for _, f := range d.api.ISFs() {
		own("ISF", f.ID, f.Bills.Regular+f.Bills.Master, f.Bills.Houses)
	}
}
