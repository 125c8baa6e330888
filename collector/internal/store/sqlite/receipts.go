package sqlite

import (
	"context"
	"database/sql"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

const quarterMS = 15 * 60 * 1000

// What a row of receipt counts. The numbers are stored.
const (
	countAccepted = iota + 1 // name: kind of key
	countDuplicate
	countReject // name: code
	countBot    // name: reason
	countOther  // name: reason of Batch.Counts
	countByKey  // accepted events once more; name: number of the key
	countAway   // requests sent away for want of quota; name: number of the key
)

// discards tells whether a reason of Batch.Counts counts discarded events: without consent, or of
// people who were erased.
func discards(reason string) bool { return reason == "no_consent" || reason == "erased" }

// receipt is what is counted together.
type receipt struct {
	site, quarter int64
	what          int
	name          string
}

// kindNames name the kinds of key in receipts.
var kindNames = map[event.KeyKind]string{event.BrowserKey: "browser", event.ServerKey: "server"}

// tally adds up the receipts of a transaction, so that each row is written once.
type tally map[receipt]int64

func (t tally) add(d *delivery) {
	batch := d.batch
	key := receipt{site: batch.Site, quarter: floorDiv(batch.Received, quarterMS) * quarterMS}
	count := func(what int, name string, n int64) {
		key.what, key.name = what, name
		t[key] += n
	}
	fresh := 0
	for i, duplicate := range d.duplicates {
		if duplicate {
			count(countDuplicate, "", 1)
			continue
		}
		fresh++
		count(countAccepted, kindNames[batch.Kind], 1)
		for _, note := range batch.Records[i].Notes {
			count(countOther, note, 1)
		}
		if bot := d.rows[i].bot; bot != "" {
			count(countBot, bot, 1)
		}
	}
	if batch.Quota.Key != 0 && fresh > 0 {
		count(countByKey, keyName(batch.Quota.Key), int64(fresh))
	}
	for i := range batch.Rejects {
		count(countReject, batch.Rejects[i].Code, 1)
	}
	repeat := fresh == 0 && len(batch.Records) > 0
	for reason, n := range batch.Counts {
		if repeat && !discards(reason) {
			continue
		}
		count(countOther, reason, n)
	}
}

var countReceipts = newBulk(5, `/* receipts */ INSERT INTO receipt (site, quarter, what, name, count) VALUES %s
	ON CONFLICT DO UPDATE SET count = count + excluded.count`)

func (t tally) write(tx source) error {
	args := make([]any, 0, 5*len(t))
	for key, n := range t {
		args = append(args, key.site, key.quarter, key.what, key.name, n)
	}
	return countReceipts.write(context.Background(), tx, args)
}

// Since is the time of a site's first event in Unix milliseconds, store.NoTime without any.
func (db *DB) Since(ctx context.Context, site int64) (int64, error) {
	first := sql.NullInt64{}
	err := db.read.QueryRowContext(ctx, `/* Since */ SELECT coalesce((SELECT since FROM site WHERE id = ?1),
		(SELECT min(time) FROM event WHERE site = ?1))`, site).Scan(&first)
	if err != nil {
		return 0, translate(err)
	}
	if !first.Valid {
		return store.NoTime, nil
	}
	return first.Int64, nil
}

// Quality adds up what a site received from from (included) to to (excluded). Both are
// taken down to the quarter hour, at which every zone's days begin.
func (db *DB) Quality(ctx context.Context, site int64, from, to time.Time) (store.Quality, error) {
	q := store.Quality{Rejected: map[string]int64{}, Bots: map[string]int64{}, Counts: map[string]int64{}}
	if err := db.noteSentAway(ctx); err != nil {
		return q, err
	}
	uses := map[string]*store.KeyUse{}
	first, end := floorDiv(from.UnixMilli(), quarterMS)*quarterMS, floorDiv(to.UnixMilli(), quarterMS)*quarterMS
	rows, err := db.read.QueryContext(ctx, `/* Quality */ SELECT what, name, sum(count) FROM receipt
		WHERE site = ? AND quarter >= ? AND quarter < ? GROUP BY what, name`, site, first, end)
	if err != nil {
		return q, translate(err)
	}
	defer rows.Close()
	for rows.Next() {
		var what int
		var name string
		var n int64
		if err := rows.Scan(&what, &name, &n); err != nil {
			return q, translate(err)
		}
		switch what {
		case countAccepted:
			q.Accepted += n
			q.Received += n
			if name == kindNames[event.ServerKey] {
				q.Coverage.ServerEvents = n
			} else {
				q.Coverage.BrowserEvents = n
			}
		case countDuplicate:
			q.Duplicates = n
			q.Received += n
		case countReject:
			q.Rejected[name] = n
			q.Received += n
		case countBot:
			q.Bots[name] = n
		case countByKey:
			useOf(uses, name).Accepted = n
		case countAway:
			useOf(uses, name).SentAway = n
		case countOther:
			switch name {
			case goneReason:
				q.Gone = n
				continue
			case erasedReason:
				q.Erased = n
				continue
			}
			q.Counts[name] = n
			if discards(name) {
				q.Discarded += n
				q.Received += n
			}
		}
	}
	if err := rows.Err(); err != nil {
		return q, translate(err)
	}
	if q.Keys, err = db.namedUses(ctx, site, uses); err != nil {
		return q, err
	}
	if q.Latest, err = db.latestRejects(ctx, site, first, end); err != nil {
		return q, translate(err)
	}
	return q, translate(db.cover(ctx, &q.Coverage, site, from.UnixMilli(), to.UnixMilli()))
}
