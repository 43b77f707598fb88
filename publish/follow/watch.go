package follow

import (
	"encoding/json"
	"fmt"
	"time"

	"docket/mapping/filing"
	"docket/mapping/sheet"
	"docket/publish"
)

// A Watch is an order that is followed, and what was seen of it so far.
type Watch struct {
	FID       string                           `json:"fid"`
	Filing    string                           `json:"filing"`    // its key in the ledger
	Reference string                           `json:"reference"` // the bill that people know it by
	RequestID string                           `json:"request_id"`
	Document  publish.DocumentInfo             `json:"document"` // that it was last sent from
	Cells     map[filing.Pointer][]sheet.Place `json:"cells,omitempty"`

	Status     string                `json:"status"` // in the API's words; "" before the first look
	ShipmentID int64                 `json:"shipment_id,omitempty"`
	Problems   []filing.OrderProblem `json:"problems,omitempty"`
	Entries    []Entry               `json:"entries,omitempty"` // in the order they were first seen

	Since   time.Time `json:"since"`             // the order, or its last update, was submitted
	Changed time.Time `json:"changed"`           // something new was last seen
	Due     time.Time `json:"due"`               // when to ask next; a claim puts it off to its end
	Quiet   int       `json:"quiet"`             // times in a row that there was nothing new
	Told    int       `json:"told"`              // events made so far
	By      string    `json:"by,omitempty"`      // worker that looked last
	Heard   []int64   `json:"heard,omitempty"`   // webhook events
	History []Moment  `json:"history,omitempty"` // oldest first

	Untold []publish.Event `json:"untold,omitempty"` // events that may not have been published yet
	Over   bool            `json:"over,omitempty"`   // nothing more is to be seen
}

// An Entry is a customs entry as it was last seen.
type Entry struct {
	ID       string `json:"id"`
	Number   string `json:"entry_number"`
	Status   string `json:"release_status"` // in the API's words; "" for null
	Date     string `json:"release_date,omitempty"`
	Released bool   `json:"released"`
}

// A Moment is something that happened to an order.
type Moment struct {
	At   time.Time `json:"at"` // when docket saw it
	What string    `json:"what"`
	ID   string    `json:"id,omitempty"` // of the entry
}

// most is how much of its past a watch keeps, in moments and in webhook events.
const most = 100

// mostCells is how many bytes of cells a watch keeps: it is written at each look.
const mostCells = 32 << 10

func (w *Watch) note(at time.Time, id, what string, values ...any) {
	w.History = append(w.History, Moment{At: at.UTC(), What: fmt.Sprintf(what, values...), ID: id})
	w.History = w.History[max(0, len(w.History)-most):]
}

// fit leaves out cells that are too many.
func (w *Watch) fit() {
	if text, err := json.Marshal(w.Cells); err != nil || len(text) > mostCells {
		w.Cells = nil
	}
}

// renew is a watch after its order was submitted again: what was seen stays, and there is something to see soon.
func (w Watch) renew(by Watch) Watch {
	w.Filing, w.Reference, w.RequestID, w.Document, w.Cells = by.Filing, by.Reference, by.RequestID, by.Document, by.Cells
	w.Since, w.Changed, w.Due, w.Quiet, w.Over = by.Since, by.Changed, by.Due, 0, false
	return w
}

// cellsAt is where a field of the request was read, or the nearest object around it.
func (w *Watch) cellsAt(at filing.Pointer) []sheet.Place {
	for ; at != ""; at = at.Parent() {
		if cells := w.Cells[at]; len(cells) > 0 {
			return cells
		}
	}
	return nil
}
