package sandbox

import (
	"net/http"
	"slices"
)

// This file is rules 1 to 4 and is_update of the contract's upsertCustomsOrder, with its "Readings the sandbox
// follows", as functions of the orders that exist. The comments quote that text.

// A target is all that a request says about the order it means.
type target struct {
	shipmentID int64    // rule 1; 0 if not sent
	fid        string   // rule 2; "" if not sent
	document   Document // rule 3
	bills      Bills    // rule 4
	isUpdate   *bool
}

// match finds the order that a request is an update of, nil if it makes a new one. is_update "never changes which
// order rules 1 to 4 find, only whether the outcome is allowed".
func match(orders []*Order, t target) (*Order, *refusal) {
	found, refused := find(orders, t)
	if refused != nil {
		return nil, refused
	}
	return found, allow(found, t.isUpdate)
}

// find applies the rules: "the first rule that applies decides". "A CANCELLED order is passed over by rules 3 and 4."
func find(orders []*Order, t target) (*Order, *refusal) {
	if t.shipmentID != 0 || t.fid != "" {
		return byIdentifiers(orders, t)
	}
	live := only(orders, func(o *Order) bool { return o.Status != Cancelled })
	if found, refused := byDocument(live, t.document); found != nil || refused != nil {
		return found, refused
	}
	if len(t.bills.Houses) > 0 {
		return byHouses(live, t.bills)
	}
	return byMaster(live, t.bills)
}

// allow says whether is_update permits the outcome: true needs an order, false needs that there is none.
func allow(found *Order, isUpdate *bool) *refusal {
	switch {
	case isUpdate == nil:
		return nil
	case *isUpdate && found == nil:
		return refuse(http.StatusNotFound, notFound, "request_metadata.is_update: is true, but no order matches")
	case !*isUpdate && found != nil:
		return refuse(http.StatusConflict, alreadyExists, "request_metadata.is_update: is false, but the order %s matches", found.FID)
	}
	return nil
}

// byIdentifiers is rules 1 and 2, which "never fall through": an unknown id is a 404, two ids that "name different
// orders" are a 409, and so is a CANCELLED order.
func byIdentifiers(orders []*Order, t target) (*Order, *refusal) {
	var named []*Order
	if t.shipmentID != 0 {
		found := byShipment(orders, t.shipmentID)
		if found == nil {
			return nil, refuse(http.StatusNotFound, notFound, "request_metadata.shipment_id: no order has this FLEX-ID")
		}
		named = append(named, found)
	}
	if t.fid != "" {
		i := slices.IndexFunc(orders, func(o *Order) bool { return o.FID == t.fid })
		if i < 0 {
			return nil, refuse(http.StatusNotFound, notFound, "request_metadata.customs_order_fid: no order has this fid")
		}
		named = append(named, orders[i])
	}
	found := named[0]
	if found != named[len(named)-1] {
		return nil, refuse(http.StatusConflict, conflictingIdentifiers, "request_metadata: shipment_id and customs_order_fid name different orders")
	}
	if found.Status == Cancelled {
		return nil, refuse(http.StatusConflict, orderCancelled, "request_metadata: the order %s has been cancelled", found.FID)
	}
	return found, nil
}

// byShipment is the order with that FLEX-ID. An order made anew after a CANCELLED one may share its shipment: the live
// one is meant.
func byShipment(orders []*Order, shipmentID int64) *Order {
	found := only(orders, func(o *Order) bool { return o.ShipmentID == shipmentID })
	found = prefer(found, func(o *Order) bool { return o.Status != Cancelled })
	if len(found) == 0 {
		return nil
	}
	return found[len(found)-1]
}

// byDocument is rule 3: it "compares fid with fid and external_ref with external_ref, as exact strings; type plays no
// part. If the two lead to different orders: 409 ambiguous_match".
func byDocument(orders []*Order, d Document) (*Order, *refusal) {
	found := only(orders, func(o *Order) bool { return slices.ContainsFunc(o.Documents, d.shares) })
	return single(found, "request_metadata.source_document: its references lead to several orders")
}

// byMaster is rule 4.1: "an update if an existing order has exactly that same bill number", also one "that also has
// house numbers". "If several match and just one of them has no house numbers, it is taken".
func byMaster(orders []*Order, b Bills) (*Order, *refusal) {
	found := only(orders, func(o *Order) bool { return o.Bills.Carriage == b.Carriage && o.Bills.Master == b.Master })
	if direct := only(found, func(o *Order) bool { return len(o.Bills.Houses) == 0 }); len(direct) == 1 {
		found = direct
	}
	return single(found, "freight_details.bill_numbers: several orders have this master number")
}

// byHouses is rule 4.2: "an update if an existing order has at least all of the house numbers sent", and if a master
// is sent too, "the existing order's master number must be the same or unknown". "If several match, one with the same
// master number goes before one whose master is unknown, then one with exactly the house numbers sent before one with
// more".
func byHouses(orders []*Order, b Bills) (*Order, *refusal) {
	found := only(orders, func(o *Order) bool {
		return o.Bills.Carriage == b.Carriage && includes(o.Bills.Houses, b.Houses) &&
			(b.Master == "" || o.Bills.Master == "" || o.Bills.Master == b.Master)
	})
	found = prefer(found, func(o *Order) bool { return b.Master != "" && o.Bills.Master == b.Master })
	found = prefer(found, func(o *Order) bool { return len(o.Bills.Houses) == len(b.Houses) })
	return single(found, "freight_details.bill_numbers: several orders have these house numbers")
}

// single is the one order found, or none; several are a 409.
func single(found []*Order, several string) (*Order, *refusal) {
	switch len(found) {
	case 0:
		return nil, nil
	case 1:
		return found[0], nil
	default:
		return nil, refuse(http.StatusConflict, ambiguousMatch, "%s", several)
	}
}

// only keeps the orders that fit.
func only(orders []*Order, fits func(*Order) bool) []*Order {
	var kept []*Order
	for _, o := range orders {
		if fits(o) {
			kept = append(kept, o)
		}
	}
	return kept
}

// prefer keeps the orders that fit if there are any, or else all.
func prefer(orders []*Order, fits func(*Order) bool) []*Order {
	if preferred := only(orders, fits); len(preferred) > 0 {
		return preferred
	}
	return orders
}

func includes(all, some []string) bool {
	return !slices.ContainsFunc(some, func(one string) bool { return !slices.Contains(all, one) })
}
