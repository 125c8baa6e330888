package account

import (
	"context"
	"errors"
	"fmt"
	"sync"
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

	mu        sync.Mutex
	forgotten int // how often
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
	asked := c.times()
	value, err := lookup(ctx, []byte(key))
	unknown := errors.Is(err, store.ErrNotFound) || errors.Is(err, ErrUnknown)
	if err != nil && !unknown {
		return zero, fmt.Errorf("look up secret: %w", err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	// What was asked before forget may have been true only until then.
	remember := asked == c.forgotten
	switch {
	case unknown:
		c.known.Remove(key)
		if remember {
			c.unknown.Add(key, now.Add(Lifetime))
		}
		return zero, ErrUnknown
	case remember:
		c.known.Add(key, entry[V]{value, now.Add(Lifetime)})
	}
	return value, nil
}

func (c *cache[V]) times() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.forgotten
}

// forget drops everything remembered, and what is being looked up at this moment.
func (c *cache[V]) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forgotten++
	c.known.Purge()
	c.unknown.Purge()
}
