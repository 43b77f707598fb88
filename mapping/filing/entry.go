package filing

// An Entry is a US CBP customs entry on one of the client's shipments. Source: the Customs Entries tutorial. Inferred:
// that no member may be absent.
type Entry struct {
	// Object is always /customs_entry.
	Object literal[customsEntry] `json:"_object"`
	// ID is the API's id of the entry: "gGEI8lad8W2jf4ktR2Y34A".
	ID string `json:"id"`
	// EntryNumber is as stored; the samples follow no single form: "CHQ-49813874", "98E9898".
	EntryNumber string `json:"entry_number"`
	// ReleaseStatus is CBP's decision; null while there is none.
	ReleaseStatus Optional[ReleaseStatus] `json:"release_status"`
	// ReleaseDate is the day of the cargo's release; null while there is none.
	ReleaseDate Optional[Date] `json:"release_date"`
	// Shipment is what it was entered for.
	Shipment ShipmentRef `json:"shipment"`
}

// Released tells whether CBP has let the cargo go.
func (e Entry) Released() bool {
	status := e.ReleaseStatus.Or("")
	return status == EntryCleared || status == EntryReleased
}

// A ReleaseStatus is what CBP has decided on an entry. Source: the Customs Entries tutorial and the public v2 API.
type ReleaseStatus string

// The release statuses.
const (
	EntryCleared     ReleaseStatus = "cleared"
	EntryCustomsHold ReleaseStatus = "customs_hold"
	EntryPending     ReleaseStatus = "pending"
	EntryReleased    ReleaseStatus = "released" // in one example only; means cleared
)

// Values are all release statuses.
func (ReleaseStatus) Values() []ReleaseStatus {
	return []ReleaseStatus{EntryCleared, EntryCustomsHold, EntryPending, EntryReleased}
}

// A ShipmentRef points to a shipment. Source: the Customs Entries tutorial. Inferred: that no member may be absent.
type ShipmentRef struct {
	// Object is always /api/refs/object; read without the slash too.
	Object literal[refsObject] `json:"_object"`
	// RefType is always /shipment.
	RefType literal[shipmentRef] `json:"ref_type"`
	// Link is the shipment's URI.
	Link string `json:"link"`
	// ID is the shipment's, its FLEX-ID.
	ID int64 `json:"id"`
}

// An EntryPage is one page of entries. Source: the Customs Entries tutorial. Inferred: that no member may be absent.
type EntryPage struct {
	// Object is always /api/collections/paginated.
	Object literal[paginated] `json:"_object"`
	// Prev is the URI of the page before; null on the first.
	Prev Optional[string] `json:"prev"`
	// Next is the URI of the page after; null on the last.
	Next Optional[string] `json:"next"`
	// TotalCount is the number of entries on all pages.
	TotalCount int64 `json:"total_count"`
	// Entries are those of this page.
	Entries []Entry `json:"data"`
}

// UnmarshalJSON reads an entry leniently; see the package comment.
func (e *Entry) UnmarshalJSON(text []byte) error { return decode(text, e, lenient) }

// UnmarshalJSON reads a page leniently; see the package comment.
func (p *EntryPage) UnmarshalJSON(text []byte) error { return decode(text, p, lenient) }
