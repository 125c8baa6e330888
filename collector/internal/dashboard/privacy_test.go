package dashboard_test

import (
	"slices"
	"testing"

	"github.com/safar-cx/safar/collector/internal/browser"
	"github.com/safar-cx/safar/collector/internal/store"
)

func held(erased any) object {
	return object{"events": 12345, "refused": 2, "browsers": 3, "answers": 1, "orders": 7, "value": list{object{"currency": "IRR", "value": "12900000"}, object{"currency": "EUR", "value": "25.80"}},
		"first": "2025-10-01T08:00:00Z", "last": "2026-11-20T21:05:00Z", "erased": erased}
}

func nothingHeld(erased any) object {
	return object{"events": 0, "refused": 0, "browsers": 0, "answers": 0, "orders": 0, "value": list{}, "first": nil, "last": nil, "erased": erased}
}

func keeping(days int) object {
	return object{"keep_days": days, "keep_orders_days": 0, "fewest": 30, "most": 3650, "most_orders": 10950, "sealed_before": "2025-10-21T20:30:00Z", "kept_from": ""}
}

func erasing(step int, part float64, aside ...any) object {
	return object{"step": step, "steps": 4, "part": part, "set_aside": append(list{}, aside...)}
}

func inventory() object {
	var all list
	for _, part := range store.HeldParts() {
		all = append(all, object{"part": string(part), "tables": list{object{
			"table": "table_of_" + string(part), "what": "A thing.", "whose": "visitors and customers", "long": "for ever", "erase": "deleted",
			"columns": list{object{"column": "id", "what": "Number of the row."}, object{"column": "payload", "what": "Everything else: name, ids of visitor, customer, cart and checkout; address and title of the page."}},
		}}})
	}
	return object{"parts": all}
}

// Owners look a customer up, hand out what is held, and erase who was named twice; they see how far
// it is, and what is left to do.
func testErasing(t *testing.T, b *browser.Browser, c *collector) {
	const section = ".privacy[aria-labelledby=customer] "
	p := b.Shopper(t)
	before(t, p, `URL.createObjectURL = (file) => { file.text().then((text) => { window.file = text }); return "about:blank#file" }; HTMLAnchorElement.prototype.click = function () { window.saved = this.download }`)
	p.Open(c.URL + "/privacy?lang=en")
	p.Wait(ready)
	look := func(id string) {
		t.Helper()
		p.Eval(`document.querySelector("`+section+`.search input").value = ""`, nil)
		p.Type(section+".search input", id)
		p.Click(section + ".search .button")
	}

	c.answer("POST held", refusal{status: 400, code: "invalid_field", message: "customer: it is no id."})
	look("x")
	p.Wait(`document.querySelector("` + section + `[role=alert]").textContent.startsWith("This is no id of a customer")`)
	c.answer("POST held", refusal{status: 403, code: "forbidden", message: "You may not do this here."})
	look("x")
	p.Wait(`document.querySelector("` + section + `[role=alert]").textContent === "You may not change this."`)
	c.answer("POST held", nothingHeld(nil))
	look("C/9")
	p.Wait(`document.activeElement?.textContent === "Held of C/9"`)
	says(t, p, map[string]string{section + ".found": "Nothing is held of a customer with this id. Is it written exactly"})
	c.answer("POST held", nothingHeld("2026-11-02T10:00:00Z"))
	look("C/8")
	p.Wait(`document.activeElement?.textContent === "Held of C/8"`)
	says(t, p, map[string]string{section + ".found": "This customer was erased on 2 November 2026. Nothing has come since."})
	if text(p, section+".danger") != "" {
		t.Error("there is nothing to erase, and a button for it")
	}

	c.answer("POST held", held("2025-09-02T10:00:00Z"))
	look(" C/1 ü ")
	p.Wait(`document.activeElement?.textContent === "Held of C/1 ü"`)
	says(t, p, map[string]string{section + ".found": "erased on 2 September 2025 and has come again", section + ".found > p:nth-of-type(2)": "1 October 2025 to 21 November 2026",
		section + ".sums": "Events12,345pages, searches, carts and so onOrders712,900,000 rial + €25.80Browsers3Answers to surveys1Refused events2"})
	for _, violation := range p.Violations() {
		t.Errorf("with a customer found: %s", violation)
	}
	c.answer("POST held/file", object{"customer": "C/1 ü"})
	p.Click(section + ".found .actions .button")
	p.Wait(`window.saved === "safar-main-customer.json" && window.file?.includes("C/1 ü")`)

	disabled := func(want bool) {
		t.Helper()
		var is bool
		if p.Eval(`document.querySelector("`+section+`.danger").disabled`, &is); is != want {
			t.Errorf("the button is disabled: %v", is)
		}
	}
	disabled(true)
	p.Type(section+".erase input", "C/1 u")
	p.Wait(`document.querySelector("#erase-wrong").textContent === "That is another id."`)
	disabled(true)
	p.Eval(`document.querySelector("`+section+`.erase input").value = ""`, nil)
	p.Type(section+".erase input", "C/1 ü")
	disabled(false)
	c.answer("POST erasures", held(nil))
	c.answer("GET erasures", erasing(3, 0.25))
	p.Click(section + ".danger")
	p.Wait(`document.querySelector("progress")?.value === 2.25`)
	says(t, p, map[string]string{section + ".once": "Erasing is under way Step 3 of 4: texts that nobody else sent"})
	for _, want := range []string{`POST held {"customer":"C/1 ü"}`, `POST held/file {"customer":"C/1 ü"}`, `POST erasures {"customer":"C/1 ü"}`} {
		if !slices.Contains(c.sent(), want) {
			t.Errorf("sent %v, want %s", c.sent(), want)
		}
	}
	for _, violation := range p.Violations() {
		t.Errorf("while erasing: %s", violation)
	}
	c.answer("GET erasures", erasing(0, 0, "safar.db.before-20261001"))
	p.Wait(`document.querySelector("` + section + `.once li:nth-child(3) code")?.textContent === "safar.db.before-20261001"`)
	says(t, p, map[string]string{section + ".once": "Erased Nothing of this customer is left in the database: 12,345 events, 7 orders. What is left for you to do Backups still hold the customer. The list safar.db-erased"})
	for _, violation := range p.Violations() {
		t.Errorf("after erasing: %s", violation)
	}
	p.Click(section + ".once .button")
	p.Wait(`document.activeElement.id === "customer" && document.querySelector("` + section + `.search input") && !document.querySelector("` + section + `.once")`)

	// Who comes while others erase sees that, and the end.
	c.answer("GET erasures", erasing(1, 0))
	p.Open(c.URL + "/privacy?lang=fa")
	p.Wait(ready + ` && document.querySelector("progress")`)
	says(t, p, map[string]string{section + ".once": "گام ۱ از ۴: رویدادها، سفارش‌ها"})
	c.answer("GET erasures", erasing(0, 0))
	p.Wait(`document.querySelector("` + section + `.once h3").textContent === "پاک شد"`)
}

