package publish_test

import (
	"fmt"
	"testing"
	"time"

	"docket/publish"
	"docket/publish/ledger"
)

// TestBrake: a filing that is amended again and again goes through as often as it may, then waits with what it would
// change; the API hears of no more. A person who wants it at once has it at once.
func TestBrake(t *testing.T) {
	t.Parallel()
	d := open(t)
	now := time.Now()
	d.Submitter = publish.NewSubmitter(d.client, ledger.New(d.bus.Ledger, time.Minute, func() time.Time { return now }), "acme", "test").Braked(ledger.Brake{After: 5, Within: time.Hour})
	submit := func(n int, atOnce bool) publish.Receipt {
		t.Helper()
		receipt, err := d.Submit(t.Context(), publish.Submission{
			Request: orderOf(t, a, fmt.Sprint("version ", n), "MAEU0000001"), Source: from(a, fmt.Sprint(n)), AtOnce: atOnce,
		})
		if err != nil {
			t.Fatal(err)
		}
		return receipt
	}
	first := now
	for n := range 6 {
		if receipt := submit(n, false); receipt.Outcome != publish.Submitted {
			t.Fatalf("version %d: %+v", n, receipt)
		}
		now = now.Add(time.Minute)
	}
	calls := len(d.api.Requests())
	held := submit(6, false)
	if held.Outcome != publish.Held || held.Code != publish.CodeHasty || !held.Until.Equal(first.UTC().Add(time.Hour+time.Minute)) || held.Effect != ledger.Update || len(held.Changes) != 1 || held.APIID == "" || held.Hint == "" {
		t.Errorf("one too many: %+v", held)
	}
	asked, err := d.Hold(t.Context(), publish.Submission{Request: orderOf(t, a, "doubtful", "MAEU0000001"), Source: from(a, "doubtful")})
	if err != nil || asked.Code != "" || !asked.Until.IsZero() {
		t.Errorf("what waits for a person would go out by itself: %+v, %v", asked, err)
	}
	if now := len(d.api.Requests()); now != calls {
		t.Errorf("%d calls for what waits", now-calls)
	}
	if receipt := submit(7, true); receipt.Outcome != publish.Submitted {
		t.Errorf("at once: %+v", receipt)
	}
	now = held.Until
	if receipt := submit(8, false); receipt.Code != publish.CodeHasty || !receipt.Until.Equal(first.UTC().Add(time.Hour+2*time.Minute)) {
		t.Errorf("one went out at once, so that there is still one too many: %+v", receipt)
	}
	now = now.Add(time.Minute)
	if receipt := submit(8, false); receipt.Outcome != publish.Submitted || receipt.Effect != ledger.Update {
		t.Errorf("after the time: %+v", receipt)
	}
	if orders := len(d.api.Orders()); orders != 1 {
		t.Errorf("the API holds %d orders", orders)
	}
}
