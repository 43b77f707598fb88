package flexport

import (
	"context"
	"encoding/json"
	"time"
)

// An Exchange is a filing as it was sent and what came back, byte for byte. It holds no credentials.
type Exchange struct {
	Method, URL string
	Request     json.RawMessage // the body
	Sent        time.Time
	Came        time.Time // when the answer was read
	Status      int
	Answer      []byte // the body; of one that was cut short as far as it came
}

type recording struct{}

// Record has the filings that are sent with the context written down, each in place of the one before: of several
// attempts the last that was answered.
func Record(ctx context.Context) (context.Context, *Exchange) {
	x := new(Exchange)
	return context.WithValue(ctx, recording{}, x), x
}

// record writes a call's answer down, if it files something and somebody wants to know.
func record(ctx context.Context, call *call, began time.Time, got *answer) {
	x, wanted := ctx.Value(recording{}).(*Exchange)
	if !wanted || !call.files() {
		return
	}
	*x = Exchange{Method: call.method, URL: call.url.String(), Request: call.body, Sent: began.UTC(), Came: time.Now().UTC(), Status: got.status, Answer: got.body}
}
