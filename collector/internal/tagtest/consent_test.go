package tagtest

import (
	"fmt"
	"net/url"
	"slices"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

// stored is everything that a page left on the device.
const stored = `(async () => [
	...document.cookie.split("; ").filter(Boolean),
	...Object.keys(localStorage), ...Object.keys(sessionStorage),
	...(await indexedDB.databases()).map((d) => d.name),
	...(await caches.keys()),
])()`

func (v *visit) stored() []string {
	var got []string
	v.Eval(stored, &got)
	return got
}

func (v *visit) cookie() string {
	var got string
	v.Eval(`(/safar_visitor=([^;]*)/.exec(document.cookie) || ["", ""])[1]`, &got)
	return got
}

func TestNothingIsStoredUnasked(t *testing.T) {
	t.Parallel()
	v := shop{body: showcase}.open(t, "/?gclid=abc").ready()
	v.Eval(`(safar("identify", "C-1"), safar("cart", "b-77"), safar("track", "add_to_cart", {currency: "IRR", value: 5}), 1)`, nil)
	v.Click("#link")
	v.Eval(`safar("survey", {kind: "nps"})`, nil)
	all := v.stub.waitFor("survey_shown", 1)
	v.leave()
	if got := v.stored(); len(got) > 0 {
		t.Errorf("stored without consent: %v", got)
	}
	for _, e := range all {
		if e.Consent != event.ConsentAnonymous || e.VisitorID != "" || e.CustomerID != "" {
			t.Errorf("%s tells who it is: %+v", e.Name, e)
		}
	}
	for _, r := range v.stub.sent() {
		if r.cookie != "" {
			t.Errorf("a request carries the cookie %s", r.cookie)
		}
	}

	// The control: with consent there is something to find, by the same means.
	v.Eval(`safar("consent", "full")`, nil)
	if got := v.stored(); len(got) != 1 {
		t.Errorf("with consent there is %v", got)
	}
}

func TestFullConsent(t *testing.T) {
	t.Parallel()
	v := shop{before: queue + `safar("consent", "full"); safar("identify", "C-1009"); safar("cart", 77)`,
		body: `<a id="next" href="/two">next</a>`}.open(t, "/one?utm_source=ig").ready()
	id := v.cookie()
	first := v.stub.waitFor("page_view", 1)[0]
	if first.Consent != event.ConsentFull || first.VisitorID != id || id == "" || first.CustomerID != "C-1009" || first.CartID != "77" {
		t.Errorf("cookie %q, event %+v", id, first)
	}
	cookies := v.cookies()
	if len(cookies) != 1 {
		t.Fatalf("%d cookies", len(cookies))
	}
	c := cookies[0]
	if days := (c.Expires - float64(first.Time.Unix())) / 86400; days < 394 || days > 396 {
		t.Errorf("the cookie lives for %.0f days", days)
	}
	if c.SameSite != "Lax" || c.Path != "/" || c.Domain != "localhost" || c.HTTPOnly {
		t.Errorf("the cookie is %+v", c)
	}
	v.Follow("#next")
	if second := named(v.stub.waitFor("page_view", 2), "page_view")[1]; second.VisitorID != id {
		t.Errorf("on the next page the visitor is %q, not %q", second.VisitorID, id)
	}
	if got := v.cookies()[0].Expires; got != c.Expires {
		t.Errorf("a visit prolonged the cookie from %v to %v", c.Expires, got)
	}
}

// The shop's server may have made the cookie, and it holds the visitor's answer.
func TestCookieIsTheAnswer(t *testing.T) {
	t.Parallel()
	v := shop{before: `document.cookie = "safar_visitor=from-the-server;path=/"`}.open(t, "/").ready()
	if e := v.stub.waitFor("page_view", 1)[0]; e.VisitorID != "from-the-server" || e.Consent != event.ConsentFull {
		t.Errorf("%+v", e)
	}
}

func TestConsentIsGiven(t *testing.T) {
	t.Parallel()
	v := shop{}.open(t, "/?utm_source=ig").ready()
	v.stub.waitFor("page_view", 1)
	v.Eval(`(safar("consent", "full"), safar("track", "view_item"), safar("consent", "full"), 1)`, nil)
	all := v.stub.waitFor("view_item", 1)
	if got, want := told(all), []string{"page_view", "page_view", "view_item"}; !slices.Equal(got, want) {
		t.Fatalf("%v, want %v", got, want)
	}
	// The visitor that is known from now on came from somewhere as well.
	views := named(all, "page_view")
	if views[0].VisitorID != "" || views[1].VisitorID != v.cookie() || views[1].Page.URL != views[0].Page.URL {
		t.Errorf("%+v\n%+v", views[0], views[1])
	}
}

func TestConsentIsTakenBack(t *testing.T) {
	t.Parallel()
	for _, said := range []string{"anonymous", "none"} {
		t.Run(said, func(t *testing.T) {
			v := shop{before: queue + `safar("consent", "full")`}.open(t, "/").ready()
			v.stub.waitFor("page_view", 1)
			v.Eval(`(safar("consent", "`+said+`"), safar("track", "view_item"), 1)`, nil)
			if got := v.stored(); len(got) > 0 {
				t.Errorf("left: %v", got)
			}
			if said == "anonymous" {
				if e := named(v.stub.waitFor("view_item", 1), "view_item")[0]; e.VisitorID != "" || e.Consent != event.ConsentAnonymous {
					t.Errorf("%+v", e)
				}
				return
			}
			// The page ends, and nothing more has come.
			v.leave()
			v.Eval(`safar("consent", "anonymous")`, nil)
			if got, want := told(v.stub.waitFor("page_view", 2)), []string{"page_view", "page_view"}; !slices.Equal(got, want) {
				t.Errorf("%v, want %v", got, want)
			}
		})
	}
}

func TestNothingIsSentWithoutConsent(t *testing.T) {
	t.Parallel()
	v := shop{attributes: `data-consent="none"`, body: showcase}.open(t, "/").ready()
	v.Eval(`(safar("track", "view_item"), safar("survey", {kind: "nps"}), 1)`, nil)
	v.Click("#link")
	v.leave()
	v.Eval(`new Promise((done) => setTimeout(done, 1500))`, nil) // longer than a batch waits
	if n := len(v.stub.sent()); n > 0 {
		t.Fatalf("%d requests", n)
	}
	// The control, and what the visitor sees when they agree is told now.
	v.Eval(`safar("consent", "anonymous")`, nil)
	all := v.stub.waitFor("page_view", 1)
	if got := told(all); got[0] != "page_view" || slices.Contains(got, "view_item") {
		t.Errorf("%v", got)
	}
}

func TestGlobalPrivacyControl(t *testing.T) {
	t.Parallel()
	v := shop{before: queue + `
		Object.defineProperty(navigator, "globalPrivacyControl", {value: true});
		document.cookie = "safar_visitor=from-before;path=/";
		safar("consent", "full"); safar("identify", "C-1");
	`}.open(t, "/").ready()
	if e := v.stub.waitFor("page_view", 1)[0]; e.Consent != event.ConsentAnonymous || e.VisitorID != "" || e.CustomerID != "" {
		t.Errorf("%+v", e)
	}
	if got := v.stored(); len(got) > 0 {
		t.Errorf("stored: %v", got)
	}
}

// Whether or not the visitor agreed, and whether or not their browser objects: there is
// something on the device only where they did and it does not.
func TestDeviceHoldsNothingUnlessAgreed(t *testing.T) {
	t.Parallel()
	for _, agreed := range []bool{false, true} {
		for _, objects := range []bool{false, true} {
			t.Run(fmt.Sprintf("agreed %v, objects %v", agreed, objects), func(t *testing.T) {
				v := shop{body: showcase}.visit(t)
				if objects {
					v.onNewDocument(`Object.defineProperty(navigator, "globalPrivacyControl", {value: true})`)
				}
				v.stub.set(mood{status: 503}) // so that there would be something to keep
				v.Open(v.url + "/?gclid=abc")
				v.late()
				if agreed {
					v.Eval(`safar("consent", "full")`, nil)
				}
				v.Eval(`(safar("identify", "C-1"), safar("track", "add_to_cart", {cart_id: "b-77"}), 1)`, nil)
				v.Click("#link")
				v.leave()
				got := v.stored()
				if held := len(got) > 0; held != (agreed && !objects) {
					t.Errorf("on the device: %v", got)
				}
			})
		}
	}
}

// gtag's consent, as tag managers and consent banners tell it.
func TestConsentOfGtag(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		said string
		want event.Consent
	}{
		"granted by default":              {`gtag("consent", "default", {analytics_storage: "granted"})`, event.ConsentFull},
		"denied by default":               {`gtag("consent", "default", {analytics_storage: "denied"})`, event.ConsentAnonymous},
		"granted somewhere":               {`gtag("consent", "default", {analytics_storage: "granted", region: ["US"]})`, event.ConsentAnonymous},
		"denied somewhere":                {`gtag("consent", "default", {analytics_storage: "denied", region: ["IR"]}); gtag("consent", "default", {analytics_storage: "granted"})`, event.ConsentAnonymous},
		"granted by the visitor":          {`gtag("consent", "default", {analytics_storage: "denied"}); gtag("consent", "update", {analytics_storage: "granted"})`, event.ConsentFull},
		"taken back":                      {`gtag("consent", "update", {analytics_storage: "granted"}); gtag("consent", "update", {analytics_storage: "denied"})`, event.ConsentAnonymous},
		"of something else":               {`gtag("consent", "update", {ad_storage: "granted"})`, event.ConsentAnonymous},
		"the shop's own word goes before": {`safar("consent", "anonymous"); gtag("consent", "update", {analytics_storage: "granted"})`, event.ConsentAnonymous},
		"a yes outlives a default":        {`document.cookie = "safar_visitor=v-1;path=/"; gtag("consent", "default", {analytics_storage: "denied"})`, event.ConsentFull},
	}
	// Each case is a page of one shop, whose path names it.
	before := queue + gtag
	for name, c := range cases {
		before += fmt.Sprintf("\nif (location.pathname === %q) { %s }", "/"+url.PathEscape(name), c.said)
	}
	v := shop{before: before}.visit(t)
	for name, c := range cases {
		v.Open(v.url + "/" + url.PathEscape(name))
		v.ready()
		all := v.stub.wait(name, func(all []event.Event) bool { return slices.ContainsFunc(all, isViewOf(v, name)) })
		e := all[slices.IndexFunc(all, isViewOf(v, name))]
		if e.Consent != c.want || (e.VisitorID != "") != (c.want == event.ConsentFull) {
			t.Errorf("%s: consent %s of %q, want %s", name, e.Consent, e.VisitorID, c.want)
		}
		if kept := v.cookie() != ""; kept != (c.want == event.ConsentFull) {
			t.Errorf("%s: cookie %q", name, v.cookie())
		}
		v.Eval(`safar("consent", "anonymous")`, nil) // leaves nothing to the next case
	}
}

