package flexport

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"
)

// A tokenSource gives the bearer token of a call. It is safe for use by many goroutines.
type tokenSource interface {
	// token is the one to use now. Its error is an *Error without Doing.
	token(ctx context.Context) (Secret, error)
	// refused says that the API did not take a token, so that token gives another one if it can.
	refused(ctx context.Context, token Secret)
}

// newTokenSource is that of a valid configuration.
func newTokenSource(c Config, post poster) tokenSource {
	switch {
	case !c.Token.IsZero():
		return fixedToken(c.Token)
	case c.TokenFile != "":
		return &fileToken{path: c.TokenFile}
	default:
		return newClientCredentials(c, post)
	}
}

// checkToken refuses what cannot stand in a header.
func checkToken(token string) error {
	switch {
	case token == "":
		return errors.New("the token is empty")
	case strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }):
		return errors.New("the token holds blanks or characters that no header may hold")
	default:
		return nil
	}
}

// A fixedToken never changes.
type fixedToken Secret

func (t fixedToken) token(context.Context) (Secret, error) { return Secret(t), nil }
func (fixedToken) refused(context.Context, Secret)         {}

// A fileToken is read from a file, and again when the file has changed or the API has refused what it held.
type fileToken struct {
	path string

	mu     sync.Mutex
	secret Secret
	read   stamp // of the file when it was read
}

// A stamp tells one state of a file from another.
type stamp struct {
	modified time.Time
	size     int64
}

// token keeps the one it has while the file cannot be read, as in the middle of being replaced.
func (t *fileToken) token(context.Context) (Secret, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	secret, read, err := t.current()
	switch {
	case err == nil:
		t.secret, t.read = secret, read
	case t.secret.IsZero():
		return Secret{}, &Error{
			Kind: Auth, happened: "the token could not be read", Err: err,
			Hint: "Check that the token file is there, readable, and holds just the token.",
		}
	}
	return t.secret, nil
}

// current is what the file holds now.
func (t *fileToken) current() (Secret, stamp, error) {
	info, err := os.Stat(t.path)
	if err != nil {
		return Secret{}, stamp{}, err
	}
	now := stamp{modified: info.ModTime(), size: info.Size()}
	if !t.secret.IsZero() && now == t.read {
		return t.secret, now, nil
	}
	text, err := os.ReadFile(t.path)
	if err != nil {
		return Secret{}, stamp{}, err
	}
	token := strings.TrimSpace(string(text))
	if err := checkToken(token); err != nil {
		return Secret{}, stamp{}, fmt.Errorf("%s: %w", t.path, err)
	}
	return NewSecret(token), now, nil
}

func (t *fileToken) refused(_ context.Context, token Secret) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.secret == token {
		t.secret = Secret{}
	}
}
