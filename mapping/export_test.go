package mapping

import "docket/mapping/filing"

// Scores are those of a filing's fields before they are calibrated.
func (f Filing) Scores() map[filing.Pointer]float64 { return f.scores }
