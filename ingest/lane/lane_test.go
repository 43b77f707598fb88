package lane

import (
	"fmt"
	"slices"
	"testing"

	"docket/ingest/notice"

	"pgregory.net/rapid"
)

// TestSender: a sender is what stands before the file in its key, as a token of a subject.
func TestSender(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		key     string
		folders int
		want    string
	}{
		{"acme/isf.xlsx", 1, "inbox=acme"},
		{"acme/2026/isf.xlsx", 1, "inbox=acme"},
		{"in/acme/isf.xlsx", 2, "inbox=in=acme"},
		{"acme/isf.xlsx", 2, "inbox=acme"},
		{"acme/isf.xlsx", 0, "inbox"},
		{"isf.xlsx", 1, "inbox"},
		{"/isf.xlsx", 1, "inbox="},
		{"a.b c>*/isf.xlsx", 1, "=55f9e7cd2ef8ea37"},
	} {
		got := Sender(notice.Notice{Bucket: "inbox", Key: test.key}, test.folders)
		if test.want[0] == '=' {
			if got[0] != '=' || len(got) != 17 || got == Sender(notice.Notice{Bucket: "inbox", Key: "other" + test.key}, test.folders) {
				t.Errorf("%s is of %q", test.key, got)
			}
		} else if got != test.want {
			t.Errorf("%s is of %q, want %q", test.key, got, test.want)
		}
	}
}

// TestLaneOf: which lane a sender's next notice goes into.
func TestLaneOf(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		tally    tally
		pressing bool
		want     int
	}{
		{tally{}, false, 1}, {tally{all: 9}, false, 1}, {tally{all: 10}, false, 2}, {tally{all: 99}, false, 2}, {tally{all: 100}, false, 3},
		{tally{all: 999}, false, 3}, {tally{all: 1000}, false, 4}, {tally{all: 100_000}, false, 4},
		{tally{all: 100_000}, true, 0}, {tally{all: 100_000, urgent: 99}, true, 0}, {tally{all: 100, urgent: 100}, true, 3},
	} {
		if got := test.tally.lane(test.pressing); got != test.want {
			t.Errorf("with %+v waiting, pressing %v: lane %d, want %d", test.tally, test.pressing, got, test.want)
		}
	}
}

// TestOrder: each turn asks every lane once, and each lane has its share of the first asked.
func TestOrder(t *testing.T) {
	t.Parallel()
	first, second := map[int]int{}, map[int]int{}
	for turn := range uint64(2048) {
		lanes := order(turn + 1)
		if sorted := slices.Sorted(slices.Values(lanes)); !slices.Equal(sorted, []int{0, 1, 2, 3, 4}) {
			t.Fatalf("turn %d: %v", turn+1, lanes)
		}
		first[lanes[0]]++
		if lanes[0] == urgent {
			second[lanes[1]]++
		}
	}
	if want := fmt.Sprint(map[int]int{0: 1792, 1: 192, 2: 48, 3: 12, 4: 4}); fmt.Sprint(first) != want {
		t.Errorf("asked first: %v, want %s", first, want)
	}
	if want := fmt.Sprint(map[int]int{1: 1344, 2: 336, 3: 84, 4: 28}); fmt.Sprint(second) != want {
		t.Errorf("asked after the urgent: %v, want %s", second, want)
	}
}

// A yard is lanes without a bus.
type yard struct {
	lanes   [5][]string // senders
	tallies map[string]tally
	turn    uint64
}

func (y *yard) put(sender string, pressing bool) {
	lane := y.tallies[sender].lane(pressing)
	y.tallies[sender] = y.tallies[sender].and(lane)
	y.lanes[lane] = append(y.lanes[lane], sender)
}

func (y *yard) take() (sender string) {
	y.turn++
	for _, lane := range order(y.turn) {
		if len(y.lanes[lane]) > 0 {
			sender, y.lanes[lane] = y.lanes[lane][0], y.lanes[lane][1:]
			return sender
		}
	}
	return ""
}

// TestFairShare: whoever has how many files waiting, whichever came first and whatever share of a turn has passed: of two
// senders none has had much more than ten times as many when the other is through; and a sender's first ten wait for ten
// of each other and a third as many besides.
func TestFairShare(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		few, many := rapid.IntRange(1, 1000).Draw(t, "few"), rapid.IntRange(1, 6000).Draw(t, "many")
		y := &yard{tallies: map[string]tally{}, turn: rapid.Uint64Range(0, 10_000).Draw(t, "turn")}
		for range many {
			y.put("many", false)
		}
		for range few {
			y.put("few", false)
		}
		had := map[string]int{}
		for had["few"] < few {
			had[y.take()]++
		}
		most := 10
		for limit := 10; few > limit; limit *= 10 { // as many as the lanes hold of one sender that the last of the few is in
			most *= 10
		}
		if allowed := most + (most+few)/3 + 4; had["many"] > allowed {
			t.Fatalf("while one had its %d, the other had %d; want at most %d", few, had["many"], allowed)
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		senders := rapid.IntRange(1, 40).Draw(t, "senders")
		y := &yard{tallies: map[string]tally{}, turn: rapid.Uint64Range(0, 10_000).Draw(t, "turn")}
		for n := range senders {
			for range rapid.IntRange(1, 150).Draw(t, "waiting") {
				y.put(fmt.Sprint(n), false)
			}
		}
		y.put("last", false)
		taken := 0
		for y.take() != "last" {
			taken++
		}
		if allowed := (10*senders+1)*4/3 + 4; taken > allowed {
			t.Fatalf("%d went before a sender's only file, with %d other senders; want at most %d", taken, senders, allowed)
		}
	})
}

// TestUrgentFirst: what is urgent goes before all else but one document in eight, and who calls everything urgent gains
// little by it.
func TestUrgentFirst(t *testing.T) {
	t.Parallel()
	y := &yard{tallies: map[string]tally{}}
	for range 5000 {
		y.put("loud", true)
	}
	for range 50 {
		y.put("quiet", true)
	}
	y.put("other", false)
	at := map[string]int{}
	for n := 1; at["other"] == 0 || at["quiet"] < 50; n++ {
		switch sender := y.take(); sender {
		case "other":
			at[sender] = n
		case "quiet":
			at[sender]++
			at["through"] = n
		}
	}
	if at["other"] > 8*2 || at["through"] > (100+50)*8/7+1 {
		t.Errorf("the one that is not urgent is taken at turn %d, the last of 50 urgent ones of a sender who has no others at turn %d", at["other"], at["through"])
	}
}
