package ingest_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"docket/ingest"
	"docket/ingest/bucket"
	"docket/publish"
	"docket/publish/evidence"
	"docket/publish/ledger"
)

// TestReceipts: of a file that goes from the bucket to the API each filing has a receipt in the bucket, which tells the
// file by its digest and what was sent; its own notice brings nothing about. The file's correction has receipts that name
// these.
func TestReceipts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.pipeline()
	p.Submitter = publish.NewSubmitter(w.client(), ledger.New(w.bus.Ledger, time.Minute, nil), "acme", "test").Proven(ingest.Archive{Files: w.files}, "v1.2.3")
	w.work(p)
	receipts := func(key string, content []byte) map[string]evidence.Receipt {
		t.Helper()
		w.put(key, content)
		documents, filings := w.documents(3) // the file and two receipts
		all := map[string]evidence.Receipt{}
		for _, f := range filings[key] {
			var r evidence.Receipt
			must(t, json.Unmarshal(w.fetch(f.Result.Filing.Receipt), &r))
			sum := sha256.Sum256(content)
			if r.Input.SHA256 != hex.EncodeToString(sum[:]) || r.Input.URL != "s3://inbox/"+key || r.Request.ID != f.Result.Filing.RequestID || r.APIID != f.Result.Filing.APIID ||
				r.Rules != f.Result.Document.Rules || len(r.Rules) != 12 || r.Input.Profile != "auto" || !strings.Contains(string(r.Input.Notice), `"etag"`) {
				t.Errorf("the receipt of %s %s is %+v", f.Kind, f.Subject, r)
			}
			own := documents[strings.TrimPrefix(f.Result.Filing.Receipt, "s3://inbox/")]
			if own.Outcome != publish.Completed || own.Result.Document.Own != "receipt" || !strings.Contains(own.Result.Message, r.Request.ID) || len(own.Result.Problems) != 0 {
				t.Errorf("its own notice: %s, %+v", own.Outcome, own.Result)
			}
			all[f.Result.Filing.Receipt] = r
		}
		return all
	}
	first := receipts("a/isf.xlsx", sample(t, "01-isf-form.xlsx"))
	second := receipts("a/isf.xlsx", sample(t, "10-isf-form-corrected.xlsx"))
	if len(first) != 2 || len(second) != 2 {
		t.Fatalf("%d receipts, then %d", len(first), len(second))
	}
	for url, r := range second {
		if before, known := first[r.Previous]; !known || before.Kind != r.Kind || before.APIID != r.APIID || r.Effect != ledger.Update || !strings.HasPrefix(url, "s3://inbox/docket-receipts/"+string(r.Kind)+"/QJLF26110447/") {
			t.Errorf("%s comes after %q: %+v", url, r.Previous, r)
		}
	}
}

// TestArchive: receipts go where they are told to, and what keeps them from it is told apart.
func TestArchive(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := evidence.Receipt{Kind: "isf", Reference: "QJLF26110447", Input: evidence.Input{URL: "s3://elsewhere/a.xlsx"}}
	r.Request.ID = "11111111-1111-5111-8111-111111111111"
	const name = "isf/QJLF26110447/00010101T000000Z-11111111-1111-5111-8111-111111111111.json"
	for range 2 {
		url, err := ingest.Archive{Files: w.files, Bucket: "inbox", Prefix: "proof/2026"}.Keep(t.Context(), r)
		if err != nil || url != "s3://inbox/proof/2026/"+name || len(w.fetch(url)) == 0 {
			t.Errorf("it lies at %s, error %v", url, err)
		}
	}
	if _, err := (ingest.Archive{Files: w.files}).Keep(t.Context(), r); err == nil || errors.Is(err, publish.ErrTrouble) || !strings.Contains(err.Error(), "docket-receipts/"+name) {
		t.Errorf("a bucket that there is not: %v", err)
	}
	away, err := bucket.Open(t.Context(), bucket.Options{Endpoint: "http://127.0.0.1:1", AccessKeyID: "a", SecretAccessKey: "b", Attempts: 1})
	must(t, err)
	t.Cleanup(away.Close)
	if _, err := (ingest.Archive{Files: away}).Keep(t.Context(), r); !errors.Is(err, publish.ErrTrouble) {
		t.Errorf("S3 out of reach: %v", err)
	}
	r.Input.URL = "nowhere"
	if _, err := (ingest.Archive{Files: w.files}).Keep(t.Context(), r); err == nil || errors.Is(err, publish.ErrTrouble) {
		t.Errorf("no bucket: %v", err)
	}
}
