package contract

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDecodeRefuses(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, text, want string }{
		{"nothing", ``, "body is no JSON: unexpected EOF"},
		{"half", `{"a":[1,`, "body is no JSON: unexpected EOF"},
		{"two values", `{} {}`, "body is no JSON: text follows the value"},
		{"trailing text", `{}x`, "body is no JSON: text follows the value"},
		{"a key twice", `{"a":1,"b":{"c":1,"c":2}}`, `body is no JSON: the key "c" stands twice in an object, near byte 21`},
		{"Latin-1", "{\"a\":\"\xe9\"}", "body is no JSON: it is not UTF-8"},
		{"too deep", strings.Repeat("[", 100) + strings.Repeat("]", 100), "body is no JSON: nested deeper than 64 levels"},
		{"an exponent that fills the memory", `{"value":1e1000001}`, "body is no JSON: a number near byte 18 is out of bounds"},
		{"a thousand digits", strings.Repeat("9", 1000), "body is no JSON: a number near byte 1000 is out of bounds"},
		{"a trailing comma", `[1,]`, "body is no JSON: invalid character ']' looking for beginning of value"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if _, err := Decode([]byte(test.text)); err == nil || err.Error() != test.want {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
}

// FuzzDecode holds Decode to encoding/json: what it takes it reads as encoding/json does, and it takes nothing more.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{`{"a":[1,2.50,-0e3,true,null,"\u00e9"]}`, `{"a":1,"a":2}`, `[`, `""x`, `1e999`, `{"":{}}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := Decode(text)
		if err != nil {
			return
		}
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.UseNumber()
		var want any
		if err := decoder.Decode(&want); err != nil {
			t.Fatalf("took what encoding/json refuses: %v", err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}
