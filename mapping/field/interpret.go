package field

import "slices"

// interpret tells what the phrases of a label ask for together.
func (v *vocabulary) interpret(text []word, spans []span) (l Label) {
	var roles []Role
	var attributes []Name
	var company []Name // what "company" alone asks for: beside a role nothing
	var fields, parties []mention
	number, weak := false, true
	spans = withoutRemarks(text, spans)
	for i, s := range spans {
		m := v.mentioned(text, spans, i)
		l.Ambiguous = l.Ambiguous || ambiguous(s.tags)
		for _, t := range likelier(s.tags) {
			weak = weak && t.weak
			switch {
			case t.role != "":
				roles = append(roles, t.role)
				attributes = append(attributes, t.names...)
				parties = append(parties, m)
			case t.isAttribute():
				if s.to-s.from > 1 || text[s.from].text != "company" {
					attributes = append(attributes, t.names...)
				} else {
					company = t.names
				}
			case t.isField():
				m.tags = []tag{v.accompanied(text, s, t)}
				fields = append(fields, m)
				m.joined = true // another meaning of the same words
			default:
				l.Asides = append(l.Asides, t.aside)
				number = number || t.aside == Line
			}
		}
	}
	l.Weak = weak || l.Ambiguous
	if len(roles) == 0 {
		attributes = append(attributes, company...)
	}
	fields = withoutGoods(fields, len(roles))
	if eitherNumber(fields, attributes) {
		fields, attributes = nil, []Name{Identifier}
	}
	if len(roles) > 0 && spans[0].tags[0].role != "" && ofLicense(fields, text) {
		fields = nil
	}
	switch {
	case len(roles) == 0 && agentAt(fields) != "":
		l.Terms = partyTerms([]Role{agentAt(fields)}, attributes)
	case len(fields) > 0 && perUnit(text), onlyKind(fields) && len(roles)+len(attributes) > 0, len(fields) > 0 && len(roles) == 0 && reaches(attributes) && !v.joinsAny(text):
		l.Terms = []Term{{Name: NoPlace}}
	case len(fields) > 0 && !qualify(fields, parties, text):
		l.Terms = fieldTerms(heads(fields), roles)
		if len(l.Terms) == 1 && l.Terms[0].Name.IsPort() && len(roles) == 1 && slices.ContainsFunc(text, func(w word) bool { return w.kind == separator && w.text == "/" }) {
			l.Terms = append(l.Terms, Term{Role: roles[0]}) // one or the other: "Lugar de entrega / Ship-to"
		}
	case len(roles) > 0:
		if len(attributes) == 0 && number && !repeated(roles) && ordinal(text, spans) == 0 {
			attributes = []Name{Identifier}
		}
		l.Terms = partyTerms(roles, attributes)
	case len(attributes) > 0:
		l.Terms = partyTerms([]Role{""}, attributes)
	}
	return l
}

// eitherNumber says whether a label asks for the number of a party that it has with one authority or another: "NIF - EIN /
// Tax ID", of which only some have a place in the API. Which it is shows in the number.
func eitherNumber(fields []mention, attributes []Name) bool {
	other := func(m mention) bool { return m.tags[0].names[0] != NoPlace }
	return len(fields) > 0 && len(attributes) > 0 && !slices.ContainsFunc(fields, other) &&
		!slices.ContainsFunc(attributes, func(n Name) bool { return n != Identifier && n != EIN && n != SSN && n != CBPNumber })
}

// ofLicense says whether all fields of a label are the number of a party's licence, which a form asks for beside the party:
// "Forwarding agent / FMC no."
func ofLicense(fields []mention, text []word) bool {
	return len(fields) > 0 && !slices.ContainsFunc(fields, func(m mention) bool {
		return !m.joined || m.tags[0].names[0] != NoPlace || !slices.ContainsFunc(text[m.from:m.to], func(w word) bool { return license[w.text] })
	})
}

var license = map[string]bool{"fmc": true, "license": true, "chb": true, "oti": true}

// accompanied is what a phrase asks for that may be the SCAC of a bill: the bill itself where its SCAC only goes with it,
// "MBL with SCAC".
func (v *vocabulary) accompanied(text []word, s span, t tag) tag {
	if len(t.names) != 1 || text[s.from].text == "scac" {
		return t
	}
	of, isOfBill := billOf[t.names[0]]
	if isOfBill && slices.ContainsFunc(text[s.from:s.to], func(w word) bool { return v.hanging[w.text] }) {
		t.names = []Name{of}
	}
	return t
}

