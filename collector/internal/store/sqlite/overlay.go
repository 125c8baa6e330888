package sqlite

import (
	"context"
	"database/sql"
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

// readAsOf opens a view of a site's facts as they would be without the events timed later
// than asOf. Only the households that have such events are folded anew, into temporary
// tables that stand before the stored ones.
func (db *DB) readAsOf(ctx context.Context, site, asOf int64) (*reading, error) {
	r, err := begin(ctx, db.read)
	if err != nil {
		return nil, err
	}
	var later bool
	err = unsealed(ctx, r, site, asOf)
	if err == nil {
		err = r.QueryRowContext(ctx, "/* readAsOf */ SELECT EXISTS (SELECT 1 FROM event WHERE site = ? AND time > ? AND home IS NOT NULL)", site, asOf).Scan(&later)
	}
	if err == nil && !later {
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
	if err := overlay(ctx, db.words, r.Conn, site, asOf); err != nil {
		r.close()
		return nil, fmt.Errorf("fold as of %d: %w", asOf, err)
	}
	return r, nil
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
// households that have later events, and in their place what these fold to without them.
func overlay(ctx context.Context, words *words, conn *sql.Conn, site, asOf int64) error {
	if _, err := conn.ExecContext(ctx, `/* overlay */ CREATE TEMP TABLE hidden AS
		SELECT DISTINCT n.household AS unit FROM event AS e JOIN node AS n ON n.id = e.home
		WHERE e.site = ? AND e.time > ?`, site, asOf); err != nil {
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
	settings, err := siteByID(ctx, conn, site)
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
		w := &factWriter{sheets: sheets, site: site, unit: rowID(label), people: unit.people, next: next, digest: digest}
		if err := unit.fold(lexicon{words, ctx, conn}, settings.Settings, asOf, w.write); err != nil {
			return err
		}
	}
	return sheets.flush()
}

// column64 reads a column of integers.
func column64(ctx context.Context, q source, query string, args ...any) ([]int64, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []int64
	for rows.Next() {
		var n int64
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		all = append(all, n)
	}
	return all, rows.Err()
}
