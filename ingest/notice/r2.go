package notice

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// r2Actions are the actions of Cloudflare R2 ("Event notifications", R2 documentation), and why they are not about
// new content.
var r2Actions = map[string]Reason{
	"PutObject":               "",
	"CopyObject":              "",
	"CompleteMultipartUpload": "",
	"DeleteObject":            Removed,
	"LifecycleDeletion":       Lifecycle,
}

// r2Event reads an event of Cloudflare R2.
func r2Event(d document) (n Notice, reason Reason, refusal *Refusal) {
	var e struct {
		Action string `json:"action"`
		Bucket string `json:"bucket"`
		Time   string `json:"eventTime"`
		Object struct {
			Key  string         `json:"key"`
			Size jsontext.Value `json:"size"`
			ETag string         `json:"eTag"`
		} `json:"object"`
	}
	if refusal := d.decode(&e); refusal != nil {
		return n, "", refusal
	}
	reason, known := r2Actions[e.Action]
	if !known {
		return n, "", d.unknownEvent("docket does not know whether "+quote(e.Action)+" makes new content", "action")
	}
	n = Notice{
		Bucket: e.Bucket,
		Key:    e.Object.Key,
		ETag:   strings.Trim(e.Object.ETag, `"`),
		Event:  e.Action,
		Maker:  R2,
	}
	if n.Size, refusal = d.size(e.Object.Size, "object", "size"); refusal != nil {
		return n, "", refusal
	}
	n.Time, refusal = d.time(e.Time, "eventTime")
	return n, n.unlessFolder(reason), refusal
}
