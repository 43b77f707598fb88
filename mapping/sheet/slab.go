package sheet

import "strings"

// A textSlab keeps many short texts in few pieces of memory. A text that it gave out never changes.
type textSlab struct {
	piece strings.Builder
	size  int
}

const (
	smallPiece = 1 << 10
	largePiece = 64 << 10
)

// keep is the text as a string of its own.
func (s *textSlab) keep(text []byte) string {
	from := s.room(len(text))
	s.piece.Write(text)
	return s.piece.String()[from:]
}

// room makes sure that so many bytes fit without moving what is there, and says where they will begin.
func (s *textSlab) room(size int) int {
	if s.piece.Cap()-s.piece.Len() < size {
		s.size = min(max(2*s.size, smallPiece), largePiece)
		s.piece = strings.Builder{}
		s.piece.Grow(max(s.size, size))
	}
	return s.piece.Len()
}

// A cellSlab keeps the cells of many rows in few pieces of memory.
type cellSlab struct {
	piece []Cell
	size  int
}

const (
	smallCells = 64
	largeCells = 4096
)

func (s *cellSlab) keep(cells []Cell) []Cell {
	if cap(s.piece)-len(s.piece) < len(cells) {
		s.size = min(max(2*s.size, smallCells), largeCells)
		s.piece = make([]Cell, 0, max(s.size, len(cells)))
	}
	from := len(s.piece)
	s.piece = append(s.piece, cells...)
	return s.piece[from:len(s.piece):len(s.piece)]
}
