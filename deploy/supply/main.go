// Command supply tells what docket is made of: it writes the bill of materials of the program, with the licence of each module
// that is linked into it, and ends with 1 if one has a licence that docket may not be passed on under.
//
//	go run ./deploy/supply [-o sbom.json] [package]
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"

	cyclonedx "github.com/CycloneDX/cyclonedx-go"
	"github.com/google/licensecheck"
)

// permitted are the licences, by their SPDX names, that ask for no more than that they are told.
var permitted = []string{"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSD-3-Clause-NoTrademark", "ISC", "MIT", "Unlicense"}

func main() {
	out := flag.String("o", "", "file for the bill of materials, CycloneDX in JSON")
	flag.Parse()
	program := "./cmd/docket"
	if flag.NArg() > 0 {
		program = flag.Arg(0)
	}
	if err := run(program, *out, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(program, out string, say io.Writer) error {
	modules, err := linked(program)
	if err != nil {
		return err
	}
	var refused error
	count := map[string]int{}
	for i := range modules {
		m := &modules[i]
		if m.Licences, err = licencesIn(m.Dir); err != nil {
			return fmt.Errorf("read the licence of %s: %w", m.Path, err)
		}
		for _, l := range m.Licences {
			count[l]++
		}
		if why := m.objection(); why != "" {
			refused = errors.Join(refused, fmt.Errorf("%s %s %s", m.Path, m.Version, why))
		}
	}
	fmt.Fprintf(say, "%d modules are linked:", len(modules))
	for _, l := range slices.Sorted(maps.Keys(count)) {
		fmt.Fprintf(say, " %d %s", count[l], l)
	}
	fmt.Fprintln(say)
	if out != "" {
		refused = errors.Join(refused, write(out, modules))
	}
	return refused
}

// A module is one that is linked into the program.
type module struct {
	Path, Version, Dir, Sum string
	Licences                []string // SPDX names
}

// objection is why a module may not be passed on, "" if it may.
func (m module) objection() string {
	if len(m.Licences) == 0 {
		return "has no licence that is known here; look at it, and at the list in deploy/supply"
	}
	for _, l := range m.Licences {
		if !slices.Contains(permitted, l) {
			return "is under " + l + ", which is not on the list in deploy/supply"
		}
	}
	return ""
}

// linked are the modules of a program but its own, and the standard library, by name.
func linked(program string) ([]module, error) {
	list := exec.Command("go", "list", "-deps", "-json=Module", program)
	list.Stderr = os.Stderr
	text, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("list the packages of %s: %w", program, err)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("find the standard library: %w", err)
	}
	found := map[string]module{"std": {Path: "std", Version: strings.TrimPrefix(runtime.Version(), "go"), Dir: strings.TrimSpace(string(root))}}
	for packages := json.NewDecoder(strings.NewReader(string(text))); packages.More(); {
		var p struct {
			Module *struct {
				module
				Main    bool
				Replace *module
			}
		}
		if err := packages.Decode(&p); err != nil {
			return nil, fmt.Errorf("list the packages of %s: %w", program, err)
		}
		switch m := p.Module; {
		case m == nil, m.Main:
		case m.Replace != nil:
			found[m.Path] = *m.Replace
		default:
			found[m.Path] = m.module
		}
	}
	var all []module
	for _, path := range slices.Sorted(maps.Keys(found)) {
		all = append(all, found[path])
	}
	return all, nil
}

// licenceFile is what files are called that a licence stands in.
var licenceFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|unlicense)([.-].*)?$`)

// licencesIn are those in a module's folder.
func licencesIn(dir string) (all []string, _ error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if e.IsDir() || !licenceFile.MatchString(e.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		for _, match := range licensecheck.Scan(text).Match {
			if !match.IsURL && !slices.Contains(all, match.ID) {
				all = append(all, match.ID)
			}
		}
	}
	return all, nil
}

// write writes the bill of materials.
func write(path string, modules []module) error {
	bom := cyclonedx.NewBOM()
	root := cyclonedx.Component{BOMRef: "docket", Type: cyclonedx.ComponentTypeApplication, Name: "docket"}
	bom.Metadata = &cyclonedx.Metadata{Component: &root}
	var parts []cyclonedx.Component
	var refs []string
	for _, m := range modules {
		url := fmt.Sprintf("pkg:golang/%s@%s", m.Path, m.Version)
		var licences cyclonedx.Licenses
		for _, l := range m.Licences {
			licences = append(licences, cyclonedx.LicenseChoice{License: &cyclonedx.License{ID: l}})
		}
		part := cyclonedx.Component{BOMRef: url, Type: cyclonedx.ComponentTypeLibrary, Name: m.Path, Version: m.Version, PackageURL: url, Licenses: &licences}
		if m.Sum != "" {
			part.Properties = &[]cyclonedx.Property{{Name: "go:sum", Value: m.Sum}}
		}
		parts, refs = append(parts, part), append(refs, url)
	}
	bom.Components = &parts
	bom.Dependencies = &[]cyclonedx.Dependency{{Ref: root.BOMRef, Dependencies: &refs}}
	file, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("write the bill of materials: %w", err)
	}
	encoder := cyclonedx.NewBOMEncoder(file, cyclonedx.BOMFileFormatJSON)
	encoder.SetPretty(true)
	if err := errors.Join(encoder.Encode(bom), file.Close()); err != nil {
		return fmt.Errorf("write the bill of materials: %w", err)
	}
	return nil
}
