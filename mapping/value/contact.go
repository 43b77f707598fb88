package value

import (
	"regexp"
	"slices"
	"strings"
)

// A Contact is a person or desk of a party.
type Contact struct {
	Person string
	Phone  string
	Fax    string
	Email  string
}

// Empty says whether nothing of the contact is known.
func (c Contact) Empty() bool { return c == Contact{} }

var (
	emailAddress = regexp.MustCompile(`[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9.\-]{1,190}\.[A-Za-z]{2,24}`)
	webAddress   = regexp.MustCompile(`(?i)\b(?:https?://|www\.)[^\s,;]{3,200}`)
	// detailLabel begins what is no part of a name or address: a telephone, a person, a number of the party.
	detailLabel = regexp.MustCompile(`(?i)(?:^|[\s,;|/(*])(?:(tel(?:ephone|efon|éfono|efone|[eé]f)?|phone|ph|mob(?:ile|il)?|cell(?:ular)?|hp|whatsapp|wechat|gsm|t|m|电话|電話|手机|联系电话|전화|điện\s+thoại|đt|sđt|telp)|(fax|telefax|faks|f|传真|傳真)|(e-?mail|mail|correo|e|邮箱|电邮)|(attn|attention|att|contact(?:\s+(?:person|name))?|kind\s+attn|pic|c/p|联系人|聯絡人|聯繫人|담당자|người\s+liên\s+hệ|contacto|kontakt|ansprechpartner|yetkili)|(irs|ein|fein|ssn|duns|d-u-n-s|firms|ior|cbp\s+assigned|importer|federal\s+(?:tax\s+)?id|us\s+tax\s+id)|(vat|ust-?id(?:nr)?|mwst|tva|nif|cif|gstin|gst|cnpj|cpf|ruc|rfc|nit|rut|cuit|uscc|usci|tax\s*(?:code|id|no|number|payer)|mst|npwp|brn|trn|iec|pan|eori|uid|vergi|v\.?d\.?|reg(?:istration)?|统一社会信用代码|税号|社会信用代码|사업자))(?:\s*(?:no|nos|number|num|nr|#|id|code|n[°º]|号码?)\b\.?)?\s*(?:#\s*[:.]?|no\.?\s*[:.]?|[:：.]+|\s+(?:no\.?\s*)?#|\s*/\s*ein\s*#?:?)\s*`)
	// bareDetail is a detail whose label has no colon behind it, on a line of its own: "ATTN JOHN DOE", "TEL 555 0100".
	bareDetail  = regexp.MustCompile(`(?i)^(?:(tel|telephone|phone|ph|mobile|mob)|(fax)|(e-?mail)|(attn|attention|contact)|(irs|ein|fein|ssn|duns|firms)|(vat|gstin|cnpj|ruc|rfc|nit|rut))\b\.?\s+(.+)$`)
	phoneNumber = regexp.MustCompile(`^\+?[(\d][\d\s().\-/+]{5,}\d(?:\s*(?i:ext|x)\.?\s*\d{1,6})?$`)
)

// A detailKind is what a label before a detail says that it is.
type detailKind int

const (
	noDetail detailKind = iota
	phoneDetail
	faxDetail
	emailDetail
	personDetail
	identifierDetail
	otherDetail // numbers that US customs has no use for, such as VAT numbers
)

// A detail is a telephone, person or number that stands among the lines of a party.
type detail struct {
	kind  detailKind
	label string
	text  string
}

// takeDetails parts a line in what belongs to name and address, and the details behind it.
func takeDetails(line string) (rest string, details []detail) {
	line = webAddress.ReplaceAllString(line, " ")
	for _, email := range emailAddress.FindAllString(line, 5) {
		details = append(details, detail{kind: emailDetail, text: email})
	}
	line = strings.TrimSpace(emailAddress.ReplaceAllString(line, " "))
	if match := bareDetail.FindStringSubmatch(line); match != nil && !streetLike(strings.Fields(match[0])[0]) && (hasDigit(match[7]) || match[4] != "") {
		if one := detailOf(match[1:7], match[7]); one.kind == personDetail || hasDigit(one.text) && len(digitsOf(one.text)) >= 4 {
			one.label = strings.TrimSpace(line[:len(line)-len(match[7])])
			return "", append(details, one)
		}
	}
	spans := slices.DeleteFunc(detailLabel.FindAllStringSubmatchIndex(line, 12), func(span []int) bool { return !marked(line, span) })
	rest = line
	for i, span := range spans {
		end := len(line)
		if i+1 < len(spans) {
			end = spans[i+1][0]
		}
		if i == 0 {
			rest = line[:span[0]]
		}
		groups := make([]string, 6)
		for n := range groups {
			if span[2*n+2] >= 0 {
				groups[n] = line[span[2*n+2]:span[2*n+3]]
			}
		}
		text := balanced(strings.Trim(line[span[1]:end], " ,;|/-"))
		one := detailOf(groups, text)
		one.label = strings.Trim(line[span[0]:span[1]], " ,;|/(")
		if text != "" {
			details = append(details, one)
		}
	}
	return strings.Trim(rest, " ,;|/(-"), details
}

// marked says whether a label is one beyond doubt: single letters need a colon ("T: 555", but "12 E. Main Street"), and so
// do the short words for numbers of other countries.
func marked(line string, span []int) bool {
	whole := line[span[0]:span[1]]
	if strings.ContainsAny(whole, ":：#") {
		return true
	}
	if span[12] >= 0 { // otherDetail
		return strings.Contains(strings.ToUpper(whole), "NO")
	}
	return len(upperCode(whole)) > 1 || hasIdeograph(whole)
}

// balanced drops brackets at the ends of a text that have no partner in it.
func balanced(text string) string {
	if strings.Count(text, "(") > strings.Count(text, ")") {
		text = strings.TrimRight(text, " (")
	}
	if strings.Count(text, ")") > strings.Count(text, "(") {
		text = strings.TrimRight(text, " )")
	}
	return text
}

// detailOf is the detail whose label is in the first group that is not empty.
func detailOf(groups []string, text string) detail {
	for i, group := range groups {
		if group != "" {
			return detail{kind: detailKind(i + 1), label: group, text: text}
		}
	}
	return detail{text: text}
}

// add puts a detail where it belongs; it returns false if it belongs to no contact.
func (c *Contact) add(d detail) bool {
	switch {
	case d.kind == phoneDetail && c.Phone == "":
		c.Phone = d.text
	case d.kind == faxDetail && c.Fax == "":
		c.Fax = d.text
	case d.kind == emailDetail && c.Email == "" && strings.Contains(d.text, "@"):
		c.Email = d.text
	case d.kind == emailDetail:
		return strings.EqualFold(d.text, c.Email)
	case d.kind == personDetail && c.Person == "" && !strings.EqualFold(d.text, ""):
		c.Person = d.text
	default:
		return false
	}
	return true
}
