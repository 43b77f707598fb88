package field

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A Label is what a text asks for, if it is a label.
type Label struct {
	Terms     []Term  // what it asks for, in the order written; several for "Vessel / Voyage"
	Asides    []Aside // what else it may be: a section, a total, the head of a column of examples
	Score     float64 // share of the text that the vocabulary explains, 0 to 1
	Weak      bool    // as often a value as a label: "CARTONS"
	Ambiguous bool    // its words mean different things in two languages, or in two trades: Weak too
	Ordinal   int     // 2 for "Manufacturer 2", else 0
}

// A Term is one thing that a label asks for: a field of the shipment (no Role), a party as a whole (no Name), an
// attribute of a party, or an attribute of whichever party the context tells (no Role).
type Term struct {
	Role Role
	Name Name
	At   Name // of a date: the port that it is of, if that is another one than the date by itself tells
}

// Threshold is the score from which on a text counts as a label.
const Threshold = 0.6

// maxLabelLength keeps prose from being looked at: no label is as long, in bytes.
const maxLabelLength = 320

// Understand reads a text as a label. The zero Label, with Score 0, is none.
func Understand(text string) Label {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > maxLabelLength {
		return Label{}
	}
	v := vocab()
	l := v.understand(text)
	if described, found := v.describedRole(text, l); found {
		return described
	}
	if l.Score >= Threshold {
		if same, found := v.alike(text); found && !slices.Equal(same.Terms, l.Terms) {
			return same
		}
		return v.asTranslated(text, l)
	}
	if both, found := v.bilingual(text); found {
		return both
	}
	if open, found := v.withoutBrackets(text); found {
		return open
	}
	return l
}

// withoutBrackets reads a label whose words make sense only together with those in brackets: "Regular (direct) bill of
// lading".
func (v *vocabulary) withoutBrackets(text string) (Label, bool) {
	if !strings.ContainsAny(text, "(（[") || strings.ContainsAny(text, "0123456789") {
		return Label{}, false
	}
	open := v.understand(strings.NewReplacer("(", "", ")", "", "（", "", "）", "", "[", "", "]", "").Replace(text))
	open.Score *= inOneLanguage
	return open, open.Score >= Threshold && len(open.Terms) == 1
}

// pointer is what a label says of another item of its form: "HTSUS of the goods of 6a", "Origin for item 3".
var pointer = regexp.MustCompile(`(?i)\s*[(\[]?\b(?:zu|zum|of|for|from|to|von|für|de|del|di|para|pour|per|see|siehe|cf\.?)\s+(?:(?:item|line|box|field|no|nr|pos|position|ziffer|punkt|ligne|línea|question)\b\.?\s*#?\d{1,2}[a-z]?|\d{1,2}[a-z])\b[)\]]?`)

// saidBy is who vouches for what a label asks for, which it does not ask for: "Goods as declared by shipper", "Gross weight
// (furnished by the merchant)".
var saidBy = regexp.MustCompile(`(?i)[\s,]+[(\[]?(?:as\s+)?(?:(?:declared|furnished|stated|provided|supplied|given|described|specified|reported|advised|indicated)\s+by|according\s+to|(?:as\s+per|per)\s+declaration\s+of|declarad[oa]s?\s+por|déclarée?s?\s+par|dichiarat[oaie]\s+da)\s*(?:the|el|la|le|l['’])?\s*(?:shipper|merchant|customer|exporter|consignor|supplier|vendor|seller|importer|consignee|forwarder|cargador|embarcador|exportador|chargeur|expéditeur|exportateur|caricatore|mittente|esportatore)\s*[)\]]?\s*$`)

// placeOfParty is where a label says that a party is: "Agent in Miami (delivery agent)", "Forwarder in Ho Chi Minh City".
var placeOfParty = regexp.MustCompile(`^(\PL*\pL[\pL /&'-]*?)\s+(?:(?i:in|at))\s+\p{Lu}[\pL.'-]*(?:[ ,]+\p{Lu}[\pL.'-]*){0,3}\s*(\([^()]*\))?$`)

// Is says whether the label asks for just this term.
func (l Label) Is(t Term) bool { return len(l.Terms) == 1 && l.Terms[0] == t }

// Has says whether the aside is one that the label may be.
func (l Label) Has(a Aside) bool { return slices.Contains(l.Asides, a) }

