package store

// SecondFactor is what a user's codes follow from.
type SecondFactor struct {
	Secret    []byte // sealed, see account.Vault
	Confirmed bool   // by a first code; until then it counts for nothing
	Used      int64  // the step of time of the latest code that was used
	Recovery  int    // how many recovery codes are left
}

// Policy is what holds for every user.
type Policy struct {
	// StrictSessions ends sessions after minutes and hours instead of weeks: see
	// account.Sessions.
	StrictSessions bool
}
