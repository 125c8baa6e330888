package dashboard_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/browser"
)

const form = `document.querySelector("form")`

// The ways in and out, and what is said when one is closed.
func testComingIn(t *testing.T, b *browser.Browser, c *collector) {
	me := shop()["GET me"]
	stranger := refusal{status: http.StatusUnauthorized, code: "unauthorized"}
	p := b.Shopper(t)

	// The first run.
	c.answer("GET me", stranger)
	c.answer("GET setup", object{"needed": true})
	p.Open(c.URL + "/?lang=en")
	p.Wait(`document.querySelector("main").textContent.includes("There is no owner yet")`)
	p.Open("about:blank")
	c.answer("POST setup", refusal{status: http.StatusBadRequest, code: "weak_password"})
	p.Open(c.URL + "/?lang=en#setup=s-123")
	p.Wait(form)
	p.Type("input[name=email]", "owner@shop.example")
	p.Type("input[name=password]", "correct horse battery")
	p.Click("form .button")
	p.Wait(`document.querySelector("[role=alert]").textContent.includes("too easy to guess")`)
	c.answer("POST setup", nil)
	c.answer("GET me", me)
	p.Click("form .button")
	p.Wait(ready)
	if want := `POST setup {"token":"s-123","email":"owner@shop.example","password":"correct horse battery"}`; !slices.Contains(c.sent(), want) {
		t.Errorf("sent %v, want %s", c.sent(), want)
	}
	var address string
	p.Eval(`location.href`, &address)
	if strings.Contains(address, "s-123") {
		t.Errorf("the secret stays in the address: %s", address)
	}

	// Out, and in again.
	c.answer("GET setup", object{"needed": false})
	show(p, ".top-end .icon", ".leave .button")
	p.Click(".leave .button")
	p.Wait(form)
	c.answer("POST session", refusal{status: http.StatusUnauthorized, code: "wrong_credentials"})
	p.Type("input[name=email]", "owner@shop.example")
	p.Type("input[name=password]", "a guess")
	p.Click("form .button")
	p.Wait(`document.querySelector("[role=alert]").textContent.includes("do not match")`)
	c.answer("POST session", refusal{status: http.StatusTooManyRequests, code: "rate_limited", retryAfter: "40"})
	p.Click("form .button")
	p.Wait(`document.querySelector("[role=alert]").textContent.includes("Wait 40 seconds")`)
	c.answer("POST session", nil)
	p.Click("form .button")
	p.Wait(ready)

	// A session that ends while one looks.
	c.answer("GET quality", stranger)
	turnTo(p, "/quality")
	p.Wait(form + ` && document.querySelector("main").textContent.includes("Your session has ended")`)

	// A sign-in link, fresh and used.
	c.answer("GET quality", quality())
	p.Open("about:blank")
	p.Open(c.URL + "/quality?lang=fa#signin=l-456")
	p.Wait(ready)
	if want := `POST session/link {"token":"l-456"}`; !slices.Contains(c.sent(), want) {
		t.Errorf("sent %v, want %s", c.sent(), want)
	}
	c.answer("POST session/link", refusal{status: http.StatusForbidden, code: "invalid_token"})
	p.Open("about:blank")
	p.Open(c.URL + "/?lang=fa#signin=l-456")
	p.Wait(form + ` && document.querySelector("[role=alert]").textContent.includes("استفاده شده")`)

	// An invitation.
	c.answer("POST password", nil)
	p.Open("about:blank")
	p.Open(c.URL + "/?lang=en#invite=i-789")
	p.Wait(form)
	p.Type("input[name=email]", "clerk@shop.example")
	p.Type("input[name=password]", "correct horse battery")
	p.Click("form .button")
	p.Wait(ready)
	if want := `POST password {"token":"i-789","email":"clerk@shop.example","password":"correct horse battery"}`; !slices.Contains(c.sent(), want) {
		t.Errorf("sent %v, want %s", c.sent(), want)
	}

	// A share link shows sums, in this tab and after it is loaded again, until it ends.
	c.answer("GET me", object{"email": "", "version": "1.0.0", "sites": list{object{"name": "main", "timezone": "Asia/Tehran", "currency": "IRR", "may": "sums"}}})
	p.Open("about:blank")
	p.Open(c.URL + "/?lang=en#share=sl-1")
	p.Wait(ready)
	p.Open(c.URL + "/?lang=en")
	p.Wait(ready)
	var links string
	p.Eval(`[...document.querySelectorAll(".menu-row a")].map((a) => a.pathname).join(" ") + " " + sessionStorage.getItem("safar-share")`, &links)
	if want := "/ /funnel /channels /products /touchpoints sl-1"; links != want {
		t.Errorf("the menu leads to %s, want %s", links, want)
	}
	p.Open(c.URL + "/people?lang=en")
	p.Wait(`document.querySelector("h1")?.textContent.includes("no such page")`)
	c.answer("GET me", stranger)
	p.Open(c.URL + "/?lang=en")
	p.Wait(form + ` && document.querySelector("main").textContent.includes("shows nothing any more")`)
	c.answer("GET me", me)
}

