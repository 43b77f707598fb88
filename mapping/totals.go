package mapping

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"docket/mapping/field"
	"docket/mapping/filing"
	"docket/mapping/layout"
	"docket/mapping/sheet"
	"docket/mapping/value"

	"github.com/shopspring/decimal"
)

// A total is an amount of the whole shipment: stated once, or the sum of its rows.
type total struct {
	amount value.Decimal
	unit   string
	facts  []layout.Fact // that it was read from
}

// A measure is how the amounts of one field are read.
type measure struct {
	names []field.Name // the fields that state it, the most exact first
	leaf  string       // key of the number below the pointer that the measure is written at, "" for none
	read  func(f layout.Fact, r *row) (amount value.Decimal, unit string, remarks []value.Remark, err error)
	// described finds the amount among the words that describe the goods, where no cell of its own has it; nil for none.
	described func(text string) (f string, found bool)
	// join is the unit of amounts of two units together, "" if they cannot be added
	join func(a, b string) string
}

// total reads the total of a measure. It is the sum of the shipment's own rows if they state amounts, else what its
// head states, else the sum of rows that it shares. Where head and rows both state it they have to agree.
func (d *draft) total(at filing.Pointer, m measure) (total, bool) {
	for _, name := range m.names {
		rows, rowsOK := d.sumRows(at, m, name)
		head, headOK := d.headTotal(at, m, name)
		switch {
		case rows == nil && head == nil:
			continue
		case rows != nil && d.own:
			return *rows, rowsOK
		case rows == nil:
			return *head, headOK
		case head == nil:
			return *rows, rowsOK
		case !headOK || !rowsOK:
			return total{}, false
		case !head.amount.Equal(rows.amount):
			return *rows, d.agrees(at, m, head.facts[0], head.amount, *rows)
		default:
			head.facts = append(head.facts, rows.facts...)
			head.unit = finer(head.unit, rows.unit)
			return *head, true
		}
	}
	if m.described != nil {
		return d.describedTotal(m)
	}
	return total{}, false
}

// headTotal reads an amount that a form states once. It is nil if the form states none, and false if it cannot be read.
func (d *draft) headTotal(at filing.Pointer, m measure, name field.Name) (*total, bool) {
	var found *total
	for _, f := range d.head {
		if f.Term.Role != "" || !asksFor(f, name) || !present(f) {
			continue
		}
		amount, unit, remarks, err := m.read(f, nil)
		if err != nil {
			d.unread(at, f, err)
			return &total{}, false
		}
		if found != nil {
			if found.amount.Equal(amount) && found.unit == unit {
				found.facts = append(found.facts, f)
				continue
			}
			d.askWhich(at, found.facts[0], f)
			return &total{}, false
		}
		if more := d.furtherAmounts(f); more != "" {
			d.ask(at, "several_amounts", "Behind "+saidBy(f)+" stand further amounts: "+more+".", "Write one amount behind the label, or a table with a head above its columns.", f)
		}
		d.remark(at, f, remarks)
		found = &total{amount: amount, unit: unit, facts: []layout.Fact{f}}
	}
	return found, true
}

// furtherAmounts are amounts in the cells behind one, as where a table's rows and columns have changed places. One with
// a unit of its own behind it is the same amount in another unit.
func (d *draft) furtherAmounts(f layout.Fact) string {
	var more []string
	for i, cell := range f.Beside {
		if d.beside[cell] || !isAmount(cell) || i+1 < len(f.Beside) && !isAmount(f.Beside[i+1]) {
			continue
		}
		more = append(more, cell.Text)
	}
	return strings.Join(more, ", ")
}

// isAmount says whether a cell holds a number and nothing else.
func isAmount(c *sheet.Cell) bool {
	return c.Kind == sheet.Number || c.Kind == sheet.Text && strings.Trim(c.Text, "0123456789.,' ") == ""
}

