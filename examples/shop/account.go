package shop

import (
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/safar-cx/safar/examples/shop/internal/store"
	"github.com/safar-cx/safar/sdk"
)

// method is how customers prove who they are, as events name it.
const method = "one_time_code"

// nexts are the pages that a log-in may lead to.
var nexts = map[string]string{"checkout": "/checkout", "account": "/account"}

// login is the page on which one logs in or signs up.
type login struct {
	Contact, Next, Fault string
	// Code is the message that would have been sent.
	Sent bool
	Code string
}

func (s *Shop) showLogin(c echo.Context, v *visit) error {
	return s.askLogin(c, v, http.StatusOK, login{Next: c.QueryParam("next")})
}

func (s *Shop) askLogin(c echo.Context, v *visit, status int, l login) error {
	return s.show(c, v, page{Name: "login", Status: status, Path: "/login", Data: l})
}

func (s *Shop) sendCode(c echo.Context, v *visit) error {
	f := s.form(c, "login")
	contact := strings.ToLower(f.contact("contact"))
	l := login{Next: c.FormValue("next")}
	if fault := f.faults["contact"]; fault != "" {
		l.Fault = fault
		return s.askLogin(c, v, http.StatusUnprocessableEntity, l)
	}
	code, err := s.store.NewCode(c.Request().Context(), contact)
	if err != nil {
		return err
	}
	l.Contact, l.Sent, l.Code = contact, true, code
	return s.askLogin(c, v, http.StatusOK, l)
}

func (s *Shop) enterCode(c echo.Context, v *visit) error {
	ctx := c.Request().Context()
	contact, next := c.FormValue("contact"), c.FormValue("next")
	code, _ := entry(c, "code")
	right, err := s.store.UseCode(ctx, contact, code)
	if err != nil {
		return err
	}
	if !right {
		s.safar.OTPFailed(ctx)
		return s.askLogin(c, v, http.StatusUnprocessableEntity, login{Contact: contact, Next: next, Fault: "fault_code"})
	}
	customer, token, isNew, err := s.store.Enter(ctx, contact)
	if err != nil {
		return err
	}
	v.customer = customer
	s.setCookie(c, loginCookie, token)
	sdk.Identify(ctx, customer.ID)
	if isNew {
		s.safar.SignUp(ctx, method)
		s.say(c, "welcome")
	} else {
		s.safar.Login(ctx, method)
		s.say(c, "welcome_back")
	}
	if err := s.bringCarts(c, v); err != nil {
		return err
	}
	path, ok := nexts[next]
	if !ok {
		path = "/account"
	}
	return v.redirect(c, path)
}

// bringCarts brings the cart of this browser and the one that the customer left elsewhere
// together.
func (s *Shop) bringCarts(c echo.Context, v *visit) error {
	ctx := c.Request().Context()
	left, err := s.store.CartOf(ctx, v.customer.ID)
	switch {
	case errors.Is(err, store.ErrNotFound), err == nil && left.ID == v.cart.ID:
		if v.cart.ID == "" {
			return nil
		}
		return s.store.Claim(ctx, v.cart.ID, v.customer.ID)
	case err != nil:
		return err
	case v.cart.ID == "":
		s.useCart(c, v, left)
		return nil
	}
	if err := s.store.Merge(ctx, left.ID, v.cart.ID); err != nil {
		return err
	}
	s.safar.MergeCarts(ctx, left.ID, v.cart.ID)
	return s.store.Claim(ctx, v.cart.ID, v.customer.ID)
}

func (s *Shop) logout(c echo.Context, v *visit) error {
	ctx := c.Request().Context()
	if v.customer.ID != "" {
		s.safar.Logout(ctx)
		if err := s.store.Leave(ctx, cookie(c.Request(), loginCookie)); err != nil {
			return err
		}
	}
	for _, name := range []string{loginCookie, cartCookie, orderCookie} {
		s.setCookie(c, name, "")
	}
	s.say(c, "logged_out")
	return v.redirect(c, "")
}

func (s *Shop) account(c echo.Context, v *visit) error {
	if v.customer.ID == "" {
		return v.redirect(c, "/login?next=account")
	}
	orders, err := s.store.OrdersOf(c.Request().Context(), v.customer.ID)
	if err != nil {
		return err
	}
	return s.show(c, v, page{
		Name: "account", Path: "/account",
		Data: struct {
			Customer store.Customer
			Link     string
			Orders   []store.Order
		}{v.customer, s.link(v, ""), orders},
	})
}

func (s *Shop) shareReferral(c echo.Context, v *visit) error {
	if v.customer.ID == "" {
		return v.redirect(c, "/login?next=account")
	}
	s.safar.ReferralShared(c.Request().Context(), v.customer.ReferralCode)
	s.say(c, "referral_shared")
	return v.redirect(c, "/account")
}
