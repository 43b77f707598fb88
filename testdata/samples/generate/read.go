package main

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"maps"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
)

// A cell is what a sample says in one place.
type cell struct {
	at    string // "ISF!B7"; without the sheet in csv
	shown string // as a spreadsheet program shows it
	raw   string // as it is stored: dates as serial numbers, numbers with all their digits
}

// read lists the cells of a sample that hold something.
func read(name string, content []byte) ([]cell, error) {
	if path.Ext(name) == ".csv" {
		return readSeparated(content)
	}
	book, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		return nil, err
	}
	defer book.Close()
	var cells []cell
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, err
		}
		for r, row := range rows {
			for c, raw := range row {
				if raw == "" {
					continue
				}
				at, err := excelize.CoordinatesToCellName(c+1, r+1)
				if err != nil {
					return nil, err
				}
				shown, err := book.GetCellValue(sheet, at)
				if err != nil {
					return nil, err
				}
				cells = append(cells, cell{at: sheet + "!" + at, shown: shown, raw: raw})
			}
		}
	}
	return cells, nil
}

func readSeparated(content []byte) ([]cell, error) {
	if !utf8.Valid(content) {
		decoded, err := charmap.Windows1252.NewDecoder().Bytes(content)
		if err != nil {
			return nil, err
		}
		content = decoded
	}
	r := csv.NewReader(bytes.NewReader(content))
	if first, _, _ := strings.Cut(string(content), "\n"); strings.Contains(first, ";") {
		r.Comma = ';'
	}
	rows, err := r.ReadAll()
	if err != nil {
		return nil, err
	}
	var cells []cell
	for y, row := range rows {
		for x, text := range row {
			if text == "" {
				continue
			}
			at, err := excelize.CoordinatesToCellName(x+1, y+1)
			if err != nil {
				return nil, err
			}
			cells = append(cells, cell{at: at, shown: text, raw: text})
		}
	}
	return cells, nil
}

// sameContent says whether two files hold the same, however they are compressed.
func sameContent(a, b []byte) bool {
	return bytes.Equal(a, b) || maps.Equal(parts(a), parts(b)) && len(parts(a)) > 0
}

// parts are the contents of a zip archive by name. A part that cannot be read counts as one, so that damaged files
// can be compared too.
func parts(content []byte) map[string]string {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil
	}
	found := map[string]string{}
	for _, part := range archive.File {
		found[part.Name] = partText(part)
	}
	return found
}

func partText(part *zip.File) string {
	const unreadable = "unreadable"
	r, err := part.Open()
	if err != nil {
		return unreadable
	}
	defer r.Close()
	text, err := io.ReadAll(r)
	if err != nil {
		return unreadable
	}
	return string(text)
}
