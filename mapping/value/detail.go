package value

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A detailKind is what a label among the lines of a party says that stands behind it.
type detailKind uint8

const (
	noDetail           detailKind = iota
	phoneDetail                   // a telephone, fixed or mobile
	faxDetail                     // a telefax
	emailDetail                   // a mail address
	webDetail                     // a web site
	personDetail                  // a person or desk
	identifierDetail              // a number that US customs knows the party by
	registrationDetail            // a number that another authority knows it by
	officeDetail                  // an authority, without a number
)

var detailKinds = map[string]detailKind{
	"phone": phoneDetail, "fax": faxDetail, "email": emailDetail, "web": webDetail, "person": personDetail,
	"identifier": identifierDetail, "registration": registrationDetail, "office": officeDetail,
}

// A detailLabel is the meaning of the words before a detail.
type detailLabel struct {
	kind    detailKind
	name    string  // of an identifier or a registration
	country Country // of a registration's authority
	colon   bool    // counts only with a colon behind it
}

type detailLabels struct {
	words      map[string]detailLabel // compact
	ideographs []string               // those that need no blank before them
	starts     map[string]bool        // their first two letters, so that most words need no look-up
}

var labelsOfDetails = sync.OnceValue(func() detailLabels {
	labels := detailLabels{words: map[string]detailLabel{}, starts: map[string]bool{}}
	for _, row := range readTable("details.tsv", 5) {
		label := detailLabel{kind: detailKinds[row[0]], name: row[1], country: Country(row[2]), colon: row[3] == ":"}
		for _, words := range names(row[4]) {
			key := compact(words)
			labels.starts[key[:min(2, len(key))]] = true
			if _, known := labels.words[key]; !known {
				labels.words[key] = label
			}
			if hasIdeograph(words) {
				labels.ideographs = append(labels.ideographs, words)
			}
		}
	}
	return labels
})

// A detail is a telephone, person or number that stands among the lines of a party.
type detail struct {
	detailLabel
	words string // of the label, as written
	text  string
}

// A labelSpan is where a label stands in a line, with the "No." and the colon behind it.
type labelSpan struct {
	detailLabel
	words      string
	start, end int
}

// mostDetails is more than one line of a party holds.
const mostDetails = 16

// labelsIn are the labels of a line, from left to right.
func labelsIn(line string) []labelSpan {
	var found []labelSpan
	for at := 0; at < len(line) && len(found) < mostDetails; {
		if one, ok := labelAt(line, at); ok {
			found = append(found, one)
			at = max(one.end, at+1)
			continue
		}
		_, size := utf8.DecodeRuneInString(line[at:])
		at += size
	}
	return found
}

// labelAt is the longest label that begins at a place of a line.
func labelAt(line string, at int) (found labelSpan, ok bool) {
	if at+1 < len(line) && isLetter(line[at]) && isLetter(line[at+1]) && !labelsOfDetails().starts[strings.ToUpper(line[at:at+2])] {
		return labelSpan{}, false
	}
	for _, end := range wordEnds(line, at) {
		label, known := labelsOfDetails().words[compact(line[at:end])]
		if !known || end-at == 1 && at > 0 && strings.IndexByte(" ,;|(", line[at-1]) < 0 { // the F of "12/F: Block B"
			continue
		}
		if one, counts := label.at(line, at, end); counts {
			found, ok = one, true
		}
	}
	return found, ok
}

// wordEnds are the places where words that begin at a place of a line may end, the nearest first.
func wordEnds(line string, at int) (ends []int) {
	first, _ := utf8.DecodeRuneInString(line[at:])
	before, _ := utf8.DecodeLastRuneInString(line[:at])
	switch {
	case !unicode.IsLetter(first):
		return nil
	case isIdeograph(first): // no blank parts its words
		for _, words := range labelsOfDetails().ideographs {
			if strings.HasPrefix(line[at:], words) {
				ends = append(ends, at+len(words))
			}
		}
		return ends
	case at > 0 && !isIdeograph(before) && !strings.ContainsRune(" ,;|/(*[:-.<\"", before):
		return nil
	}
	was := first
	for i, r := range line[at:min(len(line), at+longestLabel)] {
		letter := unicode.IsLetter(r) || unicode.IsMark(r)
		if wasLetter := unicode.IsLetter(was) || unicode.IsMark(was); wasLetter && (!letter || isIdeograph(r) != isIdeograph(was)) {
			ends = append(ends, at+i)
		}
		if !letter && !strings.ContainsRune(" .-/&'’", r) {
			return ends
		}
		was = r
	}
	return append(ends, min(len(line), at+longestLabel))
}

