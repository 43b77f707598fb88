package validate

import (
	"time"

	"docket/mapping"
	"docket/mapping/filing"
)

// A subject is one filing as rules look at it: what ISF and order have in common lies side by side, each part with its
// pointer.
type subject struct {
	of     *mapping.Filing
	isf    *filing.IsfWorksheet // nil for an order
	order  *filing.CustomsOrder // nil for an ISF
	tree   any                  // the request as JSON, for looking up values
	now    time.Time
	limits Limits
	file   *file
	hashed string // see hash

	parties    []party
	containers []container
	route      route
	bills      []bill
}

// newSubject looks at a filing. A request that is neither an ISF nor an order has nothing to look at.
func newSubject(of *mapping.Filing, now time.Time, limits Limits) *subject {
	s := &subject{of: of, now: now, limits: limits}
	switch request := of.Request.(type) {
	case *filing.IsfWorksheet:
		s.isf = request
	case *filing.CustomsOrder:
		s.order = request
	}
	if s.isf == nil && s.order == nil {
		return nil
	}
	s.tree = treeOf(of.Request)
	s.parties = s.allParties()
	s.containers = s.allContainers()
	s.route = s.theRoute()
	s.bills = s.allBills()
	return s
}

// ocean are the freight details of an order by sea, nil for others.
func (s *subject) ocean() *filing.Ocean {
	if s.order == nil {
		return nil
	}
	switch freight := s.order.FreightDetails.(type) {
	case *filing.OceanFCL:
		return &freight.Ocean
	case *filing.OceanLCL:
		return &freight.Ocean
	default:
		return nil
	}
}

// freight are the ocean freight details of an ISF, nil if it has none.
func (s *subject) freight() *filing.IsfOceanFreightDetails {
	if s.isf == nil || s.isf.ShipmentInformation == nil {
		return nil
	}
	return s.isf.ShipmentInformation.OceanFreightDetails
}

const (
	isfFreight   filing.Pointer = "/shipment_information/ocean_freight_details"
	orderFreight filing.Pointer = "/freight_details"
	orderRoute   filing.Pointer = "/freight_details/route"
)

// A container is a container with its pointer.
type container struct {
	at filing.Pointer
	filing.Container
}

func (s *subject) allContainers() []container {
	var list []filing.Container
	at := isfFreight + "/containers"
	if freight := s.freight(); freight != nil {
		list = freight.Containers
	}
	if ocean := s.ocean(); ocean != nil {
		list, at = ocean.Containers, orderFreight+"/containers"
	}
	all := make([]container, len(list))
	for i, one := range list {
		all[i] = container{at.Index(i), one}
	}
	return all
}

// A bill is a bill or waybill number with its pointer.
type bill struct {
	at filing.Pointer
	filing.Bill
}

func (s *subject) allBills() []bill {
	switch {
	case s.isf != nil:
		return isfBills(s.isf.BillNumbers)
	case s.order.FreightDetails == nil:
		return nil
	}
	at := orderFreight + "/bill_numbers"
	switch freight := s.order.FreightDetails.(type) {
	case *filing.Air:
		return billsAt(at+"/master_air_waybill_number", at+"/house_air_waybill_numbers", filing.Master, freight.BillNumbers.Master, freight.BillNumbers.Houses)
	case *filing.TruckFTL:
		return billsAt(at+"/truck_bill_of_lading_number", "", filing.Regular, freight.BillNumbers.Number, nil)
	}
	numbers := s.ocean().BillNumbers
	return billsAt(at+"/master_bill_of_lading_number", at+"/house_bill_of_lading_numbers", filing.Master, numbers.Master, numbers.Houses)
}

func isfBills(numbers filing.IsfBillNumbers) []bill {
	at := filing.Pointer("/bill_numbers")
	switch numbers := numbers.(type) {
	case *filing.RegularBill:
		return billsAt(at+"/regular_bill_of_lading_number", "", filing.Regular, numbers.Number, nil)
	case *filing.MasterHouseBills:
		return billsAt(at+"/master_bill_of_lading_number", at+"/house_bill_of_lading_numbers", filing.Master, numbers.Master, numbers.Houses)
	default:
		return nil
	}
}

// billsAt lists bills, leaving out empty ones.
func billsAt(first, houses filing.Pointer, level filing.Level, number string, house []string) []bill {
	var all []bill
	if number != "" {
		all = append(all, bill{first, filing.Bill{Level: level, Number: number}})
	}
	for i, number := range house {
		if number != "" {
			all = append(all, bill{houses.Index(i), filing.Bill{Level: filing.House, Number: number}})
		}
	}
	return all
}

// billsOf are the bills of one level.
func (s *subject) billsOf(level filing.Level) []bill {
	var some []bill
	for _, bill := range s.bills {
		if bill.Level == level {
			some = append(some, bill)
		}
	}
	return some
}
