package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
)

const orderColumns = `"transaction", time, kind, event, currency, value, refunded, refunds, surface, coupon, by_browser, by_server, reused`

// Orders lists the orders of a range in order, then further ones of the transactions named,
// and apart from these the named ones that were taken back. Of each order it tells what it is
// worth and who reported it, not whose it is.
func (db *DB) Orders(ctx context.Context, q store.OrderQuery) (orders, withdrawn []journey.Order, err error) {
	r, err := db.readAsOf(ctx, q.Site, q.AsOf)
	if err != nil {
		return nil, nil, translate(err)
	}
	defer r.close()
	orders, err = listOrders(ctx, r, `/* Orders */ SELECT `+orderColumns+` FROM placed
		WHERE site = ? AND time >= ? AND time < ? ORDER BY time, kind, event`, q.Site, q.From, q.To)
	if err != nil {
		return nil, nil, translate(err)
	}
	l := lookup{ctx: ctx, r: r, words: db.words, query: q, missing: map[string]bool{}}
	for _, name := range q.Named {
		l.missing[name] = true
	}
	for i := range orders {
		delete(l.missing, orders[i].Transaction)
	}
	further, withdrawn, err := l.find()
	return append(orders, further...), withdrawn, translate(err)
}

func listOrders(ctx context.Context, r source, query string, args ...any) (list []journey.Order, err error) {
	rows, err := r.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var o journey.Order
		if err := rows.Scan(&o.Transaction, &o.Time, &o.Source, &o.EventID, &o.Currency, &o.Value, &o.Refunded, &o.Refunds,
			&o.Surface, &o.Coupon, &o.ByBrowser, &o.ByServer, &o.Reused); err != nil {
			return nil, err
		}
		list = append(list, o)
	}
	return list, rows.Err()
}

// lookup finds orders by their transactions.
type lookup struct {
	ctx     context.Context
	r       *reading
	words   *words
	query   store.OrderQuery
	missing map[string]bool // transactions not found yet
}

// find goes from the transactions to their households, and once through the orders of each.
// What is spoken of there and is no order was perhaps taken back: only the events tell.
func (l *lookup) find() (found, withdrawn []journey.Order, err error) {
	households, err := l.households()
	if err != nil || len(households) == 0 {
		return nil, nil, err
	}
	site, err := siteByID(l.ctx, l.r, l.query.Site)
	if err != nil {
		return nil, nil, err
	}
	for household, named := range households {
		orders, err := listOrders(l.ctx, l.r, `/* find */ SELECT `+orderColumns+` FROM placed WHERE unit = ? ORDER BY time, kind, event`, household)
		if err != nil {
			return nil, nil, err
		}
		for i := range orders {
			if named[orders[i].Transaction] {
				found = append(found, orders[i])
				delete(l.missing, orders[i].Transaction)
			}
		}
		gone, err := l.withdrawn(household, named, site.Settings)
		if err != nil {
			return nil, nil, err
		}
		withdrawn = append(withdrawn, gone...)
	}
	return found, withdrawn, nil
}

// households are those that the missing transactions belong to, with these.
func (l *lookup) households() (map[int64]map[string]bool, error) {
	find, err := l.r.PrepareContext(l.ctx, `/* households */ SELECT household FROM node WHERE site = ? AND kind = ? AND key = ?`)
	if err != nil {
		return nil, err
	}
	defer find.Close()
	households := map[int64]map[string]bool{}
	for name := range l.missing {
		var household int64
		err := find.QueryRowContext(l.ctx, l.query.Site, journey.Transaction, name).Scan(&household)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if households[household] == nil {
			households[household] = map[string]bool{}
		}
		households[household][name] = true
	}
	return households, nil
}

// withdrawn are the orders of a household that were taken back, of those named and missing.
func (l *lookup) withdrawn(household int64, named map[string]bool, s journey.Settings) (list []journey.Order, err error) {
	wanted := false
	for name := range named {
		wanted = wanted || l.missing[name]
	}
	if !wanted {
		return nil, nil
	}
	homes, _, err := newestHits(lexicon{l.words, l.ctx, l.r}, household, l.query.AsOf, mostEvents)
	if err != nil {
		return nil, poisonless(err)
	}
	for _, hits := range homes {
		var gone []journey.Order
		if err := poisonless(safely(func() { gone = journey.Withdrawn(hits, s) })); err != nil {
			return nil, err
		}
		for i := range gone {
			if l.missing[gone[i].Transaction] && named[gone[i].Transaction] {
				list = append(list, gone[i])
			}
		}
	}
	return list, nil
}

// poisonless passes over what can't be folded: it is in no answer.
func poisonless(err error) error {
	var poison *poisonError
	if errors.As(err, &poison) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("look for orders taken back: %w", err)
	}
	return nil
}