// longestLabel is longer, in bytes, than the words of any label.
const longestLabel = 60

var (
	// behindLabel is what may stand between the words of a label and its value: "No.", "number", brackets, a colon.
	behindLabel = regexp.MustCompile(`^[.)]?\s*(?:\+\s*4\b\s*)?(?:(?:(?i:nos|no|number|num|nr|id|code)\b|(?i:n[°º])|#|号码|号碼|号|號|番号|번호)\.?\s*)*(?:\([^()\d]{1,20}\)\s*)?(?:\.?\s*[:：#=]|[.])?\s*`)
	numberWord  = regexp.MustCompile(`(?i)\b(?:no|nos|number|num|nr)\b|n[°º]|[号號호]`)

	phoneForm        = regexp.MustCompile(`^\+?[(\d][\d\s().\-/+]{4,}\d`)
	dialled          = regexp.MustCompile(`^\(?\+\s?[1-9](?:[\s().\-/]{0,3}\d){7,}`)
	registrationForm = regexp.MustCompile(`^(?:[A-Z]{2}\s?)?[A-Z0-9./\-]*\d[A-Z0-9./\-]*(?:\s[0-9A-Z./\-]*\d[0-9A-Z./\-]*)*`)
	courtesy         = regexp.MustCompile(`^(?i:mr|mrs|ms|miss|dr|herr|frau|sr|sra|bay|bayan|bapak|ibu)\b`)
	personForm       = regexp.MustCompile(`^\p{L}[\p{L}.'\- ]+$`)
)

// at is the label where its words stand in a line. It does not count where words and value may be part of an address: a
// telephone needs a number behind it, a person's label a name, unless a colon says what it is.
func (l detailLabel) at(line string, start, end int) (labelSpan, bool) {
	behind := behindLabel.FindString(line[end:])
	one := labelSpan{detailLabel: l, words: strings.Trim(line[start:end]+behind, " :：#=.()"), start: start, end: end + len(behind)}
	value := line[one.end:]
	if strings.ContainsAny(behind, ":：#=") {
		return one, l.allows(value)
	}
	if first := strings.Trim(firstPart(value), " ;|/-()"); first != "" && !l.colon && l.kind != personDetail && l.kind != officeDetail && ParseAbsence(first) != Present {
		return one, true // "EIN pending"
	}
	if l.colon && (l.kind == phoneDetail || l.kind == faxDetail) && dialled.MatchString(value) {
		return one, true // "T. +34 964 555 017": the number itself shows what it is
	}
	if l.colon && !numberWord.MatchString(behind) && !courtesy.MatchString(value) {
		return one, false
	}
	switch l.kind {
	case phoneDetail, faxDetail:
		return one, len(digitsOf(phoneForm.FindString(value))) >= 6
	case identifierDetail:
		return one, value != "" && isDigit(value[0]) || l.name == "FIRMS" && firmsShape.MatchString(strings.ToUpper(value)) || l.name == "PASSPORT" && hasDigit(value)
	case registrationDetail:
		return one, len(digitsOf(registrationForm.FindString(strings.ToUpper(value)))) >= 6
	case personDetail:
		return one, start == 0 && personForm.MatchString(value) || start > 0 && strings.HasPrefix(compact(l.name+line[start:end]), "ATTN") && value != ""
	}
	return one, start == 0 && l.kind == webDetail
}

