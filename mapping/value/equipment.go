package value

import (
	"regexp"
	"strings"
	"sync"
)

// Equipment is a kind of container, and how many of it.
type Equipment struct {
	Size  string // the API's container_size: FT_20, FT_40, FT_40_HC, FT_45_HC, FT_53, FT_53_HC; "" if the API has none
	Type  string // the API's container_type: DRY, REEFER, OPEN, FLAT_RACK, TANK, VENTILATED, BULK, SPECIAL; "" if not stated
	Count int    // 0 if not stated
	Text  string // as written: "40'HQ"
}

// isoType is a size and type code of ISO 6346, new (45G1) or old (4510).
var isoType = regexp.MustCompile(`^([1-4LMNP])([0-9CDEF])([A-Z])([0-9])$|^([1-4])([0-9])([0-9])([0-9])$|^(9)(5)([0-9])([0-9])$`)

// spokenType is a size in feet with a type: 40HC, 40' HQ, 20 DRY, 40尺高柜, 40-FT HIGH CUBE REEFER.
var spokenType = regexp.MustCompile(`(?i)^(?:(\d{1,3})\s*(?:[x*]|/(?:\s*\d)?)\s*)?(10|20|30|40|45|48|53)\s*-?\s*(?:'{1,2}|"|ft\.?|feet|foot|füße|fuß|fuss|pies?|pieds?|尺|呎|英尺|フィート|ﾌｨｰﾄ|피트|ฟุต|фут(?:ов|а)?|stóp|stopy|feit|voet|piedi|pés)?\s*[-/]?\s*(.{0,40}?)\s*(?:[x*]\s*(\d{1,3}))?$`)

// equipmentWords are the words behind a size, folded, blanks dropped.
var equipmentWords = sync.OnceValue(func() (table map[string]struct {
	kind string
	high bool
}) {
	table = map[string]struct {
		kind string
		high bool
	}{}
	for _, row := range readTable("equipment.tsv", 3) {
		for _, words := range names(row[2]) {
			one := table[compact(words)]
			one.kind, one.high = row[0], row[1] == "high"
			table[compact(words)] = one
		}
	}
	return table
})

// ParseEquipment reads a kind of container: 40HC, 40' HQ, 45G1, 2 x 40'HQ, 40尺高柜. "45G1" is the ISO code of a
// high cube of 40 feet, "45HC" one of 45 feet. A size that the API does not have, such as 10 feet, is remarked.
func ParseEquipment(text string) (Equipment, []Remark, error) {
	bare := strings.TrimSpace(plainUpTo(text, 400))
	unreadable := &Unreadable{
		Code:    "equipment_unreadable",
		Message: quote(text) + " is not a size and type of container.",
		Hint:    "Write a size and type such as 40HC, 20GP or 45G1.",
	}
	if len(bare) > 100 {
		return Equipment{}, nil, unreadable
	}
	if equipment, remarks, ok := readEquipment(bare); ok {
		return equipment, remarks, nil
	}
	if equipment, remarks, ok := typeThenSizeAndType(bare); ok {
		return equipment, remarks, nil
	}
	latin, other := scripts(bare) // "40尺高柜 40HQ": the same twice
	if other != "" && latin != "" {
		if at := strings.LastIndexAny(bare, " /(\n,"); at > 0 {
			first, _, ok1 := readEquipment(strings.Trim(bare[:at], " /(),\n"))
			second, remarks, ok2 := readEquipment(strings.Trim(bare[at:], " /(),\n"))
			if ok1 && ok2 && second.tellsAll(first) {
				return second, remarks, nil
			}
		}
	}
	if at := strings.IndexAny(bare, "(/,\n"); at > 0 && !strings.HasPrefix(bare[at:], "/4") && !strings.HasPrefix(bare[at:], "/2") { // "40' HC (45G1)", "45G1 / 40HC"
		first, _, ok1 := readEquipment(strings.TrimSpace(bare[:at]))
		second, remarks, ok2 := readEquipment(strings.Trim(bare[at:], " /(),\n"))
		if ok1 && ok2 && bare[at] == '(' && second.tellsAll(first) { // "40' Reefer (45R1)"
			second.Count = max(first.Count, second.Count)
			return second, remarks, nil
		}
		if ok1 && ok2 && first.Size == second.Size && (first.Type == "" || second.Type == "" || first.Type == second.Type) {
			if second.Type == "" {
				second.Type = first.Type
			}
			second.Count = max(first.Count, second.Count)
			return second, remarks, nil
		}
	}
	return Equipment{}, nil, unreadable
}

