package filing

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestEveryFieldIsExplained wants a comment on each field and type, and the word "Inferred" in that of each field that
// the contract marks as inferred, or of its type, or of the type it holds.
func TestEveryFieldIsExplained(t *testing.T) {
	t.Parallel()
	comments := packageComments(t)
	for _, typ := range reachable(slices.Collect(maps.Values(goTypes))...) {
		if comments[typ.Name()] == "" {
			t.Errorf("%s has no comment", typ.Name())
		}
		for _, field := range reflect.VisibleFields(typ) {
			name := typ.Name() + "." + field.Name
			if len(field.Index) > 1 || field.Anonymous { // of an embedded type, which is checked for itself
				continue
			}
			if comments[name] == "" {
				t.Errorf("%s has no comment", name)
			}
		}
	}
	schemas := components(t)
	for name, schema := range schemas {
		typ := goTypes[name]
		schema := schema.(map[string]any)
		if schema["x-inferred"] == true && !inferred(comments[typ.Name()]) {
			t.Errorf("%s is inferred in the contract, %s does not say so", name, typ.Name())
		}
		properties, _ := schema["properties"].(map[string]any)
		for key, property := range properties {
			property := property.(map[string]any)
			field := fieldOf(typ, key)
			if property["x-inferred"] == true && !inferred(comments[typ.Name()+"."+field]) {
				t.Errorf("%s/%s is inferred in the contract, %s.%s does not say so", name, key, typ.Name(), field)
			}
		}
	}
}

func inferred(comment string) bool { return strings.Contains(comment, "Inferred:") }

func fieldOf(typ reflect.Type, key string) string {
	for _, field := range reflect.VisibleFields(typ) {
		if wireName(field) == key {
			return field.Name
		}
	}
	return ""
}

// TestEnumsListTheirConstants wants Values to return each constant of its type.
func TestEnumsListTheirConstants(t *testing.T) {
	t.Parallel()
	constants := packageConstants(t)
	checked := 0
	visit := func(typ reflect.Type) {
		method := reflect.Zero(typ).MethodByName("Values")
		if !method.IsValid() {
			return
		}
		checked++
		var values []string
		list := method.Call(nil)[0]
		for i := range list.Len() {
			values = append(values, list.Index(i).String())
		}
		slices.Sort(values)
		if want := slices.Sorted(slices.Values(constants[typ.Name()])); !slices.Equal(values, want) {
			t.Errorf("%s: Values returns %v, its constants are %v", typ.Name(), values, want)
		}
	}
	seen := map[reflect.Type]bool{}
	for _, typ := range reachable(slices.Collect(maps.Values(goTypes))...) {
		for _, field := range reflect.VisibleFields(typ) {
			inner := field.Type
			if wrapped, ok := optionalOf(inner); ok {
				inner = wrapped
			}
			if !seen[inner] && inner.Kind() == reflect.String {
				visit(inner)
			}
			seen[inner] = true
		}
	}
	if checked < 15 {
		t.Errorf("checked %d enums, want at least 15", checked)
	}
}

func optionalOf(typ reflect.Type) (reflect.Type, bool) {
	if typ.Kind() != reflect.Struct {
		return nil, false
	}
	return wrappedType(typ)
}

func packageFiles(t *testing.T) []*ast.File {
	t.Helper()
	names, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, name := range names {
		if !strings.HasSuffix(name.Name(), ".go") || strings.HasSuffix(name.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name.Name(), nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

// packageComments are the comments of types ("Port") and their fields ("Port.Name").
func packageComments(t *testing.T) map[string]string {
	comments := map[string]string{}
	for _, file := range packageFiles(t) {
		for _, decl := range file.Decls {
			general, ok := decl.(*ast.GenDecl)
			if !ok || general.Tok != token.TYPE {
				continue
			}
			for _, spec := range general.Specs {
				spec := spec.(*ast.TypeSpec)
				comments[spec.Name.Name] = flat(general.Doc.Text() + spec.Doc.Text())
				structure, ok := spec.Type.(*ast.StructType)
				if !ok {
					continue
				}
				for _, field := range structure.Fields.List {
					for _, name := range field.Names {
						comments[spec.Name.Name+"."+name.Name] = flat(field.Doc.Text() + field.Comment.Text())
					}
				}
			}
		}
	}
	return comments
}

func flat(comment string) string { return strings.Join(strings.Fields(comment), " ") }

// packageConstants are the values of the string constants of each type.
func packageConstants(t *testing.T) map[string][]string {
	constants := map[string][]string{}
	for _, file := range packageFiles(t) {
		for _, decl := range file.Decls {
			general, ok := decl.(*ast.GenDecl)
			if !ok || general.Tok != token.CONST {
				continue
			}
			for _, spec := range general.Specs {
				spec := spec.(*ast.ValueSpec)
				typ, ok := spec.Type.(*ast.Ident)
				if !ok || len(spec.Values) == 0 {
					continue
				}
				if literal, ok := spec.Values[0].(*ast.BasicLit); ok {
					constants[typ.Name] = append(constants[typ.Name], strings.Trim(literal.Value, `"`))
				}
			}
		}
	}
	return constants
}
