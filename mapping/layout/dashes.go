package layout

import (
	"maps"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"docket/mapping/field"
	"docket/mapping/sheet"
	"docket/mapping/value"
)

// Some senders write a dash where others write a colon: "Vessel - EVER GIVEN". A dash also stands in names, behind labels
// with a remark, and before explanations, so that it parts labels from values only where a sheet does so again and again,
// and where dates and numbers show that values stand behind.

var (
	dash     = regexp.MustCompile(`\s[-–—]\s`)
	wideGaps = regexp.MustCompile(`\s{3,}|\t|\s\|\s`)
)

const (
	leastDashed  = 3 // fields that a sheet tells with a dash
	leastCertain = 2 // of these, whose values show what they are
)

// readDashes finds the labels and values that a dash parts, on sheets that write them so.
func (g *grid) readDashes() {
	found := map[*box][]field.Pair{}
	g.each(func(b *box) {
		if b.use == unused && b.cell.Kind == sheet.Text && (!strings.ContainsAny(b.text, ":：=") || g.inlineOf(b) == nil) {
			if pairs := dashed(b.text); len(pairs) > 0 {
				found[b] = pairs
			}
		}
	})
	asked, certain := map[field.Term]bool{}, map[field.Term]bool{}
	answered := map[*box]bool{}
	for b, pairs := range found {
		next := g.next(b)
		if answered[b] = next != nil && found[next] == nil && !g.asksFor(next) && g.inlineOf(next) == nil; answered[b] {
			continue // the value stands beside it
		}
		for _, p := range pairs {
			if t := p.Label.Terms[0]; t.Name != field.NoPlace {
				asked[t] = true
				certain[t] = certain[t] || plausibleText(t, p.Value) >= probably
			}
		}
	}
	maps.DeleteFunc(certain, func(_ field.Term, is bool) bool { return !is })
	if len(asked) < leastDashed || len(certain) < leastCertain {
		return
	}
	for b, pairs := range found {
		if !answered[b] {
			b.split, b.pairs = true, pairs
		}
	}
}

// dashed are the labels and values of a text that a dash parts, nil if anything else stands in it than these and further
// lines of a party.
func dashed(text string) (pairs []field.Pair) {
	for line := range strings.SplitSeq(text, "\n") {
		for _, part := range wideGaps.Split(line, -1) {
			part = strings.TrimSpace(part)
			if part == "" {
				continue
			}
			if pair, found := dashPair(part); found {
				pairs = append(pairs, pair)
				continue
			}
			if len(pairs) == 0 {
				return nil
			}
			last := &pairs[len(pairs)-1]
			if _, isParty := last.Label.Role(); !isParty {
				return nil
			}
			last.Value += "\n" + part
		}
	}
	return pairs
}

// dashPair parts a line at the first dash that has a label before it and a value behind it.
func dashPair(line string) (field.Pair, bool) {
	for _, at := range dash.FindAllStringIndex(line, 2) {
		before, after := strings.TrimSpace(line[:at[0]]), strings.TrimSpace(line[at[1]:])
		label := field.Understand(before)
		if label.Score < sure || len(label.Terms) == 0 || label.Weak && plausibleText(label.Terms[0], after) < probably {
			continue
		}
		return field.Pair{Label: label, Text: before, Value: after}, isDashValue(label.Terms[0], after)
	}
	return field.Pair{}, false
}

// sure is the score of a label that needs no colon to be one.
const sure = 0.8

// isDashValue says whether what stands behind a dash answers the label before it, and goes not on with it or explains it.
func isDashValue(t field.Term, text string) bool {
	if text == "" || looksLikeHint("("+text+")") || isHint(text) {
		return false
	}
	if value.ParseAbsence(text) != value.Present {
		return true
	}
	if _, refers := value.FindReference(text); refers {
		return true
	}
	_, digits := count(text)
	first, _ := utf8.DecodeRuneInString(text)
	if unicode.IsLower(first) && digits == 0 {
		return false
	}
	l := field.Understand(text)
	return (l.Score < field.Threshold || l.Weak) && plausibleText(t, text) >= maybe
}