// Role is the role of a label that asks for a party as a whole, or for name and address of one.
func (l Label) Role() (Role, bool) {
	if len(l.Terms) == 1 && l.Terms[0].Role != "" && (l.Terms[0].Name == "" || l.Terms[0].Name == Party) {
		return l.Terms[0].Role, true
	}
	return "", false
}

// enumeration is the numbering that forms put before their labels: "1.", "(3)", "D.", "a)", "一、", "④",
// "Element 4:", "Field no. 7 -".
var enumeration = regexp.MustCompile(`^\s*(?:` + strings.Join([]string{
	`[(\[（【]\s*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})\s*[)\]）】][.:]?`,
	`(?:\d{1,3}[A-Da-d]?|[ivxIVX]{2,5}|[一二三四五六七八九十]{1,3})\s*[.):、．]`,
	`[A-Za-z]\s*(?:[.)]\s|\))`,
	`[①-⑳❶-❿⓪⓫-⓴•▪◦‣►▶➢]`,
	`(?i:(?:isf\s+)?(?:data\s+)?(?:element|field|item|box|section|part|line|question|q|step))\s*(?:no\.?\s*)?#?\s*\d{1,2}[a-z]?\s*[.):–—-]`,
	`#\s*\d{1,2}\s*[.):–—-]`,
}, "|") + `)\s*`)

func (v *vocabulary) understand(text string) Label {
	text = enumeration.ReplaceAllString(text, "")
	if bare := pointer.ReplaceAllString(text, ""); strings.TrimSpace(bare) != "" {
		text = bare
	}
	if bare := saidBy.ReplaceAllString(text, ""); bare != text {
		if l := v.understand(bare); l.Score >= sure && len(l.Terms) > 0 {
			return l
		}
	}
	if v.namesCompany(words(text)) {
		return Label{}
	}
	if bare := placeOfParty.ReplaceAllString(text, "$1$2"); bare != text {
		if l := v.understand(bare); l.Score >= sure && l.ofParties() {
			return l
		}
	}
	var whole Label
	var explained, unknown float64
	for i, line := range strings.Split(text, "\n") {
		l, e, u := v.readLine(line)
		if i > 0 {
			u *= 0.3 // further lines explain the first one, or say it in another language
		}
		explained, unknown = explained+e, unknown+u
		whole.Terms = joinLines(whole.Terms, l.Terms)
		whole.Asides = append(whole.Asides, l.Asides...)
		whole.Weak = whole.Weak || l.Weak
		whole.Ambiguous = whole.Ambiguous || l.Ambiguous
		whole.Ordinal = max(whole.Ordinal, l.Ordinal)
	}
	if n, indexed := indexIn(text); indexed {
		whole.Ordinal = n
	}
	whole.Terms = closest(withoutWeight(withoutParts(whole.Terms)))
	if explained > 0 {
		whole.Score = explained / (explained + unknown)
	}
	return whole
}

// joinLines joins what two lines of a label ask for. A line of attributes below a role says what is asked of it:
// "Importer of record⏎(name, address, EIN)".
func joinLines(terms, more []Term) []Term {
	var roles []Role
	var attributes []Name
	for _, t := range terms {
		if t.Role != "" && t.Name == "" {
			roles = append(roles, t.Role)
		}
	}
	for _, t := range more {
		if t.Role == "" && t.Name.IsAttribute() {
			attributes = append(attributes, t.Name)
		}
	}
	if len(roles) > 0 && len(roles) == len(terms) && len(attributes) > 0 && len(attributes) == len(more) {
		return partyTerms(roles, attributes)
	}
	for _, t := range more {
		if !slices.Contains(terms, t) {
			terms = append(terms, t)
		}
	}
	return terms
}

// withoutParts leaves out attributes of a party that the label asks for as a whole.
func withoutParts(terms []Term) []Term {
	return slices.DeleteFunc(terms, func(t Term) bool {
		return t.Role != "" && t.Name != "" && slices.Contains(terms, Term{Role: t.Role})
	})
}

// withoutWeight leaves out a weight that a label calls gross in another place: "Trọng lượng / G.W."
func withoutWeight(terms []Term) []Term {
	if !slices.Contains(terms, Term{Name: GrossWeight}) {
		return terms
	}
	return slices.DeleteFunc(terms, func(t Term) bool { return t == Term{Name: Weight} })
}

