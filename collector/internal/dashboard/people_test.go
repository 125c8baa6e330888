package dashboard_test

import (
	"net/url"
	"slices"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"github.com/safar-cx/safar/collector/internal/browser"
	"github.com/safar-cx/safar/sdk/event"
)

func people() list {
	return list{
		object{"person": "C/1 ü", "kind": "customer", "last": "2026-11-21T13:20:00+03:30", "sessions": 3, "orders": 1, "surfaces": list{"web", "store"}},
		object{"person": "v-81f2", "kind": "visitor", "last": "2026-11-21T13:01:00+03:30", "sessions": 1, "orders": 0, "surfaces": list{"web"}},
		object{"person": "d.9f21c7", "kind": "guest", "last": "2026-11-21T12:44:00+03:30", "sessions": 1, "orders": 0, "surfaces": list{"app"}},
	}
}

func timeline() object {
	item := func(time, what, name, surface string, session any, detail object) object {
		return object{"time": time, "type": what, "name": name, "surface": surface, "stage": nil, "touchpoint": nil, "session": session, "detail": detail}
	}
	return object{"site": "main", "timezone": "Asia/Tehran", "currency": "IRR", "as_of": "2026-11-21T13:30:00+03:30",
		"person": object{"id": "C/1 ü", "kind": "customer"}, "first": "2026-11-10T00:10:00+03:30", "last": "2026-11-12T09:00:00+03:30",
		"sessions": 1, "orders": 2, "revenue": "900000", "currencies": list{object{"currency": "EUR", "value": "12.50"}}, "truncated": true,
		"items": list{
			item("2026-11-10T00:10:00+03:30", "session", "session", "web", 1, object{"path": "/p/tea", "channel": "paid_social", "campaign": "پاییز", "device": "mobile", "pageviews": 4, "seconds": 132.5}),
			item("2026-11-10T00:10:00+03:30", "event", "view_item", "web", 1, object{"products": list{"چای", "Tea pot"}, "path": "/p/tea"}),
			item("2026-11-10T00:11:00+03:30", "event", "made_up_by_the_shop", "web", 1, object{"path": "/p/tea"}),
			item("2026-11-10T00:12:00+03:30", "friction", "coupon_denied", "web", 1, object{"reason": "coupon_denied"}),
			item("2026-11-10T00:13:00+03:30", "friction", "form_error", "web", 1, object{"reason": "field_error", "place": "postcode", "rule": "refused", "digits": "persian"}),
			item("2026-11-10T00:13:00+03:30", "friction", "form_error", "web", 1, object{"reason": "field_error", "place": "email", "rule": "constructor"}),
			item("2026-11-10T00:14:00+03:30", "order", "purchase", "web", 1, object{"products": list{"چای"}, "value": "900000", "currency": "IRR", "transaction_id": "T-1", "cancelled": true}),
			item("2026-11-11T18:00:00+03:30", "order", "purchase", "store", nil, object{"value": "12.50", "currency": "EUR", "transaction_id": "T-2"}),
			item("2026-11-11T19:00:00+03:30", "message", "message_opened", "email", nil, object{"campaign": "Thanks"}),
			item("2026-11-12T09:00:00+03:30", "answer", "survey_answered", "email", nil, object{"kind": "nps", "score": 9, "text": "خوب بود <b>"}),
			item("2026-11-12T09:00:00+03:30", "cart_left", "cart_left", "web", 1, object{"products": list{"Tea pot"}, "value": "450000", "currency": "IRR", "recovered": true}),
		}}
}