// tellsAll says whether a kind of container tells all that another one does, and perhaps its height or type: "40RH" does
// of "40피트 냉동". A dry container of which no height is told is a standard one.
func (e Equipment) tellsAll(other Equipment) bool {
	return (e.Type == other.Type || other.Type == "") && (e.Size == other.Size || other.Type != "DRY" && e.Size == other.Size+"_HC")
}

// typeThenSizeAndType reads a type in words before a size with the same type, as forms in two languages have it: "ตู้เย็น
// 40RH", "Reefer 40' RF".
func typeThenSizeAndType(text string) (Equipment, []Remark, bool) {
	at := strings.IndexAny(text, "0123456789")
	if at <= 0 {
		return Equipment{}, nil, false
	}
	word, ok := equipmentWords()[strings.TrimSuffix(compact(strings.Trim(text[:at], " -/:(,")), "CONTAINER")]
	if !ok {
		return Equipment{}, nil, false
	}
	equipment, remarks, ok := readEquipment(strings.Trim(text[at:], " )"))
	if !ok || equipment.Type != "" && equipment.Type != word.kind || word.high && !strings.HasSuffix(equipment.Size, "_HC") {
		return Equipment{}, nil, false
	}
	equipment.Type, equipment.Text = word.kind, text
	return equipment, remarks, true
}

// ParseEquipmentList reads kinds of containers, each with its count: "2x40HC + 1x20GP".
func ParseEquipmentList(text string) ([]Equipment, []Remark, error) {
	one, remarks, err := ParseEquipment(text)
	if err == nil {
		return []Equipment{one}, remarks, nil
	}
	var list []Equipment
	for _, part := range equipmentParts.Split(plainUpTo(text, 2000), 20) {
		if strings.TrimSpace(part) == "" {
			continue
		}
		next, more, partErr := ParseEquipment(part)
		if partErr != nil {
			return nil, nil, err
		}
		list, remarks = append(list, next), append(remarks, more...)
	}
	if len(list) == 0 {
		return nil, nil, err
	}
	return list, remarks, nil
}

var equipmentParts = regexp.MustCompile(`(?i)[+&,;\n]|\s+and\s+|\s/\s|/`)

var containerWord = regexp.MustCompile(`(?i)\s*\b(?:fcl|containers?|cntrs?|ctnrs?|cont\.?|units?|konteyner|contenedor(?:es)?)\s*$`)

var (
	// loadBefore is a word before the size that says how the container is filled: "FCL 40HC", "1 FCL 40'".
	loadBefore = regexp.MustCompile(`(?i)^(\d{1,3}\s*[x*]?\s+)?(?:fcl|containers?|cntrs?|ctnrs?|cont\.?)\s*[:\-/]?\s*(\d.*)$`)
	// typeFirst is a type before its size: "HC40", "DRY 40'".
	typeFirst = regexp.MustCompile(`(?i)^([a-z][a-z .]{1,20}?)\s*-?\s*((?:20|40|45|53)\s*(?:'{1,2}|"|ft\.?|feet)?)$`)
)

