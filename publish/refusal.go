package publish

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"
	"docket/publish/flexport"
	"docket/validate"
)

// Problems are what a receipt says of a filing that did not go out. The API's own words stand at the fields and cells
// that they are about, as far as they tell: by the place that they name, by a value of the filing that they repeat, or by
// the name of a field. Words that tell nothing of the kind are quoted whole.
func (r Receipt) Problems(f mapping.Filing) []mapping.Problem {
	if r.Unkept == "" {
		return r.said(f)
	}
	return append(r.said(f), mapping.Problem{
		Severity: mapping.Warning, Code: codeUnkept, Cells: []sheet.Place{}, Message: mapping.Sentence("there is no receipt of the request yet: " + r.Unkept),
		Hint: "Let docket put objects where its receipts go (--receipts-in); what the receipt will say is kept, and it is written when the file is sent again.",
	})
}

// said are the problems that the API, or the ledger, tells of.
func (r Receipt) said(f mapping.Filing) []mapping.Problem {
	if r.Code == "" && r.Message == "" {
		return nil
	}
	whole := mapping.Problem{Severity: mapping.Error, Code: r.Code, Cells: []sheet.Place{}, Message: r.Message, Hint: r.Hint}
	if r.Outcome != Rejected {
		if r.Outcome.Filed() {
			whole.Severity = mapping.Warning
		}
		return []mapping.Problem{whole}
	}
	whole.Code, whole.Hint = cmp.Or(r.Code, codeRefused), cmp.Or(r.Hint, "Correct what the API names and send the filing again.")
	fields := fieldsOf(f)
	var problems []mapping.Problem
	for _, fault := range r.faults(f) {
		p := whole
		at := fault.Pointer
		if at == "" {
			at = fields.about(fault.Message)
		}
		p.Field, p.Value, p.Cells = at, fields.text[at], fields.cells(at)
		p.Message = "The customs API refused the filing: “" + strings.TrimSpace(fault.Message) + "”."
		if at != "" {
			p.Message = "The customs API refused " + validate.FieldName(f, at) + ": “" + strings.TrimSpace(fault.Message) + "”."
		}
		validate.Mask(f, &p)
		problems = append(problems, p)
	}
	return problems
}

// faults are the API's words by place. A refusal that the ledger remembers has them as one text.
func (r Receipt) faults(f mapping.Filing) []filing.Fault {
	if len(r.Faults) > 0 {
		return r.Faults
	}
	if faults := flexport.Places(r.Message, flexport.Members(f.Request)); len(faults) > 0 {
		return faults
	}
	return []filing.Fault{{Message: r.Message}}
}

// fields are the fields of a filing's request.
type fields struct {
	of   mapping.Filing
	text map[filing.Pointer]string // of those that have a value of their own
}

func fieldsOf(f mapping.Filing) fields {
	all := fields{of: f, text: map[filing.Pointer]string{}}
	body, err := json.Marshal(f.Request)
	if err != nil {
		return all
	}
	var tree map[string]any
	decoder := json.NewDecoder(strings.NewReader(string(body)))
	decoder.UseNumber()
	if decoder.Decode(&tree) == nil {
		all.walk("", tree)
	}
	return all
}

func (f *fields) walk(at filing.Pointer, node any) {
	switch node := node.(type) {
	case map[string]any:
		for key, below := range node {
			f.walk(at.Key(key), below)
		}
	case []any:
		for i, below := range node {
			f.walk(at.Index(i), below)
		}
	case nil:
	default:
		f.text[at] = fmt.Sprint(node)
	}
}

// shortest is how long a value has to be for words that repeat it to be about it: shorter ones stand in any sentence.
const shortest = 4

// about is the field that some words are about: the one whose value they repeat, the longest of several; else the one
// whose name they say. It is "" where they leave it open.
func (f fields) about(words string) filing.Pointer {
	var found filing.Pointer
	for _, at := range slices.Sorted(maps.Keys(f.text)) {
		text := f.text[at]
		longer := utf8.RuneCountInString(text) > utf8.RuneCountInString(f.text[found])
		if len(f.of.Cells[at]) > 0 && utf8.RuneCountInString(text) >= shortest && longer && holds(words, text) {
			found = at
		}
	}
	if found != "" {
		return found
	}
	for _, at := range slices.Sorted(maps.Keys(f.text)) {
		name := fieldName(at)
		if !strings.Contains(name, "_") || !holds(words, name) && !holds(words, strings.ReplaceAll(name, "_", " ")) {
			continue
		}
		if found != "" {
			return "" // several fields have that name
		}
		found = at
	}
	return found
}

// holds says whether some words have another among them, from border to border and whatever the case.
func holds(words, part string) bool {
	words, part = strings.ToLower(words), strings.ToLower(part)
	for from := 0; ; {
		at := strings.Index(words[from:], part)
		if at < 0 {
			return false
		}
		at += from
		before, _ := utf8.DecodeLastRuneInString(words[:at])
		after, _ := utf8.DecodeRuneInString(words[at+len(part):])
		if !inWord(before) && !inWord(after) {
			return true
		}
		from = at + len(part)
	}
}

func inWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// maxNear is how many cells are named for a field that has none of its own.
const maxNear = 20

// cells are where a field was read. For one that was not, they are where it was looked for, or the cells of the nearest
// object around it.
func (f fields) cells(at filing.Pointer) []sheet.Place {
	for ; at != ""; at = at.Parent() {
		if cells := f.of.Cells[at]; len(cells) > 0 {
			return cells
		}
		if blank := f.of.Blanks[at]; len(blank) > 0 {
			return blank
		}
		near := []sheet.Place{}
		for _, below := range slices.Sorted(maps.Keys(f.of.Cells)) {
			if strings.HasPrefix(string(below), string(at)+"/") {
				near = append(near, f.of.Cells[below]...)
			}
		}
		if len(near) > 0 {
			slices.SortFunc(near, func(a, b sheet.Place) int { return cmp.Or(cmp.Compare(a.Sheet, b.Sheet), a.Ref.Compare(b.Ref)) })
			near = slices.Compact(near)
			return near[:min(len(near), maxNear)]
		}
	}
	return []sheet.Place{}
}

// fieldName is the name of a field without its place: of an element of a list, that of the list.
func fieldName(at filing.Pointer) string {
	for ; at != ""; at = at.Parent() {
		name := string(at)[len(at.Parent())+1:]
		if _, err := strconv.Atoi(name); err != nil {
			return name
		}
	}
	return ""
}
