package value

import (
	"regexp"
	"slices"
	"strings"
)

// An Incoterm is a term of delivery, with the place named behind it.
type Incoterm struct {
	Code  string // one of the API's twelve: CFR, CIF, CIP, CPT, DAP, DAT, DDP, DPU, EXW, FAS, FCA, FOB
	Place string // "" if none is named
}

var incotermNames = foldedTable(map[string]string{
	"EXW|EX WORKS|EXWORKS|EX WORK|EX-FACTORY|EX FACTORY|EX-WORK|AB WERK|FABRİKA TESLİM|工厂交货": "EXW", "FCA|FREE CARRIER|货交承运人": "FCA", "FAS|FREE ALONGSIDE SHIP": "FAS", "FOB|F.O.B.|FREE ON BOARD|离岸价|FRANCO A BORDO": "FOB",
	"CFR|C&F|CNF|C AND F|C+F|CNFR|COST AND FREIGHT|COSTO Y FLETE|成本加运费": "CFR", "CIF|C.I.F.|COST INSURANCE AND FREIGHT|COST INSURANCE FREIGHT|到岸价": "CIF", "CPT|CARRIAGE PAID TO": "CPT", "CIP|CARRIAGE AND INSURANCE PAID TO|CARRIAGE AND INSURANCE PAID": "CIP",
	"DAP|DELIVERED AT PLACE": "DAP", "DPU|DELIVERED AT PLACE UNLOADED": "DPU", "DAT|DELIVERED AT TERMINAL": "DAT", "DDP|DELIVERED DUTY PAID|完税后交货": "DDP",
})

// formerIncoterms are terms that Incoterms no longer have, which the API does not take.
var formerIncoterms = setOf("DDU DES DEQ DAF FOR FOT")

var (
	incotermLabel = regexp.MustCompile(`(?i)^\s*(?:incoterms?|terms?(?:\s+of\s+(?:sale|delivery|trade))?|trade\s+terms?|delivery\s+terms?|贸易条款|成交方式|lieferbedingung)\s*(?:\(?(?:2000|2010|2020)\)?)?\s*[:\-]\s*`)
	incotermYear  = regexp.MustCompile(`(?i)[\s,(]*\b(?:incoterms?)?\s*[®]?\s*(?:2000|2010|2020)\b\)?`)
)

// ParseIncoterm reads a term of delivery: "FOB KAOHSIUNG", "FCA Incheon", "FOB Ningbo, USD", "Ex Works".
func ParseIncoterm(text string) (Incoterm, []Remark, error) {
	bare := incotermLabel.ReplaceAllString(plainUpTo(text, 640), "")
	unreadable := &Unreadable{
		Code:    "incoterm_unknown",
		Message: quote(text) + " is not an Incoterm.",
		Hint:    "Write one such as FOB, FCA or EXW.",
	}
	if len(bare) > 160 || ParseAbsence(text) != Present {
		return Incoterm{}, nil, unreadable
	}
	bare = gluedPlace.ReplaceAllString(strings.TrimSpace(incotermYear.ReplaceAllString(bare, " ")), "$1 $2")
	words := strings.Fields(strings.NewReplacer(",", " , ", "(", " ( ", ")", " ) ", "-", " ", "/", " / ", ";", " ; ", ":", " : ").Replace(bare))
	for at := range words {
		code, n := incotermAt(words[at:], at == 0)
		if n == 0 {
			continue
		}
		for _, word := range words[at+n:] {
			if other, ok := incotermNames[fold(word)]; ok && other != code && isIncotermCode(word) {
				return Incoterm{}, nil, ambiguous("incoterms_several", quote(text), "Give one.", Reading{Value: Incoterm{
					Code: code,
				}, Words: code}, Reading{Value: Incoterm{Code: other}, Words: other})
			}
		}
		return Incoterm{Code: code, Place: incotermPlace(words[at+n:])}, nil, nil
	}
	if len(words) > 0 && formerIncoterms[fold(words[0])] && strings.ToUpper(words[0]) == words[0] {
		unreadable.Code, unreadable.Message = "incoterm_former", words[0]+" is no longer an Incoterm."
		unreadable.Hint = "DDU became DAP with Incoterms 2010; check the contract."
	}
	return Incoterm{}, nil, unreadable
}

