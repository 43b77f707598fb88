package sheet

import (
	"errors"
	"sort"
	"strings"
)

// An odsTable reads one sheet.
type odsTable struct {
	book    *odsBook
	x       *odsXML
	sheet   *Sheet
	row     int // number of the next row
	columns []odsColumns
	groups  int // groups of rows that are folded away around the next row
	folded  int // the same of columns

	uncalculated []Ref
	beside       besideCells
	linked       bool // it shows the cells of another workbook
}

// odsColumns are columns next to one another that are alike.
type odsColumns struct {
	first, last int
	hidden      bool
	style       string // of cells that have none
}

func (b *odsBook) readTable(x *odsXML) error {
	if err := b.tally.addSheet(); err != nil {
		return err
	}
	style := x.get("table:style-name")
	hidden := b.styles.automatic.tables[string(style)] || b.styles.named.tables[string(style)]
	t := &odsTable{book: b, x: x, row: 1, sheet: &Sheet{Name: string(x.get("table:name")), Hidden: hidden}}
	if err := x.each(t.readPart); err != nil {
		return t.locate(err)
	}
	if t.linked {
		b.otherBooks++
	}
	if t.linked && isExternalCache(t.sheet.Name) {
		return nil
	}
	if len(t.uncalculated) > 0 {
		b.say("%s", uncalculatedRemark(t.sheet.Name, t.uncalculated))
	}
	if remark := t.beside.remark(t.sheet.Name); remark != "" {
		b.say("%s", remark)
	}
	b.sheets = append(b.sheets, t.sheet)
	return nil
}

// isExternalCache tells the tables in which LibreOffice keeps cells of other workbooks by their names:
// 'file:///home/docs/rates.ods'#Sheet1.
func isExternalCache(name string) bool {
	return strings.HasPrefix(name, "'") && strings.Contains(name, "'#")
}

// locate adds the sheet and, for damage, the row.
func (t *odsTable) locate(err error) error {
	if trouble, ok := errors.AsType[*ReadError](err); ok {
		trouble.Sheet = t.sheet.Name
		if trouble.Row == 0 && t.row <= MaxRow {
			trouble.Row = t.row
		}
	}
	return err
}

// readPart reads what a table holds: columns and rows, in groups and out of them.
func (t *odsTable) readPart() error {
	switch t.x.tag() {
	case "table:table-column":
		return t.readColumns()
	case "table:table-row":
		return t.readRow()
	case "table:table-columns", "table:table-header-columns", "table:table-rows", "table:table-header-rows":
		return t.x.each(t.readPart)
	case "table:table-column-group":
		return t.readGroup(&t.folded)
	case "table:table-row-group":
		return t.readGroup(&t.groups)
	case "table:shapes":
		return t.x.each(func() error { return t.beside.read(t.x) })
	case "table:table-source":
		t.linked = true
	}
	return t.x.skip()
}

// readGroup reads rows or columns that can be folded away; away counts the groups that are.
func (t *odsTable) readGroup(away *int) error {
	folded := 0
	if string(t.x.get("table:display")) == "false" {
		folded = 1
	}
	*away += folded
	err := t.x.each(t.readPart)
	*away -= folded
	return err
}

// hiddenHere says whether the row or columns that have started are hidden: folded away, hidden or filtered out.
func (t *odsTable) hiddenHere(folded int) bool {
	switch string(t.x.get("table:visibility")) {
	case "collapse", "filter":
		return true
	}
	return folded > 0
}

func (t *odsTable) readColumns() error {
	count, err := t.x.count("table:number-columns-repeated")
	if err != nil {
		return err
	}
	if len(t.columns) > MaxCol {
		return t.x.damaged("the sheet has more columns than there are")
	}
	first := 1
	if len(t.columns) > 0 {
		first = t.columns[len(t.columns)-1].last + 1
	}
	t.columns = append(t.columns, odsColumns{
		first: first, last: min(first+count-1, MaxRow),
		hidden: t.hiddenHere(t.folded), style: string(t.x.get("table:default-cell-style-name")),
	})
	return t.x.skip()
}

// column is what is said of a column.
func (t *odsTable) column(col int) odsColumns {
	i := sort.Search(len(t.columns), func(i int) bool { return t.columns[i].last >= col })
	if i == len(t.columns) {
		return odsColumns{}
	}
	return t.columns[i]
}
