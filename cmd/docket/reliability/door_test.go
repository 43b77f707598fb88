package reliability

import (
	"bytes"
	"io"
	"maps"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"
)

// A door is a way's passage to a service that speaks HTTP.
type door struct {
	way  *way
	step func(*http.Request) string // "" if the request is no step
	to   *url.URL
}

func goal(t testing.TB, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	must(t, err)
	return u
}

// apiStep is what a request to the API does.
func apiStep(r *http.Request) string {
	switch {
	case r.Method == http.MethodPost && r.URL.Path == "/customs_documents/isf":
		return "API: the ISF is sent"
	case r.Method == http.MethodPost && r.URL.Path == "/customs_orders":
		return "API: the order is sent"
	case strings.HasPrefix(r.URL.Path, "/customs_orders/"):
		return "API: the order is looked at"
	case r.URL.Path == "/customs_entries":
		return "API: the entries are looked at"
	}
	return ""
}

// storeStep is what a request to S3 does.
func storeStep(r *http.Request) string {
	switch marked := strings.Contains(r.URL.Path, ".marked."); {
	case r.Method == http.MethodPut:
		return "S3: the marked copy is put"
	case marked:
		return "S3: the marked copy's place is looked at"
	case r.Method == http.MethodGet:
		return "S3: the file is fetched"
	}
	return "S3: the file is looked at"
}

func (d *door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body) // only then the server notices that a client is gone
	if err != nil || !d.way.pass() {
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	behind := false
	if step := d.step(r); step != "" {
		var before bool
		if before, behind = d.way.take(step); before {
			d.way.meet()
			d.way.pass()
		}
	} else {
		d.way.wonder(r.Method + " " + r.URL.Path)
	}
	if r.Context().Err() != nil {
		return // the client has given up, so its connection is closed and nothing of it arrives
	}
	answer := &kept{header: http.Header{}}
	proxy := &httputil.ReverseProxy{
		Rewrite: func(p *httputil.ProxyRequest) {
			p.SetURL(d.to)
			p.Out.Host = p.In.Host // S3's signatures are over it
		},
		ErrorHandler: func(http.ResponseWriter, *http.Request, error) { answer.broken = true },
	}
	proxy.ServeHTTP(answer, r)
	if behind {
		d.way.meet()
	}
	if !d.way.pass() || answer.broken {
		panic(http.ErrAbortHandler) // the connection breaks here as it did there
	}
	maps.Copy(w.Header(), answer.header)
	w.WriteHeader(answer.status)
	_, _ = w.Write(answer.body.Bytes())
}

// A kept answer is one that is held back until it may pass.
type kept struct {
	header http.Header
	status int
	body   bytes.Buffer
	broken bool
}

func (k *kept) Header() http.Header         { return k.header }
func (k *kept) WriteHeader(status int)      { k.status = status }
func (k *kept) Write(p []byte) (int, error) { return k.body.Write(p) }
