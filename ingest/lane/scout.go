package lane

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"docket/ingest/notice"
	"docket/publish"
	"docket/publish/bus"

	"github.com/nats-io/nats.go/jetstream"
)

// A Scout reads the files of notices that will wait for long ahead of their turn, and brings those forward that are due
// soon. Of all workers one is the scout.
type Scout struct {
	Bus  *bus.Bus
	Name string // of the worker
	// Due says whether something of a file is due soon. What it cannot say is false: whoever works on the file tells.
	Due func(ctx context.Context, n notice.Notice) bool
	Log *slog.Logger
	Now func() time.Time // nil for the system's clock

	due []uint64 // sequences of notices that are due soon, and that the urgent lane has no room for yet
}

// Every is how often somebody looks at what waits.
const Every = 30 * time.Second

// Run looks ahead again and again until the context ends.
func (s *Scout) Run(ctx context.Context) {
	ticker := time.NewTicker(Every)
	defer ticker.Stop()
	for ctx.Err() == nil {
		if _, err := s.Look(ctx); err != nil && ctx.Err() == nil {
			s.Log.Warn("cannot look ahead at what waits; trying again", "error", err)
		}
		select {
		case <-ctx.Done():
		case <-ticker.C:
		}
	}
}

// far is how far a scout has come.
type far struct {
	Looked  uint64    `json:"looked"`  // sequence of the last message that was looked at
	Created time.Time `json:"created"` // of the stream, which may be made anew
}

// Look reads what nobody has looked at yet, unless another worker is at it. It says how many notices it brought forward.
func (s *Scout) Look(ctx context.Context) (forward int, _ error) {
	stream, err := s.Bus.JS.Stream(ctx, bus.LanesStream)
	if err != nil {
		return 0, fmt.Errorf("open stream %s: %w", bus.LanesStream, err)
	}
	if stream.CachedInfo().State.Msgs == 0 {
		return 0, nil
	}
	err = s.Bus.Duty("scout", s.Name, s.Now).Do(ctx, 0, func(ctx context.Context, note json.RawMessage, keep func(any) error) error {
		at := far{}
		if note != nil {
			if err := json.Unmarshal(note, &at); err != nil {
				return fmt.Errorf("read how far the scout has come: %w", err)
			}
		}
		if created := stream.CachedInfo().Created; !at.Created.Equal(created) {
			at = far{Created: created}
		}
		forward, err = s.ahead(ctx, stream, at, keep)
		return err
	})
	return forward, err
}

// ahead reads on from where somebody has come to.
func (s *Scout) ahead(ctx context.Context, stream jetstream.Stream, at far, keep func(any) error) (int, error) {
	late := s.due
	s.due = nil
	forward, err := s.bring(ctx, stream, late...)
	if err != nil {
		return forward, err
	}
	for ctx.Err() == nil {
		message, err := stream.GetMsg(ctx, at.Looked+1, jetstream.WithGetMsgSubject(bus.LanesSubject+".>"))
		switch {
		case errors.Is(err, jetstream.ErrMsgNotFound):
			return forward, nil
		case err != nil:
			return forward, fmt.Errorf("read %s: %w", bus.LanesStream, err)
		}
		at.Looked = message.Sequence
		if !waits(message.Subject) {
			continue
		}
		if err := keep(at); err != nil { // before the look: what takes a worker down does so once
			return forward, err
		}
		if !s.isDue(ctx, message) {
			continue
		}
		brought, err := s.bring(ctx, stream, message.Sequence)
		if forward += brought; err != nil {
			return forward, err
		}
	}
	return forward, nil
}

// longest is how long a look at one file may take.
const longest = 30 * time.Second

func (s *Scout) isDue(ctx context.Context, message *jetstream.RawStreamMsg) (due bool) {
	defer func() {
		if recover() != nil { // whoever works on it tells
			due = false
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	batch, err := notice.Parse(message.Header, message.Data)
	return err == nil && len(batch.Notices) == 1 && s.Due(ctx, batch.Notices[0])
}

// waits says whether what is in a lane will be there for long: it is not urgent, and ten others of its sender were before
// it.
func waits(subject string) bool {
	lane, _, _ := strings.Cut(strings.TrimPrefix(subject, bus.LanesSubject+"."), ".")
	return slices.Index(bus.Lanes, lane) > urgent+1
}

// bring brings some notices forward that are due soon, as far as the urgent lane has room for its sender's. A notice is put there, and
// then taken out of its own lane. A stop in between leaves both; whoever comes second finds the document done. If a worker
// has it in hand by now, that holds too.
func (s *Scout) bring(ctx context.Context, stream jetstream.Stream, due ...uint64) (brought int, err error) {
	if len(due) == 0 {
		return 0, nil
	}
	info, err := stream.Info(ctx, jetstream.WithSubjectFilter(bus.LanesSubject+".>"))
	if err != nil {
		return 0, fmt.Errorf("count what waits in %s: %w", bus.LanesStream, err)
	}
	senders := tallies(info.State.Subjects)
	for i, sequence := range due {
		message, err := stream.GetMsg(ctx, sequence)
		if errors.Is(err, jetstream.ErrMsgNotFound) { // its turn has come
			continue
		}
		if err == nil {
			_, sender, _ := strings.Cut(strings.TrimPrefix(message.Subject, bus.LanesSubject+"."), ".")
			if senders[sender].urgent >= mostUrgent {
				s.due = append(s.due, sequence) // later
				continue
			}
			senders[sender] = senders[sender].and(urgent)
			err = s.move(ctx, stream, message, fmt.Sprintf("%s.%s.%s", bus.LanesSubject, bus.Lanes[urgent], sender))
		}
		if err != nil {
			s.due = append(s.due, due[i:]...)
			return brought, fmt.Errorf("bring a notice forward: %w", err)
		}
		brought++
	}
	return brought, nil
}

// move puts a message into another lane.
func (s *Scout) move(ctx context.Context, stream jetstream.Stream, message *jetstream.RawStreamMsg, subject string) error {
	id := bus.MessageID(&jetstream.MsgMetadata{Stream: bus.LanesStream, Sequence: jetstream.SequencePair{Stream: message.Sequence}, Timestamp: message.Time})
	if _, err := s.Bus.JS.PublishMsg(ctx, bus.Anew(subject, id+"-urgent", message.Header, message.Data)); err != nil {
		return err
	}
	if err := stream.DeleteMsg(ctx, message.Sequence); err != nil && !isGone(err) {
		return err
	}
	s.Log.Info("brought forward: it is due soon", "document", message.Header.Get(publish.DocumentHeader))
	return nil
}

// isGone says that a message was taken off its stream by somebody else: whoever worked on it is through.
func isGone(err error) bool {
	var api *jetstream.APIError
	return errors.Is(err, jetstream.ErrMsgNotFound) || errors.Is(err, jetstream.ErrMsgDeleteUnsuccessful) || errors.As(err, &api) && api.Code == 404
}
