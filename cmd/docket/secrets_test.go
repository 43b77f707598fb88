package main

import (
	"bytes"
	"fmt"
	"html"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"docket/ingest/bucket"
	"docket/publish/bus"
	"docket/publish/sandbox"
	"docket/testdata/samples"

	"github.com/xuri/excelize/v2"
)

// Numbers of persons in the files of this test, and the only places where they may be: requests, as the API gets them,
// in the ledger and on the desk.
var (
	persons       = []string{"123-45-6789", "123456789", "N7654321"}
	cells         = []string{"Maria Lopez", "Jonas Berg", "Acme Ltd", "9403.60.8081", "9403608081"} // that no log may have
	requestsLieIn = []string{"KV_" + bus.LedgerBucket, "KV_" + bus.ReviewBucket}
)

const personalForm = `Importer Security Filing (ISF 10+2)
House B/L,%s
Master B/L,MAEU256831947
Importer of Record,Maria Lopez
Importer of Record Number,SSN 123-45-6789
Consignee,Jonas Berg
Consignee Number,Passport N7654321
Container No,MSKU1234560
HTS,9403.60.8081
Seller,Acme Ltd
ETD,05/01/2027
`

// TestSecretsStayIn: a worker with secrets works on filings of persons, and people read its pages and ask about its work;
// another one is refused by the API, and a command does not reach NATS. No secret is in anything that they write; no
// number of a person is but in requests.
func TestSecretsStayIn(t *testing.T) {
	t.Parallel()
	const token, hook, desk, password, client = "mark-token-0123456789", "mark-hook-0123456789", "mark-desk-0123456789", "mark-pass-0123456789", "mark-client-0123456789"
	s := newSceneOf(t, sandbox.Options{CreateAfter: -1, Token: token})
	_, s3 := s.store.Credentials()
	secrets := []string{token, hook, desk, password, client, s3}
	settings := []string{}
	for _, setting := range s.environment() {
		settings = append(settings, setting[0]+"="+setting[1])
	}
	settings = append(settings, "NATS_URL="+strings.Replace(s.nats.URL(), "://", "://me:"+password+"@", 1), "DOCKET_API_TOKEN="+token, "DOCKET_API_WEBHOOK_SECRET="+hook,
		"DOCKET_REVIEW_TOKEN="+desk, "DOCKET_HTTP_LISTEN=127.0.0.1:0", "DOCKET_LOG_LEVEL=debug", "DOCKET_COPIES=true", "DOCKET_HOLD_BELOW=0.99")
	worker := program.Start(t, settings, "worker")
	steps := firstVersions(t)[1:2]
	for _, step := range steps {
		s.put(step)
	}
	for i := range 2 {
		_, err := s.files.Put(t.Context(), inbox, fmt.Sprintf("person-%d.csv", i), fmt.Appendf(nil, personalForm, fmt.Sprintf("ABCD000000%d", i)), bucket.Labels{})
		must(t, err)
	}
	_, err := s.files.Put(t.Context(), inbox, "person.xlsx", ofPerson(t, "01-isf-form.xlsx"), bucket.Labels{})
	must(t, err)
	_, err = s.files.Put(t.Context(), inbox, "person-held.xlsx", ofPerson(t, "14-isf-ambiguous-dates.xlsx"), bucket.Labels{})
	must(t, err)
	_, err = s.bus.JS.Publish(t.Context(), bus.DocumentsSubject+".mine", []byte(`{"bucket":"elsewhere"}`)) // a dead letter
	must(t, err)
	s.await(len(steps) + 4)
	s.drained()
	s.rest()
	said := map[string]string{}
	r := readerOf(t, worker, desk)
	r.readAll("/review/", said)
	held := 0
	for _, e := range s.events {
		if at := e.Result.Filing; at != nil && at.Review != "" {
			if e.Result.Document.Key == "person-held.xlsx" {
				held++
			}
			said["review show "+at.Review] = told(t, settings, "review", "show", at.Review)
		}
	}
	file := filepath.Join(t.TempDir(), "person.csv")
	must(t, os.WriteFile(file, fmt.Appendf(nil, personalForm, "ABCD0000009"), 0o600))
	said["convert"] = told(t, settings, "convert", file)
	said["results of no NATS"] = told(t, append(settings, "NATS_URL=nats://me:"+password+"@127.0.0.1:1"), "results")
	for _, command := range []string{"config show", "config check", "review list", "dead list", "track ABCD0000000"} {
		said[command] = told(t, settings, strings.Fields(command)...)
	}
	worker.Stop()
	said["the log"] = worker.Said()
	refused := program.Start(t, append(settings, "DOCKET_API_TOKEN=", "DOCKET_API_CLIENT_ID=me", "DOCKET_API_CLIENT_SECRET="+client), "worker")
	s.put(firstVersions(t)[2])
	refused.Await("401")
	refused.Signal(syscall.SIGTERM)
	_ = refused.Exit()
	said["the log of the one that is refused"] = refused.Said()
	streams := s.bus.JS.StreamNames(t.Context())
	for name := range streams.Name() {
		said[name] = s.all(name)
	}
	must(t, streams.Err())
	if held == 0 || said[bus.ResultsStream] == "" || said[bus.DeadStream] == "" {
		t.Error("nothing is held, or there are no results or no dead letters; the test shows nothing")
	}
	for _, where := range requestsLieIn {
		if !strings.Contains(said[where], persons[0]) && !strings.Contains(said[where], persons[1]) {
			t.Errorf("%s has no request with a person's number; the test shows nothing", where)
		}
	}
	for _, cell := range cells {
		for _, where := range []string{"the log", "the log of the one that is refused"} {
			if i := strings.Index(said[where], cell); i >= 0 {
				t.Errorf("%s has what a cell says: %q", where, around(said[where], i))
			}
		}
	}
	for where, text := range said {
		for _, secret := range secrets {
			if i := strings.Index(text, secret); i >= 0 {
				t.Errorf("%s has a secret: %q", where, around(text, i))
			}
		}
		for _, number := range persons {
			if i := strings.Index(text, number); i >= 0 && where != requestsLieIn[0] && where != requestsLieIn[1] {
				t.Errorf("%s has a person's number: %q", where, around(text, i))
			}
		}
	}
}

