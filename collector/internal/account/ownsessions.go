package account

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// idBytes is how much of a session's hash names it to its own user: too much for two to be
// alike, and nothing that opens anything.
const idBytes = 8

// OpenSession is a session as its user sees it.
type OpenSession struct {
	ID      string
	Browser string // family; "" when unknown
	Created time.Time
	Seen    time.Time // a few minutes behind at most
	This    bool      // it is the one in which he asks
}

// Open lists the sessions of a user that have not ended, the latest used first. token is that of
// the session in which he asks.
func (s *Sessions) Open(ctx context.Context, user store.User, token string) ([]OpenSession, error) {
	rules, err := s.rules(ctx)
	if err != nil {
		return nil, err
	}
	all, err := s.store.UserSessions(ctx, user.ID)
	if err != nil {
		return nil, fmt.Errorf("list sessions: %w", err)
	}
	var list []OpenSession
	now := s.now()
	for _, each := range all {
		if now.Before(each.Expires) && now.Before(rules.end(each.Created, each.Seen)) {
			list = append(list, OpenSession{sessionID(each), each.Browser, each.Created, each.Seen, bytes.Equal(each.Hash, hash(token))})
		}
	}
	return list, nil
}

func sessionID(s store.Session) string { return hex.EncodeToString(s.Hash[:idBytes]) }

// EndOne ends the session of that ID, if it is the user's; else it is store.ErrNotFound.
func (s *Sessions) EndOne(ctx context.Context, user store.User, id string) error {
	all, err := s.store.UserSessions(ctx, user.ID)
	if err != nil {
		return fmt.Errorf("list sessions: %w", err)
	}
	i := slices.IndexFunc(all, func(each store.Session) bool { return sessionID(each) == id })
	if i < 0 {
		return fmt.Errorf("session %q: %w", id, store.ErrNotFound)
	}
	if err := s.store.DeleteSession(ctx, all[i].Hash); err != nil {
		return fmt.Errorf("end session: %w", err)
	}
	s.Forget()
	return nil
}

// EndOthers ends all sessions of a user but the one that the token shows; all, for an empty
// token. Call it when what he may do has changed, so that he signs in anew.
func (s *Sessions) EndOthers(ctx context.Context, user int64, token string) error {
	var but []byte
	if token != "" {
		but = hash(token)
	}
	if err := s.store.DeleteOtherSessions(ctx, user, but); err != nil {
		return fmt.Errorf("end sessions: %w", err)
	}
	s.Forget()
	return nil
}
