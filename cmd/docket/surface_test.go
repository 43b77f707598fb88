package main

import (
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSurface: what a worker answers, while it works and while it waits.
func TestSurface(t *testing.T) {
	t.Parallel()
	var trouble error
	hook := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })
	with, without := workerHandler(func() error { return trouble }, hook, hook), workerHandler(func() error { return trouble }, nil, nil)
	for _, test := range []struct {
		handler      http.Handler
		method, path string
		trouble      error
		status       int
		says         string
	}{
		{with, "GET", "/healthz", nil, 200, "alive"},
		{with, "GET", "/healthz", errors.New("NATS is away"), 200, "alive"},
		{with, "GET", "/readyz", nil, 200, "ready"},
		{with, "GET", "/readyz", errors.New("NATS is away"), 503, "NATS is away"},
		{with, "POST", "/readyz", nil, 405, ""},
		{with, "POST", webhookPath, nil, 418, ""},
		{without, "POST", webhookPath, nil, 404, ""},
		{with, "GET", "/", nil, 404, ""},
		{with, "GET", "/review/", nil, 418, ""},
		{without, "GET", "/review/", nil, 404, ""},
	} {
		trouble = test.trouble
		answer := httptest.NewRecorder()
		test.handler.ServeHTTP(answer, httptest.NewRequest(test.method, test.path, nil))
		if answer.Code != test.status || !strings.Contains(answer.Body.String(), test.says) {
			t.Errorf("%s %s: %d %q, want %d and %q", test.method, test.path, answer.Code, answer.Body, test.status, test.says)
		}
	}
}

// TestWebhookFlags: settings of the webhook that cannot work are refused at the start, with what is missing.
func TestWebhookFlags(t *testing.T) {
	t.Parallel()
	const id = "a47606a1-5b39-4a81-9480-c2cb738ff675"
	file := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(file, []byte("s3cret\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name   string
		api    apiFlags
		listen string
		want   bool   // whether calls are taken
		says   string // in the error
	}{
		{"nothing", apiFlags{}, ":0", false, ""},
		{"all", apiFlags{WebhookID: id, WebhookSecret: "s"}, ":0", true, ""},
		{"from a file", apiFlags{WebhookSecretFile: file}, ":0", true, ""},
		{"nobody listens", apiFlags{WebhookSecret: "s"}, "", false, "--http-listen"},
		{"no secret", apiFlags{WebhookID: id}, ":0", false, "--api-webhook-secret"},
		{"no id", apiFlags{WebhookID: "mine", WebhookSecret: "s"}, ":0", false, "UUID"},
		{"two secrets", apiFlags{WebhookSecret: "s", WebhookSecretFile: file}, ":0", false, "both"},
	} {
		f := workerFlags{API: test.api, Listen: test.listen}
		hook, err := f.webhook(nil, slog.New(slog.DiscardHandler))
		if (hook != nil) != test.want || (err == nil) != (test.says == "") || err != nil && !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: taken %t, error %v; want %t and %q", test.name, hook != nil, err, test.want, test.says)
		}
	}
}

// TestReviewFlags: settings of the review page that cannot work, or that are not safe, are refused at the start.
func TestReviewFlags(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		token, listen string
		want          bool
		says          string
	}{
		{"", ":0", false, ""},
		{"0123456789abcdef", ":0", true, ""},
		{"0123456789abcdef", "", false, "--http-listen"},
		{"short", ":0", false, "16 at least"},
	} {
		token, err := workerFlags{ReviewToken: test.token, Listen: test.listen}.reviewToken()
		if (token != "") != test.want || (err == nil) != (test.says == "") || err != nil && !strings.Contains(err.Error(), test.says) {
			t.Errorf("%q on %q: token %q, error %v; want %t and %q", test.token, test.listen, token, err, test.want, test.says)
		}
	}
}
