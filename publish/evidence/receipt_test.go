package evidence

import (
	"encoding/json"
	"testing"
	"time"

	"docket/mapping/filing"
	"docket/publish/ledger"
	"docket/testdata/golden"

	"pgregory.net/rapid"
)

// entry is what the ledger knows of an order that was filed, approved by a person, and whose amendment was refused.
func entry() ledger.Entry {
	at := func(second int) time.Time { return time.Date(2026, time.December, 1, 12, 0, second, 0, time.UTC) }
	attempt := func(id, document, request string, second int) ledger.Attempt {
		return ledger.Attempt{
			RequestID: id, Reference: "MAEU256831947", Hash: "h", Request: json.RawMessage(request), By: "worker-1/3f0c", At: at(second),
			Source: ledger.Source{URL: "s3://inbox/acme/bol.xlsx", Document: document, SHA256: "9f86d0", Modified: at(second), Notice: json.RawMessage(`{"etag": "1"}`)},
			Basis:  ledger.Basis{Docket: "v1.2.3", Rules: "0123456789ab", Profile: "acme", Type: "bill_of_lading"},
		}
	}
	exchange := func(second, status int, answer string) *ledger.Exchange {
		return &ledger.Exchange{Method: "POST", URL: "https://api.example/customs_orders", Sent: at(second), Came: at(second + 1), Status: status, Answer: []byte(answer)}
	}
	filed := &ledger.Filed{
		Attempt: attempt("11111111-1111-5111-8111-111111111111", "v1", `{"name":"5 < 6 bolts"}`, 0), Answer: ledger.Answer{APIID: "flx::customs:pre-order:1", Status: "REQUESTED", Effect: ledger.Create},
		Proof: ledger.Proof{Exchange: exchange(1, 200, "{\"data\": {\n  \"fid\": \"flx::customs:pre-order:1\"}}")},
	}
	filed.Approval = &ledger.Approval{By: "Maria", Note: "called the shipper", At: at(0)}
	refused := &ledger.Refused{
		Attempt: attempt("22222222-2222-5222-8222-222222222222", "v2", `{"name":"bolts"}`, 10), Code: "invalid", Message: "no",
		Proof: ledger.Proof{Exchange: exchange(11, 400, "\xff\x00"), Previous: "s3://inbox/docket-receipts/order/MAEU256831947/1.json"},
	}
	return ledger.Entry{State: ledger.Rejected, Filed: filed, Refused: refused}
}

func TestReceipts(t *testing.T) {
	t.Parallel()
	owed := Owed("order.acme.MAEU256831947", entry())
	if len(owed) != 2 {
		t.Fatalf("%d receipts, want one of each request", len(owed))
	}
	for i, file := range []string{"testdata/submitted.json", "testdata/rejected.json"} {
		text, err := owed[i].Text()
		if err != nil {
			t.Fatal(err)
		}
		golden.Compare(t, file, string(text))
	}
	if got, want := owed[0].Name(), "order/MAEU256831947/20261201T120002Z-11111111-1111-5111-8111-111111111111.json"; got != want {
		t.Errorf("it lies at %s, want %s", got, want)
	}
	if left := Owed("order.acme.X", ledger.Entry{State: ledger.Submitted, Filed: &ledger.Filed{Proof: ledger.Proof{Receipt: "s3://inbox/x"}}}); len(left) != 0 {
		t.Errorf("of what has a receipt another is owed: %+v", left)
	}
}

// TestNames: whatever a bill is, its receipts have names that are known as such, and that leave their folder nowhere.
func TestNames(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := Receipt{Kind: rapid.SampledFrom([]filing.Kind{filing.KindISF, filing.KindOrder}).Draw(t, "kind"), Reference: rapid.String().Draw(t, "bill")}
		r.Request.ID, r.Answer.At = "11111111-1111-5111-8111-111111111111", time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "second"), 0)
		if name := r.Name(); !Named(name) || !Named(Folder+"/"+name) || len(name) > 150 {
			t.Fatalf("the receipt of %q lies at %q", r.Reference, name)
		}
	})
	for _, key := range []string{"isf.xlsx", "isf/QJLF26110447/isf.json", "docket-receipts/x.json", "isf/a b/20261201T120002Z-11111111-1111-5111-8111-111111111111.json"} {
		if Named(key) {
			t.Errorf("%s is taken for a receipt's", key)
		}
	}
}
