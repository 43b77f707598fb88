package field

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Pair is a label with its value, both in one cell.
type Pair struct {
	Label Label
	Text  string // of the label, as written
	Value string
}

// gap is what separates several pairs in one line of a cell.
var gap = regexp.MustCompile(`[ \x{a0}\x{3000}]{3,}|\t+| \| `)

// Split finds labels and values that stand in one cell: "Vessel: EVER GIVEN", a line for each of several, a first
// line that labels the lines below it. Words behind a wide gap that are of none of them, "ETA: 3 May    LCL shipment
// only", are a pair without a label. What it does not take for a label or a value is rest.
func Split(text string) (pairs []Pair, rest string) {
	if strings.Contains(strings.TrimSpace(text), "\n") {
		if pair, found := splitHeading(text); found {
			return []Pair{pair}, ""
		}
	}
	var left, more []string // more are further lines of the last pair's value
	settle := func() {
		if len(more) > 0 {
			last := &pairs[len(pairs)-1]
			last.Value = strings.TrimSpace(last.Value + "\n" + strings.Join(more, "\n"))
			more = nil
		}
	}
	for line := range strings.SplitSeq(text, "\n") {
		for i, part := range gap.Split(line, -1) {
			part = strings.TrimSpace(part)
			if part == "" {
				continue
			}
			found := splitLine(part)
			switch {
			case found != nil:
				settle()
				pairs = append(pairs, found...)
			case i > 0 && len(pairs) > 0 && standsApart(pairs[len(pairs)-1], part):
				settle()
				pairs = append(pairs, Pair{Value: part})
			case len(pairs) > 0:
				more = append(more, part)
			default:
				left = append(left, part)
			}
		}
	}
	settle()
	return pairs, strings.Join(left, "\n")
}

// standsApart says whether words behind a wide gap are no part of the value before them, as further lines of an address
// or a unit would be.
func standsApart(before Pair, part string) bool {
	ofParty := slices.ContainsFunc(before.Label.Terms, func(t Term) bool { return t.Role != "" || t.Name.IsAttribute() })
	return !ofParty && len(strings.Fields(part)) > 2
}

// splitHeading takes a first line that is a label, and lines below it that are none, for a label and its value.
func splitHeading(text string) (Pair, bool) {
	heading, value, _ := strings.Cut(strings.TrimSpace(text), "\n")
	label := Understand(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(heading), ":")))
	if label.Score < sure || label.Weak || len(label.Terms) == 0 {
		return Pair{}, false
	}
	value = strings.TrimSpace(value)
	if first, _, _ := strings.Cut(value, "\n"); value == "" || Understand(first).Score >= Threshold {
		return Pair{}, false
	}
	if _, isPair := splitColon(strings.SplitN(value, "\n", 2)[0]); isPair {
		return Pair{}, false
	}
	return Pair{Label: label, Text: heading, Value: value}, true
}

// sure is the score that a label needs where nothing but its words shows that it is one.
const sure = 0.8

// splitLine splits "Label: value Label: value". It is nil if the line does not begin with a label and a colon, or the
// sign of equality that programs write.
func splitLine(text string) (pairs []Pair) {
	first, found := splitColon(text)
	if !found {
		return nil
	}
	pairs = append(pairs, first)
	for {
		last := &pairs[len(pairs)-1]
		next, before, found := nextPair(last.Value, last.Label)
		if !found {
			return pairs
		}
		last.Value = before
		last.Label.Score = min(last.Label.Score, next.Label.Score)
		pairs = append(pairs, next)
	}
}

// splitColon splits "Label: value" at the first colon that leaves a label before it.
func splitColon(text string) (Pair, bool) {
	for i, r := range text {
		if !isColon(r) {
			continue
		}
		before, after := strings.TrimSpace(text[:i]), strings.TrimSpace(text[i+utf8.RuneLen(r):])
		label := Understand(before)
		if label.Score < sure || len(label.Terms) == 0 && !label.Has(Explanation) {
			return Pair{}, false
		}
		value := after
		if _, before, found := nextPair(after, label); found {
			value = before
		}
		if after == "" || isSentence(value) || Understand(value).Score >= sure && !Understand(value).Weak {
			return Pair{}, false // the label goes on, or its value stands in another cell
		}
		return Pair{Label: label, Text: before, Value: after}, true
	}
	return Pair{}, false
}

