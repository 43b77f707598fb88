package layout

import (
	"regexp"
	"slices"
	"strings"

	"docket/mapping/field"
	"docket/mapping/value"
)

// telltale are kinds of values that show by themselves what a column holds, whatever its header says.
var telltale = []struct {
	name field.Name
	is   func(text string) bool
}{
	{field.Container, func(text string) bool {
		number, _, err := value.ParseContainerNumber(text)
		return err == nil && value.CheckContainer(number)
	}},
	{field.Kind, func(text string) bool {
		_, _, err := value.ParsePackageUnit(text)
		return err == nil
	}},
	{field.ContainerType, func(text string) bool {
		_, _, err := value.ParseEquipment(text)
		return err == nil
	}},
	{field.Incoterm, func(text string) bool {
		term, _, err := value.ParseIncoterm(text)
		return err == nil && strings.HasPrefix(strings.TrimSpace(text), term.Code)
	}},
	{field.Unit, isUnitAlone},
}

// isUnitAlone says whether a text is a unit of weight or volume and nothing else: "KGS", or the K and L of air waybills.
func isUnitAlone(text string) bool {
	if strings.ContainsAny(text, "0123456789") && !strings.EqualFold(text, "M3") || len(text) > longestUnit {
		return false
	}
	if text == "K" || text == "L" {
		return true
	}
	_, isWeight := value.FindWeightUnit(text)
	_, isVolume := value.FindVolumeUnit(text)
	return isWeight || isVolume
}

// longestUnit is how long a unit alone is, in bytes.
const longestUnit = 12

// misread are headers that may mean something else, which the values show.
var misread = []struct {
	from, to field.Name
	is       func(text string) bool
}{
	{field.Contact, field.Origin, func(text string) bool { // C/O: care of, or country of origin
		_, _, err := value.ParseCountry(text)
		return err == nil
	}},
	{field.Departure, field.PortOfLoading, isPortAndNoDate}, // "Sails from" over ports
	{field.Arrival, field.PortOfUnloading, isPortAndNoDate},
	{field.Packages, field.PackageType, isPackageKind},    // "Package" beside "Quantity"
	{field.NoPlace, field.ContainerType, isEquipmentCode}, // "Size", "Specification", of goods or of containers
}

func isPortAndNoDate(text string) bool {
	return isPort(text) && plausibleText(field.Term{Name: field.Arrival}, text) == never
}

// isPackageKind says whether a text is a kind of package and no count of them: "CTNS".
func isPackageKind(text string) bool {
	_, _, err := value.ParsePackageUnit(text)
	return err == nil
}

// isEquipmentCode says whether a text is the code of a size and type of container, "40HC" or "45G1", as no goods have it.
func isEquipmentCode(text string) bool {
	e, _, err := value.ParseEquipment(text)
	return err == nil && e.Size != "" && e.Type != "" && equipmentCode.MatchString(text)
}

var equipmentCode = regexp.MustCompile(`^\s*(?:20|22|25|40|42|44|45|L5)\s*['’]?\s*(?:[A-Z]{2}|[A-Z]\d)\s*$`)

// inferred is the score of a column that only its values explain.
const inferred = 0.75

// inferColumns finds out by their values what columns hold whose headers say nothing.
func (g *grid) inferColumns(columns []column, first int) {
	leaveOutPieces(columns)
	leaveOutCharges(columns)
	for i := range columns {
		values := g.valuesUnder(columns[i], first)
		for _, m := range misread {
			if terms := columns[i].Terms; len(values) > 0 && len(terms) == 1 && terms[0] == (field.Term{Name: m.from}) && !asked(columns, m.to) && allOf(values, m.is) {
				columns[i].Terms, columns[i].Score = []field.Term{{Name: m.to}}, inferred
				if m.to == field.ContainerType {
					columns[i].Score = telling
				}
			}
		}
		if len(columns[i].Terms) > 0 {
			continue
		}
		if namesCurrency(columns[i].head.text) && len(values) > 0 && allOf(values, isCount) && g.isSummed(columns[i], first) && !asked(columns, field.Value) {
			columns[i].Terms, columns[i].Score = []field.Term{{Name: field.Value}}, inferred // "USD" over amounts, which prices of one piece are not summed up to
			continue
		}
		if _, _, err := value.ParsePackageUnit(columns[i].head.text); err == nil && len(values) > 0 && allOf(values, isCount) && !asked(columns, field.Packages) {
			columns[i].Terms, columns[i].Score = []field.Term{{Name: field.Packages}}, inferred // "Bags" over numbers
			continue
		}
		if codeAlone.MatchString(columns[i].head.text) && besideCity(columns, i) && len(values) > 0 && allOf(values, isPostalCode) && !asked(columns, field.PostalCode) {
			columns[i].Terms, columns[i].Score = []field.Term{{Name: field.PostalCode}}, inferred // "Code" beside "Town"
			continue
		}
		if g.onlyNumbers(columns[i].head) && behindParty(columns[:i]) && areIdentifiers(values) && !asked(columns, field.Identifier) && !asked(columns, field.EIN) {
			columns[i].Terms, columns[i].Score, columns[i].numbers = []field.Term{{Name: field.Identifier}}, telling, false // "Number" beside "Company"
			continue
		}
		for _, kind := range telltale {
			if len(values) > 0 && allOf(values, kind.is) && !asked(columns, kind.name) {
				columns[i].Terms, columns[i].Score = []field.Term{{Name: kind.name}}, inferred
				if kind.name == field.Incoterm {
					columns[i].Score = telling
				}
				break
			}
		}
	}
}

