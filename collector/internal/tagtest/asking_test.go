package tagtest

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"github.com/safar-cx/safar/sdk/event"
)

// plan is a survey as the collector tells of it, asked at once on every page, with changes.
func plan(id string, changes ...string) string {
	text := `{"survey_id":"` + id + `","kind":"nps","page":"*","occasion":"page","seconds":0,"share":100,"days":30}`
	return strings.NewReplacer(changes...).Replace(text)
}

// shown waits for the prompt and says which surveys have been shown.
func (v *visit) shown() string {
	v.Wait(prompt)
	var ids []string
	for _, e := range named(v.stub.waitFor("survey_shown", 1), "survey_shown") {
		ids = append(ids, e.Params.Text("survey_id"))
	}
	return strings.Join(ids, " ")
}

// What a merchant has set up is asked without a call of the page, in the merchant's words, and
// the answer carries what it is about.
func TestSurveyIsAskedByItself(t *testing.T) {
	t.Parallel()
	v := shop{lang: "fa", surveys: plan("elsewhere", `"*"`, `"/cart"`) + "," + plan("after-order", `"*"`, `"/thanks*"`, `"days"`,
		`"questions":{"fa":"چطور بود؟","en":"How was it?"},"touchpoint":"thanks","stage":"purchase","days"`)}.open(t, "/thanks/1").ready()
	v.Wait(prompt)
	if got := v.text("legend"); got != "چطور بود؟" {
		t.Errorf("asked %q", got)
	}
	v.press(kb.Tab, " ", kb.Enter)
	answer := named(v.stub.waitFor("survey_answered", 1), "survey_answered")[0]
	if p := answer.Params; p.Text("survey_id") != "after-order" || p.Text("kind") != "nps" || p.Text("stage") != "purchase" || answer.Touchpoint != "thanks" {
		t.Errorf("%v at %q", p, answer.Touchpoint)
	}
	if got := v.Complaints(); len(got) > 0 {
		t.Errorf("complaints: %q", got)
	}
}

// A path with * for any text is what the merchant sees in the browser, whatever alphabet.
func TestSurveyIsAskedWhereItIsMeant(t *testing.T) {
	t.Parallel()
	source, err := exec.CommandContext(t.Context(), "go", "tool", "esbuild", "../../../js/asking/plan.ts", "--bundle", "--format=iife", "--global-name=plan").Output()
	if err != nil {
		t.Fatal(err)
	}
	p := newPage(t, false)
	p.Eval("(function () {"+string(source)+"\nglobalThis.meant = (page, path) => plan.meant({page}, new URL(path, 'https://shop.example').href) })()", nil)
	for page, paths := range map[string]struct{ meant, other string }{
		"":             {"/any", ""},
		"/thanks":      {"/thanks /thanks?x#y", "/thanks/2 /my/thanks /thank"},
		"/thanks*":     {"/thanks /thanks/2", "/my/thanks"},
		"*/p/*/review": {"/fa/p/12/review /p//review", "/fa/p/12 /p/1/reviews"},
		"/a.html":      {"/a.html", "/axhtml"},
		"/a(b)+[c]":    {"/a(b)+[c]", "/ab+c /abbc"},
		"/سپاس/*":      {"/سپاس/۱", "/سبد"},
		"/%D8%B3*":     {"/سبد", "/خانه"},
		"/100%":        {"/100%", "/100"},
	} {
		for path := range strings.FieldsSeq(paths.meant + " - " + paths.other) {
			var meant bool
			if path == "-" {
				continue
			}
			p.Eval(fmt.Sprintf("meant(%q, %q)", page, path), &meant)
			if want := strings.Contains(" "+paths.meant+" ", " "+path+" "); meant != want {
				t.Errorf("%q means %s: %v", page, path, meant)
			}
		}
	}
}

// The occasion is the merchant's: a touchpoint that is seen, something of a stage, or the
// pointer on its way out.
func TestSurveyWaitsForItsOccasion(t *testing.T) {
	t.Parallel()
	v := shop{body: `<a id="banner" data-safar="banner" href="#">banner</a>`,
		surveys: plan("touchpoint", `"page","s`, `"touchpoint","touchpoint":"banner","s`)}.open(t, "/").ready()
	if got := v.shown(); got != "touchpoint" {
		t.Errorf("shown %q", got)
	}
	all := v.stub.events()
	if impression := named(all, event.NameImpression); len(impression) != 1 || impression[0].ID > named(all, "survey_shown")[0].ID {
		t.Errorf("asked before it was seen: %v", names(all))
	}

	v = shop{surveys: plan("stage", `"page","s`, `"stage","names":["add_to_wishlist","search"],"s`)}.open(t, "/").ready()
	v.Eval(`(safar("track", "view_item"), safar("track", "search"))`, nil)
	if got := v.shown(); got != "stage" {
		t.Errorf("shown %q", got)
	}

	v = shop{body: `<div>page</div>`, surveys: plan("leaving", `"share"`, `"leaving":true,"share"`) + "," + plan("late", `"seconds":0`, `"seconds":600`)}.open(t, "/").ready()
	v.Wait(`document.querySelector('script[src*="/a."]')`)
	// The pointer leaves from where it was: sideways first, which is nothing.
	out := `document.body.dispatchEvent(new MouseEvent("mouseout", {bubbles: true, clientX: 9, clientY: `
	v.until("the pointer leaves", func() bool {
		var asked bool
		v.Eval(`(`+out+`50})), !!document.querySelector("safar-survey"))`, &asked)
		if asked {
			t.Fatal("asked somebody who is still there")
		}
		v.Eval(`(`+out+`-1})), !!document.querySelector("safar-survey") || document.querySelectorAll('script[src*="/s."]').length > 0)`, &asked)
		return asked
	})
	if got := v.shown(); got != "leaving" {
		t.Errorf("shown %q", got)
	}
}

