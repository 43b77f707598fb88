package lane

import (
	"math/bits"
	"strings"

	"docket/publish/bus"

	"github.com/nats-io/nats.go/jetstream"
)

// urgent is the index of the lane for what cannot wait; those after it are by how many of a sender wait.
const urgent = 0

// mostUrgent is how many urgent notices of a sender are urgent at a time. Who calls everything urgent has said nothing.
const mostUrgent = 100

// A tally is how many notices of a sender wait in the lanes, or are in hand from there.
type tally struct{ all, urgent int }

// tallies are those of all senders, by the messages that each subject of the lanes has.
func tallies(subjects map[string]uint64) map[string]tally {
	all := map[string]tally{}
	for subject, n := range subjects {
		lane, sender, found := strings.Cut(strings.TrimPrefix(subject, bus.LanesSubject+"."), ".")
		if !found {
			continue
		}
		t := all[sender]
		t.all += int(n)
		if lane == bus.Lanes[urgent] {
			t.urgent += int(n)
		}
		all[sender] = t
	}
	return all
}

// lane is the index of the lane that a sender's next notice goes into.
func (t tally) lane(pressing bool) int {
	if pressing && t.urgent < mostUrgent {
		return urgent
	}
	lane := urgent + 1
	for limit := 10; t.all >= limit && lane < len(bus.Lanes)-1; limit *= 10 {
		lane++
	}
	return lane
}

// and is the tally with one notice more in a lane.
func (t tally) and(lane int) tally {
	t.all++
	if lane == urgent {
		t.urgent++
	}
	return t
}

// pressing says whether the sender of a message wants it worked on first.
func pressing(message jetstream.Msg) bool {
	return strings.HasPrefix(message.Subject()+".", bus.UrgentSubject+".")
}

// others is the share of documents that are taken as if none were urgent: one in so many.
const others = 8

// order is the lanes' indexes in the order in which they are asked for a document; turns count from 1. Three numbers of
// four end with no zero when they are written to the base of four, three of sixteen with one, and so on.
func order(turn uint64) []int {
	behind, last := turn%others == 0, len(bus.Lanes)-1
	if behind {
		turn /= others
	} else {
		turn -= turn / others
	}
	lanes := []int{urgent}
	preferred := min(urgent+1+bits.TrailingZeros64(turn)/2, last)
	lanes = append(lanes, preferred)
	if behind {
		lanes[0], lanes[1] = preferred, urgent
	}
	for lane := urgent + 1; lane <= last; lane++ {
		if lane != preferred {
			lanes = append(lanes, lane)
		}
	}
	return lanes
}
