package sheet

import (
	"strconv"
	"strings"
)

// A condition says to which numbers a section of a format applies; the zero condition holds for all.
type condition struct {
	operator string // "", "<", "<=", ">", ">=", "=" or "<>"
	limit    float64
}

// parseCondition reads what stands between the brackets of [>=100].
func parseCondition(text string) (condition, bool) {
	for _, operator := range []string{"<=", ">=", "<>", "<", ">", "="} {
		if number, ok := strings.CutPrefix(text, operator); ok {
			limit, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
			return condition{operator, limit}, err == nil
		}
	}
	return condition{}, false
}

func (c condition) holds(value float64) bool {
	switch c.operator {
	case "<":
		return value < c.limit
	case "<=":
		return value <= c.limit
	case ">":
		return value > c.limit
	case ">=":
		return value >= c.limit
	case "=":
		return value == c.limit
	case "<>":
		return value != c.limit
	}
	return true
}

// negative says whether the condition holds for no positive number.
func (c condition) negative() bool {
	switch c.operator {
	case "<", "<=":
		return c.limit <= 0
	case "=":
		return c.limit < 0
	}
	return false
}

// sectionCondition is the condition of a section, its own or the usual one of its place, and whether only negative
// numbers come to it. The usual ones: positive;negative;zero, and of two sections, positive and zero;negative.
func sectionCondition(sections []formatSection, i int) (applies condition, unsigned bool) {
	if own := sections[i].condition; own.operator != "" {
		return own, own.negative()
	}
	switch first := sections[0].condition; {
	case i == 0 && len(sections) == 1, i == 2:
		return condition{}, false
	case i == 0 && len(sections) == 2:
		return condition{">=", 0}, false
	case i == 0:
		return condition{">", 0}, false
	case len(sections) == 2 && first.operator != "": // all that the first section left over
		return condition{}, first.limit == 0 && (first.operator == ">=" || first.operator == ">")
	}
	return condition{"<", 0}, true
}
