package annotate

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"
)

// FuzzParse: whatever the bytes are, either they are refused, or the tree fits them: each element lies within its
// parent and after its brother, and its tags are where it says.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`<a/>`, `<?xml version="1.0"?><!-- <b> --><x:a q="<>'" w='/>'><b/>t<![CDATA[</a>]]><b>1</b></x:a>`, "<a", "<a><b></a></b>", "</a>", "<a></a><b/>", `<a b=">`,
		"<sheetData><row/></sheetData>", "<w><sheetData><row><c/></row></sheetData></w>", "\xFF\xFE<\x00", `<?xml version="1.0" encoding="latin1"?><a/>`, "<!x", "<a><![CDATA[", "<></>",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		root, err := parse("part", text, 4)
		if err != nil {
			return
		}
		fits(t, text, root, 0, len(text))
	})
}

func fits(t *testing.T, text []byte, e *element, from, to int) {
	t.Helper()
	ok := from <= e.from && e.from < e.open && e.open <= e.to && e.to <= to && text[e.from] == '<' && text[e.to-1] == '>'
	if !e.empty {
		ok = ok && e.open <= e.close && e.close < e.to && text[e.close] == '<'
	}
	if !ok {
		t.Fatalf("%+v does not fit", e)
	}
	_ = e.content(text)
	_ = e.attributes(text)
	at := e.open
	for _, c := range e.children {
		fits(t, text, c, at, e.close)
		at = c.to
	}
}

// TestParseAgrees with the standard library on what elements there are, and what they hold.
func TestParseAgrees(t *testing.T) {
	t.Parallel()
	text := `<?xml version="1.0" encoding="UTF-8"?><x:a xmlns:x="u"><b p:q="1" q='&lt;2&#62;'>one &amp; <i>two</i><![CDATA[<3>]]></b><!-- <b/> --><b/><x:b q = "4"/></x:a>`
	root, err := parse("part", []byte(text), 3)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range append([]*element{root}, root.children...) {
		names = append(names, e.name)
	}
	d := xml.NewDecoder(strings.NewReader(text))
	var want []string
	for depth := 0; ; {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if depth < 2 {
				want = append(want, token.Name.Local)
			}
			depth++
		case xml.EndElement:
			depth--
		}
	}
	if strings.Join(names, " ") != strings.Join(want, " ") {
		t.Errorf("elements %v, want %v", names, want)
	}
	first, last := root.children[0], root.children[2]
	if got := first.content([]byte(text)); got != "one & two<3>" {
		t.Errorf("content %q", got)
	}
	if q := first.attr([]byte(text), "q"); q != "<2>" {
		t.Errorf("attribute %q", q)
	}
	if last.attr([]byte(text), "q") != "4" || last.tag("c") != "x:c" {
		t.Errorf("last %q %q", last.attr([]byte(text), "q"), last.tag("c"))
	}
}

// TestTwoChangesAtOnePlace are refused: the part would be neither.
func TestTwoChangesAtOnePlace(t *testing.T) {
	t.Parallel()
	p := &part{name: "part", text: []byte("<a>old</a>")}
	p.replace(3, 6, "new")
	p.replace(4, 6, "x")
	if err := p.write(io.Discard); err == nil {
		t.Error("written")
	}
}
