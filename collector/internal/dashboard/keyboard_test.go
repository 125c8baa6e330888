package dashboard_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"github.com/safar-cx/safar/collector/internal/browser"
	"github.com/safar-cx/safar/collector/internal/metric"
)

// focused describes what has the focus and whether that can be seen.
const focused = `(() => {
	const e = document.activeElement, s = getComputedStyle(e), span = e.matches("input") ? getComputedStyle(e.nextElementSibling ?? e) : s;
	return {
		Name: e.getAttribute("aria-label") || e.textContent.trim().slice(0, 40),
		Tag: e.tagName, Class: e.className,
		Seen: [s, span].some((x) => x.outlineStyle !== "none" && parseFloat(x.outlineWidth) > 0),
	};
})()`

type focus struct {
	Name, Tag, Class string
	Seen             bool
}

// Everything that a pointer reaches the Tab key reaches, too, and one sees where one is.
func testKeyboard(t *testing.T, b *browser.Browser, c *collector) {
	p := b.Shopper(t)
	p.Size(1280, 800)
	p.Open(c.URL + "/?lang=en")
	p.Wait(ready)
	var reachable int
	p.Eval(`[...document.querySelectorAll("a[href], button:not(:disabled), select")].filter((e) => e.checkVisibility()).length`, &reachable)
	seen := map[string]bool{}
	for i := range reachable {
		p.Press(kb.Tab)
		var at focus
		p.Eval(focused, &at)
		if i == 0 && at.Name != "Skip to the content" {
			t.Errorf("the first stop is %q", at.Name)
		}
		if at.Tag == "BODY" {
			t.Fatalf("after %d of %d stops the focus is nowhere", i, reachable)
		}
		if !at.Seen {
			t.Errorf("the focus on %s %q (%s) can't be seen", at.Tag, at.Name, at.Class)
		}
		seen[at.Name] = true
	}
	for _, name := range []string{"Purchase funnel", "Settings", "Filter", "Visitors", "Net promoter score (NPS)", "2 more", "64 answers"} {
		if !seen[name] {
			t.Errorf("the Tab key never reached %q", name)
		}
	}

	// The skip link leads past the header.
	p.Open(c.URL + "/?lang=en")
	p.Wait(ready)
	p.Press(kb.Tab)
	p.Press(kb.Enter)
	var id string
	p.Eval(`document.activeElement.id`, &id)
	if id != "main" {
		t.Errorf("the skip link leads to %q", id)
	}

	// A new page is read from its title.
	p.Eval(`document.querySelector(".menu-row .menu-more").focus()`, nil)
	p.Press(kb.Enter)
	p.Wait(`document.querySelector(".menu-list a")`)
	p.Press(kb.Tab)
	p.Eval(`document.querySelector(".menu-list a[href*='/quality']").focus()`, nil)
	p.Press(kb.Enter)
	p.Wait(ready + ` && document.activeElement.matches("h1")`)
	if title := text(p, "title"); title != "Data quality · Safar" {
		t.Errorf("the title is %q", title)
	}

	// The arrow keys move in the calendar, in the direction in which one reads.
	before(t, p, atNoon)
	p.Open(c.URL + "/quality?lang=fa")
	p.Wait(ready)
	p.Eval(`document.querySelector(".controls .control").focus()`, nil)
	p.Press(kb.Enter)
	p.Wait(`document.querySelector(".popover:popover-open .days")`)
	p.Eval(`document.querySelector(".days td [tabindex='0']").focus()`, nil)
	for _, move := range []struct{ key, day string }{
		{kb.ArrowUp, "۲۳ آبان ۱۴۰۵"}, {kb.ArrowRight, "۲۲ آبان ۱۴۰۵"}, {kb.ArrowLeft, "۲۳ آبان ۱۴۰۵"},
		{kb.Home, "۱ آبان ۱۴۰۵"}, {kb.PageUp, "۱ مهر ۱۴۰۵"}, {kb.End, "۳۰ مهر ۱۴۰۵"}, {kb.PageDown, "۳۰ آبان ۱۴۰۵"},
		{kb.ArrowDown, "۳۰ آبان ۱۴۰۵"}, // there is nothing after today
	} {
		p.Press(move.key)
		p.Wait(`document.activeElement.getAttribute("aria-label") === "` + move.day + `"`)
	}
	p.Press(kb.Enter)
	p.Press(kb.ArrowUp)
	p.Wait(`document.activeElement.getAttribute("aria-label") === "۲۳ آبان ۱۴۰۵"`)
	p.Press(kb.Enter)
	p.Wait(`location.search.includes("from=2026-11-14&to=2026-11-21")`)

	// The first key counts, however soon after the calendar it comes.
	var day string
	p.Eval(soon, &day)
	if day != "۲۳ آبان ۱۴۰۵" {
		t.Errorf("a key before the first frame leads to %q", day)
	}
	quiet(t, p)
}

