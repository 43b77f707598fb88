package code

var partyCodes = []Code{
	{
		Code: "party_unreadable", Effect: Error, Title: "A text is neither the name nor the address of a party",
		Explanation: "The label asks for a party.", Remedy: "Write name and address of the party.",
	},
	{
		Code: "party_without_name", Effect: Hold, Title: "A party has an address and no name",
		Explanation: "The name may stand where docket did not look for it.", Remedy: "Write the name beside or below the label of the party, or take the address out.",
	},
	{
		Code: "party_is_reference", Effect: Error, Title: "A party is only a reference to another",
		Explanation: "“Same as consignee” was found where the party that is meant cannot be told.", Remedy: "Name the party.",
	},
	{
		Code: "reference_unknown", Effect: Error, Title: "Which party a reference means is not clear",
		Explanation: "“Same as above” and the like name a party that the file does not have, or several.", Remedy: "Name the party.",
	},
	{
		Code: "reference_circle", Effect: Error, Title: "Parties refer to each other, and none is named",
		Explanation: "The buyer is the same as the consignee, and the consignee the same as the buyer.", Remedy: "Name one of them.",
	},
	{
		Code: "several_parties", Effect: Hold, Title: "The file names several parties for one role",
		Explanation: "Either one of them is wrong, or the file holds several shipments that docket did not tell apart.", Remedy: "Leave one, or give each shipment a form or a row of its own.",
	},
	{
		Code: "party_name_code", Effect: Warning, Title: "What stands behind a name may be a place or part of the name",
		Explanation: "CO, for example, is a company, Colorado and Colombia. It was taken for a part of the name.", Remedy: "Give the address in full, or write the company's form with dots.",
	},
	{
		Code: "party_name_unit", Effect: Warning, Title: "What stands behind a name may be of the name or of the address",
		Explanation: "Building 6 behind a company's name may be what its site there is called, or the first part of its address. It was taken for a part of the name.",
		Remedy:      "Write what belongs to the address on the line of the street.",
	},
	{
		Code: "party_to_order", Effect: Warning, Title: "A party is only who the goods are to the order of",
		Explanation: "“To order of First Harbor Bank” tells who has the bill in hand. Customs want who receives the goods, often the notify party.", Remedy: "If another receives the goods, name that one.",
	},
	{
		Code: "party_on_behalf", Effect: Warning, Title: "A name is that of an agent and of who it acts for",
		Explanation: "“A on behalf of B” was filed as it stands.", Remedy: "Name the company that is meant alone.",
	},
	{
		Code: "party_identifier_unread", Effect: Warning, Title: "A number beside a party's name could not be read",
		Explanation: "The party is filed without it; where the number is required, that is told too.", Remedy: "Write it as 12-345678900, in a cell of its own.",
	},
}

var addressCodes = []Code{
	{
		Code: "address_unreadable", Effect: Error, Title: "A text is not an address",
		Explanation: "None of its parts is filled in, or it is longer than any address is.", Remedy: "Give street, city, state, postal code and country.",
	},
	{
		Code: "address_without_city", Effect: Warning, Title: "An address names no city",
		Explanation: "None was found in the text. Where the city is required, that is told too.", Remedy: "Give the city in a cell of its own, or behind a comma before the country.",
	},
	{
		Code: "address_city_unsure", Effect: Warning, Title: "The city of an address is taken from where it stands",
		Explanation: "docket's list of cities does not have it, or it is not parted from the street.", Remedy: "Give the city in a cell of its own, or add the postal code.",
	},
	{
		Code: "address_country_inferred", Effect: Warning, Title: "The country of an address follows from its end",
		Explanation: "The address names no country, but a state or postal code that only one country has.", Remedy: "Write the country behind it.",
	},
	{
		Code: "address_country_from_number", Effect: Warning, Title: "The country of an address is that of the party's number",
		Explanation: "The address names no country, and the number beside it is given by the authorities of one.", Remedy: "Write the country behind the city.",
	},
	{
		Code: "address_not_latin", Effect: Warning, Title: "An address is not in Latin letters",
		Explanation: "US customs take no others.", Remedy: "Write it in English.",
	},
	{
		Code: "zip_zero_restored", Effect: Warning, Title: "A ZIP code has lost the zero in front",
		Explanation: "Spreadsheets drop it from numbers. The state tells that there was one, and it was restored.", Remedy: "Format the cell as text and write all five digits.",
	},
	{
		Code: "countries_several", Effect: Error, Title: "A text names several countries where one belongs",
		Explanation: "Which of them counts is not said.", Remedy: "Name one.",
	},
	{
		Code: "country_is_union", Effect: Error, Title: "A union of countries stands where a country belongs",
		Explanation: "The European Union, for example, is no country of origin for US customs.", Remedy: "Name the country, such as Germany.",
	},
}

var numberCodes = []Code{
	{
		Code: "identifier_unreadable", Effect: Error, Title: "A text is not the number that its label asks for",
		Explanation: "EIN, social security, CBP-assigned, passport, DUNS numbers and FIRMS codes each have a form of their own.", Remedy: "Write the number in its own form, such as 12-345678900 for an EIN.",
	},
	{
		Code: "identifier_kind", Effect: Hold, Title: "A number may be of two kinds",
		Explanation: "Nine digits without dashes are an EIN or a social security number; eleven may be an EIN with suffix or a CBP-assigned number.", Remedy: "Write an EIN as 12-3456789, a social security number as 123-45-6789, or label the number.",
	},
	{
		Code: "identifiers_several", Effect: Hold, Title: "A cell holds several identification numbers",
		Explanation: "Which of them counts is not said.", Remedy: "Give one number.",
	},
	{
		Code: "several_numbers", Effect: Hold, Title: "The file states two numbers for one party",
		Explanation: "Only the sender knows which is right.", Remedy: "Leave the right one.",
	},
	{
		Code: "identifier_unlabelled", Effect: Error, Title: "A number is of a kind that nothing tells",
		Explanation: "Thirteen digits may be a DUNS+4 number or one of another country.", Remedy: "Write DUNS+4 before them if they are one.",
	},
	{
		Code: "identifier_foreign", Effect: Error, Title: "A number is that of another country's authorities",
		Explanation: "US customs do not know parties by VAT, EORI, IEC or such numbers.", Remedy: "Give the IRS number, the social security number or the CBP-assigned number.",
	},
	{
		Code: "identifier_is_ssn", Effect: Error, Title: "A social security number stands where an EIN belongs",
		Explanation: "Its dashes tell. A person's number is not filed as a company's.", Remedy: "Write an EIN as 12-345678900, or label the number as a social security number.",
	},
	{
		Code: "ein_zero_restored", Effect: Warning, Title: "An EIN has lost the zero in front",
		Explanation: "Spreadsheets drop it from numbers; it was restored.", Remedy: "Format the cell as text and write the number in full.",
	},
}
