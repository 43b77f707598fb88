package validate

import (
	"fmt"
	"strconv"

	"docket/mapping/filing"
)

func cargoRules() []Rule {
	return []Rule{
		{
			Code: "amount_zero", Level: LevelWarning, Basis: Advisable, Kinds: bothKinds, check: amountZero,
			Title:       "Weight, volume and packages are more than nothing",
			Explanation: "A zero mostly stands where nobody filled in the number, or comes from a formula.",
			Source:      "custom of the trade",
			Example:     Example{Wrong: "0 kg", Right: "7812.4 kg"},
		},
		{
			Code: "weight_of_containers", Level: LevelWarning, Basis: Advisable, Kinds: bothKinds, check: weightOfContainers,
			Title:       "The goods are not too heavy for their containers",
			Explanation: "A container with its load weighs 30,480 kg at most, with few exceptions. More comes from a total of several shipments, or from pounds read as kilograms.",
			Source:      "ISO 668; SOLAS chapter VI, regulation 2",
			Example:     Example{Wrong: "78,124 kg in one container", Right: "7,812.4 kg in one container"},
		},
		{
			Code: "volume_of_containers", Level: LevelWarning, Basis: Advisable, Kinds: orderOnly, check: volumeOfContainers,
			Title:       "The goods fit into their containers",
			Explanation: "A container of 20 ft holds 33 m³, of 40 ft 68 m³, a high cube 76 m³, of 45 ft 86 m³. More comes from a total of several shipments, or from cubic feet read as cubic metres.",
			Source:      "ISO 668",
			Example:     Example{Wrong: "305 m³ in one 40 ft container", Right: "30.5 m³ in one 40 ft container"},
		},
		{
			Code: "density_implausible", Level: LevelWarning, Basis: Advisable, Kinds: orderOnly, check: densityImplausible,
			Title:       "Weight and volume go together",
			Explanation: "Hardly any goods weigh more than 8 tonnes or less than 5 kg to the cubic metre as packed. Mostly a unit or a decimal point is wrong.",
			Source:      "custom of the trade",
			Example:     Example{Wrong: "7,812.4 kg in 0.325 m³", Right: "7,812.4 kg in 32.5 m³"},
		},
		{
			Code: "weight_of_packages", Level: LevelWarning, Basis: Advisable, Kinds: bothKinds, check: weightOfPackages,
			Title:       "Weight and number of packages go together",
			Explanation: "Hardly a package weighs less than 20 g or more than 40 tonnes. Mostly tonnes were read as kilograms, or two numbers changed places.",
			Source:      "custom of the trade",
			Example:     Example{Wrong: "640 cartons, 7.8 kg", Right: "640 cartons, 7,812.4 kg"},
		},
	}
}

// A measure is a quantity of the whole cargo in one unit, with the pointer to its number.
type measure struct {
	at    filing.Pointer
	value float64
	noun  string
}

const (
	poundKilograms = 0.45359237     // avoirdupois
	cubicFoot      = 0.028316846592 // cubic metres
)

// weight is the gross weight in kilograms, nil if not given.
func (s *subject) weight() *measure {
	if s.isf != nil {
		if cargo := s.isfCargo(); cargo != nil && cargo.EstimatedWeight != nil {
			return measured("/shipment_information/cargo_details/estimated_weight/value", "gross weight", cargo.EstimatedWeight.Value, cargo.EstimatedWeight.Unit == filing.IsfPound, poundKilograms)
		}
		return nil
	}
	if cargo := s.order.CargoDetails; cargo != nil && cargo.Weight != nil {
		return measured("/cargo_details/weight/value", "gross weight", cargo.Weight.Value, cargo.Weight.Unit == filing.Pounds, poundKilograms)
	}
	return nil
}

// volume is the volume in cubic metres, nil if not given.
func (s *subject) volume() *measure {
	if s.order == nil || s.order.CargoDetails == nil || s.order.CargoDetails.Volume == nil {
		return nil
	}
	volume := s.order.CargoDetails.Volume
	return measured("/cargo_details/volume/value", "volume", volume.Value, volume.Unit == filing.CubicFeet, cubicFoot)
}

