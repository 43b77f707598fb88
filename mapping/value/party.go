package value

import (
	"regexp"
	"slices"
	"strings"
)

// A Party is a company or person of a shipment, with what a text says of it.
type Party struct {
	Name        string // as printed
	Address     Address
	Contact     Contact
	Identifiers []Identifier
	// Registrations are numbers of authorities other than US customs.
	Registrations []Registration
	Other         []string // what belongs to none of these: a name in another script, a second telephone

	// ToOrder is set for "TO ORDER" and "TO ORDER OF ...": a consignee that names no company, or only whose order
	// counts. Name is then the company behind "of", if any.
	ToOrder bool
}

// PartyEvidence is what stands around a party.
type PartyEvidence struct {
	Country Country // of the address, stated apart; "" if not
	Placed  bool    // state or postal code of the address are stated apart
}

var (
	nameLabel    = regexp.MustCompile(`(?i)^\s*(?:company(?:\s+name)?|name(?:\s+of\s+company)?|full\s+name|firm|nombre|razón\s+social|nome|firma|公司名称|公司|名称|tên(?:\s+công\s+ty)?|(?:the\s+)?` + roles + `(?:\s+name)?)\s*[:：]\s*`)
	addressLabel = regexp.MustCompile(`(?i)^\s*(?:address|add|addr|adresse|adres|dirección|direccion|endereço|domicilio|地址|địa\s+chỉ|đ/c|street)\s*\d?\s*[:：.]\s*`)
	toOrder      = regexp.MustCompile(`(?i)^\s*(?:un\s*to|to)\s+(?:the\s+)?order(?:\s+of)?\b\s*[:,]?\s*|^\s*a\s+la\s+orden(?:\s+de)?\b\s*|^\s*an\s+order\b\s*|^\s*凭指示\s*`)
	anyOrder     = regexp.MustCompile(`(?i)^(?:shipper|bank|issuing\s+bank|holder|any\s+bank|consignor|the\s+shipper)?$`)
)

// ParseParty reads a party on one line or several: "NAME⏎street⏎district⏎city, state zip⏎COUNTRY⏎Tel: ...⏎IRS No. ...", or
// "Name Co., Ltd., Unit 1207, 12/F, 63 Harbour Lane, Kowloon, Hong Kong", whose name keeps the commas of its legal form.
// Telephones, persons and identifiers are kept apart from the address.
func ParseParty(text string, e PartyEvidence) (Party, []Remark, error) {
	unreadable := &Unreadable{
		Code:    "party_unreadable",
		Message: quote(Mask(text[:min(len(text), 500)])) + " is not a party.",
		Hint:    "Give name, street, city, state, postal code and country, each on a line of its own.",
	}
	if len(text) > 8000 {
		return Party{}, nil, unreadable
	}
	tidied := tidy(text)
	if tidied == "" || ParseAbsence(text) != Present || !anyLetter.MatchString(tidied) {
		return Party{}, nil, unreadable
	}
	if reference, ok := FindReference(text); ok && reference.Rest == "" {
		return Party{}, nil, &Unreadable{
			Code:    "party_is_reference",
			Message: quote(Mask(text)) + " refers to another party.",
			Hint:    "Name the party.",
		}
	}
	var party Party
	lines, remarks := party.takeDetails(strings.Split(tidied, "\n"))
	lines = party.takeOtherScript(lines)
	if len(lines) == 0 {
		if party.Contact.Empty() && len(party.Identifiers) == 0 {
			return Party{}, nil, unreadable
		}
		return party, remarks, nil
	}
	lines = party.takeToOrder(lines)
	rest := party.takeName(lines)
	if len(rest) == 0 {
		remarks = append(remarks, party.nameRemarks()...)
		party.Address.Country = e.Country
		return party, remarks, nil
	}
	more, err := party.readAddress(rest, e)
	remarks = append(remarks, party.nameRemarks()...)
	return party, append(remarks, more...), err
}

