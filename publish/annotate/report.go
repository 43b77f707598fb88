package annotate

import (
	"time"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/mark"
)

// A Report is what docket has to say of a file.
type Report struct {
	Origin  mark.Origin // what the copy is made from: its correction is known by it
	File    string      // name of the file
	At      time.Time   // of the check
	Type    mapping.DocumentType
	Filings []Filing
	// Problems are those of the file as a whole.
	Problems []mapping.Problem
	Unmapped []mapping.Unmapped
}

// A Filing is what became of one filing of the file.
type Filing struct {
	Kind      filing.Kind
	Reference string // bill, "" where the file names none
	Outcome   string // as results name it, or as conversion does where nothing was sent
	APIID     string // what it was filed under
	Problems  []mapping.Problem
}

// Of is the report on a document of which nothing was sent.
func Of(d mapping.Document, at time.Time) Report {
	r := Report{
		Origin: mark.Origin{Document: d.Source.SHA256, Source: d.Source.Name},
		File:   d.Source.Name, At: at, Type: d.Type, Problems: d.Problems, Unmapped: d.Unmapped,
	}
	for _, f := range d.Filings {
		r.Filings = append(r.Filings, Filing{Kind: f.Kind, Reference: f.Reference, Outcome: string(f.Outcome), Problems: f.Problems})
	}
	return r
}

// Actionable says whether a person can do something about what the report says: there is an error or a question, or a
// warning that has cells and a remedy.
func (r Report) Actionable() bool {
	for _, rem := range remarksOf(r) {
		if rem.kind != Warning || len(rem.places) > 0 && rem.hint != "" {
			return true
		}
	}
	return false
}

// name is what a filing is called on the report: "ISF MEDUXX12345".
func (f Filing) name() string {
	word := map[filing.Kind]string{filing.KindISF: "ISF", filing.KindOrder: "Order"}[f.Kind]
	if f.Reference == "" {
		return word + " without a bill"
	}
	return word + " " + f.Reference
}

// outcomes are outcomes in words: the document's own of conversion, and those of results.
var outcomes = map[string]string{
	"ready": "Ready to be filed", "invalid": "Not filed: has errors", "held": "Not filed: waits for a decision",
	"submitted": "Filed", "unchanged": "Filed before; nothing changed", "rejected": "Refused by customs' API",
	"superseded": "Not filed: a newer version of the file was",
}

func (f Filing) outcome() string {
	if words := outcomes[f.Outcome]; words != "" {
		return words
	}
	return f.Outcome
}

// filed says whether nothing is left to do for the filing.
func (f Filing) filed() bool {
	switch f.Outcome {
	case "submitted", "unchanged", "superseded", "ready":
		return true
	}
	return false
}

// types are document types in words.
var types = map[mapping.DocumentType]string{mapping.IsfWorksheet: "ISF worksheet", mapping.BillOfLading: "Bill of lading", mapping.Unknown: "Neither ISF worksheet nor bill of lading"}
