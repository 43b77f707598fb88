package value_test

import (
	"testing"

	"docket/mapping/value"
)

// TestNameOnOneLine has the commas of names beside those of addresses: what stands behind a comma belongs to the name where
// a legal form or a partner ends it, and to the address where it is a place. Where it may be either, somebody is told.
func TestNameOnOneLine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, name, address, remarks string }{
		// a legal form ends the name, whatever commas stand before it
		{"Riverstone, Hale & Daughters, Inc., 4410 Cooperage Street, Louisville, KY 40203, USA", "Riverstone, Hale & Daughters, Inc.", "4410 Cooperage Street||Louisville|KY|40203|US", ""},
		{"Riverstone, Hale, Crane & Daughters, Inc.\n4410 Cooperage Street\nLouisville, KY 40203\nUSA", "Riverstone, Hale, Crane & Daughters, Inc.", "4410 Cooperage Street||Louisville|KY|40203|US", ""},
		{"Ruiz, Gil y Cía., S.A., Calle Mayor 12, 28013 Madrid, Spain", "Ruiz, Gil y Cía., S.A.", "Calle Mayor 12||Madrid||28013|ES", ""},
		{"Import, Export, Transit, LLC, 129 West 81st Street, New York, NY 10024", "Import, Export, Transit, LLC", "129 West 81st Street||New York|NY|10024|US", ""},
		// the last of several partners does
		{"Tom, Dick & Harry, 12 High Street, London E1 6AN, UK", "Tom, Dick & Harry", "12 High Street||London||E1 6AN|GB", ""},
		{"Smith, Jones, Brown and Sons, 12 High Street, London E1 6AN, UK", "Smith, Jones, Brown and Sons", "12 High Street||London||E1 6AN|GB", ""},
		{"Ruiz, Gómez y Cía., Calle Mayor 12, 28013 Madrid, Spain", "Ruiz, Gómez y Cía.", "Calle Mayor 12||Madrid||28013|ES", ""},
		// states, towns and regions are none, though they are written like forms or joined like partners
		{"Acme Imports, Denver, CO, USA", "Acme Imports", "||Denver|CO||US", ""},
		{"Acme Imports, Denver CO, USA", "Acme Imports", "||Denver|CO||US", ""},
		{"Acme Imports, San Diego, CA 92101", "Acme Imports", "||San Diego|CA|92101|US", ""},
		{"Barossa Wines, Adelaide, SA 5000, Australia", "Barossa Wines", "||Adelaide|SA|5000|AU", ""},
		{"Kashmir Carpets, Srinagar, Jammu & Kashmir, India", "Kashmir Carpets", "||Srinagar|Jammu & Kashmir||IN", ""},
		{"Foo Trading, Private Estate, 12 Main Street, Tulsa, OK 74103", "Foo Trading", "Private Estate, 12 Main Street||Tulsa|OK|74103|US", ""},
		// who keeps the post is no part of the name
		{"Acme Imports Inc., c/o Harbor Logistics Inc., 12 Main Street, Tulsa, OK 74103", "Acme Imports Inc.", "c/o Harbor Logistics Inc., 12 Main Street||Tulsa|OK|74103|US", ""},
		// a given name, a second partner or a second company may be a part of the name
		{"Hale, Jane, 44 Cooperage Street, Louisville, KY 40203, USA", "Hale", "Jane, 44 Cooperage Street||Louisville|KY|40203|US", "party_name_unit"},
		{"Van Dyke, Hale & Crane, 12 High Street, London E1 6AN, UK", "Van Dyke", "Hale & Crane, 12 High Street||London||E1 6AN|GB", "party_name_unit"},
		{"Acme Imports LLC, Harbor Logistics, Inc., 12 Main Street, Tulsa, OK 74103", "Acme Imports LLC", "Harbor Logistics, Inc., 12 Main Street||Tulsa|OK|74103|US", "party_name_unit"},
		{"Oakmoor Receiving, Building 6\n310 Market Mill Road\nSpartanburg, SC 29303", "Oakmoor Receiving, Building 6", "310 Market Mill Road||Spartanburg|SC|29303|US", "party_name_unit"},
	} {
		party, remarks, err := value.ParseParty(c.text, value.PartyEvidence{})
		if got := codes(remarks); err != nil || party.Name != c.name || shown(party.Address) != c.address || got != c.remarks {
			t.Errorf("ParseParty(%q): %v\n got %s // %s // %s\nwant %s // %s // %s", c.text, err, party.Name, shown(party.Address), got, c.name, c.address, c.remarks)
		}
	}
}
