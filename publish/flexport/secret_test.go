package flexport

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
)

func TestSecretsAreNotShown(t *testing.T) {
	t.Parallel()
	const hush = "hunter2"
	config := Config{Token: NewSecret(hush), ClientSecret: NewSecret(hush)}
	client, err := New(Config{Token: NewSecret(hush)})
	if err != nil {
		t.Fatal(err)
	}
	for _, value := range []any{NewSecret(hush), new(NewSecret(hush)), config, &config, client, *client, client.tokens, fixedToken(NewSecret(hush)), &fileToken{secret: NewSecret(hush)}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t", "%p", "%o", "%T"} {
			if text := fmt.Sprintf(verb, value); strings.Contains(text, hush) || strings.Contains(text, fmt.Sprintf("%x", hush)) {
				t.Errorf("%s of %T shows it: %s", verb, value, text)
			}
		}
	}
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("config", "config", config, "secret", config.Token)
	slog.New(slog.NewTextHandler(&log, nil)).Info("config", "config", config, "secret", config.Token)
	text, err := json.Marshal(config.Token)
	if err != nil || string(text) != `"[secret]"` {
		t.Errorf("got %s, %v", text, err)
	}
	if strings.Contains(log.String(), hush) || !strings.Contains(log.String(), "[secret]") {
		t.Errorf("log: %s", log.String())
	}
	if config.Token.Reveal() != hush || !NewSecret("").IsZero() || NewSecret("").String() != "" {
		t.Error("a secret is not what was put in")
	}
	var read Secret
	if err := read.UnmarshalText([]byte(hush)); err != nil || read.Reveal() != hush {
		t.Errorf("read: %v", err)
	}
}

// TestLogsHoldNoBodies wants logs to hold neither what was filed, nor what was answered, nor the token.
func TestLogsHoldNoBodies(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	answers := []http.HandlerFunc{
		reply(http.StatusTooManyRequests, `{"code":"rate_limited","message":"Jane Doe is too fast."}`),
		reply(http.StatusOK, `{"version":"two","data":{"id":"1","name":"Jane Doe"}}`),
		reply(http.StatusBadRequest, `{"code":"invalid_request","message":"entities.0.name: Jane Doe is no company"}`),
	}
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		answers[0](w, r)
		answers = answers[1:]
	}, func(config *Config) {
		config.Logger = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	worksheet := exampleISF(t)
	if _, err := client.UpsertISF(t.Context(), worksheet); err != nil {
		t.Error(err)
	}
	_, err := client.UpsertISF(t.Context(), worksheet)
	e := wantKind(t, err, BadRequest)
	if e.Message == "" || strings.Contains(e.Error(), "Jane") {
		t.Errorf("got %v with message %q", e, e.Message)
	}
	for _, want := range []string{"method=POST", "path=/customs_documents/isf", "status=429", "status=200", "request_id=" + worksheet.RequestID(), "departs from its contract"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log lacks %q:\n%s", want, log.String())
		}
	}
	for _, never := range []string{testToken, "Jane", "Example Garment", worksheet.Entities[0].Details().Name, "Bearer"} {
		if strings.Contains(log.String(), never) {
			t.Errorf("the log holds %q:\n%s", never, log.String())
		}
	}
}
