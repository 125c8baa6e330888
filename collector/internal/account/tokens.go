package account

import (
	"context"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// TokenFinder is the store's side of Tokens.
type TokenFinder interface {
	TokenByHash(ctx context.Context, hash []byte) (store.Token, error)
}

// Tokens finds the read tokens and share links that readers show. It is safe for concurrent use.
type Tokens struct {
	finder TokenFinder
	now    func() time.Time
	cache  *cache[store.Token]
}

// NewTokens makes Tokens over a store. now is the clock; nil means time.Now.
func NewTokens(finder TokenFinder, now func() time.Time) *Tokens {
	if now == nil {
		now = time.Now
	}
	return &Tokens{finder: finder, now: now, cache: newCache[store.Token](now)}
}

// Find returns the token. It returns ErrUnknown for what is no working token or has expired,
// and the store's error when it could not be asked.
func (t *Tokens) Find(ctx context.Context, secret string) (store.Token, error) {
	kind := store.ReadToken
	if WellFormed(SharePrefix, secret) {
		kind = store.ShareLink
	} else if !WellFormed(ReadPrefix, secret) {
		return store.Token{}, ErrUnknown
	}
	token, err := t.cache.find(ctx, secret, func(ctx context.Context, hash []byte) (store.Token, error) {
		token, err := t.finder.TokenByHash(ctx, hash)
		if err == nil && (token.Revoked || token.Kind != kind) {
			err = ErrUnknown
		}
		return token, err
	})
	if err == nil && !token.Expires.IsZero() && !t.now().Before(token.Expires) {
		return store.Token{}, ErrUnknown
	}
	return token, err
}

// Forget drops what is remembered, so that a token revoked in this process is dead with
// the next request.
func (t *Tokens) Forget() { t.cache.forget() }
