package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestObjections: a module is let in by its licence alone, and one without is not.
func TestObjections(t *testing.T) {
	t.Parallel()
	own, err := os.ReadFile("../../LICENSE")
	if err != nil {
		t.Fatal(err)
	}
	gnu := "GNU AFFERO GENERAL PUBLIC LICENSE\nVersion 3\n\nThis program is free software: you can redistribute it and/or modify it under the terms of the GNU Affero General Public License " +
		"as published by the Free Software Foundation, either version 3 of the License, or (at your option) any later version.\n"
	for _, test := range []struct {
		name, file string
		text       string
		licences   []string
		let        bool
	}{
		{"docket's own", "LICENSE", string(own), []string{"Apache-2.0"}, true},
		{"under another name", "COPYING.txt", string(own), []string{"Apache-2.0"}, true},
		{"copyleft", "LICENSE", gnu, []string{"AGPL-3.0-or-later"}, false},
		{"one of several", "LICENSE.md", string(own) + "\n\n" + gnu, []string{"Apache-2.0", "AGPL-3.0-or-later"}, false},
		{"unknown words", "LICENSE", "You may not use this.", nil, false},
		{"none", "README", string(own), nil, false},
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, test.file), []byte(test.text), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := licencesIn(dir)
		if err != nil || !slices.Equal(got, test.licences) {
			t.Errorf("%s: %q, want %q (%v)", test.name, got, test.licences, err)
		}
		if why := (module{Licences: got}).objection(); (why == "") != test.let {
			t.Errorf("%s: %q", test.name, why)
		}
	}
}
