package mapping

import (
	"slices"
	"strings"

	"docket/mapping/field"
	"docket/mapping/layout"
	"docket/mapping/value"
)

// A shipment is what a file says of one filing: the rows of tables that speak of it, and the heads of forms that
// speak of it and perhaps of others too.
type shipment struct {
	rows   []row         // in the file's order
	own    bool          // the rows are this shipment's alone: each house bill of the file has its own
	head   []layout.Fact // in the file's order, what holds for all shipments last
	common int           // how many facts at the end of head hold for all shipments of the file
	key    string        // its bill as written, "" where the file has just one shipment
	joint  *layout.Fact  // names a container that another shipment of the file has goods in, nil if there is none
}

// A row is a row of a table, with the table that it stands in.
type row struct {
	layout.Row
	table    *layout.Table
	previous *layout.Row
	shared   bool // with other shipments of the file
}

// billNames are the fields that tell shipments apart, the lowest level first.
var billNames = []field.Name{field.HouseBill, field.HouseWaybill, field.LowestBill, field.Bill, field.Waybill, field.RegularBill, field.TruckBill, field.MasterBill, field.MasterWaybill}

// gather sorts what was found on the sheets into shipments: one for each bill that has rows, a form or a sheet of its
// own, and one for all where no bill has.
func gather(sheets []layout.Sheet) []shipment {
	forms := formsOf(sheets)
	standOver(forms)
	var shipments []shipment
	keys := distinct(forms, func(f form) string { return f.bill })
	if len(keys) <= 1 {
		var all shipment
		for _, f := range forms {
			all.head = append(all.head, f.facts...)
			all.rows = append(all.rows, rowsOf(f.tables)...)
		}
		return all.byRows()
	}
	for _, key := range keys {
		s := shipment{key: key}
		var over []layout.Fact
		for _, f := range forms {
			switch f.bill {
			case key:
				s.head = append(s.head, f.facts...)
				s.rows = append(s.rows, rowsOf(f.tables)...)
				if f.over != nil {
					over = f.over.facts
				}
			case "":
				s.rows = append(s.rows, rowsOf(f.tables)...)
			}
		}
		for _, f := range forms {
			if f.bill == "" && f.master == "" {
				over = append(slices.Clip(over), f.facts...)
			}
		}
		over = leftOpen(over, s.head)
		s.head, s.common = append(s.head, over...), len(over)
		shipments = append(shipments, s.byRows()...)
	}
	return shipments
}

// leftOpen is what the head of several shipments says of one of them: neither amounts, which are those of all together,
// nor what the shipment's own form states.
func leftOpen(over, own []layout.Fact) (open []layout.Fact) {
	for _, f := range over {
		states := func(t field.Term) bool {
			return slices.ContainsFunc(own, func(o layout.Fact) bool {
				sameParty := t.Role != "" && o.Term.Role == t.Role && group{o}.names()
				return present(o) && (sameParty || t.Role == "" && slices.Contains(o.Terms, t))
			})
		}
		if f.Term.Role == "" && f.Term.Name.IsMeasure() || slices.ContainsFunc(f.Terms, states) {
			continue
		}
		open = append(open, f)
	}
	return open
}

// A form is a part of a sheet that speaks of one shipment, or of all.
type form struct {
	bill   string // the lowest bill that it names, "" if none, or if it stands over forms of house bills
	level  field.Name
	master string // the master bill of what stands over others
	over   *form  // what stands over it
	facts  []layout.Fact
	tables []layout.Table
}

// standOver finds the forms that name a master bill alone, where others name house bills: they hold for the house bills
// of that master, and for those that name none, up to the next such form. One whose master none of them has is a shipment
// of its own.
func standOver(forms []form) {
	if !slices.ContainsFunc(forms, form.isHouse) {
		return
	}
	var masters []*form
	for i := range forms {
		if f := &forms[i]; f.bill != "" && isMaster(f.level) {
			masters = append(masters, f)
		}
	}
	for _, m := range masters {
		m.master = m.bill
	}
	var last *form
	if len(masters) == 1 {
		last = masters[0]
	}
	under := map[*form]bool{}
	for i := range forms {
		f := &forms[i]
		if f.master != "" {
			last = f
		}
		if !f.isHouse() {
			continue
		}
		f.over = last
		if named := billAt(f.facts, isMaster); named != "" {
			f.over = nil
			if at := slices.IndexFunc(masters, func(m *form) bool { return m.master == named }); at >= 0 {
				f.over = masters[at]
			}
		}
		under[f.over] = true
	}
	for _, m := range masters {
		if under[m] {
			m.bill = ""
		}
	}
}

func (f form) isHouse() bool { return f.bill != "" && isHouseBill(f.level) }