// namesCompany says whether a text holds a word that only the name of a company does.
func (v *vocabulary) namesCompany(text []word) bool {
	text = bare(text)
	for i := range text {
		at := v.companies
		for j := i; j < len(text) && at != nil && !text[j].inside; j++ {
			if at = at.next[text[j].text]; at != nil && at.ends && (i < j || len(text[j].text) > 2 || j == len(text)-1 || i == 0 && (text[i].text == "pt" || text[i].text == "cv")) {
				return true // two letters such as "AS" are that of a company only at an end of its name
			}
		}
	}
	return false
}

// readLine reads one line of a label: its meaning, and the weight of the words explained and not.
func (v *vocabulary) readLine(line string) (l Label, explained, unknown float64) {
	text, typos := v.corrected(v.unglued(words(line)))
	text = v.respell(numberAtEnd(text))
	asked := v.question(line, text)
	if asked == open {
		if l := v.ask(line); l.Score > 0 {
			n := length(text)
			return l, n * l.Score, n * (1 - l.Score)
		}
		if after, _ := v.interrogated(text); after == "when" || after == "how" {
			return Label{}, 0, length(text)
		}
	}
	spans, unknown := v.tagged(text)
	if number := counted(text); number != "" && (v.isUnexplained(text, spans, len(text)-1) || endsWeakly(text, spans)) {
		text = append(slices.Clip(text[:len(text)-1]), word{text: number, kind: digits})
		spans, unknown = v.tagged(text)
	}
	spans, lost := v.withoutScraps(text, spans)
	unknown += lost
	if len(spans) == 0 {
		return Label{}, 0, unknown
	}
	for _, s := range spans {
		explained += s.weight
		if s.tags[0].loud {
			explained++
		}
	}
	if text[0].kind == digits && spans[0].from > 0 {
		if !numbered(text, spans) {
			return Label{}, 0, unknown + explained // a street, a quantity
		}
		unknown -= costUnknown
	}
	explained *= 1 - 0.05*float64(typos)
	if v.namesRoleBehind(text, spans) {
		unknown = 0
	}
	switch {
	case asked == yesOrNo:
		return Label{Terms: []Term{{Name: NoPlace}}}, explained, unknown * costInside
	case asked == open && spans[0].from > 0 && len(spans) > 1 && spans[1].tags[0].aside == "":
		return Label{}, 0, unknown + explained // which of its words it asks for is not known
	case asked == open:
		return v.meant(text, spans), explained, unknown
	}
	prose := v.isProse(text, stops(line))
	switch n := length(text); {
	case n > maxWords:
		explained *= maxWords / n
		unknown += n - maxWords
	case prose, n > maxWords/2 && unknown > 0 && stops(line):
		explained, unknown = explained/2, unknown+explained/2
	}
	l = v.meant(text, spans)
	if prose {
		l.Asides = append(l.Asides, Explanation)
	}
	if v.unexplained(text, spans) > 0 {
		switch {
		case v.namesRoleBehind(text, spans):
		case l.ofParties():
			unknown += explained // "Importer's attorney", "name and address of the insurer": somebody else
		case len(l.Terms) > 0 && !spans[0].tags[0].loud:
			unknown += explained * costDoubt // "name of vessel owner"
		}
	}
	return l, explained, unknown + 0.1*float64(typos)
}

// meant is the meaning of a line, from its phrases.
func (v *vocabulary) meant(text []word, spans []span) Label {
	l := v.interpret(text, spans)
	closer := remarked(l.Terms, text, spans)
	l.Weak = l.Weak && slices.Equal(closer, l.Terms)
	l.Terms = closer
	if outside := slices.IndexFunc(spans, func(s span) bool { return !text[s.from].inside }); outside >= 0 {
		l.Ordinal = ordinal(text, withoutRemarks(text, spans))
	}
	return l
}

// namesRoleBehind says whether a line describes a party and names its role in parentheses behind: "Packed and loaded by
// (consolidator)". The description ends as no company's name does.
func (v *vocabulary) namesRoleBehind(text []word, spans []span) bool {
	if len(spans) != 1 || !text[spans[0].from].inside || spans[0].tags[0].role == "" || length(text) > maxWords/2+1 {
		return false
	}
	open := spans[0].from - 1
	return open > 0 && text[open].text == "(" && v.hanging[text[open-1].text] && spans[0].to+1 >= len(text)
}

// ofParties says whether a label asks for parties or parts of them, and for nothing else.
func (l Label) ofParties() bool {
	return len(l.Terms) > 0 && !slices.ContainsFunc(l.Terms, func(t Term) bool { return t.Role == "" && !t.Name.IsAttribute() })
}

