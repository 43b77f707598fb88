package value

import (
	"regexp"
	"strings"
)

// A Vessel is a ship, with its voyage where the text states it.
type Vessel struct {
	Name   string // as printed, without M/V
	Voyage string // as printed, without V. or VOY; "" if not stated
	IMO    int    // seven digits, 0 if not stated
}

// VesselEvidence is what stands around a vessel.
type VesselEvidence struct {
	Voyage VoyagePlace
}

// A VoyagePlace tells where the voyage of a vessel stands.
type VoyagePlace uint8

// Where a voyage stands.
const (
	VoyageUnknown   VoyagePlace = iota
	VoyageWithin                // in the same cell: its label asks for vessel and voyage
	VoyageElsewhere             // in a cell of its own
)

var (
	vesselPrefix = regexp.MustCompile(`(?i)^\s*(?:(?:mother\s+)?vessel(?:\s+name)?\s*[:\-]\s*|船名\s*[:]?\s*|(?:m\s?[./]?\s?v|m\s?[./]?\s?s|s\s?[./]\s?s|mt)\s*[./]?\s+|m\.?/?v\.?\s?["']|["']|m/v\.?|m\.v\.)`)
	imoLabel     = regexp.MustCompile(`(?i)[\s,/(\-]*\b(?:lloyd'?s?(?:\s*/?\s*imo)?|imo)\s*(?:no\.?|number|#|code)?\s*[:#.\-]?\s*(\d{7})\b\)?`)
	bareIMO      = regexp.MustCompile(`(?:[\s,/(\-]+)(\d{7})\)?\s*$`)
	// voyageMark is what stands before a voyage beyond doubt.
	voyageMark = regexp.MustCompile(`(?i)(?:^|[\s,/(\-.])(?:voy(?:age|\.)?(?:\s*(?:no\.?|number|#|nr\.?))?\s*[:.#\-]?\s*|v(?:oy)?\s?[.\-#:]\s*|v\s+|v/|航次\s*(?:号)?[:.]?\s*|chuyến\s*:?\s*|viaje\s*:?\s*|reise\s*:?\s*|sefer\s*:?\s*|항차\s*:?\s*|次航\s*)([A-Z0-9][A-Z0-9\-]*(?:\s?/\s?[A-Z0-9\-]*\d[A-Z0-9\-]*)?)\)?\s*$`)
	gluedMark  = regexp.MustCompile(`(?i)(?:^|[\s,/(\-])v(\d{2,4}[A-Z]{0,2})\)?\s*$`)
	// strokedVoyage is a voyage behind a stroke, comma or dash.
	strokedVoyage = regexp.MustCompile(`(?i)^(.*?[\p{L}\d)])\s*(?:/|,|\n|;|\s-\s|\||\()\s*((?:[A-Z0-9\-]*\d[A-Z0-9\-]*)(?:\s?/\s?[A-Z0-9\-]*\d[A-Z0-9\-]*)?)\)?\s*$`)
	// spacedVoyage is a voyage that its form tells: 032E, IZ702A, 0TXE1E1MA, E123, 2651W, N012; not a number alone.
	spacedVoyage = regexp.MustCompile(`(?i)^(.*\S)\s+(\d{1,5}[-/]?[NSEWAB]{1,2}|[NSEW]\d{2,5}|[A-Z]{2}\d{3}[A-Z]|\d{3}[A-Z]{2}\d{0,3}|0[A-Z0-9]{3}[A-Z0-9]*\d[A-Z0-9]*[A-Z][A-Z0-9]*|\d{4}-\d{2,3}[NSEW]?)\s*$`)
	spacedNumber = regexp.MustCompile(`^(.*\S)\s+(\d{2,5})\s*$`)
)

// vesselLetters are what a ship's name has at least.
var vesselLetters = regexp.MustCompile(`\p{L}.*\p{L}`)

// motherVessel is the vessel that counts where a feeder is named too.
var (
	motherVessel = regexp.MustCompile(`(?i)\b(?:mother\s*(?:vessel)?|2nd\s+vessel|second\s+vessel|大船|二程船?)\s*[:\-]\s*([^:]+?)(?:[\s/,;]+(?:feeder|1st|first|头程).*)?$`)
	vesselNote   = regexp.MustCompile(`(?i)\s*\((?:(?:1st|2nd|first|second|mother|feeder|main|ocean)(?:\s+vessel)?|or\s+sub(?:stitute)?|subject\s+to\s+change)\)`)
)

