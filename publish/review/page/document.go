package page

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"time"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/mark"
	"docket/mapping/sheet"
	"docket/publish"
	"docket/publish/difference"
	"docket/publish/ledger"
	"docket/publish/recent"
)

// lookFor is how long a file may take to be fetched and read.
const lookFor = 20 * time.Second

// fetch is the file of a document. Only a few are read at a time, for a large one takes memory. Done lets the next in.
func (s *site) fetch(ctx context.Context, d publish.DocumentInfo) (body []byte, done func(), err error) {
	select {
	case s.files <- struct{}{}:
	case <-ctx.Done():
		return nil, func() {}, errors.New("too many files are being looked at; try again in a moment")
	}
	body, err = s.Papers.File(ctx, d)
	return body, func() { <-s.files }, err
}

// workbook is the workbook of a document, without docket's own marks; or why there is none.
func (s *site) workbook(ctx context.Context, d publish.DocumentInfo) (*sheet.Workbook, string) {
	ctx, cancel := context.WithTimeout(ctx, lookFor)
	defer cancel()
	body, done, err := s.fetch(ctx, d)
	defer done()
	var book *sheet.Workbook
	if err == nil {
		book, err = sheet.Read(body, s.Limits)
	}
	if err != nil {
		return nil, mapping.Sentence(err.Error())
	}
	_, _ = mark.Remove(book)
	return book, ""
}

// known is the document that a request is about, if the page still knows of it; else it has answered.
func (s *site) known(w http.ResponseWriter, r *http.Request, csrf string) (recent.Document, bool) {
	d, found := s.Recent.Document(r.FormValue("id"))
	if !found {
		s.trouble(w, http.StatusNotFound, csrf, `This document is not among the recent ones any more; "docket results" and "docket track" tell what became of it.`)
	}
	return d, found
}

// document shows a document, and one of its filings beside its sheets.
func (s *site) document(w http.ResponseWriter, r *http.Request, csrf string) {
	d, found := s.known(w, r, csrf)
	if !found {
		return
	}
	one := documentOf(d)
	values := map[string]any{"CSRF": csrf, "Document": one, "Seen": s.Recent.Last(), "Ending": d.Ending(), "Chosen": -1}
	shown := &sight{}
	if end := d.Ending(); end != nil {
		shown.problems = end.Result.Problems
	}
	shown.book, shown.NoSheet = s.workbook(r.Context(), d.Info)
	if chosen, err := strconv.Atoi(r.FormValue("filing")); len(one.Filings) > 0 {
		if err != nil || chosen < 0 || chosen >= len(one.Filings) {
			chosen = 0
		}
		values["Chosen"], values["Filing"] = chosen, one.Filings[chosen]
		s.read(r.Context(), shown, d, one.Filings[chosen])
	}
	if err := shown.draw(); err != nil {
		s.unreachable(w, csrf, err)
		return
	}
	values["Sight"] = shown
	s.show(w, http.StatusOK, "document", values)
}

// read finds what is to be seen of a filing: the request that was sent, or waits; or if there is none, what is read in
// the file now.
func (s *site) read(ctx context.Context, shown *sight, d recent.Document, f recent.Filing) {
	first, latest := f.First.Result, f.Latest.Result
	shown.problems = merged(first.Problems, latest.Problems, shown.problems)
	shown.cells = first.Filing.Cells
	request, err := s.requestOf(ctx, latest.Filing)
	if request == nil && err == nil && first.Filing.Review != "" {
		if c, err := s.Desk.Find(ctx, first.Filing.Review); err == nil && c.Document.ID == d.Info.ID {
			request = c.Request
		}
	}
	if err != nil {
		s.Log.Warn("a request could not be read in the ledger", "error", err)
	}
	shown.request = request
	if request != nil && len(shown.cells) > 0 || shown.book == nil {
		return
	}
	now, err := s.readNow(ctx, d.Info, f)
	if err != nil || now == nil {
		return
	}
	if request == nil {
		text, err := json.Marshal(now.Request)
		if err != nil {
			return
		}
		shown.request, shown.Anew, shown.cells = text, true, now.Cells
	}
	if len(shown.cells) == 0 {
		shown.cells = now.Cells
	}
}

// merged are problems, each once.
func merged(lists ...[]mapping.Problem) (all []mapping.Problem) {
	for _, p := range slices.Concat(lists...) {
		same := func(other mapping.Problem) bool {
			return other.Code == p.Code && other.Field == p.Field && other.Message == p.Message && slices.Equal(other.Cells, p.Cells)
		}
		if !slices.ContainsFunc(all, same) {
			all = append(all, p)
		}
	}
	return all
}

