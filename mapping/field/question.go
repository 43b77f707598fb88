package field

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Some forms ask in whole sentences: "Who is the importer of record?", "At which port will the goods be loaded?". What
// such a question asks for is told by what it names behind "what is", by its verb where it names nothing, and by what
// it adds in parentheses.

// asking is how a line asks.
type asking uint8

const (
	states  asking = iota // it does not
	open                  // "Who is the seller?"
	yesOrNo               // "Is the cargo hazardous?": no label of what its words name
)

// question tells how a line asks.
func (v *vocabulary) question(line string, text []word) asking {
	marked := strings.ContainsAny(line, "?？")
	at := v.yesNo
	for i, w := range text {
		if at = at.next[w.text]; at == nil {
			break
		}
		if at.ends && (marked || text[i].kind == cjk) {
			return yesOrNo
		}
	}
	if marked {
		return open
	}
	return states
}

// A questionnaire is what the vocabulary tells of questions.
type questionnaire struct {
	words    *node[string]           // interrogatives: what they ask after, such as "where"
	verbs    map[string]*node[[]tag] // by what is asked after: what the verbs ask for
	empty    map[string]bool         // words that say nothing in a question: "will", "apply"
	subjects map[string]bool         // what the verb is said of: "goods", "vessel"
}

// learnQuestions learns the questions of a language.
func (v *vocabulary) learnQuestions(l language) error {
	q := &v.questions
	for _, after := range sorted(l.Interrogatives) {
		for _, text := range l.Interrogatives[after] {
			phrase := v.respell(bare(words(text)))
			q.words.add(phrase, func(string) string { return after })
			v.know(phrase)
		}
	}
	v.learnWords(l.Auxiliaries, q.empty)
	v.learnWords(l.Subjects, q.subjects)
	for _, key := range sorted(l.Questions) {
		meaning, err := askedFor(key)
		if err != nil {
			return err
		}
		for _, text := range l.Questions[key] {
			after, verb, found := strings.Cut(text, " ")
			if !found {
				return fmt.Errorf("the question %q has no verb", text)
			}
			if q.verbs[after] == nil {
				q.verbs[after] = &node[[]tag]{}
			}
			phrase := v.content(v.respell(bare(words(verb))))
			q.verbs[after].add(phrase, func(have []tag) []tag { return append(have, meaning) })
			v.know(phrase)
		}
	}
	return nil
}

// askedFor reads what a question asks for: a field, or a role, or a part of whichever party the question names.
func askedFor(key string) (tag, error) {
	if slices.Contains(Roles, Role(key)) {
		return tag{role: Role(key)}, nil
	}
	if name := Name(key); fieldNames[name] || attributeNames[name] || name == NoPlace {
		return tag{names: []Name{name}}, nil
	}
	return tag{}, fmt.Errorf("%q is no field and no role", key)
}

// questionMarks are what stands around a question.
const questionMarks = " ?？¿.:：*•"

// clauses are where a question goes on to another: "Who is the seller, and what is the address?"
var clauses = regexp.MustCompile(`\s*[,;?？¿]\s*(?:and\s+)?|\s+and\s+`)

// ask reads an open question. It is the zero Label if what it asks for is not known.
func (v *vocabulary) ask(line string) Label {
	if l, found := v.askedAside(line); found {
		return l
	}
	var whole Label
	for i, clause := range v.clausesOf(line) {
		l := v.askOne(clause)
		switch {
		case l.Score < Threshold && i == 0:
			return Label{}
		case l.Score < Threshold:
			continue // "..., if there is one?", "..., and when?"
		case i == 0:
			whole = l
		default:
			whole.Terms = also(whole.Terms, l.Terms)
			whole.Score = min(whole.Score, l.Score)
		}
	}
	return whole
}

