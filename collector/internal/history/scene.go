package history

import (
	"encoding/json"
	"fmt"

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

// again sends an earlier step once more.
func again(g *generator) {
	if len(g.h.Steps) > 0 {
		g.h.Steps = append(g.h.Steps, pick(g.rng, g.h.Steps).clone())
	}
}
