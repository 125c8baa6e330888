package collector

import (
	"bytes"
	"context"
	"sync"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/store"
)

// OwnToken makes a read token that covers every site. It is known to this Collector alone
// and dies with it: nothing is stored. Whoever holds the folder may read all of it anyway.
func (c *Collector) OwnToken(ctx context.Context) (string, error) {
	secret, _, err := account.NewIssuer(c.own, c.config.Now).ReadToken(ctx, account.TokenSpec{})
	return secret, err
}

// ownTokens finds tokens in memory before those in the store.
type ownTokens struct {
	stored account.TokenFinder

	mu  sync.Mutex
	own []store.Token
}

// TokenByHash implements account.TokenFinder.
func (o *ownTokens) TokenByHash(ctx context.Context, hash []byte) (store.Token, error) {
	o.mu.Lock()
	for _, token := range o.own {
		if bytes.Equal(token.Hash, hash) {
			o.mu.Unlock()
			return token, nil
		}
	}
	o.mu.Unlock()
	return o.stored.TokenByHash(ctx, hash)
}

// CreateToken implements account.Store.
func (o *ownTokens) CreateToken(_ context.Context, token store.Token) (store.Token, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	token.Label = audit.Program // what is asked with it is asked by a command
	o.own = append(o.own, token)
	return token, nil
}

// CreateSite implements account.Store; sites are never made in memory.
func (o *ownTokens) CreateSite(context.Context, store.Site) (store.Site, error) {
	return store.Site{}, store.ErrUnavailable
}

// CreateKey implements account.Store; keys are never made in memory.
func (o *ownTokens) CreateKey(context.Context, store.Key) (store.Key, error) {
	return store.Key{}, store.ErrUnavailable
}