// gluedPlace is a term with its place right behind it: "FOBShanghai".
var gluedPlace = regexp.MustCompile(`\b(EXW|FCA|FAS|FOB|CFR|CIF|CPT|CIP|DAP|DPU|DAT|DDP)(\p{Lu}\p{Ll}+)`)

// incotermAt is the term that words begin with, and of how many words it is. In the middle of a text only its code in
// capitals counts.
func incotermAt(words []string, atStart bool) (code string, n int) {
	if !atStart {
		if isIncotermCode(words[0]) {
			return incotermNames[fold(words[0])], 1
		}
		return "", 0
	}
	for n := min(5, len(words)); n > 0; n-- {
		if code, ok := incotermNames[fold(strings.Join(words[:n], " "))]; ok {
			return code, n
		}
	}
	return "", 0
}

// isIncotermCode says whether a word is the code of a term, in capitals: FOB, C&F.
func isIncotermCode(word string) bool {
	_, ok := incotermNames[fold(word)]
	return ok && len(word) == 3 && word == strings.ToUpper(word)
}

// noPlace are words behind a term that name no place: payment, freight, the goods' value.
var noPlace = setOf("FREIGHT VALUE PRICE TERM TERMS AMOUNT COLLECT PREPAID PAYMENT ETA ETD ORIGIN DESTINATION INCOTERM INCOTERMS USD")

// incotermPlace is the place that words behind a term begin with, without currencies and payment terms.
func incotermPlace(words []string) string {
	var place []string
	for _, word := range words {
		if strings.Contains(",;/:()", word) {
			if len(place) > 0 {
				break
			}
			continue
		}
		place = append(place, word)
	}
	if len(place) == 0 || noPlace[fold(place[0])] || isIncotermCode(place[0]) || tradedCurrencies[strings.ToUpper(place[0])] || strings.ContainsAny(place[0], "$%") {
		return ""
	}
	return strings.Trim(strings.Join(place, " "), " .")
}

// A Service is how cargo moves.
type Service struct {
	FCL, LCL bool   // full or less than a container load, where the text says so
	From, To string // CY, CFS, DOOR, RAMP, PORT; "" if not stated
}

var serviceWords = regexp.MustCompile(`(?i)\b(FCL|LCL|CY|CFS|DOOR|RAMP|PORT|SD|DR|HOUSE|PIER|(?:BUYER'?S?\s+)?CONSOL(?:IDATION|IDATED|E)?|FULL\s+CONTAINER(?:\s+LOAD)?|LESS\s+THAN\s+(?:A\s+)?CONTAINER(?:\s+LOAD)?|GROUPAGE|CO-?LOAD(?:ED)?|SAMMELGUT|SAMMELCONTAINER|VOLLCONTAINER|CARGA\s+SUELTA|CARGA\s+CONSOLIDADA|CONTENEDOR\s+COMPLETO|CONTAINER\s+COMPLETO|CONTENEUR\s+COMPLET|PARSİYEL|PARSIYEL|KOMPLE|PARCIAL)\b|整箱|整柜|拼箱|拼柜|散货`)

// fullLoads and partLoads begin the words for containers that one sender fills, and for those that several share.
var (
	fullLoads = []string{"FCL", "FULL", "VOLLCONTAINER", "CONTENEDOR", "CONTAINER", "CONTENEUR", "KOMPLE", "整"}
	partLoads = []string{"LCL", "LESS", "CONSOL", "BUYER", "GROUPAGE", "CO-LOAD", "COLOAD", "SAMMEL", "CARGA", "PARS", "PARCIAL", "拼", "散"}
)

// loadWord is FCL or LCL, which say what they say in any sentence; denial is a word that may turn that round.
var (
	loadWord = regexp.MustCompile(`\b(?:FCL|LCL)\b`)
	denial   = regexp.MustCompile(`(?i)\b(?:not?|non|nor|or|if|except|without|unless|nein|kein|nicht|sin|sem|sans)\b|[☐☒☑✓✔]|\[\s*x?\s*\]|\(\s*x?\s*\)`)
)

