package shop

import (
	"context"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/safar-cx/safar/examples/shop/internal/goods"
	"github.com/safar-cx/safar/examples/shop/internal/store"
	"github.com/safar-cx/safar/sdk"
)

// maxQuantity is how many pieces of a product one order may hold.
const maxQuantity = 99

// maxCoupon is how much of what was typed as a coupon is looked at, in bytes.
const maxCoupon = 30

// bill is a cart as its pages show it.
type bill struct {
	Lines  []goods.Line
	Coupon string
	Sum    goods.Sum
	// Shipped tells that the cost of shipping is known.
	Shipped bool
	City    goods.City
}

func (s *Shop) showCart(c echo.Context, v *visit) error {
	cart := v.cart
	sum := goods.Add(cart.Lines, cart.Coupon, 0)
	if len(cart.Lines) > 0 {
		ctx := c.Request().Context()
		s.safar.ViewCart(ctx, basket(cart))
		s.safar.PriceShown(ctx, shown(stepCart, cart.ID, sum))
	}
	return s.show(c, v, page{
		Name: "cart", Path: "/cart",
		Data: bill{Lines: cart.Lines, Coupon: coupon(cart.Coupon, sum), Sum: sum},
	})
}

func (s *Shop) addToCart(c echo.Context, v *visit) error {
	p, ok := goods.Find(c.FormValue("product"))
	more, valid := quantity(c)
	if !ok || !valid || more == 0 {
		return echo.ErrBadRequest
	}
	if err := s.needCart(c, v); err != nil {
		return err
	}
	enough, err := s.put(c.Request().Context(), v, p, v.cart.Quantity(p.ID)+more)
	if err != nil {
		return err
	}
	if !enough {
		s.say(c, "not_enough")
		return v.redirect(c, "/p/"+p.ID)
	}
	s.say(c, "added")
	return v.redirect(c, "/cart")
}

func (s *Shop) changeQuantity(c echo.Context, v *visit) error {
	p, ok := goods.Find(c.FormValue("product"))
	wanted, valid := quantity(c)
	if c.FormValue("remove") != "" {
		wanted, valid = 0, true
	}
	if !ok || !valid || v.cart.Quantity(p.ID) == 0 {
		return echo.ErrBadRequest
	}
	enough, err := s.put(c.Request().Context(), v, p, wanted)
	if err != nil {
		return err
	}
	if !enough {
		s.say(c, "not_enough")
	}
	return v.redirect(c, "/cart")
}

// put brings a product of the cart to a quantity and says what that added or took away. It
// tells whether there are as many.
func (s *Shop) put(ctx context.Context, v *visit, p goods.Product, wanted int) (enough bool, err error) {
	before := v.cart.Quantity(p.ID)
	pieces, err := s.store.Pieces(ctx, p.ID)
	if err != nil {
		return false, err
	}
	if wanted > before && wanted > min(pieces, maxQuantity) {
		s.safar.OutOfStock(ctx, item(p, wanted))
		return false, nil
	}
	if err := s.store.SetQuantity(ctx, v.cart.ID, p.ID, wanted); err != nil {
		return false, err
	}
	switch {
	case wanted > before:
		s.safar.AddToCart(ctx, sdk.Basket{CartID: v.cart.ID, Items: []sdk.Item{item(p, wanted-before)}})
	case wanted < before:
		s.safar.RemoveFromCart(ctx, sdk.Basket{CartID: v.cart.ID, Items: []sdk.Item{item(p, before-wanted)}})
	}
	return true, nil
}

// applyCoupon tries a coupon. One that is refused leaves the one before in its place.
func (s *Shop) applyCoupon(c echo.Context, v *visit) error {
	code := strings.ToUpper(strings.TrimSpace(strings.ToValidUTF8(c.FormValue("coupon"), "")))
	if code == "" || len(code) > maxCoupon || len(v.cart.Lines) == 0 {
		return echo.ErrBadRequest
	}
	ctx := c.Request().Context()
	if _, denial := goods.Redeem(code, goods.Add(v.cart.Lines, "", 0).Items); denial != "" {
		s.safar.CouponDenied(ctx, code, string(denial))
		s.say(c, "coupon_"+string(denial))
		return v.redirect(c, "/cart")
	}
	if err := s.store.SetCoupon(ctx, v.cart.ID, code); err != nil {
		return err
	}
	s.say(c, "coupon_applied")
	return v.redirect(c, "/cart")
}

// needCart sees to it that the visit has a cart.
func (s *Shop) needCart(c echo.Context, v *visit) error {
	if v.cart.ID != "" {
		return nil
	}
	cart, err := s.store.NewCart(c.Request().Context(), v.customer.ID)
	if err != nil {
		return err
	}
	s.useCart(c, v, cart)
	return nil
}

func (s *Shop) useCart(c echo.Context, v *visit, cart store.Cart) {
	v.cart = cart
	s.setCookie(c, cartCookie, cart.Token)
	sdk.SetCart(c.Request().Context(), cart.ID)
}

// quantity reads how many somebody wants, in digits of any script.
func quantity(c echo.Context) (n int, valid bool) {
	text, _ := entry(c, "quantity")
	n, err := strconv.Atoi(text)
	return n, err == nil && n >= 0
}
