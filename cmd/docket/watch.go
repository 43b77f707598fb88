package main

import (
	"fmt"
	"io"
	"time"

	"github.com/jedib0t/go-pretty/v6/progress"
)

// A watch shows how far the demo is: a bar that moves where somebody watches, a line for each sample where not.
type watch struct {
	out     io.Writer
	bar     progress.Writer
	tracker *progress.Tracker
	drawn   chan struct{} // closed when the bar has been drawn for the last time
	start   time.Time
}

func newWatch(out io.Writer) *watch { return &watch{out: out, start: time.Now()} }

func (w *watch) begin(samples int) {
	if !animated(w.out) {
		return
	}
	w.bar = progress.NewWriter()
	w.bar.SetOutputWriter(w.out)
	w.bar.SetUpdateFrequency(50 * time.Millisecond)
	w.bar.SetAutoStop(false)
	w.bar.SetTrackerLength(30)
	w.bar.Style().Visibility.Time = true
	w.tracker = &progress.Tracker{Message: "samples", Total: int64(samples)}
	w.bar.AppendTracker(w.tracker)
	w.drawn = make(chan struct{})
	go func() {
		defer close(w.drawn)
		w.bar.Render()
	}()
}

// ended notes that a sample has come to its end.
func (w *watch) ended(e ending) {
	if w.bar == nil {
		fmt.Fprintf(w.out, "%5.1fs  %-34s %s\n", time.Since(w.start).Seconds(), e.step.File, e.document.Outcome)
		return
	}
	w.tracker.UpdateMessage(e.step.File)
	w.tracker.Increment(1)
}

// end stops the bar and waits until it has been drawn for the last time.
func (w *watch) end() {
	if w.bar == nil {
		return
	}
	w.tracker.MarkAsDone()
	for tick := time.NewTicker(5 * time.Millisecond); ; <-tick.C { // a bar that has not begun yet cannot be stopped
		w.bar.Stop()
		select {
		case <-w.drawn:
			tick.Stop()
			w.bar = nil
			return
		default:
		}
	}
}
