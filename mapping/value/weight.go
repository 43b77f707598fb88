package value

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
)

// A WeightUnit is a unit of weight that customs takes.
type WeightUnit string

// The units of weight, as the ISF names them. An empty unit is one that the text does not state.
const (
	Kilogram WeightUnit = "KILOGRAM"
	Pound    WeightUnit = "POUND"
)

// Order is the unit's name in customs orders: KG or LBS.
func (u WeightUnit) Order() string {
	switch u {
	case Kilogram:
		return "KG"
	case Pound:
		return "LBS"
	}
	return ""
}

// A Weight is an exact weight. Tonnes and grams are given in kilograms, short and long tons in pounds.
type Weight struct {
	Value Decimal
	Unit  WeightUnit
}

// String is the weight for people: "7812.4 KG".
func (w Weight) String() string {
	return strings.TrimRight(w.Value.String()+" "+w.Unit.Order(), " ")
}

// WeightEvidence is what stands around a weight.
type WeightEvidence struct {
	Style NumberStyle
	Unit  WeightUnit // of the header, used where the text states none
}

// A massUnit is a unit as people write it: so many of a WeightUnit. Where other is set, the word has two meanings.
type massUnit struct {
	unit   WeightUnit
	factor string
	other  *massUnit
}

var (
	kilogram            = massUnit{unit: Kilogram, factor: "1"}
	pound               = massUnit{unit: Pound, factor: "1"}
	tonne               = massUnit{unit: Kilogram, factor: "1000"}
	gram                = massUnit{unit: Kilogram, factor: "0.001"}
	shortTon            = massUnit{unit: Pound, factor: "2000"}
	longTon             = massUnit{unit: Pound, factor: "2240"}
	eitherTon           = massUnit{unit: Kilogram, factor: "1000", other: &shortTon}
	ounce               = massUnit{unit: Pound, factor: "0.0625"}
	longHundredweight   = massUnit{unit: Pound, factor: "112"}
	eitherHundredweight = massUnit{unit: Pound, factor: "100", other: &longHundredweight}
	thousandKilograms   = massUnit{unit: Kilogram, factor: "1000"}
	kay                 = massUnit{unit: Kilogram, factor: "1", other: &thousandKilograms} // "K" for kilograms or for thousands
)

var massUnits = unitWords("weight", map[string]massUnit{
	"kilogram": kilogram, "pound": pound, "tonne": tonne, "gram": gram, "ton": eitherTon, "short-ton": shortTon, "long-ton": longTon,
	"ounce": ounce, "hundredweight": eitherHundredweight, "k": kay,
})

var (
	grossWords = setOf("GROSS GW GWT GRS BRUTTO BRUTTOGEWICHT BRUTO BRUT BRÜT 毛重 毛 총중량 総重量 BRÜTTO")
	netWords   = setOf("NET NW NWT NETT NETTO NETTOGEWICHT NETO 净重 淨重 净 순중량")
	massNoise  = setOf("WEIGHT WT WGT WEIGHTS G N W TOTAL TOTALS PESO POIDS GEWICHT AGIRLIK BERAT TRONG LUONG AND OR ABOUT APPROX 共 总 合计 总重 重量 毛重量 OF ONLY THE IS MASS CARGO")
)

// FindWeightUnit is the unit of weight that a header names, "Gross Weight (KGS)". Only kilograms and pounds count.
func FindWeightUnit(header string) (WeightUnit, bool) {
	unit, found := findUnit(massUnits, grossBefore.ReplaceAllString(header, "gross $1"))
	if !found {
		unit, found = findUnit(massUnits, grossWord.ReplaceAllString(header, " "))
	}
	if !found || unit.factor != "1" {
		return "", false
	}
	return unit.unit, true
}

// grossBefore is "Gr." before a word for weight, and grossWord the same anywhere: beside another unit it is no gram.
var (
	grossBefore = regexp.MustCompile(`(?i)\bgr\b[.\s/]*((?:wt|wgt|weight|w|mass)\b)`)
	grossWord   = regexp.MustCompile(`(?i)\bgr\b\.?`)
)

