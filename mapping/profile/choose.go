package profile

import (
	"cmp"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"docket/mapping/sheet"
)

// A Set is the profiles that may apply to files. No two have the same name.
type Set []*Profile

// Load reads profiles from files, and from all files *.yaml and *.yml of folders.
func Load(names ...string) (Set, error) {
	var set Set
	for _, name := range names {
		files := []string{name}
		if info, err := os.Stat(name); err == nil && info.IsDir() {
			files = nil
			for _, pattern := range []string{"*.yaml", "*.yml"} {
				found, err := filepath.Glob(filepath.Join(name, pattern))
				if err != nil {
					return nil, fmt.Errorf("list %s: %w", name, err)
				}
				files = append(files, found...)
			}
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				return nil, fmt.Errorf("read the profile: %w", err)
			}
			p, err := Parse(file, text)
			if err != nil {
				return nil, err
			}
			if other := set.Named(p.Name); other != nil {
				return nil, &Error{File: p.source.file, Message: fmt.Sprintf("the profile is called %q, as the one in %s", p.Name, other.source.file), Fix: "Give each profile a name of its own."}
			}
			set = append(set, p)
		}
	}
	return set, nil
}

// Named is the profile of a name, nil if there is none.
func (s Set) Named(name string) *Profile {
	for _, p := range s {
		if p.Name == name {
			return p
		}
	}
	return nil
}

// A Document is what profiles are chosen by besides the labels of the workbook.
type Document struct {
	Source string // "s3://bucket/key", or a file's name
	Name   string // the file's
}

// Choose is the profile for a workbook: of those that are for its place and name, one that fits. Where none of these
// fits, the one that is most particularly meant for the file, so that the misfit is told; a profile that names no place
// and no name is meant for files that look mostly as it says. It is nil where recognition reads alone, and an error
// where two profiles are meant for the file alike.
func (s Set) Choose(d Document, book *sheet.Workbook) (*Profile, error) {
	var found []candidate
	for _, p := range s {
		rank, meant := p.meantFor(d)
		if !meant {
			continue
		}
		fit := p.Fit(book)
		if rank == 0 && !fit.OK() && fit.share() < resembles {
			continue
		}
		found = append(found, candidate{p, rank, fit})
	}
	if len(found) == 0 {
		return nil, nil
	}
	slices.SortStableFunc(found, candidate.compare)
	if len(found) > 1 && found[0].Fit.OK() && found[0].compare(found[1]) == 0 {
		return nil, fmt.Errorf("the profiles %s and %s are meant for this file alike", found[0].Name, found[1].Name)
	}
	return found[0].Profile, nil
}

type candidate struct {
	*Profile
	rank int
	Fit  Fit
}

// compare puts what fits first, then what is meant for fewer files, then what pins more.
func (c candidate) compare(other candidate) int {
	fits := func(f Fit) int {
		if f.OK() {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(fits(c.Fit), fits(other.Fit)), cmp.Compare(other.rank, c.rank), cmp.Compare(other.Fit.Labels, c.Fit.Labels))
}

// meantFor says whether a profile is for files of a place and a name, and how particularly.
func (p *Profile) meantFor(d Document) (rank int, meant bool) {
	if len(p.Match.Prefix) > 0 {
		where := strings.TrimPrefix(d.Source, "s3://")
		longest := -1
		for _, prefix := range p.Match.Prefix {
			if strings.HasPrefix(where, strings.TrimPrefix(prefix, "s3://")) {
				longest = max(longest, len(prefix))
			}
		}
		if longest < 0 {
			return 0, false
		}
		rank += 2 + 2*longest
	}
	if len(p.Match.File) > 0 {
		like := func(pattern string) bool {
			matched, err := path.Match(strings.ToLower(pattern), strings.ToLower(path.Base(d.Name)))
			return err == nil && matched
		}
		if !slices.ContainsFunc(p.Match.File, like) {
			return 0, false
		}
		rank++
	}
	return rank, true
}
