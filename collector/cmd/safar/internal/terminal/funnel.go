package terminal

import "io"

// Funnel is the part of the API's funnel that is shown.
type Funnel struct {
	Head
	Mode  string       `json:"mode"`
	Unit  string       `json:"unit"`
	Steps []FunnelStep `json:"steps"`
}

// FunnelStep is one step of it.
type FunnelStep struct {
	ID          string   `json:"id"`
	Count       Number   `json:"count"`
	Continued   *float64 `json:"continued"`
	Low         *float64 `json:"low"`
	High        *float64 `json:"high"`
	Significant bool     `json:"significant"`
	Seconds     *struct {
		Median float64 `json:"median"`
		P90    float64 `json:"p90"`
	} `json:"seconds"`
	Previous *struct {
		Continued *float64 `json:"continued"`
	} `json:"previous"`
	Frictions []struct {
		Reason   string `json:"reason"`
		Sessions int    `json:"sessions"`
	} `json:"frictions"`
}

// WriteFunnel writes how many got to each step, and the reason that most visits met with
// there.
func WriteFunnel(w io.Writer, f Funnel, o Options) error {
	p := &printer{w: w, o: o}
	p.head(f.Head)
	p.line(plain, "\n%s by %s", clean(f.Mode), clean(f.Unit))
	t := table{indent: "  ", right: []bool{false, true, true}}
	for i := range f.Steps {
		t.add(f.Steps[i].row()...)
	}
	p.table(&t)
	if f.Folding {
		p.line(faint, stillFolding)
	}
	return p.err
}

func (s *FunnelStep) row() []cell {
	row := []cell{{clean(s.ID), bold}, {text: thousands(string(s.Count))}, {}, {}, {}, {}, {}, {}}
	if s.Continued == nil {
		return row
	}
	row[2].text = percent(*s.Continued)
	row[3] = cell{interval(Metric{Unit: "ratio", Low: s.Low, High: s.High}), faint}
	if s.Previous != nil && s.Previous.Continued != nil {
		row[4] = cell{"was " + percent(*s.Previous.Continued), faint}
		switch {
		case s.Significant && *s.Continued > *s.Previous.Continued:
			row[5] = cell{"better", good}
		case s.Significant:
			row[5] = cell{"worse", bad}
		}
	}
	if s.Seconds != nil {
		row[6] = cell{"after " + duration(s.Seconds.Median) + ", nine of ten within " + duration(s.Seconds.P90), faint}
	}
	if len(s.Frictions) > 0 {
		row[7] = cell{clean(s.Frictions[0].Reason) + " in " + plural(s.Frictions[0].Sessions, "visit"), faint}
	}
	return row
}
