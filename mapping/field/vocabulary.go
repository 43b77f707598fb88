package field

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
)

//go:embed vocabulary/*.yaml
var files embed.FS

// A language is one file of the vocabulary; vocabulary/README.md documents the format.
type language struct {
	Language     string              `yaml:"language"`
	Words        map[string][]string `yaml:"words"`
	Fillers      []string            `yaml:"fillers"`
	Conjunctions []string            `yaml:"conjunctions"`
	Prepositions []string            `yaml:"prepositions"`
	Prose        []string            `yaml:"prose"`
	YesNo        []string            `yaml:"yes_no"`

	Interrogatives map[string][]string `yaml:"interrogatives"` // by what they ask after
	Auxiliaries    []string            `yaml:"auxiliaries"`
	Subjects       []string            `yaml:"subjects"`
	Questions      map[string][]string `yaml:"questions"` // what an interrogative and a verb ask for
	Fields         map[string][]string `yaml:"fields"`
	NoPlace        map[string][]string `yaml:"no_place"` // by what they are about, for who reads the file
	Roles          map[Role][]string   `yaml:"roles"`
	Attributes     map[string][]string `yaml:"attributes"`
	Asides         map[Aside][]string  `yaml:"asides"`
	Companies      []string            `yaml:"companies"`
}

// A tag is what a phrase of the vocabulary stands for.
type tag struct {
	names []Name // several for a phrase that asks for several: "number and size of containers"
	role  Role   // with names: that part of the party
	aside Aside
	weak  bool // the phrase is as often a value as a label: "cartons"
	loud  bool // the phrase is a label whatever stands beside it: "ETD Hamburg"

	languages []string // that say it so
}

func (t tag) same(o tag) bool {
	return slices.Equal(t.names, o.names) && t.role == o.role && t.aside == o.aside
}

func (t tag) isAttribute() bool { return len(t.names) > 0 && t.names[0].IsAttribute() }
func (t tag) isField() bool     { return len(t.names) > 0 && !t.names[0].IsAttribute() }

// A vocabulary is all languages together: a sheet often mixes two.
type vocabulary struct {
	spellings *node[[]word] // phrase -> the words that it is rewritten to
	phrases   *node[[]tag]  // phrase -> what it may stand for
	fillers   map[string]bool
	companies *node[bool]     // words that only names of companies hold: "Co., Ltd."
	joining   map[string]bool // words that join two things asked for: "and"
	hanging   map[string]bool // words that hang what follows on what stands before: "of"
	prose     map[string]bool // words of sentences
	yesNo     *node[bool]     // words that begin a question for yes or no: "Is the cargo hazardous?"
	questions questionnaire
	known     map[string]bool // every word of every phrase and spelling; true if it is a phrase by itself
	lexicon   lexicon         // the words that a mistyped one may be meant for
	language  string          // being learned
	implied   []implied       // phrases to be added where no listed one claims their words
}

// An implied phrase is a listed one in another form: without the words that say nothing, or turned round. "POL ETD" is
// not "ETD POL": words that are phrases by themselves are not turned round.
type implied struct {
	phrase  []word
	meaning tag
	turned  bool
}

// A node is a trie over words.
type node[T any] struct {
	next  map[string]*node[T]
	value T
	ends  bool
}

func (n *node[T]) add(phrase []word, put func(T) T) {
	for _, w := range phrase {
		if n.next == nil {
			n.next = map[string]*node[T]{}
		}
		if n.next[w.text] == nil {
			n.next[w.text] = &node[T]{}
		}
		n = n.next[w.text]
	}
	n.value, n.ends = put(n.value), true
}

var loaded = sync.OnceValues(func() (*vocabulary, error) {
	names, err := fs.Glob(files, "vocabulary/*.yaml")
	if err != nil {
		return nil, err
	}
	var languages []language
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		var l language
		if err := yaml.UnmarshalWithOptions(text, &l, yaml.Strict()); err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		languages = append(languages, l)
	}
	return newVocabulary(languages)
})

// vocab is the embedded vocabulary. That it loads is tested, so an error cannot reach a user.
func vocab() *vocabulary {
	v, err := loaded()
	if err != nil {
		panic(err)
	}
	return v
}

func newVocabulary(languages []language) (*vocabulary, error) {
	v := &vocabulary{
		spellings: &node[[]word]{},
		phrases:   &node[[]tag]{},
		fillers:   map[string]bool{},
		companies: &node[bool]{},
		joining:   map[string]bool{},
		hanging:   map[string]bool{},
		prose:     map[string]bool{},
		yesNo:     &node[bool]{},
		questions: questionnaire{words: &node[string]{}, verbs: map[string]*node[[]tag]{}, empty: map[string]bool{}, subjects: map[string]bool{}},
		known:     map[string]bool{},
	}
	for _, l := range languages {
		if err := v.spell(l); err != nil {
			return nil, fmt.Errorf("vocabulary of %s: %w", l.Language, err)
		}
	}
	for _, l := range languages {
		v.learnSmall(l)
	}
	for _, l := range languages {
		if err := v.learn(l); err != nil {
			return nil, fmt.Errorf("vocabulary of %s: %w", l.Language, err)
		}
	}
	for _, i := range v.implied {
		if len(v.meaningsOf(i.phrase)) == 0 && !(i.turned && v.known[i.phrase[0].text] && v.known[i.phrase[1].text]) {
			v.add(i.phrase, i.meaning)
		}
	}
	v.implied = nil
	v.lexicon = v.newLexicon()
	return v, nil
}

