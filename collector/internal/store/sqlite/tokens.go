package sqlite

import (
	"context"
	"database/sql"

	"github.com/safar-cx/safar/collector/internal/store"
)

const tokenColumns = `id, coalesce(site, 0), label, hash, revoked`

func scanToken(s scanner) (store.Token, error) {
	var t store.Token
	err := s.Scan(&t.ID, &t.Site, &t.Label, &t.Hash, &t.Revoked)
	return t, translate(err)
}

// CreateToken adds a token and returns it with its number. A hash that is there already is
// store.ErrExists.
func (db *DB) CreateToken(ctx context.Context, token store.Token) (store.Token, error) {
	err := db.update(ctx, func(tx *sql.Tx) error {
		result, err := tx.Exec(`/* CreateToken */ INSERT INTO token (site, label, hash, revoked) VALUES (nullif(?, 0), ?, ?, ?)`,
			token.Site, token.Label, token.Hash, token.Revoked)
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
