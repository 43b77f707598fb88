package profile

import (
	"fmt"
	"slices"
	"strings"

	"docket/mapping/sheet"
)

// A Fit is how a workbook's labels stand to those of a profile.
type Fit struct {
	Labels  int // that the profile asks of the workbook
	Moved   []Move
	Misfits []Misfit

	pins []pin
}

// OK says whether the profile can be applied.
func (f Fit) OK() bool { return len(f.Misfits) == 0 }

// share is how many of the labels were found, 0 to 1.
func (f Fit) share() float64 { return float64(f.Labels-len(f.Misfits)) / float64(max(f.Labels, 1)) }

// A Move is a label that is found elsewhere than in the file that the profile was made of.
type Move struct {
	Label    string
	From, To sheet.Place
}

func (m Move) String() string { return fmt.Sprintf("%q moved from %s to %s", m.Label, m.From, m.To) }

// A Misfit is where a file is not as its profile says.
type Misfit struct {
	Place   sheet.Place // where the profile has it
	Message string      // a sentence
}

func (m Misfit) String() string { return m.Message }

// A pin is a label of the profile, found in a workbook.
type pin struct {
	*Label
	place sheet.Place // of the label
	value sheet.Area  // of the value, moved as the label was; zero for none
}

// Fit compares a workbook's labels with the profile's. Each sheet of the profile applies to all sheets that have its
// labels; there has to be one at least.
func (p *Profile) Fit(book *sheet.Workbook) (fit Fit) {
	taken := map[*sheet.Sheet]bool{}
	for i := range p.Sheets {
		want := &p.Sheets[i]
		var best Fit
		fitting := 0
		for _, s := range book.Sheets {
			if s.Hidden || taken[s] {
				continue
			}
			f := want.fit(s)
			if f.OK() {
				taken[s] = true
				fitting++
				fit.add(f)
			} else if best.Labels == 0 || f.share() > best.share() || f.share() == best.share() && s.Name == want.Name {
				best = f
			}
		}
		switch {
		case fitting == 0 && best.Labels == 0:
			fit.add(Fit{Labels: len(want.Labels), Misfits: []Misfit{{Place: sheet.Place{Sheet: want.Name, Ref: want.Labels[0].ref}, Message: fmt.Sprintf("There is no sheet left that could be %q.", want.Name)}}})
		case fitting == 0, best.share() >= resembles && best.Labels > 0:
			fit.add(best)
		}
	}
	return fit
}

// resembles is the share of labels from which on a sheet is the profile's, changed, and not another one.
const resembles = 0.6

func (f *Fit) add(more Fit) {
	f.Labels += more.Labels
	f.Moved = append(f.Moved, more.Moved...)
	f.Misfits = append(f.Misfits, more.Misfits...)
	f.pins = append(f.pins, more.pins...)
}

// fit finds the labels on a sheet: first those whose text stands there once, then the others by where these went.
func (s *Sheet) fit(on *sheet.Sheet) Fit {
	f := &finder{want: s, sheet: on, cells: map[string][]sheet.Ref{}, at: make([]sheet.Ref, len(s.Labels)), taken: map[string]bool{}}
	f.index()
	for i := range s.Labels {
		f.findUnique(i)
	}
	unique := slices.Clone(f.at)
	for i := range s.Labels {
		if f.at[i] == (sheet.Ref{}) {
			f.findByNeighbour(i, unique)
		}
	}
	return f.verdict()
}

// A finder looks for a profile's labels on a sheet.
type finder struct {
	want  *Sheet
	sheet *sheet.Sheet
	cells map[string][]sheet.Ref // by folded text
	at    []sheet.Ref            // of each label; zero for not found
	taken map[string]bool        // cells with a label
}

func (f *finder) index() {
	for _, row := range f.sheet.Rows {
		for _, c := range row.Cells {
			if c.Kind == sheet.Text && !c.Hidden && !row.Hidden {
				f.cells[fold(c.Text)] = append(f.cells[fold(c.Text)], c.Ref)
			}
		}
	}
}

// candidates are the cells that a label may stand in.
func (f *finder) candidates(l *Label) []sheet.Ref {
	if l.Value != Inside {
		return f.cells[l.text]
	}
	var refs []sheet.Ref
	for text, list := range f.cells {
		if holds(text, l.text) {
			refs = append(refs, list...)
		}
	}
	return refs
}

