package mapping

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"docket/mapping/field"
	"docket/mapping/filing"
	"docket/mapping/layout"
	"docket/mapping/value"
)

// A party is what a file says of one party in one role.
type party struct {
	role    field.Role
	ordinal int
	blocks  []int // of the facts that speak of it

	name        string
	address     value.Address
	contact     value.Contact
	identifiers []identified

	nameFacts    []layout.Fact
	addressFacts map[string][]layout.Fact // by key of the request's address
	contactFacts map[string][]layout.Fact
	problems     []pending              // by key below the party
	blanks       map[string]layout.Fact // by key below the party: places left empty
	sameAs       *layout.Fact           // the text that says that the party is another one
}

// identified is an identifier with the facts that it was read from.
type identified struct {
	value.Identifier
	facts []layout.Fact
}

func (p party) hasBlock(block int) bool { return block != 0 && slices.Contains(p.blocks, block) }

func (p party) empty() bool {
	return p.name == "" && p.address.Empty() && len(p.identifiers) == 0 && p.contact.Empty()
}

// parties reads the parties of a shipment. "Same as importer" becomes a copy of the importer.
func (d *draft) parties() []party {
	var all []party
	for _, role := range field.Roles {
		all = append(all, d.partiesIn(role)...)
	}
	all = joinNamesakes(all)
	d.resolve(all)
	d.sameNumber(all)
	return slices.DeleteFunc(all, party.empty)
}

// partiesIn reads the parties in one role: one, but for manufacturers, of which there may be several.
func (d *draft) partiesIn(role field.Role) (parties []party) {
	groups := d.groups(role)
	if role != field.Manufacturer {
		groups = joinGroups(groups)
	}
	for _, g := range groups {
		p := d.readParty(role, g)
		if i := slices.IndexFunc(parties, func(o party) bool { return o.name == p.name && o.address == p.address && p.name != "" }); i >= 0 {
			parties[i].blocks = append(parties[i].blocks, p.blocks...)
			parties[i].nameFacts = append(parties[i].nameFacts, p.nameFacts...)
			continue
		}
		parties = append(parties, p)
	}
	if role != field.Manufacturer && len(parties) > 1 {
		d.severalParties(parties)
		parties = parties[:1]
	}
	return parties
}

// joinNamesakes joins a manufacturer of whom only the name is known to the one of that name of whom more is: tables of
// goods name the makers whose addresses another part of the file gives. Two of that name with different addresses stay
// apart, since nothing tells which is meant.
func joinNamesakes(all []party) []party {
	joined := map[int]bool{}
	for i, p := range all {
		if p.role != field.Manufacturer || p.name == "" || p.sameAs != nil || !p.address.Empty() || len(p.identifiers) > 0 {
			continue
		}
		var namesakes []int
		for j, o := range all {
			if j != i && o.role == p.role && !o.address.Empty() && strings.EqualFold(squeezed(o.name), squeezed(p.name)) {
				namesakes = append(namesakes, j)
			}
		}
		if len(namesakes) == 1 {
			o := &all[namesakes[0]]
			o.blocks, o.nameFacts = append(o.blocks, p.blocks...), append(o.nameFacts, p.nameFacts...)
			joined[i] = true
		}
	}
	var left []party
	for i, p := range all {
		if !joined[i] {
			left = append(left, p)
		}
	}
	return left
}

// severalParties asks which of several parties in one role is meant.
func (d *draft) severalParties(parties []party) {
	var facts []layout.Fact
	for _, p := range parties {
		facts = append(facts, p.nameFacts...)
	}
	d.ask("", "several_parties", "The file names several parties for one role.", "Leave one, or give each shipment a form or a row of its own.", facts...)
}

// A group is facts that speak of one party.
type group []layout.Fact

func (g group) names() bool {
	return slices.ContainsFunc(g, func(f layout.Fact) bool {
		return present(f) && (f.Term.Name == "" || f.Term.Name == field.Party || f.Term.Name == field.PartyName)
	})
}

// groups gathers the facts of a role by the block that they stand in. A house bill's own rows go before its head.
func (d *draft) groups(role field.Role) (groups []group) {
	var own, head []group
	index := map[int]int{}
	for _, r := range d.rows {
		own = addToGroups(own, index, r.Facts, role)
	}
	head = addToGroups(head, map[int]int{}, d.head, role)
	if d.own && slices.ContainsFunc(own, group.names) {
		return own
	}
	return append(own, head...)
}

// addToGroups adds the facts of a role, each to the group of its block. Index is where in groups each block is.
func addToGroups(groups []group, index map[int]int, facts []layout.Fact, role field.Role) []group {
	for _, f := range facts {
		if f.Term.Role != role || f.Term.Name == field.HTS || f.Term.Name == field.Origin {
			continue
		}
		i, known := index[f.Block]
		if !known {
			i = len(groups)
			index[f.Block] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], f)
	}
	return groups
}

