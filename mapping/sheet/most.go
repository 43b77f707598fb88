package sheet

import (
	"archive/zip"
	"bytes"
	"strings"
)

// leastCell is how many bytes a cell with a value takes in a sheet of an xlsx file: <c><v>1</v></c>.
const leastCell = 16

// MostCells is how many cells with a value a file can have at most, by its size and what its directory says of the
// sizes of its parts, which reading holds it to. It costs next to nothing, so that a caller can make room before it
// reads. Within bounds the answer for files that are refused or may repeat a cell, as ods files do.
func MostCells(data []byte, within Limits) int {
	most := within.withDefaults().Cells
	if !bytes.HasPrefix(data, []byte("PK")) {
		return min(most, len(data)/2+1) // in text, a cell is a character and what parts it from the next
	}
	directory, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return 0 // it will not be read
	}
	var unpacked uint64
	for _, part := range directory.File {
		switch name := canonicalName(part.Name); {
		case name == "content.xml":
			return most
		case strings.HasPrefix(name, "xl/") && !strings.HasPrefix(name, "xl/media/"):
			unpacked += min(part.UncompressedSize64, uint64(leastCell*most))
		}
	}
	return int(min(uint64(most), unpacked/leastCell))
}
