package mapping

import (
	"regexp"

	"docket/mapping/field"
	"docket/mapping/filing"
	"docket/mapping/layout"
	"docket/mapping/value"
)

// A load is how much of a container a text says that goods fill.
type load struct {
	partial bool
	fact    layout.Fact
}

var loadWord = regexp.MustCompile(`(?i)\b[FL]CL\b`)

// lessThanContainer says whether the goods share a container with others: LCL, or CFS to CFS. The file says so in a field
// of its own, in that of the mode of transport, or beside another value: "Terms: FOB / LCL".
func (d *draft) lessThanContainer() bool {
	const at = filing.Pointer("/freight_details/mode_of_transport")
	loads, ok := d.loads(at, field.LoadType, field.Mode)
	if ok && len(loads) == 0 {
		loads, ok = d.loads(at, field.Incoterm, field.Departure, field.Arrival, field.ContainerType, field.ContainerCount)
	}
	if !ok || len(loads) == 0 {
		return false
	}
	for _, other := range loads[1:] {
		if other.partial != loads[0].partial {
			d.ask(at, "stated_twice", "The file says that the goods fill a container, and that they share one.", "Leave one of the two.", loads[0].fact, other.fact)
			return false
		}
	}
	d.wrote(at, loads[0].fact)
	return loads[0].partial
}

// loads are what the facts of some fields say of the load. It is false where one of them says both.
func (d *draft) loads(at filing.Pointer, names ...field.Name) (loads []load, ok bool) {
	for _, name := range names {
		for _, f := range d.candidates(name) {
			service, _, err := value.ParseService(f.Text)
			switch {
			case err != nil && value.Readings[value.Service](err) != nil:
				d.unread(at, f, err)
				return nil, false
			case err != nil && (f.Term.Name == field.LoadType || f.Term.Name == field.Mode) && loadWord.MatchString(f.Text):
				d.ask(at, "load_unread", "It is not clear whether this says FCL or LCL.", "Write FCL or LCL.", f)
				return nil, false
			case err == nil && (service.FCL || service.LCL):
				loads = append(loads, load{partial: service.LCL, fact: f})
			}
		}
	}
	return loads, true
}
