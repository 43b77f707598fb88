package value_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"docket/mapping/value"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// The law of this file: a value written in any style that people use reads back as itself, or is refused, or is one of
// the readings of an ambiguous text. It never reads as another.

// grouped writes digits in groups of three, or of two before the last three, from the right.
func grouped(digits, separator string, indian bool) string {
	var groups []string
	size := 3
	for len(digits) > size {
		groups = append([]string{digits[len(digits)-size:]}, groups...)
		digits = digits[:len(digits)-size]
		if indian {
			size = 2
		}
	}
	return strings.Join(append([]string{digits}, groups...), separator)
}

var numberStyles = []struct {
	thousands, mark string
	indian          bool
	style           value.NumberStyle
}{
	{"", ".", false, value.DecimalPoint}, {",", ".", false, value.DecimalPoint}, {" ", ".", false, value.DecimalPoint}, {"'", ".", false, value.DecimalPoint}, {",", ".", true, value.DecimalPoint},
	{"", ",", false, value.DecimalComma}, {".", ",", false, value.DecimalComma}, {" ", ",", false, value.DecimalComma}, {"\u202f", ",", false, value.DecimalComma},
}

func drawNumber(t *rapid.T) (exact decimal.Decimal, whole, fraction string) {
	n := rapid.Int64Range(0, 99_999_999).Draw(t, "whole")
	whole = fmt.Sprint(n)
	fraction = rapid.StringMatching(`[0-9]{0,4}`).Draw(t, "fraction")
	exact = decimal.RequireFromString(whole + "." + fraction + "0")
	return exact, whole, fraction
}

func TestNumbersReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		exact, whole, fraction := drawNumber(t)
		style := rapid.SampledFrom(numberStyles).Draw(t, "style")
		text := whole
		if style.thousands != "" {
			text = grouped(whole, style.thousands, style.indian)
		}
		if fraction != "" {
			text += style.mark + fraction
		}
		got, _, err := value.ParseNumber(text, style.style)
		if err != nil || !got.Equal(exact) {
			t.Fatalf("%q in its style %v: %v %v, want %v", text, style.style, got, err, exact)
		}
		got, _, err = value.ParseNumber(text, value.AnyStyle)
		readings := value.Readings[value.Decimal](err)
		among := slices.ContainsFunc(readings, func(d value.Decimal) bool { return d.Equal(exact) })
		if err == nil && !got.Equal(exact) || err != nil && !among {
			t.Fatalf("%q in no known style: %v %v, want %v or a choice with it", text, got, err, exact)
		}
		var evidence value.NumberEvidence
		evidence.Add(text)
		if proven := evidence.Style(); proven != value.AnyStyle && proven != style.style {
			t.Fatalf("%q proves %v, written in %v", text, proven, style.style)
		}
	})
}

func TestWeightsReadBack(t *testing.T) {
	t.Parallel()
	forms := []string{"%s KGS", "%sKG", "%s kg", "KGS %s", "G.W.: %s KGS", "%s公斤", "Gross weight: %s kilos"}
	rapid.Check(t, func(t *rapid.T) {
		exact, whole, fraction := drawNumber(t)
		style := rapid.SampledFrom(numberStyles).Draw(t, "style")
		text := grouped(whole, style.thousands, style.indian)
		if fraction != "" {
			text += style.mark + fraction
		}
		text = fmt.Sprintf(rapid.SampledFrom(forms).Draw(t, "form"), text)
		got, _, err := value.ParseWeight(text, value.WeightEvidence{Style: style.style})
		if err != nil || got.Unit != value.Kilogram || !got.Value.Equal(exact) {
			t.Fatalf("%q: %v %v, want %v", text, got, err, exact)
		}
	})
}

func TestCountsReadBack(t *testing.T) {
	t.Parallel()
	forms := []string{"%s CTNS", "CTN %s", "%s cartons", "%s箱", "TOTAL: %s CTNS ONLY", "%s CTN(S)", "%sCTNS"}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(1, 9_999_999).Draw(t, "count")
		digits := fmt.Sprint(n)
		if rapid.Bool().Draw(t, "grouped") {
			digits = grouped(digits, ",", false)
		}
		text := fmt.Sprintf(rapid.SampledFrom(forms).Draw(t, "form"), digits)
		got, _, err := value.ParseCount(text, value.CountEvidence{})
		if err != nil || got.Value != n || got.Unit != value.Carton {
			t.Fatalf("%q: %v %v, want %d", text, got, err, n)
		}
	})
}

