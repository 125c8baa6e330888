package history

import (
	"encoding/json"
	"fmt"
	"maps"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// priced are params with a value, at times in another currency than the site's.
func (g *generator) priced(key string) event.Params {
	currency := g.place.currency
	if g.chance(15) {
		currency = "EUR"
	}
	digits, _ := event.MinorDigits(currency)
	minor := pick(g.rng, []int64{0, 1, 995, 1000, 1050, 1250, 9_999, 10_000})
	return event.Params{key: json.Number(event.FormatAmount(minor, digits)), "currency": currency}
}

// value lets an event say what it, or its cart, is worth.
func (g *generator) value(s *Step) {
	if g.chance(30) {
		for key, v := range g.priced("value") {
			s.param(key, v)
		}
	}
}

func (g *generator) cart(s *Step) {
	if g.chance(50) {
		s.Event.CartID = g.name("K", 3)
	}
}

// items are a few products, some named in half, sold by weight, discounted or given twice.
func (g *generator) items(s *Step) {
	if g.chance(45) {
		return
	}
	products := []map[string]any{
		{"item_id": "1", "item_name": "Shoe", "item_category": "shoes"}, {"item_id": "2"}, {"item_id": "2", "item_category": "hats"},
		{"item_name": "Shoe", "item_category": "shoes"}, {"item_category": "gifts"},
	}
	var all []any
	for range 1 + g.rng.IntN(3) {
		item := pick(g.rng, products)
		if g.chance(60) {
			item["price"] = json.Number(pick(g.rng, []string{"5", "12", "3.335", "0.005", "-2"}))
		}
		if g.chance(25) {
			item["discount"] = json.Number(pick(g.rng, []string{"1", "0.335", "12"}))
		}
		if g.chance(60) {
			item["quantity"] = json.Number(pick(g.rng, []string{"1", "2", "3", "0.5", "0.25"}))
		}
		all = append(all, maps.Clone(item))
	}
	s.param("items", all)
}

func cartEvent(g *generator) {
	s := g.either(g.someone(), pick(g.rng, []string{"add_to_cart", "add_to_cart", "remove_from_cart",
		"remove_from_cart", "view_cart", "begin_checkout", "add_shipping_info", "add_payment_info"}), nil)
	g.cart(s)
	g.items(s)
	g.value(s)
	g.choose(s)
}

// choose lets an event name a way to pay.
func (g *generator) choose(s *Step) {
	if s.Event.Name == "add_payment_info" || g.chance(20) {
		if g.chance(70) {
			s.param("payment_type", pick(g.rng, []string{"card", "cash"}))
		}
	}
}

// shopping goes from the cart to the bank and perhaps back.
func shopping(g *generator) {
	a, cart := g.someone(), ""
	if g.chance(50) {
		cart = g.name("K", 3)
	}
	step := func(name string, params event.Params) {
		if g.chance(85) {
			s := g.either(a, name, params)
			s.Event.CartID = cart
			if params == nil {
				g.value(s)
				g.items(s)
				g.choose(s)
			}
		}
	}
	if g.chance(40) {
		step("view_item", nil)
	}
	step("add_to_cart", nil)
	step("begin_checkout", nil)
	step("price_shown", g.priced("total"))
	for g.chance(35) {
		step(g.hindrance())
	}
	if g.chance(40) {
		step("add_shipping_info", nil)
	}
	step("price_shown", g.priced("total"))
	if g.chance(40) {
		step("add_payment_info", nil)
	}
	if g.chance(50) {
		step("payment_redirected", event.Params{"attempt_id": g.name("A", 3)})
		if g.chance(40) {
			step(pick(g.rng, []string{"payment_returned", "payment_failed"}), event.Params{"attempt_id": g.name("A", 3)})
		}
		if g.chance(60) {
			s := g.browser(a, "page_view", nil)
			s.Event.Page = event.Page{URL: shop + "/thanks", Referrer: "https://checkout.stripe.com/pay"}
		}
	}
	if g.chance(60) {
		g.buy(a, cart)
	}
}

func order(g *generator) {
	cart := ""
	if g.chance(40) {
		cart = g.name("K", 4)
	}
	g.buy(g.someone(), cart)
}

// buy reports a purchase from the browser, the server or both, each knowing other things.
func (g *generator) buy(a who, cart string) {
	tx, params := g.name("T", 5), g.priced("value")
	report := func(kind event.KeyKind) {
		p := event.Params{"transaction_id": tx, "value": params["value"], "currency": params["currency"]}
		if g.chance(8) {
			p["value"] = g.whole(3, 7) // two senders who disagree
		}
		if g.chance(15) {
			p["referral_code"] = g.name("R", 2)
		}
		s := g.server
		if kind == event.BrowserKey {
			s = g.browser
		}
		if g.chance(30) {
			p["coupon"] = pick(g.rng, []string{"SPRING", "TEN"})
		}
		e := s(a, "purchase", p)
		g.items(e)
		g.choose(e)
		if g.chance(70) {
			e.Event.CartID = cart
		}
	}
	n := g.rng.IntN(4)
	if n != 0 {
		report(event.BrowserKey)
	}
	if n != 1 {
		report(event.ServerKey)
	}
	if n == 3 && g.chance(30) {
		report(event.BrowserKey) // the page is loaded again
	}
}

// loyal is a customer who comes back about when some window of an earlier order ends.
func loyal(g *generator) {
	a, first := g.someone(), g.now
	for range 1 + g.rng.IntN(3) {
		g.server(a, "purchase", g.sale()).Event.CustomerID = a.customer
		later := pick(g.rng, []int{1, 7, 30, 31, 89, 90, 90, 180, 180, 365, 365})
		g.leap(first.Add(time.Duration(later)*24*time.Hour + pick(g.rng, []time.Duration{-time.Millisecond, 0, time.Millisecond})))
	}
}

// sale are the params of an order that no other scene tells of.
func (g *generator) sale() event.Params {
	p := g.priced("value")
	p["transaction_id"] = fmt.Sprintf("L%d", g.n)
	return p
}

func refund(g *generator) {
	p := event.Params{"transaction_id": g.name("T", 5)}
	if g.chance(25) {
		g.server(g.someone(), "order_cancelled", p)
		return
	}
	if g.chance(70) {
		for key, v := range g.priced("value") {
			p[key] = v
		}
	}
	if g.chance(70) {
		p["refund_id"] = g.name("F", 3)
	}
	if s := g.server(g.someone(), "refund", p); g.chance(20) {
		g.items(s)
	}
}

func merge(g *generator) {
	var p event.Params
	if g.chance(60) {
		p = event.Params{"from_cart_id": g.name("K", 4)}
	}
	g.either(g.someone(), "cart_merged", p).Event.CartID = g.name("K", 4)
}
