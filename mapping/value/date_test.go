package value_test

import (
	"strings"
	"testing"

	"docket/mapping/value"
)

func TestParseDate(t *testing.T) {
	t.Parallel()
	near := value.DateEvidence{Around: value.Date{Year: 2026, Month: 11, Day: 21}}
	anyOrder, day, month := value.DateEvidence{}, value.DateEvidence{Order: value.DayFirst}, value.DateEvidence{Order: value.MonthFirst}
	cases := []struct {
		text string
		e    value.DateEvidence
		want string // the date, or an error's code
	}{
		{"2026-12-18", anyOrder, "2026-12-18"}, {"2026/12/18", anyOrder, "2026-12-18"}, {"2026.12.18", anyOrder, "2026-12-18"}, {"2026. 12. 18.", anyOrder, "2026-12-18"}, {"2026-1-9", anyOrder, "2026-01-09"}, {"2026-05-04", anyOrder, "2026-05-04"}, {"2026-05-04", month, "2026-05-04"},
		{"18-Dec-2026", anyOrder, "2026-12-18"}, {"18-DEC-26", anyOrder, "2026-12-18"}, {"27-DEC-26", anyOrder, "2026-12-27"}, {"18 Dec 2026", anyOrder, "2026-12-18"}, {"18DEC2026", anyOrder, "2026-12-18"}, {"18DEC26", anyOrder, "2026-12-18"}, {"18/DEC/2026", anyOrder, "2026-12-18"}, {"18.Dez.2026", anyOrder, "2026-12-18"},
		{"Jan 14, 2027", anyOrder, "2027-01-14"}, {"January 14, 2027", anyOrder, "2027-01-14"}, {"Jan. 14 2027", anyOrder, "2027-01-14"}, {"JAN-14-2027", anyOrder, "2027-01-14"}, {"14th January 2027", anyOrder, "2027-01-14"}, {"14th of January, 2027", anyOrder, "2027-01-14"}, {"January 1st, 2027", anyOrder, "2027-01-01"}, {"2026-DEC-18", anyOrder, "2026-12-18"}, {"2026 Dec 18", anyOrder, "2026-12-18"},
		{"Fri, 18 Dec 2026", anyOrder, "2026-12-18"}, {"Friday 18 December 2026", anyOrder, "2026-12-18"}, {"2026年12月18日(周五)", anyOrder, "2026-12-18"}, {"Freitag, den 18. Dezember 2026", anyOrder, "2026-12-18"},
		{"18. März 2027", anyOrder, "2027-03-18"}, {"18 de diciembre de 2026", anyOrder, "2026-12-18"}, {"18 dic 2026", anyOrder, "2026-12-18"}, {"18 décembre 2026", anyOrder, "2026-12-18"}, {"1er février 2027", anyOrder, "2027-02-01"}, {"18 août 2027", anyOrder, "2027-08-18"}, {"18 de dezembro de 2026", anyOrder, "2026-12-18"}, {"18-out-2026", anyOrder, "2026-10-18"},
		{"18 Aralık 2026", anyOrder, "2026-12-18"}, {"9 Ağustos 2027", anyOrder, "2027-08-09"}, {"18 Şubat 2027", anyOrder, "2027-02-18"}, {"18 Desember 2026", anyOrder, "2026-12-18"}, {"18 Agustus 2026", anyOrder, "2026-08-18"}, {"18 dicembre 2026", anyOrder, "2026-12-18"},
		{"15 ม.ค. 2570 (15-Jan-2027)", anyOrder, "2027-01-15"}, {"令和9年1月15日 (2027-01-15)", anyOrder, "2027-01-15"}, {"01/02/2027 (1-Feb-2027)", anyOrder, "2027-02-01"}, {"1-Feb-2027 (01/02/2027)", anyOrder, "2027-02-01"}, {"15-Jan-2027 (16-Jan-2027)", anyOrder, "date_several"},
		{"ngày 18 tháng 12 năm 2026", anyOrder, "2026-12-18"}, {"ngày 4 tháng 2 năm 2027", anyOrder, "2027-02-04"}, {"18 tháng 12, 2026", anyOrder, "2026-12-18"},
		{"2027年1月9日", anyOrder, "2027-01-09"}, {"2027 年 1 月 9 日", anyOrder, "2027-01-09"}, {"２０２７年１月９日", anyOrder, "2027-01-09"}, {"27年1月9日", anyOrder, "2027-01-09"}, {"2027年1月9号", anyOrder, "2027-01-09"}, {"2026년 12월 18일", anyOrder, "2026-12-18"}, {"2026年12月18日 14:00", anyOrder, "2026-12-18"},
		{"18/12/2026", anyOrder, "2026-12-18"}, {"12/18/2026", anyOrder, "2026-12-18"}, {"18-12-2026", anyOrder, "2026-12-18"}, {"12/29/2026", anyOrder, "2026-12-29"}, {"2/4/2027", month, "2027-02-04"}, {"2/4/2027", day, "2027-04-02"},
		{"04/02/2027", anyOrder, "date_order"}, {"05/05/2027", anyOrder, "2027-05-05"}, {"04-02-2027", anyOrder, "date_order"}, {"4/2/27", day, "2027-02-04"},
		{"11.01.2027", anyOrder, "2027-01-11"}, {"11.01.2027", month, "2027-11-01"}, {"04.12.2026", anyOrder, "2026-12-04"}, {"18.12.26", anyOrder, "2026-12-18"},
		{"18-12-26", anyOrder, "2026-12-18"}, // 2018 is too long ago
		{"26-12-18", anyOrder, "2026-12-18"}, {"26.12.18", anyOrder, "2026-12-18"}, {"26/12/31", anyOrder, "date_order"}, {"26/12/31", value.DateEvidence{Near: 2026}, "2026-12-31"}, {"26/12/31", near, "2026-12-31"}, {"25/12/26", anyOrder, "date_order"}, {"25/12/26", near, "2026-12-25"}, {"28/01/27", near, "2027-01-28"}, {"27/01/26", near, "2027-01-26"}, {"26-12-24", near, "2026-12-24"}, {"18-12-24", near, "2024-12-18"},
		{"26-12-27", anyOrder, "date_order"}, // 26 December 2027, or 27 December 2026
		{"26-12-27", value.DateEvidence{Order: value.YearFirst}, "2026-12-27"}, {"26-12-27", day, "2027-12-26"},
		{"20261218", anyOrder, "2026-12-18"}, {"18122026", anyOrder, "2026-12-18"}, {"12182026", anyOrder, "2026-12-18"}, {"04022027", anyOrder, "date_order"}, {"261218", anyOrder, "2026-12-18"},
		{"2026-12-18T14:30:00Z", anyOrder, "2026-12-18"}, {"2026-12-18 14:30:00", anyOrder, "2026-12-18"}, {"2026-12-18T02:30:00+08:00", anyOrder, "2026-12-18"}, {"2026-12-18 00:00:00.000", anyOrder, "2026-12-18"}, {"12/18/2026 23:00 LT", anyOrder, "2026-12-18"}, {"18-DEC-2026 2300HRS", anyOrder, "2026-12-18"}, {"18-DEC-2026 11:00 PM", anyOrder, "2026-12-18"}, {"Dec 18, 2026 at 3pm", anyOrder, "2026-12-18"},
		{"ETD 18-DEC-2026", anyOrder, "2026-12-18"}, {"ETD: 2026-12-18", anyOrder, "2026-12-18"}, {"ON OR ABOUT 18 DEC 2026", anyOrder, "date_unreadable"}, {"ABT 18 DEC 2026", anyOrder, "2026-12-18"},
		{"ETD 12/18 23:00 LT", anyOrder, "date_without_year"}, {"12/18", anyOrder, "date_without_year"}, {"12/18", value.DateEvidence{Year: 2026}, "2026-12-18"}, {"18 DEC", anyOrder, "date_without_year"}, {"DEC 18", value.DateEvidence{Year: 2026}, "2026-12-18"}, {"04/02", value.DateEvidence{Year: 2027}, "date_order"}, {"12/18", near, "2026-12-18"}, {"01/26", near, "2027-01-26"}, {"ETD 18-DEC", near, "2026-12-18"}, {"9 JAN", near, "2027-01-09"}, {"1月9日", near, "2027-01-09"}, {"20 AUG", near, "2026-08-20"}, {"12月18日", anyOrder, "date_without_year"}, {"12月18日", value.DateEvidence{Year: 2026}, "2026-12-18"},
		{"Dec-26", anyOrder, "date_incomplete"}, {"Dec 2026", anyOrder, "date_incomplete"}, {"12/2026", anyOrder, "date_incomplete"}, {"2026-12", anyOrder, "date_incomplete"}, {"Week 51", anyOrder, "date_incomplete"}, {"KW 51/2026", anyOrder, "date_incomplete"}, {"mid December 2026", anyOrder, "date_incomplete"}, {"end of Dec 2026", anyOrder, "date_incomplete"}, {"12月中旬", anyOrder, "date_incomplete"},
		{"18-20 DEC 2026", anyOrder, "date_several"}, {"18-DEC-2026 / 20-DEC-2026", anyOrder, "date_several"}, {"12/18/2026 - 12/20/2026", anyOrder, "date_several"},
		{"31/02/2027", anyOrder, "date_impossible"}, {"2026-02-30", anyOrder, "date_impossible"}, {"2026-13-01", anyOrder, "date_impossible"}, {"30 Feb 2027", anyOrder, "date_impossible"}, {"45/45/2026", anyOrder, "date_impossible"}, {"29-FEB-2028", anyOrder, "2028-02-29"},
		{"46374", anyOrder, "date_is_number"}, {"46374", value.DateEvidence{Serial: true}, "2026-12-18"}, {"46374.5", value.DateEvidence{Serial: true}, "2026-12-18"},
		{"3 grudnia 2026", anyOrder, "2026-12-03"}, {"3. prosince 2026", anyOrder, "2026-12-03"}, {"3 декабря 2026 г.", anyOrder, "2026-12-03"}, {"3 joulukuu 2026", anyOrder, "2026-12-03"}, {"3 ธันวาคม 2026", anyOrder, "2026-12-03"}, {"3 ธ.ค. 2569", anyOrder, "2026-12-03"}, {"3/12/2569", day, "2026-12-03"}, {"03/12/2569", anyOrder, "date_order"},
		{"令和8年12月3日", anyOrder, "2026-12-03"}, {"民國115年12月3日", anyOrder, "2026-12-03"}, {"2026年12月3日(木)", anyOrder, "2026-12-03"}, {"2026년 12월 3일 (목)", anyOrder, "2026-12-03"}, {"3.XII.2026", anyOrder, "2026-12-03"}, {"3/XII/26", anyOrder, "2026-12-03"}, {"3 V 2027", anyOrder, "2027-05-03"}, {"03 DEC 2026 PM", anyOrder, "2026-12-03"},
		{"2026-W49", anyOrder, "date_incomplete"}, {"2026W49", anyOrder, "date_incomplete"}, {"2026-W49-4", anyOrder, "date_incomplete"}, {"115/12/03", anyOrder, "2026-12-03"}, {"R8.12.3", anyOrder, "2026-12-03"},
		{"12-14 Jan 2027", anyOrder, "date_several"}, {"Jan 12-14, 2027", anyOrder, "date_several"}, {"12-14 Jan", anyOrder, "date_several"}, {"12 Jan 2027 and 14 Jan 2027", anyOrder, "date_several"}, {"12 Jan 2027 (TBC)", anyOrder, "2027-01-12"}, {"12 sty 2027", anyOrder, "2027-01-12"}, {"12 Jan 2027 0600 LT", anyOrder, "2027-01-12"}, {"2027-01-18\nAll shipments LCL/LCL", anyOrder, "2027-01-18"}, {"2027-01-18\nVoyage 112E", anyOrder, "date_unreadable"},
		{"", anyOrder, "date_unreadable"}, {"TBA", anyOrder, "date_unreadable"}, {"640", anyOrder, "date_unreadable"}, {"640 CTNS", anyOrder, "date_unreadable"}, {"MAEU254817306", anyOrder, "date_unreadable"}, {"6302.60.0020", anyOrder, "date_unreadable"}, {"940521", anyOrder, "date_unreadable"}, {"Denizli, 04.01.2027", anyOrder, "date_unreadable"}, {"May Trading Co", anyOrder, "date_unreadable"}, {"1.2.3.4", anyOrder, "date_several"}, {"7,812.4", anyOrder, "date_unreadable"}, {"98402", anyOrder, "date_unreadable"},
	}
	for _, c := range cases {
		got, _, err := value.ParseDate(c.text, c.e)
		text := got.String()
		if err != nil {
			text = code(err)
		}
		if text != c.want {
			t.Errorf("ParseDate(%q, %+v): %s (%v), want %s", c.text, c.e, text, err, c.want)
		}
	}
	if _, remarks, _ := value.ParseDate("令和8年12月3日", anyOrder); codes(remarks) != "date_other_era" {
		t.Errorf("a year of another era has remarks %q", codes(remarks))
	}
	_, _, err := value.ParseDate("04/02/2027", value.DateEvidence{})
	if got := strings.Join(words(err), ", "); got != "4 February 2027, 2 April 2027" {
		t.Errorf("readings of 04/02/2027: %s", got)
	}
	if want := "“04/02/2027” can be 4 February 2027 or 2 April 2027."; err.Error() != want {
		t.Errorf("the error says %q, want %q", err, want)
	}
	if got := value.Readings[value.Date](err); len(got) != 2 || got[0].RFC3339() != "2027-02-04T00:00:00Z" {
		t.Errorf("readings as dates: %v", got)
	}
}

