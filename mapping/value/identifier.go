package value

import (
	"regexp"
	"slices"
	"strings"
)

// An IdentifierKind is a kind of number that identifies a party to US customs.
type IdentifierKind uint8

// The kinds, as the ISF knows them.
const (
	AnyIdentifier      IdentifierKind = iota // not known
	EIN                                      // employer identification number, NN-NNNNNNN with two more characters for CBP
	SSN                                      // social security number, NNN-NN-NNNN; personal
	CBPAssigned                              // YYDDPP-NNNNN
	DUNS                                     // nine digits
	DUNSPlus4                                // thirteen digits
	FIRMS                                    // facility code of four characters
	Passport                                 // with country of issue and date of birth; personal
	EncryptedConsignee                       // CBP encrypted consignee number
	IssuerSCAC                               // SCAC of the party
	ImporterNumber                           // as a label asks for it: an EIN, SSN or CBP-assigned number
)

// String is the kind in words.
func (k IdentifierKind) String() string {
	return [...]string{"identifier", "EIN", "social security number", "CBP-assigned number", "DUNS number", "DUNS+4 number", "FIRMS code", "passport number", "CBP encrypted consignee number", "SCAC", "importer number"}[k]
}

// Personal says whether numbers of the kind identify a person, and so must be masked outside of a filing.
func (k IdentifierKind) Personal() bool { return k == SSN || k == Passport }

// An Identifier is a number that identifies a party.
type Identifier struct {
	Kind        IdentifierKind
	Number      string  // in the API's form: 12-345678900, 123-45-6789, 260418-00123, 651098772
	Country     Country // of a passport
	DateOfBirth Date    // of a passport's holder
}

// Masked is the number for people and logs: all of it, or its end if it is personal.
func (i Identifier) Masked() string {
	if !i.Kind.Personal() {
		return i.Number
	}
	return maskNumber(i.Number)
}

// identifierLabels tell a kind from the words before a number or in a header, the more exact before the wider.
var identifierLabels = []struct {
	kind    IdentifierKind
	pattern *regexp.Regexp
}{
	{DUNSPlus4, regexp.MustCompile(`(?i)\bd[\s.\-&]*u?[\s.\-&]*n[\s.\-]*s?\s*(?:\+|plus)\s*(?:4|four)\b`)},
	{DUNS, regexp.MustCompile(`(?i)\bd-u-n-s\b|\bd\.u\.n\.s\b|\bduns\b|\bd\s?&\s?b\b|邓白氏|鄧白氏`)},
	{SSN, regexp.MustCompile(`(?i)\bssn\b|\bsocial\s+security\b|\bs\.s\.n\b|\bss\s?#`)},
	{FIRMS, regexp.MustCompile(`(?i)\bfirms\b`)},
	{Passport, regexp.MustCompile(`(?i)\bpassport|护照|護照|pasaporte|passeport|reisepass|hộ chiếu|pasaport|여권|パスポート`)},
	{EncryptedConsignee, regexp.MustCompile(`(?i)\bencrypted\b`)},
	{CBPAssigned, regexp.MustCompile(`(?i)\bcbp[\s\-]*(?:assigned|issued|number|no\b|#|id\b)|\bcustoms[\s\-]+assigned|\bcaot|\bform\s*5106\b`)},
	{EIN, regexp.MustCompile(`(?i)\bein\b|\be\.i\.n\b|\birs\b|\bi\.r\.s\b|\bemployer\s+id|\bfein\b|\bfederal\s+(?:tax\s+)?id|\bfed\.?\s+(?:tax\s+)?id|\bus\s+tax\s+id|美国税号|美國稅號`)},
	{IssuerSCAC, regexp.MustCompile(`(?i)\bscac\b`)},
	{ImporterNumber, regexp.MustCompile(`(?i)\bior\b|\bimporter(?:\s+of\s+record)?(?:'?s)?\s*(?:no\b|nos\b|number|num\b|#|id\b)|\bconsignee(?:'?s)?\s*(?:no\b|nos\b|number|num\b|#|id\b|\(?s\)?\s*$)|\bcustoms\s+(?:id|no\b|number)|海关登记号|海關登記號|进口商编号|收货人税号|\bbuyer\s*(?:no\b|number|#)|\btax\s*(?:payer)?\s*id\b|\btin\b|税号|\bid\s*(?:no\b|number|#)`)},
}

