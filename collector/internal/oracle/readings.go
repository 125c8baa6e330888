package oracle

// The sentences of the definitions that leave room, and how this package reads them. The
// code names the number where the reading matters.
//
// Receipt
//
// Reading 1: only events that passed validation are given, times out of range included:
// whoever feeds the oracle leaves out what the collector rejected.
// Reading 2: a sender's "time as sent" is compared in whole milliseconds. Events of one id
// and different times, or of different key kinds, are different events. A copy that consent
// discards is not stored, so it hides no later copy.
// Reading 3: a difference of exactly 60 s between sent_at and receipt is not corrected. An
// event without time happened at receipt and is not corrected.
// Reading 4: the day hash uses the salt of the event's corrected time, not of its receipt,
// since only so do server and browser events of a guest meet.
// Reading 5: an event without a browser behind it has no agent and is never a robot's.
//
// Persons
//
// Reading 6: a browser's customer counts when a server event has the same visitor, be that
// a day hash, and the same customer. So a day hash links nobody, but an event that carries
// both is the customer's.
// Reading 7: a link is made at the event that carries both; that of a purchase seen from
// both sides at each browser purchase, with the customer of the order's earliest server
// purchase that has one. Where one event makes two links, that of the purchase is later.
// Reading 8: a logout that carries both makes a link as any event does, and ends it at once.
// Reading 9: a logout is an event of that name with that visitor, of any sender, counting
// customer or none. The logout itself still belongs to the customer. After it the visitor is
// nobody's until the next link; "first link" is the first ever, so it doesn't reach back.
//
// Orders
//
// Reading 10: a purchase exactly 30 days after the first is the same order ("more than").
// "The first" is the first purchase event of any sender. What is kept apart starts an order
// of its own with 30 days of its own.
// Reading 11: with a reused transaction id, a refund or cancellation belongs to the latest
// order of that id at or before it, else to the first.
// Reading 12: a refund with a value gives that back; one with items and no value the items'
// price (else the price bought at) times quantity. Without refund_id each refund counts.
// A refund_id is told apart by transaction.
// Reading 13: a refund in another currency is as if not sent, so it hides no later refund of
// the same refund_id. An order without currency is in the site's, one without value is 0.
//
// Sessions
//
// Reading 14: a return from a gateway continues the session less than 24 h after its last
// event, whatever the gap and the age of its first event. Exactly 24 h after its first event
// a session is over.
// Reading 15: sessions begin and end with their parts alone; credited events don't prolong
// them. ad_click and message_clicked look at [t, t+5min), by time alone. An uncounted or
// repeated purchase event is credited as any event; the order by its own rule.
// Reading 16: "has" holds for channels too: a credited page_view can tell the channel.
// Reading 17: the device is that of the first part whose agent tells one. What has no
// session is "(none)", a session without device "(not set)".
// Reading 18: engaged time runs over parts and credited events alike, each at most the time
// since the event before of either kind + 30 s.
//
// Carts
//
// Reading 19: an event or order naming a cart that is not open belongs to the cart of that
// id opened last, for credit and for "the same cart", but changes nothing in it.
// Reading 20: a cart is a visitor's when an event of the visitor belongs to it while open
// (it opened, named or merged it); it is the person's of whose its opening is.
// Reading 21: "latest open cart" is the one opened last.
// Reading 22: purchase events act on carts only as orders, at the order's time. Events of
// every other name act at their own; each may name a cart. An id is seen once any such event,
// order or merge has spoken of it.
// Reading 23: begin_checkout opens nothing in [order, order + 30 min) where the order is of
// the event's visitor, names its cart, or completed a cart that goes by its key. A cart
// keyed by a customer goes by the order's customer when the order has no visitor.
// Reading 24: an add or remove is of the quantities of its items, 1 each where not stated,
// and of 1 when it lists none; quantities in thousandths. A begin_checkout adds none.
// Reading 25: W after the first begin_checkout replaces W after the opening, so a merged
// cart's window follows from its earliest opening and its earliest begin_checkout.
// Reading 26: "the visitor's own" is the visitor's latest open cart other than the target.
// Reading 27: a cart given a second id goes by both. A merge that does nothing doesn't make
// the target the visitor's either, but its ids have been seen.
// Reading 28: "the visitor's open checkout" is the one begun last among the visitor's open
// carts; all friction names of the wire format go there, such as price_shown, and without
// an open checkout where any event goes.
//
// Friction
//
// Reading 29: a quote with serviceable false is friction without a reason of its own, since
// it has a default reason.
// Reading 30: gateway_lost stands at the redirect's time, and only once its 30 minutes have
// ended by as_of. A return or failure naming the cart after its window's end still counts.
// Reading 31: "leaving" is the order, else the window's end, so checkouts that were completed
// can have extra_costs. The first total may be shown before the checkout began, the last may
// not. Only totals of the first one's currency are compared; without a total, none.
//
// Answers
//
// Reading 32: an answer without a valid score (none, or not of the kind's scale) counts
// nowhere, but gives the day and session to a later copy of it that has one.
// Reading 33: an emptied cart's checkout counts in checkout metrics: only cart metrics say
// "not emptied". Emptied carts are not pending; a recovery is pending until 7 days passed.
//
// Customers
//
// Reading 34: "customer metrics" that ignore orders of value 0 are all whose denominator is
// customers or their first orders, referral_rate too. Cancelled orders are in none.
// Reading 35: filters select customers by their orders: of the range, for retention_rate of
// the range before; a first order by itself. "Equally long" counts dates.
// Reading 36: a code belongs to the person of its first referral_shared, be that after the
// order. A code nobody shared, or a visit naming none, is not the person's own.
