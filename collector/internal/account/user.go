package account

import (
	"context"
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// UserStore is the store's side of Users.
type UserStore interface {
	CreateUser(context.Context, store.User) (store.User, error)
	Users(context.Context) ([]store.User, error)
	DeleteUser(ctx context.Context, email string) error
}

// Users keeps the list of those who may sign in.
type Users struct {
	store UserStore
	now   func() time.Time
}

// NewUsers makes Users over a store. now is the clock; nil means time.Now.
func NewUsers(s UserStore, now func() time.Time) *Users {
	if now == nil {
		now = time.Now
	}
	return &Users{store: s, now: now}
}

// Add makes a user without a password: links let him in. An address that is none is a
// *SpecError, one that is taken store.ErrExists.
func (u *Users) Add(ctx context.Context, email string) (store.User, error) {
	email, err := Email(email)
	if err != nil {
		return store.User{}, err
	}
	user, err := u.store.CreateUser(ctx, store.User{Email: email, Created: u.now()})
	if err != nil {
		return store.User{}, fmt.Errorf("add user %s: %w", email, err)
	}
	return user, nil
}

// List lists the users by address.
func (u *Users) List(ctx context.Context) ([]store.User, error) { return u.store.Users(ctx) }

// Remove removes a user with his sessions and links. Its errors are *SpecError and
// store.ErrNotFound. When it was the last one, setup is needed again.
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
