package value

import (
	"regexp"
	"strings"
	"sync"
)

// A Carrier is an ocean carrier.
type Carrier struct {
	SCAC  string // as stated, or the carrier's own where only its name is
	Name  string // "" if docket does not know the code
	Known bool   // it is in docket's table of ocean carriers; other codes can be right too
}

// carriers are the ocean carriers by code and by folded name, and the forwarders by folded name.
var carriers = sync.OnceValue(func() (t struct {
	byCode     map[string]Carrier // every code of every carrier
	byName     map[string]Carrier
	main       map[string]string // a code's carrier, by its main code
	forwarders map[string]bool
}) {
	t.byCode, t.byName, t.main, t.forwarders = map[string]Carrier{}, map[string]Carrier{}, map[string]string{}, map[string]bool{}
	for _, row := range readTable("carriers.tsv", 3) {
		called := names(row[2])
		carrier := Carrier{SCAC: row[0], Name: called[0], Known: true}
		for _, name := range called {
			t.byName[carrierKey(name)] = carrier
		}
		for _, code := range append([]string{row[0]}, strings.Split(row[1], ",")...) {
			if code != "" {
				t.byCode[code] = Carrier{SCAC: code, Name: called[0], Known: true}
				t.main[code] = row[0]
			}
		}
	}
	for _, row := range readTable("forwarders.tsv", 1) {
		for _, name := range names(row[0]) {
			t.forwarders[carrierKey(name)] = true
		}
	}
	return t
})

// companyForms are words that tell carriers' companies apart and not carriers.
var companyForms = setOf("LINE LINES CO LTD LIMITED INC CORP CORPORATION COMPANY AS SA AG GMBH PTE PTY LLC NV BV SHIPPING CONTAINER CONTAINERS OCEAN CARRIER CARRIERS THE AMERICA USA ASIA CHINA GROUP SERVICES SERVICE MARINE TRANSPORT AND OF SPA SRL JSC A S")

// carrierKey is a carrier's name without company forms, unless nothing else would be left.
func carrierKey(name string) string {
	var kept []string
	words := strings.Fields(parted(fold(name)))
	for _, word := range words {
		if !companyForms[word] {
			kept = append(kept, word)
		}
	}
	if len(kept) == 0 {
		kept = words
	}
	return strings.Join(kept, "")
}

var scacShape = regexp.MustCompile(`^[A-Z]{4}$`)

// ParseCarrier reads an ocean carrier from its SCAC, its name, or both: "EGLV", "CMA CGM", "HMM (HDMU)",
// "中远海运 COSCO". A code that docket does not know is a carrier too. A forwarder's name is none: forwarders issue
// house bills and operate no vessel.
func ParseCarrier(text string) (Carrier, []Remark, error) {
	bare := plainUpTo(text, 800)
	unknown := &Unreadable{
		Code:    "carrier_unknown",
		Message: quote(text) + " is not an ocean carrier that docket knows.",
		Hint:    "Give the carrier's SCAC, such as MAEU.",
	}
	if len(bare) > 200 || ParseAbsence(text) != Present {
		return Carrier{}, nil, unknown
	}
	t := carriers()
	if carrier, ok := t.byName[carrierKey(bare)]; ok && len(upperCode(bare)) != 4 {
		return carrier, nil, nil
	}
	if code := strings.ToUpper(strings.Trim(scacLabel.ReplaceAllString(bare, ""), " ().:")); scacShape.MatchString(code) {
		if carrier, ok := t.byCode[code]; ok {
			return carrier, nil, nil
		}
		if carrier, ok := t.byName[code]; ok { // a name of four letters, such as OOCL, KMTC or CSAV
			return carrier, nil, nil
		}
		return Carrier{SCAC: code}, nil, nil
	}
	return carrierInParts(text, bare, unknown)
}

var scacLabel = regexp.MustCompile(`(?i)\b(?:scac|carrier|ocean|code|line|name|s\.c\.a\.c\.)\b\s*(?:code)?\s*[:#\-]?\s*`)

// scacInFront is what stands before a code in a text that names the carrier too: "MSC (SCAC MEDU)".
var scacInFront = regexp.MustCompile(`(?i)^\s*(?:scac|s\.c\.a\.c\.)(?:\s+code)?\b[\s=#.]*`)

