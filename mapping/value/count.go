package value

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// A Count is a number of packages or of goods. Where packages hold packages, the outer ones count and Inner says what
// they hold: "2 PALLETS (40 CTNS)".
type Count struct {
	Value int64
	Unit  PackageUnit // "" if not stated
	Inner *Count
}

// String is the count for people: "2 PALLET (40 CARTON)".
func (c Count) String() string {
	text := strings.TrimRight(strconv.FormatInt(c.Value, 10)+" "+string(c.Unit), " ")
	if c.Inner != nil {
		text += " (" + c.Inner.String() + ")"
	}
	return text
}

// CountEvidence is what stands around a count.
type CountEvidence struct {
	Style NumberStyle
	Unit  PackageUnit // of the header or of a column beside, used where the text states none
	Goods bool        // the header asks for the goods too: "4 CRATES HYDRAULIC PRESS, DISMANTLED"
}

// ParseCount reads a count of packages: "640 CTNS", "CTN 1,024", "548箱 / 548 CTNS", "2 PALLETS (40 CTNS)". A separator
// that would leave parts of a package parts thousands; "1.000", which some systems write for one, is ambiguous unless
// the style of numbers is known.
func ParseCount(text string, e CountEvidence) (Count, []Remark, error) {
	count, remarks, err := parseCount(text, e)
	if bare, found := withoutTranslation(text); found && err != nil && len(Readings[Count](err)) == 0 {
		return parseCount(bare, e)
	}
	if e.Goods && err != nil && len(Readings[Count](err)) == 0 {
		if leading := packagesAtStart(text); leading != "" {
			return parseCount(leading, e)
		}
	}
	return count, remarks, err
}

// FindCounts finds the numbers of packages that a text about other things states: "MICROPUMPS, 6 CARTONS".
func FindCounts(text string) (counts []Count) {
	_, words := packings()
	for _, m := range measuresIn(plainUpTo(text, 1600)) {
		unit, _, found := unitAtStart(words, parted(fold(m.after)))
		if whole, err := strconv.ParseInt(m.digits, 10, 64); found && err == nil && len(fold(m.after)) > 1 {
			counts = append(counts, Count{Value: whole, Unit: unit})
		}
	}
	return counts
}

// translatedUnit is a count whose unit is said twice, in parentheses too: "24 estibas (pallets)".
var translatedUnit = regexp.MustCompile(`^\s*([\d.,' ]*\d)\s*(\p{L}[\p{L}\p{M}' -]{3,40}?)\s*[(\[（]\s*(\p{L}[\p{L}\p{M}' -]{1,40})\s*[)\]）]\s*$`)

// withoutTranslation is a count without the word that no table knows beside a kind of package, which is the same in another
// language, or what is packed. Measures and containers are no such words.
func withoutTranslation(text string) (string, bool) {
	match := translatedUnit.FindStringSubmatch(text)
	if match == nil || len(strings.Fields(match[2])) > 3 || len(strings.Fields(match[3])) > 3 {
		return "", false
	}
	for i, word := range match[2:] {
		_, _, err := ParsePackageUnit(word)
		if err != nil || measured.MatchString(fold(match[3-i])) {
			continue
		}
		if _, _, err := ParsePackageUnit(match[3-i]); err != nil {
			return match[1] + " " + word, true
		}
	}
	return "", false
}

// measured are the words of measures and of containers, folded.
var measured = regexp.MustCompile(`\b(?:TON|POUND|LIBRA|LITER|LITRE|LITRO|GALLON|METER|METRE|METRO|CUBI|KILO|GRAM|UNZE|OUNCE|FEET|FOOT|CONT|CNTR|CTNR|TEU|FCL|LCL)`)

// packagesAtStart is the count that a text begins with, with its unit and without the goods behind it, "" if it begins
// with none.
func packagesAtStart(text string) string {
	_, units := packings()
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	words := wordsOfLine.FindAllStringIndex(line, 5)
	for at := range 4 { // a number, and a unit of up to three words
		end := len(line)
		if len(words) > at+1 {
			end = words[at+1][1]
		}
		measures := measuresIn(plain(line[:end]))
		if len(measures) == 1 && measures[0].before == "" {
			if _, rest, found := unitAtStart(units, parted(fold(measures[0].after))); found && rest == "" {
				return line[:end]
			}
		}
	}
	return ""
}

var wordsOfLine = regexp.MustCompile(`[^ \t]+`)

