package value_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"docket/mapping/value"
)

// A writtenAddress is an address of testdata/addresses.tsv.
type writtenAddress struct {
	name, text string
	want       value.Address // Line1 has all address lines
}

func writtenAddresses(t *testing.T) (all []writtenAddress) {
	t.Helper()
	table, err := os.ReadFile("testdata/addresses.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		columns := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(columns) != 7 {
			t.Fatalf("testdata/addresses.tsv has a line of %d columns: %q", len(columns), line)
		}
		all = append(all, writtenAddress{name: columns[0], text: columns[1], want: value.Address{Line1: columns[2], City: columns[3], State: columns[4], PostalCode: columns[5], Country: value.Country(columns[6])}})
	}
	return all
}

// oneLine is the text without its line ends.
func (w writtenAddress) oneLine() string {
	return strings.ReplaceAll(strings.ReplaceAll(w.text, ",⏎", ", "), "⏎", ", ")
}

func (w writtenAddress) lines() string { return strings.ReplaceAll(w.text, "⏎", "\n") }

// sameAddress compares addresses as the filings do: commas of the address lines aside.
func sameAddress(got, want value.Address) bool {
	words := func(a value.Address) string {
		return strings.Join(strings.Fields(strings.ReplaceAll(a.Line1+" "+a.Line2, ",", " ")), " ")
	}
	capitals := func(text string) string { return strings.ToUpper(strings.Trim(text, ".")) } // "ı" and "i" alike
	same := func(a, b string) bool { return capitals(a) == capitals(b) }
	return same(words(got), words(want)) && same(got.City, want.City) && same(got.State, want.State) && same(got.PostalCode, want.PostalCode) && got.Country == want.Country
}

// asked says whether what was read is marked as something that a person should look at.
func asked(confidence float64, remarks []value.Remark, err error) bool {
	for _, r := range remarks {
		if strings.HasPrefix(r.Code, "address_") && r.Code != "address_not_latin" {
			return true
		}
	}
	return err != nil || confidence < 0.6
}

// addressForms are the ways in which people put an address into a cell.
var addressForms = []struct {
	name    string
	text    func(w writtenAddress) string
	party   bool // with the name before it
	exactly int  // of a hundred, at least, are read as they stand; all others are asked about
}{
	{name: "on lines", text: writtenAddress.lines, exactly: 97},
	{name: "on one line", text: writtenAddress.oneLine, exactly: 97},
	{name: "in capitals", text: func(w writtenAddress) string { return strings.ToUpper(w.lines()) }, exactly: 97},
	{name: "on lines without commas", text: func(w writtenAddress) string { return strings.ReplaceAll(w.lines(), ",", "") }, exactly: 82},
	{name: "on one line without commas", text: func(w writtenAddress) string { return strings.ReplaceAll(w.oneLine(), ",", "") }, exactly: 75},
	{name: "behind the name", text: func(w writtenAddress) string { return w.name + "\n" + w.lines() }, party: true, exactly: 97},
	{name: "behind the name on one line", text: func(w writtenAddress) string { return w.name + ", " + w.oneLine() }, party: true, exactly: 97},
}

func TestAddressForms(t *testing.T) {
	t.Parallel()
	for _, form := range addressForms {
		t.Run(form.name, func(t *testing.T) {
			t.Parallel()
			all, exact := writtenAddresses(t), 0
			for _, w := range all {
				text := form.text(w)
				name, got, remarks, err := readForm(text, form.party)
				switch {
				case sameAddress(got, w.want) && (name == w.name || !form.party):
					exact++
				case asked(got.Confidence, remarks, err):
				default:
					t.Errorf("%q is read wrong, and nobody is asked\n got %s # %s\nwant %s", text, shown(got), name, shown(w.want))
				}
			}
			if exact*100 < form.exactly*len(all) {
				t.Errorf("%d of %d addresses are read as they stand", exact, len(all))
			}
		})
	}
}

func readForm(text string, party bool) (name string, address value.Address, remarks []value.Remark, err error) {
	if !party {
		address, remarks, err = value.ParseAddress(text, value.AddressEvidence{})
		return "", address, remarks, err
	}
	read, remarks, err := value.ParseParty(text, value.PartyEvidence{})
	return read.Name, read.Address, remarks, err
}

// dropped are words of an address that a filing does not repeat: of the country's name, labels, the letters before postal
// codes; and the states that it writes as codes.
var dropped = strings.Fields("P R P.R R.O.C LAO PDR NORTHERN IRELAND SOUTH REPUBLIC REP CZECH ČESKÁ REPUBLIKA VIỆT NAM VIET KINGDOM OF THE UNITED STATES AMERICA U.S.A GREAT BRITAIN HOLLAND ARAB EMIRATES REPÚBLICA DOMINICANA " +
	"CEP C.P CP DIST A B D E F H I L CH DE DK FI HR LT MC NL NO PL PT SE 〒 N.Y D.C")

// An address never loses or invents a word, however little of it is understood.
func TestAddressesKeepTheirWords(t *testing.T) {
	t.Parallel()
	for _, form := range addressForms {
		for _, w := range writtenAddresses(t) {
			text := form.text(w)
			name, got, _, err := readForm(text, form.party)
			if err != nil {
				t.Errorf("%q: %v", text, err)
				continue
			}
			if hasIdeographs(text) { // not parted by blanks
				continue
			}
			read := countWords(name, got.Line1, got.Line2, got.City, got.State, got.PostalCode)
			for word, n := range countWords(text) {
				_, _, unknown := value.ParseCountry(word)
				if read[word] < n && unknown != nil && !slices.Contains(dropped, word) && !strings.Contains(strings.ToUpper(got.Country.Name()), word) {
					t.Errorf("%q loses %q: %s", text, word, shown(got))
				}
				delete(read, word)
			}
			for word := range read {
				if !slices.Contains([]string{"NY", "DC", "HONG", "KONG"}, word) { // a state as its code, the city of an address in "HK"
					t.Errorf("%q has no %q: %s", text, word, shown(got))
				}
			}
		}
	}
}

func hasIdeographs(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hangul) })
}

// countWords counts words without the punctuation around them.
func countWords(texts ...string) map[string]int {
	counted := map[string]int{}
	parted := func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;/()-–:", r) }
	for _, word := range strings.FieldsFunc(strings.ToUpper(strings.Join(texts, " ")), parted) {
		if word = strings.TrimSuffix(word, "."); word != "" {
			counted[word]++
		}
	}
	return counted
}
