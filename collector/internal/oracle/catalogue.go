package oracle

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/safar-cx/safar/sdk/event"
)

// share is what a unit adds to a metric or finding that adds up.
type share struct {
	metric                          string
	of                              *unit
	numerator, denominator, pending int64
	currency                        string // of money
	once                            any    // not nil: of equal ones only one counts
}

type shares []share

func (all *shares) add(metric string, of *unit, numerator, denominator int64) {
	*all = append(*all, share{metric, of, numerator, denominator, 0, "", nil})
}

// rate adds a unit to a rate, or to what is pending.
func (all *shares) rate(metric string, of *unit, matured, is bool) {
	*all = append(*all, share{metric, of, one[matured && is], one[matured], one[!matured], "", nil})
}

func (all *shares) money(metric string, of *unit, numerator, denominator int64, currency string) {
	*all = append(*all, share{metric, of, numerator, denominator, 0, currency, nil})
}

// once counts something that many units share.
func (all *shares) once(metric string, of *unit, numerator, denominator int64, what any) {
	*all = append(*all, share{metric, of, numerator, denominator, 0, "", what})
}

var one = map[bool]int64{true: 1}

// shareUnits finds the shares of sessions, carts, checkouts and orders.
func (w *world) shareUnits() {
	all := &w.shares
	for _, s := range w.sessions {
		engaged := s.engagedMS() >= 10*second || len(where(s.events, named("page_view"))) >= 2 || len(s.purchases) > 0 ||
			some(s.events, named("generate_lead", "sign_up", "add_to_cart", "begin_checkout"))
		all.add("sessions", s.unit, 1, 0)
		all.add("time_on_site", s.unit, s.engagedMS(), 1)
		all.rate("engagement_rate", s.unit, true, engaged)
		all.rate("bounce_rate", s.unit, true, !engaged)
		all.rate("lead_conversion_rate", s.unit, true, some(s.events, named("generate_lead", "sign_up")))
		all.rate("product_view_rate", s.unit, true, some(s.events, named("view_item")))
		all.rate("add_to_cart_rate", s.unit, true, some(s.events, named("add_to_cart")))
		all.rate("conversion_rate", s.unit, true, len(s.purchases) > 0)
	}
	for _, c := range w.carts {
		matured, ordered := w.end(c) <= w.asOf, c.order != nil
		if !c.emptied() {
			all.rate("cart_abandonment_rate", c.unit, matured, !ordered)
		}
		if !c.emptied() && !ordered {
			all.rate("cart_recovery_rate", c.unit, c.opening().at+7*day <= w.asOf, c.recovered)
		}
		if b := c.checkout(); b != nil { // Readings 29 and 33
			friction := func(h *hit) bool { return !h.before(b) && (event.IsFriction(&h.Event) || w.gatewayLost(h)) }
			all.rate("checkout_abandonment_rate", c.check, matured, !ordered)
			all.rate("checkout_completion_rate", c.check, matured, ordered)
			costs := extraCosts(c)
			all.rate("friction_rate", c.check, matured, costs != nil && !costs.before(b) || some(c.events, friction))
		}
	}
	for _, o := range w.standing() {
		all.add("orders", o.unit, 1, 0)
		all.rate("refund_rate", o.unit, true, o.refunds > 0)
		all.money("revenue", o.unit, o.value, 0, o.currency)
		all.money("net_revenue", o.unit, o.value-o.refunded, 0, o.currency)
		all.money("aov", o.unit, o.value, one[o.value > 0], o.currency)
		all.money("net_aov", o.unit, o.value-o.refunded, one[o.value > 0], o.currency)
	}
}

// standing are the orders that were not cancelled.
func (w *world) standing() []*purchase {
	return where(w.purchases, func(o *purchase) bool { return !o.cancelled })
}

