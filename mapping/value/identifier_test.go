package value_test

import (
	"strings"
	"testing"

	"docket/mapping/value"
)

func TestParseIdentifier(t *testing.T) {
	t.Parallel()
	cases := []struct {
		text    string
		hint    value.IdentifierKind
		want    string // kind and number, or an error's code
		remarks string
	}{
		{"00-555014200", 0, "EIN 00-555014200", ""}, {"96-5550123", 0, "EIN 96-5550123", ""}, {"12-3456789AB", 0, "EIN 12-3456789AB", ""}, {"12-3456789-00", 0, "EIN 12-345678900", ""}, {"IRS # 97-555020600", 0, "EIN 97-555020600", ""}, {"IRS No.: 08-555031700", 0, "EIN 08-555031700", ""}, {"IRS No. 07-555098100", 0, "EIN 07-555098100", ""}, {"EIN 96-555012300", 0, "EIN 96-555012300", ""}, {"EIN: 96-555012300", 0, "EIN 96-555012300", ""}, {"Tax ID: 96-555012300", 0, "EIN 96-555012300", ""}, {"IRS/EIN#96-555012300", 0, "EIN 96-555012300", ""}, {"Importer No. 96-555012300", 0, "EIN 96-555012300", ""},
		{"96555012300", value.EIN, "EIN 96-555012300", ""}, {"965550123", value.EIN, "EIN 96-5550123", ""}, {"96 5550123 00", value.EIN, "EIN 96-555012300", ""}, {"EIN 965550123", 0, "EIN 96-5550123", ""}, {"8555090200", value.EIN, "EIN 08-555090200", "ein_zero_restored"}, {"85550902", value.EIN, "EIN 08-5550902", "ein_zero_restored"},
		{"965550123", 0, "identifier_kind", ""}, {"965550123", value.ImporterNumber, "identifier_kind", ""}, {"96555012300", 0, "identifier_kind", ""}, {"96555012300", value.ImporterNumber, "identifier_kind", ""}, {"96-555012300", value.ImporterNumber, "EIN 96-555012300", ""},
		{"900-12-3456", 0, "social security number 900-12-3456", ""}, {"SSN 900-12-3456", 0, "social security number 900-12-3456", ""}, {"900123456", value.SSN, "social security number 900-12-3456", ""}, {"900-12-3456", value.EIN, "identifier_is_ssn", ""},
		{"260418-00123", 0, "CBP-assigned number 260418-00123", ""}, {"26041800123", value.CBPAssigned, "CBP-assigned number 260418-00123", ""}, {"CBP assigned no. 260418-00123", 0, "CBP-assigned number 260418-00123", ""},
		{"651098772", value.DUNS, "DUNS number 651098772", ""}, {"65-109-8772", 0, "DUNS number 651098772", ""}, {"DUNS: 65-109-8772", 0, "DUNS number 651098772", ""}, {"D-U-N-S 651098772", 0, "DUNS number 651098772", ""}, {"6510987720001", value.DUNS, "DUNS+4 number 6510987720001", ""}, {"DUNS+4: 651098772-0001", 0, "DUNS+4 number 6510987720001", ""},
		{"Z917", value.FIRMS, "FIRMS code Z917", ""}, {"FIRMS: Z917", 0, "FIRMS code Z917", ""}, {"QXLN", value.IssuerSCAC, "SCAC QXLN", ""}, {"AB-1234567", value.EncryptedConsignee, "CBP encrypted consignee number AB-1234567", ""},
		// the label may stand behind
		{"12-3456789 (EIN)", 0, "EIN 12-3456789", ""}, {"12-3456789-00 (IRS)", 0, "EIN 12-345678900", ""}, {"123456789 SSN", 0, "social security number 123-45-6789", ""}, {"123456789 DUNS", 0, "DUNS number 123456789", ""}, {"W123 (FIRMS)", 0, "FIRMS code W123", ""}, {"CBP Assigned 202612-12345", 0, "CBP-assigned number 202612-12345", ""}, {"CBP ASSIGNED 20261212345", 0, "CBP-assigned number 202612-12345", ""}, {"D&B 123456789", 0, "DUNS number 123456789", ""}, {"ENCRYPTED CONSIGNEE 123ABC", 0, "CBP encrypted consignee number 123ABC", ""}, {"CBP Assigned 2026XX-12345", 0, "identifier_unreadable", ""}, {"EIN/IRS 123-45-6789", 0, "identifier_is_ssn", ""},
		{"DUNS+4 6510987720001", 0, "DUNS+4 number 6510987720001", ""}, {"96-5550123, suffix 00", 0, "EIN 96-555012300", ""}, {"96-5550123 (Suffix AB)", 0, "EIN 96-5550123AB", ""}, {"IRS 96-555012300 (CBP 5106 on file)", 0, "EIN 96-555012300", ""}, {"651098772 (HQ)", value.DUNS, "DUNS number 651098772", ""}, {"EIN 96-5550123 DUNS 65-109-8772", 0, "identifiers_several", ""},
		// numbers of other authorities are none of US customs, whatever their form
		{"BIN: 000123456-0101", 0, "identifier_foreign", ""}, {"GSTIN 24AABCS1234D1Z5", value.ImporterNumber, "identifier_foreign", ""}, {"VAT DE123456789", 0, "identifier_foreign", ""}, {"NIF: 501234567", value.EIN, "identifier_foreign", ""}, {"0001234560101", 0, "identifier_unlabelled", ""},
		// two numbers are two readings
		{"EIN 12-3456789 / DUNS 123456789", 0, "identifiers_several", ""}, {"12-3456789 or 98-7654321", 0, "identifiers_several", ""}, {"12-3456789, 12-3456789", 0, "EIN 12-3456789", ""},
		{"pending", value.EIN, "identifier_unreadable", ""}, {"TBA", value.EIN, "identifier_unreadable", ""}, {"", value.EIN, "identifier_unreadable", ""}, {"12-34567", value.EIN, "identifier_unreadable", ""}, {"5.55E+10", value.EIN, "scientific_notation", ""}, {"LANTERN BAY", 0, "identifier_unreadable", ""}, {"98402", 0, "identifier_unreadable", ""}, {"12345678", value.DUNS, "identifier_unreadable", ""}, {"(555) 010-0140", 0, "identifier_unreadable", ""}, {"26C004417", 0, "identifier_unreadable", ""},
	}
	for _, c := range cases {
		id, remarks, err := value.ParseIdentifier(c.text, c.hint)
		got := id.Kind.String() + " " + id.Number
		if err != nil {
			got = code(err)
		}
		if got != c.want || codes(remarks) != c.remarks {
			t.Errorf("ParseIdentifier(%q, %v): %s %s, want %s %s", c.text, c.hint, got, codes(remarks), c.want, c.remarks)
		}
	}
	passport, _, err := value.ParseIdentifier("Passport No. E12345678, China, DOB 1980-05-03", 0)
	if err != nil || passport.Number != "E12345678" || passport.Country != "CN" || passport.DateOfBirth.String() != "1980-05-03" {
		t.Errorf("a passport: %+v %v", passport, err)
	}
}