func parseCount(text string, e CountEvidence) (Count, []Remark, error) {
	bare := containerLoads.ReplaceAllString(plainUpTo(text, 1600), " ")
	bare = withoutSpelled(packageNumbers.ReplaceAllString(bare, " "))
	bare = goodsBehind.ReplaceAllString(bare, "$1")
	unreadable := &Unreadable{
		Code:    "count_unreadable",
		Message: quote(text) + " is not a count of packages.",
		Hint:    "Write a number and the kind of package, such as 640 CTNS.",
	}
	if len(bare) > 400 {
		return Count{}, nil, unreadable
	}
	measures := measuresIn(bare)
	if len(measures) == 0 {
		return Count{}, nil, unreadable
	}
	var tallies []tally
	for i, m := range measures {
		one, ok := readTally(i, m)
		if !ok {
			return Count{}, nil, unreadable
		}
		if i > 0 {
			one.joint = m.before
		}
		tallies = append(tallies, one)
	}
	var counts []Count
	for i, one := range tallies {
		value, err := one.count(text, e)
		if err != nil {
			return Count{}, nil, err
		}
		tallies[i].value = value
		counts = append(counts, Count{Value: value, Unit: one.unit})
	}
	count, remarks, err := combine(text, tallies, counts)
	if inner := count.Inner; err == nil && len(remarks) == 0 && inner != nil && count.Unit.level() > inner.Unit.level() && inner.Unit.level() > 1 {
		remarks = append(remarks, Remark{
			Code:    "count_of_outer",
			Message: quote(text) + " counts packages inside of others; the outer ones are given, " + strconv.FormatInt(count.Value, 10) + " " + string(count.Unit) + ".",
			Hint:    "If customs shall know the inner ones, write their number alone.",
		})
	}
	if err == nil && count.Unit == "" {
		count.Unit = e.Unit
	}
	return count, remarks, err
}

// A tally is one number of packages as a text states it.
type tally struct {
	digits string
	unit   PackageUnit
	joint  string // what stands between it and the tally before
	value  int64
}

// containerLoads are containers, which are no packages: "1x40HC STC 640 CTNS".
var containerLoads = regexp.MustCompile(`(?i)\b\d{1,3}\s*[x*]\s*(?:20|40|45)\s*['"]{0,2}\s*(?:GP|HC|HQ|DC|DV|RF|RH|OT|FR|ST|STD|FT)?\b(?:\s*(?:FCL|CONTAINERS?|CNTRS?|CTNRS?)\b)?`)

// packageNumbers are the numbers on the packages, which count nothing by themselves: "480 CTNS, C/NO. 1-480".
var packageNumbers = regexp.MustCompile(`(?i)[(,]?\s*\b(?:c/no|ctn\s*nos?|carton\s*nos?|pkg\s*nos?|pallet\s*nos?|plt\s*nos?|case\s*nos?|marks\s*nos?)\b[.:#s\s]*\d+\s*(?:-|to|~)\s*(?:\d+|up)\s*\)?`)

// goodsBehind is what packages hold: "640 CARTONS OF COOKWARE".
var goodsBehind = regexp.MustCompile(`(?i)(\p{L})\s+(?:of|stc:?|s\.t\.c\.|said\s+to\s+contain:?)\s+[^\d]+$`)

// packageNoise are words beside a count that change nothing.
var packageNoise = setOf("TOTAL TOTALS SAY ONLY OF THE NO NOS NUMBER QTY QUANTITY IN ON INTO AND STC SAID TO CONTAIN CONTAINING EACH PACKED STOWED WITH EQUALS S UNITS OUT PER AS ALL TOTALING EQUAL LOOSE SLAC SLC X 共 总 计 合计 总共 总计 装 件数 計 总件数 GESAMT TOPLAM JUMLAH TỔNG TONG CONG GOODS CARGO TOTALLY ABOUT QTE CANTIDAD OUTER INNER AUF SUR SU EN EM CON MIT AVEC COM WITH SOBRE DENTRO ÜBER")

func readTally(i int, m measure) (tally, bool) {
	_, words := packings()
	one := tally{digits: m.digits}
	after, before := parted(fold(m.after)), parted(fold(m.before))
	var found bool
	if one.unit, after, found = unitAtStart(words, dropNoise(after)); !found && i == 0 {
		one.unit, before, _ = unitAtEnd(words, before)
	}
	after = withoutUnit(words, one.unit, dropNoise(after))
	return one, (i > 0 || isNoise(before, packageNoise)) && isNoise(after, packageNoise)
}

// dropNoise leaves a text without the noise that it begins with, so that its unit comes first.
func dropNoise(text string) string {
	_, words := packings()
	for text != "" {
		word := firstWord(text)
		if _, isUnit := words[word]; isUnit || !packageNoise[word] {
			return text
		}
		text = strings.TrimSpace(text[len(word):])
	}
	return ""
}

func (t tally) count(text string, e CountEvidence) (int64, error) {
	value, _, err := parseNumber(t.digits, e.Style)
	if readings := Readings[Decimal](err); len(readings) == 2 {
		value, err = wholeReading(text, t.digits, readings[0], readings[1])
	}
	if err != nil {
		return 0, err
	}
	if !value.IsInteger() {
		return 0, &Unreadable{
			Code:    "count_not_whole",
			Message: quote(text) + " is not a whole number.",
			Hint:    "Packages are counted whole.",
		}
	}
	if value.IsNegative() || value.GreaterThan(decimal.NewFromInt(1_000_000_000)) {
		return 0, &Unreadable{
			Code:    "count_out_of_range",
			Message: quote(text) + " is not a number of packages that a shipment has.",
			Hint:    "Check the count.",
		}
	}
	return value.IntPart(), nil
}

