package filing

// IsfBillNumbers are the bills of lading of an ISF, in one of two forms: *RegularBill or *MasterHouseBills.
type IsfBillNumbers interface {
	// Bills are the numbers with their level, the regular or master bill first.
	Bills() []Bill

	isfBillNumbers()
}

// A RegularBill is the bill of lading of a shipment without house bills. Source: the Customs ISF page.
type RegularBill struct {
	// Number was issued by the ocean carrier and begins with its SCAC: "ABCD1234567". At most 16 characters, blanks and
	// dashes, which are ignored, not counted.
	Number string `json:"regular_bill_of_lading_number,omitzero" validate:"required,bill_of_lading"`
}

// MasterHouseBills are a master bill and the house bills under it that the ISF is about. Inferred: the source names the
// form, not its members; they are those of a customs order.
type MasterHouseBills struct {
	// Master begins with the SCAC of the vessel operator.
	Master string `json:"master_bill_of_lading_number,omitzero" validate:"required,bill_of_lading"`
	// Houses each begin with the SCAC of their issuer; no two are the same.
	Houses []string `json:"house_bill_of_lading_numbers,omitzero" validate:"required,min=1,unique,dive,bill_of_lading"`
}

// Bills is the one bill.
func (b *RegularBill) Bills() []Bill { return billsOf(Regular, b.Number) }

// Bills are the master bill, then the house bills.
func (b *MasterHouseBills) Bills() []Bill { return billsOf(Master, b.Master, b.Houses...) }

func (*RegularBill) isfBillNumbers()      {}
func (*MasterHouseBills) isfBillNumbers() {}
