package account

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// ErrCodeNeeded says that everything else was right, and that a code of the user's second factor
// must come with it.
var ErrCodeNeeded = errors.New("a code is needed as well")

// FactorStore is the store's side of checking codes.
type FactorStore interface {
	SecondFactor(ctx context.Context, user int64) (store.SecondFactor, error)
	UseCode(ctx context.Context, user, step int64) error
	UseRecoveryCode(ctx context.Context, user int64, hash []byte) error
}

// The words of the audit log for how somebody showed who he is.
const (
	byPassword     = "password"
	byLink         = "link"
	byCode         = "code"
	byRecoveryCode = "recovery_code"
)

// second checks the code of a user who has shown that he is one in another way, and returns how
// he did in the end. A user without a second factor needs no code. Its errors are ErrCodeNeeded,
// ErrWrongCredentials, *ThrottledError, and those of store and vault.
func (d *Door) second(ctx context.Context, user store.User, first, code string) (how string, err error) {
	factor, err := d.store.SecondFactor(ctx, user.ID)
	switch {
	case errors.Is(err, store.ErrNotFound), err == nil && !factor.Confirmed:
		return first, nil
	case err != nil:
		return "", fmt.Errorf("look up second factor: %w", err)
	case code == "":
		return "", ErrCodeNeeded
	}
	code = typedCode(code)
	if !isCode(code) {
		return byRecoveryCode, used(d.store.UseRecoveryCode(ctx, user.ID, hash(code)))
	}
	now := d.now()
	if err := d.throttle.beginCode(user.Email, now); err != nil {
		return "", err
	}
	if err := d.useCode(ctx, user.ID, factor, code, now); err != nil {
		return "", err
	}
	d.throttle.codeSucceeded(user.Email)
	return byCode, nil
}

// useCode checks a code and uses it up.
func (d *Door) useCode(ctx context.Context, user int64, factor store.SecondFactor, code string, now time.Time) error {
	secret, err := d.vault.open(user, factor.Secret)
	if err != nil {
		return err
	}
	step, matches := codeMatches(secret, code, now)
	if !matches {
		return ErrWrongCredentials
	}
	return used(d.store.UseCode(ctx, user, step))
}

// used words the store's answer to using something up.
func used(err error) error {
	switch {
	case errors.Is(err, store.ErrNotFound):
		return ErrWrongCredentials
	case err != nil:
		return fmt.Errorf("use a code up: %w", err)
	}
	return nil
}
