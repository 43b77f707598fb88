package value

import (
	"regexp"
	"strings"
)

// A Bill is a bill of lading number.
type Bill struct {
	Number string // capital letters and digits, with its SCAC in front where it has one: "MAEU254817306"
	Level  BillLevel
}

// A BillLevel tells master from house bills. Only a label inside the text tells it here: "HBL: QXLN26120417".
type BillLevel uint8

// The levels of bills.
const (
	AnyLevel BillLevel = iota // the text does not say
	Master
	House
)

// SCAC is the first four characters of a number if they are letters, "" if not: of a bill they name its issuer.
func (b Bill) SCAC() string {
	if len(b.Number) > 4 && scacShape.MatchString(b.Number[:4]) {
		return b.Number[:4]
	}
	return ""
}

// FitsISF says whether the number has the form that the ISF takes: a SCAC and six to twelve letters and digits.
func (b Bill) FitsISF() bool { return isfBill.MatchString(b.Number) }

var isfBill = regexp.MustCompile(`^[A-Z]{4}[0-9A-Z]{6,12}$`)

// BillEvidence is what stands around a bill.
type BillEvidence struct {
	SCAC string // the issuer's, from a cell of its own; it is put in front of a number without one
}

var (
	billLabel = regexp.MustCompile(`(?i)^\s*(?:(?:(master|mbl|m-b/?l|mb/?l|obl|ob/?l|ocean|carrier'?s?|主单|主提单|船东)|(house|hbl|h-b/?l|hb/?l|fbl|ams|nvocc|forwarder'?s?|分单|货代|分提单))\s*)?(?:(?:way)?bill(?:\s+of\s+lading)?|b\s?/?\s?l|bol|swb|blno|sea\s*way\s*bill|提单|提單|单号|연면장|船荷証券)?\s*(?:号码?|號碼?|nos?\b\.?|number|nr\b\.?|num\b\.?|n[°º])?\s*[:#.\-]*\s*`)
	billTail  = regexp.MustCompile(`(?i)[\s,\-–(*]+(?:telex(?:\s+released?)?|surrender(?:ed)?|express(?:\s+release)?|sea\s?way\s?bill|swb|waybill|original|copy|draft|direct|regular|master|house|mbl|hbl|ams|tlx|obl|电放|正本)(?:\s*(?:bl|b/l|bill|release|released|filed))?[\s)*.]*$`)
	billShape = regexp.MustCompile(`^[A-Z0-9]{4,35}$`)
)

// ParseBill reads one bill of lading number: blanks, dashes and dots go, letters become capitals, labels and notes such
// as "(TELEX RELEASE)" fall away. A SCAC from a cell of its own is put in front of a number that has none; where a
// number begins with four other letters that are no carrier's, it is put there too, with a remark.
func ParseBill(text string, e BillEvidence) (Bill, []Remark, error) {
	bare := plainUpTo(text, 500)
	unreadable := &Unreadable{
		Code:    "bill_unreadable",
		Message: quote(text) + " is not a bill of lading number.",
		Hint:    "Write the issuer's SCAC and the number, such as MAEU254817306.",
	}
	if len(bare) > 120 || ParseAbsence(text) != Present {
		return Bill{}, nil, unreadable
	}
	if scientific.MatchString(strings.TrimSpace(bare)) {
		return Bill{}, nil, scientificNotation(text)
	}
	bill := Bill{}
	if match := billLabel.FindStringSubmatchIndex(bare); match != nil && match[1] < len(bare) && labelEnds(bare, match[1]) {
		switch {
		case match[2] >= 0:
			bill.Level = Master
		case match[4] >= 0:
			bill.Level = House
		}
		bare = bare[match[1]:]
	}
	bare = strings.TrimSpace(billTail.ReplaceAllString(bare, ""))
	if strings.ContainsAny(bare, "\n,;") || strings.Count(bare, " ") > 3 || strings.ContainsAny(bare, "@%$") || hasIdeograph(bare) {
		return Bill{}, nil, unreadable
	}
	bill.Number = upperCode(bare)
	if !billShape.MatchString(bill.Number) || digits(bill.Number) < 3 || looksLikeOther(bare) {
		return Bill{}, nil, unreadable
	}
	remarks := bill.prefix(e)
	return bill, remarks, nil
}

// labelEnds says whether what looks like a label ends where a word ends, so that "AMSTERDAM1234" keeps its letters.
func labelEnds(text string, at int) bool {
	if at == 0 || at >= len(text) {
		return true
	}
	last := text[at-1]
	return !isLetter(last) || !isLetter(text[at]) && !isDigit(text[at])
}