// FindIdentifierKind is the kind of number that a label asks for: "IRS / EIN No.", "DUNS NO. (IF ANY)", "IOR #".
func FindIdentifierKind(label string) IdentifierKind {
	if len(label) > 400 {
		return AnyIdentifier
	}
	label = plain(label)
	for _, one := range identifierLabels {
		if one.pattern.MatchString(label) {
			return one.kind
		}
	}
	return AnyIdentifier
}

var (
	identifierWords = regexp.MustCompile(`(?i)^(?:[^\d]*?(?:\b(?:no|nos|number|num|nr|id|#|code|codes)\b\.?|[:#])\s*[:#.\-]*\s*|[^\d]*?\b(?:irs|ein|fein|ssn|duns|d\s?&\s?b|d-u-n-s|d\.u\.n\.s\.|firms|scac|ior|tin|cbp|tax)\b[^\dA-Z]*)`)
	// internalRevenue is EIN and suffix: 12-3456789, 12-345678900, 12-3456789AB, 12 3456789 00.
	internalRevenue = regexp.MustCompile(`^(\d{2})[\s\-.]?(\d{7})[\s\-.]?([0-9A-Z]{2})?$`)
	dashedEIN       = regexp.MustCompile(`^\d{2}-\d{7}(?:-?[0-9A-Z]{2})?$`)
	dashedSSN       = regexp.MustCompile(`^(\d{3})[\s\-](\d{2})[\s\-](\d{4})$`)
	dashedCBP       = regexp.MustCompile(`^(\d{6})[\s\-](\d{5})$`)
	dashedDUNS      = regexp.MustCompile(`^\d{2}-\d{3}-\d{4}$`)
	firmsShape      = regexp.MustCompile(`^[A-Z][0-9A-Z]{3}$`)
	encryptedShape  = regexp.MustCompile(`^[0-9A-Z\-]{1,15}$`)
	passportShape   = regexp.MustCompile(`^[0-9A-Z]{5,15}$`)
)

// ParseIdentifier reads a number that identifies a party: "00-555014200", "IRS # 97-555020600", "DUNS 65-109-8772". The
// kind is what a label inside the text says, else what the header's hint says, else what the form of the number tells;
// digits that fit several kinds are ambiguous. Errors about personal numbers show them masked.
func ParseIdentifier(text string, hint IdentifierKind) (Identifier, []Remark, error) {
	bare := joinedSuffix.ReplaceAllString(strings.TrimSpace(plainUpTo(text, 800)), "$1-$2")
	bare = nextLabel.ReplaceAllString(withoutAside(bare), "$1\n$2")
	if len(bare) > 200 || ParseAbsence(text) != Present || !hasDigit(bare) && hint != IssuerSCAC && hint != EncryptedConsignee {
		return Identifier{}, nil, identifierUnreadable(text, hint)
	}
	if scientific.MatchString(bare) {
		return Identifier{}, nil, scientificNotation(text)
	}
	if err := identifierOfOthers(bare); err != nil {
		return Identifier{}, nil, err
	}
	switch several := severalIdentifiers(bare, hint); len(several) {
	case 0:
		return parseIdentifier(text, bare, hint)
	case 1: // the same twice
		return several[0].Value.(Identifier), nil, nil
	default:
		return Identifier{}, nil, ambiguous("identifiers_several", quote(Mask(text)), "Give one number.", several...)
	}
}

// parseIdentifier reads one number, with the words around it.
func parseIdentifier(text, bare string, hint IdentifierKind) (Identifier, []Remark, error) {
	bare = plusFour.ReplaceAllString(bare, "$1 plus four")
	within := FindIdentifierKind(beforeDigits(bare))
	if within == AnyIdentifier { // "12-3456789 (EIN)", "W123 (FIRMS)"
		within = FindIdentifierKind(behindNumber.ReplaceAllString(bare, ""))
	}
	if within != AnyIdentifier && (within != ImporterNumber || hint == AnyIdentifier) {
		hint = within
	}
	if hint == Passport {
		return parsePassport(text, bare)
	}
	bare = labelBehind.ReplaceAllString(bare, "")
	if match := identifierWords.FindStringIndex(bare); match != nil && match[1] < len(bare) {
		bare = bare[match[1]:]
	}
	bare = identifierFiller.ReplaceAllString(strings.Trim(bare, " .,;:()#*"), "")
	bare = strings.ToUpper(strings.Trim(bare, " .,;:()#*"))
	return identifierOf(text, bare, hint)
}

