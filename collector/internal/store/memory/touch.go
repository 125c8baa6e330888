package memory

import (
	"cmp"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
)

// touched is what an order's touch has of its dimension.
func (v *view) touched(o *journey.Order, t *metric.Touch) string {
	found := journey.None
	for i := range v.Sessions {
		if i != o.Session && !v.touches(&v.Sessions[i], o, t.Window) {
			continue
		}
		if found == journey.None || v.nearer(i, found, t.Last) {
			found = i
		}
	}
	return v.property(found, t.By)
}

func (v *view) touches(s *journey.Session, o *journey.Order, window int64) bool {
	return o.Person.ID != "" && s.Person == o.Person && s.Start > o.Time-window && s.Start <= o.Time
}

// nearer tells whether a visit is rather the touch than another one.
func (v *view) nearer(one, other int, last bool) bool {
	a, b := &v.Sessions[one], &v.Sessions[other]
	if (a.Channel == "direct") != (b.Channel == "direct") {
		return b.Channel == "direct"
	}
	order := cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.Visitor, b.Visitor))
	return order > 0 == last && order != 0
}
