package dashboard_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"github.com/safar-cx/safar/collector/internal/browser"
)

func annotations() list {
	return list{
		object{"id": 1, "date": "2026-10-28", "text": "ارسال رایگان از ۵۰۰ هزار تومان", "stage": ""},
		object{"id": 2, "date": "2026-11-10", "text": "New checkout", "stage": "purchase"},
	}
}

func effect() object {
	metric := func(id string, value, before float64, significant bool) object {
		return object{"id": id, "stage": "purchase", "unit": "ratio", "better": "up", "value": value, "numerator": int(value * 5000), "denominator": 5000, "low": value * 0.9, "high": value * 1.1,
			"previous": object{"value": before, "numerator": int(before * 5000), "denominator": 5000}, "change": value/before - 1, "significant": significant}
	}
	return with(head(), object{"from": "2026-11-10", "to": "2026-11-21", "compared": object{"from": "2026-10-29", "to": "2026-11-09"}, "days": 12,
		"annotation": annotations()[1], "metrics": list{metric("conversion_rate", 0.028, 0.021, true), metric("checkout_abandonment_rate", 0.5, 0.52, false)}})
}

func personas() list {
	return list{
		object{"id": 3, "name": "Phone shoppers", "note": "In a hurry", "filters": list{"device:mobile"}},
		object{"id": 4, "name": "مشتری‌های وفادار", "note": "", "filters": list{"past_orders:2|3+", "channel:!direct"}},
	}
}

// A note is written, changed and removed, and what came of it compared.
func testNotes(t *testing.T, b *browser.Browser, c *collector) {
	p := b.Shopper(t)
	before(t, p, atNoon)
	p.Open(c.URL + "/notes?lang=en")
	p.Wait(ready)
	says(t, p, map[string]string{".notebook li:nth-child(1)": "10 November 2026 · Purchase New checkout", ".notebook li:nth-child(2)": "28 October 2026"})
	p.Click(".notebook li:nth-child(1) summary")
	p.Wait(`document.querySelector(".effect tbody")`)
	says(t, p, map[string]string{
		".effect":                       "10 November – 21 November 2026 compared with 29 October – 9 November 2026: 12 days each.",
		".effect tbody tr:nth-child(1)": "Conversion rate Before 2.1% 105 of 5,000 After 2.8% 140 of 5,000 Change up 33.3% better",
		".effect tbody tr:nth-child(2)": "down 3.8%",
	})
	asked := c.await(t, "GET annotations/2/effect", "days=14")
	if !strings.Contains(asked, "conversion_rate") {
		t.Errorf("a note about purchases compares %s", asked)
	}

	c.answer("POST annotations", object{"id": 5, "date": "2026-11-19", "text": "Sale", "stage": ""})
	c.answer("PUT annotations/2", object{})
	c.answer("DELETE annotations/1", nil)
	show(p, "section[aria-labelledby=notes] > .popover-at > .button", ".form textarea")
	p.Type(".form textarea", "Sale")
	show(p, ".form .control", ".popover:popover-open .days")
	for _, violation := range p.Violations() {
		t.Errorf("with the form open: %s", violation)
	}
	p.Click(`.days button[aria-label="19 November 2026"]`)
	p.Wait(`document.querySelector(".form .control").textContent.includes("19 November 2026")`)
	c.answer("GET annotations", object{"annotations": append(annotations(), object{"id": 5, "date": "2026-11-19", "text": "Sale", "stage": ""})})
	p.Click(".form .actions .button")
	p.Wait(`document.querySelector(".notebook li:nth-child(1)").textContent.includes("Sale") && ` + ready)
	show(p, ".notebook li:nth-child(2) .actions .button", ".form select")
	p.Eval(`(() => { const s = document.querySelector(".form select"); s.value = "return"; s.dispatchEvent(new Event("change", {bubbles: true})) })()`, nil)
	c.answer("GET annotations", object{"annotations": annotations()})
	p.Click(".form .actions .button")
	p.Wait(`document.querySelectorAll(".notebook > li").length === 2 && ` + ready)
	c.answer("GET annotations", object{"annotations": list{}})
	p.Click(".notebook li:nth-child(2) .note-head .actions > .button")
	p.Wait(`document.querySelector("section[aria-labelledby=notes]").textContent.includes("No notes yet.") && ` + ready)
	sent := c.sent()
	for _, want := range []string{
		`POST annotations {"date":"2026-11-19","text":"Sale","stage":""}`,
		`PUT annotations/2 {"date":"2026-11-10","text":"New checkout","stage":"return"}`,
	} {
		if !slices.Contains(sent, want) {
			t.Errorf("sent %v, want %s", sent, want)
		}
	}
	c.await(t, "DELETE annotations/1", "site=main")

	// Notes stand in the lines of the map and in the tables behind them.
	c.answer("GET annotations", object{"annotations": annotations()})
	p.Open(c.URL + "/?lang=en")
	p.Wait(ready + ` && document.querySelector(".note-list")`)
	var marks int
	p.Eval(`document.querySelectorAll("[data-metric=visitors] .sparkmark").length`, &marks)
	if marks != 2 {
		t.Errorf("%d notes are marked in a line, want 2", marks)
	}
	show(p, "[data-metric=visitors] .term", ".popover:popover-open .about")
	p.Click("[data-metric=visitors] summary")
	p.Wait(`document.querySelector("[data-metric=visitors] tbody tr:nth-child(17)").textContent.includes("New checkout")`)
	var at []int
	p.Eval(`[...document.querySelectorAll("[data-metric=visitors] tbody tr")].flatMap((r, i) => r.querySelector("small") ? [i] : [])`, &at)
	if !slices.Equal(at, []int{3, 16}) {
		t.Errorf("notes stand in the rows %v", at)
	}
	quiet(t, p)
}

