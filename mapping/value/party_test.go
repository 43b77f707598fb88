package value_test

import (
	"fmt"
	"strings"
	"testing"

	"docket/mapping/value"
)

func TestParseParty(t *testing.T) {
	t.Parallel()
	cases := []struct{ text, name, address, rest string }{ // rest: person|phone|fax|email|identifiers|other
		{"Redthorn Mercantile (HK) Limited, Unit 1207, 12/F, 63 Harbour Lane, Kowloon, Hong Kong", "Redthorn Mercantile (HK) Limited", "Unit 1207, 12/F, 63 Harbour Lane||Kowloon|||HK", ""},
		{"Quillstone Peak Outfitters LLC, 1840 Quarry Road, Bozeman, MT 59715, USA", "Quillstone Peak Outfitters LLC", "1840 Quarry Road||Bozeman|MT|59715|US", ""},
		{"Quillstone Peak Outfitters - Eastern DC, 75 Pineland Parkway, Pooler, GA 31322, USA", "Quillstone Peak Outfitters - Eastern DC", "75 Pineland Parkway||Pooler|GA|31322|US", ""},
		{"Hai Duong Sunfold Tent Co., Ltd., Lot C7, Dai Minh Industrial Zone, Hai Duong, Vietnam", "Hai Duong Sunfold Tent Co., Ltd.", "Lot C7, Dai Minh Industrial Zone||Hai Duong|||VN", ""},
		{"Hai Duong Sunfold Tent Co., Ltd. Warehouse 2, Lot C9, Dai Minh Industrial Zone, Hai Duong, Vietnam", "Hai Duong Sunfold Tent Co., Ltd. Warehouse 2", "Lot C9, Dai Minh Industrial Zone||Hai Duong|||VN", ""},
		{"Quorum Sealine Logistics Pvt. Ltd., Plot 41, Sector 7, Dronagiri Node, Navi Mumbai, Maharashtra 400707, India", "Quorum Sealine Logistics Pvt. Ltd.", "Plot 41, Sector 7, Dronagiri Node||Navi Mumbai|Maharashtra|400707|IN", ""},
		{"Juniper Slateworks DC, 14 Tannery Brook Lane, Clifton, NJ 07011, USA", "Juniper Slateworks DC", "14 Tannery Brook Lane||Clifton|NJ|07011|US", ""},
		{"Kandyan Weave Traders (Pvt) Ltd., 18 Kandy Road, Kadawatha 11850, Sri Lanka", "Kandyan Weave Traders (Pvt) Ltd.", "18 Kandy Road||Kadawatha||11850|LK", ""},
		{"Tidewater Pantry Importers, Inc., 2250 Delaware Basin Avenue, Philadelphia, PA 19134", "Tidewater Pantry Importers, Inc.", "2250 Delaware Basin Avenue||Philadelphia|PA|19134|US", ""},
		{"QBS Freight (USA) Inc., 3600 Sepulveda Rise, Carson, CA 90745, USA", "QBS Freight (USA) Inc.", "3600 Sepulveda Rise||Carson|CA|90745|US", ""},
		{"Smith, Jones & Co., 12 High Street, London E1 6AN, UK", "Smith, Jones & Co.", "12 High Street||London||E1 6AN|GB", ""},
		{"Muebles del Norte, S.A. de C.V., Av. Garza Sada 2501, Monterrey, Nuevo León 64849, México", "Muebles del Norte, S.A. de C.V.", "Av. Garza Sada 2501||Monterrey|Nuevo León|64849|MX", ""},
		{"Perak Rubber Sdn. Bhd., Lot 7, Jalan Perusahaan 3, 47100 Puchong, Selangor, Malaysia", "Perak Rubber Sdn. Bhd.", "Lot 7, Jalan Perusahaan 3||Puchong|Selangor|47100|MY", ""},
		{"ACME TRADING CO., LTD. NO. 5 XINKAI ROAD, NINGBO, ZHEJIANG, CHINA", "ACME TRADING CO., LTD.", "NO. 5 XINKAI ROAD||NINGBO|ZHEJIANG||CN", ""},
		{"Flat Rock Tools; 1 Main Street; Tulsa, OK 74103", "Flat Rock Tools", "1 Main Street||Tulsa|OK|74103|US", ""},
		// on several lines
		{"QUILLSTONE PEAK OUTFITTERS LLC\n1840 Quarry Road\nBozeman, MT 59715\nIRS No. 07-555098100", "QUILLSTONE PEAK OUTFITTERS LLC", "1840 Quarry Road||Bozeman|MT|59715|US", "||||07-555098100|"},
		{"AKÇAPINAR PAMUKLU TEKSTİL SANAYİ VE TİCARET A.Ş.\nOrganize Sanayi Bölgesi, 14. Cadde No: 22\n20020 Denizli\nTURKEY\nTel: +90 258 555 01 17", "AKÇAPINAR PAMUKLU TEKSTİL SANAYİ VE TİCARET A.Ş.", "Organize Sanayi Bölgesi, 14. Cadde No: 22||Denizli||20020|TR", "|+90 258 555 01 17||||"},
		{"QUARTZ DENİZ LOJİSTİK LTD. ŞTİ.\nLiman Sokak No: 5 Kat 3\n35230 İzmir\nTURKEY", "QUARTZ DENİZ LOJİSTİK LTD. ŞTİ.", "Liman Sokak No: 5 Kat 3||İzmir||35230|TR", ""},
		{"AKÇAPINAR DEPO\nOrganize Sanayi Bölgesi, 14. Cadde No: 24\n20020 Denizli\nTURKEY", "AKÇAPINAR DEPO", "Organize Sanayi Bölgesi, 14. Cadde No: 24||Denizli||20020|TR", ""},
		{"BELLWEATHER LINEN CO.\nInland Dock 12\n77 Foxglove Terminal Drive\nGreer, SC 29651\nUSA", "BELLWEATHER LINEN CO.", "Inland Dock 12|77 Foxglove Terminal Drive|Greer|SC|29651|US", ""},
		{"Oakmoor Receiving, Building 6\n310 Market Mill Road\nSpartanburg, SC 29303\nUSA", "Oakmoor Receiving, Building 6", "310 Market Mill Road||Spartanburg|SC|29303|US", "|||||"},
		{"Oakmoor Corp., Building 6\n310 Market Mill Road\nSpartanburg, SC 29303\nUSA", "Oakmoor Corp.", "Building 6|310 Market Mill Road|Spartanburg|SC|29303|US", "|||||"},
		{"BELLWEATHER LINEN CO.\n310 Market Mill Road, Building 4\nSpartanburg, SC 29303\nUSA\nIRS # 97-555020600", "BELLWEATHER LINEN CO.", "310 Market Mill Road, Building 4||Spartanburg|SC|29303|US", "||||97-555020600|"},
		{"MOTH AND FILAMENT LIGHTING INC. - WAREHOUSE 2\n2790 Lampworks Drive\nOntario, CA 91761\nUSA", "MOTH AND FILAMENT LIGHTING INC. - WAREHOUSE 2", "2790 Lampworks Drive||Ontario|CA|91761|US", ""},
		{"MOTH AND FILAMENT LIGHTING INC.\n2750 Lampworks Drive\nOntario, CA 91761\nUSA\nIRS No.: 08-555031700", "MOTH AND FILAMENT LIGHTING INC.", "2750 Lampworks Drive||Ontario|CA|91761|US", "||||08-555031700|"},
		{"THISTLECOMBE APPAREL GROUP INC.\n530 Needle Row, 11th Floor\nNew York, NY 10018\nUSA\nEIN 96-555012300", "THISTLECOMBE APPAREL GROUP INC.", "530 Needle Row, 11th Floor||New York|NY|10018|US", "||||96-555012300|"},
		{"TAICHUNG GINKGO HAND TOOLS CO., LTD.\n12 Gongye 27th Road, Nantun District\nTaichung 408, Taiwan\nTEL: +886 4 5550 0117", "TAICHUNG GINKGO HAND TOOLS CO., LTD.", "12 Gongye 27th Road, Nantun District||Taichung||408|TW", "|+886 4 5550 0117||||"},
		{"KORNOFULI KNIT COMPOSITE LTD. (UNIT 2)\nPlot 51, Kalurghat Heavy Industrial Area\nChattogram 4208\nBangladesh", "KORNOFULI KNIT COMPOSITE LTD. (UNIT 2)", "Plot 51, Kalurghat Heavy Industrial Area||Chattogram||4208|BD", ""},
		{"QRK OCEAN DEPOT\nShed 6, Patenga Container Road\nChattogram 4204\nBangladesh", "QRK OCEAN DEPOT", "Shed 6, Patenga Container Road||Chattogram||4204|BD", ""},
		{"GLOBAL HOME\nPRODUCTS CO., LTD.\n12 Heyi Road\nNingbo, Zhejiang 315000\nChina", "GLOBAL HOME PRODUCTS CO., LTD.", "12 Heyi Road||Ningbo|Zhejiang|315000|CN", ""},
		{"JOHNSON AND\nWEAVER INC.\n12 Main Street\nTulsa, OK 74103", "JOHNSON AND WEAVER INC.", "12 Main Street||Tulsa|OK|74103|US", ""},
		{"中山市榄核灯饰制造有限公司\nZHONGSHAN LANHE LIGHTING CO., LTD.\nNo. 88 Xinghu Road\nZhongshan, Guangdong 528478\nCHINA", "ZHONGSHAN LANHE LIGHTING CO., LTD.", "No. 88 Xinghu Road||Zhongshan|Guangdong|528478|CN", "|||||中山市榄核灯饰制造有限公司"},
		{"Name: Acme Tools Inc.\nAddress: 1 Main Street\nTulsa, OK 74103\nPhone: (555) 010-0140 Fax: (555) 010-0141\nEmail: docs@acme.example\nAttn: Jane Roe", "Acme Tools Inc.", "1 Main Street||Tulsa|OK|74103|US", "Jane Roe|(555) 010-0140|(555) 010-0141|docs@acme.example||"},
		{"Acme Tools Inc.\n1 Main Street, Tulsa, OK 74103 Tel. 555-010-0140\nATTN JANE ROE", "Acme Tools Inc.", "1 Main Street||Tulsa|OK|74103|US", "JANE ROE|555-010-0140||||"},
		{"Acme Tools Inc.\nc/o Harbor Storage\n1 Main Street\nTulsa, OK 74103", "Acme Tools Inc.", "c/o Harbor Storage|1 Main Street|Tulsa|OK|74103|US", ""},
		{"Acme Tools Inc.\n12 E. Main Street\nTulsa, OK 74103\nT: 555 010 0140 E: docs@acme.example", "Acme Tools Inc.", "12 E. Main Street||Tulsa|OK|74103|US", "|555 010 0140||docs@acme.example||"},
		{"Chennai Silks Pvt Ltd\n12 Usman Road, T. Nagar\nChennai 600017\nIndia", "Chennai Silks Pvt Ltd", "12 Usman Road, T. Nagar||Chennai||600017|IN", ""},
		{"Lojas Ferragem Ltda\nRua Augusta, 123 - Centro\nSão Paulo - SP 01310-100\nBrasil\nCNPJ: 12.345.678/0001-90", "Lojas Ferragem Ltda", "Rua Augusta, 123 - Centro||São Paulo|SP|01310-100|BR", "|||||CNPJ 12.345.678/0001-90"},
		// as forwarders really write them
		{"NINGBO HOMESTYLE IMP. & EXP. CO., LTD\nADD: RM 1203, BUILDING A, NO.88 CHANGXING ROAD, JIANGBEI DISTRICT, NINGBO, CHINA 315000\nTEL: 0086-574-5550188", "NINGBO HOMESTYLE IMP. & EXP. CO., LTD", "RM 1203, BUILDING A, NO.88 CHANGXING ROAD, JIANGBEI DISTRICT||NINGBO||315000|CN", "|0086-574-5550188||||"},
		{"SHENZHEN XINGYE TECHNOLOGY CO.,LTD\n3/F,BLDG B,HUAFENG INDUSTRIAL PARK,XIXIANG TOWN,BAOAN DISTRICT,SHENZHEN CITY,GUANGDONG PROVINCE,CHINA", "SHENZHEN XINGYE TECHNOLOGY CO.,LTD", "3/F, BLDG B, HUAFENG INDUSTRIAL PARK, XIXIANG TOWN, BAOAN DISTRICT||SHENZHEN CITY|GUANGDONG PROVINCE||CN", ""},
		{"ZHEJIANG YONGKANG HARDWARE FACTORY NO.1 JINGUI SOUTH ROAD,YONGKANG,ZHEJIANG,CHINA", "ZHEJIANG YONGKANG HARDWARE FACTORY", "NO.1 JINGUI SOUTH ROAD||YONGKANG|ZHEJIANG||CN", ""},
		{"FOSHAN LECONG FURNITURE CO LTD, LECONG TOWN, SHUNDE DISTRICT, FOSHAN, GUANGDONG, CHINA", "FOSHAN LECONG FURNITURE CO LTD", "LECONG TOWN, SHUNDE DISTRICT||FOSHAN|GUANGDONG||CN", ""},
		{"Yih Shin Enterprise Co., Ltd. No. 55, Alley 12, Sec. 3, Zhongshan Rd., Tanzi Dist., Taichung City 42756, Taiwan", "Yih Shin Enterprise Co., Ltd.", "No. 55, Alley 12, Sec. 3, Zhongshan Rd., Tanzi Dist.||Taichung City||42756|TW", ""},
		{"CONG TY TNHH MAY MAC VIET\nLo A2, KCN Song Than 2, Phuong Di An, TP Di An, Tinh Binh Duong, Viet Nam\nMST: 3700123456", "CONG TY TNHH MAY MAC VIET", "Lo A2, KCN Song Than 2, Phuong Di An||TP Di An|Tinh Binh Duong||VN", "|||||MST 3700123456"},
		{"ARVIND KNITS PVT LTD\nS.F. NO. 12/1, AVINASHI ROAD\nTIRUPUR - 641604\nTAMIL NADU, INDIA\nGSTIN: 33AABCA1234A1Z5", "ARVIND KNITS PVT LTD", "S.F. NO. 12/1, AVINASHI ROAD||TIRUPUR|TAMIL NADU|641604|IN", "|||||GSTIN 33AABCA1234A1Z5"},
		{"M/S. RAJ EXPORTS, 45-B, SECTOR-63, NOIDA-201301 (U.P.) INDIA", "M/S. RAJ EXPORTS", "45-B, SECTOR-63||NOIDA|U.P.|201301|IN", ""},
		{"EGE TEKSTIL SAN. VE TIC. LTD. STI.\nAkhisar OSB 4. Cad. No:15 45200 Akhisar/MANISA/TURKEY\nVergi No: 1234567890", "EGE TEKSTIL SAN. VE TIC. LTD. STI.", "Akhisar OSB 4. Cad. No:15||Akhisar|MANISA|45200|TR", "|||||VKN 1234567890"},
		{"Officine Rossi S.r.l. - Via Emilia 45 - 41012 Carpi (MO) - Italy", "Officine Rossi S.r.l.", "Via Emilia 45||Carpi|MO|41012|IT", ""},
		{"Grupo Industrial Bajío S.A. de C.V.\nBlvd. Aeropuerto 1500, Col. Industrial\n37290 León, Guanajuato\nMéxico", "Grupo Industrial Bajío S.A. de C.V.", "Blvd. Aeropuerto 1500, Col. Industrial||León|Guanajuato|37290|MX", ""},
		{"Exportadora Los Andes S.A.\nRuta 5 Sur Km 80, Rancagua, Región de O'Higgins, Chile", "Exportadora Los Andes S.A.", "Ruta 5 Sur Km 80||Rancagua|Región de O'Higgins||CL", ""},
		{"PT. SINAR MEBEL\nJl. Raya Semarang - Demak Km. 9, Genuk, Semarang 50112, Jawa Tengah - Indonesia", "PT. SINAR MEBEL", "Jl. Raya Semarang - Demak Km. 9, Genuk||Semarang|Jawa Tengah|50112|ID", ""},
		{"HOME TRADE USA, INC.\nC/O ABC LOGISTICS\n2455 PACES ROAD NW\nATLANTA, GA 30339", "HOME TRADE USA, INC.", "C/O ABC LOGISTICS|2455 PACES ROAD NW|ATLANTA|GA|30339|US", ""},
		{"ACME CORP\n123 MAIN ST STE 400 DALLAS TX 75201", "ACME CORP", "123 MAIN ST STE 400||DALLAS|TX|75201|US", ""},
		{"BAVARIA MÖBEL GmbH & Co. KG, Industriestr. 12, D-80331 München, Germany", "BAVARIA MÖBEL GmbH & Co. KG", "Industriestr. 12||München||80331|DE", ""},
		{"Maple Furniture Ltd.\n1200 Industrial Pkwy\nMississauga ON L5N 1B2\nCanada", "Maple Furniture Ltd.", "1200 Industrial Pkwy||Mississauga|ON|L5N 1B2|CA", ""},
		{"Golden Harvest Foods\nExport Processing Zone, Plot B-12\nLandhi, Karachi 75150\nSindh, Pakistan", "Golden Harvest Foods", "Export Processing Zone, Plot B-12|Landhi|Karachi|Sindh|75150|PK", ""},
		{"ALDERNEY CUSTOMS SERVICE\nTel (555) 010-0166", "ALDERNEY CUSTOMS SERVICE", "|||||", "|(555) 010-0166||||"},
		{"Hwagok Skyfreight Co., Ltd.", "Hwagok Skyfreight Co., Ltd.", "|||||", ""},
		{"LANTERN BAY HOUSEWARES INC.", "LANTERN BAY HOUSEWARES INC.", "|||||", ""},
		{"CV Anyaman Rotan Kencana", "CV Anyaman Rotan Kencana", "|||||", ""},
		{"TO ORDER OF FIRST HARBOR BANK\n1 Main Street\nTulsa, OK 74103", "FIRST HARBOR BANK", "1 Main Street||Tulsa|OK|74103|US", ""},
		{"TO ORDER", "", "|||||", ""},
		{"TO THE ORDER OF SHIPPER", "", "|||||", ""},
	}
	for _, c := range cases {
		party, _, err := value.ParseParty(c.text, value.PartyEvidence{})
		var ids []string
		for _, id := range party.Identifiers {
			ids = append(ids, id.Number)
		}
		var others []string
		for _, registration := range party.Registrations {
			others = append(others, registration.String())
		}
		others = append(others, party.Other...)
		rest := strings.Join([]string{party.Contact.Person, party.Contact.Phone, party.Contact.Fax, party.Contact.Email, strings.Join(ids, " "), strings.Join(others, " ")}, "|")
		if c.rest == "" {
			c.rest = "|||||"
		}
		if err != nil || party.Name != c.name || shown(party.Address) != c.address || rest != c.rest || party.ToOrder != strings.HasPrefix(c.text, "TO ") {
			t.Errorf("ParseParty(%q): %v\n got %s // %s // %s\nwant %s // %s // %s", c.text, err, party.Name, shown(party.Address), rest, c.name, c.address, c.rest)
		}
	}
	for text, want := range map[string]string{
		"SAME AS CONSIGNEE": "party_is_reference", "": "party_unreadable", "N/A": "party_unreadable", "TBA": "party_unreadable", "12345": "party_unreadable", "pending": "party_unreadable", "与进口商相同": "party_is_reference",
	} {
		if party, _, err := value.ParseParty(text, value.PartyEvidence{}); code(err) != want {
			t.Errorf("ParseParty(%q): %+v %v, want %s", text, party, err, want)
		}
	}
}

