package sandbox

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// fourteen is a sandbox with 14 entries, numbers 1 to 14 in the order they were made; 4, 8 and 12 are of shipment 400.
func fourteen(t *testing.T) *api {
	a := start(t, Options{})
	for i := 1; i <= 14; i++ {
		entry := Entry{Number: fmt.Sprint(i), ShipmentID: int64(i)}
		if i%4 == 0 {
			entry.ShipmentID = 400
		}
		if _, err := a.Enter(entry); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

func TestPages(t *testing.T) {
	t.Parallel()
	a := fourteen(t)
	for _, test := range []struct {
		name, query string
		numbers     string // the entries on the page
		total       int
		prev, next  string // queries of the links, "" for null
	}{
		{"newest first, 20 on a page", "", "14 13 12 11 10 9 8 7 6 5 4 3 2 1", 14, "", ""},
		{"the first ten", "?page=1&per=10", "14 13 12 11 10 9 8 7 6 5", 14, "", "?page=2&per=10"},
		{"the other four", "?page=2&per=10", "4 3 2 1", 14, "?page=1&per=10", ""},
		{"page 1 if none is named", "?per=10", "14 13 12 11 10 9 8 7 6 5", 14, "", "?page=2&per=10"},
		{"between two others", "?page=2&per=5", "9 8 7 6 5", 14, "?page=1&per=5", "?page=3&per=5"},
		{"the last is not full", "?page=3&per=5", "4 3 2 1", 14, "?page=2&per=5", ""},
		{"the last is just full", "?page=2&per=7", "7 6 5 4 3 2 1", 14, "?page=1&per=7", ""},
		{"past the last", "?page=3&per=10", "", 14, "?page=2&per=10", ""},
		{"far past the last", "?page=9223372036854775807&per=100", "", 14, "?page=9223372036854775806&per=100", ""},
		{"one on a page", "?page=14&per=1", "1", 14, "?page=13&per=1", ""},
		{"as many as a page may have", "?per=100", "14 13 12 11 10 9 8 7 6 5 4 3 2 1", 14, "", ""},
		{"oldest first", "?direction=asc&per=10", "1 2 3 4 5 6 7 8 9 10", 14, "", "?direction=asc&page=2&per=10"},
		{"oldest first, the rest", "?direction=asc&page=2&per=10", "11 12 13 14", 14, "?direction=asc&page=1&per=10", ""},
		{"newest first, said so", "?direction=desc&per=3", "14 13 12", 14, "", "?direction=desc&page=2&per=3"},
		{"of one shipment", "?f.shipment.id=400", "12 8 4", 3, "", ""},
		{"of one shipment, by pages", "?f.shipment.id=400&per=2", "12 8", 3, "", "?f.shipment.id=400&page=2&per=2"},
		{"of one shipment, the last page, oldest first", "?direction=asc&f.shipment.id=400&page=2&per=2", "12", 3, "?direction=asc&f.shipment.id=400&page=1&per=2", ""},
		{"of a shipment without entries", "?f.shipment.id=401", "", 0, "", ""},
		{"links keep what is not known", "?per=13&trace=a%26b", "14 13 12 11 10 9 8 7 6 5 4 3 2", 14, "", "?page=2&per=13&trace=a%26b"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := a.get("/customs_entries"+test.query, "Content-Type", "application/json")
			if got.status != 200 {
				t.Fatal(got.text)
			}
			data := member(got.body, "data")
			var numbers []string
			for _, entry := range data["data"].([]any) {
				numbers = append(numbers, text(entry.(object), "entry_number"))
			}
			if strings.Join(numbers, " ") != test.numbers || whole(data, "total_count") != int64(test.total) {
				t.Errorf("got %s of %v, want %s of %d", numbers, data["total_count"], test.numbers, test.total)
			}
			link := func(query string) any {
				if query == "" {
					return nil
				}
				return a.url + "/customs_entries" + query
			}
			if diff := cmp.Diff([]any{link(test.prev), link(test.next)}, []any{data["prev"], data["next"]}); diff != "" {
				t.Errorf("prev and next, -want +got: %s", diff)
			}
		})
	}
}

func TestPagesThatAreNone(t *testing.T) {
	t.Parallel()
	a := fourteen(t)
	for query, want := range map[string]string{
		"direction=up":              "invalid_pagination Invalid Sort Direction. allowed values: desc, asc",
		"direction=":                "invalid_pagination Invalid Sort Direction. allowed values: desc, asc",
		"direction=ASC":             "invalid_pagination Invalid Sort Direction. allowed values: desc, asc",
		"page=0":                    "invalid_pagination page: must be at least 1",
		"page=-1":                   "invalid_pagination page: must be at least 1",
		"page=one":                  "invalid_pagination page: must be integer, not string",
		"page=1.5":                  "invalid_pagination page: must be integer, not string",
		"page=":                     "invalid_pagination page: must be integer, not string",
		"page=99999999999999999999": "invalid_pagination page: must be integer, not string",
		"page=1&page=2":             "invalid_pagination page: was sent 2 times",
		"per=0":                     "invalid_pagination per: must be at least 1",
		"per=101":                   "invalid_pagination per: must be at most 100",
		"f.shipment.id=FLEX1":       "invalid_request f.shipment.id: must be integer, not string",
	} {
		t.Run(query, func(t *testing.T) {
			t.Parallel()
			got := a.get("/customs_entries?" + query)
			if outcome := text(got.body, "code") + " " + text(got.body, "message"); got.status != 400 || outcome != want {
				t.Errorf("got %d %s, want 400 %s", got.status, outcome, want)
			}
		})
	}
}

// TestFollowingNextSeesEachEntryOnce walks the links as a client does.
func TestFollowingNextSeesEachEntryOnce(t *testing.T) {
	t.Parallel()
	a := fourteen(t)
	var numbers []string
	for next := a.url + "/customs_entries?per=4"; next != ""; {
		data := member(a.get(strings.TrimPrefix(next, a.url)).body, "data")
		for _, entry := range data["data"].([]any) {
			numbers = append(numbers, text(entry.(object), "entry_number"))
		}
		next = text(data, "next")
	}
	slices.Reverse(numbers)
	if got := strings.Join(numbers, " "); got != "1 2 3 4 5 6 7 8 9 10 11 12 13 14" {
		t.Errorf("got %s", got)
	}
}

// TestPageOf holds the arithmetic to its meaning, up to the largest numbers.
func TestPageOf(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.IntRange(0, 300).Draw(t, "total")
		per := rapid.Int64Range(1, 100).Draw(t, "per")
		number := rapid.OneOf(rapid.Int64Range(1, 20), rapid.Int64Range(1, math.MaxInt64)).Draw(t, "number")
		p := pageOf(total, number, per)
		for i := range total {
			on := int64(i)/per+1 == number
			if on != (p.from <= i && i < p.to) {
				t.Fatalf("%d of %d is on page %d: %v, but the page is %+v", i, total, number, on, p)
			}
		}
		if p.from > p.to || p.to > total || p.prev != number-1 || (p.next != 0) != (p.to < total && p.to > p.from) {
			t.Fatalf("%+v of %d", p, total)
		}
	})
}
