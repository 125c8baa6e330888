package store

import "time"

// User is a person who may sign in to the pages. What a visitor of a shop does is nothing
// of his.
type User struct {
	ID      int64
	Email   string // in the form that account.Email gives it
	Created time.Time
	// HasPassword says whether a password lets him in; without one only links do.
	HasPassword bool
	// Grants are his roles by site, at most one for each and that for every site first.
	Grants []Grant
}

// Session is a browser in which a user is signed in; a visitor's is journey.Session. Only
// the hash of what the browser shows is kept.
type Session struct {
	Hash    []byte // SHA-256 of the token
	User    int64
	Created time.Time
	Seen    time.Time // at most a while behind, see account.Sessions
	Expires time.Time // the session is dead from then on
	Browser string    // its family, such as Firefox; "" when unknown
}

// LinkPurpose is what a link lets its bearer do.
type LinkPurpose string

// The purposes.
const (
	LinkSetup  LinkPurpose = "setup"  // make the first user
	LinkSignIn LinkPurpose = "signin" // sign in as a user
	LinkInvite LinkPurpose = "invite" // choose the first password of a user
	LinkReset  LinkPurpose = "reset"  // choose another password of a user
)

// Link is a right that can be used once. Only the hash of its token is kept.
type Link struct {
	Hash    []byte // SHA-256 of the token
	Purpose LinkPurpose
	User    int64 // 0 with LinkSetup
	Expires time.Time
}
