package filing

import "encoding/json"

// BillNumbers are the bill numbers that an Order shows: *OceanBillNumbers, *AirBillNumbers, *TruckBillNumbers, or
// *OtherBillNumbers for a form that the contract does not know.
type BillNumbers interface {
	// Bills are the numbers with their level, the master one first.
	Bills() []Bill

	billNumbers()
}

// OceanBillNumbers are a master bill, house bills, or both. Source: the Customs Order page. Inferred: the patterns; the
// page shows none.
type OceanBillNumbers struct {
	// Master is the master bill of lading (MBL); a regular bill stands here too.
	Master string `json:"master_bill_of_lading_number,omitzero" also:"regular_bill_of_lading_number" validate:"required_without=Houses,omitempty,order_bill"`
	// Houses are the house bills of lading (HBL), no two the same.
	Houses []string `json:"house_bill_of_lading_numbers,omitzero" validate:"omitempty,min=1,unique,dive,order_bill"`
}

// AirBillNumbers are a master air waybill, house air waybills, or both. Inferred: the source has the names only in the
// rules of matching.
type AirBillNumbers struct {
	// Master is the master air waybill (MAWB): the airline's prefix and eight digits, "020-12345675".
	Master string `json:"master_air_waybill_number,omitzero" validate:"required_without=Houses,omitempty,air_waybill"`
	// Houses are the house air waybills (HAWB), no two the same.
	Houses []string `json:"house_air_waybill_numbers,omitzero" validate:"omitempty,min=1,unique,dive,order_bill"`
}

// TruckBillNumbers is a truck bill of lading. Inferred: the source has the name only in the rules of matching.
type TruckBillNumbers struct {
	// Number is the bill's.
	Number string `json:"truck_bill_of_lading_number,omitzero" validate:"required,order_bill"`
}

// OtherBillNumbers are bill numbers of a form that the contract does not know, kept as they came. Only answers hold
// them.
type OtherBillNumbers struct {
	raw json.RawMessage
}

// Bills are the master bill, then the house bills.
func (b *OceanBillNumbers) Bills() []Bill { return billsOf(Master, b.Master, b.Houses...) }

// Bills are the master air waybill, then the house air waybills.
func (b *AirBillNumbers) Bills() []Bill { return billsOf(Master, b.Master, b.Houses...) }

// Bills is the truck bill of lading, a regular one.
func (b *TruckBillNumbers) Bills() []Bill { return billsOf(Regular, b.Number) }

// Bills are none that could be told.
func (*OtherBillNumbers) Bills() []Bill { return nil }

func (*OceanBillNumbers) billNumbers() {}
func (*AirBillNumbers) billNumbers()   {}
func (*TruckBillNumbers) billNumbers() {}
func (*OtherBillNumbers) billNumbers() {}

// MarshalJSON writes what came.
func (b OtherBillNumbers) MarshalJSON() ([]byte, error) {
	if b.raw == nil {
		return []byte("{}"), nil
	}
	return b.raw, nil
}

// UnmarshalJSON keeps what comes.
func (b *OtherBillNumbers) UnmarshalJSON(text []byte) error { return b.raw.UnmarshalJSON(text) }

// UnmarshalJSON reads bill numbers strictly; see the package comment.
func (b *OceanBillNumbers) UnmarshalJSON(text []byte) error { return decode(text, b, strict) }
