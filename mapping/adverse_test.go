package mapping_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"docket/mapping"
	"docket/mapping/sheet"

	"github.com/xuri/excelize/v2"
)

// good is a complete worksheet, a label and its value a row, and goodSays what its ISF says.
var (
	good = [][]any{
		{"ISF 10+2 worksheet"},
		{"Master B/L", "MAEU264418803"}, {"House B/L", "QTSB26120711"}, {"Carrier SCAC", "MAEU"}, {"Vessel", "EVER LUCKY"}, {"Voyage", "032E"},
		{"Port of loading", "Xiamen, China"}, {"Port of discharge", "Los Angeles, CA"}, {"ETD", "2026-12-20"}, {"ETA", "2027-01-10"},
		{"Container no.", "TGBU5018266"}, {"Seal no.", "LK0071"}, {"Packages", "812 cartons"}, {"Gross weight (kgs)", "9744.5"},
		{"Importer", "Oak Imports Inc.\n61 Mill Road\nElizabeth, NJ 07201\nUSA"}, {"Importer EIN", "96-123456700"}, {"Consignee", "same as importer"}, {"Buyer", "same as importer"},
		{"Seller", "Acme Works Co., Ltd.\n88 Mill Lane\nShenzhen 518055\nChina"}, {"Manufacturer", "same as seller"}, {"Ship to", "same as importer"},
		{"Container stuffing location", "same as seller"}, {"Consolidator", "same as seller"}, {"HTS number", "9403.60.8081"}, {"Country of origin", "China"},
	}
	goodSays = map[string]string{
		"master": "MAEU264418803", "house": "QTSB26120711", "scac": "MAEU", "vessel": "EVER LUCKY", "voyage": "032E", "loading": "CNXMN", "unlading": "USLAX",
		"departure": "2026-12-20", "arrival": "2027-01-10", "container TGBU5018266": "LK0071", "packages": "812", "weight": "9744.5",
		"importer number": "96-123456700", "tariff 9403608081": "CN",
	}
)

// with is the good worksheet with another value behind some label; nil takes the row away.
func with(label string, values ...any) [][]any {
	rows := slices.Clone(good)
	for i, row := range rows {
		if row[0] == label {
			rows[i] = append([]any{label}, values...)
		}
	}
	return rows
}

// beside is the good worksheet with further rows below it.
func beside(rows ...[]any) [][]any { return slices.Concat(good, rows) }

// TestBadInput: what people leave in, break and mistake in a worksheet ends in a filing that says what was meant, or
// with a person who is told where to look. Nothing is filed wrong in silence.
func TestBadInput(t *testing.T) {
	t.Parallel()
	for name, one := range map[string]struct {
		rows  [][]any
		other map[string]string // what differs from goodSays; "" for nothing
		told  string            // cell that has to be reported, if any
	}{
		"as it should be":                    {rows: good},
		"master bill twice, another":         {rows: beside([]any{"Master B/L", "MAEU264418999"}), told: "B26"},
		"house bill twice, the same":         {rows: beside([]any{"House B/L", "QTSB26120711"})},
		"vessel twice, another":              {rows: beside([]any{"Vessel", "MSC EGRETTA"}), told: "B26"},
		"seller twice, another":              {rows: beside([]any{"Seller", "Birch Goods Corp.\n2904 Kettle Creek Parkway\nKalamazoo, MI 49001\nUSA"}), told: "B26"},
		"weight twice, another":              {rows: beside([]any{"Gross weight (kgs)", "9999"}), told: "B26"},
		"date that could not be computed":    {rows: with("ETD", "#N/A"), other: map[string]string{"departure": ""}},
		"bill that refers to nothing":        {rows: with("Master B/L", "#REF!"), other: map[string]string{"master": ""}},
		"seal with a lookup that failed":     {rows: with("Seal no.", "#VALUE!"), other: map[string]string{"container TGBU5018266": ""}},
		"amount as text with an apostrophe":  {rows: with("Gross weight (kgs)", "'9744.5")},
		"amount as a number":                 {rows: with("Gross weight (kgs)", 9744.5)},
		"text that looks like a formula":     {rows: with("Seal no.", "=1+1"), told: "B12"},
		"vessel left as the template had it": {rows: with("Vessel", "<enter vessel name>"), other: map[string]string{"vessel": ""}},
		"vessel still the example":           {rows: with("Vessel", "e.g. EVER GIVEN"), other: map[string]string{"vessel": ""}},
		"voyage to click on":                 {rows: with("Voyage", "Click here to enter text."), other: map[string]string{"voyage": ""}},
		"an example beside each value":       {rows: withExamples()},
		"emoji":                              {rows: with("Vessel", "EVER LUCKY 🚢"), told: "B5"},
		"right to left marks around a value": {rows: with("House B/L", "\u200fQTSB26120711\u200e")},
		"no-break and zero-width blanks":     {rows: with("Master B/L", "\u00a0MAEU 264418803\u200b")},
		"full-width digits":                  {rows: with("Container no.", "ＴＧＢＵ５０１８２６６")},
		"Arabic beside the labels":           {rows: with("ETD", "2026-12-20", "تاريخ المغادرة")},
		"two containers, one seal":           {rows: with("Container no.", "TGBU5018266, FFAU2718263"), told: "B12"},
		"a date in February that never was":  {rows: with("ETD", "30-Feb-2027"), other: map[string]string{"departure": ""}, told: "B9"},
		"a wrong check digit":                {rows: with("Container no.", "TGBU5018267"), other: map[string]string{"container TGBU5018266": "", "container TGBU5018267": "LK0071"}},
		"ticks for both":                     {rows: beside([]any{"Shipment type", "☒ Standard ☒ To order"}), told: "B26"},
		"ticks for neither":                  {rows: beside([]any{"Shipment type", "☐ Standard ☐ To order"})},
		"parts of another form below":        {rows: beside([]any{}, []any{"Shipper's declaration"}, []any{"I certify that the above is true.", "Jane Roe"}, []any{"Date", "05/06/2026"})},
		"long text":                          {rows: with("Seal no.", strings.Repeat("LK0071 ", 3000)), told: "B12"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for kind, data := range map[string][]byte{"xlsx": workbook(t, one.rows), "csv": commas(t, one.rows)} {
				checkBad(t, kind, convert(paper{"bad." + kind, data}, mapping.Options{}), one.other, one.told)
			}
		})
	}
}

