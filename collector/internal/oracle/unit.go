package oracle

import (
	"cmp"
	"slices"

	"github.com/safar-cx/safar/sdk/event"
)

// unit is something that is counted: on the day of an event, chosen by its own properties and
// otherwise by those of its visit (Reading 52).
type unit struct {
	at    *hit
	visit *session            // nil for none
	own   map[string][]string // the properties that are its own, by dimension
}

// values are a unit's values of a dimension; there is always one (Readings 17 and 53).
func (u *unit) values(dimension string) []string {
	values, own := u.own[dimension]
	switch {
	case !own && u.visit == nil:
		return []string{"(none)"}
	case !own:
		return []string{u.visit.properties[dimension]}
	case len(values) == 0:
		return []string{"(not set)"}
	}
	return values
}

// set are the different words that say something.
func set(words ...string) []string {
	slices.Sort(words)
	return slices.DeleteFunc(slices.Compact(words), func(word string) bool { return word == "" })
}

// describe finds the properties of all visits, and then of all units.
func (w *world) describe() {
	for _, s := range w.sessions {
		s.properties = w.propertiesOf(s)
		s.unit = w.unit(s.first(), s, nil)
	}
	for _, h := range w.hits {
		h.unit = w.unit(h, h.session, map[string][]string{"surface": set(string(h.Surface)), "touchpoint": set(h.Touchpoint)})
	}
	for _, c := range w.carts {
		products, categories := productsOf(where(c.events, named("add_to_cart", "begin_checkout"))...)
		c.unit = w.unit(c.opening(), c.opening().session, map[string][]string{
			"surface": set(string(c.opening().Surface)), "touchpoint": set(c.opening().Touchpoint),
			"product": products, "category": categories})
		if b := c.checkout(); b != nil {
			reasons := []string{}
			for _, o := range w.seenIn(c) {
				reasons = append(reasons, o.reason)
			}
			if len(reasons) == 0 {
				reasons = []string{"(none)"}
			}
			c.check = w.unit(b, b.session, map[string][]string{
				"surface": set(string(b.Surface)), "product": products, "category": categories,
				"payment_type": set(paymentType(c.events)), "reason": set(reasons...)})
		}
	}
	for _, o := range w.purchases {
		products, categories := productsOf(o.placed)
		o.unit = w.unit(&o.hit, o.session, map[string][]string{
			"coupon": set(o.placed.text("coupon")), "product": products, "category": categories})
		if o.surface != "" || o.session == nil {
			o.unit.own["surface"] = set(cmp.Or(o.surface, "other"))
		}
		paid := o.placed.text("payment_type")
		if paid == "" && o.cart != nil && o.cart.order == o {
			paid = paymentType(o.cart.events)
		}
		o.unit.own["payment_type"] = set(paid)
	}
}

// unit makes a unit and remembers it.
func (w *world) unit(at *hit, visit *session, own map[string][]string) *unit {
	w.units = append(w.units, &unit{at, visit, own})
	return w.units[len(w.units)-1]
}

// propertiesOf are a visit's values of its dimensions (Readings 16, 17, 52, 54 and 64).
func (w *world) propertiesOf(s *session) map[string]string {
	came := find(s.events, func(h *hit) bool { return h.arrival.Channel != "" })
	arrival := Arrival{Channel: "direct"}
	if came != nil {
		arrival = came.arrival
	}
	kind := ""
	if isName(s.visitor, "visitor") {
		kind = "returning"
		if s == find(w.sessions, func(o *session) bool { return o.visitor == s.visitor }) {
			kind = "new"
		}
	}
	before := where(w.purchases, func(o *purchase) bool {
		return !o.cancelled && o.value > 0 && o.person == s.first().person && o.before(s.first())
	})
	p := map[string]string{
		"channel": arrival.Channel, "source": arrival.Source, "medium": arrival.Medium, "campaign": arrival.Campaign,
		"surface": string(s.first().Surface), "visitor_type": kind,
		"past_orders":  []string{"0", "1", "2", "3+"}[min(len(before), 3)],
		"landing_page": said(s.events, func(h *hit) string { return h.about["landing_page"] }),
	}
	for _, dimension := range []string{"device", "browser", "os", "country"} {
		p[dimension] = said(s.parts, func(h *hit) string { return h.about[dimension] })
	}
	for dimension, value := range p {
		p[dimension] = cmp.Or(value, "(not set)")
	}
	return p
}

// paymentType is what the last of a cart's events that names a way to pay says.
func paymentType(events []*hit) string {
	chosen := findLast(events, func(h *hit) bool { return h.Name == "add_payment_info" && h.text("payment_type") != "" })
	return cmp.Or(chosen, &hit{}).text("payment_type")
}

// product is what an item is known by, "" for one that is not (Reading 53).
func product(it event.Item) string { return cmp.Or(it.ID, it.Name) }

// productsOf are the products that events list, and their categories.
func productsOf(events ...*hit) (products, categories []string) {
	for _, h := range events {
		products = append(products, each(h.items(), product)...)
		categories = append(categories, each(h.items(), func(it event.Item) string { return it.Category })...)
	}
	return set(products...), set(categories...)
}
