package value_test

import (
	"strings"
	"testing"

	"docket/mapping/value"
)

// Blocks of name and address as companies of the world print them, with the numbers of their tax offices and registers,
// telephones and persons among the lines. None of these gets into name or address.
func TestPartyDetails(t *testing.T) {
	t.Parallel()
	cases := []struct{ text, name, address, details, remarks string }{
		{"Golden Lotus Trading Ltd\nFlat 5, 3/F, Block A, Wah Fung Ind. Centre\n33-39 Kwai Fung Crescent, Kwai Chung, N.T.\nHong Kong\nBR No.: 12345678-000", "Golden Lotus Trading Ltd", "Flat 5, 3/F, Block A, Wah Fung Ind. Centre|33-39 Kwai Fung Crescent|Kwai Chung|N.T.||HK", "BR 12345678-000 of ", ""},
		{"SUNRISE EXPORTS PVT. LTD.\nPLOT NO. 14, GIDC ESTATE, PHASE-II\nVATVA, AHMEDABAD - 382445\nGUJARAT, INDIA\nIEC: 0812345678\nPAN NO: AABCS1234D\nGSTIN NO. 24AABCS1234D1Z5\nCONTACT: MR. PATEL +91 79 5550 1234", "SUNRISE EXPORTS PVT. LTD.", "PLOT NO. 14, GIDC ESTATE, PHASE-II|VATVA|AHMEDABAD|GUJARAT|382445|IN", "person MR. PATEL; phone +91 79 5550 1234; IEC 0812345678 of IN; PAN AABCS1234D of ; GSTIN 24AABCS1234D1Z5 of IN", ""},
		{"SUNRISE EXPORTS PVT. LTD. PLOT NO. 14, GIDC ESTATE VATVA AHMEDABAD 382445 GUJARAT INDIA IEC NO 0812345678 GSTIN 24AABCS1234D1Z5", "SUNRISE EXPORTS PVT. LTD.", "PLOT NO. 14, GIDC ESTATE VATVA||AHMEDABAD|GUJARAT|382445|IN", "IEC 0812345678 of IN; GSTIN 24AABCS1234D1Z5 of IN", ""},
		{"Textil del Norte S.A. de C.V.\nCalle 5 de Mayo #120, Col. Centro\nC.P. 72000 Puebla, Pue.\nMéxico\nRFC: TNO990101AB1", "Textil del Norte S.A. de C.V.", "Calle 5 de Mayo #120, Col. Centro||Puebla|Pue|72000|MX", "RFC TNO990101AB1 of MX", ""},
		{"Manifatture Bellini S.r.l.\nVia Garibaldi, 15\n20121 Milano (MI)\nItalia\nP.IVA 01234567890", "Manifatture Bellini S.r.l.", "Via Garibaldi, 15||Milano|MI|20121|IT", "P.IVA 01234567890 of IT", ""},
		{"Manifatture Bellini S.r.l.\nVia Garibaldi, 15\n20121 Milano (MI)\nP. IVA: IT01234567890\nC.F. 01234567890", "Manifatture Bellini S.r.l.", "Via Garibaldi, 15||Milano|MI|20121|IT", "P.IVA IT01234567890 of IT; C.F. 01234567890 of IT", "address_country_from_number"},
		{"Müller Maschinenbau GmbH & Co. KG\nIndustriestr. 4\n70565 Stuttgart\nGermany\nUSt-IdNr.: DE123456789\nTel.: +49 711 555 0100 / Fax: +49 711 555 0101", "Müller Maschinenbau GmbH & Co. KG", "Industriestr. 4||Stuttgart||70565|DE", "phone +49 711 555 0100; fax +49 711 555 0101; USt-IdNr DE123456789 of DE", ""},
		{"Kowalski Meble Sp. z o.o.\nul. Fabryczna 12\n60-001 Poznań\nPoland\nNIP: PL1234567890\nEORI: PL123456789000000", "Kowalski Meble Sp. z o.o.", "ul. Fabryczna 12||Poznań||60-001|PL", "NIP PL1234567890 of PL; EORI PL123456789000000 of PL", ""},
		{"GÜNEŞ TEKSTİL SANAYİ VE TİCARET A.Ş.\nMerkez Mah. 15 Temmuz Cad. No:3\n34000 Şişli/İstanbul\nTürkiye\nVergi Dairesi: Şişli Vergi No: 1234567890", "GÜNEŞ TEKSTİL SANAYİ VE TİCARET A.Ş.", "Merkez Mah. 15 Temmuz Cad. No:3|Şişli|İstanbul||34000|TR", "VKN 1234567890 of TR; other Vergi Dairesi Şişli", ""},
		{"CÔNG TY CỔ PHẦN GỖ ĐẠI THÀNH\nKhu vực 8, Phường Bùi Thị Xuân, TP. Quy Nhơn, Tỉnh Bình Định, Việt Nam\nMST: 4100123456\nĐT: 0256 3555 123", "CÔNG TY CỔ PHẦN GỖ ĐẠI THÀNH", "Khu vực 8, Phường Bùi Thị Xuân||TP. Quy Nhơn|Tỉnh Bình Định||VN", "phone 0256 3555 123; MST 4100123456 of VN", ""},
		{"DAI THANH FURNITURE JSC\nLot B2, Phu Tai IZ, Tran Quang Dieu Ward, Quy Nhon City, Binh Dinh Province, Vietnam", "DAI THANH FURNITURE JSC", "Lot B2, Phu Tai IZ, Tran Quang Dieu Ward||Quy Nhon City|Binh Dinh Province||VN", "", ""},
		{"DELTA GARMENTS LTD.\nHouse 12, Road 7, Block C, Banani\nDhaka-1213, Bangladesh\nBIN: 000123456-0101", "DELTA GARMENTS LTD.", "House 12, Road 7, Block C, Banani||Dhaka||1213|BD", "BIN 000123456-0101 of ", ""},
		{"PT INDAH KAYU NUSANTARA Tbk\nJl. Raya Solo Km 8, Desa Pabelan, Kec. Kartasura\nSukoharjo 57162, Jawa Tengah\nIndonesia\nNPWP: 01.234.567.8-526.000", "PT INDAH KAYU NUSANTARA Tbk", "Jl. Raya Solo Km 8, Desa Pabelan, Kec. Kartasura||Sukoharjo|Jawa Tengah|57162|ID", "NPWP 01.234.567.8-526.000 of ID", ""},
		{"CV. MAJU JAYA\nJL. PEMUDA NO. 10\nJEPARA - INDONESIA", "CV. MAJU JAYA", "JL. PEMUDA NO. 10||JEPARA|||ID", "", ""},
		{"宁波海天贸易有限公司\n浙江省宁波市北仑区小港街道12号\n电话：0574-55501234\n统一社会信用代码：91330200MA12345678", "宁波海天贸易有限公司", "北仑区小港街道12号||宁波市|浙江省||CN", "phone 0574-55501234; USCC 91330200MA12345678 of CN", "address_not_latin"},
		{"NINGBO HAITIAN TRADING CO.,LTD.\nNO.12 XIAOGANG STREET, BEILUN DISTRICT, NINGBO CITY, ZHEJIANG PROVINCE, 315800, P.R.CHINA\nUSCI:91330200MA12345678\nTEL/FAX: 86-574-55501234\nCONTACT PERSON: MS. WANG", "NINGBO HAITIAN TRADING CO.,LTD.", "NO.12 XIAOGANG STREET, BEILUN DISTRICT||NINGBO CITY|ZHEJIANG PROVINCE|315800|CN", "person MS. WANG; phone 86-574-55501234; USCC 91330200MA12345678 of CN", ""},
		{"株式会社山田製作所\n〒530-0001 大阪府大阪市北区梅田1-2-3", "株式会社山田製作所", "北区梅田1-2-3||大阪市|大阪府|530-0001|JP", "", "address_not_latin"},
		{"Yamada Seisakusho Co., Ltd.\n1-2-3 Umeda, Kita-ku, Osaka-shi, Osaka 〒530-0001 Japan", "Yamada Seisakusho Co., Ltd.", "1-2-3 Umeda, Kita-ku||Osaka-shi|Osaka|530-0001|JP", "", ""},
		{"Hankook Parts Co., Ltd.\n123, Teheran-ro, Gangnam-gu, Seoul, 06133, Republic of Korea\nBusiness Registration No. 123-45-67890", "Hankook Parts Co., Ltd.", "123, Teheran-ro, Gangnam-gu||Seoul||06133|KR", "BUSINESS REGISTRATION 123-45-67890 of ", ""},
		{"Siam Rubber Public Company Limited\n99/9 Moo 4, Bangna-Trad Rd. Km.18, Bangchalong, Bangplee, Samutprakarn 10540 Thailand\nTax ID: 0105512345678", "Siam Rubber Public Company Limited", "99/9 Moo 4, Bangna-Trad Rd. Km.18, Bangchalong||Bangplee|Samutprakarn|10540|TH", "TAX ID 0105512345678 of ", "address_city_unsure"},
		{"Selangor Timber Sdn Bhd (12345-A)\nLot 12, Jalan Utas 15/7\n40200 Shah Alam\nSelangor Darul Ehsan\nMalaysia", "Selangor Timber Sdn Bhd (12345-A)", "Lot 12, Jalan Utas 15/7||Shah Alam|Selangor Darul Ehsan|40200|MY", "", ""},
		{"Lahore Leather Works (Pvt.) Ltd.\n21-KM Ferozepur Road\nLahore-54760\nPakistan\nNTN: 1234567-8", "Lahore Leather Works (Pvt.) Ltd.", "21-KM Ferozepur Road||Lahore||54760|PK", "STRN 1234567-8 of PK", ""},
		{"Móveis Gaúcha Ltda.\nRodovia RS 444, km 12\nBento Gonçalves - RS\nCEP 95700-000\nBrasil\nCNPJ 12.345.678/0001-90", "Móveis Gaúcha Ltda.", "Rodovia RS 444, km 12||Bento Gonçalves|RS|95700-000|BR", "CNPJ 12.345.678/0001-90 of BR", ""},
		{"Van Dijk Bloemen B.V.\nLegmeerdijk 313\n1431 GB Aalsmeer\nThe Netherlands\nVAT: NL001234567B01", "Van Dijk Bloemen B.V.", "Legmeerdijk 313||Aalsmeer||1431 GB|NL", "VAT NL001234567B01 of NL", ""},
		{"Savons de Marseille SARL\n12, Rue de la République\n13002 Marseille\nFrance\nTVA Intracommunautaire: FR12345678901\nSIRET: 123 456 789 00012", "Savons de Marseille SARL", "12, Rue de la République||Marseille||13002|FR", "VAT FR12345678901 of FR; SIRET 123 456 789 00012 of FR", ""},
		{"Cerámicas Levante S.L.\nPolígono Industrial Sur, Nave 7\n12540 Vila-real (Castellón)\nEspaña\nNIF: B12345678", "Cerámicas Levante S.L.", "Polígono Industrial Sur, Nave 7||Vila-real|Castellón|12540|ES", "NIF B12345678 of ", ""},
		{"Cortiças do Sul, Lda.\nRua da Fábrica, 22\n4535-123 Santa Maria de Lamas\nPortugal\nNIF: 501234567", "Cortiças do Sul, Lda.", "Rua da Fábrica, 22||Santa Maria de Lamas||4535-123|PT", "NIF 501234567 of ", ""},
		{"Thornbury Ceramics Ltd\nUnit 3 Riverside Works\nStoke-on-Trent\nStaffordshire\nST1 5PB\nUnited Kingdom\nEORI: GB123456789000\nVAT Reg No GB 123 4567 89", "Thornbury Ceramics Ltd", "Unit 3 Riverside Works||Stoke-on-Trent|Staffordshire|ST1 5PB|GB", "EORI GB123456789000 of GB; VAT GB 123 4567 89 of GB", ""},
		{"Crumb Snack Co.\n811 Tamarind Court\nSan Diego, CA 92113\nUSA\nEIN pending", "Crumb Snack Co.", "811 Tamarind Court||San Diego|CA|92113|US", "", ""},
		{"Crumb Snack Co., 811 Tamarind Court, San Diego, CA 92113, USA, IRS no. to follow", "Crumb Snack Co.", "811 Tamarind Court||San Diego|CA|92113|US", "", ""},
		{"Crumb Snack Co. (EIN being applied for)\n811 Tamarind Court\nSan Diego, CA 92113\nUSA\nTel. n/a", "Crumb Snack Co.", "811 Tamarind Court||San Diego|CA|92113|US", "", ""},
		{"Nordic Design ApS\nVestergade 12\n8000 Aarhus C\nDenmark\nCVR: 12345678", "Nordic Design ApS", "Vestergade 12||Aarhus C||8000|DK", "CVR 12345678 of DK", ""},
		{"Svensk Stål AB\nBox 123\n781 23 Borlänge\nSweden", "Svensk Stål AB", "Box 123||Borlänge||781 23|SE", "", ""},
		{"Suomen Puu Oy\nTehtaankatu 1\n33100 Tampere\nFinland", "Suomen Puu Oy", "Tehtaankatu 1||Tampere||33100|FI", "", ""},
		{"OOO \"Severny Les\"\nul. Lenina 5, office 12\n191000 St. Petersburg\nRussia\nINN: 7812345678", "OOO \"Severny Les\"", "ul. Lenina 5, office 12||St. Petersburg||191000|RU", "INN 7812345678 of ", ""},
		{"Acme Imports Inc. d/b/a Acme Home\n1 Main St\nPortland, OR 97201", "Acme Imports Inc. d/b/a Acme Home", "1 Main St||Portland|OR|97201|US", "", ""},
		{"Acme Imports Inc.\nd/b/a Acme Home\n1 Main St\nPortland, OR 97201", "Acme Imports Inc. d/b/a Acme Home", "1 Main St||Portland|OR|97201|US", "", ""},
		{"XYZ Logistics Inc. o/b/o Acme Imports LLC\n1 Main St\nPortland, OR 97201", "XYZ Logistics Inc. o/b/o Acme Imports LLC", "1 Main St||Portland|OR|97201|US", "", "party_on_behalf"},
		{"TO ORDER OF FIRST HARBOR BANK\n1 Main Street\nTulsa, OK 74103", "FIRST HARBOR BANK", "1 Main Street||Tulsa|OK|74103|US", "", "party_to_order"},
		{"XYZ LOGISTICS\nON BEHALF OF\nACME IMPORTS LLC\n1 Main St\nPortland, OR 97201", "XYZ LOGISTICS ON BEHALF OF ACME IMPORTS LLC", "1 Main St||Portland|OR|97201|US", "", "party_on_behalf"},
		{"Acme Imports LLC\nP.O. Box 1234\nPortland, OR 97201-1234\nDUNS 12-345-6789", "Acme Imports LLC", "P.O. Box 1234||Portland|OR|97201-1234|US", "DUNS number 123456789", ""},
		{"Acme Imports LLC\n1 Main St, Ste 5\nPortland, Oregon\n97201\nUSA\nEIN 12-3456789\nPIC: John Doe\nwww.acme.example", "Acme Imports LLC", "1 Main St, Ste 5||Portland|Oregon|97201|US", "person John Doe; EIN 12-3456789", ""},
		{"Acme Imports LLC, 1 Main St, Portland OR 97201 Attn: John Doe Tel: 503-555-0100 Fax: 503-555-0101 Email: j@acme.example", "Acme Imports LLC", "1 Main St||Portland|OR|97201|US", "person John Doe; phone 503-555-0100; fax 503-555-0101; email j@acme.example", ""},
		{"MAPLE LEAF LTD\n100 RUE ST-JACQUES\nMONTRÉAL (QUÉBEC) H2Y 1L6\nCANADA\nBN: 123456789RM0001", "MAPLE LEAF LTD", "100 RUE ST-JACQUES||MONTRÉAL|QUÉBEC|H2Y 1L6|CA", "BN 123456789RM0001 of ", ""},
		{"FORMOSA TOOLS CO., LTD.\nNO. 88, SEC. 2, ZHONGSHAN RD., DALI DIST.,\nTAICHUNG CITY 412,\nTAIWAN, R.O.C.\n統一編號: 12345678", "FORMOSA TOOLS CO., LTD.", "NO. 88, SEC. 2, ZHONGSHAN RD., DALI DIST.||TAICHUNG CITY||412|TW", "UNIFIED BUSINESS NO. 12345678 of TW", ""},
		{"GLOBAL WAREHOUSE\n(SHENZHEN) CO., LTD\nBAO'AN, SHENZHEN, CHINA", "GLOBAL WAREHOUSE (SHENZHEN) CO., LTD", "BAO'AN||SHENZHEN|||CN", "", "address_city_unsure"},
		{"Acme GmbH, Hauptstr. 5, 10115 Berlin", "Acme GmbH", "Hauptstr. 5||Berlin||10115|", "", "address_city_unsure"},
		{"MERSIN TARIM URUNLERI\nDIS TICARET LIMITED SIRKETI\nAkdeniz Mah. No 5\n33100 Akdeniz / Mersin\nTURKEY", "MERSIN TARIM URUNLERI DIS TICARET LIMITED SIRKETI", "Akdeniz Mah. No 5|Akdeniz|Mersin||33100|TR", "", ""},
		{"KILIM TRADING CO\nMID: TRKILTRA5MER\n33100 Mersin, Turkey", "KILIM TRADING CO", "||Mersin||33100|TR", "MID TRKILTRA5MER of ", ""},
		{"ABC CO.\n123 RD\nXIAMEN 361000 FUJIAN CHINA\nMID CODE: CNABCCO123XIA\nMANUFACTURER ID: CNABCCO123XIA", "ABC CO.", "123 RD||XIAMEN|FUJIAN|361000|CN", "MID CNABCCO123XIA of ; MID CNABCCO123XIA of ", ""},
		{"Acme (EIN 12-3456789)\n1 Main St\nPortland, OR 97201", "Acme", "1 Main St||Portland|OR|97201|US", "EIN 12-3456789", ""},
		{"Fabrica SA de CV\nAv. Reforma 222 Int. 4, Col. Juárez, Del. Cuauhtémoc, 06600 CDMX, México", "Fabrica SA de CV", "Av. Reforma 222 Int. 4, Col. Juárez, Del. Cuauhtémoc||CDMX||06600|MX", "", ""},
		{"Fabrica SA de CV\nCarr. Tijuana-Tecate Km 10, Tijuana, B.C. 22444 Mexico", "Fabrica SA de CV", "Carr. Tijuana-Tecate Km 10||Tijuana|B.C.|22444|MX", "", ""},
		{"Acme Imports LLC\nBuilding 5\n1 Main St\nSuite 200\nPortland\nOR\n97201\nUS", "Acme Imports LLC", "Building 5|1 Main St, Suite 200|Portland|OR|97201|US", "", ""},
		{"SUNSHINE HOME CO., LIMITED\nRM 1502, 15/F., EASEY COMM BLDG, 253-261 HENNESSY RD., WANCHAI, HK\nATTN: MR CHAN TEL: 852-2555 1234 FAX: 852-2555 1235", "SUNSHINE HOME CO., LIMITED", "RM 1502, 15/F., EASEY COMM BLDG, 253-261 HENNESSY RD., WANCHAI||Hong Kong|||HK", "person MR CHAN; phone 852-2555 1234; fax 852-2555 1235", "address_city_unsure"},
		{"Importer: Acme Imports LLC\n1 Main Street\nPortland OR 97201\nIRS#: 12-3456789", "Acme Imports LLC", "1 Main Street||Portland|OR|97201|US", "EIN 12-3456789", ""},
		{"AZULEJOS MONTE ALTO S.L.\nCarretera de Onda, km 4\n12540 Vila-real, Castellón\nSpain\nT. +34 964 555 017", "AZULEJOS MONTE ALTO S.L.", "Carretera de Onda, km 4||Vila-real|Castellón|12540|ES", "phone +34 964 555 017", ""},
		{"ACME IMPORTS LLC\nATTN: RECEIVING DEPT.\n1 MAIN STREET\nPORTLAND, OR 97201", "ACME IMPORTS LLC", "1 MAIN STREET||PORTLAND|OR|97201|US", "person RECEIVING DEPT.", ""},
		{"ACME IMPORTS LLC ATTN: JOHN DOE\n1 MAIN STREET\nPORTLAND, OR 97201", "ACME IMPORTS LLC", "1 MAIN STREET||PORTLAND|OR|97201|US", "person JOHN DOE", ""},
		{"ACME IMPORTS LLC\nC/O XYZ 3PL WAREHOUSE\n1 MAIN STREET\nPORTLAND, OR 97201 US", "ACME IMPORTS LLC", "C/O XYZ 3PL WAREHOUSE|1 MAIN STREET|PORTLAND|OR|97201|US", "", ""},
		{"DAE YANG CO LTD / 45-1 GONGDAN-RO, ANSAN-SI, GYEONGGI-DO, KOREA / TEL 82-31-555-0100", "DAE YANG CO LTD", "45-1 GONGDAN-RO||ANSAN-SI|GYEONGGI-DO||KR", "phone 82-31-555-0100", ""},
		{"Nguyen Furniture Company Limited\n(Vietnam)\nLot 5, Song Than IZ\nDi An, Binh Duong\nVN", "Nguyen Furniture Company Limited (Vietnam)", "Lot 5, Song Than IZ||Di An|Binh Duong||VN", "", ""},
		{"Shree Ganesh Exports\nPlot No 45, RIICO Ind. Area, Boranada\nJodhpur - 342 012 (Raj.) India\nGST No: 08AABCS1234D1Z5, IEC: 1300001234", "Shree Ganesh Exports", "Plot No 45, RIICO Ind. Area, Boranada||Jodhpur|Raj.|342 012|IN", "GST 08AABCS1234D1Z5 of ; IEC 1300001234 of IN", ""},
		{"Shree Ganesh Exports, Plot No 45, RIICO Ind. Area, Jodhpur 342012, Rajasthan, India. Ph: +91-291-5550123, Email: info@sg.example", "Shree Ganesh Exports", "Plot No 45, RIICO Ind. Area||Jodhpur|Rajasthan|342012|IN", "phone +91-291-5550123; email info@sg.example", ""},
		{"ABC Co., Ltd\nAdd: 5F, No. 10, Lane 20, Minsheng E. Rd., Taipei 105\nTaiwan", "ABC Co., Ltd", "5F, No. 10, Lane 20, Minsheng E. Rd.||Taipei||105|TW", "", ""},
		{"A.B.C. S.p.A.\nViale Europa 10/12 - Zona Ind.le\n31100 Treviso (TV) Italy\nC.F. e P.IVA 01234567890\nTel. 0422 555123 - Fax 0422 555124", "A.B.C. S.p.A.", "Viale Europa 10/12 - Zona Ind.le||Treviso|TV|31100|IT", "phone 0422 555123; fax 0422 555124; P.IVA 01234567890 of IT", ""},
		{"KARACHI TEXTILE MILLS LTD.\nD-45, S.I.T.E. AREA,\nKARACHI-75700,\nPAKISTAN.\nPH # 92-21-32555123", "KARACHI TEXTILE MILLS LTD.", "D-45, S.I.T.E. AREA||KARACHI||75700|PK", "phone 92-21-32555123", ""},
		{"Fabrica de Muebles, S.A. de C.V.\nR.F.C. FMU-990101-AB1\nAv. Industrial 5\nTijuana, B.C., C.P. 22444, México", "Fabrica de Muebles, S.A. de C.V.", "Av. Industrial 5||Tijuana|B.C.|22444|MX", "RFC FMU-990101-AB1 of MX", ""},
		{"Comercial Andina SpA\nRUT 76.123.456-7\nAv. Providencia 1234, Of. 501\nSantiago, Región Metropolitana\nChile", "Comercial Andina SpA", "Av. Providencia 1234, Of. 501||Santiago|Región Metropolitana||CL", "RUT 76.123.456-7 of ", ""},
		{"Importadora Norte S.A.S.\nNIT: 900.123.456-7\nCalle 80 # 12-34\nBogotá D.C., Colombia", "Importadora Norte S.A.S.", "Calle 80 # 12-34||Bogotá D.C.|||CO", "NIT 900.123.456-7 of ", ""},
		{"东莞市大朗针织有限公司", "东莞市大朗针织有限公司", "|||||", "", ""},
		{"DONGGUAN DALANG KNITTING CO LTD 东莞市大朗针织有限公司\nDALANG TOWN, DONGGUAN, GUANGDONG 523770 CHINA 广东省东莞市大朗镇", "DONGGUAN DALANG KNITTING CO LTD", "DALANG TOWN||DONGGUAN|GUANGDONG|523770|CN", "other 东莞市大朗针织有限公司; other 广东省东莞市大朗镇", ""},
		{"Mr. John Doe\n1 Main Street\nPortland, OR 97201\nPassport: C01X00T47 (Germany), DOB 01 Jan 1980", "Mr. John Doe", "1 Main Street||Portland|OR|97201|US", "passport number C01X00T47", ""},
		{"ZHEJIANG HUAXIA IMP.&EXP. CO., LTD.\n8TH FLOOR, HUAXIA BUILDING, NO.199 YAN'AN ROAD, HANGZHOU, CHINA, P.C. 310006\nTEL:0086 571 85550123 EXT 805 CONTACT: LILY", "ZHEJIANG HUAXIA IMP.&EXP. CO., LTD.", "8TH FLOOR, HUAXIA BUILDING, NO.199 YAN'AN ROAD||HANGZHOU||310006|CN", "person LILY; phone 0086 571 85550123 EXT 805", ""},
		{"Acme Inc\n1 Main St | Suite 4 | Portland | OR | 97201 | US", "Acme Inc", "1 Main St, Suite 4||Portland|OR|97201|US", "", ""},
		{"Acme Inc - 1 Main St - Portland - OR - 97201 - USA", "Acme Inc", "1 Main St||Portland|OR|97201|US", "", ""},
		{"Pt Mebel Jaya; Jl. Raya 5; Jepara 59451; Indonesia; Tel +62 291 555123", "Pt Mebel Jaya", "Jl. Raya 5||Jepara||59451|ID", "phone +62 291 555123", ""},
		{"LES CRÉATIONS DUPONT INC.\n1250, boul. René-Lévesque O., bureau 2200\nMontréal (Québec) H3B 4W8", "LES CRÉATIONS DUPONT INC.", "1250, boul. René-Lévesque O., bureau 2200||Montréal|Québec|H3B 4W8|CA", "", "address_country_inferred"},
		{"THE HOME STORE PTY LTD\nABN 12 345 678 901\n12 Smith St\nFitzroy VIC 3065\nAustralia", "THE HOME STORE PTY LTD", "12 Smith St||Fitzroy|VIC|3065|AU", "ABN 12 345 678 901 of AU", ""},
		{"GLOBAL FOODS B.V.\nPostbus 123\n3000 AB Rotterdam\nNederland\nKvK 12345678\nBTW NL001234567B01", "GLOBAL FOODS B.V.", "Postbus 123||Rotterdam||3000 AB|NL", "KvK 12345678 of NL; VAT NL001234567B01 of NL", ""},
		{"TOKYO TRADING CO., LTD.\n3-2-1 Nihonbashi\nChuo-ku, Tokyo\n103-0027\nJAPAN", "TOKYO TRADING CO., LTD.", "3-2-1 Nihonbashi|Chuo-ku|Tokyo||103-0027|JP", "", ""},
		{"Acme LLC\nOffice: 12 Main Street, Tulsa, OK 74103", "Acme LLC", "Office: 12 Main Street||Tulsa|OK|74103|US", "", ""},
		{"Acme LLC\nTel: TBA\n12 Main Street\nTulsa, OK 74103", "Acme LLC", "12 Main Street||Tulsa|OK|74103|US", "", ""},
		{"Acme LLC\nDirect: 503-555-0100\n12 Main Street\nTulsa, OK 74103", "Acme LLC", "12 Main Street||Tulsa|OK|74103|US", "phone 503-555-0100", ""},
		{"CARGO LINE S.A.\nBv. Artigas 1234\nMontevideo 11300\nUruguay\nRUT: 212345678901", "CARGO LINE S.A.", "Bv. Artigas 1234||Montevideo||11300|UY", "RUT 212345678901 of ", ""},
		{"Kraków Meble Sp. z o. o.\nul. Długa 5/7\nPL 31-147 Kraków", "Kraków Meble Sp. z o. o.", "ul. Długa 5/7||Kraków||31-147|PL", "", "address_country_inferred"},
		{"Hanoi Garment Joint Stock Company\nNo. 5, Lane 12, Minh Khai Street, Hai Ba Trung District, Hanoi 100000, Vietnam", "Hanoi Garment Joint Stock Company", "No. 5, Lane 12, Minh Khai Street, Hai Ba Trung District||Hanoi||100000|VN", "", ""},
		{"WENZHOU SHOES CO LTD\nNO 12 INDUSTRIAL RD WENZHOU ZHEJIANG\nCHINA 325000", "WENZHOU SHOES CO LTD", "NO 12 INDUSTRIAL RD||WENZHOU|ZHEJIANG|325000|CN", "", ""},
		{"MOTHERSON INDIA LTD\nPLOT 2, SECTOR 127\nNOIDA 201301 U.P.\nINDIA", "MOTHERSON INDIA LTD", "PLOT 2, SECTOR 127||NOIDA|U.P.|201301|IN", "", ""},
		{"BANGLA KNIT LTD\n12 MOTIJHEEL C/A\nDHAKA 1000\nBANGLADESH", "BANGLA KNIT LTD", "12 MOTIJHEEL C/A||DHAKA||1000|BD", "", ""},
		{"Sri Lanka Tea (Pvt) Ltd\nNo. 12, Galle Road\nColombo 03\nSri Lanka", "Sri Lanka Tea (Pvt) Ltd", "No. 12, Galle Road||Colombo 03|||LK", "", ""},
		{"Cairo Cotton Co.\n10 Talaat Harb St.\nCairo 11511\nEgypt", "Cairo Cotton Co.", "10 Talaat Harb St.||Cairo||11511|EG", "", ""},
		{"Addis Coffee PLC\nBole Sub City, Woreda 03\nAddis Ababa\nEthiopia", "Addis Coffee PLC", "Bole Sub City, Woreda 03||Addis Ababa|||ET", "", ""},
		{"AL NOOR TRADING LLC\nP.O. BOX 12345\nDUBAI - U.A.E.", "AL NOOR TRADING LLC", "P.O. BOX 12345||DUBAI|||AE", "", ""},
		{"MANILA RATTAN INC.\n123 Quirino Hwy, Novaliches\nQuezon City, Metro Manila 1117\nPhilippines", "MANILA RATTAN INC.", "123 Quirino Hwy, Novaliches||Quezon City|Metro Manila|1117|PH", "", ""},
		{"Phnom Penh Garment Co., Ltd\nNational Road 4, Khan Po Senchey\nPhnom Penh 12000\nCambodia", "Phnom Penh Garment Co., Ltd", "National Road 4, Khan Po Senchey||Phnom Penh||12000|KH", "", ""},
		{"Cobre Chile SpA, Av. Apoquindo 4500, Las Condes, Santiago 7550000, Chile", "Cobre Chile SpA", "Av. Apoquindo 4500, Las Condes||Santiago||7550000|CL", "", ""},
		{"Café Do Brasil S/A\nAv. Paulista 1000, 10º andar\nBela Vista - São Paulo/SP - CEP: 01310-100\nBrazil", "Café Do Brasil S/A", "Av. Paulista 1000, 10º andar|Bela Vista|São Paulo|SP|01310-100|BR", "", ""},
		{"Taiwan Screws Inc\nNo.1, Ln. 5, Benzhou Rd., Gangshan Dist., Kaohsiung City 82059, Taiwan (R.O.C.)", "Taiwan Screws Inc", "No.1, Ln. 5, Benzhou Rd., Gangshan Dist.||Kaohsiung City||82059|TW", "", ""},
		{"Swiss Tools AG\nBahnhofstrasse 1\nCH-8001 Zürich", "Swiss Tools AG", "Bahnhofstrasse 1||Zürich||8001|CH", "", "address_country_inferred"},
		{"Wiener Möbel GmbH\nMariahilfer Straße 10\nA-1060 Wien\nÖsterreich", "Wiener Möbel GmbH", "Mariahilfer Straße 10||Wien||1060|AT", "", ""},
		{"Dublin Crystal Ltd\n12 O'Connell Street\nDublin 1\nD01 F5P2\nIreland", "Dublin Crystal Ltd", "12 O'Connell Street||Dublin 1||D01 F5P2|IE", "", ""},
		{"Praha Sklo s.r.o.\nVodičkova 12\n110 00 Praha 1\nCzech Republic\nIČO: 12345678", "Praha Sklo s.r.o.", "Vodičkova 12||Praha 1||110 00|CZ", "IČO 12345678 of ", ""},
		{"Budapest Kft.\nFő utca 1.\nH-1011 Budapest\nHungary", "Budapest Kft.", "Fő utca 1.||Budapest||1011|HU", "", ""},
		{"Athens Marble S.A.\n12 Ermou Str.\n105 63 Athens\nGreece\nA.F.M.: 123456789", "Athens Marble S.A.", "12 Ermou Str.||Athens||105 63|GR", "AFM 123456789 of GR", ""},
		{"Acme Corp\n1 Main St.\nSan Juan PR 00901", "Acme Corp", "1 Main St.||San Juan|PR|00901|US", "", ""},
		{"Acme Corp\n1 Main St\nHonolulu HI", "Acme Corp", "1 Main St||Honolulu|HI||US", "", "address_country_inferred"},
		{"Acme Corp\nOne World Trade Center, 85th Fl\nNew York, N.Y. 10007", "Acme Corp", "One World Trade Center, 85th Fl||New York|NY|10007|US", "", ""},
		{"Acme Corp., 1 Main St., Washington, D.C. 20001", "Acme Corp.", "1 Main St.||Washington|DC|20001|US", "", ""},
		{"ACME CORP 1 MAIN ST SUITE 5 ST LOUIS MO 63101-1234 USA", "ACME CORP", "1 MAIN ST SUITE 5||ST LOUIS|MO|63101-1234|US", "", "address_city_unsure"},
		{"Acme\n123 N. Broadway\nSt. Paul\nMN 55101", "Acme", "123 N. Broadway||St. Paul|MN|55101|US", "", ""},
	}
	for _, c := range cases {
		party, remarks, err := value.ParseParty(c.text, value.PartyEvidence{})
		if err != nil || party.Name != c.name || shown(party.Address) != c.address || detailsOf(party) != c.details || codes(remarks) != c.remarks {
			t.Errorf("ParseParty(%q): %v\n got %s // %s // %s // %s\nwant %s // %s // %s // %s", c.text, err,
				party.Name, shown(party.Address), detailsOf(party), codes(remarks), c.name, c.address, c.details, c.remarks)
		}
	}
}