// Who has a second factor is asked for a code, whatever else lets in.
func testCodes(t *testing.T, b *browser.Browser, c *collector) {
	me := shop()["GET me"]
	needed := refusal{status: http.StatusUnauthorized, code: "code_needed"}
	wrong := refusal{status: http.StatusUnauthorized, code: "wrong_credentials"}
	const field = `document.querySelector("input[name=code]")`
	p := b.Shopper(t)
	arrive := func(address string) {
		c.answer("GET me", refusal{status: http.StatusUnauthorized, code: "unauthorized"})
		p.Open("about:blank")
		p.Open(c.URL + address)
	}
	sends := func(want string) {
		t.Helper()
		if !slices.Contains(c.sent(), want) {
			t.Errorf("sent %v, want %s", c.sent(), want)
		}
	}

	// With a password. Digits of any language do, and what is wrong is said aloud.
	arrive("/?lang=fa")
	c.answer("POST session", needed)
	p.Wait(form)
	p.Type("input[name=email]", "owner@shop.example")
	p.Type("input[name=password]", "correct horse battery")
	p.Click("form .button")
	p.Wait(field + ` === document.activeElement`)
	var asks string
	p.Eval(`["autocomplete", "inputmode", "dir"].map((name) => `+field+`.getAttribute(name)).join(" ")`, &asks)
	if want := "one-time-code numeric ltr"; asks != want {
		t.Errorf("the field of the code is %s, want %s", asks, want)
	}
	for _, violation := range p.Violations() {
		t.Errorf("asked for a code: %s", violation)
	}
	c.answer("POST session", wrong)
	p.Type("input[name=code]", "۱۲۳ ۴۵۶")
	p.Click("form .button:not(.quiet)")
	p.Wait(`document.querySelector("[role=alert]").textContent.includes("این کد درست نیست")`)
	sends(`POST session {"email":"owner@shop.example","password":"correct horse battery","code":"123456"}`)
	c.answer("POST session", refusal{status: http.StatusTooManyRequests, code: "rate_limited", retryAfter: "40"})
	p.Click("form .button:not(.quiet)")
	p.Wait(`document.querySelector("[role=alert]").textContent.includes("۴۰ ثانیه")`)

	// A recovery code has letters, and is typed on a keyboard that has them.
	p.Click("form .button.quiet")
	p.Wait(field + ` === document.activeElement && ` + field + `.inputMode === "text" && ` + field + `.value === ""`)
	c.answer("POST session", nil)
	c.answer("GET me", me)
	p.Type("input[name=code]", " ABCD-EFGH-٢٣٤٥-WXYZ")
	p.Click("form .button:not(.quiet)")
	p.Wait(ready)
	sends(`POST session {"email":"owner@shop.example","password":"correct horse battery","code":"ABCD-EFGH-2345-WXYZ"}`)

	// With a link, that has ended when the code is there at last.
	c.answer("POST session/link", needed)
	arrive("/?lang=en#signin=l-9")
	p.Wait(field)
	c.answer("POST session/link", refusal{status: http.StatusForbidden, code: "invalid_token"})
	p.Type("input[name=code]", "٦٥٤٣٢١")
	p.Click("form .button:not(.quiet)")
	p.Wait(`document.querySelector("[role=alert]").textContent.includes("has expired")`)
	sends(`POST session/link {"token":"l-9","code":"654321"}`)
	p.Click("form p:nth-last-child(2) .button")
	p.Wait(`document.querySelector("input[name=email]")`)

	// After a reset.
	c.answer("POST password", nil)
	c.answer("POST session", needed)
	arrive("/?lang=en#reset=r-1")
	p.Wait(form)
	p.Type("input[name=email]", "owner@shop.example")
	p.Type("input[name=password]", "another horse battery")
	p.Click("form .button")
	p.Wait(field)
	c.answer("POST session", nil)
	c.answer("GET me", me)
	p.Type("input[name=code]", "111222")
	p.Click("form .button:not(.quiet)")
	p.Wait(ready)
	sends(`POST session {"email":"owner@shop.example","password":"another horse battery","code":"111222"}`)
}

