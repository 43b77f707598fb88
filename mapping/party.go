package mapping

import (
	"errors"
	"slices"
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
	placed       bool                   // its state or postal code have cells of their own
	country      value.Country          // that of its address, if a cell of its own says it
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
	d.oneNumber(all)
	d.resolve(all)
	d.sameNumber(all)
	d.unresolved(all)
	return slices.DeleteFunc(all, party.empty)
}

// unresolved tells of parties of an order that are left out, since who they are the same as is not known. Of an ISF's the
// rules tell that they are missing.
func (d *draft) unresolved(all []party) {
	if d.filing.Kind != filing.KindOrder {
		return
	}
	for _, p := range all {
		for _, left := range p.problems {
			unread, isUnread := errors.AsType[*value.Unreadable](left.err)
			if p.empty() && p.role.HasPlace() && isUnread && strings.HasPrefix(unread.Code, "reference_") {
				d.unread("/involved_parties", left.fact, left.err)
			}
		}
	}
}

// partiesIn reads the parties in one role: one, but for manufacturers, of which there may be several, and for those that no
// filing has a place for, of which it does not matter.
func (d *draft) partiesIn(role field.Role) (parties []party) {
	groups := d.groups(role)
	if role != field.Manufacturer {
		groups = joinGroups(groups)
	}
	for _, g := range groups {
		p := d.readParty(role, g)
		if i := slices.IndexFunc(parties, func(o party) bool { return alike(o, p) }); i >= 0 {
			parties[i].blocks = append(parties[i].blocks, p.blocks...)
			parties[i].nameFacts = append(parties[i].nameFacts, p.nameFacts...)
			continue
		}
		parties = append(parties, p)
	}
	if role != field.Manufacturer && role.HasPlace() && len(parties) > 1 {
		d.severalParties(parties)
		parties = parties[:1]
	}
	return parties
}

// oneNumber asks where a party has two numbers of one kind, and leaves both out.
func (d *draft) oneNumber(all []party) {
	for i := range all {
		p := &all[i]
		for _, id := range p.identifiers[min(1, len(p.identifiers)):] {
			first := p.identifiers[0]
			if id.Kind != first.Kind || id.Number == first.Number {
				continue
			}
			d.ask("", "several_numbers", "The file states two numbers for one party.", "Leave the right one.", append(slices.Clone(first.facts), id.facts...)...)
			p.identifiers = slices.DeleteFunc(p.identifiers, func(o identified) bool { return o.Kind == first.Kind })
			break
		}
	}
}

// alike says whether two parties are one that the file names twice, as each row does that a merged cell spans.
func alike(a, b party) bool {
	if a.sameAs != nil && b.sameAs != nil && a.empty() && b.empty() {
		return strings.EqualFold(squeezed(a.sameAs.Text), squeezed(b.sameAs.Text))
	}
	return a.name == b.name && a.address == b.address && a.name != ""
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
