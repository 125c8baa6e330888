package dashboard_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/safar-cx/safar/collector/internal/browser"
)

func ownAccount(factor bool) object {
	return object{"email": "owner@shop.example", "password": true, "second_factor": factor, "recovery": map[bool]int{true: 8}[factor], "sessions": list{
		object{"id": "s1", "browser": "Firefox", "since": "2026-11-20T08:00:00Z", "seen": "2026-11-21T09:55:00Z", "this": true},
		object{"id": "s/2", "browser": "", "since": "2026-11-02T10:00:00Z", "seen": "2026-11-19T10:00:00Z", "this": false},
	}}
}

// People change how they sign in, and end sessions that are not theirs.
func testOwnAccount(t *testing.T, b *browser.Browser, c *collector) {
	wrong := refusal{status: http.StatusUnauthorized, code: "wrong_credentials"}
	p := b.Shopper(t)
	sends := func(want string) {
		t.Helper()
		if !slices.Contains(c.sent(), want) {
			t.Errorf("sent %v, want %s", c.sent(), want)
		}
	}
	const factor, password, sessions = "section[aria-labelledby=second-factor]", "section[aria-labelledby=own-password]", "section[aria-labelledby=own-sessions]"
	p.Open(c.URL + "/?lang=en")
	p.Wait(ready)
	show(p, ".top-end .icon", ".leave a")
	p.Click(".leave a")
	p.Wait(`location.pathname === "/account" && ` + ready + ` && document.querySelector("` + factor + `")`)

	// On: nothing counts before the first code, and the recovery codes stay until they are kept.
	c.answer("POST account/second-factor", wrong)
	p.Type(factor+" input[name=password]", "correct horse battery")
	p.Click(factor + " form .button")
	p.Wait(`document.querySelector("` + factor + ` [role=alert]").textContent.includes("is not right")`)
	c.answer("POST account/second-factor", object{"secret": "ABCDEFGH", "url": "otpauth://totp/Safar:owner?secret=ABCDEFGH", "qr": object{"size": 10, "path": "M4 4h2v1h-2z"}})
	p.Click(factor + " form .button")
	p.Wait(`document.querySelector("` + factor + ` .qr path")?.getAttribute("d") === "M4 4h2v1h-2z" && document.querySelector("a[href='otpauth://totp/Safar:owner?secret=ABCDEFGH']")`)
	says(t, p, map[string]string{factor + " pre": "ABCD EFGH", factor + " [role=status]": "Off"})
	for _, violation := range p.Violations() {
		t.Errorf("with a second factor begun: %s", violation)
	}
	c.answer("POST account/second-factor/confirm", object{"codes": list{"AAAA-BBBB", "CCCC-DDDD"}})
	c.answer("GET account", ownAccount(true))
	p.Type(factor+" input[name=code]", "۱۲۳۴۵۶")
	p.Click(factor + " form .button")
	p.Wait(`document.querySelector("pre")?.textContent === "AAAA-BBBB\nCCCC-DDDD"`)
	sends(`POST account/second-factor/confirm {"code":"123456"}`)
	if n := len(c.questions("GET account")); n != 1 {
		t.Errorf("the account was asked for %d times while recovery codes are seen", n)
	}
	p.Click(".card > .button")
	p.Wait(`!document.querySelector("pre") && ` + ready + ` && document.querySelector("` + factor + `").textContent.includes("8 recovery codes are left")`)

	// Another password, with the code that is needed now.
	c.answer("PUT account/password", refusal{status: http.StatusBadRequest, code: "weak_password"})
	p.Type(password+" input[name=password]", "correct horse battery")
	p.Type(password+" input[name=new]", "another horse battery")
	p.Type(password+" input[name=code]", "654321")
	p.Click(password + " .button:not(.quiet)")
	p.Wait(`document.querySelector("` + password + ` [role=alert]").textContent.includes("too easy to guess")`)
	sends(`PUT account/password {"current":"correct horse battery","code":"654321","new":"another horse battery"}`)
	c.answer("PUT account/password", nil)
	p.Click(password + " .button:not(.quiet)")
	p.Wait(`document.querySelector("` + password + ` [role=status]").textContent.includes("was changed") && document.querySelector("` + password + ` input[name=new]").value === ""`)

	// Sessions, one and all others.
	c.answer("DELETE account/sessions/s/2", nil)
	c.answer("DELETE account/sessions", nil)
	says(t, p, map[string]string{sessions + " tbody tr:first-child": "Firefox · this one", sessions + " tbody tr:last-child": "Unknown browser"})
	p.Click(sessions + " tbody .button")
	c.await(t, "DELETE account/sessions/s/2", "")
	p.Wait(ready + ` && !document.querySelector("` + sessions + ` > .actions .button").disabled`)
	p.Click(sessions + " > .actions .button")
	c.await(t, "DELETE account/sessions", "")

	// Off, by a recovery code.
	c.answer("POST account/second-factor/off", nil)
	p.Wait(ready)
	p.Type(factor+" input[name=password]", "another horse battery")
	p.Click(factor + " form .button.quiet")
	p.Type(factor+" input[name=code]", "AAAA-BBBB")
	c.answer("GET account", ownAccount(false))
	p.Click(factor + " form .button:not(.quiet)")
	p.Wait(`document.querySelector("` + factor + ` [role=status]").textContent === "Off"`)
	sends(`POST account/second-factor/off {"password":"another horse battery","code":"AAAA-BBBB"}`)
}
