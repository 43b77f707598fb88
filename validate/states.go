package validate

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/states.tsv
var statesTable string

// A state is a state or territory of the United States.
type state struct {
	code, name string
	prefixes   []string // first three digits of its ZIP codes, or two joined by a dash for all between
}

var states = sync.OnceValue(func() []state {
	var all []state
	for line := range strings.Lines(statesTable) {
		if columns := strings.Split(strings.TrimSpace(line), "\t"); len(columns) == 3 && line[0] != '#' {
			all = append(all, state{code: columns[0], name: columns[1], prefixes: strings.Split(columns[2], ",")})
		}
	}
	return all
})

// stateNamed is the state that a text names by code or name.
func stateNamed(text string) (state, bool) {
	text = strings.Trim(strings.ReplaceAll(text, ".", ""), " ,")
	for _, state := range states() {
		if strings.EqualFold(text, state.code) || strings.EqualFold(text, state.name) {
			return state, true
		}
	}
	return state{}, false
}

// statesOfZIP are the states in which a ZIP code may lie.
func statesOfZIP(zip string) []state {
	var some []state
	for _, state := range states() {
		if state.holds(zip[:3]) {
			some = append(some, state)
		}
	}
	return some
}

func (s state) holds(area string) bool {
	for _, prefix := range s.prefixes {
		first, last, isRange := strings.Cut(prefix, "-")
		if !isRange {
			last = first
		}
		if first <= area && area <= last {
			return true
		}
	}
	return false
}
