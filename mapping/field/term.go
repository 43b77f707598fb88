package field

import (
	"fmt"
	"slices"
	"strings"
)

// ParseTerm reads a term as profiles write it: a field ("master_bill"), a party as a whole ("importer"), a part of a
// party ("importer.name"), or a date at another port ("arrival@transshipment").
func ParseTerm(text string) (Term, error) {
	name, at, _ := strings.Cut(text, "@")
	role, part, isPart := strings.Cut(name, ".")
	t := Term{Name: Name(name), At: Name(at)}
	switch {
	case isPart:
		t.Role, t.Name = Role(role), Name(part)
		other := t.Name == HTS || t.Name == Origin || t.Name == Kind || t.Name == NoPlace
		if !slices.Contains(Roles, t.Role) || !attributeNames[t.Name] && !other || at != "" {
			return Term{}, fmt.Errorf("%q is no part of a party such as importer.name", text)
		}
	case slices.Contains(Roles, Role(name)) && at == "":
		t = Term{Role: Role(name)}
	case !fieldNames[t.Name] && !attributeNames[t.Name] && t.Name != NoPlace:
		return Term{}, fmt.Errorf("%q is no field such as master_bill, no party such as importer, and no part of one such as importer.name", text)
	case at != "" && (!t.At.IsPort() || t.Name != Departure && t.Name != Arrival):
		return Term{}, fmt.Errorf("%q is no date at a port such as arrival@transshipment", text)
	}
	return t, nil
}

// String is the term as ParseTerm reads it.
func (t Term) String() string {
	text := string(t.Name)
	switch {
	case t.Role != "" && t.Name == "":
		text = string(t.Role)
	case t.Role != "":
		text = string(t.Role) + "." + text
	}
	if t.At != "" {
		text += "@" + string(t.At)
	}
	return text
}
