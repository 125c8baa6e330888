package shop

import (
	"context"
	"net/http"

	"github.com/safar-cx/safar/examples/shop/internal/goods"
	"github.com/safar-cx/safar/examples/shop/internal/store"
	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/event"
)

// The steps at which a shopper sees prices.
const (
	stepCart     = "cart"
	stepShipping = "shipping"
	stepPayment  = "payment"
)

// newSafar makes the client. Without a collector it is one that does nothing, so that no
// handler has to ask.
func newSafar(c Config) (*sdk.Client, error) {
	if c.CollectorURL == "" {
		return sdk.Discard(), nil
	}
	return sdk.New(sdk.Config{
		Endpoint: c.CollectorURL, Key: c.ServerKey, Consent: consentOf,
		BufferBytes: c.BufferBytes, Logger: c.Logger,
	})
}

// consentOf is what the shopper of a request agreed to: the answer to the shop's own banner
// decides. A browser that asks not to be tracked has answered already.
func consentOf(r *http.Request) event.Consent {
	if r.Header.Get("Sec-GPC") != "1" && cookie(r, consentCookie) == agreedFull {
		return event.ConsentFull
	}
	return event.ConsentAnonymous
}

// visitorOf is the id that the tag has given the browser, "" without consent.
func visitorOf(r *http.Request) string {
	if consentOf(r) != event.ConsentFull {
		return ""
	}
	return cookie(r, sdk.VisitorCookie)
}

// scopeOf is the scope of what is said of an order in the absence of its buyer: by the bank's
// server, at the till, by staff.
func scopeOf(ctx context.Context, o store.Order) context.Context {
	scope := sdk.Scope{CartID: o.Cart, Surface: event.Surface(o.Surface), Consent: event.Consent(o.Consent)}
	if scope.Consent == event.ConsentFull {
		scope.VisitorID, scope.CustomerID = o.Visitor, o.Customer
	}
	return sdk.WithScope(ctx, scope)
}

func rials(amount int64) sdk.Money { return sdk.Money{Minor: amount, Currency: goods.Currency} }

func item(p goods.Product, quantity int) sdk.Item {
	return sdk.Item{ID: p.ID, Name: p.Name.En, Category: p.Category, Price: rials(p.Price), Quantity: quantity}
}

func items(lines []goods.Line) []sdk.Item {
	all := make([]sdk.Item, len(lines))
	for i, l := range lines {
		all[i] = item(l.Product, l.Quantity)
	}
	return all
}

// basket is a whole cart; its value is what the goods cost after the discount.
func basket(c store.Cart) sdk.Basket {
	sum := c.Sum()
	return sdk.Basket{CartID: c.ID, Value: rials(sum.Goods()), Coupon: coupon(c.Coupon, sum), Items: items(c.Lines)}
}

// shown is what the shopper sees to be paid at a step. Shipping is stated where it is shown.
func shown(step, cart string, sum goods.Sum) sdk.Prices {
	p := sdk.Prices{
		CartID: cart, Step: step,
		Items: rials(sum.Items), Discount: rials(sum.Discount), Total: rials(sum.Total()),
	}
	if step != stepCart {
		p.Shipping = rials(sum.Shipping)
	}
	return p
}

func payment(o store.Order) sdk.Payment {
	return sdk.Payment{CartID: o.Cart, AttemptID: o.ID, Value: rials(o.Sum.Total())}
}

func purchase(o store.Order) sdk.Order {
	return sdk.Order{
		TransactionID: o.ID, CartID: o.Cart, CustomerID: o.Customer,
		Coupon: coupon(o.Coupon, o.Sum), ReferralCode: o.ReferralCode, PaymentType: o.Method,
		Value: rials(o.Sum.Goods()), Shipping: rials(o.Sum.Shipping),
		Items: items(o.Lines), Surface: event.Surface(o.Surface),
	}
}

// coupon is the code where it took something off.
func coupon(code string, sum goods.Sum) string {
	if sum.Discount == 0 {
		return ""
	}
	return code
}
