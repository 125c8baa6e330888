// Package account says who may do what: the keys that let a shop's programs send events,
// the tokens that let a reader ask for reports, the users who sign in to the pages, and the
// permissions that routes demand.
//
// # Secrets
//
// Keys and tokens are opaque random text, never signed statements: one that is revoked is
// dead, and there is no signature to get wrong. They look like
//
//	pk_<26 random><7 checksum>   browser key: public, stands in every page of the shop
//	sk_<26 random><7 checksum>   server key: secret, in the shop's backend
//	rt_<26 random><7 checksum>   read token: secret, reads reports
//	ss_<26 random><7 checksum>   session of a user: in his browser's cookie
//	su_<26 random><7 checksum>   setup link: makes the first user, once
//	si_<26 random><7 checksum>   sign-in link: signs a user in, once
//	iv_<26 random><7 checksum>   invitation: lets a user choose his first password, once
//	pr_<26 random><7 checksum>   reset: lets a user choose another password, once
//	sl_<26 random><7 checksum>   share link: secret, shows sums of a site
//
// The random part carries 130 bits. The checksum lets a mistyped or invented secret be
// refused without asking the store, and lets a scanner of source code tell a leaked key
// from a look-alike. Only SHA-256 is stored: with that much randomness there is nothing
// to guess, so a slow password hash would cost every request and protect nobody. A browser
// key is public anyway and is kept readable in its label, so that a merchant can copy it
// again.
//
// Every event comes with a key, so looking keys up must not cost a query each. Keyring,
// Tokens and Sessions remember what they found for a few seconds (see Lifetime): a revoked
// key is dead within that time even when another process revoked it.
//
// # Roles
//
// What somebody may do is an Access: for a site, or for every site, the highest of four
// permissions that include each other. Sums is what is true of many; Details shows single
// persons, their words and how a site is set up; Write writes down what merchants say; Own
// decides who gets in. A viewer has Details, an editor Write, an owner Own, a token what its scope
// says and never more than Details, a share link Sums. A route declares the permission that it
// asks for, and the gate compares, so that what is not said is refused.
//
// Nobody gives more than he has: an owner of one site gives roles there and nowhere else. Somebody
// must own every site at all times, the first user to begin with; the store refuses a change after
// which nobody would.
//
// A link to a new password opens all that its user may see. So only who owns everything where a
// user has a role can have one made for him, and a user's links end when his roles change: else the
// owner of one site could wait with a link in his drawer until its user is given another site.
//
// A share link is a token whose bearer needs no account. It tells of one site, sums alone, and it
// expires, after a year at the latest.
//
// # Users
//
// There is no default password and no sign-up: the first user is made by the bearer of a
// link that the program prints while there is none. Whoever holds the data folder can have
// another link printed at any time, and could read all of the data anyway, so no recovery
// by questions or mail is needed. A link can be used once: using it up and beginning the
// session, or keeping the password that was chosen, is one transaction. No mail is sent: whoever
// has a link made hands it on. Who chooses a password signs in with it afterwards, so that a reset
// goes around nothing else that signing in asks for; his other sessions and links have ended. Its token stands behind the # of the address, which browsers
// send to no server, so it ends up in no log.
//
// Passwords are the one secret that people choose, and so the one that can be guessed. They
// are hashed with argon2id, a few at a time so that a crowd can't take all memory; the
// obvious ones are refused (see CheckPassword); and trying is slowed down by account and by
// network. An account can't be closed by somebody who tries it on purpose: the wait for the
// account as a whole stays below half a minute, and links are never slowed down. Tries are
// remembered in memory alone, without any address being written.
//
// Sessions end after 14 days without use and after 90 days in any case. They are rows, so
// one that is ended is dead.
//
// Nothing here speaks HTTP or SQL, and time is passed in.
package account
