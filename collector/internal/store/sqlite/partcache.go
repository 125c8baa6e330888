package sqlite

import (
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// keptBytes bounds what is kept in memory of the parts of statements.
const keptBytes = 24 << 20

// partCache holds parts of statements, as many as fit into memory; those that were not asked for the
// longest go first.
type partCache struct {
	mu    sync.Mutex
	parts *simplelru.LRU[partKey, *part]
	bytes int
}

// partKey names what a statement says of a span.
type partKey struct {
	shape    shape
	from, to int64
}

func newPartCache() *partCache {
	k := &partCache{}
	// The number does not bound it: bytes do. Making one fails only without any room.
	k.parts, _ = simplelru.NewLRU(keptBytes, func(_ partKey, c *part) { k.bytes -= c.bytes() })
	return k
}

func (k *partCache) get(key partKey) *part {
	k.mu.Lock()
	defer k.mu.Unlock()
	c, _ := k.parts.Get(key)
	return c
}

func (k *partCache) add(key partKey, c *part) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.parts.Remove(key)
	k.parts.Add(key, c)
	for k.bytes += c.bytes(); k.bytes > keptBytes; {
		k.parts.RemoveOldest()
	}
}

// bytes is about as much memory as a part takes.
func (c *part) bytes() int {
	n := 256
	for i := range c.sums {
		row := &c.sums[i]
		n += 96 + len(row.group) + len(row.currency) + 8*len(row.sums) + 32*len(row.squares)
	}
	for i := range c.ranks {
		row := &c.ranks[i]
		n += 96 + len(row.group) + 8*(len(row.before)+len(row.after))
	}
	return n
}
