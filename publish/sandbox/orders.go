package sandbox

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/google/uuid"
)

const (
	orderFIDPrefix = "flx::customs:pre-order:"
	isfFIDPrefix   = "flx::customs:inbound-isf:"
)

// upsertOrder is POST /customs_orders.
func (s *Server) upsertOrder(c *call) (answer, *refusal) {
	request := c.body.(object)
	metadata := member(request, "request_metadata")
	wanted := targetOf(request)
	order, refused := match(s.world.orderIndex.near(wanted), wanted)
	if refused != nil {
		return answer{}, refused
	}
	if order == nil {
		if text(request, "incoterm") == "" {
			return answer{}, withoutIncoterm()
		}
		order = s.world.requestOrder()
	}
	s.world.update(order, request, Callback{WebhookID: text(metadata, "webhook_id"), RequestID: c.requestID})
	s.poke()
	return answer{status: http.StatusAccepted, body: c.orderEnvelope(order)}, nil
}

// getOrder is GET /customs_orders/{customs_order_fid}.
func (s *Server) getOrder(c *call) (answer, *refusal) {
	order := s.world.order(c.text("customs_order_fid"))
	if order == nil {
		return answer{}, refuse(http.StatusNotFound, notFound, "customs_order_fid: no order has this fid")
	}
	return answer{status: http.StatusOK, body: c.orderEnvelope(order)}, nil
}

func withoutIncoterm() *refusal {
	return refuse(http.StatusBadRequest, incotermRequired, "incoterm: is required to create an order; only a request that "+
		"names the order to update (shipment_id, customs_order_fid) or says is_update: true goes without")
}

// targetOf is what a request says about the order it means.
func targetOf(request object) target {
	metadata := member(request, "request_metadata")
	return target{
		shipmentID: whole(metadata, "shipment_id"),
		fid:        text(metadata, "customs_order_fid"),
		document:   documentOf(metadata),
		bills:      billsOf(member(request, "freight_details")),
		isUpdate:   flag(metadata, "is_update"),
	}
}

func (c *call) orderEnvelope(o *Order) object {
	return object{
		"_object": "/api/response",
		"version": 2,
		"self":    c.base + "/customs_orders/" + url.QueryEscape(o.FID),
		"data":    o.view(),
	}
}

// order is the order with that fid, nil if there is none.
func (w *world) order(fid string) *Order {
	for _, order := range w.orderIndex.near(target{fid: fid}) {
		return order // a fid is of one order, and never changes
	}
	return nil
}

// requestOrder begins an order.
func (w *world) requestOrder() *Order {
	order := &Order{
		FID:       orderFIDPrefix + uuid.NewString(),
		Status:    Requested,
		CreatedAt: w.now,
		DecidedAt: w.now.Add(w.options.CreateAfter),
		number:    len(w.orders),
	}
	w.orders = append(w.orders, order)
	w.planDecision(order)
	return order
}

// update adds a request to an order.
func (w *world) update(o *Order, request object, from Callback) {
	o.merge(request, documentOf(member(request, "request_metadata")))
	o.UpdatedAt = w.now
	o.RequestIDs = append(o.RequestIDs, from.RequestID)
	w.orderIndex.add(o)
	w.changed()
	if from.WebhookID != "" {
		w.notify(o, from)
	}
	w.expectEntry(o.ShipmentID)
}

// planDecision has the order's creation finish in time.
func (w *world) planDecision(o *Order) {
	w.agenda.plan(o.DecidedAt, func() {
		if o.Status == Requested {
			w.decide(o, w.verdict(o))
		}
	})
}

// verdict is what was decided beforehand about an order.
func (w *world) verdict(o *Order) Verdict {
	for _, bill := range o.Bills.all() {
		if verdict, ok := w.verdicts[bill]; ok {
			return verdict
		}
	}
	return Verdict{}
}

// decide carries a verdict out. An order that was REQUESTED gets its shipment, whatever the verdict: shipment_id is
// "set unless the status is REQUESTED".
func (w *world) decide(o *Order, v Verdict) {
	finishing := o.Status == Requested
	if v.Status == "" && finishing {
		v.Status = Created
	}
	if v.Status != "" {
		o.Status = v.Status
	}
	if v.Problems != nil {
		o.Problems = slices.Clone(v.Problems)
	}
	o.UpdatedAt = w.now
	w.changed()
	if finishing {
		o.DecidedAt = w.now
		o.ShipmentID = w.shipmentFor(o)
		w.orderIndex.add(o)
		w.notifyAll(o)
	}
	w.expectEntry(o.ShipmentID)
}

// shipmentFor is the shipment of an order: the one of the ISF that it was made from, unless another live order has it,
// or else a new one.
func (w *world) shipmentFor(o *Order) int64 {
	for _, document := range o.Documents {
		id, ok := strings.CutPrefix(document.FID, isfFIDPrefix)
		if !ok {
			continue
		}
		if isf := w.isf(id); isf != nil && w.liveOrderOf(isf.ShipmentID) == nil {
			return isf.ShipmentID
		}
	}
	return w.ship()
}

// liveOrderOf is the order of a shipment that is not CANCELLED, nil if there is none.
func (w *world) liveOrderOf(shipmentID int64) *Order {
	order := byShipment(w.orderIndex.near(target{shipmentID: shipmentID}), shipmentID)
	if order == nil || order.Status == Cancelled {
		return nil
	}
	return order
}