func readEquipment(text string) (Equipment, []Remark, bool) {
	text = strings.Trim(containerWord.ReplaceAllString(text, ""), " .,;")
	written := text
	if match := loadBefore.FindStringSubmatch(text); match != nil {
		text = match[2]
		if count := strings.Trim(match[1], " xX*"); count != "" {
			text = count + "x" + match[2]
		}
	}
	if match := typeFirst.FindStringSubmatch(text); match != nil {
		text = match[2] + " " + match[1]
	}
	bare, count := text, 0
	if match := countedISO.FindStringSubmatch(text); match != nil {
		bare, count = match[2], atoi(match[1])
	}
	if equipment, ok := isoEquipment(strings.ToUpper(strings.ReplaceAll(bare, " ", ""))); ok {
		equipment.Count, equipment.Text = count, written
		remarks := equipmentRemarks(equipment)
		return equipment, remarks, true
	}
	match := spokenType.FindStringSubmatch(text)
	if match == nil {
		return Equipment{}, nil, false
	}
	kind, high := "", false
	if word := compact(match[3]); word != "" {
		word = strings.TrimSuffix(strings.TrimSuffix(word, "CONTAINER"), "柜子")
		known, ok := equipmentWords()[word]
		if !ok || eitherType(match[3]) {
			return Equipment{}, nil, false
		}
		kind, high = known.kind, known.high
	} else if digits := digitsOf(text); digits == text && len(text) != 2 {
		return Equipment{}, nil, false
	}
	equipment := Equipment{Size: spokenSize(match[2], high), Type: kind, Text: written}
	if match[1] != "" {
		equipment.Count = atoi(match[1])
	} else if match[4] != "" {
		equipment.Count = atoi(match[4])
	}
	return equipment, equipmentRemarks(equipment), true
}

// eitherType says whether a stroke parts two types, of which a sender has struck out neither: "40'GP/HC".
func eitherType(text string) bool {
	one, other, parted := strings.Cut(text, "/")
	first, ok1 := equipmentWords()[compact(one)]
	second, ok2 := equipmentWords()[compact(other)]
	return parted && ok1 && ok2 && first != second
}

var countedISO = regexp.MustCompile(`(?i)^(\d{1,3})\s*[x*]\s*([1-4LMNP9][0-9C-F][A-Z0-9][0-9])$`)

func spokenSize(feet string, high bool) string {
	switch {
	case feet == "20" && !high:
		return "FT_20"
	case feet == "40" && !high:
		return "FT_40"
	case feet == "40":
		return "FT_40_HC"
	case feet == "45": // there are hardly any but high cubes
		return "FT_45_HC"
	case feet == "53" && !high:
		return "FT_53"
	case feet == "53":
		return "FT_53_HC"
	}
	return ""
}

// isoEquipment reads a size and type code of ISO 6346.
func isoEquipment(code string) (Equipment, bool) {
	match := isoType.FindStringSubmatch(code)
	if match == nil {
		return Equipment{}, false
	}
	if match[1] != "" {
		kind, ok := isoTypes[match[3][0]]
		return Equipment{Size: isoSize(match[1], match[2]), Type: kind}, ok
	}
	length, height, group := match[5]+match[9], match[6]+match[10], match[7]+match[11]
	kind, ok := oldISOTypes[group[0]]
	if length == "9" { // the old code for 45 feet
		return Equipment{Size: "FT_45_HC", Type: kind}, ok
	}
	if length == "2" && height != "2" && height != "5" || length == "4" && !strings.Contains("2345", height) || length == "1" || length == "3" {
		return Equipment{}, false // a number or a year, not a code
	}
	return Equipment{Size: isoSize(length, height), Type: kind}, ok
}

func isoSize(length, height string) string {
	high := strings.Contains("56EFD", height)
	switch {
	case length == "2" && !high:
		return "FT_20"
	case length == "4" && !high:
		return "FT_40"
	case length == "4":
		return "FT_40_HC"
	case length == "L":
		return "FT_45_HC"
	case length == "P" && !high:
		return "FT_53"
	case length == "P":
		return "FT_53_HC"
	}
	return ""
}

var isoTypes = map[byte]string{'G': "DRY", 'R': "REEFER", 'H': "REEFER", 'U': "OPEN", 'P': "FLAT_RACK", 'T': "TANK", 'K': "TANK", 'V': "VENTILATED", 'B': "BULK", 'S': "SPECIAL", 'N': "TANK"}

// oldISOTypes are the groups of the codes before 1995, of which many old containers still carry theirs.
var oldISOTypes = map[byte]string{'0': "DRY", '1': "DRY", '2': "BULK", '3': "REEFER", '4': "REEFER", '5': "OPEN", '6': "FLAT_RACK", '7': "TANK", '8': "BULK"}

func equipmentRemarks(e Equipment) []Remark {
	if e.Size != "" {
		return nil
	}
	return []Remark{{
		Code:    "container_size_unknown",
		Message: "The API has no size for a container " + quote(e.Text) + ".",
		Hint:    "The container is filed without its size.",
	}}
}
