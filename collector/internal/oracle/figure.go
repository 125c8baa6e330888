package oracle

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// share is what a unit adds to a metric that adds up, on the day of an event and in its session.
type share struct {
	metric                          string
	of                              *hit
	numerator, denominator, pending int64
	currency                        string // of money
}

type shares []share

func (all *shares) add(metric string, of *hit, numerator, denominator int64) {
	*all = append(*all, share{metric, of, numerator, denominator, 0, ""})
}

// rate adds a unit to a rate, or to what is pending.
func (all *shares) rate(metric string, of *hit, matured, is bool) {
	*all = append(*all, share{metric, of, one[matured && is], one[matured], one[!matured], ""})
}

var one = map[bool]int64{true: 1}

// shareUnits finds the shares of sessions, carts, checkouts and orders.
func (w *world) shareUnits() {
	for _, s := range w.sessions {
		engaged := s.engagedMS() >= 10*second || len(where(s.events, named("page_view"))) >= 2 || len(s.purchases) > 0 ||
			some(s.events, named("generate_lead", "sign_up", "add_to_cart", "begin_checkout"))
		w.add("sessions", s.first(), 1, 0)
		w.add("time_on_site", s.first(), s.engagedMS(), 1)
		w.rate("engagement_rate", s.first(), true, engaged)
		w.rate("bounce_rate", s.first(), true, !engaged)
		w.rate("lead_conversion_rate", s.first(), true, some(s.events, named("generate_lead", "sign_up")))
		w.rate("product_view_rate", s.first(), true, some(s.events, named("view_item")))
		w.rate("add_to_cart_rate", s.first(), true, some(s.events, named("add_to_cart")))
		w.rate("conversion_rate", s.first(), true, len(s.purchases) > 0)
	}
	for _, c := range w.carts {
		matured, ordered := w.end(c) <= w.asOf, c.order != nil
		if !c.emptied() {
			w.rate("cart_abandonment_rate", c.opening(), matured, !ordered)
		}
		if !c.emptied() && !ordered {
			w.rate("cart_recovery_rate", c.opening(), c.opening().at+7*day <= w.asOf, c.recovered)
		}
		if b := c.checkout(); b != nil { // Readings 29 and 33
			friction := func(h *hit) bool { return !h.before(b) && (event.IsFriction(&h.Event) || w.gatewayLost(h)) }
			w.rate("checkout_abandonment_rate", b, matured, !ordered)
			w.rate("checkout_completion_rate", b, matured, ordered)
			costs := extraCosts(c)
			w.rate("friction_rate", b, matured, costs != nil && !costs.before(b) || some(c.events, friction))
		}
	}
	for _, o := range where(w.purchases, func(o *purchase) bool { return !o.cancelled }) {
		w.add("orders", &o.hit, 1, 0)
		w.rate("refund_rate", &o.hit, true, o.refunds > 0)
		w.shares = append(w.shares,
			share{"revenue", &o.hit, o.value, 0, 0, o.currency},
			share{"net_revenue", &o.hit, o.value - o.refunded, 0, 0, o.currency},
			share{"aov", &o.hit, o.value, one[o.value > 0], 0, o.currency},
			share{"net_aov", &o.hit, o.value - o.refunded, one[o.value > 0], 0, o.currency})
	}
}

// shareEvents finds the shares of events, and of answers: their latest score on their first day (Reading 32).
func (w *world) shareEvents() {
	metrics := map[string]string{"page_view": "pageviews", "ad_impression": "ad_impressions", "ad_click": "ad_clicks",
		"share": "shares", "referral_shared": "shares", "mention": "mentions", "review_submitted": "reviews"}
	for _, h := range where(w.hits, func(h *hit) bool { return metrics[h.Name] != "" }) {
		n := h.times()
		w.add(metrics[h.Name], h, n, 0)
		w.add("ctr", h, n*one[h.Name == "ad_click"], n*one[h.Name == "ad_impression"])
	}
	type answer struct{ survey, kind, touchpoint, response string }
	first, score, texts := map[answer]*hit{}, map[answer]int64{}, map[answer]bool{}
	for _, h := range where(w.hits, named("survey_answered", "review_submitted")) {
		response := cmp.Or(name("response", h.text("response_id")), name("event", h.ID))
		a := answer{h.text("survey_id"), h.text("kind"), h.Touchpoint, response}
		key := "score"
		if h.Name == "review_submitted" { // each is one, Reading 46
			a, key = answer{kind: "rating", response: fmt.Sprint(h.ID, h.at, h.kind)}, "rating"
		}
		first[a], texts[a] = cmp.Or(first[a], h), texts[a] || strings.TrimSpace(h.text("text")) != ""
		if n, stated := h.Params.Int(key); stated {
			score[a] = n
		}
	}
	for a, h := range first {
		w.add("replies."+a.kind, h, one[texts[a]], 1)
	}
	for a, n := range score {
		w.shareMood(a.kind, first[a], n)
		if a.kind == event.SurveyNPS {
			w.add("nps", first[a], one[n >= 9]-one[n <= 6], 1)
		} else if good := map[string]int64{event.SurveyCSAT: 4, event.SurveyCES: 5}[a.kind]; good > 0 {
			w.rate(a.kind, first[a], true, n >= good)
		}
	}
}

