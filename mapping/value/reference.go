package value

import (
	"regexp"
	"slices"
	"strings"
)

// A Reference is a text that names another value instead of giving one: "same as importer", "siehe oben", "同收货人".
// Its caller knows which values there are, and resolves it.
type Reference struct {
	// Targets are the words that name the other value, as written, "importer of record", "收货人", or the number of its element, "3". There are
	// several where a text says it in two languages; they should then lead to the same value. The word "above" in any
	// language is given as Above.
	Targets []string
	Rest    string // what stands beside the reference: "07-555098100" of "07-555098100 (same as importer)"
}

// Above is the target of a reference to the value before, or to the same field of the party before: "as above",
// "ditto", "同上".
const Above = "above"

// FindReference finds a reference in a text. It says false if there is none.
func FindReference(text string) (Reference, bool) {
	if len(text) > 2000 {
		return Reference{}, false
	}
	same := sameAs(text)
	if len(same) > 0 && same[0] == Above {
		return Reference{Targets: withoutAbove(same)}, true
	}
	if len(same) > 0 && isDigit(same[0][0]) {
		return Reference{Targets: same}, true
	}
	rest := plain(text)
	var found Reference
	for range 4 { // a text refers at most in a few languages
		start, end, target := findReference(rest)
		if target == "" {
			break
		}
		if !slices.Contains(found.Targets, target) {
			found.Targets = append(found.Targets, target)
		}
		rest = rest[:start] + "\x00" + rest[end:]
	}
	if len(found.Targets) == 0 {
		return Reference{Targets: same}, len(same) > 0
	}
	if found.Rest = restOf(rest); onlyReference.MatchString(found.Rest) {
		found.Rest = ""
	}
	switch more := sameAs(found.Rest); {
	case found.Rest == "":
	case len(same) > 0:
		found = Reference{Targets: same}
	case len(more) > 0: // the same in another language
		found = Reference{Targets: append(found.Targets, more...)}
	}
	found.Targets = withoutAbove(found.Targets)
	return found, true
}

// withoutAbove leaves out that a party is the one above, where another text names it: "same as buyer (see above)".
func withoutAbove(targets []string) []string {
	named := slices.DeleteFunc(slices.Clone(targets), func(target string) bool { return target == Above })
	if len(named) == 0 {
		return targets[:1]
	}
	return named
}

// onlyReference is what stands beside a reference and says nothing else: the number of the element that it names, "same as
// manufacturer (4)", or the role of the party that refers, "CONSIGNEE SAME AS IMPORTER".
var onlyReference = regexp.MustCompile(`(?i)^(?:(?:the\s+)?` + roles + `(?:\s+is)?|(?:element|item|no\.?|#)?\s*\d{1,2}|lo|info(?:rmation)?|party|is)$`)

// restOf joins what stood around references and drops the punctuation that held them.
func restOf(text string) string {
	var parts []string
	for _, part := range strings.Split(text, "\x00") {
		part = strings.Trim(strings.Join(strings.Fields(part), " "), " ,;:.-/()[]*\"'")
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " ")
}

// The words of a target: up to punctuation or a line's end; an element's number may be in brackets.
const (
	referTo     = `(\(?#?\s*\d{1,2}\s*[.)]?|[\p{L}\p{M}][^\n,;:()\[\]]*?)`
	referEnd    = `\s*(?:[\n,;:()\[\]]|\s-\s|\.\s|\.?$)`
	sameWords   = `(?:exactly\s+)?(?:the\s+)?(?:same|identical)(?:\s+(?:name|address|party|company|info|information|details|one)(?:\s+and\s+address)?)?\s*(?:as|to|with|like)(?:\s+in)?(?:\s+(?:the|that\s+of|for))?`
	roles       = `(?:` + rolesOnly + `|notify(?:\s+party)?)`
	rolesOnly   = `importer(?:\s+of\s+record)?|ior|(?:ultimate\s+)?consignee|buyer|purchaser|seller|shipper|exporter|vendor|supplier|manufacturer|factory|consolidator|stuffer|ship[\s\-]*to(?:\s+party)?|stuffing\s+location|booking\s+party`
	germanRoles = `(?:importeur|einführer|empfänger|käufer|verkäufer|absender|versender|verlader|hersteller|lieferant|lieferanschrift|lieferadresse|konsolidierer|warenempfänger)`
	item        = `(?:item|element|no\.?|number|box|field|point|line|question|section|row|nr\.?|#)\s*`
)