func isHouseBill(name field.Name) bool {
	return name == field.HouseBill || name == field.HouseWaybill || name == field.LowestBill
}

// isMaster says whether a bill is that of several house bills, where there are such.
func isMaster(name field.Name) bool {
	return name == field.MasterBill || name == field.MasterWaybill || name == field.Bill || name == field.Waybill
}

// billAt is the bill of a level that some facts name, "" if they name none.
func billAt(facts []layout.Fact, level func(field.Name) bool) string {
	for _, f := range facts {
		if level(f.Term.Name) && f.Term.Role == "" && present(f) {
			return squeezed(f.Text)
		}
	}
	return ""
}

// formsOf cuts the sheets into forms: a sheet is one, and one that repeats its labels for another bill several. What
// stands above the first of several is a form of its own, which holds for all of them.
func formsOf(sheets []layout.Sheet) (forms []form) {
	for _, s := range sheets {
		starts := repeats(s)
		for i, start := range starts {
			end := len(s.Form)
			if i+1 < len(starts) {
				end = starts[i+1]
			}
			f := form{facts: s.Form[start:end]}
			for _, t := range s.Tables {
				if t.Above > start && t.Above <= end || i == 0 && t.Above <= end {
					f.tables = append(f.tables, t)
				}
			}
			f.bill, f.level = lowestBill(f.facts)
			forms = append(forms, f)
		}
	}
	return forms
}

// repeats finds where a form begins anew for another bill: its labels come again in the same order, the bill with
// another value. The first start is always 0.
func repeats(s layout.Sheet) []int {
	for _, name := range billNames {
		var at []int
		values := map[string]bool{}
		for i, f := range s.Form {
			if f.Term.Name == name && f.Term.Role == "" && present(f) {
				at = append(at, i)
				values[squeezed(f.Text)] = true
			}
		}
		if len(at) < 2 || len(values) < 2 {
			continue
		}
		return repeatsAt(s, at)
	}
	return []int{0}
}

// repeatsAt are the starts of forms around bills that stand at some facts.
func repeatsAt(s layout.Sheet, at []int) []int {
	starts := []int{0}
	facts := s.Form
	for _, i := range at[1:] {
		back := 0
		for back < at[0] && facts[i-back-1].Term == facts[at[0]-back-1].Term {
			back++
		}
		same, first := 0, at[0]-back
		for j := 0; first+j < at[1]-back && i-back+j < len(facts); j++ {
			if facts[i-back+j].Term == facts[first+j].Term {
				same++
			}
		}
		if same < leastRepeated && !(same == at[1]-at[0] && eachOverTable(s, at, back)) {
			continue
		}
		if len(starts) == 1 && first > 0 {
			starts = append(starts, first)
		}
		starts = append(starts, i-back)
	}
	return starts
}

// leastRepeated is how many labels of a form come again with each bill, unless each is the head of a table.
const leastRepeated = 4

// eachOverTable says whether a table stands below the labels around each of some bills.
func eachOverTable(s layout.Sheet, at []int, back int) bool {
	for i, from := range at {
		end := len(s.Form)
		if i+1 < len(at) {
			end = at[i+1] - back
		}
		if !slices.ContainsFunc(s.Tables, func(t layout.Table) bool { return t.Above > from && t.Above <= end }) {
			return false
		}
	}
	return true
}

// lowestBill is the bill of the lowest level that some facts name, and its level.
func lowestBill(facts []layout.Fact) (bill string, level field.Name) {
	for _, name := range billNames {
		if bill = billAt(facts, func(n field.Name) bool { return n == name }); bill != "" {
			return bill, name
		}
	}
	return "", ""
}

func rowsOf(tables []layout.Table) (rows []row) {
	for i := range tables {
		t := &tables[i]
		for j := range t.Rows {
			r := row{Row: t.Rows[j], table: t}
			if j > 0 {
				r.previous = &t.Rows[j-1]
			}
			rows = append(rows, r)
		}
	}
	return rows
}

// byRows splits a shipment where its tables give several bills rows of their own. Rows without a bill belong to the
// bill above them; tables without bills belong to all.
func (s shipment) byRows() []shipment {
	name := s.billColumn()
	if name == "" {
		return []shipment{s}
	}
	var shipments []shipment
	var shared []row
	index := map[string]int{}
	for i := 0; i < len(s.rows); {
		t := s.rows[i].table
		current := -1
		for ; i < len(s.rows) && s.rows[i].table == t; i++ {
			r := s.rows[i]
			if !hasColumn(t, name) {
				r.shared = true
				shared = append(shared, r)
				continue
			}
			if f, found := factOf(r.Facts, name); found {
				key := squeezed(f.Text)
				at, known := index[key]
				if !known {
					at = len(shipments)
					index[key] = at
					shipments = append(shipments, shipment{key: key, own: true, head: s.head, common: s.common})
				}
				current = at
			}
			if current < 0 {
				r.shared = true
				shared = append(shared, r)
				continue
			}
			shipments[current].rows = append(shipments[current].rows, r)
		}
	}
	head := overBills(s.head, name, index)
	for i := range shipments {
		shipments[i].head = head
		shipments[i].rows = append(shipments[i].rows, shared...)
	}
	return shipments
}

