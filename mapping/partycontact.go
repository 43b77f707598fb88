package mapping

import (
	"strings"

	"docket/mapping/field"
	"docket/mapping/layout"
	"docket/mapping/value"
)

// contactKeys are the parts of a contact in a request, by the labels that ask for them.
var contactKeys = map[field.Name]string{field.Contact: "name", field.Email: "email", field.Phone: "phone_number"}

// readContact reads the person, the mail address or the telephone of a party. What a text is decides which of them it gives,
// the label only where the text may be any: under "Contact" stand mail addresses too, and a name with both behind it.
func (p *party) readContact(f layout.Fact) {
	said := value.ParseContact(f.Text)
	switch f.Term.Name {
	case field.Phone:
		if said.Phone == "" && said.Email == "" && strings.ContainsAny(f.Text, "0123456789") {
			said = value.Contact{Phone: f.Text}
		}
	case field.Email:
		if said == (value.Contact{}) {
			said.Email = strings.TrimSpace(f.Text)
		}
	}
	for key, part := range map[string]struct {
		own  *string
		said string
	}{
		"name": {&p.contact.Person, said.Person}, "email": {&p.contact.Email, said.Email}, "phone_number": {&p.contact.Phone, said.Phone},
	} {
		if part.said == "" || *part.own != "" && contactKeys[f.Term.Name] != key {
			continue // what a label of its own asks for counts first
		}
		*part.own = part.said
		p.contactFacts[key] = []layout.Fact{f}
	}
}
