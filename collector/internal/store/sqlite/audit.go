package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

const auditColumns = `id, at, actor, action, site, object, detail, times, last`

func scanAudit(s scanner) (store.AuditEntry, error) {
	var e store.AuditEntry
	err := s.Scan(&e.ID, milliseconds{&e.At}, &e.Actor, &e.Action, &e.Site, &e.Object, &e.Detail, &e.Times, milliseconds{&e.Last})
	return e, translate(err)
}

// AddAudit adds an entry that was done once, and lets go of those of before forget. Where
// since is not zero and the same was done at or after it, that entry is counted up instead, unless
// its object did something itself in between.
func (db *DB) AddAudit(ctx context.Context, e store.AuditEntry, since, forget time.Time) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		if !since.IsZero() {
			err := affectOne(tx.Exec(`/* AddAudit */ UPDATE audit SET times = times + 1, last = max(last, ?1)
				WHERE id = (SELECT max(id) FROM audit WHERE at >= ?2 AND actor = ?3 AND action = ?4 AND site = ?5 AND object = ?6 AND detail = ?7
					AND id > coalesce((SELECT max(id) FROM audit AS own WHERE own.at >= ?2 AND own.actor = ?6 AND own.actor <> ''), 0))`,
				e.At.UnixMilli(), since.UnixMilli(), e.Actor, e.Action, e.Site, e.Object, e.Detail))
			if !errors.Is(err, store.ErrNotFound) {
				return err
			}
		}
		_, err := tx.Exec(`/* AddAudit */ INSERT INTO audit (at, actor, action, site, object, detail, times, last) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, ?1)`,
			e.At.UnixMilli(), e.Actor, e.Action, e.Site, e.Object, e.Detail)
		if err != nil {
			return err
		}
		_, err = tx.Exec(`/* AddAudit */ DELETE FROM audit WHERE at < ?1 AND last < ?1`, forget.UnixMilli())
		return err
	})
}

// AuditLog lists entries, the latest first.
func (db *DB) AuditLog(ctx context.Context, q store.AuditQuery) ([]store.AuditEntry, error) {
	rows, err := db.read.QueryContext(ctx, `/* AuditLog */ SELECT `+auditColumns+` FROM audit
		WHERE (?1 = 0 OR id < ?1) AND (?3 = '' OR action = ?3) AND (?4 = '' OR actor = ?4 OR object = ?4)
		ORDER BY id DESC LIMIT ?2`, q.Before, q.Limit, q.Action, q.Who)
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	var list []store.AuditEntry
	for rows.Next() {
		e, err := scanAudit(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, translate(rows.Err())
}

// AuditSum counts how often an action was done to an object from since on, after the last time
// that the object itself did another, and when for the last time.
func (db *DB) AuditSum(ctx context.Context, action, object, until string, since time.Time) (times int64, last time.Time, err error) {
	err = db.read.QueryRowContext(ctx, `/* AuditSum */ SELECT coalesce(sum(times), 0), coalesce(max(last), 0) FROM audit
		WHERE at >= ?4 - 3600000 AND last >= ?4 AND action = ?1 AND object = ?2
			AND id > coalesce((SELECT max(id) FROM audit WHERE at >= ?4 - 3600000 AND action = ?3 AND actor = ?2), 0)`,
		action, object, until, since.UnixMilli()).Scan(&times, milliseconds{&last})
	return times, last, translate(err)
}
