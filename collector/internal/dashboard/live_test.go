package dashboard_test

import (
	"testing"

	"github.com/safar-cx/safar/collector/internal/browser"
)

func now(visitors, orders int) object {
	var minutes list
	for i := range 30 {
		minutes = append(minutes, (i*7)%23)
	}
	return object{"time": "2026-11-21T13:30:03+03:30", "currency": "IRR", "visitors_5m": visitors, "visitors_30m": 41, "events_per_minute": minutes,
		"pages":    list{object{"path": "/p/saffron", "visitors": 5}, object{"path": "/cart", "visitors": 2}},
		"channels": list{object{"channel": "organic_search", "visitors": 20}, object{"channel": "direct", "visitors": 11}},
		"stages":   list{object{"stage": "evaluation", "visitors": 9}, object{"stage": "purchase", "visitors": 3}}, "carts_open": 7, "orders_today": orders, "revenue_today": "399900000",
		"latest": list{
			object{"time": "2026-11-21T13:30:01+03:30", "name": "add_to_cart", "surface": "web", "stage": "purchase", "path": "/p/saffron"},
			object{"time": "2026-11-21T13:29:44+03:30", "name": "own_event", "surface": "app", "stage": "", "path": ""},
		}}
}

// What happens is shown as it happens, to who sees it and not too often to who hears it; a
// page that nobody looks at asks for nothing.
func testLive(t *testing.T, b *browser.Browser, c *collector) {
	later := make(chan any)
	c.answer("GET live", stream{name: "now", first: now(12, 219), later: later})
	p := b.Shopper(t)
	// What hides a page is the browser's; here a word of the test stands for it.
	before(t, p, `Object.defineProperty(document, "hidden", {get: () => globalThis.away === true})`)
	p.Open(c.URL + "/live?lang=en")
	p.Wait(ready)
	says(t, p, map[string]string{
		".sums":                            "Visitors in 5 minutes 12 Visitors in 30 minutes 41 Open carts 7 Orders today 219 Revenue today 399,900,000 rial",
		".live-lists section:nth-child(1)": "Evaluation Visitors 9",
		".live-lists section:nth-child(3)": "/p/saffron Visitors 5",
		".latest":                          "13:30 Put into the cart Web · /p/saffron 13:29 own_event App",
		".live-head":                       "As of 13:30.",
	})
	p.Wait(`document.querySelectorAll("[role=status]")[1].textContent === "12 visitors in 5 minutes, 219 orders today."`)
	later <- now(14, 220)
	p.Wait(`document.querySelector(".sums").textContent.includes("220")`)
	p.Eval(frames, nil)
	var aloud string
	p.Eval(`document.querySelectorAll("[role=status]")[1].textContent`, &aloud)
	if aloud != "12 visitors in 5 minutes, 219 orders today." {
		t.Errorf("a moment later it says %q again", aloud)
	}

	p.Click(".live-head .button")
	p.Wait(`document.querySelector(".live-head").textContent.includes("Paused at 13:30")`)
	c.await(t, "END /api/v1/live", "")
	p.Click(".live-head .button")
	p.Wait(`document.querySelector(".sums").textContent.includes("219")`)
	turn := func(away string) {
		p.Eval(`(() => { globalThis.away = `+away+`; document.dispatchEvent(new Event("visibilitychange")) })()`, nil)
	}
	turn("true")
	p.Eval(frames, nil)
	asked := len(c.questions("GET live"))
	if asked != 2 {
		t.Errorf("it was asked %d times, want 2", asked)
	}
	turn("false")
	later <- now(15, 221)
	p.Wait(`document.querySelector(".sums").textContent.includes("221")`)
	if n := len(c.questions("GET live")); n != asked+1 {
		t.Errorf("who came back asked %d times", n-asked)
	}

	c.answer("GET live", refusal{status: 503, code: "unavailable"})
	p.Open(c.URL + "/live?lang=fa")
	p.Wait(`document.querySelector("[role=alert]")?.textContent.includes("مشغول")`)
}
