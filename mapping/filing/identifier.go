package filing

// An EntityIdentifier is the number of an entity in one of nine kinds: *EIN, *SSN, *CBPAssignedNumber, *DUNS,
// *DUNSPlus4, *FIRMS, *Passport, *EncryptedConsigneeNumber or *SCAC. Its key on the wire tells the kind. Inferred: the
// source shows nine unnamed objects; these are CBP's nine kinds, with formats from CBP's ISF specification.
type EntityIdentifier interface {
	// Personal tells whether it is personal data, to be kept out of logs and masked in reports.
	Personal() bool
	// Text is the number itself.
	Text() string

	entityIdentifier()
}

// An EIN is an employer identification number, or "IRS number". Inferred: key and format.
type EIN struct {
	// Number is NN-NNNNNNN and CBP's suffix of two characters; 00 if left out: "12-345678900".
	Number string `json:"employer_identification_number,omitzero" validate:"required,ein"`
}

// An SSN is a US social security number, personal data. Inferred: key and format.
type SSN struct {
	// Number is NNN-NN-NNNN.
	Number string `json:"social_security_number,omitzero" validate:"required,ssn"`
}

// A CBPAssignedNumber is the number that CBP gives an importer without EIN and SSN. Inferred: key and format.
type CBPAssignedNumber struct {
	// Number is YYDDPP-NNNNN: "240127-00001".
	Number string `json:"cbp_assigned_number,omitzero" validate:"required,cbp_assigned_number"`
}

// A DUNS is Dun & Bradstreet's number of a company. Inferred: key and format.
type DUNS struct {
	// Number is nine digits.
	Number string `json:"duns_number,omitzero" validate:"required,duns"`
}

// A DUNSPlus4 is a DUNS number with four digits for a location of the company. Inferred: key and format.
type DUNSPlus4 struct {
	// Number is thirteen digits.
	Number string `json:"duns_plus_4_number,omitzero" validate:"required,duns_plus_4"`
}

// A FIRMS is CBP's code of a facility that holds bonded goods. Inferred: key and format.
type FIRMS struct {
	// Code is four capital letters or digits: "Z999".
	Code string `json:"firms_code,omitzero" validate:"required,firms"`
}

// A Passport is a person's passport with what CBP wants to know of it, personal data. Inferred: keys and formats.
type Passport struct {
	// Number is 5 to 15 capital letters and digits.
	Number string `json:"passport_number,omitzero" validate:"required,passport"`
	// CountryOfIssuance is ISO 3166-1 alpha-2.
	CountryOfIssuance string `json:"country_of_issuance,omitzero" validate:"required,iso3166_shape"`
	// DateOfBirth is the person's.
	DateOfBirth Date `json:"date_of_birth,omitzero" validate:"required,datetime=2006-01-02"`
}

// An EncryptedConsigneeNumber is a consignee's number as CBP encrypted it. Inferred: key and format.
type EncryptedConsigneeNumber struct {
	// Number is up to 15 capital letters, digits and dashes.
	Number string `json:"cbp_encrypted_consignee_number,omitzero" validate:"required,cbp_encrypted_consignee_number"`
}

// A SCAC is the Standard Carrier Alpha Code of a carrier or forwarder. Inferred: key and format.
type SCAC struct {
	// Code is four capital letters: "MAEU".
	Code string `json:"scac,omitzero" validate:"required,scac"`
}

// Personal is false.
func (*EIN) Personal() bool { return false }

// Personal is true.
func (*SSN) Personal() bool { return true }

// Personal is false.
func (*CBPAssignedNumber) Personal() bool { return false }

// Personal is false.
func (*DUNS) Personal() bool { return false }

// Personal is false.
func (*DUNSPlus4) Personal() bool { return false }

// Personal is false.
func (*FIRMS) Personal() bool { return false }

// Personal is true.
func (*Passport) Personal() bool { return true }

// Personal is false.
func (*EncryptedConsigneeNumber) Personal() bool { return false }

// Personal is false.
func (*SCAC) Personal() bool { return false }

// Text is the number.
func (i *EIN) Text() string { return i.Number }

// Text is the number.
func (i *SSN) Text() string { return i.Number }

// Text is the number.
func (i *CBPAssignedNumber) Text() string { return i.Number }

// Text is the number.
func (i *DUNS) Text() string { return i.Number }

// Text is the number.
func (i *DUNSPlus4) Text() string { return i.Number }

// Text is the code.
func (i *FIRMS) Text() string { return i.Code }

// Text is the number of the passport.
func (i *Passport) Text() string { return i.Number }

// Text is the number.
func (i *EncryptedConsigneeNumber) Text() string { return i.Number }

// Text is the code.
func (i *SCAC) Text() string { return i.Code }

func (*EIN) entityIdentifier()                      {}
func (*SSN) entityIdentifier()                      {}
func (*CBPAssignedNumber) entityIdentifier()        {}
func (*DUNS) entityIdentifier()                     {}
func (*DUNSPlus4) entityIdentifier()                {}
func (*FIRMS) entityIdentifier()                    {}
func (*Passport) entityIdentifier()                 {}
func (*EncryptedConsigneeNumber) entityIdentifier() {}
func (*SCAC) entityIdentifier()                     {}
