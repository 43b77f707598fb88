package value_test

import (
	"testing"

	"docket/mapping/value"
)

// Addresses as the countries of the trade write them: postal code before or behind the city, provinces by name or code, no
// commas, dashes instead, other scripts, and no country.
func TestAddressesOfTheWorld(t *testing.T) {
	t.Parallel()
	cases := []struct{ text, want, remarks string }{
		{"浙江省宁波市北仑区小港街道12号", "北仑区小港街道12号||宁波市|浙江省||CN", "address_not_latin"},
		{"中国广东省深圳市宝安区西乡街道1号 518000", "宝安区西乡街道1号||深圳市|广东省|518000|CN", "address_not_latin"},
		{"上海市浦东新区张江路88号", "浦东新区张江路88号||上海市|||CN", "address_not_latin"},
		{"宁波市海曙区和义路33号", "海曙区和义路33号||宁波市|||CN", "address_not_latin"},
		{"〒530-0001 大阪府大阪市北区梅田1-2-3", "北区梅田1-2-3||大阪市|大阪府|530-0001|JP", "address_not_latin"},
		{"東京都千代田区丸の内1-2-3", "千代田区丸の内1-2-3||東京都|||JP", "address_not_latin"},
		{"서울특별시 강남구 테헤란로 123 (06133)", "강남구 테헤란로 123||서울특별시||06133|KR", "address_not_latin"},
		{"경기도 성남시 분당구 판교로 1 13494", "분당구 판교로 1||성남시|경기도|13494|KR", "address_not_latin"},
		{"台灣台中市大里區中山路88號", "大里區中山路88號||台中市|||TW", "address_not_latin"},
		{"香港九龍觀塘道88號", "觀塘道88號||九龍|||HK", "address_not_latin"},
		{"123 RD\nXIAMEN 361000 FUJIAN CHINA", "123 RD||XIAMEN|FUJIAN|361000|CN", ""},
		{"PLOT NO. 14, GIDC ESTATE VATVA AHMEDABAD 382445 GUJARAT INDIA", "PLOT NO. 14, GIDC ESTATE VATVA||AHMEDABAD|GUJARAT|382445|IN", ""},
		{"Flat 5, 3/F, Wah Fung Ind. Centre, 33-39 Kwai Fung Crescent, Kwai Chung, New Territories, Hong Kong", "Flat 5, 3/F, Wah Fung Ind. Centre, 33-39 Kwai Fung Crescent||Kwai Chung|New Territories||HK", ""},
		{"Rm 1205, Tower 2, Lippo Centre, 89 Queensway, Admiralty, HK", "Rm 1205, Tower 2, Lippo Centre, 89 Queensway, Admiralty||Hong Kong|||HK", "address_city_unsure"},
		{"G/F., 12 Bonham Strand, Sheung Wan, Hong Kong SAR", "G/F., 12 Bonham Strand, Sheung Wan||Hong Kong|||HK", "address_city_unsure"},
		{"Rm 801, 8/F., Nan Fung Centre, Tsuen Wan, NT, HK", "Rm 801, 8/F., Nan Fung Centre||Tsuen Wan|NT||HK", ""},
		{"12/F Tower 1, Kowloon Bay, Hong Kong 999077", "12/F Tower 1, Kowloon Bay||Hong Kong||999077|HK", "address_city_unsure"},
		{"B-45, Sector 63, Noida, Uttar Pradesh 201301", "B-45, Sector 63||Noida|Uttar Pradesh|201301|IN", "address_country_inferred"},
		{"Survey No. 12/3, Village Kheda, Taluka Daskroi, Dist. Ahmedabad - 382 425, Gujarat, India", "Survey No. 12/3, Village Kheda, Taluka Daskroi||Ahmedabad|Gujarat|382 425|IN", ""},
		{"7, Park Street, Kolkata 700016, West Bengal, India", "7, Park Street||Kolkata|West Bengal|700016|IN", ""},
		{"12-A Anna Salai, Chennai-600 002, Tamilnadu, India.", "12-A Anna Salai||Chennai|Tamilnadu|600 002|IN", ""},
		{"D-12 Site-IV, Panki Indl Area, Kanpur 208022 (UP) India", "D-12 Site-IV, Panki Indl Area||Kanpur|UP|208022|IN", ""},
		{"Panipat-132103, Haryana, India", "||Panipat|Haryana|132103|IN", ""},
		{"House 45, Road 12, Sector 4, Uttara, Dhaka-1230, Bangladesh", "House 45, Road 12, Sector 4, Uttara||Dhaka||1230|BD", ""},
		{"Vill: Mouchak, P.O. Mouchak, P.S. Kaliakoir, Dist. Gazipur-1751, Bangladesh", "Vill: Mouchak, P.O. Mouchak, P.S. Kaliakoir||Gazipur||1751|BD", ""},
		{"Holding No. 5, Konabari, Gazipur, Bangladesh", "Holding No. 5, Konabari||Gazipur|||BD", ""},
		{"Av. Insurgentes Sur 1234, Col. Del Valle, C.P. 03100, Ciudad de México, México", "Av. Insurgentes Sur 1234, Col. Del Valle||Ciudad de México||03100|MX", ""},
		{"Calle 20 #345, Fracc. Industrial, Apodaca, N.L. CP 66600 México", "Calle 20 #345, Fracc. Industrial||Apodaca|N.L.|66600|MX", ""},
		{"Blvd. Díaz Ordaz 500, Zona Río, Tijuana, Baja California, 22010, Mexico", "Blvd. Díaz Ordaz 500, Zona Río||Tijuana|Baja California|22010|MX", ""},
		{"Carretera Federal 45 km 3, Cd. Juárez, Chih., México 32000", "Carretera Federal 45 km 3||Cd. Juárez|Chih|32000|MX", ""},
		{"Av. 8 de Julio 1200, Guadalajara, Jal. 44190, MX", "Av. 8 de Julio 1200||Guadalajara|Jal|44190|MX", ""},
		{"Via Roma 1, 50123 Firenze FI, Italia", "Via Roma 1||Firenze|FI|50123|IT", ""},
		{"Via delle Industrie 22 - 36100 VICENZA (VI) - ITALY", "Via delle Industrie 22||VICENZA|VI|36100|IT", ""},
		{"Strada Statale 16, 60027 Osimo AN Italy", "Strada Statale 16||Osimo|AN|60027|IT", ""},
		{"Atatürk Cad. No:12 Kat:3, 34742 Kadıköy İstanbul Türkiye", "Atatürk Cad. No:12 Kat:3, Kadıköy||İstanbul||34742|TR", ""},
		{"Organize Sanayi Bölgesi 83. Cadde No:5, 27120 Başpınar, Gaziantep, Turkey", "Organize Sanayi Bölgesi 83. Cadde No:5, Başpınar||Gaziantep||27120|TR", ""},
		{"1. OSB 5. Sok. No 3 42300 Selçuklu / KONYA - TURKEY", "1. OSB 5. Sok. No 3, Selçuklu||KONYA||42300|TR", ""},
		{"Ege Serbest Bölge, Gaziemir, 35410, İzmir/Türkiye", "Ege Serbest Bölge, Gaziemir||İzmir||35410|TR", ""},
		{"25/3 Pham Van Dong St., Ward 3, Go Vap Dist., HCMC, Vietnam", "25/3 Pham Van Dong St., Ward 3, Go Vap Dist.||HCMC|||VN", ""},
		{"Lot A1, My Phuoc 3 IP, Ben Cat Town, Binh Duong, Vietnam", "Lot A1, My Phuoc 3 IP||Ben Cat Town|Binh Duong||VN", ""},
		{"Số 5 Đường Lê Lợi, Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh, Việt Nam", "Số 5 Đường Lê Lợi, Phường Bến Nghé, Quận 1||Thành phố Hồ Chí Minh|||VN", ""},
		{"No. 12, Hamlet 3, Tan Phuoc Khanh, Tan Uyen, Binh Duong 75000, Viet Nam", "No. 12, Hamlet 3, Tan Phuoc Khanh||Tan Uyen|Binh Duong|75000|VN", ""},
		{"Dong Anh Industrial Zone, Hanoi City, Vietnam", "Dong Anh Industrial Zone||Hanoi City|||VN", ""},
		{"No.5 Bldg, Yiwu Intl Trade City, Yiwu, Jinhua, Zhejiang, China", "No.5 Bldg, Yiwu Intl Trade City, Yiwu||Jinhua|Zhejiang||CN", ""},
		{"No 6 Industrial Zone, Humen Town, Dongguan City, Guangdong Prov., P. R. China", "No 6 Industrial Zone, Humen Town||Dongguan City|Guangdong Prov||CN", ""},
		{"Building 3, No. 1500 Century Ave, Pudong New Area, Shanghai, PRC 200122", "Building 3, No. 1500 Century Ave, Pudong New Area||Shanghai||200122|CN", ""},
		{"Chengyang District, Qingdao, Shandong Province, 266109, People's Republic of China", "Chengyang District||Qingdao|Shandong Province|266109|CN", ""},
		{"Xinhui, Jiangmen, Guangdong", "Xinhui||Jiangmen|Guangdong||CN", "address_country_inferred"},
		{"7F-1, No. 12, Sec. 4, Xinyi Rd., Da'an Dist., Taipei City 106, Taiwan (R.O.C.)", "7F-1, No. 12, Sec. 4, Xinyi Rd., Da'an Dist.||Taipei City||106|TW", ""},
		{"No.100 Gongyequ 1st Rd, Xitun District, Taichung 40755 Taiwan", "No.100 Gongyequ 1st Rd, Xitun District||Taichung||40755|TW", ""},
		{"No. 3, Lugong S. 2nd Rd., Lukang Township, Changhua County 505, Taiwan", "No. 3, Lugong S. 2nd Rd., Lukang Township||Changhua County||505|TW", ""},
		{"2-11-1 Shiba-koen, Minato-ku, Tokyo 105-0011 Japan", "2-11-1 Shiba-koen, Minato-ku||Tokyo||105-0011|JP", ""},
		{"5-1 Toyosu, Koto-ku, Tokyo, Japan 〒135-0061", "5-1 Toyosu, Koto-ku||Tokyo||135-0061|JP", ""},
		{"1-1 Sakuramachi, Toyota-shi, Aichi-ken 471-0000 Japan", "1-1 Sakuramachi||Toyota-shi|Aichi-ken|471-0000|JP", ""},
		{"#502, 45 Digital-ro 33-gil, Guro-gu, Seoul 08377, Korea", "#502, 45 Digital-ro 33-gil, Guro-gu||Seoul||08377|KR", ""},
		{"120-5 Gongdan-dong, Gumi-si, Gyeongsangbuk-do, South Korea 39372", "120-5 Gongdan-dong||Gumi-si|Gyeongsangbuk-do|39372|KR", ""},
		{"88 Moo 3, Tambon Bang Pla, Amphoe Bang Phli, Samut Prakan 10540, Thailand", "88 Moo 3, Tambon Bang Pla, Amphoe Bang Phli||Samut Prakan||10540|TH", ""},
		{"123/4 Sukhumvit Road, Khlong Toei, Bangkok 10110 Thailand", "123/4 Sukhumvit Road, Khlong Toei||Bangkok||10110|TH", ""},
		{"Kawasan Industri Jababeka, Jl. Jababeka IV Blok V No. 12, Cikarang, Bekasi 17530, Indonesia", "Kawasan Industri Jababeka, Jl. Jababeka IV Blok V No. 12, Cikarang||Bekasi||17530|ID", "address_city_unsure"},
		{"Jl. Raya Batujajar No. 8, Bandung, Jawa Barat, Indonesia 40561", "Jl. Raya Batujajar No. 8||Bandung|Jawa Barat|40561|ID", ""},
		{"Desa Tahunan RT 02 RW 01, Jepara, Central Java, Indonesia", "Desa Tahunan RT 02 RW 01||Jepara|Central Java||ID", ""},
		{"PLO 5, Jalan Keluli, Pasir Gudang Industrial Estate, 81700 Pasir Gudang, Johor, Malaysia", "PLO 5, Jalan Keluli, Pasir Gudang Industrial Estate||Pasir Gudang|Johor|81700|MY", ""},
		{"No. 5, Jalan SS 15/4, Subang Jaya, 47500 Selangor, Malaysia", "No. 5, Jalan SS 15/4||Subang Jaya|Selangor|47500|MY", ""},
		{"Plot No. 5, S.I.T.E., Karachi-75700, Sindh, Pakistan", "Plot No. 5, S.I.T.E.||Karachi|Sindh|75700|PK", ""},
		{"Daska Road, Sialkot-51310, Pakistan", "Daska Road||Sialkot||51310|PK", ""},
		{"15-KM Sheikhupura Road, Faisalabad, Punjab, Pakistan", "15-KM Sheikhupura Road||Faisalabad|Punjab||PK", ""},
		{"Rua XV de Novembro, 500, Centro, Curitiba/PR, CEP 80020-310, Brazil", "Rua XV de Novembro, 500, Centro||Curitiba|PR|80020-310|BR", ""},
		{"Av. Brasil 1000 - Bairro Industrial - Caxias do Sul - RS - 95012-000 - Brasil", "Av. Brasil 1000 - Bairro Industrial||Caxias do Sul|RS|95012-000|BR", ""},
		{"Rod. BR 101 km 5, Itajaí, Santa Catarina, 88301-000, Brasil", "Rod. BR 101 km 5||Itajaí|Santa Catarina|88301-000|BR", ""},
		{"Am Hafen 12, 20457 Hamburg", "Am Hafen 12||Hamburg||20457|", ""},
		{"Postfach 1234, 8010 Graz, Austria", "Postfach 1234||Graz||8010|AT", ""},
		{"Kanaalweg 5, NL-3526 KM Utrecht, Netherlands", "Kanaalweg 5||Utrecht||3526 KM|NL", ""},
		{"5 rue du Port, F-76600 Le Havre, France", "5 rue du Port||Le Havre||76600|FR", ""},
		{"ZI Nord, 59000 LILLE CEDEX, FRANCE", "ZI Nord||LILLE CEDEX||59000|FR", ""},
		{"ul. Portowa 8, 81-350 Gdynia, Polska", "ul. Portowa 8||Gdynia||81-350|PL", ""},
		{"Pol. Ind. El Pla, C/ Mayor 5, 46015 Valencia, Spain", "Pol. Ind. El Pla, C/ Mayor 5||Valencia||46015|ES", ""},
		{"Zona Industrial da Maia, Sector 3, 4470-001 Maia, Portugal", "Zona Industrial da Maia, Sector 3||Maia||4470-001|PT", ""},
		{"10 Downing Street, London, SW1A 2AA", "10 Downing Street||London||SW1A 2AA|GB", "address_country_inferred"},
		{"Unit 5, Trafford Park, Manchester M17 1AB, England", "Unit 5, Trafford Park||Manchester||M17 1AB|GB", ""},
		{"1200 Industrial Pkwy, Brampton, Ontario L6T 4K3, Canada", "1200 Industrial Pkwy||Brampton|Ontario|L6T 4K3|CA", ""},
		{"55 Rue Principale, Laval QC H7L 3X5", "55 Rue Principale||Laval|QC|H7L 3X5|CA", "address_country_inferred"},
		{"4500 No. 5 Road, Richmond, British Columbia, Canada V6X 2T5", "4500 No. 5 Road||Richmond|British Columbia|V6X 2T5|CA", ""},
		{"100 Main St., Suite 5, Springfield, Illinois 62701-1234, United States", "100 Main St., Suite 5||Springfield|Illinois|62701-1234|US", ""},
		{"100 MAIN STREET ELIZABETH NEW JERSEY 07201 USA", "100 MAIN STREET||ELIZABETH|NEW JERSEY|07201|US", "address_city_unsure"},
		{"100 MAIN ST, NEW YORK NY", "100 MAIN ST||NEW YORK|NY||US", "address_country_inferred"},
		{"2000 Commerce Dr, Houston, Texas", "2000 Commerce Dr||Houston|Texas||US", "address_country_inferred"},
		{"12 Harbor Way, St. Paul, Minn. 55101", "12 Harbor Way||St. Paul|Minn|55101|US", ""},
		{"P.O. Box 61234, Jebel Ali, Dubai, UAE", "P.O. Box 61234, Jebel Ali||Dubai|||AE", ""},
		{"PO Box 500, Doha, Qatar", "PO Box 500||Doha|||QA", ""},
		{"Office 12, Industrial Area 3, Sharjah, United Arab Emirates", "Office 12, Industrial Area 3||Sharjah|||AE", ""},
		{"Km 5 Via Samborondón, Guayaquil, Ecuador", "Km 5 Via Samborondón||Guayaquil|||EC", ""},
		{"Av. Argentina 1234, Callao, Perú", "Av. Argentina 1234||Callao|||PE", ""},
		{"Lot 5, Export Processing Zone, Rosario, Cavite, Philippines 4106", "Lot 5, Export Processing Zone||Rosario|Cavite|4106|PH", ""},
		{"12 Plaisance Road, Durban, KwaZulu-Natal, 4001, South Africa", "12 Plaisance Road||Durban|KwaZulu-Natal|4001|ZA", ""},
		{"Phnom Penh Special Economic Zone, Sangkat Kantouk, Phnom Penh, Cambodia", "Phnom Penh Special Economic Zone, Sangkat Kantouk||Phnom Penh|||KH", ""},
	}
	for _, c := range cases {
		address, remarks, err := value.ParseAddress(c.text, value.AddressEvidence{})
		if got := shown(address); err != nil || got != c.want || codes(remarks) != c.remarks {
			t.Errorf("ParseAddress(%q):\n got %s %s %v\nwant %s %s", c.text, got, codes(remarks), err, c.want, c.remarks)
		}
		if inferred := codes(remarks) == "address_country_inferred"; inferred && address.Confidence > 0.7 {
			t.Errorf("ParseAddress(%q) is sure of a country that nobody wrote", c.text)
		}
	}
}
