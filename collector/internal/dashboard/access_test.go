package dashboard_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"github.com/safar-cx/safar/collector/internal/browser"
)

func members() list {
	return list{
		object{"email": "clerk+1@shop.example", "role": "editor", "every": false, "password": true, "created": "2026-11-02T10:00:00Z", "yours": true, "opens": true},
		object{"email": "head@shop.example", "role": "owner", "every": true, "password": true, "created": "2026-09-01T10:00:00Z", "yours": false, "opens": false},
		object{"email": "new@shop.example", "role": "viewer", "every": false, "password": false, "created": "2026-11-20T21:00:00Z", "yours": true, "opens": true},
		object{"email": "owner@shop.example", "role": "owner", "every": true, "password": true, "created": "2026-09-01T10:00:00Z", "yours": true, "opens": true},
	}
}

func shares() list {
	return list{object{"id": 4, "token": "sl_9a2f…", "name": "سرمایه‌گذار", "scope": "sums", "every": false, "expires": "2026-12-20T21:00:00Z", "yours": true}}
}

func readTokens() list {
	return list{
		object{"id": 1, "token": "rt_71bc…", "name": "", "scope": "details", "every": true, "expires": nil, "yours": false},
		object{"id": 2, "token": "rt_e05d…", "name": "Spreadsheet", "scope": "sums", "every": false, "expires": "2027-11-01T08:00:00Z", "yours": true},
	}
}

func sendingKeys() list {
	return list{
		object{"id": 1, "kind": "browser", "key": "pk_2f81c07be94d4b6e9d1a", "origins": list{"https://shop.example"}, "events_per_day": 10000},
		object{"id": 2, "kind": "server", "key": "sk_c4e1…", "origins": list{}, "events_per_day": 0},
	}
}

// The sections of the page, and what stands in one of them.
const (
	ofPeople = "section[aria-labelledby=members] "
	ofShares = "section[aria-labelledby=shares] "
	ofTokens = "section[aria-labelledby=tokens] "
	ofKeys   = "section[aria-labelledby=keys] "
)

