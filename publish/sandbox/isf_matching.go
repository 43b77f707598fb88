package sandbox

import (
	"net/http"
	"slices"
)

// This file is "Create or update" of the contract's upsertIsf, as functions of the ISFs that exist.

// ISFBills are the numbers that an ISF goes by, without whitespace and dashes: a regular bill, or a master bill with
// its house bills.
type ISFBills struct {
	Regular string   `json:"regular,omitempty"`
	Master  string   `json:"master,omitempty"`
	Houses  []string `json:"houses,omitempty"`
}

// isfBillsOf reads the bill_numbers of a worksheet.
func isfBillsOf(numbers object) ISFBills {
	bills := ISFBills{
		Regular: bare(text(numbers, "regular_bill_of_lading_number")),
		Master:  bare(text(numbers, "master_bill_of_lading_number")),
	}
	for _, house := range texts(numbers["house_bill_of_lading_numbers"]) {
		if house = bare(house); !slices.Contains(bills.Houses, house) {
			bills.Houses = append(bills.Houses, house)
		}
	}
	return bills
}

// matchISF finds the ISF that a worksheet with these bills updates, nil if it makes a new one.
//
// "If some, not all, of the house bills sent are on one ISF, or if several ISFs match: 409." House bills are looked
// for on every ISF, whatever its master bill.
func matchISF(isfs []*ISF, b ISFBills) (*ISF, *refusal) {
	var found []*ISF
	for _, isf := range isfs {
		if isf.Bills.updatedBy(b) {
			found = append(found, isf)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		if i := slices.IndexFunc(isfs, func(isf *ISF) bool { return isf.Bills.clashesWith(b) }); i >= 0 {
			return nil, refuse(http.StatusConflict, alreadyExists, "bill_numbers.house_bill_of_lading_numbers: some, but not all, of these are on the ISF %s", isfs[i].ID)
		}
		return nil, nil
	default:
		return nil, refuse(http.StatusConflict, ambiguousMatch, "bill_numbers: several ISFs have these numbers")
	}
}

// updatedBy: "the same regular bill", or "the same master bill and at least all of the house bills sent".
func (b ISFBills) updatedBy(sent ISFBills) bool {
	if sent.Regular != "" {
		return b.Regular == sent.Regular
	}
	return b.Master == sent.Master && b.Regular == "" && includes(b.Houses, sent.Houses)
}

// clashesWith: "some, not all, of the house bills sent".
func (b ISFBills) clashesWith(sent ISFBills) bool {
	shared := slices.ContainsFunc(sent.Houses, func(house string) bool { return slices.Contains(b.Houses, house) })
	return shared && !includes(b.Houses, sent.Houses)
}

// keys are those under which the index has an ISF with these bills.
func (b ISFBills) keys() []string {
	if b.Regular != "" {
		return []string{"regular " + b.Regular}
	}
	all := make([]string, len(b.Houses))
	for i, house := range b.Houses {
		all[i] = "house " + house
	}
	return all
}