// Owners choose how long events are kept; nothing goes before they have said that they know.
func testKeeping(t *testing.T, b *browser.Browser, c *collector) {
	const section = "section[aria-labelledby=keeping] "
	p := b.Shopper(t)
	p.Open(c.URL + "/privacy?lang=en")
	p.Wait(ready)
	says(t, p, map[string]string{section: "Kept for 396 days Those of before 22 October 2025 have gone or are going."})
	days := func(text string) {
		t.Helper()
		p.Eval(`document.querySelector("#keep-days").value = ""`, nil)
		p.Type("#keep-days", text)
	}
	able := func(want bool) {
		t.Helper()
		p.Wait(`document.querySelector("` + section + `.actions button").disabled !== ` + map[bool]string{true: "true", false: "false"}[want])
	}
	able(false)
	days("۲۹")
	p.Wait(`document.querySelector("#keep-range").className === "said-wrong"`)
	able(false)
	days("۶۰")
	p.Wait(`document.querySelector("` + section + `[role=status]").textContent.startsWith("Single events of before")`)
	able(false)
	for _, violation := range p.Violations() {
		t.Errorf("with a warning: %s", violation)
	}
	p.Click(section + ".check input")
	able(true)
	c.answer("PUT retention", refusal{status: 503, code: "unavailable"})
	p.Click(section + ".actions button")
	p.Wait(`document.querySelector("` + section + `[role=alert]").textContent.includes("busy")`)
	c.answer("PUT retention", keeping(60))
	c.answer("GET retention", keeping(60))
	p.Click(section + ".actions button")
	p.Wait(`document.querySelector("` + section + `").textContent.includes("Kept for 60 days") && document.querySelector("` + section + `").textContent.includes("Saved.") && ` + ready)
	if want := `PUT retention {"keep_days":60}`; !slices.Contains(c.sent(), want) {
		t.Errorf("sent %v, want %s", c.sent(), want)
	}
	p.Eval(`document.querySelector("`+section+`.segments label:nth-child(2) input").click()`, nil)
	p.Wait(`document.querySelector("` + section + `[role=status]").textContent === "What has gone does not come back."`)
	able(true)

	// Others see it, and no more.
	c.answer("GET me", object{"email": "viewer@shop.example", "version": "1.0.0", "sites": list{object{"name": "main", "timezone": "Asia/Tehran", "currency": "IRR", "may": "write"}}})
	p.Open(c.URL + "/privacy?lang=en")
	p.Wait(ready)
	says(t, p, map[string]string{section: "Kept for 60 days"})
	var fields int
	if p.Eval(`document.querySelectorAll("main input, main .danger, main .search").length`, &fields); fields > 0 || len(c.questions("GET erasures")) > 1 {
		t.Errorf("an editor sees %d fields, and erasing was asked for %d times", fields, len(c.questions("GET erasures")))
	}
	p.Click("main .actions a")
	p.Wait(`location.pathname === "/inventory" && ` + ready)
}