// checkBad fails where a filing says something else than was meant, and nobody is told.
func checkBad(t *testing.T, kind string, document mapping.Document, other map[string]string, told string) {
	t.Helper()
	if len(document.Filings) != 1 {
		t.Fatalf("%s: %d filings of %s", kind, len(document.Filings), document.Type)
	}
	filed := document.Filings[0]
	want := maps.Clone(goodSays)
	maps.Copy(want, other)
	got := said(t, filed.Request)
	asked := slices.ContainsFunc(filed.Problems, func(p mapping.Problem) bool { return p.Severity == mapping.Error || p.Question })
	for _, key := range slices.Sorted(maps.Keys(want)) {
		switch {
		case asked && told != "" && got[key] == "":
		case got[key] != want[key] && !(asked && told != ""):
			t.Errorf("%s: %s is %q, want %q; problems: %v", kind, key, got[key], want[key], codes(filed))
		}
	}
	reported := slices.ContainsFunc(filed.Problems, func(p mapping.Problem) bool {
		return slices.ContainsFunc(p.Cells, func(c sheet.Place) bool { return c.Ref.String() == told })
	})
	if told != "" && !reported {
		t.Errorf("%s: nothing is reported at %s: %v", kind, told, filed.Problems)
	}
}

func withExamples() (rows [][]any) {
	rows = append(rows, good[0], []any{"Data element", "Your answer", "Example"})
	for i, row := range good[1:] {
		rows = append(rows, append(slices.Clone(row), fmt.Sprintf("EXAMPLE TEXT %d", i)))
	}
	return rows
}

func workbook(t *testing.T, rows [][]any) []byte {
	t.Helper()
	file := excelize.NewFile()
	for i, row := range rows {
		for j, value := range row {
			name, _ := excelize.CoordinatesToCellName(j+1, i+1)
			if err := file.SetCellValue("Sheet1", name, value); err != nil {
				t.Fatal(err)
			}
		}
	}
	return written(t, file)
}

