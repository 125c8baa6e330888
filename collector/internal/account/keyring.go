package account

import (
	"context"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// KeyFinder is the store's side of a Keyring.
type KeyFinder interface {
	KeyByHash(ctx context.Context, hash []byte) (store.Key, store.Site, error)
}

// Keyring finds the keys that senders show. It is safe for concurrent use.
type Keyring struct {
	finder KeyFinder
	cache  *cache[grant]
}

type grant struct {
	key  store.Key
	site store.Site
}

// NewKeyring makes a Keyring over a store. now is the clock; nil means time.Now.
func NewKeyring(finder KeyFinder, now func() time.Time) *Keyring {
	if now == nil {
		now = time.Now
	}
	return &Keyring{finder: finder, cache: newCache[grant](now)}
}

// Find returns the key and its site. It returns ErrUnknown for what is no working key of
// that kind, and the store's error when it could not be asked.
func (r *Keyring) Find(ctx context.Context, kind event.KeyKind, secret string) (store.Key, store.Site, error) {
	if !WellFormed(keyPrefix(kind), secret) {
		return store.Key{}, store.Site{}, ErrUnknown
	}
	g, err := r.cache.find(ctx, secret, func(ctx context.Context, hash []byte) (grant, error) {
		key, site, err := r.finder.KeyByHash(ctx, hash)
		if err == nil && (key.Revoked || key.Kind != kind) {
			err = ErrUnknown
		}
		return grant{key, site}, err
	})
	return g.key, g.site, err
}

// Forget drops what is remembered, so that a key revoked or a site changed in this process
// takes effect with the next request.
func (r *Keyring) Forget() { r.cache.forget() }

func keyPrefix(kind event.KeyKind) Prefix {
	if kind == event.ServerKey {
		return ServerPrefix
	}
	return BrowserPrefix
}
