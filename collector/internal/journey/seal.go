package journey

// Seal says what part of a hit's meaning is settled for good, because events of its time are
// no longer kept: see Cut.
//
// The facts of a sealed hit were folded while all of its time was there, and stand as they
// are. It is kept for what it tells of later ones: who somebody is, that a visitor had come
// before, which ids had been in use. Orders and what hangs on them, messages that are still
// under way, and referral codes live on: they are folded from sealed hits as from all others.
type Seal uint8

// The seals. Their numbers are stored.
const (
	Unsealed Seal = iota
	Sealed
	SealedVisit // it began a visit
)

// sealed tells whether the facts of a hit are settled.
func (f *fold) sealed(i int) bool { return f.hits[i].Seal != Unsealed }
