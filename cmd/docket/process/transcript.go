package process

import (
	"bytes"
	"strings"
	"sync"
)

// A transcript is what a process has said so far.
type transcript struct {
	mu   sync.Mutex
	text bytes.Buffer
	more chan struct{} // closed when there is more
}

func newTranscript() *transcript { return &transcript{more: make(chan struct{})} }

func (s *transcript) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	close(s.more)
	s.more = make(chan struct{})
	return s.text.Write(p)
}

func (s *transcript) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// holds says whether something has been said, and when to ask again.
func (s *transcript) holds(words string) (said bool, more <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.Contains(s.text.String(), words), s.more
}
