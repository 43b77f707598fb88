package mapping

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"docket/mapping/field"
	"docket/mapping/layout"
	"docket/mapping/value"
)

// addressWord is a word for the address in a label that elsewhere asks for the party as a whole.
var addressWord = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:address|addr|adresse|anschrift|dirección|direccion|endereço|indirizzo|adres|alamat|địa chỉ)(?:[^\pL]|$)|地址|住所|주소`)

// withAddresses are the facts of a party, of which those that hold its address alone say so: "Stuffing address" beside
// "Stuffing name".
func (g group) withAddresses() (all group) {
	for _, f := range g {
		if f.Term.Name == "" && len(f.Terms) == 1 && addressWord.MatchString(f.Label) && g.namesIn(f.Block) {
			f.Term.Name = field.Address
			f.Terms = []field.Term{f.Term}
		}
		all = append(all, f)
	}
	return all
}

// namesIn says whether a label of its own asks for the name of the party in a block.
func (g group) namesIn(block int) bool {
	return slices.ContainsFunc(g, func(f layout.Fact) bool { return f.Block == block && f.Term.Name == field.PartyName && present(f) })
}

// country is the one that a cell of its own says of a party's address.
func (g group) country() value.Country {
	for _, f := range g {
		if f.Term.Name == field.Country && len(f.Terms) == 1 && present(f) {
			if country, _, err := value.ParseCountry(f.Text); err == nil {
				return country
			}
		}
	}
	return ""
}

// placed says whether state or postal code of a party have cells of their own.
func (g group) placed() bool {
	return slices.ContainsFunc(g, func(f layout.Fact) bool {
		return present(f) && (f.Term.Name == field.State || f.Term.Name == field.PostalCode)
	})
}

// readParts reads a text that holds several parts of an address: parted as the label is, "Papanduva / SC / 89370-000", or
// as addresses are written. Without a city in it, what has digits is the postal code.
func readParts(f layout.Fact, parts *value.AddressParts, facts map[field.Name][]layout.Fact) {
	if each := strokes.Split(strings.TrimSpace(f.Text), -1); len(each) == len(f.Terms) {
		for i, t := range f.Terms {
			if part := partOf(parts, t.Name); part != nil {
				*part = each[i]
				facts[t.Name] = append(facts[t.Name], f)
			}
		}
		return
	}
	switch {
	case !asksFor(f, field.City) && asksFor(f, field.State) && asksFor(f, field.PostalCode):
	case !asksFor(f, field.City) && asksFor(f, field.State) && !asksFor(f, field.Country): // "State, province or county"
		parts.State = f.Text
		facts[field.State] = append(facts[field.State], f)
		return
	default:
		parts.City = f.Text
		facts[field.City] = append(facts[field.City], f)
		return
	}
	var state, code []string
	for _, word := range strings.FieldsFunc(f.Text, func(r rune) bool { return r == ' ' || r == '/' || r == ',' || r == '\n' }) {
		if strings.ContainsAny(word, "0123456789") {
			code = append(code, word)
		} else {
			state = append(state, word)
		}
	}
	parts.State, parts.PostalCode = strings.Join(state, " "), strings.Join(code, " ")
	facts[field.State], facts[field.PostalCode] = append(facts[field.State], f), append(facts[field.PostalCode], f)
}

// strokes part the values of a cell that a label with as many parts asks for.
var strokes = regexp.MustCompile(`\s*[/|]\s*`)

// partOf is the part of an address that a field is, nil for any other field.
func partOf(parts *value.AddressParts, name field.Name) *string {
	switch name {
	case field.City:
		return &parts.City
	case field.State:
		return &parts.State
	case field.PostalCode:
		return &parts.PostalCode
	case field.Country:
		return &parts.Country
	}
	return nil
}

var addressKeys = []string{"address_line1", "address_line2", "city", "state", "postal_code", "country_code"}

// partsOf are the parts of an address that a key of the request can be read from: the first that is there counts, and
// for the address lines all.
var partsOf = map[string][]field.Name{
	"address_line1": {field.Address, field.Street, field.District}, "address_line2": {field.Address, field.Street, field.District},
	"city": {field.City, field.PostalCode, field.Address, field.Street}, "state": {field.State, field.City, field.Address},
	"postal_code": {field.PostalCode, field.City, field.Address}, "country_code": {field.Country, field.State, field.City, field.Address},
}

// compose puts an address together from its parts, beside what a text for the whole party has told.
func (d *draft) compose(p *party, parts value.AddressParts, facts map[field.Name][]layout.Fact) {
	if len(facts) == 0 {
		return
	}
	if !p.address.Empty() { // the whole and parts of it: parts fill what the whole lacks
		parts = filled(parts, p.address)
	}
	whole := p.address
	address, remarks, err := value.ComposeAddress(parts)
	where := firstFact(facts)
	if err != nil {
		p.problems = append(p.problems, pending{key: "address_details", fact: where, err: err})
		return
	}
	if _, leftOpen := p.blanks[blankKeys[field.City]]; leftOpen && address.City == "" { // which is told at the empty cell of the city
		remarks = slices.DeleteFunc(remarks, func(r value.Remark) bool { return r.Code == "address_without_city" })
		address.Confidence = 1
	}
	for _, r := range remarks {
		p.problems = append(p.problems, pending{key: remarkKey(r), fact: remarkFact(r, facts, where), remarks: []value.Remark{r}})
	}
	p.address = address
	for key, names := range partsOf {
		var read []layout.Fact
		for _, name := range names {
			if len(read) == 0 || strings.HasPrefix(key, "address_line") {
				read = append(read, facts[name]...)
			}
		}
		if len(facts[names[0]]) == 0 && addressParts(whole)[key] != "" {
			continue // the text for the party as a whole states it
		}
		if len(read) > 0 {
			p.addressFacts[key] = read
		}
	}
}

func firstFact(facts map[field.Name][]layout.Fact) layout.Fact {
	for _, name := range []field.Name{field.Address, field.Street, field.City, field.PostalCode, field.State, field.Country, field.District} {
		if len(facts[name]) > 0 {
			return facts[name][0]
		}
	}
	return layout.Fact{}
}

// remarkKey is the part of an address that a remark is about, by its code.
func remarkKey(r value.Remark) string {
	if strings.HasPrefix(r.Code, "zip_") || strings.HasPrefix(r.Code, "postal_") {
		return "address_details/postal_code"
	}
	return "address_details"
}

func remarkFact(r value.Remark, facts map[field.Name][]layout.Fact, fallback layout.Fact) layout.Fact {
	if strings.HasPrefix(r.Code, "zip_") || strings.HasPrefix(r.Code, "postal_") {
		if list := facts[field.PostalCode]; len(list) > 0 {
			return list[0]
		}
	}
	return fallback
}

// filled are the parts of an address, with what the whole told where a part is not given apart.
func filled(parts value.AddressParts, whole value.Address) value.AddressParts {
	if len(parts.Lines) == 0 {
		for _, line := range []string{whole.Line1, whole.Line2} {
			if line != "" {
				parts.Lines = append(parts.Lines, line)
			}
		}
	}
	parts.City = cmp.Or(parts.City, whole.City)
	parts.State = cmp.Or(parts.State, whole.State)
	parts.PostalCode = cmp.Or(parts.PostalCode, whole.PostalCode)
	parts.Country = cmp.Or(parts.Country, string(whole.Country))
	return parts
}
