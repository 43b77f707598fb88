package mapping

import (
	"regexp"
	"slices"
	"strings"

	"docket/mapping/field"
	"docket/mapping/filing"
	"docket/mapping/layout"
	"docket/mapping/sheet"
	"docket/mapping/value"
)

// A load is how much of a container a text says that goods fill.
type load struct {
	partial bool
	fact    layout.Fact
}

var loadWord = regexp.MustCompile(`(?i)\b[FL]CL\b`)

// lessThanContainer says whether the goods share a container with others: LCL, or CFS to CFS. The file says so in a field
// of its own, in that of the mode of transport, or beside another value, "Terms: FOB / LCL", or several house bills name the
// same container.
func (d *draft) lessThanContainer() bool {
	const at = filing.Pointer("/freight_details/mode_of_transport")
	loads, ok := d.loads(at, field.LoadType, field.Mode)
	if ok && len(loads) == 0 {
		loads, ok = d.loads(at, field.Incoterm, field.Departure, field.Arrival, field.ContainerType, field.ContainerCount)
	}
	if !ok {
		return false
	}
	if len(loads) == 0 {
		return d.sharesContainer(at) || d.mentionsShared(at)
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

// sharesContainer says whether the shipment's container holds the goods of other house bills too, for other consignees.
func (d *draft) sharesContainer(at filing.Pointer) bool {
	if d.joint == nil {
		return false
	}
	d.wrote(at, *d.joint)
	return true
}

// mentionsShared says whether the goods share a container as far as the file says outside of its fields: a cell of its own
// with "LCL/LCL" does, or a heading. In a sentence it may be another shipment's, so a person is asked.
func (d *draft) mentionsShared(at filing.Pointer) bool {
	if len(d.evidence.shared) == 0 {
		return false
	}
	for _, f := range d.evidence.shared {
		if len(f.Text) <= longestHeading {
			d.wrote(at, f)
			return true
		}
	}
	d.ask(at, "load_unread", "The text says LCL, and no field does.", "Write FCL or LCL beside a label such as “Service”.", d.evidence.shared[0])
	return false
}

// longestHeading is how long a heading or a cell of its own may be, in bytes.
const longestHeading = 48

// sharedMentions are the cells of a workbook that say LCL, if none says FCL.
func sharedMentions(book *sheet.Workbook, sheets []layout.Sheet) (mentions []layout.Fact) {
	for i, s := range book.Sheets {
		if s.Hidden || sheets[i].Instructions {
			continue
		}
		for _, row := range s.Rows {
			for _, cell := range row.Cells {
				words := loadWord.FindAllString(cell.Text, -1)
				if slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(w, "FCL") }) {
					return nil
				}
				if len(words) > 0 {
					mentions = append(mentions, layout.Fact{Text: cell.Text, Cells: []sheet.Place{s.Place(cell.Ref)}, Score: 1})
				}
			}
		}
	}
	return mentions
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

// findJoint notes for each shipment the container that it shares with others, whose house bills are not the same and
// whose goods do not all go to the same company.
func findJoint(shipments []shipment) {
	if len(shipments) < 2 {
		return
	}
	houses, consignees := map[string]map[string]bool{}, map[string]map[string]bool{} // by container
	loaded := make([][]loadedIn, len(shipments))
	for i, s := range shipments {
		house, found := s.first(field.HouseBill, field.LowestBill)
		if !found {
			continue
		}
		consignee := s.consigneeAsWritten()
		if consignee == "" {
			consignee = house.Text // nobody says that they are the same
		}
		loaded[i] = s.containersNamed()
		for _, in := range loaded[i] {
			if houses[in.container] == nil {
				houses[in.container], consignees[in.container] = map[string]bool{}, map[string]bool{}
			}
			houses[in.container][squeezed(house.Text)], consignees[in.container][consignee] = true, true
		}
	}
	for i := range shipments {
		for _, in := range loaded[i] {
			if len(houses[in.container]) > 1 && len(consignees[in.container]) > 1 {
				shipments[i].joint = &in.fact
				break
			}
		}
	}
}

// loadedIn is a container that a shipment names, with the fact that does.
type loadedIn struct {
	container string
	fact      layout.Fact
}

func (s shipment) containersNamed() (named []loadedIn) {
	for _, f := range s.candidates(field.Container) {
		containers, _, err := value.ParseContainers(f.Text)
		if err != nil {
			continue
		}
		for _, c := range containers {
			named = append(named, loadedIn{container: c.Number, fact: f})
		}
	}
	return named
}

// consigneeAsWritten is the name of a shipment's consignee, "" if none is stated.
func (s shipment) consigneeAsWritten() string {
	for _, f := range append(s.rowFacts(), s.head...) {
		if f.Term.Role == field.Consignee && (f.Term.Name == "" || f.Term.Name == field.PartyName || f.Term.Name == field.Party) && present(f) {
			return squeezed(f.Text)
		}
	}
	return ""
}