// joinGroups joins groups that complete each other: the number of a party that another part of the form names.
func joinGroups(groups []group) []group {
	var named, others []group
	for _, g := range groups {
		if g.names() {
			named = append(named, g)
		} else {
			others = append(others, g)
		}
	}
	if len(named) == 0 {
		var all group
		for _, g := range others {
			all = append(all, g...)
		}
		if all == nil {
			return nil
		}
		return []group{all}
	}
	for _, g := range others {
		for i := range named {
			named[i] = append(named[i], g...)
		}
	}
	return named
}

// readParty reads one party from its facts: a text that holds it as a whole, texts for its parts, or both.
func (d *draft) readParty(role field.Role, g group) party {
	p := party{role: role, addressFacts: map[string][]layout.Fact{}, contactFacts: map[string][]layout.Fact{}, blanks: map[string]layout.Fact{}}
	var parts value.AddressParts
	partFacts := map[field.Name][]layout.Fact{}
	kind := g.identifierKind()
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
			if f.Text = reference.Rest; f.Text == "" {
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
	return p
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
	case field.Phone:
		p.contact.Phone = f.Text
		p.contactFacts["phone_number"] = []layout.Fact{f}
	case field.Email:
		p.contact.Email = strings.TrimSpace(f.Text)
		p.contactFacts["email"] = []layout.Fact{f}
	case field.Contact:
		p.contact.Person = f.Text
		p.contactFacts["name"] = []layout.Fact{f}
	default:
		if f.Term.Name.IsIdentifier() {
			d.readIdentifier(p, f)
		}
	}
}