// times is how often happened what an event reports.
func (h *hit) times() int64 {
	n, stated := h.Params.Int("count")
	if !stated || !named("ad_impression", "ad_click", "mention")(h) {
		return 1
	}
	return n
}

// referred tells whether somebody else's code brought the buyer (Reading 36).
func (w *world) referred(o *purchase) bool {
	foreign := func(code string) bool {
		owner := find(w.hits, func(h *hit) bool { return h.Name == "referral_shared" && h.text("referral_code") == code })
		return code == "" || owner == nil || owner.person != o.person
	}
	return o.referral != "" && foreign(o.referral) || some(w.hits, func(h *hit) bool {
		return h.Name == "referral_visited" && h.person == o.person && h.before(&o.hit) &&
			o.within(h, 30*day) && foreign(h.text("referral_code"))
	})
}

// dayOf numbers a date.
func dayOf(date string) int64 {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		panic(err)
	}
	return t.UnixMilli() / day
}

// scope is a range of dates and the filters that select units.
type scope struct {
	*world
	from, to int64 // days since 1970
	filters  []Filter
}

// covers tells whether an event lies in the range.
func (sc scope) covers(h *hit) bool {
	year, month, date := time.UnixMilli(h.at).In(sc.site.Zone).Date()
	d := time.Date(year, month, date, 0, 0, 0, 0, time.UTC).UnixMilli() / day
	return sc.from <= d && d <= sc.to
}

// takes tells whether a unit counts: by the day and by the session of an event of it.
func (sc scope) takes(h *hit) bool {
	return sc.covers(h) && !some(sc.filters, func(f Filter) bool {
		return f.Not == slices.Contains(f.Values, h.session.property(f.Dimension))
	})
}

// figures adds up the shares of what it takes.
func (sc scope) figures() Figures {
	all := where(sc.shares, func(s share) bool { return sc.takes(s.of) })
	f := Figures{}
	for _, s := range slices.Concat(all, sc.visitors(), sc.buyers()) {
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
	for _, s := range where(sc.sessions, func(s *session) bool { return sc.takes(s.first()) }) {
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

// buyers counts customers, whatever the number of their orders (Readings 34 and 35).
func (sc scope) buyers() (all shares) {
	counts := func(o *purchase) bool { return !o.cancelled && o.value > 0 && isName(o.person, "customer") }
	paid := where(sc.purchases, counts)
	whole, ever, before := sc, sc, sc // without filters; also from the beginning; as long, before
	whole.filters, ever.filters = nil, nil
	ever.from, before.from, before.to = 0, 2*sc.from-sc.to-1, sc.from-1
	for _, first := range paid {
		orders := where(paid, func(o *purchase) bool { return o.person == first.person })
		if orders[0] != first {
			continue
		}
		placed := func(in scope) int { return len(where(orders, func(o *purchase) bool { return in.takes(&o.hit) })) }
		if placed(sc) > 0 {
			all.rate("repeat_purchase_rate", nil, true, placed(ever) >= 2)
			all.rate("returning_customer_rate", nil, true, placed(ever) > placed(whole))
		}
		if placed(before) > 0 {
			all.rate("retention_rate", nil, true, placed(whole) > 0)
		}
		if sc.takes(&first.hit) {
			again := len(orders) > 1 && orders[1].within(&first.hit, 90*day)
			all.rate("repeat_90d_rate", nil, first.at+90*day <= sc.asOf, again)
			all.rate("referral_rate", nil, true, sc.referred(first))
		}
	}
	return all
}
