package account

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// ErrWrongCredentials says that nobody has this address and this password; which of the two
// is wrong is told to nobody.
var ErrWrongCredentials = errors.New("wrong e-mail address or password")

// DoorStore is the store's side of a Door.
type DoorStore interface {
	UserByEmail(ctx context.Context, email string) (user store.User, password string, err error)
	CreateSession(ctx context.Context, session store.Session) error
	RedeemLink(ctx context.Context, link []byte, session store.Session) error
}

// Door lets users in. It is safe for concurrent use.
type Door struct {
	store     DoorStore
	passwords *Passwords
	throttle  *throttle
	now       func() time.Time
}

// NewDoor makes a Door over a store. now is the clock; nil means time.Now.
func NewDoor(s DoorStore, p *Passwords, now func() time.Time) *Door {
	if now == nil {
		now = time.Now
	}
	return &Door{store: s, passwords: p, throttle: newThrottle(), now: now}
}

// ByPassword signs a user in and returns the token of the session. from is the network that
// the request comes from, zero when unknown. Its errors are ErrWrongCredentials,
// *ThrottledError, and those of the store. A stranger's address takes as long as a wrong
// password.
func (d *Door) ByPassword(ctx context.Context, email, password string, from netip.Addr) (session string, err error) {
	email, err = Email(email)
	if err != nil {
		return "", ErrWrongCredentials // no user has it; that is told by the form alone
	}
	if err := d.throttle.begin(email, from, d.now()); err != nil {
		return "", err
	}
	user, hashed, err := d.store.UserByEmail(ctx, email)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return "", fmt.Errorf("look up user: %w", err)
	}
	right, err := d.passwords.Matches(ctx, hashed, password)
	if err != nil {
		return "", fmt.Errorf("compare passwords: %w", err)
	}
	if !right {
		return "", ErrWrongCredentials
	}
	d.throttle.succeeded(email, from)
	token, begun := newSession(user.ID, d.now())
	err = d.store.CreateSession(ctx, begun)
	switch {
	case errors.Is(err, store.ErrNotFound): // removed at this moment
		return "", ErrWrongCredentials
	case err != nil:
		return "", fmt.Errorf("begin session: %w", err)
	}
	return token, nil
}

// ByLink signs the user in whom a sign-in link was made for, and returns the token of the
// session. The link is used up. It is not slowed down by wrong passwords, so whoever can
// run a command where the data is can always get in. Its errors are ErrInvalidLink and
// those of the store.
func (d *Door) ByLink(ctx context.Context, link string) (session string, err error) {
	if !WellFormed(SignInPrefix, link) {
		return "", ErrInvalidLink
	}
	token, begun := newSession(0, d.now())
	err = d.store.RedeemLink(ctx, hash(link), begun)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return "", ErrInvalidLink
	case err != nil:
		return "", fmt.Errorf("use link: %w", err)
	}
	return token, nil
}
