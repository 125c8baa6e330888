package account

import (
	"context"
	"errors"
	"fmt"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"github.com/safar-cx/safar/collector/internal/store"
)

// Lifetime is how long a lookup is remembered, and so the longest that a revoked key or
// token goes on working.
const Lifetime = 4 * time.Second

// The bounds of what is remembered. Unknown secrets have a room of their own, so that
// somebody who tries many can't push the good ones out.
const (
	rememberedKnown   = 4096
	rememberedUnknown = 1024
)

// ErrUnknown says that nobody holds this secret: it was never issued, is mistyped, or has
// been revoked.
var ErrUnknown = errors.New("unknown or revoked")

// cache remembers what secrets stand for. It is safe for concurrent use.
type cache[V any] struct {
	now     func() time.Time
	known   *lru.Cache[string, entry[V]]
	unknown *lru.Cache[string, time.Time] // until when
}

type entry[V any] struct {
	value V
	until time.Time
}

func newCache[V any](now func() time.Time) *cache[V] {
	known, err := lru.New[string, entry[V]](rememberedKnown)
	if err != nil {
		panic(err) // only a size below 1 is refused
	}
	unknown, err := lru.New[string, time.Time](rememberedUnknown)
	if err != nil {
		panic(err)
	}
	return &cache[V]{now: now, known: known, unknown: unknown}
}

// find returns what the secret stands for, from memory or by asking lookup, which returns
// store.ErrNotFound or ErrUnknown for a secret that nobody holds.
func (c *cache[V]) find(ctx context.Context, secret string, lookup func(ctx context.Context, hash []byte) (V, error)) (V, error) {
	var zero V
	key := string(hash(secret)) // memory dumps show no secret
	now := c.now()
	if e, ok := c.known.Get(key); ok && now.Before(e.until) {
		return e.value, nil
	}
	if until, ok := c.unknown.Get(key); ok && now.Before(until) {
		return zero, ErrUnknown
	}
	value, err := lookup(ctx, []byte(key))
	switch {
	case errors.Is(err, store.ErrNotFound), errors.Is(err, ErrUnknown):
		c.known.Remove(key)
		c.unknown.Add(key, now.Add(Lifetime))
		return zero, ErrUnknown
	case err != nil:
		return zero, fmt.Errorf("look up secret: %w", err)
	}
	c.known.Add(key, entry[V]{value, now.Add(Lifetime)})
	return value, nil
}

// forget drops everything remembered.
func (c *cache[V]) forget() {
	c.known.Purge()
	c.unknown.Purge()
}
