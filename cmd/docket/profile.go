package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"docket/mapping"
	"docket/mapping/profile"
	"docket/mapping/sheet"
)

type profileCmd struct {
	Infer profileInferCmd `cmd:"" help:"Write the mapping that docket recognises in a file, to read, correct and pin."`
	Check profileCheckCmd `cmd:"" help:"Say whether files are as a profile says."`
	List  profileListCmd  `cmd:"" help:"List the profiles of the configuration, and what each is for."`
}

func (profileCmd) Help() string {
	return `A profile is a YAML file that pins what one sender's files look like: which labels they have, what these ask for, and what to
make of their values. A file that its profile no longer fits is held, and read without it.

Exit status 1 if a file is not as its profile says, 2 if a profile is none.`
}

type profileInferCmd struct {
	Name   string `help:"Name of the profile. Default: the file's." placeholder:"NAME"`
	Output string `short:"o" default:"-" help:"File to write; - is standard output." placeholder:"FILE"`
	Force  bool   `short:"f" help:"Write over a file that is there."`
	File   string `arg:"" help:"Spreadsheet; - is standard input." placeholder:"FILE"`
}

func (profileInferCmd) Help() string {
	return `Writes a profile as YAML: every label that docket recognises in the file, where it stands, what it asks for and where its
value is. Correct it, say which files it is for, and give it to convert by --profile or to a worker by --profiles.

  docket profile infer acme-0042.xlsx -o profiles/acme.yaml
  docket convert --profile profiles/acme.yaml acme-0043.xlsx

Exit status 1 if nothing is recognised in the file.`
}

func (c profileInferCmd) Run(w *world) error {
	data, err := readFile(w.in, c.File)
	if err != nil {
		return usageError{err}
	}
	name := c.Name
	if name == "" {
		name = strings.TrimSuffix(filepath.Base(c.File), filepath.Ext(c.File))
	}
	p, err := mapping.InferProfile(name, data, sheet.DefaultLimits)
	if err != nil {
		return fmt.Errorf("infer a profile from %s: %w", c.File, err)
	}
	if c.Output == "-" {
		_, err = w.out.Write(p.YAML())
		return err
	}
	if err := writeNew(c.Output, p.YAML(), c.Force); err != nil {
		return err
	}
	_, err = fmt.Fprintf(w.out, "wrote %s\n", c.Output)
	return err
}

type profileCheckCmd struct {
	Profile string   `arg:"" help:"Profile to check." placeholder:"PROFILE"`
	Files   []string `arg:"" name:"file" help:"Spreadsheets that it is for; - is standard input." placeholder:"FILE"`
}

func (profileCheckCmd) Help() string {
	return `Says of each file whether the profile fits it: which labels moved and were followed, and which are gone, so that a worker
would read the file without the profile and hold its filings. Levels and limits that the profile sets are told first.

  docket profile check profiles/acme.yaml samples/acme-*.xlsx

Exit status 1 if the profile does not fit one of the files, 2 if it is none.`
}

func (c profileCheckCmd) Run(w *world) error {
	set, err := loadProfile(c.Profile)
	if err != nil {
		return err
	}
	if err := c.rules(w, set[0]); err != nil {
		return err
	}
	bad := 0
	for _, name := range c.Files {
		data, err := readFile(w.in, name)
		if err != nil {
			return usageError{err}
		}
		fit, err := mapping.CheckProfile(set[0], data, sheet.DefaultLimits)
		switch {
		case err != nil:
			bad++
			fmt.Fprintf(w.out, "%s: cannot be read: %v\n", name, err)
		case fit.OK():
			fmt.Fprintf(w.out, "%s: fits, all %d labels found, %d of them moved\n", name, fit.Labels, len(fit.Moved))
		default:
			bad++
			fmt.Fprintf(w.out, "%s: does not fit, %d of %d labels differ\n", name, len(fit.Misfits), fit.Labels)
		}
		for _, m := range fit.Misfits {
			fmt.Fprintf(w.out, "  %s\n", m)
		}
		for _, m := range fit.Moved {
			fmt.Fprintf(w.out, "  %s\n", m)
		}
	}
	if bad > 0 {
		return badInput{fmt.Sprintf("the profile does not fit %d of %d files", bad, len(c.Files))}
	}
	return nil
}

// rules says what the profile sets of the rules, and what of it cannot be.
func (profileCheckCmd) rules(w *world, p *profile.Profile) error {
	sets := p.Strictness
	if sets.IsZero() {
		return nil
	}
	checker, err := checkerOf("")
	if err != nil {
		return err
	}
	if _, err := checkerFor(checker, p); err != nil {
		return err
	}
	_, err = fmt.Fprintf(w.out, "%s sets %s\n", p.Name, sets)
	return err
}

type profileListCmd struct {
	Profiles []string `help:"Profiles, or folders of them; may be given several times." placeholder:"FILE" env:"DOCKET_PROFILES"`
}

func (profileListCmd) Help() string {
	return `Prints the name of each profile that a worker would have, and the files that it is for.

Exit status 2 if one of the profiles is none.`
}

func (c profileListCmd) Run(w *world) error {
	set, err := loadProfiles(c.Profiles...)
	if err != nil {
		return err
	}
	for _, p := range set {
		meant := strings.Join(append(append([]string{}, p.Match.Prefix...), p.Match.File...), " ")
		if meant == "" {
			meant = "all files with its labels"
		}
		if _, err := fmt.Fprintf(w.out, "%-24s %s\n", p.Name, meant); err != nil {
			return err
		}
	}
	return nil
}

// loadProfiles reads profiles; what is wrong with one is wrong with the configuration.
func loadProfiles(names ...string) (profile.Set, error) {
	set, err := profile.Load(names...)
	if err != nil {
		return nil, usageError{err}
	}
	return set, nil
}

// loadProfile reads a file that holds one profile.
func loadProfile(name string) (profile.Set, error) {
	set, err := loadProfiles(name)
	if err == nil && len(set) != 1 {
		err = usageError{fmt.Errorf("%s holds %d profiles, want one", name, len(set))}
	}
	return set, err
}
