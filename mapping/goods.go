package mapping

import (
	"docket/mapping/field"
	"docket/mapping/filing"
	"docket/mapping/layout"
	"docket/mapping/sheet"
	"docket/mapping/value"
	"slices"
)

// A tariffLine is a tariff number with its country of origin, and the party that made the goods.
type tariffLine struct {
	number, origin string
	numberFacts    []layout.Fact
	originFacts    []layout.Fact
	block          int // of the manufacturer it stands with, 0 for none
	ordinal        int // 2 for "HTS 2", which goes with "Manufacturer 2"
	problems       []pending
}

// A pending problem waits for the place in the request that it is about.
type pending struct {
	key     string // below the line's or party's pointer
	fact    layout.Fact
	remarks []value.Remark
	err     error
}

// report turns pending problems into problems at a place in the request.
func (d *draft) report(at func(key string) filing.Pointer, list []pending) {
	for _, p := range list {
		if p.err != nil {
			d.unread(at(p.key), p.fact, p.err)
		}
		d.remark(at(p.key), p.fact, p.remarks)
	}
}

// tariffLines reads the tariff lines of a shipment. A line of a table has the origin and the manufacturer of its row;
// where a row leaves the manufacturer out, that of the row above holds. One origin on a form holds for all lines that
// have none of their own.
func (d *draft) tariffLines() (lines []tariffLine) {
	shared, sharedFacts, sharedProblems := d.sharedOrigin()
	block := 0
	for i := range d.rows {
		r := &d.rows[i]
		if maker := blockOf(r.Facts, field.Manufacturer); maker != 0 {
			block = maker
		} else if r.previous == nil {
			block = 0
		}
		for _, f := range r.Facts {
			if asksFor(f, field.HTS) && present(f) {
				lines = append(lines, d.linesOf(f, d.withMaker(r.Facts, f), block)...)
			}
		}
	}
	for _, f := range d.head {
		if asksFor(f, field.HTS) && present(f) && !(d.own && len(lines) > 0) {
			lines = append(lines, d.linesOf(f, d.nearby(f), makerBlock(f))...)
		}
	}
	for i := range lines {
		if lines[i].origin == "" && shared != "" {
			lines[i].origin, lines[i].originFacts = shared, sharedFacts
			lines[i].problems = append(lines[i].problems, sharedProblems...)
		}
	}
	return lines
}

// withMaker are the facts of a row with those that stand in the block of its manufacturer in other rows, as where each
// party has a column.
func (d *draft) withMaker(facts []layout.Fact, f layout.Fact) []layout.Fact {
	block := makerBlock(f)
	if block == 0 {
		return facts
	}
	for _, other := range d.rowFacts() {
		if makerBlock(other) == block {
			facts = append(slices.Clip(facts), other)
		}
	}
	return facts
}

// makerBlock is the block of the manufacturer that a fact of a form stands with.
func makerBlock(f layout.Fact) int {
	if f.Term.Role == field.Manufacturer {
		return f.Block
	}
	return 0
}

// blockOf is the block of the party in a role among some facts, 0 if there is none.
func blockOf(facts []layout.Fact, role field.Role) int {
	for _, f := range facts {
		if f.Term.Role == role && f.Text != "" && (f.Term.Name == "" || f.Term.Name.IsAttribute()) {
			return f.Block
		}
	}
	return 0
}

// nearby are the facts of a form that stand with a fact in one party's block.
func (d *draft) nearby(f layout.Fact) (facts []layout.Fact) {
	if makerBlock(f) == 0 {
		return nil
	}
	for _, other := range d.head {
		if makerBlock(other) == f.Block {
			facts = append(facts, other)
		}
	}
	return facts
}

// linesOf reads the tariff numbers of a fact, with the origin that stands beside it.
func (d *draft) linesOf(f layout.Fact, beside []layout.Fact, block int) []tariffLine {
	text := f.Text
	if len(f.Terms) == 1 {
		text = d.withBeside(f)
	}
	tariffs, remarks, err := value.ParseTariffs(text, value.HTSEvidence{Numeric: f.Values[0].Kind == sheet.Number})
	if err != nil {
		return []tariffLine{{block: block, problems: []pending{{key: "harmonized_number", fact: f, err: err}}}}
	}
	var lines []tariffLine
	for _, t := range tariffs {
		lines = append(lines, tariffLine{number: t.Number, numberFacts: []layout.Fact{f}, block: block, ordinal: f.Ordinal})
	}
	if len(lines) > 0 && len(remarks) > 0 {
		lines[0].problems = append(lines[0].problems, pending{key: "harmonized_number", fact: f, remarks: remarks})
	}
	d.giveOrigins(lines, beside)
	return lines
}

// giveOrigins gives lines the origin that stands beside them: one for all, or as many as there are lines.
func (d *draft) giveOrigins(lines []tariffLine, beside []layout.Fact) {
	for _, f := range beside {
		if !asksFor(f, field.Origin) || !present(f) || len(lines) == 0 {
			continue
		}
		countries, remarks, err := value.ParseCountries(f.Text)
		problem := pending{key: "country_of_origin", fact: f, remarks: remarks, err: err}
		switch {
		case err != nil:
		case len(countries) == 1:
			for i := range lines {
				lines[i].origin, lines[i].originFacts = string(countries[0]), []layout.Fact{f}
			}
		case len(countries) == len(lines):
			for i := range lines {
				lines[i].origin, lines[i].originFacts = string(countries[i]), []layout.Fact{f}
			}
		default:
			problem.err = severalOrigins
		}
		lines[0].problems = append(lines[0].problems, problem)
		return
	}
}

var severalOrigins = &value.Ambiguous{
	Code: "several_origins", Message: "Several countries of origin are named, and which holds for which tariff number is not said.",
	Hint: "Give each tariff number a line of its own with its country of origin.",
}

// sharedOrigin is the origin that a form states for all its goods.
func (d *draft) sharedOrigin() (origin string, facts []layout.Fact, problems []pending) {
	for _, f := range d.head {
		if !asksFor(f, field.Origin) || !present(f) || f.Term.Role != "" && f.Block != 0 && d.hasOwnLines(f) {
			continue
		}
		countries, remarks, err := value.ParseCountries(f.Text)
		switch {
		case err != nil:
			problems = append(problems, pending{key: "country_of_origin", fact: f, err: err})
		case len(countries) > 1, origin != "" && string(countries[0]) != origin:
			return "", nil, []pending{{key: "country_of_origin", fact: f, err: severalOrigins}}
		default:
			origin, facts = string(countries[0]), append(facts, f)
			problems = append(problems, pending{key: "country_of_origin", fact: f, remarks: remarks})
		}
	}
	return origin, facts, problems
}

// hasOwnLines says whether the block that an origin stands in has tariff numbers of its own.
func (d *draft) hasOwnLines(origin layout.Fact) bool {
	for _, f := range d.head {
		if asksFor(f, field.HTS) && f.Block == origin.Block && f.Term.Role == origin.Term.Role {
			return true
		}
	}
	return false
}