func written(t *testing.T, file *excelize.File) []byte {
	t.Helper()
	buffer, err := file.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

func commas(t *testing.T, rows [][]any) []byte {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	for _, row := range rows {
		var texts []string
		for _, value := range row {
			texts = append(texts, fmt.Sprint(value))
		}
		if err := w.Write(texts); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	return b.Bytes()
}

// TestBadFiles: workbooks that are large, odd or no worksheet at all are read right, or a person is told; none takes long.
func TestBadFiles(t *testing.T) {
	t.Parallel()
	many := func(t *testing.T) []byte { // the worksheet among two hundred sheets
		file := excelize.NewFile()
		for i := range 199 {
			if _, err := file.NewSheet(fmt.Sprintf("List %d", i)); err != nil {
				t.Fatal(err)
			}
			_ = file.SetSheetRow(fmt.Sprintf("List %d", i), "A1", &[]any{"Code", "Meaning", i})
		}
		for i, row := range good {
			_ = file.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row)
		}
		return written(t, file)
	}
	wide := func(t *testing.T) []byte { // remarks out to the last column of all
		file := excelize.NewFile()
		for i, row := range good {
			_ = file.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row)
		}
		remarks := make([]any, 16_384)
		for i := range remarks {
			remarks[i] = fmt.Sprintf("remark %d", i)
		}
		_ = file.SetSheetRow("Sheet1", "A40", &remarks)
		return written(t, file)
	}
	guided := func(t *testing.T) []byte { // a guide with an example of a whole form in front
		file := excelize.NewFile()
		_ = file.SetSheetName("Sheet1", "Instructions")
		_, _ = file.NewSheet("ISF")
		for i, row := range good {
			_ = file.SetSheetRow("ISF", fmt.Sprintf("A%d", i+1), &row)
			_ = file.SetSheetRow("Instructions", fmt.Sprintf("A%d", i+1), &[]any{row[0], "MAEU264418999"})
		}
		return written(t, file)
	}
	again := func(t *testing.T) []byte { // the same house bill on a second sheet, with other data
		file := excelize.NewFile()
		_, _ = file.NewSheet("Sheet2")
		other := with("Vessel", "MSC EGRETTA")
		for i := range good {
			_ = file.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &good[i])
			_ = file.SetSheetRow("Sheet2", fmt.Sprintf("A%d", i+1), &other[i])
		}
		return written(t, file)
	}
	t.Run("a bill on two sheets", func(t *testing.T) {
		t.Parallel()
		checkBad(t, "xlsx", convert(paper{"bad.xlsx", again(t)}, mapping.Options{}), nil, "B5")
	})
	for name, drawn := range map[string]func(*testing.T) []byte{"two hundred sheets": many, "all columns": wide, "a guide": guided} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			checkBad(t, "xlsx", convert(paper{"bad.xlsx", drawn(t)}, mapping.Options{}), nil, "")
		})
	}
	for name, text := range map[string]string{
		"EDIFACT":            "UNB+UNOA:1+SENDER+RECEIVER+261220:0814+1'\nUNH+1+IFTMIN:D:99B:UN'\nBGM+335+MAEU264418803+9'\nTDT+20+032E+1++MAEU:172:20+++9811000:146::EVER LUCKY'\nLOC+9+CNXMN:139:6'\nLOC+11+USLAX:139:6'\nNAD+CN+++OAK IMPORTS INC'\nUNT+8+1'",
		"X12":                "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261220*0814*U*00401*000000001*0*P*>~\nGS*IO*SENDER*RECEIVER*20261220*0814*1*X*004010~\nST*309*0001~\nM10*MAEU*O*US*9811000*EVER LUCKY*032E~\nP4*2704*20270110~\nLX*1~\nN1*CN*OAK IMPORTS INC~\nSE*7*0001~",
		"fixed records":      "SF10A  96-123456700    1  CT 01  16\nSF15MBMAEU264418803\nSF15BMQTSB26120711\nSF30 MFACME WORKS CO LTD\nSF36  SHENZHEN   CN518055\nSF40 9403608081CN",
		"a mail":             "From: jane@oak.example\nTo: isf@broker.example\nSubject: ISF for our next vessel\n\nPlease file the ISF, data will follow tomorrow.",
		"columns unlabelled": "MAEU264418803,QTSB26120711,EVER LUCKY,032E,CNXMN,USLAX\nMAEU264418804,QTSB26120712,EVER LUCKY,032E,CNXMN,USLAX",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			document := convert(paper{"bad.txt", []byte(text)}, mapping.Options{})
			for _, f := range document.Filings {
				if len(f.Blanks) == 0 {
					t.Errorf("%s is filed as %v", f.Reference, said(t, f.Request))
				}
			}
			if document.Type == mapping.Unknown && len(document.Problems) == 0 {
				t.Error("nobody is told")
			}
		})
	}
}
