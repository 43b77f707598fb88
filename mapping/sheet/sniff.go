package sheet

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
)

// open tells what a file is by its bytes and begins to read it.
func open(data []byte, limits Limits) (grids, Format, error) {
	switch {
	case int64(len(data)) > limits.Bytes:
		return nil, "", tooLarge("the file has %d bytes, more than the limit of %d", len(data), limits.Bytes)
	case len(data) == 0:
		return nil, "", &ReadError{Reason: Empty, Message: "the file is empty: it has no bytes",
			Remedy: "Fetch or send the file again; it may have been taken before it was written."}
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")), string(data) == "PK":
		return openZip(data, limits)
	case isXLS(data):
		book, err := readXLS(data, limits)
		return wholeWorkbook{book}, XLS, err
	}
	if err := sniffOther(data); err != nil {
		return nil, "", err
	}
	text, err := openText(data, limits)
	return text, CSV, err
}

// openZip opens an archive that should be a workbook.
func openZip(data []byte, limits Limits) (grids, Format, error) {
	a, err := openArchive(data, limits)
	if err != nil {
		return nil, "", err
	}
	document, err := openDocumentKind(a)
	switch {
	case err != nil:
		return nil, "", err
	case document == "spreadsheet":
		book, err := readODS(data, limits)
		return wholeWorkbook{book}, ODS, err
	case document != "":
		return nil, "", other("an OpenDocument %s", document)
	case !a.has("[Content_Types].xml") && !a.has("_rels/.rels"):
		return nil, "", plainZip(a)
	}
	pkg := &officePackage{archive: a}
	if pkg.contentTypes, err = readContentTypes(a); err != nil {
		return nil, "", err
	}
	main, err := mainPart(pkg)
	if err != nil {
		return nil, "", err
	}
	return openXLSX(pkg, main)
}

// openDocumentKind is "spreadsheet", "text" and so on for an OpenDocument file, "" for anything else.
func openDocumentKind(a *archive) (string, error) {
	const mimeType = "application/vnd.oasis.opendocument."
	if !a.has("mimetype") {
		if a.has("content.xml") && a.has("META-INF/manifest.xml") {
			return "spreadsheet", nil
		}
		return "", nil
	}
	content, err := a.readAll("mimetype")
	if err != nil {
		return "", err
	}
	kind, isDocument := strings.CutPrefix(string(bytes.TrimSpace(content)), mimeType)
	if !isDocument {
		return "", nil
	}
	return strings.TrimSuffix(kind, "-template"), nil
}

// plainZip is the error for an archive of something else. People zip workbooks to send them.
func plainZip(a *archive) error {
	var inside []string
	for name := range a.parts {
		switch path.Ext(name) {
		case ".xlsx", ".xlsm", ".xls", ".ods", ".csv":
			inside = append(inside, path.Base(name))
		}
	}
	switch {
	case len(inside) > 0:
		slices.Sort(inside)
		err := other("a zip archive with other files in it").(*ReadError)
		err.Remedy = fmt.Sprintf("Unpack it and send what is inside, such as %s.", inside[0])
		return err
	case a.has("Index/Document.iwa"), a.has("Index.zip"):
		return unsupported("the file is of Apple Numbers or Pages", "Export it as Excel (File, Export To) and send that file.")
	}
	return other("a zip archive without a workbook in it")
}

// mainPart is the part with the workbook, or an error that says what the package is instead.
func mainPart(pkg *officePackage) (string, error) {
	related, err := pkg.relationshipsOf("")
	if err != nil {
		return "", err
	}
	part, err := related.onePart("officeDocument")
	if err != nil {
		return "", err
	}
	contentType := strings.ToLower(pkg.contentTypes.of(part))
	switch {
	case part == "":
		return "", &ReadError{Reason: Damaged, Part: "_rels/.rels", Message: "the file does not say which part is the workbook"}
	case strings.Contains(contentType, "wordprocessingml"), strings.Contains(contentType, "ms-word"):
		return "", other("a Word document")
	case strings.Contains(contentType, "presentationml"), strings.Contains(contentType, "powerpoint"):
		return "", other("a PowerPoint presentation")
	case strings.Contains(contentType, "visio"), strings.Contains(contentType, "xpsdocument"), strings.Contains(contentType, "drawingml"):
		return "", other("a drawing")
	case strings.Contains(contentType, "sheet.binary"), strings.HasSuffix(part, ".bin"):
		return "", unsupported("the file is a binary workbook (xlsb)", "")
	}
	return part, nil
}

