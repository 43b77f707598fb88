package value

import (
	"regexp"
	"slices"
	"strings"
)

// A Port is a seaport, an inland place or an airport.
type Port struct {
	Name      string  // as printed, without state and country; "" if the text is only a code
	LOCODE    string  // UN/LOCODE, where printed or where the name is one port's alone
	ScheduleD string  // four digits, only where printed
	ScheduleK string  // five digits, only where printed
	IATA      string  // of an airport
	Country   Country // as stated, or of the code; "" if not known
	State     string  // of the United States, its code; "" if not stated
	Known     bool    // the name or the code is in docket's table
}

// PortEvidence is what stands around a port.
type PortEvidence struct {
	Country Country // where the port has to be, as the port of unloading of an ISF has to be in the US; "" if anywhere
	Air     bool    // the shipment goes by air: an airport is asked for
}

// ParsePort reads a port with its state, country and codes in any of the usual forms: "Los Angeles, CA",
// "宁波 NINGBO (CNNGB)", "SAVANNAH, GA (1703)", "Nhava Sheva (JNPT)", "KAOHSIUNG TAIWAN". Where several ports have the
// name and nothing tells them apart, the port has no code and a remark lists them.
func ParsePort(text string, e PortEvidence) (Port, []Remark, error) {
	bare := strings.TrimSpace(plainUpTo(text, 800))
	if len(bare) > 200 || ParseAbsence(text) != Present || !anyLetter.MatchString(bare) && !scheduleCode.MatchString(bare) {
		return Port{}, nil, &Unreadable{
			Code:    "port_unreadable",
			Message: quote(text) + " is not a port.",
			Hint:    "Give the port's name and country, or its UN/LOCODE.",
		}
	}
	if e.Air {
		return parseAirport(text, bare, e)
	}
	reader := portReader{text: text}
	rest := reader.takeCodes(portLabel.ReplaceAllString(bare, ""))
	reader.takeName(rest)
	return reader.resolve(e)
}

var (
	anyLetter    = regexp.MustCompile(`\p{L}`)
	scheduleCode = regexp.MustCompile(`^\d{4,5}$`)
	portLabel    = regexp.MustCompile(`(?i)^\s*(?:pol|pod|port\s+of\s+(?:loading|lading|discharge|unloading|unlading|entry|arrival|departure|destination)|(?:foreign\s+)?port|place\s+of\s+(?:delivery|receipt))\s*[:\-]\s*`)
	// printedLOCODE is a UN/LOCODE: in brackets, behind its label, or standing alone.
	printedLOCODE = regexp.MustCompile(`(?:^|[(\[/,\s:\-])(?:(?i:un\s?/?\s?locode|locode|unloc)\s*[:#]?\s*)?([A-Z]{2}[ \-]?[A-Z2-9]{3})(?:$|[)\]/,\s])`)
	scheduleDK    = regexp.MustCompile(`(?:[(\[,/\s\-]|^)(?:(?i:sch(?:edule)?\.?\s*[dk]?|port\s*code|code|cbp)\s*[:#]?\s*)?(\d{4,5})\s*(?:$|[)\]/,])`)
)

// A portReader gathers what a text says about a port.
type portReader struct {
	text       string
	port       Port
	candidates []place
	other      []place // of further names: "HO CHI MINH CITY / CAT LAI"
	elsewhere  []place // of the name, but not in the state or country that is stated
	remarks    []Remark
}

// takeCodes takes the printed codes out of a text.
func (r *portReader) takeCodes(text string) string {
	for _, at := range printedLOCODE.FindAllStringSubmatchIndex(text, 4) {
		code := strings.ReplaceAll(strings.ReplaceAll(text[at[2]:at[3]], " ", ""), "-", "")
		bracketed := at[2] > 0 && strings.ContainsRune("([", rune(text[at[2]-1]))
		whole := strings.TrimSpace(text) == text[at[2]:at[3]]
		_, known := places().byCode[code]
		_, country := countryNamed(code[:2])
		if len(placesNamed(text[at[2]:at[3]])) > 0 && !bracketed { // a name of five letters, such as GENOA
			continue
		}
		if known && (len(text[at[2]:at[3]]) == 5 || bracketed) || country && bracketed && len(text[at[2]:at[3]]) == 5 || whole && known {
			r.port.LOCODE, r.port.Known = code, known
			text = locodeLabel.ReplaceAllString(text[:at[2]], "") + text[at[3]:]
			break
		}
	}
	if match := codeThenName.FindStringSubmatch(text); match != nil && len(placesNamed(firstPart(match[2]))) > 0 { // "57076 NINGBO"
		r.setSchedule(match[1])
		text = match[2]
	}
	if match := scheduleDK.FindStringSubmatchIndex(text); match != nil {
		if match[3]-match[2] == 4 || !behindState(text[:match[2]]) { // a ZIP code, as in "HOUSTON, TX 77015"
			r.setSchedule(text[match[2]:match[3]])
		}
		text = text[:match[0]] + " " + text[match[3]:]
	}
	return emptyBrackets.ReplaceAllString(text, " ")
}