// sumRows adds up the amounts of the shipment's rows, table by table. Several tables have to add up to the same.
func (d *draft) sumRows(at filing.Pointer, m measure, name field.Name) (*total, bool) {
	var sums []*total
	var table *layout.Table
	seen := map[*sheet.Cell]bool{} // a cell merged over several rows counts once
	for i := range d.rows {
		r := &d.rows[i]
		f, found := factOf(r.Facts, name)
		if !found || r.shared && d.own || seen[f.Values[0]] {
			continue
		}
		seen[f.Values[0]] = true
		amount, unit, remarks, err := m.read(f, r)
		if err != nil {
			d.unread(at, f, err)
			return &total{}, false
		}
		d.remark(at, f, remarks)
		if r.table != table {
			table = r.table
			sums = append(sums, &total{amount: amount, unit: unit, facts: []layout.Fact{f}})
			continue
		}
		sum := sums[len(sums)-1]
		if unit != sum.unit {
			if sum.unit = m.join(sum.unit, unit); sum.unit == "" {
				d.ask(at, "units_differ", "The rows state this in different units.", "Write all rows in one unit.", append(sum.facts, f)...)
				return &total{}, false
			}
		}
		sum.amount = sum.amount.Add(amount)
		sum.facts = append(sum.facts, f)
	}
	if len(sums) == 0 {
		return nil, false
	}
	for _, sum := range sums {
		if !d.oncePerRow(at, m, sum) {
			return &total{}, false
		}
	}
	for _, other := range sums[1:] {
		if !other.amount.Equal(sums[0].amount) {
			d.ask(at, "tables_differ", "Two tables add up to different totals: "+sums[0].amount.String()+" and "+other.amount.String()+".",
				"Correct one of the two.", append(sums[0].facts, other.facts...)...)
			return &total{}, false
		}
	}
	for _, other := range sums[1:] {
		sums[0].unit = finer(sums[0].unit, other.unit)
	}
	return sums[0], d.own || d.agreesWithTotals(at, m, name, sums[0]) // totals stand below all bills together
}

// finer is the unit that says more of one amount: 22 packages of one table are 22 pallets in another.
func finer(a, b string) string {
	if a == "" || a == string(value.Package) && b != "" {
		return b
	}
	return a
}

// oncePerRow looks at rows that all state the same amounts. Programs that write a row for each line of a shipment
// repeat in each what holds for the shipment as a whole: where the label says that the amount is a total, it counts
// once; where it does not, a person has to say what it is.
func (d *draft) oncePerRow(at filing.Pointer, m measure, sum *total) bool {
	first := sum.facts[0]
	if len(sum.facts) < 2 || slices.ContainsFunc(sum.facts, func(f layout.Fact) bool { return f.Text != first.Text }) || !d.repeatsAmounts() || d.isTotalled(m, sum) {
		return true
	}
	if !totalWord.MatchString(first.Label) {
		d.ask(at, "amount_repeated", "Each row states the same amounts, which may be those of the row or of the whole shipment.",
			"Write the amounts of each row, or those of the shipment once.", sum.facts...)
		return false
	}
	amount, unit, _, err := m.read(first, nil)
	if err == nil {
		sum.amount = amount
		if sum.unit == "" {
			sum.unit = unit
		}
	}
	return err == nil
}

// isTotalled says whether the total below a table is the sum of its rows: what each states is then its own.
func (d *draft) isTotalled(m measure, sum *total) bool {
	for i := range d.rows {
		t := d.rows[i].table
		if len(t.Totals) == 0 || !slices.ContainsFunc(d.rows[i].Facts, func(f layout.Fact) bool { return len(f.Cells) > 0 && slices.Equal(f.Cells, sum.facts[0].Cells) }) {
			continue
		}
		f, found := factOf(t.Totals[len(t.Totals)-1].Facts, sum.facts[0].Term.Name)
		if !found {
			return false
		}
		stated, _, _, err := m.read(f, nil)
		return err == nil && stated.Equal(sum.amount)
	}
	return false
}

