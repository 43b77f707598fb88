package flexport

import (
	"regexp"
	"slices"
	"strings"

	"docket/mapping/filing"
)

// spot is how the API writes a place before what it has to say of it: "freight_details.bill_numbers: ...",
// "entities.0.name: ...", "entities[0].name: ..." or "/entities/0/name: ...".
var spot = regexp.MustCompile(`^/?([a-z_][a-z0-9_]*(?:(?:[./][a-z0-9_]+)|(?:\[[0-9]+\]))*):?\s+(.+)$`)

// Places takes the API's words apart where they name places in the request, of which keys are the top members. Words
// that name no place come with an empty pointer.
func Places(message string, keys []string) []filing.Fault {
	if message == "" {
		return nil
	}
	var faults []filing.Fault
	for part := range strings.SplitSeq(message, "; ") {
		pointer, words := place(part, keys)
		if pointer == "" && len(faults) > 0 { // a semicolon inside a sentence
			last := &faults[len(faults)-1]
			last.Message += "; " + words
			continue
		}
		faults = append(faults, filing.Fault{Pointer: pointer, Message: words})
	}
	return faults
}

func place(part string, keys []string) (filing.Pointer, string) {
	found := spot.FindStringSubmatch(part)
	if found == nil {
		return "", part
	}
	steps := strings.FieldsFunc(found[1], func(r rune) bool { return strings.ContainsRune("./[]", r) })
	if !slices.Contains(keys, steps[0]) {
		return "", part
	}
	var pointer filing.Pointer
	for _, step := range steps {
		pointer = pointer.Key(step)
	}
	return pointer, found[2]
}
