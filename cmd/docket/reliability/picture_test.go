package reliability

import (
	"docket/publish"
	"docket/publish/ledger"
	"docket/publish/sandbox"
)

// A version is one version of a file that was put in the bucket, and what has to become of it. Whoever wrote the file
// knows; nothing of it is asked of docket.
type version struct {
	Key    string
	ETag   string
	Nth    int    // of the file's versions, from 1; the highest is the newest
	Voyage string // that only this version names, in each of its filings
	Wants  []want // its filings
}

// A want is what has to become of one filing of a version.
type want struct {
	Kind    publish.Kind
	Bill    string          // the reference, by which the API knows the filing too
	Outcome publish.Outcome // submitted, held or invalid
}

// An announcement is one event of the bucket's: a file of ours, or a marked copy or receipt that docket put there.
type announcement struct {
	Document string // id
	Key      string
	ETag     string
}

// A telling is a message on the results stream.
type telling struct {
	ID string // the message's
	publish.Event
}

// A picture is what can be seen of a world from outside, when it has come to rest.
type picture struct {
	Versions  []version
	Announced []announcement
	Results   []telling
	Orders    []sandbox.Order
	ISFs      []sandbox.ISF
	Defects   []sandbox.Defect
	Ledger    map[string]ledger.Entry // by key
	Followed  []string                // fids
	Shelf     []string                // filings that wait for a person, and their voyages: "isf QJLF00000001 1B"
	Left      int                     // notices
	Letters   []publish.Letter
}

// A catalogue is a picture's versions and announcements by what they are asked for: a soak has tens of thousands.
type catalogue struct {
	highest   map[string]int     // the newest version of a file, by key
	versions  map[string]version // by key and ETag
	announced map[string]version // what a document is of, by its id; of marked copies nothing
}

func (p picture) catalogue() catalogue {
	c := catalogue{highest: map[string]int{}, versions: map[string]version{}, announced: map[string]version{}}
	for _, v := range p.Versions {
		c.highest[v.Key] = max(c.highest[v.Key], v.Nth)
		c.versions[v.Key+"\x00"+v.ETag] = v
	}
	for _, a := range p.Announced {
		if v, ours := c.version(publish.DocumentInfo{Key: a.Key, ETag: a.ETag}); ours {
			c.announced[a.Document] = v
		}
	}
	return c
}

func (c catalogue) isNewest(v version) bool { return v.Nth == c.highest[v.Key] }

// version is the version that a result speaks of.
func (c catalogue) version(of publish.DocumentInfo) (version, bool) {
	v, ours := c.versions[of.Key+"\x00"+of.ETag]
	return v, ours
}

// announcesNewest says whether a document is the newest version of its file. A worker that comes late may find a newer
// version in the place of the one that was announced.
func (c catalogue) announcesNewest(document string) bool {
	v, ours := c.announced[document]
	return !ours || c.isNewest(v)
}

// completes says whether all filings of a version are to be with the API.
func (v version) completes() bool {
	for _, w := range v.Wants {
		if w.Outcome != publish.Submitted {
			return false
		}
	}
	return true
}
