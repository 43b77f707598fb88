package validate

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"docket/mapping/profile"

	"github.com/goccy/go-yaml"
)

// A Config adapts the rules to those who file. Its zero value is how docket is meant to run.
type Config struct {
	// Levels are levels by rule code, in place of the rules' own. What the API requires can be no less than an error.
	Levels map[string]Level `yaml:"levels"`
	// Limits say what is plausible.
	Limits Limits `yaml:"limits"`
}

// Limits are the bounds beyond which something is not plausible. Zero means the default.
type Limits struct {
	// FilingNotice is how long before the deadline of an ISF a warning tells the time left. Default 72h.
	FilingNotice time.Duration `yaml:"filing_notice"`
	// LongestVoyage is how many days a vessel may take from port of loading to port of unloading. Default 75.
	LongestVoyage int `yaml:"longest_voyage_days"`
	// LongestFlight is the same for air freight. Default 10.
	LongestFlight int `yaml:"longest_flight_days"`
	// FarDeparture is how many days a departure may lie behind or ahead. Default 365.
	FarDeparture int `yaml:"far_departure_days"`
	// HeaviestLoad is how many kilograms one container may hold. Default 30480, the gross weight that ISO 668 long set.
	HeaviestLoad int `yaml:"heaviest_load_kg"`
}

// withDefaults fills in what is not set.
func (l Limits) withDefaults() Limits {
	if l.FilingNotice == 0 {
		l.FilingNotice = 72 * time.Hour
	}
	if l.LongestVoyage == 0 {
		l.LongestVoyage = 75
	}
	if l.LongestFlight == 0 {
		l.LongestFlight = 10
	}
	if l.FarDeparture == 0 {
		l.FarDeparture = 365
	}
	if l.HeaviestLoad == 0 {
		l.HeaviestLoad = 30480
	}
	return l
}

// ReadConfig reads a rules file, in YAML. It refuses what it does not know: a misspelt name must not be passed over.
//
//	levels:
//	  filing_deadline_passed: error
//	  seller_is_buyer: "off"
//	limits:
//	  filing_notice: 96h
func ReadConfig(text []byte) (Config, error) {
	var config Config
	if err := yaml.UnmarshalWithOptions(text, &config, yaml.Strict()); err != nil && !errors.Is(err, io.EOF) {
		return Config{}, fmt.Errorf("read the rules file: %w", err)
	}
	return config, nil
}

// A SettingError is a level or a limit that cannot be set.
type SettingError struct {
	Part    string // "levels.seller_is_buyer"
	Message string
}

func (e *SettingError) Error() string { return e.Message }

// For is the configuration for the files of a profile: what that says of a rule or a limit goes before what the rules
// file says. An error joins a *SettingError for each part of the profile that cannot be.
func (c Config) For(said profile.Strictness) (Config, error) {
	adapted := Config{Levels: map[string]Level{}, Limits: c.Limits}
	maps.Copy(adapted.Levels, c.Levels)
	for code, level := range said.Levels {
		adapted.Levels[code] = Level(level)
	}
	var wrong []error
	for _, name := range slices.Sorted(maps.Keys(said.Limits)) {
		if err := adapted.Limits.set(name, said.Limits[name]); err != nil {
			wrong = append(wrong, err)
		}
	}
	return adapted, errors.Join(append(wrong, adapted.check(Rules()))...)
}

// set sets a limit by the name and with the value that a YAML file has for it.
func (l *Limits) set(name string, value any) error {
	part := "limits." + name
	names := make([]string, 0, 5)
	for _, limit := range l.named() {
		names = append(names, limit.name)
	}
	if !slices.Contains(names, name) {
		return &SettingError{part, fmt.Sprintf("limits: there is no limit %q, want %s", name, orList(names))}
	}
	text, err := yaml.Marshal(map[string]any{name: value})
	if err == nil {
		err = yaml.UnmarshalWithOptions(text, l, yaml.Strict())
	}
	if err != nil {
		return &SettingError{part, fmt.Sprintf("limits: %s is %.40v, want a number or, for filing_notice, a time such as 96h", name, value)}
	}
	return nil
}

// A namedLimit is a limit with its name in YAML.
type namedLimit struct {
	name  string
	value int64
}

func (l Limits) named() []namedLimit {
	return []namedLimit{
		{"filing_notice", int64(l.FilingNotice)},
		{"longest_voyage_days", int64(l.LongestVoyage)},
		{"longest_flight_days", int64(l.LongestFlight)},
		{"far_departure_days", int64(l.FarDeparture)},
		{"heaviest_load_kg", int64(l.HeaviestLoad)},
	}
}

// check says what is wrong with a configuration, all of it at once.
func (c Config) check(rules []Rule) error {
	var wrong []error
	refuse := func(part, format string, args ...any) {
		wrong = append(wrong, &SettingError{part, fmt.Sprintf(format, args...)})
	}
	for _, code := range slices.Sorted(maps.Keys(c.Levels)) {
		level := c.Levels[code]
		at := slices.IndexFunc(rules, func(r Rule) bool { return r.Code == code })
		switch {
		case at < 0:
			refuse("levels."+code, "levels: there is no rule %q; \"docket rules\" lists them", code)
		case !slices.Contains(levels, level):
			refuse("levels."+code, "levels: %s: %q is no level, want off, warning, hold or error", code, level)
		case rules[at].Basis == RequiredByAPI && level != LevelError:
			refuse("levels."+code, "levels: %s: the API requires it, so it can be nothing but an error", code)
		}
	}
	for _, limit := range c.Limits.named() {
		if limit.value < 0 {
			refuse("limits."+limit.name, "limits: %s is negative", limit.name)
		}
	}
	return errors.Join(wrong...)
}
