package value

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
)

// A VolumeUnit is a unit of volume that customs orders take.
type VolumeUnit string

// The units of volume, as customs orders name them. An empty unit is one that the text does not state.
const (
	CubicMetre VolumeUnit = "CBM"
	CubicFoot  VolumeUnit = "CBFT"
)

// A Volume is an exact volume.
type Volume struct {
	Value Decimal
	Unit  VolumeUnit
}

// String is the volume for people: "61.8 CBM".
func (v Volume) String() string { return strings.TrimRight(v.Value.String()+" "+string(v.Unit), " ") }

// VolumeEvidence is what stands around a volume.
type VolumeEvidence struct {
	Style NumberStyle
	Unit  VolumeUnit // of the header, used where the text states none
}

var volumeUnits = unitWords("volume", map[string]VolumeUnit{"cubic-metre": CubicMetre, "cubic-foot": CubicFoot, "litre": litre})

// litre is a unit that customs orders do not take: a thousand of them are given as a cubic metre.
const litre VolumeUnit = "L"

var volumeNoise = setOf("MEASUREMENT MEASUREMENTS MEAS MEAST VOLUME VOL VOLUMEN TOTAL HACIM 体积 體積 总体积 合计 共 AND OR ABOUT OF THE ONLY TICH")

// FindVolumeUnit is the unit of volume that a header names, "Volumen (m³)".
func FindVolumeUnit(header string) (VolumeUnit, bool) {
	unit, found := findUnit(volumeUnits, header)
	if unit == litre {
		return "", false
	}
	return unit, found
}

// ParseVolume reads a volume. Where neither the text nor the evidence states a unit, the volume has none, and a remark
// says so.
func ParseVolume(text string, e VolumeEvidence) (Volume, []Remark, error) {
	bare := plainUpTo(text, 1200)
	unreadable := &Unreadable{
		Code:    "volume_unreadable",
		Message: quote(text) + " is not a volume.",
		Hint:    "Write a number and its unit, such as 61.8 CBM.",
	}
	if len(bare) > 300 {
		return Volume{}, nil, unreadable
	}
	var volumes []Volume
	var remarks []Remark
	for i, m := range measuresIn(spelledCubes(bare)) {
		before, after := parted(fold(m.before)), parted(fold(m.after))
		unit, after, found := unitAtStart(volumeUnits, after)
		if !found && i == 0 {
			unit, before, _ = unitAtEnd(volumeUnits, before)
		}
		after = withoutUnit(volumeUnits, unit, after)
		if i == 0 && !isNoise(before, volumeNoise) || !isNoise(after, volumeNoise) {
			return Volume{}, nil, unreadable
		}
		volume, also, err := readVolume(text, m.digits, unit, e)
		if err != nil {
			return Volume{}, nil, err
		}
		if len(volumes) == 0 || !sameVolume(volumes[0], volume) {
			volumes, remarks = append(volumes, volume), append(remarks, also...)
		} else if volume.Unit == CubicMetre {
			volumes[0] = volume
		}
	}
	switch len(volumes) {
	case 0:
		return Volume{}, nil, unreadable
	case 1:
		return volumes[0], remarks, nil
	}
	return Volume{}, nil, ambiguous("volume_several", quote(text), "Give one volume.", volumeReadings(volumes)...)
}

// A unit's 3 is no number of its own.
var (
	metresCubed = regexp.MustCompile(`(?i)(?:\bm|(\d)m)(?:\s?\^?3|tr3)(?:\b|$)`)
	feetCubed   = regexp.MustCompile(`(?i)ft\s?\^?3(?:\b|$)`)
)

func spelledCubes(text string) string {
	return feetCubed.ReplaceAllString(metresCubed.ReplaceAllString(text, "$1 CBM "), " CFT ")
}

func readVolume(text, digits string, unit VolumeUnit, e VolumeEvidence) (Volume, []Remark, error) {
	var remarks []Remark
	switch {
	case unit == "" && e.Unit == "":
		remarks = append(remarks, Remark{
			Code:    "volume_without_unit",
			Message: quote(text) + " has no unit.",
			Hint:    "Write the unit behind the number, or in the header: CBM or CFT.",
		})
	case unit == "":
		unit = e.Unit
	case e.Unit != "" && e.Unit != unit:
		remarks = append(remarks, Remark{
			Code:    "volume_unit_differs",
			Message: quote(text) + " states another unit than its header, " + string(e.Unit) + "; the text counts.",
			Hint:    "Check the unit.",
		})
	}
	factor := decimal.NewFromInt(1)
	if unit == litre {
		unit, factor = CubicMetre, decimal.New(1, -3)
	}
	value, also, err := parseNumber(digits, e.Style)
	if readings := Readings[Decimal](err); len(readings) == 2 {
		volumes := []Volume{{readings[0].Mul(factor), unit}, {readings[1].Mul(factor), unit}}
		return Volume{}, nil, ambiguous("number_separator", quote(text), "Write the number without a thousands separator, and with a point before decimals.", volumeReadings(volumes)...)
	}
	if err != nil {
		return Volume{}, nil, err
	}
	if value.IsNegative() {
		return Volume{}, nil, &Unreadable{
			Code:    "volume_negative",
			Message: quote(text) + " is less than nothing.",
			Hint:    "Check the volume.",
		}
	}
	volume := Volume{Value: value, Unit: unit}
	if !factor.Equal(decimal.NewFromInt(1)) {
		volume.Value = value.Mul(factor)
		also = append(also, Remark{Code: "volume_converted", Message: quote(text) + " is given as " + volume.String() + "."})
	}
	return volume, append(remarks, also...), nil
}

func volumeReadings(volumes []Volume) []Reading {
	readings := make([]Reading, len(volumes))
	for i, volume := range volumes {
		readings[i] = Reading{Value: volume, Words: volume.String()}
	}
	return readings
}

// sameVolume says whether two volumes are one in two units, or the same one twice; rounding may part them by 1 %.
func sameVolume(a, b Volume) bool {
	inMetres := func(v Volume) Decimal {
		if v.Unit == CubicFoot {
			return v.Value.Mul(cubicMetresPerFoot)
		}
		return v.Value
	}
	x, y := inMetres(a), inMetres(b)
	if a.Unit == b.Unit {
		return x.Equal(y)
	}
	return x.Sub(y).Abs().Mul(oneHundred).LessThanOrEqual(x.Abs())
}

// describedVolume is a volume among other words that say that it is one.
var describedVolume = regexp.MustCompile(`(?i)\b(?:vol(?:ume)?|measurement|meas)\b\.?\s*[:=]?\s*([\d.,]+\s*(?:cbm|m3|m³|cu\.?\s?m\.?|cft|cuft|cu\.?\s?ft\.?))(?:\W|$)`)

// FindVolume finds the one volume that a text about other things states: "MICROPUMPS, 6 CARTONS⏎VOL 1.325 CBM".
func FindVolume(text string) (volume string, found bool) {
	all := describedVolume.FindAllStringSubmatch(text, 2)
	if len(text) > 4000 || len(all) != 1 {
		return "", false
	}
	return all[0][1], true
}
