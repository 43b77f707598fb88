package sheet

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// dump writes a workbook as text for golden files, a line for each thing in it.
func dump(book *Workbook) string {
	var text strings.Builder
	fmt.Fprintf(&text, "format %s\n", book.Format)
	for _, remark := range book.Remarks {
		fmt.Fprintf(&text, "remark %s\n", remark)
	}
	for _, sheet := range book.Sheets {
		fmt.Fprintf(&text, "\nsheet %q%s\n", sheet.Name, hiddenMark(sheet.Hidden))
		for _, row := range sheet.Rows {
			fmt.Fprintf(&text, "row %d%s\n", row.Number, hiddenMark(row.Hidden))
			for _, cell := range row.Cells {
				text.WriteString(dumpCell(cell))
			}
		}
		for _, merge := range sheet.Merges {
			fmt.Fprintf(&text, "merged %s\n", merge)
		}
		dumpMarks(&text, "comment", sheet.Comments)
		dumpMarks(&text, "link", sheet.Links)
	}
	return text.String()
}

func dumpCell(cell Cell) string {
	line := fmt.Sprintf("  %-5s %-6s %s", cell.Ref, cell.Kind, strconv.Quote(cell.Text))
	switch cell.Kind {
	case Number, Bool:
		line += fmt.Sprintf("  = %v", cell.Number)
	case Date:
		line += fmt.Sprintf("  = %v, %s", cell.Number, cell.Time().Format("2006-01-02 15:04:05"))
	}
	if cell.Format != "" {
		line += "  as " + cell.Format
	}
	return line + hiddenMark(cell.Hidden) + "\n"
}

func dumpMarks(text *strings.Builder, kind string, marks map[Ref]string) {
	for _, ref := range slices.SortedFunc(maps.Keys(marks), Ref.Compare) {
		fmt.Fprintf(text, "%s %s %q\n", kind, ref, marks[ref])
	}
}

func hiddenMark(hidden bool) string {
	if hidden {
		return "  (hidden)"
	}
	return ""
}
