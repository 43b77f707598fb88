package value_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"docket/mapping/value"
)

// reading is one parser, for those who run them all: it says what it read, and whether it did.
type reading struct {
	name string
	read func(text string) error
}

// errBoth is of a parser that gives a value and an error too.
var errBoth = errors.New("a value beside an error")

func discard[T any](v T, _ []value.Remark, err error) error {
	if err != nil && !reflect.ValueOf(&v).Elem().IsZero() {
		return fmt.Errorf("%w: %+v, %w", errBoth, v, err)
	}
	return err
}

var parsers = []reading{
	{"number", func(s string) error { return discard(value.ParseNumber(s, value.AnyStyle)) }},
	{"weight", func(s string) error { return discard(value.ParseWeight(s, value.WeightEvidence{})) }},
	{"volume", func(s string) error { return discard(value.ParseVolume(s, value.VolumeEvidence{})) }},
	{"money", func(s string) error { return discard(value.ParseMoney(s, value.MoneyEvidence{})) }},
	{"count", func(s string) error { return discard(value.ParseCount(s, value.CountEvidence{})) }},
	{"package unit", func(s string) error { return discard(value.ParsePackageUnit(s)) }},
	{"date", func(s string) error { return discard(value.ParseDate(s, value.DateEvidence{})) }},
	{"date in a known year", func(s string) error {
		return discard(value.ParseDate(s, value.DateEvidence{Year: 2026, Around: value.Date{Year: 2026, Month: 11, Day: 21}, Serial: true, Order: value.MonthFirst}))
	}},
	{"container number", func(s string) error { return discard(value.ParseContainerNumber(s)) }},
	{"containers", func(s string) error { return discard(value.ParseContainers(s)) }},
	{"seals", func(s string) error { return discard(value.ParseSeals(s)) }},
	{"equipment", func(s string) error { return discard(value.ParseEquipmentList(s)) }},
	{"bill", func(s string) error { return discard(value.ParseBill(s, value.BillEvidence{SCAC: "EGLV"})) }},
	{"bills", func(s string) error { return discard(value.ParseBills(s, value.BillEvidence{})) }},
	{"master air waybill", func(s string) error { return discard(value.ParseMasterAirWaybill(s)) }},
	{"house air waybills", func(s string) error { return discard(value.ParseHouseAirWaybills(s)) }},
	{"carrier", func(s string) error { return discard(value.ParseCarrier(s)) }},
	{"airline", func(s string) error { return discard(value.ParseAirline(s)) }},
	{"vessel", func(s string) error { return discard(value.ParseVessel(s, value.VesselEvidence{})) }},
	{"voyage", func(s string) error { return discard(value.ParseVoyage(s)) }},
	{"IMO number", func(s string) error { return discard(value.ParseIMO(s)) }},
	{"flight", func(s string) error { return discard(value.ParseFlight(s, value.DateEvidence{})) }},
	{"tariff number", func(s string) error { return discard(value.ParseHTS(s, value.HTSEvidence{})) }},
	{"tariffs", func(s string) error { return discard(value.ParseTariffs(s, value.HTSEvidence{})) }},
	{"country", func(s string) error { return discard(value.ParseCountry(s)) }},
	{"countries", func(s string) error { return discard(value.ParseCountries(s)) }},
	{"port", func(s string) error { return discard(value.ParsePort(s, value.PortEvidence{})) }},
	{"airport", func(s string) error { return discard(value.ParsePort(s, value.PortEvidence{Air: true})) }},
	{"identifier", func(s string) error { return discard(value.ParseIdentifier(s, value.AnyIdentifier)) }},
	{"passport", func(s string) error { return discard(value.ParseIdentifier(s, value.Passport)) }},
	{"address", func(s string) error { return discard(value.ParseAddress(s, value.AddressEvidence{})) }},
	{"composed address", func(s string) error {
		return discard(value.ComposeAddress(value.AddressParts{Lines: []string{s}, City: s, State: s, PostalCode: s, Country: s}))
	}},
	{"party", func(s string) error { return discard(value.ParseParty(s, value.PartyEvidence{})) }},
	{"incoterm", func(s string) error { return discard(value.ParseIncoterm(s)) }},
	{"service", func(s string) error { return discard(value.ParseService(s)) }},
	{"shipment type", func(s string) error { return discard(value.ParseShipmentType(s)) }},
	{"bond type", func(s string) error { return discard(value.ParseBondType(s)) }},
	{"bond activity", func(s string) error { return discard(value.ParseBondActivity(s)) }},
	{"absence", func(s string) error { value.ParseAbsence(s); return nil }},
	{"reference", func(s string) error { value.FindReference(s); return nil }},
	{"mask", func(s string) error { value.Mask(s); return nil }},
	{"evidence", func(s string) error {
		var numbers value.NumberEvidence
		var dates value.DateOrderEvidence
		numbers.Add(s)
		numbers.AddCount(s)
		dates.Add(s)
		value.FindWeightUnit(s)
		value.FindVolumeUnit(s)
		value.FindCurrency(s)
		value.FindPackageUnit(s)
		value.FindIdentifierKind(s)
		value.VoyageOrder(s, s, value.DateEvidence{}, value.OceanVoyage)
		return nil
	}},
}

