package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"docket/mapping"
	"docket/mapping/mark"
	"docket/mapping/sheet"
	"docket/publish/annotate"
)

// copies are where "docket convert --annotate" puts marked copies: a file, or a folder.
type copies struct {
	to      string
	written map[string]bool
}

// newCopies refuses what would lose a file or a copy.
func newCopies(to string, files []string) (*copies, error) {
	if to == "" {
		return nil, nil
	}
	c := &copies{to: to, written: map[string]bool{}}
	if c.single() && len(files) > 1 {
		return nil, usageError{fmt.Errorf("--annotate %s is one file, and there are %d to mark: name a folder", to, len(files))}
	}
	for _, file := range files {
		if sameFile(file, to) {
			return nil, usageError{fmt.Errorf("--annotate %s would write over the file itself: name another", to)}
		}
	}
	return c, nil
}

// single says whether the copies go to one file: a name of a workbook that is no folder.
func (c *copies) single() bool {
	info, err := os.Stat(c.to)
	folder := err == nil && info.IsDir() || strings.HasSuffix(c.to, "/") || strings.HasSuffix(c.to, string(os.PathSeparator))
	ext := strings.ToLower(filepath.Ext(c.to))
	return !folder && (ext == ".xlsx" || ext == ".xlsm")
}

func sameFile(a, b string) bool {
	one, err1 := os.Stat(a)
	other, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(one, other)
}

// write writes the marked copy of a file, and says where it is.
func (c *copies) write(w *world, name string, data []byte, document mapping.Document, now time.Time) error {
	marked, err := annotate.Annotate(data, annotate.Of(document, now), sheet.DefaultLimits)
	if err != nil {
		fmt.Fprintf(w.err, "%s: there is no marked copy: %v\n", name, err)
		return nil // why the file cannot be read is in the document
	}
	path, err := c.path(name, marked)
	if err != nil {
		return err
	}
	if err := writeWhole(path, marked.Data); err != nil {
		return err
	}
	c.written[path] = true
	cells := "1 cell is"
	if marked.Marked != 1 {
		cells = fmt.Sprintf("%d cells are", marked.Marked)
	}
	fmt.Fprintf(w.err, "%s: %s marked in %s\n", name, cells, path)
	return nil
}

// path is where the copy of a file goes.
func (c *copies) path(name string, marked annotate.Copy) (string, error) {
	if c.single() {
		if ext := filepath.Ext(c.to); !strings.EqualFold(ext, marked.Extension()) {
			return "", usageError{fmt.Errorf("the copy of %s has to end in %s, or Excel does not open it: --annotate %s", name, marked.Extension(), strings.TrimSuffix(c.to, ext)+marked.Extension())}
		}
		if !replaceable(c.to) {
			return "", usageError{fmt.Errorf("--annotate %s is there already, and is no copy of docket's as it was written: name another", c.to)}
		}
		return c.to, nil
	}
	if err := os.MkdirAll(c.to, 0o755); err != nil {
		return "", fmt.Errorf("make the folder %s: %w", c.to, cause(err))
	}
	if name == "-" {
		name = "standard-input"
	}
	of := filepath.Base(name)
	for {
		path := filepath.Join(c.to, marked.Name(of))
		if !c.written[path] && !sameFile(path, name) && replaceable(path) {
			return path, nil
		}
		of = filepath.Base(path) // the name is taken: the copy gets a number
	}
}

// replaceable says whether a copy may be written in a file's place: there is none, or it is a copy that nobody has
// corrected yet.
func replaceable(path string) bool {
	data, err := os.ReadFile(path)
	if err != nil {
		return os.IsNotExist(err)
	}
	book, err := sheet.Read(data, sheet.DefaultLimits)
	if err != nil {
		return false
	}
	removed, _ := mark.Remove(book)
	return removed.Intact
}

// writeWhole writes a file so that it is there whole or not at all.
func writeWhole(path string, data []byte) error {
	file, err := os.CreateTemp(filepath.Dir(path), ".docket-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, cause(err))
	}
	defer os.Remove(file.Name()) // it is gone if all went well
	_, err = file.Write(data)
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Chmod(file.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, cause(err))
	}
	return nil
}
