package dashboard_test

import (
	"slices"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"github.com/safar-cx/safar/collector/internal/browser"
)

// A merchant names a touchpoint, puts it into a stage and gives it a goal.
func testTouchpoints(t *testing.T, b *browser.Browser, c *collector) {
	p := b.Shopper(t)
	p.Size(1440, 900)
	p.Open(c.URL + "/touchpoints?lang=en")
	p.Wait(ready)
	says(t, p, map[string]string{
		"tbody tr:nth-child(1)": "instagram-story Ad",
		"tbody tr:nth-child(2)": "86% Click-through rate: 6%",
		"tbody tr:nth-child(3)": "5,400 views",
	})
	c.answer("PUT touchpoints/settings/بنر صفحهٔ اول", object{})
	renamed := touchpoints()
	with(renamed[2].(object), object{"label": "Home / banner", "stage": "evaluation"})
	show(p, "tbody tr:nth-child(3) .button", ".popover:popover-open form")
	for _, violation := range p.Violations() {
		t.Errorf("with the form open: %s", violation)
	}
	p.Type(".form .field:nth-of-type(1) input", "Home / banner")
	choose := func(field, value string) {
		p.Eval(`(() => { const s = document.querySelectorAll(".form select")[`+field+`]; s.value = "`+value+`"; s.dispatchEvent(new Event("change", {bubbles: true})) })()`, nil)
	}
	choose("0", "evaluation")
	choose("1", "revenue")
	p.Wait(`document.querySelector(".form input[inputmode=decimal]")`)
	p.Type(".form input[inputmode=decimal]", "۱۲x")
	p.Press(kb.Enter)
	p.Wait(`document.querySelector(".form .said-wrong")?.textContent.includes("This is no number")`)
	p.Press(kb.Backspace)
	c.answer("GET touchpoints", with(head(), object{"touchpoints": renamed}))
	p.Press(kb.Enter)
	p.Wait(`!document.querySelector(".form") && document.querySelector("tbody tr:nth-child(3)").textContent.startsWith("Home / banner") && ` + ready)
	const want = `PUT touchpoints/settings/بنر صفحهٔ اول {"label":"Home / banner","stage":"evaluation","goal":{"of":"revenue","value":"12"}}`
	if !slices.Contains(c.sent(), want) {
		t.Errorf("sent %v, want %s", c.sent(), want)
	}

	// What was said before stands in the form, and can be forgotten. Who may not is told so.
	c.answer("DELETE touchpoints/settings/home-banner", refusal{status: 403, code: "forbidden"})
	show(p, "tbody tr:nth-child(2) .button", ".popover:popover-open form")
	var percent string
	p.Eval(`document.querySelector(".form input[inputmode=decimal]").value`, &percent)
	if percent != "6" {
		t.Errorf("the goal in the form is %q", percent)
	}
	p.Click(".form .button.quiet")
	p.Wait(`document.querySelector(".form [role=alert]").textContent === "You may not change this."`)

	c.answer("GET touchpoints", with(head(), object{"touchpoints": list{}}))
	p.Open(c.URL + "/touchpoints?lang=fa")
	p.Wait(ready)
	says(t, p, map[string]string{".notice": "data-safar"})
}
