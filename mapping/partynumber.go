package mapping

import (
	"errors"
	"slices"
	"strings"

	"docket/mapping/field"
	"docket/mapping/layout"
	"docket/mapping/sheet"
	"docket/mapping/value"
)

// identifierKinds are the kinds that a label may ask for.
var identifierKinds = map[field.Name]value.IdentifierKind{
	field.Identifier: value.ImporterNumber, field.EIN: value.EIN, field.SSN: value.SSN, field.CBPNumber: value.CBPAssigned,
	field.DUNS: value.DUNS, field.FIRMS: value.FIRMS, field.Passport: value.Passport,
}

// readIdentifier reads a number of a party. Under a label that asks for a number people also write the whole party.
func (d *draft) readIdentifier(p *party, f layout.Fact) {
	kind, known := identifierKinds[f.Term.Name]
	if !known {
		return
	}
	if len(f.Terms) > 1 || value.FindIdentifierKind(f.Text) != value.AnyIdentifier {
		kind = value.AnyIdentifier // "IRS / DUNS no.", or a text that says itself what it is
	}
	id, remarks, err := value.ParseIdentifier(f.Text, kind)
	if err != nil {
		if strings.Contains(strings.TrimSpace(f.Text), "\n") || len(strings.Fields(f.Text)) > 4 {
			d.readWhole(p, f)
			return
		}
		unread, _ := errors.AsType[*value.Unreadable](err)
		foreign := f.Term.Name == field.Identifier || unread != nil && unread.Code == "identifier_foreign"
		if foreign && p.role != field.Importer && p.role != field.Consignee {
			return // a tax number of its own country, which the filing has no place for
		}
		p.problems = append(p.problems, pending{key: "entity_identifier", fact: f, err: err})
		return
	}
	p.identify(id, remarks, f)
}

// identifierKind is the kind of number that a cell beside the number names: "EIN" under "ID type".
func (g group) identifierKind() field.Name {
	for _, f := range g {
		if f.Term.Name != field.Kind && f.Term.Name != field.NoPlace {
			continue
		}
		if terms := field.Understand(f.Text).Terms; len(terms) == 1 && terms[0].Name.IsIdentifier() {
			return terms[0].Name
		}
	}
	return ""
}

// numbersBeside reads the numbers in the cells behind the words that a party is the same as another one: "Same as buyer",
// and beside it "EIN 58-2740119".
func (d *draft) numbersBeside(p *party, f layout.Fact) {
	for _, cell := range f.Beside {
		id, remarks, err := value.ParseIdentifier(cell.Text, value.AnyIdentifier)
		if err != nil || len(f.Cells) == 0 {
			continue
		}
		own := f
		own.Text, own.Values, own.Beside = cell.Text, []*sheet.Cell{cell}, nil
		own.Cells = []sheet.Place{{Sheet: f.Cells[0].Sheet, Ref: cell.Ref}}
		p.identify(id, remarks, own)
	}
}

// takeNumberAlone reads a text for a party that is only its number and says so: "EIN 12-3456789" below "Same as buyer".
func (p *party) takeNumberAlone(f layout.Fact) bool {
	text := strings.TrimSpace(f.Text)
	if value.FindIdentifierKind(text) == value.AnyIdentifier || strings.Contains(text, "\n") {
		return false
	}
	id, remarks, err := value.ParseIdentifier(text, value.AnyIdentifier)
	if err != nil {
		return false
	}
	p.identify(id, remarks, f)
	return true
}

// asksForNumber says whether the label of a party asks for its number too: "Importer of record number, name and
// address".
func asksForNumber(f layout.Fact, role field.Role) bool {
	if role != field.Importer && role != field.Consignee {
		return false
	}
	kind := value.FindIdentifierKind(f.Label)
	return kind != value.AnyIdentifier && kind != value.SSN
}

// takeNumber reads a line that is nothing but an importer number, and returns the other lines.
func (d *draft) takeNumber(p *party, f layout.Fact, text string) string {
	var left []string
	for line := range strings.SplitSeq(text, "\n") {
		id, remarks, err := value.ParseIdentifier(line, value.ImporterNumber)
		if err != nil || id.Kind == value.SSN || strings.ContainsAny(line, "()+") {
			left = append(left, line)
			continue
		}
		p.identify(id, remarks, f)
	}
	return strings.Join(left, "\n")
}

// completePassport gives the passport of a party the country that issued it and its holder's date of birth, from cells of
// their own.
func (d *draft) completePassport(p *party, g group) {
	i := slices.IndexFunc(p.identifiers, func(id identified) bool { return id.Kind == value.Passport })
	if i < 0 {
		return
	}
	passport := &p.identifiers[i]
	for _, f := range g {
		if !present(f) {
			continue
		}
		var err error
		switch {
		case f.Term.Name == field.IssuedBy && passport.Country == "":
			passport.Country, _, err = value.ParseCountry(f.Text)
		case f.Term.Name == field.BirthDate && passport.DateOfBirth == (value.Date{}):
			passport.DateOfBirth, _, err = value.ParseDate(f.Text, value.DateEvidence{Order: d.evidence.dates.Order()})
		default:
			continue
		}
		if err != nil {
			p.problems = append(p.problems, pending{key: "entity_identifier", fact: f, err: err})
			continue
		}
		passport.facts = append(passport.facts, f)
	}
}

// identify gives a party a number that was read from a fact, and what was remarked about it.
func (p *party) identify(id value.Identifier, remarks []value.Remark, f layout.Fact) {
	p.problems = append(p.problems, pending{key: "entity_identifier", fact: f, remarks: remarks})
	p.addIdentifier(identified{Identifier: id, facts: []layout.Fact{f}})
}

func (p *party) addIdentifier(id identified) {
	for i := range p.identifiers {
		if p.identifiers[i].Kind == id.Kind && p.identifiers[i].Number == id.Number {
			p.identifiers[i].facts = append(p.identifiers[i].facts, id.facts...)
			return
		}
	}
	p.identifiers = append(p.identifiers, id)
}
