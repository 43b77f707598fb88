package field

import (
	"math"
	"slices"
	"strings"
)

// A span is a run of words that a phrase of the vocabulary covers.
type span struct {
	from, to int // words[from:to]
	tags     []tag
	weight   float64 // how many words of the label it explains
	joins    int     // how many "/", "&" or "and" stand between its words
}

// Costs of reading a label's words, per word. What is lowest in sum is how the label is read: few unknown words
// first, then few and therefore long phrases.
const (
	costUnknown = 1.0
	costCJK     = 0.5 // an ideograph is about half a word
	costLetter  = 0.2 // so much is a character of Thai or kana
	costAlone   = 0.4 // a single letter: an article, an abbreviation
	costDigits  = 0.1 // numbering, examples
	costInside  = 0.2 // share of an unknown word's cost inside of parentheses: remarks, examples
	costPhrase  = 0.1
	costJoin    = 0.13 // what joins the words of a phrase is likelier to part two: "Container & seal no."
	costFiller  = 0.02
	costDoubt   = 0.25  // share of a field's words that an unknown word beside them puts in doubt
	costRole    = 0.005 // so much less costs a role: "booking party + name" rather than "booking + party name"
)

// tagged reads words as phrases of the vocabulary. It returns the phrases in their order and what the words that no
// phrase explains weigh.
func (v *vocabulary) tagged(text []word) (spans []span, unknown float64) {
	type step struct {
		cost    float64
		span    *span
		from    int
		unknown float64
	}
	best := make([]step, len(text)+1)
	for i := range best[1:] {
		best[i+1].cost = math.Inf(1)
	}
	for i := range text {
		cost, unknown := v.costOf(text[i])
		if text[i].kind == digits && !text[i].inside && (i == 0 || len(text[i].text) > 3) {
			cost, unknown = costUnknown, costUnknown // a quantity or a number, as values are
		}
		if c := best[i].cost + cost; c < best[i+1].cost {
			best[i+1] = step{cost: c, from: i, unknown: unknown}
		}
		for _, s := range v.phrasesAt(text, i) {
			cost := costPhrase
			if v.onlyFillers(text, s) {
				cost = costFiller / 2 // "your data" is a phrase, though neither word says anything elsewhere
			}
			if s.tags[0].role != "" {
				cost -= costRole
			}
			cost += costJoin * float64(s.joins)
			if c := best[i].cost + cost; c < best[s.to].cost {
				best[s.to] = step{cost: c, from: i, span: &s}
			}
		}
	}
	for i := len(text); i > 0; i = best[i].from {
		if best[i].span != nil {
			spans = append(spans, *best[i].span)
		}
		unknown += best[i].unknown
	}
	slices.Reverse(spans)
	return spans, unknown
}

// withoutScraps leaves out phrases of one ideograph or syllable that is part of a longer word which nobody knows, and
// says what they weigh.
func (v *vocabulary) withoutScraps(text []word, spans []span) (kept []span, lost float64) {
	scrap := func(s span) bool {
		return s.to-s.from == 1 && text[s.from].kind == cjk &&
			(text[s.from].glued && v.isUnexplained(text, spans, s.from-1) || s.to < len(text) && text[s.to].glued && v.isUnexplained(text, spans, s.to))
	}
	if !slices.ContainsFunc(spans, scrap) {
		return spans, 0
	}
	for _, s := range spans {
		if scrap(s) {
			lost += s.weight
			continue
		}
		kept = append(kept, s)
	}
	return kept, lost
}

// unexplained counts the words outside of parentheses that no phrase explains.
func (v *vocabulary) unexplained(text []word, spans []span) (n int) {
	for i, w := range text {
		if !w.inside && w.kind != digits && (w.kind != latin || len(w.text) > 1) && v.isUnexplained(text, spans, i) {
			n++
		}
	}
	return n
}

