package profile

import (
	"fmt"
	"slices"

	"docket/mapping/field"
	"docket/mapping/layout"
	"docket/mapping/sheet"
	"docket/mapping/value"
)

// Trouble is a value that a rule of the profile could not work on.
type Trouble struct {
	Field string
	Cells []sheet.Place
	Text  string
	Err   error
}

// Rewrite applies the rules for values to all facts. What a constant replaces stays known as something that no filing
// has a place for, so that nobody takes it for read.
func (r *Reading) Rewrite() {
	if !r.Applied() {
		return
	}
	for i := range r.Profile.Fields {
		rule := &r.Profile.Fields[i]
		for j := range r.Sheets {
			r.rewriteAll(rule, r.Sheets[j].Form)
			for k := range r.Sheets[j].Tables {
				t := &r.Sheets[j].Tables[k]
				for n := range t.Rows {
					r.rewriteAll(rule, t.Rows[n].Facts)
				}
				if rule.Constant != nil {
					for n := range t.Totals {
						r.rewriteAll(rule, t.Totals[n].Facts)
					}
				}
			}
		}
	}
}

func (r *Reading) rewriteAll(rule *Rule, facts []layout.Fact) {
	for i := range facts {
		f := &facts[i]
		switch at := slices.Index(f.Terms, rule.term); {
		case at < 0:
		case rule.Constant != nil:
			f.Terms = slices.Clone(f.Terms)
			f.Terms[at] = noPlace
			f.Term = f.Terms[0]
		case len(f.Terms) == 1 && f.Text != "":
			r.rewrite(rule, f)
		}
	}
}

// rewrite puts a fact's text as a rule has it.
func (r *Reading) rewrite(rule *Rule, f *layout.Fact) {
	text := f.Text
	if to, found := rule.folded[fold(text)]; found {
		text = to
	}
	if rule.program != nil {
		name := ""
		if len(f.Cells) > 0 {
			name = f.Cells[0].Sheet
		}
		out, err := textOf(rule.program, r.env(text, name))
		if err != nil {
			r.Trouble = append(r.Trouble, Trouble{Field: rule.Field, Cells: f.Cells, Text: f.Text, Err: err})
			return
		}
		text = out
	}
	if text == f.Text {
		return
	}
	ref := sheet.Ref{}
	if len(f.Values) > 0 {
		ref = f.Values[0].Ref
	}
	f.Text, f.Beside = text, nil
	f.Values = []*sheet.Cell{{Ref: ref, Kind: sheet.Text, Text: text}}
	if text == "" { // the expression says that there is none
		f.Terms, f.Term = []field.Term{noPlace}, noPlace
	}
}

// env is what an expression sees of the workbook.
func (r *Reading) env(text, on string) textEnv {
	return textEnv{Text: text, Field: r.fieldText, Cell: func(ref string) string {
		place, err := sheet.ParsePlace(ref)
		if err != nil {
			if place.Ref, err = sheet.ParseRef(ref); err != nil {
				return ""
			}
			place.Sheet = on
		}
		for _, s := range r.book.Sheets {
			if c := s.At(place.Ref); (s.Name == place.Sheet || place.Sheet == "") && c != nil {
				return c.Text
			}
		}
		return ""
	}}
}

// fieldText is the first value of a field.
func (r *Reading) fieldText(name string) (text string) {
	term, err := field.ParseTerm(name)
	if err != nil {
		return ""
	}
	for _, s := range r.Sheets {
		s.EachFact(func(f layout.Fact) {
			if text == "" && slices.Contains(f.Terms, term) && present(f) {
				text = f.Text
			}
		})
	}
	return text
}

func present(f layout.Fact) bool {
	return f.Text != "" && value.ParseAbsence(f.Text) == value.Present
}

// Given are facts that the profile gives a shipment of which some facts are known: constants, and where it has no value
// of a field, what the field's expression makes of nothing, or its default. No cell holds them.
func (r *Reading) Given(known []layout.Fact) (given []layout.Fact) {
	if !r.Applied() {
		return nil
	}
	for i := range r.Profile.Fields {
		rule := &r.Profile.Fields[i]
		if text := r.given(rule, known); text != "" {
			given = append(given, layout.Fact{
				Term: rule.term, Terms: []field.Term{rule.term}, Text: text, Values: []*sheet.Cell{{Kind: sheet.Text, Text: text}},
				Label: fmt.Sprintf("profile %s", r.Profile.Name), Score: 1,
			})
		}
	}
	return given
}

func (r *Reading) given(rule *Rule, known []layout.Fact) string {
	if rule.Constant != nil {
		return *rule.Constant
	}
	if slices.ContainsFunc(known, func(f layout.Fact) bool { return slices.Contains(f.Terms, rule.term) && present(f) }) {
		return ""
	}
	if rule.program != nil {
		text, err := textOf(rule.program, r.env("", ""))
		if err == nil && text != "" {
			return text
		}
		if err != nil {
			r.Trouble = append(r.Trouble, Trouble{Field: rule.Field, Err: err})
		}
	}
	if rule.Default != nil {
		return *rule.Default
	}
	return ""
}
