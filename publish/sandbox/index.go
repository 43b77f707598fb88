package sandbox

import (
	"cmp"
	"slices"
	"strconv"
)

// An index finds the orders that share anything with a target, so that matching does not read all of them. Every rule
// needs something shared, so matching among these gives what matching among all would. Keys of numbers that an order
// has lost stay: the rules look again.
type index map[string][]*Order

func (x index) add(o *Order) {
	for _, key := range keys(o.ShipmentID, o.FID, o.Documents, o.Bills) {
		if !slices.Contains(o.keys, key) {
			o.keys = append(o.keys, key)
			x[key] = append(x[key], o)
		}
	}
}

// near are the orders that a target may mean, oldest first.
func (x index) near(t target) []*Order {
	var near []*Order
	for _, key := range keys(t.shipmentID, t.fid, []Document{t.document}, t.bills) {
		near = append(near, x[key]...)
	}
	slices.SortFunc(near, func(a, b *Order) int { return cmp.Compare(a.number, b.number) })
	return slices.Compact(near)
}

func keys(shipmentID int64, fid string, documents []Document, bills Bills) []string {
	var all []string
	if shipmentID != 0 {
		all = append(all, "shipment "+strconv.FormatInt(shipmentID, 10))
	}
	if fid != "" {
		all = append(all, "order fid "+fid)
	}
	for _, d := range documents {
		if d.FID != "" {
			all = append(all, "document fid "+d.FID)
		}
		if d.ExternalRef != "" {
			all = append(all, "document ref "+d.ExternalRef)
		}
	}
	if bills.Master != "" {
		all = append(all, bills.Carriage+" master "+bills.Master)
	}
	for _, house := range bills.Houses {
		all = append(all, bills.Carriage+" house "+house)
	}
	return all
}
