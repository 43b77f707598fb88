package reliability

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"docket/ingest/notice"
	"docket/publish/bus"

	"github.com/nats-io/nats.go/jetstream"
)

// A crier puts the bucket's events on the bus, in their order, until the bus has them: a bucket that loses some is the
// sweep's business, and a proof of its own.
type crier struct {
	js   jetstream.JetStream
	mu   sync.Mutex
	said []announcement
	told map[object]bool // by said
	out  int             // how many of them the bus has
	next chan event

	quiet bool // of what docket puts there nothing is said for now
	later []event
}

// An object is a version of one in the bucket.
type object struct{ Key, ETag string }

func (a announcement) object() object { return object{a.Key, a.ETag} }

// An event is what the bucket says, and the id of its message.
type event struct {
	text []byte
	id   string
}

func cry(t testing.TB, js jetstream.JetStream) *crier {
	c := &crier{js: js, told: map[object]bool{}, next: make(chan event, 1<<15)}
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	var crying sync.WaitGroup
	crying.Go(func() { c.run(ctx) })
	t.Cleanup(func() { cancel(); crying.Wait() })
	return c
}

func (c *crier) announce(_ context.Context, text []byte, id string) error {
	a, err := announced(text)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.note(a)
	if c.quiet && !dropped(a.Key) {
		c.later = append(c.later, event{text, id})
		return nil
	}
	c.next <- event{text, id}
	return nil
}

// note notes what has been announced. Mu is held.
func (c *crier) note(a announcement) {
	c.said, c.told[a.object()] = append(c.said, a), true
}

// announced is what an event announces.
func announced(text []byte) (announcement, error) {
	batch, err := notice.Parse(nil, text)
	if err != nil || len(batch.Notices) != 1 {
		return announcement{}, errors.Join(err, fmt.Errorf("an event with %d notices", len(batch.Notices)))
	}
	n := batch.Notices[0]
	return announcement{Document: n.MessageID(), Key: n.Key, ETag: n.ETag}, nil
}

// hush keeps back what there is to say of marked copies and receipts, so that the next that a worker finds is a file.
func (c *crier) hush(quiet bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.quiet = quiet
	for _, e := range c.later {
		c.next <- e
	}
	c.later = nil
}

func (c *crier) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-c.next:
			for ctx.Err() == nil {
				once, cancel := context.WithTimeout(ctx, 2*time.Second)
				_, err := c.js.Publish(once, bus.DocumentsSubject+".s3", e.text, jetstream.WithMsgID(e.id))
				if err != nil {
					<-once.Done() // the bus is in trouble
				}
				cancel()
				if err == nil {
					break
				}
			}
			c.mu.Lock()
			c.out++
			c.mu.Unlock()
		}
	}
}

func (c *crier) counts() (said, out int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.said), c.out
}

// silentOn is an error if one of some objects has not been announced.
func (c *crier) silentOn(all []object) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, o := range all {
		if !c.told[o] {
			return fmt.Errorf("%s has not been announced", o.Key)
		}
	}
	return nil
}
