package main

import "strings"

// containerDigit is the check digit of a container's owner code, category and serial number ("CSNU740618"), by ISO 6346.
// Serial numbers whose digit would come to 10 are not given out; for them ok is false.
func containerDigit(prefix string) (digit int, ok bool) {
	// The values of letters leave out the multiples of 11.
	const values = "0123456789A?BCDEFGHIJK?LMNOPQRSTU?VWXYZ"
	sum := 0
	for i, c := range prefix {
		value := strings.IndexRune(values, c)
		sum += value << i
	}
	digit = sum % 11
	return digit % 10, digit != 10
}

// imoDigit is the check digit of the first six digits of an IMO number.
func imoDigit(six string) int {
	sum := 0
	for i, c := range six {
		sum += int(c-'0') * (7 - i)
	}
	return sum % 10
}

// waybillDigit is the check digit of the seven digits of an air waybill's serial number.
func waybillDigit(seven string) int {
	serial := 0
	for _, c := range seven {
		serial = 10*serial + int(c-'0')
	}
	return serial % 7
}

// unissued are EIN prefixes that the IRS does not issue; no company has a number that begins with one.
var unissued = []string{"00", "07", "08", "09", "17", "18", "19", "28", "29", "49", "69", "70", "78", "79", "89", "96", "97"}

// carriers are SCACs of ocean carriers, by which bills of theirs begin.
var carriers = []string{"CMDU", "COSU", "EGLV", "HDMU", "HLCU", "MAEU", "ONEY", "OOLU", "WHLC", "ZIMU"}

// forwarders are made-up codes by which house bills begin.
var forwarders = []string{"QALP", "QCLN", "QJLF", "QKFT", "QMSB", "QPKC", "QWRN"}

// tariff are the ten-digit numbers of the Harmonized Tariff Schedule that samples name, with what they stand for.
var tariff = map[string]string{
	"3406.00.0000": "candles, tapers and the like",
	"3924.90.5650": "household articles of plastics, other",
	"4016.91.0000": "floor coverings and mats of vulcanized rubber",
	"4202.92.3120": "backpacks of man-made fibers",
	"6403.99.6075": "leather footwear not covering the ankle, for men",
	"6403.99.9065": "leather footwear not covering the ankle, for women",
	"8513.10.2000": "flashlights",
	"8513.10.4000": "portable electric lamps other than flashlights",
	"8513.90.2000": "parts of flashlights",
	"8708.30.5030": "brake rotors (discs)",
	"9506.91.0030": "equipment for general physical exercise, other",
	"9617.00.1000": "vacuum flasks of up to 1 liter",
	"9617.00.3000": "vacuum flasks of 1 to 2 liters",
}
