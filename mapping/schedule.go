package mapping

import (
	"strconv"
	"strings"
	"time"

	"docket/mapping/field"
	"docket/mapping/filing"
	"docket/mapping/layout"
	"docket/mapping/sheet"
	"docket/mapping/value"
)

// vessel reads the vessel and the voyage, from one cell or from two.
func (d *draft) vessel(at, voyageAt filing.Pointer) (vessel *filing.Vessel, voyage string) {
	vesselFact, hasVessel := d.only(at.Key("name"), vesselName, field.Vessel)
	voyageFact, hasVoyage := d.only(voyageAt, asWritten, field.Voyage)
	if hasVessel {
		e := value.VesselEvidence{}
		switch {
		case asksFor(vesselFact, field.Voyage):
			e.Voyage = value.VoyageWithin
		case hasVoyage:
			e.Voyage = value.VoyageElsewhere
		}
		text := vesselFact.Text
		if e.Voyage == value.VoyageWithin {
			text = d.withBeside(vesselFact)
		}
		read, remarks, err := value.ParseVessel(text, e)
		if err != nil {
			d.unread(at.Key("name"), vesselFact, err)
		} else {
			d.remark(at.Key("name"), vesselFact, remarks)
			vessel = &filing.Vessel{Name: read.Name, IMO: int64(read.IMO)}
			d.wrote(at.Key("name"), vesselFact)
			if read.IMO != 0 {
				d.wrote(at.Key("imo"), vesselFact)
			}
			if read.Voyage != "" {
				voyage = read.Voyage
				d.wrote(voyageAt, vesselFact)
			}
		}
	}
	if hasVoyage && !asksFor(voyageFact, field.Vessel) {
		read, remarks, err := value.ParseVoyage(voyageFact.Text)
		switch {
		case err != nil:
			d.unread(voyageAt, voyageFact, err)
		case voyage != "" && voyage != read:
			d.ask(voyageAt, "voyages_differ", "Two voyages are named: "+voyage+" and "+read+".", "Leave the voyage of the vessel that arrives in the US.", vesselFact, voyageFact)
		default:
			d.remark(voyageAt, voyageFact, remarks)
			voyage = read
			d.wrote(voyageAt, voyageFact)
		}
	}
	if f, found := d.only(at.Key("imo"), asWritten, field.IMO); found {
		imo, remarks, err := value.ParseIMO(f.Text)
		if err != nil {
			d.unread(at.Key("imo"), f, err)
		} else {
			d.remark(at.Key("imo"), f, remarks)
			if vessel == nil {
				vessel = &filing.Vessel{}
			}
			vessel.IMO = int64(imo)
			d.wrote(at.Key("imo"), f)
		}
	}
	return vessel, voyage
}

// vesselName is the name of a vessel without the voyage that may stand behind it.
func vesselName(f layout.Fact) string {
	vessel, _, err := value.ParseVessel(f.Text, value.VesselEvidence{})
	if err != nil {
		return asWritten(f)
	}
	return strings.ToUpper(vessel.Name)
}

// port reads a port by sea. It is nil if the file names none, or two.
func (d *draft) port(at filing.Pointer, name field.Name, country value.Country) *filing.Port {
	facts := d.candidates(name)
	if len(facts) == 0 {
		d.blankAt(at, name)
		return nil
	}
	return d.portFrom(at, facts, country)
}

// portFrom reads a port of which several cells may tell: its name in one, its codes in others.
func (d *draft) portFrom(at filing.Pointer, facts []layout.Fact, country value.Country) *filing.Port {
	var p filing.Port
	var read []layout.Fact
	for _, f := range facts {
		port, remarks, err := value.ParsePort(d.portText(f), value.PortEvidence{Country: country})
		if err != nil {
			d.unread(at, f, err)
			continue
		}
		d.remark(at, f, remarks)
		if !d.join(at, &p, port, f) {
			d.askWhich(at, read[0], f)
			return nil
		}
		read = append(read, f)
	}
	if len(read) == 0 {
		return nil
	}
	return &p
}