// packages is the number of packages, nil if not given.
func (s *subject) packages() *measure {
	const noun = "number of packages"
	if s.isf != nil {
		if cargo := s.isfCargo(); cargo != nil && cargo.EstimatedQuantity != nil {
			return measured("/shipment_information/cargo_details/estimated_quantity/value", noun, cargo.EstimatedQuantity.Value, false, 1)
		}
		return nil
	}
	if cargo := s.order.CargoDetails; cargo != nil && cargo.ShippingUnitDetails != nil && cargo.ShippingUnitDetails.Count != nil && *cargo.ShippingUnitDetails.Count >= 0 {
		return &measure{"/cargo_details/shipping_unit_details/count", float64(*cargo.ShippingUnitDetails.Count), noun}
	}
	return nil
}

func (s *subject) isfCargo() *filing.IsfCargoDetails {
	if s.isf.ShipmentInformation == nil {
		return nil
	}
	return s.isf.ShipmentInformation.CargoDetails
}

// measured converts a number from a unit that is not the common one. It is nil for none and for a negative number.
func measured(at filing.Pointer, noun string, number filing.Decimal, other bool, factor float64) *measure {
	value, _ := number.Rat().Float64()
	if number.IsZero() || value < 0 {
		return nil
	}
	if other {
		value *= factor
	}
	return &measure{at, value, noun}
}

func amountZero(s *subject) (found []finding) {
	for _, measure := range []*measure{s.weight(), s.volume(), s.packages()} {
		if measure != nil && measure.value == 0 {
			found = append(found, finding{at: measure.at, message: "The " + measure.noun + " is 0.", hint: "write the " + measure.noun})
		}
	}
	return found
}

func weightOfContainers(s *subject) []finding {
	weight, n := s.weight(), len(s.containers)
	if weight == nil || n == 0 || weight.value <= float64(n*s.limits.HeaviestLoad) {
		return nil
	}
	return []finding{{
		at:      weight.at,
		message: fmt.Sprintf("The gross weight of %s kg is more than %s can hold.", amount(weight.value), plural(n, "container")),
		hint:    "check the weight, its unit, and whether all containers are listed",
	}}
}

// capacities are the volumes of containers in cubic metres, by size.
var capacities = map[filing.ContainerSize]float64{
	filing.Feet20: 33.2, filing.Feet40: 67.7, filing.Feet40HighCube: 76.4, filing.Feet45HighCube: 86, filing.Feet53: 108, filing.Feet53HighCube: 112,
}

func volumeOfContainers(s *subject) []finding {
	volume := s.volume()
	if volume == nil || len(s.containers) == 0 {
		return nil
	}
	room := 0.0
	for _, container := range s.containers {
		capacity, known := capacities[container.ContainerSize]
		if !known {
			capacity = capacities[filing.Feet45HighCube]
		}
		room += capacity
	}
	const tolerance = 1.1 // volumes are measured around the packages
	if volume.value <= room*tolerance {
		return nil
	}
	return []finding{{
		at:      volume.at,
		message: fmt.Sprintf("The volume of %s m³ is more than the %[3]s m³ of %[2]s.", amount(volume.value), plural(len(s.containers), "container"), amount(room)),
		hint:    "check the volume, its unit, and whether all containers are listed",
	}}
}

func densityImplausible(s *subject) []finding {
	weight, volume := s.weight(), s.volume()
	if weight == nil || volume == nil || weight.value == 0 || volume.value == 0 {
		return nil
	}
	density := weight.value / volume.value
	if density >= 5 && density <= 8000 {
		return nil
	}
	return []finding{{
		at: weight.at, with: []filing.Pointer{volume.at},
		message: fmt.Sprintf("%s kg in %s m³ is %s kg to the cubic metre.", amount(weight.value), amount(volume.value), amount(density)),
		hint:    "check weight and volume and their units",
	}}
}

func weightOfPackages(s *subject) []finding {
	weight, packages := s.weight(), s.packages()
	if weight == nil || packages == nil || weight.value == 0 || packages.value == 0 {
		return nil
	}
	each := weight.value / packages.value
	if each >= 0.02 && each <= 40000 {
		return nil
	}
	return []finding{{
		at: weight.at, with: []filing.Pointer{packages.at},
		message: fmt.Sprintf("%s kg in %s packages is %s kg each.", amount(weight.value), amount(packages.value), amount(each)),
		hint:    "check the weight, its unit and the number of packages",
	}}
}

// amount writes a number with at most three decimals.
func amount(number float64) string {
	text := strconv.FormatFloat(number, 'f', 3, 64)
	for text[len(text)-1] == '0' {
		text = text[:len(text)-1]
	}
	if text[len(text)-1] == '.' {
		text = text[:len(text)-1]
	}
	if text == "0" && number > 0 {
		return "less than 0.001"
	}
	return text
}
