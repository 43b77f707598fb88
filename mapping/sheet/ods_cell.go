package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// An odsCell is a cell as it is written.
type odsCell struct {
	style                string
	kind                 string // office:value-type
	value                string // as that kind is written
	formula, failed      bool
	repeated, cols, rows int // how often it stands, and over how many columns and rows
	odsText
}

// readCell reads the cell that has started.
func (t *odsTable) readCell(row *odsRow) error {
	cell, err := t.cellAttributes()
	if err != nil {
		return err
	}
	if err := t.readCellText(&cell.odsText); err != nil {
		return err
	}
	col := row.col
	row.col = min(col+cell.repeated, MaxRow)
	made, holds, err := t.meaning(&cell, row, col)
	if err != nil {
		return err
	}
	if !holds && cell.comment == "" && cell.link == "" && cell.cols == 1 && cell.rows == 1 {
		return nil
	}
	if row.col-1 > MaxCol {
		return t.x.damaged("cells go on past column %s", ColumnName(MaxCol))
	}
	if cell.cols > 1 || cell.rows > 1 {
		last := At(min(col+cell.cols-1, MaxCol), min(cell.rows, MaxRow))
		row.merges = append(row.merges, Area{First: At(col, 1), Last: last})
	}
	for ; col < row.col; col++ {
		row.add(&cell, made, holds, col)
	}
	return nil
}

// add puts a cell and its marks into a column of the row.
func (r *odsRow) add(cell *odsCell, made Cell, holds bool, col int) {
	if holds {
		made.Ref.Col = int32(col)
		r.cells = append(r.cells, made)
		if made.Text == notCalculated && made.Kind == Error {
			r.waiting = append(r.waiting, int32(col))
		}
	}
	if cell.comment != "" {
		r.comments = append(r.comments, odsMark{col, cell.comment})
	}
	if cell.link != "" {
		r.links = append(r.links, odsMark{col, cell.link})
	}
}

// valueAttributes have the value of a cell, by its kind.
var valueAttributes = map[string]string{
	"float": "office:value", "percentage": "office:value", "currency": "office:value", "date": "office:date-value",
	"time": "office:time-value", "boolean": "office:boolean-value", "string": "office:string-value",
}

func (t *odsTable) cellAttributes() (cell odsCell, err error) {
	x := t.x
	cell.style = string(x.get("table:style-name"))
	cell.kind = string(x.get("office:value-type"))
	cell.formula = x.get("table:formula") != nil
	cell.failed = string(x.get("calcext:value-type")) == "error"
	cell.value = string(x.get(valueAttributes[cell.kind]))
	if cell.kind != "string" {
		cell.value = strings.Trim(cell.value, xmlBlanks)
	}
	for _, count := range []struct {
		name string
		to   *int
	}{
		{"table:number-columns-repeated", &cell.repeated},
		{"table:number-columns-spanned", &cell.cols}, {"table:number-rows-spanned", &cell.rows},
	} {
		if *count.to, err = x.count(count.name); err != nil {
			return cell, err
		}
	}
	return cell, nil
}

// meaning is what a cell holds, and false for one that holds nothing.
func (t *odsTable) meaning(cell *odsCell, row *odsRow, col int) (made Cell, holds bool, err error) {
	style := cell.style
	if style == "" {
		style = row.style
	}
	if style == "" {
		style = t.column(col).style
	}
	format := t.book.styles.format(style)
	made.Format = format.code
	switch cell.kind {
	case "":
		if made.Text = cell.text; cell.formula && !cell.written {
			made.Kind, made.Text = Error, notCalculated
		}
	case "string":
		if made.Text = cell.text; !cell.written {
			made.Text = format.format.shown(cell.value)
		}
		if cell.failed || cell.formula && errorKinds[made.Text] {
			made.Kind = Error
		}
	case "boolean":
		err = t.makeBool(&made, cell)
	case "float", "percentage", "currency", "date", "time":
		err = t.makeNumber(&made, cell, col)
	case "void":
	default:
		return made, false, t.damagedCell(col, cell, "something of this kind")
	}
	if err != nil {
		return made, false, err
	}
	t.show(&made, cell, format)
	return made, made.Text != "", nil
}

