package template

// isfPlan is the worksheet of an Importer Security Filing.
func isfPlan() plan {
	return plan{
		sheet: "ISF", title: "Importer Security Filing (ISF 10+2) worksheet",
		intro: []string{
			"Fill in the white cells and send the file. CBP wants the filing 24 hours before the goods are laden on the vessel.",
			"Point at a label to read what it asks for. What does not apply stays empty; the lines marked EXAMPLE are not read.",
		},
		fields: []question{
			{label: "Master bill of lading", note: "The bill that the vessel operator issued: its SCAC and the number.", source: tenPlusTwo, example: "MAEU234567891"},
			{label: "Regular bill of lading", note: "Only if there is no house bill: the carrier's direct bill, in place of the master bill.", source: tenPlusTwo, example: ""},
			{label: "Carrier SCAC", note: "Four letters that name the vessel operator.", source: flexport, example: "MAEU"},
			{label: "Vessel name", note: "Ship that brings the goods to the United States.", source: flexport, example: "MAERSK DURGAPUR"},
			{label: "IMO number", note: "Seven digits that stay with the ship for life.", source: flexport, example: "9525340"},
			{label: "Voyage number", note: "The carrier's number of this voyage.", source: flexport, example: "448W"},
			{label: "Port of loading", note: "Name or UN/LOCODE of the foreign port where the goods go on board.", source: flexport, example: "CNSHA"},
			{label: "ETD", note: "Day on which the vessel is to leave the port of loading.", source: flexport, example: "2026-03-02", form: day},
			{label: "Port of unloading", note: "Name or UN/LOCODE of the port where the goods leave the vessel.", source: flexport, example: "USLAX"},
			{label: "ETA", note: "Day on which the vessel is to reach the port of unloading.", source: flexport, example: "2026-03-20", form: day},
			{label: "Bond holder number", note: "Number of the party whose bond is obligated.", source: bonds, example: "12-3456789"},
			{label: "Bond type", note: "CONTINUOUS for a bond that covers all shipments of a year, SINGLE_TRANSACTION for this one alone.", source: bonds, example: "CONTINUOUS", list: bondTypes},
			{label: "Bond activity code", note: "What the bond is for. Most importers have IMPORTER_OR_BROKER.", source: bonds, list: bondActivities},
			{label: "Bond reference number", note: "A reference of the bond, where the surety gave one. It is not the bond's number.", source: bonds},
			{label: "Surety code", note: "Three digits that name the surety.", source: bonds, example: "016"},
			{label: "Shipment type", note: "STANDARD_OR_REGULAR_FILINGS unless another one of the list fits.", source: tenPlusTwo, example: "STANDARD_OR_REGULAR_FILINGS", list: shipmentTypes},
			{label: "CBP entry number", note: "Filer code, number and check digit, if the entry has been made.", source: flexport},
			{label: "Purchase order numbers", note: "The importer's orders; several are separated by commas.", source: flexport, example: "PO-77120, PO-77121"},
			{label: "SKU", note: "Your numbers of the products; several are separated by commas.", source: flexport},
			{label: "User defined reference number", note: "Anything by which you want to find this filing again.", source: flexport, example: "SPRING-07"},
		},
		tables: []table{partyTable(isfParties, identityColumns()), {
			heading: "Shipments", how: "House bills, one a row; each becomes a filing of its own. With a regular bill, fill in one row and leave the house bill empty.", rows: 20,
			columns: []question{
				{label: "House bill of lading", note: "The forwarder's or NVOCC's bill at the lowest level: its SCAC and the number.", source: tenPlusTwo, example: "FLXT00012345"},
				{label: "Packages", note: "How many packages, as a plain number.", source: flexport, example: "120", form: whole},
				{label: "Package type", note: "What the packages are.", source: flexport, example: "CARTONS", list: packageTypes},
				{label: "Gross weight (kg)", note: "Goods with their packing, in kilograms.", source: flexport, example: "1840.5", form: amount},
				{label: "Value (USD)", note: "Estimated value of the goods in US dollars.", source: flexport, example: "25600", form: amount},
			},
		}, {
			heading: "Container information", how: "One container a row.", rows: 40, columns: containerColumns(),
		}, {
			heading: "Tariff lines", how: "One tariff number a row, with the name of its manufacturer from the parties above.", rows: 100,
			columns: []question{
				{label: "House bill of lading", note: "House bill under which these goods travel.", source: tenPlusTwo, example: "FLXT00012345"},
				{label: "HTS number", note: "Tariff number of the goods, six digits at least; with or without dots.", source: tenPlusTwo, example: "6109.10.0012"},
				{label: "Country of origin", note: "Two-letter code of the country where the goods were made.", source: tenPlusTwo, example: "CN", list: countryCodes()},
				{label: "Manufacturer name", note: "Who made the goods, written as among the parties above.", source: tenPlusTwo, example: "Hangzhou Knitting Works Co., Ltd.", width: 30},
			},
		}},
	}
}

