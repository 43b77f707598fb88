package mapping_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/filing/contract"
	"docket/mapping/sheet"
	"docket/testdata/golden"
	"docket/testdata/samples"

	"github.com/google/go-cmp/cmp"
)

// now is when the files of the tests were written.
var now = time.Date(2026, time.December, 1, 12, 0, 0, 0, time.UTC)

// A paper is a file to convert.
type paper struct {
	name string
	data []byte
}

// papers are all files at hand: the samples, and worksheets of many makers.
func papers(t *testing.T) (all []paper) {
	t.Helper()
	for _, source := range []struct {
		prefix string
		files  fs.FS
	}{{"sample-", samples.Files}, {"", os.DirFS("sheet/testdata/corpus")}} {
		err := fs.WalkDir(source.files, ".", func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			switch filepath.Ext(path) {
			case ".xlsx", ".xls", ".ods", ".csv":
				data, err := fs.ReadFile(source.files, path)
				all = append(all, paper{source.prefix + filepath.Base(path), data})
				return err
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(all) < 30 {
		t.Fatalf("found %d files, want the samples and the corpus", len(all))
	}
	return all
}

func convert(p paper, o mapping.Options) mapping.Document {
	o.Now, o.Source = now, "s3://inbox/"+p.name
	document, _ := mapping.Convert(p.name, p.data, sheet.DefaultLimits, o)
	return document
}

// TestDocuments compares what each file means with testdata/documents, word for word.
func TestDocuments(t *testing.T) {
	t.Parallel()
	for _, p := range papers(t) {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			got, err := json.MarshalIndent(convert(p, mapping.Options{OrdersFromISF: strings.HasPrefix(p.name, "sample-")}), "", " ")
			if err != nil {
				t.Fatal(err)
			}
			golden.Compare(t, filepath.Join("testdata", "documents", p.name+".json"), string(got)+"\n")
		})
	}
}

// TestWanted compares what the samples mean with what a person read from them.
func TestWanted(t *testing.T) {
	t.Parallel()
	steps, err := samples.Steps()
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, step := range steps {
		data, err := step.Content()
		if err != nil {
			t.Fatal(err)
		}
		document := convert(paper{step.File, data}, mapping.Options{OrdersFromISF: true})
		for i, f := range step.Filings {
			want, err := step.Want(f)
			if err != nil {
				continue // nothing is sent for it
			}
			compared++
			if i >= len(document.Filings) {
				t.Errorf("%s: no filing %s %s", step.File, f.Kind, f.Reference)
				continue
			}
			if diff := cmp.Diff(stated(t, want), stated(t, body(t, document.Filings[i].Request))); diff != "" {
				t.Errorf("%s, %s %s (-want +got)\n%s", step.File, f.Kind, f.Reference, diff)
			}
		}
	}
	if compared < 15 {
		t.Errorf("compared %d requests, want all", compared)
	}
}

func body(t *testing.T, r filing.Request) []byte {
	t.Helper()
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// stated is a request without what no file states: constants, and docket's own marks. Lists are put in one order, and
// amounts of money in one form.
func stated(t *testing.T, text []byte) any {
	t.Helper()
	var request map[string]any
	if err := json.Unmarshal(text, &request); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"name", "services", "request_metadata", "metadata"} {
		delete(request, key)
	}
	if header, ok := request["header"].(map[string]any); ok {
		delete(header, "submission_type")
		delete(header, "mode_of_transport")
		if len(header) == 0 {
			delete(request, "header")
		}
	}
	if freight, ok := request["freight_details"].(map[string]any); ok {
		delete(freight, "mode_of_transport")
	}
	if references, ok := request["reference_identifiers"].(map[string]any); ok && len(references) == 0 {
		delete(request, "reference_identifiers")
	}
	return ordered(request)
}

func ordered(node any) any {
	switch node := node.(type) {
	case map[string]any:
		for key, member := range node {
			node[key] = ordered(member)
			if text, ok := member.(string); ok && key == "amount" && strings.Contains(text, ".") {
				node[key] = strings.TrimRight(strings.TrimRight(text, "0"), ".")
			}
		}
	case []any:
		byText := map[string]any{}
		for _, element := range node {
			text, _ := json.Marshal(ordered(element))
			byText[string(text)] = element
		}
		return byText
	}
	return node
}

// unread are fields that come from no cell: what the API always wants, and what docket adds.
var unread = []string{"/header/submission_type", "/header/mode_of_transport", "/name", "/services/", "/request_metadata/", "/freight_details/mode_of_transport"}

// TestEveryFieldHasItsCells: what is filed can be traced to where it was read, and everything in the file is accounted for.
func TestEveryFieldHasItsCells(t *testing.T) {
	t.Parallel()
	fields := 0
	for _, p := range papers(t) {
		document := convert(p, mapping.Options{OrdersFromISF: true})
		for _, f := range document.Filings {
			eachField("", decoded(t, f.Request), func(at filing.Pointer) {
				fields++
				for _, prefix := range unread {
					if strings.HasPrefix(string(at), prefix) {
						return
					}
				}
				if strings.HasSuffix(string(at), "/entity_type") || strings.HasPrefix(string(at), "/involved_parties/") && strings.HasSuffix(string(at), "/type") {
					at = at.Parent().Key("name")
				}
				if len(f.CellsAt(at)) == 0 {
					t.Errorf("%s: %s %s: nothing says where %s was read", p.name, f.Kind, f.Reference, at)
				}
			})
			for at, cells := range f.Cells {
				if len(cells) == 0 {
					t.Errorf("%s: %s has no cells", p.name, at)
				}
				if sure, found := f.Confidences[at]; !found || sure <= 0 || sure > 1 {
					t.Errorf("%s: %s has the confidence %v", p.name, at, sure)
				}
			}
		}
	}
	if fields < 1000 {
		t.Errorf("looked at %d fields", fields)
	}
}

func decoded(t *testing.T, r filing.Request) (tree any) {
	t.Helper()
	if err := json.Unmarshal(body(t, r), &tree); err != nil {
		t.Fatal(err)
	}
	return tree
}

func eachField(at filing.Pointer, node any, visit func(filing.Pointer)) {
	switch node := node.(type) {
	case map[string]any:
		for key, member := range node {
			eachField(at.Key(key), member, visit)
		}
	case []any:
		for i, element := range node {
			eachField(at.Index(i), element, visit)
		}
	default:
		visit(at)
	}
}

// TestContract: a request that has no error is one that the API's contract accepts.
func TestContract(t *testing.T) {
	t.Parallel()
	schemas := map[filing.Kind]*contract.Schema{}
	for kind, operation := range map[filing.Kind]string{filing.KindISF: "upsertIsf", filing.KindOrder: "upsertCustomsOrder"} {
		schema, err := contract.Request(operation)
		if err != nil {
			t.Fatal(err)
		}
		schemas[kind] = schema
	}
	checked := 0
	for _, p := range papers(t) {
		for _, f := range convert(p, mapping.Options{}).Filings {
			if !complete(f) {
				continue
			}
			checked++
			if err := schemas[f.Kind].CheckJSON(body(t, f.Request)); err != nil {
				t.Errorf("%s: %s %s: %v", p.name, f.Kind, f.Reference, err)
			}
		}
	}
	if checked < 25 {
		t.Errorf("checked %d requests", checked)
	}
}

// complete says whether a filing has no error and no place left empty that the API wants filled.
func complete(f mapping.Filing) bool {
	for _, p := range f.Problems {
		if p.Severity == mapping.Error {
			return false
		}
	}
	return len(f.Blanks) == 0
}

func TestUnreadable(t *testing.T) {
	t.Parallel()
	for name, data := range map[string][]byte{"empty.xlsx": nil, "page.xlsx": []byte("<!DOCTYPE html><html><body>no</body></html>"), "noise": {0xff, 0x00, 0x13, 0x37, 0x00}, "long.csv": bytes.Repeat([]byte("MBL,MAEU123456789\n"), 250_001)} {
		document, err := mapping.Convert(name, data, sheet.DefaultLimits, mapping.Options{Now: now})
		if err == nil || document.Type != mapping.Unknown || len(document.Problems) != 1 || document.Problems[0].Severity != mapping.Error || document.Problems[0].Hint == "" {
			t.Errorf("%s: error %v, problems %+v", name, err, document.Problems)
		}
	}
}
