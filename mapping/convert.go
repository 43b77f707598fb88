package mapping

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"path"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"docket/mapping/filing"
	"docket/mapping/layout"
	"docket/mapping/mark"
	"docket/mapping/profile"
	"docket/mapping/sheet"
)

// Convert reads a file and makes the filings that it calls for. Name is the file's, for messages. An error is a
// *sheet.ReadError: the file could not be read; the document then says so too, and has no filings.
//
// Convert does not decide whether a filing may be sent: that is package validate's, which knows the rules.
func Convert(name string, data []byte, limits sheet.Limits, o Options) (Document, error) {
	sum := sha256.Sum256(data)
	source := Source{Name: path.Base(name), Size: int64(len(data)), SHA256: hex.EncodeToString(sum[:])}
	book, err := readBook(data, limits)
	if err != nil {
		return unreadableFile(source, err), err
	}
	return ConvertBook(source, book, o), nil
}

// ConvertBook makes the filings that a workbook calls for. It takes docket's own marks out of the workbook.
func ConvertBook(source Source, book *sheet.Workbook, o Options) Document {
	document := newDocument(source)
	if o.Now.IsZero() {
		o.Now = time.Now()
	}
	if o.Source == "" {
		o.Source = source.Name
	}
	document.Marks, _ = mark.Remove(book)
	if o.SourceOf != nil {
		o.Source = o.SourceOf(document.Marks.Origin)
	}
	document.fill(book, o)
	return document
}

// newDocument is a document of which nothing is known yet.
func newDocument(source Source) Document {
	return Document{Source: source, Type: Unknown, Profile: "auto", Filings: []Filing{}, Problems: []Problem{}, Unmapped: []Unmapped{}}
}

// Limits are what a file may hold for docket to understand it, which takes more memory than to read it: up to 2 KiB a
// cell, and time. The largest trade documents have a fifth of these cells. A cell of Excel has 32,767 characters at most,
// which are 128 KiB at most.
var Limits = sheet.Limits{Cells: 250_000, Rows: 250_000, RowCells: 16_384, Strings: 500_000, Marks: 100_000, PartBytes: 128 << 20, TotalBytes: 256 << 20, CellBytes: 128 << 10, TextsBytes: 16 << 20}

// readBook reads a file that is to be understood.
func readBook(data []byte, limits sheet.Limits) (*sheet.Workbook, error) {
	return sheet.Read(data, limits.Within(Limits))
}

// fill makes the filings of a workbook.
func (doc *Document) fill(book *sheet.Workbook, o Options) {
	for _, remark := range book.Remarks {
		doc.Problems = append(doc.Problems, Problem{Severity: Warning, Code: "file_remark", Cells: []sheet.Place{}, Message: remark})
	}
	reading := doc.read(book, o)
	sheets := reading.Sheets
	o = o.profiled(reading)
	doc.Type = o.Type
	if doc.Type == "" {
		doc.Type = typeOf(sheets)
	}
	doc.hiddenCells(sheets)
	if doc.Type == Unknown {
		doc.Problems = append(doc.Problems, Problem{
			Severity: Error, Code: "document_unknown", Cells: []sheet.Place{}, Message: "This file reads neither as an ISF worksheet nor as a bill of lading.",
			Hint: "If it is one, check that its labels stand beside or above their values; \"docket template isf\" makes a worksheet that is always understood.",
		})
	} else {
		doc.file(book, reading, o)
	}
	doc.listUnmapped(book, sheets)
	doc.Confidence = 1
	for _, f := range doc.Filings {
		doc.Confidence = min(doc.Confidence, f.Confidence)
	}
	if doc.Type == Unknown {
		doc.Confidence = 0
	}
}

// file writes the filings of each shipment.
func (doc *Document) file(book *sheet.Workbook, reading *profile.Reading, o Options) {
	e := gatherEvidence(reading.Sheets, o.Now)
	e.shared = sharedMentions(book, reading.Sheets)
	shipments := gather(reading.Sheets)
	findJoint(shipments)
	for i := range shipments {
		s := &shipments[i]
		s.settle(reading)
		if doc.Type == IsfWorksheet {
			doc.Filings = append(doc.Filings, isf(s, e, o))
			if !o.OrdersFromISF {
				continue
			}
		}
		doc.Filings = append(doc.Filings, order(s, e, o, doc.Type))
	}
	doc.Sums = grandTotals(shipments, e, o, doc.Type)
	for i := range doc.Filings {
		doc.review(&doc.Filings[i], reading)
	}
}

// hiddenCells says that cells were left out which the sender does not see.
func (doc *Document) hiddenCells(sheets []layout.Sheet) {
	for _, s := range sheets {
		if len(s.Hidden) > 0 && len(s.Form)+len(s.Tables) > 0 {
			doc.Problems = append(doc.Problems, Problem{
				Severity: Warning, Code: "hidden_cells", Cells: s.Hidden[:min(len(s.Hidden), 20)],
				Message: "Rows or columns of sheet " + s.Name + " are hidden and were not read.", Hint: "Show them if they belong to the filing.",
			})
		}
	}
}

// unreadableFile is the document of a file that cannot be read.
func unreadableFile(source Source, err error) Document {
	p := Problem{Severity: Error, Code: "file_unreadable", Cells: []sheet.Place{}, Message: Sentence(err.Error())}
	if unread, ok := errors.AsType[*sheet.ReadError](err); ok {
		p.Code, p.Hint = "file_"+string(unread.Reason), unread.Hint()
	}
	document := newDocument(source)
	document.Problems = append(document.Problems, p)
	return document
}

// Sentence is a text as people read it: it begins with a capital letter and ends with a point, which errors do not.
func Sentence(words string) string {
	if words == "" {
		return ""
	}
	if first, size := utf8.DecodeRuneInString(words); unicode.IsLower(first) {
		words = string(unicode.ToUpper(first)) + words[size:]
	}
	if !strings.ContainsAny(words[len(words)-1:], ".!?") {
		words += "."
	}
	return words
}

// listUnmapped lists the cells whose text went into no field: those that answer no label, and those whose label asks
// for something that the API has no place for.
func (doc *Document) listUnmapped(book *sheet.Workbook, sheets []layout.Sheet) {
	mapped := map[sheet.Place]bool{}
	for _, f := range doc.Filings {
		for _, places := range f.Cells {
			for _, place := range places {
				mapped[place] = true
			}
		}
	}
	for i, s := range sheets {
		open := map[sheet.Place]bool{}
		for _, place := range s.Loose {
			open[place] = true
		}
		for _, place := range s.Hidden {
			open[place] = true
		}
		s.EachFact(func(f layout.Fact) {
			for _, place := range f.Cells {
				open[place] = true
			}
			for _, cell := range f.Beside {
				open[sheet.Place{Sheet: s.Name, Ref: cell.Ref}] = true
			}
		})
		for _, row := range book.Sheets[i].Rows {
			for _, cell := range row.Cells {
				if place := book.Sheets[i].Place(cell.Ref); open[place] && !mapped[place] {
					doc.Unmapped = append(doc.Unmapped, Unmapped{Cell: place, Text: cell.Text})
				}
			}
		}
	}
}

// CellsAt is where a field of the request was read, or if it has no cells of its own, the nearest object around it.
func (f Filing) CellsAt(at filing.Pointer) []sheet.Place {
	for ; at != ""; at = at.Parent() {
		if cells := f.Cells[at]; len(cells) > 0 {
			return cells
		}
	}
	return nil
}