var (
	// behindNumber is a number, with what stands before it.
	behindNumber = regexp.MustCompile(`^.*\d[0-9A-Z]{0,2}(?:[\s\-][0-9A-Z]{2}\b)?`)
	// labelBehind is a label behind its number.
	labelBehind = regexp.MustCompile(`(?i)[\s,]*[(\[]?\s*\b(?:irs|ein|fein|ssn|duns(?:\s*(?:no|number))?|d-u-n-s|firms(?:\s*code)?|cbp(?:[\s\-]*assigned)?|tax\s*id)\b[\s.#:]*(?:no\.?|number|#)?\s*[)\]]?\s*$`)
	// identifierFiller is what may be left of a label once its first words are gone.
	identifierFiller = regexp.MustCompile(`(?i)^(?:(?:assigned|issued|importer|encrypted|consignee|number|no|id|code|irs|ein|ssn|scac|firms|tax|of|record|plus|four|duns|or|and)\b[\s.:#/\-]*)+`)
	identifierParts  = regexp.MustCompile(`(?i)\s*[\n;|,]\s*|\s+/\s+|\s+(?:or|and|oder|und|y|o)\s+|\s*&\s*`)
)

// identifierOfOthers is the error about a number that its label calls one of another authority: a GSTIN, a VAT number.
func identifierOfOthers(bare string) error {
	for _, label := range labelsIn(bare) {
		if label.kind != registrationDetail || label.name == "TAX ID" {
			continue
		}
		message := "A number labelled " + label.words + " is none that US customs knows a party by."
		if label.country != "" {
			message = "A number labelled " + label.words + " is one of " + label.country.Name() + ", not of US customs."
		}
		return &Unreadable{Code: "identifier_foreign", Message: message, Hint: "Give the IRS number, the social security number or the CBP-assigned number."}
	}
	return nil
}

// severalIdentifiers are the readings of a text that holds several numbers, if each of them can be read.
func severalIdentifiers(bare string, hint IdentifierKind) []Reading {
	parts := identifierParts.Split(bare, 6)
	if len(parts) < 2 {
		return nil
	}
	var readings []Reading
	for _, part := range parts {
		id, remarks, err := parseIdentifier(part, strings.TrimSpace(part), hint)
		if err != nil || len(remarks) > 0 || id.Kind == Passport {
			return nil
		}
		reading := Reading{Value: id, Words: "the " + id.Kind.String() + " " + id.Masked()}
		if !slices.ContainsFunc(readings, func(r Reading) bool { return r.Value == reading.Value }) {
			readings = append(readings, reading)
		}
	}
	return readings
}

var (
	// joinedSuffix is CBP's suffix of an EIN with its word: "97-5550206, suffix 00".
	joinedSuffix = regexp.MustCompile(`(?i)\b(\d{2}-?\d{7})[\s,(]*\bsuffix\b[\s:.]*([0-9A-Z]{2})\)?\s*$`)
	// nextLabel is a label behind a number, which begins another: "EIN 97-5550206 DUNS 65-109-8772".
	nextLabel = regexp.MustCompile(`(?i)(\d[0-9A-Z]{0,2})\s+((?:ein|irs|ssn|duns|firms|d-u-n-s)\b[\s#:.a-z]*\d)`)
	// asideBehind is a remark in brackets behind a number.
	asideBehind = regexp.MustCompile(`^(.*\d.*?)\s*\(([^()]*)\)$`)
)

// withoutAside drops a remark in brackets behind a number, which holds no number itself: "651098772 (HQ)".
func withoutAside(text string) string {
	match := asideBehind.FindStringSubmatch(text)
	if match == nil || len(digitsOf(match[1])) < 7 || len(digitsOf(match[2])) > 4 || FindIdentifierKind(match[2]) != AnyIdentifier && FindIdentifierKind(beforeDigits(match[1])) == AnyIdentifier {
		return text
	}
	return match[1]
}

// plusFour is the 4 of a label, which is no digit of the number.
var plusFour = regexp.MustCompile(`(?i)^(\W*duns|d-u-n-s)\s*(?:\+|plus)\s*4\b`)

// beforeDigits are the words before a number.
func beforeDigits(text string) string {
	at := strings.IndexAny(text, "0123456789")
	if at < 0 {
		return text
	}
	return text[:at]
}

