package template

// A Kind is a worksheet that there is a template of.
type Kind string

// The kinds.
const (
	ISF   Kind = "isf"   // Importer Security Filing, 10+2
	Order Kind = "order" // customs order, from a bill of lading
)

// Kinds are all kinds.
var Kinds = []Kind{ISF, Order}

// A plan is what a worksheet asks for.
type plan struct {
	sheet  string
	title  string
	intro  []string
	fields []question // one answer each
	tables []table
}

// A question is a label with its answer. In a table it is a column.
type question struct {
	label   string
	note    string // what to write, in plain words
	source  string // who asks for it
	example string
	form    form
	list    []string // of a drop-down
	width   float64  // of a column, in characters; 0 for the usual
}

// A form is what an answer looks like.
type form uint8

const (
	words  form = iota // as typed, leading zeros and all
	day                // a date
	amount             // a number
	whole              // a number without decimals
)

// A table has a row for each of several.
type table struct {
	heading string
	how     string // to fill it in
	columns []question
	heads   []string // first cell of each row, where rows are not the sender's to choose
	notes   []string // of the heads
	rows    int
}

// Who asks.
const (
	tenPlusTwo = "19 CFR 149.3"
	bonds      = "19 CFR 149.5"
	flexport   = "Flexport customs API"
	carriers   = "19 CFR 4.7a"
	entry      = "19 CFR 142.3"
	tariff     = "Harmonized Tariff Schedule of the United States"
)
