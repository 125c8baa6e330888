package journey

import "sort"

// Fold says what a set of events adds up to. It is a function of the set alone: the order
// of hits does not matter, and folding two sets that share no identifier gives the facts
// of each. Robots' hits are passed over.
func Fold(hits []Hit, s Settings) Facts { return play(hits, s).facts }

// play does all the steps of folding.
func play(hits []Hit, s Settings) *fold {
	f := newFold(hits, s)
	f.gatherOrders()
	f.findLinks()
	f.namePersons()
	f.buildSessions()
	f.followCarts()
	f.creditHits()
	f.creditOrders()
	f.measureSessions()
	f.countPastOrders()
	f.walkFunnel()
	f.markStages()
	f.recoverCarts()
	f.choosePayments()
	f.writeCarts()
	f.writeCartItems()
	f.walkCarts()
	f.writeCheckouts()
	f.appraiseCheckouts()
	f.writeFrictions()
	f.writeHindrances()
	f.writeVerdicts()
	f.findReferrals()
	f.writeOrders()
	f.writeAttempts()
	f.writeOrderItems()
	f.writeAnswers()
	f.writeReviews()
	f.writeMessages()
	f.writeTallies()
	f.writeContacts()
	f.writeMeetings()
	f.writeCodes()
	f.writeHandlings()
	f.writeSpends()
	return f
}

// fold is the work in progress. Slices named after hits run parallel to hits.
type fold struct {
	Settings
	hits    []*Hit
	persons []Person   // of each hit
	session []int      // each hit is part of or credited to, or None
	cart    []int      // each hit belongs to: open, or the last that went by the id it names; or None
	inWay   []int      // the cart in whose way each hit of a friction name is, or None
	before  []progress // of each hit's session, just before it

	orders     []*order
	orderAt    map[int]*order // by the index of the hit that dates it
	orderOf    []*order       // of each hit of a transaction
	links      map[string][]link
	logouts    map[string][]int
	shown      map[pair]bool    // visitor and customer together in a server's event
	visits     map[string][]int // sessions of each visitor, in order
	begin      []int            // the hit that began each session
	begunBy    map[string][]int // hits that began sessions and are the customer's, in order
	baskets    []*basket
	lastCart   map[string]int // by cart key
	checkouts  []int          // the Checkout of each basket, or None
	obstacles  [][]obstacle   // what was seen in each Checkout, in order
	stumbled   [][]Refused    // which fields refused digits in each Checkout, in order
	choices    [][]choice     // how to pay, in each basket, in order
	frictionAt []int          // the hit at which each Friction was found

	referred map[Person][]int // hits of referral_visited

	facts Facts
}

func newFold(hits []Hit, s Settings) *fold {
	f := &fold{Settings: s}
	for i := range hits {
		if hits[i].Bot == "" {
			f.hits = append(f.hits, &hits[i])
		}
	}
	sort.Slice(f.hits, func(i, j int) bool { return f.hits[i].Before(f.hits[j]) })
	n := len(f.hits)
	f.persons = make([]Person, n)
	f.session = make([]int, n)
	f.cart = make([]int, n)
	f.inWay = make([]int, n)
	f.before = make([]progress, n)
	f.orderOf = make([]*order, n)
	for i := range f.hits {
		f.session[i], f.cart[i], f.inWay[i] = None, None, None
	}
	return f
}

// amount reads a money parameter in minor units.
func (f *fold) amount(h *Hit, key, currency string) (int64, bool) {
	return h.Event.Params.Amount(key, f.MinorDigits(currency))
}

// currency of the money in an event: its own, else the site's.
func (f *fold) currency(h *Hit) string {
	if c := h.Event.Params.Text("currency"); c != "" {
		return c
	}
	return f.Currency
}
