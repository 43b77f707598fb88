package sheet

// odsStyles are the styles of a workbook: those that have names that people see, and those that the program made for
// single cells, which may be based on them.
type odsStyles struct {
	named, automatic *odsStyleSheet
	formats          map[string]*odsFormat // of the cell styles that were asked for
	compiled         map[string]*numberFormat
}

// An odsStyleSheet is a list of styles in one part.
type odsStyleSheet struct {
	limit  int
	cells  map[string]odsCellStyle
	tables map[string]bool // styles of tables that are not shown
	values map[string]*odsValueStyle
	base   *odsStyleSheet // where to look for what is not here
}

// An odsCellStyle is the style of a cell: a format of its own, or that of the style it is based on.
type odsCellStyle struct {
	parent, valueStyle string
}

// An odsFormat is how the values of a cell are shown.
type odsFormat struct {
	code   string // "" for General
	format *numberFormat
}

func newODSStyles(limits Limits) odsStyles {
	sheet := func(base *odsStyleSheet) *odsStyleSheet {
		return &odsStyleSheet{limit: limits.Styles, base: base,
			cells: map[string]odsCellStyle{}, tables: map[string]bool{}, values: map[string]*odsValueStyle{}}
	}
	named := sheet(nil)
	return odsStyles{named: named, automatic: sheet(named),
		formats: map[string]*odsFormat{}, compiled: map[string]*numberFormat{}}
}

// read reads the style that has started, of whatever kind.
func (s *odsStyleSheet) read(x *odsXML) error {
	if len(s.cells)+len(s.values)+len(s.tables) >= s.limit {
		return &ReadError{Reason: TooLarge, Part: x.part, Message: tooLarge("the file has more styles than the limit of %d", s.limit).Message}
	}
	name := string(x.get("style:name"))
	switch x.tag() {
	case "style:style":
		return s.readStyle(x, name)
	case "number:number-style", "number:currency-style", "number:percentage-style", "number:date-style", "number:time-style",
		"number:boolean-style", "number:text-style":
		style, err := readValueStyle(x)
		s.values[name] = style
		return err
	}
	return x.skip()
}

func (s *odsStyleSheet) readStyle(x *odsXML, name string) error {
	switch string(x.get("style:family")) {
	case "table-cell":
		s.cells[name] = odsCellStyle{string(x.get("style:parent-style-name")), string(x.get("style:data-style-name"))}
	case "table":
		return x.each(func() error {
			if x.tag() == "style:table-properties" && string(x.get("table:display")) == "false" {
				s.tables[name] = true
			}
			return x.skip()
		})
	}
	return x.skip()
}

// deepest bounds how many styles may be based on one another.
const deepest = 100

// code is the format code of a cell style.
func (s *odsStyleSheet) code(name string) string {
	for range deepest {
		style, found := s.cells[name]
		switch {
		case !found && s.base == nil:
			return ""
		case !found:
			s = s.base
		case style.valueStyle != "":
			return s.valueCode(style.valueStyle)
		default:
			name = style.parent
			if s.base != nil { // what a style is based on has a name
				s = s.base
			}
		}
	}
	return ""
}

// valueStyle finds the style of a value.
func (s *odsStyleSheet) valueStyle(name string) *odsValueStyle {
	if style := s.values[name]; style != nil || s.base == nil {
		return style
	}
	return s.base.valueStyle(name)
}

// format is how a cell of a style shows its values.
func (s *odsStyles) format(style string) *odsFormat {
	if format := s.formats[style]; format != nil {
		return format
	}
	code := s.automatic.code(style)
	if isGeneralCode(code) {
		code = ""
	}
	if s.compiled[code] == nil {
		s.compiled[code] = compileFormat(code)
	}
	format := &odsFormat{code, s.compiled[code]}
	if len(s.formats) < s.named.limit {
		s.formats[style] = format
	}
	return format
}
