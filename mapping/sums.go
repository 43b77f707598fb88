package mapping

import (
	"slices"

	"docket/mapping/field"
	"docket/mapping/filing"
	"docket/mapping/layout"
	"docket/mapping/value"
)

// Where a file states a total beside the parts that it is of, both numbers go to package validate: that they agree, and
// what becomes of a filing if not, is a rule (total_differs). Two numbers of which nothing tells the right one are never
// filed: the amount is then left out.

// leafOf is the key of a number in an ISF, or in an order.
func (d *draft) leafOf(isf, order string) string {
	if d.filing.Kind == filing.KindISF {
		return isf
	}
	return order
}

// agreesWithTotals compares a sum with the totals that the tables state below their rows.
func (d *draft) agreesWithTotals(at filing.Pointer, m measure, name field.Name, sum *total) bool {
	agrees := true
	tables := map[*layout.Table]bool{}
	for i := range d.rows {
		t := d.rows[i].table
		if tables[t] || len(t.Totals) == 0 {
			continue
		}
		tables[t] = true
		f, found := factOf(t.Totals[len(t.Totals)-1].Facts, name)
		if !found {
			continue
		}
		if stated, _, _, err := m.read(f, nil); err == nil && !d.isSubtotal(t, m, name, stated) {
			agrees = d.agrees(at, m, f, stated, *sum) && agrees
		}
	}
	return agrees
}

// isSubtotal says whether the last total of a table is that of the rows since the total before it alone: of the last page,
// or of the last container.
func (d *draft) isSubtotal(t *layout.Table, m measure, name field.Name, stated value.Decimal) bool {
	if len(t.Totals) < 2 {
		return false
	}
	before := t.Totals[len(t.Totals)-2].Number
	var sum value.Decimal
	for i := range d.rows {
		r := &d.rows[i]
		f, found := factOf(r.Facts, name)
		if r.table != t || r.Number < before || !found {
			continue
		}
		amount, _, _, err := m.read(f, r)
		if err != nil {
			return false
		}
		sum = sum.Add(amount)
	}
	return sum.Equal(stated)
}

// agrees notes a total that a fact states and what its parts add up to, and says whether the two agree.
func (d *draft) agrees(at filing.Pointer, m measure, f layout.Fact, stated value.Decimal, parts total) bool {
	if m.leaf != "" {
		at = at.Key(m.leaf)
	}
	sum := Sum{Of: at, Stated: number(stated), Added: number(parts.amount), Cells: slices.Clone(f.Cells)}
	d.filing.Sums = append(d.filing.Sums, sum)
	return !sum.Differs()
}

// grandTotals are the totals that stand below the rows of several shipments.
func grandTotals(shipments []shipment, e *evidence, o Options, t DocumentType) (sums []Sum) {
	for _, table := range sharedTables(shipments) {
		all := &shipment{rows: rowsOf([]layout.Table{*table})}
		if t == IsfWorksheet {
			d := newDraft(all, e, o, filing.KindISF)
			const at = filing.Pointer("/shipment_information/cargo_details")
			d.total(at.Key("estimated_value"), d.values())
			d.total(at.Key("estimated_quantity"), d.packages())
			d.total(at.Key("estimated_weight"), d.weights())
			sums = append(sums, d.filing.Sums...)
			continue
		}
		d := newDraft(all, e, o, filing.KindOrder)
		const at = filing.Pointer("/cargo_details")
		d.total(at.Key("weight"), d.weights())
		d.total(at.Key("volume"), d.volumes())
		d.total(at.Key("shipping_unit_details"), d.packages())
		d.total(filing.Pointer("/customs_details/estimated_total_commercial_invoice_value").Index(0), d.values())
		sums = append(sums, d.filing.Sums...)
	}
	return sums
}

// sharedTables are the tables with totals whose rows are of several shipments, each shipment with rows of its own.
func sharedTables(shipments []shipment) (tables []*layout.Table) {
	owners := map[*layout.Table]int{}
	for i := range shipments {
		seen := map[*layout.Table]bool{}
		for _, r := range shipments[i].rows {
			if r.shared || seen[r.table] || len(r.table.Totals) == 0 {
				continue
			}
			seen[r.table] = true
			if owners[r.table]++; owners[r.table] == 2 {
				tables = append(tables, r.table)
			}
		}
	}
	return tables
}
