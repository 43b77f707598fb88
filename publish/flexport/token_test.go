package flexport

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// guarded answers 401 to all but one token.
func guarded(token *atomic.Value) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer "+token.Load().(string) {
			answerWith(w, http.StatusUnauthorized, `{"_object":"/api/error","status":401,"code":"unauthorized","message":"The access token is missing or has expired."}`)
			return
		}
		answerWith(w, http.StatusOK, isfAnswer)
	}
}

func TestTokenFromAFile(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "token")
	write := func(text string, modified time.Time) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, modified, modified); err != nil {
			t.Fatal(err)
		}
	}
	var reached counter
	var taken atomic.Value
	taken.Store("token-1")
	client := serve(t, reached.count(guarded(&taken)), func(config *Config) { config.TokenFile = file })
	file1 := func(step string, wantErr string, wantCalls int) {
		t.Helper()
		before := reached.total()
		_, err := client.UpsertISF(t.Context(), exampleISF(t))
		switch {
		case wantErr == "" && err != nil:
			t.Errorf("%s: %v", step, err)
		case wantErr != "" && (err == nil || !strings.Contains(err.Error(), wantErr)):
			t.Errorf("%s: got %v, want %s", step, err, wantErr)
		case wantErr != "":
			wantKind(t, err, Auth)
		}
		if got := reached.total() - before; got != wantCalls {
			t.Errorf("%s: sent %d times, want %d", step, got, wantCalls)
		}
	}
	long := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

	file1("no file", "the token could not be read", 0)
	write("", long)
	file1("an empty file", "the token is empty", 0)
	write("two tokens", long)
	file1("not a token", "the token holds blanks", 0)
	write(" token-1\r\n", long)
	file1("a token and a line's end", "", 1)

	taken.Store("token-2")
	write("token-2\n", long.Add(time.Hour))
	file1("it was replaced", "", 1)

	taken.Store("token-3")
	write("token-3\n", long.Add(time.Hour))
	file1("it was replaced, and nothing shows it", "", 2)

	taken.Store("token-4")
	file1("it was refused, and the file has no other", "the API refused the token (401 unauthorized)", 1)

	taken.Store("token-3")
	file1("it is taken again", "", 1)
	write("", long.Add(2*time.Hour))
	file1("it is just being replaced", "", 1)
}

// An issuer hands out tokens: token-1, token-2 and so on.
type issuer struct {
	mu      sync.Mutex
	asked   int
	answer  func(w http.ResponseWriter, n int) // in place of a token, if not nil
	expires int
}

// total is how often a token was asked for.
func (i *issuer) total() int {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.asked
}

func (i *issuer) handle(w http.ResponseWriter, r *http.Request) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.asked++
	if i.answer != nil {
		i.answer(w, i.asked)
		return
	}
	if r.PostFormValue("grant_type") != "client_credentials" || r.PostFormValue("client_id") != "docket" ||
		r.PostFormValue("client_secret") != "hunter2" || !strings.HasPrefix(r.PostFormValue("audience"), "http://127.0.0.1:") {
		answerWith(w, http.StatusUnauthorized, `{"error":"invalid_client","error_description":"hunter2 is wrong"}`)
		return
	}
	text, _ := json.Marshal(map[string]any{"access_token": fmt.Sprint("token-", i.asked), "token_type": "Bearer", "expires_in": i.expires})
	answerWith(w, http.StatusOK, string(text))
}

func withIssuer(t *testing.T, tokens *issuer, api http.HandlerFunc, edit func(*Config)) *Client {
	t.Helper()
	return serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/oauth/token" {
			tokens.handle(w, r)
			return
		}
		api(w, r)
	}, func(config *Config) {
		config.ClientID, config.ClientSecret = "docket", NewSecret("hunter2")
		if edit != nil {
			edit(config)
		}
	})
}