// nameRemarks are about names that say more than a company's: "XYZ LOGISTICS o/b/o ACME IMPORTS LLC".
func (p *Party) nameRemarks() []Remark {
	if p.ToOrder && p.Name != "" {
		return []Remark{{
			Code:    "party_to_order",
			Message: "The goods are to the order of " + quote(Mask(p.Name)) + ", which is taken for the party.",
			Hint:    "If another receives the goods, as where a bank has the bill, name that one.",
		}}
	}
	if comma := strings.LastIndexByte(p.Name, ','); comma > 0 && p.Address.Empty() {
		if tail := strings.TrimSpace(p.Name[comma+1:]); shortTail.MatchString(tail) && !legalForms[tail] {
			return []Remark{{
				Code:    "party_name_code",
				Message: quote(tail) + " behind the name may be a state, a country or a part of the name; it is taken for a part of the name.",
				Hint:    "Give the address in full, or write the company's form with dots.",
			}}
		}
	}
	if comma := strings.LastIndexByte(p.Name, ','); comma > 0 && siteUnit.MatchString(strings.TrimSpace(p.Name[comma+1:])) && !p.Address.Empty() {
		return []Remark{{
			Code:    "party_name_unit",
			Message: quote(strings.TrimSpace(p.Name[comma+1:])) + " behind the name may be a part of the name or of the address; it is taken for a part of the name.",
			Hint:    "Write what belongs to the address on the line of the street.",
		}}
	}
	if part := p.mayBeOfName(); part != "" {
		return []Remark{{
			Code:    "party_name_unit",
			Message: quote(Mask(part)) + " behind the name may be a part of the name or of the address; it is taken for a part of the address.",
			Hint:    "Write the name on a line of its own.",
		}}
	}
	if at := onBehalfOf.FindStringIndex(p.Name); at == nil || at[0] == 0 {
		return nil
	}
	return []Remark{{
		Code:    "party_on_behalf",
		Message: quote(Mask(p.Name)) + " names an agent and the company for which it acts.",
		Hint:    "Name the company that is meant alone.",
	}}
}

// readAddress reads the lines behind the name. Where they name no country, the authority that gave the party a number
// tells it; the address is then less sure.
func (p *Party) readAddress(lines []string, e PartyEvidence) ([]Remark, error) {
	address, remarks, err := readAddress(lines, AddressEvidence(e))
	if home, kind := p.home(); err == nil && address.Country == "" && home != "" {
		address, remarks, err = readAddress(lines, AddressEvidence{Country: home, Placed: e.Placed})
		address.Confidence = min(address.Confidence, 0.6)
		remarks = append(remarks, Remark{
			Code:    "address_country_from_number",
			Message: "The address names no country; " + home.Name() + " is taken from the " + kind + " beside it.",
			Hint:    "Write the country behind the city.",
		})
	}
	p.Address = address
	return remarks, err
}

// home is the one country whose authorities gave the party its numbers, and the kind of one of them.
func (p *Party) home() (country Country, kind string) {
	for _, registration := range p.Registrations {
		switch {
		case registration.Country == "" || registration.Kind == "FDA":
		case country == "":
			country, kind = registration.Country, registration.Kind
		case country != registration.Country:
			return "", ""
		}
	}
	return country, kind
}

// takeDetails takes telephones, persons and identifiers out of a party's lines. A line that holds nothing else goes.
func (p *Party) takeDetails(lines []string) (kept []string, remarks []Remark) {
	for i, line := range lines {
		line = addressLabel.ReplaceAllString(nameLabel.ReplaceAllString(line, ""), "")
		if i > 0 && phoneNumber.MatchString(line) && (line[0] == '+' || line[0] == '(' || len(digitsOf(line)) >= 9) {
			p.keep(detail{detailLabel: detailLabel{kind: phoneDetail}, text: line})
			continue
		}
		rest, details := takeDetails(line)
		for _, one := range details {
			remarks = append(remarks, p.keep(one)...)
		}
		if rest == "" {
			continue
		}
		if i > 0 && !anyLetter.MatchString(rest) {
			if id, more, err := ParseIdentifier(rest, AnyIdentifier); err == nil { // a number on a line of its own
				p.addIdentifier(id)
				remarks = append(remarks, more...)
				continue
			}
		}
		kept = append(kept, rest)
	}
	return kept, remarks
}

// keep puts a detail where it belongs.
func (p *Party) keep(d detail) []Remark {
	if p.Contact.add(d) {
		return nil
	}
	switch d.kind {
	case registrationDetail:
		if id, ok := d.taxNumber(); ok {
			p.addIdentifier(id)
			return nil
		}
		p.Registrations = append(p.Registrations, d.registration())
		return nil
	case identifierDetail:
		id, remarks, err := ParseIdentifier(d.words+": "+d.text, FindIdentifierKind(d.words))
		if err == nil {
			p.addIdentifier(id)
			return remarks
		}
		if ParseAbsence(d.text) != Present {
			return nil
		}
		return []Remark{{
			Code:    "party_identifier_unread",
			Message: err.Error(),
			Hint:    "Write it as 12-345678900, in a cell of its own.",
		}}
	}
	p.Other = append(p.Other, strings.TrimSpace(d.words+" "+d.text))
	return nil
}

