package bustest

import (
	"bufio"
	"io"
	"strconv"
	"strings"
)

// A Message is what a client says to NATS at once: a line of its protocol, and what goes with it.
type Message struct {
	Text    []byte // all of it
	Subject string // of what it publishes; "" if it publishes nothing
	Payload []byte // of that, behind its headers
}

// ReadMessage reads the next message of a client, for tests that stand between it and NATS.
// See https://docs.nats.io/reference/reference-protocols/nats-protocol.
func ReadMessage(from *bufio.Reader) (Message, error) {
	line, err := from.ReadBytes('\n')
	if err != nil {
		return Message{}, err
	}
	m := Message{Text: line}
	words := strings.Fields(string(line))
	if len(words) < 3 || words[0] != "PUB" && words[0] != "HPUB" {
		return m, nil
	}
	size, err := strconv.Atoi(words[len(words)-1])
	if err != nil {
		return Message{}, err
	}
	m.Subject = words[1]
	m.Text = append(line, make([]byte, size+len("\r\n"))...)
	m.Payload = m.Text[len(line):]
	_, err = io.ReadFull(from, m.Payload)
	return m, err
}