// carrierInParts reads a text that names a carrier several times: by name and code, in two languages.
func carrierInParts(text, bare string, unknown *Unreadable) (Carrier, []Remark, error) {
	t := carriers()
	var found []Carrier
	code := ""
	for _, part := range strings.FieldsFunc(bare, func(r rune) bool { return strings.ContainsRune("()/,;[]\n-–|:", r) }) {
		part = strings.TrimSpace(scacInFront.ReplaceAllString(part, ""))
		if upper := strings.ToUpper(part); scacShape.MatchString(upper) && part == upper && t.byName[upper].SCAC == "" {
			code = upper
			continue
		}
		latin, other := scripts(part)
		for _, name := range []string{latin, other, part} {
			if carrier, ok := t.byName[carrierKey(name)]; ok && strings.TrimSpace(name) != "" {
				found = append(found, carrier)
				break
			}
			if t.forwarders[carrierKey(name)] {
				return Carrier{}, nil, &Unreadable{
					Code:    "carrier_is_forwarder",
					Message: quote(text) + " is a forwarder, which operates no vessel.",
					Hint:    "Give the ocean carrier, or its SCAC.",
				}
			}
		}
	}
	switch {
	case code != "" && len(found) > 0 && t.main[code] != t.main[found[0].SCAC] && t.byCode[code].Known:
		return Carrier{}, nil, ambiguous("carrier_conflict", quote(text), "Give the carrier's SCAC alone.",
			Reading{Value: t.byCode[code], Words: t.byCode[code].Name + " (" + code + ")"}, Reading{Value: found[0], Words: found[0].Name + " (" + found[0].SCAC + ")"})
	case code != "":
		if carrier, ok := t.byCode[code]; ok {
			return carrier, nil, nil
		}
		return Carrier{SCAC: code}, nil, nil
	case len(found) == 0:
		return leadingName(bare, unknown)
	}
	for _, other := range found[1:] {
		if other.SCAC != found[0].SCAC {
			return Carrier{}, nil, ambiguous("carrier_several", quote(text), "Give the carrier that operates the vessel.", Reading{Value: found[0], Words: found[0].Name}, Reading{Value: other, Words: other.Name})
		}
	}
	return found[0], nil, nil
}

// leadingName finds a carrier's name of several words at the head of a longer one: "MAERSK LINE A/S COPENHAGEN".
func leadingName(bare string, unknown *Unreadable) (Carrier, []Remark, error) {
	t := carriers()
	words := strings.Fields(bare)
	for n := len(words) - 1; n > 0; n-- {
		key := carrierKey(strings.Join(words[:n], " "))
		if carrier, ok := t.byName[key]; ok && len(key) > 3 {
			return carrier, []Remark{{
				Code:    "carrier_from_name",
				Message: quote(bare) + " is read as " + carrier.Name + ", " + carrier.SCAC + ".",
			}}, nil
		}
		if t.forwarders[key] {
			return Carrier{}, nil, &Unreadable{
				Code:    "carrier_is_forwarder",
				Message: quote(bare) + " is a forwarder, which operates no vessel.",
				Hint:    "Give the ocean carrier, or its SCAC.",
			}
		}
	}
	if t.forwarders[carrierKey(bare)] {
		return Carrier{}, nil, &Unreadable{
			Code:    "carrier_is_forwarder",
			Message: quote(bare) + " is a forwarder, which operates no vessel.",
			Hint:    "Give the ocean carrier, or its SCAC.",
		}
	}
	return Carrier{}, nil, unknown
}

// CarrierOfBill is the ocean carrier whose code a bill of lading begins with. It says false for codes that docket does
// not know, as those of house bills are.
func CarrierOfBill(number string) (Carrier, bool) {
	if len(number) < 4 {
		return Carrier{}, false
	}
	carrier, ok := carriers().byCode[strings.ToUpper(number[:4])]
	return carrier, ok
}

// SameCarrier says whether two codes are those of one carrier, as MSCU and MEDU are of MSC.
func SameCarrier(a, b string) bool {
	main := carriers().main
	return a == b || main[a] != "" && main[a] == main[b]
}
