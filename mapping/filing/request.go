package filing

import "strings"

// A Request is the body of a call that files something: an *IsfWorksheet or a *CustomsOrder.
type Request interface {
	// Kind tells which.
	Kind() Kind
	// Reference is the number that people know the filing by: the house bill if there is just one, else the master or
	// regular bill or waybill, else the first house bill; "" if it has none.
	Reference() string
	// Bills are all its bill and waybill numbers, the master or regular one first.
	Bills() []Bill
	// RequestID is the id that webhooks and answers relate to; "" if it has none.
	RequestID() string
	// SetRequestID gives it one, a UUID. It changes nothing of what is filed.
	SetRequestID(id string)

	request()
}

// A Kind is what a request files.
type Kind string

// The kinds.
const (
	KindISF   Kind = "isf"
	KindOrder Kind = "order"
)

// A Bill is the number of a bill of lading or waybill.
type Bill struct {
	Level  Level
	Number string // as in the request, with the issuer's SCAC or airline prefix
}

// A Level is where a bill stands among the bills of a shipment.
type Level string

// The levels. A direct bill of an order stands in the place of its master bill, and so counts as one.
const (
	Master  Level = "master"
	House   Level = "house"
	Regular Level = "regular" // issued by the carrier, with no house bill under it; also a truck bill of lading
)

// Compact is the number as the API compares it: without whitespace and dashes.
func (b Bill) Compact() string {
	return strings.NewReplacer(" ", "", "\t", "", "\n", "", "\v", "", "\f", "", "\r", "", "-", "").Replace(b.Number)
}

// reference picks the one of the bills that people know a filing by.
func reference(bills []Bill) string {
	var houses, others []string
	for _, bill := range bills {
		switch bill.Level {
		case House:
			houses = append(houses, bill.Number)
		default:
			others = append(others, bill.Number)
		}
	}
	switch {
	case len(houses) == 1, len(others) == 0 && len(houses) > 0:
		return houses[0]
	case len(others) > 0:
		return others[0]
	default:
		return ""
	}
}

// billsOf lists bill numbers, leaving out empty ones.
func billsOf(level Level, number string, houses ...string) []Bill {
	var bills []Bill
	if number != "" {
		bills = append(bills, Bill{Level: level, Number: number})
	}
	for _, house := range houses {
		if house != "" {
			bills = append(bills, Bill{Level: House, Number: house})
		}
	}
	return bills
}