// allows says whether a value can stand behind a label with its colon. "OFFICE: 12 Main Street" is no telephone, "CIF: Los
// Angeles" no number.
func (l detailLabel) allows(value string) bool {
	if first := strings.Trim(firstPart(value), " ;|/-"); first == "" || ParseAbsence(first) != Present {
		return true
	}
	switch l.kind {
	case phoneDetail, faxDetail:
		return !l.colon || len(digitsOf(phoneForm.FindString(value))) >= 6
	case emailDetail:
		return !l.colon // mail addresses are gone from the line
	case identifierDetail, registrationDetail:
		return hasDigit(value)
	}
	return true
}

// takeDetails parts a line in what belongs to name and address, and the details in it.
func takeDetails(line string) (rest string, details []detail) {
	line = webAddress.ReplaceAllString(line, " ")
	for _, email := range emailAddress.FindAllString(line, 5) {
		details = append(details, detail{detailLabel: detailLabel{kind: emailDetail}, text: email})
	}
	line = strings.TrimSpace(emailAddress.ReplaceAllString(line, " "))
	spans := labelsIn(line)
	if len(spans) == 0 {
		return strings.Trim(line, " ,;|/-"), details
	}
	kept := []string{line[:spans[0].start]}
	for i, span := range spans {
		end := len(line)
		if i+1 < len(spans) {
			end = spans[i+1].start
		}
		text, more := span.value(line[span.end:end])
		if more != "" {
			kept = append(kept, more)
		}
		if text != "" && ParseAbsence(text) == Present {
			details = append(details, detail{detailLabel: span.detailLabel, words: span.words, text: text}.split()...)
		}
	}
	for i, part := range kept {
		kept[i] = balanced(strings.Trim(part, " ,;|/-"))
	}
	kept = slices.DeleteFunc(kept, func(part string) bool { return part == "" })
	return strings.Join(kept, ", "), details
}

// value parts the text behind a label in its value and what goes on with the address: "GSTIN 24AABCS1234D1Z5, Ahmedabad,
// India".
func (l detailLabel) value(text string) (value, more string) {
	text = strings.Trim(text, " ,;|/-*")
	for at, r := range text {
		if !strings.ContainsRune(",;|", r) {
			continue
		}
		next := strings.Trim(text[at+1:], " ,;|")
		goesOn := anyLetter.MatchString(next) && !extension.MatchString(next)
		if l.kind == personDetail { // "Jane Roe, Import Manager", but "Jane Roe, 1 Main Street, Tulsa"
			goesOn = hasDigit(next) || strings.Count(next, ",") > 1
		}
		if goesOn && l.kind != officeDetail && l.name != "PASSPORT" {
			return balanced(strings.TrimSpace(text[:at])), next
		}
	}
	return balanced(text), ""
}

var (
	extension      = regexp.MustCompile(`(?i)^(?:ext|extn|x|ramal|dahili|\d[\d\s().\-/+]*$)`)
	personAndPhone = regexp.MustCompile(`^(\p{L}[^\d+]{1,60}?)[\s,;:|/(\-]*(\+?[(\d][\d\s().\-/+]{5,}\d)\)?$`)
)

// split parts a person from the telephone behind the name, and a telephone under the label of a person: "Contact: Mr.
// Patel +91 79 5550 1234".
func (d detail) split() []detail {
	if d.kind != personDetail {
		return []detail{d}
	}
	if phoneNumber.MatchString(d.text) {
		d.kind = phoneDetail
		return []detail{d}
	}
	match := personAndPhone.FindStringSubmatch(d.text)
	if match == nil || len(digitsOf(match[2])) < 7 {
		return []detail{d}
	}
	person, phone := d, d
	person.text, phone.text, phone.kind = strings.TrimSpace(match[1]), match[2], phoneDetail
	return []detail{person, phone}
}

// balanced drops brackets at the ends of a text that have no partner in it.
func balanced(text string) string {
	if strings.Count(text, "(") > strings.Count(text, ")") {
		text = strings.TrimRight(text, " (")
	}
	if strings.Count(text, ")") > strings.Count(text, "(") {
		text = strings.TrimRight(text, " )")
	}
	return text
}
