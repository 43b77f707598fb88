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

// ParseContact reads a person with telephone and mail address, or one or two of the three, on one line or several: "Ms. Lin
// Yue, +86 595 5550 0162, lin@quay.example". What is neither a number nor an address is the person.
func ParseContact(text string) (c Contact) {
	for line := range strings.Lines(text[:min(len(text), 1000)]) {
		rest, details := takeDetails(strings.TrimSpace(line))
		if rest = strings.Trim(emptiedBrackets.ReplaceAllString(rest, ""), " ,;:|/-"); rest != "" {
			details = append(details, detail{detailLabel: detailLabel{kind: personDetail}, text: rest}.split()...)
		}
		for _, one := range details {
			if !c.add(one) && one.kind == personDetail {
				c.Person += ", " + one.text
			}
		}
	}
	return c
}

// emptiedBrackets are what is left of "Jane Roe <jane@acme.example>" without the address.
var emptiedBrackets = regexp.MustCompile(`(?i)<\s*>|\(\s*\)|\[\s*\]|\bmailto\b`)