var codeThenName = regexp.MustCompile(`^\s*(\d{4,5})\s*[\-:/]?\s*(\p{L}.*)$`)

// firstPart is a text before its first comma or bracket.
func firstPart(text string) string {
	if at := strings.IndexAny(text, ",("); at > 0 {
		return text[:at]
	}
	return text
}

// behindState says whether a text ends with a state of the United States.
func behindState(text string) bool {
	words := strings.Fields(strings.Trim(text, " ,.-("))
	for n := min(2, len(words)-1); n > 0; n-- {
		if _, ok := usState(strings.Join(words[len(words)-n:], " ")); ok {
			return true
		}
	}
	return false
}

// setSchedule sets a code of Schedule D, of four digits, or K, of five.
func (r *portReader) setSchedule(code string) {
	if len(code) == 4 {
		r.port.ScheduleD = code
	} else {
		r.port.ScheduleK = code
	}
}

var locodeLabel = regexp.MustCompile(`(?i)(?:un\s?/?\s?locode|locode|unloc)\s*[:#]?\s*$`)

var emptyBrackets = regexp.MustCompile(`[(\[]\s*(?i:un\s?/?\s?locode|locode|code|sch(?:edule)?\.?\s*[dk]?)?\s*[:#]?\s*[)\]]`)

// takeName parts the name from the state and country behind it, and looks it up.
func (r *portReader) takeName(text string) {
	latin, other := scripts(text)
	var inOther []place
	if other != "" {
		inOther = placesNamed(strings.Trim(other, " ,;-"))
		if strings.ContainsFunc(latin, func(c rune) bool { return c < 0x80 && isLetter(byte(c)) }) {
			text = latin
		}
	}
	if r.takeSeveral(text) {
		return
	}
	var inBrackets []place
	for _, match := range inBracket.FindAllStringSubmatch(text, 4) {
		inBrackets = append(inBrackets, placesNamed(match[1])...)
	}
	parts := portParts(text)
	if len(parts) == 0 {
		return
	}
	name := parts[0]
	for cut := len(name); cut > 0 && len(placesNamed(name)) == 0; { // "LONG BEACH - CA - USA", "KAOHSIUNG TAIWAN"
		rest, ok := r.takeTail(name)
		if !ok {
			break
		}
		name, cut = rest, len(rest)
	}
	if len(placesNamed(name)) == 0 {
		if head, tail, dashed := strings.Cut(name, " - "); dashed && len(placesNamed(head)) > 0 {
			name, parts = strings.TrimSpace(head), append([]string{head, tail}, parts[1:]...)
		}
	}
	if len(placesNamed(name)) == 0 {
		name = withoutTerminal(name)
	}
	for _, part := range parts[1:] {
		r.takeQualifier(part)
	}
	r.port.Name = strings.Join(strings.Fields(name), " ")
	r.candidates = r.fitting(namesOfPort(name))
	r.addBracketed(inBrackets)
	if len(r.candidates) == 0 && len(inOther) > 0 {
		r.candidates = inOther
	}
	if len(r.candidates) > 1 && len(inOther) > 0 {
		if both := slices.DeleteFunc(slices.Clone(r.candidates), func(p place) bool { return !slices.Contains(inOther, p) }); len(both) > 0 {
			r.candidates = both
		}
	}
}

var terminalWord = regexp.MustCompile(`(?i)\b(?:terminals?|pier|berth|dock|wharf|quay|yard|gate|ramp|depot|rail\s*yard|container\s+port|cfs|cy)\b`)

// withoutTerminal is the port at the start of a text that goes on with one of its terminals: "LONG BEACH PIER T".
func withoutTerminal(name string) string {
	words := strings.Fields(name)
	for n := len(words) - 1; n > 0; n-- {
		head := strings.Join(words[:n], " ")
		if terminalWord.MatchString(strings.Join(words[n:], " ")) && len(placesNamed(head)) > 0 {
			return head
		}
	}
	return name
}

var inBracket = regexp.MustCompile(`[(\[]([^()\[\]]+)[)\]]`)

// portParts are the parts of a port's text between commas and brackets.
func portParts(text string) []string {
	parts := strings.FieldsFunc(strings.Trim(text, " ,;:-/."), func(c rune) bool { return strings.ContainsRune(",;()[]\n|", c) })
	for i := range parts {
		parts[i] = strings.Trim(parts[i], " .-/:")
	}
	return slices.DeleteFunc(parts, func(p string) bool { return p == "" })
}