func TestDateClock(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"2026-12-18T14:30:00Z": "14:30 Z", "12/18/2026 23:00 LT": "23:00 LT", "18-DEC-2026 2300HRS": "23:00 ", "18-DEC-2026 11:05 PM": "23:05 ", "2026年12月18日 14:00": "14:00 ", "2026年12月18日下午2点30分": "14:30 ",
		"2026-12-18 02:30 UTC+8": "02:30 UTC+8", "18 décembre 2026 14h30": "14:30 ", "18.12.2026 14:30 Uhr": "14:30 UHR", "2026-12-18": " ", "2026-12-18 06:00 (GMT+08:00)": "06:00 GMT+08:00", "2026年12月18日14:00": "14:00 ",
	} {
		got, _, err := value.ParseDate(text, value.DateEvidence{})
		if err != nil || got.Clock+" "+got.Zone != want || got.String() != "2026-12-18" {
			t.Errorf("ParseDate(%q): %v, clock %q, zone %q, %v, want %q", text, got, got.Clock, got.Zone, err, want)
		}
	}
}

func TestDateOrderEvidence(t *testing.T) {
	t.Parallel()
	cases := []struct {
		about string
		texts []string
		want  value.DateOrder
	}{
		{"nothing", nil, value.AnyOrder},
		{"dates that read both ways", []string{"04/02/2027", "05/03/2027"}, value.AnyOrder},
		{"a day over 12 in front", []string{"04/02/2027", "18/12/2026"}, value.DayFirst},
		{"a day over 12 behind", []string{"ETD 12/18/2026", "01/02/2027"}, value.MonthFirst},
		{"years of two digits", []string{"26/12/18"}, value.YearFirst},
		{"both orders", []string{"18/12/2026", "12/18/2026"}, value.AnyOrder},
		{"ISO dates and words prove nothing", []string{"2026-12-18", "18-DEC-2026", "5/5/2027"}, value.AnyOrder},
		{"other texts prove nothing", []string{"640 CTNS", "6302.60.0020", "25/12/2026 PARTY"}, value.AnyOrder},
	}
	for _, c := range cases {
		var evidence value.DateOrderEvidence
		for _, text := range c.texts {
			evidence.Add(text)
		}
		if got := evidence.Order(); got != c.want {
			t.Errorf("%s: %v, want %v", c.about, got, c.want)
		}
	}
}

func TestVoyageOrder(t *testing.T) {
	t.Parallel()
	cases := []struct {
		departure, arrival string
		want               value.DateOrder
	}{
		{"04/02/2027", "05/03/2027", value.AnyOrder},   // 29 days, or 31
		{"01/02/2027", "02/03/2027", value.AnyOrder},   // 29 days, or 32
		{"10/12/2026", "06/01/2027", value.DayFirst},   // 27 days; else from October to June
		{"12/10/2026", "01/06/2027", value.MonthFirst}, // 27 days; else from October to June
		{"04/02/2027", "2027-02-20", value.DayFirst},   // only one of them reads both ways
		{"10/12/2026", "06/11/2026", value.AnyOrder},   // an arrival before its departure, in anyOrder order
		{"18-DEC-2026", "TBA", value.AnyOrder},
	}
	for _, c := range cases {
		if got := value.VoyageOrder(c.departure, c.arrival, value.DateEvidence{}, value.OceanVoyage); got != c.want {
			t.Errorf("VoyageOrder(%q, %q): %v, want %v", c.departure, c.arrival, got, c.want)
		}
	}
}
