package sheet

import (
	"cmp"
	"errors"
	"fmt"
	"testing"
	"time"

	"docket/testdata/golden"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

// 45000 is Wednesday, 15 March 2023.
var shownDates = []shownCase{
	{45000, "yyyy-mm-dd", "2023-03-15"},
	{45000, "YYYY-MM-DD", "2023-03-15"},
	{45000, "m/d/yyyy", "3/15/2023"},
	{45000, "mm-dd-yy", "03-15-23"},
	{45000, "dd.mm.yyyy", "15.03.2023"},
	{45000, "d-mmm-yy", "15-Mar-23"},
	{45000, `dd\-mmm\-yyyy`, "15-Mar-2023"},
	{45000, "dd/mmm/yyyy;@", "15/Mar/2023"},
	{45000, "mmmm d, yyyy", "March 15, 2023"},
	{45000, "mmm-yy", "Mar-23"},
	{45000, "mmmmm", "M"},
	{45000, "mmmmmm", "March"},
	{45000, "ddd", "Wed"},
	{45000, "dddd, mmmm dd, yyyy", "Wednesday, March 15, 2023"},
	{45000, `[$-F800]dddd\,\ mmmm\ dd\,\ yyyy`, "Wednesday, March 15, 2023"},
	{45000, "[$-x-sysdate]dddd, mmmm dd, yyyy", "Wednesday, March 15, 2023"},
	{45000, "y", "23"},
	{45000, "yyy", "2023"},
	{45000, "yyyymmdd", "20230315"},
	{45000, "yyyy", "2023"},
	{45000, "e", "2023"},
	{45000, "e-mm-dd", "2023-03-15"},
	{45000, "b", "66"},
	{45000, "bbbb", "2566"},
	{45000, "[Red]d/m", "15/3"},
	{45000, "[$-409]d-mmm-yyyy;@", "15-Mar-2023"},
	{45000, "[$-en-US]d-mmm-yyyy;@", "15-Mar-2023"},
	{45000, `"ETD "d mmm`, "ETD 15 Mar"},
	{45000, "General", "45000"},
	{45000, "0", "45000"},

	// The calendar: day 60 never was, day 0 is no day.
	{0, "yyyy-mm-dd", "1900-01-00"},
	{1, "yyyy-mm-dd", "1900-01-01"},
	{59, "yyyy-mm-dd", "1900-02-28"},
	{60, "yyyy-mm-dd", "1900-02-29"},
	{61, "yyyy-mm-dd", "1900-03-01"},
	{1, "dddd", "Sunday"},
	{60, "dddd", "Wednesday"},
	{61, "dddd", "Thursday"},
	{2958465, "yyyy-mm-dd", "9999-12-31"},
	{2958466, "yyyy-mm-dd", "2958466"},
	{-1, "yyyy-mm-dd", "-1"},
	{-0.25, "h:mm", "-0.25"},
	{36526, "yyyy-mm-dd", "2000-01-01"},
	{25569, "yyyy-mm-dd", "1970-01-01"},

	// Times.
	{0.5, "h:mm", "12:00"},
	{0.25, "hh:mm:ss", "06:00:00"},
	{0.7, "h:mm AM/PM", "4:48 PM"},
	{0.7, "hh:mm am/pm", "04:48 PM"},
	{0.7, "h A/P", "4 P"},
	{0.2, "h a/p", "4 a"},
	{0, "h:mm AM/PM", "12:00 AM"},
	{0.5, "hh:mm:ss AM/PM", "12:00:00 PM"},
	{45000.75, "m/d/yyyy h:mm", "3/15/2023 18:00"},
	{45000.75, "yyyy-mm-dd hh:mm:ss", "2023-03-15 18:00:00"},
	{45000.75, `yyyy-mm-dd"T"hh:mm:ss`, "2023-03-15T18:00:00"},
	{45000.75, "yyyy-mm-ddThh:mm:ssZ", "2023-03-15T18:00:00Z"},
	{0.70707, "hh:mm:ss.000", "16:58:10.848"},
	{0.70707, "hh:mm:ss.0", "16:58:10.8"},
	{0.70707, "hh:mm:ss", "16:58:11"},
	{0.70707, "hh:mm", "16:58"},
	{0.70707, "hh.000", "16.848"},
	{0.70707, "hh .00", "16 .85"},
	{0.70707, "mm:ss.0", "58:10.8"},
	{0.70707, "ss.00000", "10.84800"},
	{0.999999, "hh:mm:ss", "00:00:00"},
	{45000.999999, "yyyy-mm-dd hh:mm:ss", "2023-03-16 00:00:00"},
	{45000.999999, "yyyy-mm-dd", "2023-03-15"},
	{0.9999, "hh:mm", "23:59"},

	// m is the minute after hours and before seconds, else the month.
	{45000.75, "mm", "03"},
	{45000.7569, "hh:mm mm", "18:09 03"},
	{45000.7569, "mm:ss", "09:56"},
	{45000.7569, "m/d h:m", "3/15 18:9"},
	{45000.7569, `h"h "m"m"`, "18h 9m"},
	{45000.7569, "d.m.yy h:mm", "15.3.23 18:09"},
	{45000.7569, "mmm ss", "Mar 56"},

	// Durations.
	{1.5, "[h]:mm:ss", "36:00:00"},
	{1.5, "[hh]:mm", "36:00"},
	{0.0625, "[h]:mm", "1:30"},
	{0.0625, "[mm]:ss", "90:00"},
	{0.0625, "[m]", "90"},
	{0.0625, "[ss]", "5400"},
	{0.001, "[s].00", "86.40"},
	{-0.0625, "[h]:mm", "-1:30"},
	{2.9999999999999996, "[h]:mm:ss;@", "72:00:00"},
	{100000, "[h]", "2400000"},
	{3.25, `d "days" h "hours"`, "3 days 6 hours"},

	// East Asia.
	{45000, `yyyy"年"m"月"d"日"`, "2023年3月15日"},
	{45000, "yyyy年mm月dd日", "2023年03月15日"},
	{45000, `[$-804]yyyy"年"m"月"d"日";@`, "2023年3月15日"},
	{45000, `[$-804]mmmm`, "三月"},
	{45000, `[$-zh-CN]dddd`, "星期三"},
	{45000, `[$-804]aaaa`, "星期三"},
	{45000.75, `上午/下午h"时"mm"分"`, "下午6时00分"},
	{45000.25, `[$-804]AM/PM h:mm`, "上午 6:00"},
	{45000, `[$-411]ggge"年"m"月"d"日"`, "令和5年3月15日"},
	{45000, "[$-411]ge.m.d", "R5.3.15"},
	{40000, "[$-411]ge.m.d", "H21.7.6"},
	{20000, `[$-ja-JP]gge"年"`, "昭29年"},
	{45000, "aaa", "Wed"},
	{45000, "[$-ja-JP]aaa", "水"},
	{45000, "[$-411]aaaa", "水曜日"},
	{45000, "[$-404]e/m/d", "112/3/15"},
	{45000, "[$-zh-TW]ggge/m/d", "中華民國112/3/15"},
	{45000, `yyyy"년" m"월" d"일"`, "2023년 3월 15일"},
	{45000, "[$-412]dddd", "수요일"},

	// Other languages.
	{45000, "[$-407]d. mmmm yyyy", "15. März 2023"},
	{45000, "[$-407]ddd, dd.mmm.yyyy", "Mi, 15.Mrz.2023"},
	{45000, "[$-de-DE]mmmm", "März"},
	{45000, "[$-C07]mmmm", "März"},
	{45000, `[$-40A]d "de" mmmm "de" yyyy`, "15 de marzo de 2023"},
	{45000, "[$-C0A]dddd", "miércoles"},
	{45000, "[$-80A]dd-mmm-yyyy", "15-mar-2023"},
	{45000, "[$-40C]d mmmm yyyy", "15 mars 2023"},
	{45000, "[$-410]mmmm", "marzo"},
	{45000, "[$-416]mmmm", "março"},
	{45000, "[$-413]mmm", "mrt"},
	{45000, "[$-1010407]mmmm", "März"},
	{45000, "[$-41F]mmmm", "March"}, // a language without a list here
}

func TestShownDates(t *testing.T) {
	t.Parallel()
	testShown(t, shownDates)
}

// excelize is the other implementation in Go. Where it shows something else than Excel is in a file, in plain sight.
func TestShownElsewhere(t *testing.T) {
	t.Parallel()
	cases := append(append([]shownCase{}, shownNumbers...), shownDates...)
	file := excelize.NewFile()
	defer file.Close()
	for i, c := range cases {
		code := cmp.Or(c.code, "General")
		style, err := file.NewStyle(&excelize.Style{CustomNumFmt: &code})
		if err != nil {
			t.Fatal(err)
		}
		cell := At(1, i+1).String()
		err = errors.Join(file.SetCellFloat("Sheet1", cell, c.value, -1, 64), file.SetCellStyle("Sheet1", cell, cell, style))
		if err != nil {
			t.Fatal(err)
		}
	}
	got := "format | value | Excel, and docket | excelize\n"
	for i, c := range cases {
		theirs, err := file.GetCellValue("Sheet1", At(1, i+1).String())
		if err != nil {
			t.Fatal(err)
		}
		if theirs != c.want {
			got += fmt.Sprintf("%s | %v | %q | %q\n", c.code, c.value, c.want, theirs)
		}
	}
	golden.Compare(t, "testdata/format/excelize-differs.txt", got)
}

func TestFormatIsDate(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]bool{
		"": false, "General": false, "0": false, "0.00E+00": false, "# ?/?": false, "@": false, ";;;": false,
		`"day"`: false, `"yyyy"0`: false, `\d0`: false, "[Red]0": false, "[$-409]#,##0": false, "0 KGS": false,
		`#,##0.00" h"`: false, "[$USD]0": false, `_-* #,##0.00\ [$€-407]_-`: false, "[Magenta]0.00": false,
		"d": true, "yyyy": true, "m/d/yy": true, "h:mm": true, "[h]:mm": true, "[ss]": true, "AM/PM": true,
		"mm:ss.0": true, `yyyy"年"`: true, "[$-F800]dddd": true, "DD/MM/YYYY;@": true, "e": true, "aaa": true,
		"ss.000": true, `[=0]"";yyyy-mm-dd`: true, "hh.000": true,
	} {
		if got := compileFormat(code).isDate(); got != want {
			t.Errorf("%s is a date: %v, want %v", code, got, want)
		}
	}
}

