// Package field is the vocabulary of trade worksheets: the canonical fields that docket knows, the roles that parties
// play, and the labels under which both stand in files, in several languages. The labels are data, in the folder
// vocabulary; its README tells how to extend them. Understand says what a cell's text asks for as a label.
package field

// A Name is a canonical field of a shipment, or an attribute of a party.
type Name string

// Fields of a shipment that have a place in the API.
const (
	Bill            Name = "bill"              // bill of lading, level not said
	MasterBill      Name = "master_bill"       // issued by the vessel operator
	HouseBill       Name = "house_bill"        // issued by a forwarder or NVOCC
	RegularBill     Name = "regular_bill"      // direct bill of the carrier, no house bill under it
	LowestBill      Name = "lowest_bill"       // the bill at the lowest level: house if there is one, else regular
	BillSCAC        Name = "bill_scac"         // SCAC that goes in front of the bill of no said level
	MasterBillSCAC  Name = "master_bill_scac"  // SCAC that goes in front of the master bill
	HouseBillSCAC   Name = "house_bill_scac"   // SCAC that goes in front of the house bill
	MasterWaybill   Name = "master_waybill"    // air, MAWB
	HouseWaybill    Name = "house_waybill"     // air, HAWB
	Waybill         Name = "waybill"           // air, level not said
	TruckBill       Name = "truck_bill"        // inland bill of a truck
	ProNumber       Name = "pro_number"        // a trucker's own number of the freight bill
	Trailer         Name = "trailer"           // number; the API has no place for it, and it tells the mode of transport
	CarrierSCAC     Name = "carrier_scac"      //
	Carrier         Name = "carrier"           // by name or code
	Airline         Name = "airline"           //
	Vessel          Name = "vessel"            //
	Voyage          Name = "voyage"            //
	IMO             Name = "imo"               // Lloyd's number of the vessel
	Flight          Name = "flight"            //
	PortOfLoading   Name = "port_of_loading"   //
	PortOfUnloading Name = "port_of_unloading" //
	Transshipment   Name = "transshipment"     //
	InlandPort      Name = "inland_port"       // place of delivery by on-carriage
	PortCode        Name = "port_code"         // UN/LOCODE, Schedule D or K code of a port that the context names
	Departure       Name = "departure"         // estimated, from the port of loading unless the term says from where
	Arrival         Name = "arrival"           // estimated, at the port of unloading unless the term says where
	Container       Name = "container"         // number
	ContainerType   Name = "container_type"    // size, type or both
	Seal            Name = "seal"              //
	Kind            Name = "kind"              // of container or of package, whichever the value is
	ContainerCount  Name = "container_count"   //
	PurchaseOrder   Name = "purchase_order"    //
	SKU             Name = "sku"               //
	Packages        Name = "packages"          // count, often with its unit
	PackageType     Name = "package_type"      //
	GrossWeight     Name = "gross_weight"      //
	Weight          Name = "weight"            // gross or net not said
	WeightUnit      Name = "weight_unit"       //
	Volume          Name = "volume"            //
	VolumeUnit      Name = "volume_unit"       //
	Unit            Name = "unit"              // of the amount that stands before it
	Value           Name = "value"             // of the goods, for customs
	Currency        Name = "currency"          //
	HTS             Name = "hts"               // tariff number
	Origin          Name = "origin"            // country of origin of the goods
	Incoterm        Name = "incoterm"          //
	LoadType        Name = "load_type"         // FCL or LCL, CY or CFS
	BondType        Name = "bond_type"         //
	BondHolder      Name = "bond_holder"       // number of the party whose bond is obligated
	BondActivity    Name = "bond_activity"     //
	BondReference   Name = "bond_reference"    // not the bond number
	SuretyCode      Name = "surety_code"       //
	EntryNumber     Name = "entry_number"      //
	Carnet          Name = "carnet"            //
	Reference       Name = "reference"         // the sender's own, where a form asks for just one
	FilerName       Name = "filer_name"        // legal name of the ISF filer
	ShipmentType    Name = "shipment_type"     //
	Mode            Name = "mode"              // of transport
)

// Attributes of a party.
const (
	PartyName  Name = "name"
	Party      Name = "party" // name and address in one
	Address    Name = "address"
	Street     Name = "street" // one address line
	District   Name = "district"
	City       Name = "city"
	State      Name = "state"
	PostalCode Name = "postal_code"
	Country    Name = "country"
	Phone      Name = "phone"
	Email      Name = "email"
	Contact    Name = "contact"
	Identifier Name = "identifier" // kind not said: IRS, EIN, SSN or CBP-assigned number
	EIN        Name = "ein"
	SSN        Name = "ssn"
	CBPNumber  Name = "cbp_number"
	DUNS       Name = "duns"
	FIRMS      Name = "firms"
	Passport   Name = "passport"
	BirthDate  Name = "birth_date"
	IssuedBy   Name = "issuing_country" // of a passport
	PartyRef   Name = "party_reference" // the client's own code of the party
)

