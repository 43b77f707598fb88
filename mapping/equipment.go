package mapping

import (
	"fmt"
	"slices"
	"strings"

	"docket/mapping/field"
	"docket/mapping/filing"
	"docket/mapping/layout"
	"docket/mapping/value"
)

// A box is a container with the facts that its parts were read from.
type box struct {
	value.Container
	number, kind, seal []layout.Fact
}

// containers reads the containers of a shipment: one a row with its seal and type beside it, or lists in a form.
func (d *draft) containers(at filing.Pointer) (containers []filing.Container) {
	var boxes []box
	for i := range d.rows {
		if d.own && d.rows[i].shared {
			continue
		}
		boxes = d.addBoxes(at, boxes, d.rows[i].Facts)
	}
	if len(boxes) == 0 || !d.own {
		boxes = d.addBoxes(at, boxes, d.head)
	} else {
		d.complete(at, boxes)
	}
	if len(boxes) == 0 {
		for _, r := range d.rows {
			boxes = d.addBoxes(at, boxes, r.Facts)
		}
	}
	for i, b := range boxes {
		here := at.Index(i)
		c := filing.Container{ContainerNumber: b.Number, ContainerSize: filing.ContainerSize(b.Size), ContainerType: filing.ContainerType(b.Type)}
		d.wrote(here.Key("container_number"), b.number...)
		if b.Size != "" {
			d.wrote(here.Key("container_size"), b.kind...)
		}
		if b.Type != "" {
			d.wrote(here.Key("container_type"), b.kind...)
		}
		if len(b.Seals) > 0 {
			c.SealNumber = joined(b.Seals)
			d.wrote(here.Key("seal_number"), b.seal...)
		}
		containers = append(containers, c)
	}
	return containers
}

// complete gives the containers that a shipment's own rows name alone what the head of all shipments says of each.
func (d *draft) complete(at filing.Pointer, boxes []box) {
	if !slices.ContainsFunc(boxes, func(b box) bool { return b.Size == "" && b.Type == "" || len(b.Seals) == 0 }) {
		return
	}
	quiet := newDraft(&shipment{head: d.head}, d.evidence, d.options, d.filing.Kind) // what is wrong with other containers is not asked here
	for _, o := range quiet.addBoxes(at, nil, d.head) {
		i := slices.IndexFunc(boxes, func(b box) bool { return b.Number == o.Number })
		if i < 0 {
			continue
		}
		b := &boxes[i]
		if b.Size == "" && b.Type == "" {
			b.Size, b.Type, b.kind = o.Size, o.Type, o.kind
		}
		if len(b.Seals) == 0 {
			b.Seals, b.seal = o.Seals, o.seal
		}
	}
}

func joined(texts []string) string {
	all := texts[0]
	for _, t := range texts[1:] {
		all += ", " + t
	}
	return all
}

// addBoxes adds the containers that some facts name, with the seals and types named beside them.
func (d *draft) addBoxes(at filing.Pointer, boxes []box, facts []layout.Fact) []box {
	var fresh []box
	for _, f := range facts {
		if f.Term.Role != "" || !present(f) || !namesContainer(f) {
			continue
		}
		if likeContainer, checked := sealLikeContainer(f, facts); checked {
			d.ask(at, "seal_or_container", "Under “"+f.Label+"” stands a number with the check digit of a container, which may be a seal.", "Write the containers' numbers under a label of their own, and their seals beside them.", f)
		} else if likeContainer {
			continue
		}
		found, remarks, err := value.ParseContainers(d.withBeside(f))
		if err != nil {
			if _, _, isKind := value.ParseEquipmentList(f.Text); isKind != nil && asksFor(f, field.Container) { // "Equipment" asks for either
				d.unread(at.Index(len(boxes)+len(fresh)), f, err)
			}
			continue
		}
		for _, c := range found {
			if c.Number == "" {
				continue
			}
			same := slices.IndexFunc(fresh, func(b box) bool { return b.Number == c.Number })
			if same >= 0 {
				continue
			}
			fresh = append(fresh, box{Container: c, number: []layout.Fact{f}, kind: []layout.Fact{f}, seal: []layout.Fact{f}})
		}
		remarked := at // a remark says itself which of several containers it means
		if len(found) == 1 {
			remarked = at.Index(max(0, len(boxes)+len(fresh)-1)).Key("container_number")
		}
		d.remark(remarked, f, remarks)
	}
	if len(fresh) == 0 {
		return boxes
	}
	d.addKinds(at, fresh, facts)
	d.addSeals(at, fresh, facts)
	for _, b := range fresh {
		if i := slices.IndexFunc(boxes, func(o box) bool { return o.Number == b.Number }); i >= 0 {
			boxes[i] = merged(boxes[i], b)
			continue
		}
		boxes = append(boxes, b)
	}
	return boxes
}

