package sweep

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// lease is how long a lock holds after its worker has died.
const lease = time.Minute

// standing is what the lock of an area says.
type standing struct {
	By    string    `json:"by"`
	Until time.Time `json:"until,omitzero"` // zero when nobody sweeps
	Last  *Report   `json:"last,omitempty"` // the last sweep that came to its end
}

// Busy says that somebody else sweeps the area, or has just swept it.
type Busy struct {
	Area  Area
	By    string
	Since *Report // what they found; nil while they are at it
}

func (e *Busy) Error() string {
	if e.Since != nil {
		return fmt.Sprintf("%s was swept by %s at %s", e.Area, e.Since.By, e.Since.Ended.Format(time.RFC3339))
	}
	return fmt.Sprintf("%s is being swept by %s", e.Area, e.By)
}

// Hint tells what to do.
func (e *Busy) Hint() string {
	return "wait until that sweep is over; one that died is forgotten after a minute"
}

// A lock is an area that this worker alone sweeps.
type lock struct {
	sweeper  *Sweeper
	area     Area
	revision uint64
	standing
}

// claim takes the lock of an area, unless it is held, or the last sweep ended less than a while ago.
func (s *Sweeper) claim(ctx context.Context, a Area, fresh time.Duration) (*lock, error) {
	l := &lock{sweeper: s, area: a}
	found, err := s.Bus.Ledger.Get(ctx, lockKey(a))
	switch {
	case errors.Is(err, jetstream.ErrKeyNotFound):
	case err != nil:
		return nil, fmt.Errorf("read the lock of %s: %w", a, err)
	default:
		l.revision = found.Revision()
		if err := json.Unmarshal(found.Value(), &l.standing); err != nil {
			return nil, fmt.Errorf("read the lock of %s: %w", a, err)
		}
	}
	now := s.now()
	switch { // times further ahead are of a wrong clock
	case now.Before(l.Until) && l.Until.Sub(now) < 2*lease:
		return nil, &Busy{Area: a, By: l.By}
	case l.Last != nil && now.Sub(l.Last.Ended).Abs() < fresh:
		return nil, &Busy{Area: a, By: l.Last.By, Since: l.Last}
	}
	l.By, l.Until = s.Name, now.Add(lease)
	return l, l.write(ctx)
}

// write writes the lock over what it was read as. The error is *Busy if somebody else has written it since.
func (l *lock) write(ctx context.Context) error {
	text, err := json.Marshal(l.standing)
	if err != nil {
		return fmt.Errorf("write the lock of %s: %w", l.area, err)
	}
	revision, err := l.sweeper.Bus.Ledger.Update(ctx, lockKey(l.area), text, l.revision)
	var api *jetstream.APIError
	switch {
	case errors.As(err, &api) && (api.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequence || api.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequenceConstant):
		return &Busy{Area: l.area, By: "another worker"}
	case err != nil:
		return fmt.Errorf("write the lock of %s: %w", l.area, err)
	}
	l.revision = revision
	return nil
}

// renew holds the lock for longer when a third of its time is over.
func (l *lock) renew(ctx context.Context) error {
	if now := l.sweeper.now(); l.Until.Sub(now) < 2*lease/3 {
		l.Until = now.Add(lease)
		return l.write(ctx)
	}
	return nil
}

// release gives the lock back. A sweep that came to its end is noted.
func (l *lock) release(ctx context.Context, report Report, whole bool) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	l.Until = time.Time{}
	if whole {
		l.Last = &report
	}
	err := l.write(ctx)
	if busy := new(Busy); errors.As(err, &busy) {
		return nil // it was lost, and is somebody else's
	}
	return err
}

func lockKey(a Area) string {
	sum := sha256.Sum256([]byte(a.String()))
	return "sweep." + hex.EncodeToString(sum[:16])
}
