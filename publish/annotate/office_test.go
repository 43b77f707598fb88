//go:build office

package annotate_test

import (
	"archive/zip"
	"bytes"
	"context"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"docket/publish/annotate"

	"github.com/google/go-cmp/cmp"
)

// TestOffice: LibreOffice opens marked copies as they are, and what it then sees and saves of them is what it sees of the
// files: cells, formulas, styles, widths, drop-downs, names, tables, panes, protection, comments of the sender's.
//
// It needs soffice ("apt-get install libreoffice-calc-nogui"), which takes longer to install than all tests to run; so it
// is a step of its own: .ci/run office.
func TestOffice(t *testing.T) {
	files := map[string][]byte{"everything": everything(t)}
	copies := map[string]annotate.Copy{"everything": annotated(t, files["everything"], reportOn("B2", "B3", "B7", "D1"))}
	for name, data := range corpus(t) {
		document, err := convert(t, name, data)
		if err != nil {
			continue
		}
		name = strings.NewReplacer(".", "_", " ", "_").Replace(name)
		files[name], copies[name] = data, annotated(t, data, annotate.Of(document, now))
	}
	from, to := t.TempDir(), t.TempDir()
	put := func(name string, data []byte) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(from, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, marked := range copies {
		put(name+"--copy"+marked.Extension(), marked.Data)
		if !marked.Rebuilt {
			put(name+"--file"+marked.Extension(), files[name])
		}
	}
	files["damaged"], copies["damaged"] = files["everything"], annotate.Copy{Data: damaged(t, copies["everything"].Data), Format: copies["everything"].Format}
	put("damaged--copy.xlsx", copies["damaged"].Data)
	put("damaged--file.xlsx", files["damaged"])
	saveAll(t, from, to)

	for _, name := range slices.Sorted(maps.Keys(copies)) {
		t.Run(name, func(t *testing.T) {
			saved, err := os.ReadFile(filepath.Join(to, name+"--copy.xlsx"))
			if err != nil {
				t.Fatalf("LibreOffice did not open the copy: %v", err)
			}
			if copies[name].Rebuilt {
				return
			}
			file, err := os.ReadFile(filepath.Join(to, name+"--file.xlsx"))
			if err != nil {
				t.Fatalf("LibreOffice did not open the file itself: %v", err)
			}
			diff := cmp.Diff(inventory(t, file, false), inventory(t, saved, true))
			switch {
			case name == "damaged" && diff == "":
				t.Error("LibreOffice mends what is damaged, and nothing is seen of it: this test shows nothing")
			case name != "damaged" && diff != "":
				t.Errorf("LibreOffice sees something else in the copy (-file +copy):\n%s", diff)
			}
		})
	}
}

// saveAll has LibreOffice open the files of a folder and save them in another one.
func saveAll(t *testing.T, from, to string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 8*time.Minute)
	defer cancel()
	names, err := filepath.Glob(filepath.Join(from, "*"))
	if err != nil {
		t.Fatal(err)
	}
	args := append([]string{"--headless", "-env:UserInstallation=file://" + t.TempDir(), "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", to}, names...)
	if out, err := exec.CommandContext(ctx, "soffice", args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
}

// damaged is a workbook whose last but one sheet ends in the middle. LibreOffice opens it and says nothing.
func damaged(t *testing.T, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, part := range partsOf(t, data) {
		if strings.HasSuffix(name, "worksheets/sheet2.xml") {
			part = part[:len(part)/2]
		}
		out, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := out.Write(part); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
