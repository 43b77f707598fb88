package validate

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"docket/mapping"
	"docket/mapping/profile"
)

func TestConfigRefusesWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		config Config
		want   string // "" for none
	}{
		{Config{}, ""},
		{Config{Levels: map[string]Level{"filing_deadline_passed": LevelError, "isf_consolidator_missing": LevelWarning, "seller_is_buyer": LevelOff}}, ""},
		{Config{Levels: map[string]Level{"hts_form": LevelError}}, ""},
		{Config{Levels: map[string]Level{"hts_from": LevelError}}, `levels: there is no rule "hts_from"; "docket rules" lists them`},
		{Config{Levels: map[string]Level{"hts_form": LevelWarning}}, "levels: hts_form: the API requires it, so it can be nothing but an error"},
		{Config{Levels: map[string]Level{"seller_is_buyer": "loud"}}, `levels: seller_is_buyer: "loud" is no level, want off, warning, hold or error`},
		{Config{Levels: map[string]Level{"b": LevelOff, "a": LevelOff}, Limits: Limits{LongestVoyage: -1}}, `levels: there is no rule "a"; "docket rules" lists them
levels: there is no rule "b"; "docket rules" lists them
limits: longest_voyage_days is negative`},
	} {
		_, err := New(test.config)
		switch {
		case err == nil && test.want != "":
			t.Errorf("%+v was taken, want %s", test.config, test.want)
		case err != nil && err.Error() != test.want:
			t.Errorf("got\n%v\nwant\n%s", err, test.want)
		}
	}
}

func TestConfigFromYAML(t *testing.T) {
	t.Parallel()
	var config Config
	text := `
levels:
  container_check_digit: warning
limits:
  filing_notice: 48h
  longest_voyage_days: 60
`
	if err := yaml.UnmarshalWithOptions([]byte(text), &config, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	if config.Levels["container_check_digit"] != LevelWarning || config.Limits.FilingNotice != 48*time.Hour || config.Limits.LongestVoyage != 60 {
		t.Errorf("read %+v", config)
	}
	err := yaml.UnmarshalWithOptions([]byte("levels: {container_check_digit: loud}"), &config, yaml.Strict())
	if err == nil || !strings.Contains(err.Error(), `"loud" is no level, want off, warning, hold or error`) {
		t.Errorf("got %v", err)
	}
}

// TestLevels sets one rule to each level.
func TestLevels(t *testing.T) {
	t.Parallel()
	for level, want := range map[Level]mapping.Outcome{
		LevelOff: mapping.Ready, LevelWarning: mapping.Ready, LevelHold: mapping.Held, LevelError: mapping.Invalid,
	} {
		config := Config{Levels: map[string]Level{"isf_consolidator_missing": level}}
		f := check(t, config, now, spec{}.filing(t, changes{"/entities/7": nil})).Filings[0]
		if f.Outcome != want {
			t.Errorf("%s: outcome %s, want %s", level, f.Outcome, want)
		}
		if said := len(f.Problems) > 0; said != (level != LevelOff) {
			t.Errorf("%s: problems %+v", level, f.Problems)
		}
	}
}

// TestLimits moves what is plausible.
func TestLimits(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		limits Limits
		code   string
	}{
		{Limits{FilingNotice: 30 * 24 * time.Hour}, "filing_deadline_near"},
		{Limits{LongestVoyage: 10}, "voyage_too_long"},
		{Limits{FarDeparture: 20}, "departure_far_off"},
		{Limits{HeaviestLoad: 3000}, "weight_of_containers"},
	} {
		f := check(t, Config{Limits: test.limits}, now, spec{}.filing(t, nil)).Filings[0]
		if len(f.Problems) != 1 || f.Problems[0].Code != test.code {
			t.Errorf("%+v: got %+v, want %s alone", test.limits, f.Problems, test.code)
		}
	}
	late := Limits{LongestFlight: 1}
	f := check(t, Config{Limits: late}, now, spec{In: "air"}.filing(t, changes{
		"/freight_details/route/port_of_unloading/estimated_time_of_arrival": "2026-12-14T00:00:00Z",
	})).Filings[0]
	if len(f.Problems) != 1 || f.Problems[0].Code != "voyage_too_long" {
		t.Errorf("a flight of two days where one is the limit: %+v", f.Problems)
	}
}

