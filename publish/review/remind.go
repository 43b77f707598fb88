package review

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"docket/publish"
	"docket/publish/bus"
	"docket/validate"
)

// notices are how long before the deadline of a filing that still waits somebody is told of it again, and at the deadline.
var notices = []time.Duration{72 * time.Hour, 24 * time.Hour, 6 * time.Hour, 0}

// remindEvery is how often somebody looks whether a deadline has come near.
const remindEvery = 10 * time.Minute

// Remind tells of filings that wait for a person while their deadline comes near, again and again until the context ends.
// Of all workers one does; name is this one's.
func (d *Desk) Remind(ctx context.Context, b *bus.Bus, name string) {
	ticker := time.NewTicker(remindEvery)
	defer ticker.Stop()
	for ctx.Err() == nil {
		if err := d.remindOnce(ctx, b.Duty("reminder."+d.account, name, d.now)); err != nil && ctx.Err() == nil {
			d.log.Warn("cannot see which filings that wait are due soon; trying again", "error", err)
		}
		select {
		case <-ctx.Done():
		case <-ticker.C:
		}
	}
}

// reminded is what one reminder leaves for the next.
type reminded struct {
	Until time.Time `json:"until"` // what was due a notice by then has been told
}

func (d *Desk) remindOnce(ctx context.Context, duty *bus.Duty) error {
	return duty.Do(ctx, remindEvery/2, func(ctx context.Context, note json.RawMessage, keep func(any) error) error {
		var last reminded
		if note != nil {
			if err := json.Unmarshal(note, &last); err != nil {
				return fmt.Errorf("read until when was told of: %w", err)
			}
		}
		now := d.now().UTC()
		cases, err := d.List(ctx)
		if err != nil {
			return err
		}
		for _, c := range cases {
			if c.Account != d.account || c.Decision != nil {
				continue
			}
			event, due, err := c.reminder(last.Until, now)
			if err == nil && due {
				err = d.publisher.Results(ctx, event)
			}
			if err != nil {
				return err
			}
		}
		return keep(reminded{Until: now})
	})
}

// reminder is the event that a filing still waits, if one of the times to tell so has come since the last look and since
// it waits. What was told when it began to wait is not told again. Made again it has the same id.
func (c Case) reminder(since, now time.Time) (publish.Event, bool, error) {
	if c.Since.After(since) {
		since = c.Since
	}
	if c.Deadline.IsZero() {
		return publish.Event{}, false, nil
	}
	stage := ""
	for _, before := range notices {
		if at := c.Deadline.Add(-before); at.After(since) && !at.After(now) {
			stage = fmt.Sprintf("at_risk %s %s", c.key, before)
		}
	}
	if stage == "" {
		return publish.Event{}, false, nil
	}
	f, err := c.filing()
	if err != nil {
		return publish.Event{}, false, err
	}
	problems := slices.Clone(c.Problems)
	for i, p := range problems { // what holds it is what is owed
		problems[i].Question = slices.Contains(c.Reasons, p.Code)
	}
	risk, _ := publish.RiskOf(f, publish.Held, problems, validate.Clock{Deadline: c.Deadline, Left: c.Deadline.Sub(now), Near: true})
	risk.Review = c.Ref().String()
	return publish.Event{
		ID:   publish.EventID(c.Source.Document, publish.Document, c.Reference, stage),
		Kind: publish.Document, Outcome: publish.AtRisk, Subject: c.Document.Key, Time: now,
		Result: publish.Result{Document: c.Document, Risks: []publish.Risk{risk}, Attempt: c.Attempt},
	}, true, nil
}
