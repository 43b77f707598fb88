package value

import (
	"strings"
)

var yesWords = foldedSet("YES Y TRUE 1 X ✓ ✔ ☑ √ OK SI SÍ SIM OUI JA EVET CÓ YA はい 是 有 예 네 DA TAK CHECKED")
var noWords = foldedSet("NO N FALSE 0 NÃO NAO NON NEIN HAYIR KHÔNG TIDAK いいえ 否 无 不 아니오 아니요 NIE ☐ UNCHECKED")

// ParseYesNo reads yes or no in the languages of the trade, and marks of checkboxes.
func ParseYesNo(text string) (bool, []Remark, error) {
	bare := strings.TrimSpace(plainUpTo(text, 160))
	folded := fold(bare)
	switch {
	case len(bare) > 40:
	case yesWords[folded] && folded != "", bare == "✓", bare == "✔", bare == "☑", bare == "√", bare == "☒":
		return true, nil, nil
	case noWords[folded] && folded != "", bare == "☐":
		return false, nil, nil
	}
	return false, nil, &Unreadable{
		Code:    "yes_no_unreadable",
		Message: quote(text) + " is neither yes nor no.",
		Hint:    "Write yes or no.",
	}
}
