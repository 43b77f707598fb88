package sandbox

import (
	"container/heap"
	"time"
)

// An agenda is what will happen and when; of what is due at the same time, what was planned first happens first.
type agenda struct {
	planned []due
	count   int
}

type due struct {
	at     time.Time
	number int
	happen func()
}

// plan puts something on the agenda.
func (a *agenda) plan(at time.Time, happen func()) {
	a.count++
	heap.Push((*dues)(&a.planned), due{at: at, number: a.count, happen: happen})
}

// next is when the next thing is due.
func (a *agenda) next() (time.Time, bool) {
	if len(a.planned) == 0 {
		return time.Time{}, false
	}
	return a.planned[0].at, true
}

// take removes the next thing due.
func (a *agenda) take() due { return heap.Pop((*dues)(&a.planned)).(due) }

// dues are a heap, the earliest on top.
type dues []due

func (d dues) Len() int { return len(d) }
func (d dues) Less(i, j int) bool {
	if d[i].at.Equal(d[j].at) {
		return d[i].number < d[j].number
	}
	return d[i].at.Before(d[j].at)
}
func (d dues) Swap(i, j int) { d[i], d[j] = d[j], d[i] }
func (d *dues) Push(x any)   { *d = append(*d, x.(due)) }
func (d *dues) Pop() any {
	last := len(*d) - 1
	x := (*d)[last]
	*d = (*d)[:last]
	return x
}
