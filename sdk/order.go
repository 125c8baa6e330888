package sdk

import (
	"context"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// Order is what was bought.
type Order struct {
	// TransactionID is the shop's own number of the order, by which the browser's and the
	// server's word of it become one. It is required.
	TransactionID string
	// CartID is the cart that became the order; empty means that of the scope.
	CartID string
	// CustomerID is the buyer's; empty means that of the scope. Like that it is sent only
	// with full consent.
	CustomerID string
	Coupon     string
	// ReferralCode is the one by which the buyer came, see ReferralShared.
	ReferralCode string
	PaymentType  string
	// Value is what the goods cost after discounts, without tax and shipping. The zero Money
	// means the sum of Items, if all of them have a price.
	Value, Tax, Shipping Money
	Items                []Item
	// Surface is where it was bought; empty means that of the scope. See the function of that
	// name for orders at the till and on the phone.
	Surface event.Surface
	// Time is when it was bought. Zero means now.
	Time time.Time
}

// Purchase says that an order was placed and paid. Say it once the payment is verified,
// whether or not the buyer's browser came back. Said twice, it counts once.
func (c *Client) Purchase(ctx context.Context, o Order) {
	c.Track(ctx, event.NamePurchase, At(o.Time), Customer(o.CustomerID), Cart(o.CartID), Surface(o.Surface),
		String("transaction_id", o.TransactionID), valueOf(o.Value, o.Items), Amount("tax", o.Tax), Amount("shipping", o.Shipping),
		String("coupon", o.Coupon), String("referral_code", o.ReferralCode), String("payment_type", o.PaymentType), Items(o.Items...))
}

// Refund is money given back.
type Refund struct {
	// TransactionID is the order's. It is required.
	TransactionID string
	// RefundID tells several refunds of an order apart; one said twice counts once.
	RefundID string
	// Value is how much; the zero Money means the sum of Items, and without those the whole
	// order.
	Value Money
	Items []Item
}

// Refund says that money was given back. It is taken to be the act of staff: the browser of
// the request does not go with it.
func (c *Client) Refund(ctx context.Context, r Refund) {
	c.Track(ctx, event.NameRefund, String("transaction_id", r.TransactionID), String("refund_id", r.RefundID),
		valueOf(r.Value, r.Items), Items(r.Items...))
}

// CancelOrder says that an order will not be. It counts in no metric of orders any more. As
// with Refund, the browser of the request does not go with it.
func (c *Client) CancelOrder(ctx context.Context, transactionID string) {
	c.Track(ctx, event.NameOrderCancelled, String("transaction_id", transactionID))
}
