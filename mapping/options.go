package mapping

import (
	"time"

	"docket/mapping/mark"
	"docket/mapping/profile"
)

// Options say how a file is turned into filings, beyond what it says itself.
type Options struct {
	Type   DocumentType // what the file is, "" to find out
	Source string       // what source documents refer to: "s3://bucket/key"; "" stands for the file's name
	// SourceOf tells what source documents refer to by what the file is a corrected copy of, zero for nothing; in place
	// of Source.
	SourceOf      func(mark.Origin) string
	OrdersFromISF bool        // make a customs order beside each ISF, with the ISF as its source document
	Services      Services    // asked for in orders
	HoldBelow     float64     // confidence below which a filing waits for a person
	Profiles      profile.Set // that may apply; none for recognition alone
	Profile       string      // name of the one that has to, "" to choose by the file
	Now           time.Time   // of the conversion; dates with two-digit years are near it
}

// HoldBelow is the threshold where nobody has set another: it holds what is read in ways of which more than one in ten
// was wrong. docs/confidence.md has the counts.
const HoldBelow = 0.9

// Services are those that an order asks for; the files say nothing of them.
type Services struct {
	ImportCustoms bool
}