// totalWord is a word of a label that asks for the amount of a whole shipment.
var totalWord = regexp.MustCompile(`(?i)(?:^|[^a-z])tot(?:als?)?(?:[^a-z]|$)`)

// repeatsAmounts says whether all of the shipment's rows that state amounts state the same of each kind, of two kinds at
// least.
func (d *draft) repeatsAmounts() bool {
	kinds := 0
	for _, name := range []field.Name{field.GrossWeight, field.Weight, field.Volume, field.Packages} {
		texts, rows := map[string]bool{}, 0
		for i := range d.rows {
			if f, found := factOf(d.rows[i].Facts, name); found && !(d.rows[i].shared && d.own) {
				texts[f.Text] = true
				rows++
			}
		}
		if len(texts) > 1 {
			return false
		}
		if rows > 1 {
			kinds++
		}
	}
	return kinds > 1
}

// sameUnit joins only equal units.
func sameUnit(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "" || a == b:
		return a
	default:
		return ""
	}
}

// exact is the text of an amount with all the digits that its cell holds: a typed cell may show fewer than it has.
// What stands around the number, a unit or a currency, stays. Traces of binary arithmetic behind the ninth decimal go.
func exact(f layout.Fact) string {
	if len(f.Values) != 1 || f.Values[0].Kind != sheet.Number {
		return f.Text
	}
	number := decimal.NewFromFloat(f.Values[0].Number).Round(9).String()
	at := shownNumber.FindStringIndex(f.Text)
	if at == nil {
		return number
	}
	return f.Text[:at[0]] + number + f.Text[at[1]:]
}

// shownNumber is a number as a spreadsheet shows it.
var shownNumber = regexp.MustCompile(`-?\(?\d[\d,.\x{a0}\x{202f}' ]*(?:E[+-]?\d+)?\)?(?:\b|$)`)

func (d *draft) weights() measure {
	return measure{
		names: []field.Name{field.GrossWeight, field.Weight}, leaf: "value",
		read: func(f layout.Fact, r *row) (value.Decimal, string, []value.Remark, error) {
			e := value.WeightEvidence{Style: d.evidence.style(f)}
			e.Unit, _ = value.FindWeightUnit(f.Label)
			if e.Unit == "" {
				e.Unit = unitBeside(d, f, r, weightUnit, field.WeightUnit)
			}
			if w, remarks, ok := d.weightWithUnit(f, e); ok {
				return w.Value, string(w.Unit), remarks, nil
			}
			w, remarks, err := value.ParseWeight(exact(f), e)
			return w.Value, string(w.Unit), remarks, err
		},
		join: sameUnit,
	}
}

// weightWithUnit reads a weight whose unit stands in the cell behind it and is neither kilograms nor pounds: "21.480"
// beside "MT".
func (d *draft) weightWithUnit(f layout.Fact, e value.WeightEvidence) (value.Weight, []value.Remark, bool) {
	if e.Unit != "" {
		return value.Weight{}, nil, false
	}
	for _, cell := range f.Beside {
		if w, remarks, err := value.ParseWeight(exact(f)+" "+cell.Text, e); err == nil && w.Unit != "" {
			d.beside[cell] = true
			return w, remarks, true
		}
	}
	return value.Weight{}, nil, false
}

func (d *draft) volumes() measure {
	return measure{
		names: []field.Name{field.Volume}, leaf: "value",
		read: func(f layout.Fact, r *row) (value.Decimal, string, []value.Remark, error) {
			e := value.VolumeEvidence{Style: d.evidence.style(f)}
			e.Unit, _ = value.FindVolumeUnit(f.Label)
			if e.Unit == "" {
				e.Unit = unitBeside(d, f, r, value.FindVolumeUnit, field.VolumeUnit)
			}
			v, remarks, err := value.ParseVolume(exact(f), e)
			return v.Value, string(v.Unit), remarks, err
		},
		described: value.FindVolume,
		join:      sameUnit,
	}
}