// also is what a question asks for together with one that it goes on to. Where the one names a party and the other asks
// for its address, the party as a whole is asked for.
func also(terms, more []Term) []Term {
	more = slices.DeleteFunc(more, func(t Term) bool { return t == Term{Name: Kind} || t == Term{Name: PackageType} }) // "..., and of what kind?"
	named := len(terms) == 1 && terms[0].Role != "" && (terms[0].Name == "" || terms[0].Name == PartyName || terms[0].Name == Party)
	if named && !slices.ContainsFunc(more, func(t Term) bool { return t.Role != "" && t.Role != terms[0].Role || !t.Name.IsAttribute() }) {
		return []Term{{Role: terms[0].Role}}
	}
	return joinLines(terms, more)
}

// clausesOf parts a question where one of its parts begins with an interrogative.
func (v *vocabulary) clausesOf(line string) (parts []string) {
	line = strings.Trim(line, questionMarks)
	from := 0
	for _, at := range clauses.FindAllStringIndex(line, -1) {
		rest := v.respell(words(line[at[1]:]))
		if strings.Count(line[:at[0]], "(") > strings.Count(line[:at[0]], ")") {
			continue
		}
		if after, _ := v.interrogated(rest); after == "" && !(len(rest) > 0 && rest[0].text == "if") {
			continue
		}
		parts = append(parts, line[from:at[0]])
		from = at[1]
	}
	return append(parts, line[from:])
}

var remark = regexp.MustCompile(`\(([^()]+)\)`)

// askedAside is what a question asks for by the remark in it, which is a label by itself: "When does it sail (ETD)?",
// "Where do the goods go (ship-to party and address)?"
func (v *vocabulary) askedAside(line string) (Label, bool) {
	remarks := remark.FindAllStringSubmatch(line, -1)
	if len(remarks) != 1 {
		return Label{}, false
	}
	l := v.understand(remarks[0][1])
	if l.Score < sure || l.Weak || len(l.Terms) == 0 || slices.ContainsFunc(l.Terms, func(t Term) bool {
		return t.Role == "" && (t.Name.IsAttribute() || t.Name == NoPlace || t.Name == Unit || t.Name == Currency || isSCAC(t.Name))
	}) {
		return Label{}, false
	}
	outside := v.askOne(remark.ReplaceAllString(strings.Trim(line, questionMarks), " "))
	return l, outside.Score < Threshold
}

// askOne reads a question of one clause.
func (v *vocabulary) askOne(clause string) Label {
	text, _ := v.corrected(v.unglued(words(clause)))
	text = v.respell(text)
	after, rest := v.interrogated(text)
	if l, found := v.verbAsks(after, rest); found {
		return l
	}
	switch {
	case after == "" && counts(text):
		rest = text // "how many packages", which is spelled "number of"
	case after == "who" && len(text)-len(rest) > 1 && text[0].kind == latin:
		rest = text[1:] // "which carrier"
	case after != "what" && after != "who" && !(after == "where" && text[len(text)-1].kind == cjk):
		return Label{}
	}
	named := v.predicate(rest)
	spans, unknown := v.tagged(named)
	if len(spans) == 0 || v.unexplained(named, spans) > 0 || unknown > 1 {
		return Label{}
	}
	l := v.meant(named, spans)
	if after == "who" && l.ofFields() || len(l.Terms) == 0 {
		return Label{}
	}
	return Label{Terms: l.Terms, Score: askedScore, Ordinal: l.Ordinal}
}

// interrogated is what a question asks after, and its words without those that ask. Some languages have these at the
// end: "卖方是谁？"
func (v *vocabulary) interrogated(text []word) (after string, rest []word) {
	if after, n := v.interrogative(text); after != "" {
		return after, text[n:]
	}
	end := len(text) // of what stands before a remark
	for end > 0 && (text[end-1].inside || text[end-1].kind == separator) {
		end--
	}
	for i := range text[:end] {
		if after, n := v.interrogative(text[i:end]); after != "" && i+n == end {
			return after, slices.Concat(text[:i], text[end:])
		}
	}
	return "", nil
}

// askedScore is the score of a question that is understood: less than that of a label, since there are more ways to ask.
const askedScore = 0.9

