package main

import (
	"io"
	"os"
	"strconv"

	"golang.org/x/term"
)

// isTerminal says whether a person watches what is written.
func isTerminal(out io.Writer) bool {
	file, ok := out.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

// animated says whether lines can be written over as things go on.
func animated(out io.Writer) bool { return isTerminal(out) && os.Getenv("TERM") != "dumb" }

// coloured says whether to colour what is written: as --color says, and by itself on a terminal that can show colours
// whose user has not asked for none (no-color.org).
func coloured(out io.Writer, asked string) bool {
	switch asked {
	case "always":
		return true
	case "never":
		return false
	default:
		return isTerminal(out) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	}
}

// The width of lines where nothing tells it, and where no more can be laid out or read.
const usualWidth, leastWidth, mostWidth = 110, 80, 160

// widthOf is how many columns lines may have: those of the terminal, else what COLUMNS says.
func widthOf(out io.Writer) int {
	width := usualWidth
	if columns, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && columns > 0 {
		width = columns
	} else if file, ok := out.(*os.File); ok {
		if columns, _, err := term.GetSize(int(file.Fd())); err == nil && columns > 0 {
			width = columns
		}
	}
	return min(max(width, leastWidth), mostWidth)
}
