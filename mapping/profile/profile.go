package profile

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"docket/mapping/field"
	"docket/mapping/filing"
	"docket/mapping/sheet"

	"github.com/expr-lang/expr/vm"
)

// A Profile is one YAML file. Parse makes one that can be applied.
type Profile struct {
	Name       string        `yaml:"profile"`
	About      string        `yaml:"about"`
	Match      Match         `yaml:"match"`
	Document   string        `yaml:"document"` // isf_worksheet or bill_of_lading; "" to find out
	Filings    []filing.Kind `yaml:"filings"`  // which to make; nil for what the configuration says
	Hold       Hold          `yaml:"hold"`
	Strictness `yaml:",inline"`
	Sheets     []Sheet `yaml:"sheets"`
	Fields     []Rule  `yaml:"fields"`

	source *source // nil for one that was not parsed
}

// A Strictness is what a profile says of the rules that its files are checked by, in the words of a rules file: levels by
// the code of a rule, limits by name. Package validate knows what they mean.
type Strictness struct {
	Levels map[string]string `yaml:"levels" json:"levels,omitempty"`
	Limits map[string]any    `yaml:"limits" json:"limits,omitempty"`
}

// IsZero says whether nothing is said.
func (s Strictness) IsZero() bool { return len(s.Levels)+len(s.Limits) == 0 }

// String says it in words: "seller_is_buyer off, longest_voyage_days 90".
func (s Strictness) String() string {
	var words []string
	for _, code := range slices.Sorted(maps.Keys(s.Levels)) {
		words = append(words, code+" "+s.Levels[code])
	}
	for _, name := range slices.Sorted(maps.Keys(s.Limits)) {
		words = append(words, fmt.Sprintf("%s %v", name, s.Limits[name]))
	}
	return strings.Join(words, ", ")
}

// Match says which files a profile is for, besides that they look like it.
type Match struct {
	Prefix []string `yaml:"prefix"` // of "bucket/key"
	File   []string `yaml:"file"`   // patterns of the file's name: "*ISF*.xlsx"
}

// A Hold says when a filing waits for a person.
type Hold struct {
	Below float64    `yaml:"below"` // confidence; 0 for what the configuration says
	When  []HoldRule `yaml:"when"`
}

// A HoldRule holds filings that an expression is true of.
type HoldRule struct {
	If  string `yaml:"if"`
	Say string `yaml:"say"` // to the person who looks at the filing

	program *vm.Program
}

// A Sheet is the labels of a sheet. It applies to each sheet that has them all, whatever its name.
type Sheet struct {
	Name   string  `yaml:"name"` // as it was called
	Labels []Label `yaml:"labels"`
}

// A Label is a text of a sheet that stays the same from file to file.
type Label struct {
	At       string `yaml:"at"`       // cell, "B5"
	Label    string `yaml:"label"`    // text of the cell; of a cell that holds values too, the label alone
	Field    string `yaml:"field"`    // what it asks for, several joined by "+"; "" for a label that only has to be there
	Number   int    `yaml:"number"`   // 2 for "Manufacturer 2"
	Value    string `yaml:"value"`    // cell or area of the value, "column" or "inside"; "" to find out
	Optional bool   `yaml:"optional"` // the label may be missing

	ref   sheet.Ref
	text  string // folded
	terms []field.Term
	area  sheet.Area // of the value, where it is a cell or an area
}

// The values of Label.Value that are no cells.
const (
	Column = "column" // below the label, one a row
	Inside = "inside" // in the cell of the label
)

func (l Label) hasArea() bool { return l.area != (sheet.Area{}) }

// A Rule says what to make of a field's values. Of the parts that are given, the map is applied first, then the
// expression; the default stands where a shipment has no value after that.
type Rule struct {
	Field    string            `yaml:"field"`
	Constant *string           `yaml:"constant"` // in place of whatever the file says
	Map      map[string]string `yaml:"map"`      // values as written -> values as meant; case and blanks make no difference
	Is       string            `yaml:"is"`       // expression
	Default  *string           `yaml:"default"`

	term    field.Term
	folded  map[string]string
	program *vm.Program
}
