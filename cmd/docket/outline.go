package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"docket/mapping/filing"
	"docket/publish/difference"
)

// A chapter is a part of a filing as the trade looks at it.
type chapter struct {
	title   string
	entries []entry
}

// An entry is a line of a chapter: what is said together. Its patterns are steps of a pointer into a request of either
// kind, without the objects that only wrap others; "*" is an element of a list. There is a line for each element of a
// list of objects, and one for all of a list of texts.
type entry struct {
	label    string
	patterns []string
}

// outline is all that a request may say. What a chapter has no entry for stands in the last one.
var outline = []chapter{
	{"Bills", []entry{
		{"master bill", []string{"bill_numbers/master_bill_of_lading_number", "bill_numbers/master_air_waybill_number"}},
		{"house bill", []string{"bill_numbers/house_bill_of_lading_numbers/*", "bill_numbers/house_air_waybill_numbers/*"}},
		{"bill of lading", []string{"bill_numbers/regular_bill_of_lading_number", "bill_numbers/truck_bill_of_lading_number"}},
		{"carrier", []string{"scac", "carrier_iata_code"}},
	}},
	{"Parties", []entry{
		{"name", []string{"party/*/name", "party/*/external_ref"}},
		{"address", []string{"party/*/address_details/address_line1", "party/*/address_details/address_line2"}},
		{"city", []string{"party/*/address_details/city", "party/*/address_details/state", "party/*/address_details/postal_code", "party/*/address_details/country_code"}},
		{"number", []string{"party/*/entity_identifier/*"}},
		{"contact", []string{"party/*/contact_details/name", "party/*/contact_details/*"}},
		{"tariff line", []string{"party/*/harmonized_tariff_schedules/*/harmonized_number", "party/*/harmonized_tariff_schedules/*/country_of_origin"}},
	}},
	{"Goods", []entry{
		{"packages", []string{"estimated_quantity/value", "estimated_quantity/unit", "shipping_unit_details/count", "shipping_unit_details/shipping_unit_type", "shipping_unit_details/atomic_count"}},
		{"gross weight", []string{"estimated_weight/value", "estimated_weight/unit", "weight/value", "weight/unit"}},
		{"volume", []string{"volume/value", "volume/unit"}},
		{"value", []string{"estimated_value", "estimated_total_commercial_invoice_value/*/amount", "estimated_total_commercial_invoice_value/*/currency_code"}},
		{"made in", []string{"countries_of_origin/*"}},
		{"orders", []string{"purchase_order_numbers/*"}},
		{"articles", []string{"skus/*"}},
		{"incoterm", []string{"incoterm"}},
	}},
	{"Transport", []entry{
		{"vessel", []string{"vessel/name", "vessel/imo"}},
		{"voyage", []string{"voyage_tracking_number"}},
		{"flight", []string{"flight_number"}},
		{"port of loading", []string{"port_of_loading/name", "port_of_loading/*"}},
		{"transshipment", []string{"transshipment_ports/*/name", "transshipment_ports/*/*"}},
		{"port of unloading", []string{"port_of_unloading/name", "port_of_unloading/*"}},
		{"port of entry", []string{"port_of_entry/name", "port_of_entry/*"}},
		{"inland port", []string{"inland_port/name", "inland_port/*"}},
		{"container", []string{"containers/*/container_number", "containers/*/container_size", "containers/*/container_type", "containers/*/seal_number"}},
	}},
	{"Dates", []entry{
		{"departure", []string{"port_of_loading/estimated_time_of_departure"}},
		{"arrival", []string{"port_of_unloading/estimated_time_of_arrival"}},
		{"transshipment", []string{"transshipment_ports/*/estimated_time_of_arrival", "transshipment_ports/*/estimated_time_of_departure"}},
		{"arrival at entry", []string{"port_of_entry/estimated_time_of_arrival"}},
		{"arrival inland", []string{"inland_port/estimated_time_of_arrival"}},
	}},
	{"Filing", []entry{
		{"title", []string{"name"}},
		{"mode of transport", []string{"mode_of_transport"}},
		{"made of", []string{"request_metadata/source_document/type", "request_metadata/source_document/external_ref"}},
		{"services", []string{"services/*", "additional_services/*"}},
	}},
}