// detailsOf are the details of a party in one line.
func detailsOf(p value.Party) string {
	var all []string
	add := func(kind, text string) {
		if text != "" {
			all = append(all, kind+" "+text)
		}
	}
	add("person", p.Contact.Person)
	add("phone", p.Contact.Phone)
	add("fax", p.Contact.Fax)
	add("email", p.Contact.Email)
	for _, id := range p.Identifiers {
		add(id.Kind.String(), id.Number)
	}
	for _, registration := range p.Registrations {
		add(registration.String(), "of "+string(registration.Country))
	}
	for _, other := range p.Other {
		add("other", other)
	}
	return strings.Join(all, "; ")
}

// Words of names and streets that are labels elsewhere stay where they are.
func TestNoDetails(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"PAN PACIFIC TRADING INC.\n12 Main Street\nTulsa, OK 74103":         "PAN PACIFIC TRADING INC. // 12 Main Street||Tulsa|OK|74103|US",
		"CONTACT INDUSTRIES INC\n12 Main Street\nTulsa, OK 74103":           "CONTACT INDUSTRIES INC // 12 Main Street||Tulsa|OK|74103|US",
		"HOLIDAY INN\n2500 Main Street\nTulsa, OK 74103":                    "HOLIDAY INN // 2500 Main Street||Tulsa|OK|74103|US",
		"HAMPTON INN 2500 Main Street, Tulsa, OK 74103":                     "HAMPTON INN 2500 Main Street // ||Tulsa|OK|74103|US",
		"BIN HAI TOOLS CO., LTD.\n12 Main Street\nTulsa, OK 74103":          "BIN HAI TOOLS CO., LTD. // 12 Main Street||Tulsa|OK|74103|US",
		"Direct Imports LLC\n12/F: Tower B, 1 Main Street\nTulsa, OK 74103": "Direct Imports LLC // 12/F: Tower B, 1 Main Street||Tulsa|OK|74103|US",
		"Tel Aviv Foods Ltd.\n12 Main Street\nTulsa, OK 74103":              "Tel Aviv Foods Ltd. // 12 Main Street||Tulsa|OK|74103|US",
		"Acme LLC\nMAIN OFFICE: 12 Main Street\nTulsa, OK 74103":            "Acme LLC // MAIN OFFICE: 12 Main Street||Tulsa|OK|74103|US",
		"Acme LLC\nMail: P.O. Box 12\nTulsa, OK 74103":                      "Acme LLC // Mail: P.O. Box 12||Tulsa|OK|74103|US",
		"Acme LLC\nGSTIN: N/A\n12 Main Street\nTulsa, OK 74103":             "Acme LLC // 12 Main Street||Tulsa|OK|74103|US",
		"Acme LLC\n12 Office Park Main, PH 4\nTulsa, OK 74103":              "Acme LLC // 12 Office Park Main, PH 4||Tulsa|OK|74103|US",
		"M/S. RAJ EXPORTS\nE-12 VAT PURNIMA ROAD\nJaipur 302001, India":     "M/S. RAJ EXPORTS // E-12 VAT PURNIMA ROAD||Jaipur||302001|IN",
	} {
		party, _, err := value.ParseParty(text, value.PartyEvidence{})
		if got := party.Name + " // " + shown(party.Address); err != nil || got != want || detailsOf(party) != "" {
			t.Errorf("ParseParty(%q): %v\n got %s %s\nwant %s", text, err, got, detailsOf(party), want)
		}
	}
}
