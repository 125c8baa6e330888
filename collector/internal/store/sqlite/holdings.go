package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"math"
	"slices"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// Holdings are what is held of a customer of a site, whose id is given as it is stored: what Erase
// lets go of. Where nothing is, all of it is empty.
func (db *DB) Holdings(ctx context.Context, site int64, customer string) (store.Holdings, error) {
	held, err := db.holdings(ctx, site, journey.Identifier{Kind: journey.Customer, Key: customer})
	return held, translate(err)
}

func (db *DB) holdings(ctx context.Context, site int64, who journey.Identifier) (held store.Holdings, err error) {
	r, err := begin(ctx, db.read)
	if err != nil {
		return held, err
	}
	defer r.close()
	of, err := siteByID(ctx, r, site)
	if err != nil {
		return held, err
	}
	m := db.erased.marker
	marks := map[mark]pending{m.of(site, who): {until: math.MaxInt64}}
	if held.Erased, err = erasedAt(ctx, r, m.of(site, who)); err != nil {
		return held, err
	}
	words := lexicon{db.words, ctx, r}
	var label int64
	err = r.QueryRowContext(ctx, `/* Holdings */ SELECT household FROM node WHERE site = ? AND kind = ? AND key = ?`, site, who.Kind, who.Key).Scan(&label)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return held, err
	}
	if err == nil {
		e, err := readEstate(words, site, label, func(h *journey.Hit) bool {
			return joins(h) || slices.Contains(journey.Identifiers(h), who)
		})
		if err != nil {
			return held, err
		}
		e.choose(of.Settings, marks, m)
		gone := e.forgotten()
		for i := range e.hits {
			if e.goes[i] && e.hits[i].Event.ID != "" {
				held.Events = append(held.Events, e.hits[i])
			}
		}
		for id := range gone {
			marks[m.of(site, id)] = pending{until: math.MaxInt64}
		}
	}
	facts, err := safeFold(held.Events, of.Settings)
	if err != nil {
		facts = &journey.Facts{}
	}
	sumUp(&held, facts)
	robots, err := readRobots(r, `site = ?`, site)
	if err != nil {
		return held, err
	}
	for _, robot := range robots {
		hit, err := decodeHit(robot.storedHit, words)
		if err == nil && db.erased.names(site, &hit, marks, robot.seq) {
			held.Events = append(held.Events, hit)
		}
	}
	slices.SortFunc(held.Events, func(a, b journey.Hit) int {
		switch {
		case a.Before(&b):
			return -1
		case b.Before(&a):
			return 1
		}
		return 0
	})
	held.Refused, err = refusedOf(ctx, r, site, marks)
	return held, err
}

// erasedAt is when somebody was erased, the zero time for never.
func erasedAt(ctx context.Context, in source, who mark) (at time.Time, err error) {
	err = in.QueryRowContext(ctx, `/* Holdings */ SELECT at FROM erased WHERE mark = ?`, who[:]).Scan(milliseconds{&at})
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, nil
	}
	return at, err
}

// sumUp counts what events say.
func sumUp(held *store.Holdings, facts *journey.Facts) {
	visitors, sums := map[string]struct{}{}, map[string]int64{}
	for i := range held.Events {
		h := &held.Events[i]
		if h.Visitor != "" {
			visitors[h.Visitor] = struct{}{}
		}
		if h.Event.Name == event.NameSurveyAnswered {
			held.Answers++
		}
	}
	for i := range facts.Orders {
		o := &facts.Orders[i]
		held.Orders++
		sums[o.Currency] += o.Value - o.Refunded
	}
	for currency, minor := range sums {
		held.Value = append(held.Value, journey.Amount{Currency: currency, Minor: minor})
	}
	slices.SortFunc(held.Value, func(a, b journey.Amount) int { return cmp.Compare(a.Currency, b.Currency) })
	held.Visitors = len(visitors)
}

// refusedOf are a site's refused events that name somebody.
func refusedOf(ctx context.Context, in source, site int64, marks map[mark]pending) (all []store.Reject, err error) {
	rows, err := in.QueryContext(ctx, `/* Holdings */ SELECT received, code, field, message, body, who FROM reject WHERE site = ? AND who IS NOT NULL ORDER BY seq`, site)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var r store.Reject
		var who []byte
		if err := rows.Scan(&r.Received, &r.Code, &r.Field, &r.Message, &r.Body, &who); err != nil {
			return nil, err
		}
		if named(who, marks) {
			all = append(all, r)
		}
	}
	return all, rows.Err()
}
