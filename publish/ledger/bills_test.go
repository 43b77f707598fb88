package ledger

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"docket/mapping/filing"
	"docket/publish/bus/bustest"
)

// billed is an order with a master-level number, "" for none, and house numbers.
func billed(master string, houses ...string) filing.Request {
	return &filing.CustomsOrder{FreightDetails: &filing.OceanFCL{Ocean: filing.Ocean{BillNumbers: filing.OceanBillNumbers{Master: master, Houses: houses}}}}
}

func flown(master string, houses ...string) filing.Request {
	return &filing.CustomsOrder{FreightDetails: &filing.Air{BillNumbers: filing.AirBillNumbers{Master: master, Houses: houses}}}
}

// file sees a request through to an answer, as a submitter does, and returns its key.
func file(t *testing.T, l *Ledger, worker string, r filing.Request) string {
	t.Helper()
	for {
		key, err := l.Owner(t.Context(), "acme", r)
		if err != nil {
			t.Fatal(err)
		}
		claim := claimOf(worker, "v-"+worker, fmt.Sprint(r.Bills()))
		claim.Request = json.RawMessage(`{}`)
		verdict, held, err := l.Claim(t.Context(), key, claim)
		switch {
		case err != nil:
			t.Fatal(err)
		case verdict == Busy:
			if err := l.Wait(t.Context(), key); err != nil {
				t.Fatal(err)
			}
			continue
		case verdict != Proceed:
			return key
		}
		switch err := held.Own(t.Context(), "acme", r); {
		case errors.Is(err, Taken):
			if err := held.Release(t.Context()); err != nil {
				t.Fatal(err)
			}
		case err != nil:
			t.Fatal(err)
		default:
			if err := held.Answered(t.Context(), Answer{APIID: "api-" + key}); err != nil {
				t.Fatal(err)
			}
			return key
		}
	}
}

