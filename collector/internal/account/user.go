package account

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// ErrNotYours says that somebody's roles do not reach as far as what he asked for.
var ErrNotYours = errors.New("your roles do not reach as far")

// UserStore is the store's side of Users.
type UserStore interface {
	RoleStore
	CreateUser(context.Context, store.User) (store.User, error)
	Users(context.Context) ([]store.User, error)
	DeleteUser(ctx context.Context, email string) error
}

// RoleStore keeps the roles of users.
type RoleStore interface {
	UserByEmail(ctx context.Context, email string) (user store.User, password string, err error)
	SetGrant(ctx context.Context, email string, grant store.Grant) error
	RemoveGrant(ctx context.Context, email string, site int64) error
}

// Users keeps the list of those who may sign in, and their roles. Whoever changes it says what
// he may himself, and gives nobody more than that.
type Users struct {
	store UserStore
	links *Links
	now   func() time.Time
}

// NewUsers makes Users over a store. now is the clock; nil means time.Now.
func NewUsers(s UserStore, links *Links, now func() time.Time) *Users {
	if now == nil {
		now = time.Now
	}
	return &Users{store: s, links: links, now: now}
}

// Add makes a user without a password: links let him in. An address that is none is a
// *SpecError, one that is taken store.ErrExists. The first user owns every site, or it is
// store.ErrLastOwner.
func (u *Users) Add(ctx context.Context, email string, grant store.Grant) (store.User, error) {
	email, err := Email(email)
	if err != nil {
		return store.User{}, err
	}
	if err := checkRole(grant.Role); err != nil {
		return store.User{}, err
	}
	user, err := u.store.CreateUser(ctx, store.User{Email: email, Created: u.now(), Grants: []store.Grant{grant}})
	if err != nil {
		return store.User{}, fmt.Errorf("add user %s: %w", email, err)
	}
	return user, nil
}

// List lists the users by address.
func (u *Users) List(ctx context.Context) ([]store.User, error) { return u.store.Users(ctx) }

// Of lists those who have a role at a site, also the ones who have it at every site.
func (u *Users) Of(ctx context.Context, site int64) ([]store.User, error) {
	all, err := u.store.Users(ctx)
	if err != nil {
		return nil, fmt.Errorf("list users: %w", err)
	}
	return slices.DeleteFunc(all, func(user store.User) bool { return !OfUser(user).May(Sums, site) }), nil
}

// Grant gives a user a role in the place of the one that he had there. His links and sessions
// end. Its errors are *SpecError, ErrNotYours, store.ErrNotFound and store.ErrLastOwner.
func (u *Users) Grant(ctx context.Context, by Access, email string, grant store.Grant) error {
	email, err := Email(email)
	if err != nil {
		return err
	}
	if err := checkRole(grant.Role); err != nil {
		return err
	}
	if !by.Covers([]store.Grant{grant}) {
		return ErrNotYours
	}
	if err := u.store.SetGrant(ctx, email, grant); err != nil {
		return fmt.Errorf("role of %s: %w", email, err)
	}
	return nil
}

// Withdraw takes a user's role at a site away, or at every site where he has none of its own.
// His links and sessions end, and without any role left he is removed. Its errors are those of Grant.
func (u *Users) Withdraw(ctx context.Context, by Access, email string, site int64) error {
	user, err := u.find(ctx, email)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(user.Grants, func(g store.Grant) bool { return g.Site == site }) {
		site = 0
	}
	if !by.Covers([]store.Grant{{Site: site}}) {
		return ErrNotYours
	}
	if err := u.store.RemoveGrant(ctx, user.Email, site); err != nil {
		return fmt.Errorf("role of %s: %w", user.Email, err)
	}
	return nil
}

// Invite gives somebody a role, makes him a user if he is none, and returns the token of a link
// with which he chooses his password, see Choice. The token is empty for a user who has a
// password, and for one who was invited to sites of others: whoever opens an account opens all
// of it. Its errors are those of Grant, and store.ErrExists for somebody who has a password and
// a role there already.
func (u *Users) Invite(ctx context.Context, by Access, email string, grant store.Grant) (store.User, string, error) {
	if err := checkRole(grant.Role); err != nil {
		return store.User{}, "", err
	}
	if !by.Covers([]store.Grant{grant}) {
		return store.User{}, "", ErrNotYours
	}
	user, err := u.find(ctx, email)
	switch {
	case errors.Is(err, store.ErrNotFound):
		user, err = u.Add(ctx, email, grant)
	case err == nil && user.HasPassword && slices.ContainsFunc(user.Grants, func(g store.Grant) bool { return g.Site == grant.Site }):
		return store.User{}, "", fmt.Errorf("invite %s: %w", user.Email, store.ErrExists)
	case err == nil:
		err = u.Grant(ctx, by, user.Email, grant)
	}
	if err != nil || user.HasPassword || !by.Covers(user.Grants) {
		return user, "", err
	}
	token, err := u.links.invite(ctx, user.Email)
	return user, token, err
}

// Reset makes the token of a link with which a user chooses another password, see Choice. Its
// errors are *SpecError, store.ErrNotFound, and ErrNotYours for a user who has a role where one
// does not own.
func (u *Users) Reset(ctx context.Context, by Access, email string) (string, error) {
	user, err := u.find(ctx, email)
	if err != nil {
		return "", err
	}
	if !by.Covers(user.Grants) {
		return "", ErrNotYours
	}
	return u.links.reset(ctx, user.Email)
}

// Remove removes a user with his roles, sessions and links. Its errors are *SpecError,
// store.ErrNotFound and store.ErrLastOwner.
func (u *Users) Remove(ctx context.Context, email string) error {
	email, err := Email(email)
	if err != nil {
		return err
	}
	if err := u.store.DeleteUser(ctx, email); err != nil {
		return fmt.Errorf("remove user %s: %w", email, err)
	}
	return nil
}

func (u *Users) find(ctx context.Context, email string) (store.User, error) {
	email, err := Email(email)
	if err != nil {
		return store.User{}, err
	}
	user, _, err := u.store.UserByEmail(ctx, email)
	if err != nil {
		return store.User{}, fmt.Errorf("user %s: %w", email, err)
	}
	return user, nil
}

func checkRole(r store.Role) error {
	if mostOf(r) == "" {
		return &SpecError{FieldRole, fmt.Sprintf("%q is no role", clip(string(r))), "owner, editor or viewer"}
	}
	return nil
}
