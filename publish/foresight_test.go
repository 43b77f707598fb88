package publish_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"docket/mapping/filing"
	"docket/publish"
	"docket/publish/flexport"
	"docket/publish/ledger"
	"docket/publish/sandbox"
)

// orderOf is an order with a master bill, "" for none, and house bills, from a file.
func orderOf(t *testing.T, url, name, master string, houses ...string) *filing.CustomsOrder {
	t.Helper()
	o := order(t, "MAEU1234567", name)
	o.FreightDetails = &filing.OceanFCL{Ocean: filing.Ocean{BillNumbers: filing.OceanBillNumbers{Master: master, Houses: houses}}}
	o.RequestMetadata.SourceDocument.ExternalRef = url + "#" + o.Reference()
	return o
}

// isfOf is an ISF with a master bill and house bills; without house bills the master is a regular bill.
func isfOf(t *testing.T, master string, houses ...string) *filing.IsfWorksheet {
	t.Helper()
	w := isf(t)
	w.BillNumbers = &filing.RegularBill{Number: master}
	if len(houses) > 0 {
		w.BillNumbers = &filing.MasterHouseBills{Master: master, Houses: houses}
	}
	return w
}

// TestForesight: what each next filing is said to do, and that the API then holds no more orders and ISFs than there
// are. Each line follows on the ones before it in its story.
func TestForesight(t *testing.T) {
	t.Parallel()
	type step struct {
		name    string
		url     string
		request filing.Request
		want    publish.Outcome
		effect  ledger.Effect
		code    string
	}
	const m, n, h, i, j = "MAEU1234567", "MAEU7654321", "HLCU0000001", "HLCU0000002", "HLCU0000003"
	for story, steps := range map[string][]step{
		"a correction adds a house bill": {
			{"first", a, orderOf(t, a, "one", m, h), publish.Submitted, ledger.Create, ""},
			{"one more", a, orderOf(t, a, "one", m, h, i), publish.Submitted, ledger.Update, ""},
			{"and again", a, orderOf(t, a, "one", m, h, i), publish.Unchanged, ledger.NoEffect, ""},
			{"only the new one", a, orderOf(t, a, "one", m, i), publish.Submitted, ledger.Update, ""},
		},
		"a correction changes the master": {
			{"first", a, orderOf(t, a, "one", m, h), publish.Submitted, ledger.Create, ""},
			{"other master", a, orderOf(t, a, "one", n, h), publish.Submitted, ledger.Update, ""},
		},
		"a correction brings the master": {
			{"first", a, orderOf(t, a, "one", "", h), publish.Submitted, ledger.Create, ""},
			{"master known", a, orderOf(t, a, "one", m, h), publish.Submitted, ledger.Update, ""},
		},
		"a correction brings the house bill": {
			{"first", a, orderOf(t, a, "one", m), publish.Submitted, ledger.Create, ""},
			{"house known", a, orderOf(t, a, "one", m, h), publish.Submitted, ledger.Update, ""},
			{"master alone", a, orderOf(t, a, "two", m), publish.Submitted, ledger.Update, ""},
		},
		"another file for the same bill": {
			{"first", a, orderOf(t, a, "one", m, h), publish.Submitted, ledger.Create, ""},
			{"same house", b, orderOf(t, b, "two", m, h), publish.Held, ledger.Update, publish.CodeOtherFile},
			{"same house, other master", b, orderOf(t, b, "two", n, h), publish.Held, ledger.Update, publish.CodeOtherFile},
			{"one house more", b, orderOf(t, b, "two", m, h, i), publish.Held, ledger.Update, publish.CodeOtherFile},
			{"the master alone", b, orderOf(t, b, "two", m), publish.Held, ledger.Update, publish.CodeOtherFile},
			{"another house under it", b, orderOf(t, b, "two", m, i), publish.Submitted, ledger.Create, ""},
			{"written otherwise", b, orderOf(t, b, "two", "maeu 123-4567", "HLCU 0000001"), publish.Held, ledger.Update, publish.CodeOtherFile},
		},
		"bills of two filings": {
			{"one", a, orderOf(t, a, "one", m, h), publish.Submitted, ledger.Create, ""},
			{"the other", b, orderOf(t, b, "two", m, i), publish.Submitted, ledger.Create, ""},
			{"both", a, orderOf(t, a, "three", m, h, i), publish.Held, "", publish.CodeSeveral},
			{"their master", a, orderOf(t, a, "three", m), publish.Held, "", publish.CodeSeveral},
		},
		"ISFs": {
			{"regular", a, isfOf(t, m), publish.Submitted, ledger.Create, ""},
			{"master and house", b, isfOf(t, n, h), publish.Submitted, ledger.Create, ""},
			{"one house more", b, isfOf(t, n, h, j), publish.Held, ledger.Update, publish.CodeISFBills},
			{"other master", b, isfOf(t, "MAEU1111111", h), publish.Held, ledger.Update, publish.CodeISFBills},
			{"regular gets a house", a, isfOf(t, m, i), publish.Held, ledger.Update, publish.CodeISFBills},
			{"an order beside it", a, orderOf(t, a, "one", m), publish.Submitted, ledger.Create, ""},
		},
	} {
		t.Run(story, func(t *testing.T) {
			t.Parallel()
			d := open(t)
			created := 0
			for n, s := range steps {
				receipt, err := d.Submit(t.Context(), publish.Submission{Request: s.request, Source: from(s.url, story+string(rune('a'+n)))})
				if err != nil {
					t.Fatalf("%s: %v", s.name, err)
				}
				if receipt.Outcome != s.want || receipt.Effect != s.effect || receipt.Code != s.code {
					t.Errorf("%s: %s, effect %q, code %q (%s); want %s, %q, %q", s.name, receipt.Outcome, receipt.Effect, receipt.Code, receipt.Message, s.want, s.effect, s.code)
				}
				if s.want == publish.Submitted && s.effect == ledger.Update && (len(receipt.Changes) == 0 || receipt.APIID == "") {
					t.Errorf("%s: an update of %q with changes %v", s.name, receipt.APIID, receipt.Changes)
				}
				if s.effect == ledger.Create {
					created++
				}
				if holds := len(d.api.Orders()) + len(d.api.ISFs()); holds != created {
					t.Errorf("%s: the API holds %d filings, want %d", s.name, holds, created)
				}
			}
		})
	}
}

