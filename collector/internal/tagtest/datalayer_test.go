package tagtest

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

const gtag = `window.dataLayer = window.dataLayer || []; function gtag() { dataLayer.push(arguments) };`

// The shapes in which shops push, each with the event that it means.
func TestDataLayerShapes(t *testing.T) {
	t.Parallel()
	const item = `{item_id: "12", item_name: "Kilim", price: 64.5, quantity: 2, location_id: "L1"}`
	cases := []struct{ name, push, event, params string }{
		{"tag manager", `dataLayer.push({event: "view_item", ecommerce: {currency: "IRR", value: 129, items: [` + item + `]}})`,
			"view_item", `{"currency":"IRR","value":129,"items":[{"item_id":"12","item_name":"Kilim","price":64.5,"quantity":2,"location_id":"L1"}]}`},
		{"gtag", `gtag("event", "purchase", {transaction_id: "T-1", currency: "EUR", value: 12.90, tax: 1, customer_type: "new"})`,
			"purchase", `{"transaction_id":"T-1","currency":"EUR","value":12.9,"tax":1,"customer_type":"new"}`},
		{"array", `dataLayer.push(["event", "login", {method: "otp"}])`, "login", `{"method":"otp"}`},
		{"event alone", `dataLayer.push({event: "sign_up", method: "otp"})`, "sign_up", `{"method":"otp"}`},
		{"event without params", `gtag("event", "view_cart")`, "view_cart", `{}`},
		{"keys of the tag manager", `dataLayer.push({event: "search", search_term: "گلیم", "gtm.uniqueEventId": 3, eventCallback() {}, eventTimeout: 200, send_to: "G-1"})`,
			"search", `{"search_term":"گلیم"}`},
		{"persons", `dataLayer.push({event: "generate_lead", email: "a@b.example", customerPhone: "+989120000000", user_data: {a: 1}, user_id: "7", name: "Ali",
			first_name: "Ali", billing_address: {city: "Yazd"}, form_name: "newsletter", ecommerce: {currency: "IRR", value: 1, items: [{item_id: "1", gift_card_code: "X", affiliation: {contactEmail: "x", shop: "y"}}]}})`,
			"generate_lead", `{"form_name":"newsletter","currency":"IRR","value":1,"items":[{"item_id":"1","affiliation":{"shop":"y"}}]}`},
		{"what JSON cannot hold", `{ const loop = {deep: {deeper: {deepest: {lost: 1}}}}; loop.deep.loop = loop;
			dataLayer.push({event: "share", method: "link\u0000\u0007", element: document.body, when: new Date(), f() {}, none: null, loop}) }`,
			"share", `{"method":"link ","loop":{"deep":{"deeper":{},"loop":{}}}}`},
		{"cart", `dataLayer.push({event: "add_to_cart", cart_id: "b-77", ecommerce: {items: [` + item + `]}})`,
			"add_to_cart", `{"items":[{"item_id":"12","item_name":"Kilim","price":64.5,"quantity":2,"location_id":"L1"}]}`},
	}
	before, want := queue+gtag, []string{"page_view"}
	for _, c := range cases {
		before += "\n" + c.push
		want = append(want, c.event)
	}
	v := shop{before: before}.open(t, "/")
	all := v.stub.wait("every push", func(all []event.Event) bool { return len(told(all)) >= len(want) })
	if got := told(all); !slices.Equal(got, want) {
		t.Fatalf("%v, want %v", got, want)
	}
	for _, c := range cases {
		e := named(all, c.event)[0]
		if got, want := asJSON(t, e.Params), asJSON(t, json.RawMessage(c.params)); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %v, want %v", c.name, got, want)
		}
		if c.name == "cart" && e.CartID != "b-77" {
			t.Errorf("cart %q", e.CartID)
		}
	}
}

// asJSON is what a value's JSON says, with no difference between nothing and nothing stated.
func asJSON(t *testing.T, v any) map[string]any {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if len(got) == 0 {
		return nil
	}
	return got
}

