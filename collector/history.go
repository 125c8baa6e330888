package collector

import (
	"context"

	"github.com/safar-cx/safar/collector/internal/transfer"
	"github.com/safar-cx/safar/sdk/event"
)

// History takes a site's past in: events as a server key would send them, but however far
// back they lie. It is a sink for the transfer package.
type History struct {
	collector *Collector
	site      Site
}

// History makes a History of a site.
func (c *Collector) History(site Site) History { return History{c, site} }

// Send implements transfer.Sink. What the answer calls accepted is on disk.
func (h History) Send(ctx context.Context, events []event.Raw) (transfer.Answer, error) {
	c := h.collector
	answer, err := c.intake.Import(ctx, h.site, events, c.config.Now())
	if err != nil {
		return transfer.Answer{}, err
	}
	out := transfer.Answer{Accepted: answer.Accepted, Duplicates: answer.Duplicates, Discarded: answer.Discarded}
	for _, r := range answer.Rejected {
		out.Rejected = append(out.Rejected, transfer.Rejected{Index: r.Index, Code: string(r.Code), Field: r.Field, Message: r.Message})
	}
	return out, nil
}