// takeSeveral reads a text that names two ports, each with a state or country of its own: "LOS ANGELES, CA / LONG
// BEACH, CA". Neither is chosen.
func (r *portReader) takeSeveral(text string) bool {
	sides := nameStrokes.Split(text, 5)
	if len(sides) < 2 || len(placesNamed(text)) > 0 || !strings.Contains(text, ",") {
		return false
	}
	var names []string
	var all []place
	for _, side := range sides {
		one := portReader{text: side}
		one.takeName(side)
		if len(one.candidates) == 0 {
			return false
		}
		names = append(names, one.port.Name)
		for _, candidate := range one.candidates {
			if !slices.Contains(all, candidate) {
				all = append(all, candidate)
			}
		}
		r.port.Country = one.candidates[0].country()
	}
	if len(all) < 2 {
		return false
	}
	r.port.Name, r.candidates = strings.Join(names, " / "), all
	return true
}

// addBracketed adds what brackets name where it is another port than the name's: "Bangkok (Laem Chabang)".
func (r *portReader) addBracketed(inBrackets []place) {
	if len(r.candidates) != 1 || slices.Contains(inBrackets, r.candidates[0]) {
		return
	}
	for _, one := range inBrackets {
		if one.country() == r.candidates[0].country() && !slices.Contains(r.candidates, one) {
			r.candidates = append(r.candidates, one)
		}
	}
}

var nameStrokes = regexp.MustCompile(`\s*/\s*|\s+(?i:or|and)\s+|\s*&\s*`)

// namesOfPort are the places of a name, or of the names that strokes part; each name's own list.
func namesOfPort(name string) [][]place {
	if found := placesNamed(name); len(found) > 0 {
		return [][]place{found}
	}
	var lists [][]place
	for _, part := range nameStrokes.Split(name, 6) {
		if found := placesNamed(part); len(found) > 0 {
			lists = append(lists, found)
		}
	}
	return lists
}

// takeTail takes a state or country off the end of a name that has no comma before it.
func (r *portReader) takeTail(name string) (rest string, ok bool) {
	if country, before, found := countryAtEnd(name); found && before != "" {
		r.state(country, "")
		return before, true
	}
	words := strings.FieldsFunc(name, func(c rune) bool { return c == ' ' || c == '-' })
	for n := min(2, len(words)-1); n > 0; n-- {
		tail := strings.Join(words[len(words)-n:], " ")
		if code, ok := usState(tail); ok && (n > 1 || len(tail) > 2 || tail == strings.ToUpper(tail)) {
			at := startOfWords(strings.ReplaceAll(name, "-", " "), n)
			before := strings.TrimRight(name[:at], " -,")
			if slices.ContainsFunc(placesNamed(before), func(p place) bool { return p.country() == "US" }) {
				r.state("US", code)
				return before, true
			}
		}
	}
	return name, false
}

func isProvince(text string) bool {
	_, ok := regionNamed("CA", text)
	return ok
}

func (r *portReader) state(country Country, state string) {
	if r.port.Country == "" {
		r.port.Country = country
	}
	if r.port.State == "" {
		r.port.State = state
	}
}

// takeQualifier reads what stands behind a comma or in brackets: a state, a country, a code, another name.
func (r *portReader) takeQualifier(part string) {
	code, isState := usState(part)
	country, isCountry := countryNamed(part)
	switch {
	case isState && isCountry: // CA, GA, IL: the places of the name decide
		r.port.State = code
		if r.port.Country == "" {
			r.port.Country = country
		}
	case isState:
		r.state("US", code)
	case isProvince(part) && !isCountry:
		r.state("CA", "")
	case isCountry:
		if r.port.State != "" && country == "US" {
			r.port.Country = "US"
		}
		r.state(country, "")
	default:
		if country, before, found := countryAtEnd(part); found {
			r.state(country, "")
			part = before
			if code, ok := usState(part); ok && country == "US" {
				r.state("US", code)
			}
		}
		if code, zip, ok := stateZIP(part); ok && zip != "" {
			r.state("US", code)
		}
		r.other = append(r.other, placesNamed(part)...)
	}
}

// fitting keeps the places that are where the text says. Lists of several names are kept where they name one place.
func (r *portReader) fitting(lists [][]place) []place {
	var all []place
	for _, list := range lists {
		fit := slices.DeleteFunc(slices.Clone(list), func(p place) bool { return !r.fits(p) })
		if len(fit) == 0 {
			r.elsewhere = append(r.elsewhere, list...)
		}
		for _, one := range fit {
			if !slices.Contains(all, one) {
				all = append(all, one)
			}
		}
	}
	if len(lists) == 1 && len(all) > 1 && len(r.other) > 0 { // "SHEKOU, SHENZHEN", "Nhava Sheva (JNPT)"
		if named := slices.DeleteFunc(slices.Clone(all), func(p place) bool { return !slices.Contains(r.other, p) }); len(named) > 0 {
			return named
		}
	}
	return all
}

