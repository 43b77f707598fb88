package flexport

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/google/uuid"
)

// A call is one thing asked of the API, in one or more attempts.
type call struct {
	doing     string // in plain words, for errors and logs: "file the ISF"
	method    string
	url       *url.URL
	version   string   // Flexport-Version
	body      []byte   // of a POST
	keys      []string // the top members that the body may have, to tell places in the API's words
	requestID string
	read      func(body []byte) error // reads a good answer; its error makes the answer unreadable
}

// files tells whether the call changes something at Flexport.
func (c *call) files() bool { return c.method != http.MethodGet }

// do makes a call, trying again where that is safe.
func (c *Client) do(ctx context.Context, call *call) error {
	if call.requestID == "" {
		call.requestID = uuid.NewString()
	}
	pauses := backoff.NewExponentialBackOff()
	pauses.InitialInterval, pauses.MaxInterval, pauses.Multiplier = c.config.RetryPause, c.config.MaxRetryPause, 2
	var last *Error
	_, err := backoff.Retry(ctx, func() (*answer, error) {
		got, err := c.attempt(ctx, call)
		if err == nil {
			return got, nil
		}
		last = c.complete(err, call)
		c.holdBack(ctx, last)
		if !last.again {
			return nil, backoff.Permanent(last)
		}
		return nil, last
	},
		backoff.WithBackOff(pauses),
		backoff.WithMaxTries(uint(c.config.MaxAttempts)),
		backoff.WithMaxElapsedTime(0), // the context is the limit
		backoff.WithNotify(func(err error, pause time.Duration) {
			c.config.Logger.LogAttrs(ctx, slog.LevelWarn, "a call to the customs API is tried again",
				slog.String("error", err.Error()), slog.String("request_id", call.requestID), slog.Duration("pause", pause))
		}),
	)
	if err == nil {
		return nil
	}
	// When the context ended in a pause, what the last attempt met says more, but the end must be told too.
	if ended := context.Cause(ctx); ended != nil && !errors.Is(last, ended) {
		last.Err = both(last.Err, ended)
	}
	return last
}

// both joins two causes in one line.
func both(one, other error) error {
	switch {
	case one == nil:
		return other
	case other == nil:
		return one
	default:
		return fmt.Errorf("%w; %w", one, other)
	}
}

// holdBack keeps all calls from being sent while the API asks to wait, and ends this one if that takes too long.
func (c *Client) holdBack(ctx context.Context, e *Error) {
	if e.Status == 0 || e.RetryAfter == 0 || e.Kind != Limited && e.Kind != Unavailable {
		return
	}
	c.gate.hold(e.RetryAfter)
	if c.gate.shared != nil {
		if err := c.gate.shared.Hold(ctx, e.RetryAfter); err != nil {
			c.config.Logger.LogAttrs(ctx, slog.LevelWarn, "the other workers could not be told that the API asks to wait", slog.String("error", err.Error()))
		}
	}
	e.again = e.again && e.RetryAfter <= c.config.MaxWait
}

// complete fills in what an error from deeper down cannot know.
func (c *Client) complete(err error, call *call) *Error {
	e := asError(err)
	if e == nil {
		e = &Error{Kind: Unavailable, happened: "the call could not be made", Err: err}
	}
	e.Doing, e.RequestID = call.doing, call.requestID
	if e.Hint == "" {
		e.Hint = hints[e.Kind]
	}
	return e
}

// attempt makes one try, and a second at once if the API refused a token that has been replaced meanwhile.
func (c *Client) attempt(ctx context.Context, call *call) (*answer, error) {
	if err := c.breaker.refusal(); err != nil { // before it takes another call's turn
		return nil, err
	}
	if err := c.gate.pass(ctx); err != nil {
		return nil, err
	}
	return c.breaker.run(ctx, func() (*answer, error) {
		token, err := c.tokens.token(ctx)
		if err != nil {
			return nil, err
		}
		got, err := c.once(ctx, call, token)
		if e := asError(err); e == nil || e.Status != http.StatusUnauthorized {
			return got, err
		}
		c.tokens.refused(ctx, token)
		fresh, fault := c.tokens.token(ctx)
		if fault != nil {
			return nil, fault
		}
		if fresh.Reveal() == token.Reveal() {
			return got, err
		}
		return c.once(ctx, call, fresh)
	})
}

// once sends a request and reads its answer, in the time that an attempt has.
func (c *Client) once(ctx context.Context, call *call, token Secret) (*answer, error) {
	attempt, cancel := context.WithTimeoutCause(ctx, c.config.AttemptTimeout, errSlow)
	defer cancel()
	var trip trip
	request, err := c.request(httptrace.WithClientTrace(attempt, trip.trace()), call, token)
	if err != nil {
		return nil, &Error{Kind: BadRequest, happened: "the request could not be written", Err: err}
	}
	began := time.Now()
	response, err := c.http.Do(request)
	if err != nil {
		c.log(ctx, call, 0, began, 0)
		return nil, noAnswer(ctx, attempt, call, err, trip.neverSent())
	}
	got := read(response)
	record(ctx, call, began, got)
	c.log(ctx, call, got.status, began, len(got.body))
	if got.cut != nil && ctx.Err() != nil {
		return nil, cutShort(ctx, call, got)
	}
	if err := judge(call, got); err != nil {
		return nil, err
	}
	return got, nil
}

// errSlow is why an attempt ends before its call does.
var errSlow = errors.New("no answer in time")

func (c *Client) request(ctx context.Context, call *call, token Secret) (*http.Request, error) {
	request, err := http.NewRequestWithContext(ctx, call.method, call.url.String(), bytes.NewReader(call.body))
	if err != nil {
		return nil, err
	}
	// No Idempotency-Key: the API has none, and net/http would take it as leave to send a POST again by itself.
	request.Header.Set("Accept", "application/json")
	request.Header.Set("Authorization", "Bearer "+token.Reveal())
	request.Header.Set("Flexport-Version", call.version)
	request.Header.Set("User-Agent", "docket/"+c.config.Version)
	request.Header.Set("X-Request-ID", call.requestID)
	if call.files() {
		request.Header.Set("Content-Type", "application/json")
	} else {
		request.Body, request.GetBody, request.ContentLength = nil, nil, 0
	}
	return request, nil
}

// log tells what was asked and answered: no bodies, no headers.
func (c *Client) log(ctx context.Context, call *call, status int, began time.Time, size int) {
	c.config.Logger.LogAttrs(ctx, slog.LevelDebug, "called the customs API",
		slog.String("method", call.method), slog.String("path", call.url.EscapedPath()), slog.String("query", call.url.RawQuery),
		slog.Int("status", status), slog.Duration("took", time.Since(began)), slog.Int("bytes", size),
		slog.String("request_id", call.requestID))
}

// A trip follows a request to the connection that it leaves by.
type trip struct {
	began, connected atomic.Bool
}

func (t *trip) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GetConn: func(string) { t.began.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { t.connected.Store(true) },
	}
}

// neverSent tells whether no byte can have left: the transport looked for a connection and got none. Once it has one it
// may write until the moment that it gives up, even after the caller has; and of a transport that does not say when it
// looks for a connection, nothing is known.
func (t *trip) neverSent() bool { return t.began.Load() && !t.connected.Load() }
