package tagtest

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"github.com/safar-cx/safar/sdk/event"
)

func TestRequestsAskNobodyBeforehand(t *testing.T) {
	t.Parallel()
	v := shop{before: `document.cookie = "of=the-shop"`, body: `<a id="next" href="/two">next</a>`}.open(t, "/").ready()
	v.Eval(`safar("track", "add_to_cart")`, nil)
	v.Follow("#next")
	v.stub.waitFor("page_view", 2)
	for _, r := range v.stub.sent() {
		if r.method != http.MethodPost || !strings.HasPrefix(r.contentType, "text/plain") || r.query != "key="+siteKey || r.cookie != "" {
			t.Errorf("%s %s with key %q and cookie %q", r.method, r.contentType, r.query, r.cookie)
		}
		if r.batch.Sender.Name != "safar-js" || r.batch.Sender.Version == "" {
			t.Errorf("sender %+v", r.batch.Sender)
		}
		if off := time.Since(r.batch.SentAt).Abs(); off > time.Minute {
			t.Errorf("sent_at is %v off", off)
		}
	}

	// The control: a request with JSON would have asked.
	v.Eval(`fetch("`+v.stub.url+`/v1/events", {method: "POST", headers: {"Content-Type": "application/json"}, body: "{}"}).catch(() => 0)`, nil)
	if !slices.ContainsFunc(v.stub.sent(), func(r request) bool { return r.method == http.MethodOptions }) {
		t.Error("the control asked nobody")
	}
}

// Ids are UUIDs of version 7 in the order of the events.
func TestIDs(t *testing.T) {
	t.Parallel()
	v := shop{before: queue + `for (let i = 0; i < 50; i++) safar("track", "step_" + i)`}.open(t, "/")
	all := v.stub.waitFor("step_49", 1)
	for i, e := range all {
		if len(e.ID) != 36 || e.ID[14] != '7' || !strings.Contains("89ab", e.ID[19:20]) {
			t.Errorf("id %s", e.ID)
		}
		if want := fmt.Sprintf("step_%d", i-1); i > 0 && e.Name != want {
			t.Errorf("event %d is %s, want %s", i, e.Name, want)
		}
	}
}

// What happens last on a page arrives although the page is gone, and an order before others.
func TestLastEventsOfAPage(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]string{
		"at once":       ``,
		"no keepalive":  `delete Request.prototype.keepalive`,
		"nothing waits": `window.setTimeout = () => 0`,
	} {
		t.Run(name, func(t *testing.T) {
			v := shop{}.visit(t)
			v.onNewDocument(script)
			v.Open(v.url + "/")
			v.ready()
			v.Eval(`(safar("track", "purchase", {transaction_id: "T-1", value: 5, currency: "IRR"}), safar("track", "share"), location.href = "/two", 1)`, nil)
			v.stub.wait("the last events", func(all []event.Event) bool {
				return len(named(all, "purchase")) == 1 && len(named(all, "share")) == 1 && len(named(all, "user_engagement")) > 0
			})
		})
	}
}

