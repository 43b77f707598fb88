package flexport

import (
	"context"
	"errors"
	"iter"
	"maps"
	"net/http"
	"net/url"
	"strconv"

	"docket/mapping/filing"
)

// An EntryFilter says which entries to list. Its zero value is all of them, newest first.
type EntryFilter struct {
	ShipmentID  int64 // only those of this shipment (FLEX-ID); 0 for all
	Page        int   // the page to begin with, from 1; 0 for the first
	Per         int   // entries asked for at once, 1 to 100; 0 for 100
	OldestFirst bool  // Inferred: the parameter's name, direction
}

// Bounds of a list, so that no answer can keep it going for ever.
const (
	maxPages     = 10_000
	maxIdlePages = 3 // in a row without an entry that is new
)

// Entries lists customs entries, page by page as they are consumed. It ends with an error if a page cannot be had; what
// came before stands. An entry that moves to a later page while the list is read comes once; one that moves to an
// earlier page, because another was removed, may be missed until the next list.
func (c *Client) Entries(ctx context.Context, filter EntryFilter) iter.Seq2[filing.Entry, error] {
	return func(yield func(filing.Entry, error) bool) {
		list := entryList{client: c, filter: filter, query: filter.query(), seen: map[string]bool{}}
		for page := 0; list.query != nil; page++ {
			entries, err := list.page(ctx, page)
			if err != nil {
				yield(filing.Entry{}, err)
				return
			}
			for _, entry := range entries {
				if !yield(entry, nil) {
					return
				}
			}
		}
	}
}

func (f EntryFilter) query() url.Values {
	query := url.Values{"page": {strconv.Itoa(max(1, f.Page))}, "per": {"100"}}
	if f.Per != 0 {
		query.Set("per", strconv.Itoa(f.Per))
	}
	if f.ShipmentID != 0 {
		query.Set("f.shipment.id", strconv.FormatInt(f.ShipmentID, 10))
	}
	if f.OldestFirst {
		query.Set("direction", "asc")
	}
	return query
}

// An entryList is where the reading of a list has got to.
type entryList struct {
	client *Client
	filter EntryFilter
	query  url.Values      // of the next page; nil at the end
	seen   map[string]bool // ids of entries
	idle   int             // pages in a row that brought nothing new
}

// page reads the next page and returns what is new on it.
func (l *entryList) page(ctx context.Context, number int) ([]filing.Entry, error) {
	var envelope filing.EntryPageEnvelope
	call := l.client.entriesCall("list the customs entries", l.query, &envelope)
	if err := l.client.do(ctx, call); err != nil {
		return nil, err
	}
	var fresh []filing.Entry
	for _, entry := range envelope.Data.Entries {
		if !l.seen[entry.ID] && (l.filter.ShipmentID == 0 || entry.Shipment.ID == l.filter.ShipmentID) {
			fresh = append(fresh, entry)
		}
		l.seen[entry.ID] = true
	}
	if l.idle++; len(fresh) > 0 {
		l.idle = 0
	}
	next, ok := envelope.Data.Next.Get()
	if !ok || next == "" {
		l.query = nil
		return fresh, nil
	}
	following, err := l.follow(call.url, next)
	if err == nil && (number+1 >= maxPages || l.idle >= maxIdlePages) {
		err = errors.New("its pages lead on and on")
	}
	if err != nil {
		return nil, l.client.complete(&Error{Kind: Unavailable, happened: "the list cannot be followed", Err: err}, call)
	}
	l.query = following
	return fresh, nil
}

// follow is the query of the page that a link leads to. What the link leaves out of the list's own query (as the links
// of the API's tutorial do) is kept, so that a list of one shipment stays one.
func (l *entryList) follow(from *url.URL, link string) (url.Values, error) {
	target, err := from.Parse(link)
	switch {
	case err != nil:
		return nil, errors.New("its link to the next page is no URL")
	case target.User != nil, origin(target) != origin(from), target.EscapedPath() != from.EscapedPath():
		return nil, errors.New("its link to the next page leads to another address")
	}
	query := maps.Clone(l.query)
	maps.Copy(query, target.Query())
	if maps.EqualFunc(query, l.query, func(a, b []string) bool { return len(a) == len(b) && (len(a) == 0 || a[0] == b[0]) }) {
		return nil, errors.New("its link to the next page leads to the same page")
	}
	return query, nil
}

// entriesCall asks for one page.
func (c *Client) entriesCall(doing string, query url.Values, envelope *filing.EntryPageEnvelope) *call {
	target := c.at("/customs_entries", "")
	target.RawQuery = query.Encode()
	return &call{
		doing: doing, method: http.MethodGet, url: target, version: entryVersion,
		read: into(c, envelope, func() error {
			if envelope.Data.Entries == nil {
				return errors.New("it holds no list")
			}
			return nil
		}),
	}
}
