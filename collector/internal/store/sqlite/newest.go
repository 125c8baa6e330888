package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/safar-cx/safar/collector/internal/journey"
)

// mostEvents is how many events of a household are looked at for the sake of one of its
// people, the newest. Nobody has more: a household beyond it is a kiosk or a till.
const mostEvents = 20_000

// newestHits reads the events of a household up to asOf, in as many parts as it is folded in.
// Of one that has more than most events it reads the newest and says so.
func newestHits(words lexicon, household, asOf int64, most int) (homes [][]journey.Hit, truncated bool, err error) {
	ctx, r := words.ctx, words.in
	var since int64
	err = r.QueryRowContext(ctx, `/* newestHits */ SELECT e.time FROM node AS n CROSS JOIN event AS e ON e.home = n.id
		WHERE n.household = ? AND e.time <= ? ORDER BY e.time DESC LIMIT 1 OFFSET ?`, household, asOf, most).Scan(&since)
	truncated = err == nil
	if errors.Is(err, sql.ErrNoRows) {
		since, err = -allTime, nil
	}
	if err != nil {
		return nil, false, err
	}
	parts, err := partsOf(ctx, r, household)
	if err != nil {
		return nil, false, err
	}
	rows, err := r.QueryContext(ctx, `/* newestHits */ SELECT n.id, n.basket, e.id, e.time, e.payload, e.seal FROM node AS n CROSS JOIN event AS e ON e.home = n.id
		WHERE n.household = ? AND e.time BETWEEN ? AND ? ORDER BY e.time DESC, e.seq DESC LIMIT ?`, household, since, asOf, most)
	if err != nil {
		return nil, false, err
	}
	defer rows.Close()
	of := map[int64]int{} // index of each part
	for rows.Next() {
		var node, basket int64
		var s storedHit
		if err := rows.Scan(&node, &basket, (*eventID)(&s.id), &s.time, (*sql.RawBytes)(&s.payload), &s.seal); err != nil {
			return nil, false, err
		}
		hit, err := decodeHit(s, words)
		if err != nil {
			return nil, false, &poisonError{fmt.Errorf("stored event: %w", err)}
		}
		truncated = truncated || s.seal != journey.Unsealed // some of its time are gone
		part := parts.of(node, basket)
		n, known := of[part]
		if !known {
			n = len(homes)
			of[part], homes = n, append(homes, nil)
		}
		homes[n] = append(homes[n], hit)
	}
	return homes, truncated, rows.Err()
}

// parts says what of a household is folded together: see mostVisitors.
type parts struct {
	crowd   bool
	baskets map[int64]bool // of a crowd, those that are crowds themselves
}

func partsOf(ctx context.Context, r source, household int64) (p parts, err error) {
	err = r.QueryRowContext(ctx, `/* partsOf */ SELECT count(*) > ? FROM node WHERE household = ? AND kind = ?`,
		mostVisitors, household, journey.Visitor).Scan(&p.crowd)
	if err != nil || !p.crowd {
		return p, err
	}
	crowds, err := column64(ctx, r, `/* partsOf */ SELECT basket FROM node WHERE household = ? AND kind = ?
		GROUP BY basket HAVING count(*) > ?`, household, journey.Visitor, mostVisitors)
	p.baskets = map[int64]bool{}
	for _, basket := range crowds {
		p.baskets[basket] = true
	}
	return p, err
}

// of is the part that a node's events belong to: all are of one, or of their basket's, or
// each of its own. A basket has the number of one of its nodes, so numbers never clash.
func (p *parts) of(node, basket int64) int64 {
	switch {
	case !p.crowd:
		return 0
	case p.baskets[basket]:
		return node
	}
	return basket
}
