package sandbox

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/google/uuid"
)

// A ReleaseStatus is where an entry stands; the empty one is the API's null.
type ReleaseStatus string

// The release statuses that the sandbox sends.
const (
	NotYet      ReleaseStatus = ""
	Pending     ReleaseStatus = "pending"
	CustomsHold ReleaseStatus = "customs_hold"
	Cleared     ReleaseStatus = "cleared"
)

func (r ReleaseStatus) known() bool {
	return slices.Contains([]ReleaseStatus{NotYet, Pending, CustomsHold, Cleared}, r)
}

// A Step is one move of an entry, some time after the one before it.
type Step struct {
	After  time.Duration `json:"after"`
	Status ReleaseStatus `json:"status"`
}

// An Entry is a customs entry as the sandbox holds it.
type Entry struct {
	ID            string        `json:"id"`
	Number        string        `json:"entry_number"`
	ShipmentID    int64         `json:"shipment_id"`
	ReleaseStatus ReleaseStatus `json:"release_status"`
	ReleaseDate   string        `json:"release_date"` // 2024-01-31; "" until cleared
	CreatedAt     time.Time     `json:"created_at"`
	MovedAt       time.Time     `json:"moved_at"` // when the status was last set
	Ahead         []Step        `json:"ahead"`    // the moves still to come
}

// expectEntry plans the entry of a shipment if import clearance is asked for; each shipment has one at most.
func (w *world) expectEntry(shipmentID int64) {
	if _, expected := w.expected[shipmentID]; expected || w.entryByShip[shipmentID] != nil || !w.clears(shipmentID) {
		return
	}
	w.expected[shipmentID] = w.now.Add(w.options.EntryAfter)
	w.changed()
	w.planEntry(shipmentID)
}

// planEntry has the entry of a shipment appear in time, if it is still wanted then.
func (w *world) planEntry(shipmentID int64) {
	w.agenda.plan(w.expected[shipmentID], func() {
		delete(w.expected, shipmentID)
		w.changed()
		if w.entryByShip[shipmentID] == nil && w.clears(shipmentID) {
			w.enter(&Entry{ShipmentID: shipmentID, Ahead: w.options.Release})
		}
	})
}

// clears says whether a created order or an ISF of the shipment asks for import clearance.
func (w *world) clears(shipmentID int64) bool {
	if order := w.liveOrderOf(shipmentID); order != nil && w.asks(member(decoded(order.Request), "services")) {
		return true
	}
	return slices.ContainsFunc(w.isfIndex[isfShipmentKey(shipmentID)], func(isf *ISF) bool {
		return isf.ShipmentID == shipmentID && w.asks(member(decoded(isf.Worksheet), "additional_services"))
	})
}

// asks says whether services have import_customs, said or preferred.
func (w *world) asks(services object) bool {
	if said := flag(services, "import_customs"); said != nil {
		return *said
	}
	return w.options.ImportCustoms
}

// enter makes an entry; it gets an id and a number if it has none.
func (w *world) enter(e *Entry) {
	if e.ID == "" {
		id := uuid.New()
		e.ID = base64.RawURLEncoding.EncodeToString(id[:])
	}
	if e.Number == "" {
		e.Number = fmt.Sprintf("CHQ-%08d", w.nextEntry)
		w.nextEntry++
	}
	e.CreatedAt, e.MovedAt = w.now, w.now
	w.entries = append(w.entries, e)
	w.indexEntry(e)
	w.move(e, e.ReleaseStatus)
	w.planStep(e)
}

func (w *world) indexEntry(e *Entry) {
	w.entryByID[e.ID] = e
	w.entryByShip[e.ShipmentID] = e
}

// planStep has an entry make its next move in time.
func (w *world) planStep(e *Entry) {
	if len(e.Ahead) == 0 {
		return
	}
	step := e.Ahead[0]
	w.agenda.plan(e.MovedAt.Add(step.After), func() {
		if len(e.Ahead) == 0 {
			return // set by hand in the meantime
		}
		e.Ahead = e.Ahead[1:]
		w.move(e, step.Status)
		w.planStep(e)
	})
}

// move sets an entry's status. A cleared entry has a release date.
func (w *world) move(e *Entry, status ReleaseStatus) {
	e.ReleaseStatus, e.MovedAt, e.ReleaseDate = status, w.now, ""
	if status == Cleared {
		e.ReleaseDate = w.now.Format(time.DateOnly)
	}
	w.changed()
}

// listEntries is GET /customs_entries.
func (s *Server) listEntries(c *call) (answer, *refusal) {
	matching := s.world.entries
	if shipment, asked := c.params["f.shipment.id"]; asked {
		id := whole(object{"id": shipment}, "id")
		matching = slices.DeleteFunc(slices.Clone(matching), func(e *Entry) bool { return e.ShipmentID != id })
	}
	if c.text("direction") == "desc" {
		matching = slices.Clone(matching)
		slices.Reverse(matching)
	}
	page := pageOf(len(matching), c.whole("page"), c.whole("per"))
	views := []object{}
	for _, e := range matching[page.from:page.to] {
		views = append(views, c.entryView(e))
	}
	return answer{status: http.StatusOK, body: c.envelope(object{
		"_object":     "/api/collections/paginated",
		"prev":        c.pageLink(page.prev),
		"next":        c.pageLink(page.next),
		"total_count": len(matching),
		"data":        views,
	})}, nil
}

// getEntry is GET /customs_entries/{id}.
func (s *Server) getEntry(c *call) (answer, *refusal) {
	e := s.world.entryByID[c.text("id")]
	if e == nil {
		return answer{}, refuse(http.StatusNotFound, notFound, "id: no customs entry has this id")
	}
	return answer{status: http.StatusOK, body: c.envelope(c.entryView(e))}, nil
}

func (c *call) envelope(data object) object {
	return object{"_object": "/api/response", "self": c.self(), "version": 2, "data": data, "error": nil}
}

func (c *call) entryView(e *Entry) object {
	view := object{
		"_object":        "/customs_entry",
		"id":             e.ID,
		"entry_number":   e.Number,
		"release_status": nil,
		"release_date":   nil,
		"shipment": object{
			"_object":  "/api/refs/object",
			"ref_type": "/shipment",
			"link":     fmt.Sprintf("%s/shipments/%d", c.base, e.ShipmentID),
			"id":       e.ShipmentID,
		},
	}
	if e.ReleaseStatus != NotYet {
		view["release_status"] = e.ReleaseStatus
	}
	if e.ReleaseDate != "" {
		view["release_date"] = e.ReleaseDate
	}
	return view
}

// clone is a copy that does not change with the entry.
func (e *Entry) clone() Entry {
	c := *e
	c.Ahead = slices.Clone(e.Ahead)
	return c
}
