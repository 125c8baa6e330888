package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
)

// SaveAnnotation adds an annotation without a number and returns it with one; an annotation
// with a number takes the place of what it was, or is store.ErrNotFound. A site that has so
// many as most takes no further one: store.ErrFull.
func (db *DB) SaveAnnotation(ctx context.Context, a store.Annotation, most int) (store.Annotation, error) {
	err := db.update(ctx, func(tx *sql.Tx) (err error) {
		if a.ID != 0 {
			return affectOne(tx.Exec(`/* SaveAnnotation */ UPDATE annotation SET date = ?, text = ?, stage = ? WHERE id = ? AND site = ?`,
				a.Date.String(), a.Text, a.Stage, a.ID, a.Site))
		}
		if err := room(tx, "annotation", a.Site, most); err != nil {
			return err
		}
		a.ID, err = inserted(tx.Exec(`/* SaveAnnotation */ INSERT INTO annotation (site, date, text, stage) VALUES (?, ?, ?, ?)`,
			a.Site, a.Date.String(), a.Text, a.Stage))
		return err
	})
	return a, err
}

// RemoveAnnotation forgets an annotation of a site, or returns store.ErrNotFound.
func (db *DB) RemoveAnnotation(ctx context.Context, site, id int64) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		return affectOne(tx.Exec(`/* RemoveAnnotation */ DELETE FROM annotation WHERE id = ? AND site = ?`, id, site))
	})
}

// Annotations lists a site's annotations by date, those of a day in the order of their making.
func (db *DB) Annotations(ctx context.Context, site int64) ([]store.Annotation, error) {
	rows, err := db.read.QueryContext(ctx, `/* Annotations */ SELECT id, date, text, stage FROM annotation WHERE site = ? ORDER BY date, id`, site)
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	var list []store.Annotation
	for rows.Next() {
		a := store.Annotation{Site: site}
		var date string
		if err := rows.Scan(&a.ID, &date, &a.Text, &a.Stage); err != nil {
			return nil, translate(err)
		}
		if a.Date, err = metric.ParseDate(date); err != nil {
			return nil, fmt.Errorf("annotation %d: %w", a.ID, err)
		}
		list = append(list, a)
	}
	return list, translate(rows.Err())
}
