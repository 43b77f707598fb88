package profile

import (
	"slices"

	"docket/mapping/field"
	"docket/mapping/layout"
	"docket/mapping/sheet"
)

// A Reading is what a workbook says, read with a profile if one applies to it.
type Reading struct {
	Sheets  []layout.Sheet
	Profile *Profile // nil where recognition reads alone
	Fit     Fit
	Trouble []Trouble // values that the profile's rules could not work on

	book *sheet.Workbook
}

// Applied says whether a profile had a say.
func (r *Reading) Applied() bool { return r.Profile != nil && r.Fit.OK() }

// Read reads a workbook. A profile that does not fit has no say: the workbook is read without it.
func (p *Profile) Read(book *sheet.Workbook) *Reading {
	r := &Reading{Profile: p, book: book, Sheets: layout.Read(book)}
	if p == nil {
		return r
	}
	if r.Fit = p.Fit(book); !r.Fit.OK() {
		return r
	}
	if told := r.untold(); len(told) > 0 {
		r.Sheets = layout.ReadTold(book, told)
	}
	r.Fit.Misfits = r.pinAll()
	if !r.Fit.OK() {
		r.Sheets = layout.Read(book)
	}
	return r
}

// untold are the labels that recognition reads otherwise than the profile.
func (r *Reading) untold() map[sheet.Place]field.Label {
	told := map[sheet.Place]field.Label{}
	for _, p := range r.Fit.pins {
		if p.terms != nil && p.Value != Inside && !r.isRead(p) {
			told[p.place] = field.Label{Terms: p.terms, Score: 1, Ordinal: p.Number}
		}
	}
	return told
}

// isRead says whether a label is read as what the profile says that it asks for.
func (r *Reading) isRead(p pin) bool {
	if c := r.columnOf(p); c != nil {
		return slices.Equal(c.Terms, p.terms)
	}
	f := r.factOf(p)
	return f != nil && slices.Equal(f.Terms, p.terms)
}

// columnOf is the table's column that a label heads, nil for none.
func (r *Reading) columnOf(p pin) *layout.Column {
	for i := range r.Sheets {
		for j := range r.Sheets[i].Tables {
			columns := r.Sheets[i].Tables[j].Columns
			for k := range columns {
				if places := columns[k].Places; len(places) > 0 && places[len(places)-1] == p.place {
					return &columns[k]
				}
			}
		}
	}
	return nil
}

// factOf is the fact of a form that a label has, nil for none.
func (r *Reading) factOf(p pin) *layout.Fact {
	for i := range r.Sheets {
		form := r.Sheets[i].Form
		for j := range form {
			labels := form[j].Labels
			if len(labels) == 0 || labels[len(labels)-1] != p.place {
				continue
			}
			if p.Value != Inside || fold(form[j].Label) == p.text {
				return &form[j]
			}
		}
	}
	return nil
}

// pinAll makes the facts those of the profile, where recognition, told of the labels, still reads otherwise. It
// returns where the file contradicts the profile.
func (r *Reading) pinAll() (misfits []Misfit) {
	for _, p := range r.Fit.pins {
		if p.terms == nil {
			continue
		}
		if c := r.columnOf(p); c != nil {
			r.pinColumn(c, p)
			continue
		}
		f := r.factOf(p)
		if f == nil {
			f = r.addFact(p)
		}
		if !slices.Equal(f.Terms, p.terms) {
			f.Terms, f.Term = p.terms, p.terms[0]
		}
		f.Score, f.Ordinal = 1, max(f.Ordinal, p.Number)
		if !r.pinValue(f, p) {
			misfits = append(misfits, Misfit{Place: sheet.Place{Sheet: p.place.Sheet, Ref: p.value.First}, Message: "The value of \"" + p.Label.Label +
				"\" is not at " + p.value.First.String() + ", where the profile has it, but at " + f.Cells[0].String() + "."})
		}
	}
	return misfits
}