func TestClientCredentials(t *testing.T) {
	t.Parallel()
	tokens := &issuer{expires: 86400}
	var taken atomic.Value
	taken.Store("token-1")
	client := withIssuer(t, tokens, guarded(&taken), nil)
	var all sync.WaitGroup
	for range 5 {
		all.Go(func() {
			if _, err := client.UpsertISF(t.Context(), exampleISF(t)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if tokens.total() != 1 {
		t.Errorf("asked for %d tokens, want one for all calls", tokens.total())
	}
	taken.Store("token-2") // the first was revoked
	for range 2 {
		if _, err := client.UpsertISF(t.Context(), exampleISF(t)); err != nil {
			t.Error(err)
		}
	}
	if tokens.total() != 2 {
		t.Errorf("asked for %d tokens, want a second", tokens.total())
	}
	taken.Store("none")
	_, err := client.UpsertISF(t.Context(), exampleISF(t))
	wantKind(t, err, Auth)
	if tokens.total() != 3 {
		t.Errorf("asked for %d tokens, want a third and no more", tokens.total())
	}
}

func TestTokensThatExpire(t *testing.T) {
	t.Parallel()
	tokens := &issuer{expires: 5} // that is less than the time kept in reserve
	var taken atomic.Value
	taken.Store("token-1")
	var reached counter
	client := withIssuer(t, tokens, reached.count(func(w http.ResponseWriter, r *http.Request) {
		guarded(&taken)(w, r)
		taken.Store("token-2")
	}), nil)
	for range 2 {
		if _, err := client.UpsertISF(t.Context(), exampleISF(t)); err != nil {
			t.Error(err)
		}
	}
	if tokens.total() != 2 || reached.total() != 2 {
		t.Errorf("asked for %d tokens for %d calls, want 2 for 2", tokens.total(), reached.total())
	}
}

func TestClientSecretFromAFile(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "secret")
	var taken atomic.Value
	taken.Store("token-1")
	client := withIssuer(t, &issuer{expires: 60}, guarded(&taken), func(config *Config) {
		config.ClientSecret, config.ClientSecretFile = Secret{}, file
	})
	_, err := client.UpsertISF(t.Context(), exampleISF(t))
	wantKind(t, err, Auth)
	if err := os.WriteFile(file, []byte("hunter2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := client.UpsertISF(t.Context(), exampleISF(t)); err != nil {
		t.Error(err)
	}
}

func TestTokenEndpointsThatDoNotHelp(t *testing.T) {
	t.Parallel()
	say := func(status int, body string) func(http.ResponseWriter, int) {
		return func(w http.ResponseWriter, _ int) { answerWith(w, status, body) }
	}
	for _, test := range []struct {
		name   string
		answer func(http.ResponseWriter, int)
		kind   Kind
		asked  int
		want   string
	}{
		{"refuses", say(401, `{"error":"invalid_client","error_description":"hunter2 is wrong"}`), Auth, 1, "file the ISF: the token endpoint refused the client id and secret (401 invalid_client)"},
		{"refuses with a 400", say(400, `{"error":"unauthorized_client"}`), Auth, 1, "file the ISF: the token endpoint refused the client id and secret (400 unauthorized_client)"},
		{"refuses with the API's error object", say(401, `{"_object":"/api/error","status":401,"code":"unauthorized","message":"hunter2"}`), Auth, 1, "file the ISF: the token endpoint refused the client id and secret (401)"},
		{"is down", say(503, `hunter2`), Unavailable, 2, "file the ISF: the token endpoint is out of order (503)"},
		{"is another site", say(404, `<html>`), Unavailable, 1, "file the ISF: the token endpoint gave an answer that is none of OAuth2 (404)"},
		{"answers HTML", say(200, `<html>hunter2`), Unavailable, 2, "file the ISF: no token could be had: the token endpoint's answer is unreadable"},
		{"answers no token", say(200, `{}`), Unavailable, 2, "file the ISF: no token could be had: the token endpoint's answer is unreadable"},
		{"answers a token that is none", say(200, `{"access_token":"a\nb"}`), Unavailable, 2, "file the ISF: no token could be had: the token endpoint's answer is unreadable"},
		{"limits", func(w http.ResponseWriter, _ int) {
			w.Header().Set("Retry-After", "0")
			answerWith(w, 429, ``)
		}, Limited, 2, "file the ISF: the token endpoint limits calls (429)"},
		{"sends away", func(w http.ResponseWriter, _ int) {
			w.Header().Set("Location", "http://127.0.0.1:1/")
			w.WriteHeader(http.StatusTemporaryRedirect)
		}, Unavailable, 2, "file the ISF: the token endpoint is out of order (307)"},
		{"hangs up", func(http.ResponseWriter, int) { panic(http.ErrAbortHandler) }, Unavailable, 2, "file the ISF: no token could be had: EOF"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			tokens := &issuer{answer: test.answer}
			var reached counter
			client := withIssuer(t, tokens, reached.count(reply(http.StatusOK, isfAnswer)), func(config *Config) { config.MaxAttempts = 2 })
			_, err := client.UpsertISF(t.Context(), exampleISF(t))
			e := wantKind(t, err, test.kind)
			if err.Error() != test.want {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
			if strings.Contains(fmt.Sprintf("%+v", e), "hunter2") {
				t.Errorf("the error shows the secret: %+v", e)
			}
			if tokens.total() != test.asked || reached.total() != 0 {
				t.Errorf("asked %d times for a token, want %d; called the API %d times", tokens.total(), test.asked, reached.total())
			}
		})
	}
}

func TestTokenEndpointThatIsNotThere(t *testing.T) {
	t.Parallel()
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	client := withIssuer(t, &issuer{}, reply(http.StatusOK, isfAnswer), func(config *Config) { config.TokenURL = gone.URL + "/token" })
	_, err := client.UpsertISF(t.Context(), exampleISF(t))
	if e := wantKind(t, err, Unavailable); !strings.Contains(e.Error(), "no token could be had: dial tcp") {
		t.Errorf("got %v", err)
	}
}
