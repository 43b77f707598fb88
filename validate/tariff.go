package validate

import (
	"regexp"

	"docket/mapping/filing"
)

func tariffRules() []Rule {
	return []Rule{
		{
			Code: "hts_chapter", Level: LevelError, Basis: RequiredByRegulation, Kinds: isfOnly, check: htsChapter,
			Title:       "The chapter of a tariff number exists",
			Explanation: "The first two digits are the chapter, 01 to 97 without 77, or 98 and 99 in the United States. Others come from digits that were lost or shifted.",
			Source:      "Harmonized Tariff Schedule of the United States",
			Example:     Example{Wrong: "0039.26.90", Right: "3926.90"},
		},
		{
			Code: "hts_special_chapter", Level: LevelWarning, Basis: RequiredByRegulation, Kinds: isfOnly, check: htsSpecialChapter,
			Title:       "Goods have a number of chapters 01 to 97",
			Explanation: "Numbers of chapters 98 and 99 tell how goods are treated, not what they are. CBP wants the goods' own number, beside such a one where it applies.",
			Source:      "19 CFR 149.3(a)(8); Harmonized Tariff Schedule of the United States, chapters 98 and 99",
			Example:     Example{Wrong: "9903.88.03 alone", Right: "9903.88.03 and 9403.20.0050"},
		},
	}
}

var htsShape = regexp.MustCompile(`^[0-9]{6}([0-9]{2}){0,2}$`)

// eachTariffLine calls do for every tariff number of the right shape.
func (s *subject) eachTariffLine(do func(maker party, at filing.Pointer, number string)) {
	for _, maker := range s.parties {
		for i, line := range maker.lines {
			if htsShape.MatchString(line.HarmonizedNumber) {
				do(maker, (maker.at+tariffLines).Index(i)+tariffNumber, line.HarmonizedNumber)
			}
		}
	}
}

func htsChapter(s *subject) (found []finding) {
	s.eachTariffLine(func(_ party, at filing.Pointer, number string) {
		if chapter := number[:2]; chapter == "00" || chapter == "77" {
			found = append(found, finding{
				at: at, message: "The tariff number " + number + " begins with " + chapter + ", and there is no such chapter.",
				hint: "check the number against the commercial invoice",
			})
		}
	})
	return found
}

func htsSpecialChapter(s *subject) (found []finding) {
	for _, maker := range s.parties {
		var special []filing.Pointer
		first, ordinary := "", false
		for i, line := range maker.lines {
			switch number := line.HarmonizedNumber; {
			case !htsShape.MatchString(number) || number[:2] < "98":
				ordinary = true
			default:
				special = append(special, (maker.at+tariffLines).Index(i)+tariffNumber)
				first = number
			}
		}
		if len(special) == 0 || ordinary {
			continue
		}
		found = append(found, finding{
			at: special[0], with: special,
			message: "The goods of " + s.words(maker) + " have only numbers such as " + first + " of chapter " + first[:2] + ", which tell how goods are treated, not what they are.",
			hint:    "add the goods' own HTS number",
		})
	}
	return found
}
