package validate

import (
	"slices"
	"strings"
	"unicode"

	"docket/mapping/filing"
)

// A party is an entity of an ISF or an involved party of an order.
type party struct {
	at      filing.Pointer
	role    string // entity type or party type; those that both have are spelled alike
	name    string
	number  filing.EntityIdentifier // nil for none
	address *address                // nil for none
	lines   []filing.TariffLine     // of a manufacturer in an ISF
}

// An address is a postal address anywhere in a filing.
type address struct {
	at                                      filing.Pointer
	line1, line2, city, state, zip, country string
}

func (s *subject) allParties() []party {
	var all []party
	if s.isf != nil {
		for i, entity := range s.isf.Entities {
			if entity == nil {
				continue
			}
			at := filing.Pointer("/entities").Index(i)
			details := entity.Details()
			one := party{at: at, role: string(entity.Role()), name: details.Name, number: details.Identifier}
			if details.Address != (filing.IsfAddress{}) {
				one.address = isfAddress(at+"/address_details", details.Address)
			}
			if maker, ok := entity.(*filing.Manufacturer); ok {
				one.lines = maker.HarmonizedTariffSchedules
			}
			all = append(all, one)
		}
		return all
	}
	for i, involved := range s.order.InvolvedParties {
		at := filing.Pointer("/involved_parties").Index(i)
		one := party{at: at, role: string(involved.Type), name: involved.Name}
		if involved.AddressDetails != nil {
			one.address = orderAddress(at+"/address_details", *involved.AddressDetails)
		}
		all = append(all, one)
	}
	return all
}

func isfAddress(at filing.Pointer, a filing.IsfAddress) *address {
	return &address{at: at, line1: a.AddressLine1, line2: a.AddressLine2, city: a.City, state: a.State, zip: a.PostalCode, country: a.CountryCode}
}

func orderAddress(at filing.Pointer, a filing.Address) *address {
	return &address{at: at, line1: a.AddressLine1, line2: a.AddressLine2, city: a.City, state: a.State, zip: a.PostalCode, country: a.CountryCode}
}

// playing are the parties that play one of some roles.
func (s *subject) playing(roles ...string) []party {
	var some []party
	for _, party := range s.parties {
		if slices.Contains(roles, party.role) {
			some = append(some, party)
		}
	}
	return some
}

// addresses are all addresses of a filing, those of its parties first.
func (s *subject) addresses() []address {
	var all []address
	for _, party := range s.parties {
		if party.address != nil {
			all = append(all, *party.address)
		}
	}
	if s.isf != nil {
		if info := s.isf.ShipmentInformation; info != nil && info.ForwardingAgent != nil && info.ForwardingAgent.AddressDetails != nil {
			all = append(all, *isfAddress("/shipment_information/forwarding_agent/address_details", *info.ForwardingAgent.AddressDetails))
		}
		return all
	}
	all = append(all, s.route.places...)
	return all
}

// roleWords are the roles of parties as people name them.
var roleWords = map[string]string{
	"MANUFACTURER_SUPPLIER":                 "manufacturer",
	"SELLER":                                "seller",
	"BUYER":                                 "buyer",
	"SHIP_TO_PARTY":                         "ship-to party",
	"SCHEDULED_CONTAINER_STUFFING_LOCATION": "container stuffing location",
	"CONSOLIDATOR":                          "consolidator",
	"BOOKING_PARTY":                         "booking party",
	"IMPORTER_OF_RECORD":                    "importer of record",
	"CONSIGNEE":                             "consignee",
	"SHIPPER":                               "shipper",
	"FORWARDING_AGENT":                      "forwarding agent",
	"DESTINATION_AGENT":                     "destination agent",
	"DESTINATION_WAREHOUSE":                 "destination warehouse",
	"ORIGIN_AGENT":                          "origin agent",
	"ORIGIN_WAREHOUSE":                      "origin warehouse",
	"IMPORT_CUSTOMS_AGENT":                  "import customs broker",
	"EXPORT_CUSTOMS_AGENT":                  "export customs broker",
}

// words name a party: "the seller", or "the manufacturer Oakmere Seating" where several play its role.
func (s *subject) words(p party) string {
	role, known := roleWords[p.role]
	if !known {
		role = "party"
	}
	if len(s.playing(p.role)) > 1 && p.name != "" {
		return "the " + role + " " + shorten(p.name)
	}
	return "the " + role
}

// shorten keeps a text of the file from filling a sentence, and control characters out of it.
func shorten(text string) string {
	const longest = 60
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	if letters := []rune(text); len(letters) > longest {
		return string(letters[:longest]) + "…"
	}
	return text
}
