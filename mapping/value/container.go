package value

import (
	"regexp"
	"slices"
	"strings"
)

// A Container is what a text says about one container.
type Container struct {
	Number string // ISO 6346: four letters and seven digits
	Size   string // the API's container_size, "" if not stated
	Type   string // the API's container_type, "" if not stated
	Seals  []string
}

// ParseContainers reads a text that names containers, one or many, each perhaps with its seals, its size and type, and
// with counts and weights, in any order and with any separators: "OOLU7718281⏎OOLJKA4471⏎40HQ",
// "TEMU1234567/SEAL 123456/40HC". Words that are none of these are remarked.
func ParseContainers(text string) ([]Container, []Remark, error) {
	bare := plain(text)
	spans := containerNumbersIn(bare)
	if len(spans) == 0 {
		_, _, err := ParseContainerNumber(text)
		return nil, nil, err
	}
	containers := make([]Container, len(spans))
	var remarks []Remark
	for i, span := range spans {
		containers[i].Number = span.number
		remarks = append(remarks, containerRemarks(span.number)...)
	}
	segments := make([]loadText, len(spans)+1) // before the first number, then behind each
	from := 0
	for i, span := range spans {
		segments[i] = readLoad(bare[from:span.start])
		from = span.end
	}
	segments[len(spans)] = readLoad(bare[from:])
	assign(containers, segments)
	for _, segment := range segments {
		if len(segment.unread) > 0 {
			remarks = append(remarks, Remark{
				Code:    "container_text_unread",
				Message: quote(strings.Join(segment.unread, " ")) + " beside a container number was not read.",
				Hint:    "Give seal, size and type in cells of their own.",
			})
		}
	}
	return merged(containers), remarks, nil
}

// assign gives each container what stands beside its number: behind it as a rule; before it where the first number has
// something before it and the last nothing behind.
func assign(containers []Container, segments []loadText) {
	first, last := segments[0], segments[len(segments)-1]
	shared := -1
	for i, segment := range segments { // "2 x 40'HQ: A, B" and "A, B (2x40HQ)" speak of all
		if e := segment.equipment; e != nil && (e.Count == len(containers) && e.Count > 1 || i == 0 && onlyOne(segments) && len(containers) > 1) {
			shared = i
		}
	}
	offset := 1
	if shared != 0 && (first.equipment != nil || len(first.seals) > 0) && last.equipment == nil && len(last.seals) == 0 {
		offset = 0
	}
	for i := range containers {
		segment := segments[i+offset]
		if shared >= 0 {
			segment.equipment = segments[shared].equipment
		}
		containers[i].take(segment)
	}
	if offset == 1 && len(containers) == 1 {
		containers[0].take(first)
	}
}

// onlyOne says whether just one of the texts names a kind of container.
func onlyOne(segments []loadText) bool {
	kinds := 0
	for _, segment := range segments {
		if segment.equipment != nil {
			kinds++
		}
	}
	return kinds == 1
}

func (c *Container) take(from loadText) {
	c.Seals = append(c.Seals, from.seals...)
	if from.equipment != nil && c.Size == "" && c.Type == "" {
		c.Size, c.Type = from.equipment.Size, from.equipment.Type
	}
}

// merged makes one of the mentions of a container that is named twice.
func merged(containers []Container) []Container {
	at := map[string]int{}
	var kept []Container
	for _, container := range containers {
		before, known := at[container.Number]
		if !known {
			at[container.Number] = len(kept)
			kept = append(kept, container)
			continue
		}
		for _, seal := range container.Seals {
			if !containsFold(kept[before].Seals, seal) {
				kept[before].Seals = append(kept[before].Seals, seal)
			}
		}
		if kept[before].Size == "" {
			kept[before].Size, kept[before].Type = container.Size, container.Type
		}
	}
	return kept
}

func containsFold(list []string, text string) bool {
	for _, one := range list {
		if strings.EqualFold(one, text) {
			return true
		}
	}
	return false
}

// A loadText is what the text beside a container number says.
type loadText struct {
	equipment *Equipment
	seals     []string
	unread    []string
}

// sealLabel are the words before a seal number.
var sealLabel = regexp.MustCompile(`(?i)(?:\b(?:carrier'?s?|customs?|shipper'?s?|bolt|line|agent'?s?|high\s+security|security)\s+)?\b(?:seals?|slno|sello|precinto|lacre|mühür|plomb[e]?|siegel)\b\.?\s*(?:(?:nos?|numbers?|nr|n[°º])\b\.?\s*)?[:#.\-]*\s*|\bs\s?/\s?(?:no?|l)\b\.?\s*[:#]?\s*|铅封号?码?[:]?|封条号?[:]?|封号[:]?|封[:]|실\s*번호[:]?|シール(?:番号|No\.?)?[:]?|(?:niêm\s+)?chì\s*[:]?`)

var (
	loadParts  = regexp.MustCompile(`[\n,;|()\[\]]+|\s*/\s*|\s-\s|\s{3,}|\+|&`)
	sealShape  = regexp.MustCompile(`^[A-Z0-9][A-Z0-9\-._]{3,19}$`)
	loadNoise  = setOf("SIZE TYPE TYP AND NO NOS S STC CONTAINER CONTAINERS CNTR CNTRS CTNR CTNRS CONT FCL LCL X OF WITH TARE VGM GROSS NET WEIGHT GW NW WT MAX PAYLOAD 柜型 箱型 柜号 箱号 尺寸 类型 N A SOC COC EACH CY CFS DOOR N M NUMBER NR UNIT")
	unitAmount = regexp.MustCompile(`(?i)^\(?[\d.,]+\s*[\p{L}.³]{1,12}(?:\(s\))?\)?$`)
)

