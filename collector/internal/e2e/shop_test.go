package e2e

import (
	"testing"

	"github.com/safar-cx/safar/collector/internal/browser"
)

// The shop is what people look at first and copy from, so its pages are held to the same as
// ours: usable by everybody, no wider than a phone, nothing in the console.
func TestShopIsUsable(t *testing.T) {
	c := found(t, 4<<20)
	b := browser.Start(t)
	for _, lang := range []string{"en", "fa"} {
		t.Run(lang, func(t *testing.T) {
			p := b.Shopper(t)
			p.Size(1280, 900)
			look := func(page string) {
				t.Helper()
				for _, theme := range []string{"light", "dark"} {
					p.Prefer("prefers-color-scheme", theme)
					var rules []string
					if theme == "dark" {
						rules = []string{"color-contrast"} // dark differs in colours only
					}
					for _, violation := range p.Violations(rules...) {
						t.Errorf("%s, %s: %s", page, theme, violation)
					}
				}
				p.Size(390, 844)
				var wider float64
				p.Eval(`document.documentElement.scrollWidth - document.documentElement.clientWidth`, &wider)
				if wider > 0 {
					t.Errorf("%s is %g pixels wider than a phone", page, wider)
				}
				p.Size(1280, 900)
			}
			home := c.shop + "/" + lang
			p.Open(home)
			look("home with the banner")
			answers(p, "#consent-full")
			for _, page := range []string{"/c/textiles", "/search?q=kilim", "/search?q=nothing", "/p/saffron", "/cart", "/support", "/till"} {
				p.Open(home + page)
				look(page)
			}
			p.Open(home + "/login")
			look("login")
			p.Type("#contact", lang+"@example.org")
			p.Follow("#send-code")
			look("code")
			p.Type("#code", digits(p.Text("#message-code")))
			p.Follow("#enter-code")
			look("account")
			p.Open(home + "/p/saffron")
			p.Follow("#add-to-cart")
			look("cart")
			p.Follow("#checkout")
			look("address")
			address(p, "Sara", "tehran")
			look("shipping")
			p.Follow("#accept-shipping")
			look("payment")
			p.Click("#method-card")
			p.Follow("#place-order")
			look("the bank")
			p.Follow("#pay")
			p.Wait(`document.querySelector("safar-survey")`)
			look("thanks, with a question")
			for _, complaint := range p.Complaints() {
				t.Errorf("the console: %s", complaint)
			}
		})
	}
}
