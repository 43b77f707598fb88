package sheet

import "cmp"

// Limits bound what reading one file may cost. They are checked before memory is taken, from what the file says of
// itself, and again while it is read, because files lie. A limit of 0 is the default.
type Limits struct {
	Bytes      int64 // the file itself; default 256 MiB
	Entries    int   // files inside an xlsx or ods archive; default 10,000
	PartBytes  int64 // one such file when unpacked; default 1 GiB
	TotalBytes int64 // all of them that are read, when unpacked; default 2 GiB
	Ratio      int64 // how many times its packed size one of them may unpack to, if that is over 1 MiB; default 500
	Depth      int   // XML elements inside one another; default 256
	Sheets     int   // default 1,000
	Rows       int   // rows with cells, over all sheets; default 3,000,000
	Cells      int   // cells with a value, over all sheets; default 15,000,000, which Read holds in about 1 GB
	RowCells   int   // cells with a value in one row; default 16,384, which are all that a row can have
	Strings    int   // shared strings; default 5,000,000
	Marks      int   // merged areas, comments and links, over all sheets; default 500,000
	Styles     int   // cell styles and number formats; default 100,000 (Excel allows 65,490)
	TextBytes  int   // one text with its markup; default 4 MiB (Excel allows 32,767 characters)
	CellBytes  int   // the text of one cell; default 4 MiB
	TextsBytes int   // the texts of all cells, a shared one as often as it is used; default 4 GiB
}

// DefaultLimits are far above what trade documents hold and low enough for a worker with 2 GB of memory.
var DefaultLimits = Limits{
	Bytes:      256 << 20,
	Entries:    10_000,
	PartBytes:  1 << 30,
	TotalBytes: 2 << 30,
	Ratio:      500,
	Depth:      256,
	Sheets:     1_000,
	Rows:       3_000_000,
	Cells:      15_000_000,
	RowCells:   MaxCol,
	Strings:    5_000_000,
	Marks:      500_000,
	Styles:     100_000,
	TextBytes:  4 << 20,
	CellBytes:  4 << 20,
	TextsBytes: 4 << 30,
}

// withDefaults fills in what is not set.
func (l Limits) withDefaults() Limits {
	d := DefaultLimits
	return Limits{
		Bytes:      cmp.Or(l.Bytes, d.Bytes),
		Entries:    cmp.Or(l.Entries, d.Entries),
		PartBytes:  cmp.Or(l.PartBytes, d.PartBytes),
		TotalBytes: cmp.Or(l.TotalBytes, d.TotalBytes),
		Ratio:      cmp.Or(l.Ratio, d.Ratio),
		Depth:      cmp.Or(l.Depth, d.Depth),
		Sheets:     cmp.Or(l.Sheets, d.Sheets),
		Rows:       cmp.Or(l.Rows, d.Rows),
		Cells:      cmp.Or(l.Cells, d.Cells),
		RowCells:   cmp.Or(l.RowCells, d.RowCells),
		Strings:    cmp.Or(l.Strings, d.Strings),
		Marks:      cmp.Or(l.Marks, d.Marks),
		Styles:     cmp.Or(l.Styles, d.Styles),
		TextBytes:  cmp.Or(l.TextBytes, d.TextBytes),
		CellBytes:  cmp.Or(l.CellBytes, d.CellBytes),
		TextsBytes: cmp.Or(l.TextsBytes, d.TextsBytes),
	}
}

// Within is the stricter of two limits, each.
func (l Limits) Within(other Limits) Limits {
	a, b := l.withDefaults(), other.withDefaults()
	return Limits{
		Bytes:      min(a.Bytes, b.Bytes),
		Entries:    min(a.Entries, b.Entries),
		PartBytes:  min(a.PartBytes, b.PartBytes),
		TotalBytes: min(a.TotalBytes, b.TotalBytes),
		Ratio:      min(a.Ratio, b.Ratio),
		Depth:      min(a.Depth, b.Depth),
		Sheets:     min(a.Sheets, b.Sheets),
		Rows:       min(a.Rows, b.Rows),
		Cells:      min(a.Cells, b.Cells),
		RowCells:   min(a.RowCells, b.RowCells),
		Strings:    min(a.Strings, b.Strings),
		Marks:      min(a.Marks, b.Marks),
		Styles:     min(a.Styles, b.Styles),
		TextBytes:  min(a.TextBytes, b.TextBytes),
		CellBytes:  min(a.CellBytes, b.CellBytes),
		TextsBytes: min(a.TextsBytes, b.TextsBytes),
	}
}
