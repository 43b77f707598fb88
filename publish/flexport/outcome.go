package flexport

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"docket/mapping/filing"
)

// noAnswer judges an attempt that brought no answer at all. The package comment has the table.
func noAnswer(ctx, attempt context.Context, call *call, err error, neverSent bool) *Error {
	ended := ctx.Err() != nil
	cause := plainCause(attempt, err)
	switch {
	case call.files() && !neverSent:
		return &Error{Kind: UnknownOutcome, happened: "it was sent, and no answer came", Err: cause, blames: !ended}
	case ended:
		return &Error{Kind: Interrupted, happened: "the call ended before it was done", Err: context.Cause(ctx)}
	case errors.Is(err, errAway):
		return &Error{
			Kind: Unavailable, happened: "the API answered with a redirect", Err: cause, blames: true,
			Hint: "Set the API's URL to where it is now, if that is to be trusted.",
		}
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return &Error{
			Kind: Unavailable, happened: "the API's certificate is not to be trusted", Err: cause, blames: true,
			Hint: "Check the API's URL, and the certificates of any proxy in between.",
		}
	}
	return &Error{Kind: Unavailable, happened: "the API could not be reached", Err: cause, again: true, blames: true}
}

// cutShort judges an attempt that the end of its call's context stopped in the middle of the answer.
func cutShort(ctx context.Context, call *call, got *answer) *Error {
	if call.files() {
		return &Error{Kind: UnknownOutcome, Status: got.status, happened: "it was sent, and the call ended before the answer was read", Err: context.Cause(ctx)}
	}
	return &Error{Kind: Interrupted, Status: got.status, happened: "the call ended before the answer was read", Err: context.Cause(ctx)}
}

// plainCause is the cause without the method and URL that net/http puts before it.
func plainCause(attempt context.Context, err error) error {
	if cause := context.Cause(attempt); cause != nil {
		return cause
	}
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		return wrapped.Err
	}
	return err
}

// judge tells what an answer means; nil if it is good.
func judge(call *call, got *answer) *Error {
	if got.status >= 200 && got.status < 300 {
		return judgeGood(call, got)
	}
	said, own := apiError(got)
	e := refusal(call, got, own)
	e.Status, e.Code, e.Message = got.status, shortCode(said.Code), said.Message
	e.Faults = Places(said.Message, call.keys)
	e.RetryAfter, _ = retryAfter(got.header, time.Now())
	return e
}

// judgeGood reads an answer that says that all is well.
func judgeGood(call *call, got *answer) *Error {
	err := got.cut
	if err == nil {
		err = call.read(got.body)
	}
	switch {
	case err == nil:
		return nil
	case call.files():
		return &Error{Kind: UnknownOutcome, Status: got.status, happened: "it was sent, and the answer cannot be read", Err: err, blames: true}
	case errors.Is(err, errOther):
		return &Error{Kind: Unavailable, Status: got.status, happened: "the answer is about something else", Err: err, blames: true}
	}
	return &Error{Kind: Unavailable, Status: got.status, happened: "the answer cannot be read", Err: err, again: true, blames: true}
}

// refusal judges an answer by its status, and by whether it is the API's own or that of something in between.
func refusal(call *call, got *answer, own bool) *Error {
	unknown := &Error{Kind: UnknownOutcome, happened: "it was sent, and the answer does not say whether it took effect", blames: true}
	_, mayReturn := retryAfter(got.header, time.Now())
	switch status := got.status; {
	case status == http.StatusTooManyRequests:
		return &Error{Kind: Limited, happened: "the API limits calls", again: true}
	case status == http.StatusServiceUnavailable && mayReturn:
		return &Error{Kind: Unavailable, happened: "the API is out of order for a while", again: true, blames: true}
	case status >= 500, status == http.StatusRequestTimeout:
		if call.files() {
			return unknown
		}
		return &Error{Kind: Unavailable, happened: "the API is out of order", again: true, blames: true}
	case status < 400:
		if call.files() && status <= http.StatusSeeOther { // a form's way to say "done, look there"
			return unknown
		}
		return &Error{
			Kind: Unavailable, happened: "the API answered with a redirect", blames: true,
			Hint: "Set the API's URL to where it is now, if that is to be trusted.",
		}
	case status == http.StatusUnauthorized, status == http.StatusForbidden, status == http.StatusProxyAuthRequired:
		return &Error{Kind: Auth, happened: "the API refused the token"}
	case status == http.StatusNotFound || status == http.StatusGone:
		if !own { // a wrong address must not pass for a filing that does not exist
			return &Error{
				Kind: Unavailable, happened: "there is no such address, and the answer is not the API's", blames: true,
				Hint: "Check the API's URL.",
			}
		}
		return &Error{Kind: NotFound, happened: "what was asked for does not exist"}
	case got.cut != nil: // its reason decides what becomes of the filing, and is told again
		return &Error{Kind: Unavailable, happened: "the API refused the request, and the answer broke off", again: true, blames: true}
	case status == http.StatusConflict:
		return &Error{Kind: Conflict, happened: "the request clashes with what exists"}
	default:
		return &Error{Kind: BadRequest, happened: "the API refused the request"}
	}
}

// apiError reads the API's error object, and tells whether it is one.
func apiError(got *answer) (filing.ErrorObject, bool) {
	var said filing.ErrorObject
	if got.cut != nil || !json.Valid(got.body) {
		return said, false
	}
	_ = said.UnmarshalJSON(got.body) // what can be read is there
	return said, said.Code != ""
}

// retryAfter is how long an answer asks to wait, in seconds or until a date (RFC 9110, section 10.2.3).
func retryAfter(header http.Header, now time.Time) (time.Duration, bool) {
	text := header.Get("Retry-After")
	if seconds, err := strconv.ParseUint(text, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second, true
	}
	if at, err := http.ParseTime(text); err == nil {
		return max(0, at.Sub(now)), true
	}
	return 0, false
}