// codeAlone is a head that only says that a code stands below it.
var codeAlone = regexp.MustCompile(`(?i)^\s*(?:the\s+)?(?:area |local |town |city )?(?:codes?|kode?|kód|código|codice|cód|cod|κωδικός|код|รหัส|mã|代码|代碼|コード|코드)\.?\s*$`)

// onlyNumbers says whether a head only says that a number stands below it, and not of what: "No.", "Number".
func (g *grid) onlyNumbers(head *box) bool {
	l := g.labelOf(head)
	return l.Score >= field.Threshold && len(l.Terms) == 0 && l.Has(field.Line)
}

// behindParty says whether some of the columns before another one tell a part of a party.
func behindParty(columns []column) bool {
	return slices.ContainsFunc(columns, func(c column) bool {
		return slices.ContainsFunc(c.Terms, func(t field.Term) bool { return isParty(t) || t.Name == field.PartyName || t.Name == field.Address })
	})
}

// areIdentifiers says whether all texts are numbers that customs knows parties by, and show it by their form or words:
// "12-345678900". Some may say that there is none.
func areIdentifiers(texts []string) bool {
	found := false
	for _, text := range texts {
		if value.ParseAbsence(text) != value.Present {
			continue
		}
		if _, remarks, err := value.ParseIdentifier(text, value.AnyIdentifier); err != nil || len(remarks) > 0 || !strings.ContainsAny(text, "- ") {
			return false
		}
		found = true
	}
	return found
}

// readNumbers gives the label "Number" the meaning of a party's number, where one stands behind it that shows what it is.
func (g *grid) readNumbers() {
	g.each(func(b *box) {
		if b.use != unused || !g.onlyNumbers(b) {
			return
		}
		if next := g.next(b); next != nil && next.use == unused && areIdentifiers([]string{next.text}) {
			b.label = &field.Label{Terms: []field.Term{{Name: field.Identifier}}, Score: telling}
		}
	})
}

// besideCity says whether the column before or behind another one holds cities or states.
func besideCity(columns []column, i int) bool {
	for _, j := range []int{i - 1, i + 1} {
		if j >= 0 && j < len(columns) && slices.ContainsFunc(columns[j].Terms, func(t field.Term) bool {
			return t.Name == field.City || t.Name == field.State
		}) {
			return true
		}
	}
	return false
}

// isPostalCode says whether a text has the form of a postal code of some country: three to seven digits, with a few
// letters or a dash at most.
func isPostalCode(text string) bool {
	letters, digits := count(text)
	return digits >= 3 && digits <= 9 && letters <= 4 && len(text) <= 10 && strings.Trim(strings.ToUpper(text), "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -") == ""
}

// maxInferred is how many rows are looked at.
const maxInferred = 20

func (g *grid) valuesUnder(c column, first int) (values []string) {
	for i := first; i < len(g.rows) && i < first+maxInferred; i++ {
		if i > first && g.rows[i].number-g.rows[i-1].number > 1 {
			break
		}
		boxes := g.free(g.rows[i])
		if g.isTotal(boxes) {
			continue
		}
		if i > first && len(boxes) > 1 && g.asksFor(boxes[0]) && !g.isLabel(boxes[1]) {
			break // a form below the table
		}
		for _, b := range boxes {
			if within(b.area, c.area) || within(c.area, b.area) {
				values = append(values, b.text)
			}
		}
	}
	return values
}

// namesCurrency says whether a header is a currency and nothing else.
func namesCurrency(header string) bool {
	_, found := value.FindCurrency(header)
	return found && len(strings.Fields(header)) == 1
}

