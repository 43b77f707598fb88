package value

import (
	"regexp"
	"strings"
)

// streetWords are words of streets, buildings and districts: a part of an address that has one is no city.
var streetWords = wordSet("street")

// hyphenEndings mark Korean and Japanese streets and districts: "Yeonsu-gu", "Cheomdan-daero", "Minami-ku".
var hyphenEndings = regexp.MustCompile(`(?i)[a-z]-(?:daero|ro|gil|dong|ri|myeon|eup|gu|gun|ga|ku|cho|chome|machi|dori|shi\s+ku)\b`)

// streetEndings are street words that grow onto a name: Werkstraße, Hauptstrasse, Kerkstraat, Rathausplatz.
var streetEndings = regexp.MustCompile(`(?:STRASSE|STR|STRAAT|GASSE|ALLEE|PLATZ|LAAN|WEG|DAMM|GATAN|VAGEN|VEJ|GADE|KATU|TIE|UFER|CHAUSSEE|STEINWEG|SOKAK|CADDESI)$`)

// abbreviatedDistrict is a district of Thailand or Indonesia: "A. Muang", "T.Tasit", "Kec. Tahunan".
var abbreviatedDistrict = regexp.MustCompile(`^(?:[AT]|Tb|TB|Kec|KEC|Kel|KEL)\.\s?\p{L}{3,}`)

// streetLike says whether a part of an address is of a street, a building or a district, not a city.
func streetLike(text string) bool {
	if hasDigit(text) || hyphenEndings.MatchString(text) || abbreviatedDistrict.MatchString(text) {
		return true
	}
	for _, word := range strings.Fields(fold(text)) {
		if streetWords[word] || len(word) > 7 && streetEndings.MatchString(word) {
			return true
		}
	}
	return false
}

// cityLike says whether a part of an address can be a city's name.
func cityLike(text string) bool {
	words := strings.Fields(text)
	return len(words) > 0 && len(words) <= 5 && len(text) <= 50 && !streetLike(text) && anyLetter.MatchString(text)
}
