package difference

import (
	"encoding/json"
	"strings"

	"docket/mapping/filing"
)

// A pair is an element of the array before and the one that has its place now; -1 where there is none.
type pair struct{ old, now int }

// align finds for each element of an array the one of the array before that it stands for: the same one if there is
// one; else one of the same name; else, where the name itself may have been corrected, the next that is left over.
func align(at filing.Pointer, before, after []any) []pair {
	if ordered(at) {
		return byPlace(len(before), len(after))
	}
	a := alignment{old: make([]int, len(before)), now: make([]int, len(after))}
	for i := range a.old {
		a.old[i] = -1
	}
	for i := range a.now {
		a.now[i] = -1
	}
	a.match(before, after, canonical)
	a.match(before, after, name)
	a.match(before, after, kind)
	return a.pairs()
}

// ordered says whether the order of an array's elements means something.
func ordered(at filing.Pointer) bool { return strings.HasSuffix(string(at), "/transshipment_ports") }

func byPlace(before, after int) []pair {
	var pairs []pair
	for i := range max(before, after) {
		p := pair{i, i}
		if i >= before {
			p.old = -1
		}
		if i >= after {
			p.now = -1
		}
		pairs = append(pairs, p)
	}
	return pairs
}

// An alignment is, for each index of either array, the index in the other one, -1 for none yet.
type alignment struct{ old, now []int }

// match pairs the elements that are still alone and have the same key, the first with the first.
func (a *alignment) match(before, after []any, key func(any) string) {
	waiting := map[string][]int{}
	for i, element := range before {
		if a.old[i] < 0 {
			waiting[key(element)] = append(waiting[key(element)], i)
		}
	}
	for j, element := range after {
		k := key(element)
		if a.now[j] < 0 && len(waiting[k]) > 0 {
			i := waiting[k][0]
			a.old[i], a.now[j], waiting[k] = j, i, waiting[k][1:]
		}
	}
}

// pairs are those of the array now, in its order, then what is left of the array before.
func (a *alignment) pairs() []pair {
	var pairs []pair
	for j, i := range a.now {
		pairs = append(pairs, pair{i, j})
	}
	for i, j := range a.old {
		if j < 0 {
			pairs = append(pairs, pair{i, -1})
		}
	}
	return pairs
}

// kinds are the members by which elements are told apart for good: the next buyer takes no seller's place.
var kinds = []string{"entity_type", "type", "currency_code", "attribute"}

// names are the members that name an element among those of its kind, and that a correction may be about.
var names = []string{"name", "container_number", "harmonized_number", "country_of_origin"}

// kind is what an element is: plain values are all of one kind.
func kind(element any) string { return members(element, kinds) }

// name is what an element is called.
func name(element any) string {
	if isScalar(element) {
		return canonical(element)
	}
	return kind(element) + members(element, names)
}

func members(element any, keys []string) string {
	object, _ := element.(map[string]any)
	var parts []string
	for _, key := range keys {
		text, _ := object[key].(string)
		parts = append(parts, text)
	}
	return strings.Join(parts, "\x00")
}

// canonical is a value in the one way of writing that all equal values share.
func canonical(value any) string {
	text, err := json.Marshal(normal("", value))
	if err != nil {
		return ""
	}
	return string(text)
}
