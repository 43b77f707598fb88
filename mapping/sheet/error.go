package sheet

import (
	"fmt"
	"strings"
)

// A ReadError says why a file could not be read: what happened, where, and what to do. (Error is a kind of cell.)
type ReadError struct {
	Reason  Reason
	Part    string // the file inside the file, such as "xl/worksheets/sheet1.xml"; "" for the file as a whole
	Sheet   string // name of the sheet, where it is known
	Row     int    // row of that sheet, or of a text file; 0 for none
	Message string // a sentence without its full stop
	Remedy  string // a sentence: what to do; "" for the usual one of the reason
	Err     error  // the cause, if there is one
}

// A Reason is why a file could not be read. Each is an error, so that callers can ask errors.Is(err, sheet.Damaged).
type Reason string

// The reasons.
const (
	Damaged         Reason = "damaged"           // cut short, changed on its way, or written wrongly
	Encrypted       Reason = "encrypted"         // protected by a password
	TooLarge        Reason = "too_large"         // past one of the Limits
	Unsupported     Reason = "unsupported"       // a spreadsheet, but of a kind that docket does not read
	NotASpreadsheet Reason = "not_a_spreadsheet" // something else, whatever its name says
	Empty           Reason = "empty"             // nothing in it
)

// hints are what to do where an error says nothing of its own.
var hints = map[Reason]string{
	Damaged:         "Open the file in a spreadsheet program, save it again as .xlsx and send that file.",
	Encrypted:       "Take the password off (in Excel: File, Info, Protect Workbook) and send the file again.",
	TooLarge:        "Send only the sheets that are needed, or split the file.",
	Unsupported:     "Save the file as .xlsx and send that file.",
	NotASpreadsheet: "Send the spreadsheet itself: .xlsx, .xls, .ods or .csv.",
	Empty:           "Check that the right file was saved and sent.",
}

// Error is the reason as a word.
func (r Reason) Error() string { return "spreadsheet " + strings.ReplaceAll(string(r), "_", " ") }

// Error is the place and the sentence, without the hint.
func (e *ReadError) Error() string {
	var place []string
	switch {
	case e.Sheet != "" && e.Part != "":
		place = append(place, fmt.Sprintf("sheet %q (%s)", e.Sheet, e.Part))
	case e.Sheet != "":
		place = append(place, fmt.Sprintf("sheet %q", e.Sheet))
	case e.Part != "":
		place = append(place, e.Part)
	}
	if e.Row > 0 {
		place = append(place, fmt.Sprintf("row %d", e.Row))
	}
	message := e.Message
	if e.Err != nil {
		message += ": " + e.Err.Error()
	}
	if len(place) == 0 {
		return message
	}
	return strings.Join(place, ", ") + ": " + message
}

// Unwrap is the cause.
func (e *ReadError) Unwrap() error { return e.Err }

// Is says whether target is the error's reason.
func (e *ReadError) Is(target error) bool {
	reason, ok := target.(Reason)
	return ok && reason == e.Reason
}

// Hint is what to do about it: the error's own hint, or the usual one of its reason.
func (e *ReadError) Hint() string {
	if e.Remedy != "" {
		return e.Remedy
	}
	return hints[e.Reason]
}