// Owners choose how long orders are kept, after they have seen how many would go.
func testLastLimit(t *testing.T, b *browser.Browser, c *collector) {
	const section = "section[aria-labelledby=last-limit] "
	p := b.Shopper(t)
	p.Open(c.URL + "/privacy?lang=en")
	p.Wait(ready)
	says(t, p, map[string]string{section: "Kept for ever"})
	p.Eval(`document.querySelector("`+section+`.segments label:nth-child(1) input").click()`, nil)
	days := func(text string) {
		t.Helper()
		p.Eval(`document.querySelector("#keep-orders-days").value = ""`, nil)
		p.Type("#keep-orders-days", text)
	}
	for _, wrong := range []string{"395", "10951"} { // fewer than events are kept, more than may be asked for
		days(wrong)
		p.Wait(`document.querySelector("#keep-orders-range").className === "said-wrong"`)
	}
	days("۳۶۵۰")
	p.Wait(`document.querySelector("` + section + `dl")`)
	says(t, p, map[string]string{section + "[role=status]": "Everything of before 24 November 2016 is deleted within days", section + "dl": "Orders 31 Answers to surveys 7 Visits 1,200"})
	p.Wait(`document.querySelector("` + section + `.actions button").disabled`)
	for _, violation := range p.Violations() {
		t.Errorf("with a warning: %s", violation)
	}
	p.Click(section + ".check input")
	kept := keeping(396)
	kept["keep_orders_days"], kept["kept_from"] = 3650, "2016-11-24"
	c.answer("PUT retention", kept)
	c.answer("GET retention", kept)
	p.Click(section + ".actions button")
	p.Wait(`document.querySelector("` + section + `").textContent.includes("Kept for 3,650 days") && document.querySelector("` + section + `").textContent.includes("Saved.") && ` + ready)
	if want := `PUT retention {"keep_orders_days":3650}`; !slices.Contains(c.sent(), want) {
		t.Errorf("sent %v, want %s", c.sent(), want)
	}
	says(t, p, map[string]string{section: "Reports begin on 24 November 2016"})

	// Single events can't be kept for longer by then.
	const other = "section[aria-labelledby=keeping] "
	p.Eval(`document.querySelector("`+other+`.segments label:nth-child(2) input").click()`, nil)
	p.Wait(`document.querySelector("` + other + `.said-wrong").textContent.startsWith("Orders and answers are kept for 3,650 days")`)

	forEver := keeping(0)
	c.answer("GET retention", forEver)
	p.Open(c.URL + "/privacy?lang=en")
	p.Wait(ready)
	says(t, p, map[string]string{section: "While single events are kept for ever, so is everything."})
}

// What is held is told in words, and table by table for who wants that.
func testInventory(t *testing.T, b *browser.Browser, c *collector) {
	p := b.Shopper(t)
	p.Open(c.URL + "/inventory?lang=en")
	p.Wait(ready)
	says(t, p, map[string]string{".held": "What visitors did Each page, click", ".held dl": "Of whom Visitors and customers How long As long as the shop says"})
	p.Click(".held summary")
	p.Wait(`document.querySelector(".held .table-held")`)
	says(t, p, map[string]string{".table-held": "table_of_events A thing. Data of visitors and customers. Kept for ever. When a customer is erased: deleted.", ".table-held tbody tr:nth-child(2)": "payload"})
	for _, violation := range p.Violations() {
		t.Errorf("with tables open: %s", violation)
	}
	p.Phone()
	var wider float64
	if p.Eval(`document.documentElement.scrollWidth - document.documentElement.clientWidth`, &wider); wider > 0 {
		t.Errorf("with tables open the page is %g pixels wider than the screen", wider)
	}
	quiet(t, p)
}

// Every part of the inventory has words.
func testParts(t *testing.T, p *browser.Page) {
	var parts []store.HeldPart
	if p.Eval(`Object.keys(probe.parts)`, &parts); !slices.Equal(parts, store.HeldParts()) {
		t.Errorf("words for %v, want %v", parts, store.HeldParts())
	}
}
