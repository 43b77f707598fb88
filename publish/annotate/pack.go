package annotate

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/klauspost/compress/flate"
)

// maxPart bounds one part of the package when unpacked, in bytes. A sheet of 100,000 rows and 20 columns has about 80 MB.
const maxPart = 512 << 20

// A pack is the package of an xlsx file (ECMA-376 part 2, Open Packaging Conventions): parts in a zip, tied together
// by relationships. What is not changed is copied as it is packed.
type pack struct {
	files   []*zip.File
	byName  map[string]*zip.File // by canonical name
	parts   map[string]*part     // opened, by canonical name; those without a file are new
	added   []string             // canonical names of new parts, in order
	dropped map[string]bool
}

func openPack(data []byte) (*pack, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, &unfit{"the file", err.Error()}
	}
	p := &pack{files: archive.File, byName: map[string]*zip.File{}, parts: map[string]*part{}, dropped: map[string]bool{}}
	for _, f := range archive.File {
		name := canonical(f.Name)
		if strings.HasSuffix(f.Name, "/") {
			continue // a folder
		}
		if p.byName[name] != nil {
			return nil, &unfit{f.Name, "the file holds this part twice"}
		}
		p.byName[name] = f
	}
	return p, nil
}

// canonical is a part's name without what does not tell parts apart.
func canonical(name string) string {
	if unescaped, err := url.PathUnescape(name); err == nil {
		name = unescaped
	}
	name = strings.ReplaceAll(name, `\`, "/")
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+name), "/"))
}

func (p *pack) has(name string) bool {
	name = canonical(name)
	return !p.dropped[name] && (p.byName[name] != nil || p.parts[name] != nil)
}

// read is the bytes of a part of the file.
func (p *pack) read(name string) ([]byte, error) {
	f := p.byName[canonical(name)]
	if f == nil {
		return nil, &unfit{name, "the file does not hold this part"}
	}
	if f.UncompressedSize64 > maxPart {
		return nil, &unfit{name, fmt.Sprintf("it has %d bytes, more than docket takes in hand at once", f.UncompressedSize64)}
	}
	r, err := f.Open()
	if err != nil {
		return nil, &unfit{name, err.Error()}
	}
	defer r.Close()
	text := bytes.NewBuffer(make([]byte, 0, f.UncompressedSize64+bytes.MinRead))
	if _, err := text.ReadFrom(io.LimitReader(r, maxPart)); err != nil {
		return nil, &unfit{name, err.Error()}
	}
	return text.Bytes(), nil
}

// unparsed is the depth of a part whose elements are not looked for.
const unparsed = 0

// open is a part to be edited, with its elements down to a depth. It is the same part each time.
func (p *pack) open(name string, depth int) (*part, error) {
	if opened := p.parts[canonical(name)]; opened != nil {
		return opened, nil
	}
	text, err := p.read(name)
	if err != nil {
		return nil, err
	}
	root, err := parse(name, text, depth)
	if err != nil {
		return nil, err
	}
	opened := &part{name: name, text: text, root: root}
	p.parts[canonical(name)] = opened
	return opened, nil
}

// create makes a new part, or writes one anew. Its text may still be edited.
func (p *pack) create(name, text string, depth int) (*part, error) {
	root, err := parse(name, []byte(text), depth)
	if err != nil {
		return nil, err
	}
	created := &part{name: name, text: []byte(text), root: root, fresh: true}
	if p.byName[canonical(name)] == nil && p.parts[canonical(name)] == nil {
		p.added = append(p.added, canonical(name))
	}
	delete(p.dropped, canonical(name))
	p.parts[canonical(name)] = created
	return created, nil
}

// drop leaves a part out.
func (p *pack) drop(name string) { p.dropped[canonical(name)] = true }

// free is a name for a new part, made of a pattern with %d.
func (p *pack) free(pattern string) string {
	for n := 1; ; n++ {
		if name := fmt.Sprintf(pattern, n); !p.has(name) {
			return name
		}
	}
}

// early is the time that new parts bear: none, as far as a zip can say so.
var early = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

// bytes is the package with all edits.
func (p *pack) bytes() ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	w.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) { return flate.NewWriter(to, 5) })
	for _, f := range p.files {
		name := canonical(f.Name)
		switch edited := p.parts[name]; {
		case p.dropped[name]:
		case edited != nil && (edited.fresh || len(edited.edits) > 0):
			if err := writePart(w, f.Name, edited); err != nil {
				return nil, err
			}
		default:
			if err := w.Copy(f); err != nil {
				return nil, &unfit{f.Name, err.Error()}
			}
		}
	}
	for _, name := range p.added {
		if p.dropped[name] {
			continue
		}
		if err := writePart(w, p.parts[name].name, p.parts[name]); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func writePart(w *zip.Writer, name string, p *part) error {
	to, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: early})
	if err != nil {
		return err
	}
	return p.write(to)
}
