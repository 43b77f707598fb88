package mapping_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"docket/mapping"
	"docket/mapping/sheet"
)

// shapes are csv files of any length that are made to take long: each is one thing over and over.
var shapes = []struct {
	name  string
	usual int // times
	file  func(times int) string
}{
	{"one label with its value", 125, each("Seller Name,Acme %d\n")},
	{"two labels with their values", 125, each("Seller Name,Acme %d,Buyer Name,Acme\n")},
	{"a row of labels", 60, each("Seller,Buyer,HTS,Vessel,Container No,Gross Weight,Ship to,Manufacturer,Port of Loading\n")},
	{"a column of labels", 125, each("Seller\nBuyer\nVessel\n")},
	{"a block with its heading", 60, each("Seller\nAcme %d Ltd\n12 Main St\nShanghai China\n\n")},
	{"label and value in a cell", 125, each("Seller: Acme %d\n")},
	{"a form", 60, each("House B/L,ABCD%07d\nSeller,Acme\nHTS,9403.60\n")},
	{"a table with its header", 60, each("HTS,Seller,Gross Weight\n9403.60,Acme %d,100\n\n")},
	{"a row of a table, each of another bill", 125, func(times int) string {
		return "House B/L,Seller,HTS,Container No,Gross Weight\n" + each("ABCD%07[1]d,Acme %[1]d,9403.60.8081,MSKU%07[1]d,100 KGS\n")(times)
	}},
	{"a row of a table, all of one bill", 125, func(times int) string {
		return "House B/L,Seller,HTS,Container No,Gross Weight\n" + each("ABCD1234567,Acme %[1]d,9403.60.8081,MSKU%07[1]d,100 KGS\n")(times)
	}},
	{"a column of a table", 125, func(times int) string {
		return each("Seller,")(times) + "\n" + each("Acme %d,")(times) + "\n"
	}},
	{"a column of a table on its side", 60, func(times int) string {
		var b strings.Builder
		for _, label := range []string{"House B/L", "Seller", "Buyer", "HTS", "Vessel", "Voyage"} {
			b.WriteString(label + each(",ABCD%07d")(times) + "\n")
		}
		return b.String()
	}},
	{"a line of a cell", 500, func(times int) string { return `Seller,"` + each("Acme Road %d\n")(times) + `"` }},
	{"a label in a cell", 500, func(times int) string { return `Seller,"` + each("Seller: Acme Road %d, ")(times) + `"` }},
	{"a container in a cell", 500, func(times int) string { return `Container No,"` + each("MSKU%07d / 40HC, ")(times) + `"` }},
	{"text without meaning", 125, each("the quick brown %d fox\n")},
}

// each repeats a text, with its number where it asks for one.
func each(format string) func(times int) string {
	return func(times int) string {
		var b strings.Builder
		for i := range times {
			if strings.Contains(format, "%") {
				fmt.Fprintf(&b, format, i)
			} else {
				b.WriteString(format)
			}
		}
		return b.String()
	}
}

// TestScale: what a file takes grows with its length and not with its square, whatever it repeats. Memory stands for
// time, since it is the same on each machine; the benchmark has both.
func TestScale(t *testing.T) {
	for _, kind := range []mapping.DocumentType{mapping.IsfWorksheet, mapping.BillOfLading} {
		for _, s := range shapes {
			taken := func(times int) uint64 {
				file := []byte(s.file(times))
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				if _, err := mapping.Convert("file.csv", file, sheet.Limits{}, mapping.Options{Type: kind}); err != nil {
					t.Fatal(err)
				}
				runtime.ReadMemStats(&after)
				return after.TotalAlloc - before.TotalAlloc
			}
			_ = taken(1) // what is made once
			if once, fourfold := taken(s.usual), taken(4*s.usual); fourfold > 7*once {
				t.Errorf("%s, as %s: four times the file take %.1f times the memory", s.name, kind, float64(fourfold)/float64(once))
			}
		}
	}
}

func BenchmarkScale(b *testing.B) {
	for _, s := range shapes {
		for _, times := range []int{s.usual, 8 * s.usual} {
			file := []byte(s.file(times))
			b.Run(fmt.Sprintf("%s/%d", s.name, times), func(b *testing.B) {
				b.ReportAllocs()
				b.SetBytes(int64(len(file)))
				for b.Loop() {
					_, _ = mapping.Convert("file.csv", file, sheet.Limits{}, mapping.Options{Type: mapping.IsfWorksheet})
				}
			})
		}
	}
}