// billOf are the bills by their SCACs.
var billOf = map[Name]Name{MasterBillSCAC: MasterBill, HouseBillSCAC: HouseBill, BillSCAC: Bill}

// mentioned is a phrase of a label with how it stands to the phrase before it.
func (v *vocabulary) mentioned(text []word, spans []span, i int) mention {
	s := spans[i]
	m := mention{span: s}
	if s.to-s.from == 1 {
		m.word = text[s.from].text
	}
	if i > 0 {
		m.joined, m.under = v.between(text[spans[i-1].to:s.from])
		m.joined = m.joined || text[s.from-1].kind == separator && text[s.from-1].text != ")" && text[s.from-1].text != "-"
	}
	return m
}

// withoutGoods leaves out the goods that something else is asked of: "origin of the goods", "buyer of the goods".
func withoutGoods(fields []mention, roles int) []mention {
	if len(fields)+roles < 2 {
		return fields
	}
	goods := func(m mention) bool { return m.word == "goods" && !m.joined }
	return slices.DeleteFunc(fields, goods)
}

// agentAt is which agent a label asks for that names one at a port, "" if it does not: "agent at port of discharge".
func agentAt(fields []mention) Role {
	if len(fields) != 2 || fields[1].joined {
		return ""
	}
	agent, port := fields[0], fields[1]
	if agent.word != "agent" {
		agent, port = port, agent
	}
	if agent.word != "agent" {
		return ""
	}
	return agentOf(port.span)
}

// agentOf is the agent at a port that a phrase names, "" if it names none.
func agentOf(port span) Role {
	if len(port.tags[0].names) == 0 {
		return ""
	}
	switch port.tags[0].names[0] {
	case PortOfLoading:
		return OriginAgent
	case PortOfUnloading, InlandPort:
		return DestinationAgent
	default:
		return ""
	}
}

// qualify says whether the fields of a label only tell which party it asks for: "delivery agent at port of discharge",
// "container packer".
func qualify(fields, parties []mention, text []word) bool {
	if len(parties) == 0 || slices.ContainsFunc(fields, func(f mention) bool { return f.joined }) {
		return false
	}
	party := parties[0]
	return !slices.ContainsFunc(fields, func(f mention) bool {
		switch name := f.tags[0].names[0]; {
		case len(f.tags[0].names) > 1:
			return true
		case name == Container && text[f.to-1].text != "no" && (party.tags[0].role == StuffingLocation || party.tags[0].role == Consolidator):
			return false
		case party.from < f.from:
			return !f.under || !name.hasParties() && name != NoPlace
		default:
			return party.under || party.joined || text[f.to-1].text == "no" || !name.hasParties()
		}
	})
}

// hasParties says whether there are parties of what the name is: the agent of a port, the packer of a container.
func (n Name) hasParties() bool {
	return n.IsPort() || n == Container || n == ContainerType || n == Vessel || n == LoadType
}

// likelier are the meanings of a phrase without that of a field with no place, if it may be a part of a party too: where
// one is asked for is told by what stands around.
func likelier(tags []tag) []tag {
	if !ambiguous(tags) || !slices.ContainsFunc(tags, tag.isAttribute) {
		return tags
	}
	return slices.DeleteFunc(slices.Clone(tags), func(t tag) bool { return t.isField() && t.names[0] == NoPlace })
}

// ambiguous says whether a phrase means several things that a filing tells apart.
func ambiguous(tags []tag) bool {
	first := slices.IndexFunc(tags, func(t tag) bool { return t.aside == "" })
	return first >= 0 && slices.ContainsFunc(tags[first+1:], func(t tag) bool { return t.aside == "" })
}

// onlyKind says whether the one field named is the kind of something: "importer number type" is that of the number.
func onlyKind(fields []mention) bool {
	return len(fields) == 1 && slices.Equal(fields[0].tags[0].names, []Name{Kind})
}

// reaches says whether attributes tell how somebody is reached: the telephone of a carrier has no place in the API, and
// is not the carrier.
func reaches(attributes []Name) bool {
	return slices.ContainsFunc(attributes, func(n Name) bool { return n == Phone || n == Email || n == Contact || n == Address || n == Street })
}

