package layout

import (
	"slices"
	"strings"

	"docket/mapping/field"
	"docket/mapping/sheet"
	"docket/mapping/value"
)

// Matrices of marks say by an X which roles a party plays: companies in rows and roles in columns, or the other way
// round, which is read in rolesinrows.go.

// yes and no are marks that say so in words, folded.
var (
	yes = strings.Fields(`x xx ✓ ✔ √ ☑ ☒ ● ◎ ○ ◯ ■ v y yes ok ja oui si sí sim да 是 有 예 có ya evet 1 true * •`)
	no  = strings.Fields(`n no nein non não не нет 否 无 無 아니오 không tidak hayır 0 false - – — ☐ □ × ✗ ✘`)
)

// A mark is what a cell of a matrix says.
type mark uint8

const (
	noMark mark = iota
	yesMark
	noneMark
)

// markOf reads a cell as a mark.
func markOf(b *box) mark {
	switch b.sign {
	case tickedBox:
		return yesMark
	case emptyBox:
		return noneMark
	}
	text := strings.ToLower(strings.Trim(b.text, " ()[]"))
	switch {
	case slices.Contains(yes, text):
		return yesMark
	case slices.Contains(no, text), text == "":
		return noneMark
	default:
		return noMark
	}
}

// readMarks finds the columns below a head that only mark which roles the party of a row plays, or that it is the same
// as another one.
func (r *tableReader) readMarks(from int) {
	for i, c := range r.columns {
		asks := len(c.Terms) > 0 && !slices.ContainsFunc(c.Terms, func(t field.Term) bool { return !isParty(t) })
		_, refers := value.FindReference(c.Label)
		if refers && r.heads || asks && !r.heads {
			if r.onlyMarks(c, from) {
				r.marks[i] = true
			}
		}
	}
}

// onlyMarks says whether marks stand below a head and nothing else, one that says yes at least.
func (r *tableReader) onlyMarks(c column, from int) bool {
	marked := false
	for _, row := range r.rows[from:min(len(r.rows), from+maxMarked)] {
		for _, b := range row.boxes {
			if b.top() != row.number || !overlap(c.area, b.area) {
				continue
			}
			switch markOf(b) {
			case noMark:
				return marked && (r.isLabel(b) || !within(b.area, c.area))
			case yesMark:
				marked = true
			}
		}
	}
	return marked
}

// maxMarked is how many rows of marks are looked at.
const maxMarked = 100

// inRoles gives the attributes of a row's party the roles that are marked for it: each role has a block of its own.
func (r *tableReader) inRoles(facts []Fact, marked map[int]*box) (all []Fact) {
	if len(marked) == 0 {
		return facts
	}
	for _, f := range facts {
		if !isAttribute(f) {
			all = append(all, f)
		}
	}
	var roles []field.Role
	for i := range marked {
		for _, t := range r.columns[i].Terms {
			roles = append(roles, t.Role)
		}
	}
	for i, c := range r.columns {
		b, found := marked[i]
		if !found {
			continue
		}
		for _, t := range c.Terms {
			r.grid.blocks++
			for _, f := range facts {
				if isAttribute(f) && !ofOthers(f.Term.Name, t.Role, roles) {
					all = append(all, r.inRole(f, t.Role, b))
				}
			}
		}
	}
	return all
}

// ofOthers says whether an attribute of a company is not meant for one of its roles: the number that customs knows it
// by is that of the importer or consignee, where the company is one of these too.
func ofOthers(name field.Name, role field.Role, roles []field.Role) bool {
	switch name {
	case field.EIN, field.SSN, field.CBPNumber, field.Identifier:
		isNumbered := func(r field.Role) bool { return r == field.Importer || r == field.Consignee }
		return !isNumbered(role) && slices.ContainsFunc(roles, isNumbered)
	default:
		return false
	}
}

// isAttribute says whether a fact tells something of the party that it stands with, whichever that is.
func isAttribute(f Fact) bool {
	return f.Term.Role == "" && (f.Term.Name.IsAttribute() || f.Term.Name == field.HTS || f.Term.Name == field.Origin || f.Term.Name == field.Kind)
}

// inRole is a fact of a party's attribute in a role that a mark gives it.
func (g *grid) inRole(f Fact, role field.Role, mark *box) Fact {
	f.Terms = slices.Clone(f.Terms)
	for i := range f.Terms {
		f.Terms[i].Role = role
	}
	f.Term = f.Terms[0]
	f.Block = g.blocks
	f.Labels = append(slices.Clone(f.Labels), g.place(mark))
	return f
}

// referred are the references that the marks of a row make: an X under "Same as importer".
func (r *tableReader) referred(head *box, marked map[int]*box, block int) (facts []Fact) {
	l := r.labelOf(head)
	for i, c := range r.columns {
		b, found := marked[i]
		if !found {
			continue
		}
		b.use = asValue
		facts = append(facts, Fact{
			Terms: l.Terms, Term: l.Terms[0], Text: c.Label, Values: []*sheet.Cell{b.cell}, Cells: []sheet.Place{r.place(b)},
			Label: head.text, Labels: c.Places, Ordinal: l.Ordinal, Block: block, Score: l.Score,
		})
	}
	return facts
}
