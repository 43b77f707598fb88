package validate

import "docket/mapping/filing"

// A shape is the rule that stands for a validate tag.
type shape struct {
	tags    []string
	code    string
	title   string
	want    string // what is wrong, finishes "The tariff number, “12”, ..."
	write   string // finishes "write ..."
	example Example
	kinds   []filing.Kind
	why     string
	source  string
}

// missingTags are those of fields that must not be empty; what is missing is told by the rule field_missing.
var missingTags = []string{"required", "required_without", "required_without_all", "required_to_create"}

// shapes are the tags of package filing, with what they want in the words of the trade.
var shapes = []shape{
	{
		tags: missingTags, code: "field_missing", kinds: bothKinds, title: "What the API requires is there",
		why:     "The API refuses a request that leaves it out.",
		example: Example{Wrong: "a seller without a city", Right: "Denizli"},
	},
	{
		tags: []string{"oneof"}, code: "value_unknown", kinds: bothKinds, title: "A coded value is one that the API knows",
		why:     "The API takes only the values that it lists: sizes and types of containers, delivery terms, units and the like.",
		example: Example{Wrong: "delivery term FAT", Right: "delivery term FAS"},
	},
	{
		tags: []string{"unique"}, code: "bill_repeated", kinds: bothKinds, title: "A house bill is listed once",
		why:     "The API refuses a list of bills in which one stands twice.",
		example: Example{Wrong: "QXLN26120417 and QXLN26120417", Right: "QXLN26120417 and QXLN26120418"},
	},
	{
		tags: []string{"min"}, code: "number_too_small", kinds: bothKinds, title: "Counts and ids are not negative",
		why:     "The API takes counts from 0 and ids from 1.",
		example: Example{Wrong: "-20 cartons", Right: "20 cartons"},
	},
	{
		tags: []string{"not_negative", "amount"}, code: "number_negative", kinds: bothKinds, title: "Weights, volumes and amounts of money are numbers, 0 or more",
		want: "is not a plain number of 0 or more", write: "the number, without a sign",
		why:     "The API takes plain numbers that are not negative.",
		example: Example{Wrong: "-7812.4 kg", Right: "7812.4 kg"},
	},
	{
		tags: []string{"bill_of_lading"}, code: "isf_bill_form", kinds: isfOnly, title: "A bill of an ISF is its issuer's SCAC and 6 to 12 letters and digits",
		want: "is not its issuer's SCAC of four letters with 6 to 12 letters and digits behind it", write: "the full number with its SCAC, such as MAEU254817306",
		why:     "CBP finds the shipment by this number, which begins with the Standard Carrier Alpha Code (SCAC) of the issuer and has at most 16 characters.",
		source:  isfPage + "; CBP, ACE CATAIR, Importer Security Filing",
		example: Example{Wrong: "254817306", Right: "MAEU254817306"},
	},
	{
		tags: []string{"order_bill"}, code: "order_bill_form", kinds: orderOnly, title: "A bill of an order has 4 to 35 letters and digits",
		want: "is not 4 to 35 letters and digits", write: "the number as it stands on the bill",
		why:     "The API compares these numbers to tell whether an order exists already.",
		example: Example{Wrong: "B/L 12", Right: "HDMUSELM41827300"},
	},
	{
		tags: []string{"air_waybill"}, code: "air_waybill_form", kinds: orderOnly, title: "A master air waybill is the airline's prefix and eight digits",
		want: "is not three digits for the airline and eight digits behind them", write: "the number as it stands on the waybill, such as 020-12345675",
		why:     "Airlines number their waybills so (IATA Resolution 600a).",
		source:  orderPage + "; IATA Resolution 600a",
		example: Example{Wrong: "180-4418276", Right: "180-44182762"},
	},
	{
		tags: []string{"scac"}, code: "scac_form", kinds: bothKinds, title: "A SCAC is four letters",
		want: "is not four letters", write: "the carrier's SCAC, such as MAEU",
		why:     "Standard Carrier Alpha Codes of ocean carriers have four letters.",
		example: Example{Wrong: "MSC", Right: "MSCU"},
	},
	{
		tags: []string{"iso6346_shape"}, code: "container_form", kinds: bothKinds, title: "A container number is four letters and seven digits",
		want: "is not four letters and seven digits", write: "the number as it stands on the container's door, such as CSQU3054383",
		why:     "Containers are numbered by ISO 6346: owner code, serial number, check digit.",
		source:  bothPages + "; ISO 6346",
		example: Example{Wrong: "TGHU441827", Right: "TGHU4418275"},
	},
	{
		tags: []string{"hts"}, code: "hts_form", kinds: isfOnly, title: "A tariff number has 6, 8 or 10 digits",
		want: "does not have 6, 8 or 10 digits", write: "the HTS number with 6, 8 or 10 digits, such as 6109.10.0012",
		why:     "CBP wants the number at six digits at least; a number of 7 or 9 digits has lost one, often a zero in front.",
		source:  isfPage + "; 19 CFR 149.3(a)(8)",
		example: Example{Wrong: "61091", Right: "610910"},
	},
	{
		tags: []string{"ein"}, code: "ein_form", kinds: isfOnly, title: "An EIN is written NN-NNNNNNNXX",
		want: "is not two digits, a dash, seven digits and CBP's suffix of two", write: "the EIN with its suffix, such as 12-345678900",
		why:     "CBP knows importers by their IRS number with a suffix of two characters, 00 for most.",
		source:  isfPage + "; 19 CFR 24.5, CBP Form 5106",
		example: Example{Wrong: "12345678", Right: "12-345678900"},
	},
	{
		tags: []string{"ssn"}, code: "ssn_form", kinds: isfOnly, title: "A social security number is written NNN-NN-NNNN",
		want: "is not of the form NNN-NN-NNNN", write: "the number with its dashes",
		why:     "CBP takes it for importers who are persons.",
		source:  isfPage + "; 19 CFR 24.5, CBP Form 5106",
		example: Example{Wrong: "078 05 112", Right: "078-05-1120"},
	},
	{
		tags: []string{"cbp_assigned_number"}, code: "cbp_assigned_number_form", kinds: isfOnly, title: "A CBP-assigned number is written YYDDPP-NNNNN",
		want: "is not six digits, a dash and five digits", write: "the number from CBP Form 5106, such as 240127-00001",
		why:     "CBP gives it to importers who have neither EIN nor SSN.",
		source:  isfPage + "; 19 CFR 24.5, CBP Form 5106",
		example: Example{Wrong: "24012700001", Right: "240127-00001"},
	},
	{
		tags: []string{"cbp_encrypted_consignee_number"}, code: "encrypted_consignee_number_form", kinds: isfOnly, title: "An encrypted consignee number has up to 15 characters",
		want: "is not up to 15 letters, digits and dashes", write: "the number as CBP gave it",
		why:     "CBP encrypts numbers of consignees who do not want theirs known to others.",
		example: Example{Wrong: "AB 1234 5678 9012 3456", Right: "AB-123456789012"},
	},
	{
		tags: []string{"passport"}, code: "passport_form", kinds: isfOnly, title: "A passport number has 5 to 15 letters and digits",
		want: "is not 5 to 15 letters and digits", write: "the number as it stands in the passport, without blanks",
		why:     "CBP takes it for persons who import their household goods.",
		example: Example{Wrong: "C 01X", Right: "C01X00T47"},
	},
	{
		tags: []string{"datetime"}, code: "date_of_birth_form", kinds: isfOnly, title: "A date of birth is a date",
		want: "is no date", write: "the date of birth, such as 1984-05-17",
		why:     "It goes with a passport number.",
		example: Example{Wrong: "1984", Right: "1984-05-17"},
	},
	{
		tags: []string{"duns", "duns_plus_4"}, code: "duns_form", kinds: isfOnly, title: "A DUNS number has nine digits, or thirteen with a location",
		want: "does not have nine digits, or thirteen with a location, and nothing between them", write: "the number without dashes, such as 651098772",
		why:     "Dun & Bradstreet number companies so, and CBP takes the number for a party.",
		example: Example{Wrong: "65109877", Right: "651098772"},
	},
	{
		tags: []string{"firms"}, code: "firms_form", kinds: isfOnly, title: "A FIRMS code has four characters",
		want: "is not four letters or digits", write: "the code of the facility, such as Z917",
		why:     "CBP lists facilities that hold bonded goods under such codes.",
		example: Example{Wrong: "Z9178", Right: "Z917"},
	},
	{
		tags: []string{"cbp_entry_number"}, code: "entry_number_form", kinds: isfOnly, title: "A CBP entry number is three letters and eight digits",
		want: "is not three letters and eight digits", write: "the number without dashes, such as CHQ12345676",
		why:     "The API takes the entry number as filer code, number and check digit, written together.",
		example: Example{Wrong: "CHQ-1234567", Right: "CHQ12345676"},
	},
	{
		tags: []string{"surety_code"}, code: "surety_code_form", kinds: isfOnly, title: "A surety code has three digits",
		want: "is not three digits", write: "the code with the zeros in front, such as 016",
		why:     "CBP numbers sureties so. A spreadsheet easily loses the zeros.",
		example: Example{Wrong: "16", Right: "016"},
	},
	{
		tags: []string{"unlocode"}, code: "port_code_form", kinds: bothKinds, title: "A UN/LOCODE is a country's two letters and three more characters",
		want: "is not the country's two letters and three characters for the place", write: "the code, such as CNYTN, or the port's name",
		why:     "The code is the country's two letters and three characters for the place.",
		source:  bothPages + "; UNECE Recommendation 16",
		example: Example{Wrong: "YTN", Right: "CNYTN"},
	},
	{
		tags: []string{"schedule_d"}, code: "schedule_d_form", kinds: bothKinds, title: "A Schedule D code of a US port has four digits",
		want: "is not four digits", write: "the code with the zeros in front, such as 0401",
		why:     "The Census Bureau numbers US ports so.",
		example: Example{Wrong: "401", Right: "0401"},
	},
	{
		tags: []string{"schedule_k"}, code: "schedule_k_form", kinds: bothKinds, title: "A Schedule K code of a foreign port has five digits",
		want: "is not five digits", write: "the code, such as 57078",
		why:     "The Census Bureau numbers foreign ports so.",
		example: Example{Wrong: "5707", Right: "57078"},
	},
	{
		tags: []string{"iata_airport"}, code: "airport_code_form", kinds: orderOnly, title: "An airport code is three letters",
		want: "is not three letters", write: "the IATA code, such as ICN",
		why:     "IATA codes airports so.",
		example: Example{Wrong: "RKSI", Right: "ICN"},
	},
	{
		tags: []string{"iata_airline"}, code: "airline_code_form", kinds: orderOnly, title: "An airline code has two characters",
		want: "is not two letters or digits", write: "the IATA code, such as KE",
		why:     "IATA codes airlines so.",
		example: Example{Wrong: "KAL", Right: "KE"},
	},
	{
		tags: []string{"imo"}, code: "imo_form", kinds: bothKinds, title: "An IMO number of a vessel has seven digits",
		want: "does not have seven digits", write: "the seven digits that follow the letters IMO, such as 9074729",
		why:     "Vessels keep this number for life.",
		source:  bothPages + "; IMO Resolution A.1117(30)",
		example: Example{Wrong: "907472", Right: "9074729"},
	},
	{
		tags: []string{"iso3166_shape"}, code: "country_form", kinds: bothKinds, title: "A country is given by its two-letter code",
		want: "is not a country's two letters", write: "the country's name or its two letters, such as CN",
		why:     "The API takes ISO 3166-1 codes.",
		source:  bothPages + "; ISO 3166-1",
		example: Example{Wrong: "CHINA PR", Right: "CN"},
	},
	{
		tags: []string{"iso4217_shape"}, code: "currency_form", kinds: orderOnly, title: "A currency is given by its three-letter code",
		want: "is not a currency's three letters", write: "the currency's three letters, such as USD",
		why:     "The API takes ISO 4217 codes.",
		source:  orderPage + "; ISO 4217",
		example: Example{Wrong: "US$", Right: "USD"},
	},
	{
		tags: []string{"quantity_unit"}, code: "quantity_unit_form", kinds: isfOnly, title: "A unit of packing is a word in capital letters",
		want: "is no unit of packing", write: "a unit such as carton, package, pallet or bag",
		why:     "The API takes units in capital letters with underscores.",
		example: Example{Wrong: "cartons (mixed)", Right: "CARTON"},
	},
	{
		tags: []string{"email"}, code: "email_form", kinds: orderOnly, title: "An e-mail address is one",
		want: "is not one e-mail address", write: "one address, such as inbound@example.com",
		why:     "The API refuses others, and several in one field.",
		example: Example{Wrong: "inbound at example", Right: "inbound@example.com"},
	},
	{
		tags: []string{"order_fid", "document_fid", "uuid_rfc4122"}, code: "flexport_id_form", kinds: bothKinds, title: "Ids of Flexport and of requests have their form",
		want: "is not an id as Flexport gives them", write: "the id as Flexport gave it",
		why:     "Such ids are set by configuration, not by the sender of a file.",
		example: Example{Wrong: "FLEX-ISF-17", Right: "flx::customs:inbound-isf:a65f2d6e-3b1b-44fd-86b5-a9b7d83a7327"},
	},
}

func shapeRules() []Rule {
	rules := make([]Rule, len(shapes))
	for i, shape := range shapes {
		rules[i] = Rule{
			Code: shape.code, Level: LevelError, Basis: RequiredByAPI, Title: shape.title, Explanation: shape.why,
			Source: shape.source, Kinds: shape.kinds, Example: shape.example,
		}
		if shape.source == "" {
			rules[i].Source = pageOf(shape.kinds)
		}
	}
	return rules
}

// pageOf is the page of the API that tells about some kinds of filings.
func pageOf(kinds []filing.Kind) string {
	switch {
	case len(kinds) > 1:
		return bothPages
	case kinds[0] == filing.KindISF:
		return isfPage
	default:
		return orderPage
	}
}
