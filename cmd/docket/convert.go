package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"docket/mapping"
	"docket/mapping/sheet"
	"docket/validate"
)

type convertCmd struct {
	Output   string       `short:"o" default:"table" enum:"table,json" help:"Form: table or json, which is one object a file, one a line."`
	Type     string       `help:"What the files are: auto, isf_worksheet or bill_of_lading. With auto, docket finds out." enum:"auto,isf_worksheet,bill_of_lading" default:"auto"`
	Profile  string       `help:"Profile that the files are read with; \"docket profile infer\" writes one." placeholder:"FILE"`
	Mapping  mappingFlags `embed:"" group:"Filings"`
	Annotate string       `help:"Write a copy of each workbook with what is wrong on its cells: to a file that ends in .xlsx or .xlsm, else into a folder, as NAME.marked.xlsx." placeholder:"FILE|DIR"`
	Color    string       `default:"auto" enum:"auto,always,never" help:"Colour the table: auto, which means on a terminal unless NO_COLOR is set, always or never." env:"DOCKET_COLOR"`
	Files    []string     `arg:"" name:"file" help:"Spreadsheets; - is standard input." placeholder:"FILE"`
}

// autoType is what --type is where docket is to find out.
const autoType = "auto"

func (convertCmd) Help() string {
	return `Reads each file as the worker would and prints the filings that it means: every field with its value, the cells that it was
read from and, where docket is not quite sure, its confidence; then what is wrong and what to do, then the cells that
no field was read from. Sends nothing. COLUMNS sets the width where the terminal does not tell it.

  docket convert isf-0042.xlsx
  docket convert -o json *.xlsx | jq '.filings[].outcome'
  docket convert --annotate to-correct/ *.xlsx

With --annotate, each workbook comes back with its problems on its cells, as fills and comments, and a first sheet that
lists them with links. Cells, formulas and formats stay as they are; csv, xls and ods come back as xlsx. Correct the copy
and send that: docket leaves its own marks out.

A filing is ready, held (docket is not sure enough: see --hold-below) or invalid (a rule is broken). Exit status 0 if all
filings of all files are ready, 1 if not, or if a file could not be read.`
}

func (c convertCmd) Run(w *world) error {
	options, err := c.options()
	if err != nil {
		return err
	}
	checker, err := c.Mapping.checker(options.Profiles)
	if err != nil {
		return err
	}
	marked, err := newCopies(c.Annotate, c.Files)
	if err != nil {
		return err
	}
	t := tally{w: w, files: len(c.Files), quiet: c.Output == "json"}
	for _, name := range c.Files {
		place := t.begin(name)
		document, err := c.convert(w, checker, marked, options, name)
		if _, ok := errors.AsType[usageError](err); ok {
			return err
		}
		if err != nil { // the others can be read all the same
			t.unread()
			complain(w.err, err, w.parsed)
			continue
		}
		t.count(document)
		if err := c.show(w, document, place); err != nil {
			return err
		}
	}
	return t.end()
}

// options are those of the configuration, with the profile that the files are to be read with.
func (c convertCmd) options() (mapping.Options, error) {
	options, err := c.Mapping.options(time.Time{})
	if err != nil || c.Profile == "" {
		return options, err
	}
	if options.Profiles, err = loadProfile(c.Profile); err != nil {
		return options, err
	}
	options.Profile = options.Profiles[0].Name
	return options, nil
}

// maxFile bounds what is read of a file; the limits of package sheet bound it further.
const maxFile = 256 << 20

func (c convertCmd) convert(w *world, checker *validate.Checker, marked *copies, options mapping.Options, name string) (mapping.Document, error) {
	data, err := readFile(w.in, name)
	if err != nil {
		return mapping.Document{}, err
	}
	now := time.Now()
	options.Now = now
	if c.Type != autoType {
		options.Type = mapping.DocumentType(c.Type)
	}
	document, err := mapping.Convert(filepath.Base(name), data, sheet.DefaultLimits, options)
	if err == nil {
		checker.Check(&document, now)
	}
	if marked != nil {
		if err := marked.write(w, name, data, document, now); err != nil {
			return document, err
		}
	}
	return document, nil // what is wrong with the file is in the document
}

func readFile(in io.Reader, name string) ([]byte, error) {
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return nil, unopened(name, err)
		}
		defer file.Close()
		in = file
	}
	data, err := io.ReadAll(io.LimitReader(in, maxFile+1))
	switch {
	case errors.Is(err, syscall.EISDIR):
		return nil, complaint{fmt.Errorf("%s is a folder", name), "name the files in it: " + filepath.Join(name, "*.xlsx")}
	case err != nil:
		return nil, complaint{fmt.Errorf("read %s: %w", name, cause(err)), "copy the file to a place that can be read, and name the copy"}
	case len(data) > maxFile:
		return nil, complaint{fmt.Errorf("%s is larger than %d MiB, the most that is read", name, maxFile>>20), "send only the sheets that are needed, or split the file"}
	}
	return data, nil
}

// unopened says why a file could not be opened, and what to do.
func unopened(name string, err error) error {
	hint := "copy the file to a place that can be read, and name the copy"
	switch {
	case errors.Is(err, os.ErrNotExist):
		hint = "check the name and the folder; a name with blanks in it needs quotes"
		if folder := filepath.Dir(name); folder != "." {
			if _, err := os.Stat(folder); err != nil {
				hint = "there is no folder " + folder + " either: check the path"
			}
		}
	case errors.Is(err, os.ErrPermission):
		hint = "you may not read it: ask its owner, or copy it to a place of your own"
	}
	return complaint{fmt.Errorf("open %s: %w", name, cause(err)), hint}
}

// cause is a path error's cause, since the path has been named.
func cause(err error) error {
	if path, ok := err.(*os.PathError); ok {
		return path.Err
	}
	return err
}

// show prints what a file means: a picture for people, or a line of JSON for programs.
func (c convertCmd) show(w *world, d mapping.Document, place string) error {
	if c.Output == "json" {
		line, err := json.Marshal(d)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(w.out, "%s\n", line)
		return err
	}
	text, err := newPicture(w.out, c.Color, c.Mapping.HoldBelow).draw(d, place)
	if err != nil {
		return err
	}
	_, err = io.WriteString(w.out, text)
	return err
}
