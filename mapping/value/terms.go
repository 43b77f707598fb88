package value

import (
	"regexp"
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
	bare = strings.TrimSpace(incotermYear.ReplaceAllString(bare, " "))
	words := strings.Fields(strings.NewReplacer(",", " , ", "(", " ( ", ")", " ) ", "-", " ", "/", " / ").Replace(bare))
	for n := min(5, len(words)); n > 0; n-- {
		code, ok := incotermNames[fold(strings.Join(words[:n], " "))]
		if !ok {
			continue
		}
		place := strings.Join(words[n:], " ")
		for _, word := range words[n:] {
			if other, ok := incotermNames[fold(word)]; ok && other != code && len(word) == 3 && word == strings.ToUpper(word) {
				return Incoterm{}, nil, ambiguous("incoterms_several", quote(text), "Give one.", Reading{Value: Incoterm{
					Code: code,
				}, Words: code}, Reading{Value: Incoterm{Code: other}, Words: other})
			}
		}
		return Incoterm{Code: code, Place: incotermPlace(place)}, nil, nil
	}
	if len(words) > 0 && formerIncoterms[fold(words[0])] && strings.ToUpper(words[0]) == words[0] {
		unreadable.Code, unreadable.Message = "incoterm_former", words[0]+" is no longer an Incoterm."
		unreadable.Hint = "DDU became DAP with Incoterms 2010; check the contract."
	}
	return Incoterm{}, nil, unreadable
}

// incotermPlace is the place behind a term, without currencies and payment terms.
func incotermPlace(text string) string {
	text = strings.NewReplacer(" , ", ", ", "( ", "(", " )", ")").Replace(text)
	place, _, _ := strings.Cut(strings.Trim(text, " ,:()"), ",")
	place = strings.Trim(place, " ,:()/.")
	if words := strings.Fields(place); len(words) > 0 && (tradedCurrencies[strings.ToUpper(words[0])] || strings.ContainsAny(place, "$%")) {
		return ""
	}
	return place
}

// A Service is how cargo moves.
type Service struct {
	FCL, LCL bool   // full or less than a container load, where the text says so
	From, To string // CY, CFS, DOOR, RAMP, PORT; "" if not stated
}

var serviceWords = regexp.MustCompile(`(?i)\b(FCL|LCL|CY|CFS|DOOR|RAMP|PORT|SD|DR|HOUSE|PIER|CONSOL(?:IDATION|E)?|FULL\s+CONTAINER(?:\s+LOAD)?|LESS\s+THAN\s+(?:A\s+)?CONTAINER(?:\s+LOAD)?|GROUPAGE)\b|整箱|整柜|拼箱|拼柜|散货`)

// ParseService reads how cargo moves: "FCL", "LCL/LCL", "FCL/FCL  CY/CY", "CFS/CFS", "CY-DOOR". CFS to CFS is a move of less
// than a container load; CY to CY says nothing of the load's owner, and leaves both unset.
func ParseService(text string) (Service, []Remark, error) {
	bare := plainUpTo(text, 480)
	unreadable := &Unreadable{
		Code:    "service_unknown",
		Message: quote(text) + " is not a type of move.",
		Hint:    "Write FCL or LCL, or one such as CY/CY.",
	}
	if len(bare) > 120 || ParseAbsence(text) != Present {
		return Service{}, nil, unreadable
	}
	var service Service
	var places []string
	left := serviceWords.ReplaceAllStringFunc(bare, func(word string) string {
		switch upper := strings.ToUpper(word); {
		case strings.HasPrefix(upper, "FCL") || strings.HasPrefix(upper, "FULL") || word == "整箱" || word == "整柜":
			service.FCL = true
		case strings.HasPrefix(upper, "LCL") || strings.HasPrefix(upper, "LESS") || strings.HasPrefix(upper, "CONSOL") || upper == "GROUPAGE" || word == "拼箱" || word == "拼柜" || word == "散货":
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
	if !isNoise(fold(left), setOf("TO MODE SERVICE TYPE MOVE OF AND LOAD CONTAINER SHIPMENT TERM TERMS BY X 柜")) || !service.FCL && !service.LCL && len(places) == 0 || len(places) > 2 {
		return Service{}, nil, unreadable
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