// One is found by a number, and what happened to them reads as a story.
func testPeople(t *testing.T, b *browser.Browser, c *collector) {
	p := b.Shopper(t)
	p.Open(c.URL + "/people?lang=en")
	p.Wait(ready)
	says(t, p, map[string]string{"tbody tr:nth-child(1)": "C/1 ü Customer", "tbody tr:nth-child(1) td:last-child": "Web · Store", "tbody tr:nth-child(3)": "Guest of one day"})
	c.answer("GET journeys", object{"people": list{}, "truncated": false})
	p.Type("input[type=search]", "T 404")
	p.Press(kb.Enter)
	p.Wait(`location.search.includes("q=T+404") && document.querySelector(".card [role=status]")?.textContent === "Nobody has this number."`)
	c.await(t, "GET journeys", "q=T+404")
	c.answer("GET journeys", object{"people": people(), "truncated": true})
	p.Click(".card a")
	p.Wait(`!location.search.includes("q=") && document.querySelector("tbody a")`)
	says(t, p, map[string]string{".card > p:last-child": "somebody may be missing"})
	p.Click("tbody a")
	p.Wait(`document.querySelector(".story") && ` + ready + ` && document.activeElement.matches("h1")`)
	asked := c.await(t, "GET journeys/C/1 ü", "kind=customer")
	if got, err := url.ParseQuery(asked); err != nil || got.Get("site") != "main" {
		t.Errorf("asked %s", asked)
	}
	says(t, p, map[string]string{
		"h1":                             "C/1 ü",
		".story":                         "1 visit and 2 orders, from 10 November 2026 to 12 November 2026. Together worth 900,000 rial + €12.50. There is more before",
		".chapter:nth-of-type(1) h2":     "Visit 1, 10 November 2026",
		".chapter:nth-of-type(1) .muted": "Web · Mobile · came from Paid social, پاییز · 4 pages · stayed 2 mins 13 secs",
		".chapter:nth-of-type(1) ol":     "0:10 Looked at a product: چای, Tea pot 0:11 made_up_by_the_shop: /p/tea 0:12 Coupon refused 0:13 A field would not accept the entry: postcode · Persian digits were typed · the field does not take them 0:13 A field would not accept the entry: email · not in the form asked for 0:14 Ordered: چای · 900,000 rial · order T-1 · cancelled later",
		".chapter:nth-of-type(2)":        "Outside of visits, 11 November 2026 Store",
		".chapter:nth-of-type(3)":        "Outside of visits, 11 November 2026 E-mail 19:00 Opened the message: Thanks",
		".chapter:nth-of-type(4)":        "Outside of visits, 12 November 2026 E-mail 9:00 How likely to recommend: 9 · “خوب بود <b>”",
		".chapter:nth-of-type(5)":        "Visit 1, 12 November 2026 Web 9:00 Left a cart behind: Tea pot · 450,000 rial · an order followed all the same",
	})
	for _, violation := range p.Violations() {
		t.Errorf("with a story open: %s", violation)
	}
	p.Eval(`history.back()`, nil)
	p.Wait(`!document.querySelector(".story") && ` + ready)
	p.Open(c.URL + "/people?lang=en&person=nobody")
	p.Wait(`document.querySelector("[role=alert]")?.textContent.includes("knows nothing of this")`)

	// There is a phrase for every event that has a meaning.
	p.Open(c.URL + "/")
	probe(t, p)
	var phrases []string
	p.Eval(`Object.keys(probe.own.events)`, &phrases)
	for _, name := range event.Names() {
		if !slices.Contains(phrases, name.Name) {
			t.Errorf("there is no phrase for %s", name.Name)
		}
	}
	if len(phrases) < 60 {
		t.Errorf("only %d phrases", len(phrases))
	}
}

// The field has the most room, on a phone as well.
func testLookingUp(t *testing.T, b *browser.Browser, c *collector) {
	p := b.Shopper(t)
	p.Phone()
	p.Open(c.URL + "/people?lang=fa")
	p.Wait(ready)
	var field, button float64
	p.Eval(`document.querySelector(".search input").offsetWidth`, &field)
	p.Eval(`document.querySelector(".search button").offsetWidth`, &button)
	if field < button || button == 0 {
		t.Errorf("on a phone the field is %g wide and the button %g", field, button)
	}
}