func TestFindIdentifierKind(t *testing.T) {
	t.Parallel()
	for label, want := range map[string]value.IdentifierKind{
		"IRS / EIN No.": value.EIN, "IRS number *": value.EIN, "Consignee No. (IRS / EIN)": value.EIN, "DUNS NO. (IF ANY):": value.DUNS, "FIRMS CODE (IF ANY):": value.FIRMS, "IOR No. (EIN)": value.EIN, "IOR #": value.ImporterNumber, "Importer of Record Number": value.ImporterNumber, "Consignee number": value.ImporterNumber, "SSN": value.SSN, "Passport no.": value.Passport, "CBP assigned number": value.CBPAssigned, "Tax ID": value.ImporterNumber, "海关登记号": value.ImporterNumber, "Carrier SCAC": value.IssuerSCAC, "Vessel": 0, "DUNS+4": value.DUNSPlus4,
	} {
		if got := value.FindIdentifierKind(label); got != want {
			t.Errorf("FindIdentifierKind(%q): %v, want %v", label, got, want)
		}
	}
}

// Personal numbers never stand in full in what docket says of them.
func TestMask(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"900-12-3456": "***-**-3456", "SSN: 900-12-3456": "SSN: ***-**-3456", "SSN 900123456": "SSN *****3456", "Passport No. E12345678": "Passport No. *****5678", "EIN 96-555012300": "EIN 96-555012300", "MAEU254817306": "MAEU254817306", "Tel 555-010-0140": "Tel 555-010-0140",
	} {
		if got := value.Mask(text); got != want {
			t.Errorf("Mask(%q): %q, want %q", text, got, want)
		}
	}
	for _, c := range []struct {
		text string
		hint value.IdentifierKind
	}{{"900-12-3456", value.EIN}, {"900-12-34567", value.SSN}, {"900123456", value.ImporterNumber}, {"Passport E12", 0}, {"SSN 900-12-345", 0}} {
		_, _, err := value.ParseIdentifier(c.text, c.hint)
		if err == nil || strings.Contains(err.Error(), "900-12") || strings.Contains(err.Error(), "90012") || strings.Contains(err.Error(), "E12") {
			t.Errorf("the error about %q shows it: %v", c.text, err)
		}
	}
	id, _, _ := value.ParseIdentifier("900-12-3456", 0)
	if id.Masked() != "***-**-3456" {
		t.Errorf("masked: %s", id.Masked())
	}
}