// join adds to a port what another cell tells of it. It is false if that tells of another port.
func (d *draft) join(at filing.Pointer, p *filing.Port, more value.Port, f layout.Fact) bool {
	same := p.UNLOCODE != "" && p.UNLOCODE == more.LOCODE
	for _, part := range []struct {
		key  string
		have *string
		text string
	}{{"un_lo_code", &p.UNLOCODE, more.LOCODE}, {"schedule_d_code", &p.ScheduleDCode, more.ScheduleD}, {"schedule_k_code", &p.ScheduleKCode, more.ScheduleK}, {"name", &p.Name, more.Name}} {
		switch {
		case part.text == "":
		case *part.have == "" || *part.have == part.text:
			*part.have = part.text
			d.wrote(at.Key(part.key), f)
		case part.key == "name" && (same || strings.EqualFold(*part.have, part.text)):
		default:
			return false
		}
	}
	return true
}

// portText is a port with the state or country that stands in the cell behind it.
func (d *draft) portText(f layout.Fact) string {
	return strings.ReplaceAll(d.withBeside(f), "\n", ", ")
}

// airport reads a port by air.
func (d *draft) airport(at filing.Pointer, name field.Name) *filing.AirPort {
	f, found := d.only(at, asWritten, name)
	if !found {
		d.blankAt(at, name)
		return nil
	}
	read, remarks, err := value.ParsePort(d.portText(f), value.PortEvidence{Air: true})
	if err != nil {
		d.unread(at, f, err)
		return nil
	}
	d.remark(at, f, remarks)
	p := &filing.AirPort{Name: read.Name, IATACode: read.IATA, UNLOCODE: read.LOCODE}
	for key, text := range map[string]string{"name": p.Name, "iata_code": p.IATACode, "un_lo_code": p.UNLOCODE} {
		if text != "" {
			d.wrote(at.Key(key), f)
		}
	}
	return p
}

// dates reads departure and arrival. What one of them, or any other date of the file, proves about the order of day and
// month holds for both; what nothing decides is a question.
func (d *draft) dates(departureAt, arrivalAt filing.Pointer, days value.Days) (departure, arrival time.Time) {
	e := d.evidence.ofDates()
	from, hasFrom := d.only(departureAt, dayOf(e), field.Departure)
	to, hasTo := d.only(arrivalAt, dayOf(e), field.Arrival)
	if e.Order == value.AnyOrder && hasFrom && hasTo {
		e.Order = value.VoyageOrder(from.Text, to.Text, e, days)
	}
	departure = d.date(departureAt, from, hasFrom, e)
	arrival = d.date(arrivalAt, to, hasTo, e)
	if !hasFrom {
		d.blankAt(departureAt, field.Departure)
	}
	if !hasTo {
		d.blankAt(arrivalAt, field.Arrival)
	}
	return departure, arrival
}

// date reads a date. It is zero if there is none, or none that can be read.
func (d *draft) date(at filing.Pointer, f layout.Fact, found bool, e value.DateEvidence) time.Time {
	if !found {
		return time.Time{}
	}
	day, remarks, err := readDate(f, e)
	if err != nil {
		d.unread(at, f, err)
		return time.Time{}
	}
	d.remark(at, f, remarks)
	d.wrote(at, f)
	return day
}

func readDate(f layout.Fact, e value.DateEvidence) (time.Time, []value.Remark, error) {
	if f.Values[0].Kind == sheet.Date {
		return f.Values[0].Time().Truncate(24 * time.Hour), nil, nil
	}
	e.Serial = f.Values[0].Kind == sheet.Number
	text := f.Text
	if e.Serial {
		text = strconv.FormatFloat(f.Values[0].Number, 'f', -1, 64)
	}
	read, remarks, err := value.ParseDate(text, e)
	if err != nil {
		return time.Time{}, nil, err
	}
	return read.Time(), remarks, nil
}

