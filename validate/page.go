package validate

import (
	"fmt"
	"io"
	"strings"

	"docket/mapping/code"
	"docket/mapping/filing"
)

// WritePage writes the page about rules, in Markdown: RULES.md beside this package. What else problems tell comes behind
// the rules.
func WritePage(w io.Writer, rules []Rule, codes []code.Code) error {
	var b strings.Builder
	b.WriteString("# Rules\n\n" +
		"What docket checks of a filing before it is sent. Each problem in results, in `docket convert` and in marked copies names its rule by its code.\n\n" +
		"An *error* keeps the filing from being sent, a *hold* waits for a person to decide, a *warning* travels along. A rules file\n" +
		"(`--rules FILE`), or the profile of a sender's files, sets other levels, *off* among them, and what is plausible; what the\n" +
		"API requires stays an error. `docket rules` lists the same.\n")
	theme := ""
	for _, r := range rules {
		if r.Theme != theme {
			theme = r.Theme
			fmt.Fprintf(&b, "\n## %s\n", theme)
		}
		fmt.Fprintf(&b, "\n### `%s`\n\n**%s.** %s\n\n", r.Code, inMarkdown(r.Title), inMarkdown(r.Explanation))
		b.WriteString("| level | basis | of | wrong | right | source |\n|---|---|---|---|---|---|\n| ")
		b.WriteString(strings.Join([]string{
			string(r.Level), string(r.Basis), r.KindsInWords(), inMarkdown(r.Example.Wrong), inMarkdown(r.Example.Right), inMarkdown(r.Source),
		}, " | ") + " |\n")
	}
	writeCodes(&b, codes)
	_, err := io.WriteString(w, b.String())
	return err
}

func writeCodes(b *strings.Builder, codes []code.Code) {
	if len(codes) == 0 {
		return
	}
	b.WriteString("\n# Other problems\n\n" +
		"What reading a file, and sending its filings, tells beside the rules. The level is the most severe that such a problem has.\n")
	theme := ""
	for _, c := range codes {
		if c.Theme != theme {
			theme = c.Theme
			fmt.Fprintf(b, "\n## %s\n\n| code | level | what is so | what to do |\n|---|---|---|---|\n", theme)
		}
		fmt.Fprintf(b, "| `%s` | %s | **%s.** %s | %s |\n", c.Code, c.Effect, inMarkdown(c.Title), inMarkdown(c.Explanation), inMarkdown(c.Remedy))
	}
}

// KindsInWords names the filings that a rule looks at: "ISF, order".
func (r Rule) KindsInWords() string {
	words := make([]string, len(r.Kinds))
	for i, kind := range r.Kinds {
		words[i] = map[filing.Kind]string{filing.KindISF: "ISF", filing.KindOrder: "order"}[kind]
	}
	return strings.Join(words, ", ")
}

// inMarkdown is a text that Markdown shows as it is.
func inMarkdown(text string) string {
	return strings.NewReplacer("\n", " ", "|", `\|`, "*", `\*`, "_", `\_`, "<", "&lt;", "`", "\\`").Replace(text)
}
