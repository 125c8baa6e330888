package sqlite

import (
	"context"
	"database/sql"

	"github.com/safar-cx/safar/collector/internal/store"
)

const keyColumns = `key.id, key.site, key.kind, key.label, key.hash, key.origins, key.revoked, key.events_per_day`

func keyDest(k *store.Key) []any {
	return []any{&k.ID, &k.Site, &k.Kind, &k.Label, &k.Hash, fromJSON(&k.Origins), &k.Revoked, &k.EventsPerDay}
}

// CreateKey adds a key and returns it with its number. A hash that is there already is
// store.ErrExists.
func (db *DB) CreateKey(ctx context.Context, key store.Key) (store.Key, error) {
	err := db.update(ctx, func(tx *sql.Tx) error {
		result, err := tx.Exec(`/* CreateKey */ INSERT INTO key (site, kind, label, hash, origins, revoked, events_per_day) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			key.Site, key.Kind, key.Label, key.Hash, toJSON(key.Origins), key.Revoked, key.EventsPerDay)
		if err != nil {
			return err
		}
		key.ID, err = result.LastInsertId()
		return err
	})
	return key, err
}

// Keys lists a site's keys, revoked ones too, in the order of their making.
func (db *DB) Keys(ctx context.Context, site int64) ([]store.Key, error) {
	rows, err := db.read.QueryContext(ctx, `/* Keys */ SELECT `+keyColumns+` FROM key WHERE site = ? ORDER BY id`, site)
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	var list []store.Key
	for rows.Next() {
		var key store.Key
		if err := rows.Scan(keyDest(&key)...); err != nil {
			return nil, translate(err)
		}
		list = append(list, key)
	}
	return list, translate(rows.Err())
}

// KeyByHash returns the key of that hash with its site. One that was revoked is
// store.ErrNotFound.
func (db *DB) KeyByHash(ctx context.Context, hash []byte) (store.Key, store.Site, error) {
	var key store.Key
	site, err := scanSite(db.read.QueryRowContext(ctx, `/* KeyByHash */ SELECT `+siteColumns+`, `+keyColumns+`
		FROM key JOIN site ON site.id = key.site WHERE key.hash = ? AND NOT key.revoked`, hash), keyDest(&key)...)
	return key, site, err
}

// ChangeKey gives a key other origins and another quota. A key that is not there, or was revoked,
// is store.ErrNotFound.
func (db *DB) ChangeKey(ctx context.Context, id int64, origins []string, eventsPerDay int64) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		return affectOne(tx.Exec(`/* ChangeKey */ UPDATE key SET origins = ?, events_per_day = ? WHERE id = ? AND NOT revoked`,
			toJSON(origins), eventsPerDay, id))
	})
}

// RevokeKey makes a key useless for good. Doing so again changes nothing.
func (db *DB) RevokeKey(ctx context.Context, id int64) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		return affectOne(tx.Exec(`/* RevokeKey */ UPDATE key SET revoked = 1 WHERE id = ?`, id))
	})
}

// affectOne is store.ErrNotFound when a statement found no row.
func affectOne(result sql.Result, err error) error {
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err == nil && n == 0 {
		err = store.ErrNotFound
	}
	return err
}
