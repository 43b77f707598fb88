package filing

import (
	"strconv"
	"strings"
)

// A Pointer is a JSON Pointer (RFC 6901) into a request body: "/entities/0/name". The empty Pointer is the whole body.
type Pointer string

// escape writes a member's name as a step of a pointer.
var escape = strings.NewReplacer("~", "~0", "/", "~1")

// Key is the pointer to a member of the object that p points to.
func (p Pointer) Key(name string) Pointer {
	return p + "/" + Pointer(escape.Replace(name))
}

// Index is the pointer to an element of the array that p points to.
func (p Pointer) Index(i int) Pointer { return p + "/" + Pointer(strconv.Itoa(i)) }

// Parent is the pointer to the object or array that holds what p points to; that of the whole body is the whole body.
func (p Pointer) Parent() Pointer {
	return p[:max(0, strings.LastIndexByte(string(p), '/'))]
}
