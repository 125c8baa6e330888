package tagtest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"github.com/safar-cx/safar/sdk/event"
)

// prompt is the prompt in JavaScript; null where there is none.
const prompt = `(document.querySelector("safar-survey") || {}).shadowRoot`

// asked opens a page that asks a question, and waits for it.
func asked(t *testing.T, s shop, survey string) *visit {
	t.Helper()
	v := s.open(t, "/thanks").ready()
	v.Eval(`safar("survey", `+survey+`)`, nil)
	v.Wait(prompt)
	return v
}

// text is the visible text of what a selector finds in the prompt.
func (v *visit) text(css string) string {
	var text string
	v.Eval(fmt.Sprintf(`(%s.querySelector(%q) || {innerText: "-"}).innerText`, prompt, css), &text)
	return text
}

// press presses keys one after the other.
func (v *visit) press(keys ...string) {
	for _, key := range keys {
		v.Press(key)
	}
}

func TestSurveyIsAnsweredByKeyboard(t *testing.T) {
	t.Parallel()
	v := shop{body: `<button id="ask">ask</button>`, still: true}.open(t, "/thanks").late()
	if slices.Contains(v.stub.fetched(), "/"+part(t, "survey").Name) {
		t.Error("the prompt was fetched before there was a question")
	}
	v.Eval(`(document.querySelector("#ask").focus(), safar("survey", {kind: "nps", survey_id: "after-order", touchpoint: "thanks", stage: "purchase"}))`, nil)
	v.Wait(prompt)
	v.press(kb.Tab, " ") // the first radio: 0
	for range 9 {
		v.press(kb.ArrowDown)
	}
	v.press(kb.Enter)
	v.Wait(prompt + `.activeElement?.matches("textarea")`)
	v.press("g", "o", "o", "d", kb.Tab, kb.Enter)
	v.Wait(prompt + `.querySelector("[role=status]").textContent`)
	v.pass(3999)
	v.Wait(prompt)
	v.pass(1)
	v.Wait(`!document.querySelector("safar-survey")`) // it goes by itself
	var focus string
	v.Eval(`document.activeElement.id`, &focus)
	if focus != "ask" {
		t.Errorf("the focus went to %q", focus)
	}

	all := v.stub.waitFor("survey_answered", 2)
	shown, answers := named(all, "survey_shown"), named(all, "survey_answered")
	if len(shown) != 1 || len(answers) != 2 || len(named(all, "survey_dismissed")) > 0 {
		t.Fatalf("%v", names(all))
	}
	response := shown[0].Params.Text("response_id")
	for i, e := range append(shown, answers...) {
		p := e.Params
		if p.Text("survey_id") != "after-order" || p.Text("kind") != "nps" || p.Text("response_id") != response || response == "" ||
			p.Text("stage") != "purchase" || e.Touchpoint != "thanks" {
			t.Errorf("%s %v at %s", e.Name, p, e.Touchpoint)
		}
		if score, stated := p.Int("score"); i > 0 && (!stated || score != 9) {
			t.Errorf("%s with the score %v", e.Name, p["score"])
		}
	}
	if answers[0].Params.Has("text") || answers[1].Params.Text("text") != "good" {
		t.Errorf("%v %v", answers[0].Params, answers[1].Params)
	}
}

func (s *stub) fetched() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.files)
}

func TestSurveyIsAnsweredByPointer(t *testing.T) {
	t.Parallel()
	v := asked(t, shop{}, `{kind: "csat"}`)
	v.click(`[value="4"]`)
	v.click(`form button`)
	v.Wait(prompt + `.querySelector("textarea")`)
	v.click(`section > button`) // no comment
	v.Wait(`!document.querySelector("safar-survey")`)
	all := v.stub.waitFor("survey_answered", 1)
	answers := named(all, "survey_answered")
	if score, _ := answers[0].Params.Int("score"); len(answers) != 1 || score != 4 || answers[0].Params.Text("survey_id") != "csat" {
		t.Errorf("%v", answers)
	}
	if len(named(all, "survey_dismissed")) > 0 {
		t.Error("an answer without a comment was taken for none")
	}
}

func TestReasonForLeaving(t *testing.T) {
	t.Parallel()
	v := asked(t, shop{}, `{kind: "reason", question: "What is in the way?"}`)
	if got := v.text("legend"); got != "What is in the way?" {
		t.Errorf("question %q", got)
	}
	var reasons []string
	v.Eval(`[...`+prompt+`.querySelectorAll("input")].map((i) => i.value)`, &reasons)
	for _, reason := range reasons {
		if !slices.Contains(event.Reasons(), reason) {
			t.Errorf("%s is no reason of the contract", reason)
		}
	}
	v.click(`[value="extra_costs"]`)
	v.click(`form button`)
	answer := named(v.stub.waitFor("survey_answered", 1), "survey_answered")[0]
	if answer.Params.Text("reason") != "extra_costs" || answer.Params.Has("score") || event.StageOf(&answer) != event.Purchase {
		t.Errorf("%v in %s", answer.Params, event.StageOf(&answer))
	}
}