// remarked gives a label the closer meaning that a remark in parentheses says: "Ocean bill (MBL)", "Weight (net)",
// "Place of delivery (ship to)", "Address (importer)".
func remarked(terms []Term, text []word, spans []span) []Term {
	if namesVoyage(terms, text, spans) {
		return []Term{{Name: Vessel}, {Name: Voyage}}
	}
	remark := onlyRemark(text, spans)
	if remark == nil || len(terms) == 0 || slices.ContainsFunc(terms, func(t Term) bool { return t.Role != "" }) {
		return terms
	}
	if role := remark.tags[0].role; role != "" && len(remark.tags[0].names) == 0 {
		switch {
		case !slices.ContainsFunc(terms, func(t Term) bool { return !t.Name.IsAttribute() }):
			of := slices.Clone(terms)
			for i := range of {
				of[i].Role = role
			}
			return of
		case len(terms) == 1 && terms[0].Name == NoPlace && namesAgent(text, spans):
			return []Term{{Role: role}} // "Agent (forwarder)"
		case len(terms) == 1 && terms[0].Name.IsPort() && !slices.ContainsFunc(text, func(w word) bool { return w.text == "port" }):
			return []Term{{Role: role}} // "Loaded at (stuffing location)"
		}
	}
	if len(terms) != 1 {
		return terms
	}
	if role := agentOf(*remark); role != "" && terms[0].Name == NoPlace && namesAgent(text, spans) {
		return []Term{{Role: role}} // "Agent (destination)"
	}
	for _, t := range remark.tags {
		if closer := closer(terms[0].Name, t); closer != (Term{}) {
			return []Term{closer}
		}
	}
	return terms
}

// namesVoyage says whether a label asks for vessel and voyage in its parentheses, and names the carrier or the vessel before
// them: "Exporting carrier (vessel/voy)".
func namesVoyage(terms []Term, text []word, spans []span) bool {
	if len(terms) != 1 || terms[0] != (Term{Name: Carrier}) && terms[0] != (Term{Name: Vessel}) {
		return false
	}
	asked := terms[0].Name == Vessel
	voyage := false
	for _, s := range spans {
		if !text[s.from].inside {
			continue
		}
		for _, name := range s.tags[0].names {
			asked, voyage = asked || name == Vessel, voyage || name == Voyage
		}
		if !s.tags[0].isField() || slices.ContainsFunc(s.tags[0].names, func(n Name) bool { return n != Vessel && n != Voyage && n != NoPlace }) {
			return false
		}
	}
	return asked && voyage
}

// namesAgent says whether what stands before the parentheses of a label is an agent and nothing else.
func namesAgent(text []word, spans []span) bool {
	outside := slices.DeleteFunc(slices.Clone(spans), func(s span) bool { return text[s.from].inside })
	return len(outside) == 1 && text[outside[0].to-1].text == "agent"
}

// onlyRemark is the phrase that is all that stands in a pair of parentheses, nil if there is none: "(net)" in "Weight (net)
// (required)".
func onlyRemark(text []word, spans []span) *span {
	ends := func(w word) bool {
		if w.kind == separator {
			return w.text == "(" || w.text == ")"
		}
		return !w.inside
	}
	for i, s := range spans {
		if !text[s.from].inside {
			continue
		}
		first, last := s.from, s.to
		for first > 0 && !ends(text[first-1]) {
			first--
		}
		for last < len(text) && !ends(text[last]) {
			last++
		}
		others := slices.Concat(text[first:s.from], text[s.to:last])
		if !slices.ContainsFunc(others, func(w word) bool { return w.kind != separator }) {
			return &spans[i]
		}
	}
	return nil
}

// closer is what a field is called more closely by a remark, the zero Term if the remark says nothing of the kind.
func closer(name Name, remark tag) Term {
	if remark.role == ShipTo && name == InlandPort {
		return Term{Role: ShipTo}
	}
	if len(remark.names) != 1 {
		return Term{}
	}
	switch by := remark.names[0]; {
	case name == Bill && by.isBill(), name == Waybill && by.isWaybill(),
		name == Weight && (by == GrossWeight || by == NoPlace),
		name == NoPlace && (by == Departure || by == Arrival || by == HTS),
		name == Carrier && by == Vessel,
		name == Container && by == ContainerType:
		return Term{Name: by}
	case isSCAC(name):
		if of := scacOf(nil, by); len(of) == 1 {
			return of[0]
		}
	}
	return Term{}
}

