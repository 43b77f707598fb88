package field_test

import (
	"testing"

	"docket/mapping/field"
)

// TestTerms: terms are read as they are written, and what is none is refused.
func TestTerms(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]field.Term{
		"master_bill": {Name: field.MasterBill}, "importer": {Role: field.Importer}, "importer.name": {Role: field.Importer, Name: field.PartyName},
		"manufacturer.hts": {Role: field.Manufacturer, Name: field.HTS}, "arrival@transshipment": {Name: field.Arrival, At: field.Transshipment},
		"no_place": {Name: field.NoPlace}, "city": {Name: field.City},
	} {
		got, err := field.ParseTerm(text)
		if err != nil || got != want || got.String() != text {
			t.Errorf("%s: %+v, %v, written %s", text, got, err, got)
		}
	}
	for _, text := range []string{"", "masterbill", "importer.", "importer.vessel", "driver.name", "arrival@moon", "vessel@port_of_loading", "importer@port_of_loading", ".name", "@"} {
		if got, err := field.ParseTerm(text); err == nil {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}
