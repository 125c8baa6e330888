package audit_test

import (
	"bytes"
	"context"
	"log/slog"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/collector/internal/store/sqlite"
)

// kept is a log over a file, with a clock that is set by hand.
type kept struct {
	*audit.Log
	now  time.Time
	said bytes.Buffer
}

func open(t *testing.T) *kept {
	t.Helper()
	db, err := sqlite.Open(t.Context(), sqlite.Config{Path: filepath.Join(t.TempDir(), "safar.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	k := &kept{now: time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC)}
	k.Log = audit.New(db, func() time.Time { return k.now }, slog.New(slog.NewTextHandler(&k.said, nil)))
	return k
}

func (k *kept) list(t *testing.T) []store.AuditEntry {
	t.Helper()
	list, err := k.List(t.Context(), store.AuditQuery{Limit: audit.MostListed})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestDeedsAreKeptWithWhoDidThem(t *testing.T) {
	k := open(t)
	first := k.now
	k.Note(t.Context(), audit.Deed{Action: audit.KeyAdded, Site: "main", Object: "sk_abcd…", Detail: "server"})
	k.now = k.now.Add(time.Minute)
	// The answer that nobody waits for any more.
	gone, cancel := context.WithCancel(audit.By(t.Context(), "owner@shop.example"))
	cancel()
	k.Note(gone, audit.Deed{Action: audit.KeyRevoked, Object: "#1"})
	k.Note(audit.By(t.Context(), audit.Nobody), audit.Deed{Action: audit.SignedOut})
	want := []store.AuditEntry{
		{ID: 3, At: k.now, Actor: "", Action: "signed_out", Times: 1, Last: k.now},
		{ID: 2, At: k.now, Actor: "owner@shop.example", Action: "key_revoked", Object: "#1", Times: 1, Last: k.now},
		{ID: 1, At: first, Actor: "safar", Action: "key_added", Site: "main", Object: "sk_abcd…", Detail: "server", Times: 1, Last: first},
	}
	if got := k.list(t); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	if some, err := k.List(t.Context(), store.AuditQuery{Before: 3, Limit: 1}); err != nil || !reflect.DeepEqual(some, want[1:2]) {
		t.Errorf("one before the third: %+v, %v", some, err)
	}
	for _, q := range []store.AuditQuery{{Limit: 5, Action: "key_revoked"}, {Limit: 5, Who: "owner@shop.example"}, {Limit: 5, Who: "#1"}} {
		if some, err := k.List(t.Context(), q); err != nil || !reflect.DeepEqual(some, want[1:2]) {
			t.Errorf("%+v: %+v, %v", q, some, err)
		}
	}
}

// What strangers can repeat at will must not fill the file, nor push others' deeds out of sight.
func TestRepetitionsAreCountedByTheHour(t *testing.T) {
	k := open(t)
	stranger := audit.By(t.Context(), audit.Nobody)
	first := k.now
	for range 50 {
		k.Note(stranger, audit.Deed{Action: audit.SignInFailed})
		k.now = k.now.Add(time.Minute)
	}
	last := k.now.Add(-time.Minute)
	k.Note(stranger, audit.Deed{Action: audit.SignInFailed, Object: "owner@shop.example"})
	k.now = first.Add(time.Hour + time.Second)
	k.Note(stranger, audit.Deed{Action: audit.SignInFailed})
	for range 2 { // what is not counted
		k.Note(stranger, audit.Deed{Action: audit.SignedOut})
	}
	list := k.list(t)
	if len(list) != 5 {
		t.Fatalf("%d entries: %+v", len(list), list)
	}
	if e := list[4]; e.Times != 50 || !e.At.Equal(first) || !e.Last.Equal(last) || e.Object != "" {
		t.Errorf("fifty tries within the hour: %+v", e)
	}
	if list[3].Object != "owner@shop.example" || list[3].Times != 1 || list[2].Times != 1 {
		t.Errorf("another account and another hour: %+v", list[2:4])
	}
}

func TestOldEntriesAreLetGoOf(t *testing.T) {
	k := open(t)
	begun := k.now
	k.Note(t.Context(), audit.Deed{Action: audit.UserAdded, Object: "first@shop.example"})
	k.now = begun.Add(time.Hour)
	k.Note(t.Context(), audit.Deed{Action: audit.UserAdded, Object: "second@shop.example"})
	k.now = begun.Add(audit.Keep)
	k.Note(t.Context(), audit.Deed{Action: audit.SignedOut})
	if n := len(k.list(t)); n != 3 {
		t.Errorf("%d entries after 13 months to the day, want all 3", n)
	}
	k.now = k.now.Add(time.Millisecond)
	k.Note(t.Context(), audit.Deed{Action: audit.SignedOut})
	if list := k.list(t); len(list) != 3 || list[2].Object != "second@shop.example" {
		t.Errorf("after 13 months: %+v", list)
	}
}

// full is a store that can't write.
type full struct{ audit.Store }

func (full) AddAudit(context.Context, store.AuditEntry, time.Time, time.Time) error {
	return store.ErrUnavailable
}

func TestWhatCantBeKeptIsTold(t *testing.T) {
	var said bytes.Buffer
	log := audit.New(full{}, nil, slog.New(slog.NewTextHandler(&said, nil)))
	log.Note(t.Context(), audit.Deed{Action: audit.UserRemoved, Object: "somebody@shop.example"})
	if text := said.String(); !strings.Contains(text, "user_removed") || strings.Contains(text, "somebody") {
		t.Errorf("the log says %q", text)
	}
}
