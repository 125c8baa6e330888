package sdk

import (
	"context"

	"github.com/safar-cx/safar/sdk/event"
)

// Message is what the shop sends to one person: an e-mail, a text message, a push.
type Message struct {
	// ID is the same in all that is said of one message to one person, 1 to 128 characters. It
	// is required.
	ID string
	// Campaign is what it belongs to, such as "welcome" or "abandoned-cart".
	Campaign string
	// CustomerID is whom it goes to; empty means that of the scope. Like that it is sent only
	// with full consent.
	CustomerID string
	// Surface is how it goes, such as event.SurfaceEmail.
	Surface event.Surface
}

// MessageSent says that a message was handed over to whoever delivers it. In a request, that
// and the calls below leave the browser out: it is the provider's, or not known to be that of
// the person.
func (c *Client) MessageSent(ctx context.Context, m Message) {
	c.message(ctx, event.NameMessageSent, &m)
}

// MessageDelivered says that it arrived. Where a provider tells of deliveries, messages count
// from there.
func (c *Client) MessageDelivered(ctx context.Context, m Message) {
	c.message(ctx, event.NameMessageDelivered, &m)
}

// MessageOpened says that it was opened. MessageLinks says so by itself.
func (c *Client) MessageOpened(ctx context.Context, m Message) {
	c.message(ctx, event.NameMessageOpened, &m)
}

// MessageClicked says that a link in it was followed, which implies that it was opened.
// MessageLinks says so by itself.
func (c *Client) MessageClicked(ctx context.Context, m Message) {
	c.message(ctx, event.NameMessageClicked, &m)
}

// MessageBounced says that it came back.
func (c *Client) MessageBounced(ctx context.Context, m Message) {
	c.message(ctx, event.NameMessageBounced, &m)
}

// MessageComplained says that it was reported as unwanted.
func (c *Client) MessageComplained(ctx context.Context, m Message) {
	c.message(ctx, event.NameMessageComplained, &m)
}

// MessageUnsubscribed says that no more are wanted.
func (c *Client) MessageUnsubscribed(ctx context.Context, m Message) {
	c.message(ctx, event.NameMessageUnsubscribed, &m)
}

func (c *Client) message(ctx context.Context, name string, m *Message) {
	c.Track(ctx, name, Customer(m.CustomerID), Surface(m.Surface), String("message_id", m.ID), String("campaign", m.Campaign))
}
