package layout

import (
	"slices"

	"docket/mapping/field"
	"docket/mapping/sheet"
)

// markedRoles finds matrices whose rows are roles and whose columns companies, and takes their boxes out of the
// reading. What the company of a column is stands in rows of its attributes, or in the head of the column.
func (g *grid) markedRoles() (found []Table) {
	for i := 0; i < len(g.rows); i++ {
		m := g.marksFrom(i)
		if m == nil {
			continue
		}
		found = append(found, g.readMarked(m))
		i += len(m.roles) - 1
	}
	return found
}

// A marked matrix is roles with a mark for each company that plays them.
type marked struct {
	roles      []sideRow
	attributes []sideRow
	heads      []*box // of the columns, where no attributes are
	columns    []int
}

// marksFrom reads the rows from an index on as roles with marks. It is nil if they are none.
func (g *grid) marksFrom(i int) *marked {
	m := &marked{}
	ticked := 0
	for j := i; j < len(g.rows); j++ {
		boxes := g.free(g.rows[j])
		if len(boxes) == 0 || !g.headsParty(boxes[0]) || j > i && (g.rows[j].number != g.rows[j-1].number+1 || boxes[0].left() != m.roles[0].label.left()) ||
			slices.ContainsFunc(boxes[1:], func(b *box) bool { return markOf(b) == noMark }) {
			break
		}
		m.roles = append(m.roles, sideRow{number: g.rows[j].number, label: boxes[0], values: boxes[1:]})
		for _, b := range boxes[1:] {
			if markOf(b) != yesMark {
				continue
			}
			ticked++
			if !slices.Contains(m.columns, b.left()) {
				m.columns = append(m.columns, b.left())
			}
		}
	}
	if len(m.roles) < 2 || ticked < 2 || len(m.columns) < 2 {
		return nil
	}
	slices.Sort(m.columns)
	above := g.attributesAt(i-1, -1, m)
	slices.Reverse(above)
	m.attributes = append(above, g.attributesAt(i+len(m.roles), 1, m)...)
	if m.attributes == nil && !g.headsOver(i, m) {
		return nil
	}
	return m
}

// attributesAt are the rows of attributes next to the roles of a matrix, upwards or downwards from an index.
func (g *grid) attributesAt(i, step int, m *marked) (rows []sideRow) {
	for ; i >= 0 && i < len(g.rows); i += step {
		boxes := g.free(g.rows[i])
		if len(boxes) < 2 || boxes[0].left() != m.roles[0].label.left() || !g.asksFor(boxes[0]) {
			return rows
		}
		if !allAttributes(g.labelOf(boxes[0])) {
			return rows
		}
		if slices.ContainsFunc(boxes[1:], func(b *box) bool { return !slices.Contains(m.columns, b.left()) && markOf(b) == noMark && g.asksFor(b) }) {
			return rows
		}
		rows = append(rows, sideRow{number: g.rows[i].number, label: boxes[0], values: boxes[1:]})
	}
	return rows
}

// headsOver takes the row above a matrix as the heads of its columns: each has one, none of which is a label.
func (g *grid) headsOver(i int, m *marked) bool {
	if i == 0 || g.rows[i].number > g.rows[i-1].number+1 {
		return false
	}
	for _, column := range m.columns {
		at := slices.IndexFunc(g.rows[i-1].boxes, func(b *box) bool { return b.left() == column && b.use == unused })
		if at < 0 || g.asksFor(g.rows[i-1].boxes[at]) && !leadsBelow.MatchString(g.rows[i-1].boxes[at].text) {
			return false
		}
		m.heads = append(m.heads, g.rows[i-1].boxes[at])
	}
	return true
}

// readMarked reads each mark of a matrix as what its column tells of a party in the role of its row.
func (g *grid) readMarked(m *marked) Table {
	t := Table{First: m.roles[0].number, crossed: true}
	for _, r := range m.roles {
		l := g.labelOf(r.label)
		t.Columns = append(t.Columns, Column{Terms: l.Terms, Label: r.label.text, Places: []sheet.Place{g.place(r.label)}, Score: l.Score})
		row := Row{Number: r.number}
		for _, b := range r.values {
			if markOf(b) == yesMark {
				g.blocks++
				row.Facts = append(row.Facts, g.markedFacts(m, r, b)...)
			}
			b.use = asLabel
		}
		r.label.use = asLabel
		if len(row.Facts) == 0 {
			row.Facts = []Fact{{Terms: l.Terms, Term: l.Terms[0], Label: r.label.text, Labels: []sheet.Place{g.place(r.label)}, Ordinal: l.Ordinal, Block: g.blocks, Score: l.Score}}
		}
		t.Rows = append(t.Rows, row)
	}
	for _, a := range m.attributes {
		a.label.use = asLabel
		for _, b := range a.values {
			if b.use == unused {
				b.use = asLoose
			}
		}
	}
	return t
}

// markedFacts is what a mark says of the role of its row: the attributes in its column, or the head of the column.
func (g *grid) markedFacts(m *marked, r sideRow, mark *box) (facts []Fact) {
	l := g.labelOf(r.label)
	whole := Fact{Label: r.label.text, Labels: []sheet.Place{g.place(r.label), g.place(mark)}, Ordinal: l.Ordinal, Block: g.blocks, Score: l.Score}
	say := func(f Fact, b *box, terms []field.Term) {
		f.Terms, f.Term, f.Text, f.Values, f.Cells = terms, terms[0], b.text, []*sheet.Cell{b.cell}, []sheet.Place{g.place(b)}
		facts = append(facts, f)
		b.use = asValue
	}
	roles := m.rolesAt(mark.left(), g)
	for _, a := range m.attributes {
		if ofOthers(g.labelOf(a.label).Terms[0].Name, l.Terms[0].Role, roles) {
			continue
		}
		if b := a.at(mark.left()); b != nil {
			f := whole
			f.Label += " " + a.label.text
			f.Labels = append([]sheet.Place{g.place(a.label)}, f.Labels...)
			var terms []field.Term
			for _, role := range l.Terms {
				for _, t := range g.labelOf(a.label).Terms {
					terms = append(terms, field.Term{Role: role.Role, Name: t.Name})
				}
			}
			say(f, b, terms)
		}
	}
	if at := slices.Index(m.columns, mark.left()); at >= 0 && m.heads != nil {
		if head := m.heads[at]; leadsBelow.MatchString(head.text) {
			head.use = asAside
		} else {
			say(whole, head, l.Terms)
		}
	}
	return facts
}

// rolesAt are the roles that a column is marked for.
func (m *marked) rolesAt(column int, g *grid) (roles []field.Role) {
	for _, r := range m.roles {
		if b := r.at(column); b != nil && markOf(b) == yesMark {
			roles = append(roles, g.labelOf(r.label).Terms[0].Role)
		}
	}
	return roles
}
