package sdk

import (
	"context"

	"github.com/safar-cx/safar/sdk/event"
)

// Prices are what a step of the checkout shows to be paid. What it does not show is left
// zero.
type Prices struct {
	// CartID is the cart's; empty means that of the scope.
	CartID string
	// Step is the shop's name of the step.
	Step string
	// Items is the price of the goods, Discount what is taken off.
	Items, Shipping, Tax, Discount, Total Money
}

// PriceShown says which prices the shopper sees. Said at every step, it shows costs that
// appear late: a last total 5% or more above the first is seen as a reason for leaving.
func (c *Client) PriceShown(ctx context.Context, p Prices) {
	c.Track(ctx, event.NamePriceShown, Cart(p.CartID), String("step", p.Step), Amount("items", p.Items),
		Amount("shipping", p.Shipping), Amount("tax", p.Tax), Amount("discount", p.Discount), Amount("total", p.Total))
}

// Quote is an offer to deliver.
type Quote struct {
	// CartID is the cart's; empty means that of the scope.
	CartID string
	// Amount is the price of delivery.
	Amount Money
	// Unserviceable says that the shop does not deliver there.
	Unserviceable bool
	// Days is how long it takes; zero means not stated.
	Days int
}

// ShippingQuoted says what the shopper was offered. An address without delivery is friction.
func (c *Client) ShippingQuoted(ctx context.Context, q Quote) {
	days := Attr{}
	if q.Days > 0 {
		days = Int("days", int64(q.Days))
	}
	c.Track(ctx, event.NameShippingQuoted, Cart(q.CartID), Amount("amount", q.Amount), Bool("serviceable", !q.Unserviceable), days)
}
