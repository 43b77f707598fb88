package annotate

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"docket/mapping/mark"
	"docket/mapping/sheet"
)

const (
	sheetContentType    = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
	stylesContentType   = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
	commentsContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
	vmlContentType      = "application/vnd.openxmlformats-officedocument.vmlDrawing"
	bookContentType     = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
)

// An editor edits the package of a workbook.
type editor struct {
	*pack
	types     contentTypes
	book      *part // xl/workbook.xml, whatever its name is
	relations *relations
	sheets    []sheetEntry
	family    string // what types of relationships begin with
}

// A sheetEntry is a sheet as the workbook lists it.
type sheetEntry struct {
	name, part string
	kind       string // "worksheet", "chartsheet" ...
	element    *element
}

// openWorkbook opens a package and finds its sheets.
func openWorkbook(data []byte) (*editor, error) {
	p, err := openPack(data)
	if err != nil {
		return nil, err
	}
	ed := &editor{pack: p}
	if ed.types, err = p.contentTypes(); err != nil {
		return nil, err
	}
	top, err := p.relationsOf("")
	if err != nil {
		return nil, err
	}
	main, found := top.of("officeDocument")
	if !found {
		return nil, &unfit{"the file", "it does not say which part is its workbook"}
	}
	ed.family = main.family
	if ed.book, err = p.open(main.target, 3); err != nil {
		return nil, err
	}
	if ed.relations, err = p.relationsOf(main.target); err != nil {
		return nil, err
	}
	list := ed.book.root.child("sheets")
	if list == nil || list.empty {
		return nil, &unfit{ed.book.name, "it lists no sheets"}
	}
	for _, e := range list.all("sheet") {
		id, _ := e.find(ed.book.text, "id", true)
		entry := sheetEntry{name: e.attr(ed.book.text, "name"), element: e}
		for _, related := range ed.relations.list() {
			if related.id == id.value {
				entry.part, entry.kind = related.target, related.kind
			}
		}
		ed.sheets = append(ed.sheets, entry)
	}
	return ed, nil
}

// addStyles adds docket's formats to the workbook's style sheet.
func (ed *editor) addStyles() (cellFormat, ruleFormat int, err error) {
	styles, found := ed.relations.of("styles")
	if !found {
		styles.target = ed.newPart("docketStyles%d.xml", stylesContentType)
		ed.relations.add(ed.family+"styles", styles.target)
		p, err := ed.create(styles.target, ed.native(emptyStyles), 3)
		if err != nil {
			return 0, 0, err
		}
		return addStyles(p)
	}
	p, err := ed.open(styles.target, 3)
	if err != nil {
		return 0, 0, err
	}
	return addStyles(p)
}

// newPart is a name for a new part beside the workbook, whose content type it says.
func (ed *editor) newPart(pattern, contentType string) string {
	name := ed.free(path.Join(path.Dir(ed.book.name), pattern))
	ed.types.add(name, contentType)
	return name
}

// addReport makes the report the first sheet, and the one that is shown when the workbook is opened. A report that is
// there already gives its place to the new one.
func (ed *editor) addReport(name, xml string, before []string) error {
	at := slices.IndexFunc(ed.sheets, func(s sheetEntry) bool { return slices.Contains(before, s.name) })
	if at >= 0 {
		old := ed.sheets[at]
		if _, hidden := old.element.find(ed.book.text, "state", false); hidden {
			ed.book.set(old.element, "state", "visible")
		}
		ed.drop(path.Join(path.Dir(old.part), "_rels", path.Base(old.part)+".rels"))
		ed.show(at)
		_, err := ed.create(old.part, ed.native(xml), 1)
		return err
	}
	part := ed.newPart("worksheets/docket%d.xml", sheetContentType)
	if _, err := ed.create(part, ed.native(xml), 1); err != nil {
		return err
	}
	id := ed.relations.add(ed.family+"worksheet", part)
	first := ed.sheets[0].element
	ed.book.insert(ed.book.root.child("sheets").open, ed.native(fmt.Sprintf(`<%s name="%s" sheetId="%d" xmlns:r="%s" r:id="%s"/>`,
		first.tag("sheet"), escaped(name), ed.freeSheetID(), relationAttr, id)))
	ed.shiftNames()
	ed.show(0)
	return nil
}

