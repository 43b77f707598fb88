package reliability

import (
	"fmt"
	"slices"
	"testing"

	"docket/publish"
	"docket/publish/ledger"
	"docket/publish/sandbox"
)

// sound is a picture without violations: a bill in two versions, the older told after the newer, an ISF with its order,
// an ISF that waits for a person, and a marked copy.
func sound() picture {
	submitted := func(kind publish.Kind, bill string) want { return want{kind, bill, publish.Submitted} }
	p := picture{
		Versions: []version{
			{Key: "bill.csv", ETag: "b1", Nth: 1, Voyage: "001W", Wants: []want{submitted(publish.Order, "MAEU1")}},
			{Key: "bill.csv", ETag: "b2", Nth: 2, Voyage: "002W", Wants: []want{submitted(publish.Order, "MAEU1")}},
			{Key: "isf.xlsx", ETag: "i1", Nth: 1, Voyage: "003W", Wants: []want{submitted(publish.ISF, "QJLF1"), submitted(publish.Order, "QJLF1")}},
			{Key: "odd.xlsx", ETag: "o1", Nth: 1, Voyage: "004W", Wants: []want{{publish.ISF, "QJLF2", publish.Held}}},
		},
		Announced: []announcement{{"d1", "bill.csv", "b1"}, {"d2", "bill.csv", "b2"}, {"d3", "isf.xlsx", "i1"}, {"d4", "odd.xlsx", "o1"}, {"d5", "odd.marked.xlsx", "c1"}},
		Orders: []sandbox.Order{
			{FID: "o-1", Bills: sandbox.Bills{Master: "MAEU1"}, Request: orderOn("002W"), RequestIDs: []string{"r2"}},
			{FID: "o-2", Bills: sandbox.Bills{Master: "COSU1", Houses: []string{"QJLF1"}}, Request: orderOn("003W"), RequestIDs: []string{"r4"}},
		},
		ISFs: []sandbox.ISF{{ID: "isf-1", Bills: sandbox.ISFBills{Master: "COSU1", Houses: []string{"QJLF1"}}, Worksheet: isfOn("003W"), RequestIDs: []string{"r3"}}},
		Ledger: map[string]ledger.Entry{
			"order.a.MAEU1": entryOf("o-1", "r2", orderOn("002W")), "order.a.QJLF1": entryOf("o-2", "r4", orderOn("003W")), "isf.a.QJLF1": entryOf("isf-1", "r3", isfOn("003W")),
		},
		Followed: []string{"o-1", "o-2"}, Shelf: []string{"isf QJLF2 004W"},
	}
	tell := func(document, key, etag string, kind publish.Kind, outcome publish.Outcome, f *publish.FilingInfo) {
		id := fmt.Sprint("e", len(p.Results))
		p.Results = append(p.Results, telling{id, publish.Event{ID: id, Kind: kind, Outcome: outcome, Result: publish.Result{
			Document: publish.DocumentInfo{ID: document, Key: key, ETag: etag}, Filing: f,
		}}})
	}
	of := func(bill, request, id string) *publish.FilingInfo {
		return &publish.FilingInfo{Reference: bill, RequestID: request, APIID: id}
	}
	tell("d2", "bill.csv", "b2", publish.Order, publish.Submitted, of("MAEU1", "r2", "o-1"))
	tell("d2", "bill.csv", "b2", publish.Document, publish.Completed, nil)
	tell("d1", "bill.csv", "b1", publish.Order, publish.Superseded, of("MAEU1", "", ""))
	tell("d1", "bill.csv", "b1", publish.Document, publish.Completed, nil)
	tell("d3", "isf.xlsx", "i1", publish.ISF, publish.Submitted, of("QJLF1", "r3", "isf-1"))
	tell("d3", "isf.xlsx", "i1", publish.Order, publish.Submitted, of("QJLF1", "r4", "o-2"))
	tell("d3", "isf.xlsx", "i1", publish.Document, publish.Completed, nil)
	tell("d4", "odd.xlsx", "o1", publish.ISF, publish.Held, of("QJLF2", "", ""))
	tell("d4", "odd.xlsx", "o1", publish.Document, publish.AtRisk, nil)
	tell("d4", "odd.xlsx", "o1", publish.Document, publish.Partial, nil)
	tell("d5", "odd.marked.xlsx", "c1", publish.Document, publish.Completed, nil)
	tell("d3", "isf.xlsx", "i1", publish.Order, publish.Created, of("QJLF1", "", "o-2"))
	return p
}

func orderOn(voyage string) []byte {
	return fmt.Appendf(nil, `{"freight_details": {"route": {"voyage_tracking_number": %q}}}`, voyage)
}

func isfOn(voyage string) []byte {
	return fmt.Appendf(nil, `{"shipment_information": {"ocean_freight_details": {"voyage_tracking_number": %q}}}`, voyage)
}

