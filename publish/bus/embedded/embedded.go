// Package embedded runs a NATS server with JetStream inside this process, for the demo, for development and for
// tests: the real server, on a loopback port of the system's choice.
package embedded

import (
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// A Server is a running NATS server. Close stops it.
type Server struct {
	server *server.Server
}

// ready is how long a server may take to start; it takes a few milliseconds where the machine is not busy.
const ready = 20 * time.Second

// Start runs a server that keeps its streams in dir. Port 0 lets the system choose one.
func Start(dir string, port int) (*Server, error) {
	if port == 0 {
		port = server.RANDOM_PORT
	}
	s, err := server.NewServer(&server.Options{
		ServerName: "docket", Host: "127.0.0.1", Port: port, JetStream: true, StoreDir: dir, NoSigs: true, NoLog: true,
		SyncAlways: true, // a notice that was taken survives a power cut
	})
	if err != nil {
		return nil, fmt.Errorf("configure the embedded NATS server: %w", err)
	}
	s.Start()
	if !s.ReadyForConnections(ready) {
		s.Shutdown()
		return nil, errors.New("the embedded NATS server did not come up; is its folder in use by another one?")
	}
	return &Server{server: s}, nil
}

// URL is where clients reach the server.
func (s *Server) URL() string { return s.server.ClientURL() }

// Close stops the server and waits until it has.
func (s *Server) Close() {
	s.server.Shutdown()
	s.server.WaitForShutdown()
}
