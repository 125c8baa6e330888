package memory

import (
	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
)

// reach notes how far a session or a cart got.
func (r *row) reach(reached, closed journey.Step) {
	for _, step := range metric.FunnelSteps() {
		r.predicates[metric.IfReached(step)] = int(reached) >= int(step)
		r.predicates[metric.IfClosed(step)] = int(closed) >= int(step)
	}
}

func (v *view) passageRow(p *journey.Passage) row {
	r := row{session: p.Session, predicates: map[metric.Predicate]bool{}, fields: map[metric.Field]any{
		metric.FieldStart: p.Start, metric.FieldTurn: int64(p.Turn), metric.FieldStep: int64(p.Step),
		metric.FieldTime: p.Time, metric.FieldPlace: int64(p.Place), metric.FieldPerson: nil,
		metric.FieldReachedAfter: timed(p.ReachedAfter), metric.FieldClosedAfter: timed(p.ClosedAfter),
	}}
	for _, step := range metric.FunnelSteps() {
		r.predicates[metric.IfStep(step)] = int(p.Step) == int(step)
	}
	if p.Cart != journey.None {
		r.own = map[metric.Dimension]string{metric.BySurface: v.Carts[p.Cart].Surface}
	} else {
		r.fields[metric.FieldPerson] = v.Sessions[p.Session].Person
	}
	return r
}

// timed is nil for no time.
func timed(after int64) any {
	if after == journey.Untimed {
		return nil
	}
	return after
}
