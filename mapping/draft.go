package mapping

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"docket/mapping/field"
	"docket/mapping/filing"
	"docket/mapping/layout"
	"docket/mapping/sheet"
	"docket/mapping/value"
)

// A draft is a filing while its request is being written. What is written is always written together with the cells
// that it was read from, and what could not be read becomes a problem at its cells.
type draft struct {
	*shipment
	evidence *evidence
	options  Options
	filing   Filing
	beside   map[*sheet.Cell]bool // cells right behind a value that were read with it
	listed   map[string][]group   // see listing; nil until a party asks for it
	told     map[string]bool      // problems, by their code, field and cells

	least       float64        // score of the weakest field
	weakest     filing.Pointer // the field that docket is least sure of
	weakestFact layout.Fact
}

func newDraft(s *shipment, e *evidence, o Options, kind filing.Kind) *draft {
	return &draft{shipment: s, evidence: e, options: o, beside: map[*sheet.Cell]bool{}, told: map[string]bool{}, least: 1, filing: Filing{
		Kind: kind, Cells: map[filing.Pointer][]sheet.Place{}, Confidences: map[filing.Pointer]float64{}, scores: map[filing.Pointer]float64{}, Problems: []Problem{}, Blanks: map[filing.Pointer][]sheet.Place{},
	}}
}

// wrote notes where the value of a field was read.
func (d *draft) wrote(at filing.Pointer, facts ...layout.Fact) {
	for _, f := range facts {
		places := f.Cells
		for _, cell := range f.Beside {
			if d.beside[cell] {
				places = append(slices.Clip(places), sheet.Place{Sheet: f.Cells[0].Sheet, Ref: cell.Ref})
			}
		}
		for _, place := range places {
			if !slices.Contains(d.filing.Cells[at], place) {
				d.filing.Cells[at] = append(d.filing.Cells[at], place)
			}
		}
		d.sure(scoreOf(f), at, f)
		if strings.ContainsFunc(f.Text, isLost) {
			d.ask(at, "text_garbled", "This text holds characters that were lost on the way, or that no paper of customs has.", "Type the text again.", f)
		}
	}
}

// isLost says whether a character stands for one that could not be read, or is a picture.
func isLost(r rune) bool { return r == unicode.ReplacementChar || r >= 0x1f000 && r < 0x20000 }

// sure lowers the score of a field to that of a fact that it was read from.
func (d *draft) sure(score float64, at filing.Pointer, f layout.Fact) {
	if known, found := d.filing.scores[at]; !found || score < known {
		d.filing.scores[at] = score
	}
	if score < d.least {
		d.least, d.weakest, d.weakestFact = score, at, f
	}
}

// blankAt notes where the sender would have to write what the field lacks.
func (d *draft) blankAt(at filing.Pointer, names ...field.Name) {
	if f, found := d.blank(names...); found {
		d.leftBlank(at, f)
	}
}

func (d *draft) leftBlank(at filing.Pointer, f layout.Fact) {
	d.filing.Blanks[at] = slices.Concat(f.Cells, f.Labels[max(0, len(f.Labels)-1):]) // not what says whose part it is
}

// remark passes on what a parser remarked about a value that it read.
func (d *draft) remark(at filing.Pointer, f layout.Fact, remarks []value.Remark) {
	for _, r := range remarks {
		d.problem(Problem{Severity: Warning, Code: r.Code, Field: at, Cells: f.Cells, Value: f.Text, Message: r.Message, Hint: r.Hint})
	}
}

// unread says why a value could not be read. One with several readings is a question for a person.
func (d *draft) unread(at filing.Pointer, f layout.Fact, err error) {
	p := Problem{Severity: Error, Code: "unreadable", Field: at, Cells: f.Cells, Value: f.Text, Message: err.Error()}
	var ambiguous *value.Ambiguous
	var unreadable *value.Unreadable
	switch {
	case errors.As(err, &ambiguous):
		p.Severity, p.Code, p.Hint, p.Question = Warning, ambiguous.Code, ambiguous.Hint, true
	case errors.As(err, &unreadable):
		p.Code, p.Hint = unreadable.Code, unreadable.Hint
	}
	d.problem(p)
}

// ask puts a question about a field to a person.
func (d *draft) ask(at filing.Pointer, code, message, hint string, facts ...layout.Fact) {
	p := Problem{Severity: Warning, Code: code, Field: at, Message: message, Hint: hint, Question: true}
	for _, f := range facts {
		p.Cells = append(p.Cells, f.Cells...)
	}
	if len(facts) > 0 {
		p.Value = facts[0].Text
	}
	d.problem(p)
}

// askWhich asks which of two facts holds that say different things of one field.
func (d *draft) askWhich(at filing.Pointer, one, other layout.Fact) {
	d.ask(at, "stated_twice", "The file states this twice, and differently: "+saidBy(one)+", and "+saidBy(other)+".", "Leave one of the two.", one, other)
}

// saidBy is what a fact says and where, for a sentence.
func saidBy(f layout.Fact) string {
	const long = 60
	said := strings.Join(strings.Fields(value.Mask(f.Text)), " ")
	if letters := []rune(said); len(letters) > long {
		said = string(letters[:long-1]) + "…"
	}
	if len(f.Cells) == 0 {
		return "“" + said + "” in its profile"
	}
	return "“" + said + "” in " + f.Cells[0].String()
}

// problem adds a problem, once.
func (d *draft) problem(p Problem) {
	if p.Cells == nil {
		p.Cells = []sheet.Place{}
	}
	if key := fmt.Sprint(p.Code, p.Field, p.Cells); !d.told[key] {
		d.told[key] = true
		d.filing.Problems = append(d.filing.Problems, p)
	}
}

// number is an exact number as the requests take it.
func number(d value.Decimal) filing.Decimal {
	n, err := filing.ParseDecimal(d.String())
	if err != nil {
		return filing.Decimal{} // longer than anything that is shipped; its parser has bounds of its own
	}
	return n
}
