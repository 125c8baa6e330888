package enrich

import (
	"strings"

	lru "github.com/hashicorp/golang-lru/v2"
)

// A shop's events name the same few thousand addresses again and again. The cache takes 5 MB
// at the most.
const (
	knownAddresses = 4096
	longestKnown   = 256 // bytes of a URL; a longer one is taken apart each time
)

// addresses takes URLs apart and remembers those seen lately. It is safe for concurrent use.
type addresses struct {
	seen *lru.Cache[string, *cleanAddress]
}

// cleanAddress is an address with what may be kept of it.
type cleanAddress struct {
	address
	ok    bool   // it is a URL with a host
	whole string // address.clean with parameters
	bare  string // without
}

func newAddresses() (*addresses, error) {
	seen, err := lru.New[string, *cleanAddress](knownAddresses)
	return &addresses{seen}, err
}

func (a *addresses) parse(raw string) *cleanAddress {
	if len(raw) > longestKnown {
		return cleaned(raw)
	}
	if known, ok := a.seen.Get(raw); ok {
		return known
	}
	raw = strings.Clone(raw) // lest the cache hold on to the whole request
	c := cleaned(raw)
	a.seen.Add(raw, c)
	return c
}

func cleaned(raw string) *cleanAddress {
	c := &cleanAddress{}
	if c.address, c.ok = parseAddress(raw); c.ok {
		c.whole, c.bare = c.clean(true), c.clean(false)
	}
	return c
}
