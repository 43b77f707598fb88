package bucket_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log"

	"docket/ingest/bucket"
	"docket/ingest/bucket/local"
	"docket/ingest/notice"
)

// A worker fetches what a notice announced, and decides by the kind of error what becomes of the document.
func ExampleS3_Fetch() {
	ctx := context.Background()
	server, err := local.New(local.Options{Buckets: []string{"inbox"}})
	if err != nil {
		log.Fatal(err)
	}
	if err := server.Start(ctx); err != nil {
		log.Fatal(err)
	}
	defer server.Close()

	id, secret := server.Credentials()
	s3, err := bucket.Open(ctx, bucket.Options{Endpoint: server.Endpoint(), AccessKeyID: id, SecretAccessKey: secret})
	if err != nil {
		log.Fatal(err)
	}
	defer s3.Close()
	if _, err := s3.Put(ctx, "inbox", "acme/isf.csv", []byte("MBL,HBL\n"), bucket.Labels{ContentType: "text/csv"}); err != nil {
		log.Fatal(err)
	}

	for _, key := range []string{"acme/isf.csv", "acme/gone.csv"} {
		object, err := s3.Fetch(ctx, notice.Notice{Bucket: "inbox", Key: key})
		switch {
		case errors.Is(err, fs.ErrNotExist):
			fmt.Println(key, "is gone")
		case errors.Is(err, bucket.ErrUnavailable):
			fmt.Println("wait, then ask again")
		case err != nil:
			fmt.Println(err)
		default:
			fmt.Println(key, object.Size, object.ContentType, object.SHA256[:8])
		}
	}
	// Output:
	// acme/isf.csv 8 text/csv 2e1ce513
	// acme/gone.csv is gone
}
