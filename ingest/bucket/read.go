package bucket

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// get reads the object, and reads it again when the answer was cut off or altered on its way: the SDK tries again
// only until the answer's head is there.
func (s *S3) get(ctx context.Context, in *s3.GetObjectInput, at place) (Object, error) {
	pace := s.client.Options().Retryer
	for attempt := 1; ; attempt++ {
		object, err := s.getOnce(ctx, in, at)
		var torn *tornError
		if !errors.As(err, &torn) || ctx.Err() != nil {
			return object, err
		}
		if attempt >= pace.MaxAttempts() {
			return object, at.error(ErrDamaged, fmt.Sprintf("%s; tried %d times", torn, attempt),
				"look at the file with another tool; if it is broken there too, ask its sender to upload it again")
		}
		if err := pause(ctx, pace, attempt, err); err != nil {
			return object, err
		}
	}
}

// pause waits before the next attempt, as long as the SDK would.
func pause(ctx context.Context, pace aws.Retryer, attempt int, cause error) error {
	delay, err := pace.RetryDelay(attempt, cause)
	if err != nil {
		return err
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// A tornError is an answer that began well and did not come whole.
type tornError struct {
	got, size int64 // bytes; size is -1 when it was not told
	cause     error
}

func (e *tornError) Error() string {
	if e.size >= 0 && e.got < e.size {
		return fmt.Sprintf("only %d of %d bytes came: %s", e.got, e.size, clean(e.cause.Error()))
	}
	return fmt.Sprintf("%d bytes came that are not what S3 holds: %s", e.got, clean(e.cause.Error()))
}

func (e *tornError) Unwrap() error { return e.cause }

func (s *S3) getOnce(ctx context.Context, in *s3.GetObjectInput, at place) (Object, error) {
	out, err := s.client.GetObject(ctx, in)
	if err != nil {
		return Object{}, err
	}
	defer out.Body.Close()
	size := int64(-1)
	if out.ContentLength != nil {
		size = *out.ContentLength
	}
	if size > s.maxSize {
		return Object{}, s.tooLarge(at, fmt.Sprintf("it has %s", amount(size)))
	}
	body, err := readAll(out.Body, size, s.maxSize)
	switch {
	case int64(len(body)) > s.maxSize:
		return Object{}, s.tooLarge(at, "it does not tell its size and goes on past the limit")
	case err != nil:
		return Object{}, &tornError{got: int64(len(body)), size: size, cause: err}
	}
	sum := sha256.Sum256(body)
	object := Object{Info: gotInfo(at.bucket, at.key, out), Body: body, SHA256: hex.EncodeToString(sum[:])}
	object.Size = int64(len(body))
	return object, nil
}

// readAll reads all of r, but never more than one byte past the limit. It reads to the end even when all bytes of the
// announced size are there: only there the checksum is compared.
func readAll(r io.Reader, size, limit int64) ([]byte, error) {
	body := bytes.NewBuffer(make([]byte, 0, max(size, 0)+bytes.MinRead))
	_, err := body.ReadFrom(io.LimitReader(r, limit+1))
	return body.Bytes(), err
}

func (s *S3) tooLarge(at place, what string) error {
	return at.error(ErrTooLarge, fmt.Sprintf("%s, docket reads %s at most", what, amount(s.maxSize)),
		"split the file, or raise the size limit")
}
