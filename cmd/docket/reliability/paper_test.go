package reliability

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"docket/publish"
	"docket/testdata/samples"

	"github.com/xuri/excelize/v2"
)

// A paper writes versions of a file: the nth version of the shipment with a number.
type paper struct {
	name  string
	ext   string
	wants func(number int) []want
	write func(t testing.TB, number int, voyage string) []byte
}

// The papers, each of which takes workers another way.
var (
	billPaper = paper{"a bill of lading", ".csv",
		func(number int) []want { return []want{{publish.Order, carrierBill(number), publish.Submitted}} }, writeBill}
	worksheetPaper = paper{"an ISF worksheet with an order", ".xlsx",
		func(number int) []want {
			return []want{{publish.ISF, houseBill(number), publish.Submitted}, {publish.Order, houseBill(number), publish.Submitted}}
		}, writeWorksheet(nil)}
	partlyPaper = paper{"an ISF worksheet that is no order yet, and gets a marked copy", ".xlsx",
		func(number int) []want {
			return []want{{publish.ISF, houseBill(number), publish.Submitted}, {publish.Order, houseBill(number), publish.Invalid}}
		}, writeWorksheet(map[string]any{"B31": nil})} // no incoterm
	heldPaper = paper{"an ISF worksheet that waits for a person", ".xlsx",
		func(number int) []want {
			return []want{{publish.ISF, houseBill(number), publish.Held}, {publish.Order, houseBill(number), publish.Held}}
		}, writeWorksheet(ambiguous())}
)

func carrierBill(number int) string { return fmt.Sprintf("MAEU3%08d", number) }
func houseBill(number int) string   { return fmt.Sprintf("QJLF%08d", number) }

// voyage is a voyage that only one version of a file names. Voyages have at most five characters on a manifest.
func voyage(number, nth int) string { return fmt.Sprintf("%d%c", number%10000, 'A'+nth) }

// departure and arrival are of all shipments: far enough ahead that no deadline is near.
var (
	departure = time.Now().UTC().AddDate(0, 0, 40)
	arrival   = departure.AddDate(0, 0, 20)
)

func writeBill(t testing.TB, number int, voyage string) []byte {
	t.Helper()
	content, err := samples.Files.ReadFile("04-bol-containers.csv")
	must(t, err)
	for old, replacement := range map[string]string{
		"MAEU256831947,,Booking number,256831947": carrierBill(number) + ",,Booking number," + carrierBill(number)[4:],
		"Voyage,650W":    "Voyage," + voyage,
		"ETD,2026-12-15": "ETD," + departure.Format(time.DateOnly),
		"ETA,2027-01-02": "ETA," + arrival.Format(time.DateOnly),
	} {
		if bytes.Count(content, []byte(old)) != 1 {
			t.Fatalf("the sample says %q not once", old)
		}
		content = bytes.ReplaceAll(content, []byte(old), []byte(replacement))
	}
	return content
}

// writeWorksheet writes a sample with some cells changed.
func writeWorksheet(cells map[string]any) func(testing.TB, int, string) []byte {
	return func(t testing.TB, number int, voyage string) []byte {
		t.Helper()
		content, err := samples.Files.ReadFile("01-isf-form.xlsx")
		must(t, err)
		book, err := excelize.OpenReader(bytes.NewReader(content))
		must(t, err)
		defer book.Close()
		set := func(cell string, value any) { must(t, book.SetCellValue("ISF", cell, value)) }
		set("B8", fmt.Sprintf("COSU64%08d", number))
		set("B9", houseBill(number))
		set("B13", voyage)
		set("B16", strings.ToUpper(departure.Format("02-Jan-2006")))
		set("B17", strings.ToUpper(arrival.Format("02-Jan-2006")))
		for cell, value := range cells {
			set(cell, value)
		}
		var out bytes.Buffer
		must(t, book.Write(&out))
		return out.Bytes()
	}
}

// ambiguous are dates of departure and arrival that read two ways, with a month's voyage either way.
func ambiguous() map[string]any {
	year := departure.Year() + 1
	return map[string]any{"B16": fmt.Sprintf("05/01/%d", year), "B17": fmt.Sprintf("06/02/%d", year)}
}
