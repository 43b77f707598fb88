package publish

import (
	"slices"

	"docket/mapping"
	"docket/publish/difference"
)

// Info is what a result tells of a filing and its receipt.
func (r Receipt) Info(f mapping.Filing) *FilingInfo {
	return &FilingInfo{
		Kind: f.Kind, Reference: f.Reference, RequestID: r.RequestID, APIID: r.APIID, APIStatus: r.APIStatus,
		Effect: r.Effect, Changes: withCells(r.Changes, f), Confidence: f.Confidence, Receipt: r.Kept, Cells: f.Cells,
	}
}

// withCells are changes with the cells that their new values were read in.
func withCells(changes []difference.Change, f mapping.Filing) []difference.Change {
	told := slices.Clone(changes)
	for i, c := range told {
		if c.New != nil {
			told[i].Cells = f.CellsAt(c.Field)
		}
	}
	return told
}
