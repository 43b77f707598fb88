package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
)

// breakSheet damages a workbook the way a bad disk or a broken transfer does: some bytes in the middle of the
// compressed cells of its sheet are others, and all the rest of the file is whole.
func breakSheet(workbook []byte) ([]byte, error) {
	archive, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		return nil, err
	}
	for _, part := range archive.File {
		if part.Name != "xl/worksheets/sheet1.xml" {
			continue
		}
		start, err := part.DataOffset()
		if err != nil {
			return nil, err
		}
		broken := bytes.Clone(workbook)
		middle := start + int64(part.CompressedSize64)/2
		for i := range int64(8) {
			broken[middle+i] ^= 0xA5
		}
		return broken, mustFail(broken, part.Name)
	}
	return nil, errors.New("the workbook has no sheet")
}

// mustFail tells if a part can still be read to its end.
func mustFail(workbook []byte, name string) error {
	archive, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		return err
	}
	part, err := archive.Open(name)
	if err != nil {
		return err
	}
	defer part.Close()
	if _, err := io.Copy(io.Discard, part); err == nil {
		return errors.New("the sheet can still be read after the damage")
	}
	return nil
}