// Owners decide who gets in: every list can grow and shrink, secrets are told once, and what
// can't be undone is asked about before.
func testAccess(t *testing.T, b *browser.Browser, c *collector) {
	p := b.Shopper(t)
	before(t, p, `navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve() }`)
	p.Open(c.URL + "/access?lang=en")
	p.Wait(ready)
	says(t, p, map[string]string{
		ofPeople + "tbody tr:nth-child(1)":               "clerk+1@shop.example Role Editor Sign-in With a password · since 2 November 2026",
		ofPeople + "tbody tr:nth-child(2)":               "Owner · every shop",
		ofPeople + "tbody tr:nth-child(2) td:last-child": "–",
		ofPeople + "tbody tr:nth-child(3)":               "No password chosen yet · since 21 November 2026",
		ofPeople + "tbody tr:nth-child(4)":               "owner@shop.example (you)",
		ofShares + "tbody":                               "سرمایه‌گذار sl_9a2f… Works until 21 December 2026",
		ofTokens + "tbody tr:nth-child(1)":               "rt_71bc… Reads Single customers too · every shop Works until Without an end Actions –",
		ofTokens + "tbody tr:nth-child(2)":               "Spreadsheet rt_e05d… Reads Sums only Works until 1 November 2027",
		ofKeys + "tbody tr:nth-child(1)":                 "pk_2f81c07be94d4b6e9d1a Kind Browser key Used from https://shop.example Daily quota 10,000",
		ofKeys + "tbody tr:nth-child(2)":                 "sk_c4e1… Kind Server key Used from – Daily quota No limit",
	})
	once := func(section, title, secret string) {
		t.Helper()
		p.Wait(`document.activeElement?.matches(` + quoted(section+".once h3") + `)`)
		p.Wait(ready)
		says(t, p, map[string]string{section + ".once h3": title})
		if got := text(p, section+".once pre"); got != secret {
			t.Errorf("%s shows %q, want %q", title, got, secret)
		}
		if secret == "" {
			return
		}
		p.Click(section + ".once .code-head button")
		p.Wait(`window.copied === ` + quoted(secret) + ` && document.querySelector(` + quoted(section+".once [role=status]") + `).textContent === "Copied"`)
	}
	away := func(section string) {
		t.Helper()
		p.Click(section + ".once > p > button")
		p.Wait(`!document.querySelector(".once") && document.activeElement.matches("h2")`)
	}
	choose := func(css, value string) {
		p.Eval(`(() => { const s = document.querySelector(`+quoted(css)+`); s.value = `+quoted(value)+`; s.dispatchEvent(new Event("change", {bubbles: true})) })()`, nil)
	}

	// An invitation that is refused, and one that is not.
	c.answer("POST users", refusal{status: 409, code: "already_exists", message: "This person has a role here already."})
	show(p, ofPeople+"> .popover-at > .button", ".form input[type=email]")
	for _, violation := range p.Violations() {
		t.Errorf("with the invitation open: %s", violation)
	}
	p.Type(".form input[type=email]", "clerk+1@shop.example")
	p.Press(kb.Enter)
	p.Wait(`document.querySelector(".form [role=alert]").textContent === "This person has a role here already. Change it in the list."`)
	c.answer("POST users", object{"email": "new@shop.example", "token": "i-1"})
	p.Eval(`document.querySelector(".form .segments label:nth-child(2) input").click()`, nil)
	p.Wait(`document.querySelector(".form [role=status]").textContent.includes("writes notes")`)
	p.Eval(`document.querySelector(".form .check input").click()`, nil)
	p.Click(".form .actions .button")
	once(ofPeople, "Invitation for new@shop.example", c.URL+"/#invite=i-1")
	says(t, p, map[string]string{ofPeople + ".once": "It works once, within seven days"})
	for _, violation := range p.Violations() {
		t.Errorf("with a secret on the page: %s", violation)
	}
	away(ofPeople)

	// Another invitation, another password, a role for somebody who needs no link.
	p.Click(ofPeople + "tbody tr:nth-child(3) .actions > .button")
	once(ofPeople, "Invitation for new@shop.example", c.URL+"/#invite=i-1")
	c.answer("POST users/clerk+1@shop.example/reset", object{"email": "clerk+1@shop.example", "token": "r-1"})
	p.Click(ofPeople + "tbody tr:nth-child(1) .actions > .button")
	p.Wait(`document.querySelector(".once h3").textContent.startsWith("New password for")`)
	once(ofPeople, "New password for clerk+1@shop.example", c.URL+"/#reset=r-1")
	says(t, p, map[string]string{ofPeople + ".once": "within an hour"})
	c.answer("POST users", object{"email": "new@shop.example", "token": ""})
	p.Click(ofPeople + "tbody tr:nth-child(3) .actions > .button")
	p.Wait(`document.querySelector(".once").textContent.includes("No link is needed")`)
	once(ofPeople, "Invitation for new@shop.example", "")
	away(ofPeople)

	// Another role, and none any more. The last owner stays.
	c.answer("PUT users/clerk+1@shop.example", nil)
	show(p, ofPeople+"tbody tr:nth-child(1) .popover-at:nth-of-type(1) .button", ".form .segments")
	p.Eval(`document.querySelector(".form .segments label:nth-child(1) input").click()`, nil)
	changed := members()
	with(changed[0].(object), object{"role": "viewer"})
	c.answer("GET users", object{"users": changed})
	p.Click(".form .actions .button")
	p.Wait(`document.querySelector(` + quoted(ofPeople+"tbody tr td") + `).textContent.includes("Viewer") && ` + ready)
	c.answer("DELETE users/clerk+1@shop.example", nil)
	show(p, ofPeople+"tbody tr:nth-child(1) .popover-at:last-child .button", ".form .danger")
	for _, violation := range p.Violations() {
		t.Errorf("with the question open: %s", violation)
	}
	says(t, p, map[string]string{".form": "Remove clerk+1@shop.example The role at main is taken away at once."})
	p.Click(".form .button.quiet")
	p.Wait(`!document.querySelector(".form")`)
	if asked := c.questions("DELETE users/clerk+1@shop.example"); len(asked) > 0 {
		t.Errorf("who thinks better of it has removed all the same: %v", asked)
	}
	c.answer("GET users", object{"users": members()[1:]})
	show(p, ofPeople+"tbody tr:nth-child(1) .popover-at:last-child .button", ".form .danger")
	p.Click(".form .danger")
	p.Wait(`document.querySelectorAll(` + quoted(ofPeople+"tbody tr") + `).length === 3 && document.activeElement.id === "members" && ` + ready)
	c.await(t, "DELETE users/clerk+1@shop.example", "site=main")
	c.answer("DELETE users/owner@shop.example", refusal{status: 409, code: "last_owner"})
	show(p, ofPeople+"tbody tr:nth-child(3) .popover-at:last-child .button", ".form .danger")
	says(t, p, map[string]string{".form": "This is you: you can't undo it yourself."})
	p.Click(".form .danger")
	p.Wait(`document.querySelector(".form [role=alert]").textContent.includes("Nobody would be left who owns every shop.")`)
	p.Press(kb.Escape)
	p.Wait(`!document.querySelector(".form")`)

	// A share link and a read token, made and revoked.
	sentBefore := len(c.sent())
	c.answer("POST shares", object{"id": 5, "secret": "sl_secret"})
	show(p, ofShares+"> .popover-at > .button", ".form select")
	p.Type(".form input", "Investor")
	choose(".form select", "90")
	p.Click(".form .actions .button")
	once(ofShares, "Share link", c.URL+"/#share=sl_secret")
	c.answer("DELETE shares/4", nil)
	c.answer("GET shares", object{"tokens": list{}})
	show(p, ofShares+"tbody .button", ".form .danger")
	says(t, p, map[string]string{".form": "Revoke سرمایه‌گذار Whoever has the link sees nothing any more."})
	p.Click(".form .danger")
	p.Wait(`document.querySelector(` + quoted(ofShares) + `).textContent.includes("No share links. Make one") && ` + ready)
	away(ofShares)
	c.answer("POST tokens", object{"id": 6, "secret": "rt_secret"})
	show(p, ofTokens+"> .popover-at > .button", ".form select")
	p.Type(".form input", "Sheet")
	choose(".form label:nth-of-type(2) select", "details")
	choose(".form label:nth-of-type(3) select", "0")
	p.Click(".form .actions .button")
	once(ofTokens, "Read token", "rt_secret")
	away(ofTokens)
	c.answer("DELETE tokens/2", nil)
	c.answer("GET tokens", object{"tokens": list{}})
	show(p, ofTokens+"tbody tr:nth-child(2) .button", ".form .danger")
	p.Click(".form .danger")
	p.Wait(`document.querySelector(` + quoted(ofTokens) + `).textContent.includes("No read tokens. Make one") && ` + ready)

	// A key, made and revoked.
	c.answer("POST keys", object{"id": 7, "secret": "sk_secret"})
	p.Click(ofKeys + "> .actions .button")
	once(ofKeys, "Server key", "sk_secret")
	away(ofKeys)
	c.answer("DELETE keys/2", nil)
	c.answer("GET keys", object{"keys": list{}})
	show(p, ofKeys+"tbody tr:nth-child(2) .popover-at:last-child .button", ".form .danger")
	says(t, p, map[string]string{".form": "Revoke sk_c4e1… Whatever is sent with this key is refused from now on"})
	p.Click(".form .danger")
	p.Wait(`document.querySelector(` + quoted(ofKeys) + `).textContent.includes("No keys, so nothing can be sent.") && ` + ready)
	for _, path := range []string{"shares/4", "tokens/2", "keys/2"} {
		c.await(t, "DELETE "+path, "site=main")
	}
	sent := c.sent()
	for _, want := range []string{
		`POST users {"email":"new@shop.example","role":"viewer","every":false}`,
		`POST users {"email":"clerk+1@shop.example","role":"editor","every":true}`,
		`PUT users/clerk+1@shop.example {"role":"viewer","every":false}`,
	} {
		if !slices.Contains(sent, want) {
			t.Errorf("sent %v, want %s", sent, want)
		}
	}
	if got, want := strings.Join(sent[sentBefore:], " "), `POST shares {"name":"Investor","days":90} POST tokens {"name":"Sheet","days":0,"scope":"details"} POST keys {"kind":"server","origins":[]}`; got != want {
		t.Errorf("sent %s, want %s", got, want)
	}

	// What was told once is not told again. Who is alone is told to invite somebody, and an
	// owner of this shop alone is offered nothing beyond it.
	c.answer("GET users", object{"users": members()[3:]})
	me := shop()["GET me"].(object)
	me["owns_all"] = false
	c.answer("GET me", me)
	p.Open(c.URL + "/access?lang=en")
	p.Wait(ready)
	if strings.Contains(text(p, "main"), "sk_secret") {
		t.Error("a secret is still on the page")
	}
	says(t, p, map[string]string{ofPeople: "Nobody but you so far."})
	show(p, ofPeople+"> .popover-at > .button", ".form .segments")
	if text(p, ".form .check") != "" {
		t.Error("who owns one shop is offered every shop")
	}
}

