package local_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"testing"

	"docket/ingest/bucket"
	"docket/ingest/bucket/local"
	"docket/ingest/notice"
)

// The whole way, both sides of it in one process: signing, checksums, HTTP, and for a folder the disk.

func BenchmarkPut(b *testing.B) {
	for _, place := range []string{"memory", "folder"} {
		b.Run(place, func(b *testing.B) {
			s, body := benched(b, place), bytes.Repeat([]byte("15 KiB of a form"), 960)
			b.SetBytes(int64(len(body)))
			for i := 0; b.Loop(); i++ {
				if _, err := s.Put(b.Context(), "inbox", fmt.Sprint(i%100), body, bucket.Labels{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkFetch(b *testing.B) {
	for name, size := range map[string]int{"form of 15 KiB": 15 << 10, "sheet of 32 MiB": 32 << 20} {
		b.Run(name, func(b *testing.B) {
			s := benched(b, "memory")
			put, err := s.Put(b.Context(), "inbox", "k", make([]byte, size), bucket.Labels{})
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := s.Fetch(b.Context(), notice.Notice{Bucket: "inbox", Key: "k", ETag: put.ETag}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func benched(b *testing.B, place string) *bucket.S3 {
	b.Helper()
	o := local.Options{Buckets: []string{"inbox"}, Log: slog.New(slog.DiscardHandler)}
	if place == "folder" {
		o.Dir = b.TempDir()
	}
	server, err := local.New(o)
	if err == nil {
		err = server.Start(b.Context())
	}
	if err != nil {
		b.Fatal(err)
	}
	id, secret := server.Credentials()
	s, err := bucket.Open(b.Context(), bucket.Options{Endpoint: server.Endpoint(), AccessKeyID: id, SecretAccessKey: secret})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		s.Close()
		server.Close()
	})
	return s
}
