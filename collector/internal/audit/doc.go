// Package audit keeps who changed what, and who came in: sign-ins and tries, passwords and
// second factors, users and their roles, tokens, keys, links, settings, and what was exported
// or erased of persons.
//
// An entry names accounts by their e-mail address, and tokens, keys and links by the beginning
// that lists show. It names no network, no customer and no visitor; whose data was erased is
// not told, or erasing would leave a trace of whom it erased. What a stranger typed for an
// address is not kept either: a try on an account that nobody has names none.
//
// Entries are only ever added, and let go of when they are old: 13 months after they were made,
// unless the installation says otherwise. What may be repeated at will by somebody outside
// (tries to sign in) or by a script every minute (exports) is counted within the hour in one
// entry, so that nobody can fill the disk with it, or push other entries out of sight.
//
// Whoever has the file can change it: this is a log for the people of one shop, not proof
// against its operator.
//
// Deeds are noted where they are done, after they have succeeded, with the actor of the context:
//
//	log.Note(ctx, audit.Deed{Action: audit.KeyRevoked, Site: site.Name, Object: key.Label})
//
// The API gives each request's context its actor (see By); everything else, the program on the
// data folder above all, acts as Program.
package audit
