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

// An announcement is one event of the bucket's: a file of ours, or a marked copy that docket put there.
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

// newest are the newest versions of all files.
func (p picture) newest() (all []version) {
	for _, v := range p.Versions {
		if p.isNewest(v) {
			all = append(all, v)
		}
	}
	return all
}

func (p picture) isNewest(v version) bool {
	for _, other := range p.Versions {
		if other.Key == v.Key && other.Nth > v.Nth {
			return false
		}
	}
	return true
}

// version is the version that a result speaks of.
func (p picture) version(of publish.DocumentInfo) (version, bool) {
	for _, v := range p.Versions {
		if v.Key == of.Key && v.ETag == of.ETag {
			return v, true
		}
	}
	return version{}, false
}

// announcesNewest says whether a document is the newest version of its file. A worker that comes late may find a newer
// version in the place of the one that was announced.
func (p picture) announcesNewest(document string) bool {
	for _, a := range p.Announced {
		if v, ours := p.version(publish.DocumentInfo{Key: a.Key, ETag: a.ETag}); ours && a.Document == document {
			return p.isNewest(v)
		}
	}
	return true
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
