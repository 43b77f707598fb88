package field

import "slices"

// A mention is one phrase of a label, with how it stands to the phrase before it.
type mention struct {
	span
	joined bool   // by "/", "&", "," or "and" to the one before: both are asked for
	under  bool   // by "of", "per", "at" ...: it qualifies the one before
	word   string // what it is made of, if that is a single word
}

// heads leaves those fields that a label really asks for. Fields joined by "/" or "and" are all asked for. Of two
// that stand together the last is the head ("commodity HTS number"), unless the second hangs on the first by a
// preposition ("net weight per container"), or both together are something of their own.
func heads(fields []mention) (all []Term) {
	var groups [][]Term // each group was written as one
	for i, m := range fields {
		terms := termsOf(m.tags[0].names)
		if i == 0 || m.joined && !m.under {
			groups = append(groups, terms)
			continue
		}
		last := &groups[len(groups)-1]
		switch together := compound(*last, terms, fields[i-1], m); {
		case together != nil:
			*last = together
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
	return withoutKind(all)
}

func termsOf(names []Name) (terms []Term) {
	for _, name := range names {
		terms = append(terms, Term{Name: name})
	}
	return terms
}

// compound is what two fields that stand together mean, where that is neither the one nor the other, or the one
// whichever stands first: a date is asked for wherever it stands, and a port beside it tells where ("ETA place of
// delivery"); a port's code is the port; a vessel and its voyage are always two. It is nil for all other fields.
func compound(first, last []Term, before, m mention) []Term {
	switch {
	case isDate(first) && last[0].Name == NoPlace && m.word != "date" && !m.under:
		return last // departure terminal
	case isDate(first):
		return dated(first, last)
	case isDate(last):
		return dated(last, first)
	case first[0].Name == Vessel && last[0].Name == Voyage:
		return append(first, last...)
	case len(first) > 1 || len(last) > 1:
		return nil
	}
	a, b := first[0].Name, last[0].Name
	switch {
	case b == PortCode && a.IsPort():
		return first
	case a == PortCode && b.IsPort():
		return last
	case isSCAC(b) && m.under && (a == Bill || a.isBill()):
		return first // the number, with its SCAC
	case isSCAC(a):
		return scacOf(first, b)
	case isSCAC(b):
		return scacOf(last, a)
	case a == IMO && b == Vessel, a == ContainerType && b == Container, a.isBill() && b == Bill, a.isWaybill() && b == Bill:
		return first
	case b == IMO && a == Vessel, b == ContainerType && a == Container && !m.joined, b.isBill() && a == Bill, b.isWaybill() && a == Bill:
		return last
	case a == Carrier && b == Bill && !m.under, a == Bill && b == Carrier && m.under:
		return []Term{{Name: MasterBill}} // the carrier issues it
	case a == Waybill || b == Waybill:
		return leveled(a, b)
	case a == Kind:
		return []Term{kindOfField(b)}
	case b == Kind && a == Container:
		return []Term{{Name: ContainerType}}
	case a == Seal && b == Carrier && !m.joined, a == Carrier && b == Seal && !m.joined:
		return []Term{{Name: Seal}} // the carrier put it on: "sello naviera"
	case a == Container && m.word == "qty", b == Container && before.word == "qty":
		return []Term{{Name: ContainerCount}}
	case a == NoPlace && b == Weight && !m.under:
		return first // tare weight, weight per carton
	case m.word == "date" && a == Flight && !m.joined:
		return first // the value tells which of the two it is
	case before.word == "date" && b == Flight && !m.joined:
		return last
	case (before.word == "date" || before.word == "agent") && a == NoPlace:
		return first // date of the order, the carrier's agent
	case (m.word == "date" || m.word == "agent") && b == NoPlace:
		return last
	}
	return nil
}

// dated is a date with the port that stands beside it, as far as that is not the one that the date tells by itself.
func dated(date, beside []Term) []Term {
	port := beside[0].Name
	if !port.IsPort() || port == PortOfLoading && date[0].Name == Departure || port == PortOfUnloading && date[0].Name == Arrival {
		return date
	}
	return []Term{{Name: date[0].Name, At: port}}
}

func isDate(terms []Term) bool {
	return len(terms) == 1 && (terms[0].Name == Departure || terms[0].Name == Arrival)
}

func isSCAC(n Name) bool { return n == CarrierSCAC || n == BillSCAC }

// scacOf is the SCAC of what stands beside it: "SCAC for master bill", "carrier's SCAC".
func scacOf(scac []Term, beside Name) []Term {
	switch beside {
	case MasterBill:
		return []Term{{Name: MasterBillSCAC}}
	case HouseBill:
		return []Term{{Name: HouseBillSCAC}}
	case Bill, LowestBill:
		return []Term{{Name: BillSCAC}}
	case Carrier, Vessel, Airline:
		return scac
	}
	return nil
}

// isBill says whether a name is a bill of lading whose level is said.
func (n Name) isBill() bool {
	return n == MasterBill || n == HouseBill || n == RegularBill || n == LowestBill
}

func (n Name) isWaybill() bool { return n == Waybill || n == MasterWaybill || n == HouseWaybill }

// leveled is a waybill with the level that the word beside it says.
func leveled(a, b Name) []Term {
	switch {
	case a == MasterBill || b == MasterBill, a == MasterWaybill || b == MasterWaybill:
		return []Term{{Name: MasterWaybill}}
	case a == HouseBill || b == HouseBill, a == HouseWaybill || b == HouseWaybill:
		return []Term{{Name: HouseWaybill}}
	}
	return nil
}

// kindOfField is what "kind of ..." asks for. The kind of most fields has no place in the API: "kind of seal".
func kindOfField(n Name) Term {
	switch n {
	case ContainerType, PackageType, BondType, LoadType, ShipmentType, Mode:
		return Term{Name: n}
	case Container:
		return Term{Name: ContainerType}
	case Packages:
		return Term{Name: PackageType}
	}
	return Term{Name: NoPlace}
}

// withoutKind leaves out the kind of a container or a package that the label asks for anyway: "size and type".
func withoutKind(terms []Term) []Term {
	if !slices.ContainsFunc(terms, func(t Term) bool { return t.Name == ContainerType || t.Name == PackageType }) {
		return terms
	}
	return slices.DeleteFunc(terms, func(t Term) bool { return t == Term{Name: Kind} })
}

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
