package sdk

import (
	"context"

	"github.com/safar-cx/safar/sdk/event"
)

// Basket is what lies in a cart, or what was put in or taken out.
type Basket struct {
	// CartID is the cart's; empty means that of the scope, else the shopper's open cart.
	CartID string
	// CheckoutID is the checkout's, where the shop has one.
	CheckoutID string
	// Value is what the goods cost after discounts, without tax and shipping. The zero Money
	// means the sum of Items, if all of them have a price.
	Value  Money
	Coupon string
	Items  []Item
	// ShippingTier is the way of delivery that was chosen.
	ShippingTier string
	// PaymentType is the way of payment that was chosen.
	PaymentType string
}

// AddToCart says what was put in, not what lies in the cart then.
func (c *Client) AddToCart(ctx context.Context, b Basket) { c.basket(ctx, event.NameAddToCart, &b) }

// RemoveFromCart says what was taken out.
func (c *Client) RemoveFromCart(ctx context.Context, b Basket) {
	c.basket(ctx, event.NameRemoveFromCart, &b)
}

// ViewCart says that the shopper looks at the cart.
func (c *Client) ViewCart(ctx context.Context, b Basket) { c.basket(ctx, event.NameViewCart, &b) }

// BeginCheckout says that the shopper goes to the checkout.
func (c *Client) BeginCheckout(ctx context.Context, b Basket) {
	c.basket(ctx, event.NameBeginCheckout, &b)
}

// AddShippingInfo says that the shopper has told where to deliver, and how.
func (c *Client) AddShippingInfo(ctx context.Context, b Basket) {
	c.basket(ctx, event.NameAddShippingInfo, &b)
}

// AddPaymentInfo says that the shopper has told how to pay.
func (c *Client) AddPaymentInfo(ctx context.Context, b Basket) {
	c.basket(ctx, event.NameAddPaymentInfo, &b)
}

func (c *Client) basket(ctx context.Context, name string, b *Basket) {
	c.Track(ctx, name, Cart(b.CartID), Checkout(b.CheckoutID), valueOf(b.Value, b.Items), String("coupon", b.Coupon),
		String("shipping_tier", b.ShippingTier), String("payment_type", b.PaymentType), Items(b.Items...))
}

// MergeCarts says that one cart became part of another, as when a guest with a cart signs in.
func (c *Client) MergeCarts(ctx context.Context, from, into string) {
	c.Track(ctx, event.NameCartMerged, Cart(into), String("from_cart_id", from))
}
