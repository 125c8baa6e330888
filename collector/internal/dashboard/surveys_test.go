package dashboard_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"github.com/safar-cx/safar/collector/internal/browser"
	"github.com/safar-cx/safar/js"
)

func surveyList() list {
	return list{
		object{"id": 1, "name": "after-order", "kind": "nps", "asked": true, "questions": object{"fa": "چقدر احتمال دارد فروشگاه ما را به دوستانتان معرفی کنید؟", "en": "Would you tell a friend?"},
			"touchpoint": "thanks", "stage": "", "page": "/thanks*", "occasion": "page", "seconds": 3, "leaving": false, "share": 100, "days": 90},
		object{"id": 2, "name": "چرا نخریدید", "kind": "reason", "asked": false, "questions": object{}, "touchpoint": "", "stage": "purchase",
			"page": "/cart", "occasion": "stage", "seconds": 20, "leaving": true, "share": 25, "days": 30},
	}
}

// tag is what the collector tells of the tag: the real files, a made-up key.
func tag() object {
	answer := object{"version": js.Version, "tag": object{"name": js.Tag().Name, "integrity": js.Tag().Integrity}, "domains": list{"shop.example"},
		"keys": list{object{"key": "pk_a2b3c4d5e6f7a2b3c4d5e6f7a2b3c4d5e", "origins": list{}}, object{"key": "pk_other", "origins": list{"https://b.example"}}}}
	for _, part := range js.Later() {
		answer[part.Part] = object{"name": part.Name, "integrity": part.Integrity}
	}
	return answer
}

const promptShown = `document.querySelector("safar-survey")?.shadowRoot`

// A survey is set up in a form, looked at as visitors see it, switched off and on, and gets
// links.
func testSurveys(t *testing.T, b *browser.Browser, c *collector) {
	p := b.Shopper(t)
	p.Size(1280, 900)
	c.answer("GET surveys", object{"surveys": list{}})
	p.Open(c.URL + "/surveys?lang=fa")
	p.Wait(ready)
	says(t, p, map[string]string{".notice": "هنوز نظرسنجی‌ای نیست"})
	p.Click(".content .button")
	p.Wait(`document.activeElement?.id === "survey-title"`)
	p.Type("fieldset:nth-child(1) .field:nth-of-type(1) input", "after-order")
	p.Type(`input[lang=fa]`, "چطور بود؟")
	p.Type(`fieldset:nth-child(2) input[placeholder]`, "/thanks*")
	p.Eval(`document.querySelector("fieldset:nth-child(3) input").select()`, nil)
	p.Type("fieldset:nth-child(3) input", "۵۰")
	p.Click("fieldset:nth-child(2) .check input")
	for _, violation := range p.Violations() {
		t.Errorf("with the form open: %s", violation)
	}

	// The preview is the prompt itself, by keyboard too, and tells nobody.
	p.Click(".survey-form [role=group] button:nth-of-type(2)")
	p.Wait(promptShown + `?.querySelector("legend")?.textContent === "چطور بود؟"`)
	p.Press(kb.Escape)
	p.Wait(`!document.querySelector("safar-survey")`)
	p.Click(".survey-form [role=group] button:nth-of-type(1)")
	p.Wait(promptShown + `?.querySelector("legend")?.textContent === "How likely are you to recommend us to a friend?"`)
	p.Press(kb.Escape)

	c.answer("POST surveys", object{"id": 1})
	c.answer("GET surveys", object{"surveys": surveyList()})
	p.Click(".survey-form > .actions .button")
	p.Wait(`document.querySelectorAll(".surveys > li").length === 2 && ` + ready)
	if want := `POST surveys {"name":"after-order","kind":"nps","asked":true,"questions":{"fa":"چطور بود؟"},"touchpoint":"","stage":"","page":"/thanks*","occasion":"page","seconds":3,"leaving":false,"share":50,"days":90}`; !slices.Contains(c.sent(), want) {
		t.Errorf("sent %v, want %s", c.sent(), want)
	}
	says(t, p, map[string]string{".surveys > li:nth-child(1)": "پرسیده می‌شود", ".surveys > li:nth-child(2) .small": "۲۵٪ بازدیدکنندگان"})

	c.answer("PUT surveys/2", object{})
	on := surveyList()
	with(on[1].(object), object{"asked": true})
	c.answer("GET surveys", object{"surveys": on})
	p.Click(".surveys > li:nth-child(2) .actions .button")
	p.Wait(`document.querySelectorAll(".state.on").length === 2 && ` + ready)
	if sent := c.sent(); !strings.HasPrefix(sent[len(sent)-1], `PUT surveys/2 {"asked":true,`) || strings.Contains(sent[len(sent)-1], `"id"`) {
		t.Errorf("sent %s", sent[len(sent)-1])
	}

	c.answer("POST surveys/1/links", object{"links": list{object{"response": "T-1", "path": "s/abc.def"}}})
	show(p, ".surveys > li:nth-child(1) .popover-at > button", ".form textarea")
	p.Type(".form textarea", "T-1\n")
	p.Click(".form .actions .button")
	p.Wait(`document.querySelector(".made")?.value === "T-1\t` + c.URL + `/s/abc.def"`)
	for _, violation := range p.Violations() {
		t.Errorf("with links open: %s", violation)
	}
	p.Press(kb.Escape)
	c.answer("DELETE surveys/1", nil)
	c.answer("GET surveys", object{"surveys": surveyList()[1:]})
	p.Click(".surveys > li:nth-child(1) .actions > button:last-child")
	p.Wait(`document.querySelectorAll(".surveys > li").length === 1`)
	quiet(t, p)
}

