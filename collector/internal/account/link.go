package account

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// How long a link works when nobody uses it.
const (
	SetupLinkLife  = 7 * 24 * time.Hour
	SignInLinkLife = time.Hour
	InviteLife     = 7 * day
	ResetLife      = time.Hour
)

// ErrSetUp says that there is a user already, so that the first one can't be made any more.
var ErrSetUp = errors.New("there is a user already")

// ErrInvalidLink says that a link does nothing: it was never made, was used, or has expired.
var ErrInvalidLink = errors.New("the link is unknown, used, or expired")

// LinkStore is the store's side of Links.
type LinkStore interface {
	HasUsers(context.Context) (bool, error)
	UserByEmail(ctx context.Context, email string) (user store.User, password string, err error)
	CreateLink(ctx context.Context, link store.Link, now time.Time) error
}

// Links makes the tokens of links that can be used once. Each is returned once and can't be
// read again.
type Links struct {
	store LinkStore
	now   func() time.Time
}

// NewLinks makes Links over a store. now is the clock; nil means time.Now.
func NewLinks(s LinkStore, now func() time.Time) *Links {
	if now == nil {
		now = time.Now
	}
	return &Links{store: s, now: now}
}

// Setup makes a token that makes the first user, see Setup.Finish. Earlier ones go on
// working. It returns ErrSetUp when there is a user.
func (l *Links) Setup(ctx context.Context) (string, error) {
	there, err := l.store.HasUsers(ctx)
	if err != nil {
		return "", fmt.Errorf("look for users: %w", err)
	}
	if there {
		return "", ErrSetUp
	}
	return l.make(ctx, SetupPrefix, store.Link{Purpose: store.LinkSetup}, SetupLinkLife)
}

// SignIn makes a token that signs a user in, see Door.ByLink. An address that is nobody's is
// store.ErrNotFound, one that is none a *SpecError.
func (l *Links) SignIn(ctx context.Context, email string) (string, error) {
	return l.forUser(ctx, SignInPrefix, store.LinkSignIn, email, SignInLinkLife)
}

// invite makes a token with which a user chooses his first password, see Choice.
func (l *Links) invite(ctx context.Context, email string) (string, error) {
	return l.forUser(ctx, InvitePrefix, store.LinkInvite, email, InviteLife)
}

// reset makes a token with which a user chooses another password, see Choice.
func (l *Links) reset(ctx context.Context, email string) (string, error) {
	return l.forUser(ctx, ResetPrefix, store.LinkReset, email, ResetLife)
}

func (l *Links) forUser(ctx context.Context, prefix Prefix, purpose store.LinkPurpose, email string, life time.Duration) (string, error) {
	email, err := Email(email)
	if err != nil {
		return "", err
	}
	user, _, err := l.store.UserByEmail(ctx, email)
	if err != nil {
		return "", fmt.Errorf("user %s: %w", email, err)
	}
	return l.make(ctx, prefix, store.Link{Purpose: purpose, User: user.ID}, life)
}

func (l *Links) make(ctx context.Context, prefix Prefix, link store.Link, life time.Duration) (string, error) {
	token, now := newSecret(prefix), l.now()
	link.Hash, link.Expires = hash(token), now.Add(life)
	if err := l.store.CreateLink(ctx, link, now); err != nil {
		return "", fmt.Errorf("make %s link: %w", link.Purpose, err)
	}
	return token, nil
}
