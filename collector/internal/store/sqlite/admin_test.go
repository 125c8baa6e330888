package sqlite

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

func TestSites(t *testing.T) {
	db := openTest(t)
	site, err := db.CreateSite(t.Context(), store.Site{
		Name: "main", Timezone: "Asia/Tehran", Domains: []string{"shop.example"}, Gateways: []string{"pay.example"},
		Settings: journey.Settings{Currency: "IRR", Digits: map[string]int{"KWD": 2}, ServerOrders: true, TrustBrowsers: true, CartWindow: 36 * time.Hour},
	})
	if err != nil || site.ID == 0 {
		t.Fatalf("create: %+v, %v", site, err)
	}
	got, err := db.SiteByName(t.Context(), "main")
	if err != nil || !reflect.DeepEqual(got, site) {
		t.Errorf("by name:\n%+v\n%+v\n%v", got, site, err)
	}
	if _, err := db.CreateSite(t.Context(), store.Site{Name: "main"}); !errors.Is(err, store.ErrExists) {
		t.Errorf("second of a name: %v", err)
	}
	if _, err := db.SiteByName(t.Context(), "none"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("none of a name: %v", err)
	}
	if err := db.UpdateSite(t.Context(), store.Site{ID: 99}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("update of none: %v", err)
	}
	newSite(t, db, "a-second")
	list, err := db.Sites(t.Context())
	if err != nil || len(list) != 2 || list[0].Name != "a-second" || !reflect.DeepEqual(list[1], site) {
		t.Errorf("list: %+v, %v", list, err)
	}
}

func TestUpdateSiteFoldsAnewWhenItMustBe(t *testing.T) {
	tests := []struct {
		name   string
		change func(*store.Site)
		dirty  int
	}{
		{"nothing", func(*store.Site) {}, 0},
		{"domains", func(s *store.Site) { s.Domains = []string{"x.example"} }, 0},
		{"cart window", func(s *store.Site) { s.Settings.CartWindow = time.Hour }, 2},
		{"currency", func(s *store.Site) { s.Settings.Currency = "EUR" }, 2},
		{"timezone", func(s *store.Site) { s.Timezone = "UTC" }, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			db := openTest(t)
			site, other := newSite(t, db, "main"), newSite(t, db, "other")
			appendAll(t, db, site.ID, manyRecords(4, 2)...)
			appendAll(t, db, other.ID, manyRecords(4, 2)...)
			execute(t, db, "DELETE FROM dirty")
			tt.change(&site)
			if err := db.UpdateSite(t.Context(), site); err != nil {
				t.Fatal(err)
			}
			if n := count(t, db, "SELECT count(*) FROM dirty"); n != tt.dirty {
				t.Errorf("%d households dirty, want %d", n, tt.dirty)
			}
			if got, err := db.SiteByName(t.Context(), "main"); err != nil || !reflect.DeepEqual(got, site) {
				t.Errorf("%+v, %v", got, err)
			}
		})
	}
}

func TestKeys(t *testing.T) {
	db := openTest(t)
	site := newSite(t, db, "main")
	browser, err := db.CreateKey(t.Context(), store.Key{Site: site.ID, Kind: event.BrowserKey, Label: "pk_1", Hash: []byte("h1"), Origins: []string{"https://shop.example"}})
	if err != nil {
		t.Fatal(err)
	}
	server, err := db.CreateKey(t.Context(), store.Key{Site: site.ID, Kind: event.ServerKey, Label: "sk_1", Hash: []byte("h2")})
	if err != nil {
		t.Fatal(err)
	}
	key, of, err := db.KeyByHash(t.Context(), []byte("h1"))
	if err != nil || !reflect.DeepEqual(key, browser) || !reflect.DeepEqual(of, site) {
		t.Errorf("by hash: %+v, %+v, %v", key, of, err)
	}
	if _, err := db.CreateKey(t.Context(), store.Key{Site: site.ID, Hash: []byte("h1")}); !errors.Is(err, store.ErrExists) {
		t.Errorf("same hash: %v", err)
	}
	if _, err := db.CreateKey(t.Context(), store.Key{Site: 99, Hash: []byte("h9")}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("unknown site: %v", err)
	}
	for range 2 {
		if err := db.RevokeKey(t.Context(), server.ID); err != nil {
			t.Errorf("revoke: %v", err)
		}
	}
	server.Revoked = true
	if _, _, err := db.KeyByHash(t.Context(), []byte("h2")); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a revoked key still opens: %v", err)
	}
	if err := db.RevokeKey(t.Context(), 99); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("revoke of none: %v", err)
	}
	keys, err := db.Keys(t.Context(), site.ID)
	if err != nil || !reflect.DeepEqual(keys, []store.Key{browser, server}) {
		t.Errorf("list: %+v, %v", keys, err)
	}
}