func entryOf(id, request string, body []byte) ledger.Entry {
	return ledger.Entry{State: ledger.Submitted, Filed: &ledger.Filed{Attempt: ledger.Attempt{RequestID: request, Request: body}, Answer: ledger.Answer{APIID: id}}}
}

// TestCrashCheckerFindsWhatIsThere: a sound picture has no violation, and each that is put into one is found, under its
// promise.
func TestCrashCheckerFindsWhatIsThere(t *testing.T) {
	t.Parallel()
	if found := check(sound()); len(found) > 0 {
		t.Fatalf("a sound picture has %v", found)
	}
	result := func(p *picture, document string, kind publish.Kind) int {
		return slices.IndexFunc(p.Results, func(r telling) bool { return r.Result.Document.ID == document && r.Kind == kind })
	}
	without := func(document string, kind publish.Kind) func(*picture) {
		return func(p *picture) {
			p.Results = slices.Delete(p.Results, result(p, document, kind), result(p, document, kind)+1)
		}
	}
	again := func(document string, kind publish.Kind, id string) func(*picture) {
		return func(p *picture) {
			r := p.Results[result(p, document, kind)]
			if id != "" {
				r.ID, r.Event.ID = id, id
			}
			p.Results = append(p.Results, r)
		}
	}
	becomes := func(document string, kind publish.Kind, outcome publish.Outcome) func(*picture) {
		return func(p *picture) { p.Results[result(p, document, kind)].Outcome = outcome }
	}
	entry := func(key string, change func(*ledger.Entry)) func(*picture) {
		return func(p *picture) { e := p.Ledger[key]; change(&e); p.Ledger[key] = e }
	}
	late := sound()
	for i, r := range late.Results {
		if r.Result.Document.ID == "d1" {
			late.Results[i].Result.Document.ETag = "b2"
		}
	}
	if found := check(late); len(found) > 0 {
		t.Fatalf("a worker that comes late, and finds the newer version, does %v", found)
	}
	for _, seeded := range []struct {
		what  string
		spoil func(*picture)
		found []promise // each at least once, and no others
	}{
		{"a document has no end", without("d3", publish.Document), []promise{onceTold}},
		{"a superseded document has no end", without("d1", publish.Document), []promise{onceTold}},
		{"a marked copy has no end", without("d5", publish.Document), []promise{onceTold}},
		{"a document ends twice", again("d3", publish.Document, "other"), []promise{onceTold}},
		{"a document ends twice, differently", func(p *picture) {
			again("d3", publish.Document, "other")(p)
			p.Results[len(p.Results)-1].Outcome = publish.Unreadable
		}, []promise{onceTold, rightlyTold}},
		{"a result is there twice under its id", again("d3", publish.ISF, ""), []promise{onceTold}},
		{"a filing is told twice", again("d3", publish.ISF, "other"), []promise{onceTold}},
		{"a filing is not told", without("d3", publish.Order), []promise{onceTold, rightlyTold}},
		{"an older version's filing is not told", without("d1", publish.Order), []promise{onceTold}},
		{"a message has not the id of its result", func(p *picture) { p.Results[0].ID = "other" }, []promise{onceTold}},
		{"a document ends that nobody announced", func(p *picture) { p.Announced = p.Announced[:4] }, []promise{onceTold}},
		{"a document is told as dead", becomes("d3", publish.Document, publish.Dead), []promise{rightlyTold}},
		{"a filing is told as held and is filed", becomes("d3", publish.Order, publish.Held), []promise{rightlyTold}},
		{"what waits is told as submitted", becomes("d4", publish.ISF, publish.Submitted), []promise{rightlyTold}},
		{"what waits is told as invalid", becomes("d4", publish.ISF, publish.Invalid), []promise{rightlyTold}},
		{"what waits is told as superseded by nothing", func(p *picture) {
			again("d4", publish.ISF, "other")(p)
			p.Results[len(p.Results)-1].Outcome = publish.Superseded
		}, []promise{rightlyTold}},
		{"the newest version is told as superseded", becomes("d2", publish.Order, publish.Superseded), []promise{rightlyTold}},
		{"a file is told as complete of which something waits", func(p *picture) {
			for i, r := range p.Results {
				if r.Outcome == publish.Partial {
					p.Results[i].Outcome = publish.Completed
				}
			}
		}, []promise{rightlyTold}},
		{"a request is told that the API never had", func(p *picture) {
			i := result(p, "d3", publish.ISF)
			f := *p.Results[i].Result.Filing
			f.RequestID = "other"
			p.Results[i].Result.Filing = &f
		}, []promise{rightlyTold}},
		{"an order is there twice", func(p *picture) {
			twin := p.Orders[0]
			twin.FID = "o-3"
			p.Orders, p.Followed = append(p.Orders, twin), append(p.Followed, "o-3")
		}, []promise{onceFiled, remembered}},
		{"an ISF is there twice", func(p *picture) {
			twin := p.ISFs[0]
			twin.ID = "isf-2"
			p.ISFs = append(p.ISFs, twin)
		}, []promise{onceFiled, remembered}},
		{"an order is there that no file has", func(p *picture) {
			p.Orders, p.Followed = append(p.Orders, sandbox.Order{FID: "o-3", Bills: sandbox.Bills{Master: "MAEU9"}}), append(p.Followed, "o-3")
		}, []promise{onceFiled, remembered}},
		{"what waits for a person is filed", func(p *picture) {
			p.ISFs = append(p.ISFs, sandbox.ISF{ID: "isf-2", Bills: sandbox.ISFBills{Houses: []string{"QJLF2"}}})
		}, []promise{onceFiled, remembered}},
		{"an order is not there", func(p *picture) { p.Orders = p.Orders[:1] }, []promise{rightlyTold, newestFiled, remembered}},
		{"an ISF is not there", func(p *picture) { p.ISFs = nil }, []promise{rightlyTold, newestFiled, remembered}},
		{"the older version was filed last", func(p *picture) {
			p.Orders[0].Request, p.Orders[0].RequestIDs = orderOn("001W"), []string{"r2", "r1"}
			p.Ledger["order.a.MAEU1"] = entryOf("o-1", "r1", orderOn("001W"))
		}, []promise{newestFiled}},
		{"the older version was filed last, and the ledger does not know", func(p *picture) {
			p.Orders[0].Request, p.Orders[0].RequestIDs = orderOn("001W"), []string{"r2", "r1"}
		}, []promise{newestFiled, remembered}},
		{"the API answered against its contract", func(p *picture) { p.Defects = []sandbox.Defect{{}} }, []promise{newestFiled}},
		{"the ledger has an intent that nobody carried out", entry("order.a.MAEU1", func(e *ledger.Entry) { e.State, e.Intent = ledger.Intended, &ledger.Attempt{} }), []promise{remembered}},
		{"the ledger is in doubt", entry("isf.a.QJLF1", func(e *ledger.Entry) { e.Doubt = true }), []promise{remembered}},
		{"the ledger knows of no answer", entry("isf.a.QJLF1", func(e *ledger.Entry) { e.State = ledger.Unknown }), []promise{remembered}},
		{"the ledger knows another voyage", entry("isf.a.QJLF1", func(e *ledger.Entry) { e.Filed.Request = isfOn("9") }), []promise{remembered}},
		{"the ledger knows another request", entry("isf.a.QJLF1", func(e *ledger.Entry) { e.Filed.RequestID = "r9" }), []promise{remembered}},
		{"the ledger has lost an entry", func(p *picture) { delete(p.Ledger, "order.a.MAEU1") }, []promise{remembered}},
		{"the ledger has an entry twice", func(p *picture) { p.Ledger["order.a.MAEU2"] = p.Ledger["order.a.MAEU1"] }, []promise{remembered}},
		{"the ledger has what the API has not", func(p *picture) { p.Ledger["order.a.MAEU2"] = entryOf("o-9", "r9", orderOn("1")) }, []promise{remembered}},
		{"an order is not followed", func(p *picture) { p.Followed = []string{"o-2"} }, []promise{followed}},
		{"a notice is left", func(p *picture) { p.Left = 1 }, []promise{nothingLeft}},
		{"there is a dead letter", func(p *picture) { p.Letters = []publish.Letter{{}} }, []promise{nothingLeft}},
		{"what waits for a person is not on the shelf", func(p *picture) { p.Shelf = nil }, []promise{nothingLeft}},
		{"what waits for a person is an older version", func(p *picture) { p.Shelf = []string{"isf QJLF2 003W"} }, []promise{nothingLeft}},
		{"something is on the shelf that is filed", func(p *picture) { p.Shelf = append(p.Shelf, "isf QJLF1 003W") }, []promise{nothingLeft}},
	} {
		p := sound()
		seeded.spoil(&p)
		var got []promise
		found := check(p)
		for _, v := range found {
			if !slices.Contains(got, v.Promise) {
				got = append(got, v.Promise)
			}
		}
		want := slices.Clone(seeded.found)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: found %q, want it under %q", seeded.what, found, want)
		}
	}
}

// TestCrashVoyages: the mark of a version is where the API keeps it.
func TestCrashVoyages(t *testing.T) {
	t.Parallel()
	for kind, body := range map[publish.Kind][]byte{publish.Order: orderOn("7E"), publish.ISF: isfOn("7E")} {
		if got := voyageOf(kind, body); got != "7E" {
			t.Errorf("the voyage of an %s is %q", kind, got)
		}
	}
}