// Nobody is asked while paying; the page after it is the control.
func TestSurveyNeverAtThePaymentStep(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{"/checkout/payment": "", "/step-3": `<main data-safar-step="payment">pay</main>`} {
		v := shop{body: body, surveys: plan("s")}.open(t, name).ready()
		v.Wait(`document.querySelector('script[src*="/s."]')`) // it was due
		v.Eval(`(safar("survey", {kind: "csat"}), document.querySelector("main")?.remove(), history.pushState({}, "", "/checkout/thanks"), 1)`, nil)
		v.shown()
		for _, e := range named(v.stub.events(), "survey_shown") {
			if !strings.HasSuffix(e.Page.URL, "/checkout/thanks") || e.Params.Text("survey_id") != "s" {
				t.Errorf("%s was asked at %s", e.Params.Text("survey_id"), e.Page.URL)
			}
		}
	}
}

const rememberedSurveys = `localStorage.getItem("safar_surveys")`

// Without consent to be recognised nothing stays on the device, and the question comes again
// on the next page; with it the visitor has peace. Who takes it back is forgotten.
func TestSurveyIsRememberedWithConsentOnly(t *testing.T) {
	t.Parallel()
	dismissed := func(v *visit) {
		t.Helper()
		v.ready()
		v.Wait(prompt)
		v.press(kb.Escape)
		v.Wait(`!document.querySelector("safar-survey")`)
	}
	keys := func(v *visit) (n int) {
		v.Eval(`localStorage.length + sessionStorage.length + document.cookie.length`, &n)
		return n
	}

	v := shop{surveys: plan("s", `"days":30`, `"days":0`)}.visit(t)
	for _, path := range []string{"/one", "/two"} {
		v.Open(v.url + path)
		dismissed(v)
		v.Eval(`void history.pushState({}, "", "/three")`, nil) // the same page's life
		if n := keys(v); n != 0 {
			t.Errorf("%d characters or keys are on the device", n)
		}
	}
	if all := v.stub.waitFor("page_view", 4); len(named(all, "survey_shown")) != 2 {
		t.Errorf("%v", names(all))
	}

	v = shop{surveys: plan("s") + "," + plan("other")}.visit(t)
	v.Open(v.url + "/one")
	v.ready().Eval(`void safar("consent", "full")`, nil)
	dismissed(v)
	v.Wait(rememberedSurveys)
	v.Open(v.url + "/two")
	v.ready().Wait(`document.querySelector('script[src*="/a."]')`)
	v.Eval(`void safar("survey", {kind: "csat"})`, nil) // the page's own question is asked all the same
	v.Wait(prompt)
	if all := v.stub.waitFor("survey_shown", 2); len(named(all, "survey_shown")) != 2 || named(all, "survey_shown")[1].Params.Text("survey_id") != "csat" {
		t.Errorf("%v", named(all, "survey_shown"))
	}
	v.Eval(`void safar("consent", "anonymous")`, nil)
	v.Wait("!" + rememberedSurveys)
	if n := keys(v); n != 0 {
		t.Errorf("%d characters or keys are left on the device", n)
	}
}

// Of a thousand visitors a share is asked, and who was drawn once is not drawn again.
func TestSurveyIsAskedOfAShare(t *testing.T) {
	t.Parallel()
	v := shop{surveys: plan("half", `"share":100`, `"share":50`) + "," + plan("control")}.visit(t)
	for random, want := range map[string]string{"0.49": "half", "0.51": "control"} {
		v.onNewDocument(`Math.random = () => ` + random)
		v.Open(v.url + "/" + random)
		v.ready().Wait(prompt)
		var got string
		all := v.stub.wait("shown at "+random, func(all []event.Event) bool {
			for _, e := range named(all, "survey_shown") {
				if strings.HasSuffix(e.Page.URL, random) {
					got = e.Params.Text("survey_id")
				}
			}
			return got != ""
		})
		if got != want {
			t.Errorf("%s asks %q, want %q (%v)", random, got, want, names(all))
		}
	}
}