func (p *Party) addIdentifier(id Identifier) {
	if slices.Contains(p.Identifiers, id) {
		return
	}
	p.Identifiers = append(p.Identifiers, id)
}

// takeOtherScript sets lines in ideographs aside where the party is given in Latin letters too.
func (p *Party) takeOtherScript(lines []string) []string {
	latin := 0
	for _, line := range lines {
		if text, other := scripts(line); other == "" || len(text) > 3*len([]rune(other)) {
			latin++
		}
	}
	if latin == 0 || latin == len(lines) {
		return lines
	}
	var kept []string
	for _, line := range lines {
		text, other := scripts(line)
		switch {
		case other == "":
			kept = append(kept, line)
		case strings.ContainsFunc(text, func(r rune) bool { return isLetter(byte(r)) && r < 0x80 }) && len(text) > 3:
			kept = append(kept, strings.Trim(text, " ()（）,"))
			p.Other = append(p.Other, other)
		default:
			p.Other = append(p.Other, line)
		}
	}
	return kept
}

// takeToOrder reads "TO ORDER" in the place of a name.
func (p *Party) takeToOrder(lines []string) []string {
	at := toOrder.FindStringIndex(lines[0])
	if at == nil {
		return lines
	}
	p.ToOrder = true
	rest := strings.Trim(lines[0][at[1]:], " ,.:")
	if anyOrder.MatchString(rest) {
		return lines[1:]
	}
	return append([]string{rest}, lines[1:]...)
}

// takeName takes the name off a party's lines and returns those of its address.
func (p *Party) takeName(lines []string) (rest []string) {
	if len(lines) == 0 {
		return nil
	}
	n := nameLines(lines)
	name := strings.Join(lines[:n], " ")
	rest = lines[n:]
	if len(rest) == 0 {
		name = dashedParts(name)
		if before, behind, parted := strings.Cut(name, " / "); parted && endsWithForm(before) { // "DAE YANG CO LTD / 45-1 Gongdan-ro, ..."
			name = before + ", " + behind
		}
	}
	head, tail := oneLineName(name)
	switch {
	case len(rest) == 0 && shortTail.MatchString(tail):
	case len(rest) == 0 && tail != "": // all on one line
		name, rest = head, []string{tail}
	case siteUnit.MatchString(tail) && !hasForm(head) && streetLike(rest[0]): // the lines part name and street: "Acme Receiving, Building 6"
	case tail != "" && streetBehind(tail): // the street on the line of the name
		name, rest = head, append([]string{tail}, rest...)
	}
	if match := ideographName.FindStringSubmatch(name); match != nil && mostlyIdeographs(match[2]) {
		p.Name = match[1]
		return append([]string{match[2]}, rest...)
	}
	for _, pattern := range []*regexp.Regexp{companyThenStreet, nameThenNumber} {
		match := pattern.FindStringSubmatch(name)
		if match == nil || !streetLike(match[2]) {
			continue
		}
		name = match[1]
		if tail != "" && len(rest) > 0 { // on one line with the rest
			rest[0] = match[2] + ", " + rest[0]
		} else {
			rest = append([]string{match[2]}, rest...)
		}
		break
	}
	if before, behind, parted := tailBehindForm(name); parted && len(rest) == 0 {
		name, rest = before, []string{behind}
	}
	p.Name = strings.Trim(strings.Join(strings.Fields(name), " "), " ,;:-|")
	return rest
}

// dashedParts puts commas where a one-line party has dashes between its parts: "Rossi S.r.l. - Via Emilia 45 - 41012
// Carpi - Italy". A dash alone is part of a name.
func dashedParts(line string) string {
	parts := strings.Split(line, " - ")
	if len(parts) < 3 || strings.Contains(line, ",") {
		return line
	}
	last := parts[len(parts)-1]
	_, isCountry := countryNamed(last)
	if _, _, isState := stateZIP(last); !isCountry && !isState {
		return line
	}
	return strings.Join(parts, ", ")
}

// siteUnit is what tells one building of a company from another: "Building 6", "Plant 2", "Dock 14-22".
var siteUnit = regexp.MustCompile(`(?i)^(?:building|bldg\.?|plant|factory|warehouse|whse?\.?|hall|hangar|dock|shed|depot|terminal|nave|halle|werk|hala|entrepôt|bâtiment|bodega|planta|galpão|armazém)\s+(?:no\.?\s*)?[A-Z]?\d{0,3}[A-Z]?(?:-\d{1,3})?$`)

// streetBehind says whether what stands behind a name's comma begins an address.
func streetBehind(text string) bool {
	parts, _ := partsOf(text)
	return streetLike(parts[0]) || len(parts) > 2
}
