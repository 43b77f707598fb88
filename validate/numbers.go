package validate

import (
	"regexp"
	"strconv"
	"strings"

	"docket/mapping/filing"
)

func numberRules() []Rule {
	return []Rule{
		{
			Code: "importer_number_kind", Level: LevelError, Basis: RequiredByRegulation, Kinds: isfOnly, check: importerNumberKind,
			Title:       "Importer and consignee are known by a number that CBP gives or takes",
			Explanation: "CBP takes an EIN, a social security number, a CBP-assigned number or a passport, and for a consignee an encrypted number. A DUNS number, a FIRMS code or a SCAC tells it nothing about who pays duties.",
			Source:      "19 CFR 149.3(a)(3) and (4); 19 CFR 24.5",
			Example:     Example{Wrong: "importer with DUNS 651098772", Right: "importer with EIN 89-555067400"},
		},
		{
			Code: "ein_suffix_missing", Level: LevelWarning, Basis: RequiredByRegulation, Kinds: isfOnly, check: einSuffixMissing,
			Title:       "An EIN has CBP's suffix",
			Explanation: "CBP tells importers under one EIN apart by two characters behind it. Without them 00 is taken, which is right for most.",
			Source:      "19 CFR 24.5; CBP Form 5106",
			Example:     Example{Wrong: "89-5550674", Right: "89-555067400"},
		},
		{
			Code: "number_is_placeholder", Level: LevelHold, Basis: Advisable, Kinds: isfOnly, check: numberIsPlaceholder,
			Title:       "An identification number is not a placeholder",
			Explanation: "A number of one digit repeated is what people write when they do not have the number.",
			Source:      "custom of the trade",
			Example:     Example{Wrong: "99-999999999", Right: "89-555067400"},
		},
		{
			Code: "ssn_never_issued", Level: LevelHold, Basis: Advisable, Kinds: isfOnly, check: ssnNeverIssued,
			Title:       "A social security number is one that can have been issued",
			Explanation: "None begins with 000, 666 or 9, has 00 in the middle or 0000 at its end.",
			Source:      "Social Security Administration, number randomization",
			Example:     Example{Wrong: "a number that begins with 666", Right: "the number on the card"},
		},
		{
			Code: "importer_repeated", Level: LevelError, Basis: RequiredByRegulation, Kinds: isfOnly, check: importerRepeated,
			Title:       "An ISF has one importer of record",
			Explanation: "One party is liable for the duties. Of two that differ one is wrong.",
			Source:      "19 CFR 149.3(a)(3)",
			Example:     Example{Wrong: "two importers with two EINs", Right: "one importer"},
		},
		{
			Code: "birth_date_implausible", Level: LevelHold, Basis: Advisable, Kinds: isfOnly, check: birthDateImplausible,
			Title:       "A date of birth lies in the past, and not too far",
			Explanation: "A year that is read wrong puts a birth into the future or more than 120 years back.",
			Source:      "custom of the trade",
			Example:     Example{Wrong: "a birth in 2084", Right: "a birth in 1984"},
		},
		{
			Code: "entry_number_check_digit", Level: LevelWarning, Basis: RequiredByRegulation, Kinds: isfOnly, check: entryNumberCheckDigit,
			Title:       "The check digit of a CBP entry number is right",
			Explanation: "The last digit of an entry number follows from the filer code and the seven digits in front of it. Where it does not, one of them is a slip, and CBP finds no entry by the number.",
			Source:      "19 CFR 142.3a(b)(3); CBP, ACE CATAIR, Appendix E",
			Example:     Example{Wrong: "CHQ12345678", Right: "CHQ12345676"},
		},
	}
}

func importerNumberKind(s *subject) (found []finding) {
	for _, party := range s.playing(string(filing.EntityImporter), string(filing.EntityConsignee)) {
		kind := ""
		switch party.number.(type) {
		case *filing.DUNS, *filing.DUNSPlus4:
			kind = "a DUNS number"
		case *filing.FIRMS:
			kind = "a FIRMS code"
		case *filing.SCAC:
			kind = "a SCAC"
		case *filing.EncryptedConsigneeNumber:
			if party.role == string(filing.EntityImporter) {
				kind = "an encrypted consignee number"
			}
		}
		if kind == "" {
			continue
		}
		found = append(found, finding{
			at: party.at + "/entity_identifier", value: party.number.Text(),
			message: upper(s.words(party)) + " is given by " + kind + ", by which CBP does not know importers.",
			hint:    "write the EIN, such as 12-345678900, or the number that CBP assigned",
		})
	}
	return found
}

