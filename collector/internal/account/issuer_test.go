package account

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// fakeStore keeps rows in slices and counts how often it is asked.
type fakeStore struct {
	sites  []store.Site
	keys   []store.Key
	tokens []store.Token
	asked  int
	err    error
}

func (f *fakeStore) CreateSite(_ context.Context, s store.Site) (store.Site, error) {
	for _, other := range f.sites {
		if other.Name == s.Name {
			return s, store.ErrExists
		}
	}
	s.ID = int64(len(f.sites) + 1)
	f.sites = append(f.sites, s)
	return s, nil
}

func (f *fakeStore) CreateKey(_ context.Context, k store.Key) (store.Key, error) {
	k.ID = int64(len(f.keys) + 1)
	f.keys = append(f.keys, k)
	return k, nil
}

func (f *fakeStore) CreateToken(_ context.Context, tok store.Token) (store.Token, error) {
	tok.ID = int64(len(f.tokens) + 1)
	f.tokens = append(f.tokens, tok)
	return tok, nil
}

func (f *fakeStore) KeyByHash(_ context.Context, hash []byte) (store.Key, store.Site, error) {
	f.asked++
	for _, k := range f.keys {
		if bytes.Equal(k.Hash, hash) && f.err == nil {
			return k, f.sites[k.Site-1], nil
		}
	}
	if f.err != nil {
		return store.Key{}, store.Site{}, f.err
	}
	return store.Key{}, store.Site{}, store.ErrNotFound
}

func (f *fakeStore) TokenByHash(_ context.Context, hash []byte) (store.Token, error) {
	f.asked++
	for _, tok := range f.tokens {
		if bytes.Equal(tok.Hash, hash) {
			return tok, nil
		}
	}
	return store.Token{}, store.ErrNotFound
}

func provision(t *testing.T, f *fakeStore) Credentials {
	t.Helper()
	c, err := NewIssuer(f, nil).Provision(t.Context(), SiteSpec{
		Name: "main", Timezone: "Asia/Tehran", Currency: "IRR", Origins: []string{"https://Shop.example/"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestProvisionStoresNoSecret(t *testing.T) {
	f := &fakeStore{}
	c := provision(t, f)
	for _, k := range f.keys {
		if k.Kind == event.ServerKey && (k.Label == c.ServerKey || bytes.Contains(k.Hash, []byte(c.ServerKey))) {
			t.Errorf("server key is kept: %+v", k)
		}
		if k.Kind == event.BrowserKey && (k.Label != c.BrowserKey || k.Origins[0] != "https://shop.example") {
			t.Errorf("browser key %+v", k)
		}
	}
	if f.tokens[0].Label == c.ReadToken || f.tokens[0].Site != c.Site.ID {
		t.Errorf("token %+v", f.tokens[0])
	}
}

func TestProvisionWritesNothingWhenTheSpecIsWrong(t *testing.T) {
	for _, spec := range []SiteSpec{
		{Name: "main", Timezone: "Nowhere", Currency: "IRR"},
		{Name: "main", Timezone: "UTC", Currency: "IRR", Origins: []string{"*"}},
	} {
		f := &fakeStore{}
		var bad *SpecError
		if _, err := NewIssuer(f, nil).Provision(t.Context(), spec); !errors.As(err, &bad) {
			t.Errorf("error %v, want a SpecError", err)
		}
		if len(f.sites)+len(f.keys)+len(f.tokens) != 0 {
			t.Errorf("written: %+v", f)
		}
	}
}

func TestProvisionTellsThatTheNameIsTaken(t *testing.T) {
	f := &fakeStore{}
	provision(t, f)
	_, err := NewIssuer(f, nil).Provision(t.Context(), SiteSpec{Name: "main", Timezone: "UTC", Currency: "EUR"})
	if !errors.Is(err, store.ErrExists) {
		t.Errorf("error %v, want ErrExists", err)
	}
}

func TestKeyringRemembersButNotForLong(t *testing.T) {
	f := &fakeStore{}
	c := provision(t, f)
	now := time.Unix(0, 0)
	ring := NewKeyring(f, func() time.Time { return now })
	find := func() error {
		_, site, err := ring.Find(t.Context(), event.BrowserKey, c.BrowserKey)
		if err == nil && site.Name != "main" {
			t.Fatalf("site %+v", site)
		}
		return err
	}
	for range 3 {
		if err := find(); err != nil {
			t.Fatal(err)
		}
	}
	if f.asked != 1 {
		t.Errorf("store asked %d times, want once", f.asked)
	}

	f.keys[0].Revoked = true
	now = now.Add(5 * time.Second)
	if err := find(); !errors.Is(err, ErrUnknown) {
		t.Errorf("revoked key after 5 s: %v, want ErrUnknown", err)
	}
	f.keys[0].Revoked = false
	if err := find(); !errors.Is(err, ErrUnknown) {
		t.Errorf("a refusal is not remembered: %v", err)
	}
	ring.Forget()
	if err := find(); err != nil {
		t.Errorf("after Forget: %v", err)
	}
}

func TestKeyringTellsKindsApart(t *testing.T) {
	f := &fakeStore{}
	c := provision(t, f)
	ring := NewKeyring(f, nil)
	if _, _, err := ring.Find(t.Context(), event.ServerKey, c.BrowserKey); !errors.Is(err, ErrUnknown) {
		t.Errorf("browser key as server key: %v", err)
	}
	if _, _, err := ring.Find(t.Context(), event.BrowserKey, c.ServerKey); !errors.Is(err, ErrUnknown) {
		t.Errorf("server key as browser key: %v", err)
	}
	if _, _, err := ring.Find(t.Context(), event.ServerKey, newSecret(ServerPrefix)); !errors.Is(err, ErrUnknown) {
		t.Errorf("key of nobody: %v", err)
	}
	if f.asked != 1 {
		t.Errorf("store asked %d times, want once: form and checksum refuse the others", f.asked)
	}
}

func TestKeyringDoesNotRememberThatTheStoreFailed(t *testing.T) {
	f := &fakeStore{}
	c := provision(t, f)
	ring := NewKeyring(f, nil)
	f.err = store.ErrUnavailable
	if _, _, err := ring.Find(t.Context(), event.ServerKey, c.ServerKey); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("error %v, want ErrUnavailable", err)
	}
	f.err = nil
	if _, _, err := ring.Find(t.Context(), event.ServerKey, c.ServerKey); err != nil {
		t.Errorf("after the store came back: %v", err)
	}
}

func TestTokensFindUntilRevoked(t *testing.T) {
	f := &fakeStore{}
	c := provision(t, f)
	now := time.Unix(0, 0)
	tokens := NewTokens(f, func() time.Time { return now })
	if tok, err := tokens.Find(t.Context(), c.ReadToken); err != nil || tok.Site != c.Site.ID {
		t.Fatalf("token %+v, %v", tok, err)
	}
	if _, err := tokens.Find(t.Context(), c.ServerKey); !errors.Is(err, ErrUnknown) {
		t.Errorf("server key as token: %v", err)
	}
	f.tokens[0].Revoked = true
	now = now.Add(5 * time.Second)
	if _, err := tokens.Find(t.Context(), c.ReadToken); !errors.Is(err, ErrUnknown) {
		t.Errorf("revoked token after 5 s: %v", err)
	}
}