// soon opens the calendar and presses a key before the browser draws it.
const soon = `(async () => {
	document.querySelector(".controls .control").click();
	for (let i = 0; i < 100 && !document.querySelector(".days"); i++) await null;
	const day = document.querySelector(".days td [tabindex='0']");
	day.focus();
	day.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowUp", bubbles: true}));
	await ` + frames + `;
	return document.activeElement.getAttribute("aria-label");
})()`

// What explains a number opens by click, by key and by resting on it, and closes by Escape.
func testPopovers(t *testing.T, b *browser.Browser, c *collector) {
	p := b.Shopper(t)
	p.Size(1280, 800)
	p.Open(c.URL + "/?lang=en")
	p.Wait(ready)
	const open = `document.querySelector(".popover:popover-open .about")`
	show(p, "[data-metric=ctr] .term", ".popover:popover-open .about")
	about := text(p, "[data-metric=ctr] .about")
	for _, want := range []string{"Clicks on advertisements divided by", "With 95% confidence between 2.8% and 3.5%.", "280 of 10,000", "The change may be chance.", "Goal 4%"} {
		if !strings.Contains(about, want) {
			t.Errorf("%q is missing in %q", want, about)
		}
	}
	p.Click("[data-metric=ctr] summary")
	p.Wait(`document.querySelectorAll("[data-metric=ctr] tbody tr").length === 28`)
	for _, violation := range p.Violations() {
		t.Errorf("with an explanation open: %s", violation)
	}
	p.Press(kb.Escape)
	p.Wait(`!` + open)

	p.Eval(`document.querySelector("nav .menu-row a").focus()`, nil)
	p.Eval(`document.querySelector("[data-metric=revenue] .term").focus()`, nil)
	p.Press(kb.Enter)
	p.Wait(open)
	if exact := text(p, "[data-metric=revenue] .about-value"); exact != "2,760,600,000 rial" {
		t.Errorf("the exact amount reads %q", exact)
	}
	p.Press(kb.Escape)
	p.Wait(`!` + open)
	p.Wait(`document.activeElement.matches("[data-metric=revenue] .term")`)

	// Walking on with Tab opens what explains the next one and closes it again behind.
	p.Press(kb.Tab)
	p.Wait(`document.querySelector("[data-metric=orders] .popover:popover-open .about")`)
	p.Press(kb.Escape)

	for _, panel := range []struct{ button, content string }{
		{".controls .control", ".days"}, {".top-end .icon", ".settings"}, {".controls > .popover-at:nth-of-type(2) button", ".values li"},
	} {
		show(p, panel.button, panel.content)
		for _, violation := range p.Violations() {
			t.Errorf("with %s open: %s", panel.content, violation)
		}
		p.Press(kb.Escape)
		p.Wait(`!document.querySelector("` + panel.content + `")`)
	}

	// The definition is the catalogue's in the reader's language.
	for _, language := range []string{"fa", "ar"} {
		p.Open(c.URL + "/?lang=" + language)
		p.Wait(ready)
		show(p, "[data-metric=ctr] .term", ".popover:popover-open .about")
		want := metric.Find("ctr").Definition[language]
		if about := text(p, "[data-metric=ctr] .about"); !strings.Contains(about, want) {
			t.Errorf("in %s %q is missing in %q", language, want, about)
		}
	}
	quiet(t, p)
}