// An answer has to be chosen; until then nothing is sent.
func TestSurveyWithoutAnAnswer(t *testing.T) {
	t.Parallel()
	v := asked(t, shop{before: `addEventListener("keydown", (e) => { window.heard = (window.heard || "") + e.key })`}, `{kind: "ces"}`)
	v.click(`form button`)
	v.press("q", kb.Escape)
	v.Wait(`!document.querySelector("safar-survey")`)
	all := v.stub.waitFor("survey_dismissed", 1)
	if got := named(all, "survey_answered"); len(got) > 0 {
		t.Errorf("answered %v", got)
	}
	var heard any
	v.Eval(`window.heard`, &heard)
	if heard != nil {
		t.Errorf("the page's shortcuts heard %v", heard)
	}
	// One at a time, and another one after it.
	v.Eval(`(safar("survey", {kind: "ces"}), safar("survey", {kind: "nps"}))`, nil)
	v.Wait(prompt)
	var n int
	v.Eval(`document.querySelectorAll("safar-survey").length`, &n)
	if n != 1 || v.text("legend") != "It was easy to get what I came for." {
		t.Errorf("%d prompts, asking %q", n, v.text("legend"))
	}
}

// Who is writing keeps the focus, and the page stays usable: the prompt is not modal.
func TestSurveyTakesNoFocusFromAField(t *testing.T) {
	t.Parallel()
	v := shop{body: `<input id="field" aria-label="field">`}.open(t, "/").ready()
	v.Type("#field", "half a")
	v.Eval(`safar("survey", {kind: "nps"})`, nil)
	v.Wait(prompt)
	v.press(" ", "w", "o", "r", "d")
	var got string
	v.Eval(`document.querySelector("#field").value`, &got)
	if got != "half a word" {
		t.Errorf("the field holds %q", got)
	}
	// A screen reader hears of it all the same.
	v.Wait(prompt + `.querySelector("[role=status]").textContent === "How likely are you to recommend us to a friend?"`)
}

// Own words are an answer by themselves; white space is none.
func TestSurveyForOwnWords(t *testing.T) {
	t.Parallel()
	v := asked(t, shop{still: true}, `{kind: "text", survey_id: "ideas"}`)
	v.press(kb.Tab, " ", kb.Tab, kb.Enter)
	v.Wait(prompt + `.activeElement?.matches("form button")`)
	v.click("textarea")
	v.press("m", "o", "r", "e", kb.Tab, kb.Enter)
	v.Wait(prompt + `.querySelector("[role=status]").textContent === "Thank you!"`)
	v.pass(1000)
	answers := named(v.stub.waitFor("survey_answered", 1), "survey_answered")
	if p := answers[0].Params; len(answers) != 1 || p.Text("text") != "more" || p.Has("score") || p.Text("kind") != "text" || p.Text("survey_id") != "ideas" {
		t.Errorf("%v", answers)
	}
}

// Where the visitor's own colours take ours away, what was chosen still shows; and where they
// want no motion, there is none to take away.
func TestSurveyInForcedColours(t *testing.T) {
	t.Parallel()
	v := shop{}.visit(t)
	v.Prefer("forced-colors", "active")
	v.Open(v.url + "/")
	v.ready()
	v.Eval(`void safar("survey", {kind: "csat"})`, nil)
	v.Wait(prompt)
	v.click(`[value="4"]`)
	var borders []string
	v.Eval(`[...`+prompt+`.querySelectorAll(".scale span")].map((s) => getComputedStyle(s).borderTopWidth)`, &borders)
	if got := strings.Join(borders, " "); got != "1px 1px 1px 4px 1px" {
		t.Errorf("borders of %s", got)
	}
	var moving int
	v.Eval(prompt+`.getAnimations().length`, &moving)
	if moving != 0 {
		t.Errorf("%d parts of the prompt move", moving)
	}
}

