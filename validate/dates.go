package validate

import (
	"fmt"
	"time"

	"github.com/biter777/countries"

	"docket/mapping/filing"
)

func dateRules() []Rule {
	return []Rule{
		{
			Code: "arrival_before_departure", Level: LevelError, Basis: Advisable, Kinds: bothKinds, check: arrivalBeforeDeparture,
			Title:       "Goods depart before they arrive",
			Explanation: "Of two dates that contradict each other one is wrong, and only the sender knows which. Often day and month, or the year, changed places.",
			Source:      "custom of the trade",
			Example:     Example{Wrong: "departure 18 December 2026, arrival 6 January 2026", Right: "departure 18 December 2026, arrival 6 January 2027"},
		},
		{
			Code: "voyage_too_short", Level: LevelWarning, Basis: Advisable, Kinds: bothKinds, check: voyageTooShort,
			Title:       "A voyage takes as long as vessels take",
			Explanation: "From Asia no vessel reaches the United States in less than 7 days, from Oceania in less than 10, from Europe or Africa in less than 5. A shorter voyage mostly comes from day and month that changed places.",
			Source:      "schedules of carriers",
			Example:     Example{Wrong: "Yantian 4 January, Los Angeles 6 January", Right: "Yantian 18 December, Los Angeles 6 January"},
		},
		{
			Code: "voyage_too_long", Level: LevelWarning, Basis: Advisable, Kinds: bothKinds, check: voyageTooLong,
			Title:       "A voyage is over in a few weeks",
			Explanation: "Hardly a voyage takes more than 75 days, or a flight more than 10. A longer one mostly comes from day and month that changed places, or from a wrong year.",
			Source:      "schedules of carriers",
			Example:     Example{Wrong: "departure 3 January, arrival 6 June", Right: "departure 3 January, arrival 30 January"},
		},
		{
			Code: "departure_far_off", Level: LevelWarning, Basis: Advisable, Kinds: bothKinds, check: departureFarOff,
			Title:       "Goods depart within a year of now",
			Explanation: "A departure that lies further behind or ahead mostly has a wrong year.",
			Source:      "custom of the trade",
			Example:     Example{Wrong: "departure 18 December 2062", Right: "departure 18 December 2026"},
		},
		{
			Code: "transshipment_off_route", Level: LevelWarning, Basis: Advisable, Kinds: bothKinds, check: transshipmentOffRoute,
			Title:       "Goods change vessels between departure and arrival",
			Explanation: "A date at a port of transshipment that lies outside the voyage is wrong, or one of those at its ends.",
			Source:      "custom of the trade",
			Example:     Example{Wrong: "Busan 2 December on a voyage from 18 December", Right: "Busan 22 December on a voyage from 18 December"},
		},
	}
}

const (
	departureKey = "/estimated_time_of_departure"
	arrivalKey   = "/estimated_time_of_arrival"
)

// A voyage is the time between the ports of loading and unloading.
type voyage struct {
	departure, arrival     time.Time
	departureAt, arrivalAt filing.Pointer
	days                   int // by the calendar, negative if it arrives before it departs
}

// voyage is the voyage of a filing; false if a date of it is not known.
func (s *subject) voyage() (voyage, bool) {
	from, to := s.route.loading, s.route.unloading
	if from == nil || to == nil || from.departure.IsZero() || to.arrival.IsZero() {
		return voyage{}, false
	}
	v := voyage{
		departure: from.departure, arrival: to.arrival,
		departureAt: from.at + departureKey, arrivalAt: to.at + arrivalKey,
	}
	const oneDay = 24 * time.Hour
	v.days = int(to.arrival.Truncate(oneDay).Sub(from.departure.Truncate(oneDay)) / oneDay)
	return v, true
}

// backwards tells whether a voyage ends before it begins. A flight across the date line may land the day before.
func (s *subject) backwards(v voyage) bool {
	return v.days < 0 && !(s.route.air && v.days == -1)
}

func arrivalBeforeDeparture(s *subject) []finding {
	v, known := s.voyage()
	if !known || !s.backwards(v) {
		return nil
	}
	return []finding{{
		at: v.arrivalAt, with: []filing.Pointer{v.departureAt},
		message: fmt.Sprintf("The goods arrive on %s, before they depart on %s.", day(v.arrival), day(v.departure)),
		hint:    "check both dates, and that day, month and year stand in the right order",
	}}
}

// shortest are the days that a vessel takes to the United States at least, by continent.
var shortest = map[countries.RegionCode]int{countries.RegionAS: 7, countries.RegionOC: 10, countries.RegionEU: 5, countries.RegionAF: 5}

func voyageTooShort(s *subject) []finding {
	v, known := s.voyage()
	if !known || s.backwards(v) || s.route.air {
		return nil
	}
	from, to := s.route.loading, s.route.unloading
	if from.country() == "" || to.country() != "US" || unitedStates[from.country()] || v.days >= shortest[continent(from.country())] {
		return nil
	}
	return []finding{{
		at: v.arrivalAt, with: []filing.Pointer{v.departureAt},
		message: fmt.Sprintf("From %s to %s in %s: no vessel is that fast.", from.words(), to.words(), plural(v.days, "day")),
		hint:    "check both dates, and that day and month stand in the right order",
	}}
}

func voyageTooLong(s *subject) []finding {
	v, known := s.voyage()
	longest := s.limits.LongestVoyage
	if s.route.air {
		longest = s.limits.LongestFlight
	}
	if !known || v.days <= longest {
		return nil
	}
	return []finding{{
		at: v.arrivalAt, with: []filing.Pointer{v.departureAt},
		message: fmt.Sprintf("From departure on %s to arrival on %s it is %s.", day(v.departure), day(v.arrival), plural(v.days, "day")),
		hint:    "check both dates",
	}}
}

func departureFarOff(s *subject) []finding {
	port := s.route.loading
	if port == nil || port.departure.IsZero() || !s.farOff(port.departure) {
		return nil
	}
	away := "behind"
	if port.departure.After(s.now) {
		away = "ahead"
	}
	return []finding{{
		at:      port.at + departureKey,
		message: fmt.Sprintf("The departure on %s lies more than %s %s.", day(port.departure), plural(s.limits.FarDeparture, "day"), away),
		hint:    "check the year",
	}}
}

// farOff tells whether a moment lies too far from now to be that of a shipment in hand.
func (s *subject) farOff(moment time.Time) bool {
	far := s.limits.FarDeparture
	return moment.Before(s.now.AddDate(0, 0, -far)) || moment.After(s.now.AddDate(0, 0, far))
}

func transshipmentOffRoute(s *subject) (found []finding) {
	v, known := s.voyage()
	if !known || s.backwards(v) {
		return nil
	}
	for _, port := range s.route.between {
		for key, moment := range map[filing.Pointer]time.Time{arrivalKey: port.arrival, departureKey: port.departure} {
			if moment.IsZero() || !moment.Before(v.departure) && !moment.After(v.arrival.AddDate(0, 0, 1)) {
				continue
			}
			found = append(found, finding{
				at: port.at + key, with: []filing.Pointer{v.departureAt, v.arrivalAt},
				message: fmt.Sprintf("The goods are at %s on %s, but the voyage is from %s to %s.", port.words(), day(moment), day(v.departure), day(v.arrival)),
				hint:    "check the dates",
			})
		}
	}
	return found
}
