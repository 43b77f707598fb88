package value_test

import (
	"testing"

	"docket/mapping/value"
)

func TestParseShipmentType(t *testing.T) {
	t.Parallel()
	for want, texts := range map[string][]string{
		"STANDARD_OR_REGULAR_FILINGS":             {"Standard", "regular", "01", "01 - Standard or regular filings", "Commercial shipment", "STANDARD_OR_REGULAR_FILINGS", "普通", "General cargo"},
		"TO_ORDER_SHIPMENTS":                      {"TO ORDER", "to order shipment", "2", "02 To Order Shipments", "凭指示", "a la orden"},
		"HOUSEHOLD_GOODS_PERSONAL_EFFECTS_HHG_PE": {"Household Goods", "personal effects", "HHG", "HHG/PE", "03 - Household Goods / Personal Effects", "Used household goods and personal effects", "Umzugsgut", "menaje de casa", "个人物品", "이사화물", "HOUSEHOLD_GOODS_PERSONAL_EFFECTS_HHG_PE"},
		"MILITARY_GOVERNMENT":                     {"Military", "government", "Military / Government", "04", "US Government cargo", "DoD"},
		"DIPLOMATIC_SHIPMENT":                     {"Diplomatic", "diplomatic shipment", "5", "Embassy"},
		"CARNET":                                  {"Carnet", "ATA Carnet", "06"},
		"US_GOODS_RETURNED":                       {"US Goods Returned", "U.S. goods returned", "American goods returned", "returned goods", "07"},
		"FTZ_SHIPMENTS":                           {"FTZ", "Foreign Trade Zone", "foreign-trade zone admission", "08"},
		"INTERNATIONAL_MAIL_SHIPMENTS":            {"International Mail", "mail", "09"},
		"OUTER_CONTINENTAL_SHELF_SHIPMENTS":       {"Outer Continental Shelf", "OCS", "10"},
		"INFORMAL":                                {"Informal", "informal entry", "11"},
		"shipment_isf5":                           {"FROB", "Foreign cargo remaining on board", "IE", "T&E", "Transportation and Exportation", "ISF-5"},
		"shipment_types_several":                  {"Standard / To order", "FTZ or carnet", "HHG & diplomatic"},
		"shipment_type_unknown":                   {"", "TBA", "N/A", "steel bolts", "12", "99", "to order of First Harbor Bank", "Standard Chartered", "2026"},
	} {
		for _, text := range texts {
			got, _, err := value.ParseShipmentType(text)
			if err != nil {
				got = code(err)
			}
			if got != want {
				t.Errorf("ParseShipmentType(%q): %s (%v), want %s", text, got, err, want)
			}
		}
	}
}
