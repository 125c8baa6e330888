package sqlite

import (
	"context"
	"database/sql"

	"github.com/safar-cx/safar/collector/internal/store"
)

// SetGrant gives the user of that address a role in the place of the one that he had there.
// His links end: whoever holds one was meant to get in with the roles of then. So do his sessions:
// he signs in anew. Its errors are store.ErrNotFound and store.ErrLastOwner.
func (db *DB) SetGrant(ctx context.Context, email string, grant store.Grant) error {
	return db.changeGrants(ctx, email, func(tx *sql.Tx, user int64) error {
		_, err := tx.Exec(`/* SetGrant */ DELETE FROM user_role WHERE user = ? AND coalesce(site, 0) = ?`, user, grant.Site)
		if err != nil {
			return err
		}
		return insertGrant(tx, user, grant)
	})
}

// RemoveGrant takes a role away from the user of that address, and removes him when it was his
// last one. Its errors are store.ErrNotFound, also for a role that he does not have, and
// store.ErrLastOwner.
func (db *DB) RemoveGrant(ctx context.Context, email string, site int64) error {
	return db.changeGrants(ctx, email, func(tx *sql.Tx, user int64) error {
		err := affectOne(tx.Exec(`/* RemoveGrant */ DELETE FROM user_role WHERE user = ? AND coalesce(site, 0) = ?`, user, site))
		if err != nil {
			return err
		}
		_, err = tx.Exec(`/* RemoveGrant */ DELETE FROM user WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM user_role WHERE user = ?1)`, user)
		return err
	})
}

func (db *DB) changeGrants(ctx context.Context, email string, change func(tx *sql.Tx, user int64) error) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		var user int64
		if err := tx.QueryRow(`/* changeGrants */ SELECT id FROM user WHERE email = ?`, email).Scan(&user); err != nil {
			return err
		}
		if err := change(tx, user); err != nil {
			return err
		}
		if _, err := tx.Exec(`/* changeGrants */ DELETE FROM link WHERE user = ?`, user); err != nil {
			return err
		}
		if err := endSessions(tx, user); err != nil {
			return err
		}
		return requireOwner(tx)
	})
}

func insertGrant(tx *sql.Tx, user int64, grant store.Grant) error {
	_, err := tx.Exec(`/* insertGrant */ INSERT INTO user_role (user, site, role) VALUES (?, nullif(?, 0), ?)`, user, grant.Site, grant.Role)
	return err
}

// requireOwner refuses a change after which nobody owns every site.
func requireOwner(tx *sql.Tx) error {
	var there bool
	err := tx.QueryRow(`/* requireOwner */ SELECT EXISTS (SELECT 1 FROM user_role WHERE site IS NULL AND role = ?)`, store.Owner).Scan(&there)
	if err == nil && !there {
		err = store.ErrLastOwner
	}
	return err
}
