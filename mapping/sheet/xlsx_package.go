package sheet

import (
	"fmt"
	"path"
	"strings"
)

// An officePackage is the archive of an Office file: parts that are tied together by relationships, each of which
// has a kind and a target (ECMA-376 part 2, Open Packaging Conventions).
type officePackage struct {
	*archive
	contentTypes contentTypes
}

// contentTypes says what kind each part is, by canonical part name and by extension.
type contentTypes struct {
	parts, extensions map[string]string
}

// A relationship ties a part to another part, or to something outside.
type relationship struct {
	id       string
	kind     string // the last word of its type, such as "worksheet": ordinary, strict and Microsoft's types differ before it
	target   string // name of a part; as written where it is external
	external bool
}

// relationships are those of one part.
type relationships struct {
	all  []relationship // in the order of the file
	byID map[string]*relationship
}

func newRelationships(all []relationship) relationships {
	r := relationships{all, make(map[string]*relationship, len(all))}
	for i := range all {
		r.byID[all[i].id] = &all[i]
	}
	return r
}

// readContentTypes reads [Content_Types].xml. A package without one still has its relationships.
func readContentTypes(a *archive) (types contentTypes, err error) {
	const name = "[Content_Types].xml"
	types = contentTypes{map[string]string{}, map[string]string{}}
	if !a.has(name) {
		return types, nil
	}
	x, err := a.openXML(name)
	if err != nil {
		return types, err
	}
	defer x.close()
	err = x.eachChild("Types", func() error {
		switch contentType := string(x.attr("ContentType")); {
		case x.is("Override"):
			types.parts[canonicalName(string(x.attr("PartName")))] = contentType
		case x.is("Default"):
			types.extensions[strings.ToLower(string(x.attr("Extension")))] = contentType
		}
		return x.skip()
	})
	return types, err
}

// of is the content type of a part, "" where it is not said.
func (t contentTypes) of(part string) string {
	canonical := canonicalName(part)
	if contentType, ok := t.parts[canonical]; ok {
		return contentType
	}
	return t.extensions[strings.TrimPrefix(path.Ext(canonical), ".")]
}

// relationshipsOf are the relationships of a part; those of the package as a whole are the part "".
func (p *officePackage) relationshipsOf(part string) (relationships, error) {
	name := path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
	if part == "" {
		name = "_rels/.rels"
	}
	if !p.has(name) {
		return relationships{}, nil
	}
	x, err := p.openXML(name)
	if err != nil {
		return relationships{}, err
	}
	defer x.close()
	var related []relationship
	err = x.eachChild("Relationships", func() error {
		if x.is("Relationship") {
			if len(related) >= p.limits.Marks {
				return x.tooLarge("the part has more relationships than the limit of %d", p.limits.Marks)
			}
			kind := string(x.attr("Type"))
			target := string(x.attr("Target"))
			external := strings.EqualFold(string(x.attr("TargetMode")), "External")
			if !external {
				target = resolveTarget(part, target)
			}
			related = append(related, relationship{
				id: string(x.attr("Id")), kind: kind[strings.LastIndexByte(kind, '/')+1:], target: target, external: external,
			})
		}
		return x.skip()
	})
	return newRelationships(related), err
}

// resolveTarget is the name of the part that a relationship of another part points to, written as a relative or
// absolute address.
func resolveTarget(from, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	target, _, _ = strings.Cut(target, "#")
	if !strings.HasPrefix(target, "/") {
		target = path.Join("/", path.Dir(from), target)
	}
	return strings.TrimPrefix(path.Clean(target), "/")
}

// ofKind are the relationships of a kind, in the order of the file.
func (r relationships) ofKind(kind string) (found []relationship) {
	for _, related := range r.all {
		if related.kind == kind {
			found = append(found, related)
		}
	}
	return found
}

// onePart is the part that the only relationship of a kind points to, "" without one.
func (r relationships) onePart(kind string) (string, error) {
	part := ""
	for _, related := range r.ofKind(kind) {
		if related.external || part != "" && canonicalName(part) != canonicalName(related.target) {
			return "", &ReadError{Reason: Damaged, Message: fmt.Sprintf("the workbook has more than one part for its %s", kind)}
		}
		part = related.target
	}
	return part, nil
}

// eachChild reads a part whose root element has this name, and tells of each element in it. What is told of must
// read its element to the end.
func (x *xmlReader) eachChild(root string, tell func() error) error {
	if err := x.root(root); err != nil {
		return err
	}
	if err := x.each(tell); err != nil {
		return err
	}
	return x.finish()
}

// each tells of each element inside the one that is open.
func (x *xmlReader) each(tell func() error) error {
	for {
		more, err := x.child()
		if err != nil || !more {
			return err
		}
		if err := tell(); err != nil {
			return err
		}
	}
}
