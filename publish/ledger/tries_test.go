package ledger

import (
	"testing"

	"docket/publish/bus/bustest"
)

// TestTries: tries at a message are counted until one comes to its end, each message for itself and by all workers.
func TestTries(t *testing.T) {
	t.Parallel()
	kv := bustest.Open(t).Ledger
	for i, step := range []struct {
		message string
		want    int // 0 for an end
	}{{"a", 1}, {"a", 2}, {"b", 1}, {"a", 3}, {"a", 0}, {"a", 1}, {"b", 2}, {"never begun", 0}} {
		tries := NewTries(kv) // of another worker
		if step.want == 0 {
			if err := tries.End(t.Context(), step.message); err != nil {
				t.Fatalf("step %d: %v", i, err)
			}
			continue
		}
		if n, err := tries.Begin(t.Context(), step.message); err != nil || n != step.want {
			t.Fatalf("step %d: try %d of %s, want %d; %v", i, n, step.message, step.want, err)
		}
	}
}
