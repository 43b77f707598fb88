package value

import (
	"slices"
	"strings"
	"sync"
)

// isf5 is what the table of shipments calls cargo of an ISF-5.
const isf5 = "ISF_5"

type shipmentWords struct {
	types   []string
	byWords map[string]string // folded
	byCode  map[string]string
}

var shipments = sync.OnceValue(func() shipmentWords {
	table := shipmentWords{byWords: map[string]string{}, byCode: map[string]string{}}
	for _, row := range readTable("shipments.tsv", 3) {
		table.types = append(table.types, row[0])
		table.byWords[fold(row[0])] = row[0]
		if row[1] != "" {
			table.byCode[row[1]] = row[0]
			table.byCode[strings.TrimLeft(row[1], "0")] = row[0]
		}
		for _, words := range names(row[2]) {
			table.byWords[fold(words)] = row[0]
		}
	}
	return table
})

var shipmentNoise = setOf("SHIPMENT SHIPMENTS TYPE OF ISF FILING FILINGS CARGO GOODS OR AND ENTRY THE A 10 ISF10 CODE IMPORT IS FOR USED ONLY SEA OCEAN FCL LCL")

// ParseShipmentType reads CBP's type of an ISF's shipment, as the API names it: "Household goods", "HHG/PE", "to order", "03 -
// Household Goods / Personal Effects", "普通". Words of several types are ambiguous. Cargo that only passes through the
// United States (FROB, IE, T&E) is of an ISF-5, which the API does not take.
func ParseShipmentType(text string) (string, []Remark, error) {
	unreadable := &Unreadable{
		Code:    "shipment_type_unknown",
		Message: quote(text) + " is no type of shipment that CBP knows.",
		Hint:    "Leave it empty for a standard shipment.",
	}
	if len(text) > 200 || ParseAbsence(text) != Present {
		return "", nil, unreadable
	}
	found, ok := shipmentTypesIn(parted(fold(strings.ReplaceAll(text, "_", " "))))
	switch {
	case !ok || len(found) == 0:
		return "", nil, unreadable
	case len(found) > 1:
		var readings []Reading
		for _, one := range found {
			readings = append(readings, Reading{Value: one, Words: one})
		}
		return "", nil, ambiguous("shipment_types_several", quote(text), "Name one type.", readings...)
	case found[0] == isf5:
		return "", nil, &Unreadable{
			Code:    "shipment_isf5",
			Message: quote(text) + " is cargo that only passes through the United States, for which an ISF-5 is due; docket files ISF-10 alone.",
			Hint:    "Have the carrier or NVOCC file the ISF-5.",
		}
	}
	return found[0], nil, nil
}

// shipmentTypesIn are the types that a folded text names; ok says that it says nothing else.
func shipmentTypesIn(text string) (found []string, ok bool) {
	table := shipments()
	add := func(one string) {
		if !slices.Contains(found, one) {
			found = append(found, one)
		}
	}
	words := strings.Fields(text)
	for at := 0; at < len(words); {
		n := 0
		for try := min(6, len(words)-at); try > 0 && n == 0; try-- {
			phrase := strings.Join(words[at:at+try], " ")
			if one, known := table.byWords[phrase]; known {
				add(one)
				n = try
			} else if one, known := table.byCode[phrase]; known && at == 0 {
				add(one)
				n = try
			}
		}
		switch {
		case n > 0:
			at += n
		case shipmentNoise[words[at]]:
			at++
		default:
			return nil, false
		}
	}
	return found, true
}
