package shop

import (
	"context"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/safar-cx/safar/examples/shop/internal/bank"
	"github.com/safar-cx/safar/examples/shop/internal/goods"
	"github.com/safar-cx/safar/examples/shop/internal/store"
	"github.com/safar-cx/safar/examples/shop/internal/words"
	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/event"
)

// The ways to pay.
const (
	methodCard = "card"
	methodCash = "cash"
	methodTill = "till"
)

// placeOrder makes an order of the cart: at once when it is paid in cash, else at the bank.
// What was in the cart is in the order from here on, so that a late payment pays for what the
// shopper has seen.
func (s *Shop) placeOrder(c echo.Context, v *visit) error {
	if back := s.before(v, "payment"); back != "" {
		return v.redirect(c, back)
	}
	ctx := c.Request().Context()
	method := c.FormValue("method")
	city, _ := goods.FindCity(v.cart.Address.City)
	if method != methodCard && (method != methodCash || !city.Cash) {
		return echo.ErrBadRequest
	}
	if there, err := s.inStock(ctx, v.cart); err != nil {
		return err
	} else if !there {
		s.say(c, "out_of_stock")
		return v.redirect(c, "/cart")
	}
	b := basket(v.cart)
	b.PaymentType = method
	s.safar.AddPaymentInfo(ctx, b)

	order := store.Order{
		Cart: v.cart.ID, Customer: v.customer.ID,
		Visitor: visitorOf(c.Request()), Consent: string(consentOf(c.Request())),
		Surface: string(event.SurfaceWeb), State: store.Pending, Method: method,
		Coupon: v.cart.Coupon, ReferralCode: v.referral(c.Request()),
		Sum: v.cart.Sum(), Lines: v.cart.Lines, Address: v.cart.Address, Lang: string(v.lang),
	}
	if method == methodCash {
		order.State = store.Paid
	}
	order, err := s.store.NewOrder(ctx, order)
	if err != nil {
		return err
	}
	s.setCookie(c, orderCookie, order.Secret)
	if method == methodCash {
		s.safar.Purchase(ctx, purchase(order))
		return v.redirect(c, "/thanks")
	}
	return s.toBank(c, v, order)
}

// toBank sends the shopper to the bank's page.
func (s *Shop) toBank(c echo.Context, v *visit, order store.Order) error {
	ctx := c.Request().Context()
	asked, err := s.askBank(ctx, order)
	if err != nil {
		s.config.Logger.Warn("the bank cannot be reached", "error", err)
		if _, err := s.store.Move(ctx, order.ID, store.Pending, store.Failed); err != nil {
			return err
		}
		// Nobody declined anything: this is the shop's own trouble.
		s.safar.Friction(ctx, event.NamePaymentFailed, event.ReasonSiteError, "the bank cannot be reached",
			sdk.Cart(order.Cart), sdk.String("attempt_id", order.ID), sdk.Bool("retryable", true))
		s.say(c, "bank_away")
		return v.redirect(c, "/checkout/payment")
	}
	if err := s.store.SetPayment(ctx, order.ID, asked.ID); err != nil {
		return err
	}
	s.safar.PaymentRedirected(ctx, payment(order))
	return c.Redirect(http.StatusSeeOther, asked.URL)
}

// paymentReturn is where the bank sends the shopper back to.
func (s *Shop) paymentReturn(c echo.Context) error {
	ctx := c.Request().Context()
	order, err := s.store.OrderByPayment(ctx, c.QueryParam("payment"))
	if errors.Is(err, store.ErrNotFound) {
		return echo.ErrNotFound
	}
	if err != nil {
		return err
	}
	sdk.SetCart(ctx, order.Cart)
	if cookie(c.Request(), orderCookie) == order.Secret {
		// The way back has no language, so nobody has greeted the customer yet.
		sdk.Identify(ctx, order.Customer)
	}
	s.safar.PaymentReturned(ctx, payment(order))
	state, err := s.settle(ctx, order)
	if err != nil {
		return err
	}
	lang, _ := words.Known(order.Lang)
	v := &visit{lang: lang}
	if state == store.Failed {
		s.say(c, "declined")
		return v.redirect(c, "/checkout/payment")
	}
	return v.redirect(c, "/thanks")
}

// paymentNotify is where the bank's server tells the shop's that it should ask about a
// payment, when nobody came back. What it says is not believed, only looked into.
func (s *Shop) paymentNotify(c echo.Context) error {
	var notice bank.Notice
	if err := c.Bind(&notice); err != nil {
		return err
	}
	ctx := c.Request().Context()
	order, err := s.store.OrderByPayment(ctx, notice.ID)
	if errors.Is(err, store.ErrNotFound) {
		return echo.ErrNotFound
	}
	if err != nil {
		return err
	}
	state, err := s.settle(scopeOf(ctx, order), order)
	if err != nil {
		return err
	}
	if state == store.Pending {
		return c.NoContent(http.StatusServiceUnavailable) // so that the bank calls again
	}
	return c.NoContent(http.StatusNoContent)
}

// settle asks the bank what became of a pending order and acts on it, once however often it
// is called. It returns the state that the order has then.
func (s *Shop) settle(ctx context.Context, order store.Order) (store.State, error) {
	if order.State != store.Pending {
		return order.State, nil
	}
	answer, err := s.verify(ctx, order.Payment)
	if err != nil {
		// Not knowing is no failure: the bank will tell the server once it can.
		s.config.Logger.Warn("the bank cannot be asked", "error", err)
		return store.Pending, nil
	}
	switch answer.Status {
	case bank.Approved:
		moved, err := s.store.Move(ctx, order.ID, store.Pending, store.Paid)
		if moved {
			s.safar.Purchase(ctx, purchase(order))
		}
		return store.Paid, err
	case bank.Declined:
		moved, err := s.store.Move(ctx, order.ID, store.Pending, store.Failed)
		if moved {
			p := payment(order)
			p.Class, p.Code, p.Retryable = "declined", answer.Code, true
			s.safar.PaymentFailed(ctx, p)
		}
		return store.Failed, err
	}
	return store.Pending, nil
}

// thanks is the page of the last order of this browser.
func (s *Shop) thanks(c echo.Context, v *visit) error {
	order, err := s.store.OrderBySecret(c.Request().Context(), cookie(c.Request(), orderCookie))
	if errors.Is(err, store.ErrNotFound) || order.State == store.Failed {
		return v.redirect(c, "")
	}
	if err != nil {
		return err
	}
	p := page{
		Name: "thanks", Path: "/thanks", CartID: order.Cart,
		Data: struct {
			ID      string
			State   store.State
			Sum     goods.Sum
			Shipped bool
		}{order.ID, order.State, order.Sum, true},
	}
	if order.State == store.Paid {
		p.Push = []push{pushPurchase(order)}
		p.Survey = &survey{Kind: event.SurveyNPS, ID: "after-order", Touchpoint: "thank-you", Lang: v.lang}
	}
	return s.show(c, v, p)
}
