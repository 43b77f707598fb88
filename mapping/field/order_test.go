package field

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

var update = flag.Bool("update", false, "put the files of the vocabulary in order")

// TestVocabularyIsInOrder: the files of the vocabulary are written as their README says, so that a label is found, and
// a new one shows as one changed line: lists in alphabetical order, each label once, short lines.
func TestVocabularyIsInOrder(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("vocabulary/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("the vocabulary is not there: %v", err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		want := inOrder(string(text))
		if want == string(text) {
			continue
		}
		if *update {
			if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		got, ordered := strings.Split(string(text), "\n"), strings.Split(want, "\n")
		for i := range min(len(got), len(ordered)) {
			if got[i] != ordered[i] {
				t.Errorf("%s:%d is %q, and should be %q: go test ./mapping/field -run InOrder -update puts it in order", name, i+1, got[i], ordered[i])
				break
			}
		}
	}
}

const lineLength = 110

// entry is a key of the vocabulary with its list of labels, and listed one of these.
var (
	keyed  = regexp.MustCompile(`^( *)([^\s#\["][^:]*|"[^"]+"): *(\[.*)?$`)
	listed = regexp.MustCompile(`"[^"]*"|[^\s,][^,]*`)
)

// inOrder is a file of the vocabulary as it should be written. Comments stay with what follows them.
func inOrder(text string) string {
	var out strings.Builder
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i := 0; i < len(lines); i++ {
		line := strings.TrimRight(lines[i], " ")
		if line == "" {
			continue
		}
		for strings.HasSuffix(line, ":") && i+1 < len(lines) && strings.HasPrefix(strings.TrimSpace(lines[i+1]), "[") ||
			listBegins(line) && !strings.HasSuffix(line, "]") && i+1 < len(lines) {
			i++
			line = strings.TrimRight(line, " ") + " " + strings.TrimSpace(lines[i])
		}
		if at := keyed.FindStringSubmatch(line); at != nil && at[3] != "" {
			out.WriteString(written(at[1], at[2], strings.Trim(at[3], "[]")))
			continue
		}
		if strings.HasSuffix(line, ":") {
			out.WriteString("\n") // a section
		}
		out.WriteString(line + "\n")
	}
	return out.String()
}

func listBegins(line string) bool {
	at := keyed.FindStringSubmatch(line)
	return at != nil && at[3] != ""
}

// written is a list as it should be written: in order, each label once, in short lines.
func written(indent, key, list string) string {
	labels := listed.FindAllString(list, -1)
	for i := range labels {
		labels[i] = strings.TrimSpace(labels[i])
	}
	slices.SortFunc(labels, func(a, b string) int {
		if c := strings.Compare(plainLabel(a), plainLabel(b)); c != 0 {
			return c
		}
		return strings.Compare(a, b)
	})
	labels = slices.Compact(labels)
	if line := indent + key + ": [" + strings.Join(labels, ", ") + "]"; utf8.RuneCountInString(line) <= lineLength {
		return line + "\n"
	}
	var out strings.Builder
	out.WriteString(indent + key + ":\n")
	line := indent + "  ["
	for i, label := range labels {
		label += ","
		if i == len(labels)-1 {
			label = strings.TrimSuffix(label, ",") + "]"
		}
		if utf8.RuneCountInString(line)+utf8.RuneCountInString(label) > lineLength {
			out.WriteString(strings.TrimRight(line, " ") + "\n")
			line = indent + "   "
		}
		line += label + " "
	}
	out.WriteString(strings.TrimRight(line, " ") + "\n")
	return out.String()
}

// plainLabel is a label without its marks and quotes, by which lists are in order.
func plainLabel(label string) string {
	return strings.ToLower(strings.TrimLeft(strings.Trim(label, `"`), "~!"))
}