// A personal number among a party's lines is read, and never shown in what is said of it.
func TestPartyPersonalNumber(t *testing.T) {
	t.Parallel()
	party, _, err := value.ParseParty("JANE ROE\n1 Main Street\nTulsa, OK 74103\nSSN: 900-12-3456", value.PartyEvidence{})
	if err != nil || len(party.Identifiers) != 1 || party.Identifiers[0].Kind != value.SSN {
		t.Errorf("the number is %+v, %v", party.Identifiers, err)
	}
	_, remarks, _ := value.ParseParty("JANE ROE\n1 Main Street\nTulsa, OK 74103\nSSN: 900-12-34567", value.PartyEvidence{})
	for _, remark := range remarks {
		if strings.Contains(remark.Message, "900-12") {
			t.Errorf("the remark shows the number: %s", remark.Message)
		}
	}
	for _, text := range []string{"JANE ROE\nSSN 900-12-3456 1 Harbor", "JANE ROE\nHộ chiếu: C1234567", "JANE ROE\n1 Harbor\nPasaport No: U1234567", "JANE ROE\n여권 M12345678 1 Harbor"} {
		_, about, err := value.ParseParty(text, value.PartyEvidence{})
		if said := fmt.Sprint(about, err); strings.Contains(said, "900-12") || strings.Contains(said, "12345") {
			t.Errorf("what is said of %q shows the number: %s", text, said)
		}
	}
	if len(remarks) == 0 {
		t.Error("a number that cannot be read is not remarked")
	}
}
