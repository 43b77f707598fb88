package dead_test

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"docket/publish"
	"docket/publish/bus"
	"docket/publish/bus/bustest"
	"docket/publish/dead"

	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T) (*bus.Bus, *dead.Box) {
	t.Helper()
	b := bustest.Open(t)
	return b, dead.Open(b, "eva@desk")
}

var noon = time.Date(2025, 12, 1, 12, 0, 0, 0, time.UTC)

// bury puts letters on the bus that were set aside an hour apart, from noon on.
func bury(t *testing.T, b *bus.Bus, letters ...publish.Letter) {
	t.Helper()
	for i, l := range letters {
		l.ID, l.At, l.Subject = fmt.Sprintf("DOCKET_DOCUMENTS-%d-99", i+1), noon.Add(time.Duration(i)*time.Hour), "docket.documents.s3"
		l.Reason = cmp.Or(l.Reason, "crashed")
		if l.Payload == nil {
			l.Payload = []byte(`{"bucket":"inbox","key":"a.xlsx"}`)
		}
		must(t, publish.NewPublisher(b.JS).Dead(t.Context(), l))
	}
}

// numbers are those of the letters that a filter takes.
func numbers(t *testing.T, box *dead.Box, f dead.Filter) string {
	t.Helper()
	var all []string
	for l, err := range box.Letters(t.Context(), f) {
		must(t, err)
		all = append(all, fmt.Sprint(l.Number))
	}
	return strings.Join(all, " ")
}

// waiting are the messages that workers have not taken yet.
func waiting(t *testing.T, b *bus.Bus) (all []*jetstream.RawStreamMsg) {
	t.Helper()
	stream, err := b.JS.Stream(t.Context(), bus.DocumentsStream)
	must(t, err)
	info, err := stream.Info(t.Context())
	must(t, err)
	for seq := info.State.FirstSeq; seq > 0 && seq <= info.State.LastSeq; seq++ {
		message, err := stream.GetMsg(t.Context(), seq)
		must(t, err)
		all = append(all, message)
	}
	return all
}

