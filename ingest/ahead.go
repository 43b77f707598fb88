package ingest

import (
	"context"

	"docket/ingest/notice"
	"docket/ingest/own"
	"docket/mapping"
)

// DueSoon reads a file, checks it, and says whether the deadline of one of its filings is near. Nothing is filed, and
// nothing is told: whatever is wrong with the file is told when its turn comes.
func (p *Pipeline) DueSoon(ctx context.Context, n notice.Notice) bool {
	w := &work{Pipeline: p, job: Job{Notice: n}, told: map[string]int{}}
	object, err := w.fetch(ctx)
	if kind, _ := own.Of(object); err != nil || w.ended || kind != own.None {
		return false
	}
	document, err := w.convert(ctx, object)
	if err != nil || w.ended {
		return false
	}
	return p.near(document)
}

func (p *Pipeline) near(document mapping.Document) bool {
	for _, f := range document.Filings {
		if clock, known := p.Checker.Clock(f, p.Now()); known && clock.Near {
			return true
		}
	}
	return false
}