func isColon(r rune) bool { return r == ':' || r == '：' || r == '=' }

// maxLabelWords is how many words a label within a line has at most.
const maxLabelWords = 5

// boundary is where a label may begin within a line.
var boundary = regexp.MustCompile(`(?:^|[\s,;/|])[^\s,;/|]`)

// nextPair finds the next label in the value of the one before, and what is left of that value. A party's name and
// address may hold labels of its own, "Tel:", which stay with it.
func nextPair(text string, of Label) (next Pair, before string, found bool) {
	_, isParty := of.Role()
	for i, r := range text {
		if !isColon(r) {
			continue
		}
		if next, before, found = labelBefore(text, i, isParty); found {
			next.Value = strings.TrimSpace(text[i+utf8.RuneLen(r):])
			return next, before, true
		}
	}
	return Pair{}, "", false
}

// labelBefore finds the label that ends at a colon: of the last few words the ones that are understood best, and of these
// the most. Where a blank alone parts them from the value before, words such as "ocean" or "given" may be of either; its
// score then says that this is not sure.
func labelBefore(text string, colon int, ofParty bool) (best Pair, before string, found bool) {
	starts := boundary.FindAllStringIndex(text[:colon], -1)
	apart, unsure := false, false
	for _, at := range starts[max(0, len(starts)-maxLabelWords):] {
		_, size := utf8.DecodeLastRuneInString(text[:at[1]])
		if strokeInside.MatchString(text[:at[1]-size]) {
			continue
		}
		words := strings.TrimSpace(text[at[1]-size : colon])
		label := Understand(words)
		left := strings.TrimRight(text[:at[1]-size], " \t,;/|-–")
		parted := left != strings.TrimRight(text[:at[1]-size], " ")
		parted = parted || strings.HasSuffix(text[:at[1]-size], "  ")
		isAttribute := slices.ContainsFunc(label.Terms, func(t Term) bool { return t.Role == "" && t.Name.IsAttribute() })
		if label.Score < sure || len(label.Terms) == 0 || ofParty && isAttribute || longNumber.MatchString(words) || strings.TrimSpace(left) == "" {
			continue
		}
		if label.Score > best.Label.Score+0.001 || parted && !apart && label.Score > best.Label.Score-0.001 {
			best, before, found, apart = Pair{Label: label, Text: words}, left, true, parted
			unsure = !parted && opensEitherWay(words)
		} else if unsure && label.Score > best.Label.Score-0.001 && countsBefore(before, best.Text, words) {
			best, before = Pair{Label: label, Text: words}, left
		}
	}
	if unsure {
		best.Label.Score = eitherWay
	}
	return best, before, found
}

// strokeInside is the end of a text in the middle of an abbreviation: "B/" of "B/L".
var strokeInside = regexp.MustCompile(`(?:^|\PL)\pL{1,2}/$`)

// eitherWay is the score of a label of which it is not sure where it begins.
const eitherWay = 0.55

// opensEitherWay says whether the first of some words may be no part of the label: the "GIVEN" of "EVER GIVEN Voyage: 12E",
// the "cartons" of "11 cartons Gross weight: 33".
func opensEitherWay(text string) bool {
	list := words(text)
	return len(list) > 1 && (vocab().fillers[list[0].text] || Understand(list[0].text).Weak)
}

// countsBefore says whether a label begins with what is counted before it, and has a place in a filing only without that:
// the "cartons" of "11 cartons Gross weight: 33" are no part of the weight of a carton. Short is the label without it.
func countsBefore(value, label, short string) bool {
	first, _, _ := strings.Cut(label, " ")
	ofCarton, whole := Understand(label), Understand(short)
	return endsInNumber.MatchString(value) && asksForPlace(Understand(first)) && !asksForPlace(ofCarton) && asksForPlace(whole)
}

// asksForPlace says whether a label asks for something that a filing has a place for.
func asksForPlace(l Label) bool {
	return slices.ContainsFunc(l.Terms, func(t Term) bool { return t.Name != NoPlace })
}

var endsInNumber = regexp.MustCompile(`\d$`)

// longNumber is a number that no label holds.
var longNumber = regexp.MustCompile(`\d{3}`)

// isSentence says whether a text reads as prose rather than as a value: many words, the first in lower case.
func isSentence(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return len(strings.Fields(text)) > 6 && (unicode.IsLower(first) || strings.HasSuffix(text, "."))
}
