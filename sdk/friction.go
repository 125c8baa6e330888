package sdk

import (
	"context"

	"github.com/safar-cx/safar/sdk/event"
)

// Friction says that something stood in the shopper's way, by a name such as
// event.NameFormError. The reason is one of event.Reasons, "" for the default of the name;
// the detail is the shop's own words, and may be "".
func (c *Client) Friction(ctx context.Context, name, reason, detail string, attrs ...Attr) {
	if c.idle() {
		return
	}
	c.Track(ctx, name, append(attrs[:len(attrs):len(attrs)], Reason(reason, detail))...)
}

// CouponDenied says that a coupon was refused; the detail says why.
func (c *Client) CouponDenied(ctx context.Context, coupon, detail string) {
	c.Track(ctx, event.NameCouponDenied, String("coupon", coupon), Reason("", detail))
}

// OutOfStock says that the shopper wanted what is not there.
func (c *Client) OutOfStock(ctx context.Context, items ...Item) {
	c.Track(ctx, event.NameOutOfStock, Items(items...))
}

// PriceChanged says that goods cost more, or less, than when the shopper chose them.
func (c *Client) PriceChanged(ctx context.Context, items ...Item) {
	c.Track(ctx, event.NamePriceChanged, Items(items...))
}

// FieldError is an entry that a form did not take. What was entered is no part of it.
type FieldError struct {
	// Form and Field are the shop's names, such as "address" and "postcode".
	Form, Field string
	// Rule is what it broke, such as "format".
	Rule string
	// Digits is the class of digits that were refused: "latin", "persian" or "arabic". Persian
	// shoppers type Persian digits, and many a form takes Latin ones only.
	Digits string
}

// FormError says that a form did not take what the shopper entered.
func (c *Client) FormError(ctx context.Context, f FieldError) {
	c.Track(ctx, event.NameFormError, String("form", f.Form), String("field", f.Field), String("rule", f.Rule), String("digits", f.Digits))
}

// AuthWall says that the shopper had to sign in or up before going on.
func (c *Client) AuthWall(ctx context.Context) { c.Track(ctx, event.NameAuthWall) }

// OTPFailed says that a one-time code was wrong, late or never came.
func (c *Client) OTPFailed(ctx context.Context) { c.Track(ctx, event.NameOTPFailed) }
