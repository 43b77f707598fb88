package ingest_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"docket/ingest"
	"docket/ingest/bucket"
	"docket/ingest/notice"
	"docket/publish"
	"docket/publish/bus"
)

// hanging is a bucket that lets much happen between its first file and the worker that asked for it.
type hanging struct {
	ingest.Bucket
	once sync.Once
	then func()
}

func (h *hanging) Fetch(ctx context.Context, n notice.Notice) (bucket.Object, error) {
	object, err := h.Bucket.Fetch(ctx, n)
	h.once.Do(h.then)
	return object, err
}

// job is what the nth notice on the bus asks for.
func (w *world) job(nth uint64) ingest.Job {
	w.t.Helper()
	stream, err := w.bus.JS.Stream(w.t.Context(), bus.DocumentsStream)
	must(w.t, err)
	message, err := stream.GetMsg(w.t.Context(), nth)
	must(w.t, err)
	batch, err := notice.Parse(message.Header, message.Data)
	must(w.t, err)
	return ingest.Job{Notice: batch.Notices[0], Document: batch.Notices[0].MessageID(), Attempt: 1}
}

// does is what a pipeline makes of the first filing of a job.
func (w *world) does(p *ingest.Pipeline, job ingest.Job) publish.Outcome {
	w.t.Helper()
	events, err := p.Do(w.t.Context(), job)
	must(w.t, err)
	return events[0].Outcome
}

// TestLateNotice: a notice that comes when the newer version in its file's place has been worked on is told as superseded.
func TestLateNotice(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.put("b.csv", sample(t, "08-stock-count.xlsx"))
	w.put("b.csv", sample(t, "04-bol-containers.csv"))
	if second := w.does(w.pipeline(), w.job(2)); second != publish.Submitted {
		t.Errorf("the newer version ends as %s", second)
	}
	if first := w.does(w.pipeline(), w.job(1)); first != publish.Superseded {
		t.Errorf("the older one's notice ends as %s", first)
	}
}

// TestOvertakenUnderItsOwnName: a worker hangs when it has read a file. Another one gets the same notice, finds the
// file's next version in its place and files that. The first one must not file the older version over it.
func TestOvertakenUnderItsOwnName(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := sample(t, "04-bol-containers.csv")
	w.put("b.csv", first)
	slow := w.pipeline()
	slow.Bucket = &hanging{Bucket: w.files, then: func() {
		w.put("b.csv", []byte(strings.Replace(string(first), "650W", "651W", 1)))
		if again := w.does(w.pipeline(), w.job(1)); again != publish.Submitted {
			t.Errorf("the notice of the first version, with the second in its place, ends as %s", again)
		}
		if second := w.does(w.pipeline(), w.job(2)); second != publish.Unchanged {
			t.Errorf("the notice of the second version ends as %s", second)
		}
	}}
	if late := w.does(slow, w.job(1)); late != publish.Superseded {
		t.Errorf("the first version ends as %s", late)
	}
	if orders := w.api.Orders(); len(orders) != 1 || !strings.Contains(string(orders[0].Request), "651W") {
		t.Errorf("the API holds %+v, want one order as the second version has it", orders)
	}
}
