package memory

import (
	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
)

func refusalRow(r *journey.Refusal) row {
	out := row{
		session: r.Session, fields: map[metric.Field]any{metric.FieldPerson: nil},
		own: map[metric.Dimension]string{metric.ByEntry: metric.Entry(r.Refused).String(), metric.BySurface: r.Surface},
	}
	if r.Person.ID != "" {
		out.fields[metric.FieldPerson] = r.Person
	}
	return out
}

func (v *view) stumbleRow(c *journey.Checkout, of journey.Refused) row {
	return row{
		session: c.Session, currency: c.Currency, fields: map[metric.Field]any{metric.FieldLeft: c.Value},
		own: map[metric.Dimension]string{metric.ByEntry: metric.Entry(of).String(), metric.BySurface: c.Surface},
		predicates: map[metric.Predicate]bool{
			metric.IfMatured: c.WindowEnd <= v.asOf, metric.IfNotCompleted: !c.Completed,
		},
	}
}