// fits says whether a place is where the text says. A code such as CA is read as a state or as a country, whichever has
// the place.
func (r *portReader) fits(p place) bool {
	inState := r.port.State == "" || p.country() == "US" && stateOf(p) == r.port.State
	inCountry := r.port.Country == "" || p.country() == r.port.Country || r.port.Country == "CN" && p.country() == "HK"
	if r.port.State != "" && r.port.Country != "" && r.port.Country != "US" {
		return inState && p.country() == "US" || inCountry && p.country() != "US"
	}
	return inState && inCountry
}

func stateOf(p place) string {
	code, _ := usState(p.region)
	return code
}

// resolve makes the port of what was gathered.
func (r *portReader) resolve(e PortEvidence) (Port, []Remark, error) {
	if len(r.candidates) > 1 && e.Country != "" {
		if there := slices.DeleteFunc(slices.Clone(r.candidates), func(p place) bool { return p.country() != e.Country }); len(there) > 0 {
			r.candidates = there
		}
	}
	r.port.Known = r.port.Known || len(r.candidates) > 0
	if r.port.LOCODE != "" {
		return r.checkPrinted()
	}
	switch {
	case len(r.candidates) == 1:
		r.found(r.candidates[0])
	case len(r.candidates) > 1:
		r.remarks = append(r.remarks, Remark{
			Code:        "port_ambiguous",
			Message:     quote(r.text) + " can be " + orList(labels(r.candidates)) + ".",
			Hint:        "Write state and country behind the name, or its UN/LOCODE.",
			Suggestions: codesOf(r.candidates),
		})
		r.settleCountry()
	case len(r.elsewhere) > 0:
		r.remarks = append(r.remarks, Remark{
			Code:        "port_elsewhere",
			Message:     "Docket knows no port of that name where " + quote(r.text) + " says, but " + orList(labels(r.elsewhere)) + ".",
			Hint:        "Check the state and country.",
			Suggestions: codesOf(r.elsewhere),
		})
		r.settleCountry()
	case r.port.Name != "":
		r.settleCountry()
		r.remarks = append(r.remarks, Remark{
			Code:    "port_unknown",
			Message: "Docket knows no code of the port " + quote(r.port.Name) + ".",
			Hint:    "Write its UN/LOCODE behind the name if it has one.",
		})
	}
	return r.port, r.remarks, nil
}

// settleCountry decides between a state and a country of the same two letters where no place does: with a country of
// its own stated too, or none known, nothing is taken for certain.
func (r *portReader) settleCountry() {
	if r.port.State != "" && r.port.Country != "US" {
		r.port.State, r.port.Country = "", ""
	}
}

func (r *portReader) found(p place) {
	r.port.LOCODE, r.port.Country = p.code, p.country()
	if p.country() == "US" {
		r.port.State = stateOf(p)
	} else {
		r.port.State = ""
	}
}

// checkPrinted compares a printed code with the name beside it.
func (r *portReader) checkPrinted() (Port, []Remark, error) {
	printed, known := places().byCode[r.port.LOCODE]
	agrees := len(r.candidates) == 0 || slices.ContainsFunc(r.candidates, func(p place) bool { return p.code == r.port.LOCODE })
	same := known && slices.ContainsFunc(r.candidates, func(p place) bool {
		return p.country() == printed.country() && p.region == printed.region && p.region != ""
	})
	if country, _ := countryNamed(r.port.LOCODE[:2]); !agrees && !same && (known || country != r.candidates[0].country()) {
		named, words := r.candidates[0], "the place with the code "+r.port.LOCODE
		if known {
			words = printed.label()
		}
		return Port{}, nil, ambiguous("port_code_conflict", quote(r.text), "Give a name and a code of one port.",
			Reading{Value: Port{Name: r.port.Name, LOCODE: r.port.LOCODE, Country: country, Known: known}, Words: words},
			Reading{Value: Port{Name: r.port.Name, LOCODE: named.code, Country: named.country(), Known: true}, Words: named.label()})
	}
	if !known {
		r.remarks = append(r.remarks, Remark{
			Code:    "port_code_unknown",
			Message: "Docket does not know the UN/LOCODE " + r.port.LOCODE + ".",
			Hint:    "Check the code.",
		})
	}
	r.port.Country = Country(r.port.LOCODE[:2])
	if known && r.port.Country == "US" {
		r.port.State = stateOf(printed)
	} else if r.port.Country != "US" {
		r.port.State = ""
	}
	return r.port, r.remarks, nil
}

func labels(list []place) []string {
	var all []string
	for _, one := range list[:min(6, len(list))] {
		all = append(all, one.label())
	}
	return all
}

func codesOf(list []place) []string {
	var all []string
	for _, one := range list {
		all = append(all, one.code)
	}
	return all
}
