package code

var goodsCodes = []Code{
	{
		Code: "hts_unreadable", Effect: Error, Title: "A text is not a tariff number",
		Explanation: "It has 6, 8 or 10 digits, with or without points.", Remedy: "Write the number such as 6109.10.0012.",
	},
	{
		Code: "hts_too_short", Effect: Error, Title: "A tariff number is a heading of four digits",
		Explanation: "CBP wants at least six.", Remedy: "Give at least six digits.",
	},
	{
		Code: "hts_length", Effect: Error, Title: "A tariff number has an odd number of digits",
		Explanation: "A digit is missing or too much, and which cannot be told.", Remedy: "Write 6, 8 or 10 digits.",
	},
	{
		Code: "hts_zero_restored", Effect: Warning, Title: "A tariff number has lost a zero",
		Explanation: "Spreadsheets drop zeros in front of a number and at the end of its decimals. Only one number fits, and it was restored.", Remedy: "Format the cell as text and write the number in full.",
	},
	{
		Code: "hts_zero_or_digit", Effect: Hold, Title: "A tariff number has lost a zero, or has a digit too many",
		Explanation: "Both readings are numbers of the tariff.", Remedy: "Format the cell as text and write the number in full.",
	},
	{
		Code: "hts_foreign", Effect: Warning, Title: "A tariff number is that of another country",
		Explanation: "It has more digits than US numbers; only the first six are the same everywhere, and these are filed.", Remedy: "Give the US number of 10 digits if you know it.",
	},
	{
		Code: "hts_heading_unknown", Effect: Warning, Title: "A tariff number's heading is not in the Harmonized System",
		Explanation: "The first four digits are none of its headings.", Remedy: "Check the first four digits.",
	},
	{
		Code: "several_origins", Effect: Hold, Title: "Several countries of origin are named for several tariff numbers",
		Explanation: "Which holds for which is not said, and duties depend on it.", Remedy: "Give each tariff number a line of its own with its country of origin.",
	},
	{
		Code: "tariff_without_manufacturer", Effect: Hold, Title: "Which manufacturer made the goods of a tariff number is not said",
		Explanation: "There are several manufacturers, and CBP wants each tariff number linked to one.", Remedy: "Name the manufacturer in the row of its goods.",
	},
}

