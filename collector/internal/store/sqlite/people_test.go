package sqlite

import (
	"errors"
	"fmt"
	"reflect"
	"sync"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

var morning = time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)

// newUser adds a user of that address.
func newUser(t *testing.T, db *DB, email string) store.User {
	t.Helper()
	user, err := db.CreateUser(t.Context(), store.User{Email: email, Created: morning, Grants: []store.Grant{{Role: store.Owner}}})
	if err != nil {
		t.Fatal(err)
	}
	return user
}

// sessionOf is a session that begins in the morning and lasts an hour.
func sessionOf(user int64, hash string) store.Session {
	return store.Session{Hash: []byte(hash), User: user, Created: morning, Seen: morning, Expires: morning.Add(time.Hour)}
}

func linkOf(purpose store.LinkPurpose, user int64, hash string) store.Link {
	return store.Link{Hash: []byte(hash), Purpose: purpose, User: user, Expires: morning.Add(time.Minute)}
}

func newLink(t *testing.T, db *DB, link store.Link) {
	t.Helper()
	if err := db.CreateLink(t.Context(), link, morning); err != nil {
		t.Fatal(err)
	}
}

func TestUsers(t *testing.T) {
	db := openTest(t)
	if there, err := db.HasUsers(t.Context()); err != nil || there {
		t.Errorf("users in an empty store: %v, %v", there, err)
	}
	second, first := newUser(t, db, "b@shop.example"), newUser(t, db, "a@shop.example")
	if there, err := db.HasUsers(t.Context()); err != nil || !there {
		t.Errorf("no users: %v, %v", there, err)
	}
	if _, err := db.CreateUser(t.Context(), store.User{Email: "a@shop.example"}); !errors.Is(err, store.ErrExists) {
		t.Errorf("the same address again: %v", err)
	}
	if list, err := db.Users(t.Context()); err != nil || !reflect.DeepEqual(list, []store.User{first, second}) {
		t.Errorf("list %+v, %v", list, err)
	}
	if user, password, err := db.UserByEmail(t.Context(), "b@shop.example"); err != nil || !reflect.DeepEqual(user, second) || password != "" {
		t.Errorf("%+v, %q, %v", user, password, err)
	}
	if _, _, err := db.UserByEmail(t.Context(), "c@shop.example"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("nobody's address: %v", err)
	}
}

func TestRemovingAUserRemovesWhatIsHis(t *testing.T) {
	db := openTest(t)
	gone, stays := newUser(t, db, "a@shop.example"), newUser(t, db, "b@shop.example")
	for _, user := range []store.User{gone, stays} {
		if err := db.CreateSession(t.Context(), sessionOf(user.ID, "session of "+user.Email)); err != nil {
			t.Fatal(err)
		}
		newLink(t, db, linkOf(store.LinkSignIn, user.ID, "link of "+user.Email))
	}
	if err := db.DeleteUser(t.Context(), gone.Email); err != nil {
		t.Fatal(err)
	}
	if err := db.DeleteUser(t.Context(), gone.Email); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("again: %v", err)
	}
	if _, _, err := db.SessionByHash(t.Context(), []byte("session of a@shop.example")); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("his session: %v", err)
	}
	if _, err := db.LinkByHash(t.Context(), []byte("link of a@shop.example")); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("his link: %v", err)
	}
	if session, user, err := db.SessionByHash(t.Context(), []byte("session of b@shop.example")); err != nil || !reflect.DeepEqual(user, stays) ||
		!reflect.DeepEqual(session, sessionOf(stays.ID, "session of b@shop.example")) {
		t.Errorf("another's: %+v, %+v, %v", session, user, err)
	}
	if link, err := db.LinkByHash(t.Context(), []byte("link of b@shop.example")); err != nil ||
		!reflect.DeepEqual(link, linkOf(store.LinkSignIn, stays.ID, "link of b@shop.example")) {
		t.Errorf("another's: %+v, %v", link, err)
	}
}

func TestUserSessions(t *testing.T) {
	db := openTest(t)
	user := newUser(t, db, "a@shop.example")
	hash := []byte("s1")
	if err := db.CreateSession(t.Context(), sessionOf(user.ID, "s1")); err != nil {
		t.Fatal(err)
	}
	if err := db.CreateSession(t.Context(), sessionOf(99, "s2")); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("of nobody: %v", err)
	}
	seen, expires := morning.Add(time.Minute), morning.Add(2*time.Hour)
	if err := db.TouchSession(t.Context(), hash, seen, expires); err != nil {
		t.Fatal(err)
	}
	if s, _, err := db.SessionByHash(t.Context(), hash); err != nil || s.Seen != seen || s.Expires != expires || s.Created != morning {
		t.Errorf("%+v, %v", s, err)
	}
	// The next to sign in sweeps away what has expired by then, and not what has not.
	late := sessionOf(user.ID, "s3")
	late.Created = expires.Add(-time.Millisecond)
	late.Expires = late.Created.Add(time.Minute)
	if err := db.CreateSession(t.Context(), late); err != nil {
		t.Fatal(err)
	}
	if n := count(t, db, "SELECT count(*) FROM user_session"); n != 2 {
		t.Errorf("%d sessions, want 2", n)
	}
	later := sessionOf(user.ID, "s4")
	later.Created = expires
	later.Expires = expires.Add(time.Hour)
	if err := db.CreateSession(t.Context(), later); err != nil {
		t.Fatal(err)
	}
	if err := db.TouchSession(t.Context(), hash, seen, expires); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("touching one that was swept away: %v", err)
	}
	for range 2 {
		if err := db.DeleteSession(t.Context(), []byte("s4")); err != nil {
			t.Errorf("delete: %v", err)
		}
	}
	if n := count(t, db, "SELECT count(*) FROM user_session"); n != 1 {
		t.Errorf("%d sessions, want s3", n)
	}
}

