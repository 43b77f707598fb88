package mapping

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"docket/mapping/field"
	"docket/mapping/layout"
	"docket/mapping/sheet"
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

// numbersBeside reads the numbers in the cells behind the words that a party is the same as another one: "Same as buyer",
// and beside it "EIN 58-2740119".
func (d *draft) numbersBeside(p *party, f layout.Fact) {
	for _, cell := range f.Beside {
		id, remarks, err := value.ParseIdentifier(cell.Text, value.AnyIdentifier)
		if err != nil || len(f.Cells) == 0 {
			continue
		}
		own := f
		own.Text, own.Values, own.Beside = cell.Text, []*sheet.Cell{cell}, nil
		own.Cells = []sheet.Place{{Sheet: f.Cells[0].Sheet, Ref: cell.Ref}}
		p.problems = append(p.problems, pending{key: "entity_identifier", fact: own, remarks: remarks})
		p.addIdentifier(identified{Identifier: id, facts: []layout.Fact{own}})
	}
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

// identifierKind is the kind of number that a cell beside the number names: "EIN" under "ID type".
func (g group) identifierKind() field.Name {
	for _, f := range g {
		if f.Term.Name != field.Kind && f.Term.Name != field.NoPlace {
			continue
		}
		if terms := field.Understand(f.Text).Terms; len(terms) == 1 && terms[0].Name.IsIdentifier() {
			return terms[0].Name
		}
	}
	return ""
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
		if isNoName(strings.TrimSpace(f.Text)) && !d.lookUp(p, f) {
			p.problems = append(p.problems, pending{key: "name", fact: f, err: noName})
			return
		}
		if isNoName(strings.TrimSpace(f.Text)) {
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
	case field.City:
		parts.City = f.Text
		note()
	case field.State:
		parts.State = f.Text
		note()
	case field.PostalCode:
		parts.PostalCode = f.Text
		note()
	case field.Country:
		parts.Country = f.Text
		note()
	case field.Phone, field.Email, field.Contact:
		p.readContact(f)
	default:
		if f.Term.Name.IsIdentifier() {
			d.readIdentifier(p, f)
		}
	}
}

// takeNumberAlone reads a text for a party that is only its number and says so: "EIN 12-3456789" below "Same as buyer".
func (p *party) takeNumberAlone(f layout.Fact) bool {
	text := strings.TrimSpace(f.Text)
	if value.FindIdentifierKind(text) == value.AnyIdentifier || strings.Contains(text, "\n") {
		return false
	}
	id, remarks, err := value.ParseIdentifier(text, value.AnyIdentifier)
	if err != nil {
		return false
	}
	p.problems = append(p.problems, pending{key: "entity_identifier", fact: f, remarks: remarks})
	p.addIdentifier(identified{Identifier: id, facts: []layout.Fact{f}})
	return true
}

// lookUp reads a party of which a cell has only the code from the row of a list that has the code in one of its cells:
// the file's own list of partners. Two such rows tell nothing.
func (d *draft) lookUp(p *party, f layout.Fact) bool {
	if d.listed == nil {
		d.listed = d.listing()
	}
	code := squeezed(f.Text)
	entries := d.listed[code]
	if len(entries) == 0 {
		entries = d.listed[numberedRole(p.role, lastNumber(code))]
	}
	if len(entries) != 1 {
		return false
	}
	var g group
	for _, o := range entries[0] {
		if (o.Term.Role == "" || o.Term.Role == p.role) && (o.Term.Name.IsAttribute() || o.Term.Name == field.Kind) && squeezed(o.Text) != code {
			o.Term.Role, o.Block = p.role, f.Block
			o.Terms = slices.Clone(o.Terms)
			for i := range o.Terms {
				o.Terms[i].Role = p.role
			}
			g = append(g, o)
		}
	}
	if !g.names() {
		return false
	}
	read := d.readParty(p.role, g)
	p.name, p.address, p.contact, p.identifiers = read.name, read.address, read.contact, append(p.identifiers, read.identifiers...)
	if p.role != field.Importer && p.role != field.Consignee {
		p.identifiers = slices.DeleteFunc(p.identifiers, func(id identified) bool {
			return id.Kind == value.EIN || id.Kind == value.SSN || id.Kind == value.CBPAssigned
		})
	}
	p.nameFacts = append([]layout.Fact{f}, read.nameFacts...)
	p.addressFacts, p.contactFacts, p.problems = read.addressFacts, read.contactFacts, append(p.problems, read.problems...)
	return true
}

// listing is what the file tells of what has a code: the row that has it in a cell, or the party that is numbered so.
func (d *draft) listing() map[string][]group {
	listed := map[string][]group{}
	for _, r := range d.rows {
		codes := map[string]bool{}
		for _, f := range r.Facts {
			if f.Term.Role == "" {
				codes[squeezed(f.Text)] = true
			}
		}
		for _, text := range r.Others {
			codes[squeezed(text)] = true
		}
		for code := range codes {
			listed[code] = append(listed[code], r.Facts)
		}
	}
	for _, role := range field.Roles {
		for _, g := range d.groups(role) {
			if n := g[0].Ordinal; n > 0 { // "Manufacturer M1", which rows call M1
				code := numberedRole(role, n)
				listed[code] = append(listed[code], g)
			}
		}
	}
	return listed
}

// numberedRole is how a party is listed that a number tells from others in its role.
func numberedRole(role field.Role, n int) string { return fmt.Sprintf("%s %d", role, n) }

// lastNumber is the number that a code ends with, 0 if it ends with none.
func lastNumber(code string) int {
	n, _ := strconv.Atoi(code[len(strings.TrimRight(code, "0123456789")):])
	return n
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

// asksForNumber says whether the label of a party asks for its number too: "Importer of record number, name and
// address".
func asksForNumber(f layout.Fact, role field.Role) bool {
	if role != field.Importer && role != field.Consignee {
		return false
	}
	kind := value.FindIdentifierKind(f.Label)
	return kind != value.AnyIdentifier && kind != value.SSN
}

// takeNumber reads a line that is nothing but an importer number, and returns the other lines.
func (d *draft) takeNumber(p *party, f layout.Fact, text string) string {
	var left []string
	for line := range strings.SplitSeq(text, "\n") {
		id, remarks, err := value.ParseIdentifier(line, value.ImporterNumber)
		if err != nil || id.Kind == value.SSN || strings.ContainsAny(line, "()+") {
			left = append(left, line)
			continue
		}
		p.problems = append(p.problems, pending{key: "entity_identifier", fact: f, remarks: remarks})
		p.addIdentifier(identified{Identifier: id, facts: []layout.Fact{f}})
	}
	return strings.Join(left, "\n")
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

// identifierKinds are the kinds that a label may ask for.
var identifierKinds = map[field.Name]value.IdentifierKind{
	field.Identifier: value.ImporterNumber, field.EIN: value.EIN, field.SSN: value.SSN, field.CBPNumber: value.CBPAssigned,
	field.DUNS: value.DUNS, field.FIRMS: value.FIRMS, field.Passport: value.Passport,
}

// readIdentifier reads a number of a party. Under a label that asks for a number people also write the whole party.
func (d *draft) readIdentifier(p *party, f layout.Fact) {
	kind, known := identifierKinds[f.Term.Name]
	if !known {
		return
	}
	if len(f.Terms) > 1 || value.FindIdentifierKind(f.Text) != value.AnyIdentifier {
		kind = value.AnyIdentifier // "IRS / DUNS no.", or a text that says itself what it is
	}
	id, remarks, err := value.ParseIdentifier(f.Text, kind)
	if err != nil {
		if strings.Contains(strings.TrimSpace(f.Text), "\n") || len(strings.Fields(f.Text)) > 4 {
			d.readWhole(p, f)
			return
		}
		unread, _ := errors.AsType[*value.Unreadable](err)
		foreign := f.Term.Name == field.Identifier || unread != nil && unread.Code == "identifier_foreign"
		if foreign && p.role != field.Importer && p.role != field.Consignee {
			return // a tax number of its own country, which the filing has no place for
		}
		p.problems = append(p.problems, pending{key: "entity_identifier", fact: f, err: err})
		return
	}
	p.problems = append(p.problems, pending{key: "entity_identifier", fact: f, remarks: remarks})
	p.addIdentifier(identified{Identifier: id, facts: []layout.Fact{f}})
}

// completePassport gives the passport of a party the country that issued it and its holder's date of birth, from cells of
// their own.
func (d *draft) completePassport(p *party, g group) {
	i := slices.IndexFunc(p.identifiers, func(id identified) bool { return id.Kind == value.Passport })
	if i < 0 {
		return
	}
	passport := &p.identifiers[i]
	for _, f := range g {
		if !present(f) {
			continue
		}
		var err error
		switch {
		case f.Term.Name == field.IssuedBy && passport.Country == "":
			passport.Country, _, err = value.ParseCountry(f.Text)
		case f.Term.Name == field.BirthDate && passport.DateOfBirth == (value.Date{}):
			passport.DateOfBirth, _, err = value.ParseDate(f.Text, value.DateEvidence{Order: d.evidence.dates.Order()})
		default:
			continue
		}
		if err != nil {
			p.problems = append(p.problems, pending{key: "entity_identifier", fact: f, err: err})
			continue
		}
		passport.facts = append(passport.facts, f)
	}
}

func (p *party) addIdentifier(id identified) {
	for i := range p.identifiers {
		if p.identifiers[i].Kind == id.Kind && p.identifiers[i].Number == id.Number {
			p.identifiers[i].facts = append(p.identifiers[i].facts, id.facts...)
			return
		}
	}
	p.identifiers = append(p.identifiers, id)
}
