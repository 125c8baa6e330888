package sqlite

import (
	"database/sql"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
)

// passages are those of visits, or of carts, which have a surface of their own.
func passages(whose string, own map[metric.Dimension]string) table {
	return table{
		dimensions: own,
		name:       "passage", span: "f.start >= b.lo AND f.start < b.hi AND " + whose,
		predicates: passed(),
		fields: map[metric.Field]string{
			metric.FieldPerson: "f.person",
			metric.FieldStart:  "f.start",
			metric.FieldTurn:   "f.turn",
			metric.FieldStep:   "f.step",
			metric.FieldTime:   "f.time",
			metric.FieldPlace:  "f.place",

			metric.FieldReachedAfter: "f.reached_after",
			metric.FieldClosedAfter:  "f.closed_after",
		},
	}
}

// writePassages stores when visits and carts came to their steps.
func (w *factWriter) writePassages(f *journey.Facts, sessions *rowIDs) {
	w.insert("passage", len(f.Passages), func(i int) (int64, []any) {
		p := &f.Passages[i]
		var person sql.NullInt64
		surface := ""
		if p.Cart != journey.None {
			surface = f.Carts[p.Cart].Surface
		} else {
			person = w.person(f.Sessions[p.Session].Person)
		}
		return p.Start, []any{
			w.unit, w.site, sessions.of(p.Session), person, p.Cart != journey.None, surface, p.Start, p.Turn, p.Step, p.Time, p.Place,
			timed(p.ReachedAfter), timed(p.ClosedAfter),
		}
	})
}

// timed is NULL for no time.
func timed(after int64) sql.NullInt64 {
	return sql.NullInt64{Int64: after, Valid: after != journey.Untimed}
}
