package validate

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"docket/mapping/code"
	"docket/mapping/sheet"
	"docket/testdata/golden"
)

// TestWhatIsToldIsExplained reads the source of mapping: each code that a problem of it has is explained once, by a rule or
// by package code, and there with the effect that it has.
func TestWhatIsToldIsExplained(t *testing.T) {
	t.Parallel()
	told := readTellings(t, "../mapping")
	if len(told) < 100 {
		t.Fatalf("found %d codes; is this the source?", len(told))
	}
	ruled := map[string]bool{}
	for _, rule := range Rules() {
		ruled[rule.Code] = true
	}
	explained := map[string]bool{}
	for _, c := range code.All() {
		switch tellings := told[c.Code]; {
		case ruled[c.Code]:
			t.Errorf("%s is explained by package code and by a rule", c.Code)
		case explained[c.Code]:
			t.Errorf("%s is explained twice", c.Code)
		case tellings == nil:
			t.Errorf("%s is explained and told nowhere", c.Code)
		case mostSevere(tellings) != c.Effect:
			t.Errorf("%s: its effect is %s; it is told with %s, at %s", c.Code, c.Effect, mostSevere(tellings), tellings[0].at)
		}
		explained[c.Code] = true
	}
	for name, tellings := range told {
		if !ruled[name] && !explained[name] {
			t.Errorf("%s is told at %s and explained nowhere: add it to package mapping/code", name, tellings[0].at)
		}
	}
}

// TestReadingCodesAreStable keeps a golden list: results name problems by their codes.
func TestReadingCodesAreStable(t *testing.T) {
	t.Parallel()
	var list bytes.Buffer
	for _, c := range code.All() {
		fmt.Fprintf(&list, "%-36s %s\n", c.Code, c.Effect)
		if !regexp.MustCompile(`^[a-z]+(_[a-z0-9]+)*$`).MatchString(c.Code) || c.Theme == "" || c.Title == "" || strings.HasSuffix(c.Title, ".") ||
			!strings.HasSuffix(c.Explanation, ".") && !strings.HasSuffix(c.Explanation, "?") || !strings.HasSuffix(c.Remedy, ".") {
			t.Errorf("%+v lacks a word", c)
		}
	}
	golden.Compare(t, "testdata/reading-codes.txt", list.String())
}

// A telling is a place of the source that gives a problem its code.
type telling struct {
	at     token.Position
	effect code.Effect // "" where the place does not tell
}

// mostSevere is the most severe of the effects that tellings have.
func mostSevere(tellings []telling) code.Effect {
	order := []code.Effect{"", code.Warning, code.Hold, code.Error}
	most := slices.MaxFunc(tellings, func(a, b telling) int { return slices.Index(order, a.effect) - slices.Index(order, b.effect) })
	return most.effect
}

// tellers reads what the source of one folder tells.
type tellers struct {
	t     *testing.T
	files *token.FileSet
	of    string           // package being read
	take  map[string][]int // functions that put a question, as "value.ambiguous", and which of their parameters is its code
	told  map[string][]telling
}

// readTellings reads all codes that the source below a folder tells.
func readTellings(t *testing.T, root string) map[string][]telling {
	t.Helper()
	r := tellers{t: t, files: token.NewFileSet(), take: map[string][]int{}, told: map[string][]telling{}}
	var sources []*ast.File
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || filepath.Base(filepath.Dir(path)) == "code" {
			return err
		}
		source, err := parser.ParseFile(r.files, path, nil, parser.SkipObjectResolution)
		sources = append(sources, source)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, source := range sources {
		r.takers(source)
	}
	for _, source := range sources {
		r.of = source.Name.Name
		ast.Inspect(source, r.visit)
	}
	return r.told
}

// takers finds the functions that take the code of a question. Methods of one name may take it in different places.
func (r *tellers) takers(source *ast.File) {
	for _, declared := range source.Decls {
		function, ok := declared.(*ast.FuncDecl)
		if !ok {
			continue
		}
		nth := 0
		for _, parameter := range function.Type.Params.List {
			for _, name := range parameter.Names {
				if name.Name == "code" && typeName(parameter.Type) == "string" && asks[function.Name.Name] {
					name := source.Name.Name + "." + function.Name.Name
					r.take[name] = append(r.take[name], nth)
				}
				nth++
			}
		}
	}
}

