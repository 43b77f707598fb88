package notice

import (
	"cmp"
	"strings"
	"time"
)

// An Order is how one notice of a file stands to another.
type Order int

// The orders.
const (
	CannotTell Order = iota // ask the bucket what it holds
	Older
	Same // both are about the same content
	Newer
)

// String is the order in words.
func (o Order) String() string {
	return [...]string{"cannot tell", "older", "same", "newer"}[o]
}

// Compare tells whether a announces older or newer content than b. It says so only where the maker's own words decide
// it, and CannotTell everywhere else: notices of two files, or from two makers, are never ordered, for two makers
// have two clocks.
//
//	maker      sequencer                                         decided by
//	aws        hex; the shorter is padded with zeros on the      sequencer, else time (ms; EventBridge: s)
//	           left ("Event message structure", S3 user guide)
//	minio      hex of the object's modification time in ns       sequencer, else time (ms)
//	rustfs     as minio                                          sequencer, else time (ms)
//	versitygw  counts the process's events from 1, in hex: says  time (s); within one second, sequencer
//	           nothing across a restart or two gateways
//	ceph       the bytes of a time, lowest first, in hex: does   time (us)
//	           not sort as it is written
//	r2         none                                              time (ms)
//	others     not known                                         time
//
// A versitygw that restarts within a second, or a second gateway on the same bucket, can have two uploads of one
// second the wrong way round; nothing in its events shows it.
func Compare(a, b Notice) Order {
	switch {
	case a.Bucket != b.Bucket || a.Key != b.Key:
		return CannotTell
	case a.versioned() && a.VersionID == b.VersionID:
		return Same
	case a.Maker != b.Maker:
		return CannotTell
	case a.repeats(b):
		return Same
	}
	switch a.Maker {
	case AWS, MinIO, RustFS:
		if isHex(a.Sequencer) && isHex(b.Sequencer) {
			return bySequencer(a, b)
		}
	case Versitygw:
		if a.Time.Equal(b.Time) && !a.Time.IsZero() {
			return bySequencer(a, b)
		}
	}
	return byTime(a, b)
}

// repeats says whether both are one event, delivered twice.
func (n Notice) repeats(other Notice) bool {
	return n.VersionID == other.VersionID && n.ETag == other.ETag && n.Sequencer == other.Sequencer &&
		n.Time.Equal(other.Time) && (n.Sequencer != "" || !n.Time.IsZero())
}

// bySequencer orders by the sequencers as hexadecimal numbers of any length. Equal ones are the same event, told by
// two routes perhaps, unless the two disagree about the content.
func bySequencer(a, b Notice) Order {
	if !isHex(a.Sequencer) || !isHex(b.Sequencer) {
		return CannotTell
	}
	left, right := strings.TrimLeft(strings.ToUpper(a.Sequencer), "0"), strings.TrimLeft(strings.ToUpper(b.Sequencer), "0")
	order := orderOf(cmp.Or(cmp.Compare(len(left), len(right)), strings.Compare(left, right)))
	if order == Same && (differ(a.ETag, b.ETag) || differ(a.VersionID, b.VersionID)) {
		return CannotTell
	}
	return order
}

// differ says whether both are known and not equal.
func differ(a, b string) bool { return a != "" && b != "" && a != b }

func isHex(text string) bool {
	return text != "" && strings.Trim(text, "0123456789abcdefABCDEF") == ""
}

// byTime orders by the times of the events. A time of full seconds may be a time cut to the second, so the other one
// is cut too; equal times decide nothing.
func byTime(a, b Notice) Order {
	if a.Time.IsZero() || b.Time.IsZero() {
		return CannotTell
	}
	left, right := a.Time, b.Time
	if left.Nanosecond() == 0 || right.Nanosecond() == 0 {
		left, right = left.Truncate(time.Second), right.Truncate(time.Second)
	}
	if left.Equal(right) {
		return CannotTell
	}
	return orderOf(left.Compare(right))
}

func orderOf(comparison int) Order {
	switch {
	case comparison < 0:
		return Older
	case comparison > 0:
		return Newer
	}
	return Same
}
