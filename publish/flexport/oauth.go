package flexport

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
)

// A poster is an HTTP client that follows no redirect of a POST and reads no endless answer.
type poster = *http.Client

// clientCredentials gets tokens by the OAuth2 client credentials grant and keeps each until shortly before it expires.
// (oauth2.ReuseTokenSource keeps tokens too, but binds them to one context and cannot be told that one was refused.)
type clientCredentials struct {
	grant      clientcredentials.Config
	secretFile string
	post       poster
	timeout    time.Duration

	turn   chan struct{} // holds one; who takes it may look at and change what follows
	kept   *oauth2.Token
	secret Secret // kept, as handed out
}

func newClientCredentials(c Config, post poster) *clientCredentials {
	source := &clientCredentials{
		grant: clientcredentials.Config{
			ClientID:       c.ClientID,
			ClientSecret:   c.ClientSecret.Reveal(),
			TokenURL:       c.TokenURL,
			EndpointParams: url.Values{"audience": {c.Audience}},
			AuthStyle:      oauth2.AuthStyleInParams, // otherwise it would try, and fail, with a header first
		},
		secretFile: c.ClientSecretFile,
		post:       post,
		timeout:    c.AttemptTimeout,
		turn:       make(chan struct{}, 1),
	}
	source.turn <- struct{}{}
	return source
}

func (s *clientCredentials) token(ctx context.Context) (Secret, error) {
	select {
	case <-s.turn:
		defer func() { s.turn <- struct{}{} }()
	case <-ctx.Done():
		return Secret{}, &Error{Kind: Interrupted, happened: "the call ended while it waited for a token", Err: context.Cause(ctx)}
	}
	if s.kept.Valid() {
		return s.secret, nil
	}
	grant := s.grant
	if s.secretFile != "" {
		text, err := os.ReadFile(s.secretFile)
		if err != nil {
			return Secret{}, &Error{
				Kind: Auth, happened: "the client secret could not be read", Err: err,
				Hint: "Check that the secret's file is there and readable.",
			}
		}
		grant.ClientSecret = strings.TrimSpace(string(text))
	}
	attempt, cancel := context.WithTimeout(context.WithValue(ctx, oauth2.HTTPClient, s.post), s.timeout)
	defer cancel()
	token, err := grant.Token(attempt)
	if err != nil {
		return Secret{}, noToken(ctx, err)
	}
	if err := checkToken(token.AccessToken); err != nil {
		return Secret{}, noToken(ctx, err)
	}
	s.kept, s.secret = token, NewSecret(token.AccessToken)
	return s.secret, nil
}

func (s *clientCredentials) refused(ctx context.Context, token Secret) {
	select {
	case <-s.turn:
		defer func() { s.turn <- struct{}{} }()
	case <-ctx.Done():
		return
	}
	if s.secret == token {
		s.kept, s.secret = nil, Secret{}
	}
}

// noToken tells a token endpoint that refuses from one that is down. The words of its answer are left out: they may
// repeat the secret.
func noToken(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return &Error{Kind: Interrupted, happened: "the call ended while it asked for a token", Err: context.Cause(ctx)}
	}
	var refusal *oauth2.RetrieveError
	if !errors.As(err, &refusal) {
		e := &Error{Kind: Unavailable, happened: "no token could be had", again: true, blames: true}
		if broken, ok := errors.AsType[*url.Error](err); ok {
			e.Err = broken.Err
		} else {
			e.Err = errors.New("the token endpoint's answer is unreadable")
		}
		return e
	}
	e := &Error{Status: refusal.Response.StatusCode, Code: shortCode(refusal.ErrorCode)}
	switch status := e.Status; {
	case status == http.StatusTooManyRequests:
		e.Kind, e.happened, e.again = Limited, "the token endpoint limits calls", true
		e.RetryAfter, _ = retryAfter(refusal.Response.Header, time.Now())
	case status >= 500, status == http.StatusRequestTimeout, status < 400 && refusal.ErrorCode == "":
		e.Kind, e.happened, e.again, e.blames = Unavailable, "the token endpoint is out of order", true, true
	case refusal.ErrorCode == "" && status != http.StatusUnauthorized && status != http.StatusForbidden && status != http.StatusBadRequest:
		e.Kind, e.happened, e.blames = Unavailable, "the token endpoint gave an answer that is none of OAuth2", true
		e.Hint = "Check the URL of the token endpoint."
	default:
		e.Kind, e.happened = Auth, "the token endpoint refused the client id and secret"
	}
	return e
}

// shortCode lets a code into messages only if it is one.
func shortCode(code string) string {
	const longest = 60
	if len(code) > longest || strings.ContainsFunc(code, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_' || r == '-' || r == '.')
	}) {
		return fmt.Sprintf("(a code of %d characters)", len(code))
	}
	return code
}