func TestTokens(t *testing.T) {
	db := openTest(t)
	site := newSite(t, db, "main")
	one, err := db.CreateToken(t.Context(), store.Token{Site: site.ID, Label: "rt_1", Hash: []byte("h1")})
	if err != nil {
		t.Fatal(err)
	}
	all, err := db.CreateToken(t.Context(), store.Token{Label: "rt_2", Hash: []byte("h2")})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := db.TokenByHash(t.Context(), []byte("h2")); err != nil || !reflect.DeepEqual(got, all) {
		t.Errorf("by hash: %+v, %v", got, err)
	}
	if _, err := db.CreateToken(t.Context(), store.Token{Hash: []byte("h2")}); !errors.Is(err, store.ErrExists) {
		t.Errorf("same hash: %v", err)
	}
	if err := db.RevokeToken(t.Context(), one.ID); err != nil {
		t.Error(err)
	}
	one.Revoked = true
	if _, err := db.TokenByHash(t.Context(), []byte("h1")); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a revoked token still opens: %v", err)
	}
	if err := db.RevokeToken(t.Context(), 99); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("revoke of none: %v", err)
	}
	if got, err := db.Tokens(t.Context()); err != nil || !reflect.DeepEqual(got, []store.Token{one, all}) {
		t.Errorf("list: %+v, %v", got, err)
	}
}

func TestSecretStays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "safar.db")
	db := openAt(t, Config{Path: path}, nil)
	first, err := db.Secret(t.Context(), "customers")
	if err != nil || len(first) != secretBytes {
		t.Fatalf("%x, %v", first, err)
	}
	other, err := db.Secret(t.Context(), "other")
	if err != nil || bytes.Equal(first, other) {
		t.Errorf("two names, one secret: %v", err)
	}
	db.Close()
	again, err := openAt(t, Config{Path: path}, nil).Secret(t.Context(), "customers")
	if err != nil || !bytes.Equal(first, again) {
		t.Errorf("another secret after reopening: %v", err)
	}
}

func TestSaltsLiveAndDie(t *testing.T) {
	dayEnds := time.Date(2026, 10, 2, 0, 30, 0, 0, time.UTC)
	tests := []struct {
		name string
		made time.Duration // after the day's end
		dies time.Duration // after the day's end
	}{
		{"made in its day", -10 * time.Hour, 48 * time.Hour},
		{"made late", 5 * time.Hour, 53 * time.Hour},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "safar.db")
			now := dayEnds.Add(tt.made)
			clock := func() time.Time { return now }
			db := openAt(t, Config{Path: path, Now: clock}, nil)
			site := newSite(t, db, "main")
			salt, err := db.Salt(t.Context(), site.ID, "2026-10-01", dayEnds)
			if err != nil || len(salt) != secretBytes {
				t.Fatalf("%x, %v", salt, err)
			}
			if other, err := db.Salt(t.Context(), newSite(t, db, "other").ID, "2026-10-01", dayEnds.AddDate(1, 0, 0)); err != nil || bytes.Equal(salt, other) {
				t.Errorf("two sites, one salt: %v", err)
			}
			db.Close()

			now = dayEnds.Add(tt.dies - time.Millisecond)
			db = openAt(t, Config{Path: path, Now: clock}, nil)
			if again, err := db.Salt(t.Context(), site.ID, "2026-10-01", dayEnds); err != nil || !bytes.Equal(salt, again) {
				t.Errorf("another salt before its time: %v", err)
			}
			db.Close()
			if !onDisk(t, path, salt) {
				t.Fatal("the test cannot find the salt while it is there")
			}

			now = dayEnds.Add(tt.dies)
			db = openAt(t, Config{Path: path, Now: clock}, nil)
			if n := count(t, db, "SELECT count(*) FROM salt"); n != 1 {
				t.Errorf("%d salts left, want the other site's", n)
			}
			db.Close()
			if onDisk(t, path, salt) {
				t.Error("the salt can still be read from the files")
			}
		})
	}
}

// TestNewSaltDestroysOldOnes does not reopen the file: a server runs for months.
func TestNewSaltDestroysOldOnes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "safar.db")
	now := time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC)
	db := openAt(t, Config{Path: path, Now: func() time.Time { return now }}, nil)
	site := newSite(t, db, "main")
	old, err := db.Salt(t.Context(), site.ID, "2026-10-01", now.Add(12*time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	now = now.AddDate(0, 0, 4)
	if _, err := db.Salt(t.Context(), site.ID, "2026-10-05", now.Add(12*time.Hour)); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the salt is gone from the files", func() bool { return !onDisk(t, path, old) })
}

// onDisk tells whether some bytes stand in the database's file or its log.
func onDisk(t *testing.T, path string, secret []byte) bool {
	t.Helper()
	for _, suffix := range []string{"", "-wal"} {
		data, err := os.ReadFile(path + suffix)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if bytes.Contains(data, secret) {
			return true
		}
	}
	return false
}
