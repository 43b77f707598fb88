package main

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"docket/ingest/bucket"
	"docket/publish/bus"
	"docket/testdata/samples"

	"github.com/nats-io/nats.go/jetstream"
)

// get asks a server on this machine, as the holder of a token.
func get(t *testing.T, url, token string) (status int, body string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	must(t, err)
	request.Header.Set("Authorization", "Bearer "+token)
	request.Header.Set("Flexport-Version", "2023-07-01")
	answer, err := http.DefaultClient.Do(request)
	must(t, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	must(t, err)
	return answer.StatusCode, string(text)
}

// TestSandboxServes: the sandbox tells its address, asks for its token, shows its page, and stops when it is told to.
func TestSandboxServes(t *testing.T) {
	t.Parallel()
	p := program.Start(t, nil, "sandbox", "--listen", "127.0.0.1:0", "--token", "mine")
	p.Await("its page is there too.\n")
	url := found(t, p.Said(), `listens on (http://127\.0\.0\.1:\d+)`)
	order := url + "/customs_orders/flx%3A%3Acustoms%3Apre-order%3A607d3c71-6276-480e-8078-55674ae62451"
	if status, body := get(t, order, "mine"); status != http.StatusNotFound {
		t.Errorf("with the token it answers %d %s", status, body)
	}
	if status, _ := get(t, order, "another"); status != http.StatusUnauthorized {
		t.Errorf("with another token it answers %d", status)
	}
	if status, page := get(t, url+"/", ""); status != http.StatusOK || !strings.Contains(page, "<html") {
		t.Errorf("its page: %d %.80s", status, page)
	}
	p.Stop()
}

// TestDevKeeps: what "docket dev" prints is all that a client needs, and after a stop and a start the bucket, the
// results and the API still hold what they held.
func TestDevKeeps(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	content, err := samples.Files.ReadFile("04-bol-containers.csv")
	must(t, err)
	for run := range 2 {
		p := program.Start(t, nil, "dev", "--dir", dir, "--nats-port", "0", "--s3-port", "0", "--api-port", "0", "--http-port", "0")
		p.Await("docket results -f\n")
		files, err := bucket.Open(t.Context(), bucket.Options{
			Endpoint: found(t, p.Said(), `AWS_ENDPOINT_URL_S3=(\S+)`), Region: found(t, p.Said(), `AWS_REGION=(\S+)`),
			AccessKeyID: found(t, p.Said(), `AWS_ACCESS_KEY_ID=(\S+)`), SecretAccessKey: found(t, p.Said(), `AWS_SECRET_ACCESS_KEY=(\S+)`),
		})
		must(t, err)
		nc, err := bus.Connect(bus.Options{URL: found(t, p.Said(), `NATS_URL=(\S+)`)})
		must(t, err)
		s := &scene{t: t}
		js, err := jetstream.New(nc)
		must(t, err)
		s.results, err = js.OrderedConsumer(t.Context(), bus.ResultsStream, jetstream.OrderedConsumerConfig{})
		must(t, err)
		if run == 0 {
			_, err = files.Put(t.Context(), inbox, "acme/bill.csv", content, bucket.Labels{})
			must(t, err)
		}
		events := s.await(1)
		if len(events) != 2 || events[0].Result.Filing == nil || events[0].Result.Filing.APIID == "" {
			t.Fatalf("run %d: the results are %+v", run, events)
		}
		id := events[0].Result.Filing.APIID
		order := found(t, p.Said(), `API +(\S+)`) + "/customs_orders/" + strings.ReplaceAll(id, ":", "%3A")
		if status, order := get(t, order, "sandbox"); status != http.StatusOK {
			t.Errorf("run %d: the API says of %s: %d %s", run, id, status, order)
		}
		files.Close()
		nc.Close()
		p.Stop()
	}
}
