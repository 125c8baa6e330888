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
// since is not zero and the same was done at or after it, that entry is counted up instead.
func (db *DB) AddAudit(ctx context.Context, e store.AuditEntry, since, forget time.Time) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		if !since.IsZero() {
			err := affectOne(tx.Exec(`/* AddAudit */ UPDATE audit SET times = times + 1, last = max(last, ?)
				WHERE id = (SELECT max(id) FROM audit WHERE at >= ? AND actor = ? AND action = ? AND site = ? AND object = ? AND detail = ?)`,
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

// AuditLog lists so many entries, the latest first: those with a number below before, or the
// latest of all for 0.
func (db *DB) AuditLog(ctx context.Context, before int64, limit int) ([]store.AuditEntry, error) {
	rows, err := db.read.QueryContext(ctx, `/* AuditLog */ SELECT `+auditColumns+` FROM audit
		WHERE ?1 = 0 OR id < ?1 ORDER BY id DESC LIMIT ?2`, before, limit)
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
