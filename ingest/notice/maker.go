package notice

import (
	"net/url"
	"strings"
)

// A Maker is whose words a notice is in: the S3 server that sent the event. It decides how a key is written and what
// a sequencer means; the same text means different things to different makers.
//
//	maker      an event is its       keys     size             event names
//	aws        aws:s3, aws.s3        form     right            ObjectCreated:Put; EventBridge: Object Created, raw keys
//	minio      minio:s3              form     absent when 0    s3:ObjectCreated:Put; PutTagging is ObjectCreated too
//	rustfs     rustfs:s3             form     right            as MinIO's
//	versitygw  aws:s3, PrincipalId   raw      0 when not told  s3:ObjectCreated:Put
//	ceph       ceph:s3               raw      number or text   with or without s3:, by version
//	r2         action, object        raw      right            PutObject
//
// Another S3 server that calls itself NAME:s3 is Maker NAME. How it writes keys is not known, so its events count
// only where a key reads the same either way.
type Maker string

// The makers that docket knows.
const (
	Native    Maker = "native" // docket's own JSON, written by a person or a program
	AWS       Maker = "aws"
	MinIO     Maker = "minio"
	RustFS    Maker = "rustfs"
	Versitygw Maker = "versitygw"
	Ceph      Maker = "ceph"
	R2        Maker = "r2"
)

// wellNamed says whether the maker's name can stand in a native notice: 1 to 32 lower-case letters, digits or hyphens.
func (m Maker) wellNamed() bool {
	return m != "" && len(m) <= 32 && strings.Trim(string(m), "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// key reads a key as this maker writes it in an S3 event. What is wrong comes back as a phrase.
func (m Maker) key(written string) (key, wrong string) {
	switch m {
	case AWS, MinIO, RustFS:
		key, err := url.QueryUnescape(written)
		if err != nil {
			return "", "the key is not form-encoded, as this maker's keys are"
		}
		return key, ""
	case Versitygw, Ceph:
		return written, ""
	}
	if strings.ContainsAny(written, "+%") {
		return "", "the key means one file if it is form-encoded and another if it is not, and docket does not know which way this maker writes"
	}
	return written, ""
}
