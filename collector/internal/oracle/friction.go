package oracle

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/safar-cx/safar/sdk/event"
)

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

// gatewayLost tells whether an event is a redirect to a gateway from which nobody came back (Reading 30).
func (w *world) gatewayLost(h *hit) bool {
	return h.Name == "payment_redirected" && h.at+halfHour <= w.asOf && !some(w.hits, func(o *hit) bool {
		back := o.Name == "payment_returned" || o.Name == "payment_failed" || o.purchase != nil && o.purchase.placed == o
		return back && o.cart == h.cart && o.within(h, halfHour)
	})
}

// extraCosts is where the last total was shown if it is 5% or more above the first, else nil (Reading 31).
func extraCosts(c *cart) *hit {
	shown := func(h *hit) bool { return h.Name == "price_shown" && h.Params.Has("total") }
	first := cmp.Or(find(c.events, shown), &hit{})
	currency := first.text("currency")
	last := cmp.Or(findLast(c.events, func(h *hit) bool { return shown(h) && h.text("currency") == currency }), first)
	digits, _ := event.MinorDigits(currency)
	was, _ := first.Params.Amount("total", digits)
	is, _ := last.Params.Amount("total", digits)
	if is > was && is*100 >= was*105 {
		return last
	}
	return nil
}

// forces are how strongly reasons keep shoppers from going on; unknown is none (Reading 43).
var forces = map[string]int{
	"payment_declined": 3, "gateway_lost": 3, "site_error": 3, "out_of_stock": 3, "no_delivery": 3,
	"coupon_denied": 2, "field_error": 2, "forced_account": 2, "no_payment_method": 2, "extra_costs": 2,
	"price_changed": 2, "slow_delivery": 2, "trust": 2, "returns_policy": 2,
	"slow_page": 1, "blocked_ui": 1, "too_long": 1, "alert_displayed": 1,
}

// seenIn are the obstacles that a cart's checkout met.
func (w *world) seenIn(c *cart) []obstacle {
	return where(w.obstacles, func(o obstacle) bool { return !o.before(c.checkout()) && slices.Contains(c.events, o.hit) })
}

// shareCheckouts finds the shares of the report of friction.
func (w *world) shareCheckouts() {
	all := &w.findings
	for _, c := range where(w.carts, func(c *cart) bool { return c.checkout() != nil && w.end(c) <= w.asOf }) {
		value, currency := w.worth(c)
		lost, leading, force := c.order == nil, "unknown", 1
		active := findLast(w.hits, func(h *hit) bool { // Reading 69
			return h.cart == c && !h.before(c.opening()) && h.at < w.end(c) && w.stage(h) == event.Purchase
		})
		seen, refused := []string{}, []string{}
		for _, o := range w.seenIn(c) {
			seen, refused = append(seen, o.reason), append(refused, o.refused())
			if active != nil && o.at <= active.at && active.at < o.at+10*minute && o.force >= force { // Readings 43 and 44
				leading, force = o.reason, o.force
			}
		}
		for _, reason := range set(seen...) {
			all.rate("hindered."+reason, c.check, true, lost)
			all.money("left."+reason, c.check, value*one[lost], 0, currency)
		}
		for _, entry := range set(refused...) {
			all.rate("stumbled."+entry, c.check, true, lost)
			all.money("stumbled_left."+entry, c.check, value*one[lost], 0, currency)
		}
		all.add("leading."+leading, c.check, one[lost], 0)
		all.money("blamed."+leading, c.check, value*one[lost], 0, currency)
	}
}

// shareRefusals finds how often each field refused digits of each class, and how many people's (Reading 71).
func (w *world) shareRefusals() {
	for _, h := range where(w.hits, func(h *hit) bool { return h.refused() != "" }) {
		w.findings.add("refused."+h.refused(), h.unit, 1, 0)
		if h.person != "" {
			w.findings.once("refused_people."+h.refused(), h.unit, 1, 0, h.person)
		}
	}
}

// refused is which field of which form refused which digits, "" for other events.
func (h *hit) refused() string {
	if h.Name != "form_error" || h.text("digits") == "" {
		return ""
	}
	name := func(key string) string { return fmt.Sprintf("%.200s", h.text(key)) }
	return name("form") + "/" + name("field") + "/" + h.text("digits")
}

// worth is what lay in a cart: as it was last stated, else what was added less what was removed (Reading 42).
func (w *world) worth(c *cart) (sum int64, currency string) {
	amount := func(h *hit) (int64, string, bool) {
		currency := cmp.Or(h.text("currency"), w.site.Currency)
		digits, _ := event.MinorDigits(currency)
		value, stated := h.Params.Amount("value", digits)
		if h.Params.Has("value") {
			return value, currency, stated
		}
		items := h.items()
		for i := range items {
			items[i].Discount = ""
		}
		return total(items, digits), currency, some(items, func(it event.Item) bool { return it.Price != "" })
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
