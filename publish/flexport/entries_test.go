package flexport

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"docket/mapping/filing"
)

// entryPage is the answer with the entries of some shipments, id e1 for shipment 1 and so on.
func entryPage(next string, total int, shipments ...int) string {
	entries := make([]string, len(shipments))
	for i, n := range shipments {
		entries[i] = fmt.Sprintf(`{"_object":"/customs_entry","id":"e%d","entry_number":"%d","release_status":"detained","release_date":null,"shipment":{"_object":"/api/refs/object","ref_type":"/shipment","link":"https://api.flexport.com/x","id":%d}}`, n, n, n)
	}
	link := "null"
	if next != "" {
		link = strconv.Quote(next)
	}
	return fmt.Sprintf(`{"_object":"/api/response","self":"https://api.flexport.com/x","version":2,"data":{"_object":"/api/collections/paginated","prev":null,"next":%s,"total_count":%d,"data":[%s]},"error":null}`, link, total, strings.Join(entries, ","))
}

func list(t *testing.T, client *Client, filter EntryFilter) ([]string, error) {
	t.Helper()
	var ids []string
	for entry, err := range client.Entries(t.Context(), filter) {
		if err != nil {
			return ids, err
		}
		ids = append(ids, entry.ID)
	}
	return ids, nil
}

func TestLists(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		filter EntryFilter
		page   func(host string, n int) string
		want   []string
		err    string
		calls  int
	}{
		{"none", EntryFilter{}, func(string, int) string { return entryPage("", 0) }, nil, "", 1},
		{"one page", EntryFilter{}, func(string, int) string { return entryPage("", 2, 2, 1) }, []string{"e2", "e1"}, "", 1},
		{"three pages", EntryFilter{}, func(host string, n int) string {
			return entryPage([]string{host + "/customs_entries?page=2", "/customs_entries?page=3&per=100", ""}[n-1], 6, 2*n, 2*n+1)
		}, []string{"e2", "e3", "e4", "e5", "e6", "e7"}, "", 3},
		{"entries that move to the next page, a total that changes", EntryFilter{}, func(host string, n int) string {
			return entryPage([]string{host + "/customs_entries?page=2", ""}[n-1], 2+n, 5-n, 4-n)
		}, []string{"e4", "e3", "e2"}, "", 2},
		{"from a later page", EntryFilter{Page: 2}, func(_ string, n int) string { return entryPage("", 0, n) }, []string{"e2"}, "", 1},
		{"another host", EntryFilter{}, func(string, int) string { return entryPage("https://api.sb.flexport.com/customs_entries?page=2", 9, 1) }, nil, "leads to another address", 1},
		{"another path", EntryFilter{}, func(string, int) string { return entryPage("/oauth/token?page=2", 9, 1) }, nil, "leads to another address", 1},
		{"another scheme", EntryFilter{}, func(host string, _ int) string {
			return entryPage("https"+strings.TrimPrefix(host, "http")+"/customs_entries?page=2", 9, 1)
		}, nil, "leads to another address", 1},
		{"with a password", EntryFilter{}, func(host string, _ int) string {
			return entryPage("http://a:b@"+strings.TrimPrefix(host, "http://")+"/customs_entries?page=2", 9, 1)
		}, nil, "leads to another address", 1},
		{"no URL", EntryFilter{}, func(string, int) string { return entryPage("http://[", 9, 1) }, nil, "is no URL", 1},
		{"the same page again", EntryFilter{}, func(string, int) string { return entryPage("/customs_entries?page=1", 9, 1) }, nil, "leads to the same page", 1},
		{"round and round", EntryFilter{}, func(_ string, n int) string { return entryPage(fmt.Sprintf("/customs_entries?page=%d", 3-n), 9, n) }, []string{"e1", "e2"}, "lead on and on", 5},
		{"on and on without entries", EntryFilter{}, func(_ string, n int) string { return entryPage(fmt.Sprintf("/customs_entries?page=%d", n+1), 9) }, nil, "lead on and on", 3},
		{"one shipment, of an API that forgets the filter", EntryFilter{ShipmentID: 7}, func(_ string, n int) string {
			return entryPage([]string{"/customs_entries?page=2", ""}[n-1], 9, 7*n, 6)
		}, []string{"e7"}, "", 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var reached counter
			client := serve(t, reached.count(func(w http.ResponseWriter, r *http.Request) {
				n, err := strconv.Atoi(r.FormValue("page"))
				if err != nil {
					t.Error(err)
				}
				if want := test.filter.ShipmentID; want != 0 && r.FormValue("f.shipment.id") != strconv.FormatInt(want, 10) {
					t.Errorf("page %d was asked for without the filter: %s", n, r.URL.RawQuery)
				}
				answerWith(w, http.StatusOK, test.page("http://"+r.Host, n))
			}), nil)
			got, err := list(t, client, test.filter)
			if !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
			if test.err == "" && err != nil || test.err != "" && (err == nil || !strings.Contains(err.Error(), test.err)) {
				t.Errorf("got %v, want %q", err, test.err)
			}
			if err != nil {
				wantKind(t, err, Unavailable)
			}
			if reached.total() != test.calls {
				t.Errorf("%d calls, want %d", reached.total(), test.calls)
			}
		})
	}
}

func TestAListThatStops(t *testing.T) {
	t.Parallel()
	var reached counter
	client := serve(t, reached.count(func(w http.ResponseWriter, r *http.Request) {
		if r.FormValue("page") == "3" {
			answerWith(w, http.StatusBadRequest, `{"_object":"/api/error","status":400,"code":"invalid_pagination","message":"x"}`)
			return
		}
		n, _ := strconv.Atoi(r.FormValue("page"))
		answerWith(w, http.StatusOK, entryPage(fmt.Sprintf("/customs_entries?page=%d", n+1), 9, n))
	}), nil)
	got, err := list(t, client, EntryFilter{})
	if e := wantKind(t, err, BadRequest); e.Code != "invalid_pagination" || !slices.Equal(got, []string{"e1", "e2"}) {
		t.Errorf("got %v, %v", got, err)
	}
	before := reached.total()
	for entry, err := range client.Entries(t.Context(), EntryFilter{}) {
		if err != nil || entry.Released() || entry.ReleaseStatus.Or("") != filing.ReleaseStatus("detained") {
			t.Errorf("got %+v, %v", entry, err)
		}
		break // no page after the first is asked for
	}
	if got := reached.total() - before; got != 1 {
		t.Errorf("%d calls, want 1", got)
	}
}
