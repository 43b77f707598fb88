package mapping

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"docket/mapping/sheet"
)

// Certain is the highest confidence. Nothing that is read from a file is beyond doubt.
const Certain = 0.99

// Scores of fields that docket asks a person about, and of those that it read by setting something right. Other scores
// come from how well labels are understood, and from how the parts of an address could be told apart.
const (
	doubtful = 0.3
	repaired = 0.8
)

// A calibration turns scores, of which a higher one only means more certain, into confidences: the share of fields with
// such a score that were right.
type calibration []step

// A step holds for scores from one on.
type step struct{ from, confidence float64 }

// confidence of a score.
func (c calibration) confidence(score float64) float64 {
	i, found := slices.BinarySearchFunc(c, score+1e-9, func(s step, score float64) int {
		if s.from <= score {
			return -1
		}
		return 1
	})
	if i == 0 || found {
		return 0
	}
	return c[i-1].confidence
}

//go:embed calibration.tsv
var calibrationTable string

// calibrated is the calibration that holds.
var calibrated = parseCalibration(calibrationTable)

// parseCalibration reads a table with the columns score, fields, right and confidence.
func parseCalibration(table string) (c calibration) {
	for line := range strings.Lines(table) {
		columns := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") || columns[0] == "score" {
			continue
		}
		from, err := strconv.ParseFloat(columns[0], 64)
		confidence, err2 := strconv.ParseFloat(columns[len(columns)-1], 64)
		if err != nil || err2 != nil {
			panic(fmt.Sprintf("calibration.tsv: %q", line)) // it is part of the program
		}
		c = append(c, step{from, confidence})
	}
	return c
}

// doubtAsked lowers the scores of the fields that a question or remark is about.
func (d *draft) doubtAsked() {
	for _, p := range d.filing.Problems {
		score := repaired
		if p.Question {
			score = doubtful
		}
		for at, cells := range d.filing.Cells {
			inside := p.Field != "" && strings.HasPrefix(string(at), string(p.Field)+"/")
			if at == p.Field || inside && slices.ContainsFunc(cells, func(c sheet.Place) bool { return slices.Contains(p.Cells, c) }) {
				d.filing.scores[at] = min(d.filing.scores[at], score)
			}
		}
	}
}

// calibrate gives each field its confidence, and the filing that of its least certain field.
func (d *draft) calibrate() {
	least := 1.0
	for at, score := range d.filing.scores {
		d.filing.Confidences[at] = calibrated.confidence(score)
		least = min(least, score)
	}
	d.filing.Confidence = calibrated.confidence(least)
}
