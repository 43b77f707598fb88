package mapping

import (
	"regexp"

	"docket/mapping/field"
	"docket/mapping/layout"
)

// tradeWords are what trade calls the parties that a bill of lading calls consignee and shipper.
var tradeWords = map[field.Role]field.Role{field.Importer: field.Consignee, field.Buyer: field.Consignee, field.Seller: field.Shipper}

// inParentheses is a label with another name of what it asks for in parentheses: "Importer (Consignee)".
var inParentheses = regexp.MustCompile(`^([^()（）]+)[(（]([^()（）]+)[)）][\s:：*]*$`)

// settleParties makes the parties of a bill of lading what their labels say in parentheses, where that is a party of the
// bill and what stands before it is what trade calls the same one: "Importer (Consignee)", "수입자(수하인)".
func settleParties(sheets []layout.Sheet) {
	blocks := map[int]field.Role{} // by block of a party: what it is called in parentheses
	for _, s := range sheets {
		s.EachFact(func(f layout.Fact) {
			if role, named := billsNameOf(f); named && f.Block != 0 {
				blocks[f.Block] = role
			}
		})
	}
	if len(blocks) == 0 || typeOf(sheets) != BillOfLading {
		return
	}
	for _, s := range sheets {
		s.Change(func(f *layout.Fact) {
			if role, found := blocks[f.Block]; found && len(f.Terms) == 1 && tradeWords[f.Term.Role] == role {
				f.Term.Role = role
				f.Terms = []field.Term{f.Term}
			}
		})
	}
}

// billsNameOf is the party of a bill that the label of a fact names in parentheses behind what trade calls it.
func billsNameOf(f layout.Fact) (field.Role, bool) {
	as, known := tradeWords[f.Term.Role]
	if !known || len(f.Terms) != 1 || f.Term.Name != "" && f.Term.Name != field.Party {
		return "", false
	}
	parts := inParentheses.FindStringSubmatch(f.Label)
	if parts == nil {
		return "", false
	}
	before, within := field.Understand(parts[1]), field.Understand(parts[2])
	return as, before.Is(f.Term) && within.Score >= field.Threshold && within.Is(field.Term{Role: as})
}
