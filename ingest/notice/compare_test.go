package notice_test

import (
	"testing"
	"time"

	"docket/ingest/notice"

	"pgregory.net/rapid"
)

func TestCompare(t *testing.T) {
	t.Parallel()
	// told is what a maker tells of one upload of the file: sequencer, time after noon, ETag, version.
	type told struct {
		sequencer string
		after     time.Duration
		etag      string
		version   string
	}
	const ms, s = time.Millisecond, time.Second
	tests := []struct {
		name  string
		maker notice.Maker
		a, b  told
		want  notice.Order // a to b
	}{
		{"AWS counts up", notice.AWS, told{"0055AED6DCD90281E6", 1 * ms, "e2", ""}, told{"0055AED6DCD90281E5", 2 * ms, "e1", ""}, notice.Newer},
		{"AWS pads the shorter on the left", notice.AWS, told{"0A", 0, "e1", ""}, told{"00009", 0, "e2", ""}, notice.Newer},
		{"AWS in other letters", notice.AWS, told{"0a", 0, "e1", ""}, told{"0B", 0, "e2", ""}, notice.Older},
		{"AWS past 64 bits", notice.AWS, told{"FFFFFFFFFFFFFFFFFF", 0, "e1", ""}, told{"1000000000000000000", 0, "e2", ""}, notice.Older},
		{"AWS by two routes, EventBridge's time cut to the second", notice.AWS, told{"0A", 127 * ms, "e", ""}, told{"0A", 0, "e", ""}, notice.Same},
		{"AWS by two routes, one without ETag", notice.AWS, told{"0A", 127 * ms, "e", ""}, told{"0A", 0, "", ""}, notice.Same},
		{"AWS twice the sequencer, two contents", notice.AWS, told{"0A", 127 * ms, "e1", ""}, told{"0A", 0, "e2", ""}, notice.CannotTell},
		{"AWS twice the sequencer, two versions", notice.AWS, told{"0A", 127 * ms, "e", "v1"}, told{"0A", 0, "e", "v2"}, notice.CannotTell},
		{"AWS without a sequencer", notice.AWS, told{"", 2 * ms, "e", ""}, told{"0A", 1 * ms, "e", ""}, notice.Newer},
		{"AWS without a sequencer, one time cut to the second", notice.AWS, told{"", 127 * ms, "e", ""}, told{"", 0, "e", ""}, notice.CannotTell},
		{"AWS with a sequencer that is none", notice.AWS, told{"latest", 1 * ms, "e", ""}, told{"0A", 2 * ms, "e", ""}, notice.Older},

		{"MinIO counts up", notice.MinIO, told{"18EA291DBABED1AF", 0, "e", ""}, told{"18EA291E38DB77B5", 0, "e", ""}, notice.Older},
		{"MinIO against its clock: the object's time counts, not the event's", notice.MinIO, told{"18EA291DBABED1AF", 5 * s, "e", ""}, told{"18EA291E38DB77B5", 0, "e", ""}, notice.Older},

		{"versitygw counts up within a second", notice.Versitygw, told{"A", 0, "e2", ""}, told{"9", 0, "e1", ""}, notice.Newer},
		{"versitygw restarted, and counts from 1 again", notice.Versitygw, told{"1", 60 * s, "e2", ""}, told{"1F4", 0, "e1", ""}, notice.Newer},
		{"versitygw, the same count after a restart", notice.Versitygw, told{"1", 60 * s, "e", ""}, told{"1", 0, "e", ""}, notice.Newer},
		{"versitygw, the same count in one second, two contents", notice.Versitygw, told{"1", 0, "e2", ""}, told{"1", 0, "e1", ""}, notice.CannotTell},
		{"versitygw with a sequencer that is none", notice.Versitygw, told{"x", 0, "e2", ""}, told{"1", 0, "e1", ""}, notice.CannotTell},
		{"versitygw without a time", notice.Versitygw, told{"2", -1, "e2", ""}, told{"1", -1, "e1", ""}, notice.CannotTell},

		// Lowest byte first: as text the first sorts before the second here, and after it a carry later.
		{"Ceph by its clock, for its sequencer does not sort", notice.Ceph, told{"F7E6D75DC742D108", 2 * ms, "e2", ""}, told{"F8E6D75D0742D108", 1 * ms, "e1", ""}, notice.Newer},
		{"Ceph at one time", notice.Ceph, told{"F7E6D75DC742D108", 0, "e2", ""}, told{"F8E6D75D0742D108", 0, "e1", ""}, notice.CannotTell},

		{"R2 by its clock", notice.R2, told{"", 380 * ms, "e2", ""}, told{"", 379 * ms, "e1", ""}, notice.Newer},
		{"R2 at one time", notice.R2, told{"", 379 * ms, "e2", ""}, told{"", 379 * ms, "e1", ""}, notice.CannotTell},
		{"R2 delivered twice", notice.R2, told{"", 379 * ms, "e1", ""}, told{"", 379 * ms, "e1", ""}, notice.Same},

		{"a maker nobody has heard of, by its clock", "sgws", told{"2", 1 * s, "e", ""}, told{"1", 2 * s, "e", ""}, notice.Older},
		{"two written by hand", notice.Native, told{"", -1, "", ""}, told{"", -1, "", ""}, notice.CannotTell},
		{"two written by hand, of one version", notice.Native, told{"", -1, "", "v1"}, told{"", -1, "", "v1"}, notice.Same},
		{"two written by hand, of whatever is there", notice.Native, told{"", -1, "", "null"}, told{"", -1, "", "null"}, notice.CannotTell},
	}
	inverse := map[notice.Order]notice.Order{
		notice.Newer: notice.Older, notice.Older: notice.Newer, notice.Same: notice.Same, notice.CannotTell: notice.CannotTell,
	}
	of := func(maker notice.Maker, told told) notice.Notice {
		n := notice.Notice{Bucket: "b", Key: "k", Sequencer: told.sequencer, ETag: told.etag, VersionID: told.version, Maker: maker}
		if told.after >= 0 {
			n.Time = noon.Add(told.after)
		}
		return n
	}
	for _, test := range tests {
		a, b := of(test.maker, test.a), of(test.maker, test.b)
		if got := notice.Compare(a, b); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
		if got := notice.Compare(b, a); got != inverse[test.want] {
			t.Errorf("%s, the other way round: got %s, want %s", test.name, got, inverse[test.want])
		}
	}
}

