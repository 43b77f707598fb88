package field

import (
	"fmt"
	"strings"
	"testing"
)

func (t Term) short() string { return strings.Trim(string(t.Role)+"."+string(t.Name), ".") }

func (l Label) short() string {
	var terms []string
	for _, t := range l.Terms {
		terms = append(terms, t.short())
	}
	for _, a := range l.Asides {
		terms = append(terms, "("+string(a)+")")
	}
	return strings.Join(terms, " ")
}

func TestX(t *testing.T) {
	for _, text := range []string{"Master Bill of Lading No. (with SCAC)", "House Bill of Lading No. (with SCAC)", "Carrier SCAC", "Lloyd's / IMO No.", "Estimated Date of Departure (ETD)", "Container Size / Type", "Number of Packages", "Estimated Cargo Value (USD)", "Description of Goods", "B. IMPORTER OF RECORD", "Company Name", "Street Address", "State / Province", "IRS / EIN No.", "Bond Type", "Consignee No. (IRS / EIN)", "F. MANUFACTURER / SUPPLIER", "Country of Origin", "HTSUS No. (6 digits or more)", "H. CONTAINER STUFFING LOCATION", "I. CONSOLIDATOR (STUFFER)", "Prepared by", "Title", "Date",
		"Bill of lading, lowest level (SCAC + number)", "Mother vessel / voyage", "Foreign port of lading", "Sailing date (ETD)", "First US port of discharge", "Container numbers", "Number and size of containers", "Importer of Record Number", "Consignee Number(s)", "Ship To Party", "Commodity HTS-6", "The house bill if a forwarder issued one, as it is transmitted to AMS.", "IRS number (EIN), SSN or CBP-assigned number of the party liable for duties. Give name and address too.",
		"Estimated sailing date of mother vessel (ETD)", "MBL SCAC code (4 letters)", "Master bill of lading # (MBL)", "Mother vessel name & voyage #", "AMS HBL SCAC", "AMS house bill of lading # (HBL)", "Container no. / seal no.", "Port of arrival US", "NAME OF COMPANY:", "FIRMS CODE (IF ANY):", "CUSTOMS BOND #", "TYPE OF BOND", "DUNS NO. (IF ANY):",
		"(1) SELLER NAME AND ADDRESS", "(5) COMMODITY HTSUS NUMBER(S) AND DESCRIPTION", "(8) IMPORTER OF RECORD NAME, ADDRESS AND IRS NO.", "(9) CONSIGNEE NO.", "SEAL NUMBER(S)", "PORT OF ARRIVAL (USA)", "HBL (AMS)", "Vessel / Voyage", "Container / type", "PO Nos.", "ID No. (EIN for importer and consignee)", "State / Prov.", "G.W. (KGS)", "Value (USD)", "Post code",
		"Bill of lading no. (direct / master)", "Importer of record - name", "Importer of record - IRS #", "Ultimate consignee", "Manufacturer / packer", "Freight forwarder", "FDA prior notice no.", "E.T.D.", "Customer PO no.", "船公司提单号（MBL）\nMaster B/L No.", "起运港\nPort of Loading", "件数\nPackages", "1. 制造商（工厂）的名称和地址\nManufacturer (supplier) name and address", "2. 卖方（货主）的名称和地址\nSeller (owner) name and address", "7. 美国进口商的名称、地址及海关登记号\nImporter of record: name, address and number (IRS / EIN)", "8. 美国收货人及其税号\nConsignee and consignee number", "10. HS商品分类代码（前六位）\nCommodity HTS-6", "发货人地址", "收货人", "体积(CBM)", "毛重(KGS)", "净重(KGS)", "包装种类", "Shipper / Exporter (complete name and address)", "Consignee (not negotiable unless consigned to order)", "Delivery agent at destination", "Ocean vessel / Voyage", "ETA port of discharge", "Kind of packages; description of goods", "Container No. / Seal No.", "No. of pkgs", "Place of delivery", "Terms of sale", "Export references",
		"MAWB No.", "Flight / Date", "Airport of departure", "Consignee contact e-mail", "Estimated arrival", "Commercial invoice value", "Declared value for customs", "Chargeable weight (kg)", "Exporteur / Shipper:", "PLZ / Ort:", "Empfänger / Consignee:", "B/L-Nr.:", "Bestell-Nr. (PO):", "Schiff / Reise:", "Löschhafen:", "ETD Hamburg:", "Typ / Siegel:", "Bruttogewicht (kg)", "Ursprungsland", "Warenwert laut Handelsrechnung (EUR):", "Lieferbedingung (Incoterm):", "Straße:",
		"LANTERN BAY HOUSEWARES INC.", "415 Cannery Row West", "Los Angeles, CA", "640 CTNS", "Continuous", "CTNS", "Same as importer", "Manufactuer Name", "Consigne", "Grand Total: 4 B/L", "Page 1 of 2", "Example", "Your answer", "Data element", "Explanation", "Remarks", "Net weight per container", "Importer / Consignee", "Hai Duong Sunfold Tent Co., Ltd.", "Quaytex Thai Lines Co., Ltd.", "Seattle, WA", "Building 4", "CARTON", "Item No.", "Pos.", "HS code", "Port", "Terms", "Seller", "Ctns per 20GP", "FOB price USD", "MOQ (ctns)", "Valid from",
	} {
		l := Understand(text)
		fmt.Printf("%-60.60s %.2f %s %v %d\n", strings.ReplaceAll(text, "\n", "|"), l.Score, l.short(), l.Weak, l.Ordinal)
	}
}
