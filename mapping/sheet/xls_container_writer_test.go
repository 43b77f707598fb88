package sheet

import (
	"slices"
	"unicode/utf16"
)

// A compoundStream is a stream, or without content a storage, at the top of a compound file.
type compoundStream struct {
	name    string
	content []byte
}

const (
	testSector = 512
	endOfChain = 0xFFFFFFFE
	tableMark  = 0xFFFFFFFD
	freeMark   = 0xFFFFFFFF
)

// A compoundImage is a compound file that is being written: sectors of 512 bytes and the table that chains them.
type compoundImage struct {
	sectors []byte
	table   []uint32
}

// add appends content as a chain of sectors and says where that begins.
func (c *compoundImage) add(content []byte) uint32 {
	if len(content) == 0 {
		return endOfChain
	}
	first := uint32(len(c.table))
	for at := 0; at < len(content); at += testSector {
		sector := make([]byte, testSector)
		copy(sector, content[at:])
		c.sectors = append(c.sectors, sector...)
		c.table = append(c.table, uint32(len(c.table))+1)
	}
	c.table[len(c.table)-1] = endOfChain
	return first
}

// compound writes a compound file with streams at the top, all of them in sectors of their own: streams are filled up
// with zeros to the 4,096 bytes from which on they are.
func compound(streams ...compoundStream) []byte {
	image := &compoundImage{}
	directory := directoryEntry("Root Entry", 5, endOfChain, 0, 1)
	for i, stream := range streams {
		next := uint32(i + 2)
		if i == len(streams)-1 {
			next = freeMark
		}
		if stream.content == nil {
			directory = append(directory, linked(directoryEntry(stream.name, 1, endOfChain, 0, freeMark), next)...)
			continue
		}
		content := stream.content
		if len(content) < 4096 {
			content = append(slices.Clip(content), make([]byte, 4096-len(content))...)
		}
		entry := directoryEntry(stream.name, 2, image.add(content), len(content), freeMark)
		directory = append(directory, linked(entry, next)...)
	}
	return image.file(image.add(directory))
}

// directoryEntry describes a storage or stream that has no sisters.
func directoryEntry(name string, kind byte, first uint32, size int, child uint32) []byte {
	entry := make([]byte, 128)
	for i, unit := range utf16.Encode([]rune(name)) {
		copy(entry[2*i:], le16(int(unit)))
	}
	copy(entry[64:], le16(2*len(utf16.Encode([]rune(name)))+2))
	entry[66], entry[67] = kind, 1
	copy(entry[68:], le32(freeMark))
	copy(entry[72:], le32(freeMark))
	copy(entry[76:], le32(child))
	copy(entry[116:], le32(first))
	copy(entry[120:], le32(uint32(size)))
	return entry
}

// linked gives an entry a sister on the right.
func linked(entry []byte, sister uint32) []byte {
	copy(entry[72:], le32(sister))
	return entry
}

// file puts header and allocation table around the sectors.
func (c *compoundImage) file(directory uint32) []byte {
	const perSector = testSector / 4
	tables := (len(c.table) + perSector - 1) / (perSector - 1)
	header := make([]byte, testSector)
	copy(header, compoundMark)
	copy(header[24:], le16(0x3E, 3, 0xFFFE, 9, 6))
	copy(header[44:], le32(uint32(tables)))
	copy(header[48:], le32(directory))
	copy(header[56:], le32(4096))
	copy(header[60:], le32(endOfChain))
	copy(header[68:], le32(endOfChain))
	for i := range 109 {
		location := uint32(freeMark)
		if i < tables {
			location = uint32(len(c.table))
			c.table = append(c.table, tableMark)
		}
		copy(header[76+4*i:], le32(location))
	}
	table := make([]byte, 0, tables*testSector)
	for _, next := range c.table {
		table = append(table, le32(next)...)
	}
	for len(table) < tables*testSector {
		table = append(table, le32(freeMark)...)
	}
	return join(header, c.sectors, table)
}
