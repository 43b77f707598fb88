package sheet

import (
	"bytes"
	"strconv"
	"strings"
)

// odsSpaces are the namespaces of OpenDocument, by the prefixes that they usually have. A file may give them others.
var odsSpaces = map[string]string{
	"urn:oasis:names:tc:opendocument:xmlns:office:1.0":                     "office",
	"urn:oasis:names:tc:opendocument:xmlns:table:1.0":                      "table",
	"urn:oasis:names:tc:opendocument:xmlns:text:1.0":                       "text",
	"urn:oasis:names:tc:opendocument:xmlns:style:1.0":                      "style",
	"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0":                  "number",
	"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0":                    "draw",
	"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0":                   "manifest",
	"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": "calcext",
	"http://www.w3.org/1999/xlink":                                         "xlink",
}

// An odsXML is a part of OpenDocument, whose names are in many namespaces.
type odsXML struct {
	*xmlReader
	tags map[string]map[string]string // names with their usual prefix, by prefix and name
}

func (b *odsBook) openXML(name string) (*odsXML, error) {
	x, err := b.archive.openXML(name)
	if err != nil {
		return nil, err
	}
	return &odsXML{xmlReader: x, tags: map[string]map[string]string{}}, nil
}

// tag is the name of the element that has started, with the usual prefix: "table:table-cell". It is "" for elements of
// other namespaces.
func (x *odsXML) tag() string {
	prefix, _, _ := bytes.Cut(x.open.top(), []byte(":"))
	if len(prefix) == len(x.open.top()) {
		prefix = nil
	}
	space := odsSpaces[x.spaces.namespace(prefix)]
	if space == "" {
		return ""
	}
	tag := x.tags[space][string(x.name)]
	if tag == "" {
		tag = space + ":" + string(x.name)
		x.remember(space, tag)
	}
	return tag
}

// mostTags is more than OpenDocument has elements.
const mostTags = 2000

func (x *odsXML) remember(space, tag string) {
	if x.tags[space] == nil {
		x.tags[space] = map[string]string{}
	}
	if len(x.tags[space]) < mostTags {
		x.tags[space][tag[len(space)+1:]] = tag
	}
}

// get is the value of an attribute, by its name with the usual prefix; nil where there is none.
func (x *odsXML) get(name string) []byte {
	space, local, _ := strings.Cut(name, ":")
	for i := range x.attrs {
		if string(x.attrs[i].name) == local && odsSpaces[x.spaces.namespace(x.attrs[i].prefix)] == space {
			return x.attrs[i].value
		}
	}
	return nil
}

// count is an attribute that holds a whole number from 1; what is larger than any sheet is one larger.
func (x *odsXML) count(name string) (int, error) {
	value := x.get(name)
	if value == nil {
		return 1, nil
	}
	number, err := strconv.ParseUint(string(bytes.Trim(value, xmlBlanks)), 10, 64)
	if err != nil || number == 0 {
		return 0, x.damaged("%s=%q is no number of rows or columns", name, short(value))
	}
	return int(min(number, MaxRow+1)), nil
}
