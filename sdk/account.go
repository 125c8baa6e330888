package sdk

import (
	"context"

	"github.com/safar-cx/safar/sdk/event"
)

// SignUp says that the shopper opened an account, by a method such as "phone". Call Identify
// before it.
func (c *Client) SignUp(ctx context.Context, method string) {
	c.Track(ctx, event.NameSignUp, String("method", method))
}

// GenerateLead says that somebody left an address or a number to be told more, through a form
// or campaign such as "newsletter".
func (c *Client) GenerateLead(ctx context.Context, source string) {
	c.Track(ctx, event.NameGenerateLead, String("lead_source", source))
}

// Login says that the shopper signed in, by a method such as "code". Call Identify before it.
func (c *Client) Login(ctx context.Context, method string) {
	c.Track(ctx, event.NameLogin, String("method", method))
}

// Logout says that the shopper signed out: what the browser does from now on is no longer
// taken to be that customer's.
func (c *Client) Logout(ctx context.Context) { c.Track(ctx, event.NameLogout) }
