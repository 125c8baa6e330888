package dashboard_test

import (
	"testing"

	"github.com/safar-cx/safar/collector/internal/browser"
)

// Language, digits, calendar, amounts and colours are the reader's and stay in the browser.
func testSettings(t *testing.T, b *browser.Browser, c *collector) {
	p := b.Shopper(t)
	p.Open(c.URL + "/")
	p.Wait(ready)
	choose := func(set, option string) {
		t.Helper()
		p.Eval(`document.querySelector(".settings .choice:nth-child(`+set+`) label:nth-child(`+option+`) input").click()`, nil)
	}
	value := func() string { return plain(text(p, "[data-metric=aov] .value")) }
	wait := func(want string) {
		t.Helper()
		p.Wait(`document.querySelector("[data-metric=aov] .value")?.textContent.replace(/[\s\u200e\u200f]/g, "") === "` + want + `" && ` + ready)
	}
	wait("12,900,000rial")
	show(p, ".top-end .icon", ".settings")
	choose("1", "1") // Persian
	wait("۱٬۲۹۰٬۰۰۰تومان")
	choose("2", "2") // Latin digits
	wait("1,290,000تومان")
	choose("4", "2") // rials
	wait("12,900,000ریال")
	choose("3", "2") // Gregorian
	p.Wait(`document.querySelector(".page-head .muted").textContent.includes("سپتامبر")`)
	choose("5", "3") // dark
	p.Wait(`getComputedStyle(document.body).backgroundColor === "rgb(20, 22, 24)"`)

	p.Open(c.URL + "/funnel")
	p.Wait(ready)
	p.Open(c.URL + "/")
	p.Wait(ready)
	if got := value(); got != "12,900,000ریال" {
		t.Errorf("after coming back the amount reads %s", got)
	}
	p.Wait(`getComputedStyle(document.body).backgroundColor === "rgb(20, 22, 24)"`)

	// A link in another language holds for itself, with that language's digits.
	p.Open(c.URL + "/?lang=ar")
	p.Wait(ready)
	if got := value(); got != "١٢٬٩٠٠٬٠٠٠ريال" {
		t.Errorf("the link in Arabic shows %s", got)
	}
	turnTo(p, "/funnel")
	p.Wait(`location.pathname === "/funnel" && location.search === "?lang=ar" && ` + ready)

	// What others have stored there does no harm.
	for _, stored := range []string{`not JSON`, `null`, `{"language": "xx", "digits": 7, "theme": "pink", "calendar": {}}`} {
		p.Eval(`localStorage.setItem("safar.settings", `+quoted(stored)+`)`, nil)
		p.Open(c.URL + "/")
		p.Wait(ready)
		if got := value(); got != "12,900,000rial" {
			t.Errorf("with %s stored the amount reads %s", stored, got)
		}
	}
	quiet(t, p)
}