// ParseVessel reads a vessel and, if it is there, its voyage and IMO number: "MERIDIAN LARK / 032E",
// "BRIGHTWATER QUEST V.088E", "MSC ANNA 0123E", "COSCO SHIPPING ROSE V-045E / 9795634". A number of digits alone behind
// a blank ("WAN HAI 305") is ambiguous, unless the evidence says where the voyage stands.
func ParseVessel(text string, e VesselEvidence) (Vessel, []Remark, error) {
	bare := plainUpTo(text, 800)
	unreadable := &Unreadable{
		Code:    "vessel_unreadable",
		Message: quote(text) + " is not a vessel.",
		Hint:    "Give the vessel's name.",
	}
	if len(bare) > 200 || ParseAbsence(text) != Present || isPartyOnLines(text) {
		return Vessel{}, nil, unreadable
	}
	var vessel Vessel
	var remarks []Remark
	bare, remarks = vessel.takeIMO(bare)
	if match := motherVessel.FindStringSubmatch(bare); match != nil {
		bare = match[1]
	}
	bare = strings.TrimSpace(vesselPrefix.ReplaceAllString(vesselNote.ReplaceAllString(bare, ""), ""))
	rest, voyage, err := splitVoyage(text, bare, e)
	if err != nil {
		return Vessel{}, nil, err
	}
	vessel.Voyage = voyage
	vessel.Name = vesselName(rest)
	if !vesselLetters.MatchString(vessel.Name) {
		return Vessel{}, nil, unreadable
	}
	if ParseAbsence(vessel.Name) != Present {
		vessel.Name = ""
	}
	return vessel, remarks, nil
}

// takeIMO takes the IMO number out of a text: one that is labelled, or one at the end with a right check digit.
func (v *Vessel) takeIMO(text string) (string, []Remark) {
	if match := imoLabel.FindStringSubmatchIndex(text); match != nil {
		number := text[match[2]:match[3]]
		v.IMO = atoi(number)
		return text[:match[0]] + " " + text[match[1]:], imoRemarks(number)
	}
	if match := bareIMO.FindStringSubmatchIndex(text); match != nil && CheckIMO(atoi(text[match[2]:match[3]])) {
		v.IMO = atoi(text[match[2]:match[3]])
		return text[:match[0]], nil
	}
	return text, nil
}

// splitVoyage parts a vessel's name from its voyage.
func splitVoyage(text, bare string, e VesselEvidence) (rest, voyage string, err error) {
	bare = strings.TrimRight(bare, " ./,-")
	for _, mark := range []*regexp.Regexp{voyageMark, gluedMark} {
		if match := mark.FindStringSubmatchIndex(bare); match != nil && match[0] > 0 && (hasDigit(bare[match[2]:match[3]]) || ParseAbsence(bare[match[2]:match[3]]) != Present) {
			return bare[:match[0]], cleanVoyage(bare[match[2]:match[3]]), nil
		}
	}
	if match := strokedVoyage.FindStringSubmatch(bare); match != nil {
		if first := spacedVoyage.FindStringSubmatch(match[1]); first != nil { // "EVER GIVEN 012W/013E"
			return first[1], cleanVoyage(first[2]) + "/" + cleanVoyage(match[2]), nil
		}
		return match[1], cleanVoyage(match[2]), nil
	}
	if name, other, stroked := strings.Cut(bare, "/"); stroked && ParseAbsence(strings.TrimSpace(other)) != Present {
		return name, "", nil // "EVER GIVEN / TBA"
	}
	if match := spacedVoyage.FindStringSubmatch(bare); match != nil {
		return match[1], cleanVoyage(match[2]), nil
	}
	if match := spacedNumber.FindStringSubmatch(bare); match != nil && e.Voyage != VoyageElsewhere {
		if e.Voyage == VoyageWithin {
			return match[1], match[2], nil
		}
		return "", "", ambiguous("vessel_or_voyage", quote(text), "Write the voyage behind a stroke: "+strings.ToUpper(match[1])+" / "+match[2]+".",
			Reading{Value: Vessel{Name: vesselName(bare)}, Words: "the vessel " + vesselName(bare)},
			Reading{Value: Vessel{Name: vesselName(match[1]), Voyage: match[2]}, Words: "the vessel " + vesselName(match[1]) + " on voyage " + match[2]})
	}
	return bare, "", nil
}

func vesselName(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	return strings.Trim(text, " \"'/,;:-(.")
}

// isPartyOnLines says whether a text is a party with its address on lines of their own, which a column of ship-to parties
// holds whose header was cut to "Ship".
func isPartyOnLines(text string) bool {
	if strings.Count(strings.TrimSpace(text), "\n") < 2 {
		return false
	}
	party, _, err := ParseParty(text, PartyEvidence{})
	return err == nil && party.Address.PostalCode != "" && party.Address.Country != ""
}