func TestUrgentEventsDoNotWait(t *testing.T) {
	t.Parallel()
	v := shop{still: true}.open(t, "/").ready() // what waits for company is never sent
	v.Eval(`(safar("track", "view_item"), safar("track", "begin_checkout"), 1)`, nil)
	got := told(v.stub.waitFor("begin_checkout", 1))
	if want := []string{"page_view", "view_item", "begin_checkout"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// What is refused for now waits as it was told, or twice as long each time; so do orders. By
// chance it is up to twice as much.
func TestRefusedForNow(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		mood
		waits []float64 // milliseconds
	}{
		"unavailable":  {mood{status: 503, retryAfter: 1}, []float64{1000, 1000}},
		"rate limited": {mood{status: 429}, []float64{1000, 2000}},
		"broken":       {mood{status: 500}, []float64{1000, 2000}},
	} {
		t.Run(name, func(t *testing.T) {
			v := shop{still: true}.visit(t)
			v.stub.answer(tt.mood, tt.mood)
			v.Open(v.url + "/")
			v.ready()
			const step = 100
			for i := range len(tt.waits) + 1 {
				v.until("the next request", func() bool {
					v.pass(step)
					return len(v.asked()) > i
				})
				if i == 0 {
					v.Eval(`safar("track", "purchase", {transaction_id: "T-1"})`, nil)
				}
			}
			if got, want := told(v.stub.waitFor("purchase", 1)), []string{"page_view", "purchase"}; !slices.Equal(got, want) {
				t.Errorf("%v, want %v", got, want)
			}
			asked := v.asked()
			for i, low := range tt.waits {
				if wait := asked[i+1] - asked[i]; wait < low || wait > 2*low+step {
					t.Errorf("sent again after %v ms, want %v to %v", wait, low, 2*low)
				}
			}
			if len(asked) != len(tt.waits)+1 {
				t.Errorf("asked at %v", asked)
			}
		})
	}
}

func TestRefusedForGood(t *testing.T) {
	t.Parallel()
	v := shop{}.visit(t)
	v.stub.answer(mood{status: 403})
	v.Open(v.url + "/")
	v.ready()
	v.stub.waitSent(1)
	v.Eval(`safar("track", "share")`, nil)
	all := v.stub.waitFor("share", 1)
	if got := told(all); !slices.Equal(got, []string{"share"}) {
		t.Errorf("%v: what was refused came again", got)
	}
	requests := v.stub.sent()
	if got := requests[len(requests)-1].batch.Dropped; got["refused"] != 1 {
		t.Errorf("dropped %v", got)
	}
}

// A collector that takes requests and never answers costs a page nothing: not its own
// requests, should the collector be on the same host, and not the way to the next page.
func TestCollectorHangs(t *testing.T) {
	t.Parallel()
	v := shop{body: `<a id="next" href="/two">next</a>`, still: true}.visit(t)
	v.onNewDocument(`clock.hangs = true`)
	v.stub.set(mood{hang: true})
	v.Open(v.url + "/")
	v.ready()
	v.pass(1000)
	v.stub.waitSent(1)
	for i := range 10 {
		v.Eval(fmt.Sprintf(`safar("track", "add_to_cart", {item: %d})`, i), nil)
	}
	v.pass(5000)
	v.stub.waitSent(2)
	if n := len(v.asked()); n != 2 {
		t.Errorf("%d requests are open", n)
	}
	v.Follow("#next")
	if got := v.Text("#next"); got != "next" {
		t.Errorf("the next page says %q", got)
	}

	// On this page it is given up after a while, and tried again.
	v.ready()
	v.pass(1000)
	v.Eval(`safar("track", "begin_checkout")`, nil)
	v.stub.wait("a request on the new page", func([]event.Event) bool {
		return slices.ContainsFunc(v.stub.sent(), func(r request) bool { return strings.Contains(string(r.body), "begin_checkout") })
	})
	taken := mood{status: 200}
	v.stub.answer(taken, taken, taken) // those that hang still do
	v.pass(15_000)
	v.inTime("begin_checkout", func(all []event.Event) bool { return len(named(all, "begin_checkout")) == 1 })
}

func TestNetworkIsCut(t *testing.T) {
	t.Parallel()
	v := shop{}.open(t, "/").ready()
	v.stub.waitFor("page_view", 1)
	v.offline(true)
	v.Eval(`(safar("track", "add_to_cart"), safar("track", "share"), 1)`, nil)
	v.Wait(`navigator.onLine === false`)
	v.Eval(`history.pushState({}, "", "/two")`, nil)
	v.offline(false)
	all := v.stub.wait("everything", func(all []event.Event) bool { return len(told(all)) >= 4 })
	if got, want := told(all), []string{"page_view", "add_to_cart", "share", "page_view"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// byRule is network.EmulateNetworkConditionsByRule with what Chromium 148 and earlier ask for
// beside the rules, and later ones pass over.
type byRule = cdp.Command[byRuleParams, network.EmulateNetworkConditionsByRuleResult]

type byRuleParams struct {
	MatchedNetworkConditions []*network.Conditions `json:"matchedNetworkConditions"`
	Offline                  bool                  `json:"offline"`
}

func (v *visit) offline(is bool) {
	v.Do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		rules := []*network.Conditions{}
		if is {
			rules = append(rules, &network.Conditions{Offline: true, DownloadThroughput: -1, UploadThroughput: -1})
		}
		_, err := chromedp.Call(ctx, byRule{Method: network.CommandEmulateNetworkConditionsByRule}, byRuleParams{MatchedNetworkConditions: rules, Offline: is})
		if err != nil {
			return err
		}
		_, err = chromedp.Call(ctx, network.OverrideNetworkState, network.OverrideNetworkStateParams{Offline: is, DownloadThroughput: -1, UploadThroughput: -1})
		return err
	}))
}

// bodyLimit is what fits into the 64 KiB that browsers share among requests that outlive
// their page.
const bodyLimit = 40 << 10

func TestBurst(t *testing.T) {
	t.Parallel()
	v := shop{}.open(t, "/").ready()
	v.Eval(`(() => {
		for (let i = 0; i < 60; i++) safar("track", i % 10 ? "step_" + i : "add_to_cart", {text: "گلیم ".repeat(300), i});
	})()`, nil)
	all := v.stub.wait("60 events", func(all []event.Event) bool { return len(told(all)) >= 61 })
	if len(told(all)) != 61 {
		t.Errorf("%d events", len(told(all)))
	}
	for _, r := range v.stub.sent() {
		if len(r.body) > bodyLimit {
			t.Errorf("a body of %d bytes", len(r.body))
		}
	}
}

