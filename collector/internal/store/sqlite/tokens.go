package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

const tokenColumns = `id, kind, coalesce(site, 0), scope, name, label, hash, created, expires, revoked`

func scanToken(s scanner) (store.Token, error) {
	var t store.Token
	err := s.Scan(&t.ID, &t.Kind, &t.Site, &t.Scope, &t.Name, &t.Label, &t.Hash, maybe{&t.Created}, maybe{&t.Expires}, &t.Revoked)
	return t, translate(err)
}

// maybe reads and writes a column of Unix milliseconds that is NULL for the zero time.
type maybe struct{ time *time.Time }

// Scan implements sql.Scanner.
func (m maybe) Scan(column any) error {
	if column == nil {
		*m.time = time.Time{}
		return nil
	}
	return milliseconds{m.time}.Scan(column)
}

// Value implements driver.Valuer.
func (m maybe) Value() (driver.Value, error) {
	if m.time.IsZero() {
		return nil, nil
	}
	return m.time.UnixMilli(), nil
}

// CreateToken adds a token and returns it with its number. A hash that is there already is
// store.ErrExists.
func (db *DB) CreateToken(ctx context.Context, token store.Token) (store.Token, error) {
	err := db.update(ctx, func(tx *sql.Tx) error {
		result, err := tx.Exec(`/* CreateToken */ INSERT INTO token (kind, site, scope, name, label, hash, created, expires, revoked)
			VALUES (?, nullif(?, 0), ?, ?, ?, ?, ?, ?, ?)`,
			token.Kind, token.Site, token.Scope, token.Name, token.Label, token.Hash, maybe{&token.Created}, maybe{&token.Expires}, token.Revoked)
		if err != nil {
			return err
		}
		token.ID, err = result.LastInsertId()
		return err
	})
	return token, err
}

// Tokens lists all tokens, revoked ones too, in the order of their making.
func (db *DB) Tokens(ctx context.Context) ([]store.Token, error) {
	rows, err := db.read.QueryContext(ctx, `/* Tokens */ SELECT `+tokenColumns+` FROM token ORDER BY id`)
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	var list []store.Token
	for rows.Next() {
		token, err := scanToken(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, token)
	}
	return list, translate(rows.Err())
}

// TokenByHash returns the token of that hash. One that was revoked is store.ErrNotFound.
func (db *DB) TokenByHash(ctx context.Context, hash []byte) (store.Token, error) {
	return scanToken(db.read.QueryRowContext(ctx, `/* TokenByHash */ SELECT `+tokenColumns+` FROM token
		WHERE hash = ? AND NOT revoked`, hash))
}

// RevokeToken makes a token useless for good. Doing so again changes nothing.
func (db *DB) RevokeToken(ctx context.Context, id int64) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		return affectOne(tx.Exec(`/* RevokeToken */ UPDATE token SET revoked = 1 WHERE id = ?`, id))
	})
}
