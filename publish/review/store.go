package review

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/publish"
	"docket/publish/bus"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// A Shelf is the cases in a bucket, to be looked at. To decide takes a Desk.
type Shelf struct {
	kv jetstream.KeyValue
}

// NewShelf is the shelf in a bucket.
func NewShelf(kv jetstream.KeyValue) *Shelf { return &Shelf{kv: kv} }

// every is the pattern of all cases' keys; see keyOf.
const every = "*.*.*.*"

// List is all cases that wait or are being carried out, those that wait longest first.
func (s *Shelf) List(ctx context.Context) ([]Case, error) { return s.list(ctx, every) }

func (s *Shelf) list(ctx context.Context, pattern string) ([]Case, error) {
	watcher, err := s.kv.Watch(ctx, pattern, jetstream.IgnoreDeletes())
	if err != nil {
		return nil, fmt.Errorf("list what waits: %w", err)
	}
	defer func() { _ = watcher.Stop() }()
	var cases []Case
	for {
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case found, open := <-watcher.Updates():
			if !open {
				return nil, errors.New("list what waits: the watch ended")
			}
			if found == nil { // that was all
				slices.SortStableFunc(cases, func(a, b Case) int { return a.Since.Compare(b.Since) })
				return cases, nil
			}
			c, err := read(found)
			if err != nil {
				return nil, err
			}
			if c.Ending == nil {
				cases = append(cases, c)
			}
		}
	}
}

// Get is the case with a key. The error is *Gone if there is none.
func (s *Shelf) Get(ctx context.Context, key string) (Case, error) {
	found, err := s.kv.Get(ctx, key)
	if errors.Is(err, jetstream.ErrKeyNotFound) || errors.Is(err, jetstream.ErrInvalidKey) {
		return Case{}, &Gone{Ref: Ref{Key: key}, Ending: s.ending(ctx, key)}
	}
	if err != nil {
		return Case{}, fmt.Errorf("read %s: %w", key, err)
	}
	c, err := read(found)
	if err == nil && c.Ending != nil {
		return Case{}, &Gone{Ref: Ref{Key: key}, Ending: c.Ending}
	}
	return c, err
}

// Find is the case that a name or a bill number stands for.
func (s *Shelf) Find(ctx context.Context, name string) (Case, error) {
	ref, err := ParseRef(name)
	if err == nil {
		return s.Get(ctx, ref.Key)
	}
	cases, listed := s.List(ctx)
	if listed != nil {
		return Case{}, listed
	}
	number := compact(name)
	cases = slices.DeleteFunc(cases, func(c Case) bool { return compact(c.Reference) != number })
	switch len(cases) {
	case 0:
		return Case{}, err
	case 1:
		return cases[0], nil
	}
	var names []string
	for _, c := range cases {
		names = append(names, c.Ref().String())
	}
	return Case{}, &Several{Name: name, Refs: names}
}

// Several says that several cases have a bill.
type Several struct {
	Name string
	Refs []string
}

func (e *Several) Error() string { return fmt.Sprintf("%d filings wait under %s", len(e.Refs), e.Name) }

// Hint tells what to do.
func (e *Several) Hint() string { return "say which: " + strings.Join(e.Refs, ", ") }

// ending is how the last case with a key ended, as far as its history tells.
func (s *Shelf) ending(ctx context.Context, key string) *Ending {
	history, err := s.kv.History(ctx, key)
	if err != nil {
		return nil
	}
	for _, found := range slices.Backward(history) {
		if found.Operation() == jetstream.KeyValuePut {
			if c, err := read(found); err == nil {
				return c.Ending
			}
		}
	}
	return nil
}

func read(found jetstream.KeyValueEntry) (Case, error) {
	c := Case{}
	text, err := bus.Unpack(found.Value())
	if err == nil {
		err = json.Unmarshal(text, &c)
	}
	if err != nil {
		return Case{}, fmt.Errorf("read %s: %w", found.Key(), err)
	}
	c.key, c.revision = found.Key(), found.Revision()
	return c, nil
}

// errLost says that somebody wrote a key first.
var errLost = errors.New("somebody else wrote first")

// write writes a case where its revision still stands; revision 0 is of a key that is not there. A case that does not
// fit is written without its cells, and then without changes and warnings; its request is never cut.
func (s *Shelf) write(ctx context.Context, c *Case, limit int) error {
	for {
		text, err := json.Marshal(c)
		if err != nil {
			return fmt.Errorf("write %s: %w", c.key, err)
		}
		value, err := bus.Pack(text)
		if err != nil {
			return fmt.Errorf("write %s: %w", c.key, err)
		}
		if len(value) > limit {
			if !c.shorten() {
				return &TooLarge{Size: len(value)}
			}
			continue
		}
		c.revision, err = s.put(ctx, c.key, value, c.revision)
		return err
	}
}

// shorten leaves out what can be had from the file again. It says whether there was anything.
func (c *Case) shorten() bool {
	if c.Omitted == nil {
		c.Omitted = &publish.Omitted{}
	}
	switch {
	case len(c.Cells) > 0:
		c.Omitted.Cells, c.Cells = len(c.Cells), nil
	case len(c.Changes) > 0:
		left := len(c.Changes) / 2
		c.Omitted.Changes += len(c.Changes) - left
		c.Changes = c.Changes[:left]
	case len(c.Problems) > len(c.Reasons) && len(c.Problems) > 1:
		c.Problems = slices.Clone(c.Problems)
		slices.SortStableFunc(c.Problems, func(a, b mapping.Problem) int { return c.weight(a) - c.weight(b) })
		left := len(c.Problems) / 2
		c.Omitted.Problems += len(c.Problems) - left
		c.Problems = c.Problems[:left]
	default:
		return false
	}
	return true
}

// weight is 0 for what holds the filing and 1 for what does not.
func (c *Case) weight(p mapping.Problem) int {
	if slices.Contains(c.Reasons, p.Code) {
		return 0
	}
	return 1
}

// compact is a bill number as people may give it, to be compared.
func compact(number string) string { return strings.ToUpper(filing.Bill{Number: number}.Compact()) }

func (s *Shelf) put(ctx context.Context, key string, value []byte, revision uint64) (uint64, error) {
	var err error
	if revision == 0 {
		revision, err = s.kv.Create(ctx, key, value)
	} else {
		revision, err = s.kv.Update(ctx, key, value, revision)
	}
	return revision, lostOr(err, key)
}

// end leaves nothing of a case but how it ended, in its key's history.
func (s *Shelf) end(ctx context.Context, c Case, ending Ending) error {
	ending.At = ending.At.UTC()
	left := Case{Kind: c.Kind, Reference: c.Reference, Account: c.Account, Since: c.Since, Ending: &ending, key: c.key, revision: c.revision}
	if err := s.write(ctx, &left, noLimit); err != nil {
		return err
	}
	return s.remove(ctx, left)
}

const noLimit = 1 << 30

// remove deletes what is left of a case that has ended.
func (s *Shelf) remove(ctx context.Context, left Case) error {
	return lostOr(s.kv.Delete(ctx, left.key, jetstream.LastRevision(left.revision)), left.key)
}

func lostOr(err error, key string) error {
	var api *jetstream.APIError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, jetstream.ErrKeyExists), errors.As(err, &api) && api.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequence:
		return errLost
	case errors.Is(err, nats.ErrMaxPayload):
		return &TooLarge{}
	}
	return fmt.Errorf("write %s: %w", key, err)
}
