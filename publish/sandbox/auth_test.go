package sandbox

import (
	"net/url"
	"testing"
	"time"
)

const tokenPath = "/oauth/token"

func TestTokens(t *testing.T) {
	t.Parallel()
	const form = "application/x-www-form-urlencoded"
	right := url.Values{"grant_type": {"client_credentials"}, "client_id": {"sandbox"}, "client_secret": {"sandbox"}}
	for _, test := range []struct {
		name, media, body, want string
	}{
		{"JSON", "application/json", `{"grant_type":"client_credentials","client_id":"sandbox","client_secret":"sandbox"}`, "200"},
		{"JSON with a charset", "application/json; charset=utf-8", `{"grant_type":"client_credentials","client_id":"sandbox","client_secret":"sandbox"}`, "200"},
		{"form", form, right.Encode(), "200"},
		{"form with an audience", form, right.Encode() + "&audience=https://api.flexport.com", "200"},
		{"another secret", "application/json", `{"grant_type":"client_credentials","client_id":"sandbox","client_secret":"nope"}`, "401 unauthorized"},
		{"another id", form, "grant_type=client_credentials&client_id=nope&client_secret=sandbox", "401 unauthorized"},
		{"another grant", "application/json", `{"grant_type":"password","client_id":"sandbox","client_secret":"sandbox"}`, "400 invalid_request"},
		{"no secret", form, "grant_type=client_credentials&client_id=sandbox", "400 invalid_request"},
		{"a field twice", form, right.Encode() + "&client_id=sandbox", "400 invalid_request"},
		{"a field too many", form, right.Encode() + "&scope=all", "400 invalid_request"},
		{"a form that is none", form, "%zz", "400 invalid_request"},
		{"text", "text/plain", right.Encode(), "400 invalid_request"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			a := start(t, Options{})
			// Neither a token nor a version is needed to get a token.
			got := a.post(tokenPath, test.body, "Content-Type", test.media, "Authorization", "", "Flexport-Version", "")
			if got.outcome() != test.want {
				t.Errorf("got %s, want %s", got.text, test.want)
			}
			if got.status == 401 && got.header.Get("WWW-Authenticate") == "" {
				t.Error("a 401 without WWW-Authenticate")
			}
		})
	}
}

func TestAnIssuedTokenIsGoodUntilItExpires(t *testing.T) {
	t.Parallel()
	a := start(t, Options{ClientID: "docket", ClientSecret: "s3cret", Token: "fixed", TokenLife: time.Hour})
	got := a.post(tokenPath, `{"grant_type":"client_credentials","client_id":"docket","client_secret":"s3cret"}`)
	if got.body["token_type"] != "Bearer" || whole(got.body, "expires_in") != 3600 || got.header.Get("Cache-Control") != "no-store" {
		t.Fatalf("got %s", got.text)
	}
	try := func(token string) string {
		return a.get("/customs_entries", "Authorization", "Bearer "+token).outcome()
	}
	issued := text(got.body, "access_token")
	if got := try(issued); got != "200" {
		t.Errorf("the issued token at once: %s", got)
	}
	a.Advance(time.Hour - time.Second)
	if got := try(issued); got != "200" {
		t.Errorf("the issued token in its last second: %s", got)
	}
	a.Advance(time.Second)
	if got := try(issued); got != "401 unauthorized" {
		t.Errorf("the issued token after an hour: %s", got)
	}
	if got := try("fixed"); got != "200" {
		t.Errorf("the fixed token: %s", got)
	}
	if got := try("sandbox"); got != "401 unauthorized" {
		t.Errorf("the default token where another is set: %s", got)
	}
}