func identifierUnreadable(text string, kind IdentifierKind) error {
	shown := quote(Mask(text[:min(len(text), 500)]))
	if kind.Personal() {
		shown = "The text"
	}
	hints := map[IdentifierKind]string{
		AnyIdentifier: "Write an IRS number such as 12-345678900.", EIN: "Write two digits, a dash and seven digits, then CBP's suffix if there is one: 12-345678900.", SSN: "Write it as 123-45-6789.",
		CBPAssigned: "Write six digits, a dash and five digits.", DUNS: "Write nine digits.", DUNSPlus4: "Write thirteen digits.", FIRMS: "Write the facility's four characters.",
		Passport: "Give the number, the country that issued it and the date of birth.", EncryptedConsignee: "Write the number as CBP gave it.", IssuerSCAC: "Write four letters.", ImporterNumber: "Write an IRS number such as 12-345678900.",
	}
	return &Unreadable{Code: "identifier_unreadable", Message: shown + " is not " + article(kind) + ".", Hint: hints[kind]}
}

func article(kind IdentifierKind) string {
	name := kind.String()
	if strings.ContainsRune("aeiouES", rune(name[0])) {
		return "an " + name
	}
	return "a " + name
}

// identifierOf reads a bare number of a kind, or of the kinds that its form allows.
func identifierOf(text, bare string, hint IdentifierKind) (Identifier, []Remark, error) {
	compact := upperCode(bare)
	switch hint {
	case EIN:
		return einOf(text, bare)
	case SSN:
		if allDigits(compact) && len(compact) == 9 {
			return Identifier{Kind: SSN, Number: compact[:3] + "-" + compact[3:5] + "-" + compact[5:]}, nil, nil
		}
	case CBPAssigned:
		if allDigits(compact) && len(compact) == 11 {
			return Identifier{Kind: CBPAssigned, Number: compact[:6] + "-" + compact[6:]}, nil, nil
		}
	case DUNS, DUNSPlus4:
		return dunsOf(text, compact, hint)
	case FIRMS:
		if firmsShape.MatchString(compact) {
			return Identifier{Kind: FIRMS, Number: compact}, nil, nil
		}
	case IssuerSCAC:
		if scacShape.MatchString(compact) {
			return Identifier{Kind: IssuerSCAC, Number: compact}, nil, nil
		}
	case EncryptedConsignee:
		if encryptedShape.MatchString(bare) {
			return Identifier{Kind: EncryptedConsignee, Number: bare}, nil, nil
		}
	case AnyIdentifier, ImporterNumber:
		return identifierByForm(text, bare, hint)
	}
	return Identifier{}, nil, identifierUnreadable(text, hint)
}

// einOf reads an EIN. One that lost its leading zero in a number cell has ten digits with the suffix, eight without.
func einOf(text, bare string) (Identifier, []Remark, error) {
	if match := internalRevenue.FindStringSubmatch(bare); match != nil {
		return Identifier{Kind: EIN, Number: match[1] + "-" + match[2] + match[3]}, nil, nil
	}
	if digits := upperCode(bare); allDigits(digits) && (len(digits) == 8 || len(digits) == 10) && !strings.Contains(bare, "-") {
		number := "0" + digits[:1] + "-" + digits[1:]
		return Identifier{Kind: EIN, Number: number}, []Remark{{
			Code:        "ein_zero_restored",
			Message:     quote(text) + " has lost its leading zero; it is read as " + number + ".",
			Hint:        "Format the cell as text and write the number in full.",
			Suggestions: []string{number},
		}}, nil
	}
	if dashedSSN.MatchString(bare) {
		return Identifier{}, nil, &Unreadable{
			Code:    "identifier_is_ssn",
			Message: "The text has the form of a social security number, not of an EIN.",
			Hint:    "Write an EIN as 12-345678900, or label the number as a social security number.",
		}
	}
	return Identifier{}, nil, identifierUnreadable(text, EIN)
}

func dunsOf(text, digits string, hint IdentifierKind) (Identifier, []Remark, error) {
	switch {
	case allDigits(digits) && len(digits) == 9:
		return Identifier{Kind: DUNS, Number: digits}, nil, nil
	case allDigits(digits) && len(digits) == 13:
		return Identifier{Kind: DUNSPlus4, Number: digits}, nil, nil
	}
	return Identifier{}, nil, identifierUnreadable(text, hint)
}

