package validate

import (
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"docket/mapping"
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
