package ingest

import (
	"context"

	"docket/mapping"
	"docket/mapping/sheet"

	"golang.org/x/sync/semaphore"
)

// A Room keeps the documents that are read at the same time within the memory that the largest one may take alone, so
// that no file takes a worker down, and with it the others in hand. Forms take a fraction of it each and do not wait for
// one another; a file as large as they may be waits until it has all the room, and then the others wait for it.
type Room struct{ cells *semaphore.Weighted }

// NewRoom is the room of one process.
func NewRoom() *Room { return &Room{semaphore.NewWeighted(int64(mapping.Limits.Cells))} }

// enter waits until there is room for a file. An error is why the context ended.
func (r *Room) enter(ctx context.Context, file []byte, limits sheet.Limits) (leave func(), err error) {
	if r == nil {
		return func() {}, nil
	}
	cells := int64(sheet.MostCells(file, limits.Within(mapping.Limits)))
	if r.cells.Acquire(ctx, cells) != nil {
		return nil, context.Cause(ctx)
	}
	return func() { r.cells.Release(cells) }, nil
}
