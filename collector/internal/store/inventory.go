package store

// HeldTable says what a table of the store holds of people.
type HeldTable struct {
	// Part is to what it belongs, for who does not want to know of tables.
	Part    HeldPart
	Table   string
	What    string // a row, in a sentence
	Whose   string // whose data it is
	Long    string // how long it stays
	Erase   string // what erasing a customer does with it
	Columns []HeldColumn
}

// HeldColumn says what a column holds.
type HeldColumn struct{ Name, What string }

// HeldPart is what several tables hold together.
type HeldPart string

// The parts.
const (
	HeldEvents  HeldPart = "events"  // what visitors did, as it was sent
	HeldFigures HeldPart = "figures" // visits, carts, orders and so on, computed from it
	HeldRefused HeldPart = "refused" // events that were refused
	HeldErased  HeldPart = "erased"  // the list of who was erased
	HeldPeople  HeldPart = "people"  // who signs in
	HeldAudit   HeldPart = "audit"   // what they did
	HeldShop    HeldPart = "shop"    // settings, and what the shop wrote down
	HeldSecrets HeldPart = "secrets" // what hashes are made with
	HeldWork    HeldPart = "work"    // counts, sums, and how far work has come: of nobody
)

// HeldParts lists the parts, those about visitors first.
func HeldParts() []HeldPart {
	return []HeldPart{HeldEvents, HeldFigures, HeldRefused, HeldErased, HeldPeople, HeldAudit, HeldShop, HeldSecrets, HeldWork}
}
