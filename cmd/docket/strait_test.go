package main

import (
	"bufio"
	"io"
	"net"
	"strings"
	"sync"
	"testing"

	"docket/publish/bus/bustest"
)

// A strait is the only way from a worker to NATS. At the message that it watches for, all that is on the way stands still:
// the message has not reached NATS, or it has and nothing comes back.
type strait struct {
	net.Listener
	to      string
	subject string // its beginning
	nth     int    // of the messages on such subjects
	passes  bool   // the message itself still reaches NATS
	reached func()

	mu     sync.Mutex
	seen   int
	closed bool // for ever
}

func newStrait(t *testing.T, s *strait) *strait {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	s.Listener = listener
	var ships sync.WaitGroup
	ships.Go(func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			ships.Go(func() { s.sail(client) })
		}
	})
	t.Cleanup(func() { _ = listener.Close(); ships.Wait() })
	return s
}

// url is where the worker finds NATS.
func (s *strait) url() string { return "nats://" + s.Addr().String() }

// sail carries one connection until its client is gone.
func (s *strait) sail(client net.Conn) {
	defer client.Close()
	nats, err := net.Dial("tcp", s.to)
	if err != nil {
		return
	}
	var back sync.WaitGroup
	back.Go(func() {
		buffer := make([]byte, 64<<10)
		for {
			n, err := nats.Read(buffer)
			if err != nil {
				return
			}
			if !s.shut() {
				_, _ = client.Write(buffer[:n])
			}
		}
	})
	s.forth(bufio.NewReader(client), nats)
	_ = nats.Close()
	back.Wait()
}

// forth carries what the client says.
func (s *strait) forth(from *bufio.Reader, to io.Writer) {
	for {
		message, err := bustest.ReadMessage(from)
		if err != nil {
			return
		}
		if s.shut() {
			continue
		}
		here := s.meets(message.Subject)
		if !here || s.passes {
			if _, err := to.Write(message.Text); err != nil {
				return
			}
		}
		if here {
			s.reached()
		}
	}
}

func (s *strait) shut() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closed
}

// meets says whether a message on a subject is the one that is watched for. From then on nothing passes any more.
func (s *strait) meets(subject string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || !strings.HasPrefix(subject, s.subject) {
		return false
	}
	s.seen++
	s.closed = s.seen == s.nth
	return s.closed
}
