package profile

import (
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"
)

// A profile is nested four deep and names nothing twice. Deeper texts, and those that repeat parts of themselves by
// anchors and aliases, may cost a reader without bounds, so they are refused before they are read.
const (
	deepest   = 16 // brackets and braces inside each other
	rightmost = 64 // column of a list's dash: lists of lists of lists
)

// bounded refuses texts that cost more to read than their size.
func (s *source) bounded(text string) error {
	depth := 0
	for _, t := range lexer.Tokenize(text) {
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType:
			return &Error{File: s.file, Line: t.Position.Line, Message: "profiles have no anchors and aliases", Fix: "Write out what the alias stands for; put a text that begins with & or * in quotes."}
		case token.SequenceStartType, token.MappingStartType:
			depth++
		case token.SequenceEndType, token.MappingEndType:
			depth--
		case token.SequenceEntryType, token.MappingKeyType:
			if t.Position.Column > rightmost {
				depth = deepest + 1
			}
		}
		if depth > deepest {
			return &Error{File: s.file, Line: t.Position.Line, Message: "the profile is nested too deep"}
		}
	}
	return nil
}