// A referencePattern has one group: the words that name the target, or none where the target is the value above. It is
// tried where a text holds one of its hints, in lower case.
type referencePattern struct {
	hints   []string
	pattern *regexp.Regexp
}

var referencePatterns = []referencePattern{
	// English
	{hints: strings.Fields(`same identical`), pattern: regexp.MustCompile(`(?i)\b` + sameWords + `\s*[:\-]?\s*` + item + `(\(?\d{1,2}\)?)(?:\s+above)?`)},
	{hints: strings.Fields(`same identical`), pattern: regexp.MustCompile(`(?i)\b` + sameWords + `\s*[:\-]?\s*` + referTo + referEnd)},
	{hints: strings.Fields(`see refer as`), pattern: regexp.MustCompile(`(?i)(?:^|[\s(])(?:(?:please\s+)?(?:see|refer\s+to)\s+` + item + `(\(?\d{1,2}\)?)|as\s+(?:per\s+)?` + item + `(\(?\d{1,2}\)?))(?:\s+above)?`)},
	{hints: strings.Fields(`above`), pattern: regexp.MustCompile(`(?i)^[^\pL\pN]*(?:as|see|like|same|same\s+as|refer\s+to|idem\s+as)\s+(?:the\s+)?above(?:\s+mentioned)?[^\pL\pN]*$`)},
	{hints: strings.Fields(`same ditto do. idem ibid do " '' 〃 before`), pattern: regexp.MustCompile(`(?i)^[^\pL\pN]*(?:same|ditto|do\.|idem|ibid\.?|-\s*do\s*-|-\s*"\s*-|"+|''+|〃|as\s+before)[^\pL\pN]*$`)},
	{hints: strings.Fields(`same`), pattern: regexp.MustCompile(`(?i)^[^\pL\pN]*(?:the\s+)?same\s+(?:address|party|company|name|details|info(?:rmation)?)(?:\s+(?:as\s+)?above)?[^\pL\pN]*$`)},
	{hints: strings.Fields(`also both is`), pattern: regexp.MustCompile(`(?i)^[^\pL\pN]*(?:is\s+also\s+(?:the\s+)?|is\s+the\s+same\s+as\s+|also\s+the\s+)(` + roles + `)[^\pL\pN]*$`)},
	{hints: []string{"also"}, pattern: regexp.MustCompile(`(?i)^[^\pL\pN]*also\s+(` + rolesOnly + `)[^\pL\pN]*$`)}, // "Also notify" heads a party
	{hints: strings.Fields(`s/a same`), pattern: regexp.MustCompile(`(?i)^[^\pL\pN]*(?:s/a|same\s+as)[^\pL\pN]*$`)},
	{hints: strings.Fields(`see refer as per`), pattern: regexp.MustCompile(`(?i)^[^\pL\pN]*(?:please\s+)?(?:see|refer\s+to|as|as\s+per|per)\s+(?:the\s+)?(` + roles + `)[^\pL\pN]*$`)},
	// Chinese, Japanese, Korean
	{hints: strings.Fields(`与 與 和 跟 同`), pattern: regexp.MustCompile(`[与與和跟同]\s*` + `([^\s相同一样致樣,，、。;；:：()\n]{1,14}?)\s*(?:的?名称和?地址)?\s*(?:相同|一致|一样|一樣|同)`)},
	{hints: strings.Fields(`同`), pattern: regexp.MustCompile(`(?i)^[^\pL\pN]*同\s*(` + roles + `)[^\pL\pN]*$`)},
	{hints: strings.Fields(`同 见 見 参见`), pattern: regexp.MustCompile(`(?:^|[\s(])(?:同|见|見|参见)\s*` + `((?:收|发|發|买|買|卖|賣|进口|進口|制造|製造|工厂|工廠|供应|供應|装箱|裝箱|装柜|裝櫃|拼箱|通知|托运|託運|送货|送貨|第|登记|采购|採購)[^\s,，、。;；()\n]{0,10})`)},
	{hints: strings.Fields(`同上 同前 如上 上 同左 同じ 상동 같음 동일 상기 ข้างต้น`), pattern: regexp.MustCompile(`^[^\pL\pN]*(?:同上|同前|如上|见上|見上|同左|上記と?同じ|상동|위와\s*같음|상기와?\s*동일|위와\s*동일|상기\s*참조|以上と?同じ|前項と?同じ|ตามข้างต้น|เหมือนข้างต้น|เช่นเดียวกับข้างต้น)[^\pL\pN]*$`)},
	{hints: strings.Fields(`同じ 同様 동일 같음`), pattern: regexp.MustCompile(`([^\s,、。()\n]{1,14}?)(?:と同じ|に同じ|と同様|와\s*동일|과\s*동일|와\s*같음|과\s*같음)`)},
	// Vietnamese, Indonesian, Thai
	{hints: strings.Fields(`giống tương trùng cùng như`), pattern: regexp.MustCompile(`(?i)(?:^|[\s(])(?:giống(?:\s+như)?|tương\s+tự(?:\s+như)?|trùng\s+với|cùng\s+với|như)\s+(?:với\s+)?` + `(trên)` + referEnd)},
	{hints: strings.Fields(`giống tương trùng cùng`), pattern: regexp.MustCompile(`(?i)(?:^|[\s(])(?:giống(?:\s+như|\s+với)?|tương\s+tự(?:\s+như)?|trùng\s+với|cùng\s+với)\s+` + referTo + referEnd)},
	{hints: strings.Fields(`sama idem`), pattern: regexp.MustCompile(`(?i)(?:^|[\s(])(?:sama\s+(?:dengan|seperti)|idem\s+dengan)\s+` + referTo + referEnd)},
	{hints: strings.Fields(`เหมือน`), pattern: regexp.MustCompile(`เหมือน(?:กับ)?\s*(\S+)`)},
	// Spanish, Portuguese, French, Italian
	{hints: strings.Fields(`igual mism mesm dem`), pattern: regexp.MustCompile(`(?i)(?:^|[\s(])(?:igual\s+(?:que|a|al|ao|à)|(?:el|la|los|o|a)?\s*mism[oa]s?\s+que|(?:o|a)\s+mesm[oa]\s+que|mesm[oa]\s+(?:que|do|da)|ídem|idem)\s+(?:(?:el|la|los|las|o|a|al|ao)\s+)?` + referTo + referEnd)},
	{hints: strings.Fields(`dem igual mism mesm arriba acima dessus sopra boven zelfde`), pattern: regexp.MustCompile(`(?i)^[^\pL\pN]*(?:ídem|idem|igual|(?:el|lo|o)\s+mism[oa]|o\s+mesmo|(?:ver|como|vide)\s+(?:arriba|acima)|igual\s+(?:que|al?)\s+anterior|voir\s+ci-dessus|comme\s+ci-dessus|idem\s+ci-dessus|come\s+sopra|zie\s+boven|zelfde)[^\pL\pN]*$`)},
	{hints: strings.Fields(`identique même uguale stess zelfde`), pattern: regexp.MustCompile(`(?i)(?:^|[\s(])(?:identique\s+(?:à|au|a)|le?\s+même\s+que|même\s+que|uguale\s+a|stesso\s+(?:di|del)|zelfde\s+als)\s+(?:l'|la\s+|le\s+|l\s)?` + referTo + referEnd)},
	{hints: strings.Fields(`uguale`), pattern: regexp.MustCompile(`(?i)(?:^|[\s(])uguale\s+(?:al|all'|allo|alla)\s*` + referTo + referEnd)},
	// Dutch, Nordic, Slavic
	{hints: strings.Fields(`hierboven ovan ovenfor ovennævnte edellä wyżej j.w. výše выше то же jw ovanstående`), pattern: regexp.MustCompile(`(?i)^[^\pL\pN]*(?:zie\s+hierboven|als\s+boven|(?:samma\s+)?som\s+ovan(?:stående)?|se\s+ovan|(?:samme\s+)?som\s+ovenfor|se\s+ovenfor|sama\s+kuin\s+edellä|jak\s+wyżej|j\.?\s?w\.?|viz\s+výše|stejné\s+jako\s+výše|то\s+же(?:\s+самое)?|(?:как\s+)?указано\s+выше|как\s+выше|см\.?\s+выше)[^\pL\pN]*$`)},
	{hints: strings.Fields(`hetzelfde samma samme sama taki stejn`), pattern: regexp.MustCompile(`(?i)(?:^|[\s(])(?:hetzelfde\s+als|dezelfde\s+als|samma\s+som|samme\s+som|sama\s+kuin|(?:taki\s+)?sam[aoey]?\s+jak|stejn[áéý]\s+jako)\s+(?:de\s+)?` + referTo + referEnd)},
	// German, Turkish
	{hints: strings.Fields(`siehe dto`), pattern: regexp.MustCompile(`(?i)^[^\pL\pN]*(?:siehe|s\.)\s*(?:nr\.?|nummer|punkt|feld|position|pos\.?|zeile)\s*(\(?\d{1,2}\)?)[^\pL\pN]*$`)},
	{hints: strings.Fields(`siehe`), pattern: regexp.MustCompile(`(?i)^[^\pL\pN]*siehe\s+(` + germanRoles + `)[^\pL\pN]*$`)},
	{hints: strings.Fields(`dto obig`), pattern: regexp.MustCompile(`(?i)^[^\pL\pN]*(?:dto\.?|wie\s+obig|s\.\s?v\.)[^\pL\pN]*$`)},
	{hints: strings.Fields(`siehe s. wie dito yukarı ayn`), pattern: regexp.MustCompile(`(?i)^[^\pL\pN]*(?:siehe\s+oben|s\.\s?o\.|wie\s+oben|wie\s+vor|dito|wie\s+zuvor|yukarıdaki(?:yle|\s+ile)?\s+(?:gibi|aynı)|yukarıda(?:ki)?|aynısı|aynı)[^\pL\pN]*$`)},
	{hints: strings.Fields(`identisch gleich selbe entspricht`), pattern: regexp.MustCompile(`(?i)(?:^|[\s(])(?:identisch\s+mit|gleich\s+wie|(?:der|die|das)selbe\s+wie|entspricht)\s+(?:de[mr]\s+)?` + referTo + referEnd)},
	{hints: strings.Fields(`wie`), pattern: regexp.MustCompile(`(?i)^[^\pL\pN]*wie\s+(?:de[rm]\s+)?` + referTo + referEnd)},
	{hints: strings.Fields(`ayn`), pattern: regexp.MustCompile(`(?i)([\p{L}][\p{L}\s]{1,30}?)\s+(?:ile|yla|yle)\s+aynı`)},
}

