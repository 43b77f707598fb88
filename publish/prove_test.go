package publish_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"docket/mapping"
	"docket/publish"
	"docket/publish/evidence"
	"docket/publish/ledger"
	"docket/publish/sandbox"
)

// A shelf keeps receipts, by their names, unless it is told to fail.
type shelf struct {
	kept  map[string]evidence.Receipt
	times int
	fail  error
}

func (s *shelf) Keep(_ context.Context, r evidence.Receipt) (string, error) {
	if s.fail != nil {
		return "", s.fail
	}
	s.times++
	s.kept[r.Name()] = r
	return "s3://inbox/" + r.Name(), nil
}

// proving is a desk whose submitter has receipts kept.
func proving(t *testing.T) (desk, *shelf) {
	d, s := open(t), &shelf{kept: map[string]evidence.Receipt{}}
	d.Proven(s, "v1.2.3")
	return d, s
}

// file submits a filing, and has it proven.
func (d desk) file(ctx context.Context, s publish.Submission) (publish.Receipt, error) {
	r, err := d.Submit(ctx, s)
	if err != nil {
		return r, err
	}
	return d.Prove(ctx, r)
}

func at(url string, s *shelf) evidence.Receipt { return s.kept[strings.TrimPrefix(url, "s3://inbox/")] }

// TestReceipt: what is taken and what is refused has a receipt, with the texts that went over the wire, which names the
// one before it; what is not sent has none.
func TestReceipt(t *testing.T) {
	t.Parallel()
	d, s := proving(t)
	submit := func(document, name string, approval *ledger.Approval) publish.Receipt {
		t.Helper()
		source := from(a, document)
		source.SHA256 = "9f86d0"
		r, err := d.file(t.Context(), publish.Submission{
			Request: order(t, "MAEU1234567", name), Source: source, Basis: ledger.Basis{Rules: "0123456789ab", Profile: "acme"}, Approval: approval,
		})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	first := submit("v1", "one", nil)
	submit("v1", "one", nil)
	if same := submit("v2", "one", nil); same.Outcome != publish.Unchanged || same.Kept != first.Kept || s.times != 1 {
		t.Errorf("the same again is %s, its receipt at %q; %d were kept", same.Outcome, same.Kept, s.times)
	}
	maria := ledger.Approval{By: "Maria", Note: "called", At: time.Now().UTC()}
	second := submit("v3", "two", &maria)
	if err := d.api.Inject(sandbox.Fault{Operation: "upsertCustomsOrder", Next: 1, Status: 400}); err != nil {
		t.Fatal(err)
	}
	third := submit("v4", "three", nil)

	for i, r := range []publish.Receipt{first, second, third} {
		got := at(r.Kept, s)
		if got.Input.SHA256 != "9f86d0" || got.Rules != "0123456789ab" || got.Input.Profile != "acme" || got.Docket != "v1.2.3" || got.Worker == "" || got.Request.Decided.IsZero() || got.Answer.At.Before(got.Request.Sent) {
			t.Errorf("receipt %d lacks something: %+v", i, got)
		}
		if got.Request.ID != r.RequestID || got.Request.SHA256 != hexOf(got.Request.Body) || got.Answer.SHA256 != hexOf(got.Answer.Body) {
			t.Errorf("receipt %d: its sums, or its id, are others: %+v", i, got)
		}
	}
	one, two, three := at(first.Kept, s), at(second.Kept, s), at(third.Kept, s)
	posts := d.posts()
	for i, got := range []evidence.Receipt{one, two, three} {
		if got.Request.SHA256 != posts[i] {
			t.Errorf("receipt %d says that this was sent, and something else came:\n%s", i, got.Request.Body)
		}
	}
	if one.Effect != ledger.Create || two.Effect != ledger.Update || three.Outcome != ledger.Rejected || three.Answer.Status != 400 || !strings.Contains(three.Answer.Body, "code") || one.APIID != first.APIID {
		t.Errorf("they tell %s, %s, %s with %d %s", one.Effect, two.Effect, three.Outcome, three.Answer.Status, three.Answer.Body)
	}
	if len(one.Approvals) != 0 || len(two.Approvals) != 1 || two.Approvals[0] != maria {
		t.Errorf("approvals: %+v, then %+v", one.Approvals, two.Approvals)
	}
	if one.Previous != "" || two.Previous != first.Kept || three.Previous != second.Kept {
		t.Errorf("before them came %q, %q, %q", one.Previous, two.Previous, three.Previous)
	}
	entry, err := d.ledger.Get(t.Context(), first.Filing)
	if err != nil || entry.Filed.Exchange != nil || entry.Refused.Exchange != nil || len(s.kept) != 3 {
		t.Errorf("the ledger still has words of %+v; %d receipts; %v", entry, len(s.kept), err)
	}
}

func hexOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// posts are the sums of the bodies of the filings that the API got.
func (d desk) posts() (sums []string) {
	for _, r := range d.api.Requests() {
		if r.Method == http.MethodPost {
			sums = append(sums, r.BodySHA256)
		}
	}
	return sums
}

// TestReceiptLater: a receipt that could not be kept when the answer came is kept when the filing comes again, whoever
// brings it, and before the filing is changed. Nothing is sent twice for it.
func TestReceiptLater(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, document, order string
		want                  publish.Outcome
		receipts              int
	}{
		{"its notice again", "v1", "one", publish.Submitted, 1},
		{"the same under another key", "u1", "one", publish.Unchanged, 1},
		{"a correction", "v2", "two", publish.Submitted, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d, s := proving(t)
			s.fail = fmt.Errorf("%w: S3 is away", publish.ErrTrouble)
			if _, err := d.file(t.Context(), publish.Submission{Request: order(t, "MAEU1234567", "one"), Source: from(a, "v1")}); !errors.Is(err, publish.ErrTrouble) {
				t.Fatalf("while S3 is away: %v", err)
			}
			sent := d.posts()
			if _, err := d.file(t.Context(), publish.Submission{Request: order(t, "MAEU1234567", test.order), Source: from(a, test.document)}); !errors.Is(err, publish.ErrTrouble) {
				t.Fatalf("while S3 is still away: %v", err)
			}
			if len(d.posts()) != len(sent) || len(sent) != 1 {
				t.Fatalf("%d requests were sent", len(d.posts()))
			}
			s.fail = nil
			r, err := d.file(t.Context(), publish.Submission{Request: order(t, "MAEU1234567", test.order), Source: from(a, test.document)})
			if err != nil || r.Outcome != test.want || len(s.kept) != test.receipts {
				t.Fatalf("%s, error %v; %d receipts", r.Outcome, err, len(s.kept))
			}
			if got := at(r.Kept, s); got.Request.ID != r.RequestID || !strings.Contains(got.Answer.Body, r.APIID) {
				t.Errorf("the receipt is of %s and %s", got.Request.ID, got.Answer.Body)
			}
		})
	}
}

