package sqlite

import (
	"context"
	"database/sql"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
)

// cover reads what the facts of [from, to) tell about how much is seen.
func (db *DB) cover(ctx context.Context, c *store.Coverage, site, from, to int64) error {
	err := db.read.QueryRowContext(ctx, `/* cover */ SELECT count(*), count(*) FILTER (WHERE hashed),
		count(*) FILTER (WHERE pageviews >= :views AND engaged_ms < pageviews * :attention),
		coalesce(sum(pageviews) FILTER (WHERE pageviews >= :views AND engaged_ms < pageviews * :attention), 0)
		FROM session WHERE site = :site AND start >= :from AND start < :to`,
		sql.Named("views", store.BurstViews), sql.Named("attention", store.BurstAttention.Milliseconds()),
		sql.Named("site", site), sql.Named("from", from), sql.Named("to", to)).
		Scan(&c.Sessions, &c.HashedSessions, &c.Bursts, &c.BurstPages)
	if err != nil {
		return err
	}
	err = db.read.QueryRowContext(ctx, `/* cover */ SELECT count(*), count(*) FILTER (WHERE by_browser),
		count(*) FILTER (WHERE by_server), count(*) FILTER (WHERE session IS NULL), count(*) FILTER (WHERE reused)
		FROM placed WHERE site = ? AND time >= ? AND time < ?`, site, from, to).
		Scan(&c.Orders, &c.BrowserOrders, &c.ServerOrders, &c.OrdersWithoutSession, &c.ReusedTransactions)
	if err != nil {
		return err
	}
	return db.read.QueryRowContext(ctx, `/* cover */ SELECT
		(SELECT count(*) FROM (SELECT 1 FROM node WHERE site = :site AND kind = :visitor GROUP BY household HAVING count(*) > :most)),
		(SELECT count(*) FROM poison WHERE household IN (SELECT household FROM node WHERE site = :site))`,
		sql.Named("site", site), sql.Named("visitor", journey.Visitor), sql.Named("most", mostVisitors)).Scan(&c.Crowds, &c.SetAside)
}