// offers are the ways to change something that a page offers, as its buttons call them.
const offers = `[...document.querySelectorAll("main button")].map((e) => e.getAttribute("aria-label") || e.textContent.trim())
	.filter((name) => /^(Add a (?!filter)|Edit|Remove(?! the filter)|Change|Set|Save|Switch|Link)/.test(name))`

// Who may only look is offered nothing that would be refused; who may write is.
func testViewers(t *testing.T, b *browser.Browser, c *collector) {
	p := b.Shopper(t)
	p.Size(1440, 900)
	me := shop()["GET me"].(object)
	me["owns_all"] = false
	c.answer("GET annotations", object{"annotations": list{annotations()[1], object{"id": 5, "date": "2026-10-28", "text": "Sale", "stage": ""}}})
	c.answer("GET personas", object{"personas": personas()[:1]})
	c.answer("GET surveys", object{"surveys": surveyList()[:1]})
	c.answer("GET touchpoints", with(head(), object{"touchpoints": touchpoints()[:1]}))
	for may, writes := range map[string]bool{"details": false, "write": true} {
		me["sites"].(list)[0].(object)["may"] = may
		c.answer("GET me", me)
		for path, offered := range map[string][]string{
			"/?lang=en&filter=device:tablet": {"Save as persona", "Change the goal"},
			"/notes?lang=en": {
				"Add a note", "Edit the note Sale", "Remove the note Sale", "Edit the note New checkout", "Remove the note New checkout",
				"Edit Phone shoppers", "Remove: Phone shoppers", "Remove: Click-through rate (CTR)", "Remove: Revenue",
			},
			"/surveys?lang=en":     {"Add a survey", "Switch off: after-order", "Edit: after-order", "Links: after-order", "Remove the survey after-order"},
			"/touchpoints?lang=en": {"Edit instagram-story"},
		} {
			p.Open(c.URL + path)
			p.Wait(ready)
			if strings.HasPrefix(path, "/?") {
				show(p, "[data-metric=ctr] .term", ".popover:popover-open .about")
			}
			var found []string
			p.Eval(offers, &found)
			if !writes {
				offered = nil
			}
			if !slices.Equal(found, offered) {
				t.Errorf("who may %s is offered on %s: %q, want %q", may, path, found, offered)
			}
		}
		p.Open(c.URL + "/access?lang=en")
		p.Wait(`document.querySelector("h1")?.textContent.includes("no such page")`)
		var linked bool
		show(p, ".menu-row .menu-more", ".menu-list")
		p.Eval(`!!document.querySelector(".menu-list a[href*='/access']")`, &linked)
		if linked {
			t.Errorf("who may %s is led to the page of access", may)
		}
	}
	if asked := c.questions("GET users"); len(asked) > 0 {
		t.Errorf("who does not own the shop has asked who gets in: %v", asked)
	}
	quiet(t, p)
}
