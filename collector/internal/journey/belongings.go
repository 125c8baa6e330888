package journey

// mostDevices is how many browsers that agreed to be recognised one person may have. Where a
// household has more of them there is an identifier in it that stands for many people, such as
// the card of a till: it then says of nobody that they are the only customer.
const mostDevices = 50

// Belongings says which hits of a household go when a customer of it is erased; it runs parallel
// to hits.
//
// A household with this one customer is that person: everything goes, visits without a login and
// carts on other devices included. Where several customers share one, such as a family's
// computer, those hits go that carry the customer's id, that are the customer's by the rules of
// the fold, and all of visitors, orders, messages and carts that no other customer has to do with. Of
// a crowd, which is not folded as a whole, those go that carry the id, with their orders and
// messages.
func Belongings(hits []Hit, s Settings, customer string, crowd bool) []bool {
	b := belongings{hits: hits, customer: customer, crowd: crowd, mine: make([]bool, len(hits)), others: make([]bool, len(hits))}
	if b.alone() {
		for i := range b.mine {
			b.mine[i] = true
		}
		return b.mine
	}
	b.claim()
	if !crowd {
		b.attribute(s)
	}
	for b.follow() {
		continue
	}
	return b.mine
}

// belongings sorts hits; its slices run parallel to them.
type belongings struct {
	hits         []Hit
	customer     string
	crowd        bool
	mine, others []bool // others: another customer's
}

// alone tells that there is nobody else in the household.
func (b *belongings) alone() bool {
	if b.crowd {
		return false
	}
	visitors := map[string]struct{}{}
	for i := range b.hits {
		h := &b.hits[i]
		if c := h.Event.CustomerID; c != "" && c != b.customer {
			return false
		}
		if h.Visitor != "" && !h.Hashed {
			visitors[h.Visitor] = struct{}{}
		}
	}
	return len(visitors) <= mostDevices
}

// claim takes what carries an id.
func (b *belongings) claim() {
	for i := range b.hits {
		c := b.hits[i].Event.CustomerID
		b.mine[i] = c == b.customer
		b.others[i] = c != "" && c != b.customer
	}
}

// attribute takes what is somebody's by the rules of the fold. An id that an event carries goes
// before.
func (b *belongings) attribute(s Settings) {
	at := make(map[*Hit]int, len(b.hits))
	for i := range b.hits {
		at[&b.hits[i]] = i
	}
	o := newOwners(b.hits, s)
	for n, h := range o.hits {
		i := at[h]
		if who := o.whose(n); who.Customer && !b.mine[i] && !b.others[i] {
			b.mine[i], b.others[i] = who.ID == b.customer, who.ID != b.customer
		}
	}
}

// follow takes all hits of identifiers that only the customer has to do with, as far as anybody
// knows, and tells whether there were any: they may have others. A day hash may stand for many
// people, and so may a cart that more visitors share than one person has.
func (b *belongings) follow() (more bool) {
	users := map[Identifier]*users{}
	each := func(do func(i int, id Identifier)) {
		for i := range b.hits {
			for _, id := range Identifiers(&b.hits[i]) {
				if b.leads(&b.hits[i], id.Kind) {
					do(i, id)
				}
			}
		}
	}
	each(func(i int, id Identifier) {
		if users[id] == nil {
			users[id] = newUsers()
		}
		users[id].add(&b.hits[i], b.mine[i], b.others[i])
	})
	each(func(i int, id Identifier) {
		if !b.mine[i] && !b.others[i] && users[id].alone() {
			b.mine[i], more = true, true
		}
	})
	return more
}

// leads tells whether an identifier of a hit can lead to others of its person.
func (b *belongings) leads(h *Hit, kind IdentifierKind) bool {
	switch kind {
	case Transaction, MessageID, Response, AttemptID:
		return true
	case CartID:
		return !b.crowd
	case Visitor:
		return !b.crowd && !h.Hashed
	}
	return false
}

// users are those who have to do with an identifier.
type users struct {
	ours, theirs bool
	visitors     map[string]struct{}
}

func newUsers() *users { return &users{visitors: map[string]struct{}{}} }

func (u *users) add(h *Hit, mine, others bool) {
	u.ours, u.theirs = u.ours || mine, u.theirs || others
	if h.Visitor != "" && !h.Hashed && len(u.visitors) <= mostDevices {
		u.visitors[h.Visitor] = struct{}{}
	}
}

// alone tells that it is the customer and nobody else.
func (u *users) alone() bool { return u.ours && !u.theirs && len(u.visitors) <= mostDevices }
