package layout

import (
	"regexp"
	"strings"

	"docket/mapping/field"
	"docket/mapping/sheet"
	"docket/mapping/value"
)

// Hints are what a form says to those who fill it in: "(required)", "e.g. MAEU123456789", "[Enter name]", "* mandatory".
// They stand beside labels, below them, and where values are to be written.

const instruct = `(?:please|pls|kindly|enter|type|insert|fill|write|provide|specify|state|indicate|select|choose|click|tap|print|attach|do\s+not|don't|must|should|required|mandatory|optional|compulsory|if\s|when\s|see\s+(?:note|below|instruction|guide|tab)|format|with\b|incl\b|including\b|as\s+(?:per|shown|on)\b|max\b|min\b|note|obligatoire|facultatif|obligatorio|opcional|obrigatório|pflichtfeld|bitte|zorunlu|必填|选填|選填|请|請|必須|任意|필수|선택|bắt\s+buộc|vui\s+lòng)`

var (
	inBrackets  = regexp.MustCompile(`(?is)^[(（\[［【]\s*` + instruct + `[^()（）\[\]]*[)）\]］】]$`)
	placeholder = regexp.MustCompile(`^(?:\[[^\[\]]+\]|\{[^{}]+\}|«[^«»]+»|<[^<>@]+>|【[^【】]+】)$`)
	example     = regexp.MustCompile(`(?is)^[\s(\[（*]*(?:e\.\s?g\.?[\s,:]|eg[.:,]\s?|(?:for\s+)?example\s*[:\-–]|for\s+(?:example|instance)\b|ex\s?[.:]\s|i\.\s?e\.[\s,:]|such\s+as\s|z\.\s?b\.|p\.\s?ej\.|ejemplo\s*:|exemple\s*:|par\s+ex\.|beispiel\s*:|örn\.|örnek\s*:|例[:：如]|예[:：)]|ví\s+dụ\s*:)`)
	starred     = regexp.MustCompile(`(?i)^\*+\s*\(?` + instruct)
)

// longestHint is how long a hint is, in bytes; what is longer is prose.
const longestHint = 160

// isHint says whether a text tells how to fill in a form, or shows an example of it.
func isHint(text string) bool {
	if len(text) > longestHint {
		return false
	}
	if !looksLikeHint(text) {
		return false
	}
	_, refers := value.FindReference(text)
	return !refers && isPresent(text) // the reader of the value knows what these mean
}

func looksLikeHint(text string) bool {
	switch text[0] {
	case '*':
		return starred.MatchString(text)
	case '[', '{', '<':
	default:
		if text[0] < 0x80 && !strings.ContainsAny(text[:1], "(eEfFiIsSzZpPbB") {
			return false
		}
	}
	switch {
	case inBrackets.MatchString(text), example.MatchString(text):
		return true
	case placeholder.MatchString(text):
		inside := strings.Trim(text, "[]{}«»<>【】 ")
		l := field.Understand(inside)
		return l.Score >= field.Threshold && (len(l.Terms) > 0 || len(l.Asides) > 0) || inBrackets.MatchString("("+inside+")")
	default:
		return false
	}
}

// setAsideHints takes hints out of the reading.
func (g *grid) setAsideHints() {
	g.each(func(b *box) {
		if b.use == unused && b.sign == noBox && b.tick == noBox && b.cell.Kind == sheet.Text && isHint(b.text) {
			b.use = asAside
		}
	})
}