// What is copied holds the shop's key and this collector's address.
func testConnect(t *testing.T, b *browser.Browser, c *collector) {
	p := b.Shopper(t)
	p.Open(c.URL + "/connect?lang=en")
	p.Wait(ready)
	var all []string
	p.Eval(`[...document.querySelectorAll("pre")].map((e) => e.textContent)`, &all)
	if len(all) != 7 {
		t.Fatalf("%d snippets", len(all))
	}
	for i, snippet := range all[:5] {
		if !strings.Contains(snippet, "pk_a2b3c4d5e6f7a2b3c4d5e6f7a2b3c4d5e") || !strings.Contains(snippet, c.URL+"/t.") {
			t.Errorf("snippet %d: %s", i, snippet)
		}
	}
	if !strings.Contains(all[4], c.URL+"/"+js.Tag().Name) || !strings.Contains(all[4], js.Tag().Integrity) || all[5] != "script-src "+c.URL+"; connect-src "+c.URL || all[6] != "safar doctor https://shop.example/" {
		t.Errorf("%q", all[4:])
	}
	p.Eval(`Object.defineProperty(navigator, "clipboard", {value: {writeText(text) { window.copied = text; return Promise.resolve() }}})`, nil)
	p.Click("section.card:nth-of-type(2) button")
	p.Wait(`window.copied === document.querySelector("pre").textContent && document.querySelector("section.card:nth-of-type(2) [role=status]").textContent === "Copied"`)
	p.Eval(`(() => { const s = document.querySelector("select[dir]"); s.value = "1"; s.dispatchEvent(new Event("change", {bubbles: true})) })()`, nil)
	p.Wait(`document.querySelector("pre").textContent.includes('data-site="pk_other"')`)
	says(t, p, map[string]string{"section.card": "Pages of https://b.example may use it."})

	// Without a key: owners are led to where they make one, others are told who can.
	none := tag()
	none["keys"] = list{}
	c.answer("GET tag", none)
	p.Open(c.URL + "/connect?lang=en")
	p.Wait(ready)
	says(t, p, map[string]string{".notice": "An owner makes one on the page People and access.", "pre": "safar key add --site main --kind browser"})
	p.Click(".notice a.button")
	p.Wait(`location.pathname === "/access" && ` + ready)
	c.answer("GET me", object{"email": "viewer@shop.example", "version": "1.0.0", "sites": list{object{"name": "main", "timezone": "Asia/Tehran", "currency": "IRR", "may": "details"}}})
	p.Open(c.URL + "/connect?lang=en")
	p.Wait(ready + ` && document.querySelector(".notice") && !document.querySelector(".notice a")`)
	quiet(t, p)
}
