package lane

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"

	"docket/ingest/notice"

	"github.com/nats-io/nats.go/jetstream"
)

// nobody is the sender of a message that is no notice, or has notices of several senders' files.
const nobody = "-"

// Sender is whose file a notice is about, as a token of a subject: the bucket and the first folders of the key, as far as
// there are so many: "inbox=acme".
func Sender(n notice.Notice, folders int) string {
	parts := []string{n.Bucket}
	rest := n.Key
	for range folders {
		folder, below, found := strings.Cut(rest, "/")
		if !found {
			break
		}
		parts, rest = append(parts, folder), below
	}
	token := strings.Join(parts, "=")
	if plain.MatchString(token) {
		return token
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "/")))
	return "=" + hex.EncodeToString(sum[:8])
}

// plain are names that can stand in a subject, and are short.
var plain = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_=-]{0,63}$`)

// senderOf is whose file a message is about.
func senderOf(message jetstream.Msg, folders int) (sender string) {
	defer func() {
		if recover() != nil { // whoever works on it tells
			sender = nobody
		}
	}()
	batch, err := notice.Parse(message.Headers(), message.Data())
	if err != nil || len(batch.Notices) == 0 {
		return nobody
	}
	sender = Sender(batch.Notices[0], folders)
	for _, n := range batch.Notices[1:] {
		if Sender(n, folders) != sender {
			return nobody
		}
	}
	return sender
}
