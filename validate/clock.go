package validate

import (
	"slices"
	"strings"
	"time"

	"docket/mapping"
	"docket/mapping/filing"
)

// A Clock is the time that is left for a filing.
type Clock struct {
	Deadline time.Time     // 24 hours before the departure, which stands for the loading (19 CFR 149.2(b))
	Left     time.Duration // negative past the deadline
	Near     bool          // less is left than Limits.FilingNotice
}

// stale is how long past its deadline a filing is of the past, and no longer late.
const stale = 30 * 24 * time.Hour

// Clock works a filing's deadline out from its own dates. It is not known of a filing without a departure, or with one
// that is long gone or far ahead; and only ISFs have one.
func (c *Checker) Clock(f mapping.Filing, now time.Time) (Clock, bool) {
	s := newSubject(&f, now, c.limits)
	if s == nil || s.isf == nil {
		return Clock{}, false
	}
	left, departure, known := s.timeLeft()
	if !known || left < -stale {
		return Clock{}, false
	}
	return Clock{Deadline: departure.Add(-beforeLoading), Left: left, Near: left < c.limits.FilingNotice}, true
}

// A Source of data is who in the trade gives it to the importer, who answers for the filing (19 CFR 149.2(a), 149.3).
type Source string

// The sources of data.
const (
	Importer  Source = "importer"  // numbers of importer and consignee, buyer, ship-to, bond
	Supplier  Source = "supplier"  // seller, manufacturer, tariff numbers and origins
	Forwarder Source = "forwarder" // bills, vessel, ports, dates, containers, stuffing location, consolidator
)

// Sources are all sources, in the order in which a list of them is told.
func Sources() []Source { return []Source{Importer, Supplier, Forwarder} }

// sourcesOfRoles are those of parties; the importer gives the others.
var sourcesOfRoles = map[filing.EntityType]Source{
	filing.EntityManufacturer: Supplier, filing.EntitySeller: Supplier,
	filing.EntityStuffingLocation: Forwarder, filing.EntityConsolidator: Forwarder, filing.EntityBookingParty: Forwarder,
}

// sourcesOfCodes are those of what is missing altogether, which has no place of its own in a request.
var sourcesOfCodes = map[string]Source{
	"isf_seller_missing": Supplier, "isf_manufacturer_missing": Supplier, "isf_hts_missing": Supplier, "isf_origin_missing": Supplier, "tariff_without_manufacturer": Supplier, "several_origins": Supplier,
	"isf_stuffing_location_missing": Forwarder, "isf_consolidator_missing": Forwarder,
}

// SourceOf tells who can mend a problem of a filing.
func SourceOf(f mapping.Filing, p mapping.Problem) Source {
	if source, known := sourcesOfCodes[p.Code]; known {
		return source
	}
	field := string(p.Field)
	switch {
	case strings.HasPrefix(field, "/bill_numbers"), strings.HasPrefix(field, "/shipment_information"), strings.HasPrefix(field, string(orderFreight)):
		return Forwarder
	}
	s := newSubject(&f, time.Time{}, Limits{}.withDefaults())
	if s == nil {
		return Importer
	}
	at := slices.IndexFunc(s.parties, func(party party) bool { return p.Field == party.at || strings.HasPrefix(field, string(party.at)+"/") })
	if at < 0 {
		return Importer
	}
	if source, known := sourcesOfRoles[filing.EntityType(s.parties[at].role)]; known {
		return source
	}
	return Importer
}
