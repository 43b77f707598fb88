package notice

import (
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// event is what counts in an S3 event, "Event message structure" of the S3 user guide. Its other members differ from
// maker to maker and do not matter here.
type event struct {
	Version      string                    `json:"eventVersion"`
	Source       string                    `json:"eventSource"`
	Time         string                    `json:"eventTime"`
	Name         string                    `json:"eventName"`
	UserIdentity map[string]jsontext.Value `json:"userIdentity"`
	S3           struct {
		ConfigurationID string `json:"configurationId"`
		Bucket          struct {
			Name string `json:"name"`
		} `json:"bucket"`
		Object struct {
			Key       string         `json:"key"`
			Size      jsontext.Value `json:"size"`
			ETag      string         `json:"eTag"`
			VersionID string         `json:"versionId"`
			Sequencer string         `json:"sequencer"`
		} `json:"object"`
	} `json:"s3"`
}

// s3Event reads an event of an S3 server, one of Records.
func s3Event(d document) (n Notice, reason Reason, refusal *Refusal) {
	var e event
	if refusal := d.decode(&e); refusal != nil {
		return n, "", refusal
	}
	maker, known := e.maker()
	if !known {
		return n, "", d.unknownEvent("docket reads no events of "+quote(e.Source), "eventSource")
	}
	if !strings.HasPrefix(e.Version, "2.") {
		return n, "", d.unknownEvent("this is version "+quote(e.Version)+" of S3's events, docket reads 2.x", "eventVersion")
	}
	reason, known = judge(e.Name)
	if !known {
		return n, "", d.unknownEvent("docket does not know whether "+quote(e.Name)+" is about new content", "eventName")
	}
	key, wrong := maker.key(e.S3.Object.Key)
	if wrong != "" && reason == "" {
		return n, "", d.bad(wrong, "s3", "object", "key")
	}
	n, refusal = e.notice(d, maker, key)
	return n, n.unlessFolder(reason), refusal
}

// maker tells who sent the event.
func (e event) maker() (maker Maker, known bool) {
	if e.isVersitygw() {
		return Versitygw, true
	}
	name, isS3 := strings.CutSuffix(e.Source, ":s3")
	maker = Maker(name)
	return maker, isS3 && maker.wellNamed()
}

// isVersitygw says whether the event is versitygw's, which calls itself aws:s3. It writes PrincipalId where everybody
// else, AWS first, writes principalId. Should that ever be mended, it still writes s3: before the event's name, which
// AWS never does, and one of four names for its one configuration.
func (e event) isVersitygw() bool {
	_, capital := e.UserIdentity["PrincipalId"]
	configured := strings.HasPrefix(e.Name, "s3:") &&
		slices.Contains([]string{"webhook-global", "nats-global", "kafka-global", "rabbitmq-global"}, e.S3.ConfigurationID)
	return e.Source == "aws:s3" && (capital || configured)
}

// notice is what the event tells of its file.
func (e event) notice(d document, maker Maker, key string) (n Notice, refusal *Refusal) {
	object := e.S3.Object
	n = Notice{
		Bucket:    e.S3.Bucket.Name,
		Key:       key,
		VersionID: object.VersionID,
		ETag:      strings.Trim(object.ETag, `"`),
		Sequencer: object.Sequencer,
		Event:     e.Name,
		Maker:     maker,
	}
	if n.Size, refusal = d.size(object.Size, "s3", "object", "size"); refusal != nil {
		return n, refusal
	}
	if maker == Versitygw && n.Size == 0 && !strings.HasSuffix(e.Name, ":Put") {
		n.Size = Unknown // versitygw writes 0 for every copy and multipart upload
	}
	n.Time, refusal = d.time(e.Time, "eventTime")
	return n, refusal
}

// unknownEvent refuses an event that may be the only word of a file, because of what a member says.
func (d document) unknownEvent(message string, names ...string) *Refusal {
	return &Refusal{UnknownEvent, d.at(names...), message, hintSend}
}