var amountCodes = []Code{
	{
		Code: "number_unreadable", Effect: Error, Title: "A text is not a number",
		Explanation: "The label asks for one.", Remedy: "Write digits with at most one decimal separator, such as 1234.56.",
	},
	{
		Code: "number_separator", Effect: Hold, Title: "A separator may stand before decimals or between thousands",
		Explanation: "1.234 is a little more than one or more than a thousand, and nothing else in the file tells which.", Remedy: "Write the number without a thousands separator, and with a point before decimals.",
	},
	{
		Code: "number_approximate", Effect: Warning, Title: "A number is approximate",
		Explanation: "It was filed as it stands; an ISF takes estimates.", Remedy: "Give the exact number as soon as it is known.",
	},
	{
		Code: "several_amounts", Effect: Hold, Title: "Further amounts stand behind an amount",
		Explanation: "They may be those of other rows, or parts of a total.", Remedy: "Write one amount behind the label, or a table with a head above its columns.",
	},
	{
		Code: "amount_repeated", Effect: Hold, Title: "Each row states the same amounts",
		Explanation: "They may be those of the row or of the whole shipment: the total would be either.", Remedy: "Write the amounts of each row, or those of the shipment once.",
	},
	{
		Code: "tables_differ", Effect: Hold, Title: "Two tables add up to different totals",
		Explanation: "Both list the goods of the shipment, and only the sender knows which is complete.", Remedy: "Correct one of the two.",
	},
	{
		Code: "units_differ", Effect: Hold, Title: "Rows state an amount in different units",
		Explanation: "Their sum would have to be converted, and one of the units may be a slip.", Remedy: "Write all rows in one unit.",
	},
	{
		Code: "unit_missing", Effect: Warning, Title: "An amount without unit is left out",
		Explanation: "The filing can be sent without it, and a guessed unit would be filed as the sender's.", Remedy: "Write the unit behind the amount.",
	},
	{
		Code: "weight_unreadable", Effect: Error, Title: "A text is not a weight",
		Explanation: "A weight is a number and its unit.", Remedy: "Write a number and its unit, such as 7812.4 KG.",
	},
	{
		Code: "weight_without_unit", Effect: Warning, Title: "A weight has no unit",
		Explanation: "Neither the cell nor its header tells one.", Remedy: "Write the unit behind the number, or in the header: KG or LBS.",
	},
	{
		Code: "weight_unit_differs", Effect: Warning, Title: "A weight states another unit than its header",
		Explanation: "What stands beside the number counts.", Remedy: "Check the unit.",
	},
	{
		Code: "weight_several", Effect: Hold, Title: "A cell holds several weights",
		Explanation: "They are not the same in two units.", Remedy: "Give one gross weight.",
	},
	{
		Code: "weight_ton", Effect: Hold, Title: "A ton may be of 1000 kg, 2000 or 2240 pounds",
		Explanation: "The text does not tell which, and the difference is more than a tolerance.", Remedy: "Give the weight in kilograms.",
	},
	{
		Code: "weight_net", Effect: Error, Title: "A net weight stands where the gross weight belongs",
		Explanation: "The text itself says that it is net.", Remedy: "Give the gross weight.",
	},
	{
		Code: "weight_negative", Effect: Error, Title: "A weight is less than nothing",
		Explanation: "It mostly comes from a formula.", Remedy: "Check the weight.",
	},
	{
		Code: "weight_converted", Effect: Warning, Title: "A weight was converted",
		Explanation: "The API has no such unit; the message tells what was filed.", Remedy: "Nothing has to be done.",
	},
	{
		Code: "volume_unreadable", Effect: Error, Title: "A text is not a volume",
		Explanation: "A volume is a number and its unit.", Remedy: "Write a number and its unit, such as 61.8 CBM.",
	},
	{
		Code: "volume_without_unit", Effect: Warning, Title: "A volume has no unit",
		Explanation: "Neither the cell nor its header tells one.", Remedy: "Write the unit behind the number, or in the header: CBM or CFT.",
	},
	{
		Code: "volume_unit_differs", Effect: Warning, Title: "A volume states another unit than its header",
		Explanation: "What stands beside the number counts.", Remedy: "Check the unit.",
	},
	{
		Code: "volume_several", Effect: Hold, Title: "A cell holds several volumes",
		Explanation: "They are not the same in two units.", Remedy: "Give one volume.",
	},
	{
		Code: "volume_negative", Effect: Error, Title: "A volume is less than nothing",
		Explanation: "It mostly comes from a formula.", Remedy: "Check the volume.",
	},
	{
		Code: "volume_converted", Effect: Warning, Title: "A volume was converted",
		Explanation: "The API has no such unit; the message tells what was filed.", Remedy: "Nothing has to be done.",
	},
	{
		Code: "count_unreadable", Effect: Error, Title: "A text is not a count of packages",
		Explanation: "A count is a number and a kind of package.", Remedy: "Write a number and the kind of package, such as 640 CTNS.",
	},
	{
		Code: "count_not_whole", Effect: Error, Title: "A count of packages is not whole",
		Explanation: "Often a weight or a volume stands in the column.", Remedy: "Write a whole number.",
	},
	{
		Code: "count_out_of_range", Effect: Error, Title: "A count is none that a shipment has",
		Explanation: "It is negative or has too many digits.", Remedy: "Check the count.",
	},
	{
		Code: "count_several", Effect: Hold, Title: "A cell holds several counts",
		Explanation: "Which are the outermost packages, that customs count, is not clear.", Remedy: "Give one count, that of the outermost packages.",
	},
	{
		Code: "count_added", Effect: Warning, Title: "Counts of several kinds of packages were added",
		Explanation: "A filing has one count; the message tells it.", Remedy: "Nothing has to be done.",
	},
	{
		Code: "count_of_outer", Effect: Warning, Title: "Packages inside of others are not counted",
		Explanation: "Of “12 pallets, 480 cartons” the outer packages are filed.", Remedy: "If customs shall know the inner ones, write their number alone.",
	},
	{
		Code: "count_multiplied", Effect: Warning, Title: "A count is written as a product",
		Explanation: "Of “12 pallets x 40 cartons” the outermost packages are filed.", Remedy: "Write how many there are in all.",
	},
	{
		Code: "package_unit_unknown", Effect: Error, Title: "docket does not know a kind of package",
		Explanation: "The API takes kinds of a list.", Remedy: "Write one such as CARTONS, PALLETS or PIECES.",
	},
	{
		Code: "package_kind_unknown", Effect: Warning, Title: "A row's kind of package is not known to docket",
		Explanation: "They are filed as packages, without their kind.", Remedy: "Write one such as CARTONS, PALLETS or CRATES.",
	},
	{
		Code: "package_units_several", Effect: Error, Title: "A text names several kinds of packages",
		Explanation: "Which of them the count counts is not said.", Remedy: "Name the one that the count counts.",
	},
}

