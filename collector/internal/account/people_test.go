package account

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/collector/internal/store/sqlite"
)

const goodPassword = "kettle orbit mango fence"

// people is everything about users over one database, with a clock that is set by hand.
type people struct {
	db       *sqlite.DB
	now      time.Time
	dir      string
	users    *Users
	links    *Links
	setup    *Setup
	door     *Door
	sessions *Sessions
	profile  *Profile
	key      []byte // of the vault, nil for none
	log      *audit.Log
}

func openPeople(t *testing.T) *people {
	t.Helper()
	p := &people{now: opening, dir: t.TempDir()}
	var err error
	p.db, err = sqlite.Open(t.Context(), sqlite.Config{Path: filepath.Join(p.dir, "safar.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.db.Close() })
	clock := func() time.Time { return p.now }
	passwords := NewPasswords(p.db)
	p.log = audit.New(p.db, clock, slog.New(slog.DiscardHandler))
	p.links = NewLinks(p.db, clock)
	p.users = NewUsers(p.db, p.links, clock)
	p.setup, p.door, p.sessions = NewSetup(p.db, passwords, p.log, clock), NewDoor(p.db, passwords, p.vault(), p.log, clock), NewSessions(p.db, clock)
	p.profile = NewProfile(p.db, passwords, p.door, p.sessions, clock)
	return p
}

// vault is one with a key in memory.
func (p *people) vault() *Vault {
	return NewVault(func(create bool) ([]byte, error) {
		if p.key == nil && !create {
			return nil, ErrNoSealingKey
		}
		if p.key == nil {
			p.key = make([]byte, SealingKeyBytes)
			rand.Read(p.key)
		}
		return p.key, nil
	})
}

// owner makes the first user, signed in.
func (p *people) owner(t *testing.T) (session string) {
	t.Helper()
	link, err := p.links.Setup(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	session, err = p.setup.Finish(t.Context(), link, someone, goodPassword, Caller{})
	if err != nil {
		t.Fatal(err)
	}
	return session
}

// whose checks that a session is that of a user.
func (p *people) whose(t *testing.T, session, email string) {
	t.Helper()
	if user, err := p.sessions.Find(t.Context(), session); err != nil || user.Email != email {
		t.Errorf("session of %q, %v, want %s", user.Email, err, email)
	}
}

func TestSetup(t *testing.T) {
	p := openPeople(t)
	if needed, err := p.setup.Needed(t.Context()); err != nil || !needed {
		t.Errorf("needed: %v, %v", needed, err)
	}
	first, err := p.links.Setup(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	second, err := p.links.Setup(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	session, err := p.setup.Finish(t.Context(), first, someone, goodPassword, Caller{})
	if err != nil {
		t.Fatalf("the earlier link: %v", err)
	}
	p.whose(t, session, someone)
	for _, link := range []string{first, second} {
		if _, err := p.setup.Finish(t.Context(), link, someoneElse, goodPassword, Caller{}); !errors.Is(err, ErrSetUp) {
			t.Errorf("a second owner: %v", err)
		}
	}
	if _, err := p.links.Setup(t.Context()); !errors.Is(err, ErrSetUp) {
		t.Errorf("another link: %v", err)
	}
	users, err := p.users.List(t.Context())
	if err != nil || len(users) != 1 || !users[0].HasPassword || !users[0].Created.Equal(p.now) {
		t.Errorf("users %+v, %v", users, err)
	}
	if err := p.users.Remove(t.Context(), someone); !errors.Is(err, store.ErrLastOwner) {
		t.Errorf("removed the last owner: %v", err)
	}
}

func TestSetupLinkExpires(t *testing.T) {
	for after, want := range map[time.Duration]error{SetupLinkLife - time.Millisecond: nil, SetupLinkLife: ErrInvalidLink} {
		p := openPeople(t)
		link, err := p.links.Setup(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		p.now = p.now.Add(after)
		if _, err := p.setup.Finish(t.Context(), link, someone, goodPassword, Caller{}); !errors.Is(err, want) {
			t.Errorf("after %s: %v, want %v", after, err, want)
		}
	}
}

func TestSignInLinkExpires(t *testing.T) {
	p := openPeople(t)
	p.owner(t)
	for after, want := range map[time.Duration]error{SignInLinkLife - time.Millisecond: nil, SignInLinkLife: ErrInvalidLink} {
		link, err := p.links.SignIn(t.Context(), someone)
		if err != nil {
			t.Fatal(err)
		}
		p.now = p.now.Add(after)
		session, err := p.door.ByLink(t.Context(), link, "", Caller{})
		if !errors.Is(err, want) {
			t.Errorf("after %s: %v, want %v", after, err, want)
		}
		if err == nil {
			p.whose(t, session, someone)
			if _, err := p.door.ByLink(t.Context(), link, "", Caller{}); !errors.Is(err, ErrInvalidLink) {
				t.Errorf("a second time: %v", err)
			}
		}
	}
	if _, err := p.links.SignIn(t.Context(), someoneElse); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a link for nobody: %v", err)
	}
}

func TestLinksOpenOnlyTheirOwnDoor(t *testing.T) {
	p := openPeople(t)
	setup, err := p.links.Setup(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.door.ByLink(t.Context(), setup, "", Caller{}); !errors.Is(err, ErrInvalidLink) {
		t.Errorf("signed in by a setup link: %v", err)
	}
	session := p.owner(t)
	for _, token := range []string{session, newSecret(SignInPrefix), "", "si_"} {
		if _, err := p.door.ByLink(t.Context(), token, "", Caller{}); !errors.Is(err, ErrInvalidLink) {
			t.Errorf("signed in by %q: %v", token, err)
		}
	}
}

func TestSignInByPassword(t *testing.T) {
	p := openPeople(t)
	p.owner(t)
	if _, err := p.users.Add(t.Context(), someoneElse, store.Grant{Role: store.Viewer}); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		email, password string
		ok              bool
	}{
		{someone, goodPassword, true},
		{" OWNER@shop.example", goodPassword, true},
		{someone, goodPassword + "s", false},
		{someone, "", false},
		{someoneElse, goodPassword, false}, // has none
		{someoneElse, "", false},
		{"stranger@shop.example", goodPassword, false},
		{"no address", goodPassword, false},
	}
	for _, tt := range tests {
		session, err := p.door.ByPassword(t.Context(), tt.email, tt.password, "", Caller{Network: here})
		switch {
		case tt.ok && err != nil:
			t.Errorf("%q: %v", tt.email, err)
		case tt.ok:
			p.whose(t, session, someone)
		case !errors.Is(err, ErrWrongCredentials):
			t.Errorf("%q with %q: %v", tt.email, tt.password, err)
		}
	}
}

// Somebody who tries passwords is slowed down, also on the right one; a link is not.
func TestGuessingIsSlowAndLinksAreNot(t *testing.T) {
	p := openPeople(t)
	p.owner(t)
	link, err := p.links.SignIn(t.Context(), someone)
	if err != nil {
		t.Fatal(err)
	}
	for range pacePair.atOnce {
		if _, err := p.door.ByPassword(t.Context(), someone, "wrong", "", Caller{Network: here}); !errors.Is(err, ErrWrongCredentials) {
			t.Fatal(err)
		}
	}
	var throttled *ThrottledError
	if _, err := p.door.ByPassword(t.Context(), someone, goodPassword, "", Caller{Network: here}); !errors.As(err, &throttled) || throttled.Wait != time.Second {
		t.Fatalf("the right one at once: %v", err)
	}
	if _, err := p.door.ByPassword(t.Context(), someone, goodPassword, "", Caller{Network: there}); err != nil {
		t.Errorf("from elsewhere: %v", err)
	}
	if _, err := p.door.ByLink(t.Context(), link, "", Caller{}); err != nil {
		t.Errorf("by link: %v", err)
	}
	p.now = p.now.Add(throttled.Wait)
	if _, err := p.door.ByPassword(t.Context(), someone, goodPassword, "", Caller{Network: here}); err != nil {
		t.Errorf("after the wait: %v", err)
	}
}

func TestSessionsEnd(t *testing.T) {
	const day = 24 * time.Hour
	tests := []struct {
		name  string
		looks []time.Duration // since signing in, all but the last while it lives
		lives bool            // at the last
	}{
		{"unused, a moment before", []time.Duration{SessionIdle - time.Millisecond}, true},
		{"unused", []time.Duration{SessionIdle}, false},
		{"used in between", []time.Duration{10 * day, 20 * day, 20*day + SessionIdle - time.Millisecond}, true},
		{"used in between, then not", []time.Duration{10 * day, 10*day + SessionIdle}, false},
		{"used a moment before", []time.Duration{SessionIdle - time.Second, SessionIdle}, true},
		{"always used", []time.Duration{10 * day, 20 * day, 30 * day, 40 * day, 50 * day, 60 * day, 70 * day, 80 * day, 90*day - 1}, true},
		{"always used, too long", []time.Duration{10 * day, 20 * day, 30 * day, 40 * day, 50 * day, 60 * day, 70 * day, 80 * day, 90*day - 1, 90 * day}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := openPeople(t)
			session := p.owner(t)
			for i, at := range tt.looks {
				p.now = opening.Add(at)
				lives := i < len(tt.looks)-1 || tt.lives
				if _, err := p.sessions.Find(t.Context(), session); lives != (err == nil) || !lives && !errors.Is(err, ErrUnknown) {
					t.Fatalf("after %s: %v", at, err)
				}
			}
		})
	}
}

func TestSessionIsDeadAtOnce(t *testing.T) {
	p := openPeople(t)
	owner := p.owner(t)
	link, err := p.links.SignIn(t.Context(), someone)
	if err != nil {
		t.Fatal(err)
	}
	other, err := p.door.ByLink(t.Context(), link, "", Caller{})
	if err != nil {
		t.Fatal(err)
	}
	p.whose(t, owner, someone)
	p.whose(t, other, someone)
	for range 2 {
		if err := p.sessions.End(t.Context(), owner); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := p.sessions.Find(t.Context(), owner); !errors.Is(err, ErrUnknown) {
		t.Errorf("an ended session: %v", err)
	}
	p.whose(t, other, someone)
	if _, err := p.users.Add(t.Context(), someoneElse, store.Grant{Role: store.Owner}); err != nil {
		t.Fatal(err)
	}
	if err := p.users.Remove(t.Context(), someone); err != nil {
		t.Fatal(err)
	}
	p.whose(t, other, someone) // remembered, as in another process
	p.now = p.now.Add(Lifetime)
	if _, err := p.sessions.Find(t.Context(), other); !errors.Is(err, ErrUnknown) {
		t.Errorf("a removed user's session: %v", err)
	}
	for _, token := range []string{"", "x", newSecret(ReadPrefix)} {
		if err := p.sessions.End(t.Context(), token); err != nil {
			t.Errorf("ending what is no session: %v", err)
		}
	}
}

// counted counts how often a store is asked and written to.
type counted struct {
	SessionStore
	asked, touched atomic.Int64
	broken         error // of writing
}

func (c *counted) SessionByHash(ctx context.Context, hash []byte) (store.Session, store.User, error) {
	c.asked.Add(1)
	return c.SessionStore.SessionByHash(ctx, hash)
}

func (c *counted) TouchSession(ctx context.Context, hash []byte, seen, expires time.Time) error {
	c.touched.Add(1)
	if c.broken != nil {
		return c.broken
	}
	return c.SessionStore.TouchSession(ctx, hash, seen, expires)
}

func TestLookingAtNumbersIsCheap(t *testing.T) {
	p := openPeople(t)
	token := p.owner(t)
	c := &counted{SessionStore: p.db}
	sessions := NewSessions(c, func() time.Time { return p.now })
	for range 1200 { // an hour, every three seconds
		if _, err := sessions.Find(t.Context(), token); err != nil {
			t.Fatal(err)
		}
		p.now = p.now.Add(3 * time.Second)
	}
	if asked, touched := c.asked.Load(), c.touched.Load(); asked != 600 || touched != 5 {
		t.Errorf("asked %d times and wrote %d times, want 600 and 5", asked, touched)
	}
}

func TestNumbersCanBeReadWhileNothingCanBeWritten(t *testing.T) {
	p := openPeople(t)
	token := p.owner(t)
	c := &counted{SessionStore: p.db, broken: store.ErrUnavailable}
	sessions := NewSessions(c, func() time.Time { return p.now })
	p.now = p.now.Add(24 * time.Hour)
	if _, err := sessions.Find(t.Context(), token); err != nil || c.touched.Load() != 1 {
		t.Errorf("%v after %d tries to write", err, c.touched.Load())
	}
	p.now = opening.Add(SessionIdle)
	if _, err := sessions.Find(t.Context(), token); !errors.Is(err, ErrUnknown) {
		t.Errorf("it never ends: %v", err)
	}
}

// What is looked up while forget is called must not be remembered: it may be the state of
// before.
func TestForgettingReachesWhatIsBeingLookedUp(t *testing.T) {
	for _, before := range []error{nil, ErrUnknown} {
		c := newCache[int](time.Now)
		_, err := c.find(t.Context(), "secret", func(context.Context, []byte) (int, error) {
			c.forget()
			return 1, before
		})
		if !errors.Is(err, before) {
			t.Fatal(err)
		}
		got, err := c.find(t.Context(), "secret", func(context.Context, []byte) (int, error) { return 2, nil })
		if err != nil || got != 2 {
			t.Errorf("%d, %v is remembered from before", got, err)
		}
	}
}