// ParseService reads how cargo moves: "FCL", "LCL/LCL", "FCL/FCL  CY/CY", "CFS/CFS", "CY-DOOR". CFS to CFS is a move of less
// than a container load; CY to CY says nothing of the load's owner, and leaves both unset.
func ParseService(text string) (Service, []Remark, error) {
	bare := plainUpTo(text, 480)
	unreadable := &Unreadable{
		Code:    "service_unknown",
		Message: quote(text) + " is not a type of move.",
		Hint:    "Write FCL or LCL, or one such as CY/CY.",
	}
	if len(bare) > 240 || ParseAbsence(text) != Present {
		return Service{}, nil, unreadable
	}
	service, places, left := serviceIn(containerSizes.ReplaceAllString(ticked(bare), " "))
	// in a sentence, the words FCL and LCL are enough
	sentence := loadWord.MatchString(bare) && !denial.MatchString(bare)
	switch plain := isNoise(fold(left), serviceNoise) && len(places) <= 2; {
	case !service.FCL && !service.LCL && len(places) == 0, !plain && !sentence:
		return Service{}, nil, unreadable
	case !plain:
		places = nil
	}
	if len(places) > 0 {
		service.From, service.To = places[0], places[len(places)-1]
	}
	if service.FCL && service.LCL {
		return Service{}, nil, ambiguous("service_conflict", quote(text), "Write FCL or LCL.", Reading{Value: Service{FCL: true}, Words: "FCL"}, Reading{Value: Service{LCL: true}, Words: "LCL"})
	}
	if !service.FCL && service.From == "CFS" && service.To == "CFS" {
		service.LCL = true
	}
	return service, nil, nil
}

// containerSizes are containers, with their number: "1x40'HC".
var containerSizes = regexp.MustCompile(`(?i)\b\d{1,3}\s*[x*]\s*(?:20|40|45)\s*['"]{0,2}\s*(?:GP|HC|HQ|DC|DV|RF|RH|OT|FR|ST|STD|FT)?\b`)

// tick is a box beside a word of a form, and choice one of the words.
var (
	tickOrChoice = regexp.MustCompile(`[☐☒☑✓✔□■]|\[\s*[xX✓]?\s*\]|\(\s*[xX✓]?\s*\)|\b(?:FCL|LCL)\b`)
	tickFilled   = regexp.MustCompile(`[☒☑✓✔■xX]`)
)

// ticked leaves of boxes the word whose box is filled: "[X] FCL [ ] LCL", "FCL ☐ LCL ☒". Any other text stays.
func ticked(text string) string {
	found := tickOrChoice.FindAllString(text, 8)
	if len(found) != 4 {
		return text
	}
	isWord := func(i int) bool { return strings.HasSuffix(found[i], "CL") }
	first := 0 // of the two words
	if !isWord(0) {
		first = 1
	}
	other := 1 - first
	if !isWord(first) || !isWord(first+2) || isWord(other) || isWord(other+2) || tickFilled.MatchString(found[other]) == tickFilled.MatchString(found[other+2]) {
		return text
	}
	if tickFilled.MatchString(found[other]) {
		return found[first]
	}
	return found[first+2]
}

// serviceNoise are words beside a type of move that change nothing.
var serviceNoise = setOf("TO MODE SERVICE TYPE MOVE OF AND LOAD CONTAINER SHIPMENT SHIPMENTS TERM TERMS BY X 柜 CARGO OCEAN SEA FREIGHT TRANSPORT ALL SEEFRACHT MARITIMO")

// serviceIn takes the words of a type of move out of a text.
func serviceIn(text string) (service Service, places []string, left string) {
	begins := func(word string, with []string) bool {
		return slices.ContainsFunc(with, func(start string) bool { return strings.HasPrefix(word, start) })
	}
	left = serviceWords.ReplaceAllStringFunc(text, func(word string) string {
		switch upper := strings.ToUpper(word); {
		case begins(upper, fullLoads):
			service.FCL = true
		case begins(upper, partLoads):
			service.LCL = true
		case upper == "SD" || upper == "DR" || upper == "HOUSE":
			places = append(places, "DOOR")
		case upper == "PIER":
			places = append(places, "PORT")
		default:
			places = append(places, upper)
		}
		return " "
	})
	return service, places, left
}
