package sqlite

import (
	"context"
	"database/sql"

	"github.com/safar-cx/safar/collector/internal/store"
)

// SetGoal keeps a goal in the place of an earlier one for the same metric.
func (db *DB) SetGoal(ctx context.Context, g store.Goal) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.Exec(`/* SetGoal */ INSERT INTO goal (site, metric, value) VALUES (?, ?, ?)
			ON CONFLICT DO UPDATE SET value = excluded.value`, g.Site, g.Metric, g.Value)
		return err
	})
}

// RemoveGoal forgets a goal, or returns store.ErrNotFound.
func (db *DB) RemoveGoal(ctx context.Context, site int64, metric string) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		return affectOne(tx.Exec(`/* RemoveGoal */ DELETE FROM goal WHERE site = ? AND metric = ?`, site, metric))
	})
}

// Goals lists a site's goals by metric.
func (db *DB) Goals(ctx context.Context, site int64) ([]store.Goal, error) {
	rows, err := db.read.QueryContext(ctx, `/* Goals */ SELECT metric, value FROM goal WHERE site = ? ORDER BY metric`, site)
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	var list []store.Goal
	for rows.Next() {
		g := store.Goal{Site: site}
		if err := rows.Scan(&g.Metric, &g.Value); err != nil {
			return nil, translate(err)
		}
		list = append(list, g)
	}
	return list, translate(rows.Err())
}