// TestSiblings: a file with two filings for one bill has the second one held; it does not undo the first.
func TestSiblings(t *testing.T) {
	t.Parallel()
	d := open(t)
	const m, h, i = "MAEU1234567", "HLCU0000001", "HLCU0000002"
	for _, s := range []struct {
		request *filing.CustomsOrder
		want    publish.Outcome
		code    string
	}{
		{orderOf(t, a, "one", m, h), publish.Submitted, ""},
		{orderOf(t, a, "two", m, h, i), publish.Held, publish.CodeSibling},
		{orderOf(t, a, "one", m, h), publish.Submitted, ""}, // the notice comes again
	} {
		receipt, err := d.Submit(t.Context(), publish.Submission{Request: s.request, Source: from(a, "v1")})
		if err != nil || receipt.Outcome != s.want || receipt.Code != s.code {
			t.Errorf("%s: %+v, error %v; want %s", s.request.Name, receipt, err, s.want)
		}
	}
}

// theirs makes an order at the API that docket knows nothing of.
func (d desk) theirs(t *testing.T, o *filing.CustomsOrder) string {
	t.Helper()
	answer, err := d.client.UpsertOrder(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return answer.FID
}

// TestOrderOfUnknownOrigin: an order that somebody else made is not changed unless a person says so.
func TestOrderOfUnknownOrigin(t *testing.T) {
	t.Parallel()
	d := open(t)
	fid := d.theirs(t, orderOf(t, "s3://elsewhere/x", "theirs", "MAEU1234567"))
	sub := publish.Submission{Request: orderOf(t, a, "ours", "MAEU1234567"), Source: from(a, "v1")}
	for range 2 { // and it leaves no doubt behind
		receipt, err := d.Submit(t.Context(), sub)
		if err != nil || receipt.Outcome != publish.Held || receipt.Code != publish.CodeOrderExists {
			t.Fatalf("%+v, error %v", receipt, err)
		}
	}
	if name := nameOf(t, d.api.Orders()[0]); name != "theirs" {
		t.Errorf("the order is now named %q", name)
	}
	sub.Approved = true
	receipt, err := d.Submit(t.Context(), sub)
	if err != nil || receipt.Outcome != publish.Submitted || receipt.APIID != fid {
		t.Errorf("approved: %+v, error %v", receipt, err)
	}
}

func nameOf(t *testing.T, o sandbox.Order) string {
	t.Helper()
	var request struct{ Name string }
	if err := json.Unmarshal(o.Request, &request); err != nil {
		t.Fatal(err)
	}
	return request.Name
}

// TestCancelledSince: a correction of an order that was cancelled meanwhile makes no new one unless a person says so.
func TestCancelledSince(t *testing.T) {
	t.Parallel()
	d := open(t)
	first, err := d.Submit(t.Context(), publish.Submission{Request: order(t, "MAEU1234567", "one"), Source: from(a, "v1")})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.api.Decide(first.APIID, sandbox.Verdict{Status: sandbox.Cancelled}); err != nil {
		t.Fatal(err)
	}
	sub := publish.Submission{Request: order(t, "MAEU1234567", "two"), Source: from(a, "v2")}
	receipt, err := d.Submit(t.Context(), sub)
	if err != nil || receipt.Outcome != publish.Held || receipt.Code != publish.CodeCancelled || receipt.APIStatus != "CANCELLED" {
		t.Fatalf("%+v, error %v", receipt, err)
	}
	sub.Approved = true
	receipt, err = d.Submit(t.Context(), sub)
	if err != nil || receipt.Outcome != publish.Submitted || receipt.Effect != ledger.Create || receipt.APIID == first.APIID {
		t.Errorf("approved: %+v, error %v", receipt, err)
	}
}

// TestUpdateAnswerLost: a correction whose answer is lost ends as an update of the same order, with its changes.
func TestUpdateAnswerLost(t *testing.T) {
	t.Parallel()
	d := open(t)
	first, err := d.Submit(t.Context(), publish.Submission{Request: order(t, "MAEU1234567", "one"), Source: from(a, "v1")})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.api.Inject(sandbox.Fault{Operation: "upsertCustomsOrder", Next: 1, After: true, Drop: true}); err != nil {
		t.Fatal(err)
	}
	sub := publish.Submission{Request: order(t, "MAEU1234567", "two"), Source: from(a, "v2")}
	if _, err := d.Submit(t.Context(), sub); !errors.Is(err, flexport.UnknownOutcome) {
		t.Fatalf("got %v, want an unknown outcome", err)
	}
	receipt, err := d.Submit(t.Context(), sub)
	if err != nil || receipt.Effect != ledger.Update || receipt.APIID != first.APIID || len(receipt.Changes) != 1 || receipt.Changes[0].Field != "/name" {
		t.Errorf("%+v, error %v", receipt, err)
	}
}

// TestDoubtJoins: a request in doubt that never took effect, for bills of an order that was there long before: what it
// did is said.
func TestDoubtJoins(t *testing.T) {
	t.Parallel()
	d := openAt(t, sandbox.Options{Now: func() time.Time { return time.Now().Add(-time.Hour) }})
	d.theirs(t, orderOf(t, "s3://elsewhere/x", "theirs", "MAEU1234567"))
	if err := d.api.Inject(sandbox.Fault{Next: 1, Drop: true}); err != nil {
		t.Fatal(err)
	}
	sub := publish.Submission{Request: orderOf(t, a, "ours", "MAEU1234567"), Source: from(a, "v1")}
	if _, err := d.Submit(t.Context(), sub); !errors.Is(err, flexport.UnknownOutcome) {
		t.Fatalf("got %v, want an unknown outcome", err)
	}
	receipt, err := d.Submit(t.Context(), sub)
	if err != nil || receipt.Effect != ledger.Update || receipt.Code != publish.CodeJoined || !strings.Contains(receipt.Message, receipt.APIID) {
		t.Errorf("%+v, error %v", receipt, err)
	}
}

// TestLostAnswers: one answer in three is lost. Every filing is sent until its outcome is known; none is there twice.
func TestLostAnswers(t *testing.T) {
	t.Parallel()
	d := openAt(t, sandbox.Options{Seed: 7, Faults: []sandbox.Fault{{Rate: 1. / 3, After: true, Drop: true}}})
	const filings = 30
	lost, ids := 0, map[string]bool{}
	submit := func(sub publish.Submission) publish.Receipt {
		for {
			receipt, err := d.Submit(t.Context(), sub)
			switch {
			case err == nil:
				return receipt
			case !errors.Is(err, publish.ErrTrouble):
				t.Fatal(err)
			}
			lost++
		}
	}
	for n := range filings {
		bill := "MAEU10000" + string(rune('0'+n/10)) + string(rune('0'+n%10))
		for version, name := range []string{"one", "two"} {
			var request filing.Request = orderOf(t, a, name, bill)
			if n%2 == 1 {
				w := isfOf(t, bill)
				w.Header.BondHolder = name
				request = w
			}
			receipt := submit(publish.Submission{Request: request, Source: from(a, bill+name)})
			want := []ledger.Effect{ledger.Create, ledger.Update}[version]
			if receipt.Outcome != publish.Submitted || receipt.Effect != want {
				t.Errorf("%s %s: %s, effect %s (%s)", bill, name, receipt.Outcome, receipt.Effect, receipt.Message)
			}
			ids[receipt.APIID] = true
		}
	}
	if held := len(d.api.Orders()) + len(d.api.ISFs()); held != filings || len(ids) != filings || lost < filings/3 {
		t.Errorf("the API holds %d filings under %d ids, want %d; %d answers were lost", held, len(ids), filings, lost)
	}
	for _, o := range d.api.Orders() {
		if name := nameOf(t, o); name != "two" {
			t.Errorf("order %s is named %q, want it as corrected", o.FID, name)
		}
	}
}
