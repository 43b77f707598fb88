package sandbox

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"

	"docket/mapping/filing/contract"
)

// A Server is the API. It is an http.Handler for the API, the page at / and the controls under /_sandbox/; all its
// methods may be called at any time and from any goroutine.
type Server struct {
	options    Options
	operations []*contract.Operation
	handlers   map[string]func(*call) (answer, *refusal) // by operationId; they run with the world locked
	control    http.Handler
	clock      *clock
	tokens     *tokens
	faults     *faults
	limit      *limit
	journal    *journal

	mu       sync.Mutex
	world    *world             // guarded by mu
	webhooks map[string]Webhook // by id in lower case; guarded by mu

	saving       sync.Mutex
	savedVersion int // of the world, in the state file; guarded by saving

	wake    chan struct{} // Run has something new to look at
	open    context.Context
	shut    context.CancelFunc // ends open
	holding sync.Mutex
	held    sync.WaitGroup // what Close waits for; added to under holding, while open
}

// New makes a sandbox. It reads the state file if there is one, and starts nothing.
func New(options Options) (*Server, error) {
	options = options.withDefaults()
	if err := options.validate(); err != nil {
		return nil, err
	}
	operations, err := contract.Operations()
	if err != nil {
		return nil, err
	}
	s := &Server{
		options:    options,
		operations: operations,
		clock:      newClock(options.Now, options.Speed),
		tokens:     newTokens(options),
		faults:     newFaults(options),
		limit:      newLimit(options),
		journal:    &journal{},
		world:      newWorld(options),
		webhooks:   map[string]Webhook{},
		wake:       make(chan struct{}, 1),
	}
	s.open, s.shut = context.WithCancel(context.Background())
	s.handlers = map[string]func(*call) (answer, *refusal){
		"createAccessToken":  s.createAccessToken,
		"upsertIsf":          s.upsertISF,
		"upsertCustomsOrder": s.upsertOrder,
		"getCustomsOrder":    s.getOrder,
		"listCustomsEntries": s.listEntries,
		"getCustomsEntry":    s.getEntry,
	}
	s.control = s.controls()
	for _, webhook := range options.Webhooks {
		s.webhooks[strings.ToLower(webhook.ID)] = webhook
	}
	if options.State != "" {
		if err := s.load(); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// Run sends webhooks and saves what time alone has changed, until ctx ends or Close is called. Without it the API
// answers all the same: what is due is done before each answer.
func (s *Server) Run(ctx context.Context) error {
	release, ok := s.hold()
	if !ok {
		return errors.New("run the sandbox: it is closed")
	}
	defer release()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(s.open, cancel)()
	for ctx.Err() == nil {
		s.Deliver(ctx)
		s.await(ctx)
	}
	return nil
}

// hold makes Close wait until release is called. It fails once Close has begun.
func (s *Server) hold() (release func(), ok bool) {
	s.holding.Lock()
	defer s.holding.Unlock()
	if s.open.Err() != nil {
		return nil, false
	}
	s.held.Add(1)
	return s.held.Done, true
}

// await waits for the next thing due, or for news.
func (s *Server) await(ctx context.Context) {
	timer := time.NewTimer(s.untilNext())
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-s.wake:
	case <-timer.C:
	}
}

// poke lets Run look again.
func (s *Server) poke() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// Close ends Run, lets requests that a fault holds go, waits for both, and saves. The sandbox still answers after it.
func (s *Server) Close() error {
	s.holding.Lock()
	s.shut()
	s.holding.Unlock()
	s.held.Wait()
	s.options.HTTPClient.CloseIdleConnections()
	return s.save()
}

// Now is the sandbox's time.
func (s *Server) Now() time.Time { return s.clock.now() }

// Advance moves the sandbox's clock forward and does what has become due.
func (s *Server) Advance(d time.Duration) {
	s.clock.advance(d)
	s.settled(func(*world) {})
	s.poke()
}

// SetSpeed makes the sandbox's clock run faster or slower; 1 is the world's pace.
func (s *Server) SetSpeed(speed float64) error {
	if !(speed > 0) { // NaN is not, either
		return errors.New("set the sandbox's speed: it has to be more than 0")
	}
	s.clock.setSpeed(speed)
	s.poke()
	return nil
}

// settled calls look with the world locked and brought up to the present.
func (s *Server) settled(look func(*world)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.world.settle(s.clock.now())
	look(s.world)
}