// ParseWeight reads a weight. Where neither the text nor the evidence states a unit, the weight has none, and a remark
// says so. Of a text that states gross and net weight the gross weight is read.
func ParseWeight(text string, e WeightEvidence) (Weight, []Remark, error) {
	bare := plainUpTo(text, 1200)
	if len(bare) > 300 || strings.ContainsAny(bare, "<>≤≥") { // a limit
		return Weight{}, nil, weightUnreadable(text)
	}
	stated, err := weighings(bare, text)
	if err != nil {
		return Weight{}, nil, err
	}
	stated = preferGross(stated)
	if len(stated) == 0 {
		return Weight{}, nil, &Unreadable{
			Code:    "weight_net",
			Message: quote(text) + " is a net weight.",
			Hint:    "Give the gross weight.",
		}
	}
	if weight, proven := twins(stated, e); proven {
		return weight, nil, nil
	}
	var weights []Weight
	var remarks []Remark
	for _, one := range stated {
		weight, also, err := one.read(text, e)
		if err != nil {
			return Weight{}, nil, err
		}
		if len(weights) == 0 || !sameWeight(weights[0], weight) {
			weights, remarks = append(weights, weight), append(remarks, also...)
		} else if weight.Unit == Kilogram {
			weights[0] = weight
		}
	}
	if len(weights) > 1 {
		return Weight{}, nil, ambiguous("weight_several", quote(text), "Give one gross weight.", weightReadings(weights)...)
	}
	return weights[0], remarks, nil
}

func weightUnreadable(text string) error {
	return &Unreadable{
		Code:    "weight_unreadable",
		Message: quote(text) + " is not a weight.",
		Hint:    "Write a number and its unit, such as 7812.4 KG.",
	}
}

func weightReadings(weights []Weight) []Reading {
	readings := make([]Reading, len(weights))
	for i, weight := range weights {
		readings[i] = Reading{Value: weight, Words: weight.String()}
	}
	return readings
}

// A weighing is one weight as a text states it.
type weighing struct {
	digits string
	unit   massUnit
	gross  bool
	net    bool
}

// weighings are the weights that a text states; an error if it says other things too.
func weighings(bare, text string) ([]weighing, error) {
	var stated []weighing
	measures := measuresIn(poundSign.ReplaceAllString(bare, "$1 LBS$2"))
	behind := kindsBehind(measures)
	for i, m := range measures {
		one := weighing{digits: m.digits}
		after := parted(fold(m.after))
		before := parted(fold(m.before))
		var found bool
		if one.unit, after, found = unitAtStart(massUnits, after); !found && i == 0 {
			one.unit, before, _ = unitAtEnd(massUnits, before)
		}
		after = withoutUnit(massUnits, one.unit, after)
		if i > 0 {
			before = "" // read as what follows the measure before
		}
		one.gross, one.net = weightKind(before), weightKindNet(before)
		if i > 0 {
			one.gross, one.net = weightKind(lastWords(m.before)), weightKindNet(lastWords(m.before))
		}
		if behind {
			one.gross, one.net = weightKind(after), weightKindNet(after)
		}
		for _, words := range []string{before, after} {
			if !onlyWeightWords(words) {
				return nil, weightUnreadable(text)
			}
		}
		stated = append(stated, one)
	}
	if len(stated) == 0 {
		return nil, weightUnreadable(text)
	}
	return stated, nil
}

// poundSign is the sign behind a number that is short for pounds: "18500#".
var poundSign = regexp.MustCompile(`(\d)\s?#(\s|$|[,;/()])`)

// kindsBehind says whether the words for gross and net stand behind their weights: "12000 KGS NET / 12500 KGS GROSS".
func kindsBehind(measures []measure) bool {
	if len(measures) == 0 {
		return false
	}
	first, last := parted(fold(measures[0].before)), parted(fold(measures[len(measures)-1].after))
	return (weightKind(last) || weightKindNet(last)) && !weightKind(first) && !weightKindNet(first)
}

// lastWords are the words between two measures that belong to the second: those behind the first one's unit.
func lastWords(between string) string {
	_, rest, _ := unitAtStart(massUnits, parted(fold(between)))
	return rest
}

func weightKind(words string) bool    { return containsAny(words, grossWords) || words == "G W" }
func weightKindNet(words string) bool { return containsAny(words, netWords) || words == "N W" }

func containsAny(words string, set map[string]bool) bool {
	for _, word := range strings.Fields(words) {
		if set[word] {
			return true
		}
	}
	return false
}

func onlyWeightWords(words string) bool {
	for _, word := range strings.Fields(words) {
		if !massNoise[word] && !grossWords[word] && !netWords[word] {
			return false
		}
	}
	return true
}

// preferGross keeps the gross weights where any is marked as such, else those that are not marked as net.
func preferGross(stated []weighing) []weighing {
	var gross, other []weighing
	for _, one := range stated {
		switch {
		case one.gross:
			gross = append(gross, one)
		case !one.net:
			other = append(other, one)
		}
	}
	if len(gross) > 0 {
		return gross
	}
	return other
}

