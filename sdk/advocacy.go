package sdk

import (
	"context"

	"github.com/safar-cx/safar/sdk/event"
)

// Review is what a customer wrote of a product.
type Review struct {
	ItemID string
	// Rating is 1 to 5; zero means none was given.
	Rating int
	Text   string
}

// Review says that a review was written.
func (c *Client) Review(ctx context.Context, r Review) {
	rating, items := Attr{}, Attr{}
	if r.Rating != 0 {
		rating = Int("rating", int64(r.Rating))
	}
	if r.ItemID != "" {
		items = Items(Item{ID: r.ItemID})
	}
	c.Track(ctx, event.NameReviewSubmitted, rating, String("text", r.Text), items)
}

// Share says that something of the shop was shared, by a method such as "telegram".
func (c *Client) Share(ctx context.Context, method string) {
	c.Track(ctx, event.NameShare, String("method", method))
}

// ReferralShared says that a customer passed on a referral code; the first to do so owns it.
func (c *Client) ReferralShared(ctx context.Context, code string) {
	c.Track(ctx, event.NameReferralShared, String("referral_code", code))
}

// ReferralVisited says that the shopper came by a referral code.
func (c *Client) ReferralVisited(ctx context.Context, code string) {
	c.Track(ctx, event.NameReferralVisited, String("referral_code", code))
}

// Mentions says how often the shop was spoken of somewhere, such as "instagram", since it was
// last said; a program that watches networks knows.
func (c *Client) Mentions(ctx context.Context, network string, count int) {
	c.Track(ctx, event.NameMention, String("network", network), Int("count", int64(count)))
}
