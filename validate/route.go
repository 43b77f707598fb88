package validate

import (
	"cmp"
	"time"

	"docket/mapping/filing"
)

// A route is where a filing's goods go, by whatever mode.
type route struct {
	loading, unloading *port // nil if not given
	between            []port
	others             []port // inland port, port of entry
	places             []address
	air                bool
}

// A port is a sea port or airport.
type port struct {
	at                   filing.Pointer
	name, locode, iata   string
	scheduleD, scheduleK string
	arrival, departure   time.Time
}

func seaPort(at filing.Pointer, p *filing.Port) *port {
	if p == nil {
		return nil
	}
	return &port{
		at: at, name: p.Name, locode: p.UNLOCODE, scheduleD: p.ScheduleDCode, scheduleK: p.ScheduleKCode,
		arrival: p.EstimatedTimeOfArrival, departure: p.EstimatedTimeOfDeparture,
	}
}

func airPort(at filing.Pointer, p *filing.AirPort) *port {
	if p == nil {
		return nil
	}
	return &port{at: at, name: p.Name, locode: p.UNLOCODE, iata: p.IATACode, arrival: p.EstimatedTimeOfArrival, departure: p.EstimatedTimeOfDeparture}
}

func (s *subject) theRoute() route {
	if s.isf != nil {
		return isfRoute(s.freight())
	}
	switch freight := s.order.FreightDetails.(type) {
	case *filing.Air:
		return airRoute(freight.Route)
	case *filing.TruckFTL:
		return truckRoute(freight.Route)
	}
	if ocean := s.ocean(); ocean != nil {
		return oceanRoute(ocean.Route)
	}
	return route{}
}

func isfRoute(freight *filing.IsfOceanFreightDetails) (r route) {
	if freight == nil {
		return r
	}
	r.loading = seaPort(isfFreight+"/port_of_loading", freight.PortOfLoading)
	r.unloading = seaPort(isfFreight+"/port_of_unloading", freight.PortOfUnloading)
	for i := range freight.TransshipmentPorts {
		r.between = append(r.between, *seaPort((isfFreight + "/transshipment_ports").Index(i), &freight.TransshipmentPorts[i]))
	}
	return r
}

func oceanRoute(given *filing.OceanRoute) (r route) {
	if given == nil {
		return r
	}
	r.loading = seaPort(orderRoute+"/port_of_loading", given.PortOfLoading)
	r.unloading = seaPort(orderRoute+"/port_of_unloading", given.PortOfUnloading)
	for i := range given.TransshipmentPorts {
		r.between = append(r.between, *seaPort((orderRoute + "/transshipment_ports").Index(i), &given.TransshipmentPorts[i]))
	}
	if inland := seaPort(orderRoute+"/inland_port", given.InlandPort); inland != nil {
		r.others = append(r.others, *inland)
	}
	r.addPlaces(given.OriginAddress, given.DestinationAddress)
	return r
}

func airRoute(given *filing.AirRoute) route {
	r := route{air: true}
	if given == nil {
		return r
	}
	r.loading = airPort(orderRoute+"/port_of_loading", given.PortOfLoading)
	r.unloading = airPort(orderRoute+"/port_of_unloading", given.PortOfUnloading)
	for i := range given.TransshipmentPorts {
		r.between = append(r.between, *airPort((orderRoute + "/transshipment_ports").Index(i), &given.TransshipmentPorts[i]))
	}
	r.addPlaces(given.OriginAddress, given.DestinationAddress)
	return r
}

func truckRoute(given *filing.TruckRoute) (r route) {
	if given == nil {
		return r
	}
	if entry := seaPort(orderRoute+"/port_of_entry", given.PortOfEntry); entry != nil {
		r.others = append(r.others, *entry)
	}
	r.addPlaces(given.OriginAddress, given.DestinationAddress)
	return r
}

func (r *route) addPlaces(origin, destination *filing.Address) {
	if origin != nil {
		r.places = append(r.places, *orderAddress(orderRoute+"/origin_address", *origin))
	}
	if destination != nil {
		r.places = append(r.places, *orderAddress(orderRoute+"/destination_address", *destination))
	}
}

// ports are all ports of a route, in the order of the voyage.
func (r route) ports() []port {
	var all []port
	if r.loading != nil {
		all = append(all, *r.loading)
	}
	all = append(all, r.between...)
	if r.unloading != nil {
		all = append(all, *r.unloading)
	}
	return append(all, r.others...)
}

// words name a port as the file does.
func (p port) words() string { return cmp.Or(shorten(p.name), p.locode, p.iata, "the port") }

// country is the port's country, "" if no code tells.
func (p port) country() string {
	switch {
	case len(p.locode) == 5 && isCountry(p.locode[:2]):
		return p.locode[:2]
	case p.locode == "" && p.scheduleD != "" && p.scheduleK == "":
		return "US"
	default:
		return ""
	}
}
