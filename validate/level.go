package validate

import (
	"fmt"
	"slices"

	"docket/mapping"
)

// A Level is what a rule that is broken does to a filing.
type Level string

// The levels, from the least to the most severe.
const (
	LevelOff     Level = "off"     // nothing; nothing is said
	LevelWarning Level = "warning" // the filing is sent, and the warning with its result
	LevelHold    Level = "hold"    // the filing waits for a person to decide
	LevelError   Level = "error"   // the filing is not sent
)

var levels = []Level{LevelOff, LevelWarning, LevelHold, LevelError}

// UnmarshalText reads a level as a configuration writes it.
func (l *Level) UnmarshalText(text []byte) error {
	read := Level(text)
	if !slices.Contains(levels, read) {
		return fmt.Errorf("%.40q is no level, want off, warning, hold or error", text)
	}
	*l = read
	return nil
}

// severity is the level as a problem has it. A hold is a warning that asks a question.
func (l Level) severity() mapping.Severity {
	if l == LevelError {
		return mapping.Error
	}
	return mapping.Warning
}