// wrappers are objects of the requests that only hold others. A forwarding agent is a party like the others.
var wrappers = []struct{ prefix, by string }{
	{"/shipment_information/ocean_freight_details/", ""}, {"/shipment_information/cargo_details/", ""}, {"/shipment_information/forwarding_agent/", "party/forwarding_agent/"},
	{"/shipment_information/", ""}, {"/freight_details/route/", ""}, {"/freight_details/", ""}, {"/cargo_details/", ""}, {"/customs_details/", ""},
	{"/header/", ""}, {"/reference_identifiers/", ""}, {"/entities/", "party/"}, {"/involved_parties/", "party/"}, {"/", ""},
}

// shortTypes are types of parties as forms name them.
var shortTypes = map[string]string{"MANUFACTURER_SUPPLIER": "Manufacturer, supplier", "SCHEDULED_CONTAINER_STUFFING_LOCATION": "Stuffing location"}

// steps are those of a pointer without wrappers.
func steps(at filing.Pointer) []string {
	for _, w := range wrappers {
		if rest, found := strings.CutPrefix(string(at), w.prefix); found {
			return strings.Split(w.by+rest, "/")
		}
	}
	return nil
}

// A line is what is said together of a filing, in a chapter.
type line struct {
	chapter, entry int
	label          string
	inner          bool   // of a party that a line above names
	group          string // steps that "*" stood for: which party, which container
	fields         []shownField
}

// A shownField is a filled field.
type shownField struct {
	at    filing.Pointer
	text  string
	order int
	unit  bool // goes with the amount before it
}

// units are names of fields that go with the amount before them.
var units = []string{"unit", "shipping_unit_type", "currency_code"}

// outlined puts the filled fields of a request in the outline's order. None is left out but the types of parties, which
// head their lines. Numbers that identify a person are masked.
func outlined(r filing.Request) ([]line, error) {
	body, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	numbers := json.NewDecoder(bytes.NewReader(body))
	numbers.UseNumber() // as they are sent: an IMO number is not 9.6e+06
	var tree any
	if err := numbers.Decode(&tree); err != nil {
		return nil, err
	}
	var lines []line
	types := map[string]string{}
	walk("", difference.Masked("", tree), func(at filing.Pointer, value any) {
		path := steps(at)
		if len(path) == 3 && path[0] == "party" && (path[2] == "entity_type" || path[2] == "type") {
			types[path[1]] = cmp.Or(shortTypes[fmt.Sprint(value)], spoken(fmt.Sprint(value)))
			return
		}
		lines = addField(lines, at, path, fmt.Sprint(value))
	})
	for i := range lines {
		lines[i].head(types)
	}
	slices.SortStableFunc(lines, compareLines)
	headParties(lines)
	return lines, nil
}

// addField adds a field to its line.
func addField(lines []line, at filing.Pointer, path []string, text string) []line {
	found := placeOf(path)
	key := path[len(path)-1]
	found.fields = []shownField{{at: at, text: plainly(key, text), order: found.fields[0].order, unit: slices.Contains(units, key)}}
	same := func(l line) bool {
		return l.chapter == found.chapter && l.entry == found.entry && l.group == found.group && l.label == found.label
	}
	i := slices.IndexFunc(lines, same)
	if i < 0 {
		return append(lines, found)
	}
	lines[i].fields = append(lines[i].fields, found.fields...)
	return lines
}

// placeOf is the line of a field: that of the pattern that says most of it.
func placeOf(path []string) line {
	last := len(outline) - 1
	best := line{chapter: last, label: spoken(strings.Join(path, " ")), fields: []shownField{{}}}
	fewest := len(path) + 1
	for c := range outline {
		for e, entry := range outline[c].entries {
			for order, pattern := range entry.patterns {
				stars, group, fits := match(pattern, path)
				if fits && stars < fewest {
					best, fewest = line{chapter: c, entry: e, label: entry.label, group: group, fields: []shownField{{order: order}}}, stars
				}
			}
		}
	}
	return best
}

