package store

import "time"

// TokenKind tells how a token is shown.
type TokenKind string

// The kinds of tokens.
const (
	ReadToken TokenKind = "read"  // by programs, in a header
	ShareLink TokenKind = "share" // by the pages, out of a link
)

// Scope is how much a token tells.
type Scope string

// The scopes.
const (
	Sums    Scope = "sums"    // what is true of many
	Details Scope = "details" // that, single persons and how the site is set up
)

// Token lets a reader in. Only the hash is kept.
type Token struct {
	ID      int64
	Kind    TokenKind
	Site    int64 // 0: every site
	Scope   Scope
	Name    string // what it is for; may be empty
	Label   string // the beginning of the secret
	Hash    []byte
	Created time.Time // zero: before this was noted
	Expires time.Time // zero: never
	Revoked bool
}
