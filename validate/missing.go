package validate

import (
	"strings"

	"docket/mapping/filing"
)

// groupAddresses makes one finding of all that the API misses in an address.
func groupAddresses(s *subject, found []finding) []finding {
	var kept []finding
	lacks := map[filing.Pointer]int{} // index into kept
	for _, f := range found {
		around := f.at.Parent()
		if f.rule.Code != "field_missing" || !isAddress(around) {
			kept = append(kept, f)
			continue
		}
		i, begun := lacks[around]
		if !begun {
			i = len(kept)
			lacks[around] = i
			kept = append(kept, finding{rule: f.rule, level: f.level, at: around, missing: true})
		}
		kept[i].with = append(kept[i].with, f.at)
	}
	for around, i := range lacks {
		lacking := make([]string, len(kept[i].with))
		for j, at := range kept[i].with {
			lacking[j] = "the " + leafWords[lastStep(at)]
		}
		kept[i].message = upper(s.name(around)) + " lacks " + andList(lacking) + "."
		kept[i].hint = "write " + andList(lacking)
	}
	return kept
}

func isAddress(at filing.Pointer) bool {
	return strings.HasSuffix(string(at), "/address_details") || strings.HasSuffix(string(at), "/origin_address") || strings.HasSuffix(string(at), "/destination_address")
}

func lastStep(at filing.Pointer) string {
	return string(at[strings.LastIndexByte(string(at), '/')+1:])
}
