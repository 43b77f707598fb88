package sandbox

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"
)

// An ISF is an Importer Security Filing as the sandbox holds it.
type ISF struct {
	ID         string          `json:"id"`
	ShipmentID int64           `json:"shipment_id"`
	Bills      ISFBills        `json:"bills"`
	Worksheet  json.RawMessage `json:"worksheet"`   // as last sent, in the contract's spelling, without metadata
	RequestIDs []string        `json:"request_ids"` // of all requests for it, the first made it
	CreatedAt  time.Time       `json:"created_at"`
	UpdatedAt  time.Time       `json:"updated_at"`
}

// upsertISF is POST /customs_documents/isf.
func (s *Server) upsertISF(c *call) (answer, *refusal) {
	worksheet := c.body.(object)
	bills := isfBillsOf(member(worksheet, "bill_numbers"))
	isf, refused := matchISF(s.world.isfsNear(bills), bills)
	if refused != nil {
		return answer{}, refused
	}
	shipment := whole(member(worksheet, "metadata"), "shipment_id")
	if shipment != 0 && !s.world.knowsShipment(shipment) {
		return answer{}, refuse(http.StatusNotFound, notFound, "metadata.shipment_id: no shipment has this FLEX-ID")
	}
	if isf == nil {
		isf = s.world.fileISF()
	}
	if shipment != 0 {
		isf.ShipmentID = shipment
	}
	s.world.replaceWorksheet(isf, worksheet, bills, c.requestID)
	s.poke()
	return answer{status: http.StatusOK, body: object{
		"_object": "/api/response",
		"self":    c.base + "/customs_documents/isf",
		"version": 2,
		"data":    object{"id": isf.ID},
	}}, nil
}

// fileISF begins an ISF.
func (w *world) fileISF() *ISF {
	isf := &ISF{ID: uuid.NewString(), CreatedAt: w.now}
	w.isfs = append(w.isfs, isf)
	return isf
}

// replaceWorksheet is what each call does to its ISF: an update "replaces the worksheet as a whole". An ISF without a
// shipment gets a new one.
func (w *world) replaceWorksheet(isf *ISF, worksheet object, bills ISFBills, requestID string) {
	if isf.ShipmentID == 0 {
		isf.ShipmentID = w.ship()
	}
	isf.Worksheet = raw(without(worksheet, "metadata"))
	isf.Bills = bills
	isf.UpdatedAt = w.now
	isf.RequestIDs = append(isf.RequestIDs, requestID)
	w.indexISF(isf)
	w.changed()
	w.expectEntry(isf.ShipmentID)
}

func (w *world) indexISF(isf *ISF) {
	for _, key := range append(isf.Bills.keys(), "id "+isf.ID, isfShipmentKey(isf.ShipmentID)) {
		if !slices.Contains(w.isfIndex[key], isf) {
			w.isfIndex[key] = append(w.isfIndex[key], isf)
		}
	}
}

// isfsNear are the ISFs that share a bill number with these bills, or did once.
func (w *world) isfsNear(b ISFBills) []*ISF {
	var near []*ISF
	for _, key := range b.keys() {
		for _, isf := range w.isfIndex[key] {
			if !slices.Contains(near, isf) {
				near = append(near, isf)
			}
		}
	}
	return near
}

// isf is the ISF with that id, nil if there is none.
func (w *world) isf(id string) *ISF {
	for _, isf := range w.isfIndex["id "+id] {
		return isf
	}
	return nil
}

// knowsShipment says whether an order or an ISF has that FLEX-ID.
func (w *world) knowsShipment(id int64) bool {
	return byShipment(w.orderIndex.near(target{shipmentID: id}), id) != nil ||
		slices.ContainsFunc(w.isfIndex[isfShipmentKey(id)], func(isf *ISF) bool { return isf.ShipmentID == id })
}

func isfShipmentKey(id int64) string { return "shipment " + strconv.FormatInt(id, 10) }

// clone is a copy that does not change with the ISF.
func (i *ISF) clone() ISF {
	c := *i
	c.Bills.Houses = slices.Clone(i.Bills.Houses)
	c.RequestIDs = slices.Clone(i.RequestIDs)
	return c
}
