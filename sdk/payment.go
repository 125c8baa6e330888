package sdk

import (
	"context"

	"github.com/safar-cx/safar/sdk/event"
)

// Payment is an attempt to pay.
type Payment struct {
	// CartID is the cart to be paid; empty means that of the scope.
	CartID string
	// AttemptID is the same in all that is said of one attempt, which then counts once.
	AttemptID string
	// Class and Code are the gateway's words for a failure, such as "declined" and "51".
	Class, Code string
	// Retryable says that the same card may work another time.
	Retryable bool
	// Value is what is to be paid.
	Value Money
}

// PaymentRedirected says that the shopper was sent to the payment gateway. One who does not
// come back within half an hour, and does not order, is seen as lost there.
func (c *Client) PaymentRedirected(ctx context.Context, p Payment) {
	c.Track(ctx, event.NamePaymentRedirected, Cart(p.CartID), String("attempt_id", p.AttemptID), Amount("value", p.Value))
}

// PaymentReturned says that the shopper came back from the gateway, with whatever result.
func (c *Client) PaymentReturned(ctx context.Context, p Payment) {
	c.Track(ctx, event.NamePaymentReturned, Cart(p.CartID), String("attempt_id", p.AttemptID), Amount("value", p.Value))
}

// PaymentFailed says that the gateway, or the verification after it, said no.
func (c *Client) PaymentFailed(ctx context.Context, p Payment) {
	c.Track(ctx, event.NamePaymentFailed, Cart(p.CartID), String("attempt_id", p.AttemptID), String("class", p.Class),
		String("code", p.Code), Bool("retryable", p.Retryable), Amount("value", p.Value))
}
