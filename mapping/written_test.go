package mapping_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"docket/mapping"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

// TestWritten: a shipment written in any of the layouts that worksheets have, under any of the labels, in any order and
// anywhere on the sheet, is read back exactly, or a person is asked. It is never read differently.
func TestWritten(t *testing.T) {
	t.Parallel()
	for name, write := range map[string]func(*rapid.T, *page, shipment){
		"form beside": writeBeside, "boxes": writeBoxes, "party blocks": writeBlocks, "party rows": writePartyRows, "matrix": writeMatrix, "house bill table": writeTable,
		"ticks": writeTicked, "roles marked": writeRoles, "in one cell": writeInline, "dashes": writeDashed, "records": writeRecords, "group rows": writeGroups, "two languages": writeBilingual, "hints": writeHinted,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				s := drawShipment(t)
				p := newPage(t)
				write(t, p, s)
				document := convert(paper{"written.xlsx", p.bytes(t)}, mapping.Options{})
				if compare(t, s.want(), document); t.Failed() {
					t.Log("\n" + p.picture())
				}
			})
		})
	}
}

// compare fails where a field differs from what was written, or is missing and nobody was told.
func compare(t *rapid.T, want map[string]string, document mapping.Document) {
	if document.Type == mapping.Unknown {
		return // a person is asked
	}
	if len(document.Filings) != 1 {
		t.Errorf("%d filings, want one", len(document.Filings))
		return
	}
	filed := document.Filings[0]
	got := said(t, filed.Request)
	asked := slices.ContainsFunc(filed.Problems, func(p mapping.Problem) bool { return p.Severity == mapping.Error || p.Question })
	for _, key := range slices.Sorted(maps.Keys(want)) {
		if got[key] == "" && !asked && filed.Confidence >= 0.75 {
			t.Errorf("%s is %q, was not read, and nobody is asked; problems: %v", key, want[key], codes(filed))
		}
		if got[key] != "" && got[key] != want[key] && !(asked || filed.Confidence < 0.75) {
			t.Errorf("%s is %q, read as %q", key, want[key], got[key])
		}
	}
	for _, key := range slices.Sorted(maps.Keys(got)) {
		if want[key] == "" && !asked && filed.Confidence >= 0.75 {
			t.Errorf("%s is read as %q, and was not written", key, got[key])
		}
	}
}

func codes(f mapping.Filing) (codes []string) {
	for _, p := range f.Problems {
		codes = append(codes, p.Code)
	}
	return codes
}

// said is what an ISF says, by the names of this test.
func said(t rapid.TB, request any) map[string]string {
	text, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	var w struct {
		Header struct{ SCAC string }
		Bills  struct {
			Master string   `json:"master_bill_of_lading_number"`
			Houses []string `json:"house_bill_of_lading_numbers"`
		} `json:"bill_numbers"`
		Shipment struct {
			Cargo struct {
				Quantity struct{ Value json.Number } `json:"estimated_quantity"`
				Weight   struct{ Value json.Number } `json:"estimated_weight"`
			} `json:"cargo_details"`
			Ocean struct {
				Vessel     struct{ Name string }
				Voyage     string                       `json:"voyage_tracking_number"`
				Loading    struct{ LOCODE, ETD string } `json:"port_of_loading"`
				Unlading   struct{ LOCODE, ETA string } `json:"port_of_unloading"`
				Containers []struct {
					Number string `json:"container_number"`
					Seal   string `json:"seal_number"`
				}
			} `json:"ocean_freight_details"`
		} `json:"shipment_information"`
		Entities []struct {
			Kind    string `json:"entity_type"`
			Name    string
			Address struct {
				Line1   string `json:"address_line1"`
				Line2   string `json:"address_line2"`
				City    string
				State   string
				ZIP     string `json:"postal_code"`
				Country string `json:"country_code"`
			} `json:"address_details"`
			ID struct {
				EIN string `json:"employer_identification_number"`
			} `json:"entity_identifier"`
			Tariffs []struct {
				Number string `json:"harmonized_number"`
				Origin string `json:"country_of_origin"`
			} `json:"harmonized_tariff_schedules"`
		}
	}
	renamed := strings.NewReplacer(`"un_lo_code"`, `"LOCODE"`, `"estimated_time_of_departure"`, `"ETD"`, `"estimated_time_of_arrival"`, `"ETA"`)
	if err := json.Unmarshal([]byte(renamed.Replace(string(text))), &w); err != nil {
		t.Fatal(err)
	}
	ocean := w.Shipment.Ocean
	got := map[string]string{
		"scac": w.Header.SCAC, "master": w.Bills.Master, "house": strings.Join(w.Bills.Houses, ","), "vessel": ocean.Vessel.Name, "voyage": ocean.Voyage,
		"loading": ocean.Loading.LOCODE, "unlading": ocean.Unlading.LOCODE, "departure": day(ocean.Loading.ETD), "arrival": day(ocean.Unlading.ETA),
		"packages": w.Shipment.Cargo.Quantity.Value.String(), "weight": w.Shipment.Cargo.Weight.Value.String(),
	}
	for _, c := range ocean.Containers {
		got["container "+c.Number] = c.Seal
	}
	for _, e := range w.Entities {
		got[e.Kind+" name"], got[e.Kind+" city"], got[e.Kind+" state"] = e.Name, e.Address.City, e.Address.State
		got[e.Kind+" street"] = strings.TrimSpace(e.Address.Line1 + " " + e.Address.Line2)
		got[e.Kind+" zip"], got[e.Kind+" country"] = e.Address.ZIP, e.Address.Country
		if e.Kind == "IMPORTER_OF_RECORD" {
			got["importer number"] = e.ID.EIN
		}
		for _, line := range e.Tariffs {
			got["tariff "+line.Number] = line.Origin
		}
	}
	maps.DeleteFunc(got, func(_, text string) bool { return text == "" })
	return got
}