// Of many who use a link at once, one gets in.
func TestLinksWorkOnceUnderConcurrency(t *testing.T) {
	const tries = 20
	race := func(t *testing.T, use func(n int) error, refusal error) {
		t.Helper()
		results := make([]error, tries)
		var group sync.WaitGroup
		for n := range tries {
			group.Go(func() { results[n] = use(n) })
		}
		group.Wait()
		won := 0
		for _, err := range results {
			switch {
			case err == nil:
				won++
			case !errors.Is(err, refusal):
				t.Errorf("error %v", err)
			}
		}
		if won != 1 {
			t.Errorf("%d got in", won)
		}
	}
	t.Run("sign in", func(t *testing.T) {
		db := openTest(t)
		user := newUser(t, db, "a@shop.example")
		newLink(t, db, linkOf(store.LinkSignIn, user.ID, "l"))
		race(t, func(n int) error {
			return db.RedeemLink(t.Context(), []byte("l"), sessionOf(0, fmt.Sprint("s", n)))
		}, store.ErrNotFound)
		if n := count(t, db, "SELECT count(*) FROM user_session WHERE user = ?", user.ID); n != 1 {
			t.Errorf("%d sessions", n)
		}
	})
	t.Run("set up", func(t *testing.T) {
		db := openTest(t)
		newLink(t, db, linkOf(store.LinkSetup, 0, "l"))
		newLink(t, db, linkOf(store.LinkSetup, 0, "l2"))
		race(t, func(n int) error {
			return db.CreateOwner(t.Context(), []byte([]string{"l", "l2"}[n%2]),
				store.User{Email: fmt.Sprint(n, "@shop.example"), Created: morning}, "hash", sessionOf(0, fmt.Sprint("s", n)))
		}, store.ErrExists)
		if n := count(t, db, "SELECT (SELECT count(*) FROM user WHERE password = 'hash') + (SELECT count(*) FROM user_session) + (SELECT count(*) FROM link)"); n != 2 {
			t.Errorf("%d rows, want a user, a session and no link", n)
		}
	})
}

func TestLinksThatDoNotWork(t *testing.T) {
	db := openTest(t)
	newLink(t, db, linkOf(store.LinkSetup, 0, "setup"))
	owner := store.User{Email: "a@shop.example", Created: morning}
	late := sessionOf(0, "late")
	late.Created = morning.Add(time.Minute)
	for name, use := range map[string]func() error{
		"unknown":                 func() error { return db.CreateOwner(t.Context(), []byte("none"), owner, "", sessionOf(0, "s")) },
		"expired":                 func() error { return db.CreateOwner(t.Context(), []byte("setup"), owner, "", late) },
		"setup link to sign in":   func() error { return db.RedeemLink(t.Context(), []byte("setup"), sessionOf(0, "s")) },
		"unknown link to sign in": func() error { return db.RedeemLink(t.Context(), []byte("none"), sessionOf(0, "s")) },
	} {
		if err := use(); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := db.CreateOwner(t.Context(), []byte("setup"), owner, "", sessionOf(0, "s")); err != nil {
		t.Fatalf("after refusals: %v", err)
	}
	user, _, err := db.UserByEmail(t.Context(), "a@shop.example")
	if err != nil {
		t.Fatal(err)
	}
	newLink(t, db, linkOf(store.LinkSignIn, user.ID, "signin"))
	if err := db.RedeemLink(t.Context(), []byte("signin"), late); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("expired: %v", err)
	}
	if err := db.CreateLink(t.Context(), linkOf(store.LinkSignIn, 99, "x"), morning); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("of nobody: %v", err)
	}
}

func TestLinksDoNotPileUp(t *testing.T) {
	db := openTest(t)
	user := newUser(t, db, "a@shop.example")
	newLink(t, db, linkOf(store.LinkSetup, 0, "another purpose"))
	for n := range maxLinks + 3 {
		link := linkOf(store.LinkSignIn, user.ID, fmt.Sprint("l", n))
		link.Expires = link.Expires.Add(time.Duration(n) * time.Second)
		newLink(t, db, link)
	}
	for hash, kept := range map[string]bool{"l2": false, "l3": true, "l18": true, "another purpose": true} {
		if _, err := db.LinkByHash(t.Context(), []byte(hash)); (err == nil) != kept {
			t.Errorf("%s: %v", hash, err)
		}
	}
	late := linkOf(store.LinkSignIn, user.ID, "late")
	late.Expires = morning.Add(time.Hour)
	if err := db.CreateLink(t.Context(), late, morning.Add(30*time.Minute)); err != nil {
		t.Fatal(err)
	}
	if n := count(t, db, "SELECT count(*) FROM link"); n != 1 {
		t.Errorf("%d links, want the one that has not expired", n)
	}
}
