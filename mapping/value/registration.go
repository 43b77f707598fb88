package value

import "strings"

// A Registration is a number by which another authority than US customs knows a party: a GSTIN, an RFC, an MST. US customs
// has no use for it, but it tells where a party is at home, and it is no part of an address.
type Registration struct {
	Kind    string  // as its authority calls it: "GSTIN", "VAT", "USCC"; "MID" for the manufacturer's code of an entry
	Number  string  // as printed
	Country Country // of the authority; "" if authorities of several countries use the name
}

// String is the number with its kind: "GSTIN 24AABCS1234D1Z5".
func (r Registration) String() string { return strings.TrimSpace(r.Kind + " " + r.Number) }

// registration is the number that a label names.
func (d detail) registration() Registration {
	r := Registration{Kind: d.name, Number: d.text, Country: d.country}
	if r.Country == "" && (r.Kind == "VAT" || r.Kind == "EORI") && len(d.text) > 2 { // both begin with their country
		if country, ok := countryNamed(d.text[:2]); ok && !strings.ContainsAny(d.text[:2], "0123456789") {
			r.Country = country
		}
	}
	return r
}

// taxNumber is the EIN behind a label such as "Tax ID", which says it of the numbers of other countries too: only the
// dash behind two digits tells it.
func (d detail) taxNumber() (Identifier, bool) {
	if d.name != "TAX ID" || !dashedEIN.MatchString(strings.ToUpper(d.text)) {
		return Identifier{}, false
	}
	id, _, err := einOf(d.text, strings.ToUpper(d.text))
	return id, err == nil
}
