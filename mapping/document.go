package mapping

import (
	"encoding/json"
	"fmt"
	"strings"

	"docket/mapping/filing"
	"docket/mapping/mark"
	"docket/mapping/profile"
	"docket/mapping/sheet"
)

// A Document is what one file means: the filings that its rows call for, and what is wrong with them. Its JSON is a
// contract, "docket convert -o json".
type Document struct {
	Source     Source       `json:"source"`
	Type       DocumentType `json:"document_type"`
	Profile    string       `json:"profile"`    // name of the profile that was applied, "auto" for none
	Confidence float64      `json:"confidence"` // the least of its filings', 0 to 1
	// Strictness is what the profile says of the rules that the filings are checked by.
	Strictness profile.Strictness `json:"strictness,omitzero"`

	Filings  []Filing   `json:"filings"`
	Problems []Problem  `json:"problems"` // of the file as a whole
	Unmapped []Unmapped `json:"unmapped"`

	Sums []Sum `json:"-"` // grand totals over its filings

	// Marks are docket's own, which were taken out before the file was read: it is a marked copy that came back.
	Marks mark.Removal `json:"-"`
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
	Confidence float64                          `json:"confidence"` // that of its least certain field
	Request    filing.Request                   `json:"request"`
	Cells      map[filing.Pointer][]sheet.Place `json:"cells"` // for each filled field, where its value was read
	// Confidences are, for each field that Cells has, how likely its value is what the sender means, 0 to 1. They are
	// calibrated: of many fields at 0.9, nine in ten are right. See calibration.tsv.
	Confidences map[filing.Pointer]float64 `json:"confidences"`
	Problems    []Problem                  `json:"problems"`

	// Blanks are the places that the file keeps for a field and that hold no value: the empty cell, or one with TBA, or
	// where neither can be told the label. The key is where the field would stand in the request. An entity or
	// involved party that the request lacks is addressed by its type in place of an index, any other element of a list
	// by "-", as RFC 6901 has it:
	//
	//	/bill_numbers/master_bill_of_lading_number
	//	/entities/BUYER/address_details/city
	//	/entities/MANUFACTURER_SUPPLIER/harmonized_tariff_schedules/-/country_of_origin
	//
	// The type may stand there for a party that the request has, too, so that a blank can be noted before it is known
	// whether anything is said of the party.
	Blanks map[filing.Pointer][]sheet.Place `json:"-"`
	// Sums are totals that the file states for the filing alone.
	Sums []Sum `json:"-"`

	scores map[filing.Pointer]float64 // of its fields, before they are calibrated
}

// A Sum is a total that a file states, beside what its parts add up to, for package validate to compare. Both numbers
// are in the unit of the field.
type Sum struct {
	Of     filing.Pointer // the field, into the request; of a grand total, into the request of each filing
	Stated filing.Decimal // as the file has it
	Added  filing.Decimal // the exact sum of the parts
	Cells  []sheet.Place  // of the stated total
}

// Differs says whether a stated total is more than a rounding away from the sum of its parts: half of its last digit
// for the total itself, and one in two thousand for the parts.
func (s Sum) Differs() bool {
	if s.Stated.IsZero() || s.Added.IsZero() {
		return false
	}
	stated, _ := s.Stated.Rat().Float64()
	added, _ := s.Added.Rat().Float64()
	rounding := 0.5
	if _, fraction, found := strings.Cut(s.Stated.String(), "."); found {
		for range fraction {
			rounding /= 10
		}
	}
	gap := max(stated-added, added-stated)
	return gap > rounding*1.0001+max(stated, added)/2000*s.fractional()
}

// fractional is 1 for sums of measured parts and 0 for sums of counted ones, which have no roundings.
func (s Sum) fractional() float64 {
	if strings.Contains(s.Added.String()+s.Stated.String(), ".") {
		return 1
	}
	return 0
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
