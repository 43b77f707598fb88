package sandbox

import (
	"maps"
	"net/url"
	"strconv"
)

// A page is one part of a list, and the numbers of those beside it; 0 where there is none.
type page struct {
	from, to   int
	prev, next int64
}

// pageOf is page number, from 1, of total things, per on each. "A page past the last has no items and no next".
func pageOf(total int, number, per int64) page {
	p := page{prev: number - 1}
	last := (int64(total) + per - 1) / per
	if number > last {
		p.from, p.to = total, total
		return p
	}
	p.from = int((number - 1) * per)
	p.to = min(total, p.from+int(per))
	if number < last {
		p.next = number + 1
	}
	return p
}

// pageLink is the request's own address with another page: "links keep the query of the request and change only page".
func (c *call) pageLink(number int64) any {
	if number == 0 {
		return nil
	}
	query := maps.Clone(c.query)
	query.Set("page", strconv.FormatInt(number, 10))
	return c.link(query)
}

// self is the request's own address.
func (c *call) self() string { return c.link(c.query) }

func (c *call) link(query url.Values) string {
	address := c.base + c.request.URL.EscapedPath()
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	return address
}
