package validate

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRulesOfAChecker are at the levels of its configuration.
func TestRulesOfAChecker(t *testing.T) {
	t.Parallel()
	checker, err := New(Config{Levels: map[string]Level{"filing_deadline_passed": LevelError, "seller_is_buyer": LevelOff}})
	if err != nil {
		t.Fatal(err)
	}
	changed := map[string]Level{}
	own := Rules()
	for i, rule := range checker.Rules() {
		if rule.Code != own[i].Code {
			t.Fatalf("rule %d is %s, want %s", i, rule.Code, own[i].Code)
		}
		if rule.Level != own[i].Level {
			changed[rule.Code] = rule.Level
		}
	}
	want := map[string]Level{"filing_deadline_passed": LevelError, "seller_is_buyer": LevelOff}
	if diff := cmp.Diff(want, changed); diff != "" {
		t.Errorf("changed levels (-want +got):\n%s", diff)
	}
}

// TestConfigIsRead from YAML, and refused with all that is wrong with it.
func TestConfigIsRead(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ text, wrong string }{
		{"levels: {seller_is_buyer: hold}\nlimits: {filing_notice: 96h, heaviest_load_kg: 30000}\n", ""},
		{"", ""},
		{"levels: {seller_is_buyer: fatal}", `"fatal" is no level`},
		{"level: {seller_is_buyer: off}", "level"},
		{"limits: {heaviest_load: 3}", "heaviest_load"},
		{"levels: {no_such_rule: off}", `there is no rule "no_such_rule"`},
		{"levels: {field_missing: off}", "the API requires it"},
		{"limits: {filing_notice: -1h}", "filing_notice is negative"},
		{"levels: [", "levels"},
	} {
		config, err := ReadConfig([]byte(test.text))
		if err == nil {
			_, err = New(config)
		}
		if test.wrong == "" {
			if err != nil {
				t.Errorf("%s: %v", test.text, err)
			}
			continue
		}
		if err == nil || !bytes.Contains([]byte(err.Error()), []byte(test.wrong)) {
			t.Errorf("%s: %v, want %s", test.text, err, test.wrong)
		}
	}
	config, err := ReadConfig([]byte("levels: {seller_is_buyer: off}\nlimits: {filing_notice: 96h}\n"))
	if err != nil || config.Levels["seller_is_buyer"] != LevelOff || config.Limits.FilingNotice.Hours() != 96 {
		t.Errorf("%+v, %v", config, err)
	}
}
