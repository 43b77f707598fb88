package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"docket/mapping/filing/contract"
	"docket/testdata/samples"
)

// checkWants holds each wanted request to the API's contract, and each of its values to the cells of its file.
func checkWants() error {
	steps, err := samples.Steps()
	if err != nil {
		return err
	}
	var wrong []error
	for _, step := range steps {
		content, err := step.Content()
		if err != nil {
			return err
		}
		for _, f := range step.Filings {
			want, err := step.Want(f)
			if err != nil {
				continue // checkSteps has said so
			}
			cells, err := read(step.File, content)
			if err != nil {
				return err
			}
			if err := checkWant(f, want, cells); err != nil {
				wrong = append(wrong, fmt.Errorf("%s: %w", step.WantName(f), err))
			}
		}
	}
	return errors.Join(wrong...)
}

func checkWant(f samples.Filing, want []byte, cells []cell) error {
	var request map[string]any
	if err := json.Unmarshal(want, &request); err != nil {
		return err
	}
	wrong := []error{checkBills(request), checkContract(f.Kind, request)}
	for path, leaf := range leaves("", request) {
		if !stands(leaf, cells) {
			wrong = append(wrong, fmt.Errorf("%s: the file does not say %v", path, leaf))
		}
	}
	return errors.Join(wrong...)
}

// checkContract completes a request with what no file states, and checks it.
func checkContract(kind string, request map[string]any) error {
	whole := maps.Clone(request)
	name := "IsfWorksheetUpsertRequest"
	if kind == "isf" {
		whole["reference_identifiers"] = map[string]any{}
	} else {
		name = "CustomsOrderRequest"
		whole["name"] = "Sample"
		whole["request_metadata"] = map[string]any{"source_document": map[string]any{"type": "OTHER", "external_ref": "sample"}}
		freight := maps.Clone(whole["freight_details"].(map[string]any))
		if freight["mode_of_transport"] == nil {
			freight["mode_of_transport"] = "OCEAN_FCL"
		}
		whole["freight_details"] = freight
	}
	schema, err := contract.Component(name)
	if err != nil {
		return err
	}
	text, err := json.Marshal(whole)
	if err != nil {
		return err
	}
	return schema.CheckJSON(text)
}

// checkBills: carriers' bills begin with a carrier's SCAC, house bills with a made-up one.
func checkBills(request map[string]any) error {
	for path, leaf := range leaves("", request) {
		text, _ := leaf.(string)
		issuers := map[bool][]string{true: carriers, false: forwarders}[strings.Contains(path, "/master_bill")]
		if strings.Contains(path, "_bill_of_lading_number") && !slices.Contains(issuers, text[:4]) {
			return fmt.Errorf("%s: %s begins with none of %v", path, text, issuers)
		}
	}
	return nil
}

// leaves are the values of a request by their paths.
func leaves(path string, value any) map[string]any {
	found := map[string]any{}
	switch v := value.(type) {
	case map[string]any:
		for key, member := range v {
			maps.Copy(found, leaves(path+"/"+key, member))
		}
	case []any:
		for i, element := range v {
			maps.Copy(found, leaves(path+"/"+strconv.Itoa(i), element))
		}
	default:
		found[path] = v
	}
	return found
}

// stands says whether one of the cells says a value: as it is, in one of the ways that codes are printed, as a date,
// or as a number of either notation.
func stands(leaf any, cells []cell) bool {
	if number, ok := leaf.(float64); ok {
		return slices.ContainsFunc(cells, func(c cell) bool { return slices.Contains(numbersIn(c.raw), number) })
	}
	text := leaf.(string)
	ways := append([]string{text}, printedAs[text]...)
	if moment, err := time.Parse(time.RFC3339, text); err == nil {
		if !moment.Equal(moment.Truncate(24 * time.Hour)) {
			return false // the samples state days, no hours
		}
		ways = nil
		for _, layout := range []string{"2006-01-02", "02-Jan-2006", "02 Jan 2006", "02/01/2006", "02.01.2006", "2006年1月2日"} {
			ways = append(ways, moment.Format(layout))
		}
	}
	if amount, err := strconv.ParseFloat(text, 64); err == nil && strings.Contains(text, ".") {
		return stands(amount, cells)
	}
	return slices.ContainsFunc(cells, func(c cell) bool {
		return slices.ContainsFunc(ways, func(way string) bool { return holds(c.shown, way) })
	})
}

// holds says whether a text holds a value, its punctuation aside. Short values have to be whole words: the "CIF" of
// "specific" is no incoterm. A SCAC may be the beginning of a bill.
func holds(text, value string) bool {
	words, wanted := " "+words(text)+" ", " "+words(value)
	if letters := len([]rune(value)); letters < 4 {
		wanted += " "
	} else if letters > 6 && strings.Contains(strings.ReplaceAll(words, " ", ""), strings.ReplaceAll(wanted, " ", "")) {
		return true
	}
	return strings.Contains(words, wanted)
}

// words are a text's words in small letters, one blank between them.
func words(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
}

var number = regexp.MustCompile(`\d[\d.,]*`)

// numbersIn are the numbers in a text, read with decimal points and with decimal commas.
func numbersIn(text string) (numbers []float64) {
	for _, found := range number.FindAllString(text, -1) {
		found = strings.TrimRight(found, ".,")
		for _, notation := range []*strings.Replacer{strings.NewReplacer(",", ""), strings.NewReplacer(".", "", ",", ".")} {
			if n, err := strconv.ParseFloat(notation.Replace(found), 64); err == nil {
				numbers = append(numbers, n)
			}
		}
	}
	return numbers
}
