package code

var billCodes = []Code{
	{
		Code: "bill_unreadable", Effect: Error, Title: "A text is not a bill of lading number",
		Explanation: "Bills have letters and digits, mostly the SCAC of their issuer in front, and no sentences.", Remedy: "Write the issuer's SCAC and the number, such as MAEU254817306.",
	},
	{
		Code: "bill_shorthand", Effect: Error, Title: "Several bill numbers are abbreviated",
		Explanation: "“QXLN26120417/18” may mean two bills or one; a number that nobody wrote is not filed.", Remedy: "Write each number in full.",
	},
	{
		Code: "bill_scac_prefixed", Effect: Warning, Title: "A SCAC from another cell was put in front of a bill",
		Explanation: "Customs know a bill by its issuer's SCAC and its number; the file states the two apart.", Remedy: "If the number has its issuer's code already, clear the cell with the SCAC.",
	},
	{
		Code: "several_bills", Effect: Hold, Title: "The file names several bills where a shipment has one",
		Explanation: "Either one of them is wrong, or the file holds several shipments that docket did not tell apart.", Remedy: "Leave one, or give each shipment a form or a row of its own.",
	},
	{
		Code: "house_bill_missing", Effect: Hold, Title: "There is a master bill, and the place for the house bill is empty",
		Explanation: "A bill without house bills may be the carrier's own, which an ISF names as a regular bill; or the house bill is not known yet.", Remedy: "Write the house bill, or N/A if the carrier's bill is a direct one.",
	},
	{
		Code: "issuer_unknown", Effect: Hold, Title: "A bill may be a carrier's or a forwarder's",
		Explanation: "Its label does not tell, the file names no carrier, and docket knows none whose bills begin so. A forwarder's code is not filed as the carrier's.", Remedy: "Give the carrier, or write the bill under a label that says whether it is a master or a house bill.",
	},
	{
		Code: "carrier_unknown", Effect: Error, Title: "docket does not know the carrier",
		Explanation: "An ocean carrier is filed by its SCAC, and no SCAC of this name is known.", Remedy: "Write the carrier's SCAC, such as MAEU.",
	},
	{
		Code: "carrier_from_name", Effect: Warning, Title: "The carrier's SCAC was found by its name",
		Explanation: "The file names the carrier in words of its own.", Remedy: "Write the SCAC where another carrier is meant.",
	},
	{
		Code: "carrier_is_forwarder", Effect: Error, Title: "A forwarder is named as the ocean carrier",
		Explanation: "A forwarder operates no vessel; its SCAC belongs to the house bill.", Remedy: "Give the ocean carrier, or its SCAC.",
	},
	{
		Code: "carrier_conflict", Effect: Hold, Title: "A carrier's name and code are of two carriers",
		Explanation: "One cell names one carrier in words and another by its code.", Remedy: "Give the carrier's SCAC alone.",
	},
	{
		Code: "carrier_several", Effect: Hold, Title: "A cell names several carriers",
		Explanation: "A filing has one, that which operates the vessel.", Remedy: "Give the carrier that operates the vessel.",
	},
	{
		Code: "carriers_differ", Effect: Hold, Title: "The file names two carriers",
		Explanation: "Two cells, or a bill and a cell, speak of two carriers.", Remedy: "Leave the one that operates the vessel.",
	},
	{
		Code: "air_waybill_unreadable", Effect: Error, Title: "A text is not a master air waybill number",
		Explanation: "It has three digits of the airline and eight more, the last of which is a check digit.", Remedy: "Write three digits, a dash and eight digits, such as 180-44182762.",
	},
	{
		Code: "air_waybill_prefix_unknown", Effect: Warning, Title: "docket knows no airline with the waybill's first digits",
		Explanation: "The first three digits are the airline's. A new airline may be missing in docket's list.", Remedy: "Check the first three digits.",
	},
	{
		Code: "house_air_waybill_unreadable", Effect: Error, Title: "A text is not a house air waybill number",
		Explanation: "Forwarders number them with letters and digits.", Remedy: "Write letters and digits only.",
	},
	{
		Code: "airline_unknown", Effect: Error, Title: "docket does not know the airline",
		Explanation: "An airline is filed by its two-character code.", Remedy: "Give the airline's code, such as KE.",
	},
	{
		Code: "airline_conflict", Effect: Hold, Title: "An airline's name and code are of two airlines",
		Explanation: "One cell names one airline in words and another by its code.", Remedy: "Give the airline's two-character code alone.",
	},
}

