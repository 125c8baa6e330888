package oracle

import (
	"maps"
	"slices"
	"time"
)

// scope is a range of dates and the filters that select units.
type scope struct {
	*world
	from, to string
	filters  []Filter
}

// covers tells whether an instant lies in the range.
func (sc scope) covers(at int64) bool {
	date := time.UnixMilli(at).In(sc.site.Zone).Format(time.DateOnly)
	return sc.from <= date && date <= sc.to
}

// takes tells whether a unit counts: by its day and by its session's properties.
func (sc scope) takes(at int64, s *session) bool {
	return sc.covers(at) && !slices.ContainsFunc(sc.filters, func(f Filter) bool {
		return slices.Contains(f.Values, property(s, f.Dimension)) == f.Not
	})
}

func (sc scope) figures() Figures {
	f := Figures{}
	sc.countSessions(f)
	sc.countEvents(f)
	sc.countCarts(f)
	sc.countOrders(f)
	sc.countCustomers(f)
	sc.countAnswers(f)
	return f
}

// add adds to the sums of a metric.
func (f Figures) add(id string, numerator, denominator int64) {
	sum := f[id]
	sum.Numerator += numerator
	sum.Denominator += denominator
	f[id] = sum
}

// rate adds a unit to a denominator, and to the numerator if it is one of those.
func (f Figures) rate(id string, is bool) { f.add(id, one(is), 1) }

// matured adds a unit to a rate, or to what is pending.
func (f Figures) matured(id string, matured, is bool) {
	if matured {
		f.rate(id, is)
		return
	}
	sum := f[id]
	sum.Pending++
	f[id] = sum
}

// money adds an order's money to a metric, by currency.
func (sc scope) money(f Figures, id string, o *purchase, minor, units int64) {
	if o.currency == sc.site.Currency {
		f.add(id, minor, units)
	}
	sum := f[id]
	sum.Currencies = maps.Clone(sum.Currencies)
	if sum.Currencies == nil {
		sum.Currencies = map[string]Amount{}
	}
	was := sum.Currencies[o.currency]
	sum.Currencies[o.currency] = Amount{was.Numerator + minor, was.Denominator + units}
	f[id] = sum
}

func one(is bool) int64 {
	if is {
		return 1
	}
	return 0
}

func (sc scope) countSessions(f Figures) {
	buyers := map[string]bool{} // of the visitors
	for _, s := range sc.sessions {
		if !sc.takes(s.first().at, s) {
			continue
		}
		buyers[s.visitor] = buyers[s.visitor] || len(s.purchases) > 0
		f.add("sessions", 1, 0)
		f.rate("engagement_rate", s.engaged())
		f.rate("bounce_rate", !s.engaged())
		f.add("time_on_site", s.engagedMS(), 1)
		f.rate("lead_conversion_rate", named(s.events, "generate_lead", "sign_up"))
		f.rate("product_view_rate", named(s.events, "view_item"))
		f.rate("add_to_cart_rate", named(s.events, "add_to_cart"))
		f.rate("conversion_rate", len(s.purchases) > 0)
	}
	for visitor, bought := range buyers {
		f.add("visitors", 1, 0)
		f.rate("buyer_rate", bought)
		first := find(sc.sessions, func(s *session) bool { return s.visitor == visitor })
		if !first.hashed {
			f.rate("new_visitor_rate", sc.covers(first.first().at))
		}
	}
}

func (sc scope) countEvents(f Figures) {
	for _, h := range sc.hits {
		if !sc.takes(h.at, h.session) {
			continue
		}
		count, stated := h.Params.Int("count")
		if !stated {
			count = 1
		}
		switch h.Name {
		case "page_view":
			f.add("pageviews", 1, 0)
		case "ad_impression":
			f.add("ad_impressions", count, 0)
			f.add("ctr", 0, count)
		case "ad_click":
			f.add("ad_clicks", count, 0)
			f.add("ctr", count, 0)
		case "share", "referral_shared":
			f.add("shares", 1, 0)
		case "mention":
			f.add("mentions", count, 0)
		case "review_submitted":
			f.add("reviews", 1, 0)
		}
	}
}