// TestOwner: which filing a request is for, after others were filed.
func TestOwner(t *testing.T) {
	t.Parallel()
	const m, n, h, i, j = "MAEU1", "MAEU2", "HLCU1", "HLCU2", "HLCU3"
	for _, test := range []struct {
		name  string
		filed []filing.Request
		asked filing.Request
		want  int // which of those filed, from 1; 0 for a new one, -1 for several
	}{
		{"nothing filed", nil, billed(m, h), 0},
		{"the same bills", []filing.Request{billed(m, h)}, billed(m, h), 1},
		{"written otherwise", []filing.Request{billed("MAEU-1", "HL CU1")}, billed("MAEU 1", "HLCU-1"), 1},
		{"the house alone", []filing.Request{billed(m, h)}, billed("", h), 1},
		{"another master", []filing.Request{billed(m, h)}, billed(n, h), 1},
		{"a house more", []filing.Request{billed(m, h)}, billed(m, h, i), 1},
		{"a house fewer", []filing.Request{billed(m, h, i)}, billed(m, i), 1},
		{"another house under the master", []filing.Request{billed(m, h)}, billed(m, i), 0},
		{"the master of one", []filing.Request{billed(m, h)}, billed(m), 1},
		{"the master of two", []filing.Request{billed(m, h), billed(m, i)}, billed(m), -1},
		{"houses of two", []filing.Request{billed(m, h), billed(m, i)}, billed(m, h, i), -1},
		{"houses of two and a new one", []filing.Request{billed(m, h), billed(m, i)}, billed(m, h, i, j), -1},
		{"a house for what had none", []filing.Request{billed(m)}, billed(m, h), 1},
		{"a house number that is the only bill elsewhere", []filing.Request{billed(m)}, billed(n, m), 1},
		{"by air", []filing.Request{billed("02012345675")}, flown("020-12345675"), 0},
		{"by air again", []filing.Request{flown("02012345675", "H1")}, flown("020-12345675", "H1"), 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			l := New(bustest.Open(t).Ledger, time.Minute, nil)
			var keys []string
			for n, r := range test.filed {
				keys = append(keys, file(t, l, fmt.Sprint(n), r))
			}
			owner, err := l.Owner(t.Context(), "acme", test.asked)
			var several *Several
			if test.want < 0 {
				if !errors.As(err, &several) || len(several.Keys) != len(keys) {
					t.Errorf("owner %s, error %v; want that it is of several", owner, err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := slices.Index(keys, owner) + 1; got != test.want {
				t.Errorf("owner %s is number %d of %v, want %d", owner, got, keys, test.want)
			}
			if other, err := l.Owner(t.Context(), "other", test.asked); err != nil || slices.Contains(keys, other) {
				t.Errorf("another account owns %s, error %v", other, err)
			}
		})
	}
}

// TestBillsAreTakenOnce: workers that file overlapping sets of bills at once end with each bill in one filing.
func TestBillsAreTakenOnce(t *testing.T) {
	t.Parallel()
	l := New(bustest.Open(t).Ledger, time.Minute, nil)
	houses := []string{"H0", "H1", "H2", "H3", "H4", "H5"}
	var workers sync.WaitGroup
	keys := make([]string, len(houses)-1)
	for n := range keys {
		workers.Go(func() {
			r := billed("MAEU1", houses[n], houses[n+1])
			for {
				key, err := l.Owner(t.Context(), "acme", r)
				if errors.As(err, new(*Several)) {
					return // it came between two that were filed
				}
				if err != nil {
					t.Error(err)
					return
				}
				claim := claimOf(fmt.Sprint(n), "v", "h")
				verdict, held, err := l.Claim(t.Context(), key, claim)
				if err == nil && verdict == Busy {
					err = l.Wait(t.Context(), key)
				} else if err == nil && verdict == Proceed {
					switch err = held.Own(t.Context(), "acme", r); {
					case errors.Is(err, Taken):
						err = held.Release(t.Context())
					case err == nil:
						if err = held.Answered(t.Context(), Answer{APIID: key}); err == nil {
							keys[n] = key
							return
						}
					}
				} else if err == nil {
					return // another one's filing has its bills
				}
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	workers.Wait()
	owners := map[string]string{} // by house
	for n, key := range keys {
		if key == "" {
			continue
		}
		for _, house := range houses[n : n+2] {
			if other := owners[house]; other != "" && other != key {
				t.Errorf("%s is in %s and in %s", house, other, key)
			}
			owners[house] = key
		}
	}
	if len(owners) == 0 {
		t.Error("nothing was filed")
	}
}

// TestGivenUpBills: a claim that was given up leaves its bills to the next.
func TestGivenUpBills(t *testing.T) {
	t.Parallel()
	l := New(bustest.Open(t).Ledger, time.Minute, nil)
	r := billed("MAEU1", "H1", "H2")
	_, held, err := l.Claim(t.Context(), Key("acme", r), claimOf("w1", "v1", "h1"))
	if err := errors.Join(err, held.Own(t.Context(), "acme", r), held.Release(t.Context())); err != nil {
		t.Fatal(err)
	}
	key := file(t, l, "w2", billed("MAEU1", "H2", "H3"))
	if owner, err := l.Owner(t.Context(), "acme", billed("", "H2")); err != nil || owner != key {
		t.Errorf("owner %s, error %v, want %s", owner, err, key)
	}
	if owner, err := l.Owner(t.Context(), "acme", billed("", "H1")); err != nil || owner == Key("acme", r) && owner == key {
		t.Errorf("owner %s, error %v", owner, err)
	}
}

// TestFind: a filing is found by each of its bills, however written, and by the API's id.
func TestFind(t *testing.T) {
	t.Parallel()
	l := New(bustest.Open(t).Ledger, time.Minute, nil)
	one, two := file(t, l, "w1", billed("MAEU1", "H1", "H2")), file(t, l, "w2", billed("MAEU1", "H3"))
	for asked, want := range map[string][]string{
		"H1": {one}, "h-2": {one}, "H3": {two}, "maeu 1": {one, two}, "api-" + one: {one}, "H4": nil, "api-": nil, "*": nil, "": nil,
	} {
		slices.Sort(want)
		got, err := l.Find(t.Context(), asked)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %v, error %v; want %v", asked, got, err, want)
		}
	}
}

// TestSaw: what the API says later is written down beside what was filed, and of nothing else.
func TestSaw(t *testing.T) {
	t.Parallel()
	l := New(bustest.Open(t).Ledger, time.Minute, nil)
	key := file(t, l, "w1", billed("MAEU1"))
	for _, step := range []struct{ id, status, want string }{
		{"api-" + key, "CREATED", "CREATED"}, {"another", "CANCELLED", "CREATED"}, {"api-" + key, "CANCELLED", "CANCELLED"},
	} {
		if err := l.Saw(t.Context(), key, step.id, step.status); err != nil {
			t.Fatal(err)
		}
		entry, err := l.Get(t.Context(), key)
		if err != nil || entry.Filed.Status != step.want || entry.State != Submitted {
			t.Errorf("after %v: %+v, error %v", step, entry, err)
		}
	}
	if err := l.Saw(t.Context(), "order.acme.NONE", "x", "CREATED"); err != nil {
		t.Error(err)
	}
	_, held, err := l.Claim(t.Context(), key, claimOf("w2", "v2", "h2"))
	if err != nil {
		t.Fatal(err)
	}
	saw := make(chan error, 1)
	go func() { saw <- l.Saw(t.Context(), key, "api-"+key, "CREATED") }()
	if err := errors.Join(held.Release(t.Context()), <-saw); err != nil {
		t.Fatal(err)
	}
	if entry, err := l.Get(t.Context(), key); err != nil || entry.Filed.Status != "CREATED" {
		t.Errorf("after a claim: %+v, error %v", entry, err)
	}
}
