package account

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/store"
)

// factorIssuer is what a phone calls the codes, beside the address of the user.
const factorIssuer = "Safar"

// The errors of second factors.
var (
	// ErrFactorOn says that the user has a second factor already.
	ErrFactorOn = errors.New("there is a second factor already")
	// ErrNoFactor says that the user has none, or none that was begun and not confirmed.
	ErrNoFactor = errors.New("there is no second factor")
)

// ProfileStore is the store's side of a Profile.
type ProfileStore interface {
	FactorStore
	UserByEmail(ctx context.Context, email string) (user store.User, password string, err error)
	SetPassword(ctx context.Context, password string, session store.Session) error
	PrepareSecondFactor(ctx context.Context, user int64, secret []byte) error
	ConfirmSecondFactor(ctx context.Context, secret []byte, step int64, recovery [][]byte, session store.Session) error
	DeleteSecondFactor(ctx context.Context, user int64) error
	CreateSession(ctx context.Context, session store.Session) error
}

// Profile is what users change about how they sign in. Whatever it changes ends all sessions of
// the user and begins a new one, so that nobody stays who came in before. It is safe for
// concurrent use.
type Profile struct {
	store    ProfileStore
	hasher   *Passwords
	door     *Door
	vault    *Vault
	sessions *Sessions
	audit    *audit.Log
	now      func() time.Time
}

// NewProfile makes a Profile over a store. Passwords and codes are checked, and their trying is
// slowed down, by the door. now is the clock; nil means time.Now.
func NewProfile(s ProfileStore, p *Passwords, d *Door, sessions *Sessions, now func() time.Time) *Profile {
	if now == nil {
		now = time.Now
	}
	return &Profile{store: s, hasher: p, door: d, vault: d.vault, sessions: sessions, audit: d.audit, now: now}
}

// Factor tells whether a user has a second factor, and how many recovery codes are left of it.
func (p *Profile) Factor(ctx context.Context, user store.User) (on bool, recovery int, err error) {
	factor, err := p.store.SecondFactor(ctx, user.ID)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return false, 0, nil
	case err != nil:
		return false, 0, fmt.Errorf("look up second factor: %w", err)
	}
	return factor.Confirmed, factor.Recovery, nil
}

// ChangePassword gives a user another password and returns the token of his new session. His
// sign-in links end as well. Who has no password yet shows none. Its errors are those of
// Door.ByPassword, and *SpecError for the new password.
func (p *Profile) ChangePassword(ctx context.Context, user store.User, current, code, password string, from Caller) (session string, err error) {
	if err := p.hasher.Check(ctx, password, user); err != nil {
		return "", err
	}
	if err := p.again(ctx, user, current, code, from); err != nil {
		return "", err
	}
	hashed, err := p.hasher.Hash(ctx, password)
	if err != nil {
		return "", fmt.Errorf("hash password: %w", err)
	}
	token, begun := newSession(user.ID, p.now(), from.Browser)
	if err := p.store.SetPassword(ctx, hashed, begun); err != nil {
		return "", fmt.Errorf("change password: %w", err)
	}
	p.changed(ctx, audit.PasswordChanged)
	return token, nil
}

// NewFactor is a second factor to be put into a phone.
type NewFactor struct {
	Secret string // base32, to be typed
	URL    string // otpauth://, to be read as a QR code
}

// BeginFactor makes a secret for a user. It counts for nothing until ConfirmFactor; begun again,
// the earlier one is forgotten. Its errors are ErrFactorOn and those of Door.ByPassword.
func (p *Profile) BeginFactor(ctx context.Context, user store.User, password string, from Caller) (NewFactor, error) {
	if err := p.again(ctx, user, password, "", from); err != nil {
		if errors.Is(err, ErrCodeNeeded) {
			err = ErrFactorOn
		}
		return NewFactor{}, err
	}
	secret := make([]byte, factorBytes)
	rand.Read(secret) // never fails
	sealed, err := p.vault.seal(user.ID, secret)
	if err != nil {
		return NewFactor{}, err
	}
	err = p.store.PrepareSecondFactor(ctx, user.ID, sealed)
	switch {
	case errors.Is(err, store.ErrExists):
		return NewFactor{}, ErrFactorOn
	case err != nil:
		return NewFactor{}, fmt.Errorf("keep second factor: %w", err)
	}
	return NewFactor{unpadded().EncodeToString(secret), factorURL(factorIssuer, user.Email, secret)}, nil
}

