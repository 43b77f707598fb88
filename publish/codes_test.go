package publish_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"docket/publish"
)

// TestCodesAreExplained reads the source of what fetches and sends: each code that it has for a problem is explained, and
// none besides.
func TestCodesAreExplained(t *testing.T) {
	t.Parallel()
	told := map[string]token.Position{}
	for _, folder := range []string{".", "review", "../ingest"} {
		files, err := filepath.Glob(folder + "/*.go")
		if err != nil || len(files) == 0 {
			t.Fatal(folder, err)
		}
		for _, file := range files {
			if !strings.HasSuffix(file, "_test.go") {
				readCodes(t, file, told)
			}
		}
	}
	explained := map[string]bool{}
	for _, c := range publish.Codes() {
		if _, ok := told[c.Code]; !ok || explained[c.Code] {
			t.Errorf("%s is told nowhere, or explained twice", c.Code)
		}
		explained[c.Code] = true
		if c.Title == "" || strings.HasSuffix(c.Title, ".") || !strings.HasSuffix(c.Explanation, ".") || !strings.HasSuffix(c.Remedy, ".") {
			t.Errorf("%+v lacks a word", c)
		}
	}
	for code, at := range told {
		if !explained[code] {
			t.Errorf("%s is told at %s and explained nowhere: add it to Codes", code, at)
		}
	}
}

// readCodes notes the constants of a file that are called code, and the codes that its problems and receipts write out.
func readCodes(t *testing.T, file string, told map[string]token.Position) {
	t.Helper()
	files := token.NewFileSet()
	source, err := parser.ParseFile(files, file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	note := func(value ast.Expr) {
		if text, ok := value.(*ast.BasicLit); ok && text.Kind == token.STRING {
			code, _ := strconv.Unquote(text.Value)
			told[code] = files.Position(text.Pos())
		}
	}
	ast.Inspect(source, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.FuncDecl:
			return node.Name.Name != "Codes"
		case *ast.ValueSpec:
			for i, name := range node.Names {
				if strings.HasPrefix(strings.ToLower(name.Name), "code") && i < len(node.Values) {
					note(node.Values[i])
				}
			}
		case *ast.KeyValueExpr:
			if key, ok := node.Key.(*ast.Ident); ok && key.Name == "Code" {
				note(node.Value)
			}
		}
		return true
	})
}
