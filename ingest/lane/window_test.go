package lane

import "testing"

func TestWindow(t *testing.T) {
	t.Parallel()
	w := window{}
	for i, step := range []struct {
		cuts uint64
		want int
	}{
		{3, mostAtOnce}, {3, mostAtOnce}, // cuts of before are none of its own
		{4, 1}, {4, 2}, {4, 4}, {4, 8}, {4, 16}, {4, 32}, {4, 50}, {4, 51},
		{6, 1}, {6, 2}, {6, 4}, {7, 1}, {7, 2}, {7, 4}, {7, 5}, {8, 1}, {8, 2}, {8, 3}, {8, 4}, {9, 1}, {10, 1}, {10, 2}, {10, 3},
	} {
		if got := w.open(step.cuts); got != step.want {
			t.Fatalf("step %d: %d at a time, want %d", i, got, step.want)
		}
		w.took()
	}
}
