package flexport

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"

	"docket/mapping/filing"
)

// maxAnswer is the longest answer that is read, after decompression. A page of 100 entries is some 30 KiB.
const maxAnswer = 4 << 20

// An answer is what came back for one attempt.
type answer struct {
	status int
	header http.Header
	body   []byte
	cut    error // why the body is not whole; nil if it is
}

// read takes in an answer up to its limit.
func read(response *http.Response) *answer {
	defer response.Body.Close()
	got := &answer{status: response.StatusCode, header: response.Header}
	got.body, got.cut = io.ReadAll(io.LimitReader(response.Body, maxAnswer+1))
	if len(got.body) > maxAnswer {
		got.body, got.cut = got.body[:maxAnswer], fmt.Errorf("the answer is longer than %d MiB", maxAnswer>>20)
	}
	return got
}

// into reads an answer into an envelope. One that departs from the contract will do, as long as check, which looks at
// the envelope, finds what matters.
func into[T any](c *Client, envelope *T, check func() error) func(body []byte) error {
	return func(body []byte) error {
		*envelope = *new(T) // of an attempt before
		err := json.Unmarshal(body, envelope)
		var faults *filing.DecodeError
		if err != nil && !errors.As(err, &faults) {
			return errors.New("it is no JSON")
		}
		if lacking := check(); lacking != nil {
			return both(lacking, err)
		}
		if err != nil {
			c.config.Logger.Warn("an answer of the customs API departs from its contract", slog.String("faults", err.Error()))
		}
		return nil
	}
}

// errOther is of an answer about another thing than what was asked for.
var errOther = errors.New("its id is not the one that was asked for")

// has wants an answer to hold an id.
func has(id string) error {
	if id == "" {
		return errors.New("it holds no id")
	}
	return nil
}

// is wants an answer to be about what was asked for.
func is(got, want string) error {
	if got != "" && got != want {
		return errOther
	}
	return has(got)
}