// What fails says so, and can be tried again.
func testFailures(t *testing.T, b *browser.Browser, c *collector) {
	p := b.Shopper(t)
	for _, f := range []struct {
		with refusal
		says string
	}{
		{refusal{status: http.StatusServiceUnavailable, code: "unavailable"}, "busy at the moment"},
		{refusal{status: http.StatusInternalServerError, code: "internal"}, "Its log says what"},
		{refusal{status: http.StatusBadRequest, code: "invalid_dimension", message: "ctr does not allow the dimension"}, "ctr does not allow the dimension"},
	} {
		c.answer("GET report", f.with)
		p.Open(c.URL + "/?lang=en&filter=colour:red")
		p.Wait(`document.querySelector("[role=alert]")?.textContent.includes("` + f.says + `")`)
	}
	// Without the filter it works again.
	c.answer("GET report", with(head(), object{"metrics": metrics()}))
	p.Click("[role=alert] .button.quiet")
	p.Wait(`document.querySelector(".journey .value") && location.search === "?lang=en"`)

	c.answer("GET catalog", refusal{status: http.StatusServiceUnavailable, code: "unavailable"})
	p.Open(c.URL + "/?lang=en")
	p.Wait(`document.querySelector("[role=alert]")`)
	c.answer("GET catalog", object{"metrics": catalog()})
	p.Click("[role=alert] .button")
	p.Wait(`document.querySelector(".journey .value")`)

	// The collector is gone.
	before(t, p, `globalThis.fetch = () => Promise.reject(new TypeError("Failed to fetch"))`)
	p.Open(c.URL + "/quality?lang=en")
	p.Wait(`document.querySelector("[role=alert]")?.textContent.includes("could not be reached")`)
}

// Where there is nothing yet the page says what to do.
func testEmpty(t *testing.T, b *browser.Browser, c *collector) {
	var none list
	for _, m := range metrics() {
		metric := m.(object)
		none = append(none, object{"id": metric["id"], "stage": metric["stage"], "unit": metric["unit"], "better": metric["better"], "value": nil, "numerator": 0})
	}
	c.answer("GET report", with(head(), object{"metrics": none}))
	c.answer("GET funnel", with(head(), object{"mode": "reached", "steps": list{object{"id": "session", "count": 0, "share": nil, "frictions": list{}}}}))
	c.answer("GET friction", with(head(), object{"checkouts": 0, "abandoned": 0, "pending": 0, "aov": nil, "reasons": list{}, "refusals": list{}, "unknown": object{"leading": 0, "left_behind": "0"}}))
	c.answer("GET quality", with(quality(), object{"received": 0, "dropped": object{}, "keys": list{}}))
	p := b.Shopper(t)
	for _, path := range []string{"/", "/funnel", "/quality"} {
		p.Open(c.URL + path + "?lang=en")
		p.Wait(ready)
		said := text(p, ".notice")
		if !strings.Contains(said, "No data yet") || !strings.Contains(said, `<script async src="`+c.URL+`/t.js" data-site="pk_…"></script>`) {
			t.Errorf("%s says %q", path, said)
		}
	}
	p.Click(".notice .button")
	p.Wait(`location.search.includes("range=90d") && ` + ready)
	quiet(t, p)
}

// An answer that misses what has just arrived is asked for again by itself.
func testFolding(t *testing.T, b *browser.Browser, c *collector) {
	c.answer("GET report", with(head(), object{"metrics": metrics(), "folding": true}))
	p := b.Shopper(t)
	// What the page puts off for seconds waits for a word of the test instead.
	before(t, p, `(() => {
		const later = setTimeout;
		globalThis.setTimeout = (f, ms) => later(() => (!(ms >= 1000) || globalThis.go ? f() : setTimeout(f, ms)), Math.min(ms, 20));
	})()`)
	p.Open(c.URL + "/?lang=en")
	p.Wait(`document.querySelector(".folding")`)
	c.answer("GET report", with(head(), object{"metrics": metrics()}))
	p.Eval(`globalThis.go = true`, nil)
	p.Wait(`!document.querySelector(".folding") && ` + ready)
	if n := len(c.questions("GET report")); n != 2 {
		t.Errorf("asked %d times", n)
	}
	quiet(t, p)
}
