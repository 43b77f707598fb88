package page

import (
	"context"
	"net/http"
	"strconv"

	"docket/publish"
	"docket/publish/recent"
	"docket/publish/review"
)

// mostListed is how many recent documents are listed.
const mostListed = 50

// news is what the desk's first page shows, as of the last result that it knows.
type news struct {
	CSRF, Told string
	Last       uint64
	Lines      []review.Line // what waits
	Documents  []document
}

// A document is one that was told of lately.
type document struct {
	recent.Document
	Outcome publish.Outcome // "" while it is being worked on
	Risk    *publish.Event  // a deadline is near
	Filings []recent.Filing
}

func documentOf(d recent.Document) document {
	one := document{Document: d, Filings: d.Filings(), Risk: d.AtRisk()}
	if end := d.Ending(); end != nil {
		one.Outcome = end.Outcome
	}
	return one
}

// newest is the news as they are now.
func (s *site) newest(ctx context.Context, csrf, told string) (news, error) {
	n := news{CSRF: csrf, Told: told, Last: s.Recent.Last()}
	cases, err := s.Desk.List(ctx)
	for _, c := range cases {
		n.Lines = append(n.Lines, review.LineOf(c))
	}
	for _, d := range s.Recent.Documents() {
		if len(n.Documents) < mostListed {
			n.Documents = append(n.Documents, documentOf(d))
		}
	}
	return n, err
}

func (s *site) list(w http.ResponseWriter, r *http.Request, csrf string) {
	s.showList(w, r, http.StatusOK, csrf, "")
}

func (s *site) showList(w http.ResponseWriter, r *http.Request, status int, csrf, told string) {
	n, err := s.newest(r.Context(), csrf, told)
	if err != nil {
		s.unreachable(w, csrf, err)
		return
	}
	s.show(w, status, "list", n)
}

// whatIsNew answers as soon as there is a result that the page does not know, or after a while that there is none.
func (s *site) whatIsNew(w http.ResponseWriter, r *http.Request, csrf string) {
	after, err := strconv.ParseUint(r.FormValue("after"), 10, 64)
	if err != nil {
		s.trouble(w, http.StatusBadRequest, csrf, "It is not said what is known.")
		return
	}
	waiting, cancel := context.WithTimeout(r.Context(), s.news)
	defer cancel()
	if !s.Recent.After(waiting, after) {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	n, err := s.newest(r.Context(), csrf, "")
	if err != nil {
		s.unreachable(w, csrf, err)
		return
	}
	s.show(w, http.StatusOK, "news", n)
}
