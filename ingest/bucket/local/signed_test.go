package local_test

import (
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"docket/ingest/bucket/local"
)

// sign is a signed request.
func sign(t *testing.T, server *local.Server, method, path string, body io.Reader, header ...string) *http.Request {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, server.Endpoint()+path, body)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD")
	for i := 0; i < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	id, secret := server.Credentials()
	signer := v4.NewSigner(func(o *v4.SignerOptions) { o.DisableURIPathEscaping = true })
	if err := signer.SignHTTP(t.Context(), aws.Credentials{AccessKeyID: id, SecretAccessKey: secret}, request, "UNSIGNED-PAYLOAD", "s3", server.Region(), time.Now()); err != nil {
		t.Fatal(err)
	}
	return request
}

// status sends a request and returns the status of the answer.
func status(t *testing.T, request *http.Request) int {
	t.Helper()
	response, err := (&http.Transport{DisableKeepAlives: true, ExpectContinueTimeout: time.Hour}).RoundTrip(request)
	if err != nil {
		t.Error(err)
		return 0
	}
	defer response.Body.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		t.Error(err)
	}
	return response.StatusCode
}