// identifierByForm tells the kind from the form of the number.
func identifierByForm(text, bare string, hint IdentifierKind) (Identifier, []Remark, error) {
	compact := upperCode(bare)
	number := func(kind IdentifierKind, number string) (Identifier, []Remark, error) {
		return Identifier{Kind: kind, Number: number}, nil, nil
	}
	switch {
	case dashedEIN.MatchString(bare):
		return einOf(text, bare)
	case dashedSSN.MatchString(bare):
		match := dashedSSN.FindStringSubmatch(bare)
		return number(SSN, match[1]+"-"+match[2]+"-"+match[3])
	case dashedCBP.MatchString(bare):
		match := dashedCBP.FindStringSubmatch(bare)
		return number(CBPAssigned, match[1]+"-"+match[2])
	case dashedDUNS.MatchString(bare) && hint == AnyIdentifier:
		return number(DUNS, compact)
	case !allDigits(compact) || strings.ContainsAny(bare, "/,"):
		return Identifier{}, nil, identifierUnreadable(text, hint)
	case len(compact) == 13 && hint == AnyIdentifier: // tax numbers of other countries have thirteen digits too
		return Identifier{}, nil, &Unreadable{Code: "identifier_unlabelled", Message: "Thirteen digits can be a DUNS+4 number, or one of another country.", Hint: "Write DUNS+4 before them if they are one."}
	case len(compact) == 9:
		return Identifier{}, nil, nineDigits(compact, hint)
	case len(compact) == 11:
		return Identifier{}, nil, ambiguous("identifier_kind", quote(text), "Write an IRS number as 12-345678900, a CBP-assigned number as 123456-12345.",
			Reading{Value: Identifier{Kind: EIN, Number: compact[:2] + "-" + compact[2:]}, Words: "the EIN " + compact[:2] + "-" + compact[2:]},
			Reading{Value: Identifier{Kind: CBPAssigned, Number: compact[:6] + "-" + compact[6:]}, Words: "the CBP-assigned number " + compact[:6] + "-" + compact[6:]})
	}
	return Identifier{}, nil, identifierUnreadable(text, hint)
}

// nineDigits are an EIN, a DUNS number or, where a person may be meant, a social security number; they are shown masked.
func nineDigits(digits string, hint IdentifierKind) error {
	ein := Reading{Value: Identifier{Kind: EIN, Number: digits[:2] + "-" + digits[2:]}, Words: "an EIN"}
	other := Reading{Value: Identifier{Kind: DUNS, Number: digits}, Words: "a DUNS number"}
	if hint == ImporterNumber {
		other = Reading{Value: Identifier{Kind: SSN, Number: digits[:3] + "-" + digits[3:5] + "-" + digits[5:]}, Words: "a social security number"}
	}
	return ambiguous("identifier_kind", "A number of nine digits, "+maskNumber(digits)+",", "Write an EIN as 12-3456789, a social security number as 123-45-6789, or label the number.", ein, other)
}

var passportNumber = regexp.MustCompile(`\b([A-Z]{0,3}\d[0-9A-Z]{4,13})\b`)

// parsePassport reads a passport number with its country of issue and the date of birth of its holder, as far as the
// text states them.
func parsePassport(text, bare string) (Identifier, []Remark, error) {
	id := Identifier{Kind: Passport}
	for _, part := range passportParts.Split(bare, 20) {
		part = strings.TrimSpace(part)
		labelled := passportLabels.ReplaceAllString(part, "")
		if country, ok := countryOf(labelled); ok && id.Country == "" {
			id.Country = country
			continue
		}
		if date, _, err := ParseDate(labelled, DateEvidence{}); err == nil && id.DateOfBirth == (Date{}) {
			id.DateOfBirth = date
			continue
		}
		if match := passportNumber.FindStringSubmatch(strings.ToUpper(labelled)); match != nil && id.Number == "" && passportShape.MatchString(match[1]) {
			id.Number = match[1]
		}
	}
	if id.Number == "" {
		return Identifier{}, nil, identifierUnreadable(text, Passport)
	}
	return id, nil, nil
}

var (
	passportParts  = regexp.MustCompile(`[,;\n|()]+|\s/\s|\s(?i:dob|born|date of birth|issued (?:in|by)|country)\b`)
	passportLabels = regexp.MustCompile(`(?i)(?:passport|护照)\s*(?:no\.?|number|#|号码?)?\s*[:#]?\s*|(?:date\s+of\s+birth|dob|born|birth\s*date|出生日期)\s*(?:on)?\s*[:]?\s*|(?:country(?:\s+of\s+(?:issue|issuance))?|issued\s+(?:in|by)|nationality)\s*[:]?\s*`)
)
