package account

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// How long a user stays signed in, as it is usual and where the policy is strict.
const (
	SessionIdle       = 14 * 24 * time.Hour // without asking for anything
	SessionLife       = 90 * 24 * time.Hour // at most
	StrictSessionIdle = 30 * time.Minute
	StrictSessionLife = 8 * time.Hour
)

// stay is how long a user stays signed in.
type stay struct {
	idle, life time.Duration
	touch      time.Duration // so far Seen may be behind: a look must not cost a write
}

func stayUnder(p store.Policy) stay {
	if p.StrictSessions {
		return stay{StrictSessionIdle, StrictSessionLife, time.Minute}
	}
	return stay{SessionIdle, SessionLife, 10 * time.Minute}
}

// newSession makes a session that begins now, and the token that shows it. A strict policy ends
// it sooner than is written down here.
func newSession(user int64, now time.Time, browser string) (string, store.Session) {
	token := newSecret(SessionPrefix)
	return token, store.Session{
		Hash: hash(token), User: user, Created: now, Seen: now,
		Expires: stayUnder(store.Policy{}).end(now, now), Browser: browser,
	}
}

// end is when a session ends that was seen last at that time.
func (s stay) end(created, seen time.Time) time.Time {
	idle, end := seen.Add(s.idle), created.Add(s.life)
	if idle.Before(end) {
		return idle
	}
	return end
}

// SessionStore is the store's side of Sessions.
type SessionStore interface {
	SessionByHash(ctx context.Context, hash []byte) (store.Session, store.User, error)
	TouchSession(ctx context.Context, hash []byte, seen, expires time.Time) error
	DeleteSession(ctx context.Context, hash []byte) error
	UserSessions(ctx context.Context, user int64) ([]store.Session, error)
	DeleteOtherSessions(ctx context.Context, user int64, but []byte) error
	Policy(context.Context) (store.Policy, error)
}

// Sessions finds who is signed in. It is safe for concurrent use.
type Sessions struct {
	store SessionStore
	now   func() time.Time
	cache *cache[signedIn]
}

type signedIn struct {
	session store.Session
	user    store.User
}

// NewSessions makes Sessions over a store. now is the clock; nil means time.Now.
func NewSessions(s SessionStore, now func() time.Time) *Sessions {
	if now == nil {
		now = time.Now
	}
	return &Sessions{store: s, now: now, cache: newCache[signedIn](now)}
}

// Find returns whose session the token shows, and keeps it from ending idle. It returns
// ErrUnknown for what is no session or none any more, and the store's error when it could
// not be asked.
func (s *Sessions) Find(ctx context.Context, token string) (store.User, error) {
	return s.find(ctx, token, s.use)
}

// Peek is Find for what goes on by itself, with nobody there perhaps: it lets the session end idle.
func (s *Sessions) Peek(ctx context.Context, token string) (store.User, error) {
	return s.find(ctx, token, s.look)
}

func (s *Sessions) find(ctx context.Context, token string, look func(context.Context, []byte) (signedIn, error)) (store.User, error) {
	if !WellFormed(SessionPrefix, token) {
		return store.User{}, ErrUnknown
	}
	found, err := s.cache.find(ctx, token, look)
	if err != nil {
		return store.User{}, err
	}
	if !s.now().Before(found.session.Expires) { // it ended while it was remembered
		return store.User{}, ErrUnknown
	}
	return found.user, nil
}

// look reads a session that has not ended.
func (s *Sessions) look(ctx context.Context, hash []byte) (signedIn, error) {
	found, _, err := s.read(ctx, hash)
	return found, err
}

// use is look, and notes that the session is in use.
func (s *Sessions) use(ctx context.Context, hash []byte) (signedIn, error) {
	found, rules, err := s.read(ctx, hash)
	now := s.now()
	if err != nil || now.Sub(found.session.Seen) < rules.touch {
		return found, err
	}
	end := rules.end(found.session.Created, now)
	switch err := s.store.TouchSession(ctx, hash, now, end); {
	case errors.Is(err, store.ErrNotFound):
		return signedIn{}, err // it was ended a moment ago
	case err == nil:
		found.session.Seen, found.session.Expires = now, end
	}
	// Else nothing can be written, for example because the disk is full. That is no
	// reason to refuse a look at the numbers; the session only ends earlier.
	return found, nil
}

func (s *Sessions) read(ctx context.Context, hash []byte) (signedIn, stay, error) {
	session, user, err := s.store.SessionByHash(ctx, hash)
	if err != nil {
		return signedIn{}, stay{}, err
	}
	rules, err := s.rules(ctx)
	if err != nil {
		return signedIn{}, stay{}, err
	}
	if end := rules.end(session.Created, session.Seen); end.Before(session.Expires) {
		session.Expires = end
	}
	if !s.now().Before(session.Expires) {
		return signedIn{}, stay{}, ErrUnknown
	}
	return signedIn{session, user}, rules, nil
}

func (s *Sessions) rules(ctx context.Context) (stay, error) {
	policy, err := s.store.Policy(ctx)
	if err != nil {
		return stay{}, fmt.Errorf("read the policy: %w", err)
	}
	return stayUnder(policy), nil
}

// End ends the session that the token shows: here with the next request, in other processes
// within Lifetime. What is no session changes nothing.
func (s *Sessions) End(ctx context.Context, token string) error {
	if !WellFormed(SessionPrefix, token) {
		return nil
	}
	if err := s.store.DeleteSession(ctx, hash(token)); err != nil {
		return fmt.Errorf("end session: %w", err)
	}
	s.Forget()
	return nil
}

// Forget drops what is remembered, so that a user removed in this process is out with the
// next request.
func (s *Sessions) Forget() { s.cache.forget() }

// PolicyWord is what the audit log says of a policy.
func PolicyWord(p store.Policy) string {
	if p.StrictSessions {
		return "strict_sessions"
	}
	return "usual_sessions"
}
