package bucket

import (
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// Info is what S3 tells about an object.
type Info struct {
	Bucket       string
	Key          string
	VersionID    string // "" when the bucket has no versions; "null" for an object from before it had
	ETag         string // without quotes
	Size         int64  // bytes
	LastModified time.Time
	ContentType  string
	Metadata     map[string]string // the uploader's own; names in lower case
}

// An Object is a version of a file, whole.
type Object struct {
	Info
	Body   []byte
	SHA256 string // of Body, in hexadecimal digits of lower case
}

// An Entry is an object in a listing.
type Entry struct {
	Bucket       string
	Key          string
	ETag         string // without quotes
	Size         int64  // bytes
	LastModified time.Time
}

func gotInfo(bucket, key string, out *s3.GetObjectOutput) Info {
	return Info{
		Bucket:       bucket,
		Key:          key,
		VersionID:    aws.ToString(out.VersionId),
		ETag:         unquoted(out.ETag),
		Size:         aws.ToInt64(out.ContentLength),
		LastModified: aws.ToTime(out.LastModified).UTC(),
		ContentType:  aws.ToString(out.ContentType),
		Metadata:     readMetadata(out.Metadata),
	}
}

func headInfo(bucket, key string, out *s3.HeadObjectOutput) Info {
	return Info{
		Bucket:       bucket,
		Key:          key,
		VersionID:    aws.ToString(out.VersionId),
		ETag:         unquoted(out.ETag),
		Size:         aws.ToInt64(out.ContentLength),
		LastModified: aws.ToTime(out.LastModified).UTC(),
		ContentType:  aws.ToString(out.ContentType),
		Metadata:     readMetadata(out.Metadata),
	}
}

func unquoted(etag *string) string { return strings.Trim(aws.ToString(etag), `"`) }
