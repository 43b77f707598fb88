package reliability

import (
	"encoding/json"
	"fmt"
	"slices"

	"docket/publish"
	"docket/publish/ledger"
)

// A promise is what a violation breaks.
type promise string

// The promises, as they stand in deploy/RELIABILITY.md.
const (
	onceTold    promise = "each document and each filing has one result, and none is there twice"
	rightlyTold promise = "each result tells what has happened"
	onceFiled   promise = "each filing is with the API once"
	newestFiled promise = "the API has what the newest file says"
	remembered  promise = "the ledger agrees with the API, and is in doubt of nothing"
	followed    promise = "each order is followed"
	nothingLeft promise = "nothing is left undone or set aside"
)

// promises are all of them.
var promises = []promise{onceTold, rightlyTold, onceFiled, newestFiled, remembered, followed, nothingLeft}

// A violation is what was found against a promise.
type violation struct {
	Promise promise
	What    string
}

func (v violation) String() string { return fmt.Sprintf("%s: %s", v.Promise, v.What) }

// A checker collects violations.
type checker struct {
	picture
	catalogue
	filed []filed          // all that the API has
	byID  map[string]filed // by kind and id
	found []violation
}

func (c *checker) say(p promise, what string, values ...any) {
	c.found = append(c.found, violation{p, fmt.Sprintf(what, values...)})
}

// check holds a picture against the promises.
func check(p picture) []violation {
	c := &checker{picture: p, catalogue: p.catalogue(), byID: map[string]filed{}}
	for _, f := range filings(p) {
		c.filed = append(c.filed, f)
		c.byID[string(f.kind)+f.id] = f
	}
	c.checkIDs()
	c.checkDocuments()
	c.checkTold()
	c.checkAPI()
	c.checkLedger()
	c.checkRest()
	return c.found
}

// checkIDs: no result is on the stream twice.
func (c *checker) checkIDs() {
	seen := map[string]bool{}
	for _, r := range c.Results {
		if seen[r.ID] {
			c.say(onceTold, "result %s, %s %s of %s, is there twice", r.ID, r.Kind, r.Outcome, r.Result.Document.Key)
		}
		seen[r.ID] = true
		if r.ID != r.Event.ID {
			c.say(onceTold, "the message of result %s has the id %s", r.Event.ID, r.ID)
		}
	}
}

// checkDocuments: what was announced has one end each, the right one, and nothing else has any.
func (c *checker) checkDocuments() {
	ends := map[string][]publish.Outcome{}
	for _, r := range c.Results {
		if r.Kind == publish.Document && r.Outcome != publish.AtRisk {
			ends[r.Result.Document.ID] = append(ends[r.Result.Document.ID], r.Outcome)
		}
	}
	for _, a := range c.Announced {
		if got := ends[a.Document]; len(got) != 1 {
			c.say(onceTold, "%s has %d ends %v", a.Key, len(got), got)
		}
		delete(ends, a.Document)
	}
	for id, outcomes := range ends {
		c.say(onceTold, "document %s, which nobody announced, has the ends %v", id, outcomes)
	}
}

// isFollowUp says whether a result tells what became of an order after it was submitted.
func isFollowUp(r telling) bool {
	return r.Kind == publish.Entry || r.Outcome == publish.Created || r.Outcome == publish.Cancelled || r.Outcome == publish.Problem
}

// checkTold: of each document all its filings are told, once, and as they were; and what the newest version of a file
// says is told as filed by somebody.
func (c *checker) checkTold() {
	byDocument := map[string][]telling{}
	for _, r := range c.Results {
		if r.Outcome != publish.AtRisk && !isFollowUp(r) {
			byDocument[r.Result.Document.ID] = append(byDocument[r.Result.Document.ID], r)
		}
	}
	filed := map[string]bool{}
	for _, results := range byDocument {
		v, ours := c.version(results[0].Result.Document)
		for _, r := range results {
			if r.Kind == publish.Document {
				c.checkEnd(r, v, ours)
				continue
			}
			c.checkOutcome(r, v)
			if r.Outcome == publish.Submitted || r.Outcome == publish.Unchanged {
				filed[v.ETag+string(r.Kind)+r.Result.Filing.Reference] = true
			}
		}
		c.checkEachOnce(results, v)
	}
	for _, v := range c.newest() {
		for _, w := range v.Wants {
			if w.Outcome == publish.Submitted && !filed[v.ETag+string(w.Kind)+w.Bill] {
				c.say(rightlyTold, "nobody has told that %s %s of the newest version of %s is filed", w.Kind, w.Bill, v.Key)
			}
		}
	}
}

