package field

import "slices"

// A mention is one phrase of a label, with how it stands to the phrase before it.
type mention struct {
	span
	joined bool // by "/", "&", "," or "and" to the one before: both are asked for
	under  bool // by "of", "per", "at" ...: it qualifies the one before
}

// interpret tells what the phrases of a label ask for together.
func (v *vocabulary) interpret(text []word, spans []span) (l Label) {
	var roles []Role
	var attributes []Name
	var fields []mention
	number, weak := false, true
	spans = withoutRemarks(text, spans)
	for i, s := range spans {
		m := mention{span: s}
		if i > 0 {
			m.joined, m.under = v.between(text[spans[i-1].to:s.from])
			m.joined = m.joined || text[s.from-1].kind == separator && text[s.from-1].text != ")" && text[s.from-1].text != "-"
		}
		l.Ambiguous = l.Ambiguous || ambiguous(s.tags)
		for _, t := range s.tags {
			weak = weak && t.weak
			switch {
			case t.role != "":
				roles = append(roles, t.role)
			case t.isAttribute():
				attributes = append(attributes, t.names...)
			case t.isField():
				m.tags = []tag{t}
				fields = append(fields, m)
			default:
				l.Asides = append(l.Asides, t.aside)
				number = number || t.aside == Line
			}
		}
	}
	l.Weak = weak || l.Ambiguous
	switch {
	case len(fields) > 0 && perUnit(text), onlyKind(fields) && len(roles)+len(attributes) > 0:
		l.Terms = []Term{{Name: NoPlace}}
	case len(fields) > 0:
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

// ambiguous says whether a phrase means several things that a filing tells apart.
func ambiguous(tags []tag) bool {
	first := slices.IndexFunc(tags, func(t tag) bool { return t.aside == "" })
	return first >= 0 && slices.ContainsFunc(tags[first+1:], func(t tag) bool { return t.aside == "" })
}

// onlyKind says whether the one field named is the kind of something: "importer number type" is that of the number.
func onlyKind(fields []mention) bool {
	return len(fields) == 1 && slices.Equal(fields[0].tags[0].names, []Name{Kind})
}

// perUnit says whether a label asks for something of one carton or piece: "G.W. (kg/ctn)". The API has no place for it.
func perUnit(text []word) bool {
	for i, w := range text[:max(0, len(text)-1)] {
		if (w.text == "/" || w.text == "per" || w.text == "each") && w.kind != digits && packing[text[i+1].text] && i > 0 {
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

// heads leaves those fields that a label really asks for. Fields joined by "/" or "and" are all asked for. Of two
// that stand together the last is the head ("commodity HTS number"), unless the second hangs on the first by a
// preposition ("net weight per container"). A date is asked for wherever it stands, and a port beside it tells where
// ("ETA place of delivery"); a port's code is the port. A vessel and its voyage are always two.
func heads(fields []mention) (all []Term) {
	var groups [][]Term // each group was written as one
	for i, m := range fields {
		terms := termsOf(m.tags[0].names)
		if i == 0 || m.joined && !m.under {
			groups = append(groups, terms)
			continue
		}
		last := &groups[len(groups)-1]
		switch {
		case isDate(*last):
			*last = dated(*last, terms)
		case isDate(terms):
			*last = dated(terms, *last)
		case isCode(terms) && isPort(*last):
		case isCode(*last) && isPort(terms):
			*last = terms
		case (*last)[0].Name == Vessel && terms[0].Name == Voyage:
			*last = append(*last, terms...)
		case !m.under:
			*last = better(*last, terms)
		}
	}
	for _, g := range groups {
		for _, t := range g {
			if !slices.Contains(all, t) {
				all = append(all, t)
			}
		}
	}
	return all
}

func termsOf(names []Name) (terms []Term) {
	for _, name := range names {
		terms = append(terms, Term{Name: name})
	}
	return terms
}

// dated is a date with the port that stands beside it, as far as that is not the one that the date tells by itself.
func dated(date, beside []Term) []Term {
	port := beside[0].Name
	if !port.IsPort() || port == PortOfLoading && date[0].Name == Departure || port == PortOfUnloading && date[0].Name == Arrival {
		return date
	}
	return []Term{{Name: date[0].Name, At: port}}
}

func isPort(terms []Term) bool { return len(terms) == 1 && terms[0].Name.IsPort() }

func isCode(terms []Term) bool { return len(terms) == 1 && terms[0].Name == PortCode }

// better is the head of two fields that stand together: the last, unless only the first has a place in the API and
// the last merely describes it. The kind of anything but containers and packages has none: "entry type".
func better(first, last []Term) []Term {
	if len(last) == 1 && (last[0].Name == Kind || last[0].Name == Unit) && !first[0].Name.IsMeasure() && first[0].Name != Container {
		return []Term{{Name: NoPlace}}
	}
	if len(first) == 1 && first[0].Name == HTS && len(last) == 1 && last[0].Name == NoPlace {
		return first
	}
	return last
}

func isDate(terms []Term) bool {
	return len(terms) == 1 && (terms[0].Name == Departure || terms[0].Name == Arrival)
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
