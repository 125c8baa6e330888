package account

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"time"

	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/store"
)

// ErrWrongCredentials says that nobody has this address, this password and this code; which of
// them is wrong is told to nobody.
var ErrWrongCredentials = errors.New("wrong e-mail address, password or code")

// DoorStore is the store's side of a Door.
type DoorStore interface {
	FactorStore
	UserByEmail(ctx context.Context, email string) (user store.User, password string, err error)
	UserByLink(ctx context.Context, link []byte, now time.Time) (store.User, error)
	CreateSession(ctx context.Context, session store.Session) error
	RedeemLink(ctx context.Context, link []byte, session store.Session) error
}

// matcher compares a password with the hash of one.
type matcher interface {
	Matches(ctx context.Context, hash, password string) (bool, error)
}

// Door lets users in. It is safe for concurrent use.
type Door struct {
	store     DoorStore
	passwords matcher
	vault     *Vault
	throttle  *throttle
	audit     *audit.Log
	now       func() time.Time
}

// NewDoor makes a Door over a store. now is the clock; nil means time.Now.
func NewDoor(s DoorStore, p *Passwords, v *Vault, log *audit.Log, now func() time.Time) *Door {
	if now == nil {
		now = time.Now
	}
	return &Door{store: s, passwords: p, vault: v, throttle: newThrottle(), audit: log, now: now}
}

// Caller is what is known of a browser besides what it shows.
type Caller struct {
	Network netip.Addr // that the request comes from, zero when unknown
	Browser string     // its family, for the list of sessions; "" when unknown
}

// ByPassword signs a user in and returns the token of the session. The code may be empty for who
// has no second factor. Its errors are ErrWrongCredentials, ErrCodeNeeded, *ThrottledError, and
// those of the store. A stranger's address takes as long as a wrong password, and whether the
// password was right is told only to who may try at the moment.
func (d *Door) ByPassword(ctx context.Context, email, password, code string, from Caller) (session string, err error) {
	user, how, err := d.check(ctx, email, password, code, from)
	if err != nil {
		return "", err
	}
	token, begun := newSession(user.ID, d.now(), from.Browser)
	err = d.store.CreateSession(ctx, begun)
	switch {
	case errors.Is(err, store.ErrNotFound): // removed at this moment
		return "", ErrWrongCredentials
	case err != nil:
		return "", fmt.Errorf("begin session: %w", err)
	}
	d.audit.Note(audit.By(ctx, user.Email), audit.Deed{Action: audit.SignedIn, Detail: how})
	return token, nil
}

// check finds the user who has an address, a password and a code, and tells by what he was
// recognised. Only all of it together ends the slowing down: who knows the password alone must
// not have as many codes as he likes.
func (d *Door) check(ctx context.Context, email, password, code string, from Caller) (user store.User, how string, err error) {
	email, err = Email(email)
	if err != nil {
		return user, "", ErrWrongCredentials // no user has it; that is told by the form alone
	}
	if err := d.remember(ctx, email); err != nil {
		return user, "", err
	}
	if err := d.throttle.begin(email, from.Network, d.now()); err != nil {
		return user, "", err
	}
	user, hashed, err := d.store.UserByEmail(ctx, email)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return user, "", fmt.Errorf("look up user: %w", err)
	}
	right, err := d.passwords.Matches(ctx, hashed, password)
	if err != nil {
		return user, "", fmt.Errorf("compare passwords: %w", err)
	}
	if right {
		how, err = d.second(ctx, user, byPassword, code)
	} else {
		err = ErrWrongCredentials
	}
	if errors.Is(err, ErrWrongCredentials) {
		d.failed(ctx, user.Email)
	}
	if err == nil {
		d.throttle.succeeded(email, from.Network)
	}
	return user, how, err
}

// remember takes tries that were noted before this process began for tries of now, so that a
// start does not give anybody new ones.
func (d *Door) remember(ctx context.Context, email string) error {
	if d.throttle.knows(email) {
		return nil
	}
	now := d.now()
	failed, last, err := d.audit.Failed(ctx, email, now.Add(-quiet))
	if err != nil {
		return err
	}
	d.throttle.remember(email, failed, last)
	return nil
}

// failed notes a try in vain on an account, "" for one that nobody has.
func (d *Door) failed(ctx context.Context, account string) {
	d.audit.Note(audit.By(ctx, audit.Nobody), audit.Deed{Action: audit.SignInFailed, Object: account})
}

// ByLink signs the user in whom a sign-in link was made for, and returns the token of the
// session. The link is used up by success alone. It is not slowed down by wrong passwords, so
// whoever can run a command where the data is can always get in; it stands for the password and
// not for the code, see Profile.ResetSecondFactor. Its errors are ErrInvalidLink,
// ErrCodeNeeded, ErrWrongCredentials for a wrong code, *ThrottledError, and those of the store.
func (d *Door) ByLink(ctx context.Context, link, code string, from Caller) (session string, err error) {
	if !WellFormed(SignInPrefix, link) {
		return "", ErrInvalidLink
	}
	now := d.now()
	user, err := d.store.UserByLink(ctx, hash(link), now)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return "", ErrInvalidLink
	case err != nil:
		return "", fmt.Errorf("look up link: %w", err)
	}
	how, err := d.second(ctx, user, byLink, code)
	if err != nil {
		if errors.Is(err, ErrWrongCredentials) {
			d.failed(ctx, user.Email)
		}
		return "", err
	}
	token, begun := newSession(user.ID, now, from.Browser)
	err = d.store.RedeemLink(ctx, hash(link), begun)
	switch {
	case errors.Is(err, store.ErrNotFound): // used at this moment
		return "", ErrInvalidLink
	case err != nil:
		return "", fmt.Errorf("use link: %w", err)
	}
	d.audit.Note(audit.By(ctx, user.Email), audit.Deed{Action: audit.SignedIn, Detail: how})
	return token, nil
}