func namesContainer(f layout.Fact) bool {
	return asksFor(f, field.Container) || asksFor(f, field.ContainerType) || asksFor(f, field.Seal)
}

// sealLikeContainer says whether what stands under a label of seals alone, and is no container that is named elsewhere,
// looks like a container's number: "CMA-J0481952", a carrier's letters and digits. Without the check digit of a container
// it is a seal; with it, it may be either.
func sealLikeContainer(f layout.Fact, facts []layout.Fact) (like, checked bool) {
	if len(f.Terms) != 1 || f.Term.Name != field.Seal {
		return false, false
	}
	number, _, err := value.ParseContainerNumber(f.Text)
	if err != nil {
		return false, false
	}
	for _, o := range facts {
		if asksFor(o, field.Container) && present(o) {
			named, _, err := value.ParseContainers(o.Text)
			if err == nil && slices.ContainsFunc(named, func(c value.Container) bool { return c.Number == number }) {
				return false, false
			}
			like = like || err == nil
		}
	}
	return like, like && value.CheckContainer(number)
}

// withBeside is a fact's text with that of the cells right behind it, which from now on count as read.
func (d *draft) withBeside(f layout.Fact) string {
	text := f.Text
	for _, cell := range f.Beside {
		text += "\n" + cell.Text
		d.beside[cell] = true
	}
	return text
}

// merged is one container of which two rows speak.
func merged(a, b box) box {
	a.number = append(a.number, b.number...)
	if a.Size == "" && a.Type == "" {
		a.Size, a.Type, a.kind = b.Size, b.Type, b.kind
	}
	for _, seal := range b.Seals {
		if !slices.Contains(a.Seals, seal) {
			a.Seals, a.seal = append(a.Seals, seal), append(a.seal, b.seal...)
		}
	}
	return a
}

// addKinds gives containers the sizes and types that stand in cells of their own.
func (d *draft) addKinds(at filing.Pointer, boxes []box, facts []layout.Fact) {
	all := d.kindsIn(at, facts)
	stated := slices.DeleteFunc(slices.Clone(all), func(s statedKinds) bool {
		i := numberedBox(boxes, s.fact)
		if i < 0 || len(s.kinds) != 1 {
			return false
		}
		boxes[i].become(s.kinds[0], s.fact)
		return true
	})
	if len(stated) == 0 {
		return
	}
	if len(stated) == len(boxes) && !slices.ContainsFunc(stated, func(s statedKinds) bool { return len(s.kinds) != 1 || s.kinds[0].Count > 1 }) {
		for i, s := range stated { // one for each, in their order
			boxes[i].become(s.kinds[0], s.fact)
		}
		return
	}
	var kinds []value.Equipment
	for _, s := range stated {
		kinds = append(kinds, s.kinds...)
	}
	each := spread(stated[0].kinds, len(boxes))
	if each == nil || len(stated) > 1 && !sameKind(kinds) {
		d.ask(at, "containers_and_types_differ", fmt.Sprintf("There are %d containers, and their types are for another number of them.", len(boxes)),
			"Write one type for each container, in the same order.", boxes[0].number[0], stated[0].fact)
		return
	}
	for i := range boxes {
		boxes[i].become(each[i], stated[0].fact)
	}
}

// statedKinds are the sizes and types that one fact tells.
type statedKinds struct {
	fact  layout.Fact
	kinds []value.Equipment
}

// kindNames are the fields in which sizes and types stand.
var kindNames = []field.Name{field.ContainerType, field.Kind, field.ContainerCount, field.Container}

