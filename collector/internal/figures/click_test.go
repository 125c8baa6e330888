package figures

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// click is a line of Clique Bait's events.
type click struct {
	visit, cookie, page, kind, sequence string
	at                                  time.Time // UTC, whole milliseconds as in an event
}

// The kinds of Clique Bait's events, and the pages with a meaning.
const (
	pageView     = "1"
	addToCart    = "2"
	purchased    = "3"
	adImpression = "4"
	adClick      = "5"

	checkoutPage = "12"
)

func clicks(t *testing.T, folder string) []click {
	t.Helper()
	var list []click
	read(t, filepath.Join(folder, "events.csv.gz"), "visit_id,cookie_id,page_id,event_type,sequence_number,event_time", func(f []string) {
		at, err := time.Parse(time.DateTime, f[5])
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, click{visit: f[0], cookie: f[1], page: f[2], kind: f[3], sequence: f[4], at: at.Truncate(time.Millisecond)})
	})
	return list
}

func (c *click) month() string { return c.at.Format("2006-01") }

// events are what a shop would send of a click. The checkout page is a page view and the
// beginning of a checkout.
func (c *click) events(visitor string) []event.Event {
	e := event.Event{
		ID: c.visit + "-" + c.sequence, Time: c.at, VisitorID: visitor, Surface: event.SurfaceApp,
		Params: event.Params{"page": c.page},
	}
	switch c.kind {
	case pageView:
		e.Name = event.NamePageView
	case addToCart:
		e.Name = event.NameAddToCart
	case purchased:
		e.Name = event.NamePurchase
		e.Params["transaction_id"] = c.visit
	case adImpression:
		e.Name = event.NameAdImpression
	case adClick:
		e.Name = event.NameAdClick
	}
	if c.page != checkoutPage {
		return []event.Event{e}
	}
	begun := e
	begun.ID, begun.Name = e.ID+"-checkout", event.NameBeginCheckout
	return []event.Event{e, begun}
}