func isViewOf(v *visit, name string) func(event.Event) bool {
	return func(e event.Event) bool {
		return e.Name == event.NamePageView && e.Page.URL == v.url+"/"+url.PathEscape(name)
	}
}

// While the shop asks, what happens waits for the answer and is told once, under the name that
// the answer gives.
func TestEventsWaitForTheAnswer(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		answer  string // "" is leaving without one
		consent event.Consent
		views   int
	}{
		{"full", event.ConsentFull, 1},
		{"anonymous", event.ConsentAnonymous, 1},
		{"none", "", 0},
		{"", event.ConsentAnonymous, 1},
	} {
		t.Run("answer "+tt.answer, func(t *testing.T) {
			v := shop{attributes: `data-consent="ask"`}.open(t, "/?utm_source=ig").ready()
			v.Eval(`(safar("track", "view_item"), 1)`, nil)
			if tt.answer != "" {
				v.Eval(fmt.Sprintf(`(safar("consent", %q), safar("track", "search"), 1)`, tt.answer), nil)
			}
			v.leave()
			if tt.views == 0 {
				// What is told after a later yes comes last, so that nothing can come after it.
				v.Eval(`(safar("consent", "full"), safar("track", "login"), 1)`, nil)
				all := v.stub.waitFor("login", 1)
				if len(named(all, "view_item")) > 0 || len(named(all, "search")) > 0 {
					t.Errorf("told without consent: %v", told(all))
				}
				return
			}
			all := v.stub.waitFor("view_item", 1)
			views := named(all, "page_view")
			if len(views) != tt.views {
				t.Fatalf("%v, want %d page views", told(all), tt.views)
			}
			for _, e := range all {
				if e.Consent != tt.consent || (e.VisitorID != "") != (tt.consent == event.ConsentFull) || e.VisitorID != v.cookie() {
					t.Errorf("%s: %+v", e.Name, e)
				}
			}
		})
	}
}
