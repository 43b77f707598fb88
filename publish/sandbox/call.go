package sandbox

import (
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/google/uuid"

	"docket/mapping/filing/contract"
)

// A call is one request of the API on its way through the sandbox.
type call struct {
	request   *http.Request
	base      string              // what links begin with
	operation *contract.Operation // nil if the address is none of the API's
	path      map[string]string   // the parts of the path that are parameters, as sent
	allowed   []string            // the methods that the path takes, if this one is not among them
	requestID string

	raw    []byte // the body as sent
	unread error  // why not all of it could be read
	query  url.Values
	params object // by name, defaults filled in
	body   any    // in the contract's own spelling

	answer answer
	cut    bool     // the connection breaks in the middle of the answer
	faults []string // what struck
}

// receive takes a request in, with its whole body.
func (s *Server) receive(w http.ResponseWriter, r *http.Request) *call {
	c := &call{request: r, base: s.base(r), requestID: uuid.NewString()}
	if sent := r.Header.Get("X-Request-ID"); uuid.Validate(sent) == nil {
		c.requestID = sent
	}
	c.raw, c.unread = io.ReadAll(http.MaxBytesReader(w, r.Body, s.options.MaxBody))
	s.route(c)
	return c
}

// host is what a Host header may look like to be put into links.
var host = regexp.MustCompile(`^([A-Za-z0-9.\-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?$`)

func (s *Server) base(r *http.Request) string {
	if s.options.BaseURL != "" {
		return strings.TrimSuffix(s.options.BaseURL, "/")
	}
	scheme, at := "http://", r.Host
	if r.TLS != nil {
		scheme = "https://"
	}
	if !host.MatchString(at) {
		at = "localhost"
	}
	return scheme + at
}

// route finds the operation by method and path.
func (s *Server) route(c *call) {
	sent := strings.Split(c.request.URL.EscapedPath(), "/")
	for _, operation := range s.operations {
		path, ok := matchPath(strings.Split(operation.Path, "/"), sent)
		switch {
		case !ok:
		case operation.Method == c.request.Method:
			c.operation, c.path = operation, path
			return
		default:
			c.allowed = append(c.allowed, operation.Method)
		}
	}
}

// matchPath compares a path, still encoded, with a pattern such as /customs_entries/{id}, both in parts.
func matchPath(pattern, sent []string) (map[string]string, bool) {
	if len(pattern) != len(sent) {
		return nil, false
	}
	values := map[string]string{}
	for i, part := range pattern {
		switch {
		case strings.HasPrefix(part, "{") && sent[i] != "":
			values[strings.Trim(part, "{}")] = sent[i]
		case part != sent[i]:
			return nil, false
		}
	}
	return values, true
}

// routed refuses what is not addressed to an operation.
func routed(c *call) *refusal {
	switch {
	case c.operation != nil:
		return nil
	case len(c.allowed) > 0:
		slices.Sort(c.allowed)
		methods := strings.Join(slices.Compact(c.allowed), ", ")
		return refuse(http.StatusMethodNotAllowed, methodNotAllowed, "this address takes %s only", methods).with("Allow", methods)
	default:
		return refuse(http.StatusNotFound, notFound, "the API has nothing at this address")
	}
}

// text is a parameter that is a string.
func (c *call) text(name string) string { return text(c.params, name) }

// whole is a parameter that is an integer.
func (c *call) whole(name string) int64 { return whole(c.params, name) }