var moneyCodes = []Code{
	{
		Code: "money_unreadable", Effect: Error, Title: "A text is not an amount of money",
		Explanation: "It is a number and a currency.", Remedy: "Write a currency code and a number, such as USD 18400.00.",
	},
	{
		Code: "money_without_currency", Effect: Warning, Title: "An amount of money has no currency",
		Explanation: "Neither the cell nor its header tells one.", Remedy: "Write the currency's code beside the amount, or in the header: USD.",
	},
	{
		Code: "money_currency", Effect: Hold, Title: "A sign stands for several currencies",
		Explanation: "$ is the dollar of a dozen countries, ¥ the yen and the yuan.", Remedy: "Write the currency's code, such as USD.",
	},
	{
		Code: "money_currencies", Effect: Error, Title: "An amount states two currencies",
		Explanation: "Which of them counts is not said.", Remedy: "State one.",
	},
	{
		Code: "money_currency_differs", Effect: Warning, Title: "An amount states another currency than its header",
		Explanation: "What stands beside the number counts.", Remedy: "Check the currency.",
	},
	{
		Code: "money_negative", Effect: Error, Title: "An amount of money is less than nothing",
		Explanation: "Often it is a discount or a credit.", Remedy: "Check the amount.",
	},
	{
		Code: "value_without_currency", Effect: Warning, Title: "A value without currency is left out of an ISF",
		Explanation: "An ISF counts in US dollars, and the file does not say that the value does.", Remedy: "Write the currency beside the value.",
	},
	{
		Code: "value_in_other_currency", Effect: Warning, Title: "A value in another currency is left out of an ISF",
		Explanation: "An ISF counts in US dollars; docket knows no rates.", Remedy: "Write the value in US dollars if it is to be filed.",
	},
}

var termCodes = []Code{
	{
		Code: "incoterm_unknown", Effect: Error, Title: "A text is not an Incoterm",
		Explanation: "The API takes those of Incoterms 2020, and DAT.", Remedy: "Write one such as FOB, FCA or EXW.",
	},
	{
		Code: "incoterm_former", Effect: Error, Title: "A delivery term is no longer an Incoterm",
		Explanation: "The API does not take those of older editions; which one is meant now the contract tells.", Remedy: "Write the term of Incoterms 2020.",
	},
	{
		Code: "incoterms_several", Effect: Hold, Title: "A cell names several delivery terms",
		Explanation: "A shipment is sold on one.", Remedy: "Give one.",
	},
	{
		Code: "service_unknown", Effect: Error, Title: "A text is not a type of move",
		Explanation: "It tells whether the goods fill their containers.", Remedy: "Write FCL or LCL, or one such as CY/CY.",
	},
	{
		Code: "load_unread", Effect: Hold, Title: "Whether a text says FCL or LCL is not clear",
		Explanation: "The two are different kinds of freight to the API.", Remedy: "Write FCL or LCL.",
	},
	{
		Code: "service_conflict", Effect: Hold, Title: "A text says both FCL and LCL",
		Explanation: "The two are different kinds of freight to the API.", Remedy: "Write FCL or LCL.",
	},
	{
		Code: "shipment_type_unknown", Effect: Error, Title: "A text is no kind of shipment that CBP knows",
		Explanation: "Standard, household goods, government, carnet and the like are.", Remedy: "Leave it empty for a standard shipment.",
	},
	{
		Code: "shipment_types_several", Effect: Hold, Title: "A cell names several kinds of shipment",
		Explanation: "An ISF has one.", Remedy: "Name one.",
	},
	{
		Code: "shipment_isf5", Effect: Error, Title: "The goods only pass through the United States",
		Explanation: "For these an ISF-5 is due, which the carrier or NVOCC files; docket files ISF-10 alone.", Remedy: "Have the carrier or NVOCC file the ISF-5.",
	},
	{
		Code: "bond_type_unknown", Effect: Error, Title: "A text is not a type of bond",
		Explanation: "A bond is continuous or for a single transaction.", Remedy: "Write Continuous or Single transaction.",
	},
	{
		Code: "bond_activity_unknown", Effect: Error, Title: "A text is not an activity of a bond",
		Explanation: "CBP numbers the activities that a bond covers.", Remedy: "Write CBP's activity code, such as 1 for importer or broker.",
	},
}
