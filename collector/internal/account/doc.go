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
// obvious ones are refused (see Passwords.Check); and trying is slowed down by account and by
// network. An account can't be closed by somebody who tries it on purpose: the wait for the
// account as a whole stays below half a minute, and links are never slowed down. Tries are
// remembered in memory alone, without any address being written.
//
// What was tried in vain in the last hour before a start is read from the audit log, by account.
// Whoever signed in from a network is not slowed down there by what others try elsewhere.
//
// Sessions end after 14 days without use and after 90 days in any case; where the policy is
// strict, after 30 minutes and 8 hours. They are rows, so one that is ended is dead. A session
// is never taken over from a request: signing in makes a new one and ends the one that the
// browser showed. A new password, and a second factor turned on or off, end all other
// sessions of the user. Roles are looked up with each request, so another role needs no new one.
//
// # Second factors
//
// A user may turn on codes of RFC 6238, as programs for phones make them: six digits, every half
// minute, one step of drift either way, each good once. They are thirty lines over crypto/hmac,
// tested with the tables of the RFCs; a library would have brought a drawer of bar codes along.
// The codes are asked for with the password and with a sign-in link alike, in the same request:
// nothing is kept between two steps that somebody could get hold of, and whether the password
// was right is told to nobody who has used up his tries. Instead of a code one of eight recovery
// codes will do, each once; with 80 random bits only their hashes are kept. Who has lost phone
// and codes is helped by the program where the data is (Profile.ResetSecondFactor).
//
// The secret of a second factor can't be hashed, since codes are made from it. It is sealed
// (Vault) with a key in a file of its own beside the database, made when it is first needed.
// What that protects: a copy of the database alone, that is a backup, a file sent to somebody
// for help, a disk image of another volume; there, neither a search for text nor a look at the
// tables finds a secret. What it does not protect: the folder as a whole. Whoever can read it
// has the key as well, and could make himself a sign-in link and reset the factor anyway. A
// backup put back without the key asks users for codes that it can't check: recovery codes
// still work, and so does the reset.
//
// Nothing here speaks HTTP or SQL, and time is passed in.
package account