var seeds = []string{
	"", " ", "\n", "640 CTNS", "7,812.4 KGS", "31,460", "61.80 m³", "USD 18,400.00", "548箱 / 548 CTNS", "2 PALLETS (40 CTNS)", "18-DEC-2026", "04/02/2027", "2027年1月9日 下午2点30分", "ETD 12/18 23:00 LT", "26-12-27", "46374.5",
	"OOLU7718281\nOOLJKA4471\n40HQ", "TEMU1234567/SEAL 123456/40HC", "2 x 40'HQ: TCNU4418273, TCNU4418313", "MRKU482173 [3]", "QYWF612204471/72", "MBL: MAEU254817306 / HBL: QXLN26120417", "180-44182762", "HMM (HDMU)",
	"COSCO SHIPPING ROSE V-045E / 9795634", "KE037 / 12-DEC-2026", "6302.60.0020 COTTON TERRY TOWELS\n6302.31.9010 COTTON PILLOWCASES", "804508010", "KOREA, REPUBLIC OF", "宁波 NINGBO (CNNGB)", "SAVANNAH, GA (1703)", "HO CHI MINH CITY / CAT LAI",
	"IRS No.: 08-555031700", "Passport No. E12345678, China, DOB 1980-05-03", "Redthorn Mercantile (HK) Limited, Unit 1207, 12/F, 63 Harbour Lane, Kowloon, Hong Kong", "AKÇAPINAR A.Ş.\n14. Cadde No: 22\n20020 Denizli\nTURKEY\nTel: +90 258 555 01 17",
	"SUNRISE EXPORTS PVT. LTD. PLOT NO. 14, GIDC ESTATE VATVA AHMEDABAD 382445 GUJARAT INDIA IEC NO 0812345678 GSTIN 24AABCS1234D1Z5", "宁波海天贸易有限公司\n浙江省宁波市北仑区小港街道12号\n电话：0574-55501234\n统一社会信用代码：91330200MA12345678", "〒530-0001 大阪府大阪市北区梅田1-2-3",
	"서울특별시 강남구 테헤란로 123 (06133)", "XYZ LOGISTICS\nON BEHALF OF\nACME LLC\nATTN: JANE ROE, 1 Main St, Tulsa, OK", "12-3456789 (EIN)", "EIN 12-3456789 / DUNS 123456789", "Passport (DE) C01X00T47 DOB 1 Jan 1980", "12,000.50 KGS NET / 12,500.50 KGS GROSS", "18500#", "500 L",
	"SAY FOUR HUNDRED AND EIGHTY (480) CARTONS ONLY", "24 CTNS x 15 PALLETS", "HHG/PE", "FROB", "IE", "Same as manufacturer (4)", "xem đính kèm", "TCLU1234568 45R1 S/N 12345", "40'GP/HC", "HC40", "57076 NINGBO", "HOUSTON, TX 77015", "令和8年12月3日", "3 ธ.ค. 2569", "3.XII.2026", "2026-W49", "A00 0",
	"FOB Ningbo, USD", "FCL/FCL  CY/CY", "07-555098100 (same as importer of record)", "与制造商相同 SAME AS MANUFACTURER", "(please select)", "#REF!", "\xff\xfe\x00", "İıŞşĞğ", "０１２３", strings.Repeat("1,", 50), "-\u200b-", "🚢", "9\u0301",
}

