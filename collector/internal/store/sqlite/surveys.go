package sqlite

import (
	"context"
	"database/sql"

	"github.com/safar-cx/safar/collector/internal/store"
)

// SaveSurvey adds a survey without a number and returns it with one; a survey with a number
// takes the place of what it was, or is store.ErrNotFound. A name that another one of the site
// has is store.ErrExists. A site that has so many as most takes no further one: store.ErrFull.
func (db *DB) SaveSurvey(ctx context.Context, s store.Survey, most int) (store.Survey, error) {
	err := db.update(ctx, func(tx *sql.Tx) (err error) {
		if s.ID != 0 {
			return affectOne(tx.Exec(`/* SaveSurvey */ UPDATE survey SET name = ?, kind = ?, asked = ?, questions = ?, touchpoint = ?, stage = ?,
				page = ?, occasion = ?, seconds = ?, leaving = ?, share = ?, days = ? WHERE id = ? AND site = ?`,
				s.Name, s.Kind, s.Asked, toJSON(s.Questions), s.Touchpoint, s.Stage,
				s.Page, s.Occasion, s.Seconds, s.Leaving, s.Share, s.Days, s.ID, s.Site))
		}
		if err := room(tx, "survey", s.Site, most); err != nil {
			return err
		}
		s.ID, err = inserted(tx.Exec(`/* SaveSurvey */ INSERT INTO survey (site, name, kind, asked, questions, touchpoint, stage,
			page, occasion, seconds, leaving, share, days) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			s.Site, s.Name, s.Kind, s.Asked, toJSON(s.Questions), s.Touchpoint, s.Stage,
			s.Page, s.Occasion, s.Seconds, s.Leaving, s.Share, s.Days))
		return err
	})
	return s, err
}

// RemoveSurvey forgets a survey of a site, or returns store.ErrNotFound. Its answers are kept.
func (db *DB) RemoveSurvey(ctx context.Context, site, id int64) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		return affectOne(tx.Exec(`/* RemoveSurvey */ DELETE FROM survey WHERE id = ? AND site = ?`, id, site))
	})
}

// Surveys lists a site's surveys by name.
func (db *DB) Surveys(ctx context.Context, site int64) ([]store.Survey, error) {
	rows, err := db.read.QueryContext(ctx, `/* Surveys */ SELECT id, name, kind, asked, questions, touchpoint, stage,
		page, occasion, seconds, leaving, share, days FROM survey WHERE site = ? ORDER BY name`, site)
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	var list []store.Survey
	for rows.Next() {
		s := store.Survey{Site: site}
		if err := rows.Scan(&s.ID, &s.Name, &s.Kind, &s.Asked, fromJSON(&s.Questions), &s.Touchpoint, &s.Stage,
			&s.Page, &s.Occasion, &s.Seconds, &s.Leaving, &s.Share, &s.Days); err != nil {
			return nil, translate(err)
		}
		list = append(list, s)
	}
	return list, translate(rows.Err())
}
