// Package code explains the codes of problems that are told while a file is read: what could not be read, what can be
// read in several ways, and what was read with a remark. Each is explained once, here or by the rule of package validate
// that has the same code; validate holds a test that none is told and not explained, and none explained and not told.
package code

import "slices"

// A Code is one kind of problem. Its fields are what a page about it needs.
type Code struct {
	Code        string // stable, lower snake case: results name the problem by it
	Theme       string // "Dates"
	Effect      Effect
	Title       string // what is so, a sentence without its full stop
	Explanation string // what docket made of it and why, in sentences
	Remedy      string // what the sender does, a sentence
}

// An Effect is what a problem does to its filing. A code with several has its most severe here.
type Effect string

// The effects, in the words that levels of rules have.
const (
	Warning Effect = "warning" // the filing is sent, and the warning with its result
	Hold    Effect = "hold"    // the filing waits for a person to decide
	Error   Effect = "error"   // the filing is not sent
)

// themes are all codes, in the order in which a file is understood.
var themes = []struct {
	name  string
	codes []Code
}{
	{"The file", fileCodes},
	{"Profiles", profileCodes},
	{"What the file says as a whole", wholeCodes},
	{"Bills and carriers", billCodes},
	{"Containers", containerCodes},
	{"Parties", partyCodes},
	{"Addresses", addressCodes},
	{"Identification numbers", numberCodes},
	{"Goods", goodsCodes},
	{"Amounts", amountCodes},
	{"Money", moneyCodes},
	{"Ports and vessels", routeCodes},
	{"Dates", dateCodes},
	{"Terms and kinds", termCodes},
}

// All are all codes, theme by theme.
func All() []Code {
	var all []Code
	for _, theme := range themes {
		all = append(all, Under(theme.name, theme.codes)...)
	}
	return all
}

// Under are some codes under a theme.
func Under(theme string, codes []Code) []Code {
	themed := slices.Clone(codes)
	for i := range themed {
		themed[i].Theme = theme
	}
	return themed
}
