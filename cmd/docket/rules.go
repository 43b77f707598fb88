package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"docket/mapping/code"
	"docket/mapping/filing"
	"docket/mapping/profile"
	"docket/validate"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

type rulesCmd struct {
	Output  string   `short:"o" default:"table" enum:"table,json,markdown" help:"Form: table, json, which is one object a code, one a line, or markdown."`
	Profile string   `help:"Profile whose files the rules are for: levels are shown as it sets them." placeholder:"FILE"`
	Rules   string   `help:"Rules file, as the worker has it: levels are shown as it sets them." placeholder:"FILE" env:"DOCKET_RULES"`
	Codes   []string `arg:"" optional:"" name:"code" help:"Codes to explain, as problems have them."`
}

func (rulesCmd) Help() string {
	return `Lists every check that a filing goes through before it is sent: its code, what it does to the filing (error, hold, warning),
and what it rests on: the API requires it, a regulation does, or it is advisable. Then come the other problems that are
told of a file and its filings: what could not be read, and what kept a filing from being sent. With codes, explains these.

  docket rules
  docket rules container_check_digit filing_deadline_near

A rules file sets other levels (off, warning, hold, error) and what is plausible; worker and convert take it, too:

  levels:
    filing_deadline_passed: error
    seller_is_buyer: "off"
  limits:
    filing_notice: 96h          # how long before an ISF's deadline a warning tells the time left; 72h
    longest_voyage_days: 90     # 75
    longest_flight_days: 10
    far_departure_days: 365
    heaviest_load_kg: 30480     # of one container

A profile may set levels and limits for its own files, in the same words; they go before those of the rules file.

Exit status 0, or 2 if there is no such rule or the rules file is wrong.`
}

func (c rulesCmd) Run(w *world) error {
	checker, err := checkerOf(c.Rules)
	if err != nil {
		return err
	}
	if c.Profile != "" {
		if checker, err = c.profiled(checker); err != nil {
			return err
		}
	}
	rules, codes := checker.Rules(), toldCodes()
	if len(c.Codes) > 0 {
		if rules, codes, err = named(rules, codes, c.Codes); err != nil {
			return err
		}
	}
	switch {
	case c.Output == "json":
		return errors.Join(rulesAsJSON(w, rules), codesAsJSON(w, codes))
	case c.Output == "markdown":
		return validate.WritePage(w.out, rules, codes)
	case len(c.Codes) > 0:
		err := explain(w, rules)
		if len(rules) > 0 && len(codes) > 0 {
			fmt.Fprintln(w.out)
		}
		return errors.Join(err, explainCodes(w, codes))
	default:
		if err := errors.Join(listRules(w, rules), listCodes(w, codes)); err != nil {
			return err
		}
		_, err := fmt.Fprintln(w.out, ` "docket rules CODE" explains one.`)
		return err
	}
}

// checkerOf is the checker that a rules file asks for, the usual one without a file.
func checkerOf(file string) (*validate.Checker, error) {
	var config validate.Config
	if file != "" {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, usageError{fmt.Errorf("open the rules file %s: %w", file, cause(err))}
		}
		if config, err = validate.ReadConfig(data); err != nil {
			return nil, usageError{fmt.Errorf("%s: %w", file, err)}
		}
	}
	checker, err := validate.New(config)
	if err != nil {
		return nil, usageError{fmt.Errorf("%s: %w", file, err)}
	}
	return checker, nil
}

// checkerFor is the checker for the files of a profile. What that says of the rules and cannot be is told with its line.
func checkerFor(checker *validate.Checker, p *profile.Profile) (*validate.Checker, error) {
	adapted, err := checker.For(p.Strictness)
	if wrong, ok := errors.AsType[*validate.SettingError](err); ok {
		err = p.Wrong(wrong.Part, `"docket rules" lists the rules and their levels`, wrong.Message)
	}
	if err != nil {
		return nil, usageError{err}
	}
	return adapted, nil
}

// profiled is the checker for the files of the profile.
func (c rulesCmd) profiled(checker *validate.Checker) (*validate.Checker, error) {
	set, err := loadProfile(c.Profile)
	if err != nil {
		return nil, err
	}
	return checkerFor(checker, set[0])
}

