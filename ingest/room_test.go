package ingest

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"docket/mapping/sheet"
)

// TestRoom: small files are read beside each other, a large one alone, and a stop ends the wait.
func TestRoom(t *testing.T) {
	t.Parallel()
	small, large := []byte("Vessel,MAERSK\n"), bytes.Repeat([]byte("x,"), 1_000_000)
	synctest.Test(t, func(t *testing.T) {
		room := NewRoom()
		enter := func(ctx context.Context, file []byte) func() {
			leave, err := room.enter(ctx, file, sheet.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			return leave
		}
		first, second := enter(t.Context(), small), enter(t.Context(), small)
		alone := make(chan func())
		go func() { alone <- enter(context.WithoutCancel(t.Context()), large) }()
		synctest.Wait()
		select {
		case <-alone:
			t.Error("a large file is read beside others")
		default:
		}
		first()
		second()
		leave := <-alone
		stop := errors.New("stop")
		stopped, cancel := context.WithCancelCause(t.Context())
		cancel(stop)
		if _, err := room.enter(stopped, small, sheet.Limits{}); !errors.Is(err, stop) {
			t.Errorf("a wait that is stopped ends with %v", err)
		}
		leave()
		enter(t.Context(), small)()
	})
}