// pinColumn makes the facts under a label what the profile says. Facts that are crossed with the head of their row keep
// what the two say together.
func (r *Reading) pinColumn(c *layout.Column, p pin) {
	was := c.Terms
	c.Terms, c.Score = p.terms, 1
	for i := range r.Sheets {
		for j := range r.Sheets[i].Tables {
			for k := range r.Sheets[i].Tables[j].Rows {
				facts := r.Sheets[i].Tables[j].Rows[k].Facts
				for n := range facts {
					labels := facts[n].Labels
					if len(labels) > 0 && labels[len(labels)-1] == p.place && slices.Equal(facts[n].Terms, was) {
						facts[n].Terms, facts[n].Term, facts[n].Score = p.terms, p.terms[0], 1
					}
				}
			}
		}
	}
}

// sheetOf is the sheet of a place, as read and as it is.
func (r *Reading) sheetOf(place sheet.Place) (*layout.Sheet, *sheet.Sheet) {
	for i, s := range r.book.Sheets {
		if s.Name == place.Sheet {
			return &r.Sheets[i], s
		}
	}
	return nil, nil
}

// addFact is a fact for a label that recognition makes nothing of.
func (r *Reading) addFact(p pin) *layout.Fact {
	s, _ := r.sheetOf(p.place)
	s.Loose = slices.DeleteFunc(s.Loose, func(place sheet.Place) bool { return place == p.place })
	f := layout.Fact{Terms: p.terms, Term: p.terms[0], Label: p.Label.Label, Labels: []sheet.Place{p.place}, Ordinal: p.Number, Score: 1}
	at, _ := slices.BinarySearchFunc(s.Form, f, func(a, b layout.Fact) int {
		if len(a.Labels) == 0 {
			return -1
		}
		return a.Labels[0].Ref.Compare(b.Labels[0].Ref)
	})
	s.Form = slices.Insert(s.Form, at, f)
	for i := range s.Tables {
		if at < s.Tables[i].Above {
			s.Tables[i].Above++
		}
	}
	return &s.Form[at]
}

// pinValue makes the value of a fact what stands in the profile's cells. It is false where nothing stands there, and
// the label has its value elsewhere.
func (r *Reading) pinValue(f *layout.Fact, p pin) bool {
	if !p.hasArea() || p.value.First == p.value.Last && len(f.Cells) > 0 && f.Cells[0].Ref == p.value.First {
		return true
	}
	s, source := r.sheetOf(p.place)
	var values []*sheet.Cell
	for _, row := range source.Rows {
		for i := range row.Cells {
			if c := &row.Cells[i]; p.value.Contains(c.Ref) && !c.Hidden && !row.Hidden {
				values = append(values, c)
			}
		}
	}
	if len(values) == 0 {
		return f.Text == ""
	}
	for _, place := range f.Cells {
		if !p.value.Contains(place.Ref) {
			s.Loose = append(s.Loose, place)
		}
	}
	f.Text, f.Cells, f.Values, f.Beside = "", nil, nil, nil
	for _, c := range values {
		release(s, source.Place(c.Ref))
		if f.Text != "" {
			f.Text += "\n"
		}
		f.Text += c.Text
		f.Cells, f.Values = append(f.Cells, source.Place(c.Ref)), append(f.Values, c)
	}
	return true
}

var noPlace = field.Term{Name: field.NoPlace}

// release takes a cell from whatever it was read as.
func release(s *layout.Sheet, place sheet.Place) {
	s.Loose = slices.DeleteFunc(s.Loose, func(p sheet.Place) bool { return p == place })
	from := func(f *layout.Fact) {
		f.Beside = slices.DeleteFunc(slices.Clone(f.Beside), func(c *sheet.Cell) bool { return c.Ref == place.Ref })
		i := slices.Index(f.Cells, place)
		if i < 0 {
			return
		}
		f.Cells, f.Values = slices.Delete(slices.Clone(f.Cells), i, i+1), slices.Delete(slices.Clone(f.Values), i, i+1)
		f.Text = ""
		for _, c := range f.Values {
			if f.Text != "" {
				f.Text += "\n"
			}
			f.Text += c.Text
		}
	}
	for i := range s.Form {
		from(&s.Form[i])
	}
	for i := range s.Tables {
		for j := range s.Tables[i].Rows {
			for k := range s.Tables[i].Rows[j].Facts {
				from(&s.Tables[i].Rows[j].Facts[k])
			}
		}
	}
}
