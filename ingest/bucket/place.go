package bucket

import "context"

// A place is what a call is about, for its errors.
type place struct{ op, bucket, key, version string }

// whole is the place's bucket.
func (at place) whole() place { return place{op: at.op, bucket: at.bucket} }

// bodiless says whether the answer has no body, so that S3 cannot say anything in it.
func (at place) bodiless() bool { return at.op == "head" && at.key != "" }

func (at place) error(kind error, message, hint string) *Error {
	return &Error{Op: at.op, Bucket: at.bucket, Key: at.key, VersionID: at.version, Err: kind, Message: message, hint: hint}
}

// mayTouch refuses a place that the allow-list does not name. Nothing is sent then.
func (s *S3) mayTouch(at place) error {
	if s.allowed.allow(at.bucket, at.key) {
		return nil
	}
	return at.error(ErrOutside, "docket may not touch this, only "+s.allowed.String(),
		"correct the notice, or add the place to the list of allowed ones")
}

// limit is the caller's context with the time limit of one call.
func (s *S3) limit(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, s.timeout)
}
