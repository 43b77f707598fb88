package hostile

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
	"strings"
)

// A part is a file in an archive: a head, a body so many times, and a foot.
type part struct {
	name             string
	head, body, foot string
	times            int
	says             uint64 // the size that it claims to have; 0 for its own
}

// archive packs parts. What repeats is packed once, so that a GiB takes no longer than a MiB.
func archive(parts ...part) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, p := range parts {
		packed, size, sum := p.pack()
		if p.says != 0 {
			size = p.says
		}
		to, _ := w.CreateRaw(&zip.FileHeader{Name: p.name, Method: zip.Deflate, CRC32: sum, CompressedSize64: uint64(len(packed)), UncompressedSize64: size})
		_, _ = to.Write(packed)
	}
	_ = w.Close()
	return out.Bytes()
}

// pack is a part deflated.
func (p part) pack() (packed []byte, size uint64, sum uint32) {
	add := func(text string, times int) {
		block := deflated(text)
		for range times {
			packed = append(packed, block...)
			size += uint64(len(text))
			sum = crc32.Update(sum, crc32.IEEETable, []byte(text))
		}
	}
	add(p.head, 1)
	if p.times > 0 {
		block := max(1, min(p.times, 1<<20/max(1, len(p.body))))
		add(strings.Repeat(p.body, block), p.times/block)
		add(strings.Repeat(p.body, p.times%block), 1)
	}
	add(p.foot, 1)
	return append(packed, 0x03, 0x00), size, sum // the last block, which is empty
}

// deflated is a text as blocks of deflate that refer to nothing before them, so that they may follow any others.
func deflated(text string) []byte {
	if text == "" {
		return nil
	}
	var packed bytes.Buffer
	level := flate.BestSpeed
	if len(text) <= 1<<20 {
		level = flate.BestCompression
	}
	w, _ := flate.NewWriter(&packed, level)
	_, _ = w.Write([]byte(text))
	_ = w.Flush()
	return packed.Bytes()
}
