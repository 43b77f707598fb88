package annotate

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"docket/mapping/sheet"
)

// beforeRules and beforeLegacy are the elements of a worksheet that stand before its rules, and before its old-style
// drawing (18.3.1.99, worksheet).
var (
	beforeRules = []string{"sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges",
		"scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting"}
	beforeLegacy = append(slices.Clone(beforeRules), "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks",
		"colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing")
)

// markSheet takes an earlier copy's marks off a sheet and puts the new ones on. Cells and their formats stay as they
// are: the fills are rules over them.
func (ed *editor) markSheet(entry sheetEntry, marks *sheetMarks, s *sheet.Sheet, before []sheet.Ref, ruleFormat int) error {
	p, err := ed.open(entry.part, 6)
	if err != nil {
		return err
	}
	ed.deselect(p)
	if entry.kind != "worksheet" {
		return nil
	}
	ed.eraseRules(p)
	if marks == nil {
		marks = &sheetMarks{}
	}
	if len(marks.kinds) > 0 {
		ed.addRules(p, marks, s, ruleFormat)
	}
	return ed.addComments(p, marks.comments, before)
}

// deselect leaves a sheet unselected: of several selected sheets a program changes all at once.
func (ed *editor) deselect(p *part) {
	for _, view := range p.root.child("sheetViews").all("sheetView") {
		if _, found := view.find(p.text, "tabSelected", false); found {
			p.set(view, "tabSelected", "0")
		}
	}
}

// eraseRules takes the rules of an earlier copy away.
func (ed *editor) eraseRules(p *part) {
	for _, formatting := range p.root.all("conditionalFormatting") {
		var ours []*element
		for _, rule := range formatting.all("cfRule") {
			if strings.Contains(rule.content(p.text), ruleMark) {
				ours = append(ours, rule)
			}
		}
		if len(ours) > 0 && len(ours) == len(formatting.children) {
			p.remove(formatting)
			continue
		}
		for _, rule := range ours {
			p.remove(rule)
		}
	}
}

// addRules lays a rule over the cells of each kind. Rules of the sender's step back behind docket's and keep their
// order: of several that fit a cell, programs show the first.
func (ed *editor) addRules(p *part, marks *sheetMarks, s *sheet.Sheet, ruleFormat int) {
	var xml strings.Builder
	for k := range looks {
		areas := areasOf(marks.kinds, Kind(k), s)
		for chunk := range slices.Chunk(areas, maxAreas) {
			fmt.Fprintf(&xml, `<%[1]s sqref="%[2]s"><%[3]s type="expression" dxfId="%[4]d" priority="%[5]d"><%[6]s>%[7]s</%[6]s></%[3]s></%[1]s>`,
				p.root.tag("conditionalFormatting"), strings.Join(chunk, " "), p.root.tag("cfRule"), ruleFormat+k, k+1, p.root.tag("formula"), escaped(Kind(k).formula()))
		}
	}
	ed.stepBack(p)
	p.place(p.root, xml.String(), beforeRules)
}

// stepBack counts the sender's rules from after docket's, if they are not yet.
func (ed *editor) stepBack(p *part) {
	priorities := map[*element]int{}
	first := len(looks) + 1
	for _, rule := range rulesIn(p.root) {
		if n, err := strconv.Atoi(rule.attr(p.text, "priority")); err == nil && !strings.Contains(rule.content(p.text), ruleMark) {
			priorities[rule] = n
			first = min(first, n)
		}
	}
	if first > len(looks) {
		return
	}
	for rule, n := range priorities {
		p.set(rule, "priority", strconv.Itoa(n+len(looks)+1-first))
	}
}

// rulesIn are the rules of a sheet, those of later Excels in its extensions too.
func rulesIn(e *element) (rules []*element) {
	for _, c := range e.children {
		if c.name == "cfRule" {
			rules = append(rules, c)
			continue
		}
		rules = append(rules, rulesIn(c)...)
	}
	return rules
}

// maxAreas is how many areas a rule is laid over; Excel takes no more than 8,192.
const maxAreas = 2000

// areasOf are the cells of a kind, in as few areas as columns allow, and merged areas whole.
func areasOf(kinds map[sheet.Ref]Kind, k Kind, s *sheet.Sheet) []string {
	merged := map[sheet.Ref]sheet.Area{}
	for _, area := range s.Merges {
		if _, marked := kinds[area.First]; marked {
			merged[area.First] = area
		}
	}
	var refs []sheet.Ref
	for ref, kind := range kinds {
		if kind == k {
			refs = append(refs, ref)
		}
	}
	slices.SortFunc(refs, func(a, b sheet.Ref) int {
		if a.Col != b.Col {
			return int(a.Col - b.Col)
		}
		return int(a.Row - b.Row)
	})
	var areas []sheet.Area
	for _, ref := range refs {
		area, whole := merged[ref]
		if whole {
			areas = append(areas, area)
			continue
		}
		if last := len(areas) - 1; last >= 0 && areas[last].Last == (sheet.Ref{Row: ref.Row - 1, Col: ref.Col}) && areas[last].First.Col == ref.Col {
			areas[last].Last = ref
			continue
		}
		areas = append(areas, sheet.Area{First: ref, Last: ref})
	}
	texts := make([]string, len(areas))
	for i, area := range areas {
		if texts[i] = area.String(); area.First == area.Last {
			texts[i] = area.First.String()
		}
	}
	return texts
}

// addComments ties the sheet to its comments, and these to the shapes that show them.
func (ed *editor) addComments(p *part, added []comment, before []sheet.Ref) error {
	if len(added)+len(before) == 0 {
		return nil
	}
	related, err := ed.relationsOf(p.name)
	if err != nil {
		return err
	}
	n, err := ed.openNotes(related)
	if err != nil {
		return err
	}
	n.rewrite(before, added)
	if len(n.shown)+len(n.hidden) == 0 {
		return nil
	}
	return ed.addShapes(p, related, n, added)
}

// legacyDrawing is the part with the shapes of a sheet's comments, "" if it has none.
func legacyDrawing(p *part, related *relations) string {
	e := p.root.child("legacyDrawing")
	if e == nil {
		return ""
	}
	id, _ := e.find(p.text, "id", true)
	return related.to(id.value)
}
