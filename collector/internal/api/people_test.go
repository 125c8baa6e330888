package api

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/store"
)

// fakePeople is a store of users in memory. Links and sessions are found by their hash.
type fakePeople struct {
	account.ProfileStore // what only tests with a real store ask for
	mu                   sync.Mutex
	users                []store.User
	passwords            map[string]string // by e-mail address
	links                map[string]store.Link
	sessions             map[string]store.Session
	touched              int // how often a session was said to be in use
}

func newFakePeople() *fakePeople {
	return &fakePeople{passwords: map[string]string{}, links: map[string]store.Link{}, sessions: map[string]store.Session{}}
}

func (f *fakePeople) CreateUser(_ context.Context, u store.User) (store.User, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.add(u), nil
}

func (f *fakePeople) add(u store.User) store.User {
	u.ID = int64(len(f.users) + 1)
	f.users = append(f.users, u)
	return u
}

func (f *fakePeople) HasUsers(context.Context) (bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.users) > 0, nil
}

func (f *fakePeople) UserByEmail(_ context.Context, email string) (store.User, string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, u := range f.users {
		if u.Email == email {
			return u, f.passwords[email], nil
		}
	}
	return store.User{}, "", store.ErrNotFound
}

func (f *fakePeople) CreateLink(_ context.Context, l store.Link, _ time.Time) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.links[string(l.Hash)] = l
	return nil
}

func (f *fakePeople) LinkByHash(_ context.Context, hash []byte) (store.Link, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if l, found := f.links[string(hash)]; found {
		return l, nil
	}
	return store.Link{}, store.ErrNotFound
}

func (f *fakePeople) CreateOwner(_ context.Context, link []byte, u store.User, password string, s store.Session) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.links, string(link))
	s.User = f.add(u).ID
	f.passwords[u.Email] = password
	f.sessions[string(s.Hash)] = s
	return nil
}

func (f *fakePeople) RedeemLink(_ context.Context, link []byte, s store.Session) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	l, found := f.links[string(link)]
	if !found {
		return store.ErrNotFound
	}
	delete(f.links, string(link))
	s.User = l.User
	f.sessions[string(s.Hash)] = s
	return nil
}

func (f *fakePeople) CreateSession(_ context.Context, s store.Session) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sessions[string(s.Hash)] = s
	return nil
}

func (f *fakePeople) SessionByHash(_ context.Context, hash []byte) (store.Session, store.User, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	s, found := f.sessions[string(hash)]
	if !found {
		return s, store.User{}, store.ErrNotFound
	}
	return s, f.users[s.User-1], nil
}

func (f *fakePeople) SecondFactor(context.Context, int64) (store.SecondFactor, error) {
	return store.SecondFactor{}, store.ErrNotFound
}

func (f *fakePeople) UserByLink(_ context.Context, link []byte, _ time.Time) (store.User, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	l, found := f.links[string(link)]
	if !found {
		return store.User{}, store.ErrNotFound
	}
	return f.users[l.User-1], nil
}

func (f *fakePeople) UserSessions(context.Context, int64) ([]store.Session, error) { return nil, nil }

func (f *fakePeople) DeleteOtherSessions(context.Context, int64, []byte) error { return nil }

func (f *fakePeople) Policy(context.Context) (store.Policy, error) { return store.Policy{}, nil }

func (f *fakePeople) SetPolicy(context.Context, store.Policy) error { return nil }

func (f *fakePeople) TouchSession(context.Context, []byte, time.Time, time.Time) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.touched++
	return nil
}

func (f *fakePeople) DeleteSession(_ context.Context, hash []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.sessions, string(hash))
	return nil
}

// noVault has no key.
func noVault() *account.Vault {
	return account.NewVault(func(bool) ([]byte, error) { return nil, account.ErrNoSealingKey })
}

// setupLink makes the token of a setup link.
func (s *shop) setupLink() string {
	s.Helper()
	token, err := account.NewLinks(s.people, s.api.now).Setup(s.Context())
	if err != nil {
		s.Fatal(err)
	}
	return token
}

// signInLink makes a user and the token of a link that signs him in.
func (s *shop) signInLink(email string) string {
	s.Helper()
	if _, err := s.people.CreateUser(s.Context(), store.User{Email: email, Grants: []store.Grant{{Role: store.Owner}}}); err != nil {
		s.Fatal(err)
	}
	token, err := account.NewLinks(s.people, s.api.now).SignIn(s.Context(), email)
	if err != nil {
		s.Fatal(err)
	}
	return token
}

// fakeDeeds is an audit log in memory.
type fakeDeeds struct {
	mu   sync.Mutex
	list []store.AuditEntry
}

func (f *fakeDeeds) AddAudit(_ context.Context, e store.AuditEntry, _, _ time.Time) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	e.ID, e.Times, e.Last = int64(len(f.list)+1), 1, e.At
	f.list = append(f.list, e)
	return nil
}

func (f *fakeDeeds) AuditLog(_ context.Context, q store.AuditQuery) ([]store.AuditEntry, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var list []store.AuditEntry
	for _, e := range slices.Backward(f.list) {
		asked := (q.Before == 0 || e.ID < q.Before) && (q.Action == "" || e.Action == q.Action) && (q.Who == "" || e.Actor == q.Who || e.Object == q.Who)
		if asked && len(list) < q.Limit {
			list = append(list, e)
		}
	}
	return list, nil
}

func (f *fakeDeeds) AuditSum(context.Context, string, string, string, time.Time) (int64, time.Time, error) {
	return 0, time.Time{}, nil
}
