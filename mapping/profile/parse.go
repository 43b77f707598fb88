package profile

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"docket/mapping/field"
	"docket/mapping/filing"
	"docket/mapping/sheet"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// An Error is what is wrong with a profile.
type Error struct {
	File    string
	Line    int // 0 for the file as a whole
	Message string
	Fix     string
}

func (e *Error) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("%s, line %d: %s", e.File, e.Line, e.Message)
	}
	return e.File + ": " + e.Message
}

// Hint says what to do.
func (e *Error) Hint() string {
	return cmp.Or(e.Fix, `"docket profile infer FILE" writes a profile that is right to begin with`)
}

// maxProfile bounds a profile's size, in bytes.
const maxProfile = 256 << 10

// A source is the text of a profile being parsed.
type source struct {
	file string
	tree *ast.File
}

// Parse reads a profile. Name is the file's, for messages. An error is an *Error.
func Parse(name string, text []byte) (*Profile, error) {
	s := &source{file: path.Base(name)}
	if len(text) > maxProfile {
		return nil, &Error{File: s.file, Message: "the profile is larger than 256 KiB", Fix: "Pin only what the files have in common."}
	}
	if strings.TrimSpace(string(text)) == "" {
		return nil, &Error{File: s.file, Message: "the profile is empty"}
	}
	p := &Profile{}
	if err := s.read(text, p); err != nil {
		return nil, s.misread(err)
	}
	p.source = s // not before: of a text of nothing but comments, the library makes a new profile
	if len(s.tree.Docs) > 1 {
		return nil, &Error{File: s.file, Message: "there is more than one document in the file", Fix: "Write each profile into a file of its own."}
	}
	if err := p.compile(); err != nil {
		return nil, err
	}
	return p, nil
}

// read reads the YAML. The library panics on some broken texts, such as a tag without a value.
func (s *source) read(text []byte, p *Profile) (err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("this is no YAML that can be understood")
		}
	}()
	if err := s.bounded(string(text)); err != nil {
		return err
	}
	if s.tree, err = parser.ParseBytes(text, 0); err != nil {
		return err
	}
	return yaml.UnmarshalWithOptions(text, p, yaml.Strict())
}

// misread is an error of the YAML, with its line.
func (s *source) misread(err error) error {
	if told, ok := errors.AsType[*Error](err); ok {
		return told
	}
	out := &Error{File: s.file, Message: err.Error()}
	if known, ok := errors.AsType[yaml.Error](err); ok {
		out.Message = known.GetMessage()
		if t := known.GetToken(); t != nil && t.Position != nil {
			out.Line = t.Position.Line
		}
	}
	return out
}

// wrong is an error at a place of the profile, given as a YAML path such as "$.sheets[0].labels[3].at".
func (s *source) wrong(at, fix, format string, args ...any) error {
	out := &Error{File: s.file, Message: fmt.Sprintf(format, args...), Fix: fix}
	for ; at != "$" && at != ""; at = at[:max(strings.LastIndexAny(at, ".["), 0)] {
		where, err := yaml.PathString(at)
		if err != nil {
			continue
		}
		node, err := where.FilterFile(s.tree) // a path that the file does not have leads to what is around it
		if err == nil && node != nil && node.GetToken() != nil {
			out.Line = node.GetToken().Position.Line
			break
		}
	}
	return out
}

// Wrong is an error of a part of a profile, such as "levels.seller_is_buyer", with its line.
func (p *Profile) Wrong(part, fix, message string) error {
	return p.source.wrong("$."+part, fix, "%s", message)
}

// compile checks what the YAML says and makes it ready to be applied.
func (p *Profile) compile() error {
	s := p.source
	if strings.TrimSpace(p.Name) == "" || p.Name == "auto" {
		return s.wrong("$.profile", `Give it one: "profile: acme-isf".`, "the profile needs a name of its own")
	}
	if p.Document != "" && p.Document != isfWorksheet && p.Document != billOfLading {
		return s.wrong("$.document", "", "document %q is neither %s nor %s", p.Document, isfWorksheet, billOfLading)
	}
	if err := p.compileFilings(); err != nil {
		return err
	}
	for i, pattern := range p.Match.File {
		if _, err := path.Match(pattern, ""); err != nil {
			return s.wrong(fmt.Sprintf("$.match.file[%d]", i), `Write a pattern such as "*ISF*.xlsx".`, "%q is no pattern of file names", pattern)
		}
	}
	if p.Hold.Below < 0 || p.Hold.Below > 1 {
		return s.wrong("$.hold.below", "", "%v is no confidence between 0 and 1", p.Hold.Below)
	}
	for i := range p.Hold.When {
		if err := s.compileHold(i, &p.Hold.When[i]); err != nil {
			return err
		}
	}
	if len(p.Sheets) == 0 {
		return s.wrong("$.sheets", "", "the profile pins no sheet")
	}
	for i := range p.Sheets {
		if err := s.compileSheet(fmt.Sprintf("$.sheets[%d]", i), &p.Sheets[i]); err != nil {
			return err
		}
	}
	for i := range p.Fields {
		if err := s.compileRule(fmt.Sprintf("$.fields[%d]", i), &p.Fields[i]); err != nil {
			return err
		}
	}
	return nil
}

