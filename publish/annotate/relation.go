package annotate

import (
	"fmt"
	"path"
	"strings"
)

const (
	xmlHead       = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	relationsNS   = "http://schemas.openxmlformats.org/package/2006/relationships"
	relationTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/" // of files that are not strict
	mainNS        = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	strictNS      = "http://purl.oclc.org/ooxml/spreadsheetml/main"
	strictTypes   = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
	relationAttr  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// relations are the relationships of one part.
type relations struct {
	*part
	owner string // name of the part
	ids   map[string]bool
}

// A relation ties its owner to another part.
type relation struct {
	id, kind string // kind is the last word of its type
	family   string // what stands before it: strict files have another
	target   string // name of a part, "" for what is outside of the file
	element  *element
}

// relationsOf are the relationships of a part, "" for those of the package. They are made where there are none.
func (p *pack) relationsOf(owner string) (*relations, error) {
	name := path.Join(path.Dir(owner), "_rels", path.Base(owner)+".rels")
	if owner == "" {
		name = "_rels/.rels"
	}
	var opened *part
	var err error
	if p.has(name) {
		opened, err = p.open(name, 2)
	} else {
		opened, err = p.create(name, xmlHead+`<Relationships xmlns="`+relationsNS+`"></Relationships>`, 2)
	}
	if err != nil {
		return nil, err
	}
	r := &relations{part: opened, owner: owner, ids: map[string]bool{}}
	for _, related := range r.list() {
		r.ids[related.id] = true
	}
	return r, nil
}

func (r *relations) list() (all []relation) {
	for _, e := range r.root.all("Relationship") {
		kind := e.attr(r.text, "Type")
		cut := strings.LastIndexByte(kind, '/') + 1
		related := relation{id: e.attr(r.text, "Id"), kind: kind[cut:], family: kind[:cut], element: e}
		if !strings.EqualFold(e.attr(r.text, "TargetMode"), "External") {
			related.target = resolve(r.owner, e.attr(r.text, "Target"))
		}
		all = append(all, related)
	}
	return all
}

// resolve is the name of the part that another part calls so.
func resolve(owner, target string) string {
	target, _, _ = strings.Cut(strings.ReplaceAll(target, `\`, "/"), "#")
	if !strings.HasPrefix(target, "/") {
		target = path.Join("/", path.Dir(owner), target)
	}
	return strings.TrimPrefix(path.Clean(target), "/")
}

// of is the first relationship of a kind.
func (r *relations) of(kind string) (relation, bool) {
	for _, related := range r.list() {
		if related.kind == kind && related.target != "" {
			return related, true
		}
	}
	return relation{}, false
}

// to is the part that an id stands for, "" if it stands for none.
func (r *relations) to(id string) string {
	for _, related := range r.list() {
		if related.id == id {
			return related.target
		}
	}
	return ""
}

// add ties the owner to another part, and is the relationship's id.
func (r *relations) add(kind, target string) string {
	id := ""
	for n := 1; id == "" || r.ids[id]; n++ {
		id = fmt.Sprintf("docket%d", n)
	}
	r.ids[id] = true
	r.fill(r.root, fmt.Sprintf(`<%s Id="%s" Type="%s" Target="/%s"/>`, r.root.tag("Relationship"), id, escaped(kind), escaped(target)))
	return id
}

// contentTypes says what kind each part is.
type contentTypes struct{ *part }

func (p *pack) contentTypes() (contentTypes, error) {
	opened, err := p.open("[Content_Types].xml", 2)
	return contentTypes{opened}, err
}

// of is the content type of a part.
func (t contentTypes) of(name string) string {
	for _, e := range t.root.all("Override") {
		if canonical(e.attr(t.text, "PartName")) == canonical(name) {
			return e.attr(t.text, "ContentType")
		}
	}
	extension := strings.TrimPrefix(path.Ext(canonical(name)), ".")
	for _, e := range t.root.all("Default") {
		if strings.ToLower(e.attr(t.text, "Extension")) == extension {
			return e.attr(t.text, "ContentType")
		}
	}
	return ""
}

// add says what kind a new part is.
func (t contentTypes) add(name, contentType string) {
	t.fill(t.root, fmt.Sprintf(`<%s PartName="/%s" ContentType="%s"/>`, t.root.tag("Override"), escaped(name), contentType))
}
