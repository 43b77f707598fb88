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

// waiting reads the notices that are on the bus, in hand or not.
func (s *Sweeper) waiting(ctx context.Context) (announced, error) {
	stream, err := s.Bus.JS.Stream(ctx, bus.DocumentsStream)
	if err != nil {
		return nil, fmt.Errorf("open stream %s: %w", bus.DocumentsStream, err)
	}
	last := stream.CachedInfo().State.LastSeq
	all := announced{}
	for next := uint64(1); next <= last; {
		message, err := stream.GetMsg(ctx, next, jetstream.WithGetMsgSubject(bus.DocumentsSubject+".>"))
		if errors.Is(err, jetstream.ErrMsgNotFound) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", bus.DocumentsStream, err)
		}
		next = message.Sequence + 1
		batch, _ := notice.Parse(message.Header, message.Data) // what is no notice is for the workers to tell
		for _, n := range batch.Notices {
			all[n.URL()] = append(all[n.URL()], n)
		}
	}
	return all, nil
}
