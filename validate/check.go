package validate

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/go-playground/validator/v10"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/profile"
	"docket/mapping/sheet"
)

// A Checker checks documents by the rules, at the levels that a configuration gives them. It may be used by several
// goroutines at once.
type Checker struct {
	config Config
	rules  []Rule
	order  map[string]int // index into rules by code
	levels map[string]Level
	limits Limits
	tags   *validator.Validate
}

// New makes a checker. It refuses a configuration that names a rule that there is not, or takes away what the API
// requires; the error tells all that is wrong.
func New(config Config) (*Checker, error) {
	rules := Rules()
	if err := config.check(rules); err != nil {
		return nil, err
	}
	tags, err := newTagValidator()
	if err != nil {
		return nil, err
	}
	c := &Checker{rules: rules, order: map[string]int{}, tags: tags}
	for i, rule := range rules {
		c.order[rule.Code] = i
	}
	c.set(config)
	return c, nil
}

// set gives each rule its level.
func (c *Checker) set(config Config) {
	c.config, c.limits, c.levels = config, config.Limits.withDefaults(), map[string]Level{}
	for _, rule := range c.rules {
		c.levels[rule.Code] = cmp.Or(config.Levels[rule.Code], rule.Level)
	}
}

// For is the checker for files of a profile that has levels and limits of its own. The error is that of Config.For.
func (c *Checker) For(said profile.Strictness) (*Checker, error) {
	if said.IsZero() {
		return c, nil
	}
	config, err := c.config.For(said)
	if err != nil {
		return nil, err
	}
	adapted := *c
	adapted.set(config)
	return &adapted, nil
}

// Version names the rules with their levels and limits, as they are for the files of a profile: 12 hexadecimal digits, the
// same wherever they are the same. How a rule is worked out is a matter of docket's own version.
func (c *Checker) Version(said profile.Strictness) string {
	adapted, err := c.For(said)
	if err != nil {
		adapted = c
	}
	sum := sha256.New()
	for _, rule := range adapted.rules {
		fmt.Fprintf(sum, "%s %s\n", rule.Code, adapted.levels[rule.Code])
	}
	for _, limit := range adapted.limits.named() {
		fmt.Fprintf(sum, "%s %d\n", limit.name, limit.value)
	}
	return hex.EncodeToString(sum.Sum(nil)[:6])
}

// Rules are the checker's rules, each at the level that it has here.
func (c *Checker) Rules() []Rule {
	rules := Rules()
	for i := range rules {
		rules[i].Level = c.levels[rules[i].Code]
	}
	return rules
}

// Check adds to each filing of a document the problems that rules find in it, in the order of Rules, and settles its
// outcome: invalid with an error, held with a question, else ready. What stands there already stays, and is not said
// again. One filing's errors never stop another. Checking twice is the same as checking once.
//
// The levels are those for the document's profile. One that asks for what cannot be holds the filings.
func (c *Checker) Check(doc *mapping.Document, now time.Time) {
	adapted, err := c.For(doc.Strictness)
	if err != nil {
		adapted = c
		holdAll(doc, err)
	}
	adapted.check(doc, now)
}

func (c *Checker) check(doc *mapping.Document, now time.Time) {
	c.checkSums(doc)
	subjects := make([]*subject, len(doc.Filings))
	file := &file{doc: doc}
	for i := range doc.Filings {
		subjects[i] = newSubject(&doc.Filings[i], now, c.limits)
		file.add(subjects[i])
	}
	for i := range doc.Filings {
		if subjects[i] == nil { // without a request there is nothing to check, and nothing to send
			doc.Filings[i].Outcome = mapping.Invalid
			continue
		}
		c.checkFiling(subjects[i])
		doc.Filings[i].Outcome = outcome(doc.Filings[i].Problems)
	}
}

// holdAll holds the filings of a document whose profile says what cannot be. Who runs docket checks profiles before they
// are used, so this is for those that were not.
func holdAll(doc *mapping.Document, wrong error) {
	problem := mapping.Problem{
		Severity: mapping.Warning, Question: true, Code: "profile_rule", Cells: []sheet.Place{},
		Message: "What the profile " + doc.Profile + " says of the rules cannot be: " + strings.ReplaceAll(wrong.Error(), "\n", "; ") + ".",
		Hint:    "Correct the profile; the filing was checked as if it said nothing.",
	}
	for i := range doc.Filings {
		problems := &doc.Filings[i].Problems
		if !slices.ContainsFunc(*problems, func(p mapping.Problem) bool { return p.Code == problem.Code && p.Message == problem.Message }) {
			*problems = append(*problems, problem)
		}
	}
}

// checkFiling adds the problems of one filing.
func (c *Checker) checkFiling(s *subject) {
	personal := s.personal()
	for i := range s.of.Problems {
		maskProblem(personal, &s.of.Problems[i])
	}
	for _, f := range c.unsaid(s, c.findings(s)) {
		problem := s.problem(f)
		maskProblem(personal, &problem)
		s.of.Problems = append(s.of.Problems, problem)
	}
}

// findings are what all rules have to say of a filing, nothing twice, in the order of the rules.
func (c *Checker) findings(s *subject) []finding {
	var meant []finding
	for i := range c.rules {
		rule := &c.rules[i]
		level := c.levels[rule.Code]
		if rule.check == nil || level == LevelOff || !slices.Contains(rule.Kinds, s.of.Request.Kind()) {
			continue
		}
		for _, f := range rule.check(s) {
			f.rule, f.level = rule, level
			meant = append(meant, f)
		}
	}
	all := c.joined(c.shapeFindings(s), meant)
	slices.SortStableFunc(all, func(a, b finding) int {
		return cmp.Or(cmp.Compare(c.order[a.rule.Code], c.order[b.rule.Code]), comparePointers(a.at, b.at))
	})
	return all
}

// joined puts shapes and meanings together. A meaning tells better than a shape what is missing; of a value without
// shape it tells nothing.
func (c *Checker) joined(shapes, meant []finding) []finding {
	var all []finding
	misshapen := map[filing.Pointer]bool{}
	for _, f := range shapes {
		f.level = LevelError
		if f.missing && slices.ContainsFunc(meant, func(m finding) bool { return m.level == LevelError && m.misses(f.at) }) {
			continue
		}
		misshapen[f.at] = !f.missing
		all = append(all, f)
	}
	for _, f := range meant {
		if !misshapen[f.at] {
			all = append(all, f)
		}
	}
	return all
}

// rule is the rule of a code.
func (c *Checker) rule(code string) *Rule { return &c.rules[c.order[code]] }

// outcome is what the problems of a filing decide.
func outcome(problems []mapping.Problem) mapping.Outcome {
	decided := mapping.Ready
	for _, problem := range problems {
		switch {
		case problem.Severity == mapping.Error:
			return mapping.Invalid
		case problem.Question:
			decided = mapping.Held
		}
	}
	return decided
}
