package sqlite

import (
	"context"
	"database/sql"

	"github.com/safar-cx/safar/collector/internal/store"
)

// SavePersona adds a persona without a number and returns it with one; a persona with a
// number takes the place of what it was, or is store.ErrNotFound. A name that another one
// of the site has is store.ErrExists. A site that has so many as most takes no further one:
// store.ErrFull.
func (db *DB) SavePersona(ctx context.Context, p store.Persona, most int) (store.Persona, error) {
	err := db.update(ctx, func(tx *sql.Tx) (err error) {
		if p.ID != 0 {
			return affectOne(tx.Exec(`/* SavePersona */ UPDATE persona SET name = ?, note = ?, filters = ? WHERE id = ? AND site = ?`,
				p.Name, p.Note, toJSON(p.Filters), p.ID, p.Site))
		}
		if err := room(tx, "persona", p.Site, most); err != nil {
			return err
		}
		p.ID, err = inserted(tx.Exec(`/* SavePersona */ INSERT INTO persona (site, name, note, filters) VALUES (?, ?, ?, ?)`,
			p.Site, p.Name, p.Note, toJSON(p.Filters)))
		return err
	})
	return p, err
}

// RemovePersona forgets a persona of a site, or returns store.ErrNotFound.
func (db *DB) RemovePersona(ctx context.Context, site, id int64) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		return affectOne(tx.Exec(`/* RemovePersona */ DELETE FROM persona WHERE id = ? AND site = ?`, id, site))
	})
}

// Personas lists a site's personas by name.
func (db *DB) Personas(ctx context.Context, site int64) ([]store.Persona, error) {
	rows, err := db.read.QueryContext(ctx, `/* Personas */ SELECT id, name, note, filters FROM persona WHERE site = ? ORDER BY name`, site)
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	var list []store.Persona
	for rows.Next() {
		p := store.Persona{Site: site}
		if err := rows.Scan(&p.ID, &p.Name, &p.Note, fromJSON(&p.Filters)); err != nil {
			return nil, translate(err)
		}
		list = append(list, p)
	}
	return list, translate(rows.Err())
}

// inserted is the number of a row that was added.
func inserted(result sql.Result, err error) (int64, error) {
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}
