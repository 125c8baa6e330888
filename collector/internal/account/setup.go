package account

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/store"
)

// SetupStore is the store's side of a Setup.
type SetupStore interface {
	HasUsers(context.Context) (bool, error)
	LinkByHash(ctx context.Context, hash []byte) (store.Link, error)
	CreateOwner(ctx context.Context, link []byte, owner store.User, password string, session store.Session) error
}

// Setup lets the bearer of a setup link become the first user, who owns every site. It is safe for
// concurrent use.
type Setup struct {
	store     SetupStore
	passwords *Passwords
	audit     *audit.Log
	now       func() time.Time
}

// NewSetup makes a Setup over a store. now is the clock; nil means time.Now.
func NewSetup(s SetupStore, p *Passwords, log *audit.Log, now func() time.Time) *Setup {
	if now == nil {
		now = time.Now
	}
	return &Setup{store: s, passwords: p, audit: log, now: now}
}

// Needed tells whether there is nobody who may sign in.
func (s *Setup) Needed(ctx context.Context) (bool, error) {
	there, err := s.store.HasUsers(ctx)
	if err != nil {
		return false, fmt.Errorf("look for users: %w", err)
	}
	return !there, nil
}

// Finish makes the owner and returns the token of a session in which he is signed in. The
// link is used up by success alone. Its errors are ErrSetUp, ErrInvalidLink, *SpecError for
// address and password, and those of the store. Nothing is told of address and password,
// and no hash is made, before the link is found to be good.
func (s *Setup) Finish(ctx context.Context, link, email, password string, from Caller) (session string, err error) {
	needed, err := s.Needed(ctx)
	if err != nil {
		return "", err
	}
	if !needed {
		return "", ErrSetUp
	}
	if err := s.check(ctx, link); err != nil {
		return "", err
	}
	if email, err = Email(email); err != nil {
		return "", err
	}
	now := s.now()
	owner := store.User{Email: email, Created: now, Grants: []store.Grant{{Role: store.Owner}}}
	if err := s.passwords.Check(ctx, password, owner); err != nil {
		return "", err
	}
	hashed, err := s.passwords.Hash(ctx, password)
	if err != nil {
		return "", fmt.Errorf("hash password: %w", err)
	}
	token, begun := newSession(0, now, from.Browser)
	err = s.store.CreateOwner(ctx, hash(link), owner, hashed, begun)
	switch {
	case errors.Is(err, store.ErrExists): // somebody was faster
		return "", ErrSetUp
	case errors.Is(err, store.ErrNotFound):
		return "", ErrInvalidLink
	case err != nil:
		return "", fmt.Errorf("make the owner: %w", err)
	}
	s.audit.Note(audit.By(ctx, audit.Nobody), audit.Deed{Action: audit.OwnerMade, Object: email})
	return token, nil
}

func (s *Setup) check(ctx context.Context, link string) error {
	if !WellFormed(SetupPrefix, link) {
		return ErrInvalidLink
	}
	found, err := s.store.LinkByHash(ctx, hash(link))
	switch {
	case errors.Is(err, store.ErrNotFound):
		return ErrInvalidLink
	case err != nil:
		return fmt.Errorf("look up link: %w", err)
	case found.Purpose != store.LinkSetup || !s.now().Before(found.Expires):
		return ErrInvalidLink
	}
	return nil
}