// stops says whether a line ends as a sentence does: with a full stop behind a word that is no abbreviation.
func stops(line string) bool {
	line, found := strings.CutSuffix(strings.TrimSpace(line), ".")
	return found && len(line)-strings.LastIndexAny(line, " .(/-_") > 4
}

// isProse says whether a line reads as a sentence: with two different words of sentences, "is", "that", "must", or with
// a full stop and one such word or an article.
func (v *vocabulary) isProse(text []word, stopped bool) bool {
	var found []string
	for _, w := range text {
		small := v.prose[w.text] || stopped && v.fillers[w.text] && !v.joining[w.text] && !v.hanging[w.text]
		if small && len(w.text) > 1 && !w.inside && !slices.Contains(found, w.text) {
			found = append(found, w.text)
		}
	}
	return len(found) >= 2 && length(text) > maxWords/2 || stopped && len(found) > 0 && length(text) > 2
}

// numbered says whether a number in front of a label is its place in a list, "3 Seller", rather than that of a house or
// a quantity.
func numbered(text []word, spans []span) bool {
	if text[1].kind == digits && len(text[1].text) > 2 {
		return false
	}
	has := func(is func(tag) bool) bool {
		return slices.ContainsFunc(spans, func(s span) bool { return slices.ContainsFunc(s.tags, is) })
	}
	if text[1].text == "," && len(text) > 2 && text[2].kind == digits {
		return false // "13,5 % vol."
	}
	strong := func(t tag) bool { return t.role != "" || t.isField() && !t.weak }
	return len(text[0].text) <= 2 && has(strong) && (!has(tag.isAttribute) || has(func(t tag) bool { return t.role != "" }))
}

// maxWords is how many words a label may have before it reads like a sentence.
const maxWords = 10

// length counts the words of a line; characters and remarks in parentheses count half.
func length(text []word) (n float64) {
	for _, w := range text {
		switch {
		case w.kind == separator:
		case w.kind == syllable:
			n += costLetter
		case w.kind == cjk, w.inside:
			n += 0.5
		default:
			n++
		}
	}
	return n
}

var indexed = regexp.MustCompile(`\w\[(\d{1,2})\]`)

// indexIn is the number of the part of a list that a field's name of a program asks for: "container[2].type". Lists that
// begin with 0 are counted from 1, as labels count; nothing depends on which of the two a list is.
func indexIn(text string) (int, bool) {
	m := indexed.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	n, _ := strconv.Atoi(m[1])
	return n + 1, true
}

// numberAtEnd spells out the letter that ends a label in several languages: "Vs. ordine n.:".
func numberAtEnd(text []word) []word {
	last := len(text) - 1
	for last > 0 && text[last].kind == separator && text[last].text != ")" {
		last--
	}
	if last < 1 || text[last].text != "n" || text[last-1].kind == separator {
		return text
	}
	text = slices.Clone(text)
	text[last].text = "no"
	return text
}

// endsWeakly says whether the last word of a label that names a party could be a value as well: the M3 of "Manufacturer M3"
// is no cubic metre.
func endsWeakly(text []word, spans []span) bool {
	if len(spans) < 2 {
		return false
	}
	last := spans[len(spans)-1]
	return last.from == len(text)-1 && !slices.ContainsFunc(last.tags, func(t tag) bool { return !t.weak }) && spans[0].tags[0].role != ""
}

// counted is the number that the last word of a label stands for where several of its kind are told apart, "" if it
// stands for none: "Manufacturer M1", "Seller II".
func counted(text []word) string {
	last := len(text) - 1
	if last < 1 || text[last].inside || text[last].kind != latin {
		return ""
	}
	if letter, digits := text[last].text[:1], text[last].text[1:]; len(digits) > 0 && len(digits) < 3 && strings.HasPrefix(text[0].text, letter) && strings.Trim(digits, "0123456789") == "" {
		return digits
	}
	return romans[text[last].text]
}

var romans = map[string]string{"i": "1", "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8"}

// ordinal is the number behind a label: "Manufacturer 2", "Notify party #2".
func ordinal(text []word, spans []span) int {
	for i := spans[len(spans)-1].to; i < len(text); i++ {
		if text[i].inside {
			break
		}
		if text[i].kind == digits && len(text[i].text) < 3 {
			n, _ := strconv.Atoi(text[i].text)
			return n
		}
		if text[i].kind != separator && text[i].text != "no" {
			break
		}
	}
	return 0
}
