package value_test

import (
	"testing"

	"docket/mapping/value"
)

// TestParseContact has what people write where a form asks for a contact, in one cell.
func TestParseContact(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]value.Contact{
		"Ms. Lin Yue":                                      {Person: "Ms. Lin Yue"},
		"Jane Roe, Import Manager":                         {Person: "Jane Roe, Import Manager"},
		"Jane Roe\nImport Manager":                         {Person: "Jane Roe, Import Manager"},
		"Export Department 2":                              {Person: "Export Department 2"},
		"receiving@hearthgate.example":                     {Email: "receiving@hearthgate.example"},
		"mailto:docs@quay.example":                         {Email: "docs@quay.example"},
		"+1 478 555 0101":                                  {Phone: "+1 478 555 0101"},
		"(555) 010-0140":                                   {Phone: "(555) 010-0140"},
		"Tel. 555-010-0140 x12":                            {Phone: "555-010-0140 x12"},
		"Jane Roe <jane@acme.example>":                     {Person: "Jane Roe", Email: "jane@acme.example"},
		"Jane Roe (jane@acme.example)":                     {Person: "Jane Roe", Email: "jane@acme.example"},
		"Jane Roe - 555-010-0140":                          {Person: "Jane Roe", Phone: "555-010-0140"},
		"李明 13800138000":                                   {Person: "李明", Phone: "13800138000"},
		"Attn: Jane Roe\nTel: 555-010-0140":                {Person: "Jane Roe", Phone: "555-010-0140"},
		"Ms. Lin Yue, +86 595 5550 0162, lin@quay.example": {Person: "Ms. Lin Yue", Phone: "+86 595 5550 0162", Email: "lin@quay.example"},
		"Jane Roe | 555-010-0140 | jane@acme.example":      {Person: "Jane Roe", Phone: "555-010-0140", Email: "jane@acme.example"},
		"": {},
	} {
		if got := value.ParseContact(text); got != want {
			t.Errorf("ParseContact(%q): %+v, want %+v", text, got, want)
		}
	}
}