// ConfirmFactor makes a user's new second factor count, since a code shows that his phone has
// it. It returns the token of his new session, and recovery codes, which can't be read again.
// Its errors are ErrNoFactor, ErrWrongCredentials, *ThrottledError and those of the store.
func (p *Profile) ConfirmFactor(ctx context.Context, user store.User, code string, from Caller) (session string, recovery []string, err error) {
	factor, err := p.store.SecondFactor(ctx, user.ID)
	switch {
	case errors.Is(err, store.ErrNotFound), err == nil && factor.Confirmed:
		return "", nil, ErrNoFactor
	case err != nil:
		return "", nil, fmt.Errorf("look up second factor: %w", err)
	}
	now := p.now()
	if err := p.door.throttle.beginCode(user.Email, now); err != nil {
		return "", nil, err
	}
	secret, err := p.vault.open(user.ID, factor.Secret)
	if err != nil {
		return "", nil, err
	}
	step, matches := codeMatches(secret, typedCode(code), now)
	if !matches {
		return "", nil, ErrWrongCredentials
	}
	p.door.throttle.codeSucceeded(user.Email)
	recovery, hashes := newRecoveryCodes()
	token, begun := newSession(user.ID, now, from.Browser)
	err = p.store.ConfirmSecondFactor(ctx, factor.Secret, step, hashes, begun)
	switch {
	case errors.Is(err, store.ErrNotFound): // another was begun at this moment
		return "", nil, ErrNoFactor
	case err != nil:
		return "", nil, fmt.Errorf("keep second factor: %w", err)
	}
	p.changed(ctx, audit.SecondFactorOn)
	return token, recovery, nil
}

// EndFactor takes a user's second factor away, for himself, and returns the token of his new
// session. Its errors are ErrNoFactor and those of Door.ByPassword.
func (p *Profile) EndFactor(ctx context.Context, user store.User, password, code string, from Caller) (session string, err error) {
	if err := p.again(ctx, user, password, code, from); err != nil {
		return "", err
	}
	if err := p.removeFactor(ctx, user.ID); err != nil {
		return "", err
	}
	token, begun := newSession(user.ID, p.now(), from.Browser)
	if err := p.store.CreateSession(ctx, begun); err != nil {
		return "", fmt.Errorf("begin session: %w", err)
	}
	p.changed(ctx, audit.SecondFactorOff)
	return token, nil
}

// ResetSecondFactor takes away the second factor of the user of an address, who has lost it, and
// signs him out everywhere. Its errors are *SpecError, store.ErrNotFound for an address that is
// nobody's, and ErrNoFactor.
func (p *Profile) ResetSecondFactor(ctx context.Context, email string) error {
	email, err := Email(email)
	if err != nil {
		return err
	}
	user, _, err := p.store.UserByEmail(ctx, email)
	if err != nil {
		return fmt.Errorf("user %s: %w", email, err)
	}
	if err := p.removeFactor(ctx, user.ID); err != nil {
		return err
	}
	p.sessions.Forget()
	p.audit.Note(ctx, audit.Deed{Action: audit.SecondFactorReset, Object: email})
	return nil
}

func (p *Profile) removeFactor(ctx context.Context, user int64) error {
	err := p.store.DeleteSecondFactor(ctx, user)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return ErrNoFactor
	case err != nil:
		return fmt.Errorf("remove second factor: %w", err)
	}
	return nil
}

// again lets a user who is signed in show once more who he is: whoever finds his browser open
// must not be able to shut him out. A user without a password shows a code alone, if he has any.
func (p *Profile) again(ctx context.Context, user store.User, password, code string, from Caller) error {
	if user.HasPassword {
		_, _, err := p.door.check(ctx, user.Email, password, code, from)
		return err
	}
	_, err := p.door.second(ctx, user, byLink, code)
	return err
}

func (p *Profile) changed(ctx context.Context, what audit.Action) {
	p.sessions.Forget()
	p.audit.Note(ctx, audit.Deed{Action: what})
}