// match says whether a pattern fits a path, how many steps it leaves open, and which they are but for the last.
func match(pattern string, path []string) (stars int, group string, fits bool) {
	parts := strings.Split(pattern, "/")
	if len(parts) != len(path) {
		return 0, "", false
	}
	for i, part := range parts {
		switch {
		case part == "*":
			stars++
			if i < len(parts)-1 {
				group += fmt.Sprintf("%6s/", path[i]) // so that 10 comes after 9
			}
		case part != path[i]:
			return 0, "", false
		}
	}
	return stars, group, true
}

// compareLines orders lines by chapter; parties by party, and else by entry.
func compareLines(a, b line) int {
	byParty := 0
	if outline[a.chapter].title == "Parties" {
		byParty = cmp.Compare(partyOf(a.group), partyOf(b.group))
	}
	return cmp.Or(cmp.Compare(a.chapter, b.chapter), byParty, cmp.Compare(a.entry, b.entry), cmp.Compare(a.group, b.group), cmp.Compare(a.label, b.label))
}

// partyOf is which party a line is of.
func partyOf(group string) string {
	party, _, _ := strings.Cut(group, "/")
	return party
}

// head orders the fields of a line, and labels that of a party with what it is.
func (l *line) head(types map[string]string) {
	slices.SortStableFunc(l.fields, func(a, b shownField) int { return a.order - b.order })
	if outline[l.chapter].title == "Parties" && l.label == "name" {
		l.label = cmp.Or(types[strings.TrimSpace(partyOf(l.group))], "Forwarding agent")
	}
}

// texts are what a line says, nothing twice: a carrier stands in two places of an ISF.
func (l line) texts() string {
	said := ""
	for i, field := range l.fields {
		switch {
		case i == 0:
			said = field.text
		case field.unit && !l.fields[i-1].unit:
			said += " " + field.text
		case !slices.ContainsFunc(l.fields[:i], func(f shownField) bool { return f.text == field.text }):
			said += " · " + field.text
		}
	}
	return said
}

// headParties sets in the lines of each party but the first.
func headParties(lines []line) {
	for i := range lines {
		l := &lines[i]
		if outline[l.chapter].title == "Parties" && i > 0 && lines[i-1].chapter == l.chapter && partyOf(lines[i-1].group) == partyOf(l.group) {
			l.inner = true
		}
	}
}

// before is what stands before values of which the value alone does not tell what it is.
var before = map[string]string{
	"imo": "IMO ", "seal_number": "seal ", "employer_identification_number": "EIN ", "social_security_number": "SSN ", "cbp_assigned_number": "CBP ",
	"duns_number": "DUNS ", "duns_plus_4_number": "DUNS+4 ", "firms_code": "FIRMS ", "passport_number": "passport ", "schedule_d_code": "Schedule D ",
	"schedule_k_code": "Schedule K ", "atomic_count": "pieces ",
}

// plainly is a value as people read it: a moment at midnight is a day.
func plainly(key, text string) string {
	if day, found := strings.CutSuffix(text, "T00:00:00Z"); found {
		text = day
	}
	switch text {
	case "true":
		return spoken(key)
	case "false":
		return "no " + spoken(key)
	}
	return before[key] + text
}

// spoken is a name of the API in words: "IMPORTER_OF_RECORD" is "Importer of record".
func spoken(name string) string {
	words := strings.ReplaceAll(strings.ToLower(name), "_", " ")
	if words == "" || name != strings.ToUpper(name) {
		return words
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

// walk visits the leaves of a JSON value in a steady order.
func walk(at filing.Pointer, node any, visit func(filing.Pointer, any)) {
	switch node := node.(type) {
	case map[string]any:
		keys := make([]string, 0, len(node))
		for key := range node {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		for _, key := range keys {
			walk(at.Key(key), node[key], visit)
		}
	case []any:
		for i, element := range node {
			walk(at.Index(i), element, visit)
		}
	default:
		visit(at, node)
	}
}
