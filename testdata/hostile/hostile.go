// Package hostile makes files that are meant to bring down whoever reads them: bombs, files without end, cells by the
// million, names that lead elsewhere, formulas that would run. They are made when they are needed, so that none of
// them lies in the repository, where virus scanners would find it.
package hostile

import (
	"fmt"
	"iter"
	"slices"
	"strings"
)

// A File is one of them.
type File struct {
	Name    string // with the extension that it pretends to have
	About   string // what it does, in a line
	Content []byte
}

// A trap makes a file.
type trap struct {
	name, about string
	make        func(Surroundings) []byte
}

// Surroundings are what files refer to that are to lead elsewhere.
type Surroundings struct {
	Lure  string            // URL that nobody is to call
	Path  string            // absolute path that nobody is to write
	Sound map[string][]byte // sound files by name, to be damaged
}

// Each yields the files one after the other, so that they need not be in memory all at once.
func Each(around Surroundings) iter.Seq[File] {
	return func(yield func(File) bool) {
		for _, t := range slices.Concat(bombs, workbooks, binaries, documents, texts, disguises) {
			if !yield(File{t.name, t.about, t.make(around)}) {
				return
			}
		}
		for name, content := range around.Sound {
			base, extension, _ := strings.Cut(name, ".")
			for at := 1 << 10; at < len(content); at += 1 << 10 {
				if !yield(File{fmt.Sprintf("%s-cut-%02d.%s", base, at>>10, extension), fmt.Sprintf("cut short after %d KiB", at>>10), content[:at]}) {
					return
				}
			}
		}
	}
}

// constant is a file that refers to nothing.
func constant(content func() []byte) func(Surroundings) []byte {
	return func(Surroundings) []byte { return content() }
}

// numbered is a text so many times, with its number.
func numbered(format string, times int) string {
	var b strings.Builder
	for i := 1; i <= times; i++ {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}
