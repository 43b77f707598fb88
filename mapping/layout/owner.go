package layout

import (
	"slices"

	"docket/mapping/field"
)

// giveOwners tells of which party columns hold parts that do not say so themselves: of the one that the column to their
// left names, "Importer of record | Street | City | ZIP | EIN". A part that this party has already is another one's, and
// of whom is not known.
func giveOwners(columns []column) {
	var owner field.Role
	var known []field.Name
	for i := range columns {
		terms := columns[i].Terms
		switch {
		case len(terms) == 1 && terms[0].Role != "":
			if isParty(terms[0]) || terms[0].Name == field.PartyName {
				owner, known = terms[0].Role, []field.Name{field.PartyName}
			} else if terms[0].Role != owner {
				owner = ""
			}
		case owner == "", !slices.ContainsFunc(terms, isOwned), slices.ContainsFunc(terms, func(t field.Term) bool { return slices.Contains(known, t.Name) }):
			owner = ""
		default:
			owned := slices.Clone(terms)
			for j := range owned {
				if isOwned(owned[j]) {
					known = append(known, owned[j].Name)
					owned[j].Role = owner
				}
			}
			columns[i].Terms = owned
		}
	}
}

// isOwned says whether a term is a part of some party, and does not say of which.
func isOwned(t field.Term) bool { return t.Role == "" && t.Name.IsAttribute() }
