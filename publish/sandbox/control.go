package sandbox

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net"
	"net/http"
	"net/netip"
	"time"

	"docket/mapping/filing/contract"
)

// controlPrefix begins the addresses of the controls. No path of the API does.
const controlPrefix = "/_sandbox/"

// controls steer the sandbox from outside; the package comment lists them.
func (s *Server) controls() http.Handler {
	mux := http.NewServeMux()
	handle := func(pattern string, do func(*http.Request) (any, *refusal)) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) { respond(w, r, do) })
	}
	show := func(name string, look func() any) {
		handle("GET "+controlPrefix+name, func(*http.Request) (any, *refusal) { return look(), nil })
	}
	show("orders", func() any { return s.Orders() })
	show("isfs", func() any { return s.ISFs() })
	show("entries", func() any { return s.Entries() })
	show("requests", func() any { return s.Requests() })
	show("events", func() any { return s.Events() })
	show("defects", func() any { return s.Defects() })
	show("faults", func() any { return s.Faults() })
	show("webhooks", func() any { return s.showWebhooks() })
	show("clock", func() any { return s.showClock() })
	handle("POST "+controlPrefix+"orders/{fid}", s.controlOrder)
	handle("PUT "+controlPrefix+"verdicts/{bill}", s.controlVerdict)
	handle("POST "+controlPrefix+"entries", s.controlEntry)
	handle("POST "+controlPrefix+"entries/{id}", s.controlRelease)
	handle("POST "+controlPrefix+"faults", s.controlFault)
	handle("DELETE "+controlPrefix+"faults", s.controlNoFaults)
	handle("POST "+controlPrefix+"clock", s.controlClock)
	handle("PUT "+controlPrefix+"webhooks/{id}", s.controlWebhook)
	handle(controlPrefix, func(r *http.Request) (any, *refusal) {
		return nil, refuse(http.StatusNotFound, notFound, "the sandbox has no control %s %s", r.Method, r.URL.Path)
	})
	mux.HandleFunc("GET "+controlPrefix+"openapi.yaml", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/yaml")
		_, _ = w.Write(contract.OpenAPI)
	})
	foreign := http.NewCrossOriginProtection()
	foreign.SetDenyHandler(refusing(refuse(http.StatusForbidden, "forbidden", "a web page from elsewhere may not steer the sandbox")))
	return s.guarded(foreign.Handler(mux))
}

// guarded lets only those through who may steer the sandbox.
func (s *Server) guarded(next http.Handler) http.Handler {
	stranger := refusing(refuse(http.StatusUnauthorized, unauthorized, "from another machine the controls take the bearer token").
		with("WWW-Authenticate", `Bearer realm="sandbox"`))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !local(r) && !s.tokens.good(bearer(r), s.clock.now()) {
			stranger.ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func refusing(refused *refusal) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		respond(w, r, func(*http.Request) (any, *refusal) { return nil, refused })
	})
}

// local says whether a request comes from this machine and was meant for it. The Host is looked at so that a foreign
// web page cannot reach here under a name of its own.
func local(r *http.Request) bool {
	client, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil || !client.Addr().Unmap().IsLoopback() {
		return false
	}
	name, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		name = r.Host
	}
	address, err := netip.ParseAddr(name)
	return name == "localhost" || err == nil && address.IsLoopback()
}

func respond(w http.ResponseWriter, r *http.Request, do func(*http.Request) (any, *refusal)) {
	body, refused := do(r)
	a := answer{status: http.StatusOK, body: body}
	if refused != nil {
		a = refused.answer()
	}
	text, err := encode(a.body)
	if err != nil {
		a.status = http.StatusInternalServerError
	}
	maps.Copy(w.Header(), a.header)
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(a.status)
	_, _ = w.Write(text)
}

// longestControl is how many bytes the body of a control may have.
const longestControl = 1 << 20

// take reads a control's body, which may hold nothing that is not known.
func take[T any](r *http.Request) (wanted T, refused *refusal) {
	decoder := json.NewDecoder(io.LimitReader(r.Body, longestControl))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&wanted); err != nil {
		return wanted, refuse(http.StatusBadRequest, invalidRequest, "body: %v", err)
	}
	return wanted, nil
}

