package oracle

import (
	"fmt"
	"slices"
)

// scope is a range of dates and the filters that select units.
type scope struct {
	*world
	from, to int64 // days since 1970
	filters  []Filter
}

// covers tells whether an event lies in the range.
func (sc scope) covers(h *hit) bool { return sc.from <= h.day && h.day <= sc.to }

// takes tells whether a unit counts: by its day and its properties.
func (sc scope) takes(u *unit) bool {
	return sc.covers(u.at) && !some(sc.filters, func(f Filter) bool {
		return f.Not == some(u.values(f.Dimension), func(value string) bool { return slices.Contains(f.Values, value) })
	})
}

// keys are the values of a dimension that units have.
func (sc scope) keys(dimension string) map[string]bool {
	keys := map[string]bool{}
	for _, u := range where(sc.units, func(*unit) bool { return dimension != "" }) {
		for _, value := range u.values(dimension) {
			keys[value] = true
		}
	}
	delete(keys, "") // of units that cannot have it
	return keys
}

// metrics are the figures of the catalogue.
func (sc scope) metrics() Figures {
	return sc.add(slices.Concat(sc.shares, sc.visitors(), sc.buyers()))
}

// add adds up the shares of what it takes; what has no unit was taken before.
func (sc scope) add(all shares) Figures {
	f := Figures{}
	type once struct {
		metric string
		what   any
	}
	seen := map[once]bool{}
	for _, s := range all {
		is := once{s.metric, s.once}
		if s.of != nil && !sc.takes(s.of) || s.once != nil && seen[is] {
			continue
		}
		seen[is] = true
		sum := f[s.metric]
		sum.Pending += s.pending
		if s.currency == "" || s.currency == sc.site.Currency {
			sum.Numerator += s.numerator
			sum.Denominator += s.denominator
		}
		if was := sum.Currencies[s.currency]; s.currency != "" {
			if sum.Currencies == nil {
				sum.Currencies = map[string]Amount{}
			}
			sum.Currencies[s.currency] = Amount{was.Numerator + s.numerator, was.Denominator + s.denominator}
		}
		f[s.metric] = sum
	}
	return f
}

// visitors counts visitors, whatever the number of their sessions.
func (sc scope) visitors() (all shares) {
	bought := map[string]bool{}
	for _, s := range where(sc.sessions, func(s *session) bool { return sc.takes(s.unit) }) {
		bought[s.visitor] = bought[s.visitor] || len(s.purchases) > 0
	}
	for visitor, is := range bought {
		all.add("visitors", nil, 1, 0)
		all.rate("buyer_rate", nil, true, is)
		if isName(visitor, "visitor") {
			first := find(sc.sessions, func(s *session) bool { return s.visitor == visitor })
			all.rate("new_visitor_rate", nil, true, sc.covers(first.first()))
		}
	}
	return all
}

// paid are the orders of customers that count in what is said of customers (Reading 34).
func (w *world) paid() []*purchase {
	return where(w.standing(), func(o *purchase) bool { return o.value > 0 && isName(o.person, "customer") })
}

// buyers counts customers, whatever the number of their orders (Readings 34, 35 and 51).
func (sc scope) buyers() (all shares) {
	whole, ever, before := sc, sc, sc // without filters; also from the beginning; as long, before
	whole.filters, ever.filters = nil, nil
	ever.from, before.from, before.to = 0, 2*sc.from-sc.to-1, sc.from-1
	customers := map[string][]*purchase{}
	for _, o := range sc.paid() {
		customers[o.person] = append(customers[o.person], o)
	}
	for _, orders := range customers {
		first := orders[0]
		placed := func(in scope) int { return len(where(orders, func(o *purchase) bool { return in.takes(o.unit) })) }
		if placed(sc) > 0 {
			all.rate("repeat_purchase_rate", nil, true, placed(ever) >= 2)
			all.rate("returning_customer_rate", nil, true, placed(ever) > placed(whole))
		}
		if placed(before) > 0 {
			all.rate("retention_rate", nil, true, placed(whole) > 0)
		}
		if !sc.takes(first.unit) {
			continue
		}
		again := len(orders) > 1 && orders[1].within(&first.hit, 90*day)
		all.rate("repeat_90d_rate", nil, first.at+90*day <= sc.asOf, again)
		all.rate("referral_rate", nil, true, sc.referred(first))
		for _, days := range []int64{90, 180, 365} {
			sum, matured := int64(0), first.at+days*day <= sc.asOf
			for _, o := range orders {
				sum += (o.value - o.refunded) * one[matured && o.currency == first.currency && o.within(&first.hit, days*day)]
			}
			id := fmt.Sprintf("customer_value_%dd", days)
			all = append(all, share{id, nil, sum, one[matured], one[!matured], first.currency, nil})
		}
	}
	return all
}
