package account

// Permission is what a caller must be allowed before a route serves him. Every route of
// the API declares exactly one.
type Permission string

// The permissions.
const (
	// Public asks for nothing: health, the description of the API, the ways to sign in.
	Public Permission = "public"
	// Ingest asks for a browser or server key that is not revoked.
	Ingest Permission = "ingest"
	// Read asks for a read token that is not revoked and covers the site asked for, or for
	// the session of a user.
	Read Permission = "read"
	// Write asks for the session of a user, who may write down what he wants of any site. No
	// key and no token will do.
	Write Permission = "write"
	// Self asks for the session of a user, whatever his roles: it is about his own account.
	Self Permission = "self"
	// Own asks for the session of a user who decides who gets in.
	Own Permission = "own"
	// Local asks that the connection comes from the collector's own machine, or from a network
	// that its operator named.
	Local Permission = "local"
)

// Permissions lists every permission there is, for checks that a route declares a known one.
func Permissions() []Permission { return []Permission{Public, Ingest, Read, Write, Self, Own, Local} }
