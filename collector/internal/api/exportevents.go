package api

import (
	"context"
	"fmt"
	"io"
	"math"
	"time"

	"github.com/safar-cx/safar/collector/internal/ingest"
	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/sdk/event"
)

// Events reads accepted events.
type Events interface {
	// EachHit calls fn with every event of a site that was accepted before the call and is
	// timed in [from, to), Unix milliseconds, in the order of events, robots' ones too. An
	// error of fn ends the reading and is returned as it is.
	EachHit(ctx context.Context, site, from, to int64, fn func(*journey.Hit) error) error
}

// exportEvents exports events as they were accepted.
func (a *API) exportEvents(ctx context.Context, c *call) (download, error) {
	q := newQuery(c, exportParams())
	site := c.Site
	zone, err := time.LoadLocation(site.Timezone)
	if err != nil {
		return download{}, fmt.Errorf("site %s: %w", site.Name, err)
	}
	from, to := int64(math.MinInt64), int64(math.MaxInt64)
	if text := q.text("from"); text != "" {
		from = q.date("from", metric.Date{}).Start(zone).UnixMilli()
	}
	if text := q.text("to"); text != "" {
		to = q.date("to", metric.Date{}).Add(1).Start(zone).UnixMilli()
	}
	if from >= to {
		q.refuse("to", "it lies before from", "The range includes both ends.")
	}
	if err := q.failed(); err != nil {
		return download{}, err
	}
	each := func(fn func(*journey.Hit) error) error { return a.events.EachHit(ctx, site.ID, from, to, fn) }
	return download{
		site: site.Name, from: q.text("from"), to: q.text("to"), columns: eventColumns(),
		rows: func(row func([]any) error) error {
			return each(func(h *journey.Hit) error { return row(eventCells(h, zone)) })
		},
		lines: func(out io.Writer) error {
			return each(func(h *journey.Hit) error {
				line, err := ingest.WithReceipt(h)
				if err != nil {
					return err
				}
				_, err = out.Write(append(line, '\n'))
				return err
			})
		},
	}, nil
}

// eventColumns are those of events as a table: what the contract names, what receipt added,
// and the params as JSON.
func eventColumns() []string {
	return []string{
		"time", "name", "id", "key", "sent", "surface", "consent", "visitor_id", "estimated", "customer_id",
		"touchpoint", "cart_id", "checkout_id", "page_url", "page_referrer", "page_title",
		"channel", "source", "medium", "campaign", "landing_page", "device", "browser", "os", "country", "bot",
		"transaction_id", "currency", "value", "params",
	}
}

// eventCells are in the order of eventColumns.
func eventCells(h *journey.Hit, zone *time.Location) []any {
	e := &h.Event
	key, sent, params := "browser", any(nil), any(nil)
	if h.Source == event.ServerKey {
		key = "server"
	}
	if !e.Time.IsZero() {
		sent = instant(e.Time, zone)
	}
	if len(e.Params) > 0 {
		params = e.Params
	}
	from := h.Arrival
	if from == nil {
		from = &journey.Arrival{}
	}
	return []any{
		instant(time.UnixMilli(h.Time), zone), e.Name, e.ID, key, sent, string(e.Surface), string(e.Consent),
		cell(h.Visitor), h.Hashed, cell(e.CustomerID),
		cell(e.Touchpoint), cell(e.CartID), cell(e.CheckoutID), cell(e.Page.URL), cell(e.Page.Referrer), cell(e.Page.Title),
		cell(from.Channel), cell(from.Source), cell(from.Medium), cell(from.Campaign),
		cell(h.Landing), cell(h.Device), cell(h.Browser), cell(h.OS), cell(h.Country), cell(h.Bot),
		cell(e.Params.Text("transaction_id")), cell(e.Params.Text("currency")), cell(e.Params.Text("value")), params,
	}
}

// cell is a text, nil for an empty one.
func cell(text string) any {
	if text == "" {
		return nil
	}
	return text
}
