package mapping

import (
	"slices"
	"time"

	"docket/mapping/field"
	"docket/mapping/layout"
	"docket/mapping/sheet"
	"docket/mapping/value"

	"github.com/shopspring/decimal"
)

// evidence is what the values of a file tell about each other: how its sender writes dates and numbers.
type evidence struct {
	dates      value.DateOrderEvidence
	numbers    value.NumberEvidence // of weights, volumes and counts
	money      value.NumberEvidence // often copied from an invoice that somebody else wrote
	currencies []string
	shared     []layout.Fact // the cells that say LCL, if none says FCL
	now        time.Time
}

// voyage is how long a sea voyage may take from the port of loading to the port of unloading.
var voyage = value.Days{Least: 1, Most: 75}

// flightDays is how long a flight may take, with the date line between.
var flightDays = value.Days{Least: -1, Most: 5}

// gatherEvidence looks at every value that was found, also at those that have no place in a request: the date of a
// signature shows how its writer orders day and month.
func gatherEvidence(sheets []layout.Sheet, now time.Time) *evidence {
	e := &evidence{now: now}
	for _, s := range sheets {
		e.addAll(s.Form)
		for _, t := range s.Tables {
			for _, r := range t.Rows {
				e.addAll(r.Facts)
			}
		}
	}
	return e
}

// addAll adds facts that stand together: weights show their style by the packages that they are the weight of.
func (e *evidence) addAll(facts []layout.Fact) {
	var packages value.Count
	for _, f := range facts {
		e.add(f)
		if asksFor(f, field.Packages) && present(f) && packages.Value == 0 {
			if count, _, err := value.ParseCount(f.Text, value.CountEvidence{}); err == nil {
				packages = count
			}
		}
	}
	for _, f := range facts {
		if (asksFor(f, field.GrossWeight) || asksFor(f, field.Weight)) && len(f.Values) == 1 && f.Values[0].Kind == sheet.Text {
			e.numbers.AddWeight(f.Text, packages)
		}
	}
	e.addVolumes(facts)
}

// lightest and heaviest are what cargo weighs at least and at most, in kilograms for a cubic metre: less than feathers,
// and more than gold.
const lightest, heaviest = 5, 25_000

// addVolumes takes volumes of two readings as evidence, where just one of them can be that of goods of the weight beside
// it.
func (e *evidence) addVolumes(facts []layout.Fact) {
	weight, found := factOf(facts, field.GrossWeight)
	volume, states := factOf(facts, field.Volume)
	if !found || !states || len(volume.Values) != 1 || volume.Values[0].Kind != sheet.Text {
		return
	}
	w, _, err := value.ParseWeight(weight.Text, value.WeightEvidence{Style: e.style(weight)})
	if _, isCubic := value.FindVolumeUnit(volume.Text + " " + volume.Label); err != nil || w.Unit == "" || !isCubic {
		return
	}
	e.numbers.AddWithin(volume.Text, w.Value.Div(decimal.NewFromInt(heaviest)), w.Value.Div(decimal.NewFromInt(lightest)))
}

func (e *evidence) add(f layout.Fact) {
	if !present(f) || len(f.Values) != 1 || f.Values[0].Kind != sheet.Text {
		return // what a spreadsheet formats from a typed value shows the spreadsheet's habits, not its sender's
	}
	for _, t := range f.Terms {
		switch t.Name {
		case field.Departure, field.Arrival, field.NoPlace:
			e.dates.Add(f.Text)
		case field.GrossWeight, field.Weight, field.Volume:
			e.numbers.Add(f.Text)
		case field.Value:
			e.money.Add(f.Text)
		case field.Packages:
			e.numbers.AddCount(f.Text)
		case field.Currency:
			if currency, found := value.FindCurrency(f.Text); found && !slices.Contains(e.currencies, currency) {
				e.currencies = append(e.currencies, currency)
			}
		}
	}
}

// style is the style of the numbers in a fact.
func (e *evidence) style(f layout.Fact) value.NumberStyle {
	if len(f.Values) > 0 && f.Values[0].Kind != sheet.Text {
		return value.DecimalPoint // a typed number, shown in docket's own style
	}
	own, other := e.numbers, e.money
	if f.Term.Name == field.Value {
		own, other = other, own
	}
	if style := own.Style(); style != value.AnyStyle || own.Mixed() {
		return style
	}
	return other.Style()
}

func (e *evidence) ofDates() value.DateEvidence {
	return value.DateEvidence{Order: e.dates.Order(), Around: value.DateOf(e.now)}
}
