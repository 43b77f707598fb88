// Command make writes the workbooks that LibreOffice and Gnumeric turn into the xls and ods files of the tests. See
// the README beside it.
package main

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/xuri/excelize/v2"
)

func main() {
	dir := os.Args[1]
	for name, fill := range map[string]func(*book){"kinds": kinds, "days1904": days1904, "texts": texts, "drawn": drawn} {
		b := &book{excelize.NewFile()}
		fill(b)
		b.must(b.SaveAs(filepath.Join(dir, name+".xlsx")))
	}
}

type book struct{ *excelize.File }

func (b *book) must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

// put sets a cell and its number format.
func (b *book) put(sheet, cell string, value any, format string) {
	b.must(b.SetCellValue(sheet, cell, value))
	if format == "" {
		return
	}
	style, err := b.NewStyle(&excelize.Style{CustomNumFmt: &format})
	b.must(err)
	b.must(b.SetCellStyle(sheet, cell, cell, style))
}

// kinds has every kind of cell, and what stands around cells.
func kinds(b *book) {
	b.must(b.SetSheetName("Sheet1", "Values"))
	for i, row := range []struct {
		value  any
		format string
	}{
		{"plain", ""}, {"中文 集装箱", ""}, {"naïve café – €", ""}, {"emoji 🚢", ""}, {"two\nlines", ""}, {"  blanks  ", ""},
		{"=not a formula", ""}, {strings.Repeat("long ", 1000), ""}, {"12345678", "@"}, {"PO", `"<"@">"`},
		{0, ""}, {1, ""}, {-1.5, ""}, {1234567.891, ""}, {123456789012, ""}, {0.1, ""}, {1e-7, ""}, {536870911, ""}, {536870912, ""},
		{12.34, ""}, {-0.01, ""}, {1e100, ""}, {0.000012345, ""},
		{7, "00000"}, {8471300100, `0000\.00\.0000`}, {1234.5, "#,##0.00"}, {0.075, "0.0%"}, {1500, `#,##0" KGS"`},
		{99.5, "[$€-407] #,##0.00"}, {-99.5, `_("$"* #,##0.00_);_("$"* \(#,##0.00\);_("$"* "-"??_);_(@_)`}, {5, ";;;"}, {1.5, "# ?/?"},
		{12345, "0.00E+00"}, {45000, "yyyy-mm-dd"}, {45000.75, "d-mmm-yyyy h:mm"}, {45000, `yyyy"年"m"月"d"日"`}, {0.75, "h:mm AM/PM"},
		{1.25, "[h]:mm:ss"}, {45000, "m/d/yyyy"}, {60, "yyyy-mm-dd"}, {true, ""}, {false, ""},
	} {
		b.put("Values", fmt.Sprintf("A%d", i+1), row.value, row.format)
	}
	b.must(b.SetCellRichText("Values", "B1", []excelize.RichTextRun{
		{Text: "rich "}, {Text: "bold", Font: &excelize.Font{Bold: true}}, {Text: " 红色", Font: &excelize.Font{Color: "FF0000"}},
	}))
	b.put("Values", "IV65536", "last cell", "")

	b.formulas()
	b.around()
}

// formulas are calculated by the program that converts the workbook.
func (b *book) formulas() {
	_, err := b.NewSheet("Formulas")
	b.must(err)
	b.put("Formulas", "A1", 2.5, "")
	for i, formula := range []string{
		"A1*2", `"bill "&"of lading"`, `""`, "A1>2", "1/0", "NA()", `VALUE("x")`, "SQRT(-1)", "nosuchname", "DATE(2026,12,22)",
		`REPT("长",3000)`, "A1/3", `REPT("x",20000)`, "Values!A1",
	} {
		cell := fmt.Sprintf("B%d", i+1)
		b.must(b.SetCellFormula("Formulas", cell, formula))
		if strings.HasPrefix(formula, "DATE") {
			format := "dd-mmm-yyyy"
			style, err := b.NewStyle(&excelize.Style{CustomNumFmt: &format})
			b.must(err)
			b.must(b.SetCellStyle("Formulas", cell, cell, style))
		}
	}
}