// What waits is bounded; what does not fit is counted, and orders fit longest.
func TestTooMuchIsCounted(t *testing.T) {
	t.Parallel()
	v := shop{still: true}.visit(t)
	v.stub.answer(mood{status: 503})
	v.Open(v.url + "/")
	v.ready()
	v.pass(1000)
	v.stub.waitSent(1)
	v.Eval(`(() => {
		safar("track", "step", {text: "x".repeat(50000)});
		for (let i = 0; i < 300; i++) safar("track", "step", {text: "x".repeat(1000)});
		for (let i = 0; i < 10; i++) safar("track", "purchase", {transaction_id: "T-" + i, text: "x".repeat(1000)});
	})()`, nil)
	var dropped map[string]int64
	var kept int64
	v.inTime("everything", func(all []event.Event) bool {
		dropped, kept = map[string]int64{}, int64(len(named(all, "step")))
		for _, r := range v.stub.sent() {
			if r.answered != 200 {
				continue
			}
			for reason, n := range r.batch.Dropped {
				dropped[reason] += n
			}
		}
		return len(named(all, "purchase")) == 10 && kept+dropped["queue_full"] >= 300
	})
	if dropped["too_large"] != 1 || dropped["queue_full"] == 0 || kept+dropped["queue_full"] != 300 {
		t.Errorf("%d kept, dropped %v", kept, dropped)
	}
	if bytes := kept * 1000; bytes > 200_000 {
		t.Errorf("%d bytes waited", bytes)
	}
}

// unsent is what waits on the device for the next page.
func (v *visit) unsent() int {
	var n int
	v.Eval(`JSON.parse(localStorage.getItem("safar_unsent") || "[]").length`, &n)
	return n
}

// With consent, what had no answer when a page ended is sent by the next one, unchanged: the
// stub refuses a repeat that differs.
func TestNextPageSendsWhatIsLeft(t *testing.T) {
	t.Parallel()
	v := shop{before: queue + `safar("consent", "full")`, body: `<a id="next" href="/two">next</a>`}.visit(t)
	v.stub.set(mood{status: 503})
	v.Open(v.url + "/one")
	v.ready()
	v.Eval(`(safar("track", "add_to_cart", {text: "گلیم"}), safar("track", "share"), 1)`, nil)
	v.Follow("#next")
	v.Wait(`location.pathname === "/two"`)
	v.ready()
	if v.unsent() < 3 {
		t.Fatalf("%d events wait for the next page", v.unsent())
	}
	v.stub.set(mood{status: 200})
	all := v.stub.wait("everything of both pages", func(all []event.Event) bool { return len(told(all)) >= 4 })
	if got, want := told(all), []string{"page_view", "add_to_cart", "share", "page_view"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	v.until("nothing waits any more", func() bool { return v.unsent() == 0 })
}

func TestNothingIsLeftWithoutConsent(t *testing.T) {
	t.Parallel()
	v := shop{before: queue, body: `<a id="next" href="/two">next</a>`}.visit(t)
	v.stub.set(mood{status: 503})
	v.Open(v.url + "/one")
	v.ready()
	v.Eval(`(safar("track", "add_to_cart"), dispatchEvent(new Event("pagehide")))`, nil)
	if got := v.stored(); len(got) > 0 {
		t.Errorf("stored without consent: %v", got)
	}
	// The control, and taking back what was said takes back what is stored.
	v.Eval(`(safar("consent", "full"), dispatchEvent(new Event("pagehide")))`, nil)
	if v.unsent() == 0 {
		t.Error("nothing is stored with consent")
	}
	v.Eval(`safar("consent", "anonymous")`, nil)
	if got := v.stored(); len(got) > 0 {
		t.Errorf("left: %v", got)
	}
}

// Browsers share 64 KiB among what outlives its page: more is refused, so orders come first
// and the rest is sent as any request.
func TestLastRequestsFitTheBrowser(t *testing.T) {
	t.Parallel()
	v := shop{still: true}.visit(t)
	v.onNewDocument(`{
		const ask = fetch;
		window.kept = [];
		window.fetch = (url, options) => { if (options.keepalive) kept.push(options.body); return ask(url, options) };
	}`)
	v.stub.answer(mood{status: 503})
	v.Open(v.url + "/")
	v.ready()
	v.pass(1000)
	v.stub.waitSent(1)
	v.Eval(`(() => {
		for (let i = 0; i < 100; i++) safar("track", "step_" + i, {text: "x".repeat(1500)});
		safar("track", "purchase", {transaction_id: "T-1"});
	})()`, nil)
	v.leave()
	v.inTime("everything", func(all []event.Event) bool { return len(told(all)) == 102 })
	var kept []string
	v.Eval(`kept`, &kept)
	bytes := 0
	for _, body := range kept {
		bytes += len(body)
	}
	if len(kept) == 0 || bytes > 64<<10 || !strings.Contains(kept[0], `"purchase"`) {
		t.Errorf("%d requests of %d bytes outlive the page", len(kept), bytes)
	}
}
