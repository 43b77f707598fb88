package local

import (
	"bytes"
	"crypto/md5"
	"encoding/hex"
	"io"
)

// memory keeps everything as long as the process lives.
type memory struct{}

func (memory) load() (map[string]*bucket, error) { return map[string]*bucket{}, nil }
func (memory) saveBucket(string, *bucket) error  { return nil }
func (memory) removeBucket(string) error         { return nil }
func (memory) save(string, *version) error       { return nil }
func (memory) remove(string, *version) error     { return nil }
func (memory) close() error                      { return nil }
func (memory) receive(_ string, r io.Reader) (*received, error) {
	body, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	sum := md5.Sum(body)
	return &received{size: int64(len(body)), md5: hex.EncodeToString(sum[:]), body: body, discard: func() {}}, nil
}

func (memory) open(_ string, v *version) (io.ReadSeekCloser, error) {
	return readSeekNopCloser{bytes.NewReader(v.body)}, nil
}

type readSeekNopCloser struct{ io.ReadSeeker }

func (readSeekNopCloser) Close() error { return nil }
