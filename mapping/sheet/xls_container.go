package sheet

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"
)

// compoundMark begins every compound file (MS-CFB), the container of xls and of much else.
var compoundMark = []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}

// mostDirectory bounds the bytes of a compound file's directory: 4,096 entries, where a workbook with many embedded
// objects has some hundreds. The library walks them recursively and keeps a path for each.
const mostDirectory = 4096 * 128

// A compoundFile is the list of streams of a compound file. mscfb reads it, through sectors, which hold it to what is
// sane.
type compoundFile struct {
	sectors  *sectors
	streams  []*mscfb.File // those at the top; streams inside storages are of embedded objects
	storages []string      // names of the storages at the top
}

func openCompound(data []byte) (*compoundFile, error) {
	if err := checkCounts(data); err != nil {
		return nil, err
	}
	sectors := &sectors{data: data, directory: mostDirectory}
	reader, err := mscfb.New(sectors)
	switch {
	case sectors.directory < 0:
		return nil, tooLarge("the container of the file holds more objects than any workbook has")
	case err != nil:
		return nil, &ReadError{Reason: Damaged, Err: err, Remedy: hintAgain,
			Message: "the container of the file is broken, as in a file that was cut short"}
	}
	file := &compoundFile{sectors: sectors}
	for _, entry := range reader.File {
		switch {
		case len(entry.Path) > 0:
		case entry.FileInfo().IsDir():
			file.storages = append(file.storages, entry.Name)
		default:
			file.streams = append(file.streams, entry)
		}
	}
	return file, nil
}

// checkCounts holds the header's numbers of sectors against the size of the file; the library multiplies them, and
// panics where that overflows.
func checkCounts(data []byte) error {
	if len(data) < headerSize {
		return &ReadError{Reason: Damaged, Message: "the file ends inside its header", Remedy: hintAgain}
	}
	for _, at := range []int{40, 44, 64, 72} { // of directory, table, small table, list of tables
		if count := binary.LittleEndian.Uint32(data[at:]); int64(count) > int64(len(data)/headerSize) {
			return &ReadError{Reason: Damaged, Remedy: hintAgain,
				Message: fmt.Sprintf("the header of the file speaks of %d sectors, and the file is shorter", count)}
		}
	}
	return nil
}

const hintAgain = "Fetch or send the file again; if that does not help, save it anew in a spreadsheet program."

// stream finds a stream by its name, of which the case does not count; nil if there is none.
func (f *compoundFile) stream(name string) *mscfb.File {
	for _, stream := range f.streams {
		if strings.EqualFold(stream.Name, name) {
			return stream
		}
	}
	return nil
}

func (f *compoundFile) hasStorage(name string) bool {
	for _, storage := range f.storages {
		if strings.EqualFold(storage, name) {
			return true
		}
	}
	return false
}

// read is all of a stream.
func (f *compoundFile) read(stream *mscfb.File) ([]byte, error) {
	trouble := func(message string, cause error) ([]byte, error) {
		return nil, &ReadError{Reason: Damaged, Part: stream.Name, Message: message, Err: cause, Remedy: hintAgain}
	}
	if stream.Size > int64(len(f.sectors.data)) {
		return trouble(fmt.Sprintf("the stream should have %d bytes, the whole file has %d", stream.Size, len(f.sectors.data)), nil)
	}
	content := make([]byte, stream.Size)
	f.sectors.watch()
	// mscfb takes quadratic time for a read of many sectors, so they come in small steps.
	const step = 64 << 10
	for at := 0; at < len(content); {
		n, err := stream.Read(content[at:min(at+step, len(content))])
		at += n
		if err != nil && err != io.EOF || n == 0 {
			return trouble(fmt.Sprintf("the stream breaks off after %d of %d bytes", at, len(content)), err)
		}
	}
	return content, nil
}

// sectors is the file as mscfb reads it. A chain of sectors that is broken can lead anywhere: back into the header,
// past the end, round in circles. None of that is an error to the library, so it is one here.
type sectors struct {
	data      []byte
	begun     bool   // the header was read
	directory int    // bytes of the directory and its like that may still be read
	seen      []bool // pieces of a stream that were read, nil while the file is opened
}

var errLargeDirectory = errors.New("the directory is too large")

const (
	headerSize = 512
	pieceSize  = 64 // the smallest sector
	entrySize  = 4  // of the allocation tables
)

func (s *sectors) ReadAt(to []byte, offset int64) (int, error) {
	if offset < 0 || offset > int64(len(s.data))-int64(len(to)) {
		return 0, fmt.Errorf("sector at byte %d of %d: %w", offset, len(s.data), io.ErrUnexpectedEOF)
	}
	switch {
	case offset < headerSize && s.begun:
		return 0, fmt.Errorf("sector at byte %d: a chain leads into the header", offset)
	case offset >= headerSize && len(to) > entrySize:
		if err := s.account(offset, len(to)); err != nil {
			return 0, err
		}
	}
	s.begun = true
	return copy(to, s.data[offset:]), nil
}

// account keeps opening small and streams free of circles.
func (s *sectors) account(offset int64, length int) error {
	if s.seen == nil {
		if s.directory -= length; s.directory < 0 {
			return errLargeDirectory
		}
		return nil
	}
	for piece := offset / pieceSize; piece <= (offset+int64(length)-1)/pieceSize; piece++ {
		if s.seen[piece] {
			return fmt.Errorf("sector at byte %d: a chain leads there twice", piece*pieceSize)
		}
		s.seen[piece] = true
	}
	return nil
}

// watch begins a stream: from now on no piece may be read twice.
func (s *sectors) watch() { s.seen = make([]bool, len(s.data)/pieceSize+1) }

// isCompound says whether the bytes begin a compound file.
func isCompound(data []byte) bool { return bytes.HasPrefix(data, compoundMark) }