// findReference is the first reference in a text: where it stands and what it names, "" if there is none.
func findReference(text string) (start, end int, target string) {
	lower := strings.ToLower(text)
	for _, one := range referencePatterns {
		if !slices.ContainsFunc(one.hints, func(hint string) bool { return strings.Contains(lower, hint) }) {
			continue
		}
		at := one.pattern.FindStringSubmatchIndex(text)
		if at == nil {
			continue
		}
		target := Above
		for group := 2; group+1 < len(at); group += 2 {
			if at[group] >= 0 {
				target = strings.TrimSpace(text[at[group]:at[group+1]])
			}
		}
		return at[0], at[1], namedTarget(target)
	}
	return 0, 0, ""
}

// namedTarget is the target in the form that Reference gives it.
func namedTarget(target string) string {
	switch fold(target) {
	case "ABOVE", "THE ABOVE", "DI ATAS", "DIATAS", "ATAS", "OVAN", "OVENFOR", "EDELLA", "WYZEJ", "VYSE", "HIERBOVEN", "BOVEN", "SUSODICHO", "上记", "前项", "TREN", "SIEHE OBEN", "OBEN", "ARRIBA", "ACIMA", "CI DESSUS", "上", "上記", "YUKARIDAKI", "ANTERIOR", "SOPRA":
		return Above
	case "":
		return Above
	}
	if match := elementNumber.FindStringSubmatch(fold(target)); match != nil && samenesses().counts(match[1]) && samenesses().counts(match[3]) {
		return match[2]
	}
	return strings.Trim(besidesTarget.ReplaceAllString(target, ""), " .\"'")
}

// besidesTarget are words around a target that do not name it: "above consignee", "shipper's name and address".
var besidesTarget = regexp.MustCompile(`(?i)^(?:the\s+)?(?:above|said|mentioned)\s+|(?:'s)?\s+(?:(?:name\s*(?:and|&)\s*)?address|name|details|info(?:rmation)?|(?:mentioned\s+)?above)$`)
