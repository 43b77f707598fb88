package local

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/url"
	"strings"
	"sync/atomic"
	"time"
)

// Announce takes an event, as S3 sends it to a bus, and the id of its message, which is the event's own: the same event
// has the same id, and no other has it. It is called from many goroutines. Its context has a time limit, and does not
// end with the request that caused the event.
type Announce func(ctx context.Context, event []byte, messageID string) error

// announceTimeout is how long an upload waits for its announcement.
const announceTimeout = 5 * time.Second

// An announcer announces changes to whoever asked for it.
type announcer struct {
	send   Announce
	region string
	log    *slog.Logger
	lost   atomic.Int64
}

// announce announces a change that is stored. When that does not work the object stays all the same, as with S3
// itself, whose notifications get lost too: the sweep is there for those.
func (a *announcer) announce(ctx context.Context, event, bucket string, v *version, at sequence) {
	if a.send == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), announceTimeout)
	defer cancel()
	message, err := json.Marshal(a.message(event, bucket, v, at))
	if err == nil {
		err = a.send(ctx, message, "s3-"+at.String())
	}
	if err != nil {
		a.lost.Add(1)
		a.log.Warn("an object's event could not be announced; docket sweep finds the object",
			"event", event, "object", "s3://"+bucket+"/"+v.Key, "version", v.ID, "cause", err)
	}
}

// The shape of AWS's events, "Event message structure" of the S3 user guide.
type (
	message struct {
		Records []event `json:"Records"`
	}
	event struct {
		Version  string            `json:"eventVersion"`
		Source   string            `json:"eventSource"`
		Region   string            `json:"awsRegion"`
		Time     string            `json:"eventTime"`
		Name     string            `json:"eventName"`
		User     principal         `json:"userIdentity"`
		Request  map[string]string `json:"requestParameters"`
		Response map[string]string `json:"responseElements"`
		Subject  subject           `json:"s3"`
	}
	principal struct {
		ID string `json:"principalId"`
	}
	subject struct {
		Version       string `json:"s3SchemaVersion"`
		Configuration string `json:"configurationId"`
		Bucket        struct {
			Name  string    `json:"name"`
			Owner principal `json:"ownerIdentity"`
			ARN   string    `json:"arn"`
		} `json:"bucket"`
		Object object `json:"object"`
	}
	object struct {
		Key       string `json:"key"`
		Size      *int64 `json:"size,omitempty"` // absent where there is no content
		ETag      string `json:"eTag,omitempty"`
		VersionID string `json:"versionId,omitempty"`
		Sequencer string `json:"sequencer"`
	}
)

func (a *announcer) message(name, bucket string, v *version, at sequence) message {
	e := event{
		Version:  "2.1",
		Source:   "aws:s3",
		Region:   a.region,
		Time:     time.Unix(0, int64(at)).UTC().Format("2006-01-02T15:04:05.000Z"),
		Name:     name,
		User:     principal{"docket"},
		Request:  map[string]string{"sourceIPAddress": "127.0.0.1"},
		Response: map[string]string{"x-amz-request-id": at.String()},
		Subject:  subject{Version: "1.0", Configuration: "docket"},
	}
	e.Subject.Bucket.Name = bucket
	e.Subject.Bucket.Owner = principal{"docket"}
	e.Subject.Bucket.ARN = "arn:aws:s3:::" + bucket
	e.Subject.Object = object{Key: formEncoded(v.Key), VersionID: string(told(v)), Sequencer: at.String()}
	if strings.HasPrefix(name, "ObjectCreated:") {
		e.Subject.Object.Size = &v.Size
		e.Subject.Object.ETag = v.MD5
	}
	return message{[]event{e}}
}

// formEncoded is the key as AWS writes it in events: encoded as in a form, its slashes as they are.
func formEncoded(key string) string {
	return strings.ReplaceAll(url.QueryEscape(key), "%2F", "/")
}
