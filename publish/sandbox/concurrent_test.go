package sandbox

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"time"
)

// TestConcurrentUpsertsMakeOneOrder: many clients, few references, retries after lost answers, time moving on and the
// state being written; in the end each external_ref has one order and each bill one ISF.
func TestConcurrentUpsertsMakeOneOrder(t *testing.T) {
	t.Parallel()
	const clients, refs, rounds = 4, 4, 2
	a := start(t, Options{
		State:  t.TempDir() + "/sandbox.json",
		Seed:   7,
		Faults: []Fault{{Rate: 0.2, Drop: true, After: true}, {Rate: 0.1, Drop: true}, {Rate: 0.1, Status: 503, After: true}},
	})
	order, isf := orderExample(t), isfExample(t)
	send := func(path, body string) {
		for range 50 {
			got, err := a.do(a.request(http.MethodPost, path, []byte(body)))
			if err == nil && got.status < 300 {
				return
			}
		}
		t.Error("50 tries were not enough")
	}
	var all sync.WaitGroup
	for client := range clients {
		all.Go(func() {
			for i := range refs * rounds {
				n := (i + client) % refs
				send(orderPath, changed(t, order,
					"freight_details.bill_numbers", fmt.Sprintf(`{"master_bill_of_lading_number":"MAST10000%d"}`, n),
					"request_metadata.source_document", fmt.Sprintf(`{"type":"OTHER","external_ref":"ref-%d"}`, n)))
				send(isfPath, changed(t, isf, "bill_numbers", fmt.Sprintf(`{"regular_bill_of_lading_number":"REGB10000%d"}`, n)))
				a.Advance(time.Second)
				_, _ = a.do(a.request(http.MethodGet, "/customs_entries", nil)) // a fault may drop it
			}
		})
	}
	all.Go(func() { a.Deliver(context.Background()) })
	all.Wait()
	if orders := a.Orders(); len(orders) != refs {
		t.Errorf("%d orders for %d references", len(orders), refs)
	}
	if isfs := a.ISFs(); len(isfs) != refs {
		t.Errorf("%d ISFs for %d bills", len(isfs), refs)
	}
	seen := map[string]bool{}
	for _, o := range a.Orders() {
		if len(o.Documents) != 1 || seen[o.Documents[0].ExternalRef] {
			t.Errorf("the order %s has the documents %v", o.FID, o.Documents)
		}
		seen[o.Documents[0].ExternalRef] = true
	}
}
