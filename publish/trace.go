package publish

import (
	"crypto/sha256"
	"encoding/hex"
)

// traceparent is a W3C trace context made from ids: all results of one document share its trace.
func traceparent(document, id string) string {
	trace, span := sha256.Sum256([]byte(document)), sha256.Sum256([]byte(id))
	return "00-" + hex.EncodeToString(trace[:16]) + "-" + hex.EncodeToString(span[:8]) + "-01"
}