func TestNoticesOfTwoFilesOrMakersAreNotCompared(t *testing.T) {
	t.Parallel()
	n := notice.Notice{Bucket: "b", Key: "k", Sequencer: "1", Time: noon, Maker: notice.AWS}
	for name, change := range map[string]func(*notice.Notice){
		"bucket": func(n *notice.Notice) { n.Bucket = "c" },
		"key":    func(n *notice.Notice) { n.Key = "l" },
		"maker":  func(n *notice.Notice) { n.Maker = notice.MinIO },
	} {
		later := n
		later.Sequencer, later.Time = "2", noon.Add(time.Hour)
		change(&later)
		if got := notice.Compare(later, n); got != notice.CannotTell {
			t.Errorf("another %s: got %s", name, got)
		}
	}
	// One version is one content, whoever tells of it.
	a, b := n, n
	a.VersionID, b.VersionID, b.Maker = "v1", "v1", notice.Native
	if got := notice.Compare(a, b); got != notice.Same {
		t.Errorf("one version, two makers: got %s", got)
	}
}

// Captured: four puts of a moment at each server, in the order in which they were made.
func TestCompareOrdersWhatServersSent(t *testing.T) {
	t.Parallel()
	for _, server := range []string{"minio", "versitygw"} {
		var earlier *notice.Notice
		for _, name := range []string{"put", "put-odd-key", "put-encoded-looking-key", "put-empty", "complete-multipart", "copy"} {
			batch, err := notice.Parse(nil, event(t, "captured-"+server+"-nats-"+name))
			if err != nil {
				t.Fatal(err)
			}
			n := batch.Notices[0]
			n.Key = "k" // as if all had been of one file
			if earlier != nil && notice.Compare(n, *earlier) != notice.Newer {
				t.Errorf("%s, %s: got %s to the one before", server, name, notice.Compare(n, *earlier))
			}
			earlier = &n
		}
	}
}

// Whatever the notices say, a is to b as b is to a, the other way round.
func TestCompareIsAntisymmetric(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) notice.Notice {
			n := notice.Notice{
				Bucket:    "b",
				Key:       "k",
				Sequencer: rapid.SampledFrom([]string{"", "1", "01", "A", "a", "1F", "x"}).Draw(t, name+" sequencer"),
				ETag:      rapid.SampledFrom([]string{"", "e1", "e2"}).Draw(t, name+" etag"),
				VersionID: rapid.SampledFrom([]string{"", "null", "v1", "v2"}).Draw(t, name+" version"),
				Maker:     rapid.SampledFrom([]notice.Maker{notice.AWS, notice.MinIO, notice.Versitygw, notice.Ceph, notice.R2, notice.Native}).Draw(t, name+" maker"),
			}
			if after := rapid.SampledFrom([]int{-1, 0, 1, 999, 1000}).Draw(t, name+" time"); after >= 0 {
				n.Time = noon.Add(time.Duration(after) * time.Millisecond)
			}
			return n
		}
		a, b := draw("a"), draw("b")
		forth, back := notice.Compare(a, b), notice.Compare(b, a)
		if forth == notice.Newer && back != notice.Older || forth == notice.Older && back != notice.Newer ||
			forth == notice.Same && back != notice.Same || forth == notice.CannotTell && back != notice.CannotTell {
			t.Fatalf("a is %s to b, and b is %s to a", forth, back)
		}
	})
}
