package sandbox

import "time"

// The world is what the sandbox holds. It knows its time only from settle.
type world struct {
	options Options
	now     time.Time
	version int // rises with each change

	verdicts map[string]Verdict // what becomes of orders, by bill number

	orders   []*Order
	isfs     []*ISF
	entries  []*Entry
	events   []*Event
	expected map[int64]time.Time // when the entry of a shipment will appear

	nextShipment int64
	nextEvent    int64
	nextEntry    int64

	orderIndex  index
	isfIndex    map[string][]*ISF
	entryByID   map[string]*Entry
	entryByShip map[int64]*Entry
	agenda      agenda
}

// Ids begin where the samples of the API's pages do.
const (
	firstShipment = 3000000
	firstEvent    = 354987
	firstEntry    = 49813874
)

func newWorld(options Options) *world {
	w := &world{
		options:      options,
		verdicts:     map[string]Verdict{},
		expected:     map[int64]time.Time{},
		nextShipment: firstShipment,
		nextEvent:    firstEvent,
		nextEntry:    firstEntry,
		orderIndex:   index{},
		isfIndex:     map[string][]*ISF{},
		entryByID:    map[string]*Entry{},
		entryByShip:  map[int64]*Entry{},
	}
	for bill, verdict := range options.Verdicts {
		w.verdicts[bare(bill)] = verdict
	}
	return w
}

// settle brings the world up to a time: whatever is due by then happens, in order, each at its own time.
func (w *world) settle(now time.Time) {
	for {
		at, ok := w.agenda.next()
		if !ok || at.After(now) {
			break
		}
		w.now = at
		w.agenda.take().happen()
	}
	w.now = now
}

func (w *world) changed() { w.version++ }

// ship makes a shipment and is its FLEX-ID.
func (w *world) ship() int64 {
	w.nextShipment++
	return w.nextShipment - 1
}
