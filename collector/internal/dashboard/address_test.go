package dashboard_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/browser"
)

// What is chosen stands in the address, and the address alone brings it back for somebody
// else; going back undoes it.
func testLinks(t *testing.T, b *browser.Browser, c *collector) {
	c.answer("GET me", object{"email": "owner@shop.example", "version": "1.0.0", "sites": list{
		object{"name": "main", "timezone": "Asia/Tehran", "currency": "IRR", "may": "own"}, object{"name": "second shop", "timezone": "UTC", "currency": "EUR", "may": "own"}}})
	p := b.Shopper(t)
	p.Open(c.URL + "/?lang=en")
	p.Wait(ready)
	p.Eval(`(() => { const s = document.querySelector(".controls select"); s.value = "year"; s.dispatchEvent(new Event("change", {bubbles: true})) })()`, nil)
	show(p, ".controls > .popover-at:nth-of-type(2) button", ".values li button")
	p.Click(".values li:nth-child(2) button")
	p.Wait(`document.querySelector(".chip")`)
	p.Eval(`(() => { const s = document.querySelector(".top-end select"); s.value = "second shop"; s.dispatchEvent(new Event("change", {bubbles: true})) })()`, nil)
	p.Wait(`location.search.includes("second")`)
	show(p, ".controls > .popover-at:nth-of-type(2) button", ".values li button")
	p.Click(".values li:nth-child(1) button")
	p.Wait(`document.querySelector(".chip")`)
	turnTo(p, "/funnel")
	p.Wait(`location.pathname === "/funnel" && ` + ready)
	p.Click(".choice:nth-child(2) label:nth-child(2)")
	p.Wait(`location.search.includes("mode=closed") && ` + ready)
	var address string
	p.Eval(`location.href`, &address)
	want := c.await(t, "GET funnel", "mode=closed")
	got, err := url.ParseQuery(want)
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{"site": "second shop", "compare": "year", "filter": "channel:organic_search", "mode": "closed"} {
		if got.Get(name) != value {
			t.Errorf("%s was asked with %s=%q, want %q", want, name, got.Get(name), value)
		}
	}

	other := b.Shopper(t)
	other.Open(address)
	other.Wait(ready)
	asked := c.questions("GET funnel")
	if again := asked[len(asked)-1]; again != want {
		t.Errorf("the address asks %s, not %s", again, want)
	}
	if chip := text(other, ".chip bdi"); chip != "Channel: Organic search" {
		t.Errorf("the filter reads %q", chip)
	}

	p.Eval(`history.back()`, nil)
	p.Wait(`!location.search.includes("mode=closed") && ` + ready)
	p.Click(".chip button")
	p.Wait(`!location.search.includes("filter") && !document.querySelector(".chip")`)

	other.Open(c.URL + "/funnel?compare=none&range=today")
	other.Wait(ready)
	c.await(t, "GET funnel", "compare=none")
	quiet(t, p)
	quiet(t, other)
}

// A range is chosen with two days of the reader's calendar.
func testRangePicker(t *testing.T, b *browser.Browser, c *collector) {
	p := b.Shopper(t)
	before(t, p, atNoon)
	p.Open(c.URL + "/quality?lang=fa")
	p.Wait(ready)
	show(p, ".controls .control", ".days")
	if month := text(p, ".days-head strong"); month != "آبان ۱۴۰۵" {
		t.Errorf("the calendar shows %s", month)
	}
	p.Click(".days-head .icon")
	p.Wait(`document.querySelector(".days-head strong").textContent.includes("مهر")`)
	p.Click(`.days button[aria-label="۱ مهر ۱۴۰۵"]`)
	p.Click(`.days button[aria-label="۷ مهر ۱۴۰۵"]`)
	p.Wait(`location.search.includes("from=2026-09-23&to=2026-09-29")`)
	c.await(t, "GET quality", "from=2026-09-23&to=2026-09-29")
	if shown := text(p, ".controls .control"); !strings.Contains(shown, "۱ مهر تا ۷ مهر ۱۴۰۵") {
		t.Errorf("the range reads %s", shown)
	}
	show(p, ".controls .control", ".presets")
	p.Click(".presets .pick:last-child")
	p.Wait(`location.search.includes("range=month-persian")`)
	c.await(t, "GET quality", "from=2026-10-23&to=2026-11-21")
	quiet(t, p)
}

// atNoon sets a page's clock to noon in Tehran on 21 November 2026, 30 Aban 1405.
const atNoon = `(() => {
	const noon = Date.parse("2026-11-21T08:30:00Z"), real = Date;
	globalThis.Date = class extends real { constructor(...a) { super(...(a.length ? a : [noon])) } static now() { return noon } };
})()`
