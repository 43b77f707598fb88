package main

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// A fault is a text in a cell that breaks a rule that real documents keep to, or one of ours for invented data.
type fault struct {
	cell, text, why string
}

// verify finds all faults of a sample. Those that it has on purpose must be there, each once; others must not.
func verify(cells []cell, wrong []string) error {
	var errs []error
	times := map[string]int{}
	for _, f := range faults(cells) {
		times[f.text]++
		if !slices.Contains(wrong, f.text) {
			errs = append(errs, fmt.Errorf("%s: %q %s", f.cell, f.text, f.why))
		}
	}
	for _, text := range wrong {
		if times[text] != 1 {
			errs = append(errs, fmt.Errorf("the mistake %q is found %d times, want it once", text, times[text]))
		}
	}
	return errors.Join(errs...)
}

var containerNumber = regexp.MustCompile(`\b[A-Z]{3}[UJZ]\d{7}\b`)

// rules tell what is wrong about a text that their pattern finds, "" for nothing.
var rules = []struct {
	pattern *regexp.Regexp
	wrong   func(text string) string
}{
	{containerNumber, wrongContainer},
	{regexp.MustCompile(`^[A-Z]{4}[0-9A-Z]{6,12}$`), wrongBill},
	{regexp.MustCompile(`\b\d{2}-\d{5,11}\b`), wrongEIN},
	{regexp.MustCompile(`\b\d{3}-\d{8}\b`), wrongWaybill},
	{regexp.MustCompile(`^\d{7}$`), wrongIMO},
	{regexp.MustCompile(`\b\d{4}\.\d{2}\.\d{4}\b`), wrongTariff},
	{regexp.MustCompile(`\+\d{2}[\d ]{8,}\d|\(\d{3}\) \d{3}-\d{4}`), wrongTelephone},
	{regexp.MustCompile(`[\w.-]+@[\w-]+(?:\.[\w-]+)+`), wrongDomain},
	{regexp.MustCompile(`\b20\d{2}-\d{2}-\d{2}\b`), wrongDate},
	{regexp.MustCompile(`\b(?:TBA|TBD|N/A)\b`), func(string) string { return "is not filled in" }},
}

func faults(cells []cell) []fault {
	var found []fault
	for _, c := range cells {
		for _, rule := range rules {
			for _, text := range rule.pattern.FindAllString(c.shown, -1) {
				if why := rule.wrong(text); why != "" {
					found = append(found, fault{c.at, text, why})
				}
			}
		}
	}
	return found
}

func wrongContainer(text string) string {
	digit, ok := containerDigit(text[:10])
	switch {
	case !ok:
		return "has a serial number that is not given out: its check digit would be 10"
	case int(text[10]-'0') != digit:
		return fmt.Sprintf("should have the check digit %d", digit)
	default:
		return ""
	}
}

// wrongBill looks at what fills a cell and could be a bill: four letters, then letters and digits.
func wrongBill(text string) string {
	isContainer := containerNumber.MatchString(text)
	if isContainer || !strings.ContainsAny(text, "0123456789") || slices.Contains(carriers, text[:4]) || slices.Contains(forwarders, text[:4]) {
		return ""
	}
	return "looks like a bill of an unknown issuer"
}

func wrongEIN(text string) string {
	prefix, digits, _ := strings.Cut(text, "-")
	switch {
	case len(digits) != 7 && len(digits) != 9:
		return "has not the nine digits of an EIN, nor two more for the suffix"
	case !slices.Contains(unissued, prefix):
		return "could be somebody's EIN"
	default:
		return ""
	}
}

func wrongWaybill(text string) string {
	if digit := waybillDigit(text[4:11]); int(text[11]-'0') != digit {
		return fmt.Sprintf("should have the check digit %d", digit)
	}
	return ""
}

func wrongIMO(text string) string {
	if digit := imoDigit(text[:6]); int(text[6]-'0') != digit {
		return fmt.Sprintf("should have the check digit %d", digit)
	}
	return ""
}

func wrongTariff(text string) string {
	if tariff[text] == "" {
		return "is no tariff number that is known here"
	}
	return ""
}

func wrongTelephone(text string) string {
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
	if !strings.Contains(digits, "55501") {
		return "is no telephone number kept for fiction (555 01...)"
	}
	return ""
}

func wrongDomain(text string) string {
	if !strings.HasSuffix(text, ".example") {
		return "is not under .example"
	}
	return ""
}

func wrongDate(text string) string {
	if text < "2026-12-01" || text > "2027-02-28" {
		return "is outside of the samples' time"
	}
	return ""
}
