package value

import (
	"regexp"
	"strings"
)

var waybill = regexp.MustCompile(`^(?i:(?:m?awb|master\s+(?:air\s*way\s*bill|awb)|air\s*way\s*bill|主单|主運單|运单)?\s*(?:号|no\.?|number|#)?\s*[:#]?\s*)(\d{3})[\s\-]{0,3}(\d{4})[\s\-]?(\d{4})$`)

// ParseMasterAirWaybill reads a master air waybill number, "180-44182762": an airline's prefix, seven digits, and the
// check digit that they leave when divided by seven. A wrong check digit is remarked.
func ParseMasterAirWaybill(text string) (string, []Remark, error) {
	bare := plainUpTo(text, 400)
	match := waybill.FindStringSubmatch(bare)
	if match == nil || len(bare) > 80 {
		return "", nil, &Unreadable{
			Code:    "air_waybill_unreadable",
			Message: quote(text) + " is not a master air waybill number.",
			Hint:    "Write three digits, a dash and eight digits, such as 180-44182762.",
		}
	}
	number, serial := match[1]+"-"+match[2]+match[3], match[2]+match[3]
	var remarks []Remark
	if check := byte('0' + atoi(serial[:7])%7); check != serial[7] {
		remarks = append(remarks, Remark{
			Code:    "air_waybill_check_digit",
			Message: "The last digit of air waybill " + number + " is wrong; of " + match[1] + "-" + serial[:7] + " it is " + string(check) + ".",
			Hint:    "Check the number on the waybill.", Suggestions: []string{match[1] + "-" + serial[:7] + string(check)},
		})
	}
	if _, known := AirlineOfWaybill(match[1]); !known {
		remarks = append(remarks, Remark{
			Code:    "air_waybill_prefix_unknown",
			Message: "Docket knows no airline with the waybill prefix " + match[1] + ".",
			Hint:    "Check the first three digits.",
		})
	}
	return number, remarks, nil
}

var houseWaybill = regexp.MustCompile(`(?i)^\s*(?:h\.?a\.?w\.?b\.?|house\s+(?:air\s*way\s*bill|awb)|hawb|分单|分運單)\s*(?:号|no\.?|number|#)?\s*[:#]?\s*`)

// ParseHouseAirWaybills reads house air waybill numbers, one or many.
func ParseHouseAirWaybills(text string) ([]string, []Remark, error) {
	var numbers []string
	for _, part := range billParts.Split(plainUpTo(text, 8000), 200) {
		for _, one := range strokesOf(part) {
			bill, _, err := ParseBill(houseWaybill.ReplaceAllString(one, ""), BillEvidence{})
			if err != nil {
				return nil, nil, &Unreadable{
					Code:    "house_air_waybill_unreadable",
					Message: quote(text) + " is not a house air waybill number.",
					Hint:    "Write letters and digits only.",
				}
			}
			if !containsFold(numbers, bill.Number) {
				numbers = append(numbers, bill.Number)
			}
		}
	}
	return numbers, nil, nil
}

// strokesOf parts a text at strokes where each side is a number of its own.
func strokesOf(text string) []string {
	parts := billStroke.Split(strings.TrimSpace(text), 20)
	if !allBills(parts) {
		return []string{text}
	}
	return parts
}
