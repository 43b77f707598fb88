package notice

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// nativeJSON is docket's own notice. The first six members are the contract and always written:
//
//	{"bucket": "inbox", "key": "acme/isf-0042.xlsx", "version_id": null, "document_type": null, "profile": null, "metadata": {}}
//
// The others are what else an event told, kept when a message of several events is split into native notices; each
// is absent where it is unknown. Only bucket and key must be given.
type nativeJSON struct {
	Bucket       string            `json:"bucket"`
	Key          string            `json:"key"`
	VersionID    *string           `json:"version_id"`
	DocumentType *string           `json:"document_type"`
	Profile      *string           `json:"profile"`
	Metadata     map[string]string `json:"metadata"`

	ETag      string         `json:"etag,omitzero"`
	Sequencer string         `json:"sequencer,omitzero"`
	Size      jsontext.Value `json:"size,omitzero"`
	EventTime string         `json:"event_time,omitzero"`
	EventName string         `json:"event_name,omitzero"`
	Maker     string         `json:"maker,omitzero"`
}

var nativeMembers = []string{
	"bucket", "key", "version_id", "document_type", "profile", "metadata",
	"etag", "sequencer", "size", "event_time", "event_name", "maker",
}

// MarshalJSON writes the notice as docket's own JSON. A notice of no file that S3 could have is an error.
func (n Notice) MarshalJSON() ([]byte, error) {
	if wrong := n.check(); wrong != "" {
		return nil, errors.New("write notice: " + wrong)
	}
	out := nativeJSON{
		Bucket:       n.Bucket,
		Key:          n.Key,
		VersionID:    orNull(n.VersionID),
		DocumentType: orNull(string(n.DocumentType)),
		Profile:      orNull(n.Profile),
		Metadata:     n.Metadata,
		ETag:         n.ETag,
		Sequencer:    n.Sequencer,
		EventName:    n.Event,
	}
	if n.Size >= 0 {
		out.Size = fmt.Appendf(nil, "%d", n.Size)
	}
	if !n.Time.IsZero() {
		out.EventTime = n.Time.UTC().Format(time.RFC3339Nano)
	}
	if n.Maker != Native { // "" of a notice made by hand counts as native, and is left out too
		out.Maker = string(n.Maker)
	}
	return json.Marshal(out, json.Deterministic(true))
}

// UnmarshalJSON reads docket's own JSON, as strictly as Parse: a member that docket does not know is an error, for
// it may be one that matters, misspelt.
func (n *Notice) UnmarshalJSON(text []byte) error {
	d, refusal := parse("", text)
	if refusal != nil {
		return refusal
	}
	read, _, refusal := native(d)
	if refusal != nil {
		return refusal
	}
	if wrong := read.check(); wrong != "" {
		return d.bad(wrong)
	}
	*n = read
	return nil
}

// native reads docket's own notice.
func native(d document) (n Notice, reason Reason, refusal *Refusal) {
	if refusal := unknownMembers(d); refusal != nil {
		return n, "", refusal
	}
	var in nativeJSON
	if refusal := d.decode(&in); refusal != nil {
		return n, "", refusal
	}
	n = Notice{
		Bucket:       in.Bucket,
		Key:          in.Key,
		VersionID:    orEmpty(in.VersionID),
		ETag:         strings.Trim(in.ETag, `"`),
		Sequencer:    in.Sequencer,
		Event:        in.EventName,
		Maker:        Native,
		DocumentType: DocumentType(orEmpty(in.DocumentType)),
		Profile:      orEmpty(in.Profile),
	}
	if in.Maker != "" {
		n.Maker = Maker(in.Maker)
	}
	if len(in.Metadata) > 0 {
		n.Metadata = in.Metadata
	}
	if n.Size, refusal = d.size(in.Size, "size"); refusal != nil {
		return n, "", refusal
	}
	n.Time, refusal = d.time(in.EventTime, "event_time")
	return n, "", refusal
}

// unknownMembers refuses a notice with members of other names, and names them all.
func unknownMembers(d document) *Refusal {
	var unknown []string
	for _, name := range slices.Sorted(maps.Keys(d.members)) {
		if !slices.Contains(nativeMembers, name) {
			unknown = append(unknown, name)
		}
	}
	if unknown == nil {
		return nil
	}
	hint := "a notice has these members: " + strings.Join(nativeMembers, ", ") + "; what is yours goes into metadata"
	return &Refusal{UnknownMember, d.place, "the notice has members that docket does not know: " + quoteAll(unknown), hint}
}

func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

func orEmpty(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}