// ofFields says whether a label asks for anything but parties and parts of them.
func (l Label) ofFields() bool {
	return slices.ContainsFunc(l.Terms, func(t Term) bool {
		return t.Role == "" && !t.Name.IsAttribute() && t.Name != Carrier && t.Name != Airline && t.Name != FilerName
	})
}

// interrogative is what a question asks after by its first words, "" if it begins with none, and how many words these
// are. A preposition may stand before it, and words that say nothing in it: "at which foreign port".
func (v *vocabulary) interrogative(text []word) (after string, n int) {
	for from := range text {
		if after, n = v.interrogativeAt(text, from); after != "" || !v.hanging[text[from].text] && text[from].kind != separator {
			return after, n
		}
	}
	return "", 0
}

func (v *vocabulary) interrogativeAt(text []word, from int) (after string, n int) {
	at := v.questions.words
	for i := from; i < len(text) && !text[i].inside; i++ {
		next := at.next[text[i].text]
		if next == nil && i > from && v.fillers[text[i].text] && !v.questions.empty[text[i].text] {
			continue
		}
		if at = next; at == nil {
			break
		}
		if at.ends {
			after, n = at.value, i+1
		}
	}
	return after, n
}

// predicate is a question without its interrogative and the words that say nothing: "the goods loaded".
func (v *vocabulary) predicate(text []word) []word {
	return slices.DeleteFunc(slices.Clone(text), func(w word) bool { return v.questions.empty[w.text] && !w.inside })
}

// content is a question's predicate without remarks, what its verb is said of, and the words that say nothing anywhere.
func (v *vocabulary) content(text []word) []word {
	return slices.DeleteFunc(v.predicate(text), func(w word) bool {
		return w.inside || w.kind == separator || v.questions.subjects[w.text] || v.fillers[w.text] && w.text != "to"
	})
}

// verbAsks is what a question asks for by its verb, and what that is said of: "where ... goods ... loaded". What else the
// question names must be no more than the port or the vessel that this is about anyway.
func (v *vocabulary) verbAsks(after string, text []word) (Label, bool) {
	verbs := v.questions.verbs[after]
	if verbs == nil {
		return Label{}, false
	}
	text = v.content(text)
	for from := range text {
		at := verbs
		for i := from; i < len(text); i++ {
			if at = at.next[text[i].text]; at == nil {
				break
			}
			if !at.ends {
				continue
			}
			rest := append(slices.Clone(text[:from]), text[i+1:]...)
			if l, found := v.askedOf(at.value[0], rest); found {
				return l, true
			}
		}
	}
	return Label{}, false
}

// askedOf is the label of a question for something, if the rest of its words agrees with it.
func (v *vocabulary) askedOf(what tag, rest []word) (Label, bool) {
	l := Label{Terms: []Term{{Role: what.role}}, Score: askedScore}
	if len(what.names) > 0 {
		l.Terms[0].Name = what.names[0]
	}
	rest = slices.DeleteFunc(rest, func(w word) bool { return w.text == "to" })
	if len(rest) == 0 {
		return l, !what.isAttribute()
	}
	spans, _ := v.tagged(rest)
	if v.unexplained(rest, spans) > 0 {
		return Label{}, false
	}
	for _, s := range spans {
		t := s.tags[0]
		switch {
		case t.role != "" && what.isAttribute() && l.Terms[0].Role == "":
			l.Terms[0].Role = t.role
		case t.isField() && (t.names[0] == Vessel || t.names[0] == l.Terms[0].Name || t.names[0] == l.Terms[0].Name.portOf()):
		default:
			return Label{}, false
		}
	}
	return l, !what.isAttribute() || l.Terms[0].Role != ""
}

// portOf is the port at which a date is, "" for all else.
func (n Name) portOf() Name {
	switch n {
	case Departure:
		return PortOfLoading
	case Arrival:
		return PortOfUnloading
	}
	return ""
}