// day is the day of a moment.
func day(moment string) string {
	day, _, _ := strings.Cut(moment, "T")
	return day
}

// A page is a sheet being written, shifted on it by some rows and columns.
type page struct {
	file     *excelize.File
	row, col int // where the next cell goes, from 1
	left     int
}

func newPage(t *rapid.T) *page {
	left := rapid.IntRange(1, 3).Draw(t, "first column")
	p := &page{file: excelize.NewFile(), row: rapid.IntRange(1, 4).Draw(t, "first row"), col: left, left: left}
	p.line(rapid.SampledFrom([]string{"Importer Security Filing", "ISF 10+2 worksheet", "ISF-10 DATA SHEET"}).Draw(t, "title"))
	p.gap(t)
	return p
}

// line writes texts beside each other, and goes on below.
func (p *page) line(texts ...string) {
	for i, text := range texts {
		if text != "" {
			name, _ := excelize.CoordinatesToCellName(p.col+i, p.row)
			_ = p.file.SetCellStr("Sheet1", name, text)
		}
	}
	p.row++
}

// gap leaves rows empty, perhaps with a note between.
func (p *page) gap(t *rapid.T) {
	p.row++
	if rapid.IntRange(0, 4).Draw(t, "note") == 0 {
		p.line(rapid.SampledFrom([]string{"Please send this sheet to us three working days before the vessel sails.", "* required by U.S. customs, do not leave any of these empty"}).Draw(t, "words"))
		p.row++
	}
}

