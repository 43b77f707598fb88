package template

// orderPlan is the worksheet of customs orders.
func orderPlan() plan {
	return plan{
		sheet: "Bill of lading", title: "Bill of lading worksheet",
		intro: []string{
			"Fill in the white cells and send the file. A customs order is made of each house bill.",
			"Point at a label to read what it asks for. What does not apply stays empty; the lines marked EXAMPLE are not read.",
		},
		fields: []question{
			{label: "Master bill of lading", note: "The bill that the vessel operator issued: its SCAC and the number.", source: carriers, example: "MAEU234567891"},
			{label: "Carrier SCAC", note: "Four letters that name the vessel operator.", source: carriers, example: "MAEU"},
			{label: "Vessel name", note: "Ship that brings the goods.", source: carriers, example: "MAERSK DURGAPUR"},
			{label: "IMO number", note: "Seven digits that stay with the ship for life.", source: flexport, example: "9525340"},
			{label: "Voyage number", note: "The carrier's number of this voyage.", source: carriers, example: "448W"},
			{label: "Port of loading", note: "Name or UN/LOCODE of the port where the goods go on board.", source: carriers, example: "CNSHA"},
			{label: "ETD", note: "Day on which the vessel is to leave the port of loading.", source: flexport, example: "2026-03-02", form: day},
			{label: "Port of unloading", note: "Name or UN/LOCODE of the port where the goods leave the vessel.", source: carriers, example: "USLAX"},
			{label: "ETA", note: "Day on which the vessel is to reach the port of unloading.", source: flexport, example: "2026-03-20", form: day},
			{label: "Incoterm", note: "Who pays and who bears the risk, up to where.", source: flexport, example: "FOB", list: incoterms},
			{label: "Load type", note: "FCL if the goods have the container for themselves, LCL if they share it.", source: flexport, example: "FCL", list: []string{"FCL", "LCL"}},
		},
		tables: []table{partyTable(orderParties, contactColumns()), {
			heading: "Shipments", how: "House bills, one a row; each becomes an order of its own. Without house bills, fill in one row and leave the house bill empty.", rows: 20,
			columns: []question{
				{label: "House bill of lading", note: "The forwarder's or NVOCC's bill at the lowest level: its SCAC and the number.", source: carriers, example: "FLXT00012345"},
				{label: "Packages", note: "How many packages, as a plain number.", source: carriers, example: "120", form: whole},
				{label: "Package type", note: "What the packages are.", source: carriers, example: "CARTONS", list: packageTypes},
				{label: "Gross weight (kg)", note: "Goods with their packing, in kilograms.", source: carriers, example: "1840.5", form: amount},
				{label: "Volume (cbm)", note: "Room that the goods take, in cubic metres.", source: flexport, example: "12.4", form: amount},
				{label: "Invoice value (USD)", note: "Total of the commercial invoices in US dollars.", source: entry, example: "25600", form: amount},
				{label: "Country of origin", note: "Two-letter code of the country where the goods were made.", source: entry, example: "CN", list: countryCodes()},
				{label: "Purchase order numbers", note: "The importer's orders; several are separated by commas.", source: flexport, example: "PO-77120", width: 24},
			},
		}, {
			heading: "Container information", how: "One container a row.", rows: 100, columns: containerColumns(),
		}},
	}
}

// orderParties are the rows of an order's parties, with what each of them is.
var orderParties = [][2]string{
	{"Shipper", "Who sends the goods."},
	{"Consignee", "Who receives the goods."},
	{"Importer of record", "Who owes the duty."},
	{"Buyer", "Who buys the goods."},
	{"Seller", "Who sells the goods."},
	{"Forwarder", "Who arranges the transport."},
	{"Destination agent", "The forwarder's agent at the destination."},
}
