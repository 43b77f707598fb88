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
	vesselFact, hasVessel := d.first(field.Vessel)
	voyageFact, hasVoyage := d.first(field.Voyage)
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
	if f, found := d.first(field.IMO); found {
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

// port reads a port by sea. It is nil if the file names none.
func (d *draft) port(at filing.Pointer, name field.Name, country value.Country) *filing.Port {
	f, found := d.first(name)
	if !found {
		d.blankAt(at, name)
		return nil
	}
	read, remarks, err := value.ParsePort(d.portText(f), value.PortEvidence{Country: country})
	if err != nil {
		d.unread(at, f, err)
		return nil
	}
	d.remark(at, f, remarks)
	p := &filing.Port{Name: read.Name, UNLOCODE: read.LOCODE, ScheduleDCode: read.ScheduleD, ScheduleKCode: read.ScheduleK}
	for key, text := range map[string]string{"name": p.Name, "un_lo_code": p.UNLOCODE, "schedule_d_code": p.ScheduleDCode, "schedule_k_code": p.ScheduleKCode} {
		if text != "" {
			d.wrote(at.Key(key), f)
		}
	}
	return p
}

// portText is a port with the state or country that stands in the cell behind it.
func (d *draft) portText(f layout.Fact) string {
	return strings.ReplaceAll(d.withBeside(f), "\n", ", ")
}

// airport reads a port by air.
func (d *draft) airport(at filing.Pointer, name field.Name) *filing.AirPort {
	f, found := d.first(name)
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
	from, hasFrom := d.first(field.Departure)
	to, hasTo := d.first(field.Arrival)
	e := d.evidence.ofDates()
	if e.Order == value.AnyOrder && hasFrom && hasTo {
		e.Order = value.VoyageOrder(from.Text, to.Text, e, days)
	}
	departure, fromOK := d.date(departureAt, from, hasFrom, e)
	arrival, toOK := d.date(arrivalAt, to, hasTo, e)
	if !hasFrom {
		d.blankAt(departureAt, field.Departure)
	}
	if !hasTo {
		d.blankAt(arrivalAt, field.Arrival)
	}
	_, _ = fromOK, toOK
	return departure, arrival
}

func (d *draft) date(at filing.Pointer, f layout.Fact, found bool, e value.DateEvidence) (time.Time, bool) {
	if !found {
		return time.Time{}, false
	}
	if f.Values[0].Kind == sheet.Date {
		moment := f.Values[0].Time()
		d.wrote(at, f)
		return moment.Truncate(24 * time.Hour), true
	}
	e.Serial = f.Values[0].Kind == sheet.Number
	text := f.Text
	if e.Serial {
		text = strconv.FormatFloat(f.Values[0].Number, 'f', -1, 64)
	}
	read, remarks, err := value.ParseDate(text, e)
	if err != nil {
		d.unread(at, f, err)
		return time.Time{}, false
	}
	d.remark(at, f, remarks)
	d.wrote(at, f)
	return read.Time(), true
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
	if d.names(field.Transshipment) {
		if p := d.port(at.Key("transshipment_ports").Index(0), field.Transshipment, ""); p != nil {
			r.transshipment = []filing.Port{*p}
		}
	}
	return r
}
