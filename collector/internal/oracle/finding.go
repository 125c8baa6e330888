package oracle

import (
	"cmp"
	"slices"

	"github.com/safar-cx/safar/sdk/event"
)

// steps are those of the funnel.
var steps = []string{"session", "view_item", "add_to_cart", "begin_checkout",
	"add_shipping_info", "add_payment_info", "purchase"}

// got is how far a session got before an event, nil for all: with steps skipped, and one after
// the other (Reading 40).
func (s *session) got(until *hit) (reached, closed int) {
	way := slices.Clone(s.events)
	for _, o := range s.purchases {
		way = append(way, o.placed)
	}
	slices.SortStableFunc(way, order)
	for _, h := range way {
		n := max(0, slices.Index(steps, h.Name))
		order := some(s.purchases, func(o *purchase) bool { return o.placed == h })
		if until != nil && !h.before(until) || h.Name == "purchase" && !order {
			continue
		}
		reached = max(reached, n)
		closed += int(one[n == closed+1])
	}
	return reached, closed
}

// shareVisits finds the shares of the funnel, and of the stages that sessions touched (Reading 46).
func (w *world) shareVisits() {
	for _, s := range w.sessions {
		reached, closed := s.got(nil)
		for n, id := range steps {
			w.rate("reached."+id, s.first(), true, reached >= n)
			w.rate("closed."+id, s.first(), true, closed >= n)
		}
		seen := map[string]bool{}
		for _, o := range w.obstacles {
			if o.session == s {
				reached, closed := s.got(o.hit)
				seen["seen."+steps[reached]+"."+o.reason] = true
				seen["closed_seen."+steps[closed]+"."+o.reason] = true
			}
		}
		for id := range seen {
			w.add(id, s.first(), 1, 0)
		}
		for _, stage := range event.Stages() {
			of := where(s.events, func(h *hit) bool { return event.StageOf(&h.Event) == stage })
			if len(of) > 0 || stage == event.Purchase && len(s.purchases) > 0 {
				w.rate("troubled."+string(stage), s.first(), true, some(of, named("rage_click", "dead_click",
					"exception", "server_error", "form_error", "payment_failed")))
			}
		}
	}
}

// obstacle is something that stood in the way, seen at an event or found there.
type obstacle struct {
	*hit
	reason string
	force  int
}

// findObstacles finds all that are certain, what is found at an event after what it says itself.
func (w *world) findObstacles() {
	all := []obstacle{}
	for _, h := range w.hits {
		if reason := event.Reason(&h.Event); event.IsFriction(&h.Event) {
			all = append(all, obstacle{h, reason, max(forces[reason], 3*int(one[h.Name == "otp_failed"]))})
		}
		if h.cart != nil && w.gatewayLost(h) {
			all = append(all, obstacle{h, "gateway_lost", 3})
		}
	}
	for _, c := range w.carts {
		if h := extraCosts(c); h != nil && (c.order != nil || w.end(c) <= w.asOf) {
			all = append(all, obstacle{h, "extra_costs", 2})
		}
	}
	slices.SortStableFunc(all, func(a, b obstacle) int { return order(a.hit, b.hit) })
	w.obstacles = all
}

// forces are how strongly reasons keep shoppers from going on; unknown is none (Reading 43).
var forces = map[string]int{
	"payment_declined": 3, "gateway_lost": 3, "site_error": 3, "out_of_stock": 3, "no_delivery": 3,
	"coupon_denied": 2, "field_error": 2, "forced_account": 2, "no_payment_method": 2, "extra_costs": 2,
	"price_changed": 2, "slow_delivery": 2, "trust": 2, "returns_policy": 2,
	"slow_page": 1, "blocked_ui": 1, "too_long": 1, "alert_displayed": 1,
}

// shareCheckouts finds the shares of the report of friction.
func (w *world) shareCheckouts() {
	for _, c := range w.carts {
		b := c.checkout()
		if b == nil || w.end(c) > w.asOf {
			continue
		}
		value, currency := w.worth(c)
		lost, leading, force := c.order == nil, "unknown", 1
		active := findLast(c.events, func(h *hit) bool { return event.StageOf(&h.Event) == event.Purchase })
		seen := map[string]bool{}
		for _, o := range w.obstacles {
			if o.before(b) || !slices.Contains(c.events, o.hit) {
				continue
			}
			seen[o.reason] = true
			if active.at < o.at+10*minute && o.force >= force { // Readings 43 and 44
				leading, force = o.reason, o.force
			}
		}
		for reason := range seen {
			w.rate("hindered."+reason, b, true, lost)
			w.shares = append(w.shares, share{"left." + reason, b, value * one[lost], 0, 0, currency})
		}
		w.add("leading."+leading, b, one[lost], 0)
		w.shares = append(w.shares, share{"blamed." + leading, b, value * one[lost], 0, 0, currency})
	}
}

// worth is what lay in a cart: as it was last stated, else what was added less what was removed (Reading 42).
func (w *world) worth(c *cart) (sum int64, currency string) {
	amount := func(h *hit) (int64, string, bool) {
		currency := cmp.Or(h.text("currency"), w.site.Currency)
		digits, _ := event.MinorDigits(currency)
		value, stated := h.Params.Amount("value", digits)
		for _, it := range h.Params.Items() {
			if price, is := it.PriceAmount(digits); is && !h.Params.Has("value") {
				value, stated = value+price*it.Milli()/1000, true
			}
		}
		return value, currency, stated
	}
	told := findLast(c.events, func(h *hit) bool {
		return h.Params.Has("value") && named("view_cart", "begin_checkout", "add_shipping_info", "add_payment_info")(h)
	})
	if c.emptied() {
		return 0, w.site.Currency
	} else if told != nil {
		sum, currency, _ = amount(told)
		return sum, currency
	}
	for _, h := range where(c.events, named("add_to_cart", "remove_from_cart")) {
		value, in, stated := amount(h)
		if stated && cmp.Or(currency, in) == in {
			sum, currency = sum+value*(one[h.Name == "add_to_cart"]-one[h.Name == "remove_from_cart"]), in
		}
	}
	return max(0, sum), cmp.Or(currency, w.site.Currency)
}

// shareContacts finds the shares of touchpoints (Reading 45).
func (w *world) shareContacts() {
	for _, h := range where(w.hits, func(h *hit) bool { return h.Touchpoint != "" }) {
		w.add("contacts."+h.Touchpoint, h, h.times(), 0)
		shown := one[named("impression", "view_promotion", "ad_impression")(h)]
		w.add("clicked."+h.Touchpoint, h, h.times()*one[named("click", "select_promotion", "ad_click")(h)], h.times()*shown)
	}
}

// shareMood finds what an answer tells of the state of mind, in thirds of its scale.
func (w *world) shareMood(kind string, first *hit, score int64) {
	thirds, felt := map[string]int64{
		event.SurveyNPS: 6*one[score >= 9] - 6*one[score <= 6], event.SurveyCES: 2 * (score - 4),
		event.SurveyCSAT: 3 * (score - 3), "rating": 3 * (score - 3),
	}[kind]
	w.add("mood."+string(event.StageOf(&first.Event)), first, thirds, one[felt])
}