// wholeReading chooses between decimal point and comma where only one leaves whole packages. "1,000" is a thousand:
// hardly anyone writes one as 1,000 with a comma; "1.000" may be either.
func wholeReading(text, digits string, point, comma Decimal) (Decimal, error) {
	switch {
	case point.IsInteger() && !comma.IsInteger(), point.IsInteger() && strings.Contains(digits, ","):
		return point, nil
	case comma.IsInteger() && !point.IsInteger():
		return comma, nil
	}
	return Decimal{}, ambiguous("number_separator", quote(text), "Write the count without separators.",
		Reading{Value: Count{Value: point.IntPart()}, Words: point.String()}, Reading{Value: Count{Value: comma.IntPart()}, Words: comma.String()})
}

// combine makes one count of those that a text states.
func combine(text string, tallies []tally, counts []Count) (Count, []Remark, error) {
	result := counts[0]
	for i, next := range counts[1:] {
		joint := strings.ToUpper(tallies[i+1].joint)
		if len(counts) == 2 && timesJoint.MatchString(joint) && (holds(result, next, joint) || holds(next, result, joint)) {
			return multiplied(text, result, next)
		}
		switch {
		case next.Value == result.Value && (next.Unit == result.Unit || next.Unit == "" || result.Unit == ""):
			if result.Unit == "" { // "640 (640 CTNS)"
				result.Unit = next.Unit
			}
		case strings.ContainsAny(joint, "+&") || joint != "" && containsAny(fold(joint), setOf("PLUS AND")):
			return sum(text, counts)
		case holds(result, next, joint):
			result = Count{Value: result.Value, Unit: result.Unit, Inner: &next}
		case holds(next, result, ""), containsAny(fold(joint), setOf("IN ON INTO AUF EN EM AN AT SUR SU SOBRE")):
			inner := result
			result = Count{Value: next.Value, Unit: next.Unit, Inner: &inner}
		default:
			return Count{}, nil, ambiguous("count_several", quote(text), "Give one count, that of the outermost packages.",
				Reading{Value: counts[0], Words: counts[0].String()}, Reading{Value: next, Words: next.String()})
		}
	}
	return result, nil, nil
}

// timesJoint is what stands between packages and what each of them holds: "15 PALLETS @ 24 CTNS", "24 CTNS X 15 PALLETS".
var timesJoint = regexp.MustCompile(`[@*×]|\bX\b|\bEACH\b`)

// multiplied is the count of packages of which each holds so many others.
func multiplied(text string, one, other Count) (Count, []Remark, error) {
	outer, each := one, other
	if each.Unit.level() > outer.Unit.level() {
		outer, each = each, outer
	}
	if outer.Value > 0 && each.Value > 1_000_000_000/outer.Value {
		return Count{}, nil, &Unreadable{Code: "count_out_of_range", Message: quote(text) + " is not a number of packages that a shipment has.", Hint: "Check the count."}
	}
	outer.Inner = &Count{Value: outer.Value * each.Value, Unit: each.Unit}
	return outer, []Remark{{
		Code:    "count_multiplied",
		Message: quote(text) + " is given as " + outer.String() + ".",
		Hint:    "Write how many there are in all.",
	}}, nil
}

// holds says whether the packages of one count hold those of another.
func holds(outer, inner Count, joint string) bool {
	if outer.Inner != nil {
		outer = *outer.Inner
	}
	if outer.Unit == "" || inner.Unit == "" || outer.Unit == inner.Unit {
		return false
	}
	return outer.Unit.level() > inner.Unit.level() ||
		outer.Unit.level() == inner.Unit.level() && outer.Value < inner.Value && containsAny(fold(joint), setOf("STC CONTAIN CONTAINING OF"))
}

// holdsAll says whether the first count is the sum of the others.
func holdsAll(counts []Count) bool {
	left := counts[0].Value
	for _, count := range counts[1:] {
		left -= count.Value
	}
	return left == 0 && len(counts) > 2
}

// sum adds the counts of a mixed load: "10 PLTS + 5 CTNS" are 15 packages.
func sum(text string, counts []Count) (Count, []Remark, error) {
	if holdsAll(counts) { // "3 PACKAGES (2 PALLETS + 1 CARTON)"
		return counts[0], nil, nil
	}
	total := Count{Unit: counts[0].Unit}
	for _, count := range counts {
		if count.Inner != nil || count.Unit == "" {
			return Count{}, nil, &Unreadable{
				Code:    "count_unreadable",
				Message: quote(text) + " is not a count of packages.",
				Hint:    "Give one count, that of the outermost packages.",
			}
		}
		total.Value += count.Value
		if count.Unit != total.Unit {
			total.Unit = Package
		}
	}
	return total, []Remark{{Code: "count_added", Message: quote(text) + " is given as " + total.String() + "."}}, nil
}
