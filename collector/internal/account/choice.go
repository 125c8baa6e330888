package account

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// ErrOtherAddress says that a link was made for another e-mail address than the one given.
var ErrOtherAddress = errors.New("the link was made for another e-mail address")

// ChoiceStore is the store's side of a Choice.
type ChoiceStore interface {
	LinkByHash(ctx context.Context, hash []byte) (store.Link, error)
	UserByEmail(ctx context.Context, email string) (user store.User, password string, err error)
	SetPasswordByLink(ctx context.Context, link []byte, password string, now time.Time) error
}

// Choice lets the bearer of an invitation or of a reset choose a password. He signs in with it
// afterwards, as everybody does: the link itself opens nothing. It is safe for concurrent use.
type Choice struct {
	store     ChoiceStore
	passwords *Passwords
	now       func() time.Time
}

// NewChoice makes a Choice over a store. now is the clock; nil means time.Now.
func NewChoice(s ChoiceStore, p *Passwords, now func() time.Time) *Choice {
	if now == nil {
		now = time.Now
	}
	return &Choice{store: s, passwords: p, now: now}
}

// Used is a link that was used up to choose a password.
type Used struct {
	Email   string // of its user
	Purpose store.LinkPurpose
}

// Finish gives the user whom the link was made for a password. The link is used up by success
// alone, and with it end his sessions and his other links: whoever had taken his account is out.
// Its errors are ErrInvalidLink, ErrOtherAddress, *SpecError for address and password, and those
// of the store. No hash is made before the link is found to be good.
func (c *Choice) Finish(ctx context.Context, link, email, password string) (Used, error) {
	found, err := c.check(ctx, link)
	if err != nil {
		return Used{}, err
	}
	if email, err = Email(email); err != nil {
		return Used{}, err
	}
	user, _, err := c.store.UserByEmail(ctx, email)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return Used{}, fmt.Errorf("look up user: %w", err)
	}
	if err != nil || user.ID != found.User {
		return Used{}, ErrOtherAddress
	}
	if err := c.passwords.Check(ctx, password, user); err != nil {
		return Used{}, err
	}
	hashed, err := c.passwords.Hash(ctx, password)
	if err != nil {
		return Used{}, fmt.Errorf("hash password: %w", err)
	}
	err = c.store.SetPasswordByLink(ctx, found.Hash, hashed, c.now())
	if errors.Is(err, store.ErrNotFound) { // somebody was faster
		return Used{}, ErrInvalidLink
	}
	return Used{email, found.Purpose}, err
}

func (c *Choice) check(ctx context.Context, link string) (store.Link, error) {
	purpose := store.LinkInvite
	if WellFormed(ResetPrefix, link) {
		purpose = store.LinkReset
	} else if !WellFormed(InvitePrefix, link) {
		return store.Link{}, ErrInvalidLink
	}
	found, err := c.store.LinkByHash(ctx, hash(link))
	switch {
	case errors.Is(err, store.ErrNotFound):
		return store.Link{}, ErrInvalidLink
	case err != nil:
		return store.Link{}, fmt.Errorf("look up link: %w", err)
	case found.Purpose != purpose || !c.now().Before(found.Expires):
		return store.Link{}, ErrInvalidLink
	}
	return found, nil
}