// freeName is a name for the report sheet that no sheet of the sender's has.
func (ed *editor) freeName() string {
	taken := func(name string) bool {
		return slices.ContainsFunc(ed.sheets, func(s sheetEntry) bool { return strings.EqualFold(s.name, name) })
	}
	name := mark.ReportTitle
	for n := 2; taken(name); n++ {
		name = mark.ReportTitle + " " + strconv.Itoa(n)
	}
	return name
}

func (ed *editor) freeSheetID() int {
	taken := map[string]bool{}
	for _, s := range ed.sheets {
		taken[s.element.attr(ed.book.text, "sheetId")] = true
	}
	id := len(ed.sheets) + 1
	for taken[strconv.Itoa(id)] {
		id++
	}
	return id
}

// shiftNames moves the names of single sheets along with their sheets: they count these from the first.
func (ed *editor) shiftNames() {
	for _, e := range ed.book.root.child("definedNames").all("definedName") {
		if of, err := strconv.Atoi(e.attr(ed.book.text, "localSheetId")); err == nil {
			ed.book.set(e, "localSheetId", strconv.Itoa(of+1))
		}
	}
}

// show makes a sheet the one that is shown when the workbook is opened.
func (ed *editor) show(at int) {
	for _, view := range ed.book.root.child("bookViews").all("workbookView") {
		for _, name := range []string{"activeTab", "firstSheet"} {
			if _, found := view.find(ed.book.text, name, false); found || at > 0 && name == "activeTab" {
				ed.book.set(view, name, strconv.Itoa(at))
			}
		}
	}
}

// beforeNames are the elements of a workbook that stand before its names (18.2.27, workbook).
var beforeNames = []string{"fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups", "externalReferences"}

// seal names the origin in a hidden name, in place of one that is there.
func (ed *editor) seal(o mark.Origin) {
	names := ed.book.root.child("definedNames")
	for _, e := range names.all("definedName") {
		if e.attr(ed.book.text, "name") == mark.SealName {
			ed.book.remove(e)
		}
	}
	name := ed.book.root.tag("definedName")
	xml := fmt.Sprintf(`<%[1]s name="%[2]s" hidden="1">%[3]s</%[1]s>`, name, mark.SealName, escaped(mark.NameOf(o)))
	if names != nil {
		ed.book.fill(names, xml)
		return
	}
	list := ed.book.root.tag("definedNames")
	ed.book.place(ed.book.root, "<"+list+">"+xml+"</"+list+">", beforeNames)
}

// native is XML for new parts in the namespaces of the workbook: strict files have others (29500-1, annex A).
func (ed *editor) native(xml string) string {
	if !strings.HasPrefix(ed.family, strictTypes) {
		return xml
	}
	return strings.NewReplacer(mainNS, strictNS, relationAttr, strings.TrimSuffix(strictTypes, "/")).Replace(xml)
}

// format is what kind of workbook the copy is.
func (ed *editor) format() sheet.Format {
	if strings.Contains(strings.ToLower(ed.types.of(ed.book.name)), "macroenabled") {
		return sheet.XLSM
	}
	return sheet.XLSX
}

// asWorkbook makes a workbook of a template: as a copy it is opened, not used as a pattern.
func (ed *editor) asWorkbook() {
	for _, e := range ed.types.root.all("Override") {
		of := e.attr(ed.types.text, "ContentType")
		if canonical(e.attr(ed.types.text, "PartName")) != canonical(ed.book.name) || !strings.Contains(of, "emplate.main+xml") {
			continue
		}
		kind := strings.NewReplacer("spreadsheetml.template.main+xml", "spreadsheetml.sheet.main+xml", "template.macroEnabledTemplate.main+xml", "sheet.macroEnabled.main+xml",
			"excel.template.macroEnabled.main+xml", "excel.sheet.macroEnabled.main+xml")
		ed.types.set(e, "ContentType", kind.Replace(of))
	}
}