// employer is a number of an employer, with its name.
var employer = regexp.MustCompile(`(EIN )?\b[0-9]{2}-[0-9]{7}([0-9]{2})?\b`)

// ofPerson is a sample whose importer is a person.
func ofPerson(t *testing.T, sample string) []byte {
	t.Helper()
	form, err := samples.Files.ReadFile(sample)
	must(t, err)
	book, err := excelize.OpenReader(bytes.NewReader(form))
	must(t, err)
	defer book.Close()
	sheet := book.GetSheetList()[0]
	cells, err := book.SearchSheet(sheet, employer.String(), true)
	must(t, err)
	if len(cells) == 0 {
		t.Fatalf("%s names no employer", sample)
	}
	for _, cell := range cells {
		text, err := book.GetCellValue(sheet, cell)
		must(t, err)
		must(t, book.SetCellStr(sheet, cell, employer.ReplaceAllString(text, "SSN "+persons[0])))
	}
	var file bytes.Buffer
	must(t, book.Write(&file))
	return file.Bytes()
}

// readAll reads a page of the desk and all that it leads to, but for marked copies, which are files of the sender.
func (r *reader) readAll(path string, said map[string]string) {
	r.t.Helper()
	if _, read := said[path]; read || strings.HasPrefix(path, "/review/copy") {
		return
	}
	status, page := r.get(path)
	said[path] = page
	if status != http.StatusOK {
		r.t.Errorf("%s: %d", path, status)
	}
	for _, link := range regexp.MustCompile(`href="(/review/[^"#]+)"`).FindAllStringSubmatch(page, -1) {
		r.readAll(html.UnescapeString(link[1]), said)
	}
}

func around(text string, at int) string { return text[max(0, at-80):min(len(text), at+60)] }

// told is what a command says, its exit status whatever it may be.
func told(t *testing.T, environment []string, args ...string) string {
	t.Helper()
	p := program.Start(t, environment, args...)
	_ = p.Exit()
	return p.Said()
}

// all is everything that a stream holds.
func (s *scene) all(stream string) string {
	s.t.Helper()
	from, err := s.bus.JS.Stream(s.t.Context(), stream)
	must(s.t, err)
	var text strings.Builder
	state := from.CachedInfo().State
	for sequence := state.FirstSeq; sequence <= state.LastSeq && state.Msgs > 0; sequence++ {
		message, err := from.GetMsg(s.t.Context(), sequence)
		if err != nil { // deleted or replaced since
			continue
		}
		fmt.Fprintf(&text, "%s %v %s\n", message.Subject, message.Header, message.Data)
	}
	return text.String()
}
