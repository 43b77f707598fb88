package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"

	"docket/mapping/template"
)

type templateCmd struct {
	Kind   string `arg:"" enum:"isf,order" help:"What it is for: isf (Importer Security Filing, 10+2) or order (customs order, from a bill of lading)."`
	Output string `short:"o" help:"File to write. Default: isf.xlsx or order.xlsx; - is standard output." placeholder:"FILE"`
	Force  bool   `short:"f" help:"Write over a file that is there."`
}

func (templateCmd) Help() string {
	return `Writes a blank worksheet that docket reads back without a doubt: drop-downs where the answer is one of a list, a note on
each label that says what it asks for, examples that are not read, and locks on all that is not to be filled in (there
is no password). It has room for several house bills, containers, manufacturers and tariff numbers.

  docket template isf -o isf-0042.xlsx
  docket convert isf-0042.xlsx

Exit status 2 if the file cannot be written, or is there already.`
}

func (c templateCmd) Run(w *world) error {
	kind := template.Kind(c.Kind)
	if c.Output == "-" {
		return template.Write(w.out, kind)
	}
	name := c.Output
	if name == "" {
		name = c.Kind + ".xlsx"
	}
	var file bytes.Buffer
	if err := template.Write(&file, kind); err != nil {
		return err
	}
	if err := writeNew(name, file.Bytes(), c.Force); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w.out, "wrote %s\n", name)
	return err
}

// writeNew writes a file, and over one that is there only if told so.
func writeNew(name string, data []byte, force bool) error {
	how := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if force {
		how = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	}
	file, err := os.OpenFile(name, how, 0o644)
	if errors.Is(err, os.ErrExist) {
		return usageError{fmt.Errorf("%s is there already; give --force to write over it", name)}
	}
	if err != nil {
		return usageError{fmt.Errorf("write %s: %w", name, cause(err))}
	}
	_, err = file.Write(data)
	return errors.Join(err, file.Close())
}
