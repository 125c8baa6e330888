package journey

// recoverCarts finds the carts that were left but whose visitor or person ordered within
// seven days of their opening. One order recovers one cart: the latest.
func (f *fold) recoverCarts() {
	left := map[string][]*basket{}
	leftBy := map[Person][]*basket{}
	for _, b := range f.baskets {
		if b.into != None || b.order != nil || b.emptied() {
			continue
		}
		for visitor := range b.visitors {
			left[visitor] = append(left[visitor], b)
		}
		if b.person.ID != "" {
			leftBy[b.person] = append(leftBy[b.person], b)
		}
	}
	for _, o := range f.orders {
		var latest *basket
		for _, of := range [][]*basket{left[o.visitor], leftBy[o.person]} {
			if b := f.latestLeft(of, o); b != nil && (latest == nil || b.opening > latest.opening) {
				latest = b
			}
		}
		if latest != nil {
			latest.recovered = true
		}
	}
}

// latestLeft is the last opened cart that an order may recover.
func (f *fold) latestLeft(carts []*basket, o *order) *basket {
	t := f.hits[o.date].Time
	for n := len(carts) - 1; n >= 0; n-- {
		b := carts[n]
		if opened := f.hits[b.opening].Time; b.opening < o.date && !b.recovered {
			if within(t, opened, recoveryWindow) {
				return b
			}
			return nil
		}
	}
	return nil
}
