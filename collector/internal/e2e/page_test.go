package e2e

import (
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/browser"
)

// toldByThePage signs the merchant in by the printed link, chooses a password, and reads the
// map and the funnel two days later, when the carts' windows have ended.
func (c *town) toldByThePage(t *testing.T, b *browser.Browser) {
	c.ahead.Store(int64(48 * time.Hour))
	p := c.merchant(t, b)
	p.Wait(`document.querySelector("[data-metric='orders'] .value")`)
	for metric, want := range map[string]string{
		"visitors": "2", "conversion_rate": "1 of 2", "cart_abandonment_rate": "1 of 2", "orders": "2", "nps": "100",
	} {
		all := `document.querySelectorAll("[data-metric='` + metric + `']")`
		p.Wait(all + `.length`)
		var text string
		p.Eval(`[...`+all+`].map(e => e.innerText).join(" ")`, &text)
		if !strings.Contains(text, want) {
			t.Errorf("the map says of %s: %q, want %q in it", metric, text, want)
		}
	}
	p.Open(c.url + "/funnel?lang=en")
	p.Wait(`document.body.innerText.includes("Extra costs shown late")`)
	text := p.Text("main")
	for _, want := range []string{"Coupon refused", "Payment declined", "Extra costs shown late", "7,900,000"} {
		if !strings.Contains(text, want) {
			t.Errorf("the funnel's page lacks %q: %s", want, text)
		}
	}
	for _, complaint := range p.Complaints() {
		t.Errorf("the merchant's console: %s", complaint)
	}
}

// merchant is the owner, who has just come in by the printed link.
func (c *town) merchant(t *testing.T, b *browser.Browser) *browser.Page {
	t.Helper()
	link, err := c.collector.SetupLink(t.Context(), c.url)
	if err != nil {
		t.Fatal(err)
	}
	p := b.Shopper(t)
	p.Size(1440, 900)
	p.Open(link)
	p.Type(`input[type="email"]`, "owner@shop.example")
	p.Type(`input[type="password"]`, "kilim and saffron 12")
	p.Click("form .button")
	p.Wait(`document.querySelector("header nav a")`)
	return p
}
