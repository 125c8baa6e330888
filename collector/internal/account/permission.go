package account

// Permission is what a caller must be allowed before a route serves him. Every route of
// the API declares exactly one.
type Permission string

// The permissions that are about no site.
const (
	// Public asks for nothing: health, the description of the API, the ways to sign in.
	Public Permission = "public"
	// Ingest asks for a browser or server key that is not revoked.
	Ingest Permission = "ingest"
	// Local asks that the connection comes from the collector's own machine, or from a network
	// that its operator named.
	Local Permission = "local"
	// Known asks for any read token, share link or session, whatever it may see.
	Known Permission = "known"
	// Self asks for the session of a user, whatever his roles: it is about his own account.
	Self Permission = "self"
)

// The permissions that are about a site, or about all of them. Each includes those before it.
const (
	// Sums asks for leave to see what is true of many. It is all that a share link may.
	Sums Permission = "sums"
	// Details asks for leave to see single persons, words of theirs, and how the site is set
	// up. Every role has it.
	Details Permission = "details"
	// Write asks for the session of a user who may write down what he wants of the site: an
	// editor. No key and no token will do, here and below.
	Write Permission = "write"
	// Own asks for the session of a user who decides who gets in: an owner.
	Own Permission = "own"
)

// Permissions lists every permission there is, for checks that a route declares a known one.
func Permissions() []Permission {
	return append([]Permission{Public, Ingest, Local, Known, Self}, ladder()...)
}

// ladder are the permissions about sites, each including those before it.
func ladder() []Permission { return []Permission{Sums, Details, Write, Own} }

// AboutSites tells whether the permission is one that callers have by site.
func (p Permission) AboutSites() bool { return p.step() > 0 }

// Changes tells whether the permission needs somebody who has signed in, which no token does.
func (p Permission) Changes() bool { return p == Self || p == Write || p == Own }

// step is how high a permission stands on the ladder, 0 for one that is not on it.
func (p Permission) step() int {
	for i, each := range ladder() {
		if each == p {
			return i + 1
		}
	}
	return 0
}