// requestOf is the request of a filing as it was sent; nil if the ledger has none, or another one since.
func (s *site) requestOf(ctx context.Context, f *publish.FilingInfo) (json.RawMessage, error) {
	if f.RequestID == "" {
		return nil, nil
	}
	name := f.APIID
	if name == "" {
		name = f.Reference
	}
	keys, err := s.Ledger.Find(ctx, name)
	if err != nil {
		return nil, err
	}
	for _, key := range keys {
		entry, err := s.Ledger.Get(ctx, key)
		if err != nil {
			return nil, err
		}
		for _, a := range attempts(entry) {
			if a.RequestID == f.RequestID {
				return a.Request, nil
			}
		}
	}
	return nil, nil
}

// attempts are the requests that the ledger has of a filing.
func attempts(e *ledger.Entry) (all []*ledger.Attempt) {
	if e == nil {
		return nil
	}
	if e.Filed != nil {
		all = append(all, &e.Filed.Attempt)
	}
	if e.Refused != nil {
		all = append(all, &e.Refused.Attempt)
	}
	if e.Intent != nil {
		all = append(all, e.Intent)
	}
	return all
}

// readNow is what the file says of a filing as docket reads it now; nil if it is not found any more.
func (s *site) readNow(ctx context.Context, d publish.DocumentInfo, f recent.Filing) (*mapping.Filing, error) {
	ctx, cancel := context.WithTimeout(ctx, lookFor)
	defer cancel()
	body, done, err := s.fetch(ctx, d)
	defer done()
	if err != nil {
		return nil, err
	}
	document, err := s.Papers.Read(ctx, d, body)
	if err != nil {
		return nil, err
	}
	nth := 0
	for i := range document.Filings {
		if one := &document.Filings[i]; one.Kind == f.First.Result.Filing.Kind && one.Reference == f.First.Result.Filing.Reference {
			if nth++; nth == f.Nth {
				return one, nil
			}
		}
	}
	return nil, nil
}

// masked is a request as people may see it, in the order of its members' names.
func masked(request json.RawMessage) (any, error) {
	if request == nil {
		return nil, nil
	}
	var body any
	if err := json.Unmarshal(request, &body); err != nil {
		return nil, err
	}
	return difference.Masked("", body), nil
}

// maskedCell is a cell's text as people may see it: of the fields that are read from it some may identify a person.
func maskedCell(text string, fields []filing.Pointer) string {
	for _, at := range append(fields, "") {
		if hidden, is := difference.Masked(at, text).(string); is {
			text = hidden
		}
	}
	return text
}

// copied answers with the marked copy of a document.
func (s *site) copied(w http.ResponseWriter, r *http.Request, csrf string) {
	d, found := s.known(w, r, csrf)
	if !found {
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), lookFor)
	defer cancel()
	select {
	case s.files <- struct{}{}:
		defer func() { <-s.files }()
	case <-ctx.Done():
		s.trouble(w, http.StatusServiceUnavailable, csrf, "Too many files are being looked at; try again in a moment.")
		return
	}
	marked, name, err := s.Papers.Marked(ctx, d)
	if err != nil {
		s.trouble(w, http.StatusNotFound, csrf, mapping.Sentence("there is no marked copy: "+err.Error()))
		return
	}
	attach(w, name, marked.ContentType(), marked.Data)
}

// retry has a document worked on again.
func (s *site) retry(w http.ResponseWriter, r *http.Request, csrf string) {
	d, found := s.known(w, r, csrf)
	if !found {
		return
	}
	seen, err := strconv.ParseUint(r.PostFormValue("seen"), 10, 64)
	if err != nil {
		s.trouble(w, http.StatusBadRequest, csrf, "The form does not say what was seen; nothing was done.")
		return
	}
	fresh, err := s.Papers.Retry(r.Context(), d.Info, seen)
	switch {
	case err != nil:
		s.unreachable(w, csrf, err)
	case !fresh:
		s.showList(w, r, http.StatusOK, csrf, d.Info.Key+" was sent again already; what becomes of it is listed here.")
	default:
		s.Log.Info("a document is tried again", "document", d.Info.ID)
		s.showList(w, r, http.StatusAccepted, csrf, d.Info.Key+" is worked on again; what becomes of it will be listed here. What is filed already is not filed twice.")
	}
}
