package sheet

import (
	"errors"
	"strings"
	"testing"
)

// TestOtherFiles is the table of files that people send under the name of a spreadsheet, and what they are told.
func TestOtherFiles(t *testing.T) {
	t.Parallel()
	office := func(contentType string) string {
		parts := xlsxParts(rows(oneCell))
		parts[0].content = strings.Replace(parts[0].content, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", contentType, 1)
		return string(stored(t, parts))
	}
	for _, test := range []struct {
		about, file string
		want        Reason
		says, hint  string
	}{
		{"nothing", "", Empty, "the file is empty: it has no bytes", "again"},
		{"blanks", " \r\n\t\n", Empty, "nothing but blanks", ""},
		{"byte order mark", "\xEF\xBB\xBF", Empty, "nothing but blanks", ""},
		{"delimiters", ",,,\n,,,\n", Empty, "no value in any cell", ""},
		{"workbook without a value", string(stored(t, xlsxParts(rows(`<row><c s="0"/></row>`)))), Empty, "no value in any cell", ""},
		{"PDF", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", NotASpreadsheet, "a PDF document", ".xlsx"},
		{"PNG", "\x89PNG\r\n\x1A\n\x00\x00\x00\x0DIHDR", NotASpreadsheet, "a picture (PNG)", ""},
		{"JPEG", "\xFF\xD8\xFF\xE0\x00\x10JFIF", NotASpreadsheet, "a picture (JPEG)", ""},
		{"HEIC", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", NotASpreadsheet, "a picture or film", ""},
		{"WebP", "RIFF\x24\x00\x00\x00WEBPVP8 ", NotASpreadsheet, "a picture or sound", ""},
		{"RTF", `{\rtf1\ansi Packing list}`, NotASpreadsheet, "a text document (RTF)", ""},
		{"HTML table", "<html><body><table><tr><td>HBL</td></tr></table></body></html>", NotASpreadsheet, "a web page", "save it as .xlsx"},
		{"HTML after a comment", "\xEF\xBB\xBF\r\n<!-- saved from url -->\n<!DOCTYPE HTML PUBLIC><HTML>", NotASpreadsheet, "a web page", "save it as .xlsx"},
		{"bare HTML table", "<TABLE border=1><tr><td>HBL</td></tr></TABLE>", NotASpreadsheet, "a web page", ""},
		{"XHTML", `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>`, NotASpreadsheet, "a web page", ""},
		{"saved web page", "MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", NotASpreadsheet, "a web page or an e-mail", ""},
		{"XML of Excel 2003", `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>`, Unsupported, "an XML spreadsheet of Excel 2003", "save it as .xlsx"},
		{"flat OpenDocument", `<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>`, Unsupported, "a flat OpenDocument file", ""},
		{"other XML", `<?xml version="1.0"?><Manifest/>`, NotASpreadsheet, "XML", ""},
		{"JSON", `[{"bill": "MAEU123"}]`, NotASpreadsheet, "JSON", ""},
		{"gzip", "\x1F\x8B\x08\x00\x00\x00\x00\x00", NotASpreadsheet, "gzip", ""},
		{"RAR", "Rar!\x1A\x07\x00", NotASpreadsheet, "RAR", ""},
		{"random bytes", "\x00\x01\x02\x03\x9C\x81\xFE\x10\x00\x07\x1B\x9A\x00", NotASpreadsheet, "neither a spreadsheet nor a text", ""},
		{"Word", office("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"), NotASpreadsheet, "a Word document", ""},
		{"PowerPoint", office("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"), NotASpreadsheet, "a PowerPoint presentation", ""},
		{"binary workbook", office("application/vnd.ms-excel.sheet.binary.macroEnabled.main"), Unsupported, "a binary workbook (xlsb)", "Save the file as .xlsx"},
		{"OpenDocument text", string(stored(t, []part{{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", ""}})), NotASpreadsheet, "an OpenDocument text", ""},
		{"zip of workbooks", string(stored(t, []part{{"docs/isf.xlsx", "x"}, {"docs/notes.txt", "x"}})), NotASpreadsheet, "a zip archive with other files in it", "isf.xlsx"},
		{"zip of anything", string(stored(t, []part{{"notes.txt", "x"}})), NotASpreadsheet, "a zip archive without a workbook", ""},
		{"empty zip", "PK\x05\x06" + strings.Repeat("\x00", 18), NotASpreadsheet, "a zip archive without a workbook", ""},
		{"Apple Numbers", string(stored(t, []part{{"Index/Document.iwa", "x"}})), Unsupported, "Apple Numbers", "Export it as Excel"},
	} {
		t.Run(test.about, func(t *testing.T) {
			t.Parallel()
			_, err := Read([]byte(test.file), Limits{})
			var read *ReadError
			if !errors.As(err, &read) {
				t.Fatalf("got %v", err)
			}
			if read.Reason != test.want || !strings.Contains(err.Error(), test.says) || !strings.Contains(read.Hint(), test.hint) {
				t.Errorf("got %s: %q, hint %q; want %s, %q, %q", read.Reason, err, read.Hint(), test.want, test.says, test.hint)
			}
		})
	}
}

// TestTextsThatLookLikeOtherFiles are tables all the same.
func TestTextsThatLookLikeOtherFiles(t *testing.T) {
	t.Parallel()
	for _, file := range []string{
		"Riffat Textiles,HBL\n1,2\n", "PK number,HBL\n", "GIF8 models,HBL\n", "BZhang Co.,HBL\n", "[draft],HBL\n1,2\n", "{a},b\n", "<tbd>,<tbc>\n", "II*,a\n", "ID;Name\n1;x\n",
		"Table,of\n1,2\n", "Headers,a\n",
	} {
		if _, err := Read([]byte(file), Limits{}); err != nil {
			t.Errorf("%q: %v", file, err)
		}
	}
}

func TestReadErrorWords(t *testing.T) {
	t.Parallel()
	err := &ReadError{Reason: Damaged, Part: "xl/worksheets/sheet1.xml", Sheet: "Orders", Row: 7, Message: "cell C7 is there twice"}
	if got, want := err.Error(), `sheet "Orders" (xl/worksheets/sheet1.xml), row 7: cell C7 is there twice`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if !errors.Is(err, Damaged) || errors.Is(err, Empty) {
		t.Error("the reason of an error is not the one that errors.Is finds")
	}
	for _, reason := range []Reason{Damaged, Encrypted, TooLarge, Unsupported, NotASpreadsheet, Empty} {
		if (&ReadError{Reason: reason}).Hint() == "" {
			t.Errorf("no advice for %s", reason)
		}
	}
}