// NoPlace is a field that docket knows and the API has no place for: a booking number, net weight, marks. Its value is
// told apart from those of other fields, and listed as unmapped.
const NoPlace Name = "no_place"

// A Role is the part that a party plays.
type Role string

// The roles. Those without a place in the API are known so that their parties are not taken for others.
const (
	Importer             Role = "importer"
	Consignee            Role = "consignee"
	Buyer                Role = "buyer"
	Seller               Role = "seller"
	Manufacturer         Role = "manufacturer"
	ShipTo               Role = "ship_to"
	StuffingLocation     Role = "stuffing_location"
	Consolidator         Role = "consolidator"
	BookingParty         Role = "booking_party"
	Shipper              Role = "shipper"
	Forwarder            Role = "forwarder"
	DestinationAgent     Role = "destination_agent"
	OriginAgent          Role = "origin_agent"
	ImportBroker         Role = "import_broker"
	ExportBroker         Role = "export_broker"
	DestinationWarehouse Role = "destination_warehouse"
	OriginWarehouse      Role = "origin_warehouse"
	Notify               Role = "notify"   // no place
	Preparer             Role = "preparer" // no place: who filled in the form
)

// Roles are all roles, in the order in which a filing lists its parties.
var Roles = []Role{
	Importer, Consignee, Buyer, Seller, Manufacturer, ShipTo, StuffingLocation, Consolidator, BookingParty, Shipper,
	Forwarder, DestinationAgent, OriginAgent, ImportBroker, ExportBroker, DestinationWarehouse, OriginWarehouse, Notify, Preparer,
}

// HasPlace says whether a filing has a place for parties in the role.
func (r Role) HasPlace() bool { return r != Notify && r != Preparer }

// An Aside is what a label can be besides a field or a role.
type Aside string

// The asides.
const (
	Section      Aside = "section"      // heads a part of the form: "PARTIES"
	Question     Aside = "question"     // heads the column of labels: "Data element"
	Answer       Aside = "answer"       // heads the column of values: "Your answer"
	Former       Aside = "former"       // heads the column of what was stated before: "As filed"
	Amended      Aside = "amended"      // heads the column of what is to replace it: "Amended to"
	Explanation  Aside = "explanation"  // heads a column of explanations, or begins a note
	Example      Aside = "example"      // heads a column, or begins a row, of examples
	Total        Aside = "total"        // begins a row of totals
	Line         Aside = "line"         // numbers the lines of a table: "No.", "Item"
	PartyColumn  Aside = "party"        // heads the column that names each row's role
	Instructions Aside = "instructions" // title of a sheet that tells how to fill in the others
	IsfTitle     Aside = "isf_title"    // title of an ISF worksheet
	BolTitle     Aside = "bol_title"    // title of a bill of lading, waybill, manifest, shipping instruction, packing list
	OtherTitle   Aside = "other_title"  // title of a document that is never a filing: price list, quotation
)

// isNumber says whether the name is a number by which something is called, of which labels may say so: "house bill no."
func (n Name) isNumber() bool {
	switch n {
	case Bill, MasterBill, HouseBill, RegularBill, LowestBill, MasterWaybill, HouseWaybill, Waybill, TruckBill, Container, Seal, PurchaseOrder, HTS:
		return true
	}
	return false
}

// IsPort says whether the name is a port of the route.
func (n Name) IsPort() bool {
	return n == PortOfLoading || n == PortOfUnloading || n == Transshipment || n == InlandPort
}

// IsMeasure says whether the name is an amount with a unit.
func (n Name) IsMeasure() bool {
	return n == GrossWeight || n == Weight || n == Volume || n == Packages || n == Value
}

// IsAttribute says whether the name is an attribute of a party.
func (n Name) IsAttribute() bool {
	switch n {
	case PartyName, Party, Address, Street, District, City, State, PostalCode, Country, Phone, Email, Contact, PartyRef:
		return true
	default:
		return n.IsIdentifier()
	}
}

// IsIdentifier says whether the name is an identification number of a party.
func (n Name) IsIdentifier() bool {
	switch n {
	case Identifier, EIN, SSN, CBPNumber, DUNS, FIRMS, Passport, BirthDate, IssuedBy:
		return true
	default:
		return false
	}
}