// makeNumber reads a number, date or duration.
func (t *odsTable) makeNumber(made *Cell, cell *odsCell, col int) error {
	if cell.value == "" && cell.formula { // by a program that writes formulas and does not calculate them
		made.Kind, made.Text = Error, notCalculated
		return nil
	}
	if cell.kind == "date" || cell.kind == "time" {
		return t.makeDate(made, cell, col)
	}
	number, ok := parseNumber([]byte(cell.value))
	if !ok {
		return t.damagedCell(col, cell, "a number")
	}
	made.Kind, made.Number = Number, number
	return nil
}

// show gives a number or date its text: the one that the file has, which its application showed, or else that of the
// format, or else that of General, because a value that is hidden or too wide for its column is still a value.
func (t *odsTable) show(made *Cell, cell *odsCell, format *odsFormat) {
	if made.Kind != Number && made.Kind != Date {
		return
	}
	if made.Text = cell.text; strings.Trim(made.Text, "# ") == "" {
		made.Text = format.format.text(made.Number)
	}
	if strings.TrimSpace(made.Text) == "" {
		made.Text = generalText(made.Number)
	}
	if made.Text == boolText(made.Number == 1) && (made.Number == 0 || made.Number == 1) {
		made.Kind = Bool // which LibreOffice writes as a number
	}
}

func (t *odsTable) damagedCell(col int, cell *odsCell, kind string) error {
	return t.x.damaged("cell %s says that it is of the type %q, and %q is not %s",
		At(col, min(t.row, MaxRow)), short([]byte(cell.kind)), short([]byte(cell.value)), kind)
}

func (t *odsTable) makeBool(made *Cell, cell *odsCell) error {
	made.Kind = Bool
	switch cell.value {
	case "true":
		made.Number = 1
	case "false":
	default:
		return t.x.damaged("a truth value is %q", short([]byte(cell.value)))
	}
	made.Text = boolText(made.Number == 1)
	return nil
}

// makeDate reads a date or a duration. A day before 1900 has no serial, and stays a text.
func (t *odsTable) makeDate(made *Cell, cell *odsCell, col int) error {
	read := parseDay
	if cell.kind == "time" {
		read = parseDuration
	}
	serial, ok := read(cell.value)
	switch {
	case ok && serial >= 0 && serial < firstDayAfter:
		made.Kind, made.Number = Date, serial
	case ok && cell.kind == "time":
		made.Kind, made.Number = Number, serial
	case isDate(cell.value):
		if made.Text = cell.text; made.Text == "" {
			made.Text = cell.value
		}
	default:
		return t.damagedCell(col, cell, "a date or time")
	}
	return nil
}

// parseDay reads a date, with a time or without. Excel writes its 29 February 1900, which never was, into ods files too.
func parseDay(text string) (serial float64, ok bool) {
	if clock, found := strings.CutPrefix(text, "1900-02-29"); found {
		serial, ok = parseISO("1900-03-01" + clock)
		return serial - 1, ok
	}
	return parseISO(text)
}

// isDate says whether a text begins with a date that has no serial, such as 1899-12-30 or -0044-03-15.
func isDate(text string) bool {
	date, _, _ := strings.Cut(strings.TrimPrefix(text, "-"), "T")
	_, err := time.Parse("2006-01-02", date)
	return err == nil
}

// parseDuration reads a duration of ISO 8601, PT13H05M00.5S, in days.
func parseDuration(text string) (days float64, ok bool) {
	sign := 1.0
	if rest, negative := strings.CutPrefix(text, "-"); negative {
		text, sign = rest, -1
	}
	text, ok = strings.CutPrefix(text, "P")
	units := "YMD"
	seconds := map[byte]float64{'D': secondsPerDay}
	total, parts := 0.0, 0
	for ok && text != "" {
		if rest, clock := strings.CutPrefix(text, "T"); clock {
			text, units = rest, "HMS"
			seconds = map[byte]float64{'H': 3600, 'M': 60, 'S': 1}
			continue
		}
		end := strings.IndexAny(text, units)
		if end <= 0 {
			return 0, false
		}
		number, err := strconv.ParseFloat(text[:end], 64)
		if err != nil || number < 0 || math.IsInf(number, 0) || number > 0 && seconds[text[end]] == 0 {
			return 0, false
		}
		total += number * seconds[text[end]]
		text = text[end+1:]
		parts++
	}
	return sign * total / secondsPerDay, ok && parts > 0
}

// errorKinds are what formulas come to that fail, in files that do not say so otherwise.
var errorKinds = map[string]bool{
	"#NULL!": true, "#DIV/0!": true, "#VALUE!": true, "#REF!": true, "#NAME?": true, "#NUM!": true, "#N/A": true,
}
