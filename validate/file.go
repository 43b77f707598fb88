package validate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"
)

func fileRules() []Rule {
	return []Rule{
		{
			Code: "bill_in_two_filings", Level: LevelError, Basis: Advisable, Kinds: bothKinds, check: billInTwoFilings,
			Title:       "A bill stands for one filing of its file",
			Explanation: "The API takes a second filing with the same bill for an update of the first. Of two that differ, the one sent last would win, and which is right only the sender knows.",
			Source:      bothPages,
			Example:     Example{Wrong: "house bill QSLHBOM2612071 on two rows with other parties", Right: "house bills QSLHBOM2612071 and QSLHBOM2612072"},
		},
		{
			Code: "filing_repeated", Level: LevelWarning, Basis: Advisable, Kinds: bothKinds, check: filingRepeated,
			Title:       "A filing stands in its file once",
			Explanation: "Two filings that agree in everything are sent once. Often a row was copied to be changed, and was not.",
			Source:      bothPages,
			Example:     Example{Wrong: "two equal rows", Right: "one row"},
		},
		{
			Code: "total_differs", Level: LevelHold, Basis: Advisable, Kinds: bothKinds, check: totalDiffers,
			Title:       "Totals are the sum of their parts",
			Explanation: "Where a file states a total, it is compared with what its rows add up to. A difference mostly means that a row is missing or was read wrong. The amount is then left out. A total over several bills that differs is told of each of them.",
			Source:      "custom of the trade",
			Example:     Example{Wrong: "rows of 2,944 and 1,812.5 kg, total 4,576.5 kg", Right: "rows of 2,944 and 1,812.5 kg, total 4,756.5 kg"},
		},
	}
}

// A file is all filings of a document, for comparing them with each other.
type file struct {
	doc     *mapping.Document
	holding map[string][]holder // by kind and bill
}

// A holder is a filing with the bill that others may have, too.
type holder struct {
	*subject
	bill bill
}

func (f *file) add(s *subject) {
	if s == nil {
		return
	}
	if f.holding == nil {
		f.holding = map[string][]holder{}
	}
	s.file = f
	held := map[string]bool{}
	for _, bill := range s.lowestBills() {
		if key := s.key(bill); !held[key] {
			held[key] = true
			f.holding[key] = append(f.holding[key], holder{s, bill})
		}
	}
}

// lowestBills are what no two filings of a file may have in common: their house bills, or else their other bills.
func (s *subject) lowestBills() []bill {
	if houses := s.billsOf(filing.House); len(houses) > 0 {
		return houses
	}
	return s.bills
}

func (s *subject) key(b bill) string {
	level := "direct"
	if b.Level == filing.House {
		level = "house"
	}
	return string(s.of.Request.Kind()) + " " + level + " " + strings.ToUpper(b.Compact())
}

func billInTwoFilings(s *subject) []finding {
	return s.tellRivals(false, "Bill %s stands for %s of this file that do not agree.", "give each filing its own bill, or make one of them")
}

func filingRepeated(s *subject) []finding {
	return s.tellRivals(true, "Bill %s stands for %s of this file that agree in everything; one is sent.", "leave one of them")
}

// tellRivals tells of the first bill that other filings have, too: filings that agree with this one in everything, or
// filings that do not.
func (s *subject) tellRivals(same bool, sentence, hint string) []finding {
	for _, bill := range s.lowestBills() {
		cells := slices.Clone(s.cellsAt(bill.at))
		rivals := 0
		for _, other := range s.file.holding[s.key(bill)] {
			if other.subject != s && (other.hash() == s.hash()) == same {
				cells = append(cells, other.cellsAt(other.bill.at)...)
				rivals++
			}
		}
		if rivals > 0 {
			slices.SortStableFunc(cells, func(a, b sheet.Place) int { return cmp.Compare(a.Sheet, b.Sheet) })
			return []finding{{at: bill.at, cells: unique(cells), message: fmt.Sprintf(sentence, shorten(bill.Number), plural(rivals+1, "filing")), hint: hint}}
		}
	}
	return nil
}

// hash is the same for two filings that ask for the same.
func (s *subject) hash() string {
	if s.hashed == "" {
		hash, err := filing.Hash(s.of.Request)
		if err != nil {
			hash = fmt.Sprintf("%p", s) // like no other
		}
		s.hashed = hash
	}
	return s.hashed
}

func totalDiffers(s *subject) (found []finding) {
	for _, sum := range s.of.Sums {
		if sum.Differs() {
			found = append(found, s.tellSum(sum))
		}
	}
	return found
}

func (s *subject) tellSum(sum mapping.Sum) finding {
	return finding{
		at: sum.Of, cells: sum.Cells, value: sum.Stated.String(),
		message: fmt.Sprintf("The stated total of %s is %s, but its parts add up to %s.", s.name(sum.Of), sum.Stated, sum.Added),
		hint:    "check the total, and that no row is missing",
	}
}

// checkSums adds to a document what is wrong with its grand totals, and tells each of its filings: which of them a
// wrong row is of, or a missing one, nobody knows.
func (c *Checker) checkSums(doc *mapping.Document) {
	rule := c.rule("total_differs")
	level := c.levels[rule.Code]
	if level == LevelOff {
		return
	}
	nobody := &subject{of: &mapping.Filing{}}
	for _, sum := range doc.Sums {
		if !sum.Differs() {
			continue
		}
		found := nobody.tellSum(sum)
		found.rule, found.level = rule, level
		problem := nobody.problem(found)
		problem.Field = ""
		doc.Problems = tellOnce(doc.Problems, problem)
		for i := range doc.Filings {
			doc.Filings[i].Problems = tellOnce(doc.Filings[i].Problems, problem)
		}
	}
}

// tellOnce adds a problem to those that do not tell it already.
func tellOnce(problems []mapping.Problem, problem mapping.Problem) []mapping.Problem {
	told := func(p mapping.Problem) bool { return p.Code == problem.Code && p.Message == problem.Message }
	if slices.ContainsFunc(problems, told) {
		return problems
	}
	return append(problems, problem)
}
