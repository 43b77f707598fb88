//go:build gateway

package reliability

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"docket/publish/bus"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/nats-io/nats.go"
)

// versitygw is the S3 server. It is built by the Go tool from its own module, and is no part of docket's.
const versitygw = "github.com/versity/versitygw/cmd/versitygw@v1.8.0"

// A gateway is a running versitygw that keeps its objects in a folder and tells NATS of each, by itself.
type gateway struct{ address string }

func (g gateway) Endpoint() string               { return "http://" + g.address }
func (gateway) Region() string                   { return "us-east-1" }
func (gateway) Credentials() (id, secret string) { return "reliability", "reliability-secret" }

// startGateway starts one for a world whose files are put by a standard client's plain PutObject.
func startGateway(w *world) store {
	t := w.t
	g := gateway{"127.0.0.1:" + strconv.Itoa(freePorts(t, 1)[0])}
	id, secret := g.Credentials()
	cmd := exec.Command(filepath.Join(workshop, "versitygw"), "--port", g.address, "--access", id, "--secret", secret,
		"--event-nats-url", w.urls[0], "--event-nats-topic", bus.DocumentsSubject+".versitygw", "--quiet", "posix", t.TempDir())
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	must(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if t.Failed() {
			t.Logf("versitygw said:\n%s", &said)
		}
	})
	eventually(t, "versitygw listens", func(ctx context.Context) error {
		conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", g.address)
		if err == nil {
			_ = conn.Close()
		}
		return err
	})
	eventually(t, "versitygw has sent its test event", func(ctx context.Context) error {
		if left, err := w.left(ctx); err != nil || left != 1 {
			return fmt.Errorf("%d messages: %w", left, err)
		}
		return nil
	})
	stream, err := w.bus.JS.Stream(t.Context(), bus.DocumentsStream)
	must(t, err)
	must(t, stream.Purge(t.Context()))
	client := s3.New(s3.Options{
		BaseEndpoint: aws.String(g.Endpoint()), Region: g.Region(), UsePathStyle: true, Credentials: credentials.NewStaticCredentialsProvider(id, secret, ""),
	})
	_, err = client.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: aws.String(inbox)})
	must(t, err)
	w.drop = func(key string, content []byte) (etag string) {
		put, err := client.PutObject(t.Context(), &s3.PutObjectInput{Bucket: aws.String(inbox), Key: aws.String(key), Body: bytes.NewReader(content)})
		must(t, err)
		return strings.Trim(*put.ETag, `"`)
	}
	w.stored = func(ctx context.Context) (all []object, _ error) {
		pages := s3.NewListObjectsV2Paginator(client, &s3.ListObjectsV2Input{Bucket: aws.String(inbox)})
		for pages.HasMorePages() {
			page, err := pages.NextPage(ctx)
			if err != nil {
				return nil, err
			}
			for _, o := range page.Contents {
				all = append(all, object{*o.Key, strings.Trim(*o.ETag, `"`)})
			}
		}
		return all, nil
	}
	ear, err := w.bus.Conn.Subscribe(bus.DocumentsSubject+".versitygw", func(m *nats.Msg) {
		if err := w.crier.hear(m.Data); err != nil {
			t.Error(err)
		}
	})
	must(t, err)
	t.Cleanup(func() { _ = ear.Unsubscribe() })
	must(t, w.bus.Conn.Flush())
	return g
}

// hear notes an event that somebody else has put on the bus.
func (c *crier) hear(text []byte) error {
	a, err := announced(text)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.note(a)
	c.out++
	return nil
}

// TestCrashGateway: as TestCrashAtEachStep, with an S3 server that is not docket's and sends its notifications to NATS
// itself. The only trigger is a standard client's PutObject.
func TestCrashGateway(t *testing.T) {
	install := exec.Command("go", "install", versitygw)
	install.Env = append(os.Environ(), "GOBIN="+workshop)
	if said, err := install.CombinedOutput(); err != nil {
		t.Fatalf("install %s: %v\n%s", versitygw, err, said)
	}
	for _, r := range []route{{billPaper, false}, {billPaper, true}, {worksheetPaper, false}, {worksheetPaper, true}} {
		t.Run(r.String(), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, lot{store: startGateway})
			first := w.worker() // the gateway tells of the bucket too, in its own time
			w.put(w.shipment(billPaper))
			w.rest(patience)
			first.Stop()
			killAtEachStep(w, r, gatewayd)
		})
	}
}
