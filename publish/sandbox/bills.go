package sandbox

import (
	"slices"
	"strings"
	"unicode"
)

// Bills are the numbers that an order goes by, without whitespace and dashes.
type Bills struct {
	Carriage string   `json:"carriage"`         // "ocean", "air" or "truck": numbers are compared within one
	Master   string   `json:"master,omitempty"` // master or regular bill, master air waybill, truck bill; "" if unknown
	Houses   []string `json:"houses,omitempty"` // house bills or house air waybills
}

// billKeys are where the bill numbers of a mode of transport stand.
type billKeys struct{ carriage, master, houses string }

var (
	oceanBills = billKeys{"ocean", "master_bill_of_lading_number", "house_bill_of_lading_numbers"}
	airBills   = billKeys{"air", "master_air_waybill_number", "house_air_waybill_numbers"}
	truckBills = billKeys{"truck", "truck_bill_of_lading_number", ""}
)

var billKeysOf = map[string]billKeys{
	"OCEAN_FCL": oceanBills,
	"OCEAN_LCL": oceanBills,
	"AIR":       airBills,
	"TRUCK_FTL": truckBills,
}

// billsOf reads the bill numbers of freight_details.
func billsOf(freight object) Bills {
	keys := billKeysOf[text(freight, "mode_of_transport")]
	numbers := member(freight, "bill_numbers")
	bills := Bills{Carriage: keys.carriage, Master: bare(text(numbers, keys.master))}
	for _, house := range texts(numbers[keys.houses]) {
		if house = bare(house); !slices.Contains(bills.Houses, house) {
			bills.Houses = append(bills.Houses, house)
		}
	}
	return bills
}

// view is the bills as bill_numbers of freight_details with that mode of transport.
func (b Bills) view(mode string) object {
	keys := billKeysOf[mode]
	numbers := object{}
	if b.Master != "" {
		numbers[keys.master] = b.Master
	}
	if len(b.Houses) > 0 {
		numbers[keys.houses] = b.Houses
	}
	return numbers
}

// all are the bill numbers of every level.
func (b Bills) all() []string {
	all := slices.Clone(b.Houses)
	if b.Master != "" {
		all = append(all, b.Master)
	}
	return all
}

// bare is a bill number as it is compared: without whitespace and dashes.
func bare(number string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '-' {
			return -1
		}
		return r
	}, number)
}
