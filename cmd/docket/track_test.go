package main

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"docket/ingest/bucket"
	"docket/publish"
	"docket/publish/bus"
	"docket/publish/sandbox"
	"docket/testdata/samples"

	"github.com/nats-io/nats.go/jetstream"
)

const webhookID = "a47606a1-5b39-4a81-9480-c2cb738ff675"

// TestTrack: a file goes through a worker that is set up by flags, whose orders the API's webhook tells of; then its
// story is told by bill and by id, in both forms.
func TestTrack(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(t.Output(), nil))
	m := newMachine(t, sandbox.Options{
		CreateAfter: 100 * time.Millisecond, EntryAfter: -1, Release: []sandbox.Step{},
		Webhooks: []sandbox.Webhook{{ID: webhookID, URL: "http://" + address + webhookPath, Secret: "s3cret"}},
	}, log)
	results, err := m.bus.JS.OrderedConsumer(t.Context(), bus.ResultsStream, jetstream.OrderedConsumerConfig{})
	if err != nil {
		t.Fatal(err)
	}
	m.worker(t, address, log)
	content, err := samples.Files.ReadFile("04-bol-containers.csv")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.files.Put(t.Context(), inbox, "b.csv", content, bucket.Labels{}); err != nil {
		t.Fatal(err)
	}
	var created publish.Event // an hour before polling would see it
	for created.Outcome != publish.Created {
		message, err := results.Next(jetstream.FetchMaxWait(20 * time.Second))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(message.Data(), &created); err != nil {
			t.Fatal(err)
		}
	}
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 200, webhookPath: 405} {
		answer, err := http.Get("http://" + address + path)
		if err != nil {
			t.Fatal(err)
		}
		if err := answer.Body.Close(); err != nil || answer.StatusCode != want {
			t.Errorf("%s: %d, want %d; %v", path, answer.StatusCode, want, err)
		}
	}
	for _, asked := range []string{"MAEU256831947", "maeu 256831947", created.Result.Filing.APIID} {
		text := m.track(t, exitDone, asked)
		for _, want := range []string{"order MAEU256831947", "submitted CREATED", created.Result.Filing.APIID, "s3://inbox/b.csv", "create", "webhook event", "order CREATED", "s3://inbox/docket-receipts/order/MAEU256831947/", "/freight_details/containers/0/container_number"} {
			if !strings.Contains(text, want) {
				t.Errorf("track %s tells nothing of %q:\n%s", asked, want, text)
			}
		}
		var story struct {
			Status   string `json:"api_status"`
			Moments  []struct{ What, Receipt string }
			Receipts []string
			Fields   []struct{ Cells []string }
		}
		if err := json.Unmarshal([]byte(m.track(t, exitDone, "-o", "json", asked)), &story); err != nil {
			t.Fatal(err)
		}
		receipts := map[string]int{} // the webhook may come while the receipt is being kept, and is then told first
		for _, moment := range story.Moments {
			receipts[moment.Receipt]++
		}
		if story.Status != "CREATED" || len(story.Moments) < 3 || len(story.Fields) < 10 || len(story.Receipts) != 1 || receipts[story.Receipts[0]] != 1 {
			t.Errorf("track -o json %s: %+v", asked, story)
		}
	}
	if text := m.track(t, exitBadInput, "NOBODY"); !strings.Contains(text, "hint") {
		t.Errorf("an unknown bill: %s", text)
	}
}

// track runs the command and returns what it prints.
func (m *machine) track(t *testing.T, code int, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if got := run(t.Context(), append([]string{"track", "--nats-url", m.nats.URL()}, args...), nil, &out, &errs); got != code {
		t.Fatalf("track %v: exit status %d, want %d: %s", args, got, code, &errs)
	}
	return out.String() + errs.String()
}
