package value

import (
	"regexp"
	"strings"
)

// A Contact is a person or desk of a party.
type Contact struct {
	Person string
	Phone  string
	Fax    string
	Email  string
}

// Empty says whether nothing of the contact is known.
func (c Contact) Empty() bool { return c == Contact{} }

var (
	emailAddress = regexp.MustCompile(`[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9.\-]{1,190}\.[A-Za-z]{2,24}`)
	webAddress   = regexp.MustCompile(`(?i)\b(?:https?://|www\.)[^\s,;]{3,200}`)
	phoneNumber  = regexp.MustCompile(`^\+?[(\d][\d\s().\-/+]{5,}\d(?:\s*(?i:ext|x)\.?\s*\d{1,6})?$`)
)

// add puts a detail where it belongs; it returns false if it belongs to no contact.
func (c *Contact) add(d detail) bool {
	switch {
	case d.kind == phoneDetail && c.Phone == "":
		c.Phone = d.text
	case d.kind == faxDetail && c.Fax == "":
		c.Fax = d.text
	case d.kind == emailDetail && c.Email == "" && strings.Contains(d.text, "@"):
		c.Email = d.text
	case d.kind == emailDetail:
		return strings.EqualFold(d.text, c.Email)
	case d.kind == personDetail && c.Person == "":
		c.Person = d.text
	default:
		return false
	}
	return true
}