// asks are the functions that put a question to a person.
var asks = map[string]bool{"ask": true, "ambiguous": true}

// visit notes the codes of one node.
func (r *tellers) visit(node ast.Node) bool {
	switch node := node.(type) {
	case *ast.CallExpr:
		r.question(node)
	case *ast.AssignStmt:
		for i, to := range node.Lhs {
			if part, ok := to.(*ast.SelectorExpr); ok && part.Sel.Name == "Code" && len(node.Lhs) == len(node.Rhs) {
				r.note(node.Rhs[i], map[string]code.Effect{"unreadable": code.Error}[typeName(part.X)])
			}
		}
	case *ast.CompositeLit:
		r.literal(node, typeName(node.Type))
		if list, ok := node.Type.(*ast.ArrayType); ok {
			for _, element := range node.Elts {
				if one, ok := element.(*ast.CompositeLit); ok && one.Type == nil {
					r.literal(one, typeName(list.Elt))
				}
			}
		}
	}
	return true
}

// question notes the code of a question.
func (r *tellers) question(call *ast.CallExpr) {
	places := r.take[r.of+"."+typeName(call.Fun)]
	for _, nth := range places {
		if nth >= len(call.Args) {
			continue
		}
		if told, ok := call.Args[nth].(*ast.BasicLit); ok && snakeCase.MatchString(told.Value) {
			r.note(told, code.Hold)
			return
		}
	}
	if len(places) > 0 {
		r.t.Errorf("%s: write the code of the question out, so that it can be found", r.files.Position(call.Pos()))
	}
}

var snakeCase = regexp.MustCompile(`^"[a-z]+(_[a-z0-9]+)*"$`)

// literal notes the code of a literal of the types that carry one.
func (r *tellers) literal(node *ast.CompositeLit, kind string) {
	effect, tells := map[string]code.Effect{"Remark": code.Warning, "Unreadable": code.Error, "Ambiguous": code.Hold, "Problem": code.Warning}[kind]
	if !tells {
		return
	}
	var told ast.Expr
	for _, element := range node.Elts {
		pair, ok := element.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		switch key, value := typeName(pair.Key), typeName(pair.Value); {
		case key == "Code":
			told = pair.Value
		case key == "Severity" && value == "Error":
			effect = code.Error
		case key == "Question" && value == "true" && effect != code.Error:
			effect = code.Hold
		}
	}
	if told != nil {
		r.note(told, effect)
	}
}

// note notes a code that is written out. One that is passed on is noted where it is from.
func (r *tellers) note(told ast.Expr, effect code.Effect) {
	at := r.files.Position(told.Pos())
	switch told := told.(type) {
	case *ast.BasicLit:
		name, _ := strconv.Unquote(told.Value)
		r.told[name] = append(r.told[name], telling{at, effect})
	case *ast.BinaryExpr: // "file_" and the reason why a file cannot be read
		prefix, _ := told.X.(*ast.BasicLit)
		if prefix == nil || prefix.Value != `"file_"` {
			r.t.Errorf("%s: a code is put together of what this test does not know", at)
			return
		}
		for _, reason := range []sheet.Reason{sheet.Damaged, sheet.Encrypted, sheet.TooLarge, sheet.Unsupported, sheet.NotASpreadsheet, sheet.Empty} {
			name := "file_" + string(reason)
			r.told[name] = append(r.told[name], telling{at, code.Error})
		}
	case *ast.SelectorExpr:
		if told.Sel.Name != "Code" {
			r.t.Errorf("%s: write the code out, so that it can be found", at)
		}
	case *ast.Ident:
		if told.Name != "code" {
			r.t.Errorf("%s: write the code out, so that it can be found", at)
		}
	default:
		r.t.Errorf("%s: write the code out, so that it can be found", at)
	}
}

// typeName is the last name of an expression: Problem of mapping.Problem.
func typeName(of ast.Expr) string {
	switch of := of.(type) {
	case *ast.Ident:
		return of.Name
	case *ast.SelectorExpr:
		return of.Sel.Name
	case *ast.StarExpr:
		return typeName(of.X)
	default:
		return ""
	}
}
