package bucket

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"
	"unicode"
)

// What went wrong, for a caller to decide on with errors.Is. Three kinds have names outside this package:
// fs.ErrNotExist (there is no such object or version), fs.ErrPermission (the credentials are missing, not known or
// not allowed to do this), and context.Canceled or context.DeadlineExceeded when the caller's own context ended.
//
//	kind                 whose trouble it is          what helps
//	fs.ErrNotExist       the file's                   nothing: it was removed, or never there
//	ErrChanged           the file's                   the notice of its successor, which is on its way
//	ErrTooLarge          the file's                   a higher limit, or a smaller file
//	ErrDamaged           the file's                   a few more attempts, then a person
//	ErrRefused           the file's                   a person: S3 will say the same again
//	ErrOutside           the notice's                 a person: a wrong notice, or a short allow-list
//	ErrNoBucket          the configuration's          a person; every file of the bucket fails until then
//	fs.ErrPermission     the configuration's          a person; most files fail until then
//	ErrCredentials       the configuration's          a person; every file fails until then
//	ErrConfiguration     the configuration's          a person, before the start
//	ErrUnavailable       S3's or the network's        waiting; other files fail too
var (
	ErrChanged       = errors.New("changed since it was announced")
	ErrTooLarge      = errors.New("too large")
	ErrDamaged       = errors.New("damaged on its way")
	ErrRefused       = errors.New("refused by S3")
	ErrOutside       = errors.New("outside of what docket may touch")
	ErrNoBucket      = errors.New("no such bucket")
	ErrConfiguration = errors.New("not configured")
	ErrUnavailable   = errors.New("S3 is not available")

	// ErrCredentials is fs.ErrPermission where the credentials themselves are the reason, and not what they may do.
	ErrCredentials = fmt.Errorf("the credentials do not work: %w", fs.ErrPermission)
)

// An Error is why a call to S3 did not do what was asked.
type Error struct {
	Op        string // configure, check, fetch, head, put or list
	Bucket    string // "" for configure
	Key       string // for list the prefix; "" for check
	VersionID string // where one was asked for

	Err     error  // its kind, see the list above; Unwrap returns it
	Message string // what happened, a clause
	hint    string

	Code       string        // S3's word, "NoSuchKey"; "" when S3 did not answer
	Status     int           // of HTTP; 0 when S3 did not answer
	RequestID  string        // by which S3's owner finds the request
	RetryAfter time.Duration // how long S3 asked to wait; 0 when it did not say
}

// Error says what was to be done, where, and what happened: "fetch s3://inbox/acme/isf.xlsx: there is no such object
// (NoSuchKey, request 4442587FB7D0A2F9)".
func (e *Error) Error() string {
	text := e.Op
	if e.Bucket != "" {
		text += " " + e.URL()
	}
	text += ": " + e.Message
	if words := e.words(); words != "" {
		text += " (" + words + ")"
	}
	return text
}

// URL is "s3://bucket/key", with "@version" where one was asked for. Characters that nobody sees are replaced.
func (e *Error) URL() string {
	url := "s3://" + e.Bucket
	if e.Key != "" {
		url += "/" + e.Key
	}
	if e.VersionID != "" {
		url += "@" + e.VersionID
	}
	return visible(url)
}

// words are S3's code and the request's id, as far as there are any.
func (e *Error) words() string {
	var words []string
	if e.Code != "" {
		words = append(words, e.Code)
	}
	if e.RequestID != "" {
		words = append(words, "request "+e.RequestID)
	}
	return visible(strings.Join(words, ", "))
}

// Hint is what to do, a sentence without its capital and full stop; "" where the message says it all.
func (e *Error) Hint() string { return e.hint }

// Unwrap gives the kind to errors.Is.
func (e *Error) Unwrap() error { return e.Err }

// visible is a text without characters that nobody sees or that break a line.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return unicode.ReplacementChar
	}, text)
}

// amount is a number of bytes for people: "64 MiB" where it is round, "67108865 bytes" where not.
func amount(n int64) string {
	if n >= 1<<20 && n%(1<<20) == 0 {
		return fmt.Sprintf("%d MiB", n>>20)
	}
	return fmt.Sprintf("%d bytes", n)
}
