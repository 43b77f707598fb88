package bucket

import (
	"encoding/base64"
	"mime"
	"net/url"
	"strings"
)

// readMetadata decodes metadata as it travels in headers. These hold US-ASCII; what goes beyond stands there in encoded
// words (RFC 2047), as S3 itself returns it ("Working with object metadata", S3 user guide). What only looks like an
// encoded word stays as it is.
func readMetadata(headers map[string]string) map[string]string {
	if len(headers) == 0 {
		return nil
	}
	var words mime.WordDecoder
	metadata := make(map[string]string, len(headers))
	for name, value := range headers {
		if decoded, err := words.DecodeHeader(value); err == nil {
			value = decoded
		}
		metadata[strings.ToLower(name)] = value
	}
	return metadata
}

// writeMetadata is the metadata as headers take it, such that readMetadata gives the same again. A name that no header
// can have comes back as wrong.
func writeMetadata(metadata map[string]string) (headers map[string]string, wrong string) {
	headers = make(map[string]string, len(metadata))
	for name, value := range metadata {
		if name == "" || strings.Trim(strings.ToLower(name), "abcdefghijklmnopqrstuvwxyz0123456789-_.") != "" {
			return nil, name
		}
		if !travelsPlain(value) {
			value = "=?utf-8?b?" + base64.StdEncoding.EncodeToString([]byte(value)) + "?="
		}
		headers[name] = value
	}
	return headers, ""
}

// travelsPlain says whether a header brings the value over as it is. It would trim spaces at the ends, and an encoded
// word in the value would be decoded at the other side.
func travelsPlain(value string) bool {
	for _, r := range value {
		if r < ' ' || r > '~' {
			return false
		}
	}
	return value == strings.Join(strings.Fields(value), " ") && !strings.Contains(value, "=?")
}

// writeTags is the tags as their header takes them, as a URL's query.
func writeTags(tags map[string]string) *string {
	query := url.Values{}
	for name, value := range tags {
		query.Set(name, value)
	}
	return given(query.Encode())
}
