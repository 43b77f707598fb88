package validate

import (
	"fmt"
	"time"
)

func deadlineRules() []Rule {
	return []Rule{
		{
			Code: "filing_deadline_passed", Level: LevelWarning, Basis: RequiredByRegulation, Kinds: isfOnly, check: deadlinePassed,
			Title:       "An ISF is filed 24 hours before loading",
			Explanation: "CBP wants the filing no later than 24 hours before the goods are laden at the foreign port. A late one is better than none, so it is sent; each can cost 5,000 dollars. The departure stands for the loading, which is not later.",
			Source:      "19 CFR 149.2(b); 19 CFR 113.62",
			Example:     Example{Wrong: "departure tomorrow at 6 o'clock", Right: "departure in five days"},
		},
		{
			Code: "filing_deadline_near", Level: LevelWarning, Basis: RequiredByRegulation, Kinds: isfOnly, check: deadlineNear,
			Title:       "An ISF is filed in good time",
			Explanation: "The deadline is 24 hours before loading, and vessels load before they depart. What is held or invalid now has these hours left.",
			Source:      "19 CFR 149.2(b)",
			Example:     Example{Wrong: "departure in three days", Right: "departure in ten days"},
		},
	}
}

// beforeLoading is how long before loading an ISF is due.
const beforeLoading = 24 * time.Hour

// timeLeft is the time until the filing is due, negative if it is overdue; false if no departure tells.
func (s *subject) timeLeft() (left time.Duration, departure time.Time, known bool) {
	port := s.route.loading
	if port == nil || port.departure.IsZero() || s.farOff(port.departure) {
		return 0, time.Time{}, false
	}
	return port.departure.Add(-beforeLoading).Sub(s.now), port.departure, true
}

func deadlinePassed(s *subject) []finding {
	left, departure, known := s.timeLeft()
	if !known || left >= 0 {
		return nil
	}
	message := fmt.Sprintf("The filing is late: the goods depart on %s, and it was due 24 hours before they are loaded.", day(departure))
	if departure.Before(s.now) {
		message = fmt.Sprintf("The filing is late: the goods departed on %s, and it was due 24 hours before they were loaded.", day(departure))
	}
	return []finding{{
		at:      s.route.loading.at + departureKey,
		message: message,
		hint:    "check the date of departure; if it is right, have the filing sent at once",
	}}
}

func deadlineNear(s *subject) []finding {
	left, departure, known := s.timeLeft()
	if !known || left < 0 || left >= s.limits.FilingNotice {
		return nil
	}
	return []finding{{
		at:      s.route.loading.at + departureKey,
		message: fmt.Sprintf("About %s are left: the goods depart on %s, and the filing is due 24 hours before they are loaded.", plural(int(left.Hours()), "hour"), day(departure)),
		hint:    "mend what else is wrong with this filing before others",
	}}
}
