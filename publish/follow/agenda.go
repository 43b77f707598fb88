package follow

import (
	"container/heap"
	"encoding/json"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// An agenda is when each open watch is due. It forgets a key that was taken until it is set again.
type agenda struct {
	due   map[string]time.Time
	queue queue
}

func newAgenda() *agenda { return &agenda{due: map[string]time.Time{}} }

func (a *agenda) set(key string, due time.Time) {
	a.due[key] = due
	heap.Push(&a.queue, turn{key, due})
}

// restore sets a key again that was taken, unless it has been set since.
func (a *agenda) restore(key string, due time.Time) {
	if _, since := a.due[key]; !since {
		a.set(key, due)
	}
}

// note puts a watch on the agenda as the bucket has it.
func (a *agenda) note(update jetstream.KeyValueEntry) {
	if update == nil { // all that was there has come
		return
	}
	var watch struct {
		Due time.Time `json:"due"`
	}
	if update.Operation() != jetstream.KeyValuePut || json.Unmarshal(update.Value(), &watch) != nil {
		delete(a.due, update.Key())
		return
	}
	a.set(update.Key(), watch.Due)
}

// rest is how long an agenda is left alone on which nothing is due.
const rest = time.Hour

// until is how long to wait for what is due next. What is due already waits for a free hand, which says so itself.
func (a *agenda) until(now time.Time) time.Duration {
	due, found := a.next()
	if !found || !due.After(now) {
		return rest
	}
	return min(rest, due.Sub(now))
}

// next is when something is due next; false if nothing ever is.
func (a *agenda) next() (time.Time, bool) {
	for len(a.queue) > 0 {
		first := a.queue[0]
		if due, found := a.due[first.key]; found && due.Equal(first.due) {
			return first.due, true
		}
		heap.Pop(&a.queue) // it was set anew or removed
	}
	return time.Time{}, false
}

// take takes what is due.
func (a *agenda) take(now time.Time) (string, bool) {
	due, found := a.next()
	if !found || due.After(now) {
		return "", false
	}
	key := heap.Pop(&a.queue).(turn).key
	delete(a.due, key)
	return key, true
}

// A turn is a key and when it was set to be due.
type turn struct {
	key string
	due time.Time
}

// A queue is turns, the earliest first.
type queue []turn

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].due.Before(q[j].due) }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(t any)        { *q = append(*q, t.(turn)) }
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}