// looksLikeOther keeps dates, amounts and decimals from being taken for bills.
func looksLikeOther(text string) bool {
	if otherThanBill.MatchString(text) {
		return true
	}
	_, _, err := ParseDate(text, DateEvidence{})
	return err == nil && !allDigits(text)
}

var otherThanBill = regexp.MustCompile(`^[\d\s]*[.,]\d+$|^\d{1,3}(?:,\d{3})+$|(?i)^[\d.,]+\s*(?:kgs?|lbs?|cbm|ctns?|pkgs?|pcs|plts?|m3|usd|eur)\.?$`)

// prefix puts the issuer's SCAC in front of a number that lacks it.
func (b *Bill) prefix(e BillEvidence) []Remark {
	scac := strings.ToUpper(strings.TrimSpace(e.SCAC))
	if !scacShape.MatchString(scac) || strings.HasPrefix(b.Number, scac) {
		return nil
	}
	own := b.SCAC()
	switch {
	case own != "" && SameCarrier(own, scac):
		return nil
	case own != "" && carriers().byCode[own].Known:
		return []Remark{{
			Code:    "bill_scac_differs",
			Message: "Bill " + b.Number + " begins with the code of " + carriers().byCode[own].Name + ", not with " + scac + " as stated beside it.",
			Hint:    "Check the bill and the SCAC.",
		}}
	case len(b.Number)+4 > 16: // no bill is that long
		return nil
	case own == "":
		b.Number = scac + b.Number
		return nil
	}
	b.Number = scac + b.Number
	return []Remark{{
		Code:    "bill_scac_prefixed",
		Message: "The SCAC " + scac + " that is stated in a cell of its own was put in front of the bill: " + b.Number + ".",
		Hint:    "If the bill's number already has its issuer's code, clear the cell with the SCAC.",
	}}
}

var (
	billParts  = regexp.MustCompile(`[\n,;|]+|\s+(?i:and)\s+|\s*&\s*|\s*\+\s*`)
	billStroke = regexp.MustCompile(`\s*/\s*`)
	shorthand  = regexp.MustCompile(`^\d{1,5}$`)
)

// ParseBills reads bill of lading numbers, one or many. A stroke parts two bills only where each side is one; a
// shorthand such as "QYWF612204471/72" is refused, since it says too little.
func ParseBills(text string, e BillEvidence) ([]Bill, []Remark, error) {
	if len(text) > 8000 {
		return nil, nil, &Unreadable{
			Code:    "bill_unreadable",
			Message: quote(text) + " is not a list of bill of lading numbers.",
			Hint:    "Give the numbers, parted by commas.",
		}
	}
	var bills []Bill
	var remarks []Remark
	for _, part := range billParts.Split(slashedLabel.ReplaceAllString(plain(text), "${1}BL"), 500) {
		if strings.Trim(part, " -/.") == "" {
			continue
		}
		strokes := billStroke.Split(strings.Trim(part, " /"), 20)
		if len(strokes) > 1 && shorthand.MatchString(strings.TrimSpace(strokes[len(strokes)-1])) {
			return nil, nil, &Unreadable{
				Code:    "bill_shorthand",
				Message: quote(part) + " seems to abbreviate several bill numbers.",
				Hint:    "Write each number in full.",
			}
		}
		if !allBills(strokes) {
			strokes = []string{part}
		}
		for _, one := range strokes {
			bill, more, err := ParseBill(one, e)
			if err != nil {
				return nil, nil, err
			}
			remarks = append(remarks, more...)
			bills = appendBill(bills, bill)
		}
	}
	if len(bills) == 0 {
		return nil, nil, &Unreadable{
			Code:    "bill_unreadable",
			Message: quote(text) + " is not a bill of lading number.",
			Hint:    "Write the issuer's SCAC and the number, such as MAEU254817306.",
		}
	}
	return bills, remarks, nil
}

// slashedLabel is a label whose stroke parts no bills: B/L, MB/L.
var slashedLabel = regexp.MustCompile(`(?i)\b([mho]?-?)b\s?/\s?l\b`)

func allBills(parts []string) bool {
	for _, part := range parts {
		bill, _, err := ParseBill(part, BillEvidence{})
		if err != nil || len(bill.Number) < 7 || digits(bill.Number) < 4 {
			return false
		}
	}
	return true
}

func appendBill(bills []Bill, bill Bill) []Bill {
	for _, known := range bills {
		if known.Number == bill.Number {
			return bills
		}
	}
	return append(bills, bill)
}
