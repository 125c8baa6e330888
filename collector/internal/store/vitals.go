package store

import "time"

// Vitals are how a store is doing, for whoever watches over it. None of it says anything of
// a site or a person.
type Vitals struct {
	// Refusal is why the disk takes nothing; nil when it does.
	Refusal error
	// QueueBytes of at most QueueLimit are waiting to be written.
	QueueBytes, QueueLimit int
	Lag                    Lag
	SetAside               int64 // groups of visitors whose events cannot be folded
	// LastBackup is when the last good backup was made, the zero time when none is known of.
	LastBackup time.Time
	// The sizes of the files, and what is left on their disk; -1 where the system does not
	// tell.
	DatabaseBytes, LogBytes, DiskFree int64
}

// Lag is how far answers are behind what was accepted.
type Lag struct {
	Households int64         // waiting to be folded
	Events     int64         // accepted since the one that has waited longest, itself included
	Waiting    time.Duration // how long that one has waited
}