// isSummed says whether a total stands below a column.
func (g *grid) isSummed(c column, first int) bool {
	for i := first; i < len(g.rows) && i < first+mostSummed; i++ {
		boxes := g.free(g.rows[i])
		if g.isTotal(boxes) {
			return slices.ContainsFunc(boxes, func(b *box) bool { return overlap(b.area, c.area) && isCount(b.text) })
		}
	}
	return false
}

// mostSummed is within how many rows below its header the total of a column is looked for.
const mostSummed = 200

func allOf(texts []string, is func(string) bool) bool {
	for _, text := range texts {
		if !is(text) {
			return false
		}
	}
	return true
}

// leaveOutPieces leaves out columns that count goods where another one counts packages: "數量(支)" beside "箱數".
func leaveOutPieces(columns []column) {
	most := 0
	for _, c := range columns {
		most = max(most, packed(c.Column))
	}
	for i := range columns {
		if rank := packed(columns[i].Column); rank > 0 && rank < most {
			columns[i].Terms = noPlace
		}
	}
}

// charges are heads of columns that name what is to be paid for the carriage.
var charges = regexp.MustCompile(`(?i)\b(?:charges?|fees?|surcharges?|tariff items?|frais|gebühren?|cargos|gastos|recargos|taxas|spese|kosten|masraf(?:lar)?|biaya|opłaty)\b|费用|費用|운임|料金|phí|ค่าใช้จ่าย`)

// leaveOutCharges leaves out the amounts of a table of charges, which are no value of goods.
func leaveOutCharges(columns []column) {
	if !slices.ContainsFunc(columns, func(c column) bool {
		return (len(c.Terms) == 0 || slices.Equal(c.Terms, noPlace)) && charges.MatchString(c.Label)
	}) {
		return
	}
	for i := range columns {
		if slices.Equal(columns[i].Terms, []field.Term{{Name: field.Value}}) {
			columns[i].Terms = noPlace
		}
	}
}

var noPlace = []field.Term{{Name: field.NoPlace}}

// leaveOutPiecesOf leaves out what columns count that count goods where those of another table count packages: the
// lines of an invoice beside a list of containers.
func leaveOutPiecesOf(sheets []Sheet) {
	most := 0
	for _, s := range sheets {
		for _, t := range s.Tables {
			for _, c := range t.Columns {
				most = max(most, packed(c))
			}
		}
	}
	for _, s := range sheets {
		for _, t := range s.Tables {
			for i, c := range t.Columns {
				if rank := packed(c); most > 1 && (rank == 1 || 0 < rank && rank < most && t.countsPieces(c)) {
					t.Columns[i].Terms = noPlace
					t.leaveOut(c)
				}
			}
		}
	}
}

// countsPieces says whether all that a column of packages says is pieces: "480 pcs".
func (t *Table) countsPieces(c Column) bool {
	n := 0
	for _, r := range t.Rows {
		for _, f := range r.Facts {
			if !slices.Equal(f.Labels, c.Places) {
				continue
			}
			if unit, _, err := value.ParsePackageUnit(strings.TrimLeft(f.Text, "0123456789., ")); err != nil || unit != value.Piece {
				return false
			}
			n++
		}
	}
	return n > 0
}

// leaveOut takes from the facts of a column what they ask for.
func (t *Table) leaveOut(c Column) {
	for _, rows := range [][]Row{t.Rows, t.Totals} {
		for _, r := range rows {
			for i, f := range r.Facts {
				if slices.Equal(f.Labels, c.Places) {
					r.Facts[i].Terms, r.Facts[i].Term = noPlace, noPlace[0]
				}
			}
		}
	}
}

// packed is how surely a column counts packages: 3 if its head names a kind of them, 2 if it names none, 1 if it names
// pieces, and 0 if it counts nothing.
func packed(c Column) int {
	if len(c.Terms) != 1 || c.Terms[0] != (field.Term{Name: field.Packages}) {
		return 0
	}
	switch unit, found := value.FindPackageUnit(c.Label); {
	case pieces.MatchString(c.Label):
		return 1
	case !found:
		return 2
	case unit == value.Piece:
		return 1
	default:
		return 3
	}
}

// pieces are the words of a head that count goods too short for a unit by themselves.
var pieces = regexp.MustCompile(`(?i)(?:^|[\s_(/.])(?:pcs?|pces?|ea|each)(?:$|[\s_)/.])`)

// isCount says whether a text is a number alone, as counts are.
func isCount(text string) bool {
	return text != "" && strings.Trim(text, "0123456789,. ") == ""
}

// asked says whether another column's header asks for a field already.
func asked(columns []column, name field.Name) bool {
	for _, c := range columns {
		for _, t := range c.Terms {
			if t.Name == name || name == field.Kind && t.Name == field.PackageType {
				return true
			}
		}
	}
	return false
}
