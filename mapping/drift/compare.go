package drift

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"docket/mapping"
	"docket/mapping/filing"
)

// A Field is a field of a filing, held against what it should be.
type Field struct {
	Filing     int // index into the document's filings, -1 for a missing field of a filing that is not there
	At         filing.Pointer
	Want, Got  string  // "" for nothing
	Confidence float64 // as docket has it; 1 where it has none
	Told       bool    // a problem names the field or one of its cells
}

// Right says whether the field is as it should be.
func (f Field) Right() bool { return f.Want == f.Got }

// Compare holds what a document says against what it should say: all fields that one of them has and that come from
// cells. Elements of lists are paired by what they are: parties by type and name, containers and tariff lines by number.
func Compare(want, got mapping.Document) (fields []Field) {
	left := slices.Clone(want.Filings)
	for i, f := range got.Filings {
		var wanted map[string]leaf
		if j := pairOf(left, f); j >= 0 {
			wanted = leaves(left[j])
			left = slices.Delete(left, j, j+1)
		}
		had := leaves(f)
		for key, l := range had {
			fields = append(fields, Field{Filing: i, At: l.at, Want: wanted[key].text, Got: l.text, Confidence: l.confidence, Told: told(f, l.at)})
		}
		for key, l := range wanted {
			if _, found := had[key]; !found {
				fields = append(fields, Field{Filing: i, At: l.at, Want: l.text, Confidence: 1, Told: told(f, l.at)})
			}
		}
	}
	for _, f := range left {
		for _, l := range leaves(f) {
			fields = append(fields, Field{Filing: -1, At: l.at, Want: l.text, Confidence: 1})
		}
	}
	return fields
}

// pairOf is the filing of the same kind and bill, else the first of the kind.
func pairOf(all []mapping.Filing, f mapping.Filing) int {
	if i := slices.IndexFunc(all, func(g mapping.Filing) bool { return g.Kind == f.Kind && g.Reference == f.Reference }); i >= 0 {
		return i
	}
	return slices.IndexFunc(all, func(g mapping.Filing) bool { return g.Kind == f.Kind })
}

func told(f mapping.Filing, at filing.Pointer) bool {
	cells := f.CellsAt(at)
	return slices.ContainsFunc(f.Problems, func(p mapping.Problem) bool {
		if p.Field == at || p.Field != "" && p.Field == at.Parent() {
			return true
		}
		for _, cell := range p.Cells {
			if slices.Contains(cells, cell) {
				return true
			}
		}
		return false
	})
}

// A leaf is a value of a request.
type leaf struct {
	at         filing.Pointer
	text       string
	confidence float64
}

// leaves are the values of a request that come from cells, by what they are.
func leaves(f mapping.Filing) map[string]leaf {
	body, err := json.Marshal(f.Request)
	if err != nil {
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var tree any
	if decoder.Decode(&tree) != nil {
		return nil
	}
	all := map[string]leaf{}
	var walk func(key string, at filing.Pointer, node any)
	walk = func(key string, at filing.Pointer, node any) {
		switch node := node.(type) {
		case map[string]any:
			for k, member := range node {
				walk(key+"/"+k, at.Key(k), member)
			}
		case []any:
			seen := map[string]int{}
			for i, element := range node {
				id := identity(element)
				seen[id]++
				walk(fmt.Sprintf("%s/%s#%d", key, id, seen[id]), at.Index(i), element)
			}
		default:
			if _, found := f.Confidences[at]; found {
				all[key] = leaf{at, strings.ToLower(fmt.Sprint(node)), f.Confidences[at]}
			}
		}
	}
	walk("", "", tree)
	return all
}

// identity is what an element of a list is: a party's type and name, a container's or tariff line's number, a text.
func identity(element any) string {
	object, ok := element.(map[string]any)
	if !ok {
		return strings.ToLower(fmt.Sprint(element))
	}
	for _, keys := range [][]string{{"entity_type"}, {"type"}, {"container_number"}, {"harmonized_number"}} {
		if id, found := object[keys[0]]; found {
			return fmt.Sprint(id)
		}
	}
	return "element"
}