// around has merges, hidden rows, columns and sheets, comments and links.
func (b *book) around() {
	_, err := b.NewSheet("Around")
	b.must(err)
	b.put("Around", "A1", "merged", "")
	b.must(b.MergeCell("Around", "A1", "C2"))
	b.put("Around", "A4", "shown", "")
	b.put("Around", "A5", "row hidden", "")
	b.must(b.SetRowVisible("Around", 5, false))
	b.put("Around", "E4", "column hidden", "")
	b.must(b.SetColVisible("Around", "E:F", false))
	for i, link := range []string{"https://example.com/track?no=1&x=ü", "mailto:docs@example.com", "Values!A1"} {
		cell, kind := fmt.Sprintf("A%d", 7+i), "External"
		if i == 2 {
			kind = "Location"
		}
		b.put("Around", cell, "link", "")
		b.must(b.SetCellHyperLink("Around", cell, link, kind))
	}
	b.must(b.AddComment("Around", excelize.Comment{Cell: "B4", Author: "docs", Text: "check the seal"}))
	b.must(b.AddComment("Around", excelize.Comment{Cell: "D12", Author: "docs", Text: "二行\n注释"}))
	for _, name := range []string{"Hidden", "Very hidden"} {
		_, err := b.NewSheet(name)
		b.must(err)
		b.put(name, "B2", "on a sheet that is "+strings.ToLower(name), "")
		b.must(b.SetSheetVisible(name, false, name == "Very hidden"))
	}
	_, err = b.NewSheet("Empty")
	b.must(err)
}

func days1904(b *book) {
	yes := true
	b.must(b.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
	b.put("Sheet1", "A1", 43538, "yyyy-mm-dd")
	b.put("Sheet1", "A2", 43538.5, "d mmm yyyy hh:mm:ss")
	b.put("Sheet1", "A3", 0, "yyyy-mm-dd")
	b.put("Sheet1", "A4", 0.5, "h:mm")
	b.put("Sheet1", "A5", 1.5, "[h]:mm")
	b.put("Sheet1", "A6", 43538, "0")
}

// texts has so many texts that they go on over the borders of records; textOf makes each from its number.
func texts(b *book) {
	for i := range 500 {
		b.put("Sheet1", fmt.Sprintf("A%d", i+1), textOf(i), "")
	}
	for i := 3; i < 500; i += 23 {
		b.must(b.SetCellRichText("Sheet1", fmt.Sprintf("B%d", i+1), []excelize.RichTextRun{
			{Text: textOf(i)}, {Text: textOf(i + 1), Font: &excelize.Font{Bold: true}}, {Text: "!"},
		}))
	}
}

// textOf is repeated in the tests.
func textOf(i int) string {
	alphabets := []string{"abcdefg ", "äöüß£ÿ ", "集装箱提单号", "mixed 混合 ", "🚢⚓ "}
	return fmt.Sprintf("%d:", i) + strings.Repeat(alphabets[i%len(alphabets)], i*7%41)
}

// drawn has what is no cell: a chart, a sheet that is one, and a text box.
func drawn(b *book) {
	for i := range 5 {
		b.put("Sheet1", fmt.Sprintf("A%d", i+1), i*i, "")
	}
	chart := &excelize.Chart{Type: excelize.Col, Series: []excelize.ChartSeries{{Values: "Sheet1!$A$1:$A$5"}}}
	b.must(b.AddChart("Sheet1", "C1", chart))
	b.must(b.AddChartSheet("Diagram", chart))
	b.must(b.AddShape("Sheet1", &excelize.Shape{Cell: "C20", Type: "rect", Paragraph: []excelize.RichTextRun{{Text: "a text box"}}}))
	b.put("Sheet1", "A7", "after", "")
}
