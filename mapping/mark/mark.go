// Package mark knows docket's own marks in a workbook: the report sheet, the words in comments, and the seal that says
// which file the workbook is a marked copy of. Package publish/annotate leaves them there; when the corrected copy
// comes back they are taken out before anything is read, and tell what it corrects.
package mark

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"slices"
	"strings"

	"docket/mapping/sheet"
)

// ReportTitle is the name of the report sheet, and what stands in its first cell. A workbook that has a sheet of that
// name already gets "docket report 2".
const ReportTitle = "docket report"

// An Origin is what a marked copy was made from.
type Origin struct {
	Document string // id of the version of the file, as in results
	Source   string // "s3://bucket/key", or the name of a file
	Cells    string // digest of the file's cells (CellsOf): a copy that has the same has not been corrected
}

// sealed begins a seal. The number is that of its form.
const sealed = "docket:1:"

// Seal is the line on a report sheet that makes it one: the origin, and a digest of the sheet's other cells by which
// it is found out if somebody wrote on it.
func Seal(o Origin, digest string) string {
	return sealed + url.QueryEscape(o.Document) + ":" + url.QueryEscape(o.Source) + ":" + url.QueryEscape(o.Cells) + ":" + digest
}

// readSeal reads what Seal wrote.
func readSeal(line string) (o Origin, digest string, ok bool) {
	rest, ok := strings.CutPrefix(strings.TrimSpace(line), sealed)
	parts := strings.Split(rest, ":")
	if !ok || len(parts) != 4 {
		return Origin{}, "", false
	}
	document, err1 := url.QueryUnescape(parts[0])
	source, err2 := url.QueryUnescape(parts[1])
	cells, err3 := url.QueryUnescape(parts[2])
	return Origin{document, source, cells}, parts[3], err1 == nil && err2 == nil && err3 == nil && document != ""
}

// Digest is the digest of a report sheet's cells without its seal. Spaces make no difference: some programs trim them.
func Digest(cells map[sheet.Ref]string) string {
	refs := make([]sheet.Ref, 0, len(cells))
	for ref := range cells {
		refs = append(refs, ref)
	}
	slices.SortFunc(refs, sheet.Ref.Compare)
	hash := sha256.New()
	for _, ref := range refs {
		text := strings.Join(strings.Fields(cells[ref]), " ")
		if text != "" && !strings.HasPrefix(text, sealed) {
			hash.Write([]byte(ref.String() + "\x00" + text + "\x00"))
		}
	}
	return hex.EncodeToString(hash.Sum(nil)[:8])
}

// CellsOf is a digest of what the cells of a workbook show.
func CellsOf(book *sheet.Workbook) string {
	hash := sha256.New()
	for _, s := range book.Sheets {
		hash.Write([]byte{1}) // not its name: a copy in another format may need another
		for _, row := range s.Rows {
			for _, cell := range row.Cells {
				hash.Write([]byte(cell.Ref.String() + "\x00" + strings.Join(strings.Fields(cell.Text), " ") + "\x00"))
			}
		}
	}
	return hex.EncodeToString(hash.Sum(nil)[:8])
}

// SealName is the hidden name that holds the seal a second time, for those who delete the report sheet.
const SealName = "_docket.mark"

// most of a text in a formula, in bytes: Excel takes 255 characters.
const most = 200

// NameOf is the origin as the meaning of the name: a formula of nothing but texts in quotes. A seal holds no quotes
// and only ASCII.
func NameOf(o Origin) string {
	line := Seal(o, "")
	var texts []string
	for len(line) > most {
		texts, line = append(texts, `"`+line[:most]+`"`), line[most:]
	}
	return strings.Join(append(texts, `"`+line+`"`), "&")
}

// originIn reads what NameOf wrote among the names of a workbook.
func originIn(names map[string]string) (Origin, bool) {
	var line strings.Builder
	for text := range strings.SplitSeq(names[SealName], "&") {
		line.WriteString(strings.Trim(strings.TrimSpace(text), `"`))
	}
	o, _, ok := readSeal(line.String())
	return o, ok
}
