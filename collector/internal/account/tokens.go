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

// Tokens finds the read tokens that readers show. It is safe for concurrent use.
type Tokens struct {
	finder TokenFinder
	cache  *cache[store.Token]
}

// NewTokens makes Tokens over a store. now is the clock; nil means time.Now.
func NewTokens(finder TokenFinder, now func() time.Time) *Tokens {
	if now == nil {
		now = time.Now
	}
	return &Tokens{finder: finder, cache: newCache[store.Token](now)}
}

// Find returns the token. It returns ErrUnknown for what is no working token, and the
// store's error when it could not be asked.
func (t *Tokens) Find(ctx context.Context, secret string) (store.Token, error) {
	if !WellFormed(ReadPrefix, secret) {
		return store.Token{}, ErrUnknown
	}
	return t.cache.find(ctx, secret, func(ctx context.Context, hash []byte) (store.Token, error) {
		token, err := t.finder.TokenByHash(ctx, hash)
		if err == nil && token.Revoked {
			err = ErrUnknown
		}
		return token, err
	})
}

// Forget drops what is remembered, so that a token revoked in this process is dead with
// the next request.
func (t *Tokens) Forget() { t.cache.forget() }