func TestSurveySpeaksThePagesLanguage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang, option, question, low, high, first, last string
		rtl                                            bool
	}{
		{"en-GB", "", "How likely are you to recommend us to a friend?", "Not at all likely", "Extremely likely", "0", "10", false},
		{"fa", "", "چقدر احتمال دارد ما را به دوستان خود معرفی کنید؟", "اصلاً احتمال ندارد", "احتمال بسیار زیاد", "۰", "۱۰", true},
		{"en", `, lang: "ar-EG"`, "ما مدى احتمال أن توصي بنا لصديق؟", "غير محتمل إطلاقًا", "محتمل جدًا", "٠", "١٠", true},
	} {
		t.Run(c.lang+c.option, func(t *testing.T) {
			v := asked(t, shop{lang: c.lang}, `{kind: "nps"`+c.option+`}`)
			var digits []string
			v.Eval(`[...`+prompt+`.querySelectorAll(".scale span")].map((s) => s.innerText)`, &digits)
			if v.text("legend") != c.question || v.text(".ends") != c.low+"\n"+c.high || len(digits) != 11 || digits[0] != c.first || digits[10] != c.last {
				t.Errorf("%q %q %v", v.text("legend"), v.text(".ends"), digits)
			}
			// The scale begins where reading does, and the prompt lies where it ends.
			var at struct{ First, Last, Left, Right, Width float64 }
			v.Eval(`(() => {
				const spans = `+prompt+`.querySelectorAll(".scale span"), box = document.querySelector("safar-survey").getBoundingClientRect();
				return {First: spans[0].getBoundingClientRect().left, Last: spans[10].getBoundingClientRect().left, Left: box.left, Right: box.right, Width: document.documentElement.clientWidth};
			})()`, &at)
			if (at.First > at.Last) != c.rtl || (at.Left < at.Width-at.Right) != c.rtl {
				t.Errorf("%+v", at)
			}
			if got := v.Complaints(); len(got) > 0 {
				t.Errorf("complaints: %q", got)
			}
		})
	}
}

// The prompt fits a phone, its targets are large enough for fingers, the page's own style does
// not reach it, and it moves nothing.
func TestSurveyOnAPhone(t *testing.T) {
	t.Parallel()
	v := shop{lang: "fa", before: `
		window.shift = 0;
		new PerformanceObserver((list) => list.getEntries().forEach((e) => window.shift += e.value)).observe({type: "layout-shift", buffered: true});
		const hostile = new CSSStyleSheet();
		hostile.replaceSync("* { display: block; position: static; font-size: 40px; color: red } safar-survey { width: 2000px; margin: 50px }");
		document.adoptedStyleSheets = [hostile];
	`}.visit(t)
	v.Phone()
	v.Open(v.url + "/")
	v.ready()
	for _, kind := range []string{"nps", "csat", "ces", "reason"} {
		v.Eval(`safar("survey", {kind: "`+kind+`"})`, nil)
		v.Wait(prompt)
		var got struct {
			Left, Right, Top, Bottom, Scroll, Target float64
			Font, Position                           string
		}
		v.Eval(`(() => {
			const host = document.querySelector("safar-survey"), box = host.getBoundingClientRect();
			const sizes = [...host.shadowRoot.querySelectorAll("label, button")].map((l) => l.getBoundingClientRect()).map((r) => Math.min(r.width, r.height));
			return {Left: box.left, Right: box.right, Top: box.top, Bottom: box.bottom, Scroll: document.documentElement.scrollWidth, Target: Math.min(...sizes),
				Font: getComputedStyle(host.shadowRoot.querySelector("legend")).fontSize, Position: getComputedStyle(host).position};
		})()`, &got)
		if got.Left < 0 || got.Right > 390 || got.Top < 0 || got.Bottom > 844 || got.Scroll > 390 || got.Target < 24 || got.Font != "16px" || got.Position != "fixed" {
			t.Errorf("%s: %+v", kind, got)
		}
		v.press(kb.Escape)
		v.Wait(`!document.querySelector("safar-survey")`)
	}
	var shift float64
	v.Eval(`shift`, &shift)
	if shift != 0 {
		t.Errorf("the page moved by %v", shift)
	}
}

// axe-core looks at the prompt in each language, light and dark.
func TestSurveyIsAccessible(t *testing.T) {
	t.Parallel()
	for i, lang := range []string{"en", "fa", "ar"} {
		v := shop{lang: lang, body: `<main><h1>Page</h1></main>`}.visit(t)
		v.Prefer("prefers-color-scheme", []string{"light", "dark", "light"}[i])
		v.Open(v.url + "/")
		v.ready()
		for _, kind := range []string{"nps", "reason"} {
			v.Eval(`safar("survey", {kind: "`+kind+`"})`, nil)
			v.Wait(prompt)
			v.inspect(t, lang+" "+kind)
			v.press(kb.Tab, " ", kb.Enter)
			v.Wait(prompt + `.querySelector("textarea")`)
			if kind == "nps" {
				v.inspect(t, lang+" comment")
			}
			v.press(kb.Escape)
			v.Wait(`!document.querySelector("safar-survey")`)
		}
	}
}

// click clicks in the prompt with the pointer.
func (v *visit) click(css string) {
	var at struct{ X, Y float64 }
	v.Eval(fmt.Sprintf(`(() => {
		const element = %s.querySelector(%q);
		element.scrollIntoView({block: "nearest"});
		const box = element.getBoundingClientRect();
		return {X: box.left + box.width / 2, Y: box.top + box.height / 2};
	})()`, prompt, css), &at)
	v.clickAt(at.X, at.Y)
}

func (v *visit) inspect(t *testing.T, what string) {
	t.Helper()
	for _, violation := range v.Violations() {
		t.Errorf("%s: %s", what, violation)
	}
}
