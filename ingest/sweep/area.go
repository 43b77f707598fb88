package sweep

import (
	"errors"
	"fmt"
	"strings"
)

// An Area is a bucket, or what lies under a prefix of one.
type Area struct{ Bucket, Prefix string }

// ParseArea reads s3://BUCKET or s3://BUCKET/PREFIX.
func ParseArea(url string) (Area, error) {
	rest, found := strings.CutPrefix(url, "s3://")
	bucket, prefix, _ := strings.Cut(rest, "/")
	switch {
	case !found:
		return Area{}, fmt.Errorf("%q is no S3 URL, want s3://BUCKET or s3://BUCKET/PREFIX", url)
	case bucket == "":
		return Area{}, fmt.Errorf("%q names no bucket, want s3://BUCKET or s3://BUCKET/PREFIX", url)
	case strings.ContainsAny(url, "*?"):
		return Area{}, errors.New(url + " has a wildcard; a prefix means all that begins with it")
	}
	return Area{bucket, prefix}, nil
}

// String is the area's URL.
func (a Area) String() string {
	if a.Prefix == "" {
		return "s3://" + a.Bucket
	}
	return "s3://" + a.Bucket + "/" + a.Prefix
}
