package field

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// meaning is a label in a line: its terms, its asides in brackets, "value" for a text that is no label.
func meaning(l Label) string {
	if l.Score < Threshold || l.Weak {
		weak := ""
		if l.Score >= Threshold {
			weak = "~"
		}
		if weak == "" || len(l.Terms) == 0 {
			return "value"
		}
		return weak + terms(l)
	}
	if len(l.Terms) == 0 {
		var asides []string
		for _, a := range l.Asides {
			asides = append(asides, "("+string(a)+")")
		}
		slices.Sort(asides)
		return strings.Join(slices.Compact(asides), " ")
	}
	return terms(l)
}

func terms(l Label) string {
	var all []string
	for _, t := range l.Terms {
		all = append(all, strings.Trim(string(t.Role)+"."+string(t.Name), "."))
	}
	return strings.Join(all, " + ")
}

// TestUnderstand reads testdata/labels.tsv: labels as people write them, and what they ask for. A newline in a cell is
// written as ⏎. A "~" marks texts that are as often values as labels.
func TestUnderstand(t *testing.T) {
	t.Parallel()
	file, err := os.Open("testdata/labels.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines, values := 0, 0
	for scanner := bufio.NewScanner(file); scanner.Scan(); {
		text, want, found := strings.Cut(scanner.Text(), "\t")
		if !found || strings.HasPrefix(text, "# ") {
			continue
		}
		lines++
		if want == "value" {
			values++
		}
		if got := meaning(Understand(strings.ReplaceAll(text, "⏎", "\n"))); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
	if lines < 1400 || values < 230 {
		t.Errorf("read %d labels, %d of them none, want the whole table", lines, values)
	}
}

func TestSplit(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		text string
		want []string // label -> value
		rest string
	}{
		{"Vessel: EVER GIVEN", []string{"vessel = EVER GIVEN"}, ""},
		{"填表人 Filled in by：陈小姐   电话 Tel：0760-5550 0188   日期 Date：2026-12-30", []string{"preparer = 陈小姐", "phone = 0760-5550 0188", "no_place = 2026-12-30"}, ""},
		{"Packages: 11 cartons Gross weight: 33.5", []string{"packages = 11 cartons", "gross_weight = 33.5"}, ""}, // what is counted is no part of the label behind it
		{"MBL: MAEU123456789\nHBL: ABCD1234567", []string{"master_bill = MAEU123456789", "house_bill = ABCD1234567"}, ""},
		{"Seller\nACME Tools Co., Ltd.\n12 Gongye Road\nTaichung", []string{"seller = ACME Tools Co., Ltd.|12 Gongye Road|Taichung"}, ""},
		{"Importer of record: name, address and number (IRS / EIN)", nil, "Importer of record: name, address and number (IRS / EIN)"}, // all of it is the label
		{"ACME Tools Co., Ltd.\n12 Gongye Road\nTaichung", nil, "ACME Tools Co., Ltd.\n12 Gongye Road\nTaichung"},
		{"1. Manufacturer: the factory, never the trading company. Each factory has its own lines.", nil, "1. Manufacturer: the factory, never the trading company. Each factory has its own lines."}, // prose
	} {
		pairs, rest := Split(test.text)
		var got []string
		for _, p := range pairs {
			got = append(got, terms(p.Label)+" = "+strings.ReplaceAll(p.Value, "\n", "|"))
		}
		if !slices.Equal(got, test.want) || rest != test.rest {
			t.Errorf("%q\n got %q rest %q\nwant %q rest %q", test.text, got, rest, test.want, test.rest)
		}
	}
}

// TestEveryPhraseIsUnderstood: each label of the vocabulary means what its file says, whatever else it may mean.
func TestEveryPhraseIsUnderstood(t *testing.T) {
	t.Parallel()
	v := vocab()
	var walk func(n *node[[]tag], phrase []word)
	phrases := 0
	walk = func(n *node[[]tag], phrase []word) {
		if n.ends {
			phrases++
			spans, unknown := v.tagged(phrase)
			if unknown > costDigits || len(spans) == 0 {
				t.Errorf("the phrase %v of the vocabulary is not explained by it", phrase)
			}
		}
		for text, next := range n.next {
			walk(next, append(slices.Clone(phrase), word{text: text, kind: kindOfWord(text)}))
		}
	}
	walk(v.phrases, nil)
	if phrases < 10000 {
		t.Errorf("the vocabulary has %d phrases, want all of them", phrases)
	}
}

// TestUnderstandSurvives: whatever the text, a score is between 0 and 1 and nothing panics.
func TestUnderstandSurvives(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		l := Understand(rapid.String().Draw(t, "text"))
		if l.Score < 0 || l.Score > 1 {
			t.Fatalf("score %v", l.Score)
		}
	})
}

func FuzzUnderstand(f *testing.F) {
	for _, seed := range []string{"Vessel / Voyage", "(1) SELLER NAME AND ADDRESS", "船名⏎Vessel", "E.T.D.", "((((", "1.", "：", "Seller\nACME"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		Understand(text)
		Split(text)
		TitleOf(text)
	})
}

func BenchmarkUnderstand(b *testing.B) {
	for _, text := range []string{"Estimated sailing date of mother vessel (ETD)", "Jiangmen Brightpan Metal Products Co., Ltd.", "7. 美国进口商的名称、地址及海关登记号"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				Understand(text)
			}
		})
	}
}
