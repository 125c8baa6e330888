package history

import (
	"encoding/json"
	"fmt"
	"maps"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// scenes are what shoppers do, as often as they stand here.
func scenes() []func(*generator) {
	return []func(*generator){
		browse, browse, cartEvent, cartEvent, cartEvent, shopping, shopping, shopping, order, order, loyal, devices,
		refund, login, login, advertise, survey, refer, merge, obstacle, obstacle, failure, message, message, speak, meet, again,
	}
}

func (g *generator) whole(choices ...int) json.Number {
	return json.Number(fmt.Sprint(pick(g.rng, choices)))
}

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

// either sends an event from the browser or from the server.
func (g *generator) either(a who, name string, params event.Params) *Step {
	if g.chance(70) {
		return g.browser(a, name, params)
	}
	return g.server(a, name, params)
}

func browse(g *generator) {
	a := g.someone()
	for range 1 + g.rng.IntN(3) {
		s := g.either(a, pick(g.rng, []string{"page_view", "page_view", "view_item", "search", "user_engagement",
			"scroll", "generate_lead", "sign_up", "custom_thing", "click", "impression", "select_promotion"}), nil)
		if s.Event.Name == "view_item" {
			g.items(s)
		}
	}
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

// devices are two of one person, who goes from one to the other in the middle of everything.
func devices(g *generator) {
	phone, desk := g.someone(), g.someone()
	desk.customer = phone.customer
	for _, a := range []who{phone, desk} {
		s := g.server(a, "login", nil)
		s.Event.VisitorID, s.Event.CustomerID = a.visitor, a.customer
	}
	for _, name := range []string{"page_view", "view_item", "view_item", "add_to_cart", "begin_checkout", "add_shipping_info", "add_payment_info"} {
		if g.chance(70) {
			s := g.browser(pick(g.rng, []who{phone, desk}), name, nil)
			g.items(s)
			g.choose(s)
		}
	}
	if g.chance(60) {
		g.buy(pick(g.rng, []who{phone, desk}), "")
	}
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

func login(g *generator) {
	a := g.someone()
	switch g.rng.IntN(4) {
	case 0:
		g.either(a, "logout", nil)
	case 1:
		g.browser(a, "login", nil).Event.CustomerID = a.customer
	default:
		s := g.server(a, "login", nil)
		s.Event.VisitorID, s.Event.CustomerID = a.visitor, a.customer
	}
}

// advertise reports advertisements: those that a page shows, and a network's own figures, which
// name their campaign in an address or in params.
func advertise(g *generator) {
	a, name := g.someone(), pick(g.rng, []string{"ad_impression", "ad_click"})
	if g.chance(40) {
		g.browser(a, name, nil)
		g.browser(a, "page_view", nil)
		return
	}
	p := event.Params{"count": g.whole(1, 7, 1000)}
	if g.chance(70) {
		for key, v := range g.priced("cost") {
			p[key] = v
		}
	}
	for _, told := range [][]string{{"source", "google", "instagram"}, {"medium", "cpc", "paid_social"}, {"campaign", "spring", "sale"}} {
		if g.chance(60) {
			p[told[0]] = told[1+g.rng.IntN(2)]
		}
	}
	if s := g.server(a, name, p); g.chance(40) {
		g.page(s)
	}
}

func survey(g *generator) {
	p := event.Params{"survey_id": g.name("S", 2), "kind": pick(g.rng, []string{"nps", "csat", "ces", "text"})}
	if g.chance(70) {
		p["response_id"] = g.name("r", 2)
	}
	switch p["kind"] {
	case "nps":
		p["score"] = g.whole(0, 6, 7, 8, 9, 10)
	case "csat":
		p["score"] = g.whole(1, 3, 4, 5)
	case "ces":
		p["score"] = g.whole(1, 4, 5, 7)
	}
	if g.chance(10) {
		delete(p, "score")
	}
	if g.chance(20) {
		p["text"] = pick(g.rng, []string{"quite", " "})
	}
	if g.chance(15) {
		p["stage"] = pick(g.rng, []string{"awareness", "evaluation", "purchase"})
	}
	g.either(g.someone(), "survey_answered", p)
}

func refer(g *generator) {
	p := event.Params{"referral_code": g.name("R", 2)}
	name := pick(g.rng, []string{"referral_shared", "referral_visited", "referral_visited"})
	if name == "referral_visited" && g.chance(20) {
		p = nil
	}
	g.either(g.someone(), name, p)
}

func merge(g *generator) {
	var p event.Params
	if g.chance(60) {
		p = event.Params{"from_cart_id": g.name("K", 4)}
	}
	g.either(g.someone(), "cart_merged", p).Event.CartID = g.name("K", 4)
}

func obstacle(g *generator) {
	name, p := g.hindrance()
	g.cart(g.either(g.someone(), name, p))
}

// hindrance is an event that may be friction.
func (g *generator) hindrance() (name string, p event.Params) {
	name = pick(g.rng, []string{"payment_failed", "coupon_denied", "out_of_stock", "auth_wall", "exception", "otp_failed",
		"rage_click", "slow_page", "web_vitals", "form_start", "form_error", "form_abandon", "shipping_quoted"})
	switch {
	case name == "shipping_quoted":
		p = event.Params{"serviceable": g.chance(50)}
	case name == "form_error" && g.chance(80):
		p = event.Params{"digits": pick(g.rng, []string{"latin", "persian"}), "field": "phone"}
		if g.chance(30) {
			p["form"] = "address"
		}
	case g.chance(20):
		p = event.Params{"reason": pick(g.rng, event.Reasons())}
	}
	return name, p
}

// failure is a payment that failed, as the bank tells it and the page, and perhaps again.
func failure(g *generator) {
	a, id := g.someone(), g.name("A", 4)
	for range 1 + g.rng.IntN(3) {
		var p event.Params
		if g.chance(75) {
			p = event.Params{"attempt_id": id}
		}
		s := g.either(a, "payment_failed", p)
		g.cart(s)
		g.choose(s)
	}
}

// message is a part of the life of a message. Nobody reports what was delivered of one campaign.
func message(g *generator) {
	n := 1 + g.rng.IntN(5)
	p := event.Params{"message_id": fmt.Sprintf("M%d", n)}
	if n > 1 {
		p["campaign"] = fmt.Sprintf("mail%d", n/2)
	}
	if g.chance(4) {
		p = nil // nobody knows which
	}
	names := []string{"message_sent", "message_sent", "message_opened", "message_clicked", "message_bounced"}
	if n > 3 {
		names = append(names, "message_delivered", "message_delivered")
	}
	a := g.someone()
	for range 1 + g.rng.IntN(3) {
		g.server(a, pick(g.rng, names), maps.Clone(p))
	}
}

func speak(g *generator) {
	switch a := g.someone(); g.rng.IntN(3) {
	case 0:
		g.either(a, "share", nil)
	case 1:
		p := event.Params{"rating": g.whole(1, 3, 5)}
		if g.chance(20) {
			p = event.Params{"text": "nice"}
		}
		g.either(a, "review_submitted", p)
	default:
		g.server(a, "mention", event.Params{"count": g.whole(1, 12)})
	}
}

// meet tells of a touchpoint that was seen, and perhaps clicked.
func meet(g *generator) {
	a := g.someone()
	for _, name := range []string{"impression", "click", "view_promotion", "select_promotion"}[:1+g.rng.IntN(4)] {
		g.either(a, name, nil).Event.Touchpoint = g.name("place", 2)
	}
}

// again sends an earlier step once more.
func again(g *generator) {
	if len(g.h.Steps) > 0 {
		g.h.Steps = append(g.h.Steps, pick(g.rng, g.h.Steps).clone())
	}
}
