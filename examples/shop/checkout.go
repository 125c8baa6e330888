package shop

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/safar-cx/safar/examples/shop/internal/goods"
	"github.com/safar-cx/safar/examples/shop/internal/store"
	"github.com/safar-cx/safar/sdk"
)

// beginCheckout leads from the cart to the first step, if the goods are there and the shopper
// may come in.
func (s *Shop) beginCheckout(c echo.Context, v *visit) error {
	ctx := c.Request().Context()
	if len(v.cart.Lines) == 0 {
		return v.redirect(c, "/cart")
	}
	if there, err := s.inStock(ctx, v.cart); err != nil {
		return err
	} else if !there {
		s.say(c, "out_of_stock")
		return v.redirect(c, "/cart")
	}
	if s.config.RequireAccount && v.customer.ID == "" {
		s.safar.AuthWall(ctx)
		s.say(c, "account_needed")
		return v.redirect(c, "/login?next=checkout")
	}
	s.safar.BeginCheckout(ctx, basket(v.cart))
	return v.redirect(c, "/checkout/address")
}

// inStock tells whether all of a cart is there, and reports what is not.
func (s *Shop) inStock(ctx context.Context, cart store.Cart) (bool, error) {
	var missing []sdk.Item
	for _, l := range cart.Lines {
		pieces, err := s.store.Pieces(ctx, l.Product.ID)
		if err != nil {
			return false, err
		}
		if pieces < l.Quantity {
			missing = append(missing, item(l.Product, l.Quantity))
		}
	}
	if len(missing) == 0 {
		return true, nil
	}
	s.safar.OutOfStock(ctx, missing...)
	return false, nil
}

func (s *Shop) showAddress(c echo.Context, v *visit) error {
	if back := s.before(v, ""); back != "" {
		return v.redirect(c, back)
	}
	address := v.cart.Address
	if address.Contact == "" {
		address.Contact = v.customer.Contact
	}
	return s.askAddress(c, v, http.StatusOK, address, nil)
}

func (s *Shop) askAddress(c echo.Context, v *visit, status int, a store.Address, faults map[string]string) error {
	return s.show(c, v, page{
		Name: "address", Status: status, Path: "/checkout/address",
		Data: struct {
			Address store.Address
			Faults  map[string]string
		}{a, faults},
	})
}

func (s *Shop) saveAddress(c echo.Context, v *visit) error {
	if back := s.before(v, ""); back != "" {
		return v.redirect(c, back)
	}
	f := s.form(c, "address")
	address := store.Address{
		Recipient: f.required("recipient", 100),
		Contact:   f.contact("contact"),
		City:      f.city("city"),
		Street:    f.required("street", 200),
		Postcode:  f.postcode("postcode"),
	}
	if len(f.faults) > 0 {
		return s.askAddress(c, v, http.StatusUnprocessableEntity, address, f.faults)
	}
	if err := s.store.SetAddress(c.Request().Context(), v.cart.ID, address); err != nil {
		return err
	}
	return v.redirect(c, "/checkout/shipping")
}

// showShipping is where the cost of shipping is seen first.
func (s *Shop) showShipping(c echo.Context, v *visit) error {
	if back := s.before(v, "shipping"); back != "" {
		return v.redirect(c, back)
	}
	ctx := c.Request().Context()
	city, _ := goods.FindCity(v.cart.Address.City)
	s.safar.ShippingQuoted(ctx, sdk.Quote{CartID: v.cart.ID, Amount: quoted(city), Unserviceable: !city.Served, Days: city.Days})
	if city.Served {
		s.safar.PriceShown(ctx, shown(stepShipping, v.cart.ID, v.cart.Sum()))
	}
	return s.show(c, v, page{Name: "shipping", Path: "/checkout/shipping", Data: s.bill(v)})
}

// quoted is what shipping to a city costs, nothing stated where none goes.
func quoted(city goods.City) sdk.Money {
	if !city.Served {
		return sdk.Money{}
	}
	return rials(city.Shipping)
}

func (s *Shop) acceptShipping(c echo.Context, v *visit) error {
	if back := s.before(v, "shipping"); back != "" {
		return v.redirect(c, back)
	}
	if city, _ := goods.FindCity(v.cart.Address.City); !city.Served {
		return v.redirect(c, "/checkout/shipping")
	}
	ctx := c.Request().Context()
	if err := s.store.AcceptQuote(ctx, v.cart.ID); err != nil {
		return err
	}
	b := basket(v.cart)
	b.ShippingTier = "post"
	s.safar.AddShippingInfo(ctx, b)
	return v.redirect(c, "/checkout/payment")
}

func (s *Shop) showPayment(c echo.Context, v *visit) error {
	if back := s.before(v, "payment"); back != "" {
		return v.redirect(c, back)
	}
	s.safar.PriceShown(c.Request().Context(), shown(stepPayment, v.cart.ID, v.cart.Sum()))
	return s.show(c, v, page{Name: "payment", Path: "/checkout/payment", Data: s.bill(v)})
}

// before is the page that has to come before a step of the checkout, "" when all is there.
func (s *Shop) before(v *visit, step string) string {
	switch {
	case len(v.cart.Lines) == 0:
		return "/cart"
	case s.config.RequireAccount && v.customer.ID == "":
		return "/checkout"
	case step != "" && v.cart.Address.City == "":
		return "/checkout/address"
	case step == "payment" && !v.cart.Quoted:
		return "/checkout/shipping"
	}
	return ""
}

func (s *Shop) bill(v *visit) bill {
	city, _ := goods.FindCity(v.cart.Address.City)
	return bill{Lines: v.cart.Lines, Coupon: v.cart.Coupon, Sum: v.cart.Sum(), Shipped: true, City: city}
}
