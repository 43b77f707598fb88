package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"docket/ingest"
	"docket/mapping/sheet"
	"docket/publish/flexport"
	"docket/publish/follow"
	"docket/publish/recent"
	"docket/publish/review/page"

	"github.com/google/uuid"
)

// webhookPath is where the API's webhook calls go.
const webhookPath = "/webhooks/flexport"

// workerHandler is what a worker answers by HTTP:
//
//	GET  /healthz             200 while the process runs
//	GET  /readyz              200 while it works, 503 and why while it waits for a service
//	POST /webhooks/flexport   the API's webhook calls, if a secret is set
//	     /review/             the review desk's pages, if a token is set
func workerHandler(trouble func() error, webhook, desk http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { say(w, http.StatusOK, "alive") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		if err := trouble(); err != nil {
			say(w, http.StatusServiceUnavailable, "waiting: "+err.Error())
			return
		}
		say(w, http.StatusOK, "ready")
	})
	if webhook != nil {
		mux.Handle(webhookPath, webhook)
	}
	if desk != nil {
		mux.Handle("/review/", desk)
	}
	return mux
}

func say(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text+"\n")
}

// webhook takes the API's webhook calls; nil if no secret is set.
func (f workerFlags) webhook(book *follow.Book, log *slog.Logger) (http.Handler, error) {
	var secrets []flexport.Secret
	text, err := secret("api-webhook-secret", f.API.WebhookSecret, f.API.WebhookSecretFile)
	switch {
	case err != nil:
		return nil, err
	case text != "" && f.Listen == "":
		return nil, usageError{errors.New("--api-webhook-secret is set, and without --http-listen nothing can call")}
	case text == "" && f.API.WebhookID != "":
		return nil, usageError{errors.New("--api-webhook-id is set, and without --api-webhook-secret its calls cannot be checked")}
	case f.API.WebhookID != "" && uuid.Validate(f.API.WebhookID) != nil:
		return nil, usageError{fmt.Errorf("--api-webhook-id %q is no UUID", f.API.WebhookID)}
	case text == "":
		return nil, nil
	}
	for _, each := range strings.Fields(text) {
		secrets = append(secrets, flexport.NewSecret(each))
	}
	return &follow.Webhook{Book: book, Secrets: secrets, Log: log}, nil
}

// reviewToken is the token of the review page; "" if there is to be none.
func (f workerFlags) reviewToken() (string, error) {
	token, err := secret("review-token", f.ReviewToken, f.ReviewTokenFile)
	switch {
	case err != nil, token == "":
		return "", err
	case f.Listen == "":
		return "", usageError{errors.New("--review-token is set, and without --http-listen there is no page")}
	case len(token) < page.ShortestToken:
		return "", usageError{complaint{
			fmt.Errorf("--review-token has %d characters, and it lets people file; it needs %d at least", len(token), page.ShortestToken), `"openssl rand -hex 16" makes one`,
		}}
	}
	return token, nil
}

// pageLimits are those of files that the review page draws: a person waits for them, and the worker works meanwhile.
var pageLimits = sheet.Limits{Bytes: 16 << 20, TotalBytes: 256 << 20, Rows: 200_000, Cells: 1_000_000}

// reviewPage is the pages of a job, to be served while it runs; nil without a token.
func (j *job) reviewPage(token string, log *slog.Logger) http.Handler {
	if token == "" {
		return nil
	}
	j.recent = recent.NewWindow(j.bus.JS, log)
	looking := *j.pipeline
	looking.Limits = pageLimits
	return page.New(page.Config{
		Desk: j.desk, Recent: j.recent, Ledger: j.ledger, Papers: &ingest.Papers{Pipeline: &looking, JS: j.bus.JS}, Limits: pageLimits, Token: token, Log: log,
	})
}

// slowest is how long an answer may take: a decision's is waited for longest.
const slowest = 30 * time.Second

// expose serves a worker's surface, if an address is set for it. Once the context has ended the worker is not ready.
func (f workerFlags) expose(ctx context.Context, j *job, log *slog.Logger) (*served, error) {
	webhook, err := f.webhook(j.follower.Book, log)
	if err != nil {
		return nil, err
	}
	token, err := f.reviewToken()
	if err != nil || f.Listen == "" {
		return nil, err
	}
	desk := j.reviewPage(token, log)
	trouble := func() error {
		if ctx.Err() != nil {
			return errors.New("the worker is stopping")
		}
		if !j.bus.Conn.IsConnected() {
			return fmt.Errorf("NATS is %s", j.bus.Conn.Status())
		}
		return j.worker.Trouble()
	}
	s, err := serve(f.Listen, http.TimeoutHandler(workerHandler(trouble, webhook, desk), slowest, "too slow"))
	if err != nil {
		return nil, usageError{err}
	}
	log.Info("listening", "url", s.url, "webhook", webhook != nil, "review_page", desk != nil)
	return s, nil
}
