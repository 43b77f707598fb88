package main

// printedAs are the ways in which the samples print what the API has codes for.
var printedAs = map[string][]string{
	// parties
	"IMPORTER_OF_RECORD":                    {"Importer of record"},
	"SHIP_TO_PARTY":                         {"Ship-to party", "Ship to"},
	"MANUFACTURER_SUPPLIER":                 {"Manufacturer"},
	"SCHEDULED_CONTAINER_STUFFING_LOCATION": {"Stuffing location"},
	"SHIPPER":                               {"Shipper", "Embarcador", "Versender"},
	"CONSIGNEE":                             {"Consignee", "Consignatario", "Empfänger"},
	"FORWARDING_AGENT":                      {"Forwarding agent", "Freight forwarder"},
	"DESTINATION_AGENT":                     {"For delivery of goods please apply to"},

	// transport and packing
	"OCEAN_FCL": {"FCL"},
	"OCEAN_LCL": {"LCL"},
	"AIR":       {"MAWB"},
	"FT_40_HC":  {"40HC", "40HQ"},
	"FT_20":     {"20GP", "20' DC"},
	"DRY":       {"40HC", "40HQ", "20GP", "20' DC"}, // equipment without a special type
	"CARTON":    {"cartons", "CTNS"},
	"PALLET":    {"PLTS", "Palets"},
	"CRATE":     {"CRATES", "Holzkisten"},
	"KG":        {"KGS"},
	"KILOGRAM":  {"kg", "KGS"},
	"CBM":       {"cbm", "m³", "m3"},
	"CMDU":      {"CMA CGM"},
	"ONEY":      {"Ocean Network Express"},

	// countries
	"CH": {"Switzerland"},
	"CN": {"China"},
	"CZ": {"Tschechien"},
	"DE": {"Deutschland"},
	"ES": {"España"},
	"IT": {"Italy"},
	"KH": {"Cambodia"},
	"MY": {"Malaysia"},
	"PL": {"Poland"},
	"SG": {"Singapore"},
	"US": {"USA", "Estados Unidos"},
	"VN": {"Vietnam"},

	// ports that are printed by name alone
	"DEBRV": {"Bremerhaven"},
	"ESVLC": {"Valencia, España"},
	"ITGOA": {"Genoa, Italy"},
	"MYPKG": {"Port Klang, Malaysia"},
	"PLGDN": {"Gdansk, Poland"},
	"USCLE": {"Cleveland, OH"},
	"USHOU": {"Houston, TX"},
	"USJAX": {"Jacksonville, FL"},
	"USLGB": {"Long Beach, CA"},
	"USNYC": {"New York, NY"},
	"USORF": {"Norfolk, VA"},
	"USSAV": {"Savannah, GA"},
	"USTIW": {"Tacoma, WA"},
}
