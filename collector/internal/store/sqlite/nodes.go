package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"strings"

	"github.com/hashicorp/golang-lru/v2/simplelru"

	"github.com/safar-cx/safar/collector/internal/journey"
)

// cachedNodes bounds the cache of nodes; one takes about 300 bytes.
const cachedNodes = 100_000

// name is what a node stands for.
type name struct {
	site int64
	journey.Identifier
}

// node is an identifier with the labels of its groups.
type node struct {
	id, basket, household int64
}

// nodes remembers the nodes used of late. It belongs to the writer, and what it says is
// true only inside of a write transaction.
type nodes struct {
	byName *simplelru.LRU[name, *node]
	byID   map[int64]*node // the same ones, for relabelling
	last   int64           // highest id ever given; -1 when not known
}

func newNodes() *nodes {
	n := &nodes{byID: map[int64]*node{}, last: -1}
	n.byName, _ = simplelru.NewLRU(cachedNodes, func(_ name, gone *node) { delete(n.byID, gone.id) }) // fails only for sizes below 1
	return n
}

func (n *nodes) forget() {
	n.byName.Purge()
	n.last = -1
}

func (n *nodes) remember(key name, node *node) {
	key.Key = strings.Clone(key.Key) // lest the cache hold on to the whole event
	n.byName.Add(key, node)
	n.byID[node.id] = node
}

// joiner unites nodes within one transaction.
type joiner struct {
	*nodes
	tx      *direct
	touched map[int64]struct{} // households
}

func (n *nodes) joiner(tx *direct) (*joiner, error) {
	j := &joiner{nodes: n, tx: tx, touched: map[int64]struct{}{}}
	if n.last < 0 {
		err := tx.QueryRow(`/* joiner */ SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'node'`).Scan(&n.last)
		if err != nil {
			return nil, err
		}
	}
	return j, nil
}

// join puts the identifiers of one event into one household, and all but its customers into
// one basket. It returns the event's home, the node of the first; NULL without identifiers.
func (j *joiner) join(site int64, identifiers []journey.Identifier) (home sql.NullInt64, err error) {
	if len(identifiers) == 0 {
		return home, nil
	}
	var room [4]*node
	members := room[:0]
	var basket, household int64 // labels, 0 while there is none
	for _, identifier := range identifiers {
		n, err := j.get(name{site, identifier})
		if err != nil {
			return home, err
		}
		members = append(members, n)
		if n == nil {
			continue
		}
		if identifier.Kind != journey.Customer {
			if basket, err = j.merge(basketColumn, basket, n.basket); err != nil {
				return home, err
			}
		}
		if household, err = j.merge(householdColumn, household, n.household); err != nil {
			return home, err
		}
	}
	for i, identifier := range identifiers {
		if members[i] != nil {
			continue
		}
		// One event may carry an identifier twice.
		if n, ok := j.byName.Get(name{site, identifier}); ok {
			members[i] = n
			continue
		}
		n := &node{id: j.last + 1}
		n.basket = n.id
		if identifier.Kind != journey.Customer {
			if basket == 0 {
				basket = n.id
			}
			n.basket = basket
		}
		if household == 0 {
			household = n.id
		}
		n.household = household
		err := j.tx.change(context.Background(), `/* join */ INSERT INTO node (id, site, kind, key, basket, household) VALUES (?, ?, ?, ?, ?, ?)`,
			[]any{n.id, site, int64(identifier.Kind), identifier.Key, n.basket, n.household})
		if err != nil {
			return home, err
		}
		j.last = n.id
		j.remember(name{site, identifier}, n)
		members[i] = n
	}
	j.touched[household] = struct{}{}
	return sql.NullInt64{Int64: members[0].id, Valid: true}, nil
}

// get returns the node of a name, nil when there is none yet.
func (j *joiner) get(key name) (*node, error) {
	if n, ok := j.byName.Get(key); ok {
		return n, nil
	}
	var n *node
	err := j.tx.query(context.Background(), `/* get */ SELECT id, basket, household FROM node WHERE site = ? AND kind = ? AND key = ?`,
		[]any{key.site, int64(key.Kind), key.Key}, func(row []driver.Value) error {
			n = &node{}
			n.id, _ = row[0].(int64)
			n.basket, _ = row[1].(int64)
			n.household, _ = row[2].(int64)
			return nil
		})
	if err != nil || n == nil {
		return nil, err
	}
	j.remember(key, n)
	return n, nil
}

// column is one of the two labels of a node.
type column struct {
	probe, relabel string
	label          func(*node) *int64
}

var (
	basketColumn = column{
		`/* merge */ SELECT count(*) FROM (SELECT 1 FROM node WHERE basket = ? LIMIT ?)`,
		`/* merge */ UPDATE node SET basket = ? WHERE basket = ? RETURNING id`,
		func(n *node) *int64 { return &n.basket },
	}
	householdColumn = column{
		`/* merge */ SELECT count(*) FROM (SELECT 1 FROM node WHERE household = ? LIMIT ?)`,
		`/* merge */ UPDATE node SET household = ? WHERE household = ? RETURNING id`,
		func(n *node) *int64 { return &n.household },
	}
)

// merge makes one group of those labelled a and b and returns its label; 0 is no group. A
// household that gives up its label stays touched, so that its facts will be removed.
func (j *joiner) merge(c column, a, b int64) (int64, error) {
	if a == 0 || a == b {
		return b, nil
	}
	winner, loser, err := j.larger(c, a, b)
	if err != nil {
		return 0, err
	}
	rows, err := j.tx.Query(c.relabel, winner, loser)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return 0, err
		}
		if n := j.byID[id]; n != nil {
			*c.label(n) = winner
		}
	}
	if err := rows.Err(); err != nil {
		return 0, err
	}
	if c.relabel == householdColumn.relabel {
		j.touched[loser] = struct{}{}
	}
	return winner, nil
}

// larger tells which of two groups has more nodes, the one with the lower label when they
// are equal. Both are counted in growing steps, so the cost is that of the smaller one.
func (j *joiner) larger(c column, a, b int64) (winner, loser int64, err error) {
	if b < a {
		a, b = b, a
	}
	for limit := 16; ; limit *= 4 {
		var inA, inB int
		if err := j.tx.QueryRow(c.probe, a, limit).Scan(&inA); err != nil {
			return 0, 0, err
		}
		if err := j.tx.QueryRow(c.probe, b, limit).Scan(&inB); err != nil {
			return 0, 0, err
		}
		switch {
		case inA == limit && inB == limit:
			continue
		case inA >= inB:
			return a, b, nil
		default:
			return b, a, nil
		}
	}
}