func (c *checker) checkEnd(end telling, v version, ours bool) {
	want := publish.Completed
	if !v.completes() {
		want = publish.Partial
	}
	overtaken := end.Outcome == publish.Completed && !c.announcesNewest(end.Result.Document.ID) // what a newer version took over is done
	if end.Outcome != want && !overtaken {
		c.say(rightlyTold, "%s ended as %s, want %s (it is one of ours: %t): %s", end.Result.Document.Key, end.Outcome, want, ours, end.Result.Message)
	}
}

// checkEachOnce: a document's results are those of the filings in it. What waited may be told as superseded later.
func (c *checker) checkEachOnce(results []telling, v version) {
	var got, ends, want []string
	held := map[string]bool{}
	for _, r := range results {
		if r.Kind != publish.Document && r.Outcome == publish.Held {
			held[string(r.Kind)+r.Result.Filing.Reference] = true
		}
	}
	for _, r := range results {
		if r.Kind != publish.Document && !(r.Outcome == publish.Superseded && held[string(r.Kind)+r.Result.Filing.Reference]) {
			got = append(got, fmt.Sprint(r.Kind, " ", r.Result.Filing.Reference))
			ends = append(ends, fmt.Sprint(r.Kind, " ", r.Outcome))
		}
	}
	for _, w := range v.Wants {
		want = append(want, fmt.Sprint(w.Kind, " ", w.Bill))
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		c.say(onceTold, "of %s there are results for %v (%v), want %v", results[0].Result.Document.Key, got, ends, want)
	}
}

// checkOutcome: a filing ended as its file wants. What was filed may have been so before, or by a newer version.
func (c *checker) checkOutcome(r telling, v version) {
	f := r.Result.Filing
	i := slices.IndexFunc(v.Wants, func(w want) bool { return w.Kind == r.Kind && w.Bill == f.Reference })
	if i < 0 {
		c.say(rightlyTold, "%s %s of %s is told as %s, and is not in the file", r.Kind, f.Reference, v.Key, r.Outcome)
		return
	}
	good := []publish.Outcome{v.Wants[i].Outcome}
	if good[0] == publish.Submitted {
		good = append(good, publish.Unchanged)
	}
	if !c.announcesNewest(r.Result.Document.ID) {
		good = append(good, publish.Superseded)
	}
	if !slices.Contains(good, r.Outcome) {
		c.say(rightlyTold, "%s %s of %s is told as %s, want one of %v: %s %+v", r.Kind, f.Reference, v.Key, r.Outcome, good, r.Result.Message, r.Result.Problems)
	}
	if r.Outcome == publish.Submitted && !c.hasRequest(r.Kind, f.APIID, f.RequestID) {
		c.say(rightlyTold, "%s %s of %s is told as submitted, and the API's %q has had no request %s", r.Kind, f.Reference, v.Key, f.APIID, f.RequestID)
	}
}

// hasRequest says whether the API knows a filing, and got a request for it.
func (c *checker) hasRequest(kind publish.Kind, id, request string) bool {
	f, there := c.byID[string(kind)+id]
	return there && slices.Contains(f.requests, request)
}

// newest are the newest versions of all files.
func (c *checker) newest() (all []version) {
	for _, v := range c.Versions {
		if c.isNewest(v) {
			all = append(all, v)
		}
	}
	return all
}

// A filed is an order or an ISF that the API has.
type filed struct {
	kind     publish.Kind
	id       string
	bills    []string
	voyage   string
	requests []string
}

// filings are all that the API has.
func filings(p picture) (all []filed) {
	for _, o := range p.Orders {
		all = append(all, filed{publish.Order, o.FID, append([]string{o.Bills.Master}, o.Bills.Houses...), voyageOf(publish.Order, o.Request), o.RequestIDs})
	}
	for _, i := range p.ISFs {
		all = append(all, filed{publish.ISF, i.ID, append([]string{i.Bills.Regular, i.Bills.Master}, i.Bills.Houses...), voyageOf(publish.ISF, i.Worksheet), i.RequestIDs})
	}
	return all
}

