package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"

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
	homes  [][]int64                // nodes whose events are folded together; one group in the normal case
}

// source is what reads a consistent state: a transaction, or a connection within one.
type source interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// readHousehold reads the nodes of a household; nil when it has none.
func readHousehold(ctx context.Context, tx source, label int64) (*household, error) {
	rows, err := tx.QueryContext(ctx, "/* readHousehold */ SELECT id, site, kind, key, basket FROM node WHERE household = ?", label)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	h := &household{people: map[journey.Person]int64{}}
	var all group
	baskets := map[int64]*group{}
	for rows.Next() {
		var id, basket int64
		var kind journey.IdentifierKind
		var key string
		if err := rows.Scan(&id, &h.site, &kind, &key, &basket); err != nil {
			return nil, err
		}
		if kind == journey.Visitor || kind == journey.Customer {
			h.people[journey.Person{ID: key, Customer: kind == journey.Customer}] = id
		}
		if baskets[basket] == nil {
			baskets[basket] = &group{}
		}
		for _, g := range []*group{&all, baskets[basket]} {
			g.add(id, kind)
		}
	}
	if err := rows.Err(); err != nil || len(all.nodes) == 0 {
		return nil, err
	}
	if all.visitors <= mostVisitors {
		h.homes = [][]int64{all.nodes}
		return h, nil
	}
	for _, g := range baskets {
		if g.visitors <= mostVisitors {
			h.homes = append(h.homes, g.nodes)
			continue
		}
		for _, node := range g.nodes {
			h.homes = append(h.homes, []int64{node})
		}
	}
	return h, nil
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
		hits, err := readHits(words, homes, asOf)
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

// readHits reads the events of some homes up to and including asOf.
func readHits(words lexicon, homes []int64, asOf int64) ([]journey.Hit, error) {
	var stored []storedHit
	err := eachRow(words.ctx, words.in, `/* readHits */ SELECT e.id, e.time, e.payload FROM json_each(?) AS n CROSS JOIN event AS e
		ON e.home = n.value WHERE e.time <= ?`, []any{jsonList(homes), asOf}, func(row []driver.Value) error {
		var s storedHit
		s.time, _ = row[1].(int64)
		s.payload, _ = row[2].([]byte)
		stored = append(stored, s)
		return (*eventID)(&stored[len(stored)-1].id).Scan(row[0])
	})
	if err != nil {
		return nil, err
	}
	hits := make([]journey.Hit, len(stored))
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
