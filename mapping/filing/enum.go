package filing

import "slices"

// An Enum is a string of which the contract lists the values.
type Enum[E any] interface {
	~string
	Values() []E
}

// Values are all values of an enum, in the contract's order.
func Values[E Enum[E]]() []E {
	var none E
	return none.Values()
}

// Known tells whether the contract lists the value. An answer may hold one that it does not.
func Known[E interface {
	Enum[E]
	comparable
}](value E) bool {
	return slices.Contains(value.Values(), value)
}