// voyageOf is the voyage in a request.
func voyageOf(kind publish.Kind, request []byte) string {
	type route struct {
		Voyage string `json:"voyage_tracking_number"`
	}
	var r struct {
		Freight struct {
			Route route `json:"route"`
		} `json:"freight_details"`
		Shipment struct {
			Freight route `json:"ocean_freight_details"`
		} `json:"shipment_information"`
	}
	if json.Unmarshal(request, &r) != nil {
		return ""
	}
	if kind == publish.Order {
		return r.Freight.Route.Voyage
	}
	return r.Shipment.Freight.Voyage
}

// checkAPI: the API has what the newest versions say, each once, and nothing besides.
func (c *checker) checkAPI() {
	known := map[string]bool{}
	byBill := map[string][]filed{}
	for _, f := range c.filed {
		for _, bill := range slices.Compact(slices.Sorted(slices.Values(f.bills))) {
			byBill[string(f.kind)+bill] = append(byBill[string(f.kind)+bill], f)
		}
	}
	for _, v := range c.newest() {
		for _, w := range v.Wants {
			if w.Outcome != publish.Submitted {
				continue
			}
			of := byBill[string(w.Kind)+w.Bill]
			for _, f := range of {
				known[string(f.kind)+f.id] = true
			}
			switch {
			case len(of) == 0:
				c.say(newestFiled, "%s %s of %s is not there", w.Kind, w.Bill, v.Key)
			case len(of) > 1:
				c.say(onceFiled, "%s %s is there %d times", w.Kind, w.Bill, len(of))
			case of[0].voyage != v.Voyage:
				c.say(newestFiled, "%s %s is on voyage %s, and version %d of %s says %s", w.Kind, w.Bill, of[0].voyage, v.Nth, v.Key, v.Voyage)
			}
		}
	}
	for _, f := range c.filed {
		if !known[string(f.kind)+f.id] {
			c.say(onceFiled, "%s %s with the bills %q is in no file", f.kind, f.id, f.bills)
		}
	}
	for _, d := range c.Defects {
		c.say(newestFiled, "the API itself failed: %s of %s: %s", d.Operation, d.RequestID, d.Message)
	}
}

// checkLedger: each filing at the API has its entry, and no entry waits for an answer.
func (c *checker) checkLedger() {
	entries := map[string]ledger.Entry{} // by kind and API id
	for key, e := range c.Ledger {
		if e.State != ledger.Submitted || e.Intent != nil || e.Doubt || e.Filed == nil {
			c.say(remembered, "%s is %s, in doubt: %t", key, e.State, e.Doubt)
			continue
		}
		if _, twice := entries[e.Filed.APIID]; twice {
			c.say(remembered, "%s is in the ledger twice", e.Filed.APIID)
		}
		entries[e.Filed.APIID] = e
	}
	for _, f := range c.filed {
		e, found := entries[f.id]
		switch {
		case !found:
			c.say(remembered, "%s %s is not in the ledger", f.kind, f.id)
		case voyageOf(f.kind, e.Filed.Request) != f.voyage:
			c.say(remembered, "%s %s is on voyage %s at the API, and on %s in the ledger", f.kind, f.id, f.voyage, voyageOf(f.kind, e.Filed.Request))
		case len(f.requests) == 0 || f.requests[len(f.requests)-1] != e.Filed.RequestID:
			c.say(remembered, "%s %s was last sent by another request than the ledger's %s", f.kind, f.id, e.Filed.RequestID)
		}
		delete(entries, f.id)
	}
	for id := range entries {
		c.say(remembered, "%s is in the ledger and not at the API", id)
	}
}

// checkRest: nothing waits that should not, and what should does.
func (c *checker) checkRest() {
	watched := map[string]bool{}
	for _, fid := range c.Followed {
		watched[fid] = true
	}
	for _, o := range c.Orders {
		if !watched[o.FID] {
			c.say(followed, "order %s is not", o.FID)
		}
	}
	if c.Left > 0 {
		c.say(nothingLeft, "%d notices are not acknowledged", c.Left)
	}
	for _, l := range c.Letters {
		c.say(nothingLeft, "a dead letter, %s of %s: %s", l.Reason, l.File, l.Message)
	}
	var held []string
	for _, v := range c.newest() {
		for _, w := range v.Wants {
			if w.Outcome == publish.Held {
				held = append(held, fmt.Sprint(w.Kind, " ", w.Bill, " ", v.Voyage))
			}
		}
	}
	shelf := slices.Sorted(slices.Values(c.Shelf))
	slices.Sort(held)
	if !slices.Equal(shelf, held) {
		c.say(nothingLeft, "%q wait for a person, want %q", shelf, held)
	}
}
