package main

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"docket/testdata/samples"
)

// checkSteps holds samples.yaml to the samples: every one has its step, every mistake its cell, and every filing that
// is submitted its wanted request.
func checkSteps() error {
	steps, err := samples.Steps()
	if err != nil {
		return err
	}
	var wrong []error
	for _, s := range all {
		at := slices.IndexFunc(steps, func(step samples.Step) bool { return step.File == s.name })
		if at < 0 {
			wrong = append(wrong, fmt.Errorf("samples.yaml has no step for %s", s.name))
			continue
		}
		wrong = append(wrong, s.checkCells(steps[at].Cells))
	}
	wrong = append(wrong, checkUse(steps))
	return errors.Join(wrong...)
}

// checkCells finds each mistake in the cell where samples.yaml expects its problem.
func (s sample) checkCells(places []string) error {
	if len(s.wrong) == 0 {
		return nil
	}
	content, err := s.make()
	if err != nil {
		return err
	}
	cells, err := read(s.name, content)
	if err != nil {
		return err
	}
	var shown []string
	for _, place := range places {
		at := slices.IndexFunc(cells, func(c cell) bool { return c.at == place })
		if at < 0 {
			return fmt.Errorf("%s has nothing in %s", s.name, place)
		}
		shown = append(shown, cells[at].shown)
	}
	if !slices.Equal(shown, s.wrong) {
		return fmt.Errorf("%s: the cells of samples.yaml hold %q, and the mistakes are %q", s.name, shown, s.wrong)
	}
	return nil
}

// checkUse finds wanted requests that no step asks for, and filings without one.
func checkUse(steps []samples.Step) error {
	unused := map[string]bool{}
	files, err := fs.Glob(samples.Files, "want/*.json")
	if err != nil {
		return err
	}
	for _, file := range files {
		unused[file] = true
	}
	var wrong []error
	for _, step := range steps {
		for _, f := range step.Filings {
			if _, err := step.Want(f); err != nil && sent(f) {
				wrong = append(wrong, fmt.Errorf("%s, %s %s: %w", step.File, f.Kind, f.Reference, err))
			}
			delete(unused, step.WantName(f))
		}
	}
	for file := range unused {
		wrong = append(wrong, fmt.Errorf("%s belongs to no filing of samples.yaml", file))
	}
	return errors.Join(wrong...)
}

// sent says whether the API gets a filing, now or in an earlier step.
func sent(f samples.Filing) bool { return f.Outcome == "submitted" || f.Outcome == "unchanged" }
