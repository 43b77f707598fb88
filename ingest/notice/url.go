package notice

import (
	"errors"
	"fmt"
	"strings"
)

// ParseURL reads "s3://BUCKET/KEY" as a notice of that file. Everything after the bucket's slash is the key, as it
// stands: like other S3 tools docket decodes nothing in it, so that "?", "#", "%" and "@" are part of the name.
func ParseURL(url string) (Notice, error) {
	rest, isS3 := strings.CutPrefix(url, "s3://")
	if !isS3 {
		return Notice{}, fmt.Errorf("%s is no S3 URL, want s3://BUCKET/KEY", quote(url))
	}
	bucket, key, _ := strings.Cut(rest, "/")
	n := Notice{Bucket: bucket, Key: key, Size: Unknown, Maker: Native}
	if wrong := n.check(); wrong != "" {
		return Notice{}, fmt.Errorf("%s: %s, want s3://BUCKET/KEY", quote(url), wrong)
	}
	if strings.HasSuffix(key, "/") {
		return Notice{}, errors.New(quote(url) + " is a folder, want a file; docket sweep takes folders")
	}
	return n, nil
}