// overBills is the head of shipments that rows give bills of their own. Where neither its label nor theirs tells the level
// of a bill, "Ocean B/L" and "AMS B/L", the one that stands over several is their master bill. That is doubtful if what
// stands in the rows are bills of carriers too, which may each be a shipment of its own.
func overBills(head []layout.Fact, name field.Name, rows map[string]int) []layout.Fact {
	over, open := map[field.Name]field.Name{field.Bill: field.MasterBill, field.Waybill: field.MasterWaybill}[name]
	if !open {
		return head
	}
	head = slices.Clone(head)
	for i, f := range head {
		if _, listed := rows[squeezed(f.Text)]; listed || !slices.Equal(f.Terms, []field.Term{{Name: name}}) || !present(f) {
			continue
		}
		f.Term = field.Term{Name: over}
		f.Terms = []field.Term{f.Term}
		for bill := range rows {
			if isCarriers(bill) {
				f.Score = min(f.Score, doubtful)
			}
		}
		head[i] = f
	}
	return head
}

// billColumn is the lowest bill of which the tables' rows name several, "" if there is none.
func (s shipment) billColumn() field.Name {
	for _, name := range billNames {
		values := map[string]bool{}
		for _, r := range s.rows {
			if f, found := factOf(r.Facts, name); found {
				values[squeezed(f.Text)] = true
			}
		}
		if len(values) > 1 {
			return name
		}
	}
	return ""
}

func hasColumn(t *layout.Table, name field.Name) bool {
	return slices.ContainsFunc(t.Columns, func(c layout.Column) bool {
		return slices.ContainsFunc(c.Terms, func(t field.Term) bool { return t.Name == name && t.Role == "" })
	})
}

// factOf is the first fact of a field of the shipment that has a value.
func factOf(facts []layout.Fact, name field.Name) (layout.Fact, bool) {
	for _, f := range facts {
		if f.Term.Role == "" && asksFor(f, name) && present(f) {
			return f, true
		}
	}
	return layout.Fact{}, false
}

func asksFor(f layout.Fact, name field.Name) bool {
	return slices.ContainsFunc(f.Terms, func(t field.Term) bool { return t.Name == name && t.At == "" })
}

// present says whether a fact has a text that may be a value: not an empty place, and no "N/A" or "TBA".
func present(f layout.Fact) bool {
	return f.Text != "" && value.ParseAbsence(f.Text) == value.Present
}

func squeezed(text string) string {
	return strings.ToUpper(strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '-' || r == '\n' || r == '\t' }), ""))
}

func distinct(forms []form, key func(form) string) (keys []string) {
	for _, f := range forms {
		if k := key(f); k != "" && !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	return keys
}

// first is the first fact of one of the names that has a value: of the shipment's rows, then of its head.
func (s shipment) first(names ...field.Name) (layout.Fact, bool) {
	for _, name := range names {
		for _, r := range s.rows {
			if f, found := factOf(r.Facts, name); found {
				return f, true
			}
		}
		if f, found := factOf(s.head, name); found {
			return f, true
		}
	}
	return layout.Fact{}, false
}

// all are the facts of a name that have a value: those of the shipment's own rows if they have any, else those of its
// head and of the rows that it shares.
func (s shipment) all(name field.Name) (facts []layout.Fact) {
	for _, r := range s.rows {
		if f, found := factOf(r.Facts, name); found {
			facts = append(facts, f)
		}
	}
	if s.own && len(facts) > 0 {
		return facts
	}
	return append(factsOf(s.head, name), facts...)
}

// blank is where a value for one of the names should stand and does not: the label, and a cell that says "TBA".
func (s shipment) blank(names ...field.Name) (layout.Fact, bool) {
	for _, name := range names {
		for _, f := range slices.Concat(s.rowFacts(), s.head) {
			ofShipment := f.Term.Role == "" || name == field.HTS || name == field.Origin
			if ofShipment && asksFor(f, name) && !present(f) {
				return f, true
			}
		}
	}
	return layout.Fact{}, false
}

func (s shipment) rowFacts() (facts []layout.Fact) {
	for _, r := range s.rows {
		facts = append(facts, r.Facts...)
	}
	return facts
}