func (d *draft) packages() measure {
	return measure{
		names: []field.Name{field.Packages}, leaf: d.leafOf("value", "count"),
		read: func(f layout.Fact, r *row) (value.Decimal, string, []value.Remark, error) {
			e := value.CountEvidence{Style: d.evidence.style(f), Goods: asksForGoods(f)}
			e.Unit = unitBeside(d, f, r, packageUnit, field.PackageType, field.Kind)
			if e.Unit == "" {
				e.Unit, _ = value.FindPackageUnit(f.Label)
			}
			c, remarks, err := value.ParseCount(exact(f), e)
			if err == nil && c.Unit == "" && r != nil && namesKind(r.Facts) {
				remarks = append(remarks, value.Remark{
					Code: "package_kind_unknown", Message: "docket does not know the kind of package that this row names, and says only that these are packages.",
					Hint: "Write one such as CARTONS, PALLETS or CRATES.",
				})
			}
			if generic := c.Unit == "" || c.Unit == value.Package || c.Unit == value.Piece; err == nil && generic {
				c.Unit = cmp.Or(d.describedUnit(c.Value), c.Unit) // air waybills count pieces of anything
			}
			return decimal.NewFromInt(c.Value), string(c.Unit), remarks, err
		},
		join: func(a, b string) string {
			if same := sameUnit(a, b); same != "" {
				return same
			}
			return string(value.Package) // cartons and pallets together are packages
		},
	}
}

// namesKind says whether a row has a word for the kind of its packages.
func namesKind(facts []layout.Fact) bool {
	return slices.ContainsFunc(facts, func(f layout.Fact) bool { return f.Term.Name == field.PackageType && present(f) })
}

// asksForGoods says whether the label of a count asks for the goods too: "Packages and description of goods".
func asksForGoods(f layout.Fact) bool {
	return slices.Contains(field.Understand(f.Label).Terms, field.Term{Name: field.NoPlace})
}

// weightUnit is the unit that a cell of its own names. Air waybills write K and L.
func weightUnit(text string) (value.WeightUnit, bool) {
	switch strings.ToUpper(strings.TrimSpace(text)) {
	case "K":
		return value.Kilogram, true
	case "L":
		return value.Pound, true
	}
	return value.FindWeightUnit(text)
}

// packageUnit is the kind of packages that a cell of its own names, by word or code.
func packageUnit(text string) (value.PackageUnit, bool) {
	if unit, _, err := value.ParsePackageUnit(text); err == nil {
		return unit, true
	}
	return value.FindPackageUnit(text)
}

func (d *draft) values() measure {
	return measure{
		names: []field.Name{field.Value}, leaf: d.leafOf("", "amount"),
		read: func(f layout.Fact, r *row) (value.Decimal, string, []value.Remark, error) {
			e := value.MoneyEvidence{Style: d.evidence.style(f), Seen: d.evidence.currencies}
			e.Currency, _ = value.FindCurrency(f.Label)
			if e.Currency == "" {
				e.Currency = unitBeside(d, f, r, value.FindCurrency, field.Currency)
			}
			m, remarks, err := value.ParseMoney(exact(f), e)
			return m.Amount, m.Currency, remarks, err
		},
		join: sameUnit,
	}
}

// unitBeside finds the unit of an amount in a cell of its own: right behind it, in the same row of a table, or
// elsewhere in the form.
func unitBeside[U ~string](d *draft, f layout.Fact, r *row, find func(string) (U, bool), names ...field.Name) U {
	for _, cell := range f.Beside {
		if unit, found := find(cell.Text); found {
			d.beside[cell] = true
			return unit
		}
	}
	var near []layout.Fact
	if r != nil {
		near = r.Facts
	}
	for _, name := range names {
		for _, other := range slices.Concat(near, d.head) {
			if other.Term.Role != "" || !asksFor(other, name) || !present(other) {
				continue
			}
			if unit, found := find(other.Text); found {
				return unit
			}
		}
	}
	return ""
}