func TestDatesReadBack(t *testing.T) {
	t.Parallel()
	certain := []string{"2006-01-02", "2006/01/02", "2006.01.02", "20060102", "02-Jan-2006", "2 January 2006", "Jan 2, 2006", "January 2, 2006", "Mon, 02 Jan 2006", "02Jan2006", "2006年1月2日", "2006년 1월 2일", "2006-01-02T15:04:05Z", "2006-01-02 15:04", "02.01.2006", "02-Jan-06", "ETD 2006-01-02"}
	ordered := map[value.DateOrder][]string{
		value.DayFirst: {"02/01/2006", "2/1/2006", "02-01-2006", "2.1.2006", "02/01/06"}, value.MonthFirst: {"01/02/2006", "1/2/2006", "01-02-2006", "01/02/06"}, value.YearFirst: {"06/01/02", "06-01-02"},
	}
	rapid.Check(t, func(t *rapid.T) {
		day := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 39*365).Draw(t, "day"))
		want := day.Format("2006-01-02")
		text := day.Format(rapid.SampledFrom(certain).Draw(t, "form"))
		if got, _, err := value.ParseDate(text, value.DateEvidence{}); err != nil || got.String() != want {
			t.Fatalf("%q: %v %v, want %s", text, got, err, want)
		}
		order := rapid.SampledFrom([]value.DateOrder{value.DayFirst, value.MonthFirst, value.YearFirst}).Draw(t, "order")
		text = day.Format(rapid.SampledFrom(ordered[order]).Draw(t, "ordered form"))
		if got, _, err := value.ParseDate(text, value.DateEvidence{Order: order}); err != nil || got.String() != want {
			t.Fatalf("%q, %v: %v %v, want %s", text, order, got, err, want)
		}
		got, _, err := value.ParseDate(text, value.DateEvidence{})
		among := slices.ContainsFunc(value.Readings[value.Date](err), func(d value.Date) bool { return d.String() == want })
		if err == nil && got.String() != want || err != nil && !among {
			t.Fatalf("%q, its order not known: %v %v, want %s or a choice with it", text, got, err, want)
		}
		var evidence value.DateOrderEvidence
		evidence.Add(text)
		if proven := evidence.Order(); proven != value.AnyOrder && proven != order {
			t.Fatalf("%q proves %v, written in %v", text, proven, order)
		}
	})
}

// drawContainer is a container number with its check digit, computed here on its own from ISO 6346.
func drawContainer(t *rapid.T) string {
	body := rapid.StringMatching(`[A-Z]{3}U[0-9]{6}`).Draw(t, "container")
	values := map[byte]int{}
	next := 10
	for letter := byte('A'); letter <= 'Z'; letter++ {
		if next%11 == 0 {
			next++
		}
		values[letter] = next
		next++
	}
	sum, weight := 0, 1
	for i := range 10 {
		if body[i] >= 'A' {
			sum += values[body[i]] * weight
		} else {
			sum += int(body[i]-'0') * weight
		}
		weight *= 2
	}
	return body + fmt.Sprint(sum%11%10)
}

func TestContainersReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		number := drawContainer(t)
		form := rapid.SampledFrom([]string{"%s%s%s", "%s %s-%s", "%s-%s%s", "%s %s %s", "%s.%s.%s", "CNTR NO. %s%s%s", "%s%s(%s)"}).Draw(t, "form")
		text := fmt.Sprintf(form, number[:4], number[4:10], number[10:])
		if got, remarks, err := value.ParseContainerNumber(text); err != nil || got != number || len(remarks) > 0 {
			t.Fatalf("%q: %v %v %v, want %s", text, got, remarks, err, number)
		}
		other := drawContainer(t)
		text += rapid.SampledFrom([]string{", ", "\n", " / ", "; "}).Draw(t, "separator") + other
		if got, _, err := value.ParseContainers(text); err != nil || len(got) != 2 && number != other || got[0].Number != number || got[len(got)-1].Number != other {
			t.Fatalf("%q: %v %v, want %s and %s", text, got, err, number, other)
		}
		// One wrong digit is always noticed: that is what the check digit is for. (Ten and zero share a digit.)
		at := rapid.IntRange(4, 9).Draw(t, "at")
		wrong := []byte(number)
		wrong[at] = '0' + (wrong[at]-'0'+1)%10
		if value.CheckContainer(string(wrong)) && value.CheckContainer(number) && number[10] != '0' {
			t.Fatalf("%s and %s both pass", number, wrong)
		}
	})
}

func TestTariffNumbersReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		heading := rapid.SampledFrom([]string{"6109", "9403", "7323", "8471", "3926", "4202", "0804", "0901", "2005"}).Draw(t, "heading")
		rest := rapid.StringMatching(`[0-9]{2}([0-9]{2}){0,2}`).Draw(t, "rest")
		number := heading + rest
		pairs := func(separator string) string {
			text := heading
			for i := 0; i < len(rest); i += 2 {
				text += separator + rest[i:i+2]
			}
			return text
		}
		statistical := heading + "." + rest[:2]
		if len(rest) > 2 {
			statistical += "." + rest[2:]
		}
		for _, text := range []string{number, pairs("."), pairs(" "), pairs("-"), statistical, "HTS " + statistical} {
			if got, _, err := value.ParseHTS(text, value.HTSEvidence{}); err != nil || got != number {
				t.Fatalf("%q: %s %v, want %s", text, got, err, number)
			}
		}
		if heading[0] == '0' { // what a number cell leaves of it
			got, remarks, err := value.ParseHTS(number[1:], value.HTSEvidence{})
			if err == nil && (got != number || len(remarks) == 0) {
				t.Fatalf("%q: %s without a remark, want %s", number[1:], got, number)
			}
		}
	})
}

func TestIdentifiersReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		ein := rapid.StringMatching(`[0-9]{2}-[0-9]{7}([0-9A-Z]{2})?`).Draw(t, "EIN")
		for _, text := range []string{ein, "IRS # " + ein, "EIN: " + ein, "IRS No. " + ein} {
			if got, _, err := value.ParseIdentifier(text, value.AnyIdentifier); err != nil || got.Kind != value.EIN || got.Number != ein {
				t.Fatalf("%q: %+v %v, want %s", text, got, err, ein)
			}
		}
		duns := rapid.StringMatching(`[0-9]{9}`).Draw(t, "DUNS")
		if got, _, err := value.ParseIdentifier("DUNS "+duns, value.AnyIdentifier); err != nil || got.Number != duns {
			t.Fatalf("DUNS %s: %+v %v", duns, got, err)
		}
		if _, _, err := value.ParseIdentifier(duns, value.AnyIdentifier); code(err) != "identifier_kind" {
			t.Fatalf("%s with no label: %v, want a choice", duns, err)
		}
	})
}

func TestAddressesReadBack(t *testing.T) {
	t.Parallel()
	streets := []string{"415 Cannery Row West", "No. 27 Gaoxin East Road, Jianghai District", "Unit 5, 240 Pier Street", "Plot 41, Sector 7", "12/F, 88 Wharf Road"}
	places := []struct{ city, state, code, country, iso string }{
		{"Tacoma", "WA", "98402", "USA", "US"}, {"Elk Grove Village", "IL", "60007", "United States", "US"}, {"Ningbo", "Zhejiang", "315000", "China", "CN"}, {"Jiangmen", "Guangdong", "529040", "P.R. China", "CN"}, {"Jodhpur", "Rajasthan", "342001", "India", "IN"},
		{"Siheung", "Gyeonggi", "15072", "South Korea", "KR"}, {"Mandaue", "Cebu", "6014", "Philippines", "PH"}, {"Trujillo", "La Libertad", "13009", "Peru", "PE"}, {"Cirebon", "West Java", "45153", "Indonesia", "ID"},
	}
	rapid.Check(t, func(t *rapid.T) {
		street, place := rapid.SampledFrom(streets).Draw(t, "street"), rapid.SampledFrom(places).Draw(t, "place")
		form := rapid.SampledFrom([]string{"%s, %s, %s %s, %s", "%s\n%s, %s %s\n%s", "%s\n%s\n%s %s\n%s", "%s, %s, %s, %s, %s", " %s , %s, %s  %s,\n%s "}).Draw(t, "form")
		text := fmt.Sprintf(form, street, place.city, place.state, place.code, place.country)
		got, _, err := value.ParseAddress(text, value.AddressEvidence{})
		want := strings.Join([]string{street, "", place.city, place.state, place.code, place.iso}, "|")
		if err != nil || shown(got) != want {
			t.Fatalf("%q: %s %v, want %s", text, shown(got), err, want)
		}
		name := rapid.SampledFrom([]string{"Juniper Works LLC", "Hai Sun Tent Co., Ltd.", "Mueller & Sons GmbH", "Tidewater Importers, Inc.", "Quay (HK) Limited"}).Draw(t, "name")
		separator := ", "
		if strings.Contains(text, "\n") {
			separator = "\n"
		}
		party, _, err := value.ParseParty(name+separator+text, value.PartyEvidence{})
		if err != nil || party.Name != name || shown(party.Address) != want {
			t.Fatalf("%q: %s %s %v, want %s %s", name+separator+text, party.Name, shown(party.Address), err, name, want)
		}
	})
}
