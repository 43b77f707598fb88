package value

import (
	"regexp"
	"strings"
	"sync"

	"github.com/biter777/countries"
	"github.com/shopspring/decimal"
)

var (
	oneHundred         = decimal.NewFromInt(100)
	cubicMetresPerFoot = decimal.RequireFromString("0.028316846592")
)

// currencyCodes are the codes of ISO 4217.
var currencyCodes = sync.OnceValue(func() map[string]bool {
	codes := map[string]bool{}
	for _, currency := range countries.AllCurrencies() {
		if code := currency.Alpha(); len(code) == 3 {
			codes[code] = true
		}
	}
	return codes
})

// currencySigns are signs and abbreviations; one with several codes has several meanings.
var currencySigns = []struct {
	sign  string
	codes []string
}{
	{"US$", []string{"USD"}}, {"U$S", []string{"USD"}}, {"USD$", []string{"USD"}}, {"$US", []string{"USD"}}, {"U.S.$", []string{"USD"}},
	{"NT$", []string{"TWD"}}, {"HK$", []string{"HKD"}}, {"SG$", []string{"SGD"}}, {"S$", []string{"SGD"}}, {"AU$", []string{"AUD"}}, {"A$", []string{"AUD"}},
	{"CA$", []string{"CAD"}}, {"CAN$", []string{"CAD"}}, {"C$", []string{"CAD"}}, {"NZ$", []string{"NZD"}}, {"MX$", []string{"MXN"}}, {"MEX$", []string{"MXN"}}, {"R$", []string{"BRL"}},
	{"RMB¥", []string{"CNY"}}, {"CN¥", []string{"CNY"}}, {"JP¥", []string{"JPY"}},
	{"$", []string{"USD", "CAD", "AUD", "SGD", "HKD", "NZD", "TWD", "MXN", "CLP", "COP", "ARS"}},
	{"€", []string{"EUR"}}, {"£", []string{"GBP"}}, {"¥", []string{"CNY", "JPY"}}, {"円", []string{"JPY"}}, {"₩", []string{"KRW"}}, {"₫", []string{"VND"}}, {"₹", []string{"INR"}}, {"₺", []string{"TRY"}}, {"฿", []string{"THB"}}, {"₱", []string{"PHP"}}, {"৳", []string{"BDT"}}, {"₽", []string{"RUB"}}, {"zł", []string{"PLN"}}, {"S/.", []string{"PEN"}},
}

// currencyWords are words for currencies; one with several codes has several meanings.
var currencyWords = func() map[string][]string {
	words := map[string][]string{}
	for _, row := range readTable("units.tsv", 3) {
		if row[0] != "currency" {
			continue
		}
		for _, word := range names(row[2]) {
			words[fold(word)] = strings.Split(row[1], ",")
		}
	}
	return words
}()

var bareCode = regexp.MustCompile(`^[A-Z]{3}$`)

// currencyOf is the currencies that the words on one side of an amount may mean. It says not ok where they say
// anything else.
func currencyOf(words string) (currencies []string, found, ok bool) {
	upper := strings.ToUpper(strings.TrimSpace(words))
	for _, sign := range currencySigns {
		at := strings.Index(upper, strings.ToUpper(sign.sign))
		if at < 0 {
			continue
		}
		rest := upper[:at] + " " + upper[at+len(strings.ToUpper(sign.sign)):]
		more, alsoFound, ok := currencyOf(rest)
		switch {
		case !ok:
			return nil, false, false
		case alsoFound: // "USD $": the code is the more exact one
			return more, true, true
		}
		return sign.codes, true, true
	}
	left := parted(fold(words))
	for left != "" {
		if codes, rest, isWord := unitAtStart(currencyWords, left); isWord {
			currencies, found, left = codes, true, rest
			continue
		}
		word, rest, _ := strings.Cut(left, " ")
		left = rest
		switch {
		case currencyCodes()[word] && bareCode.MatchString(word):
			currencies, found = []string{word}, true
		case !moneyNoise[word]:
			return nil, false, false
		}
	}
	return currencies, found, true
}

// FindCurrency is the one currency that a header names, "FOB price USD" or "Warenwert (EUR)".
func FindCurrency(header string) (string, bool) {
	if len(header) > 300 {
		return "", false
	}
	header = plain(header)
	for _, sign := range currencySigns {
		if strings.Contains(strings.ToUpper(header), strings.ToUpper(sign.sign)) && (len(sign.codes) == 1 || sign.sign == "$") {
			return sign.codes[0], true
		}
	}
	currency := ""
	for _, word := range strings.Fields(parted(fold(header))) {
		code := word
		if !tradedCurrencies[word] {
			codes, known := currencyWords[word]
			if !known || len(codes) != 1 || word == "US" {
				continue
			}
			code = codes[0]
		}
		if currency != "" && currency != code {
			return "", false
		}
		currency = code
	}
	return currency, currency != ""
}

// tradedCurrencies are codes that no other word of a header looks like, as TOP (of Tonga), ALL or CUP do.
var tradedCurrencies = setOf("USD EUR GBP CNY JPY HKD TWD KRW VND INR IDR THB MYR PHP SGD AUD NZD CAD MXN BRL CLP PEN COP ARS TRY CHF SEK NOK DKK PLN CZK HUF RON ILS AED SAR EGP ZAR BDT PKR LKR MAD")
