package bucket

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// explain translates an error of the SDK. The context is the caller's, limited is the one that the call ran under.
func (s *S3) explain(ctx, limited context.Context, at place, err error) error {
	var ours *Error
	switch {
	case errors.As(err, &ours):
		return ours
	case ctx.Err() != nil:
		return at.error(ctx.Err(), "stopped before S3 had answered: "+context.Cause(ctx).Error(), "")
	case limited.Err() != nil:
		return at.error(ErrUnavailable, fmt.Sprintf("no whole answer within %s", s.timeout), s.hintReach())
	}
	e := s.judge(at, err)
	var tries *retry.MaxAttemptsError
	if errors.As(err, &tries) && tries.Attempt > 1 {
		e.Message += fmt.Sprintf("; tried %d times", tries.Attempt)
	}
	return e
}

// judge tells by what stage the error comes from: before sending, while sending, or from S3's answer.
func (s *S3) judge(at place, err error) *Error {
	var (
		credentials *credentialsError
		unsent      *smithyhttp.RequestSendError
		answer      *awshttp.ResponseError
		unread      *smithy.DeserializationError
	)
	switch {
	case errors.As(err, &credentials):
		return credentials.explain(at)
	case errors.As(err, &unsent):
		return at.error(ErrUnavailable, "S3 cannot be reached: "+innermost(unsent), s.hintReach())
	case errors.As(err, &answer) && answer.HTTPStatusCode() >= 300:
		return s.answered(at, answer)
	case errors.As(err, &unread):
		return at.error(ErrUnavailable, "S3's answer could not be read: "+clean(unread.Error()), s.hintReach())
	}
	return at.error(ErrRefused, "the request could not be made: "+innermost(err), "")
}

// answered judges S3's answer by its code, and where it has none that is known by the status.
func (s *S3) answered(at place, answer *awshttp.ResponseError) *Error {
	status := answer.HTTPStatusCode()
	code, words := spoken(answer)
	meant := s.meaning(at, code, answer)
	e := at.error(meant.kind, cmp.Or(meant.message, "S3 refuses it"), meant.hint)
	switch {
	case words == "" && meant.message == "":
		e.Message += fmt.Sprintf(" with status %d", status)
	case words != "" && meant.kind != fs.ErrNotExist && meant.kind != ErrChanged: // of which all is said
		e.Message += ": " + strings.TrimSuffix(words, ".")
	}
	e.Code = code
	e.Status = status
	e.RequestID = answer.ServiceRequestID()
	e.RetryAfter = retryAfter(answer.Response, time.Now())
	return e
}

// spoken is what S3 itself says in its answer: its code and its words. Where the answer has no body, as to HEAD, the
// SDK makes both of the status; those count as not said.
func spoken(answer *awshttp.ResponseError) (code, words string) {
	var api smithy.APIError
	if !errors.As(answer.Err, &api) {
		return "", ""
	}
	code, words = api.ErrorCode(), api.ErrorMessage()
	if words == http.StatusText(answer.HTTPStatusCode()) {
		return "", ""
	}
	return clean(code), clean(words)
}

// retryAfter is how long the answer asks to wait: seconds, or until a time.
func retryAfter(response *smithyhttp.Response, now time.Time) time.Duration {
	if response == nil {
		return 0
	}
	header := response.Header.Get("Retry-After")
	if seconds, err := strconv.Atoi(header); err == nil {
		return time.Duration(max(seconds, 0)) * time.Second
	}
	if at, err := http.ParseTime(header); err == nil {
		return max(at.Sub(now), 0)
	}
	return 0
}

// innermost is the cause that the others are wrapped around: "dial tcp 127.0.0.1:9000: connect: connection refused".
// The outer ones quote the URL.
func innermost(err error) string {
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	if op, ok := errors.AsType[*smithy.OperationError](err); ok {
		err = op.Err
	}
	return clean(err.Error())
}

// query is the part of a URL that can hold a signature.
var query = regexp.MustCompile(`\?\S+`)

// clean is a text from outside as it can stand in a message: in one line, short, and without the queries of URLs.
func clean(text string) string {
	const most = 300
	text = strings.Join(strings.Fields(query.ReplaceAllString(text, "?[...]")), " ")
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + "..."
	}
	return visible(text)
}
