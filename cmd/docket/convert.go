package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"
	"docket/validate"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

type convertCmd struct {
	Output   string       `short:"o" default:"table" enum:"table,json" help:"Form: table or json, which is one object a file, one a line."`
	Type     string       `help:"What the files are: auto, isf_worksheet or bill_of_lading. With auto, docket finds out." enum:"auto,isf_worksheet,bill_of_lading" default:"auto"`
	Profile  string       `help:"Profile that the files are read with; \"docket profile infer\" writes one." placeholder:"FILE"`
	Mapping  mappingFlags `embed:"" group:"Filings"`
	Annotate string       `help:"Write a copy of each workbook with what is wrong on its cells: to a file that ends in .xlsx or .xlsm, else into a folder, as NAME.marked.xlsx." placeholder:"FILE|DIR"`
	Color    string       `default:"auto" enum:"auto,always,never" help:"Colour the table: auto, which means on a terminal, always or never." env:"DOCKET_COLOR"`
	Files    []string     `arg:"" name:"file" help:"Spreadsheets; - is standard input." placeholder:"FILE"`
}

// autoType is what --type is where docket is to find out.
const autoType = "auto"

func (convertCmd) Help() string {
	return `Reads each file as the worker would and prints the filings that it means: every field with its value and the cells that it
was read from, then what is wrong and what to do, then the cells that no field was read from. Sends nothing.

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
	checker, err := checkerOf(c.Mapping.Rules)
	if err != nil {
		return err
	}
	marked, err := newCopies(c.Annotate, c.Files)
	if err != nil {
		return err
	}
	options, err := c.options()
	if err != nil {
		return err
	}
	bad := 0
	for i, name := range c.Files {
		document, err := c.convert(w, checker, marked, options, name)
		if _, ok := errors.AsType[usageError](err); ok {
			return err
		}
		if err != nil { // the others can be read all the same
			bad++
			complain(w.err, err, w.parsed)
			continue
		}
		if !sound(document) {
			bad++
		}
		if err := c.print(w, document, i); err != nil {
			return err
		}
	}
	switch {
	case bad == 0:
		return nil
	case len(c.Files) == 1:
		return badInput{"not everything in the file can be filed as it is"} // what and why stands above
	default:
		return badInput{fmt.Sprintf("not everything can be filed as it is in %d of %d files", bad, len(c.Files))}
	}
}

// options are those of the configuration, with the profile that the files are to be read with.
func (c convertCmd) options() (mapping.Options, error) {
	options, err := c.Mapping.options(time.Time{})
	if err != nil || c.Profile == "" {
		return options, err
	}
	if options.Profiles, err = loadProfiles(c.Profile); err != nil {
		return options, err
	}
	if len(options.Profiles) != 1 {
		return options, usageError{fmt.Errorf("%s holds %d profiles, want one", c.Profile, len(options.Profiles))}
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
			return nil, fmt.Errorf("open %s: %w", name, cause(err))
		}
		defer file.Close()
		in = file
	}
	data, err := io.ReadAll(io.LimitReader(in, maxFile+1))
	switch {
	case errors.Is(err, syscall.EISDIR):
		return nil, complaint{fmt.Errorf("%s is a folder", name), "name the files in it: " + filepath.Join(name, "*.xlsx")}
	case err != nil:
		return nil, fmt.Errorf("read %s: %w", name, cause(err))
	case len(data) > maxFile:
		return nil, fmt.Errorf("%s is larger than %d MiB, the most that is read", name, maxFile>>20)
	}
	return data, nil
}

// cause is a path error's cause, since the path has been named.
func cause(err error) error {
	if path, ok := err.(*os.PathError); ok {
		return path.Err
	}
	return err
}

// sound says whether all of a document can be filed as it is.
func sound(d mapping.Document) bool {
	notReady := func(f mapping.Filing) bool { return f.Outcome != mapping.Ready }
	return len(d.Filings) > 0 && !slices.ContainsFunc(d.Filings, notReady)
}

func (c convertCmd) print(w *world, d mapping.Document, i int) error {
	if c.Output == "json" {
		line, err := json.Marshal(d)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(w.out, "%s\n", line)
		return err
	}
	if i > 0 {
		fmt.Fprintln(w.out)
	}
	p := picture{out: w.out, colour: c.Color == "always" || c.Color == "auto" && isTerminal(w.out)}
	return p.draw(d)
}

func isTerminal(out io.Writer) bool {
	file, ok := out.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// A picture is what was understood of a file, for a person to read.
type picture struct {
	out    io.Writer
	colour bool
}

func (p picture) paint(c text.Color, s string) string {
	if !p.colour {
		return s
	}
	return c.EscapeSeq() + s + text.Reset.EscapeSeq()
}

func (p picture) draw(d mapping.Document) error {
	fmt.Fprintf(p.out, "%s  %s\n", p.paint(text.Bold, d.Source.Name), typeWords[d.Type])
	p.problems(d.Problems)
	for _, f := range d.Filings {
		fmt.Fprintf(p.out, "\n%s %s: %s, confidence %.2f\n", filingWords[f.Kind], cmp.Or(f.Reference, "without a bill"), p.outcome(f.Outcome), f.Confidence)
		if err := p.fields(f); err != nil {
			return err
		}
		p.problems(f.Problems)
	}
	if len(d.Unmapped) > 0 {
		fmt.Fprintf(p.out, "\n%s\n", p.paint(text.Bold, unread(len(d.Unmapped))))
		for _, u := range d.Unmapped {
			fmt.Fprintf(p.out, "  %-14s %s\n", u.Cell, short(u.Text, 90))
		}
	}
	return nil
}

var typeWords = map[mapping.DocumentType]string{
	mapping.IsfWorksheet: "an ISF worksheet", mapping.BillOfLading: "a bill of lading", mapping.Unknown: "no filing can be made of it",
}

var filingWords = map[filing.Kind]string{filing.KindISF: "ISF", filing.KindOrder: "Customs order"}

func (p picture) outcome(o mapping.Outcome) string {
	colours := map[mapping.Outcome]text.Color{mapping.Ready: text.FgGreen, mapping.Held: text.FgYellow, mapping.Invalid: text.FgRed}
	return p.paint(colours[o], string(o))
}

// fields draws each filled field of a request with its cells.
func (p picture) fields(f mapping.Filing) error {
	body, err := json.Marshal(f.Request)
	if err != nil {
		return err
	}
	numbers := json.NewDecoder(bytes.NewReader(body))
	numbers.UseNumber() // as they are sent: an IMO number is not 9.6e+06
	var tree any
	if err := numbers.Decode(&tree); err != nil {
		return err
	}
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Options.DrawBorder, t.Style().Options.SeparateColumns = false, false
	t.Style().Format.Header = text.FormatDefault
	t.AppendHeader(table.Row{"field", "value", "read from"})
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 2, WidthMax: 60}, {Number: 3, WidthMax: 40}})
	walk("", tree, func(at filing.Pointer, value any) {
		var cells []string
		for _, place := range f.CellsAt(at) {
			cells = append(cells, place.String())
		}
		t.AppendRow(table.Row{strings.TrimPrefix(string(at), "/"), fmt.Sprint(value), strings.Join(cells, " ")})
	})
	_, err = fmt.Fprintln(p.out, t.Render())
	return err
}

// walk visits the leaves of a JSON value in a steady order.
func walk(at filing.Pointer, node any, visit func(filing.Pointer, any)) {
	switch node := node.(type) {
	case map[string]any:
		keys := make([]string, 0, len(node))
		for key := range node {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		for _, key := range keys {
			walk(at.Key(key), node[key], visit)
		}
	case []any:
		for i, element := range node {
			walk(at.Index(i), element, visit)
		}
	default:
		visit(at, node)
	}
}

// problems draws each problem on a line, with what to do about it below.
func (p picture) problems(problems []mapping.Problem) {
	for _, problem := range problems {
		mark := p.paint(text.FgRed, "error")
		if problem.Severity == mapping.Warning {
			mark = p.paint(text.FgYellow, "warning")
		}
		words := []string{mark}
		for _, place := range problem.Cells {
			words = append(words, place.String())
		}
		fmt.Fprintf(p.out, "  %s  %s\n", strings.Join(words, "  "), sentence(problem.Message))
		if problem.Hint != "" {
			fmt.Fprintf(p.out, "      %s\n", p.paint(text.Faint, sentence(problem.Hint)))
		}
	}
}

// sentence ends as a sentence does.
func sentence(text string) string {
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".!?:") {
		return text
	}
	return text + "."
}

// unread is the heading of the cells that no field was read from.
func unread(cells int) string {
	if cells == 1 {
		return "1 cell that no field was read from"
	}
	return fmt.Sprintf("%d cells that no field was read from", cells)
}