// spell learns the spellings of a language. No spelling can stand for two words.
func (v *vocabulary) spell(l language) error {
	for _, to := range sorted(l.Words) {
		for _, from := range l.Words[to] {
			var taken []word
			phrase := bare(words(from))
			v.spellings.add(phrase, func(have []word) []word {
				taken = have
				return words(to)
			})
			if taken != nil && !slices.Equal(taken, words(to)) {
				return fmt.Errorf("the spelling %q of %q stands for another word already", from, to)
			}
			v.know(phrase)
		}
	}
	return nil
}

// learnSmall learns the small words of a language. All but those of sentences say nothing in a label.
func (v *vocabulary) learnSmall(l language) {
	for _, list := range [][]string{l.Fillers, l.Conjunctions, l.Prepositions} {
		v.learnWords(list, v.fillers)
	}
	v.learnWords(l.Conjunctions, v.joining)
	v.learnWords(l.Prepositions, v.hanging)
	v.learnWords(l.Prose, v.prose)
}

// learnWords learns the words of a list as words of one kind.
func (v *vocabulary) learnWords(list []string, kind map[string]bool) {
	for _, text := range list {
		phrase := v.respell(bare(words(text)))
		for _, w := range phrase {
			kind[w.text] = true
		}
		v.know(phrase)
	}
}

// know notes that the words of a phrase are words of labels.
func (v *vocabulary) know(phrase []word) {
	for _, w := range phrase {
		if w.kind == latin && !v.known[w.text] {
			v.known[w.text] = false
		}
	}
}

func (v *vocabulary) learn(l language) error {
	v.language = l.Language
	for _, key := range sorted(l.Fields) {
		names, err := namesOf(key, fieldNames)
		if err != nil {
			return err
		}
		v.addAll(l.Fields[key], tag{names: names})
	}
	for _, key := range sorted(l.Attributes) {
		owner, part, isPart := strings.Cut(key, ".")
		if !isPart {
			owner, part = "", key
		} else if !slices.Contains(Roles, Role(owner)) {
			return fmt.Errorf("%q is no role", owner)
		}
		names, err := namesOf(part, attributeNames)
		if err != nil {
			return err
		}
		v.addAll(l.Attributes[key], tag{role: Role(owner), names: names})
	}
	for _, role := range sorted(l.Roles) {
		if !slices.Contains(Roles, role) {
			return fmt.Errorf("%q is no role", role)
		}
		v.addAll(l.Roles[role], tag{role: role})
	}
	for _, aside := range sorted(l.Asides) {
		if !slices.Contains(asides, aside) {
			return fmt.Errorf("%q is no aside", aside)
		}
		v.addAll(l.Asides[aside], tag{aside: aside})
	}
	for _, company := range l.Companies {
		phrase := bare(words(company))
		v.companies.add(phrase, func(bool) bool { return true })
		v.know(phrase)
	}
	if err := v.learnQuestions(l); err != nil {
		return err
	}
	for _, verb := range l.YesNo {
		v.yesNo.add(v.respell(bare(words(verb))), func(bool) bool { return true })
	}
	for _, theme := range sorted(l.NoPlace) {
		v.addAll(l.NoPlace[theme], tag{names: []Name{NoPlace}})
	}
	return nil
}

// sorted are the keys of a part of the data in a steady order, so that what a phrase may mean is in one too.
func sorted[K ~string](part map[K][]string) []K { return slices.Sorted(maps.Keys(part)) }

// namesOf reads a key of the data, a name or several joined by "+".
func namesOf(key string, known map[Name]bool) ([]Name, error) {
	var names []Name
	for part := range strings.SplitSeq(key, "+") {
		name := Name(part)
		switch {
		case part == "description":
			name = NoPlace
		case !known[name]:
			return nil, fmt.Errorf("%q is no field or attribute that belongs here", part)
		}
		names = append(names, name)
	}
	return names, nil
}

func (v *vocabulary) addAll(labels []string, meaning tag) {
	for _, label := range labels {
		meaning := meaning
		meaning.languages = []string{v.language}
		label = strings.TrimSpace(label)
		label, meaning.weak = strings.CutPrefix(label, "~")
		label, meaning.loud = strings.CutPrefix(label, "!")
		phrase := v.respell(bare(words(label)))
		if len(phrase) == 0 {
			continue
		}
		v.add(phrase, meaning)
		v.imply(phrase, meaning)
	}
}

