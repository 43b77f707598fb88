package sandbox

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"strings"
	"sync"
	"time"
)

// tokens are the bearer tokens that are good: the fixed one, and those issued until they expire.
type tokens struct {
	id, secret string
	fixed      string
	life       time.Duration

	mu     sync.Mutex
	issued map[[sha256.Size]byte]time.Time // when each expires, by its hash
}

func newTokens(o Options) *tokens {
	return &tokens{id: o.ClientID, secret: o.ClientSecret, fixed: o.Token, life: o.TokenLife, issued: map[[sha256.Size]byte]time.Time{}}
}

// issue makes a token, and forgets those that have expired.
func (t *tokens) issue(now time.Time) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	for hash, expires := range t.issued {
		if !now.Before(expires) {
			delete(t.issued, hash)
		}
	}
	token := rand.Text()
	t.issued[sha256.Sum256([]byte(token))] = now.Add(t.life)
	return token
}

func (t *tokens) good(token string, now time.Time) bool {
	if same(token, t.fixed) {
		return true
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	expires, known := t.issued[sha256.Sum256([]byte(token))]
	return known && now.Before(expires)
}

// same compares secrets in a time that tells nothing of them.
func same(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}

// bearer is the token of an Authorization header, "" if it has none.
func bearer(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// authorise refuses a call without a good token.
func (s *Server) authorise(c *call) *refusal {
	if c.operation.Public {
		return nil
	}
	token := bearer(c.request)
	if token != "" && s.tokens.good(token, s.clock.now()) {
		return nil
	}
	challenge := `Bearer realm="flexport"`
	if token != "" {
		challenge += `, error="invalid_token"`
	}
	return refuse(http.StatusUnauthorized, unauthorized, "The access token is missing, unknown or expired.").with("WWW-Authenticate", challenge)
}

// createAccessToken is POST /oauth/token.
func (s *Server) createAccessToken(c *call) (answer, *refusal) {
	request, _ := c.body.(object)
	id, secret := same(text(request, "client_id"), s.tokens.id), same(text(request, "client_secret"), s.tokens.secret)
	if !id || !secret {
		return answer{}, refuse(http.StatusUnauthorized, unauthorized, "client_id or client_secret is wrong").with("WWW-Authenticate", `Bearer realm="flexport"`)
	}
	return answer{
		status: http.StatusOK,
		header: http.Header{"Cache-Control": {"no-store"}},
		body: object{
			"access_token": s.tokens.issue(s.clock.now()),
			"token_type":   "Bearer",
			"expires_in":   int64(s.tokens.life / time.Second),
		},
	}, nil
}
