package metric

import "slices"

// All is the catalogue in the order of the journey. The definitions are the caller's own.
func All() []Definition {
	return slices.Concat(awareness(), evaluation(), purchase(), comeback(), advocacy())
}

// Find is the definition of an id, nil when the catalogue has none.
func Find(id string) *Definition {
	all := All()
	for i := range all {
		if all[i].ID == id {
			return &all[i]
		}
	}
	return nil
}

// bySession are the dimensions of a session, which all that belongs to one has, and further
// ones that a unit has of its own.
func bySession(own ...Dimension) []Dimension {
	return append([]Dimension{
		ByChannel, ByDevice, BySource, ByMedium, ByCampaign, ByBrowser, ByOS, ByCountry, ByLandingPage,
		BySurface, ByVisitorType, ByPastOrders,
	}, own...)
}

// byCart, byCheckout, and so on are those of other units.
func byCart() []Dimension     { return bySession(ByTouchpoint, ByProduct, ByCategory) }
func byCheckout() []Dimension { return bySession(ByPaymentType, ByReason, ByProduct, ByCategory) }
func byOrder() []Dimension    { return bySession(ByCoupon, ByPaymentType, ByProduct, ByCategory) }
func byAttempt() []Dimension  { return bySession(ByPaymentType) }
func byEvent() []Dimension    { return bySession(ByTouchpoint) }

// byMessage are the dimensions of a message, which belongs to no session.
func byMessage() []Dimension { return []Dimension{ByCampaign, BySurface} }

// sessions, carts, and so on count the facts for which all predicates hold.
func sessions(where ...Predicate) Measure  { return Measure{Fact: FactSession, Where: where} }
func carts(where ...Predicate) Measure     { return Measure{Fact: FactCart, Where: where} }
func checkouts(where ...Predicate) Measure { return Measure{Fact: FactCheckout, Where: where} }
func orders(where ...Predicate) Measure    { return Measure{Fact: FactOrder, Where: where} }
func attempts(where ...Predicate) Measure  { return Measure{Fact: FactAttempt, Where: where} }
func answers(where ...Predicate) Measure   { return Measure{Fact: FactAnswer, Where: where} }
func messages(where ...Predicate) Measure  { return Measure{Fact: FactMessage, Where: where} }

// tallies adds up the events of one kind.
func tallies(kind Predicate) Measure {
	return Measure{Fact: FactTally, Field: FieldCount, Where: []Predicate{kind}}
}

// customers counts the customers behind the orders. Orders of value 0 make no customer.
func customers(where ...Predicate) Measure {
	return Measure{Fact: FactOrder, Field: FieldPerson, Distinct: true}.
		where(IfPriced, IfCustomer).where(where...)
}

// earlierCustomers counts those who bought in the equally long span just before.
func earlierCustomers(where ...Predicate) Measure {
	return Measure{Fact: FactEarlierCustomer, Field: FieldPerson, Distinct: true, Where: where}
}

// of is m as the denominator that a definition points to.
func of(m Measure) *Measure { return &m }
