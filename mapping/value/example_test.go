package value_test

import (
	"fmt"

	"docket/mapping/value"
)

func ExampleParseDate() {
	_, _, err := value.ParseDate("04/02/2027", value.DateEvidence{})
	fmt.Println(err)

	var evidence value.DateOrderEvidence
	evidence.Add("18/12/2026") // another date of the workbook
	date, _, _ := value.ParseDate("04/02/2027", value.DateEvidence{Order: evidence.Order()})
	fmt.Println(date.RFC3339())
	// Output:
	// “04/02/2027” can be 4 February 2027 or 2 April 2027.
	// 2027-02-04T00:00:00Z
}

func ExampleParseWeight() {
	var evidence value.NumberEvidence
	evidence.AddCount("CTN 1,024") // cartons have no parts, so the comma parts thousands
	weight, _, _ := value.ParseWeight("11,776", value.WeightEvidence{Style: evidence.Style(), Unit: value.Kilogram})
	fmt.Println(weight)
	// Output: 11776 KG
}

func ExampleParseContainers() {
	containers, remarks, _ := value.ParseContainers("TGHU4418279 / SEAL 0041827 / 40HQ")
	fmt.Println(containers[0].Number, containers[0].Size, containers[0].Type, containers[0].Seals)
	fmt.Println(remarks[0].Message)
	// Output:
	// TGHU4418279 FT_40_HC DRY [0041827]
	// The check digit of container TGHU4418279 is wrong; of TGHU441827 it is 5.
}

func ExampleParseParty() {
	party, _, _ := value.ParseParty("Redthorn Mercantile (HK) Limited, Unit 1207, 12/F, 63 Harbour Lane, Kowloon, Hong Kong", value.PartyEvidence{})
	fmt.Println(party.Name)
	fmt.Println(party.Address.Line1)
	fmt.Println(party.Address.City, party.Address.Country)
	// Output:
	// Redthorn Mercantile (HK) Limited
	// Unit 1207, 12/F, 63 Harbour Lane
	// Kowloon HK
}

func ExampleFindReference() {
	reference, _ := value.FindReference("07-555098100 (same as importer of record)")
	fmt.Println(reference.Targets[0])
	fmt.Println(reference.Rest)
	// Output:
	// importer of record
	// 07-555098100
}

func ExampleParseHTS() {
	number, remarks, _ := value.ParseHTS("804508010", value.HTSEvidence{})
	fmt.Println(number, remarks[0].Code)
	// Output: 0804508010 hts_zero_restored
}
