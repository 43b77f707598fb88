package mapping

import (
	"slices"

	"docket/mapping/field"
	"docket/mapping/layout"
	"docket/mapping/value"
)

// Labels that mean different things in two languages: "Expéditeur" is the shipper in French and the forwarder in Dutch,
// "Volumes" packages in Portuguese, "Vol" the flight in French and short for volume in English.

// unsettled is the score of a fact of which it is not known what its label means.
const unsettled = doubtful

// settleLabels decides what labels mean that may mean several things: by what stands behind them, by what other labels
// of the file ask for, and by the language that the others are written in. Where nothing decides, its facts are doubtful.
func settleLabels(sheets []layout.Sheet) {
	asked := map[field.Term]bool{}
	votes := map[string]int{}
	labels := map[string]map[field.Term][]string{}
	for _, s := range sheets {
		s.EachFact(func(f layout.Fact) {
			if _, known := labels[f.Label]; !known {
				said := field.Said(f.Label)
				labels[f.Label] = said
				if language := onlyLanguage(said); language != "" {
					votes[language]++
				}
			}
			if len(f.Terms) == 1 {
				asked[f.Term] = true
			}
		})
	}
	for _, s := range sheets {
		s.Change(func(f *layout.Fact) {
			if said, told := toldByValue(*f, asked); told {
				f.Term, f.Terms = said, []field.Term{said}
				return
			}
			if len(f.Terms) < 2 || !meansOneOf(f.Terms, labels[f.Label]) {
				return
			}
			left := fitting(f.Terms, f.Text)
			left = narrowed(left, func(t field.Term) bool { return !asked[t] })
			left = mostSpoken(left, labels[f.Label], votes)
			f.Terms, f.Term = left, left[0]
			if len(left) > 1 && !slices.ContainsFunc(left, func(t field.Term) bool { return t.Name.IsMeasure() }) {
				f.Score = min(f.Score, unsettled)
			}
		})
	}
}

// toldByValue is what a label asks for that the value alone tells: "Vol" the flight, and "Flight/Date" or "Flight date" the
// departure, where no flight stands behind it but a day. A label of packages, "Box no.", asks for the container where the
// number of one stands behind it that its check digit proves, and nothing else of the file asks for containers.
func toldByValue(f layout.Fact, asked map[field.Term]bool) (field.Term, bool) {
	switch {
	case f.Term == field.Term{Name: field.NoPlace} && len(f.Terms) == 1 && !asked[field.Term{Name: field.Container}] && isContainer(f.Text):
		return field.Term{Name: field.Container}, true
	case f.Term == field.Term{Name: field.Volume} && len(f.Terms) == 1 && isFlight(f.Text):
		return field.Term{Name: field.Flight}, true
	case f.Term == field.Term{Name: field.Flight} && !isFlight(f.Text) && isDay(f.Text):
		return field.Term{Name: field.Departure}, true
	default:
		return field.Term{}, false
	}
}

// meansOneOf says whether a label lists terms as things that it may mean, and not as things that it all asks for.
func meansOneOf(terms []field.Term, said map[field.Term][]string) bool {
	return len(said) == len(terms) && !slices.ContainsFunc(terms, func(t field.Term) bool { return said[t] == nil }) && !sharedLanguage(said)
}

// sharedLanguage says whether one language says all of some terms with the same words.
func sharedLanguage(said map[field.Term][]string) bool {
	count := map[string]int{}
	for _, languages := range said {
		for _, language := range languages {
			if count[language]++; count[language] == len(said) {
				return true
			}
		}
	}
	return false
}

// onlyLanguage is the one language that knows a label, "" if several do, or none.
func onlyLanguage(said map[field.Term][]string) (only string) {
	for _, languages := range said {
		for _, language := range languages {
			if only != "" && only != language {
				return ""
			}
			only = language
		}
	}
	return only
}

// narrowed are the terms of which something holds, all if it holds of none.
func narrowed(terms []field.Term, holds func(field.Term) bool) []field.Term {
	var left []field.Term
	for _, t := range terms {
		if holds(t) {
			left = append(left, t)
		}
	}
	if len(left) == 0 {
		return terms
	}
	return left
}

// fitting are the terms that a text can answer.
func fitting(terms []field.Term, text string) []field.Term {
	return narrowed(terms, func(t field.Term) bool {
		if t.Role != "" {
			return true
		}
		switch t.Name {
		case field.Volume:
			_, _, err := value.ParseVolume(text, value.VolumeEvidence{})
			return err == nil || value.Readings[value.Volume](err) != nil
		case field.Packages:
			_, _, err := value.ParseCount(text, value.CountEvidence{})
			return err == nil || value.Readings[value.Count](err) != nil
		case field.Flight:
			return isFlight(text)
		}
		return true
	})
}

// isContainer says whether a text is the number of a container, with the right check digit.
func isContainer(text string) bool {
	_, remarks, err := value.ParseContainerNumber(text)
	return err == nil && len(remarks) == 0
}

func isFlight(text string) bool {
	_, _, err := value.ParseFlight(text, value.DateEvidence{})
	return err == nil
}

// isDay says whether a text is a date, whichever of two orders it may be read in.
func isDay(text string) bool {
	_, _, err := value.ParseDate(text, value.DateEvidence{})
	return err == nil || value.Readings[value.Date](err) != nil
}

// mostSpoken is the term that the language of most labels means, all of them where two languages are spoken as much.
func mostSpoken(terms []field.Term, said map[field.Term][]string, votes map[string]int) []field.Term {
	count := func(t field.Term) (most int) {
		for _, language := range said[t] {
			most = max(most, votes[language])
		}
		return most
	}
	best := 0
	for _, t := range terms {
		best = max(best, count(t))
	}
	if best == 0 {
		return terms
	}
	return narrowed(terms, func(t field.Term) bool { return count(t) == best })
}
