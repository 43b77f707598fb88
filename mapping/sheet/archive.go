package sheet

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"
)

// An archive is the zip around the parts of an xlsx or ods file. The standard library reads its directory; what
// it holds is checked here before anything is unpacked, and unpacked by a partReader.
type archive struct {
	data     []byte
	limits   Limits
	parts    map[string]*zip.File // by canonical name
	twice    map[string]bool      // canonical names that stand for more than one part
	unpacked int64                // bytes of the parts opened so far
}

// directoryMark begins each entry of a zip's directory.
const directoryMark = "PK\x01\x02"

func openArchive(data []byte, limits Limits) (*archive, error) {
	// The directory's own count of its entries may lie, and the library believes the entries.
	if entries := bytes.Count(data, []byte(directoryMark)); entries > limits.Entries {
		return nil, tooLarge("the file holds %d parts, more than the limit of %d", entries, limits.Entries)
	}
	directory, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, &ReadError{Reason: Damaged, Err: err,
			Message: "the list of parts at the end of the file is missing or broken, as in a file that was cut short",
			Remedy:  "Fetch or send the file again; if that does not help, save it anew in a spreadsheet program."}
	}
	a := &archive{data: data, limits: limits, parts: make(map[string]*zip.File, len(directory.File))}
	for _, file := range directory.File {
		a.add(file)
	}
	return a, a.checkPlaces(directory.File)
}

func (a *archive) add(file *zip.File) {
	if strings.HasSuffix(file.Name, "/") {
		return // a folder
	}
	name := canonicalName(file.Name)
	if a.parts[name] != nil {
		if a.twice == nil {
			a.twice = map[string]bool{}
		}
		a.twice[name] = true
	}
	a.parts[name] = file
}

// canonicalName is a part's name without what does not tell parts apart: case, a leading slash, percent signs for
// other characters, and the backslashes that some Windows programs write.
func canonicalName(name string) string {
	if unescaped, err := url.PathUnescape(name); err == nil {
		name = unescaped
	}
	name = strings.ReplaceAll(name, `\`, "/")
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+name), "/"))
}

// checkPlaces holds the directory against the places it points to. It refuses parts that have another name there,
// which are damaged, and parts that share packed bytes, which no program writes but bombs do.
func (a *archive) checkPlaces(files []*zip.File) error {
	type span struct{ from, to int64 }
	spans := make([]span, 0, len(files))
	for _, file := range files {
		from, err := file.DataOffset()
		if err != nil {
			return &ReadError{Reason: Damaged, Part: file.Name, Message: "the part is not where the file says", Err: err}
		}
		size := int64(file.CompressedSize64)
		switch {
		case size < 0 || size > int64(len(a.data))-from:
			return &ReadError{Reason: Damaged, Part: file.Name, Message: "the part goes on past the end of the file"}
		case !a.isNamed(file.Name, from):
			return &ReadError{Reason: Damaged, Part: file.Name, Message: "the part has another name where it stands"}
		case size > 0:
			spans = append(spans, span{from, from + size})
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	for i := 1; i < len(spans); i++ {
		if spans[i].from < spans[i-1].to {
			return &ReadError{Reason: Damaged, Message: "parts of the file overlap"}
		}
	}
	return nil
}

// isNamed says whether the header right before a part's packed bytes names it. A header is a mark and 26 bytes, the
// last of which are the lengths of the name and of the extra field that follow.
func (a *archive) isNamed(name string, from int64) bool {
	const mark, fixed, most = "PK\x03\x04", 30, 30 + 2*0xFFFF
	near := a.data[max(0, from-most):from]
	for at := len(near); ; {
		if at = bytes.LastIndex(near[:at], []byte(mark)); at < 0 {
			return false
		}
		header := near[at:]
		if len(header) < fixed {
			continue
		}
		nameLength := int(binary.LittleEndian.Uint16(header[26:]))
		extraLength := int(binary.LittleEndian.Uint16(header[28:]))
		if fixed+nameLength+extraLength == len(header) {
			return string(header[fixed:fixed+nameLength]) == name
		}
	}
}

func (a *archive) has(name string) bool { return a.parts[canonicalName(name)] != nil }

// open begins to unpack a part, after a look at what the directory says of its size.
func (a *archive) open(name string) (*partReader, error) {
	canonical := canonicalName(name)
	file := a.parts[canonical]
	trouble := func(reason Reason, format string, args ...any) (*partReader, error) {
		return nil, &ReadError{Reason: reason, Part: name, Message: fmt.Sprintf(format, args...)}
	}
	if file == nil {
		return trouble(Damaged, "the file speaks of this part and does not hold it")
	}
	packed, size := int64(file.CompressedSize64), int64(file.UncompressedSize64)
	switch {
	case a.twice[canonical]:
		return trouble(Damaged, "the file holds this part twice")
	case file.Flags&1 != 0:
		return trouble(Encrypted, "the part is encrypted")
	case size < 0 || size > a.limits.PartBytes:
		return trouble(TooLarge, "the part unpacks to %d bytes, more than the limit of %d", uint64(size), a.limits.PartBytes)
	case size > a.limits.TotalBytes-a.unpacked:
		return trouble(TooLarge, "with this part the file unpacks to more than the limit of %d bytes", a.limits.TotalBytes)
	case size > 1<<20 && size/a.limits.Ratio > packed:
		return trouble(TooLarge, "the part unpacks to more than %d times its size", a.limits.Ratio)
	}
	a.unpacked += size
	from, err := file.DataOffset()
	if err != nil {
		return trouble(Damaged, "the part is not where the file says: %v", err)
	}
	packedBytes := bytes.NewReader(a.data[from : from+packed])
	part := &partReader{name: name, left: size, wantCRC: file.CRC32}
	switch file.Method {
	case zip.Store:
		part.src = packedBytes
	case zip.Deflate:
		part.inflater = inflaters.get(packedBytes)
		part.src = part.inflater
	default:
		return trouble(Unsupported, "the part is packed by method %d, which spreadsheet programs do not use", file.Method)
	}
	return part, nil
}

// readAll is a small part as a whole, for those that are no XML.
func (a *archive) readAll(name string) ([]byte, error) {
	part, err := a.open(name)
	if err != nil {
		return nil, err
	}
	defer part.close()
	return io.ReadAll(part)
}