var containerCodes = []Code{
	{
		Code: "container_number_unreadable", Effect: Error, Title: "A text is not a container number",
		Explanation: "It has four letters and seven digits, after ISO 6346.", Remedy: "Write the number such as CSQU3054383.",
	},
	{
		Code: "container_numbers_several", Effect: Error, Title: "A cell holds several container numbers where one belongs",
		Explanation: "Its neighbours, such as seal and size, would belong to which?", Remedy: "Give each container a row of its own.",
	},
	{
		Code: "container_check_digit_missing", Effect: Error, Title: "A container number lacks its last digit",
		Explanation: "The seventh digit is a check digit, often printed in a box of its own. docket tells what it would be, and adds none by itself.", Remedy: "Write all seven digits as they stand on the container.",
	},
	{
		Code: "container_text_unread", Effect: Warning, Title: "A text beside a container number was not read",
		Explanation: "It is neither a seal nor a size that docket knows.", Remedy: "Give seal, size and type in cells of their own.",
	},
	{
		Code: "container_size_unknown", Effect: Warning, Title: "The API has no size for a container",
		Explanation: "The container is filed without its size.", Remedy: "Nothing has to be done.",
	},
	{
		Code: "equipment_unreadable", Effect: Error, Title: "A text is not a size and type of container",
		Explanation: "docket reads words, short forms and the codes of ISO 6346.", Remedy: "Write a size and type such as 40HC, 20GP or 45G1.",
	},
	{
		Code: "containers_and_types_differ", Effect: Hold, Title: "There are types for another number of containers than are listed",
		Explanation: "Which type is whose cannot be told.", Remedy: "Write one type for each container, in the same order.",
	},
	{
		Code: "seal_unreadable", Effect: Error, Title: "A text is not a seal number",
		Explanation: "Seals have letters and digits.", Remedy: "Write letters and digits only.",
	},
	{
		Code: "seal_or_container", Effect: Hold, Title: "A number under a label of seals may be a container's",
		Explanation: "It has a container's four letters and seven digits, and the check digit is right; seals of some carriers look so too.", Remedy: "Write the containers' numbers under a label of their own, and their seals beside them.",
	},
	{
		Code: "containers_and_seals_differ", Effect: Hold, Title: "There are more or fewer seals than containers",
		Explanation: "Which seal is whose cannot be told.", Remedy: "Write each seal beside its container.",
	},
}