// dayOf tells what day a date is, however it is written.
func dayOf(e value.DateEvidence) func(layout.Fact) string {
	return func(f layout.Fact) string {
		if day, _, err := readDate(f, e); err == nil {
			return day.Format(time.DateOnly)
		}
		return asWritten(f)
	}
}

// datesAt reads arrival at and departure from a port that is neither the first nor the last of the voyage, from the row
// of a table that the port stands in, if that is not 0.
func (d *draft) datesAt(at filing.Pointer, port field.Name, p *filing.Port, row int) {
	e := d.evidence.ofDates()
	for _, f := range append(d.rowFacts(), d.head...) {
		if !present(f) || f.Term.At != port || f.Term.Role != "" || row != 0 && f.Block != row {
			continue
		}
		key, moment := "estimated_time_of_arrival", &p.EstimatedTimeOfArrival
		if f.Term.Name == field.Departure {
			key, moment = "estimated_time_of_departure", &p.EstimatedTimeOfDeparture
		}
		if moment.IsZero() {
			*moment = d.date(at.Key(key), f, true, e)
		}
	}
}

// list reads numbers of which a file may state several, such as purchase orders.
func (d *draft) list(at filing.Pointer, name field.Name) (texts []string) {
	seen := map[string]bool{}
	for _, f := range d.all(name) {
		for _, text := range items(d.withBeside(f)) {
			if !seen[text] {
				seen[text] = true
				d.wrote(at.Index(len(texts)), f)
				texts = append(texts, text)
			}
		}
	}
	return texts
}

// A seaRoute is the ports of a shipment by sea, with their dates.
type seaRoute struct {
	loading, unloading *filing.Port
	transshipment      []filing.Port
}

// seaRoute reads ports and dates. Country is where the port of unloading has to be, "" for anywhere.
func (d *draft) seaRoute(at filing.Pointer, country value.Country) seaRoute {
	from, to := at.Key("port_of_loading"), at.Key("port_of_unloading")
	r := seaRoute{loading: d.port(from, field.PortOfLoading, ""), unloading: d.port(to, field.PortOfUnloading, country)}
	departure, arrival := d.dates(from.Key("estimated_time_of_departure"), to.Key("estimated_time_of_arrival"), voyage)
	if !departure.IsZero() {
		if r.loading == nil {
			r.loading = &filing.Port{}
		}
		r.loading.EstimatedTimeOfDeparture = departure
	}
	if !arrival.IsZero() {
		if r.unloading == nil {
			r.unloading = &filing.Port{}
		}
		r.unloading.EstimatedTimeOfArrival = arrival
	}
	r.transshipment = d.transshipment(at.Key("transshipment_ports"))
	return r
}

// transshipment reads the ports at which the goods change the vessel, each once. Cells of one row tell of one port.
func (d *draft) transshipment(at filing.Pointer) (ports []filing.Port) {
	var groups [][]layout.Fact
	for _, f := range d.candidates(field.Transshipment) {
		if last := len(groups) - 1; last >= 0 && f.Block != 0 && groups[last][0].Block == f.Block {
			groups[last] = append(groups[last], f)
			continue
		}
		groups = append(groups, []layout.Fact{f})
	}
	seen := map[string]bool{}
	for _, facts := range groups {
		if seen[asWritten(facts[0])] {
			continue // the same in each row of a table
		}
		seen[asWritten(facts[0])] = true
		here := at.Index(len(ports))
		p := d.portFrom(here, facts, "")
		if p == nil {
			continue
		}
		if len(groups) == 1 {
			d.datesAt(here, field.Transshipment, p, 0)
		} else {
			d.datesAt(here, field.Transshipment, p, facts[0].Block)
		}
		ports = append(ports, *p)
	}
	return ports
}