// imply notes the other forms of a phrase: without the words that say nothing, with "no." behind what is a number, with
// the ending of a possessive, "buyer's", and its two words turned round, "weight gross".
func (v *vocabulary) imply(phrase []word, meaning tag) {
	if meaning.aside != "" || counts(phrase) {
		return
	}
	last := phrase[len(phrase)-1]
	if len(phrase) > 1 && last.text != "no" && len(meaning.names) == 1 && (meaning.names[0].isNumber() || meaning.names[0] == NoPlace) {
		v.implied = append(v.implied, implied{phrase: append(slices.Clone(phrase), word{text: "no"}), meaning: meaning})
	}
	if len(phrase) == 1 && meaning.role != "" && last.kind == latin && len(last.text) >= minMeant && isASCII(last.text) && !strings.HasSuffix(last.text, "s") {
		v.implied = append(v.implied, implied{phrase: []word{{text: last.text + "s"}}, meaning: meaning})
	}
	short := v.withoutFillers(phrase)
	if len(short) > 1 && len(short) < len(phrase) {
		v.implied = append(v.implied, implied{phrase: short, meaning: meaning})
	}
	if len(short) == 2 && meaning.isField() && short[0].kind == latin && short[1].kind == latin && len(short[0].text) > 2 && len(short[1].text) > 2 {
		v.implied = append(v.implied, implied{phrase: []word{short[1], short[0]}, meaning: meaning, turned: true})
	}
}

func (v *vocabulary) add(phrase []word, meaning tag) {
	v.know(phrase)
	if len(phrase) == 1 && phrase[0].kind == latin {
		v.known[phrase[0].text] = true
	}
	v.phrases.add(phrase, func(have []tag) []tag {
		if i := slices.IndexFunc(have, meaning.same); i >= 0 {
			have[i].weak, have[i].loud = have[i].weak && meaning.weak, have[i].loud || meaning.loud
			have[i].languages = append(slices.Clip(have[i].languages), meaning.languages...)
			return have
		}
		return append(have, meaning)
	})
}

// meaningsOf is what just these words stand for.
func (v *vocabulary) meaningsOf(phrase []word) []tag {
	at := v.phrases
	for _, w := range phrase {
		if at = at.next[w.text]; at == nil {
			return nil
		}
	}
	return at.value
}

// respell replaces each spelling by the words that stand for it, the longest first.
func (v *vocabulary) respell(text []word) []word {
	var out []word
	for i := 0; i < len(text); {
		length, to := 0, []word(nil)
		at := v.spellings
		for j := i; j < len(text) && at != nil; j++ {
			next := at.next[text[j].text]
			if next == nil && j > i && text[j].text == "-" {
				continue // "trans-shipment", and "air way-bill"
			}
			if at = next; at != nil && at.ends {
				length, to = j-i+1, at.value
			}
		}
		if length == 0 {
			out = append(out, text[i])
			i++
			continue
		}
		for k, w := range to {
			w.inside = text[i].inside
			if k == 0 {
				w.glued = text[i].glued
			}
			out = append(out, w)
		}
		i += length
	}
	return out
}

// counts says whether a phrase asks how many there are: "number of containers" is not "container number".
func counts(phrase []word) bool {
	return len(phrase) > 2 && phrase[0].text == "no" && phrase[1].text == "of"
}

func (v *vocabulary) withoutFillers(phrase []word) []word {
	return slices.DeleteFunc(slices.Clone(phrase), func(w word) bool { return v.fillers[w.text] })
}

// bare leaves the separators out, but for those that a spelling may contain.
func bare(text []word) []word {
	return slices.DeleteFunc(text, func(w word) bool { return w.kind == separator && w.text != "/" && w.text != "-" && w.text != "&" })
}

var fieldNames = setOf(Bill, MasterBill, HouseBill, RegularBill, LowestBill, BillSCAC, MasterBillSCAC, HouseBillSCAC, MasterWaybill,
	HouseWaybill, Waybill, TruckBill, ProNumber, Trailer, CarrierSCAC, Carrier, Airline, Vessel, Voyage, IMO, Flight, PortOfLoading, PortOfUnloading,
	Transshipment, InlandPort, PortCode, Departure, Arrival, Container, ContainerType, Seal, Kind, ContainerCount, PurchaseOrder, SKU, Packages,
	PackageType, GrossWeight, Weight, WeightUnit, Volume, VolumeUnit, Unit, Value, Currency, HTS, Origin, Incoterm, LoadType, BondType,
	BondHolder, BondActivity, BondReference, SuretyCode, EntryNumber, Carnet, Reference, FilerName, ShipmentType, Mode)

var attributeNames = setOf(PartyName, Party, Address, Street, District, City, State, PostalCode, Country, Phone, Email, Contact,
	PartyRef, Identifier, EIN, SSN, CBPNumber, DUNS, FIRMS, Passport, BirthDate, IssuedBy)

var asides = []Aside{Section, Question, Answer, Former, Amended, Explanation, Example, Total, Line, PartyColumn, Instructions, IsfTitle, BolTitle, OtherTitle}

func setOf(names ...Name) map[Name]bool {
	set := map[Name]bool{}
	for _, name := range names {
		set[name] = true
	}
	return set
}