func einSuffixMissing(s *subject) (found []finding) {
	for _, party := range s.parties {
		if ein, ok := party.number.(*filing.EIN); ok && bareEIN.MatchString(ein.Number) {
			found = append(found, finding{
				at:      party.at + "/entity_identifier/employer_identification_number",
				message: "The EIN " + ein.Number + " of " + s.words(party) + " has no suffix; CBP will take 00.",
				hint:    "write " + ein.Number + "00, or the suffix that CBP has on file",
			})
		}
	}
	return found
}

var bareEIN = regexp.MustCompile(`^[0-9]{2}-[0-9]{7}$`)

func numberIsPlaceholder(s *subject) (found []finding) {
	for _, party := range s.parties {
		if party.number == nil || !oneDigit(party.number) {
			continue
		}
		found = append(found, finding{
			at: party.at + "/entity_identifier", value: party.number.Text(),
			message: "The number of " + s.words(party) + " is one digit repeated.",
			hint:    "write the real number",
		})
	}
	return found
}

// oneDigit tells whether a number is one digit repeated, an EIN's suffix aside.
func oneDigit(number filing.EntityIdentifier) bool {
	text := number.Text()
	if _, isEIN := number.(*filing.EIN); isEIN {
		text = text[:min(len(text), len("NN-NNNNNNN"))]
	}
	text = strings.ReplaceAll(text, "-", "")
	return len(text) >= 9 && text[0] >= '0' && text[0] <= '9' && strings.Trim(text, text[:1]) == ""
}

func ssnNeverIssued(s *subject) (found []finding) {
	for _, party := range s.parties {
		ssn, ok := party.number.(*filing.SSN)
		if !ok || !neverIssued.MatchString(ssn.Number) || oneDigit(ssn) {
			continue
		}
		found = append(found, finding{
			at:      party.at + "/entity_identifier/social_security_number",
			message: "The social security number of " + s.words(party) + " is one that was never issued.",
			hint:    "check the number",
		})
	}
	return found
}

var neverIssued = regexp.MustCompile(`^(000|666|9[0-9]{2})-[0-9]{2}-[0-9]{4}$|^[0-9]{3}-00-[0-9]{4}$|^[0-9]{3}-[0-9]{2}-0000$`)

func importerRepeated(s *subject) []finding {
	importers := s.playing(string(filing.EntityImporter))
	for _, other := range importers[min(1, len(importers)):] {
		if numberText(other) == numberText(importers[0]) {
			continue
		}
		return []finding{{
			at: other.at, with: []filing.Pointer{importers[0].at}, value: other.name,
			message: "There are two importers of record with different numbers, " + shorten(importers[0].name) + " and " + shorten(other.name) + ".",
			hint:    "leave the one that is liable for the duties",
		}}
	}
	return nil
}

func numberText(p party) string {
	if p.number == nil {
		return ""
	}
	return p.number.Text()
}

func birthDateImplausible(s *subject) (found []finding) {
	for _, party := range s.parties {
		passport, ok := party.number.(*filing.Passport)
		if !ok {
			continue
		}
		born, err := passport.DateOfBirth.Time()
		if err != nil || born.Before(s.now) && born.After(s.now.AddDate(-120, 0, 0)) {
			continue
		}
		where := "in the future"
		if born.Before(s.now) {
			where = "more than 120 years ago"
		}
		found = append(found, finding{
			at:      party.at + "/entity_identifier/date_of_birth",
			message: "The date of birth of " + s.words(party) + " lies " + where + ".",
			hint:    "check the year",
		})
	}
	return found
}

var entryShape = regexp.MustCompile(`^[A-Z]{3}[0-9]{8}$`)

func entryNumberCheckDigit(s *subject) []finding {
	number := s.isf.ReferenceIdentifiers.CBPEntryNumber
	if !entryShape.MatchString(number) {
		return nil
	}
	front, last := number[:len(number)-1], number[len(number)-1:]
	digit := entryCheckDigit(front)
	if digit == last {
		return nil
	}
	return []finding{{
		at:      "/reference_identifiers/us_cbp_entry_number",
		message: "The check digit of entry number " + number + " is wrong: after " + front + " comes " + digit + ".",
		hint:    "compare the number with the entry",
	}}
}

// entryCheckDigit is the digit that follows on a filer code and seven digits: letters count as the last digits of their
// places in A to I, J to R and, from 2 on, S to Z; every second digit from the end is doubled, and of what is above 9 the
// digits are added.
func entryCheckDigit(front string) string {
	sum := 0
	for i, c := range []byte(front) {
		digit := int(c - '0')
		switch {
		case c >= 'S':
			digit = int(c-'S') + 2
		case c >= 'J':
			digit = int(c-'J') + 1
		case c >= 'A':
			digit = int(c-'A') + 1
		}
		if (len(front)-i)%2 == 1 {
			digit *= 2
		}
		sum += digit/10 + digit%10
	}
	return strconv.Itoa((10 - sum%10) % 10)
}
