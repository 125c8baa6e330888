package shop

import (
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/safar-cx/safar/examples/shop/internal/store"
	"github.com/safar-cx/safar/examples/shop/internal/words"
	"github.com/safar-cx/safar/sdk"
)

// visit is what the shop knows of whoever asks.
type visit struct {
	lang words.Lang
	// customer is zero for a guest, cart until something is put in.
	customer store.Customer
	cart     store.Cart
}

// handler answers one request of a visit.
type handler func(c echo.Context, v *visit) error

// greet makes out whose request it is before a page is made, and tells Safar.
func (s *Shop) greet(next handler) echo.HandlerFunc {
	return func(c echo.Context) error {
		v, err := s.recognise(c)
		if err != nil {
			return err
		}
		return next(c, v)
	}
}

func (s *Shop) recognise(c echo.Context) (*visit, error) {
	r := c.Request()
	ctx := r.Context()
	lang, ok := words.Known(c.Param("lang"))
	if !ok {
		return nil, echo.ErrNotFound
	}
	v := &visit{lang: lang}
	if cookie(r, langCookie) != string(lang) {
		s.setCookie(c, langCookie, string(lang))
	}
	if token := cookie(r, loginCookie); token != "" {
		customer, err := s.store.LoggedIn(ctx, token)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return nil, err
		}
		v.customer = customer
	}
	if token := cookie(r, cartCookie); token != "" {
		cart, err := s.store.OpenCart(ctx, token)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return nil, err
		}
		v.cart = cart
	}
	if v.customer.ID != "" {
		sdk.Identify(ctx, v.customer.ID)
	}
	if v.cart.ID != "" {
		sdk.SetCart(ctx, v.cart.ID)
	}
	return v, s.referred(c, v)
}

// langOf is the language to speak to somebody: that of the address, else the one spoken last,
// else the browser's.
func langOf(r *http.Request) words.Lang {
	first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	for _, code := range []string{first, cookie(r, langCookie)} {
		if lang, ok := words.Known(code); ok {
			return lang
		}
	}
	return words.Preferred(r.Header.Get("Accept-Language"))
}

// referred notes that a customer's link brought the visitor, once for each code.
func (s *Shop) referred(c echo.Context, v *visit) error {
	code := c.QueryParam("ref")
	if code == "" || code == cookie(c.Request(), referralCookie) || c.Request().Method != http.MethodGet {
		return nil
	}
	referrer, err := s.store.Referrer(c.Request().Context(), code)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	if err != nil || referrer.ID == v.customer.ID {
		return nil // nobody's code, or one's own
	}
	s.setCookie(c, referralCookie, code)
	s.safar.ReferralVisited(c.Request().Context(), code)
	return nil
}

// referral is the code that brought the visitor, unless it is their own.
func (v *visit) referral(r *http.Request) string {
	code := cookie(r, referralCookie)
	if code == v.customer.ReferralCode {
		return ""
	}
	return code
}

// to is an address below the language.
func (v *visit) to(path string) string { return "/" + string(v.lang) + path }

// redirect goes on to another page of the shop.
func (v *visit) redirect(c echo.Context, path string) error {
	return c.Redirect(http.StatusSeeOther, v.to(path))
}

// entry is what was typed into a field, in Latin digits, and what digits there were.
func entry(c echo.Context, field string) (text, digits string) {
	return words.Latin(c.FormValue(field))
}

// isContact tells whether a text can be an e-mail address or a phone number.
func isContact(text string) bool {
	if user, host, ok := strings.Cut(text, "@"); ok {
		return user != "" && strings.Contains(host, ".") && !strings.ContainsAny(text, " \t")
	}
	digits := strings.TrimPrefix(text, "+")
	return len(digits) >= 10 && len(digits) <= 14 && strings.Trim(digits, "0123456789") == ""
}
