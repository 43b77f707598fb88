package sheet

import (
	"fmt"
	"slices"
	"strings"
)

// An xlsxWorkbook is an xlsx or xlsm file, read up to its cells (ECMA-376 part 1, SpreadsheetML).
type xlsxWorkbook struct {
	pkg      *officePackage
	limits   Limits
	parts    []xlsxSheet
	strings  []string
	styles   *xlsxStyles
	from1904 bool // days are counted from 1904
	said     []string
	names    map[string]string // defined for the whole workbook
	formulas xlsxFormulas
	tally    tally
}

// An xlsxSheet is a sheet and the part that holds its cells.
type xlsxSheet struct {
	sheet *Sheet
	part  string
}

// A sheetEntry is how the workbook part speaks of a sheet.
type sheetEntry struct {
	name, state, relationship string
}

// openXLSX reads a package whose main part is the workbook.
func openXLSX(pkg *officePackage, mainPart string) (*xlsxWorkbook, Format, error) {
	w := &xlsxWorkbook{pkg: pkg, limits: pkg.limits, tally: tally{limits: pkg.limits}}
	entries, err := w.readMainPart(mainPart)
	if err != nil {
		return nil, "", err
	}
	related, err := pkg.relationshipsOf(mainPart)
	if err != nil {
		return nil, "", err
	}
	for _, read := range []func(relationships) error{w.readStrings, w.readStyles} {
		if err := read(related); err != nil {
			return nil, "", err
		}
	}
	if err := w.findSheets(mainPart, entries, related); err != nil {
		return nil, "", err
	}
	format := XLSX
	if len(related.ofKind("vbaProject")) > 0 || strings.Contains(strings.ToLower(pkg.contentTypes.of(mainPart)), "macroenabled") {
		format = XLSM
		w.say("The file can hold macros; they are ignored.")
	}
	return w, format, nil
}

// say adds a remark, once, however often its sheet is read.
func (w *xlsxWorkbook) say(format string, args ...any) {
	if remark := fmt.Sprintf(format, args...); !slices.Contains(w.said, remark) {
		w.said = append(w.said, remark)
	}
}

func (w *xlsxWorkbook) remarks() []string { return w.said }

func (w *xlsxWorkbook) sheets() []*Sheet {
	sheets := make([]*Sheet, len(w.parts))
	for i, part := range w.parts {
		sheets[i] = part.sheet
	}
	return sheets
}

// readMainPart reads xl/workbook.xml, whatever its name is.
func (w *xlsxWorkbook) readMainPart(part string) (entries []sheetEntry, err error) {
	x, err := w.pkg.openXML(part)
	if err != nil {
		return nil, err
	}
	defer x.close()
	links := 0
	err = x.eachChild("workbook", func() error {
		switch {
		case x.is("workbookPr"):
			w.from1904 = isTrue(x.attr("date1904"))
		case x.is("calcPr"):
			w.formulas.asked = isTrue(x.attr("fullCalcOnLoad"))
		case x.is("sheets"):
			return x.each(func() error {
				if x.is("sheet") {
					entries = append(entries, sheetEntry{string(x.attr("name")), string(x.attr("state")), x.relationship()})
				}
				if err := w.tally.addSheet(); err != nil {
					return err
				}
				return x.skip()
			})
		case x.is("definedNames"):
			return x.each(w.defineName(x))
		case x.is("externalReferences"):
			return x.each(func() error {
				links++
				return x.skip()
			})
		}
		return x.skip()
	})
	if links > 0 {
		w.say(otherBooksRemark, counted(links, "other workbook"))
	}
	return entries, err
}

// defineName reads a name that is defined for the whole workbook.
func (w *xlsxWorkbook) defineName(x *xmlReader) func() error {
	return func() error {
		name := string(x.attr("name"))
		if !x.is("definedName") || len(x.attr("localSheetId")) > 0 {
			return x.skip()
		}
		meaning, err := x.content(nil)
		if err != nil {
			return err
		}
		if w.names == nil {
			w.names = map[string]string{}
		}
		if len(w.names) < w.limits.Marks {
			w.names[name] = string(meaning)
		}
		return nil
	}
}

// findSheets finds the part of each sheet.
func (w *xlsxWorkbook) findSheets(mainPart string, entries []sheetEntry, related relationships) error {
	names := map[string]bool{}
	for _, entry := range entries {
		damaged := func(message string) error {
			return &ReadError{Reason: Damaged, Part: mainPart, Sheet: entry.name, Message: message}
		}
		folded := strings.ToLower(entry.name)
		if names[folded] || entry.name == "" {
			return damaged("two sheets have the same name, or one has none")
		}
		names[folded] = true
		if entry.relationship == "" { // what is left of a module of old macros
			w.say("Sheet %q is in the list of sheets alone: the file has no cells of it.", entry.name)
			continue
		}
		target := related.byID[entry.relationship]
		if target == nil || target.external {
			return damaged("the workbook does not say which part holds this sheet")
		}
		switch target.kind {
		case "worksheet":
			sheet := &Sheet{Name: entry.name, Hidden: entry.state == "hidden" || entry.state == "veryHidden"}
			w.parts = append(w.parts, xlsxSheet{sheet, target.target})
		case "chartsheet":
			w.say("Sheet %q is a chart and has no cells.", entry.name)
		case "dialogsheet":
			w.say("Sheet %q is a dialog of a macro and has no cells.", entry.name)
		case "xlMacrosheet", "xlIntlMacrosheet":
			w.say("Sheet %q holds macros of Excel 4; it is ignored.", entry.name)
		default:
			return damaged(fmt.Sprintf("the part of this sheet is a %q, which is no kind of sheet", target.kind))
		}
		if !w.pkg.has(target.target) {
			return damaged(fmt.Sprintf("the file speaks of the part %s and does not hold it", target.target))
		}
	}
	return nil
}

// isTrue reads a boolean attribute.
func isTrue(value []byte) bool {
	switch string(value) {
	case "1", "true", "on", "t":
		return true
	}
	return false
}

// counted is a number with its noun: 1 formula, 2 formulas.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
