package value_test

import (
	"strings"
	"testing"

	"docket/mapping/value"
)

// shown is an address in one line: line 1|line 2|city|state|postal code|country.
func shown(a value.Address) string {
	return strings.Join([]string{a.Line1, a.Line2, a.City, a.State, a.PostalCode, string(a.Country)}, "|")
}

func TestParseAddress(t *testing.T) {
	t.Parallel()
	cases := []struct{ text, want string }{
		// the United States
		{"2250 Delaware Basin Avenue, Philadelphia, PA 19134, United States", "2250 Delaware Basin Avenue||Philadelphia|PA|19134|US"},
		{"5100 Flatiron Loop, Sacramento, CA 95828, USA", "5100 Flatiron Loop||Sacramento|CA|95828|US"},
		{"5100 Flatiron Loop, Sacramento, CA 95828", "5100 Flatiron Loop||Sacramento|CA|95828|US"}, // a state with a ZIP is enough
		{"5100 Flatiron Loop\nSacramento, CA 95828\nUSA", "5100 Flatiron Loop||Sacramento|CA|95828|US"},
		{"5100 Flatiron Loop\nSuite 12\nSacramento, CA 95828-1234\nU.S.A.", "5100 Flatiron Loop|Suite 12|Sacramento|CA|95828-1234|US"},
		{"5100 Flatiron Loop, Suite 12, Sacramento, CA, 95828, USA", "5100 Flatiron Loop, Suite 12||Sacramento|CA|95828|US"},
		{"5100 Flatiron Loop, Sacramento CA 95828 USA", "5100 Flatiron Loop||Sacramento|CA|95828|US"},
		{"5100 Flatiron Loop, Sacramento, California 95828, USA", "5100 Flatiron Loop||Sacramento|California|95828|US"},
		{"77 Ledger Street, Unit 6\nFall River, Massachusetts 02721\nUnited States of America", "77 Ledger Street, Unit 6||Fall River|Massachusetts|02721|US"},
		{"2750 Lampworks Drive\nOntario, CA 91761\nUSA", "2750 Lampworks Drive||Ontario|CA|91761|US"}, // neither Canada
		{"1 Main Street, Peru, IN 46970, USA", "1 Main Street||Peru|IN|46970|US"},                     // nor Peru nor India
		{"1 Peachtree Street, Atlanta, Georgia 30303, USA", "1 Peachtree Street||Atlanta|Georgia|30303|US"},
		{"1 Main Street, Lebanon, PA 17042", "1 Main Street||Lebanon|PA|17042|US"},
		{"118 Ferry Orchard Street, Newark, NJ 7105, USA", "118 Ferry Orchard Street||Newark|NJ|07105|US"},
		{"PO Box 77, Dorado, Puerto Rico 00646", "PO Box 77||Dorado|Puerto Rico|00646|US"},
		{"12 Main St Springfield IL 62701", "12 Main St||Springfield|IL|62701|US"},
		{"Los Angeles, CA 90001", "||Los Angeles|CA|90001|US"},
		// China, Hong Kong, Taiwan
		{"No. 27 Gaoxin East Road, Jianghai District, Jiangmen, Guangdong 529040, China", "No. 27 Gaoxin East Road, Jianghai District||Jiangmen|Guangdong|529040|CN"},
		{"No. 1288 Huaxin Road, Qingpu District, Shanghai 201702, China", "No. 1288 Huaxin Road, Qingpu District||Shanghai||201702|CN"},
		{"No. 88 Xinghu Road, Henglan Town\nZhongshan, Guangdong 528478\nCHINA", "No. 88 Xinghu Road, Henglan Town||Zhongshan|Guangdong|528478|CN"},
		{"Room 1102, 33 Heyi Road, Haishu District\nNingbo, Zhejiang 315000\nP.R. CHINA", "Room 1102, 33 Heyi Road, Haishu District||Ningbo|Zhejiang|315000|CN"},
		{"Room 1102, 33 Heyi Road, Haishu District, Ningbo, Zhejiang, P.R.China 315000", "Room 1102, 33 Heyi Road, Haishu District||Ningbo|Zhejiang|315000|CN"},
		{"Room 1102, 33 Heyi Road, Ningbo, Zhejiang, China. Post Code: 315000", "Room 1102, 33 Heyi Road||Ningbo|Zhejiang|315000|CN"},
		{"33 Heyi Road, Ningbo 315000, Zhejiang, China", "33 Heyi Road||Ningbo|Zhejiang|315000|CN"},
		{"33 Heyi Road, Ningbo City, Zhejiang Province, China", "33 Heyi Road||Ningbo City|Zhejiang Province||CN"},
		{"88 Keji Road, Shenzhen Guangdong 518000 China", "88 Keji Road||Shenzhen|Guangdong|518000|CN"},
		{"No. 5 Xinkai Road, Beijing, China", "No. 5 Xinkai Road||Beijing|||CN"},
		{"Flat B, 15/F, 9 Lychee Terrace\nKowloon\nHONG KONG", "Flat B, 15/F, 9 Lychee Terrace||Kowloon|||HK"},
		{"Unit 1207, 12/F, 63 Harbour Lane, Kowloon, Hong Kong", "Unit 1207, 12/F, 63 Harbour Lane||Kowloon|||HK"},
		{"Unit 1207, 63 Hung To Road, Kwun Tong, Kowloon, Hong Kong", "Unit 1207, 63 Hung To Road, Kwun Tong||Kowloon|||HK"},
		{"Unit 9, 3/F, 18 Cheung Lee Street\nChai Wan\nHong Kong", "Unit 9, 3/F, 18 Cheung Lee Street||Chai Wan|||HK"},
		{"12/F, 88 Queen's Road, Central, Hong Kong", "12/F, 88 Queen's Road, Central||Hong Kong|||HK"},
		{"12/F, 88 Queen's Road, Central, Hong Kong, China", "12/F, 88 Queen's Road, Central||Hong Kong|||HK"},
		{"Unit 5, 2 Castle Peak Road, Tsuen Wan, N.T., Hong Kong", "Unit 5, 2 Castle Peak Road||Tsuen Wan|N.T.||HK"},
		{"12 Gongye 27th Road, Nantun District\nTaichung 408, Taiwan", "12 Gongye 27th Road, Nantun District||Taichung||408|TW"},
		{"5F, 210 Wenxin Road, Section 2\nTaichung 408, Taiwan", "5F, 210 Wenxin Road, Section 2||Taichung||408|TW"},
		{"No. 12, Lane 3, Zhongzheng Rd., Banqiao Dist., New Taipei City 220, Taiwan (R.O.C.)", "No. 12, Lane 3, Zhongzheng Rd., Banqiao Dist.||New Taipei City||220|TW"},
		// Korea, Japan
		{"25 Cheomdan-daero, Yeonsu-gu\nIncheon 21990\nRepublic of Korea", "25 Cheomdan-daero, Yeonsu-gu||Incheon||21990|KR"},
		{"42 Gongdan-ro 3-gil\nSiheung, Gyeonggi 15072\nSouth Korea", "42 Gongdan-ro 3-gil||Siheung|Gyeonggi|15072|KR"},
		{"88 Palbok-ro, Deokjin-gu\nJeonju, Jeonbuk 54853\nSouth Korea", "88 Palbok-ro, Deokjin-gu||Jeonju|Jeonbuk|54853|KR"},
		{"305, Seongseo-ro, Dalseo-gu, Daegu 42719, Korea", "305, Seongseo-ro, Dalseo-gu||Daegu||42719|KR"},
		{"17 Noksan Sandan 27-ro, Gangseo-gu\nBusan 46752\nSouth Korea", "17 Noksan Sandan 27-ro, Gangseo-gu||Busan||46752|KR"},
		{"1-2-3 Marunouchi, Chiyoda-ku, Tokyo 100-0005, Japan", "1-2-3 Marunouchi, Chiyoda-ku||Tokyo||100-0005|JP"},
		{"4-5 Sakae, Naka-ku, Nagoya, Aichi 460-0008, Japan", "4-5 Sakae, Naka-ku||Nagoya|Aichi|460-0008|JP"},
		// Viet Nam, Thailand, the rest of South-East Asia
		{"Lot C7, Dai Minh Industrial Zone, Hai Duong, Vietnam", "Lot C7, Dai Minh Industrial Zone||Hai Duong|||VN"},
		{"4th Floor, 18 Le Chan Street, Ngo Quyen District, Haiphong, Vietnam", "4th Floor, 18 Le Chan Street, Ngo Quyen District||Haiphong|||VN"},
		{"Lot 12, Que Son Industrial Park, Bac Ninh, Vietnam", "Lot 12, Que Son Industrial Park||Bac Ninh|||VN"},
		{"Quarter 3, Thuan Giao Ward, Thuan An City, Binh Duong Province, Vietnam", "Quarter 3, Thuan Giao Ward||Thuan An City|Binh Duong Province||VN"},
		{"123 Nguyen Trai Street, Ward 5, District 1, Ho Chi Minh City, Viet Nam", "123 Nguyen Trai Street, Ward 5, District 1||Ho Chi Minh City|||VN"},
		{"88/2 Moo 5\nNong Kham Industrial Estate\nSi Racha, Chonburi 20230\nThailand", "88/2 Moo 5|Nong Kham Industrial Estate|Si Racha|Chonburi|20230|TH"},
		{"555/14 Rimklong Tower, 9th Floor\nBang Chak Road, Phra Khanong\nBangkok 10260\nTHAILAND", "555/14 Rimklong Tower, 9th Floor|Bang Chak Road, Phra Khanong|Bangkok||10260|TH"},
		{"Jl. Otista Raya No. 117, Cirebon, West Java 45153, Indonesia", "Jl. Otista Raya No. 117||Cirebon|West Java|45153|ID"},
		{"Jl. Raya Serang Km 12, Cikupa, Tangerang 15710, Banten, Indonesia", "Jl. Raya Serang Km 12, Cikupa||Tangerang|Banten|15710|ID"},
		{"Lot 7, Jalan Perusahaan 3, 47100 Puchong, Selangor, Malaysia", "Lot 7, Jalan Perusahaan 3||Puchong|Selangor|47100|MY"},
		{"10 Anson Road #12-34\nSingapore 079903", "10 Anson Road #12-34||Singapore||079903|SG"},
		{"10 Anson Road #12-34, International Plaza, Singapore 079903, Singapore", "10 Anson Road #12-34, International Plaza||Singapore||079903|SG"},
		{"Lot 9, Banilad Orchard Road, Mandaue, Cebu 6014, Philippines", "Lot 9, Banilad Orchard Road||Mandaue|Cebu|6014|PH"},
		{"Unit 5, 240 Pier Street, Cebu City 6000, Philippines", "Unit 5, 240 Pier Street||Cebu City||6000|PH"},
		// India and around
		{"Plot 41, Sector 7, Dronagiri Node, Navi Mumbai, Maharashtra 400707, India", "Plot 41, Sector 7, Dronagiri Node||Navi Mumbai|Maharashtra|400707|IN"},
		{"22 Civil Lines Extension, Jodhpur, Rajasthan 342001, India", "22 Civil Lines Extension||Jodhpur|Rajasthan|342001|IN"},
		{"Khasra 118, Boranada Industrial Area, Jodhpur, Rajasthan 342012, India", "Khasra 118, Boranada Industrial Area||Jodhpur|Rajasthan|342012|IN"},
		{"12 Avinashi Road, Tirupur - 641 604, Tamil Nadu, INDIA", "12 Avinashi Road||Tirupur|Tamil Nadu|641 604|IN"},
		{"A-41 Lakri Fazalpur, Moradabad-244001, U.P., India", "A-41 Lakri Fazalpur||Moradabad|U.P.|244001|IN"},
		{"B-12 Okhla Phase 2, New Delhi - 110020, India", "B-12 Okhla Phase 2||New Delhi||110020|IN"},
		{"18 Kandy Road, Kadawatha 11850, Sri Lanka", "18 Kandy Road||Kadawatha||11850|LK"},
		{"Plot 44, Kalurghat Heavy Industrial Area\nChattogram 4208\nBangladesh", "Plot 44, Kalurghat Heavy Industrial Area||Chattogram||4208|BD"},
		{"Holding 12, Zirabo, Ashulia, Savar, Dhaka-1341, Bangladesh", "Holding 12, Zirabo, Ashulia, Savar||Dhaka||1341|BD"},
		{"Plot 7, Korangi Industrial Area, Karachi-74900, Pakistan", "Plot 7, Korangi Industrial Area||Karachi||74900|PK"},
		// Turkey and Europe
		{"Organize Sanayi Bölgesi, 14. Cadde No: 22\n20020 Denizli\nTURKEY", "Organize Sanayi Bölgesi, 14. Cadde No: 22||Denizli||20020|TR"},
		{"Liman Sokak No: 5 Kat 3\n35230 İzmir\nTURKEY", "Liman Sokak No: 5 Kat 3||İzmir||35230|TR"},
		{"Sümerpark Mah., 1532 Sokak No: 11\n20100 Denizli\nTürkiye", "Sümerpark Mah., 1532 Sokak No: 11||Denizli||20100|TR"},
		{"Organize Sanayi Bölgesi 5. Cadde No:12\n41400 Gebze / Kocaeli / TÜRKİYE", "Organize Sanayi Bölgesi 5. Cadde No:12||Gebze|Kocaeli|41400|TR"},
		{"Werkstraße 18\n73430 Aalen\nDeutschland", "Werkstraße 18||Aalen||73430|DE"},
		{"Werkstraße 18, D-73430 Aalen, Germany", "Werkstraße 18||Aalen||73430|DE"},
		{"12 rue de la Paix, 69002 Lyon, France", "12 rue de la Paix||Lyon||69002|FR"},
		{"Via Torino 12, 20123 Milano (MI), Italy", "Via Torino 12||Milano|MI|20123|IT"},
		{"Calle Mayor 5, 03001 Alicante, España", "Calle Mayor 5||Alicante||03001|ES"},
		{"Keizersgracht 12, 1015 CN Amsterdam, The Netherlands", "Keizersgracht 12||Amsterdam||1015 CN|NL"},
		{"ul. Dluga 5, 00-950 Warszawa, Poland", "ul. Dluga 5||Warszawa||00-950|PL"},
		{"Unit 4, Dock Road, Felixstowe, Suffolk IP11 3SU, United Kingdom", "Unit 4, Dock Road||Felixstowe|Suffolk|IP11 3SU|GB"},
		{"12 High Street, London E1 6AN, UK", "12 High Street||London||E1 6AN|GB"},
		{"Rua das Flores 12, 4400-123 Vila Nova de Gaia, Portugal", "Rua das Flores 12||Vila Nova de Gaia||4400-123|PT"},
		// Latin America, Canada, Australia
		{"Av. Los Esparragales 1480, Urb. Santa Rosa, Trujillo, La Libertad 13009, Peru", "Av. Los Esparragales 1480, Urb. Santa Rosa||Trujillo|La Libertad|13009|PE"},
		{"Km 7.5 Via a Daule\nGuayaquil 090150\nECUADOR", "Km 7.5 Via a Daule||Guayaquil||090150|EC"},
		{"Rua Augusta, 123 - Centro, São Paulo - SP, 01310-100, Brasil", "Rua Augusta, 123 - Centro||São Paulo|SP|01310-100|BR"},
		{"Av. Eugenio Garza Sada 2501, Monterrey, N.L., C.P. 64849, México", "Av. Eugenio Garza Sada 2501||Monterrey|N.L.|64849|MX"},
		{"Calle 10 No. 43-12, Medellín, Antioquia, Colombia", "Calle 10 No. 43-12||Medellín|Antioquia||CO"},
		{"Carrera 7 # 12-34, Bogotá D.C., Colombia", "Carrera 7 # 12-34||Bogotá D.C.|||CO"},
		{"100 King Street, Toronto, ON M5X 1A9, Canada", "100 King Street||Toronto|ON|M5X 1A9|CA"},
		{"12 George Street, Sydney NSW 2000, Australia", "12 George Street||Sydney|NSW|2000|AU"},
		// without a country
		{"Werkstraße 18, 73430 Aalen", "Werkstraße 18||Aalen||73430|"},
	}
	for _, c := range cases {
		address, _, err := value.ParseAddress(c.text, value.AddressEvidence{})
		if got := shown(address); err != nil || got != c.want {
			t.Errorf("ParseAddress(%q):\n got %s %v\nwant %s", c.text, got, err, c.want)
		}
	}
}
