// Package account says who may do what: the keys that let a shop's programs send events,
// the tokens that let a reader ask for reports, and the permissions that routes demand.
//
// Keys and tokens are opaque random text, never signed statements: one that is revoked is
// dead, and there is no signature to get wrong. They look like
//
//	pk_<26 random><7 checksum>   browser key: public, stands in every page of the shop
//	sk_<26 random><7 checksum>   server key: secret, in the shop's backend
//	rt_<26 random><7 checksum>   read token: secret, reads reports
//
// The random part carries 130 bits. The checksum lets a mistyped or invented secret be
// refused without asking the store, and lets a scanner of source code tell a leaked key
// from a look-alike. Only SHA-256 is stored: with that much randomness there is nothing
// to guess, so a slow password hash would cost every request and protect nobody. A browser
// key is public anyway and is kept readable in its label, so that a merchant can copy it
// again.
//
// Every event comes with a key, so looking keys up must not cost a query each. Keyring and
// Tokens remember what they found for a few seconds (see Lifetime): a revoked key is dead
// within that time even when another process revoked it.
//
// Nothing here speaks HTTP or SQL, and time is passed in.
package account
