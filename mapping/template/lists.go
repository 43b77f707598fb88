package template

import (
	"slices"

	"docket/mapping/filing"

	"github.com/biter777/countries"
)

// words of an enum of the API.
func listOf[E ~string](values []E) (list []string) {
	for _, v := range values {
		list = append(list, string(v))
	}
	return list
}

// countryCodes are all two-letter codes of ISO 3166-1.
func countryCodes() (codes []string) {
	for _, c := range countries.All() {
		if code := c.Alpha2(); len(code) == 2 && c.Type() == countries.TypeCountryCode && code != "XX" {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

var (
	containerTypes = []string{"20GP", "40GP", "40HC", "45HC", "20RF", "40RF", "40RH", "20OT", "40OT", "20FR", "40FR", "20TK"}
	packageTypes   = []string{"CARTONS", "PACKAGES", "PALLETS", "BAGS", "BALES", "CRATES", "ROLLS", "BARRELS", "DRUMS", "PIECES"}
	incoterms      = []string{"EXW", "FCA", "FAS", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP"}
	numberKinds    = []string{"EIN", "SSN", "CBP-assigned number", "DUNS", "FIRMS"}
	bondTypes      = listOf(filing.BondType("").Values())
	bondActivities = listOf(filing.BondActivityCode("").Values())
	shipmentTypes  = listOf(filing.ShipmentType("").Values())
)