// TestNoReceipt: where receipts may not be put, what was filed is told all the same, and that its receipt is missing.
func TestNoReceipt(t *testing.T) {
	t.Parallel()
	d, s := proving(t)
	s.fail = errors.New("put s3://inbox/docket-receipts/x.json: access denied")
	for range 2 {
		r, err := d.file(t.Context(), publish.Submission{Request: order(t, "MAEU1234567", "one"), Source: from(a, "v1")})
		if err != nil || r.Outcome != publish.Submitted || r.Kept != "" {
			t.Fatalf("%+v, error %v", r, err)
		}
		problems := r.Problems(mapping.Filing{Request: order(t, "MAEU1234567", "one")})
		if len(problems) != 1 || problems[0].Code != "no_receipt" || problems[0].Severity != mapping.Warning || !strings.Contains(problems[0].Message, "access denied") || problems[0].Hint == "" {
			t.Errorf("it is told as %+v", problems)
		}
	}
	s.fail = nil
	if r, err := d.file(t.Context(), publish.Submission{Request: order(t, "MAEU1234567", "one"), Source: from(a, "v1")}); err != nil || r.Kept == "" || len(d.posts()) != 1 {
		t.Errorf("once it may: %+v, error %v", r, err)
	}
}

// TestLongAnswer: an answer for which the ledger has no room does not keep it from remembering what was filed.
func TestLongAnswer(t *testing.T) {
	t.Parallel()
	d := open(t)
	request := order(t, "MAEU1234567", "one")
	body, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	key := ledger.Key("acme", request)
	_, held, err := d.ledger.Claim(t.Context(), key, ledger.Claim{Attempt: ledger.Attempt{RequestID: "r", Reference: "MAEU1234567", Hash: "h", Request: body, Source: from(a, "v1")}})
	if err != nil {
		t.Fatal(err)
	}
	answer := make([]byte, 3<<20)
	if err := held.AnsweredBy(t.Context(), ledger.Answer{APIID: "1"}, ledger.Exchange{Status: 200, Answer: answer, Request: body}); err != nil {
		t.Fatal(err)
	}
	owed := evidence.Owed(key, held.Entry)
	if len(owed) != 1 || owed[0].Answer.Cut == 0 || owed[0].Answer.Cut+len(held.Entry.Filed.Exchange.Answer) != len(answer) {
		t.Errorf("the receipt would say %+v", owed)
	}
}
