package story_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"
	"docket/publish"
	"docket/publish/bus/bustest"
	"docket/publish/follow"
	"docket/publish/ledger"
	"docket/publish/story"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

const (
	fid  = "flx::customs:pre-order:a65f2d6e-3b1b-44fd-86b5-a9b7d83a7327"
	bill = "MAEU1234567"
)

// tell is a teller with the story of one order, filed, corrected and followed, of an ISF with the same bill that was
// held, and of another order that was refused by rules.
func tell(t *testing.T) story.Teller {
	t.Helper()
	b := bustest.Open(t)
	l, book := ledger.New(b.Ledger, time.Minute, nil), follow.NewBook(b.Follow, follow.DefaultPace)

	request := json.RawMessage(`{"name":"Bolts","freight_details":{"mode_of_transport":"OCEAN_FCL","bill_numbers":{"master_bill_of_lading_number":"` + bill + `"}},
		"involved_parties":[{"name":"A","identifier":{"social_security_number":"123-45-6789"}}],"request_metadata":{"request_id":"r2"}}`)
	order := &filing.CustomsOrder{FreightDetails: &filing.OceanFCL{Ocean: filing.Ocean{BillNumbers: filing.OceanBillNumbers{Master: bill}}}}
	key := ledger.Key("acme", order)
	_, held, err := l.Claim(t.Context(), key, ledger.Claim{Attempt: ledger.Attempt{RequestID: "r2", Reference: bill, Request: request, Source: ledger.Source{URL: "s3://inbox/a.xlsx"}}})
	must(t, err)
	must(t, held.Own(t.Context(), "acme", order))
	must(t, held.Answered(t.Context(), ledger.Answer{APIID: fid, Status: "REQUESTED", Effect: ledger.Update}))
	must(t, book.Begin(t.Context(), follow.Watch{FID: fid, Filing: key, Reference: bill, RequestID: "r2", Status: "CREATED", ShipmentID: 7}))

	begin := time.Date(2026, time.December, 1, 12, 0, 0, 0, time.UTC)
	event := func(minute int, kind publish.Kind, outcome publish.Outcome, f publish.FilingInfo) publish.Event {
		at := begin.Add(time.Duration(minute) * time.Minute)
		return publish.Event{
			ID: at.String(), Kind: kind, Outcome: outcome, Subject: f.Reference, Time: at,
			Result: publish.Result{Document: publish.DocumentInfo{Bucket: "inbox", Key: "a.xlsx"}, Filing: &f, Problems: []mapping.Problem{{Code: "note", Message: "A note."}}},
		}
	}
	cells := map[filing.Pointer][]sheet.Place{"/name": {{Sheet: "S", Ref: sheet.Ref{Row: 7, Col: 2}}}}
	must(t, publish.NewPublisher(b.JS).Results(t.Context(),
		event(1, publish.Order, publish.Submitted, publish.FilingInfo{Kind: filing.KindOrder, Reference: bill, APIID: fid, Effect: ledger.Create}),
		event(2, publish.ISF, publish.Held, publish.FilingInfo{Kind: filing.KindISF, Reference: "MAEU 1234567"}),
		event(3, publish.Order, publish.Submitted, publish.FilingInfo{Kind: filing.KindOrder, Reference: bill, APIID: fid, Effect: ledger.Update, Cells: cells}),
		event(4, publish.Order, publish.Created, publish.FilingInfo{Kind: filing.KindOrder, Reference: bill, APIID: fid, APIStatus: "CREATED"}),
		event(5, publish.Order, publish.Invalid, publish.FilingInfo{Kind: filing.KindOrder, Reference: "OTHER"}),
	))
	return story.Teller{Ledger: l, Book: book, JS: b.JS}
}

// TestTell: what is told for each thing that may be asked for.
func TestTell(t *testing.T) {
	t.Parallel()
	teller := tell(t)
	for asked, want := range map[string][]string{ // kind, state, and what happened
		bill:           {"order submitted: submitted submitted", "isf : held"},
		"maeu-1234567": {"order submitted: submitted submitted", "isf : held"},
		fid:            {"order submitted: submitted submitted"},
		"OTHER":        {"order : invalid"},
		"NOBODY":       nil,
	} {
		stories, err := teller.Tell(t.Context(), asked)
		must(t, err)
		var got []string
		for _, s := range stories {
			var what []string
			for _, m := range s.Moments {
				what = append(what, m.What)
			}
			got = append(got, string(s.Kind)+" "+string(s.State)+": "+strings.Join(what, " "))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", asked, got, want)
		}
	}
}

// TestOrder: all that there is to say of one order.
func TestOrder(t *testing.T) {
	t.Parallel()
	stories, err := tell(t).Tell(t.Context(), fid)
	must(t, err)
	s := stories[0]
	if s.Reference != bill || s.APIID != fid || s.Status != "CREATED" || s.Shipment != 7 || s.Source != "s3://inbox/a.xlsx" || s.RequestID != "r2" || s.Next.IsZero() {
		t.Errorf("%+v", s)
	}
	if m := s.Moments[1]; m.Effect != ledger.Update || m.Source != "s3://inbox/a.xlsx" || len(m.Problems) != 1 {
		t.Errorf("moment %+v", m)
	}
	text, err := json.Marshal(s)
	must(t, err)
	if strings.Contains(string(text), "6789") || strings.Contains(string(text), "request_metadata") {
		t.Errorf("it tells too much: %s", text)
	}
	var name story.Field
	for _, f := range s.Fields {
		if f.Field == "/name" {
			name = f
		}
	}
	if string(name.Value) != `"Bolts"` || len(name.Cells) != 1 || name.Cells[0].String() != "S!B7" {
		t.Errorf("field %+v", name)
	}
}
