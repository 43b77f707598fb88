package sandbox

import (
	"bytes"
	_ "embed"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"time"
)

//go:embed home.html
var pageText string

var pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{
	"time": func(t time.Time) string { return t.Format("2006-01-02 15:04:05 MST") },
}).Parse(pageText))

// rows is how many of each kind the page shows.
const rows = 25

// listing is the newest of many.
type listing[T any] struct {
	Count int
	Last  []T
}

// newest are the last few, newest first, as rows of the page.
func newest[T, R any](all []T, row func(T) R) listing[R] {
	l := listing[R]{Count: len(all)}
	for _, one := range slices.Backward(all[max(0, len(all)-rows):]) {
		l.Last = append(l.Last, row(one))
	}
	return l
}

type orderRow struct {
	Order
	Name, Bills, Problems string
	Requests              int
}

type isfRow struct {
	ISF
	Bills    string
	Requests int
}

// servePage is GET /: what the sandbox holds. Whoever can reach the sandbox may see it; it has names of orders and
// bill numbers, but no party, no token and no secret.
func (s *Server) servePage(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		refusing(refuse(http.StatusMethodNotAllowed, methodNotAllowed, "this address takes GET only").with("Allow", "GET, HEAD")).ServeHTTP(w, r)
		return
	}
	var b bytes.Buffer
	if err := pageTemplate.Execute(&b, s.page()); err != nil {
		s.addDefect(Defect{Operation: "page", Message: err.Error()})
		http.Error(w, "the page cannot be shown", http.StatusInternalServerError)
		return
	}
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Cache-Control", "no-store")
	_, _ = w.Write(b.Bytes())
}

func (s *Server) page() any {
	requests, count := s.journal.all()
	shown := newest(requests, func(r Request) Request { return r })
	shown.Count = count
	return map[string]any{
		"Now":      s.Now(),
		"Speed":    s.clock.pace(),
		"Defects":  s.Defects(),
		"Faults":   s.Faults(),
		"Orders":   newest(s.Orders(), rowOfOrder),
		"ISFs":     newest(s.ISFs(), rowOfISF),
		"Entries":  newest(s.Entries(), func(e Entry) Entry { return e }),
		"Events":   newest(s.Events(), func(e Event) Event { return e }),
		"Requests": shown,
	}
}

func rowOfOrder(o Order) orderRow {
	var problems []string
	for _, p := range o.Problems {
		problems = append(problems, p.Code+": "+p.Message)
	}
	return orderRow{
		Order:    o,
		Name:     text(decoded(o.Request), "name"),
		Bills:    strings.Join(append([]string{o.Bills.Master}, o.Bills.Houses...), " "),
		Problems: strings.Join(problems, "; "),
		Requests: len(o.RequestIDs),
	}
}

func rowOfISF(i ISF) isfRow {
	return isfRow{
		ISF:      i,
		Bills:    strings.Join(append([]string{i.Bills.Regular + i.Bills.Master}, i.Bills.Houses...), " "),
		Requests: len(i.RequestIDs),
	}
}
