package sheet

import (
	"math"
	"strconv"
	"strings"
)

// xlsxStyles are the number formats of a workbook, by the number of the cell style that has them. Colours, fonts and
// borders say nothing about a filing.
type xlsxStyles struct {
	cells []*cellFormat
}

// readStyles reads xl/styles.xml, whatever its name is. A workbook without one has the style 0, General.
func (w *xlsxWorkbook) readStyles(related relationships) error {
	w.styles = &xlsxStyles{cells: []*cellFormat{{}}}
	part, err := related.onePart("styles")
	if part == "" || err != nil {
		return err
	}
	x, err := w.pkg.openXML(part)
	if err != nil {
		return err
	}
	defer x.close()
	codes := map[int]string{}
	var ids []int
	err = x.eachChild("styleSheet", func() error {
		switch {
		case x.is("numFmts"):
			return x.each(func() error {
				id, err := x.number("numFmtId", 0)
				if err == nil && len(codes) >= w.limits.Styles {
					err = x.tooLarge("the file has more number formats than the limit of %d", w.limits.Styles)
				}
				if x.is("numFmt") {
					codes[id] = string(appendXString(nil, x.attr("formatCode")))
				}
				return firstError(err, x.skip())
			})
		case x.is("cellXfs"):
			return x.each(func() error {
				id, err := x.number("numFmtId", 0)
				if err == nil && len(ids) >= w.limits.Styles {
					err = x.tooLarge("the file has more cell styles than the limit of %d", w.limits.Styles)
				}
				ids = append(ids, id)
				return firstError(err, x.skip())
			})
		}
		return x.skip()
	})
	if len(ids) > 0 {
		w.styles.cells = cellFormats(ids, codes)
	}
	return err
}

// cellFormats gives each style its format, one for all that share a code.
func cellFormats(ids []int, codes map[int]string) []*cellFormat {
	byCode := map[string]*cellFormat{}
	formats := make([]*cellFormat, len(ids))
	for i, id := range ids {
		code, own := codes[id]
		if !own {
			code = builtinFormat(id)
		}
		if isGeneralCode(code) {
			code = ""
		}
		if byCode[code] == nil {
			byCode[code] = &cellFormat{code: code}
		}
		formats[i] = byCode[code]
	}
	return formats
}

// number is an attribute that holds a whole number, not negative.
func (x *xmlReader) number(name string, without int) (int, error) {
	value := x.attr(name)
	if value == nil {
		return without, nil
	}
	number, err := strconv.ParseUint(strings.Trim(string(value), xmlBlanks), 10, 31)
	if err != nil {
		return 0, x.damaged("%s=%q is no whole number", name, short(value))
	}
	return int(number), nil
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// A cellFormat shows the values of the cells that have it. It is compiled when the first of them is shown: templates
// bring thousands of styles that no cell has.
type cellFormat struct {
	code     string
	compiled *numberFormat
	date     bool
	day      bool // the date has a day, so that it matters what day the workbook counts from
	shown    []shownNumber
	shows    int
	scratch  []byte
}

// A shownNumber is a number and its text. Columns of dates and prices repeat themselves, and showing a number is far
// more work than finding it here.
type shownNumber struct {
	bits uint64
	text string
}

const (
	smallShown = 1 << 4
	largeShown = 1 << 10
)

func (f *cellFormat) compile() {
	if f.compiled != nil {
		return
	}
	f.compiled = compileFormat(f.code)
	f.date = f.compiled.isDate()
	f.day = f.compiled.showsDay()
}

func (f *cellFormat) isDate() bool {
	f.compile()
	return f.date
}

// text is a number as the application shows it. A format that hides a number does not hide it from docket.
func (f *cellFormat) text(number float64, slab *textSlab) string {
	f.compile()
	if f.shows++; len(f.shown) == 0 || f.shows == 8*smallShown {
		f.shown = make([]shownNumber, min(max(smallShown, len(f.shown)*largeShown), largeShown))
	}
	bits := math.Float64bits(number)
	place := &f.shown[bits*0x9E3779B97F4A7C15>>54&uint64(len(f.shown)-1)]
	if place.bits == bits && place.text != "" {
		return place.text
	}
	f.scratch = f.compiled.appendText(f.scratch[:0], number)
	if len(trimBlanks(f.scratch)) == 0 {
		f.scratch = append(f.scratch[:0], generalText(number)...)
	}
	*place = shownNumber{bits, slab.keep(f.scratch)}
	return place.text
}

// words is a text as the application shows it: a few formats put words around it.
func (f *cellFormat) words(text string) string {
	if f.code == "" || f.code == "@" || text == "" {
		return text
	}
	f.compile()
	return f.compiled.shown(text)
}
