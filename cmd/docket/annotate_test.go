package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"docket/mapping/mark"
	"docket/testdata/samples"

	"github.com/xuri/excelize/v2"
)

// TestConvertAnnotates: copies are written where they were asked for, over nothing that a person made.
func TestConvertAnnotates(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, name := range []string{"07-isf-five-mistakes.xlsx", "04-bol-containers.csv", "09-corrupt.xlsx"} {
		data, err := samples.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		write(t, at(name), data)
	}
	five, csv := at("07-isf-five-mistakes.xlsx"), at("04-bol-containers.csv")
	write(t, at("mine.xlsx"), []byte("no copy of docket's"))
	for _, test := range []struct {
		name  string
		args  []string
		exit  int
		says  string
		copy  string // that is there afterwards
		touch func() // before
	}{
		{"to a file", []string{"--annotate", at("copy.xlsx"), five}, exitBadInput, "cells are marked in", "copy.xlsx", nil},
		{"to the same file again", []string{"--annotate", at("copy.xlsx"), five}, exitBadInput, "cells are marked in", "copy.xlsx", nil},
		{"over a corrected copy", []string{"--annotate", at("copy.xlsx"), five}, exitUsage, "is there already", "", func() { correct(t, at("copy.xlsx")) }},
		{"over something else", []string{"--annotate", at("mine.xlsx"), five}, exitUsage, "is there already", "", nil},
		{"over the file itself", []string{"--annotate", five, five}, exitUsage, "over the file itself", "", nil},
		{"several to a file", []string{"--annotate", at("copy.xlsx"), five, csv}, exitUsage, "name a folder", "", nil},
		{"with the wrong ending", []string{"--annotate", at("copy.xlsm"), five}, exitUsage, "has to end in .xlsx", "", nil},
		{"to a new folder", []string{"--annotate", at("new") + "/", five, csv}, exitBadInput, "marked", "new/04-bol-containers.marked.xlsx", nil},
		{"to the folder again", []string{"--annotate", at("new"), five}, exitBadInput, "marked", "new/07-isf-five-mistakes.marked.xlsx", nil},
		{"beside a corrected copy", []string{"--annotate", at("new"), five}, exitBadInput, "marked-2.xlsx", "new/07-isf-five-mistakes.marked-2.xlsx", func() { correct(t, at("new/07-isf-five-mistakes.marked.xlsx")) }},
		{"of a file that cannot be read", []string{"--annotate", at("new"), at("09-corrupt.xlsx")}, exitBadInput, "there is no marked copy", "", nil},
	} {
		if test.touch != nil {
			test.touch()
		}
		var out, errs bytes.Buffer
		if got := run(t.Context(), append([]string{"convert", "-o", "json"}, test.args...), nil, &out, &errs); got != test.exit || !strings.Contains(errs.String(), test.says) {
			t.Errorf("%s: exit %d, says %s", test.name, got, errs.String())
		}
		if test.copy != "" {
			opensAsCopy(t, at(test.copy))
		}
	}
	if data, err := os.ReadFile(at("mine.xlsx")); string(data) != "no copy of docket's" || err != nil {
		t.Errorf("the person's file is now %q, %v", data, err)
	}
	if left, err := filepath.Glob(at("*/.docket-*")); len(left) > 0 || err != nil {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// correct changes a cell of a copy, as a person would.
func correct(t *testing.T, path string) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.SetCellStr("ISF 10+2", "C42", "Negombo"); err != nil {
		t.Fatal(err)
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
}

func opensAsCopy(t *testing.T, path string) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Error(err)
		return
	}
	defer f.Close()
	if first := f.GetSheetList()[0]; first != mark.ReportTitle {
		t.Errorf("%s begins with the sheet %s", path, first)
	}
}
