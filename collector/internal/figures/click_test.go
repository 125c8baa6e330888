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
	// goods are the product of the page, if it is one's; of a purchase what its visit had put
	// into the cart.
	goods []good
}

// good is a product of Clique Bait's.
type good struct{ id, name, category string }

func (g *good) item() event.Item { return event.Item{ID: g.id, Name: g.name, Category: g.category} }

// The kinds of Clique Bait's events, and the pages with a meaning.
const (
	pageView     = "1"
	addToCart    = "2"
	purchased    = "3"
	adImpression = "4"
	adClick      = "5"

	checkoutPage = "12"
)

// goods are all products, by the page of each.
func goodsOf(t *testing.T, folder string) map[string]good {
	t.Helper()
	goods := map[string]good{}
	read(t, filepath.Join(folder, "page_hierarchy.csv.gz"), "page_id,page_name,product_category,product_id", func(f []string) {
		if f[3] != "" {
			goods[f[0]] = good{id: f[3], name: f[1], category: f[2]}
		}
	})
	return goods
}

func clicks(t *testing.T, folder string, goods map[string]good) []click {
	t.Helper()
	var list []click
	added := map[string][]good{} // by visit
	read(t, filepath.Join(folder, "events.csv.gz"), "visit_id,cookie_id,page_id,event_type,sequence_number,event_time", func(f []string) {
		at, err := time.Parse(time.DateTime, f[5])
		if err != nil {
			t.Fatal(err)
		}
		c := click{visit: f[0], cookie: f[1], page: f[2], kind: f[3], sequence: f[4], at: at.Truncate(time.Millisecond)}
		if g, ok := goods[c.page]; ok {
			c.goods = []good{g}
			if c.kind == addToCart {
				added[c.visit] = append(added[c.visit], g)
			}
		}
		list = append(list, c)
	})
	for i := range list {
		if c := &list[i]; c.kind == purchased {
			c.goods = added[c.visit] // nothing is added after a purchase
		}
	}
	return list
}

func (c *click) month() string { return c.at.Format("2006-01") }

// events are what a shop would send of a click. A product's page is a page view and a view of
// the product, the checkout page a page view and the beginning of a checkout.
func (c *click) events(visitor string) []event.Event {
	e := event.Event{
		ID: c.visit + "-" + c.sequence, Time: c.at, VisitorID: visitor, Surface: event.SurfaceApp,
		Params: event.Params{"page": c.page},
	}
	items := make([]event.Item, len(c.goods))
	for i := range c.goods {
		items[i] = c.goods[i].item()
	}
	switch c.kind {
	case pageView:
		e.Name = event.NamePageView
	case addToCart:
		e.Name = event.NameAddToCart
		e.Params["items"] = items
	case purchased:
		e.Name = event.NamePurchase
		e.Params["transaction_id"], e.Params["items"] = c.visit, items
	case adImpression:
		e.Name = event.NameAdImpression
	case adClick:
		e.Name = event.NameAdClick
	}
	also := e
	switch {
	case c.page == checkoutPage:
		also.ID, also.Name = e.ID+"-checkout", event.NameBeginCheckout
	case c.kind == pageView && len(items) > 0:
		also.ID, also.Name = e.ID+"-product", event.NameViewItem
		also.Params = event.Params{"items": items}
	default:
		return []event.Event{e}
	}
	return []event.Event{e, also}
}
