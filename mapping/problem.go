package mapping

import (
	"docket/mapping/filing"
	"docket/mapping/sheet"
)

// A Problem is something about a filing, or about a file as a whole, that a person should know. It says what is
// wrong, where, and what to do. Its JSON is a contract: see "docket convert -o json".
type Problem struct {
	Severity Severity       `json:"severity"`
	Code     string         `json:"code"`  // stable, lower snake case: "container_check_digit"
	Field    filing.Pointer `json:"field"` // into the request; of a field that is missing, where it would stand; "" for all of it
	Cells    []sheet.Place  `json:"cells"`
	Value    string         `json:"value"`   // what stands in the cells, personal identifiers masked
	Message  string         `json:"message"` // a sentence: what is wrong
	Hint     string         `json:"hint"`    // a sentence: what to do

	// Question says that a person has to decide before the filing is sent: of two readings which, or whether something
	// odd is right. It holds the filing, and so is a warning: an error no decision could mend.
	Question bool `json:"-"`
}

// A Severity tells whether a problem keeps a filing from being sent.
type Severity string

// The severities.
const (
	Error   Severity = "error"   // the filing is not sent
	Warning Severity = "warning" // the filing is sent, and the warning with its result
)
