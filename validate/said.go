package validate

import (
	"slices"
	"strings"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"
)

// unsaid are the findings that no problem of the filing tells already. A problem that does becomes as severe as the
// finding.
func (c *Checker) unsaid(s *subject, found []finding) []finding {
	said := s.of.Problems
	mine := map[[2]string]bool{} // code and field of what an earlier check said
	for _, f := range append(groupAddresses(s, found), found...) {
		mine[[2]string{f.rule.Code, string(f.at)}] = true
	}
	var left []finding
	for _, f := range found {
		at := slices.IndexFunc(said, func(p mapping.Problem) bool {
			return !mine[[2]string{p.Code, string(p.Field)}] && s.explains(p, f)
		})
		if at < 0 {
			left = append(left, f)
			continue
		}
		if !said[at].Question { // a person who decides fills the gap
			raise(&said[at], f.level)
		}
	}
	var unsaid []finding
	for _, f := range groupAddresses(s, left) {
		at := slices.IndexFunc(said, func(p mapping.Problem) bool { return s.tells(p, f) })
		if at < 0 {
			unsaid = append(unsaid, f)
			continue
		}
		raise(&said[at], f.level)
	}
	return unsaid
}

// tells says whether a problem is the same as a finding.
func (s *subject) tells(p mapping.Problem, f finding) bool {
	if p.Code != f.rule.Code {
		return false
	}
	cells, _ := s.places(f)
	return p.Field == f.at || p.Field == "" && share(p.Cells, cells)
}

// explains says whether a problem tells why something is missing: what stood in its place could not be read.
func (s *subject) explains(p mapping.Problem, f finding) bool {
	if !f.missing || p.Field != "" && s.has(p.Field) {
		return false
	}
	if p.Field != "" && !broad[p.Field] && (related(p.Field, f.at) || f.blank != "" && related(s.general(p.Field), f.blank)) {
		return true
	}
	return share(p.Cells, s.blanksOf(f))
}

// raise makes a problem as severe as a level.
func raise(p *mapping.Problem, level Level) {
	switch level {
	case LevelError:
		p.Severity = mapping.Error
	case LevelHold:
		p.Question = p.Question || p.Severity != mapping.Error
	}
}

// related says whether two fields are the same, or one lies in the other.
func related(a, b filing.Pointer) bool {
	return a == b || strings.HasPrefix(string(a), string(b)+"/") || strings.HasPrefix(string(b), string(a)+"/")
}

func share(a, b []sheet.Place) bool {
	return slices.ContainsFunc(a, func(place sheet.Place) bool { return slices.Contains(b, place) })
}
