package sheet

import (
	"math"
	"strings"
	"unicode"
)

// delimiters are what may part the cells of a row, the likelier first.
const delimiters = ",;\t|"

// findDelimiter tells what parts the cells of a text, and gives the text without the line "sep=;" that says so.
func findDelimiter(text string) (delimiter byte, table string) {
	line, rest, _ := strings.Cut(text, "\n")
	line = strings.Trim(strings.TrimSuffix(line, "\r"), `"`)
	if len(line) == len("sep=;") && strings.EqualFold(line[:4], "sep=") {
		return line[4], rest
	}
	best := 0.0
	delimiter = delimiters[0]
	for i := range len(delimiters) {
		if score := delimiterScore(text[:min(len(text), sampleBytes)], delimiters[i]); score > best {
			best, delimiter = score, delimiters[i]
		}
	}
	return delimiter, text
}

// sampleRows is how many rows are looked at to tell the delimiter.
const sampleRows = 500

// delimiterScore is how well a text falls into cells at a delimiter: rows of a few lengths again and again, and cells
// that look like cells, with none of the other delimiters in them. (After van den Burg, Nazabal and Sutton,
// "Wrangling messy CSV files by detecting row and type patterns", 2019.)
func delimiterScore(sample string, delimiter byte) float64 {
	scan := csvScan{text: sample, delimiter: delimiter}
	rows, lengths := 0, map[int]int{}
	cells, plain := 0, 0.0
	var fields []string
	for more := true; more && rows < sampleRows; {
		if fields, more = scan.next(fields[:0]); len(fields) == 0 {
			continue
		}
		if scan.at == len(sample) && len(sample) == sampleBytes && rows > 0 {
			break // cut in two
		}
		rows++
		lengths[len(fields)]++
		for _, field := range fields {
			cells++
			plain += plainness(field)
		}
	}
	pattern := 0.0
	for length, count := range lengths {
		pattern += float64(count) * float64(length-1) / float64(length)
	}
	if cells == 0 {
		return 0
	}
	return pattern / math.Sqrt(float64(len(lengths))) * plain / float64(cells)
}

// prose takes the commas and semicolons out of sentences and addresses: those that a blank follows.
var prose = strings.NewReplacer(", ", " ", "; ", " ", "| ", " ", ",\n", " ", ";\n", " ")

// plainness says how much a text looks like the whole of a cell: a number, whatever its commas and points mean, or
// words without the other delimiters. One that begins with a blank may be half of a sentence.
func plainness(text string) float64 {
	plain := 1.0
	if strings.HasPrefix(text, " ") {
		plain = 0.5
	}
	number := strings.TrimFunc(text, func(char rune) bool { return !unicode.IsDigit(char) && char != ',' && char != '.' })
	if strings.Trim(number, "0123456789,.") == "" {
		text = strings.Replace(text, number, "", 1)
	}
	if strings.ContainsAny(prose.Replace(text), delimiters) {
		return 0
	}
	return plain
}