// Filters get a name, and the name chooses them on every page.
func testPersonas(t *testing.T, b *browser.Browser, c *collector) {
	p := b.Shopper(t)
	p.Open(c.URL + "/funnel?lang=en&filter=device:tablet")
	p.Wait(ready + ` && document.querySelector(".persona select").value === "own"`)
	show(p, ".controls > .popover-at:last-child > button", ".form textarea")
	p.Type(".form input", "Tablets")
	p.Type(".form textarea", "On the sofa")
	c.answer("POST personas", object{"id": 9})
	c.answer("GET personas", object{"personas": append(personas(), object{"id": 9, "name": "Tablets", "note": "On the sofa", "filters": list{"device:tablet"}})})
	p.Press(kb.Tab)
	p.Press(kb.Enter)
	p.Wait(`document.querySelector(".persona select").value === "9"`)
	if want := `POST personas {"name":"Tablets","note":"On the sofa","filters":["device:tablet"]}`; !slices.Contains(c.sent(), want) {
		t.Errorf("sent %v, want %s", c.sent(), want)
	}
	p.Eval(`(() => { const s = document.querySelector(".persona select"); s.value = "4"; s.dispatchEvent(new Event("change", {bubbles: true})) })()`, nil)
	p.Wait(`document.querySelectorAll(".chip").length === 2 && ` + ready)
	c.await(t, "GET funnel", "filter=past_orders%3A2%7C3%2B&filter=channel%3A%21direct")
	says(t, p, map[string]string{".chips": "Orders before: 2 or 3 or more"})

	c.answer("PUT personas/3", object{})
	c.answer("DELETE personas/3", nil)
	p.Open(c.URL + "/notes?lang=en")
	p.Wait(ready)
	says(t, p, map[string]string{"section[aria-labelledby=personas] tbody tr:nth-child(1)": "Phone shoppers In a hurry Who they are Device: Mobile"})
	show(p, "section[aria-labelledby=personas] tbody .button", ".form input")
	p.Type(".form input", "!")
	hurried := personas()
	with(hurried[0].(object), object{"name": "Phone shoppers!"})
	c.answer("GET personas", object{"personas": hurried})
	p.Press(kb.Enter)
	p.Wait(`document.querySelector("section[aria-labelledby=personas] tbody").textContent.includes("Phone shoppers!") && !document.querySelector(".form")`)
	if want := `PUT personas/3 {"filters":["device:mobile"],"name":"Phone shoppers!","note":"In a hurry"}`; !slices.Contains(c.sent(), want) {
		t.Errorf("sent %v, want %s", c.sent(), want)
	}
	c.answer("GET personas", object{"personas": list{}})
	p.Click("section[aria-labelledby=personas] tbody .actions > .button")
	p.Wait(`document.querySelector("section[aria-labelledby=personas]").textContent.includes("No personas yet.")`)

	// Without an answer about personas pages go without them.
	c.answer("GET personas", refusal{status: 404, code: "not_found"})
	p.Open(c.URL + "/funnel?lang=en")
	p.Wait(ready + ` && !document.querySelector(".persona")`)
}

// A goal is set where the metric is, and stands on its tile.
func testGoals(t *testing.T, b *browser.Browser, c *collector) {
	p := b.Shopper(t)
	p.Size(1280, 800)
	c.answer("PUT goals/aov", object{})
	p.Open(c.URL + "/?lang=fa")
	p.Wait(ready)
	show(p, "[data-metric=aov] .term", ".popover:popover-open .about")
	p.Click("[data-metric=aov] .about .button")
	p.Wait(`document.querySelector("[data-metric=aov] .form input")`)
	p.Type("[data-metric=aov] .form input", "۱٬۵۰۰٬۰۰۰")
	reached := metrics()
	for _, m := range reached {
		if m.(object)["id"] == "aov" {
			m.(object)["goal"] = "15000000"
		}
	}
	c.answer("GET report", with(head(), object{"metrics": reached}))
	p.Click("[data-metric=aov] .form .button")
	p.Wait(`document.querySelector("[data-metric=aov] .goal")`)
	if want := `PUT goals/aov {"value":"15000000"}`; !slices.Contains(c.sent(), want) {
		t.Errorf("sent %v, want %s", c.sent(), want)
	}
	says(t, p, map[string]string{"[data-metric=aov] .goal": "هدف ۱٬۵۰۰٬۰۰۰ تومان هنوز نه"})

	c.answer("DELETE goals/ctr", refusal{status: 400, code: "invalid_value", message: "it is no number"})
	p.Open(c.URL + "/notes?lang=en")
	p.Wait(ready)
	says(t, p, map[string]string{"section[aria-labelledby=goals] tbody": "Click-through rate (CTR) Goal 4%", "section[aria-labelledby=goals] tbody tr:last-child": "3,000,000,000 rial"})
	p.Click("section[aria-labelledby=goals] tbody .button")
	p.Wait(`document.querySelector("section[aria-labelledby=goals] [role=alert] p")?.textContent.includes("not saved")`)
}
