package dashboard_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/browser"
)

// The pages offer and name the quotas that the collector takes.
func testQuotaBounds(t *testing.T, p *browser.Page) {
	var bounds struct{ Fewest, Most, Usual int64 }
	p.Eval(`({Fewest: probe.quotaBounds.fewest, Most: probe.quotaBounds.most, Usual: probe.quotaBounds.usual})`, &bounds)
	if bounds.Fewest != account.FewestEventsPerDay || bounds.Most != account.MostEventsPerDay || bounds.Usual != account.UsualBrowserQuota {
		t.Errorf("the pages say %+v", bounds)
	}
}

// Owners change whose pages may use a key and how much it may bring, and what the collector does
// not take is said at the field that it is about.
func testKeyForm(t *testing.T, b *browser.Browser, c *collector) {
	p := b.Shopper(t)
	p.Open(c.URL + "/access?lang=fa")
	p.Wait(ready)
	const browserKey, serverKey = ofKeys + "tbody tr:nth-child(1) .popover-at:first-child > .button", ofKeys + "tbody tr:nth-child(2) .popover-at:first-child > .button"
	fill := func(css, value string) {
		p.Eval(`document.querySelector(`+quoted(css)+`).select()`, nil)
		p.Press(value)
	}
	// wrong is what is said under a field and beside it of what it describes itself by.
	wrong := func(css string) string {
		var said string
		p.Eval(`((f) => f.ariaInvalid === "true" ? f.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id).textContent).join(" ") : "")(document.querySelector(`+quoted(css)+`))`, &said)
		return said
	}
	const origins, quota, save = ".form textarea", ".form input[inputmode=numeric]", ".form .actions .button"
	show(p, browserKey, origins)
	for _, violation := range p.Violations() {
		t.Errorf("with the form open: %s", violation)
	}
	var was string
	p.Eval(`document.querySelector(`+quoted(quota)+`).value`, &was)
	if was != "۱۰٬۰۰۰" || wrong(origins)+wrong(quota) != "" {
		t.Errorf("the quota reads %q, and at first %q and %q are wrong", was, wrong(origins), wrong(quota))
	}

	c.answer("PUT keys/1", refusal{status: http.StatusBadRequest, code: "invalid_field", message: `origins: "shop.example" is no origin.`})
	fill(origins, "shop.example")
	p.Click(save)
	p.Wait(`document.querySelector(".form [role=alert]").textContent !== ""`)
	if said := wrong(origins); !strings.Contains(said, "یکی از این‌ها نشانی وب‌سایت نیست.") || !strings.Contains(said, `"shop.example" is no origin.`) {
		t.Errorf("at a wrong origin it says %q", said)
	}
	if said := wrong(quota); said != "" {
		t.Errorf("where an origin is wrong the quota says %q", said)
	}
	for _, violation := range p.Violations() {
		t.Errorf("with a wrong origin: %s", violation)
	}

	c.answer("PUT keys/1", refusal{status: http.StatusBadRequest, code: "invalid_field", message: "events_per_day: 999 is out of range."})
	p.Eval(`document.querySelector(`+quoted(origins)+`).select()`, nil)
	p.Press(" https://shop.example\r\rhttps://m.shop.example ")
	fill(quota, "۹۹۹")
	p.Click(save)
	p.Wait(`document.querySelector(` + quoted(quota) + `).ariaInvalid === "true"`)
	if said := wrong(quota); !strings.Contains(said, "باید از ۱٬۰۰۰ تا ۱٬۰۰۰٬۰۰۰٬۰۰۰ باشد.") || !strings.Contains(said, "999 is out of range") {
		t.Errorf("at a wrong quota it says %q", said)
	}
	if said := wrong(origins); said != "" {
		t.Errorf("where the quota is wrong the origins say %q", said)
	}
	if said := strings.Count(text(p, ".form"), "999 is out of range"); said != 1 {
		t.Errorf("it is said %d times", said)
	}

	// What is no number is not sent; what is no fault of a field stands below them all.
	asked := len(c.sent())
	fill(quota, "بسیار")
	p.Click(save)
	p.Wait(`document.querySelector(".form").textContent.includes("این عدد نیست.")`)
	if got := len(c.sent()); got != asked {
		t.Errorf("what is no number was sent: %v", c.sent()[asked:])
	}
	c.answer("PUT keys/1", refusal{status: http.StatusServiceUnavailable, code: "unavailable"})
	fill(quota, "۵۰٬۰۰۰")
	p.Click(save)
	p.Wait(`[...document.querySelectorAll(".form > [role=alert]")].at(-1).textContent !== ""`)
	if wrong(origins)+wrong(quota) != "" {
		t.Errorf("where nothing is wrong with the fields it says %q and %q", wrong(origins), wrong(quota))
	}

	// It is saved, seen in the list, and the reader is put above the list.
	changed := sendingKeys()
	with(changed[0].(object), object{"events_per_day": 50000, "origins": list{"https://shop.example", "https://m.shop.example"}})
	c.answer("PUT keys/1", changed[0])
	c.answer("GET keys", object{"keys": changed})
	p.Click(save)
	p.Wait(`!document.querySelector(".form") && document.querySelector(` + quoted(ofKeys+"tbody tr") + `).textContent.includes("۵۰٬۰۰۰") && ` + ready)
	p.Wait(`document.activeElement.id === "keys"`)

	// A server key has no origins, and no bound unless somebody sets one.
	show(p, serverKey, ".form .segments")
	if text(p, origins) != "" || text(p, quota) != "" || !strings.Contains(text(p, ".form"), "بدون سقف") {
		t.Errorf("of a server key it asks %q", text(p, ".form"))
	}
	p.Eval(`document.querySelector(".form .segments label:nth-child(1) input").click()`, nil)
	p.Wait(`document.querySelector(` + quoted(quota) + `)?.value === "۱۰٬۰۰۰٬۰۰۰"`)
	p.Eval(`document.querySelector(".form .segments label:nth-child(2) input").click()`, nil)
	p.Wait(`!document.querySelector(` + quoted(quota) + `)`)
	c.answer("PUT keys/2", changed[1])
	p.Click(save)
	p.Wait(`!document.querySelector(".form")`)
	want := []string{
		`PUT keys/1 {"origins":["shop.example"],"events_per_day":10000}`,
		`PUT keys/1 {"origins":["https://shop.example","https://m.shop.example"],"events_per_day":999}`,
		`PUT keys/1 {"origins":["https://shop.example","https://m.shop.example"],"events_per_day":50000}`,
		`PUT keys/1 {"origins":["https://shop.example","https://m.shop.example"],"events_per_day":50000}`,
		`PUT keys/2 {"events_per_day":0}`,
	}
	if sent := c.sent(); !slices.Equal(sent, want) {
		t.Errorf("sent %v, want %v", sent, want)
	}
	c.await(t, "PUT keys/2", "site=main")
}