// readParts reads a text that holds several parts of an address. Without a city in it, what has digits is the postal
// code.
func readParts(f layout.Fact, parts *value.AddressParts, facts map[field.Name][]layout.Fact) {
	if asksFor(f, field.City) || !asksFor(f, field.State) || !asksFor(f, field.PostalCode) {
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

// looksLikeParty says whether the text under "Name" goes on with an address.
func looksLikeParty(text string) bool { return strings.Count(strings.TrimSpace(text), "\n") >= 2 }

// readWhole reads a text that holds name and address, and perhaps numbers and telephones.
func (d *draft) readWhole(p *party, f layout.Fact) {
	text := d.withBeside(f)
	if asksForNumber(f, p.role) {
		text = d.takeNumber(p, f, text)
	}
	read, remarks, err := value.ParseParty(text, value.PartyEvidence{})
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
	address, remarks, err := value.ComposeAddress(parts)
	where := firstFact(facts)
	if err != nil {
		p.problems = append(p.problems, pending{key: "address_details", fact: where, err: err})
		return
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
		if f.Term.Name == field.Identifier && p.role != field.Importer && p.role != field.Consignee {
			return // a tax number of its own country, which the filing has no place for
		}
		p.problems = append(p.problems, pending{key: "entity_identifier", fact: f, err: err})
		return
	}
	p.problems = append(p.problems, pending{key: "entity_identifier", fact: f, remarks: remarks})
	p.addIdentifier(identified{Identifier: id, facts: []layout.Fact{f}})
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

// resolve makes each party that is said to be the same as another one its copy.
func (d *draft) resolve(all []party) {
	for range all { // a chain of references is no longer than there are parties
		changed := false
		for i := range all {
			p := &all[i]
			if p.sameAs == nil {
				continue
			}
			target := d.targetOf(all, i)
			if target == nil {
				p.problems = append(p.problems, pending{key: "name", fact: *p.sameAs, err: &value.Unreadable{
					Code: "reference_unknown", Message: "This refers to another party, and which one is not clear.", Hint: "Name the party."}})
				p.sameAs = nil
				continue
			}
			if target.sameAs != nil {
				continue // wait until it is known itself
			}
			p.copyFrom(*target)
			changed = true
		}
		if !changed {
			break
		}
	}
	for i := range all {
		if p := &all[i]; p.sameAs != nil { // parties that refer to each other in a circle
			p.problems = append(p.problems, pending{key: "name", fact: *p.sameAs, err: &value.Unreadable{
				Code: "reference_circle", Message: "These parties refer to each other, and none is named.", Hint: "Name one of them."}})
			p.sameAs = nil
		}
	}
}

// targetOf is the party that another one is said to be the same as.
func (d *draft) targetOf(all []party, i int) *party {
	reference, _ := value.FindReference(all[i].sameAs.Text)
	for _, words := range reference.Targets {
		if words == value.Above {
			return d.partyAbove(all, i)
		}
		if n := elementNumber(words); n > 0 {
			if target := numberedParty(all, n); target != nil {
				return target
			}
			continue
		}
		for _, t := range field.Understand(words).Terms {
			if j := slices.IndexFunc(all, func(p party) bool { return p.role == t.Role && t.Role != "" && !p.void() }); j >= 0 && j != i {
				return &all[j]
			}
		}
	}
	return nil
}

// void says whether nothing is known of a party, not even what it is the same as.
func (p party) void() bool { return p.empty() && p.sameAs == nil }

var elementDigits = regexp.MustCompile(`^\(?#?\s*(\d{1,2})\s*[.)]?$`)

// elementNumber is the number in "same as (3)", 0 if the words are none.
func elementNumber(words string) int {
	m := elementDigits.FindStringSubmatch(strings.TrimSpace(words))
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1])
	return n
}

var labelNumber = regexp.MustCompile(`^\s*[(\[（]?\s*(\d{1,2})\s*[)\].、:）．]`)

// numberedParty is the party whose label is numbered so.
func numberedParty(all []party, n int) *party {
	for i := range all {
		for _, f := range all[i].labelFacts() {
			if m := labelNumber.FindStringSubmatch(f.Label); m != nil && m[1] == strconv.Itoa(n) && !all[i].void() {
				return &all[i]
			}
		}
	}
	return nil
}

// labelFacts are the facts whose labels name the party.
func (p party) labelFacts() []layout.Fact {
	facts := slices.Clone(p.nameFacts)
	for _, id := range p.identifiers {
		facts = append(facts, id.facts...)
	}
	if p.sameAs != nil {
		facts = append(facts, *p.sameAs)
	}
	for _, blank := range p.blanks {
		facts = append(facts, blank)
	}
	return facts
}

// partyAbove is the party named last before another one on its sheet.
func (d *draft) partyAbove(all []party, i int) *party {
	here := all[i].sameAs.Cells[0]
	var above *party
	best := -1
	for j := range all {
		if j == i || all[j].void() {
			continue
		}
		for _, f := range all[j].labelFacts() {
			if len(f.Cells) == 0 || f.Cells[0].Sheet != here.Sheet {
				continue
			}
			row := int(f.Cells[0].Ref.Row)
			if f.Cells[0].Ref.Compare(here.Ref) < 0 && row > best {
				above, best = &all[j], row
			}
		}
	}
	return above
}

// copyFrom makes a party the same as another. Numbers belong to importers and consignees: only these copy them.
func (p *party) copyFrom(other party) {
	facts := []layout.Fact{*p.sameAs}
	with := func(more []layout.Fact) []layout.Fact { return append(slices.Clone(facts), more...) }
	if p.name == "" {
		p.name, p.nameFacts = other.name, with(other.nameFacts)
	}
	if p.address.Empty() {
		p.address = other.address
		for key, list := range other.addressFacts {
			p.addressFacts[key] = with(list)
		}
		for _, problem := range other.problems {
			if strings.HasPrefix(problem.key, "address_details") {
				p.problems = append(p.problems, problem)
			}
		}
	}
	if len(p.identifiers) == 0 && (p.role == field.Importer || p.role == field.Consignee) {
		for _, id := range other.identifiers {
			id.facts = with(id.facts)
			p.identifiers = append(p.identifiers, id)
		}
	}
	p.sameAs = nil
	clear(p.blanks)
}

// sameNumber completes an importer or consignee of whom only the number is given, if the other one has the same number:
// one number is one company.
func (d *draft) sameNumber(all []party) {
	for i := range all {
		p := &all[i]
		if p.role != field.Importer && p.role != field.Consignee || p.name != "" || len(p.identifiers) == 0 {
			continue
		}
		for _, other := range all {
			if (other.role == field.Importer || other.role == field.Consignee) && other.name != "" && len(other.identifiers) > 0 && other.identifiers[0].Number == p.identifiers[0].Number {
				p.sameAs = &p.identifiers[0].facts[0]
				p.copyFrom(other)
			}
		}
	}
}

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
		return &filing.Passport{Number: id.Number, CountryOfIssuance: string(id.Country), DateOfBirth: filing.DateOf(id.DateOfBirth.Time())}
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

func (p party) writeAddress(d *draft, at filing.Pointer) {
	a := p.address
	for key, text := range map[string]string{"address_line1": a.Line1, "address_line2": a.Line2, "city": a.City, "state": a.State, "postal_code": a.PostalCode, "country_code": string(a.Country)} {
		if text != "" {
			d.wrote(at.Key(key), p.addressFacts[key]...)
		}
	}
	if facts := p.addressFacts["city"]; a.Confidence > 0 && len(facts) > 0 {
		d.sure(a.Confidence, at, facts[0])
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