// Those whose numbers stand for dates in every edition of the application.
func TestBuiltinFormatsThatAreDates(t *testing.T) {
	t.Parallel()
	for id := range 100 {
		want := id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58
		if got := compileFormat(builtinFormat(id)).isDate(); got != want {
			t.Errorf("built-in format %d, %s, is a date: %v, want %v", id, builtinFormat(id), got, want)
		}
	}
}

func TestBuiltinFormats(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		id    int
		value float64
		want  string
	}{
		{0, 1.5, "1.5"}, {1, 1.5, "2"}, {2, 1.5, "1.50"}, {3, 1234.5, "1,235"}, {4, 1234.5, "1,234.50"},
		{5, -1234.5, "($1,235)"}, {9, 0.5, "50%"}, {10, 0.5, "50.00%"}, {11, 1234.5, "1.23E+03"}, {12, 1.5, "1 1/2"},
		{14, 45000, "3/15/2023"}, {15, 45000, "15-Mar-23"}, {16, 45000, "15-Mar"}, {17, 45000, "Mar-23"},
		{18, 0.75, "6:00 PM"}, {20, 0.75, "18:00"}, {22, 45000.75, "3/15/2023 18:00"}, {31, 45000, "2023年3月15日"},
		{37, -5, "(5)"}, {44, 5, " $5.00 "}, {45, 0.75, "00:00"}, {46, 1.75, "42:00:00"}, {47, 0.70707, "58:10.8"},
		{48, 12345, "12.3E+3"}, {49, 5, "5"}, {57, 45000, "2023年3月"},
		{55, 0.75, "下午6时00分"}, {55, 45000, "2023年3月15日"}, {56, 0.75, "下午6时00分00秒"}, {23, 5, "5"}, {200, 5, "5"},
	} {
		if got := compileFormat(builtinFormat(c.id)).text(c.value); got != c.want {
			t.Errorf("%v as built-in format %d is shown as %q, want %q", c.value, c.id, got, c.want)
		}
	}
}

// What is shown of a date is the moment that Cell.Time gives.
func TestShownDateIsTheCellsTime(t *testing.T) {
	t.Parallel()
	format := compileFormat("yyyy-mm-dd hh:mm:ss")
	rapid.Check(t, func(t *rapid.T) {
		day := rapid.IntRange(61, 2958464).Draw(t, "day")
		second := rapid.IntRange(0, secondsPerDay-1).Draw(t, "second")
		serial := float64(day) + float64(second)/secondsPerDay
		want := Cell{Kind: Date, Number: serial}.Time().Format(time.DateTime)
		if got := format.text(serial); got != want {
			t.Fatalf("%v is shown as %s, want %s", serial, got, want)
		}
		if want := fmt.Sprintf("%d", day*24+second/3600); compileFormat("[h]").text(serial) != want {
			t.Fatalf("%v has not %s hours", serial, want)
		}
	})
}
