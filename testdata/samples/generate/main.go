// Command generate writes the sample spreadsheets beside it, and with -check compares what lies there with what it
// would write:
//
//	go run ./testdata/samples/generate            write the samples
//	go run ./testdata/samples/generate -check     change nothing, tell all that is wrong, exit 1 if anything is
//
// One file of Go holds one sample, and its code shows the layout. The output is the same byte for byte each time:
// nothing random is in it, and document properties carry fixed times. (Another version of Go may compress in
// another way; -check therefore compares what the workbooks hold and not how it is packed.)
//
// Numbers with check digits, tariff numbers, codes, telephone numbers and domains are verified before anything is
// written: see verify.go. The wanted requests are checked against the API's contract and against the cells: see wants.go.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"docket/testdata/samples"
)

// A sample is one file to be made.
type sample struct {
	name string
	make func() ([]byte, error)
	// wrong are texts in its cells that break a rule on purpose.
	wrong []string
	// damaged says that the file is made unreadable after it was verified.
	damaged func([]byte) ([]byte, error)
}

var all = []sample{
	{name: "01-isf-form.xlsx", make: lumenfieldForm(firstShipment)},
	{name: "02-isf-party-blocks.xlsx", make: partyBlocks},
	{name: "03-isf-house-bills.xlsx", make: houseBills},
	{name: "04-bol-containers.csv", make: containerList},
	{name: "05-bol-form.xlsx", make: billForm},
	{name: "06-air-waybill.xlsx", make: airWaybill},
	{name: "07-isf-five-mistakes.xlsx", make: fiveMistakes, wrong: mistakes},
	{name: "08-stock-count.xlsx", make: stockCount},
	{name: "09-corrupt.xlsx", make: lumenfieldForm(secondShipment), damaged: breakSheet},
	{name: "10-isf-form-corrected.xlsx", make: lumenfieldForm(firstShipmentCorrected)},
	{name: "11-shipping-instruction.xlsx", make: shippingInstruction},
	{name: "12-packing-list-semicolon.csv", make: packingList},
	{name: "13-isf-bilingual.xlsx", make: bilingualForm},
	{name: "14-isf-ambiguous-dates.xlsx", make: ambiguousDates},
}

func main() {
	dir := flag.String("dir", filepath.Join("testdata", "samples"), "folder to write the samples to")
	only := flag.Bool("check", false, "write nothing; compare the samples with what would be written, and check the wanted requests")
	flag.Parse()
	var err error
	if *only {
		err = check()
	} else {
		err = write(*dir)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// write makes all samples. Either all are right, or none is written.
func write(dir string) error {
	made := make([][]byte, len(all))
	var wrong []error
	for i, s := range all {
		content, err := s.content()
		made[i] = content
		wrong = append(wrong, err)
	}
	if err := errors.Join(wrong...); err != nil {
		return err
	}
	for i, s := range all {
		if err := os.WriteFile(filepath.Join(dir, s.name), made[i], 0o644); err != nil {
			return err
		}
	}
	return nil
}

// content makes a sample, verifies it and, where it is to be broken, breaks it.
func (s sample) content() ([]byte, error) {
	content, err := s.make()
	if err != nil {
		return nil, fmt.Errorf("make %s: %w", s.name, err)
	}
	cells, err := read(s.name, content)
	if err != nil {
		return nil, fmt.Errorf("read %s again: %w", s.name, err)
	}
	if err := verify(cells, s.wrong); err != nil {
		return nil, fmt.Errorf("%s: %w", s.name, err)
	}
	if s.damaged == nil {
		return content, nil
	}
	broken, err := s.damaged(content)
	if err != nil {
		return nil, fmt.Errorf("damage %s: %w", s.name, err)
	}
	return broken, nil
}

// check compares the embedded samples with what would be written, then the steps and the wanted requests with them.
func check() error {
	var wrong []error
	for _, s := range all {
		wrong = append(wrong, s.compare())
	}
	wrong = append(wrong, checkSteps(), checkWants())
	return errors.Join(wrong...)
}

func (s sample) compare() error {
	want, err := s.content()
	if err != nil {
		return err
	}
	got, err := samples.Files.ReadFile(s.name)
	if err != nil {
		return err
	}
	if !sameContent(got, want) {
		return fmt.Errorf("%s is not what the generator writes; run it without -check, or undo the change", s.name)
	}
	return nil
}