var routeCodes = []Code{
	{
		Code: "port_unreadable", Effect: Error, Title: "A text is not a port",
		Explanation: "It is too long, or says no name and no code.", Remedy: "Give the port's name and country, or its UN/LOCODE.",
	},
	{
		Code: "port_unknown", Effect: Warning, Title: "docket knows no code of a port",
		Explanation: "The port is filed by its name alone.", Remedy: "Write its UN/LOCODE behind the name if it has one.",
	},
	{
		Code: "port_code_unknown", Effect: Warning, Title: "docket does not know a UN/LOCODE",
		Explanation: "The code is filed as it stands; the list grows twice a year.", Remedy: "Check the code.",
	},
	{
		Code: "port_code_conflict", Effect: Hold, Title: "A port's name and code are of two ports",
		Explanation: "One cell names one port in words and another by its code.", Remedy: "Give a name and a code of one port.",
	},
	{
		Code: "port_ambiguous", Effect: Warning, Title: "Several ports have a name",
		Explanation: "The port is filed by its name, without a code.", Remedy: "Write state and country behind the name, or its UN/LOCODE.",
	},
	{
		Code: "port_elsewhere", Effect: Warning, Title: "A port of that name lies elsewhere than the file says",
		Explanation: "The port is filed by its name, without a code.", Remedy: "Check the state and country.",
	},
	{
		Code: "airport_unknown", Effect: Warning, Title: "docket does not know an airport",
		Explanation: "The airport is filed by its name alone.", Remedy: "Write its IATA code, such as ICN.",
	},
	{
		Code: "airport_name_unknown", Effect: Warning, Title: "docket does not know an airport by that name",
		Explanation: "Its code is filed as it stands, and may be that of another airport.", Remedy: "Check that name and code are those of one airport.",
	},
	{
		Code: "airport_code_unknown", Effect: Warning, Title: "docket does not know an airport's code",
		Explanation: "The code is filed as it stands.", Remedy: "Check the code.",
	},
	{
		Code: "airport_ambiguous", Effect: Warning, Title: "A name may be that of several airports",
		Explanation: "The airport is filed by its name, without a code.", Remedy: "Write its IATA code.",
	},
	{
		Code: "vessel_unreadable", Effect: Error, Title: "A text is not a vessel's name",
		Explanation: "It has no letters, or more than any name.", Remedy: "Give the vessel's name.",
	},
	{
		Code: "vessel_or_voyage", Effect: Hold, Title: "The end of a vessel's name may be its voyage",
		Explanation: "“EVER LOTUS 088E” is a vessel with its voyage, and “MSC OSCAR II” is a name; here either can be.", Remedy: "Write the voyage behind a stroke, or in a cell of its own.",
	},
	{
		Code: "voyage_unreadable", Effect: Error, Title: "A text is not a voyage number",
		Explanation: "Voyages have few letters and digits.", Remedy: "Write the voyage as the carrier prints it, such as 088E.",
	},
	{
		Code: "voyages_differ", Effect: Hold, Title: "Two voyages are named",
		Explanation: "One may be that of a feeder.", Remedy: "Leave the voyage of the vessel that arrives in the United States.",
	},
	{
		Code: "flight_unreadable", Effect: Error, Title: "A text is not a flight number",
		Explanation: "It has the airline's code and up to four digits.", Remedy: "Write the airline's code and the number, such as KE037.",
	},
	{
		Code: "imo_unreadable", Effect: Error, Title: "A text is not an IMO number",
		Explanation: "It has seven digits.", Remedy: "Write the vessel's seven digits.",
	},
}

var dateCodes = []Code{
	{
		Code: "date_order", Effect: Hold, Title: "Day and month of a date may be exchanged",
		Explanation: "04/02/2027 is a day in April or in February, and nothing else in the file tells which its sender means.", Remedy: "Write the month as a word, or the date as 2026-12-18.",
	},
	{
		Code: "date_unreadable", Effect: Error, Title: "A text is not a date",
		Explanation: "docket reads dates in many forms and languages; this is none of them.", Remedy: "Write a date such as 2026-12-18 or 18-Dec-2026.",
	},
	{
		Code: "date_impossible", Effect: Error, Title: "A date is a day that no calendar has",
		Explanation: "31 November, for example. Which day is meant only the sender knows.", Remedy: "Check day, month and year.",
	},
	{
		Code: "date_incomplete", Effect: Error, Title: "A date lacks its day or its month",
		Explanation: "A week or a month is no day, and deadlines go by days.", Remedy: "Give day, month and year, such as 18-Dec-2026.",
	},
	{
		Code: "date_without_year", Effect: Error, Title: "A date names no year",
		Explanation: "And no other date of the file tells which it is.", Remedy: "Give the year too, such as 18-Dec-2026.",
	},
	{
		Code: "date_year_assumed", Effect: Warning, Title: "The year of a date was taken from what lies near",
		Explanation: "The date names no year; of the years that it could be, one fits today and the other dates.", Remedy: "Give the year too.",
	},
	{
		Code: "date_is_number", Effect: Error, Title: "A number stands where a date belongs",
		Explanation: "Spreadsheets count days; without the format of a date the number may be anything.", Remedy: "Format the cell as a date.",
	},
	{
		Code: "date_several", Effect: Error, Title: "A cell holds more than one date",
		Explanation: "Which of them counts is not said.", Remedy: "Give one date.",
	},
	{
		Code: "date_with_more", Effect: Warning, Title: "Other words stand with a date",
		Explanation: "The date was read, and the words say nothing of it that docket knows.", Remedy: "Give the date a cell of its own.",
	},
	{
		Code: "date_other_era", Effect: Warning, Title: "A date counts its years from another era",
		Explanation: "Years of Thailand, Taiwan or Japan were read in the common era.", Remedy: "Write the year of the common era.",
	},
}
