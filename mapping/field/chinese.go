package field

import (
	_ "embed" // for the table
	"strings"
	"sync"
)

//go:embed data/traditional.tsv
var traditional string

// simplifiedForms are the simplified forms of traditional Chinese characters.
var simplifiedForms = sync.OnceValue(func() map[rune]rune {
	folded := map[rune]rune{}
	for line := range strings.Lines(traditional) {
		simple, forms, found := strings.Cut(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") || !found {
			continue
		}
		for _, form := range forms {
			folded[form] = []rune(simple)[0]
		}
	}
	return folded
})
