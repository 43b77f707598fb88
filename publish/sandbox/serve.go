package sandbox

import (
	"maps"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"

	"docket/mapping/filing/contract"
)

// An answer is what goes back to the client.
type answer struct {
	status int
	header http.Header
	body   any
	text   []byte // the body as it is sent
}

// ServeHTTP answers the page at /, the controls under /_sandbox/, and everything else as the API.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.URL.Path == "/":
		s.servePage(w, r)
	case strings.HasPrefix(r.URL.Path, controlPrefix):
		s.control.ServeHTTP(w, r)
	default:
		s.serveAPI(w, r)
	}
}

// serveAPI answers one call of the API, or what was meant as one. The journal has it before the client can see the
// answer. A connection that has to break is left to net/http, which closes it on ErrAbortHandler (HTTP/2: resets the
// stream).
func (s *Server) serveAPI(w http.ResponseWriter, r *http.Request) {
	c := s.receive(w, r)
	before, after := s.faults.strike(c)
	alive := s.suffer(c, before)
	if alive && c.answer.status == 0 {
		c.answer = s.checked(c, s.perform(c))
	}
	alive = alive && s.suffer(c, after)
	s.record(c, alive)
	if !alive {
		panic(http.ErrAbortHandler)
	}
	c.write(w)
}

// perform does what the call asks for.
func (s *Server) perform(c *call) (a answer) {
	defer func() {
		if p := recover(); p != nil {
			s.defect(c, "panic: %v\n%s", p, debug.Stack())
			a = broken().answer()
		}
	}()
	for _, step := range []func(*call) *refusal{routed, s.admit, s.authorise, readParameters, readBody} {
		if refused := step(c); refused != nil {
			return refused.answer()
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.world.settle(s.clock.now())
	a, refused := s.handlers[c.operation.ID](c)
	if refused != nil {
		return refused.answer()
	}
	return a
}

// checked holds an answer to the contract, and the world to the state file: what breaks the one or is not in the other
// goes out as a 500.
func (s *Server) checked(c *call, a answer) answer {
	text, err := encode(a.body)
	if err == nil {
		err = c.conforms(a.status, text)
	}
	if err != nil {
		s.defect(c, "answer %d: %v", a.status, err)
		return sealed(broken().answer())
	}
	if !s.saved() {
		return sealed(refuse(http.StatusInternalServerError, internalError, "the sandbox cannot save its state").answer())
	}
	a.text = text
	return a
}

// conforms checks an answer of an operation against the contract, any other against the error object.
func (c *call) conforms(status int, text []byte) error {
	var schema *contract.Schema
	var err error
	if c.operation != nil {
		schema, err = c.operation.Response(status)
	} else {
		schema, err = contract.Component("Error")
	}
	if err != nil {
		return err
	}
	return schema.CheckJSON(text)
}

func broken() *refusal {
	return refuse(http.StatusInternalServerError, internalError, "the sandbox has a defect; its log and /_sandbox/defects say which")
}

// sealed is an answer whose text is ready.
func sealed(a answer) answer {
	a.text, _ = encode(a.body)
	return a
}

func (c *call) write(w http.ResponseWriter) {
	header := w.Header()
	maps.Copy(header, c.answer.header)
	header.Set("Content-Type", "application/json")
	header.Set("Content-Length", strconv.Itoa(len(c.answer.text)))
	header.Set("X-Request-ID", c.requestID)
	w.WriteHeader(c.answer.status)
	if c.cut {
		_, _ = w.Write(c.answer.text[:len(c.answer.text)/2])
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
	_, _ = w.Write(c.answer.text) // a client that has gone needs no answer
}