// TestProfilesHaveLevelsOfTheirOwn: what a document's profile says goes before the configuration, for that document alone.
func TestProfilesHaveLevelsOfTheirOwn(t *testing.T) {
	t.Parallel()
	checker, err := New(Config{Levels: map[string]Level{"isf_consolidator_missing": LevelHold, "voyage_too_long": LevelHold}, Limits: Limits{LongestVoyage: 10}})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name string
		said profile.Strictness
		want mapping.Outcome
		code []string
	}{
		{"nothing said", profile.Strictness{}, mapping.Held, []string{"isf_consolidator_missing", "voyage_too_long"}},
		{"a level", profile.Strictness{Levels: map[string]string{"isf_consolidator_missing": "error"}}, mapping.Invalid, []string{"isf_consolidator_missing", "voyage_too_long"}},
		{"a level off", profile.Strictness{Levels: map[string]string{"isf_consolidator_missing": "off"}}, mapping.Held, []string{"voyage_too_long"}},
		{
			"a level and a limit", profile.Strictness{Levels: map[string]string{"isf_consolidator_missing": "warning"}, Limits: map[string]any{"longest_voyage_days": uint64(60)}},
			mapping.Ready, []string{"isf_consolidator_missing"},
		},
		{
			"a time", profile.Strictness{Levels: map[string]string{"isf_consolidator_missing": "off", "voyage_too_long": "off"}, Limits: map[string]any{"filing_notice": "720h"}},
			mapping.Ready, []string{"filing_deadline_near"},
		},
		{
			"what cannot be", profile.Strictness{Levels: map[string]string{"isf_consolidator_missing": "off", "no_such_rule": "off"}},
			mapping.Held, []string{"profile_rule", "isf_consolidator_missing", "voyage_too_long"},
		},
	} {
		doc := &mapping.Document{Profile: "acme", Strictness: test.said, Filings: []mapping.Filing{spec{}.filing(t, changes{"/entities/7": nil})}}
		checker.Check(doc, now)
		checker.Check(doc, now) // is the same as checking once
		var codes []string
		for _, p := range doc.Filings[0].Problems {
			codes = append(codes, p.Code)
		}
		if doc.Filings[0].Outcome != test.want || !slices.Equal(codes, test.code) {
			t.Errorf("%s: %s with %q, want %s with %q", test.name, doc.Filings[0].Outcome, codes, test.want, test.code)
		}
	}
}

// TestStrictnessRefused: what a profile says and cannot be is told, each part by its name.
func TestStrictnessRefused(t *testing.T) {
	t.Parallel()
	checker, err := New(Config{})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		said       profile.Strictness
		part, want string
	}{
		{profile.Strictness{Levels: map[string]string{"hts_from": "off"}}, "levels.hts_from", `there is no rule "hts_from"`},
		{profile.Strictness{Levels: map[string]string{"seller_is_buyer": "loud"}}, "levels.seller_is_buyer", `"loud" is no level`},
		{profile.Strictness{Levels: map[string]string{"hts_form": "off"}}, "levels.hts_form", "the API requires it"},
		{profile.Strictness{Limits: map[string]any{"longest_trip": 3}}, "limits.longest_trip", `there is no limit "longest_trip", want filing_notice, longest_voyage_days`},
		{profile.Strictness{Limits: map[string]any{"heaviest_load_kg": "much"}}, "limits.heaviest_load_kg", "heaviest_load_kg is much, want a number"},
		{profile.Strictness{Limits: map[string]any{"far_departure_days": -2}}, "limits.far_departure_days", "far_departure_days is negative"},
	} {
		_, err := checker.For(test.said)
		wrong, ok := errors.AsType[*SettingError](err)
		if !ok || wrong.Part != test.part || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v: %v, want %s at %s", test.said, err, test.want, test.part)
		}
	}
}