func (p *page) bytes(t *rapid.T) []byte {
	buffer, err := p.file.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

// fields are the single fields of a shipment with their texts, in any order.
func fields(t *rapid.T, s shipment) (pairs [][2]string) {
	for _, pair := range rapid.Permutation(fieldTexts(s)).Draw(t, "order of fields") {
		pairs = append(pairs, [2]string{drawLabel(t, pair[0]), pair[1]})
	}
	return pairs
}

// fieldTexts are the single fields of a shipment by their names in this test, with their texts.
func fieldTexts(s shipment) (texts [][2]string) {
	byName := map[string]string{
		"master": s.master, "house": s.house, "carrier": s.scac, "vessel": s.vessel, "voyage": s.voyage, "loading": s.loading.name + ", " + s.loading.country, "unlading": s.unlade.name,
		"departure": s.etd.Format(s.dateFormat), "arrival": s.eta.Format(s.dateFormat), "packages": fmt.Sprintf("%d cartons", s.packages), "weight": s.weight,
		"tariff": strings.Join(dotted(s.tariffs), ", "), "origin": s.origin.name, "number": s.importer,
	}
	for _, key := range slices.Sorted(maps.Keys(byName)) {
		texts = append(texts, [2]string{key, byName[key]})
	}
	return texts
}

func dotted(numbers []string) (list []string) {
	for _, n := range numbers {
		list = append(list, n[:4]+"."+n[4:6]+"."+n[6:])
	}
	return list
}

// boxes are the containers with their seals, as lists.
func (s shipment) boxes() (numbers, seals []string) {
	for _, c := range s.containers {
		numbers, seals = append(numbers, c.number), append(seals, c.seal)
	}
	return numbers, seals
}

// partyText is a party in one cell.
func partyText(s shipment, kind, separator string) string {
	if kind == "CONSIGNEE" && s.consigneeByWords {
		return "Same as importer of record"
	}
	return s.parties[kind].whole(separator)
}

// writeBeside writes a form with each value to the right of its label.
func writeBeside(t *rapid.T, p *page, s shipment) {
	numbers, seals := s.boxes()
	for _, pair := range append(fields(t, s), [2]string{drawLabel(t, "container"), strings.Join(numbers, ", ")}, [2]string{drawLabel(t, "seal"), strings.Join(seals, ", ")}) {
		p.line(pair[0], pair[1])
	}
	p.gap(t)
	separator := rapid.SampledFrom([]string{"\n", ", "}).Draw(t, "separator")
	for _, r := range rapid.Permutation(roles).Draw(t, "order of parties") {
		p.line(drawLabel(t, r.kind), partyText(s, r.kind, separator))
	}
}

// writeBoxes writes printed boxes: three beside each other, each value below its label.
func writeBoxes(t *rapid.T, p *page, s shipment) {
	numbers, seals := s.boxes()
	pairs := append(fields(t, s), [2]string{drawLabel(t, "container"), strings.Join(numbers, "\n")}, [2]string{drawLabel(t, "seal"), strings.Join(seals, "\n")})
	for _, r := range roles {
		pairs = append(pairs, [2]string{drawLabel(t, r.kind), partyText(s, r.kind, "\n")})
	}
	for row := range slices.Chunk(pairs, 3) {
		var heads, values []string
		for _, pair := range row {
			heads, values = append(heads, pair[0]), append(values, pair[1])
		}
		p.line(heads...)
		p.line(values...)
	}
}

// parts are the lines of a party's block.
func (c company) parts() [][2]string {
	return [][2]string{{"Name", c.name}, {"Street", c.street}, {"City", c.city}, {"State", c.state}, {"Postal code", c.zip}, {"Country", c.country}}
}

// writeBlocks writes two blocks of parties beside each other, each under its heading.
func writeBlocks(t *rapid.T, p *page, s shipment) {
	numbers, seals := s.boxes()
	for _, pair := range append(fields(t, s), [2]string{drawLabel(t, "container"), strings.Join(numbers, ", ")}, [2]string{drawLabel(t, "seal"), strings.Join(seals, ", ")}) {
		p.line(pair[0], pair[1])
	}
	for pair := range slices.Chunk(rapid.Permutation(roles).Draw(t, "order of parties"), 2) {
		p.gap(t)
		p.line(drawLabel(t, pair[0].kind), "", drawLabel(t, pair[1].kind))
		left, right := s.parties[pair[0].kind].parts(), s.parties[pair[1].kind].parts()
		for i := range left {
			p.line(left[i][0], left[i][1], right[i][0], right[i][1])
		}
	}
}

// writePartyRows writes the parties one a row.
func writePartyRows(t *rapid.T, p *page, s shipment) {
	for _, pair := range fields(t, s) {
		p.line(pair[0], pair[1])
	}
	p.gap(t)
	p.line("Role", "Company", "Address", "City", "State", "ZIP", "Country")
	for _, r := range rapid.Permutation(roles).Draw(t, "order of parties") {
		c := s.parties[r.kind]
		p.line(rapid.SampledFrom(r.labels).Draw(t, "role"), c.name, c.street, c.city, c.state, c.zip, c.country)
	}
	p.gap(t)
	p.line(drawLabel(t, "container"), drawLabel(t, "seal"))
	for _, c := range s.containers {
		p.line(c.number, c.seal)
	}
}

// writeMatrix writes the parties one a column.
func writeMatrix(t *rapid.T, p *page, s shipment) {
	numbers, seals := s.boxes()
	for _, pair := range append(fields(t, s), [2]string{drawLabel(t, "container"), strings.Join(numbers, ", ")}, [2]string{drawLabel(t, "seal"), strings.Join(seals, ", ")}) {
		p.line(pair[0], pair[1])
	}
	p.gap(t)
	heads, rows := []string{""}, make([][]string, 6)
	for i, part := range (company{}).parts() {
		rows[i] = []string{part[0]}
	}
	for _, r := range rapid.Permutation(roles).Draw(t, "order of parties") {
		heads = append(heads, rapid.SampledFrom(r.labels).Draw(t, "role"))
		for i, part := range s.parties[r.kind].parts() {
			rows[i] = append(rows[i], part[1])
		}
	}
	p.line(heads...)
	for _, row := range rows {
		p.line(row...)
	}
}

// writeTable writes the house bill as a row of a table, and what holds for the whole vessel above it.
func writeTable(t *rapid.T, p *page, s shipment) {
	numbers, seals := s.boxes()
	columns := append(fields(t, s), [2]string{drawLabel(t, "container"), strings.Join(numbers, "\n")}, [2]string{drawLabel(t, "seal"), strings.Join(seals, "\n")})
	for _, r := range rapid.Permutation(roles).Draw(t, "order of parties") {
		columns = append(columns, [2]string{drawLabel(t, r.kind), partyText(s, r.kind, "\n")})
	}
	var heads, values []string
	for _, c := range columns {
		heads, values = append(heads, c[0]), append(values, c[1])
	}
	p.line(heads...)
	p.line(values...)
}

// picture is the sheet that was written, for the message of a failed test.
func (p *page) picture() string {
	rows, _ := p.file.GetRows("Sheet1")
	var b strings.Builder
	for i, row := range rows {
		fmt.Fprintf(&b, "%3d | %s\n", i+1, strings.ReplaceAll(strings.Join(row, " | "), "\n", "⏎"))
	}
	return b.String()
}
