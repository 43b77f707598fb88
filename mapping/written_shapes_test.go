package mapping_test

import (
	"fmt"
	"slices"
	"strings"

	"pgregory.net/rapid"
)

// Further layouts of TestWritten.

// writeTicked writes a form whose options have boxes to tick, also where it says that a party is another one.
func writeTicked(t *rapid.T, p *page, s shipment) {
	signs := rapid.SampledFrom([][2]string{{"☒", "☐"}, {"[X]", "[ ]"}, {"(x)", "( )"}, {"■", "□"}, {"●", "○"}, {"☑", "☐"}, {"【√】", "【 】"}}).Draw(t, "signs")
	numbers, seals := s.boxes()
	pairs := append(fields(t, s), [2]string{drawLabel(t, "container"), strings.Join(numbers, ", ")}, [2]string{drawLabel(t, "seal"), strings.Join(seals, ", ")})
	for _, pair := range pairs {
		p.line(pair[0], pair[1])
	}
	options := rapid.Permutation([]string{"FCL", "LCL"}).Draw(t, "options")
	switch rapid.IntRange(0, 3).Draw(t, "place of the boxes") {
	case 0:
		p.line("Load type", signs[0]+" "+options[0]+"   "+signs[1]+" "+options[1])
	case 1:
		p.line("Load type", options[0]+" "+signs[0]+"  "+options[1]+" "+signs[1])
	case 2:
		p.line("Load type", signs[1], options[1], signs[0], options[0])
	default:
		p.line("Load type", signs[1]+" "+options[1])
		p.line("", signs[0]+" "+options[0])
	}
	p.gap(t)
	for _, r := range rapid.Permutation(roles).Draw(t, "order of parties") {
		if r.kind == "CONSIGNEE" && s.consigneeByWords {
			p.line(drawLabel(t, r.kind), signs[0]+" Same as importer of record   "+signs[1]+" Other (complete below)")
			continue
		}
		p.line(drawLabel(t, r.kind), s.parties[r.kind].whole("\n"))
	}
}

// writeRoles writes companies, one a row or one a column, with a mark for each role that they play.
func writeRoles(t *rapid.T, p *page, s shipment) {
	numbers, seals := s.boxes()
	for _, pair := range append(fields(t, s), [2]string{drawLabel(t, "container"), strings.Join(numbers, ", ")}, [2]string{drawLabel(t, "seal"), strings.Join(seals, ", ")}) {
		p.line(pair[0], pair[1])
	}
	p.gap(t)
	mark := rapid.SampledFrom([]string{"X", "x", "✓", "Yes", "●", "☒"}).Draw(t, "mark")
	order := rapid.Permutation(roles).Draw(t, "order of roles")
	var companies []company
	for _, r := range order {
		if !slices.Contains(companies, s.parties[r.kind]) {
			companies = append(companies, s.parties[r.kind])
		}
	}
	var rows [][]string
	head := []string{"Company", "Street", "City", "State", "Postal code", "Country"}
	for _, r := range order {
		head = append(head, rapid.SampledFrom(r.labels).Draw(t, "role"))
	}
	rows = append(rows, head)
	for _, c := range companies {
		row := []string{c.name, c.street, c.city, c.state, c.zip, c.country}
		for _, r := range order {
			if s.parties[r.kind] == c {
				row = append(row, mark)
			} else {
				row = append(row, "")
			}
		}
		rows = append(rows, row)
	}
	if rapid.Bool().Draw(t, "companies in columns") {
		rows = turned(rows)
	}
	for _, row := range rows {
		p.line(row...)
	}
}

// turned is a table on its side.
func turned(rows [][]string) (columns [][]string) {
	for i := range rows[0] {
		var column []string
		for _, row := range rows {
			column = append(column, row[i])
		}
		columns = append(columns, column)
	}
	return columns
}

// writeInline writes labels and values together, one pair or several in a cell.
func writeInline(t *rapid.T, p *page, s shipment) {
	numbers, seals := s.boxes()
	pairs := append(fields(t, s), [2]string{drawLabel(t, "container"), strings.Join(numbers, ", ")}, [2]string{drawLabel(t, "seal"), strings.Join(seals, ", ")})
	separator := rapid.SampledFrom([]string{"    ", "  ", " ", "\n", " / ", "; ", " | "}).Draw(t, "separator")
	for list := range slices.Chunk(pairs, rapid.IntRange(1, 3).Draw(t, "pairs in a cell")) {
		var cell []string
		for _, pair := range list {
			cell = append(cell, strings.TrimSuffix(pair[0], ":")+": "+pair[1])
		}
		p.line(strings.Join(cell, separator))
	}
	p.gap(t)
	for _, r := range rapid.Permutation(roles).Draw(t, "order of parties") {
		p.line(strings.TrimSuffix(drawLabel(t, r.kind), ":") + ":\n" + partyText(s, r.kind, "\n"))
	}
}

