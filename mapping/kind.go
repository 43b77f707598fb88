package mapping

import (
	"slices"

	"docket/mapping/field"
	"docket/mapping/layout"
	"docket/mapping/value"
)

// isfRoles are the parties that an ISF names and a bill of lading hardly ever does.
var isfRoles = map[field.Role]bool{
	field.Importer: true, field.Buyer: true, field.Seller: true, field.Manufacturer: true, field.ShipTo: true, field.StuffingLocation: true, field.Consolidator: true,
}

// typeOf tells what kind of paper the sheets are. Titles weigh most; else an ISF is known by its parties, and a bill of
// lading by a shipper or consignee and what is shipped. A paper that no filing can be made of is Unknown: one of another
// title, and one that names no bill, no party and no cargo, though it states other things, such as ports and carriers.
func typeOf(sheets []layout.Sheet) DocumentType {
	var e typeEvidence
	for _, s := range sheets {
		for _, t := range s.Titles {
			e.title(t.Kind)
		}
		for _, f := range s.Form {
			e.terms(f.Terms)
			e.value(f)
		}
		for _, t := range s.Tables {
			for _, c := range t.Columns {
				e.terms(c.Terms)
			}
			for _, r := range t.Rows {
				for _, f := range r.Facts {
					e.role(f.Term.Role)
					e.value(f)
				}
			}
		}
	}
	return e.verdict()
}

// typeEvidence counts what speaks for which type.
type typeEvidence struct {
	isfTitles, bolTitles, otherTitles int
	isfRoles, shippers                map[field.Role]bool
	bills, transport                  int  // labels
	billStated                        bool // a bill has a number
	stated                            int  // values
	shipmentStated                    bool // a bill, a party, a container, a tariff number or an amount has a value
}

func (e *typeEvidence) title(kind field.Aside) {
	switch kind {
	case field.IsfTitle:
		e.isfTitles++
	case field.BolTitle:
		e.bolTitles++
	case field.OtherTitle:
		e.otherTitles++
	}
}

func (e *typeEvidence) role(role field.Role) {
	if e.isfRoles == nil {
		e.isfRoles, e.shippers = map[field.Role]bool{}, map[field.Role]bool{}
	}
	switch {
	case isfRoles[role]:
		e.isfRoles[role] = true
	case role == field.Shipper, role == field.Consignee, role == field.Notify:
		e.shippers[role] = true
	}
}

// shortestBill is how many characters a number has at least that shows a paper to be about a shipment.
const shortestBill = 7

// value looks at what stands behind a label.
func (e *typeEvidence) value(f layout.Fact) {
	if present(f) && f.Term.Name != field.NoPlace {
		e.stated++
		e.shipmentStated = e.shipmentStated || isOfShipment(f)
	}
	if f.Term.Role != "" || !slices.Contains(billNames, f.Term.Name) || !present(f) {
		return
	}
	bills, _, err := value.ParseBills(f.Text, value.BillEvidence{})
	if err == nil && len(bills) > 0 && len(bills[0].Number) >= shortestBill {
		e.billStated = true
	}
}

// isOfShipment says whether a value is of one shipment, as ports, carriers and dates are not: lists of rates and of
// sailings have these too.
func isOfShipment(f layout.Fact) bool {
	if f.Term.Role != "" {
		return true
	}
	switch {
	case slices.Contains(billNames, f.Term.Name):
		_, _, err := value.ParseBills(f.Text, value.BillEvidence{})
		return err == nil
	case f.Term.Name == field.Container:
		_, _, err := value.ParseContainers(f.Text)
		return err == nil
	default:
		return f.Term.Name.IsMeasure() || f.Term.Name == field.HTS
	}
}

func (e *typeEvidence) terms(terms []field.Term) {
	for _, t := range terms {
		e.role(t.Role)
		if slices.Contains(billNames, t.Name) {
			e.bills++
			continue
		}
		switch t.Name {
		case field.Container, field.Vessel, field.Voyage, field.Flight, field.Seal, field.PortOfLoading, field.PortOfUnloading:
			e.transport++
		}
	}
}

func (e *typeEvidence) verdict() DocumentType {
	switch {
	case e.isfTitles > 0 && (len(e.isfRoles) >= 2 || e.bills > 0):
		return IsfWorksheet
	case e.otherTitles > 0 && !e.billStated, e.bills == 0 && e.transport < 2, e.stated > 0 && !e.shipmentStated:
		return Unknown
	case len(e.isfRoles) >= 4:
		return IsfWorksheet
	case e.bills > 0 && (e.bolTitles > 0 || len(e.shippers) > 0 || e.transport >= 2):
		return BillOfLading
	case e.transport >= 2 && (len(e.shippers) > 0 || e.bolTitles > 0):
		return BillOfLading // its bill is missing, which is to be said
	default:
		return Unknown
	}
}