func (d *draft) kindsIn(at filing.Pointer, facts []layout.Fact) (stated []statedKinds) {
	for _, f := range facts {
		if !present(f) || f.Term.Role != "" || !slices.Contains(kindNames, f.Term.Name) {
			continue
		}
		if found, _, err := value.ParseContainers(f.Text); err == nil && len(found) > 0 && found[0].Number != "" {
			continue // "ZCSU7182817 / 40' HC" under "Container / type" was read as the container
		}
		kinds, remarks, err := value.ParseEquipmentList(f.Text)
		if err != nil {
			if f.Term.Name == field.ContainerType {
				d.unread(at.Index(0).Key("container_size"), f, err)
			}
			continue
		}
		d.remark(at.Index(0).Key("container_size"), f, remarks)
		stated = append(stated, statedKinds{f, kinds})
	}
	return stated
}

// become gives a container its size and type.
func (b *box) become(kind value.Equipment, f layout.Fact) {
	b.Size, b.Type, b.kind = kind.Size, kind.Type, []layout.Fact{f}
}

// spread gives each of n containers its kind: one kind is for all, as many as containers are in their order, and counts
// ("2 x 40HC") have to add up. It is nil if the numbers do not fit.
func spread(kinds []value.Equipment, n int) []value.Equipment {
	var each []value.Equipment
	counted := 0
	for _, k := range kinds {
		counted += k.Count
		for range max(1, k.Count) {
			each = append(each, k)
		}
	}
	switch {
	case len(each) == n && (len(kinds) == 1 || counted == 0 || sameKind(each)):
		return each
	case len(kinds) == 1 && counted == 0, sameKind(each) && counted == 0:
		return slices.Repeat(each[:1], n)
	default:
		return nil
	}
}

func sameKind(kinds []value.Equipment) bool {
	return !slices.ContainsFunc(kinds, func(k value.Equipment) bool { return k.Size != kinds[0].Size || k.Type != kinds[0].Type })
}

// numberedBox is the container whose label has the number of a fact's label, "Container 2" and "Seal 2", -1 if there is
// none.
func numberedBox(boxes []box, f layout.Fact) int {
	if f.Ordinal == 0 {
		return -1
	}
	return slices.IndexFunc(boxes, func(b box) bool { return b.number[0].Ordinal == f.Ordinal })
}

// sealFacts are the facts that tell of seals alone, and not of the containers with them.
func sealFacts(boxes []box, facts []layout.Fact) (seals []layout.Fact) {
	for _, f := range facts {
		if !present(f) || f.Term.Role != "" || f.Term.Name != field.Seal {
			continue
		}
		text := squeezed(f.Text)
		if !slices.ContainsFunc(boxes, func(b box) bool { return strings.Contains(text, b.Number) }) {
			seals = append(seals, f)
		}
	}
	return seals
}

// addSeals gives containers the seals that stand in cells of their own.
func (d *draft) addSeals(at filing.Pointer, boxes []box, facts []layout.Fact) {
	list := sealFacts(boxes, facts)
	for i, f := range list {
		seals, remarks, err := value.ParseSeals(d.withBeside(f))
		if err != nil {
			d.unread(at.Index(0).Key("seal_number"), f, err)
			continue
		}
		d.remark(at.Index(0).Key("seal_number"), f, remarks)
		box := numberedBox(boxes, f)
		if box < 0 && len(list) == len(boxes) && len(seals) == 1 {
			box = i // one for each, in their order
		}
		switch {
		case box >= 0 && len(boxes) > 1:
			boxes[box].Seals, boxes[box].seal = seals, []layout.Fact{f}
		case len(boxes) == 1:
			boxes[0].Seals, boxes[0].seal = append(boxes[0].Seals, seals...), []layout.Fact{f}
		case len(seals) == len(boxes):
			for i := range boxes {
				boxes[i].Seals, boxes[i].seal = []string{seals[i]}, []layout.Fact{f}
			}
		default:
			d.ask(at, "containers_and_seals_differ", fmt.Sprintf("There are %d containers and %d seals.", len(boxes), len(seals)),
				"Write one seal for each container, in the same order, or each seal beside its container.", boxes[0].number[0], f)
		}
	}
}
