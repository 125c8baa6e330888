package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// SetTouchpoint keeps what a merchant says of a touchpoint in the place of what was said
// before. A site that has so many as most takes no further one: store.ErrFull. Where the
// stage changes, whoever met the touchpoint is folded anew.
func (db *DB) SetTouchpoint(ctx context.Context, t store.Touchpoint, most int) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		before, err := touchpointStage(tx, t.Site, t.Name)
		if errors.Is(err, sql.ErrNoRows) {
			err = room(tx, "touchpoint", t.Site, most)
		}
		if err != nil {
			return err
		}
		if _, err := tx.Exec(`/* SetTouchpoint */ INSERT INTO touchpoint (site, name, label, stage, goal_of, goal_value) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET label = excluded.label, stage = excluded.stage, goal_of = excluded.goal_of, goal_value = excluded.goal_value`,
			t.Site, t.Name, t.Label, t.Stage, t.Goal.Of, t.Goal.Value); err != nil {
			return err
		}
		if t.Stage == before {
			return nil
		}
		return markTouchpointDirty(tx, t.Site, t.Name)
	})
}

// RemoveTouchpoint forgets what a merchant said of a touchpoint, or returns
// store.ErrNotFound. Its events are kept, and have their own stages again.
func (db *DB) RemoveTouchpoint(ctx context.Context, site int64, name string) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		before, err := touchpointStage(tx, site, name)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(`/* RemoveTouchpoint */ DELETE FROM touchpoint WHERE site = ? AND name = ?`, site, name); err != nil || before == "" {
			return err
		}
		return markTouchpointDirty(tx, site, name)
	})
}

// Touchpoints lists what a merchant said of a site's touchpoints, by name.
func (db *DB) Touchpoints(ctx context.Context, site int64) ([]store.Touchpoint, error) {
	rows, err := db.read.QueryContext(ctx, `/* Touchpoints */ SELECT name, label, stage, goal_of, goal_value FROM touchpoint
		WHERE site = ? ORDER BY name`, site)
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	var list []store.Touchpoint
	for rows.Next() {
		t := store.Touchpoint{Site: site}
		if err := rows.Scan(&t.Name, &t.Label, &t.Stage, &t.Goal.Of, &t.Goal.Value); err != nil {
			return nil, translate(err)
		}
		list = append(list, t)
	}
	return list, translate(rows.Err())
}

// touchpointStage is the stage that a merchant gave to a touchpoint; sql.ErrNoRows where
// nothing was said of it.
func touchpointStage(tx *sql.Tx, site int64, name string) (stage event.Stage, err error) {
	err = tx.QueryRow(`/* touchpointStage */ SELECT stage FROM touchpoint WHERE site = ? AND name = ?`, site, name).Scan(&stage)
	return stage, err
}

// markTouchpointDirty marks the households that have met a touchpoint. What has not been
// folded yet is marked already.
func markTouchpointDirty(tx *sql.Tx, site int64, name string) error {
	_, err := tx.Exec(`/* markTouchpointDirty */ INSERT INTO dirty (household, mark)
		SELECT DISTINCT unit, (SELECT coalesce(max(seq), 0) FROM event) FROM contact WHERE site = ? AND touchpoint = ? AND unit > 0
		ON CONFLICT DO NOTHING`, site, name)
	return err
}

// room is store.ErrFull where a site has as many rows in a table as it may have.
func room(tx *sql.Tx, table string, site int64, most int) error {
	var rows int
	err := tx.QueryRow("/* room */ SELECT count(*) FROM "+table+" WHERE site = ?", site).Scan(&rows)
	if err == nil && rows >= most {
		return store.ErrFull
	}
	return err
}
