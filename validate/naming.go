package validate

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"docket/mapping"
	"docket/mapping/filing"
)

// leafWords are keys of the API as people name what they hold.
var leafWords = map[string]string{
	"name":                           "name",
	"address_details":                "address",
	"address_line1":                  "street",
	"address_line2":                  "second address line",
	"city":                           "city",
	"state":                          "state or province",
	"postal_code":                    "postal code",
	"country_code":                   "country",
	"entity_identifier":              "identification number",
	"employer_identification_number": "employer identification number (EIN)",
	"social_security_number":         "social security number",
	"cbp_assigned_number":            "CBP-assigned number",
	"duns_number":                    "DUNS number",
	"duns_plus_4_number":             "DUNS number",
	"firms_code":                     "FIRMS code",
	"passport_number":                "passport number",
	"country_of_issuance":            "country that issued the passport",
	"date_of_birth":                  "date of birth",
	"cbp_encrypted_consignee_number": "encrypted consignee number",
	"entity_type":                    "role",
	"type":                           "kind",
	"harmonized_tariff_schedules":    "tariff number (HTS)",
	"harmonized_number":              "tariff number (HTS)",
	"country_of_origin":              "country of origin",
	"countries_of_origin":            "country of origin",
	"country_of_import":              "country of import",
	"bill_numbers":                   "bill of lading number",
	"regular_bill_of_lading_number":  "bill of lading number",
	"master_bill_of_lading_number":   "master bill number",
	"house_bill_of_lading_numbers":   "house bill number",
	"master_air_waybill_number":      "master air waybill number",
	"house_air_waybill_numbers":      "house air waybill number",
	"truck_bill_of_lading_number":    "truck bill of lading number",
	"scac":                           "carrier code (SCAC)",
	"carrier_iata_code":              "airline code",
	"container_number":               "container number",
	"container_size":                 "size",
	"container_type":                 "type",
	"seal_number":                    "seal number",
	"un_lo_code":                     "code (UN/LOCODE)",
	"iata_code":                      "airport code",
	"schedule_d_code":                "Schedule D code",
	"schedule_k_code":                "Schedule K code",
	"estimated_time_of_arrival":      "date of arrival",
	"estimated_time_of_departure":    "date of departure",
	"imo":                            "IMO number",
	"us_cbp_entry_number":            "CBP entry number",
	"surety_code":                    "surety code",
	"bond_type":                      "bond type",
	"bond_activity_code":             "bond activity",
	"shipment_type":                  "kind of shipment",
	"shipment_sub_type":              "kind of informal shipment",
	"mode_of_transport":              "mode of transport",
	"submission_type":                "kind of ISF",
	"estimated_value":                "value of the goods",
	"currency_code":                  "currency",
	"incoterm":                       "delivery term (incoterm)",
	"unit":                           "unit",
	"count":                          "number of packages",
	"atomic_count":                   "number of units",
	"shipping_unit_type":             "kind of packages",
	"entities":                       "list of parties",
	"freight_details":                "description of the transport",
	"request_metadata":               "source document",
	"source_document":                "source document",
	"external_ref":                   "reference",
	"fid":                            "Flexport id",
	"customs_order_fid":              "Flexport id of the order",
	"request_id":                     "request id",
	"webhook_id":                     "webhook id",
	"shipment_id":                    "FLEX-ID",
	"email":                          "e-mail address",
	"attribute":                      "name",
	"values":                         "value",
}

// ownerWords are the objects that give a field its meaning: "the city of the forwarding agent".
var ownerWords = map[string]string{
	"port_of_loading":     "port of loading",
	"port_of_unloading":   "port of unloading",
	"inland_port":         "inland port",
	"port_of_entry":       "port of entry",
	"vessel":              "vessel",
	"estimated_quantity":  "quantity",
	"estimated_weight":    "gross weight",
	"weight":              "gross weight",
	"volume":              "volume",
	"forwarding_agent":    "forwarding agent",
	"origin_address":      "pick-up address",
	"destination_address": "delivery address",
	"source_document":     "source document",
	"estimated_total_commercial_invoice_value": "invoice value",
}

// FieldName is a field of a filing as people name it: "the city of the seller", for what others than this package have to
// tell of it.
func FieldName(f mapping.Filing, at filing.Pointer) string {
	s := newSubject(&f, time.Time{}, Limits{})
	if s == nil {
		return "the " + strings.ReplaceAll(lastStep(at), "_", " ")
	}
	return s.name(at)
}

// name is a field as people name it: "the city of the seller". It is good for any pointer.
func (s *subject) name(at filing.Pointer) string {
	key := lastStep(at)
	if isIndex(key) || key == "-" {
		key = lastStep(at.Parent())
	}
	owner := s.owner(at)
	if key == "container_number" { // of which the owner's words would be made
		owner = ""
	}
	leaf, known := leafWords[key]
	switch {
	case !known && owner != "":
		return owner
	case !known:
		return "the " + strings.ReplaceAll(key, "_", " ")
	case owner == "":
		return "the " + leaf
	default:
		return "the " + leaf + " of " + owner
	}
}

// owner is the nearest object around a field that has a name, "" for none.
func (s *subject) owner(at filing.Pointer) string {
	for _, party := range s.parties {
		if at == party.at || strings.HasPrefix(string(at), string(party.at)+"/") {
			return s.words(party)
		}
	}
	for around := at; around != ""; around = around.Parent() {
		key, list := lastStep(around), lastStep(around.Parent())
		switch {
		case list == "containers":
			return s.containerWords(around)
		case list == "transshipment_ports" && isIndex(key):
			return "transshipment port " + ordinal(key)
		case list == "shipment_tags":
			return "shipment tag " + ordinal(key)
		case ownerWords[key] != "" && (around != at || leafWords[key] == ""):
			return "the " + ownerWords[key]
		}
	}
	return ""
}

func ordinal(index string) string {
	n, err := strconv.Atoi(index)
	if err != nil {
		return index
	}
	return fmt.Sprint(n + 1)
}

func (s *subject) containerWords(at filing.Pointer) string {
	for _, container := range s.containers {
		if container.at == at && container.ContainerNumber != "" {
			return "container " + shorten(container.ContainerNumber)
		}
	}
	return "container " + ordinal(lastStep(at))
}