// shareEvents finds the shares of events, and of answers: their latest score on their first day (Reading 32).
func (w *world) shareEvents() {
	metrics := map[string]string{"page_view": "pageviews", "ad_impression": "ad_impressions", "ad_click": "ad_clicks",
		"share": "shares", "referral_shared": "shares", "mention": "mentions", "review_submitted": "reviews"}
	for _, h := range w.hits {
		n := h.times()
		if metrics[h.Name] != "" {
			w.shares.add(metrics[h.Name], h.unit, n, 0)
			w.shares.add("ctr", h.unit, n*one[h.Name == "ad_click"], n*one[h.Name == "ad_impression"])
		}
		placed := h.Touchpoint != "" // Reading 50
		w.shares.add("promotion_ctr", h.unit, one[h.Name == "select_promotion" || h.Name == "click" && placed],
			one[h.Name == "view_promotion" || h.Name == "impression" && placed])
		if rating, stated := h.Params.Int("rating"); stated && h.Name == "review_submitted" {
			w.shares.add("review_rating", h.unit, rating, 1)
		}
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
		w.findings.add("replies."+a.kind, h.unit, one[texts[a]], 1)
	}
	for a, n := range score {
		w.shareMood(a.kind, first[a], n)
		if a.kind == event.SurveyNPS {
			w.shares.add("nps", first[a].unit, one[n >= 9]-one[n <= 6], 1)
		} else if good := map[string]int64{event.SurveyCSAT: 4, event.SurveyCES: 5}[a.kind]; good > 0 {
			w.shares.rate(a.kind, first[a].unit, true, n >= good)
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

// sharePayments finds the attempts that failed, each once, beside the orders (Reading 48).
func (w *world) sharePayments() {
	seen := map[any]bool{}
	for _, h := range where(w.hits, named("payment_failed")) {
		var attempt any = h
		if id := h.text("attempt_id"); id != "" {
			attempt = id
		}
		if seen[attempt] {
			continue
		}
		seen[attempt] = true
		chosen := h.text("payment_type")
		if chosen == "" && h.cart != nil {
			chosen = paymentType(where(h.cart.events, func(o *hit) bool { return o.before(h) }))
		}
		own := map[string][]string{"surface": h.unit.own["surface"], "payment_type": set(chosen)}
		w.shares.rate("payment_failure_rate", w.unit(h, h.session, own), true, true)
	}
	for _, o := range w.standing() {
		if surface := o.unit.values("surface")[0]; surface == "web" || surface == "app" {
			w.shares.rate("payment_failure_rate", o.unit, true, false)
		}
	}
}

// shareMessages finds the messages that were delivered, or sent and not bounced in campaigns
// of which no delivery is known (Readings 49 and 63).
func (w *world) shareMessages() {
	messages := map[string][]*hit{}
	for _, h := range where(w.hits, func(h *hit) bool { return strings.HasPrefix(h.Name, "message_") }) {
		messages[h.text("message_id")] = append(messages[h.text("message_id")], h)
	}
	delete(messages, "") // nobody knows which
	campaign := func(h *hit) string { return h.text("campaign") }
	delivered := map[string]bool{}
	for _, events := range messages {
		if some(events, named("message_delivered")) {
			delivered[said(events, campaign)] = true
		}
	}
	for _, events := range messages {
		at := find(events, named("message_delivered"))
		if !delivered[said(events, campaign)] && !some(events, named("message_bounced")) {
			at = find(events, named("message_sent"))
		}
		if at == nil {
			continue
		}
		u := w.unit(at, nil, map[string][]string{"campaign": set(said(events, campaign)), "surface": set(string(at.Surface))})
		w.shares.rate("message_open_rate", u, true, some(events, named("message_opened", "message_clicked")))
		w.shares.rate("message_click_rate", u, true, some(events, named("message_clicked")))
	}
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

// shareMood finds what an answer tells of the state of mind, in thirds of its scale.
func (w *world) shareMood(kind string, first *hit, score int64) {
	thirds, felt := map[string]int64{
		event.SurveyNPS: 6*one[score >= 9] - 6*one[score <= 6], event.SurveyCES: 2 * (score - 4),
		event.SurveyCSAT: 3 * (score - 3), "rating": 3 * (score - 3),
	}[kind]
	w.findings.add("mood."+string(w.stage(first)), first.unit, thirds, one[felt])
}

// stage is that of the event's touchpoint where the merchant gave it one, else the event's own (Reading 61).
func (w *world) stage(h *hit) event.Stage {
	return cmp.Or(w.site.TouchpointStages[h.Touchpoint], event.StageOf(&h.Event))
}

// shareContacts finds the shares of touchpoints and what was ordered in the visits that met them (Reading 45).
func (w *world) shareContacts() {
	all := &w.findings
	for _, h := range where(w.hits, func(h *hit) bool { return h.Touchpoint != "" }) {
		all.add("contacts."+h.Touchpoint, h.unit, h.times(), 0)
		shown := h.times() * one[named("impression", "view_promotion", "ad_impression")(h)]
		all.add("clicked."+h.Touchpoint, h.unit, h.times()*one[named("click", "select_promotion", "ad_click")(h)], shown)
		if h.session != nil {
			all.once("sessions_at."+h.Touchpoint, h.unit, 1, 0, h.session)
		}
	}
	for _, o := range where(w.standing(), func(o *purchase) bool { return o.session != nil }) {
		met := []string{}
		for _, h := range o.session.events {
			met = append(met, h.Touchpoint)
		}
		for _, touchpoint := range set(met...) {
			all.add("met."+touchpoint, o.unit, 1, 0)
			all.money("earned."+touchpoint, o.unit, o.value, 0, o.currency)
		}
	}
}

// shareProducts finds what was looked at, put into carts, taken out, bought and left behind (Readings 57 and 67).
func (w *world) shareProducts() {
	all := &w.findings
	for _, h := range w.hits {
		for id, milli := range quantities(h) {
			adds := func(h *hit) bool { _, lists := quantities(h)[id]; return lists && h.Name == "add_to_cart" }
			switch {
			case h.Name == "view_item":
				all.add("viewed."+id, h.unit, 1, 0)
				if h.session != nil {
					all.once("viewers."+id, h.unit, one[some(h.session.events, adds)], 1, h.session)
				}
			case h.Name == "add_to_cart":
				all.add("added."+id, h.unit, milli, 0)
				if h.session != nil {
					all.once("adders."+id, h.unit, 1, 0, h.session)
				}
			case h.Name == "remove_from_cart":
				all.add("removed."+id, h.unit, milli, 0)
			}
		}
	}
	for _, o := range w.standing() {
		items := o.placed.items()
		for id, milli := range quantities(o.placed) {
			its := where(items, func(it event.Item) bool { return product(it) == id })
			all.add("bought."+id, o.unit, milli, 1)
			all.money("earnings."+id, o.unit, total(its, o.digits), 0, o.currency)
		}
	}
	for _, c := range where(w.carts, func(c *cart) bool { return w.end(c) <= w.asOf }) {
		for _, id := range c.unit.own["product"] {
			left := int64(0)
			for _, h := range c.events {
				left += quantities(h)[id] * (one[h.Name == "add_to_cart"] - one[h.Name == "remove_from_cart"])
			}
			all.rate("carted."+id, c.unit, true, c.order != nil)
			if c.order == nil && !c.emptied() && left > 0 {
				all.add("left_behind."+id, c.unit, left, 1)
			}
		}
	}
}

// quantities are how much an event lists of each product, in thousandths.
func quantities(h *hit) map[string]int64 {
	all := map[string]int64{}
	for _, it := range h.items() {
		all[product(it)] += it.Milli()
	}
	delete(all, "") // nobody knows what that is
	return all
}
