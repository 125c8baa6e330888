package journey

import (
	"cmp"
	"slices"

	"github.com/safar-cx/safar/sdk/event"
)

// Profile is what a line can say of a person.
type Profile struct {
	Person   Person
	Hashed   bool     // a visitor who is known by a day hash
	Last     int64    // time of the latest event
	Sessions int      // visits whose first event is the person's
	Orders   int      // those taken back left out
	Surfaces []string // on which they were seen, by name; other is none
}

// Profiles lists the people of a household as seen from asOf, the latest first. With a name
// only those whom it names: by their id, by the id of a visitor who they were, or by a
// transaction of theirs.
func Profiles(homes [][]Hit, s Settings, asOf int64, name string) []Profile {
	all := roster{}
	for _, hits := range homes {
		o := newOwners(until(hits, asOf), s)
		for i, h := range o.hits {
			p := all.of(o.whose(i))
			p.Last = max(p.Last, h.Time)
			p.Hashed = h.Hashed && !p.Person.Customer
			p.seenOn(h.Event.Surface)
			p.named = p.named || name == p.Person.ID || name == h.Visitor
		}
		for i := range o.facts.Sessions {
			all.of(o.facts.Sessions[i].Person).Sessions++
		}
		for _, order := range o.orders {
			p := all.of(order.person)
			p.named = p.named || name == order.transaction
			if !order.cancelled {
				p.Orders++
			}
		}
	}
	var list []Profile
	for who, p := range all {
		if who.ID != "" && (name == "" || p.named) {
			slices.Sort(p.Surfaces)
			list = append(list, p.Profile)
		}
	}
	SortProfiles(list)
	return list
}

// SortProfiles puts the latest first, of equally late ones customers, then by id.
func SortProfiles(list []Profile) {
	slices.SortFunc(list, func(a, b Profile) int {
		return cmp.Or(cmp.Compare(b.Last, a.Last), rank(a.Person)-rank(b.Person), cmp.Compare(a.Person.ID, b.Person.ID))
	})
}

func rank(p Person) int {
	if p.Customer {
		return 0
	}
	return 1
}

func (p *Profile) seenOn(s event.Surface) {
	if s != "" && s != event.SurfaceOther && !slices.Contains(p.Surfaces, string(s)) {
		p.Surfaces = append(p.Surfaces, string(s))
	}
}

// roster gathers profiles by person.
type roster map[Person]*candidate

type candidate struct {
	Profile
	named bool
}

func (r roster) of(p Person) *candidate {
	if r[p] == nil {
		r[p] = &candidate{Profile: Profile{Person: p}}
	}
	return r[p]
}

// Withdrawn lists the orders of some hits that were taken back, as if they had not been.
func Withdrawn(hits []Hit, s Settings) []Order {
	f := play(hits, s)
	f.facts.Orders = nil
	for _, o := range f.orders {
		o.cancelled = !o.cancelled
	}
	f.writeOrders()
	return f.facts.Orders
}