func (sc scope) countCarts(f Figures) {
	for _, c := range sc.carts {
		if c.merged {
			continue
		}
		matured, ordered := sc.end(c) <= sc.asOf, c.order != nil
		if sc.takes(c.opening.at, c.opening.session) && !c.emptied() {
			f.matured("cart_abandonment_rate", matured, !ordered)
			if !ordered {
				f.matured("cart_recovery_rate", c.opening.at+7*day <= sc.asOf, c.recovered)
			}
		}
		if b := c.checkout(); b != nil && sc.takes(b.at, b.session) { // Reading 33
			f.matured("checkout_abandonment_rate", matured, !ordered)
			f.matured("checkout_completion_rate", matured, ordered)
			f.matured("friction_rate", matured, sc.hasFriction(c))
		}
	}
}

func (sc scope) countOrders(f Figures) {
	for _, o := range sc.purchases {
		if o.cancelled || !sc.takes(o.at.at, o.session) {
			continue
		}
		f.add("orders", 1, 0)
		f.rate("refund_rate", o.refunds > 0)
		sc.money(f, "revenue", o, o.value, 0)
		sc.money(f, "net_revenue", o, o.value-o.refunded, 0)
		if o.value > 0 {
			sc.money(f, "aov", o, o.value, 1)
			sc.money(f, "net_aov", o, o.value-o.refunded, 1)
		}
	}
}

// countCustomers looks at each customer's orders (Readings 34 and 35).
func (sc scope) countCustomers(f Figures) {
	orders := map[person][]*purchase{}
	for _, o := range sc.purchases {
		if o.person.customer && !o.cancelled && o.value > 0 {
			orders[o.person] = append(orders[o.person], o)
		}
	}
	before, ever := sc, sc // the equally long range before; all up to the range's end
	ever.from, before.to = "", shift(sc.from, -1)
	for d := sc.from; d <= sc.to; d = shift(d, 1) {
		before.from = shift(before.from, -1)
	}
	for _, all := range orders {
		slices.SortStableFunc(all, func(a, b *purchase) int { return order(a.at, b.at) })
		selected := func(in scope) bool {
			return slices.ContainsFunc(all, func(o *purchase) bool { return in.takes(o.at.at, o.session) })
		}
		covered := func(in scope) (n int) {
			for _, o := range all {
				n += int(one(in.covers(o.at.at)))
			}
			return n
		}
		if selected(sc) {
			f.rate("repeat_purchase_rate", covered(ever) >= 2)
			f.rate("returning_customer_rate", covered(ever) > covered(sc))
		}
		if selected(before) {
			f.rate("retention_rate", covered(sc) > 0)
		}
		if first := all[0]; sc.takes(first.at.at, first.session) {
			again := len(all) > 1 && all[1].at.within(first.at, 90*day)
			f.matured("repeat_90d_rate", first.at.at+90*day <= sc.asOf, again)
			f.rate("referral_rate", sc.referred(first))
		}
	}
}

// referred tells whether somebody else's code brought the buyer (Reading 36).
func (sc scope) referred(o *purchase) bool {
	foreign := func(code string) bool {
		owner := find(sc.hits, func(h *hit) bool {
			return code != "" && h.Name == "referral_shared" && h.text("referral_code") == code
		})
		return owner == nil || owner.person != o.person
	}
	return o.code != "" && foreign(o.code) || nil != find(sc.hits, func(h *hit) bool {
		return h.Name == "referral_visited" && h.person == o.person && h.before(o.at) &&
			o.at.within(h, 30*day) && foreign(h.text("referral_code"))
	})
}

func (sc scope) countAnswers(f Figures) {
	for _, a := range sc.answers {
		if !a.valid || !sc.takes(a.first.at, a.first.session) {
			continue
		}
		switch a.kind {
		case "csat":
			f.rate("csat", a.score >= 4)
		case "ces":
			f.rate("ces", a.score >= 5)
		case "nps":
			f.add("nps", one(a.score >= 9)-one(a.score <= 6), 1)
		}
	}
}
