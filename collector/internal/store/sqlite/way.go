package sqlite

import (
	"slices"
	"strings"

	"github.com/safar-cx/safar/collector/internal/metric"
)

// way is how a measure is taken over a bucket.
type way uint8

const (
	// asAsked looks at all facts of the bucket.
	asAsked way = iota
	// summed adds up the sums of the bucket's pieces.
	summed
	// members are different people or visits. Each is counted in the first piece of the bucket
	// that has it: where what came before lies before the bucket. The ways below do likewise.
	members
	newcomers  // members who came for the first time within the bucket
	returners  // members who had ordered before the bucket
	repeaters  // members whose second order lies before the bucket's end
	precursors // members of the span before the bucket
	stayers    // precursors who are members of the bucket as well

	spread // looks for values in the order of all pieces
)

// ofBucket are the predicates that look at more of the bucket than where the fact lies, each
// with the way that knows it.
var ofBucket = map[metric.Predicate]way{
	metric.IfNewVisitor: newcomers, metric.IfOrderedBefore: returners, metric.IfSecondByEnd: repeaters, metric.IfAgain: stayers,
}

// way is the fastest one in which a measure of a query can be taken with the same result.
func (t *table) way(m *metric.Measure, q *metric.Query) way {
	own := summed
	for _, p := range m.Where {
		switch {
		case own != summed && ofBucket[p] != 0:
			return asAsked
		case ofBucket[p] != 0:
			own = ofBucket[p]
		}
	}
	switch {
	case !t.keeps(m, q):
		return asAsked
	case m.Spread && own == summed && !m.ByCurrency:
		return spread
	case m.Spread || m.Squares && m.Distinct:
		return asAsked
	case !m.Distinct:
		return plainly(own)
	case m.Fact == metric.FactObstacle:
		return plainly(own) // counted where their visits begin, which is in one piece
	case m.Field != t.member.field || m.ByCurrency || !t.member.has(m):
		return asAsked
	case own != summed:
		if own == stayers && (q.GroupBy != "" || len(q.Filters) > 0) {
			return asAsked // the second order may be of another group
		}
		return own
	case m.Fact == metric.FactEarlierCustomer:
		return precursors
	}
	return members
}

// has tells whether a measure counts facts that near is good for. Earlier customers are customers
// by their nature.
func (m *member) has(of *metric.Measure) bool {
	return of.Fact == metric.FactEarlierCustomer ||
		!slices.ContainsFunc(m.needs, func(p metric.Predicate) bool { return !slices.Contains(of.Where, p) })
}

// plainly is the way of what is no different people.
func plainly(own way) way {
	if own != summed {
		return asAsked
	}
	return summed
}

// keeps tells whether it is known until when a sum holds.
func (t *table) keeps(m *metric.Measure, q *metric.Query) bool {
	for _, f := range q.Filters {
		if taken, err := t.has(f.Dimension, ""); err != nil || strings.Contains(taken, ":asof") {
			return false
		}
	}
	condition, err := t.condition(m.Where)
	whole := !m.Spread && (!m.Distinct || m.Fact == metric.FactObstacle)
	return err == nil && (whole || !strings.Contains(condition, ":asof"))
}
