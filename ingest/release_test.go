package ingest_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"testing"
	"time"

	"docket/ingest"
	"docket/publish"
	"docket/publish/follow"
	"docket/publish/ledger"
	"docket/publish/sandbox"
)

// pace looks many times a second.
var pace = follow.Pace{First: 2 * time.Millisecond, Most: 100 * time.Millisecond, Patience: time.Hour, Missing: time.Hour}

// A duty is a worker that files and follows, as "docket worker" does.
type duty struct {
	*crew
	following sync.WaitGroup
	stop      context.CancelFunc
}

func (w *world) report() *duty {
	p := w.pipeline()
	p.Book = follow.NewBook(w.bus.Follow, pace)
	ctx, stop := context.WithCancel(context.WithoutCancel(w.t.Context()))
	d := &duty{crew: w.work(p), stop: stop}
	f := &follow.Follower{
		Book: follow.NewBook(w.bus.Follow, pace), API: w.client(), Publisher: publish.NewPublisher(w.bus.JS),
		Ledger: ledger.New(w.bus.Ledger, time.Minute, nil), Name: "test", Log: slog.New(slog.NewTextHandler(w.t.Output(), nil)),
	}
	d.following.Go(func() {
		if err := f.Run(ctx); err != nil {
			w.t.Error(err)
		}
	})
	w.t.Cleanup(d.leave)
	return d
}

func (d *duty) leave() {
	d.end()
	d.stop()
	d.following.Wait()
}

var _ ingest.Book = (*follow.Book)(nil)

// TestFileToRelease: a file is dropped into the bucket, and the bus tells all that becomes of it until its goods are
// released, in order. The API's clock moves on a step at a time; between any two steps the worker is replaced.
func TestFileToRelease(t *testing.T) {
	t.Parallel()
	w := newWorldWith(t, sandbox.Options{
		CreateAfter: time.Hour, EntryAfter: time.Hour,
		Release: []sandbox.Step{{After: time.Hour, Status: sandbox.Pending}, {After: time.Hour, Status: sandbox.CustomsHold}, {After: 24 * time.Hour, Status: sandbox.Cleared}},
	})
	worker := w.report()
	w.put("b.csv", sample(t, "04-bol-containers.csv"))
	fid := ""
	for _, step := range []struct {
		after time.Duration // that the API's clock moves on before
		want  string
	}{
		{0, "order submitted REQUESTED"}, {0, "document completed"}, {time.Hour, "order created CREATED"}, {2 * time.Hour, "entry pending CREATED"},
		{time.Hour, "entry customs_hold CREATED"}, {24 * time.Hour, "entry cleared CREATED"},
	} {
		if step.after > 0 {
			worker.leave()
			w.api.Advance(step.after)
			worker = w.report()
		}
		e := w.next()
		got := fmt.Sprintf("%s %s", e.Kind, e.Outcome)
		if f := e.Result.Filing; f != nil {
			got += " " + f.APIStatus
			if fid == "" {
				fid = f.APIID
			}
			if f.APIID != fid || f.Reference != "MAEU256831947" || e.Result.Document.Key != "b.csv" {
				t.Errorf("%s tells of %+v in %s", got, f, e.Result.Document.Key)
			}
		}
		if got != step.want {
			t.Fatalf("%s, want %s", got, step.want)
		}
	}
	entry, err := ledger.New(w.bus.Ledger, time.Minute, nil).Get(t.Context(), "order.acme.MAEU256831947")
	if err != nil || entry == nil || entry.Filed.Status != "CREATED" {
		t.Errorf("the ledger has %+v, error %v", entry, err)
	}
	if defects := w.api.Defects(); len(defects) > 0 {
		t.Errorf("the API found %v", defects)
	}
}

// TestOneAnswerInThreeLost: files go through an API of which one answer in three is lost after the effect. Each ends as
// it should, and nothing is there twice.
func TestOneAnswerInThreeLost(t *testing.T) {
	t.Parallel()
	w := newWorldWith(t, sandbox.Options{Seed: 3, Faults: []sandbox.Fault{{Rate: 1. / 3, After: true, Drop: true}}})
	p := w.pipeline()
	p.Book = follow.NewBook(w.bus.Follow, pace)
	w.work(p)
	files := map[string]string{
		"01-isf-form.xlsx": "completed", "02-isf-party-blocks.xlsx": "completed", "03-isf-house-bills.xlsx": "completed", "04-bol-containers.csv": "completed",
		"05-bol-form.xlsx": "completed", "06-air-waybill.xlsx": "completed", "13-isf-bilingual.xlsx": "completed",
	}
	for file := range files {
		w.put("in/"+file, sample(t, file))
	}
	ids := map[string]publish.Kind{}
	for range files {
		document, filings := w.ended()
		if string(document.Outcome) != files[document.Result.Document.Key[3:]] {
			t.Errorf("%s: %s %+v", document.Result.Document.Key, document.Outcome, document.Result.Filings)
		}
		for _, f := range filings {
			if f.Outcome != publish.Submitted || f.Result.Filing.Effect != ledger.Create || f.Result.Filing.APIID == "" {
				t.Errorf("%s %s: %s, effect %s", f.Kind, f.Subject, f.Outcome, f.Result.Filing.Effect)
			}
			ids[f.Result.Filing.APIID] = f.Kind
		}
	}
	isfs, orders := 0, 0
	for _, kind := range ids {
		if kind == publish.ISF {
			isfs++
		} else {
			orders++
		}
	}
	if len(w.api.Orders()) != orders || len(w.api.ISFs()) != isfs {
		t.Errorf("the API holds %d orders and %d ISFs, want the %d and %d of the results", len(w.api.Orders()), len(w.api.ISFs()), orders, isfs)
	}
	lost := 0
	for _, order := range w.api.Orders() {
		if watch, err := p.Book.(*follow.Book).Open(t.Context(), order.FID); err != nil || watch == nil {
			t.Errorf("order %s is not followed: %v", order.FID, err)
		}
	}
	for _, r := range w.api.Requests() {
		if r.Method == http.MethodPost && r.Fault != "" {
			lost++
		}
	}
	if lost < 3 {
		t.Errorf("%d answers to filings were lost, too few to prove anything", lost)
	}
}