// marks are the first bytes of files that people send by mistake, under whatever name.
var marks = []struct {
	bytes string
	what  string
}{
	{"%PDF-", "a PDF document"},
	{"\x89PNG\r\n", "a picture (PNG)"},
	{"\xFF\xD8\xFF", "a picture (JPEG)"},
	{"GIF87a", "a picture (GIF)"},
	{"GIF89a", "a picture (GIF)"},
	{"II*\x00", "a picture (TIFF)"},
	{"MM\x00*", "a picture (TIFF)"},
	{"{\\rtf", "a text document (RTF)"},
	{"7z\xBC\xAF\x27\x1C", "an archive (7z)"},
	{"Rar!\x1A", "an archive (RAR)"},
	{"\x1F\x8B", "a compressed file (gzip)"},
	{"BZh91AY&SY", "a compressed file (bzip2)"},
	{"\xFD7zXZ", "a compressed file (xz)"},
	{"\x28\xB5\x2F\xFD", "a compressed file (zstd)"},
	{"SQLite format 3\x00", "a database"},
	{"\x7FELF", "a program"},
	{"MZ\x90", "a program"},
}

// pageMarks begin web pages and e-mails, in any case. Some systems write their reports as a web page and call it .xls.
var pageMarks = []string{"<!doctype html", "<html", "<head", "<meta", "<body", "<table", "<style", "<div", "mime-version:"}

// sniffOther is the error for a file that is clearly something else than a table in text.
func sniffOther(data []byte) error {
	for _, mark := range marks {
		if bytes.HasPrefix(data, []byte(mark.bytes)) {
			return other("%s", mark.what)
		}
	}
	if len(data) > 12 && data[0] == 0 && string(data[4:8]) == "ftyp" {
		return other("a picture or film")
	}
	if len(data) > 12 && string(data[:4]) == "RIFF" && data[7] == 0 {
		return other("a picture or sound (RIFF)")
	}
	head := bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")), xmlBlanks)
	head = skipXMLComments(head)
	for _, mark := range pageMarks {
		if len(head) >= len(mark) && bytes.EqualFold(head[:len(mark)], []byte(mark)) {
			return webPage()
		}
	}
	if bytes.HasPrefix(head, []byte("<?")) {
		return sniffXML(head)
	}
	if len(head) > 0 && (head[0] == '{' || head[0] == '[') && json.Valid(head) {
		return other("JSON")
	}
	return nil
}

func webPage() error {
	err := other("a web page or an e-mail").(*ReadError)
	err.Remedy = "Open it in Excel, save it as .xlsx and send that file."
	return err
}

// skipXMLComments passes over comments, behind which web pages hide.
func skipXMLComments(head []byte) []byte {
	for bytes.HasPrefix(head, []byte("<!--")) {
		_, rest, found := bytes.Cut(head, []byte("-->"))
		if !found {
			break
		}
		head = bytes.TrimLeft(rest, " \t\r\n")
	}
	return head
}

// sniffXML tells the kinds of XML that come from spreadsheet programs.
func sniffXML(data []byte) error {
	head := data[:min(len(data), 4096)]
	for _, kind := range []struct{ mark, what string }{
		{"urn:schemas-microsoft-com:office:spreadsheet", "an XML spreadsheet of Excel 2003"},
		{"Excel.Sheet", "an XML spreadsheet of Excel 2003"},
		{"urn:oasis:names:tc:opendocument", "a flat OpenDocument file (fods)"},
	} {
		if bytes.Contains(head, []byte(kind.mark)) {
			return unsupported("the file is "+kind.what, "Open it in a spreadsheet program, save it as .xlsx and send that file.")
		}
	}
	if bytes.Contains(bytes.ToLower(head), []byte("<html")) {
		return webPage()
	}
	return other("XML")
}

// other is the error for a file that is no spreadsheet.
func other(format string, args ...any) error {
	return &ReadError{Reason: NotASpreadsheet, Message: "the file is " + fmt.Sprintf(format, args...) + ", not a spreadsheet"}
}

func unsupported(what, hint string) error {
	return &ReadError{Reason: Unsupported, Message: what + ", which docket does not read", Remedy: hint}
}
