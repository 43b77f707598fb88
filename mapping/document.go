package mapping

import (
	"encoding/json"
	"fmt"

	"docket/mapping/filing"
	"docket/mapping/sheet"
)

// A Document is what one file means: the filings that its rows call for, and what is wrong with them. Its JSON is a
// contract, "docket convert -o json".
type Document struct {
	Source     Source       `json:"source"`
	Type       DocumentType `json:"document_type"`
	Profile    string       `json:"profile"`    // name of the profile that was applied, "auto" for none
	Confidence float64      `json:"confidence"` // the least of its filings', 0 to 1
	Filings    []Filing     `json:"filings"`
	Problems   []Problem    `json:"problems"` // of the file as a whole
	Unmapped   []Unmapped   `json:"unmapped"`
}

// A Source is the file that a document was read from.
type Source struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`   // bytes
	SHA256 string `json:"sha256"` // lower-case hex
}

// A DocumentType is what kind of paper a file is. It is told from what the file says, or given by its notice.
type DocumentType string

// The document types.
const (
	IsfWorksheet DocumentType = "isf_worksheet"  // Importer Security Filing, 10+2
	BillOfLading DocumentType = "bill_of_lading" // bill, waybill, manifest, shipping instruction, packing list with a bill
	Unknown      DocumentType = "unknown"        // no filing can be made of it
)

// A Filing is one request that a file calls for.
type Filing struct {
	Kind       filing.Kind                      `json:"kind"`
	Reference  string                           `json:"reference"` // the house bill if there is just one, else the master or regular bill
	Outcome    Outcome                          `json:"outcome"`
	Confidence float64                          `json:"confidence"` // that every field is what the sender means, 0 to 1
	Request    filing.Request                   `json:"request"`
	Cells      map[filing.Pointer][]sheet.Place `json:"cells"` // for each filled field, where its value was read
	Problems   []Problem                        `json:"problems"`
}

// An Outcome is what conversion decided about a filing.
type Outcome string

// The outcomes of conversion.
const (
	Ready   Outcome = "ready"   // complete for the API and for CBP
	Invalid Outcome = "invalid" // something required is missing or broken
	Held    Outcome = "held"    // a person has to decide
)

// An Unmapped cell holds text that no field of a filing was read from.
type Unmapped struct {
	Cell sheet.Place `json:"cell"`
	Text string      `json:"text"`
}

// UnmarshalJSON reads a filing with the request type that its kind tells.
func (f *Filing) UnmarshalJSON(text []byte) error {
	type plain Filing
	var raw struct {
		*plain
		Request json.RawMessage `json:"request"`
	}
	raw.plain = (*plain)(f)
	if err := json.Unmarshal(text, &raw); err != nil {
		return err
	}
	switch f.Kind {
	case filing.KindISF:
		f.Request = &filing.IsfWorksheet{}
	case filing.KindOrder:
		f.Request = &filing.CustomsOrder{}
	default:
		return fmt.Errorf("filing of kind %q, want isf or order", f.Kind)
	}
	return json.Unmarshal(raw.Request, f.Request)
}
