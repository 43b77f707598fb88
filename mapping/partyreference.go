package mapping

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"docket/mapping/field"
	"docket/mapping/layout"
	"docket/mapping/value"
)

// resolve makes each party that is said to be the same as another one its copy.
func (d *draft) resolve(all []party) {
	for range all { // a chain of references is no longer than there are parties
		changed := false
		for i := range all {
			p := &all[i]
			if p.sameAs == nil {
				continue
			}
			target := d.targetOf(all, i)
			if target == nil {
				p.problems = append(p.problems, pending{key: "name", fact: *p.sameAs, err: &value.Unreadable{
					Code: "reference_unknown", Message: "This refers to another party, and which one is not clear.", Hint: "Name the party."}})
				p.sameAs = nil
				continue
			}
			if target.sameAs != nil {
				continue // wait until it is known itself
			}
			p.copyFrom(*target)
			changed = true
		}
		if !changed {
			break
		}
	}
	for i := range all {
		if p := &all[i]; p.sameAs != nil { // parties that refer to each other in a circle
			p.problems = append(p.problems, pending{key: "name", fact: *p.sameAs, err: &value.Unreadable{
				Code: "reference_circle", Message: "These parties refer to each other, and none is named.", Hint: "Name one of them."}})
			p.sameAs = nil
		}
	}
}

// targetOf is the party that another one is said to be the same as.
func (d *draft) targetOf(all []party, i int) *party {
	reference, _ := value.FindReference(all[i].sameAs.Text)
	for _, words := range reference.Targets {
		if words == value.Above {
			return d.partyAbove(all, i)
		}
		if n := elementNumber(words); n > 0 {
			if target := numberedParty(all, n); target != nil {
				return target
			}
			continue
		}
		named := field.Understand(words)
		for _, t := range named.Terms {
			if target := partyIn(all, i, t.Role, named.Ordinal); target != nil {
				return target
			}
		}
	}
	return nil
}

// partyIn is the party in a role that a reference from another one means: the only one, or of several the one with the
// number that the reference names. It is nil if that is not clear.
func partyIn(all []party, from int, role field.Role, ordinal int) *party {
	var in []*party
	for j := range all {
		if p := &all[j]; j != from && role != "" && p.role == role && !p.void() {
			in = append(in, p)
		}
	}
	if len(in) > 1 && ordinal > 0 {
		in = slices.DeleteFunc(in, func(p *party) bool { return p.ordinal != ordinal })
	}
	if len(in) != 1 {
		return nil
	}
	return in[0]
}

// void says whether nothing is known of a party, not even what it is the same as.
func (p party) void() bool { return p.empty() && p.sameAs == nil }

var elementDigits = regexp.MustCompile(`^\(?#?\s*(\d{1,2})\s*[.)]?$`)

// elementNumber is the number in "same as (3)", 0 if the words are none.
func elementNumber(words string) int {
	m := elementDigits.FindStringSubmatch(strings.TrimSpace(words))
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1])
	return n
}

var labelNumber = regexp.MustCompile(`^\s*[(\[（]?\s*(\d{1,2})\s*[)\].、:）．]`)

// listedAs is the number of a label, in its own cell or the one before it; 0 for none.
func listedAs(f layout.Fact) int {
	if m := labelNumber.FindStringSubmatch(f.Label); m != nil {
		n, _ := strconv.Atoi(m[1])
		return n
	}
	return f.Listed
}

// numberedParty is the party whose label is numbered so.
func numberedParty(all []party, n int) *party {
	for i := range all {
		for _, f := range all[i].labelFacts() {
			if listedAs(f) == n && !all[i].void() {
				return &all[i]
			}
		}
	}
	return nil
}

// labelFacts are the facts whose labels name the party.
func (p party) labelFacts() []layout.Fact {
	facts := slices.Clone(p.nameFacts)
	for _, id := range p.identifiers {
		facts = append(facts, id.facts...)
	}
	if p.sameAs != nil {
		facts = append(facts, *p.sameAs)
	}
	for _, blank := range p.blanks {
		facts = append(facts, blank)
	}
	return facts
}

// partyAbove is the party named last before another one on its sheet.
func (d *draft) partyAbove(all []party, i int) *party {
	if len(all[i].sameAs.Cells) == 0 {
		return nil // a profile says so, and no cell
	}
	here := all[i].sameAs.Cells[0]
	var above *party
	best := -1
	for j := range all {
		if j == i || all[j].void() {
			continue
		}
		for _, f := range all[j].labelFacts() {
			if len(f.Cells) == 0 || f.Cells[0].Sheet != here.Sheet {
				continue
			}
			row := int(f.Cells[0].Ref.Row)
			if f.Cells[0].Ref.Compare(here.Ref) < 0 && row > best {
				above, best = &all[j], row
			}
		}
	}
	return above
}

// copyFrom makes a party the same as another. Numbers belong to importers and consignees: only these copy them.
func (p *party) copyFrom(other party) {
	facts := []layout.Fact{*p.sameAs}
	with := func(more []layout.Fact) []layout.Fact { return append(slices.Clone(facts), more...) }
	if p.name == "" {
		p.name, p.nameFacts = other.name, with(other.nameFacts)
	}
	if p.address.Empty() {
		p.address = other.address
		for key, list := range other.addressFacts {
			p.addressFacts[key] = with(list)
		}
		for _, problem := range other.problems {
			if strings.HasPrefix(problem.key, "address_details") {
				p.problems = append(p.problems, problem)
			}
		}
	}
	if len(p.identifiers) == 0 && !p.awaitsNumber() && (p.role == field.Importer || p.role == field.Consignee) {
		for _, id := range other.identifiers {
			id.facts = with(id.facts)
			p.identifiers = append(p.identifiers, id)
		}
	}
	p.sameAs = nil
	for key := range p.blanks {
		if key != "entity_identifier" || len(p.identifiers) > 0 {
			delete(p.blanks, key)
		}
	}
}

// awaitsNumber says whether the place of the party's own number says that there will be one: "applied for".
func (p party) awaitsNumber() bool {
	blank, found := p.blanks["entity_identifier"]
	return found && value.ParseAbsence(blank.Text) == value.NotYetKnown
}

// sameNumber completes an importer or consignee of whom only the number is given, if the other one has the same number:
// one number is one company.
func (d *draft) sameNumber(all []party) {
	for i := range all {
		p := &all[i]
		if p.role != field.Importer && p.role != field.Consignee || p.name != "" || len(p.identifiers) == 0 {
			continue
		}
		for _, other := range all {
			if (other.role == field.Importer || other.role == field.Consignee) && other.name != "" && len(other.identifiers) > 0 && other.identifiers[0].Number == p.identifiers[0].Number {
				p.sameAs = &p.identifiers[0].facts[0]
				p.copyFrom(other)
			}
		}
	}
}
