package layout

import (
	"regexp"
	"slices"
	"strings"

	"docket/mapping/field"
	"docket/mapping/sheet"
	"docket/mapping/value"
)

// Some labels of a form tell what they ask for only together with another one, "From" and "To", or with what stands
// behind them: whatever FCA and a place answer, it asks for the terms of delivery.

// ways are the words of a route in many languages: from where, to where, and over where.
var ways = map[string]field.Name{}

func init() {
	for name, words := range map[field.Name]string{
		field.PortOfLoading:   "from|depart from|departing from|von|ab|de|desde|da|van|từ|dari|od|из|от|从|從|自|から|에서|จาก",
		field.PortOfUnloading: "to|arrive at|arriving at|nach|à|a|hasta|hacia|para|per|naar|đến|ke|do|в|至|到|まで|까지|ถึง",
	} {
		for word := range strings.SplitSeq(words, "|") {
			ways[word] = name
		}
	}
}

// readRoutes gives the labels "From" and "To" that stand beside or below each other the meaning of ports, where ports
// answer both, unless other labels ask for these.
func (g *grid) readRoutes() {
	var from, to []*box
	asked := false
	g.each(func(b *box) {
		if b.use != unused {
			return
		}
		word, _ := wayOf(b)
		switch ways[word] {
		case field.PortOfLoading:
			from = append(from, b)
			return
		case field.PortOfUnloading:
			to = append(to, b)
			return
		}
		if l := g.labelOf(b); g.asksFor(b) {
			asked = asked || l.Terms[0].Name == field.PortOfLoading || l.Terms[0].Name == field.PortOfUnloading
		}
	})
	if asked || len(from) != 1 || len(to) != 1 {
		return
	}
	one, other := from[0], to[0]
	inRow := one.top() == other.top() && one.left() < other.left()
	inColumn := one.left() == other.left() && one.top() < other.top() && other.top()-one.bottom() <= maxWay
	if !inRow && !inColumn || !g.isAnsweredByPort(one) || !g.isAnsweredByPort(other) {
		return
	}
	one.leads(field.PortOfLoading)
	other.leads(field.PortOfUnloading)
}

// wayOf is the word of a route that a box holds, and what stands behind its colon: "to" of "To: ATL".
func wayOf(b *box) (word, place string) {
	word, place, _ = strings.Cut(strings.ReplaceAll(b.text, "：", ":"), ":")
	return strings.ToLower(strings.TrimSpace(word)), strings.TrimSpace(place)
}

// leads makes a box the label of a port.
func (b *box) leads(port field.Name) {
	label := field.Label{Terms: []field.Term{{Name: port}}, Score: telling}
	if word, place := wayOf(b); place != "" {
		b.split, b.pairs = true, []field.Pair{{Label: label, Text: word, Value: place}}
		return
	}
	b.label = &label
}

// maxWay is how many rows further down "To" stands than "From".
const maxWay = 4

// isPort says whether a text is a port or an airport that is known.
func isPort(text string) bool {
	port, _, err := value.ParsePort(text, value.PortEvidence{})
	air, _, errAir := value.ParsePort(text, value.PortEvidence{Air: true})
	return err == nil && port.LOCODE != "" || errAir == nil && air.IATA != ""
}

// isAnsweredByPort says whether a port that is known stands in a box, behind it or below it.
func (g *grid) isAnsweredByPort(b *box) bool {
	if _, place := wayOf(b); place != "" {
		return isPort(place)
	}
	next, below := g.next(b), g.below(b, 0)
	return next != nil && isPort(next.text) || below != nil && isPort(below.text)
}

// dueAlone says of something that it comes, and not what: "Due on". Where it stands among the labels of the voyage, it is
// the ship.
var dueAlone = regexp.MustCompile(`(?i)^(?:is\s+)?(?:due|expected|reaches)(?:\s+(?:on|in|by|about|on\s+or\s+about))?\s*:?$`)

// placed is a date's label that asks where, and not when: "Sails from", "Arrives at".
var placed = regexp.MustCompile(`(?i)\s(?:from|at|in)\s*:?$`)

// readVerbs gives labels that are verbs the meaning that they have among others, or by what answers them: "Due on" behind
// the port of unloading is the arrival, and what "Sails from" and a port tell is the port of loading.
func (g *grid) readVerbs() {
	g.each(func(b *box) {
		if b.use != unused || b.cell.Kind != sheet.Text {
			return
		}
		switch l := g.labelOf(b); {
		case len(l.Terms) == 0 && dueAlone.MatchString(b.text) && g.isAmongVoyage(b):
			b.label = &field.Label{Terms: []field.Term{{Name: field.Arrival}}, Score: telling}
		case l.Is(field.Term{Name: field.Departure}) && placed.MatchString(b.text) && g.isAnsweredByPort(b):
			b.leads(field.PortOfLoading)
		case l.Is(field.Term{Name: field.Arrival}) && placed.MatchString(b.text) && g.isAnsweredByPort(b):
			b.leads(field.PortOfUnloading)
		}
	})
}

// isAmongVoyage says whether the label before a box, above it or below it is of the ship's voyage.
func (g *grid) isAmongVoyage(b *box) bool {
	row := g.row(b.top())
	for i := firstBox(row, b.left()) - 1; i >= 0; i-- {
		if g.asksFor(row[i]) {
			return g.ofVoyage(row[i])
		}
	}
	for _, number := range []int{b.top() - 1, b.bottom() + 1} {
		if other := boxAt(g.row(number), b.left()); other != nil && g.ofVoyage(other) {
			return true
		}
	}
	return false
}

// ofVoyage says whether a label asks for the ship, or for where or when it calls.
func (g *grid) ofVoyage(b *box) bool {
	return g.asksFor(b) && slices.ContainsFunc(g.labelOf(b).Terms, func(t field.Term) bool {
		switch t.Name {
		case field.Vessel, field.Voyage, field.Departure, field.PortOfLoading, field.PortOfUnloading, field.Flight:
			return true
		default:
			return false
		}
	})
}

// termAndPlace is a term of delivery in capitals and a place, or its year, and nothing else.
var termAndPlace = regexp.MustCompile(`^(?:EXW|FCA|FAS|FOB|CFR|CIF|CPT|CIP|DAP|DPU|DDP)(?:[ ,:-]+[\pL][\pL .,'()-]{1,40})?(?:,?\s*(?:(?i:incoterms)[®]?\s*)?20[12]0)?$`)

// readTerms takes the text before a term of delivery for its label, where no other label of the sheet asks for it.
func (f *form) readTerms() {
	var found []*box
	for _, fact := range f.facts {
		if fact.Term.Name == field.Incoterm && fact.Text != "" {
			return
		}
	}
	f.each(func(b *box) {
		if b.use == unused && termAndPlace.MatchString(b.text) {
			found = append(found, b)
		}
	})
	if len(found) != 1 {
		return
	}
	b := found[0]
	label := f.previous(b)
	if label == nil || label.use != unused || len(label.text) > longestHint {
		return
	}
	label.use = asLabel
	term := field.Term{Name: field.Incoterm}
	fact := Fact{Term: term, Terms: []field.Term{term}, Label: label.text, Labels: []sheet.Place{f.place(label)}, Score: telling}
	f.use(&fact, b, "")
	f.facts = append(f.facts, fact)
}

// telling is the score of a label whose value tells what it asks for beyond doubt.
const telling = 0.95
