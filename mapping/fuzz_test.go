package mapping_test

import (
	"encoding/json"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"docket/mapping"
	"docket/mapping/sheet"
	"docket/testdata/samples"
)

// FuzzConvert converts any text as a spreadsheet: nothing panics, and what is filed was read from cells of the file.
func FuzzConvert(f *testing.F) {
	err := fs.WalkDir(samples.Files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".csv" {
			return err
		}
		data, err := fs.ReadFile(samples.Files, path)
		f.Add(string(data))
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	for _, text := range []string{
		"ISF 10+2\nMBL;COSU6412907730\nHBL;QJLF26110447\nSeller;Acme Ltd., Hong Kong\nBuyer;same as seller\nConsignee;same as buyer\nETD;05/06/2027",
		"HBL,Container,Seal,Cartons,Gross weight (kgs)\nQTSB26120711,MRKU6601424,M1,310,4185\nQTSB26120712,MSKU9180357,M2,\"1,84\",1.564\nTOTAL,,,494,5749",
		"Manufacturer,HTS,Origin\nAcme,6109.10.0027,VN\nditto,6110.20,VN\n",
		"VESSEL: EVER LUCKY,VOYAGE: 032E\nB/L NO.: EGLV149601882047,POL: KAOHSIUNG\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 3000 {
			return
		}
		document := convert(paper{"fuzz.csv", []byte(text)}, mapping.Options{OrdersFromISF: true})
		if _, err := json.Marshal(document); err != nil {
			t.Error(err)
		}
		book, err := sheet.Read([]byte(text), sheet.DefaultLimits)
		if err != nil {
			if len(document.Filings) > 0 {
				t.Error("filings of a file that was not read")
			}
			return
		}
		for _, filed := range document.Filings {
			for at, places := range filed.Cells {
				if len(places) == 0 {
					t.Errorf("%s was read from no cell", at)
				}
				for _, place := range places {
					if cell := book.Sheets[0].At(place.Ref); cell == nil || strings.TrimSpace(cell.Text) == "" {
						t.Errorf("%s was read from %s, which is empty", at, place.Ref)
					}
				}
			}
			if filed.Confidence < 0 || filed.Confidence > 1 {
				t.Errorf("confidence is %v", filed.Confidence)
			}
		}
	})
}