// writeDashed writes labels and values in one cell with a dash between, one pair or several in a cell.
func writeDashed(t *rapid.T, p *page, s shipment) {
	numbers, seals := s.boxes()
	pairs := append(fields(t, s), [2]string{drawLabel(t, "container"), strings.Join(numbers, ", ")}, [2]string{drawLabel(t, "seal"), strings.Join(seals, ", ")})
	for _, r := range rapid.Permutation(roles).Draw(t, "order of parties") {
		pairs = append(pairs, [2]string{drawLabel(t, r.kind), partyText(s, r.kind, ", ")})
	}
	sign := rapid.SampledFrom([]string{" - ", " – ", " — "}).Draw(t, "dash")
	separator := rapid.SampledFrom([]string{"    ", "\n", " | "}).Draw(t, "separator")
	for list := range slices.Chunk(pairs, rapid.IntRange(1, 3).Draw(t, "pairs in a cell")) {
		var cell []string
		for _, pair := range list {
			cell = append(cell, strings.TrimSuffix(pair[0], ":")+sign+pair[1])
		}
		p.line(strings.Join(cell, separator))
	}
}

// writeRecords writes records of a program, each line tagged with its kind.
func writeRecords(t *rapid.T, p *page, s shipment) {
	heads, values := []string{"SHIPMENT"}, []string{"SHIPMENT"}
	for _, pair := range fields(t, s) {
		heads, values = append(heads, pair[0]), append(values, pair[1])
	}
	p.line(heads...)
	p.line(values...)
	p.line("EQUIPMENT", drawLabel(t, "container"), drawLabel(t, "seal"))
	for _, c := range s.containers {
		p.line("EQUIPMENT", c.number, c.seal)
	}
	p.line("PARTY", "SEQ", "ROLE", "NAME", "ADDRESS", "CITY", "STATE", "POSTAL_CODE", "COUNTRY")
	for i, r := range rapid.Permutation(roles).Draw(t, "order of parties") {
		c := s.parties[r.kind]
		p.line("PARTY", fmt.Sprint(i+1), rapid.SampledFrom(r.labels).Draw(t, "role"), c.name, c.street, c.city, c.state, c.zip, c.country)
	}
}

// writeGroups writes the containers below a row that names their house bill.
func writeGroups(t *rapid.T, p *page, s shipment) {
	var house string
	for _, pair := range fields(t, s) {
		if pair[1] == s.house {
			house = strings.TrimSuffix(pair[0], ":") + ": " + pair[1]
			continue
		}
		p.line(pair[0], pair[1])
	}
	p.gap(t)
	for _, r := range rapid.Permutation(roles).Draw(t, "order of parties") {
		p.line(drawLabel(t, r.kind), partyText(s, r.kind, "\n"))
	}
	p.gap(t)
	p.line(drawLabel(t, "container"), drawLabel(t, "seal"), "Remarks")
	p.line(house)
	for _, c := range s.containers {
		p.line(c.number, c.seal, "in good order")
	}
}

// chinese are the labels of writeBilingual in the second language.
var chinese = map[string]string{
	"master": "主提单号", "house": "分提单号", "vessel": "船名", "voyage": "航次", "loading": "装货港", "unlading": "卸货港", "departure": "开航日期", "arrival": "到港日期",
	"container": "集装箱号", "seal": "封条号", "tariff": "海关编码", "origin": "原产国", "SELLER": "卖方", "BUYER": "买方", "CONSIGNEE": "收货人", "MANUFACTURER_SUPPLIER": "生产商", "IMPORTER_OF_RECORD": "进口商",
}

// writeBilingual writes each label in two languages.
func writeBilingual(t *rapid.T, p *page, s shipment) {
	numbers, seals := s.boxes()
	texts := append(fieldTexts(s), [2]string{"container", strings.Join(numbers, ", ")}, [2]string{"seal", strings.Join(seals, ", ")})
	for _, r := range roles {
		texts = append(texts, [2]string{r.kind, partyText(s, r.kind, "\n")})
	}
	separator := rapid.SampledFrom([]string{" ", "\n", " / "}).Draw(t, "separator")
	first := rapid.Bool().Draw(t, "Chinese first")
	for _, pair := range rapid.Permutation(texts).Draw(t, "order") {
		label := strings.TrimSuffix(drawLabel(t, pair[0]), ":")
		switch other := chinese[pair[0]]; {
		case other == "":
		case first:
			label = other + separator + label
		default:
			label += separator + other
		}
		p.line(label, pair[1])
	}
}

// writeHinted writes a form with a hint, an example or a remark between and beside its rows.
func writeHinted(t *rapid.T, p *page, s shipment) {
	numbers, seals := s.boxes()
	pairs := append(fields(t, s), [2]string{drawLabel(t, "container"), strings.Join(numbers, ", ")}, [2]string{drawLabel(t, "seal"), strings.Join(seals, ", ")})
	for _, r := range rapid.Permutation(roles).Draw(t, "order of parties") {
		pairs = append(pairs, [2]string{drawLabel(t, r.kind), partyText(s, r.kind, ", ")})
	}
	hints := []string{"(required)", "(please type in capitals)", "* mandatory field", "e.g. as shown on the booking confirmation", "____", "<please fill in>"}
	for _, pair := range pairs {
		switch rapid.IntRange(0, 5).Draw(t, "hint") {
		case 0:
			p.line(pair[0], pair[1], rapid.SampledFrom(hints).Draw(t, "words"))
		case 1:
			p.line(pair[0], pair[1])
			p.line("", rapid.SampledFrom(hints[:3]).Draw(t, "words"))
		default:
			p.line(pair[0], pair[1])
		}
	}
}
