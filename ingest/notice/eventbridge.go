package notice

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// bridgeTypes are the events that S3 sends to EventBridge, by detail-type ("Using EventBridge", S3 user guide), and
// why they are not about new content.
var bridgeTypes = map[string]Reason{
	"Object Created":               "",
	"Object Deleted":               Removed,
	"Object Restore Initiated":     Restored,
	"Object Restore Completed":     Restored,
	"Object Restore Expired":       Restored,
	"Object Tags Added":            Tagged,
	"Object Tags Deleted":          Tagged,
	"Object ACL Updated":           Restricted,
	"Object Storage Class Changed": Lifecycle,
	"Object Access Tier Changed":   Lifecycle,
}

// bridgeReasons are the requests that make new content, as "Object Created" names them.
var bridgeReasons = map[string]bool{
	"PutObject": true, "POST Object": true, "CopyObject": true, "CompleteMultipartUpload": true,
}

// bridged is what counts in an event that S3 sent through EventBridge ("EventBridge event message structure", S3
// user guide).
type bridged struct {
	Type   string `json:"detail-type"`
	Source string `json:"source"`
	Time   string `json:"time"`
	Detail struct {
		Bucket struct {
			Name string `json:"name"`
		} `json:"bucket"`
		Object struct {
			Key       string         `json:"key"` // raw, unlike the same event's among Records
			Size      jsontext.Value `json:"size"`
			ETag      string         `json:"etag"`
			VersionID string         `json:"version-id"`
			Sequencer string         `json:"sequencer"`
		} `json:"object"`
		Reason string `json:"reason"`
	} `json:"detail"`
}

// eventBridge reads an event that S3 sent through EventBridge.
func eventBridge(d document) (n Notice, reason Reason, refusal *Refusal) {
	var e bridged
	if refusal := d.decode(&e); refusal != nil {
		return n, "", refusal
	}
	if e.Source != "aws.s3" {
		return n, "", d.unknownEvent("docket reads no events of "+quote(e.Source), "source")
	}
	reason, known := bridgeTypes[e.Type]
	if !known {
		return n, "", d.unknownEvent("docket does not know whether "+quote(e.Type)+" is about new content", "detail-type")
	}
	if reason == "" && !bridgeReasons[e.Detail.Reason] {
		return n, "", d.unknownEvent("docket does not know whether "+quote(e.Detail.Reason)+" makes new content", "detail", "reason")
	}
	object := e.Detail.Object
	n = Notice{
		Bucket:    e.Detail.Bucket.Name,
		Key:       object.Key,
		VersionID: object.VersionID,
		ETag:      strings.Trim(object.ETag, `"`),
		Sequencer: object.Sequencer,
		Event:     e.Type,
		Maker:     AWS,
	}
	if n.Size, refusal = d.size(object.Size, "detail", "object", "size"); refusal != nil {
		return n, "", refusal
	}
	n.Time, refusal = d.time(e.Time, "time")
	return n, n.unlessFolder(reason), refusal
}
