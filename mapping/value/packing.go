package value

import (
	"strings"
	"sync"
)

// A PackageUnit is a kind of package or a unit of goods, in the ISF's upper snake case: CARTON, PIECE, DRUM. An empty
// one is one that the text does not state.
type PackageUnit string

// The units that docket's other parts name.
const (
	Carton  PackageUnit = "CARTON"
	Package PackageUnit = "PACKAGE"
	Pallet  PackageUnit = "PALLET"
	Piece   PackageUnit = "PIECE"
)

type packing struct {
	order string // shipping_unit_type, "" if none fits
	exact bool
	level int // 3 holds packages, 2 holds goods, 1 is goods
}

var packings = sync.OnceValues(func() (map[PackageUnit]packing, map[string]PackageUnit) {
	kinds, words := map[PackageUnit]packing{}, map[string]PackageUnit{}
	for _, row := range readTable("packages.tsv", 4) {
		unit := PackageUnit(row[0])
		kind := packing{order: strings.TrimLeft(row[1], "~-"), level: int(row[2][0] - '0')}
		kind.exact = kind.order != "" && row[1][0] != '~'
		kinds[unit] = kind
		for _, word := range names(row[3]) {
			if _, taken := words[fold(word)]; !taken {
				words[fold(word)] = unit
			}
		}
	}
	return kinds, words
})

// ShippingUnitType is the unit's name in customs orders, which know eight. It is not exact where the order has only a
// wider or neighbouring type, as BARREL for drums; it is "" for units of goods such as pieces and sets.
func (u PackageUnit) ShippingUnitType() (name string, exact bool) {
	kinds, _ := packings()
	return kinds[u].order, kinds[u].exact
}

func (u PackageUnit) level() int {
	kinds, _ := packings()
	return kinds[u].level
}

// ParsePackageUnit reads a kind of package: "CTNS", "木箱", "Wooden cases", "PKGS(S)".
func ParsePackageUnit(text string) (PackageUnit, []Remark, error) {
	_, words := packings()
	unreadable := &Unreadable{
		Code:    "package_unit_unknown",
		Message: quote(text) + " is not a kind of package that docket knows.",
		Hint:    "Write one such as CARTONS, PALLETS or PIECES.",
	}
	if len(text) > 200 {
		return "", nil, unreadable
	}
	folded := fold(text)
	if unit, ok := words[folded]; ok {
		return unit, nil, nil
	}
	// "纸箱 CARTONS", "PALLETS / CTNS", "CARTON (CTN)"
	var found PackageUnit
	for left := parted(folded); left != ""; {
		unit, rest, ok := unitAtStart(words, left)
		switch {
		case !ok && packageNoise[firstWord(left)]:
			left = strings.TrimSpace(strings.TrimPrefix(left, firstWord(left)))
			continue
		case !ok:
			return "", nil, unreadable
		case found != "" && found != unit:
			return "", nil, &Unreadable{
				Code:    "package_units_several",
				Message: quote(text) + " names several kinds of packages.",
				Hint:    "Name the one that the count counts.",
			}
		}
		found, left = unit, rest
	}
	if found == "" {
		return "", nil, unreadable
	}
	return found, nil, nil
}

func firstWord(text string) string {
	word, _, _ := strings.Cut(text, " ")
	return word
}

// FindPackageUnit is the one kind of package that a header names, "Kartons" or "No. of CTNS".
func FindPackageUnit(header string) (PackageUnit, bool) {
	_, words := packings()
	var found PackageUnit
	for left := parted(fold(strings.ReplaceAll(header, "No.", " "))); left != "" && len(header) < 300; {
		unit, rest, ok := unitAtStart(words, left)
		if ok && (len(left)-len(rest) > 3 || left[0] >= 0x80) { // two letters alone, such as CT or PR, are too little to go by
			if found != "" && found != unit {
				return "", false
			}
			found = unit
		}
		if !ok {
			_, rest, _ = strings.Cut(left, " ")
		}
		left = rest
	}
	return found, found != ""
}
