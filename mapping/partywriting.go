package mapping

import (
	"slices"

	"docket/mapping/field"
	"docket/mapping/filing"
	"docket/mapping/value"
)

// identifier is the number of a party in the form of the ISF, nil if it has none.
func (p party) identifier() filing.EntityIdentifier {
	if len(p.identifiers) == 0 {
		return nil
	}
	return identifierOf(p.identifiers[0].Identifier)
}

func identifierOf(id value.Identifier) filing.EntityIdentifier {
	switch id.Kind {
	case value.EIN:
		return &filing.EIN{Number: id.Number}
	case value.SSN:
		return &filing.SSN{Number: id.Number}
	case value.CBPAssigned:
		return &filing.CBPAssignedNumber{Number: id.Number}
	case value.DUNS:
		return &filing.DUNS{Number: id.Number}
	case value.DUNSPlus4:
		return &filing.DUNSPlus4{Number: id.Number}
	case value.FIRMS:
		return &filing.FIRMS{Code: id.Number}
	case value.EncryptedConsignee:
		return &filing.EncryptedConsigneeNumber{Number: id.Number}
	case value.IssuerSCAC:
		return &filing.SCAC{Code: id.Number}
	case value.Passport:
		passport := &filing.Passport{Number: id.Number, CountryOfIssuance: string(id.Country)}
		if id.DateOfBirth != (value.Date{}) {
			passport.DateOfBirth = filing.DateOf(id.DateOfBirth.Time())
		}
		return passport
	default:
		return nil
	}
}

// identifierKeys are the keys under which a request has a number of each kind.
var identifierKeys = map[value.IdentifierKind]string{
	value.EIN: "employer_identification_number", value.SSN: "social_security_number", value.CBPAssigned: "cbp_assigned_number", value.DUNS: "duns_number",
	value.DUNSPlus4: "duns_plus_4_number", value.FIRMS: "firms_code", value.Passport: "passport_number", value.EncryptedConsignee: "cbp_encrypted_consignee_number",
	value.IssuerSCAC: "scac",
}

// isfAddress writes the address of a party into an ISF.
func (p party) isfAddress(d *draft, at filing.Pointer) filing.IsfAddress {
	a := p.address
	p.writeAddress(d, at)
	return filing.IsfAddress{AddressLine1: a.Line1, AddressLine2: a.Line2, City: a.City, State: a.State, PostalCode: a.PostalCode, CountryCode: string(a.Country)}
}

// orderAddress writes the address of a party into an order; nil if it has none.
func (p party) orderAddress(d *draft, at filing.Pointer) *filing.Address {
	if p.address.Empty() {
		return nil
	}
	a := p.address
	p.writeAddress(d, at)
	return &filing.Address{AddressLine1: a.Line1, AddressLine2: a.Line2, City: a.City, State: a.State, PostalCode: a.PostalCode, CountryCode: string(a.Country)}
}

// addressParts are the parts of an address by their keys in the request.
func addressParts(a value.Address) map[string]string {
	return map[string]string{"address_line1": a.Line1, "address_line2": a.Line2, "city": a.City, "state": a.State, "postal_code": a.PostalCode, "country_code": string(a.Country)}
}

func (p party) writeAddress(d *draft, at filing.Pointer) {
	parts := addressParts(p.address)
	for _, key := range addressKeys {
		facts := p.addressFacts[key]
		if parts[key] == "" {
			continue
		}
		d.wrote(at.Key(key), facts...)
		if p.address.Confidence > 0 && len(facts) > 0 && key != "country_code" { // a country is named; where each other part begins is in doubt
			d.sure(p.address.Confidence, at.Key(key), facts[0])
		}
	}
}

// orderContact writes the contact of a party; nil if it has none.
func (p party) orderContact(d *draft, at filing.Pointer) *filing.Contact {
	if p.contact.Empty() {
		return nil
	}
	c := &filing.Contact{Name: p.contact.Person, Email: p.contact.Email, PhoneNumber: p.contact.Phone}
	for key, text := range map[string]string{"name": c.Name, "email": c.Email, "phone_number": c.PhoneNumber} {
		if text != "" {
			d.wrote(at.Key(key), p.contactFacts[key]...)
		}
	}
	return c
}

// writeParty notes where a party's name and number were read, and reports what was wrong with it.
func (d *draft) writeParty(at filing.Pointer, p party) {
	if p.name != "" {
		d.wrote(at.Key("name"), p.nameFacts...)
	}
	if len(p.identifiers) > 0 && d.filing.Kind == filing.KindISF {
		id := p.identifiers[0]
		d.wrote(at.Key("entity_identifier").Key(identifierKeys[id.Kind]), id.facts...)
	}
	d.report(func(key string) filing.Pointer { return at + "/" + filing.Pointer(key) }, p.problems)
}

// partyBlank notes where a party that is missing should stand.
func (d *draft) partyBlank(at filing.Pointer, role field.Role) {
	for _, f := range slices.Concat(d.rowFacts(), d.head) {
		if f.Term.Role == role && !present(f) {
			if key := blankKeys[f.Term.Name]; key != "" {
				if _, known := d.filing.Blanks[at+"/"+filing.Pointer(key)]; !known {
					d.leftBlank(at+"/"+filing.Pointer(key), f)
				}
			}
		}
	}
}