// isUnexplained says whether a word belongs to no phrase, and is none that says nothing.
func (v *vocabulary) isUnexplained(text []word, spans []span, i int) bool {
	if text[i].kind == separator || v.fillers[text[i].text] || text[i].text == "no" {
		return false
	}
	return !slices.ContainsFunc(spans, func(s span) bool { return s.from <= i && i < s.to })
}

// onlyFillers says whether a phrase is made of words that say nothing by themselves, and of more than one, or is all
// of the text.
func (v *vocabulary) onlyFillers(text []word, s span) bool {
	return (s.to-s.from > 1 || len(text) == 1) && !slices.ContainsFunc(text[s.from:s.to], func(w word) bool { return !v.fillers[w.text] })
}

// costOf is what it costs to leave a word unexplained, and what of it counts against the label.
func (v *vocabulary) costOf(w word) (cost, unknown float64) {
	switch {
	case w.kind == separator:
		return 0, 0
	case v.fillers[w.text]:
		return costFiller, 0
	case w.kind == cjk:
		cost = costCJK
	case w.kind == syllable:
		cost = costLetter
	case w.kind == digits:
		cost = costDigits
	case len(w.text) == 1:
		cost = costAlone
	default:
		cost = costUnknown
	}
	if w.inside {
		return cost, cost * costInside
	}
	return cost, cost
}

// phrasesAt finds the phrases that begin at a word. Inside of a phrase, words that say nothing and separators may
// stand between its words: "Manufacturer (or Supplier)".
func (v *vocabulary) phrasesAt(text []word, from int) []span {
	if text[from].kind == separator {
		return nil
	}
	var found []span
	var walk func(n *node[[]tag], i int, weight float64, joins int)
	walk = func(n *node[[]tag], i int, weight float64, joins int) {
		if i == len(text) {
			return
		}
		if next := n.after(text[i], i > from); next != nil && text[i].inside == text[from].inside {
			cost, _ := v.costOf(word{text: text[i].text, kind: text[i].kind})
			weight := weight + max(cost, costDigits)
			if next.ends {
				found = append(found, span{from: from, to: i + 1, tags: next.value, weight: weight, joins: joins})
			}
			walk(next, i+1, weight, joins)
		}
		if i > from && text[i].inside == text[from].inside && v.mayStandBetween(text[i]) {
			if v.joins(text[i]) {
				joins++
			}
			walk(n, i+1, weight, joins)
		}
		if behind := behindRemark(text, i); i > from && behind > 0 && !text[from].inside {
			walk(n, behind, weight, joins)
		}
	}
	walk(v.phrases, from, 0, 0)
	return found
}

// behindRemark is where a text goes on behind a remark in parentheses that begins at i: "Deliver (ship) to". It is 0 if
// none begins there.
func behindRemark(text []word, i int) int {
	if text[i].kind != separator || text[i].text != "(" {
		return 0
	}
	for i++; i < len(text); i++ {
		if text[i].kind == separator && text[i].text == ")" {
			return i + 1
		}
	}
	return 0
}

// after is what a phrase goes on with at a word, or at its singular: "house bills", though other phrases know the plural.
// The first word of a phrase is taken as it is.
func (n *node[T]) after(w word, inside bool) *node[T] {
	if next := n.next[w.text]; next != nil || !inside || w.kind != latin {
		return next
	}
	if one, isPlural := strings.CutSuffix(w.text, "s"); isPlural && len(one) >= minMeant {
		return n.next[one]
	}
	return nil
}

// mayStandBetween says whether a word may stand inside of a phrase without being one of its words. "To" makes another
// phrase: a "ship to name" is no ship's name.
func (v *vocabulary) mayStandBetween(w word) bool {
	if w.kind == separator {
		return w.text != "(" && w.text != ":" && w.text != "\n"
	}
	return v.fillers[w.text] && w.text != "to"
}

// joins says whether a word or a separator joins two things asked for.
func (v *vocabulary) joins(w word) bool {
	return v.joining[w.text] || w.kind == separator && (w.text == "/" || w.text == "&")
}
