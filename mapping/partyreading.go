package mapping

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"docket/mapping/field"
	"docket/mapping/layout"
	"docket/mapping/value"
)

// readParty reads one party from its facts: a text that holds it as a whole, texts for its parts, or both.
func (d *draft) readParty(role field.Role, g group) party {
	p := party{role: role, addressFacts: map[string][]layout.Fact{}, contactFacts: map[string][]layout.Fact{}, blanks: map[string]layout.Fact{}}
	var parts value.AddressParts
	partFacts := map[field.Name][]layout.Fact{}
	kind := g.identifierKind()
	g = g.withAddresses()
	p.placed, p.country = g.placed(), g.country()
	for _, f := range g {
		if f.Term.Name == field.Identifier && kind != "" {
			f.Term.Name = kind
		}
		if f.Block != 0 && !slices.Contains(p.blocks, f.Block) {
			p.blocks = append(p.blocks, f.Block)
		}
		p.ordinal = max(p.ordinal, f.Ordinal)
		if reference, refers := value.FindReference(f.Text); refers {
			whole := f
			p.sameAs = &whole
			d.numbersBeside(&p, f)
			if f.Text = reference.Rest; utf8.RuneCountInString(f.Text) <= 2 || saidAgain(reference) { // or an article: "O mesmo que o importador"
				continue
			}
		}
		if !present(f) {
			p.leaveBlank(f)
			continue
		}
		d.readPart(&p, f, &parts, partFacts)
	}
	d.compose(&p, parts, partFacts)
	d.completePassport(&p, g)
	p.doubt(g)
	return p
}

// saidAgain says whether what stands beside a reference names the same party in another language, in words that are not
// known to refer: "Như nhà sản xuất / Same as manufacturer".
func saidAgain(r value.Reference) bool {
	for _, beside := range field.Understand(r.Rest).Terms {
		for _, target := range r.Targets {
			named := func(t field.Term) bool { return t.Role != "" && t.Role == beside.Role && beside.Name == t.Name }
			if slices.ContainsFunc(field.Understand(target).Terms, named) {
				return true
			}
		}
	}
	return false
}

// blankKeys are where in a request the parts of a party stand.
var blankKeys = map[field.Name]string{
	"": "name", field.Party: "name", field.PartyName: "name", field.Address: "address_details/address_line1", field.Street: "address_details/address_line1",
	field.City: "address_details/city", field.State: "address_details/state", field.PostalCode: "address_details/postal_code", field.Country: "address_details/country_code",
	field.Identifier: "entity_identifier", field.EIN: "entity_identifier", field.SSN: "entity_identifier", field.CBPNumber: "entity_identifier",
}

func (p *party) leaveBlank(f layout.Fact) {
	for _, t := range f.Terms {
		if key := blankKeys[t.Name]; key != "" {
			if _, known := p.blanks[key]; !known {
				p.blanks[key] = f
			}
		}
	}
}

// isNoName says whether a text that should be a party is a mark in a box, "X", or a code of it that another list
// explains, "V-4480".
var isNoName = regexp.MustCompile(`^(?i:[x✓✔☑☒☐]|ok|yes|no|#?[a-z]{0,4}[-_/ ]?\d[\d\-_/]{0,11})$`).MatchString

var noName = &value.Unreadable{Code: "party_unreadable", Message: "This is neither the name nor the address of a party.", Hint: "Write name and address of the party."}

// readPart reads what one fact says of a party.
func (d *draft) readPart(p *party, f layout.Fact, parts *value.AddressParts, facts map[field.Name][]layout.Fact) {
	note := func() { facts[f.Term.Name] = append(facts[f.Term.Name], f) }
	if !slices.ContainsFunc(f.Terms, func(t field.Term) bool { return !t.Name.IsIdentifier() }) {
		d.readIdentifier(p, f)
		return
	}
	if len(f.Terms) > 1 { // "PLZ / Ort": parts of an address in one cell
		readParts(f, parts, facts)
		return
	}
	switch f.Term.Name {
	case "", field.Party, field.PartyName:
		if p.takeNumberAlone(f) {
			return
		}
		if isNoName(strings.TrimSpace(f.Text)) {
			if !d.lookUp(p, f) {
				p.problems = append(p.problems, pending{key: "name", fact: f, err: noName})
			}
			return
		}
	}
	switch f.Term.Name {
	case "", field.Party:
		d.readWhole(p, f)
	case field.PartyName:
		if looksLikeParty(f.Text) {
			d.readWhole(p, f)
			return
		}
		p.name = strings.Join(strings.Fields(d.withBeside(f)), " ")
		p.nameFacts = append(p.nameFacts, f)
	case field.Address, field.Street, field.District:
		parts.Lines = append(parts.Lines, d.withBeside(f))
		note()
	case field.City, field.State, field.PostalCode, field.Country:
		*partOf(parts, f.Term.Name) = f.Text
		note()
	case field.Phone, field.Email, field.Contact:
		p.readContact(f)
	default:
		if f.Term.Name.IsIdentifier() {
			d.readIdentifier(p, f)
		}
	}
}

// looksLikeParty says whether the text under "Name" goes on with an address.
func looksLikeParty(text string) bool { return strings.Count(strings.TrimSpace(text), "\n") >= 2 }

// readWhole reads a text that holds name and address, and perhaps numbers and telephones.
func (d *draft) readWhole(p *party, f layout.Fact) {
	text := d.withBeside(f)
	if asksForNumber(f, p.role) {
		text = d.takeNumber(p, f, text)
	}
	read, remarks, err := value.ParseParty(text, value.PartyEvidence{Country: p.country, Placed: p.placed})
	if err != nil {
		p.problems = append(p.problems, pending{key: "name", fact: f, err: err})
		return
	}
	p.problems = append(p.problems, pending{key: "address_details", fact: f, remarks: remarks})
	if read.Name != "" {
		p.name, p.nameFacts = read.Name, append(p.nameFacts, f)
	}
	if !read.Address.Empty() {
		p.address = read.Address
		for _, key := range addressKeys {
			p.addressFacts[key] = []layout.Fact{f}
		}
	}
	if !read.Contact.Empty() {
		p.contact = read.Contact
		for _, key := range []string{"name", "email", "phone_number"} {
			p.contactFacts[key] = []layout.Fact{f}
		}
	}
	for _, id := range read.Identifiers {
		p.addIdentifier(identified{Identifier: id, facts: []layout.Fact{f}})
	}
}
