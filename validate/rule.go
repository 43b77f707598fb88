package validate

import (
	"slices"

	"docket/mapping/filing"
)

// A Rule is one check of a filing. Its fields are what a page about the rules needs.
type Rule struct {
	Code        string // stable, lower snake case: results and configurations name the rule by it
	Theme       string // "Bills of lading"
	Level       Level  // what it does to a filing, unless a Config says otherwise
	Basis       Basis
	Title       string        // what holds of a filing that keeps to the rule, a sentence without its full stop
	Explanation string        // why, in sentences
	Source      string        // page of the API, regulation, standard or custom of the trade
	Kinds       []filing.Kind // filings that it looks at
	Example     Example

	check func(s *subject) []finding // nil for shapes and for what several filings have to be compared for
}

// An Example shows a rule broken and kept, in a few words each.
type Example struct {
	Wrong, Right string
}

// A Basis is what a rule rests on.
type Basis string

// The bases. What the API requires cannot be configured away: it would refuse the filing.
const (
	RequiredByAPI        Basis = "required by the API"
	RequiredByRegulation Basis = "required by regulation"
	Advisable            Basis = "advisable"
)

// Sources that many rules have.
const (
	isfPage   = "Flexport API, Customs ISF"
	orderPage = "Flexport API, Customs Order"
	bothPages = "Flexport API, Customs ISF and Customs Order"
)

var (
	isfOnly   = []filing.Kind{filing.KindISF}
	orderOnly = []filing.Kind{filing.KindOrder}
	bothKinds = []filing.Kind{filing.KindISF, filing.KindOrder}
)

// A theme is rules about one matter, and stands in one file.
type theme struct {
	name  string
	rules []Rule
}

// themes are all rules, in the order in which their problems are told.
func themes() []theme {
	return []theme{
		{"Shape", shapeRules()},
		{"Bills of lading", billRules()},
		{"Elements of an ISF", elementRules()},
		{"Identification numbers", numberRules()},
		{"Roles of parties", roleRules()},
		{"Addresses", addressRules()},
		{"Tariff numbers", tariffRules()},
		{"Countries and currencies", codeRules()},
		{"Containers", containerRules()},
		{"Cargo", cargoRules()},
		{"Route", routeRules()},
		{"Dates", dateRules()},
		{"Deadline", deadlineRules()},
		{"Bond and kind of shipment", bondRules()},
		{"Customs orders", orderRules()},
		{"The file as a whole", fileRules()},
	}
}

// Rules are all checks, theme by theme, in the order in which their problems are told.
func Rules() []Rule {
	var all []Rule
	for _, theme := range themes() {
		for _, rule := range theme.rules {
			rule.Theme = theme.name
			rule.Kinds = slices.Clone(rule.Kinds)
			all = append(all, rule)
		}
	}
	return all
}
