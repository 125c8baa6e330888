package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"slices"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
)

// mostVisitors is how many visitors are folded together. A household beyond it holds an
// identifier that stands for nobody in particular (a till, a call centre, a cart id of
// "0"): then customers, and after them cart ids and transactions, no longer join.
const mostVisitors = 1000

// household is a group of nodes whose events are folded together.
type household struct {
	site   int64
	people map[journey.Person]int64 // its visitors and customers
	events int                      // folded so far
	later  int64                    // the time of the first event that was left out as one to come, else allTime
	homes  [][]int64                // nodes whose events are folded together; one group in the normal case
	stored []storedHit              // all its events, where they have been read already
}

// source is what reads a consistent state: a transaction, or a connection within one.
type source interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// readHouseholds reads the nodes of households. Those without any are missing.
func readHouseholds(ctx context.Context, in source, labels []int64) (map[int64]*household, error) {
	members := map[int64]*membership{}
	err := eachRow(ctx, in, `/* readHouseholds */ SELECT n.household, n.id, n.site, n.kind, n.key, n.basket FROM json_each(?) AS l
		CROSS JOIN node AS n ON n.household = l.value`, []any{jsonList(labels)}, func(row []driver.Value) error {
		label, _ := row[0].(int64)
		m := members[label]
		if m == nil {
			m = &membership{people: map[journey.Person]int64{}, baskets: map[int64]*group{}}
			members[label] = m
		}
		id, _ := row[1].(int64)
		m.site, _ = row[2].(int64)
		kind, _ := row[3].(int64)
		key, _ := row[4].(string)
		basket, _ := row[5].(int64)
		m.add(id, journey.IdentifierKind(kind), key, basket)
		return nil
	})
	all := make(map[int64]*household, len(members))
	for label, m := range members {
		all[label] = m.household()
	}
	return all, err
}

// membership is who belongs to a household.
type membership struct {
	site    int64
	people  map[journey.Person]int64
	all     group
	baskets map[int64]*group
}

func (m *membership) add(id int64, kind journey.IdentifierKind, key string, basket int64) {
	if kind == journey.Visitor || kind == journey.Customer {
		m.people[journey.Person{ID: key, Customer: kind == journey.Customer}] = id
	}
	if m.baskets[basket] == nil {
		m.baskets[basket] = &group{}
	}
	for _, g := range []*group{&m.all, m.baskets[basket]} {
		g.add(id, kind)
	}
}

func (m *membership) household() *household {
	h := &household{site: m.site, people: m.people, later: allTime}
	if m.all.visitors <= mostVisitors {
		h.homes = [][]int64{m.all.nodes}
		return h
	}
	for _, g := range m.baskets {
		if g.visitors <= mostVisitors {
			h.homes = append(h.homes, g.nodes)
			continue
		}
		for _, node := range g.nodes {
			h.homes = append(h.homes, []int64{node})
		}
	}
	return h
}

// group is some nodes with the number of visitors among them.
type group struct {
	nodes    []int64
	visitors int
}

func (g *group) add(node int64, kind journey.IdentifierKind) {
	g.nodes = append(g.nodes, node)
	if kind == journey.Visitor {
		g.visitors++
	}
}

// fold folds each of the household's groups as seen from asOf and hands over the facts. The
// events are read where the words are.
func (h *household) fold(words lexicon, s journey.Settings, asOf int64, take func(*journey.Facts) error) error {
	for _, homes := range h.homes {
		stored := h.stored
		if stored == nil {
			var err error
			if stored, err = readHits(words, homes); err != nil {
				return err
			}
		}
		hits, err := decodeHits(h.until(asOf, stored), words)
		if err != nil {
			return err
		}
		h.events += len(hits)
		facts, err := safeFold(hits, s)
		if err != nil {
			return err
		}
		if err := take(facts); err != nil {
			return err
		}
	}
	return nil
}

// until are the events up to and including asOf.
func (h *household) until(asOf int64, stored []storedHit) []storedHit {
	return slices.DeleteFunc(stored, func(s storedHit) bool {
		if s.time > asOf {
			h.later = min(h.later, s.time)
		}
		return s.time > asOf
	})
}

func safeFold(hits []journey.Hit, s journey.Settings) (facts *journey.Facts, err error) {
	err = safely(func() {
		f := journey.Fold(hits, s)
		facts = &f
	})
	return facts, err
}

// safely turns a panic into an error: one strange event must not stop the collector.
func safely(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &poisonError{r}
		}
	}()
	f()
	return nil
}

// readHits reads the events of some homes.
func readHits(words lexicon, homes []int64) (stored []storedHit, err error) {
	err = eachRow(words.ctx, words.in, `/* readHits */ SELECT e.seq, e.id, e.time, e.payload, e.seal FROM json_each(?) AS n CROSS JOIN event AS e
		ON e.home = n.value`, []any{jsonList(homes)}, func(row []driver.Value) error {
		s, err := storedHitOf(row)
		stored = append(stored, s)
		return err
	})
	return stored, err
}

// storedHitOf takes a row of seq, id, time, payload and seal.
func storedHitOf(row []driver.Value) (s storedHit, err error) {
	s.seq, _ = row[0].(int64)
	err = (*eventID)(&s.id).Scan(row[1])
	s.time, _ = row[2].(int64)
	s.payload, _ = row[3].([]byte)
	seal, _ := row[4].(int64)
	s.seal = journey.Seal(seal)
	return s, err
}

func decodeHits(stored []storedHit, words lexicon) (hits []journey.Hit, err error) {
	hits = make([]journey.Hit, len(stored))
	for i, s := range stored {
		if hits[i], err = decodeHit(s, words); err != nil {
			return nil, &poisonError{fmt.Errorf("stored event: %w", err)}
		}
	}
	return hits, nil
}

func siteByID(ctx context.Context, q source, id int64) (store.Site, error) {
	return scanSite(q.QueryRowContext(ctx, `/* siteByID */ SELECT `+siteColumns+` FROM site WHERE id = ?`, id))
}

// jsonList is a list of numbers for json_each, so that any number of them can be bound.
func jsonList(numbers []int64) string {
	if len(numbers) == 0 {
		return "[]" // of null there is an element
	}
	return toJSON(numbers)
}
