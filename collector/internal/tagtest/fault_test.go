package tagtest

import (
	"slices"
	"strings"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

// broken throws and asks in vain, each with something in it that is nobody's business.
const broken = `
	const secret = "sara@example.org 6037991234567890";
	const wait = (f) => new Promise((done) => setTimeout(() => { done(); f(); }, 0));
	// recorded asks for something and waits until the browser has that on record, after what came before.
	const recorded = (path) => new Promise((done) => {
		const look = (list) => list.getEntries().some((e) => e.name.endsWith(path)) && setTimeout(done, 0);
		new PerformanceObserver(look).observe({type: "resource", buffered: true});
		fetch(path);
	});
	const faults = async () => {
		await wait(() => { throw new TypeError("of " + secret); });
		await wait(() => { null.card(secret); });
		await wait(() => { Promise.reject(new RangeError(secret)); });
		await wait(() => { Promise.reject(secret); });
		await wait(() => { Promise.reject(new DOMException(secret, "AbortError")); });
		await wait(() => { throw secret; });
		for (const path of ["/fail/500/orders/12345/pay?card=" + secret, "/fail/503/sara@example.org", "/fail/404/x", "/fail/204/x"]) {
			await fetch(path).catch(() => {});
		}
		await new Promise((done) => {
			const old = new XMLHttpRequest();
			old.open("POST", "/fail/502/xhr");
			old.onloadend = done;
			old.send(secret);
		});
		await fetch("/fail/500/aborted", {signal: AbortSignal.abort()}).catch(() => {});
	};
`

// Faults are told where somebody is about to buy, and without what they quote.
func TestFaults(t *testing.T) {
	t.Parallel()
	for path, want := range map[string][]string{
		"/checkout": {
			"TypeError at /before.js", "TypeError at /before.js", "RangeError at /before.js",
			"500 /fail/*/orders/*/pay", "503 /fail/*/*", "502 /fail/*/xhr",
		},
		"/p/12": nil,
	} {
		t.Run(path, func(t *testing.T) {
			v := shop{before: broken, connect: "'self'"}.open(t, path).late()
			v.Eval(`faults().then(() => recorded("/fail/204/last")).then(() => safar("track", "share"))`, nil)
			all := v.stub.waitFor("share", 1)
			var got []string
			for _, e := range named(all, event.NameException) {
				text, _, _ := strings.Cut(e.Params.Text("description"), ":")
				got = append(got, text)
			}
			for _, e := range named(all, event.NameServerError) {
				got = append(got, e.Params.Text("status")+" "+e.Params.Text("route"))
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
			for _, r := range v.stub.sent() {
				for _, word := range []string{"sara", "6037", "12345", "card"} {
					if strings.Contains(string(r.body), word) {
						t.Errorf("%s is in %s", word, r.body)
					}
				}
			}
		})
	}
}

// Back and forth between the steps of buying, by address and by what the page tells.
func TestBackAndForth(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		script string
		want   []string
	}{
		"by address": {
			`go("/cart"), go("/checkout/address"), go("/checkout/payment"), go("/checkout/address"), go("/checkout/payment"), go("/checkout/address")`,
			[]string{"/checkout/payment"},
		},
		"by events": {
			`tell("begin_checkout"), tell("add_shipping_info"), tell("add_payment_info"), tell("add_shipping_info"), tell("add_payment_info")`,
			[]string{"add_payment_info"},
		},
		"one correction": {`go("/cart"), go("/checkout"), go("/cart"), go("/checkout/pay"), go("/checkout/thanks")`, nil},
		"elsewhere":      {`go("/a"), go("/b"), go("/a"), go("/b"), go("/a")`, nil},
		"told twice":     {`tell("begin_checkout"), tell("begin_checkout"), tell("begin_checkout"), tell("begin_checkout")`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			v := shop{}.open(t, "/").late()
			// The tag looks at the address when it is told of something.
			v.Eval(`((go, tell) => {`+c.script+`})((path) => { history.pushState({}, "", path); safar("track", "x"); }, (name) => safar("track", name))`, nil)
			v.Eval(`safar("track", "share")`, nil)
			all := v.stub.waitFor("share", 1)
			var got []string
			for _, e := range named(all, event.NameFormStart) {
				if reason := event.Reason(&e); reason != event.ReasonTooLong || e.Params.Text("detail") != "back_and_forth" {
					t.Errorf("%v", e.Params)
				}
				got = append(got, e.Params.Text("form"))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// A page can leave all of it off.
func TestFrictionIsOff(t *testing.T) {
	t.Parallel()
	v := shop{
		before: broken + `document.documentElement.dataset.safarIgnore = "";`, connect: "'self'",
		body: `<form><input name="a"><input name="b" required><button>x</button></form><button id="off" disabled>x</button><button id="b">x</button>`,
	}.open(t, "/checkout").late()
	v.write("[name=a]", "x")
	v.Click("form button")
	v.Click("#off")
	for range 3 {
		v.Click("#b")
	}
	v.Eval(`faults().then(() => dispatchEvent(new Event("pagehide"))).then(() => safar("track", "share"))`, nil)
	all := slices.DeleteFunc(v.stub.waitFor("share", 1), func(e event.Event) bool { return e.Name == event.NameUserEngagement })
	if got := names(all); !slices.Equal(got, []string{"page_view", "share"}) {
		t.Errorf("told %q", got)
	}
}
