package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The rooms of the house, from the roof down: a package may import those below its own room, and those in it.
var rooms = []string{"cmd", "ingest", "publish", "validate", "mapping", "deploy"}

// outside are modules that a room keeps out, and why.
var outside = []struct {
	room, prefix, why string
}{
	{"mapping", "github.com/nats-io", "a file in, filings out: mapping knows of no bus"},
	{"mapping", "github.com/aws", "mapping knows of no bucket"},
	{"mapping", "net/http", "mapping knows of no API"},
	{"validate", "net/http", "rules look at a filing, not at a service"},
	{"validate", "github.com/nats-io", "rules look at a filing, not at a service"},
	{"publish", "github.com/aws", "what leaves docket goes to the API and the bus"},
}

// TestImportsRunOneWay holds the design's direction: cmd -> ingest -> publish -> validate -> mapping, tests included.
func TestImportsRunOneWay(t *testing.T) {
	t.Parallel()
	checked := 0
	eachImport(t, func(file, imported string) {
		checked++
		room := roomOf(file)
		if rest, inside := strings.CutPrefix(imported, "docket/"); inside {
			below := roomOf(rest)
			if slices.Index(rooms, below) < slices.Index(rooms, room) && below != "testdata" {
				t.Errorf("%s imports %s: imports run %s", file, imported, strings.Join(rooms, " -> "))
			}
			return
		}
		for _, o := range outside {
			if o.room == room && strings.HasPrefix(imported, o.prefix) {
				t.Errorf("%s imports %s: %s", file, imported, o.why)
			}
		}
	})
	if checked < 100 {
		t.Fatalf("looked at %d imports; is this the house?", checked)
	}
}

// TestNobodyImportsIngest: only cmd wires the parts together.
func TestNobodyImportsIngest(t *testing.T) {
	t.Parallel()
	eachImport(t, func(file, imported string) {
		if imported == "docket/ingest" && roomOf(file) != "cmd" && filepath.Dir(file) != "ingest" {
			t.Errorf("%s imports %s; only cmd may", file, imported)
		}
	})
}

// TestTopLevel: the tree shows the architecture.
func TestTopLevel(t *testing.T) {
	t.Parallel()
	want := []string{"CHANGELOG.md", "LICENSE", "README.md", "cmd", "deploy", "docs", "go.mod", "go.sum", "ingest", "mapping", "publish", "testdata", "validate"}
	entries, err := os.ReadDir("../..")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && e.Name() != "dist" && e.Name() != "docket" {
			got = append(got, e.Name())
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("top level is %v\nwant %v", got, want)
	}
}

func roomOf(path string) string {
	room, _, _ := strings.Cut(filepath.ToSlash(path), "/")
	return room
}

// eachImport visits every import of every Go file of the house.
func eachImport(t *testing.T, visit func(file, imported string)) {
	t.Helper()
	root := os.DirFS("../..")
	err := fs.WalkDir(root, ".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && path != ".":
			return fs.SkipDir
		case entry.IsDir() || !strings.HasSuffix(path, ".go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("../..", path), nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			visit(path, imported)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
