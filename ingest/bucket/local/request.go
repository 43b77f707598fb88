package local

import (
	"context"
	"net/http"
	"net/url"
	"strings"
)

// A request is what a backend should know of an S3 request and is not told by gofakes3, which asks for the current
// version on HEAD, takes "null" for no version, and passes over the version of a copy's source.
type request struct {
	version string // of the object that is read or deleted, or of the source of a copy; "" is the current one
	event   string // what an upload is called in events: Put, Post, CompleteMultipartUpload
}

type requestKey struct{}

// known gives each request's context its request.
func known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query := r.URL.Query()
		known := request{version: query.Get("versionId"), event: "Put"}
		switch {
		case r.Method == http.MethodPost && query.Has("uploadId"):
			known.event = "CompleteMultipartUpload"
		case r.Method == http.MethodPost:
			known.event = "Post"
		case r.Header.Get("X-Amz-Copy-Source") != "":
			known.version = sourceVersion(r.Header.Get("X-Amz-Copy-Source"))
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), requestKey{}, known)))
	})
}

// sourceVersion is the version in the header of a copy: "bucket/key?versionId=...".
func sourceVersion(header string) string {
	_, query, _ := strings.Cut(header, "?")
	values, err := url.ParseQuery(query)
	if err != nil {
		return ""
	}
	return values.Get("versionId")
}

// requested is the request of the context.
func requested(ctx context.Context) request {
	r, _ := ctx.Value(requestKey{}).(request)
	return r
}
