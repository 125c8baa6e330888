package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
)

const (
	// expiryPage is how many events of a household, rows of a table or identifiers one statement of an
	// expiry takes.
	expiryPage = 500
	// factReach is for how long what happens may be told of a visit that has begun or of a cart that has
	// closed: so much later than what else is settled these go, lest a figure that stays lose them.
	factReach = 8 * 24 * time.Hour
	// wideHours is how much earlier than the rest of it something may count of what goes, such as a
	// message, which is sent before it is delivered.
	wideHours = 24
	// expiryRounds are enough for a group of identifiers that nothing names any more: all but the one
	// that the group is called by go in the first.
	expiryRounds = 2
)

// expiry empties a site of what happened before its last limit: of events, of settled facts, and
// of identifiers that nothing names any more. What is folded is folded anew from what is left.
type expiry struct {
	site   int64
	limit  int64
	tables int   // done, of settledFacts and one more
	rounds int   // done
	node   int64 // looked at last
	first  int64 // the earliest hour of what went, counted as digests do; 0 for none
}

// moveExpiries moves the last limits of the sites that have one, by a month an hour as the seals
// move, and begins what is to be done for them. Nothing expires whose raw events have not been looked
// through before: until then it may be needed.
func moveExpiries(tx *sql.Tx, now time.Time) (all []sweep, err error) {
	rows, err := tx.Query(`/* moveExpiries */ SELECT `+siteColumns+`, swept, since, EXISTS (SELECT 1 FROM event WHERE site = site.id) FROM site
		WHERE keep_orders_days > 0 AND since IS NOT NULL AND (kept_moved IS NULL OR abs(?1 - kept_moved) >= ?2)
		AND NOT coalesce(moved > ?1 AND moved - ?1 <= ?3, FALSE)`, now.UnixMilli(), sealEvery.Milliseconds(), sealRest.Milliseconds())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	limits := map[int64]int64{}
	for rows.Next() {
		var swept sql.NullInt64
		var since int64
		var events bool
		site, err := scanSite(rows, &swept, &since, &events)
		if err != nil {
			return nil, err
		}
		limit, err := dayOf(&site, site.KeepOrdersDays, now)
		if err != nil {
			return nil, err
		}
		if events {
			limit = min(limit, swept.Int64)
		}
		limit = min(limit, max(site.KeptFrom, since)+sealStep.Milliseconds())
		if limit > max(site.KeptFrom, since) {
			limits[site.ID] = limit
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	for site, limit := range limits {
		_, err := tx.Exec(`/* moveExpiries */ UPDATE site SET kept_from = ?2, kept_moved = ?3, sealed = max(coalesce(sealed, ?2), ?2) WHERE id = ?1`,
			site, limit, now.UnixMilli())
		if err != nil {
			return nil, err
		}
	}
	unfinished, err := tx.Query(`/* moveExpiries */ SELECT id, kept_from FROM site WHERE kept_from > coalesce(expired, kept_from - 1)`)
	if err != nil {
		return nil, err
	}
	defer unfinished.Close()
	for unfinished.Next() {
		var x expiry
		if err := unfinished.Scan(&x.site, &x.limit); err != nil {
			return nil, err
		}
		all = append(all, &x)
	}
	return all, unfinished.Err()
}

func (x *expiry) siteID() int64 { return x.site }

// slice implements sweep.
func (x *expiry) slice(db *DB, budget time.Duration) (gone int, over bool, err error) {
	gone, more, err := x.events(db, time.Now(), budget)
	switch {
	case err != nil || more:
	case x.tables < len(settledFacts)+1:
		err = x.facts(db)
	case x.rounds < expiryRounds:
		err = x.nodes(db)
	default:
		over, err = true, x.finish(db)
	}
	if err != nil {
		return 0, false, fmt.Errorf("let everything of old days go: %w", err)
	}
	return gone, over, nil
}

// events lets the oldest events go and has folded anew what is left of their households.
func (x *expiry) events(db *DB, begun time.Time, budget time.Duration) (gone int, more bool, err error) {
	page, err := x.page(db.direct)
	if err != nil || len(page) == 0 {
		return 0, false, err
	}
	x.went(page[0].time)
	var lone []int64 // of robots
	crowds, done := map[int64][]int64{}, map[int64]bool{}
	for _, e := range page {
		label := e.household.Int64
		if !e.household.Valid {
			lone = append(lone, e.seq)
			continue
		}
		if _, crowd := crowds[label]; crowd {
			crowds[label] = append(crowds[label], e.seq)
			continue
		}
		if done[label] || gone > 0 && time.Since(begun) > budget {
			continue
		}
		crowd, err := isCrowd(db.direct, label)
		if err != nil {
			return 0, false, err
		}
		if crowd {
			crowds[label] = []int64{e.seq}
			continue
		}
		done[label] = true
		n, err := x.household(db, label)
		if gone += n; err != nil {
			return 0, false, err
		}
	}
	for label, seqs := range crowds { // which stay together until a rebuild, as when somebody of one is erased
		lone = append(lone, seqs...)
		if err := (&estate{site: x.site, label: label, crowd: true}).rejoin(db, db.direct); err != nil {
			return 0, false, err
		}
	}
	return gone + len(lone), true, dropEvents(context.Background(), db.direct, lone)
}

func (x *expiry) page(tx *direct) ([]pastEvent, error) {
	rows, err := tx.Query(`/* expiry.page */ SELECT e.seq, e.time, e.home, n.household FROM event AS e LEFT JOIN node AS n ON n.id = e.home
		WHERE e.site = ? AND e.time < ? ORDER BY e.time, e.seq LIMIT ?`, x.site, x.limit, expiryPage)
	return scanPast(rows, err)
}

func isCrowd(tx *direct, label int64) (bool, error) {
	var visitors int
	err := tx.QueryRow(`/* isCrowd */ SELECT count(*) FROM (SELECT 1 FROM node WHERE household = ? AND kind = ? LIMIT ?)`,
		label, int64(journey.Visitor), mostVisitors+1).Scan(&visitors)
	return visitors > mostVisitors, err
}

// household lets old events of a household go. What is left may have been joined by them.
func (x *expiry) household(db *DB, label int64) (gone int, err error) {
	ctx := context.Background()
	old, err := column64(ctx, db.direct, `/* expiry.household */ SELECT e.seq FROM node AS n CROSS JOIN event AS e ON e.home = n.id
		WHERE n.household = ? AND e.time < ? LIMIT ?`, label, x.limit, expiryPage)
	if err != nil {
		return 0, err
	}
	if err := dropEvents(ctx, db.direct, old); err != nil {
		return 0, err
	}
	rest, err := readEstate(lexicon{db.words, ctx, db.direct}, x.site, label, func(*journey.Hit) bool { return true })
	if err != nil {
		return 0, err
	}
	rest.goes = make([]bool, len(rest.hits))
	return len(old), rest.rejoin(db, db.direct)
}

// facts lets the next settled ones go.
func (x *expiry) facts(db *DB) error {
	ctx, tx := context.Background(), db.direct
	if x.tables == len(settledFacts) {
		result, err := tx.Exec(`/* expiry.facts */ DELETE FROM sealed_order WHERE site = ?1 AND ("transaction", time) IN
			(SELECT "transaction", time FROM sealed_order WHERE site = ?1 AND time < ?2 LIMIT ?3)`, x.site, x.limit, expiryPage)
		if err != nil {
			return err
		}
		n, err := result.RowsAffected()
		x.advance(n)
		return err
	}
	f := settledFacts[x.tables]
	rows, err := column64(ctx, tx, "/* expiry.facts */ SELECT rowid FROM "+f.table+" WHERE site = ?1 AND unit < 0 AND "+expired(f.table, f.day)+" LIMIT ?4",
		x.site, x.limit, x.limit-factReach.Milliseconds(), expiryPage)
	if err != nil {
		return err
	}
	x.advance(int64(len(rows)))
	if len(rows) == 0 {
		return nil
	}
	list := jsonList(rows)
	var earliest int64
	err = tx.QueryRow("/* expiry.facts */ SELECT min("+f.day+") FROM "+f.table+" WHERE rowid IN (SELECT value FROM json_each(?))", list).Scan(&earliest)
	if err != nil {
		return err
	}
	x.went(earliest)
	switch f.table {
	case "cart":
		err = change(ctx, tx, `/* expiry.facts */ DELETE FROM category WHERE cart IN (SELECT value FROM json_each(?))`, list)
	case "message":
		return x.messages(ctx, tx, list)
	}
	if err != nil {
		return err
	}
	return change(ctx, tx, "/* expiry.facts */ DELETE FROM "+f.table+" WHERE rowid IN (SELECT value FROM json_each(?))", list)
}

// went notes an instant of something that goes.
func (x *expiry) went(at int64) {
	if hour := hourOf(at); x.first == 0 || hour < x.first {
		x.first = hour
	}
}

// advance goes on to the next table when nothing is left in this one.
func (x *expiry) advance(n int64) {
	if n < expiryPage {
		x.tables++
	}
}

// expired is the condition that a settled fact lies before the limit, ?2. ?3 is factReach before.
func expired(table, day string) string {
	switch table {
	case "session":
		return "start < ?3"
	case "cart", "cart_item", "checkout":
		return day + " < ?2 AND window_end < ?3"
	case "passage":
		return "of_cart IN (0, 1) AND start < ?2"
	case "friction": // is counted on the day of its visit, where it has one
		return "(start < ?2 OR start IS NULL AND time < ?2)"
	}
	return day + " < ?2"
}

// messages lets some go, on whose deliveries hangs where others of their campaigns are counted.
func (x *expiry) messages(ctx context.Context, tx source, list string) error {
	var names []string
	err := eachRow(ctx, tx, `/* expiry.messages */ SELECT DISTINCT campaign FROM message WHERE rowid IN (SELECT value FROM json_each(?))`,
		[]any{list}, func(row []driver.Value) error {
			name, _ := row[0].(string)
			names = append(names, name)
			return nil
		})
	if err != nil {
		return err
	}
	hang := hinges{ctx, tx, map[hinge]int64{}}
	for _, name := range names {
		if err := hang.touch(hinge{campaigns, x.site, name}); err != nil {
			return err
		}
	}
	if err := change(ctx, tx, `/* expiry.messages */ DELETE FROM message WHERE rowid IN (SELECT value FROM json_each(?))`, list); err != nil {
		return err
	}
	moved := turns{map[siteHour]struct{}{}}
	if err := hang.turn(&moved); err != nil {
		return err
	}
	return moved.write(ctx, tx)
}

// Older counts what a site holds of before an instant: what would go were that its last limit.
func (db *DB) Older(ctx context.Context, site, before int64) (o store.Older, err error) {
	err = db.read.QueryRowContext(ctx, `/* Older */ SELECT (SELECT count(*) FROM session WHERE site = ?1 AND start < ?2),
		(SELECT count(*) FROM placed WHERE site = ?1 AND time < ?2), (SELECT count(*) FROM answer WHERE site = ?1 AND time < ?2)`,
		site, before).Scan(&o.Visits, &o.Orders, &o.Answers)
	return o, translate(err)
}

// unnamed selects, of a page of identifiers after ?2, those of a site that neither an event nor a
// settled figure names. Whatever events name shares a household with them.
const unnamed = `SELECT n.id FROM (SELECT id, site, basket, household FROM node WHERE id > ?2 ORDER BY id LIMIT ?3) AS n WHERE n.site = ?1
	AND NOT EXISTS (SELECT 1 FROM node AS m CROSS JOIN event AS e ON e.home = m.id WHERE m.household = n.household)
	AND NOT EXISTS (SELECT 1 FROM node AS m WHERE m.household = n.id AND m.id <> n.id)
	AND NOT EXISTS (SELECT 1 FROM node AS m WHERE m.basket = n.id AND m.id <> n.id)
	AND NOT EXISTS (SELECT 1 FROM session AS f WHERE f.visitor = n.id)
	AND NOT EXISTS (SELECT 1 FROM session AS f WHERE f.person = n.id)
	AND NOT EXISTS (SELECT 1 FROM cart AS f WHERE f.person = n.id AND f.unit < 0)
	AND NOT EXISTS (SELECT 1 FROM answer AS f WHERE f.person = n.id AND f.unit < 0)
	AND NOT EXISTS (SELECT 1 FROM message AS f WHERE f.person = n.id AND f.unit < 0)
	AND NOT EXISTS (SELECT 1 FROM refusal AS f WHERE f.person = n.id AND f.unit < 0)
	AND NOT EXISTS (SELECT 1 FROM passage AS f WHERE f.person = n.id AND f.unit < 0)`

// nodes lets go of those of the next identifiers that nothing names.
func (x *expiry) nodes(db *DB) error {
	ctx, tx := context.Background(), db.direct
	var last sql.NullInt64
	err := tx.QueryRow(`/* expiry.nodes */ SELECT max(id) FROM (SELECT id FROM node WHERE id > ? ORDER BY id LIMIT ?)`, x.node, expiryPage).Scan(&last)
	if err != nil {
		return err
	}
	if !last.Valid {
		x.rounds, x.node = x.rounds+1, 0
		return nil
	}
	gone, err := column64(ctx, tx, "/* expiry.nodes */ "+unnamed, x.site, x.node, expiryPage)
	if err != nil {
		return err
	}
	x.node = last.Int64
	if len(gone) == 0 {
		return nil
	}
	db.nodes.forget()
	return change(ctx, tx, `/* expiry.nodes */ DELETE FROM node WHERE id IN (SELECT value FROM json_each(?))`, jsonList(gone))
}

// finish notes that nothing older is left, and forgets what was summed up of it: an answer about
// later days may look at it, as retention does. Digests don't tell of it, since of what is sealed a
// household no longer answers for. What was kept before a restart is not in memory any more.
func (x *expiry) finish(db *DB) error {
	ctx, tx := context.Background(), db.direct
	if x.first != 0 {
		changed := turns{map[siteHour]struct{}{}}
		for hour := x.first - wideHours; hour <= hourOf(x.limit); hour++ {
			changed.mark(x.site, []int64{hour})
		}
		if err := changed.write(ctx, tx); err != nil {
			return err
		}
	}
	if err := change(ctx, tx, `/* expiry.finish */ DELETE FROM part WHERE "from" < ?`, x.limit); err != nil {
		return err
	}
	return change(ctx, tx, `/* expiry.finish */ UPDATE site SET expired = ? WHERE id = ?`, x.limit, x.site)
}