// judged is the answer of a change by hand.
func judged(body any, err error) (any, *refusal) {
	switch {
	case errors.Is(err, ErrUnknown):
		return nil, refuse(http.StatusNotFound, notFound, "%v", err)
	case err != nil:
		return nil, refuse(http.StatusBadRequest, invalidRequest, "%v", err)
	}
	return body, nil
}

func (s *Server) controlOrder(r *http.Request) (any, *refusal) {
	verdict, refused := take[Verdict](r)
	if refused != nil {
		return nil, refused
	}
	return judged(s.Decide(r.PathValue("fid"), verdict))
}

func (s *Server) controlVerdict(r *http.Request) (any, *refusal) {
	verdict, refused := take[Verdict](r)
	if refused != nil {
		return nil, refused
	}
	return judged(verdict, s.Verdict(r.PathValue("bill"), verdict))
}

func (s *Server) controlEntry(r *http.Request) (any, *refusal) {
	wanted, refused := take[struct {
		ShipmentID    int64         `json:"shipment_id"`
		Number        string        `json:"entry_number"`
		ReleaseStatus ReleaseStatus `json:"release_status"`
	}](r)
	if refused != nil {
		return nil, refused
	}
	return judged(s.Enter(Entry{ShipmentID: wanted.ShipmentID, Number: wanted.Number, ReleaseStatus: wanted.ReleaseStatus}))
}

func (s *Server) controlRelease(r *http.Request) (any, *refusal) {
	wanted, refused := take[struct {
		ReleaseStatus ReleaseStatus `json:"release_status"`
	}](r)
	if refused != nil {
		return nil, refused
	}
	return judged(s.Release(r.PathValue("id"), wanted.ReleaseStatus))
}

func (s *Server) controlFault(r *http.Request) (any, *refusal) {
	fault, refused := take[Fault](r)
	if refused != nil {
		return nil, refused
	}
	return judged(fault, s.Inject(fault))
}

func (s *Server) controlNoFaults(*http.Request) (any, *refusal) {
	s.ClearFaults()
	return s.Faults(), nil
}

func (s *Server) controlClock(r *http.Request) (any, *refusal) {
	wanted, refused := take[struct {
		Advance span    `json:"advance"`
		Speed   float64 `json:"speed"`
	}](r)
	switch {
	case refused != nil:
		return nil, refused
	case wanted.Advance < 0:
		return nil, refuse(http.StatusBadRequest, invalidRequest, "advance: the clock runs forward only")
	case wanted.Speed != 0:
		if err := s.SetSpeed(wanted.Speed); err != nil {
			return judged(nil, err)
		}
	}
	s.Advance(time.Duration(wanted.Advance))
	return s.showClock(), nil
}

func (s *Server) controlWebhook(r *http.Request) (any, *refusal) {
	wanted, refused := take[struct {
		URL    string `json:"url"`
		Secret string `json:"secret"`
	}](r)
	if refused != nil {
		return nil, refused
	}
	err := s.SetWebhook(Webhook{ID: r.PathValue("id"), URL: wanted.URL, Secret: wanted.Secret})
	return judged(s.showWebhooks(), err)
}

func (s *Server) showWebhooks() any {
	all := []object{}
	for _, webhook := range s.Webhooks() {
		all = append(all, object{"id": webhook.ID, "url": webhook.URL})
	}
	return all
}

func (s *Server) showClock() any {
	return object{"now": s.Now(), "speed": s.clock.pace()}
}

// span is a duration as text: "1h30m".
type span time.Duration

// MarshalText writes the duration as time.Duration does.
func (d span) MarshalText() ([]byte, error) { return []byte(time.Duration(d).String()), nil }

// UnmarshalText reads what time.ParseDuration does.
func (d *span) UnmarshalText(text []byte) error {
	parsed, err := time.ParseDuration(string(text))
	*d = span(parsed)
	return err
}
