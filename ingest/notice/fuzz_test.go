package notice_test

import (
	"encoding/json"
	"errors"
	"testing"

	"docket/ingest/notice"

	"github.com/google/go-cmp/cmp"
)

// FuzzParse holds for any bytes off the bus: no panic; something comes of every message; each notice names a file,
// and comes back from its own JSON as it was; each refusal says why in a line.
func FuzzParse(f *testing.F) {
	for _, path := range payloads(f) {
		header, payload := message(f, path)
		f.Add(payload, header != nil)
	}
	f.Add(records(s3Event(), s3Event("key", "7"), "{}"), false)
	f.Add([]byte(`{"bucket":"b","key":"a/../b"} x`), true)
	f.Fuzz(func(t *testing.T, payload []byte, binary bool) {
		var header map[string][]string
		if binary {
			header = map[string][]string{"Ce-Specversion": {"1.0"}}
		}
		batch, err := notice.Parse(header, payload)
		if len(batch.Notices)+len(batch.Ignored) == 0 && err == nil {
			t.Fatal("the message is gone without a word")
		}
		for _, n := range batch.Notices {
			if n.Bucket == "" || n.Key == "" || n.Size < notice.Unknown {
				t.Fatalf("no file: %+v", n)
			}
			text, err := json.Marshal(n)
			if err != nil {
				t.Fatal(err)
			}
			var back notice.Notice
			if err := json.Unmarshal(text, &back); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(n, back); diff != "" {
				t.Fatalf("%s: -was +is\n%s", text, diff)
			}
			if notice.Compare(n, n) == notice.Newer || notice.Compare(n, n) == notice.Older {
				t.Fatal("newer or older than itself")
			}
		}
		for _, ignored := range batch.Ignored {
			if ignored.Reason == "" || ignored.String() == "" {
				t.Fatalf("ignored without a reason: %+v", ignored)
			}
		}
		if err == nil {
			return
		}
		var refused *notice.Error
		if !errors.As(err, &refused) || refused.Events < len(refused.Refusals) || refused.Hint() == "" {
			t.Fatalf("got %#v", err)
		}
		if len(err.Error()) > 2000 {
			t.Fatalf("an error of %d bytes: %.200s...", len(err.Error()), err)
		}
	})
}
