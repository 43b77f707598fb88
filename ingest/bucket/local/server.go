package local

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/rclone/gofakes3"
)

// Options say what a server keeps, where, and for whom. The zero value is a server in memory, on a port of the
// system's choice, with credentials of its own.
type Options struct {
	// Dir is the folder that the buckets are kept in; it is made if it is not there. "" keeps them in memory, for as
	// long as the server runs.
	Dir string

	// Buckets are made at the start if they are not there. They have versions if Versions is set: each upload is then
	// kept beside those that it replaces.
	Buckets  []string
	Versions bool

	// Address is where to listen; default "127.0.0.1:0", a free port that only this machine reaches.
	Address string

	// The credentials that requests must be signed with; default random ones. Give both or none.
	AccessKeyID     string
	SecretAccessKey string

	// Region is what clients are told to ask for; default us-east-1.
	Region string

	// Announce is called for each change, after it is stored and before the request is answered; nil for not.
	Announce Announce

	// Log is for what nobody is told otherwise; default slog.Default().
	Log *slog.Logger
}

// A Server is an S3 server in this process.
type Server struct {
	options   Options
	announcer *announcer
	grace     time.Duration

	mu       sync.Mutex
	state    state
	store    *store
	listener net.Listener
	server   *http.Server
	serving  sync.WaitGroup
	requests gate
}

type state int

const (
	made state = iota
	started
	closed
)

// grace is how long requests may take to end after Close.
const grace = 5 * time.Second

// New is a server that does not run yet: Start starts it.
func New(o Options) (*Server, error) {
	if (o.AccessKeyID == "") != (o.SecretAccessKey == "") {
		return nil, errors.New("make an S3 server: of access key id and secret access key only one is given")
	}
	for _, name := range o.Buckets {
		if err := gofakes3.ValidateBucketName(name); err != nil {
			return nil, fmt.Errorf("make an S3 server: %q cannot be the name of a bucket: want 3 to 63 lower-case letters, digits, dots or hyphens", name)
		}
	}
	o.Address = cmp.Or(o.Address, "127.0.0.1:0")
	o.Region = cmp.Or(o.Region, "us-east-1")
	o.Log = cmp.Or(o.Log, slog.Default())
	if o.AccessKeyID == "" {
		o.AccessKeyID = "LOCAL" + rand.Text()[:15]
		o.SecretAccessKey = rand.Text() + rand.Text()
	}
	return &Server{options: o, announcer: &announcer{send: o.Announce, region: o.Region, log: o.Log}, grace: grace}, nil
}

// Start reads what the folder holds, makes the buckets, and listens. It returns once requests are answered; the context
// counts until then. A server is started once.
func (s *Server) Start(ctx context.Context) (err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state != made {
		return errors.New("start the S3 server: it was started or closed before")
	}
	if s.store, err = openStore(s.keeper(), s.options.Log); err != nil {
		return fmt.Errorf("start the S3 server: %w", err)
	}
	if err = s.listen(ctx); err != nil {
		return fmt.Errorf("start the S3 server: %w", errors.Join(err, s.store.keeper.close()))
	}
	s.state = started
	s.server = &http.Server{
		Handler:           s.handler(),
		ReadHeaderTimeout: 10 * time.Second,
		ErrorLog:          slog.NewLogLogger(s.options.Log.Handler(), slog.LevelWarn),
	}
	s.serving.Go(func() {
		if err := s.server.Serve(s.listener); !errors.Is(err, http.ErrServerClosed) {
			s.options.Log.Error("the S3 server stopped", "cause", err)
		}
	})
	return nil
}

func (s *Server) keeper() keeper {
	if s.options.Dir == "" {
		return memory{}
	}
	return newFolder(s.options.Dir, s.options.Log)
}

// listen makes the buckets and opens the port.
func (s *Server) listen(ctx context.Context) (err error) {
	for _, name := range s.options.Buckets {
		if err := s.store.createBucket(name); err != nil && !gofakes3.IsAlreadyExists(err) {
			return err
		}
		if s.options.Versions {
			if err := s.store.setVersioning(name, true); err != nil {
				return err
			}
		}
	}
	s.listener, err = new(net.ListenConfig).Listen(ctx, "tcp", s.options.Address)
	return err
}

// handler is the protocol, each request counted for Close.
func (s *Server) handler() http.Handler {
	protocol := known(gofakes3.New(
		&backend{store: s.store, announcer: s.announcer},
		gofakes3.WithV4Auth(map[string]string{s.options.AccessKeyID: s.options.SecretAccessKey}),
		gofakes3.WithLogger(protocolLog{s.options.Log}),
	).Server())
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.requests.enter() {
			defer s.requests.leave()
			protocol.ServeHTTP(w, r)
		}
	})
}

// Close stops listening, lets requests end for a few seconds, cuts off those that do not, and waits for all of them.
// What was answered is kept. Closing again does nothing.
func (s *Server) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	was := s.state
	s.state = closed
	if was != started {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), s.grace)
	defer cancel()
	if s.server.Shutdown(ctx) != nil {
		_ = s.server.Close()
	}
	s.serving.Wait()
	s.requests.close()
	return s.store.keeper.close()
}

// Endpoint is the server's URL, "" before it is started.
func (s *Server) Endpoint() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.listener == nil {
		return ""
	}
	return "http://" + s.listener.Addr().String()
}

// Credentials are what requests must be signed with.
func (s *Server) Credentials() (accessKeyID, secretAccessKey string) {
	return s.options.AccessKeyID, s.options.SecretAccessKey
}

// Region is what clients ask for.
func (s *Server) Region() string { return s.options.Region }

// Dir is the folder that the buckets are kept in, "" when they are kept in memory.
func (s *Server) Dir() string { return s.options.Dir }

// Env is the environment, "NAME=value" each, with which AWS's tools and docket reach the server.
func (s *Server) Env() []string {
	return []string{
		"AWS_ENDPOINT_URL_S3=" + s.Endpoint(),
		"AWS_REGION=" + s.options.Region,
		"AWS_ACCESS_KEY_ID=" + s.options.AccessKeyID,
		"AWS_SECRET_ACCESS_KEY=" + s.options.SecretAccessKey,
	}
}

// Lost is how many changes could not be announced since the start.
func (s *Server) Lost() int64 { return s.announcer.lost.Load() }

// protocolLog passes on what gofakes3 could not do. Its lines of each request are left out: they quote URLs, and those
// can be signed.
type protocolLog struct{ log *slog.Logger }

func (l protocolLog) Print(level gofakes3.LogLevel, words ...any) {
	switch level {
	case gofakes3.LogErr:
		l.log.Error("the S3 server could not do what was asked", "cause", fmt.Sprint(words...))
	case gofakes3.LogWarn:
		l.log.Warn("the S3 server refused a request that is not signed with its credentials")
	}
}
