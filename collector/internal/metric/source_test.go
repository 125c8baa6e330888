package metric

import (
	"cmp"
	"context"
	"math/big"
	"slices"
	"time"
)

// shop is a Source that holds its facts in memory and looks at every one of them.
type shop struct {
	facts   []fact
	err     error
	queries []Query
}

type fact struct {
	kind     Fact
	at       time.Time
	is       []Predicate // what holds of it whenever it is looked at
	settled  time.Time   // of carts and checkouts: when its window ends
	identity string      // the visitor of a session, the person of an order
	number   map[Field]int64
	currency string
	by       map[Dimension]string
}

func (s *shop) Measure(_ context.Context, q Query) ([]Cell, error) {
	s.queries = append(s.queries, q)
	if s.err != nil {
		return nil, s.err
	}
	var cells []Cell
	for m, measure := range q.Measures {
		for b, bucket := range q.Buckets {
			cells = append(cells, s.sums(q, measure, bucket, Cell{Measure: m, Bucket: b})...)
		}
	}
	return cells, nil
}

func (s *shop) List(_ context.Context, l List, each func([]Value) error) error {
	if s.err != nil {
		return s.err
	}
	for _, f := range s.facts {
		if !s.counts(Query{Filters: l.Filters, AsOf: l.AsOf}, Measure{Fact: l.Fact, Where: l.Where}, l.Bucket, f) {
			continue
		}
		var values []Value
		for _, field := range l.Fields {
			n, ok := f.number[field]
			switch {
			case field == FieldPerson:
				values = append(values, Value{Text: f.identity})
			case field == FieldTime:
				values = append(values, Value{Int: f.at.UnixMilli()})
			default:
				values = append(values, Value{Int: n, Null: !ok})
			}
		}
		if err := each(values); err != nil {
			return err
		}
	}
	return nil
}

// sums are the cells of one measure over one bucket, made after a pattern.
func (s *shop) sums(q Query, m Measure, b Bucket, pattern Cell) []Cell {
	type split struct{ group, currency string }
	type content struct {
		sum     int64
		squares big.Int
		seen    map[string]bool
		values  []int64
	}
	found := map[split]*content{}
	for _, f := range s.facts {
		if !s.counts(q, m, b, f) {
			continue
		}
		key := split{}
		if q.GroupBy != "" {
			key.group = cmp.Or(f.by[q.GroupBy], "(none)")
		}
		if m.ByCurrency {
			key.currency = f.currency
		}
		c := found[key]
		if c == nil {
			c = &content{seen: map[string]bool{}}
			found[key] = c
		}
		n := int64(1)
		switch {
		case m.Spread:
			c.values = append(c.values, f.number[m.Field])
		case m.Distinct && c.seen[f.identity]:
			n = 0
		case m.Distinct:
			c.seen[f.identity] = true
		case m.Field != "":
			n = f.number[m.Field]
		}
		c.sum += n
		square := big.NewInt(n)
		c.squares.Add(&c.squares, square.Mul(square, square))
	}
	var cells []Cell
	for key, c := range found {
		cell := pattern
		cell.Group, cell.Currency, cell.Value = key.group, key.currency, c.sum
		if m.Squares {
			cell.Squares = c.squares.String()
		}
		if m.Spread {
			cell.Spread = PaceOf(c.values)
		}
		cells = append(cells, cell)
	}
	return cells
}

func (s *shop) counts(q Query, m Measure, b Bucket, f fact) bool {
	kind, from, to := m.Fact, b.From, b.To
	where := m.Where
	if kind == FactEarlierCustomer {
		kind, from, to = FactOrder, b.Before, b.From
		where = append([]Predicate{IfPriced, IfCustomer}, where...)
	}
	if at := f.at.UnixMilli(); f.kind != kind || at < from || at >= to || at > q.AsOf {
		return false
	}
	for _, filter := range q.Filters {
		if slices.Contains(filter.Values, f.by[filter.Dimension]) == filter.Not {
			return false
		}
	}
	for _, p := range where {
		if !s.holds(q, b, f, p) {
			return false
		}
	}
	return true
}

func (s *shop) holds(q Query, b Bucket, f fact, p Predicate) bool {
	switch p {
	case IfMatured:
		return f.settled.UnixMilli() <= q.AsOf
	case IfNotMatured:
		return f.settled.UnixMilli() > q.AsOf
	case IfPriced:
		return f.number[FieldValue] > 0
	case IfFirstOrder:
		return s.bought(f.identity, 0, f.at.UnixMilli()) == 0
	case IfSecondByEnd:
		return s.bought(f.identity, 0, b.To) >= 2
	case IfAgain:
		return s.bought(f.identity, b.From, b.To) > 0
	default:
		return slices.Contains(f.is, p)
	}
}

// bought counts a customer's priced orders in [from, to).
func (s *shop) bought(customer string, from, to int64) int {
	n := 0
	for _, f := range s.facts {
		at := f.at.UnixMilli()
		if f.kind == FactOrder && f.identity == customer && slices.Contains(f.is, IfCustomer) &&
			f.number[FieldValue] > 0 && at >= from && at < to {
			n++
		}
	}
	return n
}