// named are the rules, and the other codes, of some names, in their order.
func named(rules []validate.Rule, codes []code.Code, names []string) (ruled []validate.Rule, told []code.Code, err error) {
	for _, name := range names {
		asked := strings.ToLower(name)
		if at := slices.IndexFunc(rules, func(r validate.Rule) bool { return r.Code == asked }); at >= 0 {
			ruled = append(ruled, rules[at])
		} else if at := slices.IndexFunc(codes, func(c code.Code) bool { return c.Code == asked }); at >= 0 {
			told = append(told, codes[at])
		} else {
			return nil, nil, noSuchRule{name, alike(rules, codes, name)}
		}
	}
	return ruled, told, nil
}

// noSuchRule is a code that neither a rule nor another problem has.
type noSuchRule struct {
	code  string
	alike []string
}

func (e noSuchRule) Error() string { return fmt.Sprintf("there is no rule %q", e.code) }

func (e noSuchRule) Unwrap() error { return usageError{fmt.Errorf("no rule %q", e.code)} }

func (e noSuchRule) Hint() string {
	if len(e.alike) > 0 {
		return "did you mean " + strings.Join(e.alike, ", ") + "?"
	}
	return `"docket rules" lists them; what the customs API refuses may have codes of its own`
}

// alike are the codes that share words with another, at most five, the most alike first.
func alike(rules []validate.Rule, codes []code.Code, name string) (found []string) {
	shared := map[string]int{}
	look := func(code string) {
		for word := range strings.SplitSeq(strings.ToLower(name), "_") {
			if len(word) > 2 && strings.Contains(code, word) {
				shared[code]++
			}
		}
		if shared[code] > 0 {
			found = append(found, code)
		}
	}
	for _, rule := range rules {
		look(rule.Code)
	}
	for _, told := range codes {
		look(told.Code)
	}
	slices.SortStableFunc(found, func(a, b string) int { return shared[b] - shared[a] })
	return found[:min(len(found), 5)]
}

// A ruleLine is a rule as JSON. Its names are a contract.
type ruleLine struct {
	Code        string         `json:"code"`
	Theme       string         `json:"theme"`
	Level       validate.Level `json:"level"`
	Basis       validate.Basis `json:"basis"`
	Title       string         `json:"title"`
	Explanation string         `json:"explanation"`
	Source      string         `json:"source"`
	Kinds       []filing.Kind  `json:"kinds"`
	Example     struct {
		Wrong string `json:"wrong"`
		Right string `json:"right"`
	} `json:"example"`
}

func rulesAsJSON(w *world, rules []validate.Rule) error {
	encoder := json.NewEncoder(w.out)
	encoder.SetEscapeHTML(false)
	for _, r := range rules {
		line := ruleLine{Code: r.Code, Theme: r.Theme, Level: r.Level, Basis: r.Basis, Title: r.Title, Explanation: r.Explanation, Source: r.Source, Kinds: r.Kinds}
		line.Example.Wrong, line.Example.Right = r.Example.Wrong, r.Example.Right
		if err := encoder.Encode(line); err != nil {
			return err
		}
	}
	return nil
}

func listRules(w *world, rules []validate.Rule) error {
	t := newList("code", "level", "basis", "of", "what has to hold")
	theme := rules[0].Theme
	for _, r := range rules {
		if r.Theme != theme {
			t.AppendSeparator()
			theme = r.Theme
		}
		t.AppendRow(table.Row{r.Code, r.Level, r.Basis, r.KindsInWords(), r.Title})
	}
	_, err := fmt.Fprintf(w.out, "%s\n\n%d rules.\n", t.Render(), len(rules))
	return err
}

// newList is a table without lines between its columns.
func newList(heads ...any) table.Writer {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Options.DrawBorder, t.Style().Options.SeparateColumns = false, false
	t.Style().Format.Header = text.FormatDefault
	t.AppendHeader(table.Row(heads))
	return t
}

// wrap breaks a text into lines that a terminal shows whole.
func wrap(s string) string {
	lines := strings.Split(text.WrapSoft(s, 100), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

func explain(w *world, rules []validate.Rule) error {
	for i, r := range rules {
		if i > 0 {
			fmt.Fprintln(w.out)
		}
		_, err := fmt.Fprintf(w.out, "%s: %s.\n\n%s\n\n  level   %s\n  basis   %s\n  of      %s\n  wrong   %s\n  right   %s\n  source  %s\n", r.Code, r.Title,
			wrap(r.Explanation), r.Level, r.Basis, r.KindsInWords(), r.Example.Wrong, r.Example.Right, r.Source)
		if err != nil {
			return err
		}
	}
	return nil
}