// holds says whether a cell's folded text has a label in it, at its beginning or behind other words, with a value behind.
func holds(text, label string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], label)
		if i < 0 {
			return false
		}
		before, after := text[:from+i], strings.TrimLeft(text[from+i+len(label):], " ")
		if (before == "" || strings.HasSuffix(before, " ")) && (after == "" || strings.HasPrefix(after, ":") || strings.HasPrefix(after, "：") || strings.HasPrefix(after, "#") || strings.HasPrefix(after, ".")) {
			return true
		}
		from += i + len(label)
	}
}

func (f *finder) take(i int, ref sheet.Ref) {
	l := &f.want.Labels[i]
	f.at[i] = ref
	f.taken[l.text+ref.String()] = true
}

func (f *finder) findUnique(i int) {
	l := &f.want.Labels[i]
	same := func(o Label) bool { return o.text == l.text }
	first := slices.IndexFunc(f.want.Labels, same)
	if first != i || slices.IndexFunc(f.want.Labels[i+1:], same) >= 0 {
		return
	}
	if refs := f.candidates(l); len(refs) == 1 {
		f.take(i, refs[0])
	}
}

// findByNeighbour finds a label whose text stands on the sheet several times: it went as far as the nearest label above
// or before it that could be told by its text alone.
func (f *finder) findByNeighbour(i int, unique []sheet.Ref) {
	l := &f.want.Labels[i]
	down, right := f.shift(l, unique)
	ref := sheet.Ref{Row: l.ref.Row + down, Col: l.ref.Col + right}
	if slices.Contains(f.candidates(l), ref) && !f.taken[l.text+ref.String()] {
		f.take(i, ref)
	}
}

// shift is how far the neighbourhood of a label moved.
func (f *finder) shift(l *Label, unique []sheet.Ref) (down, right int32) {
	best := int32(-1)
	for j, ref := range unique {
		o := f.want.Labels[j].ref
		if ref == (sheet.Ref{}) || o.Compare(l.ref) >= 0 || o.Col > l.ref.Col && o.Row == l.ref.Row {
			continue
		}
		distance := 4*(l.ref.Row-o.Row) + max(l.ref.Col-o.Col, o.Col-l.ref.Col)
		if best < 0 || distance <= best {
			best, down, right = distance, ref.Row-o.Row, ref.Col-o.Col
		}
	}
	return down, right
}

func (f *finder) verdict() (fit Fit) {
	for i := range f.want.Labels {
		l := &f.want.Labels[i]
		from, to := sheet.Place{Sheet: f.want.Name, Ref: l.ref}, sheet.Place{Sheet: f.sheet.Name, Ref: f.at[i]}
		if f.at[i] == (sheet.Ref{}) {
			if l.Optional {
				continue
			}
			fit.Labels++
			fit.Misfits = append(fit.Misfits, Misfit{Place: sheet.Place{Sheet: f.sheet.Name, Ref: l.ref}, Message: f.missing(l)})
			continue
		}
		fit.Labels++
		if from.Ref != to.Ref {
			fit.Moved = append(fit.Moved, Move{Label: l.Label, From: from, To: to})
		}
		p := pin{Label: l, place: to}
		if l.hasArea() {
			down, right := to.Ref.Row-l.ref.Row, to.Ref.Col-l.ref.Col
			p.value = sheet.Area{First: moved(l.area.First, down, right), Last: moved(l.area.Last, down, right)}
		}
		fit.pins = append(fit.pins, p)
	}
	return fit
}

func moved(r sheet.Ref, down, right int32) sheet.Ref {
	return sheet.Ref{Row: max(r.Row+down, 1), Col: max(r.Col+right, 1)}
}

// missing says what became of a label, as far as that can be told.
func (f *finder) missing(l *Label) string {
	switch n := len(f.candidates(l)); n {
	case 0:
		if cell := f.sheet.At(l.ref); cell != nil {
			return fmt.Sprintf("The label %q is gone; %s says something else now.", l.Label, sheet.Place{Sheet: f.sheet.Name, Ref: l.ref})
		}
		return fmt.Sprintf("The label %q is gone from %s.", l.Label, sheet.Place{Sheet: f.sheet.Name, Ref: l.ref})
	default:
		return fmt.Sprintf("The label %q is not at %s any more, and which of %d cells with its text is meant cannot be told.", l.Label, sheet.Place{Sheet: f.sheet.Name, Ref: l.ref}, n)
	}
}
