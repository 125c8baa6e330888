// Package journey is the heart of the collector: it says what a set of events adds up to.
//
// # One algorithm
//
// Fold takes events and gives facts: sessions, carts, checkouts, orders, answers, messages,
// friction, tallies and what happened to products. It is pure: no clock, no I/O, and nothing remembered between two
// calls. Whatever order events arrive in, and however often, the facts are those of the
// set. There is no second, incremental version of these rules that could disagree: when
// events arrive, early or late, the facts that they may touch are folded anew.
//
// # What has to be folded together
//
// Two events can matter to each other only when a chain of shared identifiers leads from
// one to the other: a visitor, a customer, a cart id, a transaction id, a survey response,
// a message. Identifiers names them. A store keeps the groups that these chains make
// (households) and folds one group at a time; since Fold of two unconnected sets is the
// facts of both, a group is all that a new event can touch. Households are small: a person
// with a few devices. One that grows past any person's size hangs on an identifier that
// stands for nobody, and a store then lets customers, and after them carts and
// transactions, no longer join.
//
// # The steps
//
//	order.go     purchases, refunds and cancellations become orders
//	link.go      visitors are linked to customers, every hit gets its person
//	session.go   each visitor's hits are cut into visits
//	cart.go      carts are opened, named, merged, ordered, replayed through time
//	credit.go    what is no part of a visit is credited to one
//	recovery.go  carts that were left and came back
//	past.go      how often each visit's person had ordered before
//	funnel.go    how far each visit and each cart got, and when (passage.go)
//	stage.go     which stages it touched, and where it went wrong
//	payment.go   how shoppers chose to pay, and which attempts failed
//	friction.go  what stood in the way, and what only shows afterwards
//	refusal.go   which fields refused which digits
//	value.go     what lay in the carts of checkouts
//	verdict.go   which reason an abandoned checkout is put down to
//	answer.go, message.go, tally.go, contact.go, meeting.go, referral.go
//	handling.go, orderitem.go, cartitem.go: what happened to products
//
// Facts are seen from the end of time: what needs a window to end carries that end, and
// whoever asks as of some instant compares. Asking as of an instant before the last events
// means folding without them.
package journey