func (v *vocabulary) joinsAny(text []word) bool {
	return slices.ContainsFunc(text, func(w word) bool { return v.joins(w) || w.kind == separator && w.text == "," })
}

// perUnit says whether a label asks for something of one carton or piece: "G.W. (kg/ctn)". The API has no place for it.
func perUnit(text []word) bool {
	for i, w := range text[:max(0, len(text)-1)] {
		if (w.text == "/" && i > 0 || w.text == "per" || w.text == "each") && packing[text[i+1].text] {
			return text[i+1].inside || w.text == "per"
		}
	}
	return false
}

var packing = map[string]bool{"carton": true, "piece": true, "unit": true, "pallet": true, "package": true, "ea": true, "set": true, "box": true}

// withoutRemarks leaves out what only a remark in parentheses says, "(with SCAC)", unless the text before it names no
// party or field at all, or it completes a party's: "Shipper (complete name and address)", "Consignee No. (IRS / EIN)".
func withoutRemarks(text []word, spans []span) []span {
	outside := slices.ContainsFunc(spans, func(s span) bool { return !text[s.from].inside && s.tags[0].aside == "" })
	if !outside {
		return spans
	}
	party := !slices.ContainsFunc(spans, func(s span) bool {
		return !text[s.from].inside && slices.ContainsFunc(s.tags, tag.isField)
	})
	return slices.DeleteFunc(slices.Clone(spans), func(s span) bool {
		return text[s.from].inside && !(party && slices.ContainsFunc(s.tags, tag.isAttribute))
	})
}

// repeated says whether a label names a role twice, "Consignee and consignee number": it asks for the party as a whole.
func repeated(roles []Role) bool {
	for i, role := range roles {
		if slices.Contains(roles[:i], role) {
			return true
		}
	}
	return false
}

// fieldTerms gives the tariff number and the origin of goods to the party whose label names both.
func fieldTerms(terms []Term, roles []Role) []Term {
	for i := range terms {
		if len(roles) == 1 && (terms[i].Name == HTS || terms[i].Name == Origin) {
			terms[i].Role = roles[0]
		}
	}
	return terms
}

// partyTerms are the terms for attributes of parties. A name together with an address is the party as a whole,
// whatever else is asked for beside them; its cell is taken apart by what it says.
func partyTerms(roles []Role, attributes []Name) (terms []Term) {
	has := func(n Name) bool { return slices.Contains(attributes, n) }
	switch {
	case has(Party), has(PartyName) && (has(Address) || has(Street)):
		attributes = []Name{Party}
	case has(Address):
		attributes = slices.DeleteFunc(attributes, func(n Name) bool {
			return n == City || n == State || n == PostalCode || n == Country || n == Street
		})
	case len(attributes) > 1 && slices.ContainsFunc(attributes, Name.IsIdentifier):
		attributes = identifierOf(attributes)
	case len(attributes) == 0:
		attributes = []Name{""}
	}
	if len(attributes) > 1 { // "contact e-mail" is an e-mail, "contact telephone" a telephone, "company name" a name
		attributes = slices.DeleteFunc(slices.Clone(attributes), func(n Name) bool { return n == Contact && (has(Phone) || has(Email)) })
	}
	for _, role := range roles {
		for _, attribute := range attributes {
			if t := (Term{Role: role, Name: attribute}); !slices.Contains(terms, t) {
				terms = append(terms, t)
			}
		}
	}
	return terms
}

// identifierOf is the one identifier of a label such as "IRS / SSN / CBP-assigned No.": the kind if just one is
// named, else whichever it turns out to be.
func identifierOf(attributes []Name) []Name {
	kinds := slices.DeleteFunc(slices.Clone(attributes), func(n Name) bool { return !n.IsIdentifier() || n == Identifier })
	slices.Sort(kinds)
	if kinds = slices.Compact(kinds); len(kinds) == 1 {
		return kinds
	}
	return []Name{Identifier}
}

// between tells how the words between two phrases join them.
func (v *vocabulary) between(text []word) (joined, under bool) {
	for _, w := range text {
		switch {
		case v.joining[w.text], w.kind == separator && w.text != ")" && w.text != "(" && w.text != "-":
			joined = true
		case v.hanging[w.text]:
			under = true
		}
	}
	return joined, under
}
