package value

import "strings"

// ParseBondType reads the type of a customs bond: CONTINUOUS or SINGLE_TRANSACTION.
func ParseBondType(text string) (string, []Remark, error) {
	if len(text) > 100 {
		text = text[:100]
	}
	switch bare := " " + fold(text) + " "; {
	case len(text) >= 100 || ParseAbsence(text) != Present:
	case hasAny(bare, " CONTINUOUS ", " CONT ", " ANNUAL ", " CONTINOUS ", " CONTINUES ", " TYPE 8 ", " CB ") || strings.TrimSpace(bare) == "8":
		if !hasAny(bare, " SINGLE ", " STB ", " SEB ") {
			return "CONTINUOUS", nil, nil
		}
	case hasAny(bare, " SINGLE ", " STB ", " SEB ", " ONE TIME ", " SINGLE TRANSACTION ", " TYPE 9 ", " SINGLE ENTRY ") || strings.TrimSpace(bare) == "9":
		return "SINGLE_TRANSACTION", nil, nil
	}
	return "", nil, &Unreadable{
		Code:    "bond_type_unknown",
		Message: quote(text) + " is not a type of bond.",
		Hint:    "Write Continuous or Single transaction.",
	}
}

// bondActivities are CBP's activity codes and words for them.
var bondActivities = []struct{ code, words, value string }{
	{"1", "IMPORTER BROKER", "IMPORTER_OR_BROKER"}, {"2", "CUSTODIAN", "CUSTODIAN_OF_BONDED_MERCHANDISE"}, {"3", "CARRIER", "INTERNATIONAL_CARRIER"}, {"4", "FOREIGN FTZ", "FOREIGN_TRADE_ZONE_OPERATOR"}, {"16", "ISF APPENDIX", "ISF_BOND"},
}

// ParseBondActivity reads the activity code of a customs bond: "1", "01 - Importer or Broker", "ISF bond", "16 Appendix D".
func ParseBondActivity(text string) (string, []Remark, error) {
	words := strings.Fields(fold(text[:min(len(text), 100)]))
	if len(text) < 100 && ParseAbsence(text) == Present {
		for _, activity := range bondActivities {
			for _, word := range words {
				if strings.TrimLeft(word, "0") == activity.code || setOf(activity.words)[word] {
					return activity.value, nil, nil
				}
			}
		}
	}
	return "", nil, &Unreadable{
		Code:    "bond_activity_unknown",
		Message: quote(text) + " is not an activity of a bond.",
		Hint:    "Write CBP's activity code, such as 1 for importer or broker.",
	}
}

func hasAny(text string, parts ...string) bool {
	for _, part := range parts {
		if strings.Contains(text, part) {
			return true
		}
	}
	return false
}
