package value

import (
	"embed"
	"strings"
)

//go:embed data/*.tsv
var tables embed.FS

// readTable are the rows of an embedded table: tab separated, "#" before a comment. A row has at least the number of
// columns asked for; missing ones are empty.
func readTable(name string, columns int) [][]string {
	text, err := tables.ReadFile("data/" + name)
	if err != nil {
		panic("value: embedded table " + name + " is missing") // cannot happen in a binary that was built
	}
	var rows [][]string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		row := strings.Split(line, "\t")
		for len(row) < columns {
			row = append(row, "")
		}
		rows = append(rows, row)
	}
	return rows
}

// names are the parts of a cell of a table, "" none.
func names(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, "|")
}

// wordSet is a set of the table of words, folded.
func wordSet(name string) map[string]bool {
	set := map[string]bool{}
	for _, row := range readTable("words.tsv", 2) {
		if row[0] != name {
			continue
		}
		for _, word := range strings.Fields(row[1]) {
			set[fold(word)] = true
		}
	}
	return set
}
