package demo

import "github.com/safar-cx/safar/sdk/event"

// checkOut goes through the checkout. It returns why somebody left, "" for who ordered.
func (v *visit) checkOut() string {
	v.open(v.checkoutPage("address"))
	v.tell(event.NameBeginCheckout, v.worth(v.total(), v.who.cart.lines))
	for _, step := range []func() string{v.identify, v.enterAddress, v.chooseShipping, v.choosePayment, v.pay} {
		if reason := step(); reason != "" {
			return reason
		}
	}
	return ""
}

// identify signs a customer in, or makes one of a guest.
func (v *visit) identify() string {
	failing := 0.05
	switch {
	case v.known:
		return ""
	case v.who.customer != "":
	case v.chance(0.38):
		v.tell(event.NameAuthWall, event.Params{"detail": "an account is needed to order"})
		v.who.suffer(0.3)
		v.look(12)
		if v.chance(0.26) {
			return event.ReasonForcedAccount
		}
		failing = 0.1
	case v.chance(0.4):
		return "" // orders as a guest
	}
	v.look(14)
	for v.chance(failing) {
		v.tell(event.NameOTPFailed, event.Params{"detail": oneOf(v.dice, []string{"message did not arrive", "code expired", "wrong code"})})
		v.who.suffer(0.7)
		v.look(30)
		if v.chance(0.42) {
			return event.ReasonForcedAccount
		}
	}
	name := event.NameLogin
	if v.who.customer == "" {
		v.enrol(v.who)
		name = event.NameSignUp
	}
	v.known = true
	v.tell(name, event.Params{"method": "one-time code"})
	return ""
}

// enterAddress is the longest form of the shop. Keyboards of phones write Persian digits,
// which its postal code refuses.
func (v *visit) enterAddress() string {
	v.say(event.NameFormStart, event.Params{"form": "address"})
	v.look(38)
	persian := 0.06
	if v.device.mobile && v.who.language.code == "fa" {
		persian = 0.2
	}
	leave, reason := 0.05, event.ReasonTooLong
	if v.chance(persian) {
		leave, reason = 0.26, event.ReasonFieldError
		v.say(event.NameFormError, event.Params{"form": "address", "field": "postal_code", "rule": "pattern", "digits": "persian"})
		v.who.suffer(0.4)
		v.look(15)
	} else if v.chance(0.07) {
		leave, reason = 0.15, event.ReasonFieldError
		v.say(event.NameFormError, event.Params{"form": "address", "field": oneOf(v.dice, []string{"phone", "city", "name"}), "rule": "required"})
		v.look(8)
	}
	v.stuck(0.02)
	if v.chance(0.008) {
		leave += 0.4
		v.tell(event.NameServerError, event.Params{"status": 502, "route": "POST /checkout/address"})
		v.who.suffer(1)
	}
	if v.chance(leave) {
		if v.chance(0.5) {
			v.say(event.NameFormAbandon, event.Params{"form": "address", "last_field": "postal_code"})
		}
		return reason
	}
	v.say(event.NameFormSubmit, event.Params{"form": "address"})
	return ""
}

// What shipping costs, in Rial.
const (
	shippingBefore = 950_000
	shippingNow    = 1_350_000
	shippingFar    = 1_400_000 // more
	shippingFree   = 15_000_000
)

// shippingCost is what it costs to send the cart.
func (v *visit) shippingCost() int64 {
	cost := int64(shippingBefore)
	switch {
	case sum(v.who.cart.lines) >= shippingFree:
		return 0
	case v.config.dayOf(v.now) >= v.config.Days-dearShipsBefore:
		cost = shippingNow
	}
	if v.who.remote {
		cost += shippingFar
	}
	return cost
}

// chooseShipping is where the cost of shipping shows, and some leave for it.
func (v *visit) chooseShipping() string {
	v.open(v.checkoutPage("shipping"))
	if v.who.remote && v.chance(0.4) {
		v.tell(event.NameShippingQuoted, event.Params{"serviceable": false})
		v.who.suffer(1.5)
		v.look(14)
		return event.ReasonNoDelivery
	}
	v.cost = v.shippingCost()
	v.tell(event.NameShippingQuoted, event.Params{"currency": currency, "amount": v.cost, "serviceable": true, "days": v.between(2, 6)})
	v.showPrices("shipping", v.cost)
	v.look(16)
	surprise := float64(v.cost-v.foreseen()) / float64(v.total())
	if v.chance(0.03 + min(0.5, 2.2*surprise*v.who.thrift)) {
		if surprise >= 0.05 {
			return event.ReasonExtraCosts
		}
		return event.ReasonUnknown
	}
	if surprise >= 0.1 {
		v.who.suffer(0.4)
	}
	params := v.worth(v.total(), v.who.cart.lines)
	params["shipping_tier"] = "post"
	v.tell(event.NameAddShippingInfo, params)
	return ""
}

// choosePayment is the page before the bank's.
func (v *visit) choosePayment() string {
	v.open(v.checkoutPage("payment"))
	v.look(12)
	if v.who.language.code != "fa" && v.chance(0.2) {
		v.say(event.NameAlertDisplayed, event.Params{"type": "payment", "reason": event.ReasonNoPaymentMethod, "detail": "foreign cards are not taken"})
		v.look(10)
		if v.chance(0.6) {
			return event.ReasonNoPaymentMethod
		}
	}
	if v.chance(0.05) {
		return event.ReasonTrust
	}
	params := v.worth(v.total(), v.who.cart.lines)
	params["payment_type"] = "card"
	v.tell(event.NameAddPaymentInfo, params)
	return ""
}