const labelMark = "\x01"

// A star parts what stands beside a number ("OOLABC123*40HQ"), unless it counts containers ("1*40HQ"). A comma within
// a number parts nothing.
var (
	starBetween    = regexp.MustCompile(`([A-Za-z]|^|\d{3})\s*\*\s*([A-Za-z0-9])`)
	thousandsComma = regexp.MustCompile(`(\d),(\d{3}\b)`)
)

// mostLoadWords is more than stands beside one container; what is more is remarked as not read.
const mostLoadWords = 200

// readLoad reads the text beside a container number.
func readLoad(text string) loadText {
	var load loadText
	if strings.TrimSpace(text) == "" {
		return load
	}
	text = thousandsComma.ReplaceAllString(starBetween.ReplaceAllString(text, "$1 / $2"), "$1$2")
	marked := sealLabel.ReplaceAllString(text, " "+labelMark+" ")
	labelled, read := false, 0
	for _, part := range loadParts.Split(marked, mostLoadWords) {
		words := strings.Fields(part)
		for len(words) > 0 {
			if read++; read > mostLoadWords {
				load.unread = append(load.unread, words...)
				break
			}
			if words[0] == labelMark {
				labelled, words = true, words[1:]
				continue
			}
			n := load.readWords(words, labelled)
			if n == 0 {
				n = 1
			} else if labelled && len(load.seals) > 0 {
				labelled = strings.Contains(marked, ",") // "seals A, B"
			}
			words = words[n:]
		}
	}
	return load
}

// readWords reads the first words of a list, as many as make sense together, and returns how many they were.
func (l *loadText) readWords(words []string, labelled bool) int {
	if labelled && sealShape.MatchString(strings.ToUpper(words[0])) && hasDigit(words[0]) {
		l.seals = append(l.seals, words[0])
		return 1
	}
	if label := slices.Index(words, labelMark); label > 0 { // what a label parts is not one
		words = words[:label]
	}
	for n := min(5, len(words)); n > 0; n-- {
		joined := strings.Join(words[:n], " ")
		if !hasDigit(joined) {
			break
		}
		if equipment, _, ok := readEquipment(strings.Trim(joined, ":")); ok && (n > 1 || !allDigits(joined) || len(joined) == 2 || len(joined) == 4 && l.equipment == nil) {
			if l.equipment == nil || l.equipment.Type == "" || l.equipment.Size == "" {
				l.equipment = &equipment
			}
			return n
		}
		if n <= 3 && isAmount(joined) {
			return n
		}
	}
	word := strings.Trim(words[0], ":.#*'\"")
	folded := fold(word)
	switch upper := strings.ToUpper(word); {
	case len(word) < 3 && allDigits(word): // the 2 of "2) MSKU..."
		return 1
	case folded == "" || isNoise(folded, loadNoise) || ParseAbsence(word) != Present:
		return 1
	case sealShape.MatchString(upper) && digits(upper) >= 3 && !strings.Contains(upper, "."):
		l.seals = append(l.seals, word)
		return 1
	}
	l.unread = append(l.unread, word)
	return 1
}

func digits(text string) int { return len(digitsOf(text)) }

// isAmount says whether words state a count, a weight or a volume.
func isAmount(text string) bool {
	if !hasDigit(text) || !unitAmount.MatchString(text) && !strings.Contains(text, " ") {
		return false
	}
	if weight, _, err := ParseWeight(text, WeightEvidence{Style: DecimalPoint}); err == nil && weight.Unit != "" {
		return true
	}
	if volume, _, err := ParseVolume(text, VolumeEvidence{Style: DecimalPoint}); err == nil && volume.Unit != "" {
		return true
	}
	count, _, err := ParseCount(text, CountEvidence{Style: DecimalPoint})
	return err == nil && count.Unit != ""
}

// ParseSeals reads seal numbers, one or many, with the zeros that they begin with.
func ParseSeals(text string) ([]string, []Remark, error) {
	bare := plainUpTo(text, 16000)
	unreadable := &Unreadable{
		Code:    "seal_unreadable",
		Message: quote(text) + " is not a seal number.",
		Hint:    "Write letters and digits only.",
	}
	if len(bare) > 4000 || ParseAbsence(text) != Present || !hasDigit(bare) {
		return nil, nil, unreadable
	}
	if scientific.MatchString(bare) {
		return nil, nil, scientificNotation(text)
	}
	var seals []string
	for _, part := range sealParts.Split(sealLabel.ReplaceAllString(bare, " "), 500) {
		words := strings.Fields(part)
		if len(words) > 1 && !allSeals(words) { // "ML CN4471920" is one
			words = []string{strings.Join(words, " ")}
		}
		for _, word := range words {
			word = strings.Trim(word, ".:#'\" ")
			if word == "" {
				continue
			}
			if !strings.ContainsAny(word, "0123456789") || len(word) > 25 || !sealText.MatchString(strings.ToUpper(word)) {
				return nil, nil, unreadable
			}
			if !containsFold(seals, word) {
				seals = append(seals, word)
			}
		}
	}
	if len(seals) == 0 {
		return nil, nil, unreadable
	}
	return seals, nil, nil
}

var (
	sealParts = regexp.MustCompile(`[\n,;|()\[\]]+|/|\+|&|(?i:\s+and\s+)`)
	sealText  = regexp.MustCompile(`^[A-Z0-9][A-Z0-9\-._ ]*$`)
)

func allSeals(words []string) bool {
	for _, word := range words {
		if len(word) < 5 || digits(word) < 3 {
			return false
		}
	}
	return true
}
