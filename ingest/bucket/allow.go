package bucket

import (
	"fmt"
	"slices"
	"strings"
)

// An area is a part of a bucket: all of it, or what lies under a prefix.
type area struct{ bucket, prefix string }

// areas are what docket may touch; none means everything.
type areas []area

// parseAreas reads a list of allowed areas. What is wrong comes back as a clause.
func parseAreas(allow []string) (list areas, wrong string) {
	for _, text := range allow {
		bucket, prefix, _ := strings.Cut(strings.TrimPrefix(text, "s3://"), "/")
		if bucket == "" || strings.ContainsAny(bucket, "*?: ") {
			return nil, fmt.Sprintf("%q allows no bucket, want BUCKET or BUCKET/PREFIX", text)
		}
		if strings.ContainsAny(prefix, "*?") {
			return nil, fmt.Sprintf("%q has a wildcard, want BUCKET or BUCKET/PREFIX: a prefix allows all that is under it", text)
		}
		list = append(list, area{bucket, strings.TrimSuffix(prefix, "/")})
	}
	return list, ""
}

// allow says whether docket may touch the key; the key of a listing is its prefix, of a whole bucket "".
func (list areas) allow(bucket, key string) bool {
	return len(list) == 0 || slices.ContainsFunc(list, func(a area) bool { return a.holds(bucket, key) })
}

// holds says whether the key lies in the area. A key with ".." in it lies under no prefix: S3 takes it as it stands,
// but a proxy that tidies paths would make another key of it.
func (a area) holds(bucket, key string) bool {
	switch {
	case bucket != a.bucket:
		return false
	case a.prefix == "":
		return true
	case slices.Contains(strings.Split(key, "/"), ".."):
		return false
	}
	return key == a.prefix || strings.HasPrefix(key, a.prefix+"/")
}

// prefix is a prefix of the bucket that docket may list, for a first question to it.
func (list areas) prefix(bucket string) string {
	for _, a := range list {
		if a.bucket == bucket && a.prefix != "" {
			return a.prefix + "/"
		}
	}
	return ""
}

// String names the areas, for a message: "s3://inbox/acme, s3://outbox".
func (list areas) String() string {
	names := make([]string, len(list))
	for i, a := range list {
		names[i] = "s3://" + a.bucket
		if a.prefix != "" {
			names[i] += "/" + a.prefix
		}
	}
	return strings.Join(names, ", ")
}
