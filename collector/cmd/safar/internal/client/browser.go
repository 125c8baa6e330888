package client

import (
	"context"
	"net/http"

	"github.com/safar-cx/safar/collector/internal/transfer"
	"github.com/safar-cx/safar/sdk/event"
)

// Browser is a browser on a page of a shop: what it tells comes with the public key and with
// the headers that browsers send.
type Browser struct {
	Key string
	// Origin is of the page, such as https://shop.example.
	Origin    string
	UserAgent string
	// IP is where it would be. A collector believes it only of a proxy that it trusts.
	IP string
}

// SendAs sends events as a browser does, and again as Send does.
func (c *Client) SendAs(ctx context.Context, b Browser, events []event.Raw) (transfer.Answer, error) {
	header := http.Header{}
	header.Set("Content-Type", "text/plain")
	header.Set("X-Safar-Key", b.Key)
	header.Set("Origin", b.Origin)
	header.Set("User-Agent", b.UserAgent)
	header.Set("X-Forwarded-For", b.IP)
	return c.send(ctx, header, events)
}
