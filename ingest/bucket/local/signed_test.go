package local_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"docket/ingest/bucket/local"
)

// signed sends a request without a body, or one whose body is its path, and returns the status.
func signed(t *testing.T, server *local.Server, method, path string, header ...string) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, server.Endpoint()+path, http.NoBody)
	if method == http.MethodPut {
		request, err = http.NewRequestWithContext(t.Context(), method, server.Endpoint()+path, strings.NewReader(path))
	}
	if err != nil {
		t.Error(err)
		return 0
	}
	request.Header.Set("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD")
	for i := 0; i < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	id, secret := server.Credentials()
	signer := v4.NewSigner(func(o *v4.SignerOptions) { o.DisableURIPathEscaping = true })
	if err := signer.SignHTTP(t.Context(), aws.Credentials{AccessKeyID: id, SecretAccessKey: secret}, request, "UNSIGNED-PAYLOAD", "s3", server.Region(), time.Now()); err != nil {
		t.Error(err)
		return 0
	}
	response, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(request)
	if err != nil {
		t.Error(err)
		return 0
	}
	if body := readAll(t, response.Body); response.StatusCode >= 400 && response.StatusCode != http.StatusPreconditionFailed {
		t.Errorf("%s %s: %s %s", method, path, response.Status, body)
	}
	return response.StatusCode
}
