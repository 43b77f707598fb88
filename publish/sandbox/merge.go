package sandbox

import (
	"maps"
	"slices"
)

// creationDefaults are what "fills a gap on creation only" (x-default-applies-to: create).
func creationDefaults() object {
	return object{
		"currency_code": "USD",
		"services":      object{"ftz_e214_filing": false, "pickup": false},
	}
}

// mergeOrder is what is known of an order with a request added. It "leaves absent and null values as they are. Given
// values replace old ones; arrays are replaced as a whole, but house numbers are added to those known". The details of
// another carriage (ocean, air, truck) replace those known: their members do not go together.
func mergeOrder(known, request object) object {
	freight := member(request, "freight_details")
	before := member(known, "freight_details")
	houses := addedHouses(before, freight)
	if billsOf(before).Carriage != billsOf(freight).Carriage {
		known = without(known, "freight_details")
	}
	merged := merged(known, without(request, "request_metadata"))
	if len(houses) > 0 {
		numbers := member(member(merged, "freight_details"), "bill_numbers")
		numbers[billKeysOf[text(freight, "mode_of_transport")].houses] = houses
	}
	return merged
}

// merged is a copy of known in which the values given replace those known.
func merged(known, given object) object {
	result := object{}
	maps.Copy(result, known)
	for key, value := range given {
		switch value := value.(type) {
		case nil:
		case object:
			result[key] = merged(member(known, key), value)
		default:
			result[key] = value
		}
	}
	return result
}

// addedHouses are the house numbers known, as they were first written, and then those that a request of the same
// carriage adds.
func addedHouses(before, freight object) []any {
	keys := billKeysOf[text(freight, "mode_of_transport")]
	known := texts(member(before, "bill_numbers")[keys.houses])
	for _, number := range texts(member(freight, "bill_numbers")[keys.houses]) {
		same := func(other string) bool { return bare(other) == bare(number) }
		if !slices.ContainsFunc(known, same) {
			known = append(known, number)
		}
	}
	all := make([]any, len(known))
	for i, number := range known {
		all[i] = number
	}
	return all
}

// without is a copy of an object that lacks one key.
func without(o object, key string) object {
	rest := maps.Clone(o)
	delete(rest, key)
	return rest
}
