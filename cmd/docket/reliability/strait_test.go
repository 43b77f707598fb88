package reliability

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net"
	"strings"
	"sync"
	"testing"

	"docket/publish/bus/bustest"
)

// A strait is a way's passage to NATS: whichever of its nodes answers. It reads what the worker writes, message by
// message.
type strait struct {
	way     *way
	to      []string // addresses
	coast   net.Listener
	ships   sync.WaitGroup
	mu      sync.Mutex
	asked   bool // for a notice, for the first time
	afloat  map[net.Conn]bool
	aground bool // closed for ever
}

func newStrait(t testing.TB, w *way, to []string) *strait {
	t.Helper()
	coast, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	s := &strait{way: w, to: to, coast: coast, afloat: map[net.Conn]bool{}}
	s.ships.Go(func() {
		for {
			client, err := coast.Accept()
			if err != nil {
				return
			}
			s.ships.Go(func() { s.sail(client) })
		}
	})
	return s
}

// url is where the worker finds NATS.
func (s *strait) url() string { return "nats://" + s.coast.Addr().String() }

func (s *strait) close() {
	_ = s.coast.Close()
	s.mu.Lock()
	s.aground = true
	for c := range s.afloat {
		_ = c.Close()
	}
	s.mu.Unlock()
	s.ships.Wait()
}

// launch takes a connection into account; it is false if there are to be no more.
func (s *strait) launch(c net.Conn) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.afloat[c] = true
	return !s.aground
}

func (s *strait) land(c net.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.afloat, c)
	_ = c.Close()
}

// dial reaches one of the nodes.
func (s *strait) dial() (node net.Conn, err error) {
	err = errors.New("there is no NATS")
	for _, address := range s.to {
		if node, err = net.Dial("tcp", address); err == nil {
			return node, nil
		}
	}
	return nil, err
}

// sail carries one connection until one of its ends is gone.
func (s *strait) sail(client net.Conn) {
	defer s.land(client)
	node, err := s.dial()
	if err != nil {
		return
	}
	defer s.land(node)
	if !s.launch(client) || !s.launch(node) {
		return
	}
	var back sync.WaitGroup
	defer back.Wait()
	back.Go(func() {
		defer client.Close()
		buffer := make([]byte, 64<<10)
		for {
			n, err := node.Read(buffer)
			if err != nil || !s.way.pass() {
				return
			}
			if _, err := client.Write(buffer[:n]); err != nil {
				return
			}
		}
	})
	s.forth(bufio.NewReader(client), node)
	_ = node.Close()
}

// forth carries what the client says.
func (s *strait) forth(from *bufio.Reader, to io.Writer) {
	for {
		message, err := bustest.ReadMessage(from)
		if err != nil {
			return
		}
		step := ""
		if message.Subject != "" {
			step = s.step(message.Subject, message.Payload)
		}
		if !s.way.pass() || !s.ship(step, message.Text, to) {
			return
		}
	}
}

// ship takes a message over, as a step if it is one.
func (s *strait) ship(step string, message []byte, to io.Writer) bool {
	before, behind := false, false
	if step != "" {
		before, behind = s.way.take(step)
	}
	if before {
		s.way.meet()
		if !s.way.pass() {
			return false
		}
	}
	_, err := to.Write(message)
	if behind {
		s.way.meet()
	}
	return err == nil
}

// busSteps are what a worker writes to NATS, by how their subjects begin.
var busSteps = []struct{ subject, step string }{
	{"$KV.docket_review.file.", "NATS: this version of the file has arrived"},
	{"$KV.docket_review.", "NATS: a filing waits for a person"},
	{"$KV.docket_ledger.isf.", "NATS: the ledger's entry of the ISF"},
	{"$KV.docket_ledger.order.", "NATS: the ledger's entry of the order"},
	{"$KV.docket_ledger.bill.", "NATS: which filing has a bill"},
	{"$KV.docket_ledger.id.", "NATS: which filing has an API id"},
	{"$KV.docket_ledger.document.", "NATS: how the document ended"},
	{"$KV.docket_follow.", "NATS: the watch of the order"},
	{"docket.results.isf.", "NATS: the result of the ISF"},
	{"docket.results.order.", "NATS: the result of the order"},
	{"docket.results.entry.", "NATS: the result of the entry"},
	{"docket.results.document.", "NATS: the result of the document"},
	{"docket.lanes.", "NATS: a notice goes into a lane"},
	{"docket.documents.split", "NATS: a notice of several is a message of its own"},
	{"docket.documents.", "NATS: a notice is there anew"},
	{"docket.dead.", "NATS: a dead letter"},
}

// acknowledgement is the last step of a document.
const acknowledgement = "NATS: the acknowledgement"

// noSteps are what changes nothing, or nothing of a document: how fast the bus may send, how many calls the API is to get,
// who reminds people, and who has what in hand.
var noSteps = []string{"$JS.API.", "$JS.FC.", "$JS.ACK.DOCKET_ADVISORIES.", "_INBOX.", "$SRV.", "docket.hands", "$KV.docket_pace.", "$KV.docket_ledger.duty."}

// step is what a message to NATS does; "" if it changes nothing.
func (s *strait) step(subject string, payload []byte) string {
	switch {
	case strings.HasPrefix(subject, "$JS.API.CONSUMER.MSG.NEXT.DOCKET_DOCUMENTS."):
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.asked {
			return ""
		}
		s.asked = true
		return "NATS: a notice is asked for"
	case strings.HasPrefix(subject, "$JS.ACK.DOCKET_DOCUMENTS."), strings.HasPrefix(subject, "$JS.ACK.DOCKET_LANES."):
		if bytes.HasPrefix(payload, []byte("+WPI")) {
			return "" // work goes on
		}
		return acknowledgement
	}
	for _, known := range busSteps {
		if strings.HasPrefix(subject, known.subject) {
			return known.step
		}
	}
	for _, other := range noSteps {
		if strings.HasPrefix(subject, other) {
			return ""
		}
	}
	s.way.wonder(subject)
	return ""
}
