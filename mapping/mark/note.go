package mark

import (
	"regexp"
	"strings"
)

// A Note is what docket says of a cell in its comment.
type Note struct {
	Kind  string   // "Error", "Question", "Warning"
	Lines []string // what is wrong, what to do
	Code  string   // of the rule; lower snake case
}

// String is the note as it stands in a comment: the kind first, the code last, in words by which the note is known
// again when the workbook comes back.
//
//	docket: Error
//	The container number fails its check digit.
//	In ISF!B7, write the number as it stands on the container's door.
//	(docket: container_check_digit)
func (n Note) String() string {
	lines := append([]string{"docket: " + n.Kind}, n.Lines...)
	for i := range lines {
		lines[i] = strings.Join(strings.Fields(lines[i]), " ") // what is quoted of a cell must not end the note
	}
	return strings.Join(append(lines, "(docket: "+n.Code+")"), "\n")
}

// notes finds them, with the empty lines before them. Programs change line ends.
var notes = regexp.MustCompile(`(?s)\s*docket: (?:Error|Question|Warning|More)\r?\n(?:.*?\n)?\(docket: [a-z0-9_]*\)`)

// WithoutNotes is the text of a comment without docket's notes, and whether there were any.
func WithoutNotes(text string) (rest string, ours bool) {
	if !strings.Contains(text, "(docket: ") {
		return text, false
	}
	rest = notes.ReplaceAllString(text, "")
	return strings.TrimSpace(rest), rest != text
}
