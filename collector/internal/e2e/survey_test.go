package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"github.com/safar-cx/safar/collector/internal/browser"
)

// A merchant sets a survey up in the form and makes a link to it; a shopper answers on the
// shop's Persian page, another by the link, who then thinks better of it; the report has both.
func TestSurveyFromTheFormToTheReport(t *testing.T) {
	c := found(t, 4<<20)
	b := browser.Start(t)
	merchant := c.merchant(t, b)
	merchant.Open(c.url + "/surveys?lang=en")
	merchant.Wait(`document.querySelector(".notice h2")?.textContent === "No surveys yet"`)
	merchant.Click(".content .button")
	merchant.Type(".survey-form fieldset:nth-child(1) input", "textiles")
	merchant.Type(".survey-form input[lang=fa]", "از خرید راضی بودید؟")
	merchant.Click(".survey-form fieldset:nth-child(2) .check input")
	merchant.Type(`.survey-form input[placeholder="/thanks*"]`, "/fa/c/*")
	merchant.Eval(`document.querySelector(".survey-form fieldset:nth-child(2) input[inputmode]").select()`, nil)
	merchant.Type(".survey-form fieldset:nth-child(2) input[inputmode]", "0")
	merchant.Click(".survey-form > .actions .button")
	merchant.Wait(`document.querySelector(".surveys .state.on")`)

	const prompt = `document.querySelector("safar-survey")?.shadowRoot`
	shopper := b.Shopper(t)
	shopper.Size(1280, 900)
	shopper.Open(c.shop + "/fa")
	answers(shopper, "#consent-necessary")
	shopper.Open(c.shop + "/fa/c/textiles")
	shopper.Wait(prompt + `?.querySelector("legend")?.textContent === "از خرید راضی بودید؟"`)
	photographed(t, shopper, "survey-fa")
	var at struct{ Left, Wider float64 }
	shopper.Eval(`({Left: document.querySelector("safar-survey").getBoundingClientRect().left, Wider: document.documentElement.scrollWidth - document.documentElement.clientWidth})`, &at)
	if at.Left != 16 || at.Wider > 0 {
		t.Errorf("right to left the prompt lies in the corner at the left, and widens nothing: %+v", at)
	}
	for _, violation := range shopper.Violations() {
		t.Errorf("the prompt: %s", violation)
	}
	// By keyboard: the first score, then the last, which is the highest.
	shopper.Press(kb.Tab)
	shopper.Press(" ")
	shopper.Press(kb.ArrowUp)
	shopper.Press(kb.Enter)
	shopper.Wait(prompt + `?.querySelector("textarea")`)
	shopper.Eval(`((set) => { window.setTimeout = (f, ms, ...args) => ms === 4000 ? 0 : set(f, ms, ...args) })(window.setTimeout)`, nil) // the thanks stay
	shopper.Press("x")
	shopper.Press(kb.Tab)
	shopper.Press(kb.Enter)
	shopper.Wait(prompt + `?.querySelector("[role=status]").textContent === "سپاس از شما!"`)
	c.eventually("nps 1/1")

	merchant.Click(".surveys .popover-at > button")
	merchant.Type(".form textarea", "T-5001")
	merchant.Eval(`(() => { const s = document.querySelector(".form select"); s.value = "fa"; s.dispatchEvent(new Event("change", {bubbles: true})) })()`, nil)
	merchant.Click(".form .actions .button")
	merchant.Wait(`document.querySelector(".made")?.value.includes("/s/")`)
	var made string
	merchant.Eval(`document.querySelector(".made").value`, &made)
	_, link, _ := strings.Cut(made, "\t")

	reader := browser.StartAs(t, browser.Mobile).Shopper(t)
	reader.Phone()
	reader.Open(link)
	photographed(t, reader, "letter-fa")
	for _, theme := range []string{"light", "dark"} {
		reader.Prefer("prefers-color-scheme", theme)
		for _, violation := range reader.Violations() {
			t.Errorf("the page of the link, %s: %s", theme, violation)
		}
	}
	var wider float64
	reader.Eval(`document.documentElement.scrollWidth - document.documentElement.clientWidth`, &wider)
	if wider > 0 {
		t.Errorf("the page of the link is %g pixels wider than a phone", wider)
	}
	reader.Click(`label:has([value="9"])`)
	reader.Follow("button")
	reader.Wait(`document.querySelector("h1.done")`)
	c.eventually("nps 2/2")
	reader.Follow("p a")
	reader.Click(`label:has([value="3"])`)
	reader.Type("#text", "دیر رسید")
	reader.Follow("button")
	reader.Wait(`document.querySelector("h1.done")`)
	photographed(t, reader, "letter-fa-thanks")
	c.eventually("nps 0/2")

	for who, p := range map[string]*browser.Page{"merchant": merchant, "shopper": shopper, "reader": reader} {
		for _, complaint := range p.Complaints() {
			t.Errorf("%s's console: %s", who, complaint)
		}
	}
}

// photographed keeps a picture of a page where make screenshots wants one.
func photographed(t *testing.T, p *browser.Page, name string) {
	t.Helper()
	picture := p.Screenshot()
	if dir := os.Getenv("SAFAR_SCREENS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name+".png"), picture, 0o644); err != nil {
			t.Error(err)
		}
	}
}
