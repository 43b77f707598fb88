package sweep

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"docket/ingest/bucket"
	"docket/ingest/notice"
	"docket/publish/bus"

	"github.com/nats-io/nats.go/jetstream"
)

// announced are the notices on the bus, by the file's URL.
type announced map[string][]notice.Notice

// has says whether the content that a listing shows will be worked on anyway. A notice of an older version of a bucket
// that keeps versions is about that version alone; any other leads to what is there now.
func (a announced) has(entry bucket.Entry) bool {
	return slices.ContainsFunc(a[urlOf(entry)], func(n notice.Notice) bool {
		return n.ETag == entry.ETag || n.VersionID == "" || n.VersionID == "null"
	})
}

// waiting reads the notices that are on the bus, in hand or not. Where they come in is read before the lanes that they go
// on to, so that none slips by.
func (s *Sweeper) waiting(ctx context.Context) (announced, error) {
	all := announced{}
	for _, in := range []struct{ stream, subject string }{{bus.DocumentsStream, bus.DocumentsSubject}, {bus.LanesStream, bus.LanesSubject}} {
		if err := s.gather(ctx, in.stream, in.subject+".>", all); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// gather reads the notices of a stream.
func (s *Sweeper) gather(ctx context.Context, name, subjects string, into announced) error {
	stream, err := s.Bus.JS.Stream(ctx, name)
	if err != nil {
		return fmt.Errorf("open stream %s: %w", name, err)
	}
	last := stream.CachedInfo().State.LastSeq
	for next := uint64(1); next <= last; {
		message, err := stream.GetMsg(ctx, next, jetstream.WithGetMsgSubject(subjects))
		if errors.Is(err, jetstream.ErrMsgNotFound) {
			break
		}
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		next = message.Sequence + 1
		batch, _ := notice.Parse(message.Header, message.Data) // what is no notice is for the workers to tell
		for _, n := range batch.Notices {
			into[n.URL()] = append(into[n.URL()], n)
		}
	}
	return nil
}
