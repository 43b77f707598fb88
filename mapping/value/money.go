package value

import (
	"regexp"
	"slices"
	"strings"
)

// Money is an exact amount with its currency.
type Money struct {
	Amount   Decimal
	Currency string // ISO 4217, "" if not stated
}

// AmountText is the amount as a decimal string with the digits that the sender wrote: "18400.00".
func (m Money) AmountText() string { return m.Amount.StringFixed(max(0, -m.Amount.Exponent())) }

// String is the money for people: "USD 18400.00".
func (m Money) String() string { return strings.TrimLeft(m.Currency+" "+m.AmountText(), " ") }

// MoneyEvidence is what stands around an amount.
type MoneyEvidence struct {
	Style    NumberStyle
	Currency string   // of the header, ISO 4217; used where the text states none, and to tell dollars, yuan and rupees apart
	Seen     []string // currencies stated elsewhere in the workbook, ISO 4217
}

// moneyNoise are words beside an amount that change nothing.
var moneyNoise = setOf("TOTAL VALUE AMOUNT INVOICE FOB CIF CFR EXW FCA CIP CPT DAP DDP ONLY SAY OF THE IS PRICE AND 总 总价 总值 金额 合计 共 整")

// dashEnding is how some write that there are no cents: "48.250,-" and "1,200.--".
var dashEnding = regexp.MustCompile(`(\d)[.,]-{1,2}`)

// ParseMoney reads an amount of money with its currency before or behind it. Where neither the text nor the evidence
// states a currency, the money has none, and a remark says so.
//
// A "$" alone is the US dollar: the filings are to US customs, and those who mean another dollar on a document for the
// US say so. It is ambiguous only where the evidence has another currency that is written "$". "¥" and "Rs" are
// ambiguous unless the evidence decides.
func ParseMoney(text string, e MoneyEvidence) (Money, []Remark, error) {
	bare := dashEnding.ReplaceAllString(plainUpTo(text, 1200), "$1")
	if len(bare) > 300 {
		return Money{}, nil, moneyUnreadable(text)
	}
	measures := measuresIn(bare)
	if len(measures) != 1 {
		return Money{}, nil, moneyUnreadable(text)
	}
	m := measures[0]
	before, beforeFound, ok := currencyOf(m.before)
	if !ok {
		return Money{}, nil, moneyUnreadable(text)
	}
	after, afterFound, ok := currencyOf(m.after)
	if !ok {
		return Money{}, nil, moneyUnreadable(text)
	}
	amount, remarks, err := parseNumber(m.digits, e.Style)
	amounts := Readings[Decimal](err)
	switch {
	case len(amounts) > 0:
	case err != nil:
		return Money{}, nil, err
	case amount.IsNegative():
		return Money{}, nil, &Unreadable{
			Code:    "money_negative",
			Message: quote(text) + " is less than nothing.",
			Hint:    "Check the amount.",
		}
	default:
		amounts = []Decimal{amount}
	}
	currencies := narrow(before, beforeFound, after, afterFound, e)
	if len(currencies) == 0 {
		return Money{}, nil, &Unreadable{
			Code:    "money_currencies",
			Message: quote(text) + " states two currencies.",
			Hint:    "State one.",
		}
	}
	switch {
	case currencies[0] == "":
		remarks = append(remarks, Remark{
			Code:    "money_without_currency",
			Message: quote(text) + " has no currency.",
			Hint:    "Write the currency's code beside the amount, or in the header: USD.",
		})
	case e.Currency != "" && len(currencies) == 1 && currencies[0] != e.Currency:
		remarks = append(remarks, Remark{
			Code:    "money_currency_differs",
			Message: quote(text) + " states another currency than its header, " + e.Currency + "; the text counts.",
			Hint:    "Check the currency.",
		})
	}
	return oneMoney(text, amounts, currencies, remarks)
}

func oneMoney(text string, amounts []Decimal, currencies []string, remarks []Remark) (Money, []Remark, error) {
	if len(currencies) == 1 {
		amounts = inCents(amounts, currencies[0])
	}
	var readings []Reading
	for _, currency := range currencies {
		for _, amount := range amounts {
			money := Money{Amount: amount, Currency: currency}
			readings = append(readings, Reading{Value: money, Words: money.String()})
		}
	}
	switch {
	case len(readings) == 1:
		return readings[0].Value.(Money), remarks, nil
	case len(currencies) > 1:
		return Money{}, nil, ambiguous("money_currency", quote(text), "Write the currency's code, such as USD.", readings...)
	}
	return Money{}, nil, ambiguous("number_separator", quote(text), "Write the number without a thousands separator, and with a point before decimals.", readings...)
}

// mils are the currencies with three decimals.
var mils = []string{"", "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"}

// inCents leaves out readings with parts of cents where there is another one: nobody writes the price of a shipment as
// 41.300 dollars, so "41,300" parts thousands.
func inCents(amounts []Decimal, currency string) []Decimal {
	if slices.Contains(mils, currency) {
		return amounts
	}
	whole := slices.DeleteFunc(slices.Clone(amounts), func(d Decimal) bool { return d.Exponent() < -2 })
	if len(whole) == 0 {
		return amounts
	}
	return whole
}

func moneyUnreadable(text string) error {
	return &Unreadable{
		Code:    "money_unreadable",
		Message: quote(text) + " is not an amount of money.",
		Hint:    "Write a currency code and a number, such as USD 18400.00.",
	}
}

// narrow is the currencies that an amount may be in: what the text says on both sides, told apart by evidence.
func narrow(before []string, beforeFound bool, after []string, afterFound bool, e MoneyEvidence) []string {
	var stated []string
	switch {
	case beforeFound && afterFound:
		for _, currency := range before {
			if slices.Contains(after, currency) {
				stated = append(stated, currency)
			}
		}
		if len(stated) == 0 {
			return nil
		}
	case beforeFound:
		stated = before
	case afterFound:
		stated = after
	default:
		return []string{e.Currency}
	}
	if len(stated) == 1 {
		return stated
	}
	if slices.Contains(stated, e.Currency) {
		return []string{e.Currency}
	}
	var seen []string
	for _, currency := range stated {
		if slices.Contains(e.Seen, currency) {
			seen = append(seen, currency)
		}
	}
	switch {
	case stated[0] == "USD": // "$" alone
		return append([]string{"USD"}, slices.DeleteFunc(seen, func(c string) bool { return c == "USD" })...)
	case len(seen) == 1:
		return seen
	}
	return stated
}
