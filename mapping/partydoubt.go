package mapping

import (
	"slices"
	"strings"

	"docket/mapping/field"
	"docket/mapping/layout"
	"docket/mapping/value"
)

// onceEach are the parts of a party of which there is one.
var onceEach = map[field.Name]string{
	field.PartyName: "name", field.City: "address_details/city", field.State: "address_details/state",
	field.PostalCode: "address_details/postal_code", field.Country: "address_details/country_code",
}

// mostParts is how many facts before it each is compared with: more than a party has parts.
const mostParts = 40

// doubt looks for signs that the facts of a party are not all of one: parts that are there twice, as where the heading
// of the next party was not understood, and labels among its values.
func (p *party) doubt(g group) {
	for i, f := range g {
		if !present(f) {
			continue
		}
	others:
		for _, other := range g[max(0, i-mostParts):i] {
			if !present(other) || other.Block != f.Block || partName(other) != partName(f) || f.Block == 0 || len(f.Terms)+len(other.Terms) > 2 {
				continue
			}
			key, once := onceEach[partName(f)]
			switch {
			case once && !contains(f, other):
				p.ask(key, f, "stated_twice", "The file states this twice for one party, and differently: "+saidBy(other)+", and "+saidBy(f)+".",
					"Leave one of the two; if they are of two parties, check the label above each.")
				break others
			case f.Term.Name == field.Address && contains(f, other):
				p.ask("address_details/address_line1", f, "stated_twice", "The file states one address twice for one party: "+saidBy(other)+", and "+saidBy(f)+".",
					"Leave one of the two; if they are of two parties, check the label above each.")
				break others
			}
		}
		if label, found := labelAmong(f); found {
			p.ask("name", f, "label_as_value", "“"+label+"” stands where the name of a party should, and reads as a label.", "Write the name right beside or below the label of the party.")
		}
	}
}

func (p *party) ask(key string, f layout.Fact, code, message, hint string) {
	p.problems = append(p.problems, pending{key: key, fact: f, err: &value.Ambiguous{Code: code, Message: message, Hint: hint}})
}

// partName is what part of a party a fact tells. A text for the party as a whole begins with its name.
func partName(f layout.Fact) field.Name {
	_, refers := value.FindReference(f.Text)
	if f.Term.Name == "" && !refers && !isNoName(strings.TrimSpace(f.Text)) {
		return field.PartyName
	}
	return f.Term.Name
}

// contains says whether one of two texts is a part of the other.
func contains(f, other layout.Fact) bool {
	a, b := squeezed(f.Text), squeezed(other.Text)
	return strings.Contains(a, b) || strings.Contains(b, a)
}

// labelAmong is a cell of a party's name that reads as the label of a part of a party, and as nothing else: "Firma".
func labelAmong(f layout.Fact) (string, bool) {
	if f.Term.Name != "" && f.Term.Name != field.Party && f.Term.Name != field.PartyName {
		return "", false
	}
	for _, cell := range f.Values {
		if _, refers := value.FindReference(cell.Text); refers {
			continue
		}
		says := func(t field.Term) bool { return t.Role != "" || !t.Name.IsAttribute() && t.Name != field.NoPlace }
		if l := field.Understand(cell.Text); l.Score > 0.9 && len(l.Terms) > 0 && !slices.ContainsFunc(l.Terms, says) {
			return strings.TrimSpace(cell.Text), true
		}
	}
	return "", false
}
