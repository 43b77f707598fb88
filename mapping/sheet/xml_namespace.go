package sheet

import (
	"bytes"
	"slices"
	"strings"
)

// xmlNamespaces knows what the prefixes of a part stand for. The main namespace is the one of the root element,
// whatever its address: ordinary and strict spreadsheets differ in it, and a few programs leave it out.
type xmlNamespaces struct {
	bindings   []xmlBinding
	main       string
	mainPrefix []byte
	simple     bool // mainPrefix, and no other, stands for the main namespace wherever it is used
}

// An xmlBinding is a prefix and the namespace that it stands for inside of an element.
type xmlBinding struct {
	prefix    string
	namespace string
	depth     int
}

func (n *xmlNamespaces) bind(prefix, namespace []byte, depth int) {
	n.bindings = append(n.bindings, xmlBinding{string(prefix), string(namespace), depth})
	n.look()
}

// leave forgets what an element at this depth bound.
func (n *xmlNamespaces) leave(depth int) {
	last := len(n.bindings)
	for last > 0 && n.bindings[last-1].depth >= depth {
		last--
	}
	if last < len(n.bindings) {
		n.bindings = n.bindings[:last]
		n.look()
	}
}

// root makes the namespace of the root element the main one.
func (n *xmlNamespaces) root(prefix []byte) {
	n.main, n.mainPrefix = n.namespace(prefix), bytes.Clone(prefix)
	n.look()
}

// look finds out whether a glance at the prefix is enough.
func (n *xmlNamespaces) look() {
	n.simple = true
	for _, binding := range n.bindings {
		if (binding.prefix == string(n.mainPrefix)) != (binding.namespace == n.main) {
			n.simple = false
		}
	}
}

func (n *xmlNamespaces) namespace(prefix []byte) string {
	for _, binding := range slices.Backward(n.bindings) {
		if binding.prefix == string(prefix) {
			return binding.namespace
		}
	}
	return ""
}

func (n *xmlNamespaces) isMain(prefix []byte) bool {
	if n.simple {
		return bytes.Equal(prefix, n.mainPrefix)
	}
	return n.namespace(prefix) == n.main
}

// attr is the value of an attribute without a prefix, nil where there is none.
func (x *xmlReader) attr(name string) []byte {
	for i := range x.attrs {
		if string(x.attrs[i].name) == name && len(x.attrs[i].prefix) == 0 {
			return x.attrs[i].value
		}
	}
	return nil
}

// relationship is the value of r:id: which of the part's relationships the element stands for.
func (x *xmlReader) relationship() string {
	for _, attr := range x.attrs {
		if string(attr.name) == "id" && len(attr.prefix) > 0 &&
			strings.HasSuffix(x.spaces.namespace(attr.prefix), "/relationships") {
			return string(attr.value)
		}
	}
	return ""
}
