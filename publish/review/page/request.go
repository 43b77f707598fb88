package page

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"docket/mapping/filing"
)

// A line is one of a request as JSON.
type line struct {
	Text   string         // indented, with its comma
	Field  filing.Pointer // of the value that stands on it, or begins there
	Number int            // of the field, if it is read from cells; else 0
	Colour int            // that of the first of its cells
	Links  []link
	Left   int // cells without a link
}

// write writes the request as lines, and numbers its fields in their order.
func (s *sight) write() error {
	body, err := masked(s.request)
	if body == nil || err != nil {
		return err
	}
	w := writing{sight: s}
	w.value("", "", body, 0, "")
	s.Lines, s.LinesLeft = w.lines[:min(len(w.lines), mostLines)], max(0, len(w.lines)-mostLines)
	return nil
}

// A writing is a request while it is written.
type writing struct {
	*sight
	lines []line
}

// value writes a value behind its name.
func (w *writing) value(at filing.Pointer, name string, v any, depth int, end string) {
	switch v := v.(type) {
	case map[string]any:
		w.object(at, name, v, depth, end)
	case []any:
		w.array(at, name, v, depth, end)
	default:
		w.add(at, depth, name+plain(v)+end)
	}
}

func (w *writing) object(at filing.Pointer, name string, members map[string]any, depth int, end string) {
	if len(members) == 0 {
		w.add(at, depth, name+"{}"+end)
		return
	}
	w.add(at, depth, name+"{")
	for i, key := range slices.Sorted(maps.Keys(members)) {
		w.value(at.Key(key), plain(key)+": ", members[key], depth+1, comma(i, len(members)))
	}
	w.lines = append(w.lines, line{Text: indent(depth) + "}" + end})
}

func (w *writing) array(at filing.Pointer, name string, elements []any, depth int, end string) {
	if len(elements) == 0 {
		w.add(at, depth, name+"[]"+end)
		return
	}
	w.add(at, depth, name+"[")
	for i, element := range elements {
		w.value(at.Index(i), "", element, depth+1, comma(i, len(elements)))
	}
	w.lines = append(w.lines, line{Text: indent(depth) + "]" + end})
}

// add adds a line on which a value begins, and numbers it if it was read from cells.
func (w *writing) add(at filing.Pointer, depth int, text string) {
	l := line{Text: indent(depth) + text, Field: at}
	if cells := w.cells[at]; len(cells) > 0 && len(w.lines) < mostLines {
		l.Number = len(w.fields) + 1
		w.fields[at] = l.Number
		if w.hues[cells[0]] == 0 {
			w.hues[cells[0]] = len(w.hues)%colours + 1
		}
		l.Colour = w.hues[cells[0]]
	}
	w.lines = append(w.lines, l)
}

func indent(depth int) string { return strings.Repeat("  ", depth) }

func comma(i, of int) string {
	if i < of-1 {
		return ","
	}
	return ""
}

// plain is a value as JSON that people read: nothing is escaped that need not be.
func plain(v any) string {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return "null"
	}
	return strings.TrimSuffix(text.String(), "\n")
}
