package value

// DateOrderEvidence gathers what the dates of a column or a workbook prove about the order of day and month in all of
// them. The zero value has none. Feed it texts of fields that hold dates, as their sender wrote them; of a spreadsheet
// none that its application has formatted from a typed value.
type DateOrderEvidence struct {
	day, month, year int
}

// Add takes a text as evidence: "18/12/2026" proves that the day comes first, "04/02/2027" nothing.
func (e *DateOrderEvidence) Add(text string) {
	bare := plainUpTo(text, 640)
	if len(bare) > 160 {
		return
	}
	bare, _, _ = takeClock(bare)
	parts, err := dateParts(text, bare)
	if err != nil || len(parts.numbers) != 3 || len(parts.months) > 0 || len(parts.numbers[0]) == 4 {
		return
	}
	found := ordered(parts)
	for _, other := range found[min(1, len(found)):] {
		if other.order != found[0].order {
			return
		}
	}
	if len(found) == 0 {
		return
	}
	switch found[0].order {
	case DayFirst:
		e.day++
	case MonthFirst:
		e.month++
	case YearFirst:
		e.year++
	}
}

// Order is the order that the evidence proves: AnyOrder where there is none, or where dates of two orders were seen.
func (e DateOrderEvidence) Order() DateOrder {
	switch {
	case e.day > 0 && e.month+e.year == 0:
		return DayFirst
	case e.month > 0 && e.day+e.year == 0:
		return MonthFirst
	case e.year > 0 && e.day+e.month == 0:
		return YearFirst
	}
	return AnyOrder
}

// Days is a range of days, both ends included.
type Days struct{ Least, Most int }

// How long a main leg takes, from departure to arrival.
var (
	OceanVoyage = Days{1, 75}
	AirVoyage   = Days{0, 5}
)

// Plausible says whether an arrival follows a departure within the days that a voyage takes.
func (d Days) Plausible(departure, arrival Date) bool {
	days := int(arrival.Time().Sub(departure.Time()).Hours() / 24)
	return d.Least <= days && days <= d.Most
}

// VoyageOrder is the order of day and month in which the departure and arrival of a shipment, as they are written, make
// a plausible voyage. It is AnyOrder where both orders do, or none. Departure and arrival are taken to be in one order,
// as people write on one form.
func VoyageOrder(departure, arrival string, e DateEvidence, d Days) DateOrder {
	plausible := AnyOrder
	for _, order := range [...]DateOrder{DayFirst, MonthFirst} {
		e.Order = order
		from, _, err := ParseDate(departure, e)
		if err != nil {
			continue
		}
		to, _, err := ParseDate(arrival, e)
		if err != nil || !d.Plausible(from, to) {
			continue
		}
		if plausible != AnyOrder {
			return AnyOrder
		}
		plausible = order
	}
	return plausible
}
