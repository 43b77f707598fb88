package mapping

import (
	"encoding/json"
	"fmt"
	"slices"

	"docket/mapping/filing"
	"docket/mapping/layout"
	"docket/mapping/mark"
	"docket/mapping/profile"
	"docket/mapping/sheet"
)

// read finds out what a workbook says, with the profile that is asked for or chosen by where the file lies and what it
// looks like. What keeps a profile from being applied is said of the document, and holds its filings.
func (doc *Document) read(book *sheet.Workbook, o Options) *profile.Reading {
	chosen, err := o.Profiles.Choose(profile.Document{Source: o.Source, Name: doc.Source.Name}, book)
	if o.Profile != "" {
		if chosen, err = o.Profiles.Named(o.Profile), nil; chosen == nil {
			err = fmt.Errorf("there is no profile %q", o.Profile)
		}
	}
	if err != nil {
		doc.Problems = append(doc.Problems, Problem{
			Severity: Warning, Code: "profile_unclear", Cells: []sheet.Place{}, Question: true, Message: "Which profile is to be applied is not clear: " + err.Error() + ".",
			Hint: "Name a profile that docket has, and let each profile's \"match\" speak of its own files. The file was read without one.",
		})
	}
	r := chosen.Read(book)
	r.Sheets = explode(r.Sheets)
	r.Rewrite()
	if r.Applied() {
		doc.Profile = chosen.Name
	}
	for _, m := range r.Fit.Misfits {
		doc.Problems = append(doc.Problems, Problem{
			Severity: Warning, Code: "profile_misfit", Cells: []sheet.Place{m.Place}, Question: true, Message: "The file is not as the profile " + chosen.Name + " says. " + m.Message,
			Hint: "Correct the file or the profile; \"docket profile check\" tells all that differs. The file was read without the profile.",
		})
	}
	if r.Applied() {
		doc.Strictness = r.Profile.Strictness
	}
	return r
}

// profiled are the options as a profile has them.
func (o Options) profiled(r *profile.Reading) Options {
	if !r.Applied() {
		return o
	}
	if o.Type == "" {
		o.Type = DocumentType(r.Profile.Document)
	}
	if r.Profile.Filings != nil {
		o.OrdersFromISF = slices.Contains(r.Profile.Filings, filing.KindOrder)
	}
	if r.Profile.Hold.Below > 0 {
		o.HoldBelow = r.Profile.Hold.Below
	}
	return o
}

// settle adds to a shipment what its profile gives it.
func (s *shipment) settle(r *profile.Reading) {
	given := r.Given(slices.Concat(s.rowFacts(), s.head))
	s.head = append(slices.Clip(s.head), given...)
	s.common += len(given)
}

// review adds to a filing what its profile asks about it, and what of the document as a whole a person has to decide.
func (doc *Document) review(f *Filing, r *profile.Reading) {
	for _, p := range doc.Problems {
		if p.Question {
			f.Problems = append(f.Problems, p)
		}
	}
	for _, t := range r.Trouble {
		f.Problems = append(f.Problems, Problem{
			Severity: Warning, Code: "profile_rule", Cells: slices.Clone(t.Cells), Value: t.Text, Question: true,
			Message: fmt.Sprintf("The profile %s has a rule for %s that does not work on this value: %v.", r.Profile.Name, t.Field, t.Err), Hint: "Correct the value or the rule.",
		})
	}
	for _, q := range r.Questions(f.Kind, f.Reference, f.Confidence, requestTree(f.Request)) {
		p := Problem{Severity: Warning, Code: "profile_hold", Cells: []sheet.Place{}, Question: true, Message: q.Message, Hint: "The profile " + r.Profile.Name + " asks for a look at such filings: approve it or correct the file."}
		if q.Err != nil {
			p.Code, p.Message, p.Hint = "profile_rule", fmt.Sprintf("Whether this holds cannot be told, because a rule of the profile %s does not work: %v. The rule says: %s", r.Profile.Name, q.Err, q.Message), "Correct the rule."
		}
		f.Problems = append(f.Problems, p)
	}
	for i := range f.Problems {
		if f.Problems[i].Cells == nil {
			f.Problems[i].Cells = []sheet.Place{}
		}
	}
}

// requestTree is a request as its JSON has it.
func requestTree(r filing.Request) (tree map[string]any) {
	if text, err := json.Marshal(r); err == nil {
		_ = json.Unmarshal(text, &tree) // it was just written
	}
	return tree
}

// InferProfile writes a profile of a file: the mapping that recognition found, for a person to read and correct. An
// error is a *sheet.ReadError, or says that nothing was recognised.
func InferProfile(name string, data []byte, limits sheet.Limits) (*profile.Profile, error) {
	book, err := readBook(data, limits)
	if err != nil {
		return nil, err
	}
	_, _ = mark.Remove(book)
	kind := typeOf(explode(layout.Read(book)))
	if kind == Unknown {
		return nil, errUnrecognised
	}
	return profile.Infer(name, string(kind), book), nil
}

var errUnrecognised = unrecognised{}

// unrecognised is a file that no profile can be inferred from.
type unrecognised struct{}

func (unrecognised) Error() string {
	return "this file reads neither as an ISF worksheet nor as a bill of lading"
}

// Hint says what to do.
func (unrecognised) Hint() string {
	return "infer a profile from a file that is recognised and correct it, or write one by hand as the README of package profile shows"
}

// CheckProfile tells how a file fits a profile: what moved, and what is not as the profile says. An error is a
// *sheet.ReadError.
func CheckProfile(p *profile.Profile, data []byte, limits sheet.Limits) (profile.Fit, error) {
	book, err := readBook(data, limits)
	if err != nil {
		return profile.Fit{}, err
	}
	_, _ = mark.Remove(book)
	return p.Read(book).Fit, nil
}
