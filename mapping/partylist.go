package mapping

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"docket/mapping/field"
	"docket/mapping/layout"
	"docket/mapping/value"
)

// lookUp reads a party of which a cell has only the code from the row of a list that has the code in one of its cells:
// the file's own list of partners. Two such rows tell nothing.
func (d *draft) lookUp(p *party, f layout.Fact) bool {
	if d.listed == nil {
		d.listed = d.listing()
	}
	code := squeezed(f.Text)
	entries := d.listed[code]
	if len(entries) == 0 {
		entries = d.listed[numberedRole(p.role, lastNumber(code))]
	}
	if len(entries) != 1 {
		return false
	}
	var g group
	for _, o := range entries[0] {
		if (o.Term.Role == "" || o.Term.Role == p.role) && (o.Term.Name.IsAttribute() || o.Term.Name == field.Kind) && squeezed(o.Text) != code {
			o.Term.Role, o.Block = p.role, f.Block
			o.Terms = slices.Clone(o.Terms)
			for i := range o.Terms {
				o.Terms[i].Role = p.role
			}
			g = append(g, o)
		}
	}
	if !g.names() {
		return false
	}
	read := d.readParty(p.role, g)
	p.name, p.address, p.contact, p.identifiers = read.name, read.address, read.contact, append(p.identifiers, read.identifiers...)
	if p.role != field.Importer && p.role != field.Consignee {
		p.identifiers = slices.DeleteFunc(p.identifiers, func(id identified) bool {
			return id.Kind == value.EIN || id.Kind == value.SSN || id.Kind == value.CBPAssigned
		})
	}
	p.nameFacts = append([]layout.Fact{f}, read.nameFacts...)
	p.addressFacts, p.contactFacts, p.problems = read.addressFacts, read.contactFacts, append(p.problems, read.problems...)
	return true
}

// listing is what the file tells of what has a code: the row that has it in a cell, or the party that is numbered so.
func (d *draft) listing() map[string][]group {
	listed := map[string][]group{}
	for _, r := range d.rows {
		codes := map[string]bool{}
		for _, f := range r.Facts {
			if f.Term.Role == "" {
				codes[squeezed(f.Text)] = true
			}
		}
		for _, text := range r.Others {
			codes[squeezed(text)] = true
		}
		for code := range codes {
			listed[code] = append(listed[code], r.Facts)
		}
	}
	for _, role := range field.Roles {
		for _, g := range d.groups(role) {
			if n := g[0].Ordinal; n > 0 { // "Manufacturer M1", which rows call M1
				code := numberedRole(role, n)
				listed[code] = append(listed[code], g)
			}
		}
	}
	return listed
}

// numberedRole is how a party is listed that a number tells from others in its role.
func numberedRole(role field.Role, n int) string { return fmt.Sprintf("%s %d", role, n) }

// lastNumber is the number that a code ends with, 0 if it ends with none.
func lastNumber(code string) int {
	n, _ := strconv.Atoi(code[len(strings.TrimRight(code, "0123456789")):])
	return n
}
