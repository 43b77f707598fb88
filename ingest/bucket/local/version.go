package local

import (
	"encoding/hex"
	"fmt"
	"maps"
	"net/http"
	"strings"
	"time"

	"github.com/rclone/gofakes3"
)

// null is the version of what was written while the bucket had no versions.
const null = "null"

// A version is one content of an object, or the mark that it was deleted. It is not changed once it is stored; a
// change of its tags stores another in its place.
type version struct {
	Key      string            `json:"key"`
	ID       string            `json:"version"`
	Sequence sequence          `json:"sequence"`          // of all versions of the server, in the order of storing
	Deleted  bool              `json:"deleted,omitempty"` // a delete marker: it has no content
	Size     int64             `json:"size"`
	MD5      string            `json:"md5,omitempty"` // in hexadecimal digits: the ETag
	Modified time.Time         `json:"modified"`
	Metadata map[string]string `json:"metadata,omitempty"` // headers of the upload, among them tags and checksums
	Content  string            `json:"content,omitempty"`  // name of the file, in a folder

	body []byte // the content, in memory
}

// A sequence numbers versions. It is the time of storing in nanoseconds, or one more than the last one where the clock
// has not moved on.
type sequence uint64

// String is the sequence as an event has it: 16 hexadecimal digits, which sort as the numbers do.
func (s sequence) String() string { return fmt.Sprintf("%016X", uint64(s)) }

// metadata is the headers that go with the content.
func (v *version) metadata() map[string]string {
	headers := make(map[string]string, len(v.Metadata)+2)
	headers["Content-Type"] = "binary/octet-stream" // what S3 says where nobody said anything
	maps.Copy(headers, v.Metadata)
	headers["Last-Modified"] = v.Modified.UTC().Format(http.TimeFormat)
	return headers
}

// tagged is the version with other tags.
func (v *version) tagged(tags string) *version {
	other := *v
	other.Metadata = maps.Clone(v.Metadata)
	delete(other.Metadata, gofakes3.TaggingMetadataKey)
	if tags != "" {
		if other.Metadata == nil {
			other.Metadata = map[string]string{}
		}
		other.Metadata[gofakes3.TaggingMetadataKey] = tags
	}
	return &other
}

func (v *version) hash() []byte {
	hash, _ := hex.DecodeString(v.MD5)
	return hash
}

func (v *version) etag() string { return `"` + v.MD5 + `"` }

// kept is the metadata that belongs to the object: gofakes3 puts the time of the request among it, which for an upload
// in parts is that of its beginning.
func kept(headers map[string]string) map[string]string {
	metadata := maps.Clone(headers)
	maps.DeleteFunc(metadata, func(name, _ string) bool { return strings.EqualFold(name, "Last-Modified") })
	return metadata
}
