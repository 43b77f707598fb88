package contract

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
)

// sentence says what a value has to be, without the value. It is empty for what is explained elsewhere.
func sentence(what jsonschema.ErrorKind) string {
	switch what := what.(type) {
	case *kind.Type:
		return fmt.Sprintf("must be %s, not %s", strings.Join(what.Want, " or "), what.Got)
	case *kind.Const:
		return fmt.Sprintf("must be %v", what.Want)
	case *kind.Enum:
		return "must be one of " + choices(what.Want)
	case *kind.Pattern:
		return "must match " + what.Want
	case *kind.Format:
		return fmt.Sprintf("must be a valid %s", what.Want)
	case *kind.MinLength:
		return atLeast(what.Want, "character")
	case *kind.MinItems:
		return atLeast(what.Want, "element")
	case *kind.UniqueItems:
		return fmt.Sprintf("elements %d and %d are the same", what.Duplicates[0], what.Duplicates[1])
	case *kind.Minimum:
		return "must be at least " + number(what.Want)
	case *kind.Maximum:
		return "must be at most " + number(what.Want)
	case *kind.OneOf:
		return "fits more than one form"
	case *kind.Required, *kind.AdditionalProperties:
		return ""
	default:
		return fmt.Sprintf("breaks the rule %s", strings.Join(what.KeywordPath(), "/"))
	}
}

func atLeast(want int, unit string) string {
	if want == 1 {
		return "must not be empty"
	}
	return fmt.Sprintf("must have at least %d %ss", want, unit)
}

func choices(values []any) string {
	words := make([]string, len(values))
	for i, value := range values {
		if words[i] = fmt.Sprint(value); value == nil {
			words[i] = "null"
		}
	}
	return strings.Join(words, ", ")
}

func number(n *big.Rat) string {
	if n.IsInt() {
		return n.Num().String()
	}
	text, _ := n.Float64()
	return fmt.Sprint(text)
}
