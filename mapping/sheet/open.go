package sheet

import (
	"errors"
	"io"
)

// A Reader gives the rows of a spreadsheet one by one, in memory that does not grow with their number. Most callers
// want Read. A Reader and what it gives out are for one goroutine.
type Reader struct {
	Format Format
	grids  grids
	tally  tally
}

// grids is what each format brings: sheets, and the rows of each.
type grids interface {
	sheets() []*Sheet // without rows
	read(sheet int) (rowSource, error)
	remarks() []string // what is known so far
}

// A rowSource gives the rows of a sheet. At io.EOF it has filled in what else the sheet holds.
type rowSource interface {
	next() (Row, error)
	close()
}

// Open tells what a file is and reads all of it but the cells. It reads xlsx, xlsm and text; the other formats are
// read whole at once, so that for them Read costs no more.
func Open(data []byte, limits Limits) (*Reader, error) {
	limits = limits.withDefaults()
	grids, format, err := open(data, limits)
	if err != nil {
		return nil, err
	}
	return &Reader{Format: format, grids: grids, tally: tally{limits: limits}}, nil
}

// Sheets are the sheets of the file in its order, without their rows.
func (r *Reader) Sheets() []*Sheet { return r.grids.sheets() }

// Remarks is what was left out on purpose, as sentences. Some are only known when the rows have been read.
func (r *Reader) Remarks() []string { return r.grids.remarks() }

// Names are what the file defines names for; see Workbook.
func (r *Reader) Names() map[string]string {
	switch grids := r.grids.(type) {
	case *xlsxWorkbook:
		return grids.names
	case wholeWorkbook:
		return grids.Names
	default:
		return nil
	}
}

// Rows begins to read the rows of a sheet, by its place in Sheets. They are to be read to the end.
func (r *Reader) Rows(sheet int) (*Rows, error) {
	source, err := r.grids.read(sheet)
	if err != nil {
		return nil, inSheet(err, r.Sheets()[sheet].Name)
	}
	return &Rows{reader: r, sheet: r.Sheets()[sheet], source: source}, nil
}

// Rows are the rows of one sheet that hold something.
type Rows struct {
	reader *Reader
	sheet  *Sheet
	source rowSource
	err    error
}

// Next is the next row with at least one cell, in the order of the file, which in a few files is not that of the
// row numbers. Its Cells are valid until the next call; their texts stay. At the end of the sheet it is io.EOF, and
// then the sheet's merges, comments and links are complete. Any other error means that the file is not to be trusted:
// it may come after rows that looked sound.
func (r *Rows) Next() (Row, error) {
	if r.err != nil {
		return Row{}, r.err
	}
	row, err := r.source.next()
	if err == nil {
		err = r.reader.count(row)
	}
	if err != nil {
		r.err = inSheet(err, r.sheet.Name)
		r.source.close()
		return Row{}, r.err
	}
	return row, nil
}

// count holds the rows and cells of the whole file against the limits.
func (r *Reader) count(row Row) error {
	err := r.tally.addRow()
	for i := 0; i < len(row.Cells) && err == nil; i++ {
		err = r.tally.addCell()
	}
	if read, ok := err.(*ReadError); ok {
		read.Row = row.Number
	}
	return err
}

// inSheet adds the sheet's name to an error that does not know it.
func inSheet(err error, name string) error {
	var read *ReadError
	if errors.As(err, &read) && read.Sheet == "" {
		read.Sheet = name
	}
	return err
}

// wholeWorkbook gives out the rows of a workbook that has been read.
type wholeWorkbook struct{ *Workbook }

func (w wholeWorkbook) sheets() []*Sheet { return w.Sheets }

func (w wholeWorkbook) remarks() []string { return w.Remarks }

func (w wholeWorkbook) read(sheet int) (rowSource, error) {
	return &wholeRows{w.Sheets[sheet].Rows}, nil
}

type wholeRows struct{ rest []Row }

func (w *wholeRows) next() (Row, error) {
	if len(w.rest) == 0 {
		return Row{}, io.EOF
	}
	row := w.rest[0]
	w.rest = w.rest[1:]
	return row, nil
}

func (w *wholeRows) close() {}
