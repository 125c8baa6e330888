package demo

import "github.com/safar-cx/safar/sdk/event"

// shop fills a cart and takes it as far as it goes.
func (v *visit) shop() outcome {
	v.fillCart()
	if v.chance(0.34 * v.doubt()) {
		v.remind()
		return leftCart
	}
	if !v.reviewCart() {
		v.ask(event.ReasonUnknown)
		v.remind()
		return leftCart
	}
	if reason := v.checkOut(); reason != "" {
		v.ask(reason)
		v.remind()
		return leftCheckout
	}
	return bought
}

// fillCart puts one product or more into the cart, or finds those of the visit before.
func (v *visit) fillCart() {
	cart := &v.who.cart
	if cart.id == "" || v.now.Sub(cart.opened) > keepCart {
		*cart = basket{id: "b" + v.id, opened: v.now}
	}
	if len(cart.lines) > 0 && v.chance(0.6) {
		return
	}
	for range 1 + v.about(0.5) {
		p := v.anyProduct()
		v.open(v.productPage(p))
		v.seeProduct(p)
		v.look(22)
		l := line{p, 1}
		if p.price < 10_000_000 && v.chance(0.28) {
			l.quantity = v.between(2, 4)
		}
		cart.lines = append(cart.lines, l)
		v.tell(event.NameAddToCart, v.worth(sum([]line{l}), []line{l}))
	}
}

// worth are the params of an event about products and their value.
func (v *visit) worth(value int64, lines []line) event.Params {
	return event.Params{"currency": currency, "value": value, "items": itemsOf(lines, v.who.language)}
}

// reviewCart is the page of the cart. It tells whether they go on to the checkout.
func (v *visit) reviewCart() bool {
	v.open(v.cartPage())
	v.told = v.who.orders > 0 || v.chance(0.3)
	v.tell(event.NameViewCart, v.worth(v.total(), v.who.cart.lines))
	v.showPrices("cart", v.foreseen())
	v.look(18)
	leave := 0.27 * v.doubt()
	if v.chance(0.04) {
		v.loseLine()
		leave += 0.3
	}
	if len(v.who.cart.lines) > 1 && v.chance(0.1) {
		v.takeOut()
	}
	if v.chance(0.17) && !v.tryCoupon() {
		leave += 0.24
		v.who.suffer(0.5)
	}
	v.stuck(0.01)
	return len(v.who.cart.lines) > 0 && !v.chance(leave)
}

// loseLine is a product that was sold in the meantime.
func (v *visit) loseLine() {
	cart := &v.who.cart
	gone := cart.lines[len(cart.lines)-1:]
	v.tell(event.NameOutOfStock, event.Params{"items": itemsOf(gone, v.who.language), "detail": "sold out since it was put into the cart"})
	v.who.suffer(0.8)
	if len(cart.lines) > 1 {
		v.takeOut()
	}
}

func (v *visit) takeOut() {
	cart := &v.who.cart
	last := len(cart.lines) - 1
	out := cart.lines[last:]
	v.tell(event.NameRemoveFromCart, v.worth(sum(out), out))
	cart.lines = cart.lines[:last:last]
}

// coupon is what takes a tenth off.
const coupon = "WELCOME10"

// denials are the codes that the shop refuses, with its reasons.
var denials = []event.Params{
	{"coupon": "NOWRUZ", "detail": "expired"},
	{"coupon": "SAFAR15", "detail": "minimum_not_reached"},
	{"coupon": "OFF50", "detail": "unknown"},
}

// tryCoupon tells whether the code was taken.
func (v *visit) tryCoupon() bool {
	v.look(8)
	if v.chance(0.55) {
		v.coupon = coupon
		v.showPrices("cart", v.foreseen())
		return true
	}
	v.tell(event.NameCouponDenied, oneOf(v.dice, denials))
	return false
}

// total is what the goods cost.
func (v *visit) total() int64 {
	all := sum(v.who.cart.lines)
	return all - v.discount(all)
}

func (v *visit) discount(goods int64) int64 {
	if v.coupon == "" {
		return 0
	}
	return goods / 10
}

// doubt is how likely somebody is to leave, 1 for whom the shop is new. Who has ordered
// before knows what to expect.
func (v *visit) doubt() float64 {
	if v.who.orders > 0 {
		return 0.5
	}
	return 1
}

// foreseen is the cost of shipping as the cart tells it: to those whose address the shop
// knows, and to those who ask for it.
func (v *visit) foreseen() int64 {
	if !v.told {
		return 0
	}
	return v.shippingCost()
}

// showPrices notes what a shopper was told it would cost.
func (v *visit) showPrices(step string, shipping int64) {
	goods := sum(v.who.cart.lines)
	params := event.Params{"currency": currency, "step": step, "items": goods, "total": v.total() + shipping}
	if off := v.discount(goods); off > 0 {
		params["discount"] = off
	}
	if shipping > 0 {
		params["shipping"] = shipping
	}
	v.tell(event.NamePriceShown, params)
}
