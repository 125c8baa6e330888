package sqlite

import (
	"context"
	"database/sql"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

const userColumns = `user.id, user.email, user.password <> '', user.created,
	(SELECT json_group_array(json_object('Site', coalesce(r.site, 0), 'Role', r.role) ORDER BY r.site) FROM user_role AS r WHERE r.user = user.id)`

// scanUser reads the columns of a user, and more columns that stand before them.
func scanUser(s scanner, before ...any) (store.User, error) {
	var u store.User
	err := s.Scan(append(before, &u.ID, &u.Email, &u.HasPassword, milliseconds{&u.Created}, fromJSON(&u.Grants))...)
	return u, translate(err)
}

// CreateUser adds a user without a password and returns him with his number. The e-mail
// address must be new: store.ErrExists. The first one must own every site:
// store.ErrLastOwner.
func (db *DB) CreateUser(ctx context.Context, user store.User) (store.User, error) {
	user.HasPassword = false
	err := db.update(ctx, func(tx *sql.Tx) (err error) {
		if user.ID, err = insertUser(tx, user, ""); err != nil {
			return err
		}
		return requireOwner(tx)
	})
	return user, err
}

// CreateOwner makes the first user, signed in with a session, for the bearer of a setup
// link, which is used up by it. It returns store.ErrExists when there is a user already and
// store.ErrNotFound when there is no such link that works when the session begins. After
// an error nothing has changed: the link can be used again.
func (db *DB) CreateOwner(ctx context.Context, link []byte, owner store.User, password string, session store.Session) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		var there bool
		if err := tx.QueryRow(hasUsers).Scan(&there); err != nil {
			return err
		}
		if there {
			return store.ErrExists
		}
		err := affectOne(tx.Exec(`/* CreateOwner */ DELETE FROM link WHERE hash = ? AND purpose = ? AND expires > ?`,
			link, store.LinkSetup, session.Created.UnixMilli()))
		if err != nil {
			return err
		}
		if _, err := tx.Exec(`/* CreateOwner */ DELETE FROM link WHERE purpose = ?`, store.LinkSetup); err != nil {
			return err
		}
		if session.User, err = insertUser(tx, owner, password); err != nil {
			return err
		}
		return insertSession(tx, session)
	})
}

func insertUser(tx *sql.Tx, user store.User, password string) (id int64, err error) {
	result, err := tx.Exec(`/* insertUser */ INSERT INTO user (email, password, created) VALUES (?, ?, ?)`,
		user.Email, password, user.Created.UnixMilli())
	if err != nil {
		return 0, err
	}
	if id, err = result.LastInsertId(); err != nil {
		return 0, err
	}
	for _, grant := range user.Grants {
		if err := insertGrant(tx, id, grant); err != nil {
			return 0, err
		}
	}
	return id, nil
}

// hasUsers asks whether there is anybody who may sign in.
const hasUsers = `/* HasUsers */ SELECT EXISTS (SELECT 1 FROM user)`

// HasUsers tells whether there is anybody who may sign in.
func (db *DB) HasUsers(ctx context.Context) (there bool, err error) {
	err = db.read.QueryRowContext(ctx, hasUsers).Scan(&there)
	return there, translate(err)
}

// Users lists all users by e-mail address.
func (db *DB) Users(ctx context.Context) ([]store.User, error) {
	rows, err := db.read.QueryContext(ctx, `/* Users */ SELECT `+userColumns+` FROM user ORDER BY email`)
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	var list []store.User
	for rows.Next() {
		user, err := scanUser(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, user)
	}
	return list, translate(rows.Err())
}

// UserByEmail returns the user of that address with the hash of his password, "" for none.
// Nobody's address is store.ErrNotFound.
func (db *DB) UserByEmail(ctx context.Context, email string) (user store.User, password string, err error) {
	user, err = scanUser(db.read.QueryRowContext(ctx, `/* UserByEmail */ SELECT user.password, `+userColumns+`
		FROM user WHERE email = ?`, email), &password)
	return user, password, err
}

// DeleteUser removes the user of that address with his roles, sessions and links. Its errors
// are store.ErrNotFound and store.ErrLastOwner.
func (db *DB) DeleteUser(ctx context.Context, email string) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		if err := affectOne(tx.Exec(`/* DeleteUser */ DELETE FROM user WHERE email = ?`, email)); err != nil {
			return err
		}
		return requireOwner(tx)
	})
}

// milliseconds reads a column of Unix milliseconds into a time.
type milliseconds struct{ into *time.Time }

// Scan implements sql.Scanner.
func (m milliseconds) Scan(column any) error {
	n, _ := column.(int64) // the columns are STRICT and NOT NULL
	*m.into = time.UnixMilli(n).UTC()
	return nil
}