func TestLetters(t *testing.T) {
	t.Parallel()
	b, box := open(t)
	bury(t, b,
		publish.Letter{Reason: "crashed", File: "s3://inbox/acme/a.xlsx"}, publish.Letter{Reason: "no_notice"},
		publish.Letter{Reason: "crashed", File: "s3://inbox/other/b.xlsx"}, publish.Letter{Reason: "denied", File: "s3://inbox/acme/c.xlsx"})
	_, err := b.JS.Publish(t.Context(), "docket.dead.mine", []byte("a stranger's"))
	must(t, err)
	second, err := box.Letter(t.Context(), "2")
	must(t, err)
	_, err = box.Replay(t.Context(), second, false)
	must(t, err)
	for _, test := range []struct {
		name   string
		filter dead.Filter
		want   string
	}{
		{"all", dead.Filter{}, "1 2 3 4 5"},
		{"a reason", dead.Filter{Reason: "crashed"}, "1 3"},
		{"a folder", dead.Filter{File: "s3://inbox/acme/"}, "1 4"},
		{"since", dead.Filter{Since: noon.Add(2 * time.Hour)}, "3 4 5"},
		{"not sent again", dead.Filter{Waiting: true}, "1 3 4 5"},
		{"all of it", dead.Filter{Reason: "crashed", File: "s3://inbox/", Since: noon.Add(time.Hour), Waiting: true}, "3"},
		{"none", dead.Filter{Reason: "nothing"}, ""},
	} {
		if got := numbers(t, box, test.filter); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestLetter: a letter is found by its number and by its id; one that is not there is told of.
func TestLetter(t *testing.T) {
	t.Parallel()
	b, box := open(t)
	bury(t, b, publish.Letter{Reason: "crashed", Message: "first"}, publish.Letter{Reason: "crashed", Message: "second"})
	for _, name := range []string{"2", "#2", "DOCKET_DOCUMENTS-2-99"} {
		if l, err := box.Letter(t.Context(), name); err != nil || l.Message != "second" {
			t.Errorf("%s: %q, %v", name, l.Message, err)
		}
	}
	for _, name := range []string{"0", "3", "DOCKET_DOCUMENTS-3-99", "-1"} {
		var none *dead.None
		if _, err := box.Letter(t.Context(), name); !errors.As(err, &none) || none.Hint() == "" {
			t.Errorf("%s: %v, want that there is none", name, err)
		}
	}
}

// TestReplay: a message is sent again as it came, under the identity that it had, and once.
func TestReplay(t *testing.T) {
	t.Parallel()
	b, box := open(t)
	bury(t, b,
		publish.Letter{Payload: []byte("one"), Since: noon, Headers: map[string]string{"Content-Type": "application/json", "Nats-Msg-Id": "old"}},
		publish.Letter{Payload: []byte("two"), Headers: map[string]string{publish.DocumentHeader: "doc-7", publish.SinceHeader: "2026-01-01T00:00:00Z"}})
	for letter, err := range box.Letters(t.Context(), dead.Filter{}) {
		must(t, err)
		note, err := box.Replay(t.Context(), letter, false)
		if err != nil || note.Times != 1 || note.By != "eva@desk" || note.Letter != letter.ID {
			t.Fatalf("%+v, %v", note, err)
		}
		var replayed *dead.Replayed
		if _, err := box.Replay(t.Context(), letter, false); !errors.As(err, &replayed) || replayed.Hint() == "" {
			t.Errorf("the second time: %v", err)
		}
	}
	messages := waiting(t, b)
	if len(messages) != 2 {
		t.Fatalf("%d messages, want 2", len(messages))
	}
	for i, want := range []struct{ text, document, since, content string }{
		{"one", "DOCKET_DOCUMENTS-1-99", "2025-12-01T12:00:00Z", "application/json"}, {"two", "doc-7", "2026-01-01T00:00:00Z", ""},
	} {
		m := messages[i]
		if string(m.Data) != want.text || m.Subject != "docket.documents.s3" || m.Header.Get(publish.DocumentHeader) != want.document ||
			m.Header.Get(publish.SinceHeader) != want.since || m.Header.Get("Content-Type") != want.content || m.Header.Get(jetstream.MsgIDHeader) == "old" {
			t.Errorf("%s on %s with %v, want %+v", m.Data, m.Subject, m.Header, want)
		}
	}
	letter, err := box.Letter(t.Context(), "1")
	must(t, err)
	if letter.Replayed == nil || letter.Replayed.Times != 1 {
		t.Errorf("the note is %+v", letter.Replayed)
	}
	if note, err := box.Replay(t.Context(), letter, true); err != nil || note.Times != 2 {
		t.Errorf("once more: %+v, %v", note, err)
	}
	if got := len(waiting(t, b)); got != 3 {
		t.Errorf("%d messages, want 3", got)
	}
}

// TestReplayAtOnce: several people who send a letter again at the same time send one message.
func TestReplayAtOnce(t *testing.T) {
	t.Parallel()
	b, box := open(t)
	bury(t, b, publish.Letter{Reason: "crashed"})
	letter, err := box.Letter(t.Context(), "1")
	must(t, err)
	var people sync.WaitGroup
	for range 8 {
		people.Go(func() {
			var replayed *dead.Replayed
			if _, err := box.Replay(t.Context(), letter, false); err != nil && !errors.As(err, &replayed) {
				t.Error(err)
			}
		})
	}
	people.Wait()
	if got := len(waiting(t, b)); got != 1 {
		t.Errorf("%d messages, want 1", got)
	}
}

// TestReplayOfHalfAMessage: what did not fit into its letter is not sent as if it were whole.
func TestReplayOfHalfAMessage(t *testing.T) {
	t.Parallel()
	b, box := open(t)
	bury(t, b, publish.Letter{Payload: make([]byte, 2<<20)}, publish.Letter{Payload: []byte{}})
	for l, err := range box.Letters(t.Context(), dead.Filter{}) {
		must(t, err)
		var lost *dead.Lost
		if _, err := box.Replay(t.Context(), l, true); !errors.As(err, &lost) || lost.Hint() == "" {
			t.Errorf("letter %d: %v", l.Number, err)
		}
	}
	if got := len(waiting(t, b)); got != 0 {
		t.Errorf("%d messages, want none", got)
	}
}
