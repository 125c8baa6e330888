package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
)

// reading is a consistent view of the facts as seen from an instant.
type reading struct {
	*sql.Conn
	pool *sql.DB // of its own when it has an overlay, else nil
}

// close gives the connection back. Nothing was written, so nothing can fail that matters.
func (r *reading) close() {
	_, _ = r.ExecContext(context.Background(), "/* reading.close */ ROLLBACK")
	_ = r.Conn.Close()
	if r.pool != nil {
		_ = r.pool.Close()
	}
}

// readAsOf opens a view of a site's facts as they would be with the events up to asOf and none
// later. Only the households whose stored facts are others are folded anew, into temporary tables
// that stand before the stored ones.
func (db *DB) readAsOf(ctx context.Context, site, asOf int64) (*reading, error) {
	r, err := begin(ctx, db.read)
	if err != nil {
		return nil, err
	}
	from := vantage{site, asOf, db.config.Now().UnixMilli()}
	err = unsealed(ctx, r, site, asOf)
	var stored bool
	if err == nil {
		stored, err = from.stored(ctx, r)
	}
	if err == nil && stored {
		return r, nil
	}
	r.close()
	if err != nil {
		return nil, err
	}
	pool := openPool(db.config.Path, 1, forOverlay)
	r, err = begin(ctx, pool)
	if err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	r.pool = pool
	if err := overlay(ctx, db.words, r.Conn, from); err != nil {
		r.close()
		return nil, fmt.Errorf("fold as of %d: %w", asOf, err)
	}
	return r, nil
}

// vantage is a site as seen from an instant. Households of which events are due by now are about to be
// folded, as all that are dirty, and nobody does it for the writer.
type vantage struct{ site, asOf, now int64 }

// others selects the households whose facts are others than the stored ones: with an event that
// is in these and later, or with one that is not in them as it is yet to come.
const others = `SELECT n.household AS unit FROM event AS e JOIN node AS n ON n.id = e.home LEFT JOIN due AS d ON d.household = n.household
		WHERE e.site = :site AND e.time > :asof AND e.time <= coalesce(d.seen, e.time)
	UNION SELECT household FROM due WHERE site = :site AND at > :now AND at <= :asof`

// stored tells whether the stored facts are those seen from there. Those who ask about now are not to
// pay for looking at all that is yet to come.
func (p vantage) stored(ctx context.Context, r *reading) (stored bool, err error) {
	var seen int64
	if err := r.QueryRowContext(ctx, "/* readAsOf */ SELECT seen FROM turn").Scan(&seen); err != nil {
		return false, err
	}
	if p.asOf >= seen && p.asOf <= p.now {
		return true, nil
	}
	err = r.QueryRowContext(ctx, "/* readAsOf */ SELECT NOT EXISTS ("+others+")", p.args()...).Scan(&stored)
	return stored, err
}

func (p vantage) args() []any {
	return []any{sql.Named("site", p.site), sql.Named("asof", p.asOf), sql.Named("now", p.now)}
}

func begin(ctx context.Context, pool *sql.DB) (*reading, error) {
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := conn.ExecContext(ctx, "/* readAsOf */ BEGIN"); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return &reading{Conn: conn}, nil
}

// overlay puts a view before each fact table: the stored facts without those of the
// households that have others, and these in their place.
func overlay(ctx context.Context, words *words, conn *sql.Conn, p vantage) error {
	if _, err := conn.ExecContext(ctx, `/* overlay */ CREATE TEMP TABLE hidden AS `+others, p.args()...); err != nil {
		return err
	}
	for _, table := range factTables {
		if _, err := conn.ExecContext(ctx, fmt.Sprintf(`/* overlay */
			CREATE TEMP TABLE seen_%[1]s AS SELECT * FROM main.%[1]s WHERE 0;
			CREATE TEMP VIEW %[1]s AS
				SELECT * FROM main.%[1]s WHERE unit NOT IN (SELECT unit FROM temp.hidden)
				UNION ALL SELECT * FROM temp.seen_%[1]s`, table)); err != nil {
			return err
		}
	}
	households, err := column64(ctx, conn, "/* overlay */ SELECT unit FROM hidden")
	if err != nil {
		return err
	}
	settings, err := siteByID(ctx, conn, p.site)
	if err != nil {
		return err
	}
	var last int64
	next := func(string) int64 { last--; return last } // below all stored ids
	sheets, digest := newSheets(ctx, conn, "temp.seen_"), newDigest()
	for _, label := range households {
		units, err := readHouseholds(ctx, conn, []int64{label})
		if err != nil {
			return err
		}
		unit := units[label]
		digest.reset()
		w := &factWriter{sheets: sheets, site: p.site, unit: rowID(label), people: unit.people, next: next, digest: digest}
		if err := unit.fold(lexicon{words, ctx, conn}, settings.Settings, p.asOf, w.write); err != nil {
			return err
		}
	}
	return sheets.flush()
}

// column64 reads a column of integers.
func column64(ctx context.Context, q source, query string, args ...any) ([]int64, error) {
	var all []int64
	err := eachRow(ctx, q, query, args, func(row []driver.Value) error {
		n, ok := row[0].(int64)
		if !ok {
			return fmt.Errorf("%v is no whole number", row[0])
		}
		all = append(all, n)
		return nil
	})
	return all, err
}