// FuzzParsers holds every parser to the same promises: no panic, an error that is one of this package's and says
// something in valid text, and no personal number in it.
func FuzzParsers(f *testing.F) {
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, parser := range parsers {
			err := parser.read(text)
			if err == nil {
				continue
			}
			if errors.Is(err, errBoth) {
				t.Errorf("%s of %q: %v", parser.name, text, err)
			}
			if code(err) == err.Error() || err.Error() == "" || !utf8.ValidString(err.Error()) {
				t.Errorf("%s of %q: error %q", parser.name, text, err)
			}
		}
	})
}

// FuzzNumber holds that a number which reads in no known style reads the same in the style that its evidence proves.
func FuzzNumber(f *testing.F) {
	for _, seed := range []string{"1,234.5", "1.234,5", "31,460", "12,34,567", "1 234", "(5)"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		plain, _, err := value.ParseNumber(text, value.AnyStyle)
		if err != nil {
			return
		}
		for _, style := range []value.NumberStyle{value.DecimalPoint, value.DecimalComma} {
			if styled, _, err := value.ParseNumber(text, style); err != nil || !styled.Equal(plain) {
				t.Errorf("%q: %v in no style, %v %v in %v", text, plain, styled, err, style)
			}
		}
	})
}

// FuzzDate holds that what reads without evidence reads the same from its ISO form, and that the readings of an
// ambiguous date differ.
func FuzzDate(f *testing.F) {
	for _, seed := range []string{"18-DEC-2026", "04/02/2027", "2027年1月9日", "20261218", "Jan 14, 2027"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		date, _, err := value.ParseDate(text, value.DateEvidence{})
		if err == nil {
			again, _, err := value.ParseDate(date.String(), value.DateEvidence{})
			if err != nil || again.String() != date.String() {
				t.Errorf("%q is %v, which reads as %v %v", text, date, again, err)
			}
		}
		seen := map[string]bool{}
		for _, reading := range value.Readings[value.Date](err) {
			if seen[reading.String()] {
				t.Errorf("%q has the reading %v twice", text, reading)
			}
			seen[reading.String()] = true
		}
	})
}

// hugeTexts are as long as a cell can be, and shaped to make careless parsers look at each part many times over.
func hugeTexts() map[string]string {
	const size = 32 << 10
	texts := map[string]string{}
	for name, unit := range map[string]string{
		"digits": "7", "commas": "1,", "lines": "x\n", "near containers": "MRKU48217333", "containers": "MRKU4821733 ", "tariffs": "6302.60.0020 TOWELS\n", "brackets": "((((", "ideographs": "同收货人",
		"addresses": "12 Main Street, Tulsa, OK 74103\n", "labels": "Tel: Fax: Attn: SEAL ", "mixed": "a1-B2/c3, ",
	} {
		texts[name] = strings.Repeat(unit, size/len(unit))
	}
	return texts
}

// A cell of 32 KiB takes no parser long. A parser that looked at every part for every part would keep this test running
// for minutes; BenchmarkHugeTexts gives numbers.
func TestHugeTexts(t *testing.T) {
	t.Parallel()
	for name, text := range hugeTexts() {
		for _, parser := range parsers {
			if err := parser.read(text); err != nil && len(err.Error()) > 4000 {
				t.Errorf("%s of %s: an error of %d bytes", parser.name, name, len(err.Error()))
			}
		}
	}
}

func BenchmarkHugeTexts(b *testing.B) {
	for name, text := range hugeTexts() {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				for _, parser := range parsers {
					_ = parser.read(text)
				}
			}
		})
	}
}

// BenchmarkParsers is what one cell costs each parser, over texts of all kinds.
func BenchmarkParsers(b *testing.B) {
	for _, parser := range parsers {
		b.Run(strings.ReplaceAll(parser.name, " ", "-"), func(b *testing.B) {
			for b.Loop() {
				for _, text := range seeds {
					_ = parser.read(text)
				}
			}
		})
	}
}