func (w weighing) read(text string, e WeightEvidence) (Weight, []Remark, error) {
	value, remarks, err := parseNumber(w.digits, e.Style)
	if readings := Readings[Decimal](err); len(readings) > 0 {
		return Weight{}, nil, w.separatorAmbiguous(text, readings, e)
	}
	if err != nil {
		return Weight{}, nil, err
	}
	if value.IsNegative() {
		return Weight{}, nil, &Unreadable{
			Code:    "weight_negative",
			Message: quote(text) + " is less than nothing.",
			Hint:    "Check the weight.",
		}
	}
	if w.unit == kay && value.GreaterThanOrEqual(decimal.NewFromInt(1000)) { // nobody loads a million kilograms
		w.unit = kilogram
	}
	if other := w.unit.other; other != nil {
		first, second := convert(value, w.unit), convert(value, *other)
		return Weight{}, nil, ambiguous("weight_ton", quote(text), "Give the weight in kilograms.",
			Reading{Value: first, Words: first.String()}, Reading{Value: second, Words: second.String()})
	}
	if w.unit.unit == "" {
		if e.Unit == "" {
			remarks = append(remarks, Remark{
				Code:    "weight_without_unit",
				Message: quote(text) + " has no unit.",
				Hint:    "Write the unit behind the number, or in the header: KG or LBS.",
			})
		}
		return Weight{Value: value, Unit: e.Unit}, remarks, nil
	}
	if e.Unit != "" && e.Unit != w.unit.unit {
		remarks = append(remarks, Remark{
			Code:    "weight_unit_differs",
			Message: quote(text) + " states another unit than its header, " + e.Unit.Order() + "; the text counts.",
			Hint:    "Check the unit.",
		})
	}
	weight := convert(value, w.unit)
	if w.unit.factor != "1" {
		remarks = append(remarks, Remark{Code: "weight_converted", Message: quote(text) + " is given as " + weight.String() + "."})
	}
	return weight, remarks, nil
}

// twins reads a weight that is stated in kilograms and in pounds, "12,000 KG (26,455.5 LBS)": its separators are those that
// make the two agree. The one in kilograms counts.
func twins(stated []weighing, e WeightEvidence) (weight Weight, proven bool) {
	if len(stated) != 2 || stated[0].unit.factor != "1" || stated[1].unit.factor != "1" || stated[0].unit.unit == stated[1].unit.unit || stated[0].unit.other != nil || stated[1].unit.other != nil {
		return Weight{}, false
	}
	found := 0
	for _, a := range stated[0].readings(e) {
		for _, b := range stated[1].readings(e) {
			if !sameWeight(a, b) {
				continue
			}
			found++
			if weight = a; b.Unit == Kilogram {
				weight = b
			}
		}
	}
	return weight, found == 1
}

// readings are what the digits of a weighing may be.
func (w weighing) readings(e WeightEvidence) (weights []Weight) {
	value, _, err := parseNumber(w.digits, e.Style)
	values := Readings[Decimal](err)
	if err == nil {
		values = []Decimal{value}
	}
	for _, one := range values {
		if !one.IsNegative() {
			weights = append(weights, convert(one, w.unit))
		}
	}
	return weights
}

// separatorAmbiguous gives the readings of a number as weights.
func (w weighing) separatorAmbiguous(text string, values []Decimal, e WeightEvidence) error {
	if w.unit.unit == "" {
		w.unit = massUnit{unit: e.Unit, factor: "1"}
	}
	var weights []Weight
	for _, value := range values {
		weights = append(weights, convert(value, w.unit))
	}
	return ambiguous("number_separator", quote(text), "Write the number without a thousands separator, and with a point before decimals.", weightReadings(weights)...)
}

func convert(value Decimal, unit massUnit) Weight {
	if unit.factor == "1" {
		return Weight{Value: value, Unit: unit.unit}
	}
	return Weight{Value: value.Mul(decimal.RequireFromString(unit.factor)), Unit: unit.unit}
}

// sameWeight says whether two weights are one in two units, or the same one twice; rounding may part them by 1 %.
func sameWeight(a, b Weight) bool {
	inKilograms := func(w Weight) Decimal {
		if w.Unit == Pound {
			return w.Value.Mul(decimal.RequireFromString("0.45359237"))
		}
		return w.Value
	}
	x, y := inKilograms(a), inKilograms(b)
	if a.Unit == b.Unit {
		return x.Equal(y)
	}
	return x.Sub(y).Abs().Mul(decimal.NewFromInt(100)).LessThanOrEqual(x.Abs())
}
