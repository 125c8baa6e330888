package dashboard_test

import (
	"testing"

	"github.com/safar-cx/safar/collector/internal/browser"
)

func channels() object {
	credit := func(orders int, revenue string) object {
		return object{"orders": orders, "revenue": revenue, "currencies": list{}}
	}
	row := func(key string, sessions int, first, last object) object {
		return object{"key": key, "sessions": sessions, "visitors": sessions * 9 / 10, "first": first, "last": last, "impressions": 0, "clicks": 0,
			"cost": nil, "cost_per_order": nil, "return_on_ad_spend": nil,
			"previous": object{"sessions": sessions - 100, "first": credit(12, "1000000"), "last": credit(10, "900000")}}
	}
	paid := row("paid_social", 2874, credit(80, "1032000000"), credit(31, "399900000"))
	with(paid, object{"impressions": 88000, "clicks": 4100, "cost": "120000000", "cost_per_order": object{"first": "1500000", "last": "3870967.74"},
		"return_on_ad_spend": object{"first": 8.6, "last": 3.33}})
	abroad := credit(93, "1199700000")
	abroad["currencies"] = list{object{"currency": "EUR", "orders": 2, "revenue": "25.80"}}
	return object{"by": "channel", "window_days": 30, "rows": list{
		row("organic_search", 4210, abroad, credit(120, "1548000000")), paid,
		row("direct", 1930, credit(11, "141900000"), credit(11, "141900000")),
		row("(none)", 0, credit(5, "64500000"), credit(5, "64500000")),
	}}
}

// Orders are owed to the first touch or to the last one, which a merchant wants to see side
// by side.
func testChannels(t *testing.T, b *browser.Browser, c *collector) {
	p := b.Shopper(t)
	p.Size(1440, 900)
	p.Open(c.URL + "/channels?lang=en")
	p.Wait(ready)
	says(t, p, map[string]string{
		"tbody tr:nth-child(1)":    "Organic search",
		"tbody tr:nth-child(1) td": "4,210 3,789 visitors before: 4,110",
		"tbody tr:nth-child(2)":    "first: 1,500,000 rial last: 3,870,968 rial",
		"tbody tr:nth-child(2) ":   "first: ×8.6 last: ×3.3",
		"tbody tr:nth-child(1) ":   "€25.80",
		"tbody tr:nth-child(4) th": "Without a visit",
	})
	p.Eval(`document.querySelectorAll(".choices input")[3].click()`, nil)
	p.Wait(`location.search.includes("by=campaign") && ` + ready)
	p.Eval(`(() => { const s = document.querySelector(".choices select"); s.value = "7"; s.dispatchEvent(new Event("change", {bubbles: true})) })()`, nil)
	c.await(t, "GET channels", "by=campaign&window=7")

	// A shop's campaign may be called as a channel is, and is not translated.
	c.answer("GET channels", with(head(), with(channels(), object{"by": "campaign"})))
	p.Open(c.URL + "/channels?lang=fa&by=campaign")
	p.Wait(ready)
	says(t, p, map[string]string{"tbody tr:nth-child(3) th": "direct", "tbody tr:nth-child(4) th": "بدون بازدید", "thead th": "کمپین"})
	c.answer("GET channels", with(head(), object{"by": "channel", "window_days": 30, "rows": list{}}))
	p.Open(c.URL + "/channels?lang=ar&filter=device:tv")
	p.Wait(ready)
	says(t, p, map[string]string{".notice": "utm_source"})
	p.Click(".notice .button.quiet")
	p.Wait(`!location.search.includes("filter")`)

	// A collector that does not know the report is no crash.
	c.answer("GET channels", refusal{status: 404, code: "not_found", message: "no such thing"})
	p.Open(c.URL + "/channels?lang=en")
	p.Wait(`document.querySelector("[role=alert]")?.textContent.includes("knows nothing of this")`)
}
