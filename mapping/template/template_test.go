package template

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"docket/mapping"
	"docket/mapping/sheet"
	"docket/testdata/golden"

	"github.com/xuri/excelize/v2"
)

func written(t *testing.T, kind Kind) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, kind); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestStructure compares what the templates hold with testdata: texts, notes, drop-downs, and which cells are open.
func TestStructure(t *testing.T) {
	t.Parallel()
	for _, kind := range Kinds {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			file, err := excelize.OpenReader(bytes.NewReader(written(t, kind)))
			if err != nil {
				t.Fatal(err)
			}
			defer file.Close()
			golden.Compare(t, filepath.Join("testdata", string(kind)+".txt"), structure(t, file))
		})
	}
}

// structure is a template as lines of text.
func structure(t *testing.T, file *excelize.File) string {
	t.Helper()
	var out strings.Builder
	for _, name := range file.GetSheetList() {
		protection, err := file.GetSheetProtection(name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&out, "sheet %s, locked cells can be selected: %t\n", name, protection.SelectLockedCells)
		comments, err := file.GetComments(name)
		if err != nil {
			t.Fatal(err)
		}
		notes := map[string]string{}
		for _, c := range comments {
			for _, run := range c.Paragraph {
				notes[c.Cell] += run.Text
			}
		}
		rows, err := file.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j, text := range row {
				at := cell(j+1, i+1)
				open := ""
				if isOpen(t, file, name, at) {
					open = ", to fill in"
				}
				if text != "" || open != "" && i < 40 {
					fmt.Fprintf(&out, "%s %q%s\n", at, text, open)
				}
				if notes[at] != "" {
					fmt.Fprintf(&out, "\tnote %q\n", notes[at])
				}
			}
		}
		validations, err := file.GetDataValidations(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range validations {
			fmt.Fprintf(&out, "%s takes %s %s %s\n", v.Sqref, v.Type, v.Formula1, v.Formula2)
			first, _, _ := strings.Cut(v.Sqref, ":")
			if !isOpen(t, file, name, first) {
				t.Errorf("%s!%s has a drop-down and is locked", name, first)
			}
		}
	}
	return out.String()
}

func isOpen(t *testing.T, file *excelize.File, name, at string) bool {
	t.Helper()
	id, err := file.GetCellStyle(name, at)
	if err != nil {
		t.Fatal(err)
	}
	style, err := file.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	return style.Protection != nil && !style.Protection.Locked
}

// TestEmpty: a template sent back as it is makes no filing that could be sent, and the examples in it are no values.
func TestEmpty(t *testing.T) {
	t.Parallel()
	for _, kind := range Kinds {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			document, err := mapping.Convert("empty.xlsx", written(t, kind), sheet.DefaultLimits, mapping.Options{Now: now})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range document.Filings {
				if f.Reference != "" || len(f.Cells) > 0 {
					t.Errorf("the empty template makes the filing %q of %v", f.Reference, f.Cells)
				}
			}
			if len(document.Unmapped) > 0 {
				t.Errorf("cells of the template were taken for the sender's: %v", document.Unmapped)
			}
			if len(document.Filings) == 0 && len(document.Problems) == 0 {
				t.Error("nothing is said of the empty template")
			}
		})
	}
}

// TestSame: a template is the same file each time, so that it can be compared by its bytes.
func TestSame(t *testing.T) {
	t.Parallel()
	for _, kind := range Kinds {
		if !bytes.Equal(written(t, kind), written(t, kind)) {
			t.Errorf("two templates %s differ", kind)
		}
	}
}

// TestUnknown: there is no template of what docket does not know.
func TestUnknown(t *testing.T) {
	t.Parallel()
	if err := Write(&bytes.Buffer{}, "invoice"); err == nil {
		t.Error("made a template of an invoice")
	}
}
