package notice

import (
	"fmt"
	"strings"
)

// An Ignored is an event that announces no new content. It is done with: acknowledge it, and log why.
type Ignored struct {
	Place  string // JSON Pointer into the message, as in Refusal
	Reason Reason
	Event  string // in the maker's words
	Bucket string // "" where the event names none
	Key    string
}

// A Reason is why an event announces no new content.
type Reason string

// The reasons.
const (
	TestEvent    Reason = "test_event"   // sent when notifications are set up, or at each start of the server
	Subscription Reason = "subscription" // SNS asks for a confirmation, or confirms the end of a subscription
	Removed      Reason = "removed"      // deleted, or hidden by a delete marker
	Tagged       Reason = "tagged"       // only its tags changed
	Restricted   Reason = "restricted"   // only access or retention changed: ACL, legal hold
	Restored     Reason = "restored"     // on its way to or from an archive; it was announced when it was created
	Lifecycle    Reason = "lifecycle"    // expired, or moved between storage classes
	Replicated   Reason = "replicated"   // news about copies in other buckets
	Accessed     Reason = "accessed"     // only read
	Folder       Reason = "folder"       // the empty object that marks a folder
	Unrelated    Reason = "unrelated"    // an event of another family, none of which is about new content
)

// String is a line for logs: reason, event and file.
func (i Ignored) String() string {
	text := string(i.Reason)
	if i.Event != "" {
		text += fmt.Sprintf(" (%s)", plain(i.Event))
	}
	if i.Bucket != "" {
		text += " s3://" + plain(i.Bucket) + "/" + plain(i.Key)
	}
	return text
}

// families are the families of S3 event names, the part before the colon, that are never about new content.
var families = map[string]Reason{
	"TestEvent":                    TestEvent,
	"ObjectRemoved":                Removed,
	"ObjectTagging":                Tagged,
	"ObjectAcl":                    Restricted,
	"ObjectRestore":                Restored,
	"ObjectLifecycle":              Lifecycle, // Ceph
	"ObjectTransition":             Lifecycle, // MinIO
	"LifecycleTransition":          Lifecycle,
	"LifecycleExpiration":          Lifecycle,
	"LifecycleDelMarkerExpiration": Lifecycle, // MinIO
	"IntelligentTiering":           Lifecycle,
	"Replication":                  Replicated,
	"ObjectReplication":            Replicated, // MinIO
	"ObjectSynced":                 Replicated, // Ceph, between zones
	"ObjectAccessed":               Accessed,   // MinIO
}

// created are the events of the one family that is about new content. MinIO and RustFS count changes of tags and
// retention into it.
var created = map[string]Reason{
	"Put":                     "",
	"Post":                    "",
	"Copy":                    "",
	"CompleteMultipartUpload": "",
	"PutTagging":              Tagged,
	"DeleteTagging":           Tagged,
	"PutRetention":            Restricted,
	"PutLegalHold":            Restricted,
}

// judge says why an S3 event, named with or without "s3:", is not about new content; "" when it is. An unheard-of
// event of the family ObjectCreated is not known: it may be the only word of a file. Other families never are.
func judge(event string) (reason Reason, known bool) {
	family, kind, _ := strings.Cut(strings.TrimPrefix(event, "s3:"), ":")
	if family == "ObjectCreated" {
		reason, known = created[kind]
		return reason, known
	}
	if reason, known = families[family]; known {
		return reason, true
	}
	return Unrelated, family != ""
}
