package sheet

import (
	"hash/crc32"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
)

// A partReader unpacks one part. It ends in io.EOF only when the part came whole: with the size and the checksum that
// the directory gives. What was read before is worth nothing if it ends in another error.
type partReader struct {
	name     string
	src      io.Reader
	inflater *inflater
	left     int64 // bytes still to come, as the directory says
	crc      uint32
	wantCRC  uint32
	err      error
}

func (p *partReader) Read(to []byte) (int, error) {
	if p.err != nil {
		return 0, p.err
	}
	n, err := p.src.Read(to)
	p.crc = crc32.Update(p.crc, crc32.IEEETable, to[:n])
	p.left -= int64(n)
	switch {
	case p.left < 0:
		p.err = p.damaged("it unpacks to more than the file says", nil)
		return 0, p.err
	case err == io.EOF && p.left > 0:
		p.err = p.damaged("it unpacks to less than the file says", nil)
	case err == io.EOF && p.crc != p.wantCRC:
		p.err = p.damaged("its checksum is wrong", nil)
	case err == io.EOF:
		p.err = io.EOF
	case err != nil:
		p.err = p.damaged("it cannot be unpacked", err)
	}
	if p.err == nil {
		return n, nil
	}
	p.close()
	return n, p.err
}

func (p *partReader) damaged(what string, cause error) error {
	return &ReadError{Reason: Damaged, Part: p.name, Message: "the part was changed or cut short: " + what, Err: cause,
		Remedy: "Fetch or send the file again; if that does not help, save it anew in a spreadsheet program."}
}

// close hands the unpacking buffers on to the next part. It may be called twice.
func (p *partReader) close() {
	if p.inflater != nil {
		inflaters.put(p.inflater)
		p.inflater, p.src = nil, nil
	}
	if p.err == nil {
		p.err = io.ErrClosedPipe
	}
}

// An inflater unpacks deflate. Making one costs more than unpacking a small part, so they are kept.
type inflater struct{ io.ReadCloser }

type inflaterPool struct{ pool sync.Pool }

var inflaters inflaterPool

func (p *inflaterPool) get(packed io.Reader) *inflater {
	kept, ok := p.pool.Get().(*inflater)
	if !ok {
		return &inflater{flate.NewReader(packed)}
	}
	if err := kept.ReadCloser.(flate.Resetter).Reset(packed, nil); err != nil {
		return &inflater{flate.NewReader(packed)}
	}
	return kept
}

func (p *inflaterPool) put(done *inflater) { p.pool.Put(done) }