// The document types; package mapping has them as a type.
const (
	isfWorksheet = "isf_worksheet"
	billOfLading = "bill_of_lading"
)

func (p *Profile) compileFilings() error {
	for i, kind := range p.Filings {
		if kind != filing.KindISF && kind != filing.KindOrder {
			return p.source.wrong(fmt.Sprintf("$.filings[%d]", i), "Write isf, order or both.", "%q is no filing", kind)
		}
	}
	switch {
	case p.Filings == nil:
	case p.Document == billOfLading && !slices.Equal(p.Filings, []filing.Kind{filing.KindOrder}):
		return p.source.wrong("$.filings", `Write "filings: [order]" or leave it out.`, "of a bill of lading docket makes orders alone")
	case p.Document != billOfLading && !slices.Contains(p.Filings, filing.KindISF):
		return p.source.wrong("$.filings", `Write "filings: [isf]" or "filings: [isf, order]".`, "an order made of an ISF worksheet names the ISF, so that cannot be left out")
	}
	return nil
}

func (s *source) compileSheet(at string, sheet *Sheet) error {
	required := 0
	for i := range sheet.Labels {
		if err := s.compileLabel(fmt.Sprintf("%s.labels[%d]", at, i), &sheet.Labels[i]); err != nil {
			return err
		}
		l := &sheet.Labels[i]
		if !l.Optional {
			required++
		}
		for _, o := range sheet.Labels[:i] {
			switch {
			case o.ref == l.ref && o.text == l.text:
				return s.wrong(fmt.Sprintf("%s.labels[%d]", at, i), "Leave one of the two.", "the label %q at %s is listed twice", l.Label, l.At)
			case l.hasArea() && o.hasArea() && l.area.Contains(o.area.First) && l.terms != nil && o.terms != nil:
				return s.wrong(fmt.Sprintf("%s.labels[%d].value", at, i), "Give each label a value of its own.", "%s is the value of %q and of %q", l.Value, o.Label, l.Label)
			}
		}
	}
	if required == 0 {
		return s.wrong(at, "Pin a label that every file has.", "the sheet %q has no label that has to be there, so every sheet would fit", sheet.Name)
	}
	return nil
}

func (s *source) compileLabel(at string, l *Label) (err error) {
	if l.ref, err = sheet.ParseRef(l.At); err != nil {
		return s.wrong(at+".at", "Write a cell such as B5.", "%v", err)
	}
	if l.text = fold(l.Label); l.text == "" {
		return s.wrong(at, "Write the text of the cell.", "the label at %s has no text", l.At)
	}
	if l.Field != "" {
		for part := range strings.SplitSeq(l.Field, "+") {
			term, err := field.ParseTerm(strings.TrimSpace(part))
			if err != nil {
				return s.wrong(at+".field", "The README beside package profile lists the fields.", "%v", err)
			}
			l.terms = append(l.terms, term)
		}
	}
	switch l.Value {
	case "", Column, Inside:
		return nil
	}
	if l.area, err = sheet.ParseArea(l.Value); err != nil {
		return s.wrong(at+".value", "Write a cell such as C5, an area such as C5:C9, column or inside.", "%v", err)
	}
	if l.area.Contains(l.ref) {
		return s.wrong(at+".value", `Write "value: inside" for a value that stands in its label's cell.`, "the value %s holds its own label", l.Value)
	}
	return nil
}

func (s *source) compileRule(at string, r *Rule) (err error) {
	if r.term, err = field.ParseTerm(r.Field); err != nil {
		return s.wrong(at+".field", "The README beside package profile lists the fields.", "%v", err)
	}
	if r.Constant != nil && (r.Map != nil || r.Is != "" || r.Default != nil) {
		return s.wrong(at, "Leave one of the two.", "%s has a constant, and a rule for values that the constant replaces", r.Field)
	}
	if r.Constant == nil && r.Map == nil && r.Is == "" && r.Default == nil {
		return s.wrong(at, "Give it a constant, a default, a map or an expression.", "nothing is said of %s", r.Field)
	}
	r.folded = map[string]string{}
	for from, to := range r.Map {
		if other, twice := r.folded[fold(from)]; twice && other != to {
			return s.wrong(at+".map", "Leave one of the two.", "%q is mapped twice", from)
		}
		r.folded[fold(from)] = to
	}
	if r.Is != "" {
		if r.program, err = compileText(r.Is); err != nil {
			return s.wrong(at+".is", expressionHint, "%v", err)
		}
	}
	return nil
}

func (s *source) compileHold(i int, r *HoldRule) (err error) {
	at := fmt.Sprintf("$.hold.when[%d]", i)
	if strings.TrimSpace(r.Say) == "" {
		return s.wrong(at, `Add "say:" with a sentence for the person who looks at the filing.`, "the rule does not say why it holds")
	}
	if r.program, err = compileQuestion(r.If); err != nil {
		return s.wrong(at+".if", expressionHint, "%v", err)
	}
	return nil
}

// fold is a text without what makes no difference between labels: case, runs of blanks, marks at its ends.
func fold(text string) string {
	return strings.Trim(strings.ToLower(strings.Join(strings.Fields(text), " ")), " :：*.")
}
