package value

import (
	"regexp"
	"strings"
	"sync"
)

// An Absence is a kind of text that stands where a value should be and is none.
type Absence uint8

// The kinds of absence.
const (
	Present       Absence = iota // no absence: the text may be a value
	NotApplicable                // there is no such thing: N/A, NONE, NIL, a dash
	NotYetKnown                  // there will be: TBA, TBD, TO FOLLOW, pending
	Elsewhere                    // it stands in another place: "see attached", "as per invoice"
	NotChosen                    // a drop-down or a blank of a form that was left as it was: "(please select)", "xxxx", "____"
	Broken                       // a formula that failed: #REF!, #N/A
)

// String is the kind in words that finish the sentence "the cell says that the value ...".
func (a Absence) String() string {
	return [...]string{
		"is there", "does not apply", "is not known yet", "stands elsewhere", "was not filled in", "could not be computed",
	}[a]
}

// ParseAbsence tells what kind of absence a text is, Present if it is none. A text that holds only absences, as in
// "TBA / TBA", is one too; the first kind counts.
func ParseAbsence(text string) Absence {
	if len(text) > 400 {
		return Present
	}
	text = plain(text)
	if kind := absenceOf(text); kind != Present {
		return kind
	}
	first, parts := Present, absenceParts.Split(slashedNA.ReplaceAllString(text, "NA"), -1)
	if len(parts) == 1 && parts[0] == text {
		return Present
	}
	for _, part := range parts {
		if strings.TrimSpace(part) == "" {
			continue
		}
		kind := absenceOf(part)
		if kind == Present {
			return Present
		}
		if first == Present {
			first = kind
		}
	}
	return first
}

// slashedNA is N/A, whose stroke parts nothing.
var slashedNA = regexp.MustCompile(`(?i)\bN\s?/\s?A\b\.?`)

// absenceParts is what stands between the absences of a cell for two values.
var absenceParts = regexp.MustCompile(`\s*(?:[/,;:()\[\]|\n]|\s-\s)\s*`)

func absenceOf(text string) Absence {
	text = strings.TrimSpace(text)
	if text == "" {
		return Present
	}
	if strings.HasPrefix(text, "#") {
		if brokenFormulas[strings.ToUpper(strings.TrimRight(text, " "))] {
			return Broken
		}
	}
	if strings.HasSuffix(text, "#") && anyLetter.MatchString(text) {
		return Present // a label, of the number of what it names: "S/O #"
	}
	bare := strings.Trim(text, " .-_*~'\"<>()[]{}:/\\=|")
	if bare == "" {
		if strings.ContainsAny(text, "_.<>[]{}") && !strings.Contains(text, "-") {
			return NotChosen // "____", "....", "[ ]"
		}
		return NotApplicable
	}
	if strings.Trim(bare, "?") == "" {
		return NotYetKnown
	}
	if placeholder.MatchString(bare) || angled.MatchString(text) || dotted.MatchString(text) {
		return NotChosen
	}
	folded := fold(text)
	if kind, ok := absences().whole[folded]; ok {
		return kind
	}
	for at := min(len(folded), longestStart); at > 0; at-- {
		if kind, ok := absences().start[folded[:at]]; ok {
			return kind
		}
	}
	return Present
}

// longestStart is longer than any words that make a text an absence by beginning it.
const longestStart = 40

// angled is the name of a value in angle brackets, "<seal no.>", and dotted a line to write on before a unit,
// "........ CBM".
var (
	angled = regexp.MustCompile(`^<[^<>@]{1,60}>$`)
	dotted = regexp.MustCompile(`^[._…]{4,}\s*\p{L}{0,8}\.?$`)
)

// placeholder is text that a form shows where something is to be written.
var placeholder = regexp.MustCompile(`^(?i:x{3,}(?:[\s.\-/]*x+)*|(?:[nyaz]{4,}))$`)

var brokenFormulas = map[string]bool{
	"#REF!": true, "#N/A": true, "#VALUE!": true, "#NAME?": true, "#DIV/0!": true, "#NULL!": true, "#NUM!": true,
	"#SPILL!": true, "#CALC!": true, "#GETTING_DATA": true, "#ERROR!": true, "#####": true, "########": true,
}

// absences are whole texts, folded.
// absences are the kinds of whole texts and of texts that begin with certain words, folded.
var absences = sync.OnceValue(func() (t struct {
	whole map[string]Absence
	start map[string]Absence
}) {
	kinds := map[string]Absence{"not-applicable": NotApplicable, "not-yet-known": NotYetKnown, "elsewhere": Elsewhere, "not-chosen": NotChosen}
	t.whole, t.start = map[string]Absence{}, map[string]Absence{}
	for _, row := range readTable("absences.tsv", 3) {
		for _, words := range names(row[2]) {
			if row[1] == "whole" {
				t.whole[fold(words)] = kinds[row[0]]
				continue
			}
			start := fold(words)
			if strings.HasSuffix(words, " ") {
				start += " "
			}
			t.start[start] = kinds[row[0]]
		}
	}
	return t
})
