package store

import "time"

// AuditEntry is something that was done to who may do what, to settings or with persons' data,
// and who did it. It names accounts, labels of secrets and sites, and nobody else.
type AuditEntry struct {
	ID int64
	At time.Time
	// Actor is the e-mail address of a user or the label of a token or a key; see audit.Program
	// and audit.Nobody for the others.
	Actor  string
	Action string // audit.Action
	Site   string // by name, "" where it is about none
	Object string // account or label of what it was done to, "" for the actor or the site
	Detail string // what became of it, a word such as a role; may be ""
	// Times is how often it was done from At to Last; more than once only where audit counts.
	Times int64
	Last  time.Time
}

// AuditQuery says which entries of the audit log are listed.
type AuditQuery struct {
	Before int64  // those with a number below; 0 for the latest of all
	Limit  int    // how many at most
	Action string // those of one action; "" for all
	Who    string // what an account or a label did, or had done to it; "" for everybody's
}
