package sqlite

import (
	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
)

// refusals are entries with digits that fields refused.
func refusals() table {
	return table{
		name: "refusal", span: "f.time >= b.lo AND f.time < b.hi",
		fields:     map[metric.Field]string{metric.FieldPerson: "f.person"},
		dimensions: onSurface(map[metric.Dimension]string{metric.ByEntry: "f.entry"}),
	}
}

// stumbles are checkouts in which fields refused digits.
func stumbles() table {
	return table{
		name: "stumble", span: "f.begun >= b.lo AND f.begun < b.hi",
		fields: map[metric.Field]string{metric.FieldLeft: "f.value"},
		predicates: map[metric.Predicate]string{
			metric.IfMatured:      "f.window_end <= :asof",
			metric.IfNotCompleted: "NOT f.completed",
		},
		dimensions: onSurface(map[metric.Dimension]string{metric.ByEntry: "f.entry"}),
	}
}

// writeRefusals stores which fields refused which digits, and in which checkouts.
func (w *factWriter) writeRefusals(f *journey.Facts, sessions *rowIDs) {
	w.insert("refusal", len(f.Refusals), func(i int) (int64, []any) {
		r := &f.Refusals[i]
		return r.Time, []any{
			w.unit, w.site, sessions.of(r.Session), w.person(r.Person), entryOf(r.Refused), r.Surface, r.Time,
		}
	})
	w.insert("stumble", len(f.Stumbles), func(i int) (int64, []any) {
		s := &f.Stumbles[i]
		c := &f.Checkouts[s.Checkout]
		return c.Begun, []any{
			w.unit, w.site, sessions.of(c.Session), entryOf(s.Refused),
			c.Begun, c.WindowEnd, c.Completed, c.Value, c.Currency, c.Surface,
		}
	})
}

// entryOf is what a field refused as a value of metric.ByEntry.
func entryOf(r journey.Refused) string { return metric.Entry(r).String() }