// isfParties are the rows of an ISF's parties, with what each of them is.
var isfParties = [][2]string{
	{"Importer of record", "Who owes the duty. Its number is required."},
	{"Consignee", "Who receives the goods in the United States. Its number is required."},
	{"Buyer", "Last named party to whom the goods are sold, or who owns them if they are not sold."},
	{"Seller", "Last known party by whom the goods are sold, or who owns them if they are not sold."},
	{"Ship to", "First party that takes the goods after their release, where they are to go."},
	{"Container stuffing location", "Where the goods were put in the container. Due by 24 hours before arrival at the latest."},
	{"Consolidator", "Who put the goods in the container, or had it done. Due by 24 hours before arrival at the latest."},
	{"Booking party", "Who booked the voyage; only if asked for."},
	{"Forwarder", "Who arranges the transport; only if you want it in the filing."},
	{"Manufacturer 1", "Who last made, assembled, produced or grew the goods, or the supplier of the finished goods."},
	{"Manufacturer 2", "A second one, if the goods have several makers."},
	{"Manufacturer 3", "A third one."},
	{"Manufacturer 4", "A fourth one."},
	{"Manufacturer 5", "A fifth one."},
	{"Manufacturer 6", "A sixth one."},
}

// containerColumns are the columns of containers.
func containerColumns() []question {
	return []question{
		{label: "House bill of lading", note: "House bill whose goods are in the container.", source: flexport, example: "FLXT00012345"},
		{label: "Container number", note: "Four letters and seven digits; the last digit checks the others.", source: carriers, example: "MSKU1234565"},
		{label: "Container type", note: "Size and type of the container.", source: flexport, example: "40HC", list: containerTypes},
		{label: "Seal number", note: "Number on the container's seal.", source: carriers, example: "ML-CN8812345"},
	}
}

// identityColumns are the columns of a party's number.
func identityColumns() []question {
	return []question{
		{label: "ID number", note: "Identification number of the importer and the consignee; of others if they have one.", source: tenPlusTwo},
		{label: "ID type", note: "What kind of number it is.", source: tenPlusTwo, list: numberKinds},
	}
}

// contactColumns are the columns of whom to ask at a party.
func contactColumns() []question {
	return []question{
		{label: "Contact", note: "Whom to ask.", source: flexport, example: "Lee Ann Park"},
		{label: "Email", note: "Where to write.", source: flexport, example: "lee.park@example.com"},
		{label: "Phone", note: "Where to call, with the country's code.", source: flexport, example: "+1 555 0100"},
	}
}

// partyTable is a table of parties, one a row, with their addresses and more.
func partyTable(parties [][2]string, more []question) table {
	t := table{heading: "Parties", how: "One party a row.", columns: []question{
		{label: "Name", note: "Full legal name of the company.", source: tenPlusTwo, example: "Hangzhou Knitting Works Co., Ltd."},
		{label: "Address line 1", note: "Street and number.", source: tenPlusTwo, example: "18 Wenyi West Road"},
		{label: "Address line 2", note: "Building, floor or district, if there is one.", source: tenPlusTwo, example: ""},
		{label: "City", note: "City or town.", source: tenPlusTwo, example: "Hangzhou"},
		{label: "State", note: "State or province; two letters in the United States.", source: tenPlusTwo, example: "Zhejiang"},
		{label: "Postal code", note: "ZIP code, all its digits.", source: tenPlusTwo, example: "310012"},
		{label: "Country", note: "Two-letter code of the country.", source: tenPlusTwo, example: "CN", list: countryCodes()},
	}}
	t.columns = append(t.columns, more...)
	for _, p := range parties {
		t.heads, t.notes = append(t.heads, p[0]), append(t.notes, p[1])
	}
	t.rows = len(parties)
	return t
}
