package review

import (
	"fmt"
	"time"

	"docket/publish"
)

// Misnamed says that a text names no case.
type Misnamed struct{ Name string }

func (e *Misnamed) Error() string { return fmt.Sprintf("%q names no filing that could wait", e.Name) }

// Hint tells what to do.
func (e *Misnamed) Hint() string {
	return `"docket review list" shows the names, such as order.default.MAEU256831947.9f86d081884c@3a7bd3e2360a`
}

// Unseen says that a decision does not name what was shown.
type Unseen struct{ Now Ref }

func (e *Unseen) Error() string {
	return fmt.Sprintf("%s says which filing is meant, and not what it showed", e.Now.Key)
}

// Hint tells what to do.
func (e *Unseen) Hint() string {
	return fmt.Sprintf(`look at it with "docket review show %s", and give the name that is shown there, with what follows the @`, e.Now.Key)
}

// Gone says that nothing waits under a name, or no longer.
type Gone struct {
	Ref    Ref
	Ending *Ending // nil if nothing is known of it
}

func (e *Gone) Error() string {
	switch {
	case e.Ending == nil:
		return fmt.Sprintf("nothing waits under %s", e.Ref.Key)
	case e.Ending.Outcome == publish.Superseded && e.Ending.By == "":
		return fmt.Sprintf("%s waits no more: a newer version of its file came at %s, or the same was worked on again", e.Ref.Key, clock(e.Ending.At))
	case e.Ending.By == "":
		return fmt.Sprintf("%s waits no more since %s: it is %s", e.Ref.Key, clock(e.Ending.At), e.Ending.Outcome)
	}
	return fmt.Sprintf("%s was decided by %s at %s: it is %s", e.Ref.Key, e.Ending.By, clock(e.Ending.At), e.Ending.Outcome)
}

// Hint tells what to do.
func (e *Gone) Hint() string {
	return `"docket review list" shows what waits, "docket results" what became of the rest`
}

// Changed says that a case shows something else than what was seen.
type Changed struct{ Seen, Now Ref }

func (e *Changed) Error() string {
	return fmt.Sprintf("%s is no longer what was shown as %s; nothing was done", e.Now.Key, e.Seen.Seen)
}

// Hint tells what to do.
func (e *Changed) Hint() string { return fmt.Sprintf(`look at it again: docket review show %s`, e.Now) }

// Decided says that somebody else was quicker.
type Decided struct {
	Ref Ref
	By  string
	At  time.Time
	Verb
}

func (e *Decided) Error() string {
	return fmt.Sprintf("%s is decided already: %s said %s at %s", e.Ref.Key, e.By, e.Verb, clock(e.At))
}

// Hint tells what to do.
func (e *Decided) Hint() string { return `"docket results" shows what becomes of it` }

// TooLarge says that the bus has no room for a case.
type TooLarge struct{ Size int }

func (e *TooLarge) Error() string {
	return fmt.Sprintf("the filing has %d bytes when it is packed, more than the bus keeps", e.Size)
}

// Hint tells what to do.
func (e *TooLarge) Hint() string {
	return "settle what it is held for in the file, or split it, and send it again"
}

func clock(at time.Time) string { return at.UTC().Format("2006-01-02 15:04:05 UTC") }