// What no event of ours is, or what the tag knows itself, is nobody's business.
func TestDataLayerLeavesTheRest(t *testing.T) {
	t.Parallel()
	v := shop{before: queue + gtag + `
		dataLayer.push({ecommerce: null}, {event: "gtm.js"}, {event: "gtm.click", "gtm.element": document}, {event: "my_own_event"}, {page: "x"});
		dataLayer.push("text", 7, null, undefined, function () {}, [], {event: null}, {event: {}});
		gtag("js", new Date()); gtag("config", "G-1", {user_id: "7"}); gtag("set", {currency: "IRR"});
		gtag("event", "page_view"); dataLayer.push({event: "user_engagement", engagement_time_msec: 1e6});
		gtag("event", "refund", {transaction_id: "T"}); gtag("event", "logout");
	`}.open(t, "/")
	if got, want := told(v.stub.waitFor("logout", 1)), []string{"page_view", "logout"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestDataLayerIsHeardWheneverItComes(t *testing.T) {
	t.Parallel()
	// A tag manager wraps push after us, and its own wrapper is heard before us.
	v := shop{before: queue}.open(t, "/").ready()
	v.Eval(`window.dataLayer = [{event: "login"}]`, nil)
	v.Eval(`dispatchEvent(new Event("load"))`, nil)
	v.Eval(`(() => {
		const push = dataLayer.push;
		dataLayer.push = function (...a) { window.heard = (window.heard || 0) + a.length; return push.apply(this, a) };
	})()`, nil)
	var length, heard int
	v.Eval(`dataLayer.push({event: "search"}, {event: "share"})`, &length)
	v.Eval(`heard`, &heard)
	if length != 3 || heard != 2 {
		t.Errorf("push returned %d, the other heard %d", length, heard)
	}
	// Another array takes its place, with a copy of the old entries and one more.
	v.Eval(`window.dataLayer = [...dataLayer, {event: "sign_up"}]`, nil)
	v.Eval(`dispatchEvent(new Event("load"))`, nil)
	// The same object pushed again is another event.
	v.Eval(`(() => { const again = {event: "view_cart"}; dataLayer.push(again); dataLayer.push(again) })()`, nil)
	// Whatever is still unheard of when the page ends is taken then.
	v.Eval(`window.dataLayer = [{event: "logout"}]`, nil)
	v.leave()
	got := told(v.stub.waitFor("logout", 1))
	want := []string{"page_view", "login", "search", "share", "sign_up", "view_cart", "view_cart", "logout"}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// A push that throws in the shop's own code still throws there, and one of ours never does.
func TestDataLayerStaysTheShops(t *testing.T) {
	t.Parallel()
	v := shop{before: `window.dataLayer = []; dataLayer.push = () => { throw new RangeError("the shop's") }`}.open(t, "/").ready()
	var thrown string
	v.Eval(`(() => { try { dataLayer.push({event: "login"}) } catch (e) { return e.name } })()`, &thrown)
	if thrown != "RangeError" {
		t.Errorf("thrown %q", thrown)
	}
	v.Eval(`(window.dataLayer = Object.freeze([{event: "search", get search_term() { throw new Error("trap") }}, {event: "login"}]), 1)`, nil)
	v.leave()
	v.stub.waitFor("login", 1)
	if got := v.Complaints(); len(got) > 0 {
		t.Errorf("complaints: %q", got)
	}
}

// Shops that have kept an old shape beside GA4's are counted once, whichever comes first; and
// what another script's array holds is found as well.
func TestOldShapesBesideGA4s(t *testing.T) {
	t.Parallel()
	const old = `{event: "addToCart", ecommerce: {currencyCode: "EUR", add: {products: [{id: "old"}]}}}`
	const ga4 = `{event: "add_to_cart", ecommerce: {items: [{item_id: "ga4"}]}}`
	for name, c := range map[string]struct {
		pushes []string
		want   []string
	}{
		"old alone":       {[]string{old}, []string{"old"}},
		"old first":       {[]string{old, ga4}, []string{"ga4"}},
		"GA4's first":     {[]string{ga4, old}, []string{"ga4"}},
		"another time":    {[]string{ga4, "", old}, []string{"ga4", "old"}},
		"in one":          {[]string{`{event: "add_to_cart", ecommerce: {items: [{item_id: "ga4"}], add: {products: [{id: "old"}]}}}`}, []string{"ga4"}},
		"another's array": {[]string{`0); window.dataLayer = [` + old + `]; dispatchEvent(new Event("load")); (0`}, []string{"old"}},
	} {
		t.Run(name, func(t *testing.T) {
			v := shop{still: true, before: `window.dataLayer = [{ecommerce: {promoView: {promotions: [{id: "P"}]}}}]`}.open(t, "/").late()
			v.has("bridge")
			for _, push := range c.pushes {
				if push == "" {
					v.pass(1001)
					continue
				}
				v.Eval(`(() => { dataLayer.push(`+push+`) })()`, nil)
			}
			v.pass(1000)
			var got []string
			for _, e := range named(v.rest(), event.NameAddToCart) {
				items, _ := e.Params["items"].([]any)
				item, _ := items[0].(map[string]any)
				got = append(got, item["item_id"].(string))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}
