package tagtest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// deeds gives elements what they do when they are clicked on, by their data-do.
const deeds = `
	const deeds = {
		prevent: (at, e) => e.preventDefault(),
		text: (at) => at.textContent = "done",
		class: (at) => at.classList.toggle("open"),
		late: (at) => setTimeout(() => at.textContent = "done", 2000),
		focus: () => document.querySelector("#elsewhere").focus(),
		scroll: () => document.querySelector("#box").scrollTop += 10,
		route: (at, e) => { e.preventDefault(); history.pushState({}, "", "/route"); },
		popover: () => document.querySelector("#popover").togglePopover(),
		select: () => getSelection().selectAllChildren(document.querySelector("#n11")),
		nothing: () => {},
	};
	addEventListener("DOMContentLoaded", () => {
		for (const at of document.querySelectorAll("[data-do]")) at.addEventListener("click", (e) => deeds[at.dataset.do](at, e));
		for (const at of document.querySelectorAll(".pointer")) at.style.cursor = "pointer";
		for (const at of document.querySelectorAll("[data-shadow]")) {
			const root = at.attachShadow({mode: "open"});
			const button = Object.assign(document.createElement("button"), {id: "in-" + at.id, textContent: "shadow"});
			if (at.dataset.shadow) button.addEventListener("click", () => deeds[at.dataset.shadow](button));
			root.append(button);
		}
		const box = document.querySelector("#box");
		if (box) { box.style.cssText = "height: 30px; overflow: auto"; }
	});
`

// elements are those that events of a name tell of.
func elements(all []event.Event, name string) string {
	var list []string
	for _, e := range named(all, name) {
		list = append(list, e.Params.Text("element"))
	}
	return strings.Join(list, "\n")
}

// A click after which nothing happens, and those that only look like one.
func TestDeadClicks(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, html, want string }{
		{"button", `<button id="b1" data-do="nothing">x</button>`, "button#b1"},
		{"link whose default is prevented", `<a id="b2" href="/other" data-do="prevent">x</a>`, "a#b2"},
		{"looks clickable", `<div id="b3" class="pointer">x</div>`, "div#b3"},
		{"part of a button", `<button class="buy now"><b id="b4">x</b></button>`, "button.buy"},
		{"button in a shadow tree", `<span id="b5" data-shadow="nothing"></span>`, "button#in-b5"},
		{"number in its name", `<button id="order-12345-pay">x</button>`, "button#order-*-pay"},
		{"mail address in its name", `<button id="to:sara@example.org">x</button>`, "button#*"},

		{"changes", `<button id="n1" data-do="text">x</button>`, ""},
		{"changes looks", `<button id="n2" data-do="class">x</button>`, ""},
		{"changes two seconds later", `<button id="n3" data-do="late">x</button>`, ""},
		{"takes the focus elsewhere", `<button id="n4" data-do="focus">x</button>`, ""},
		{"scrolls a part", `<button id="n5" data-do="scroll">x</button>`, ""},
		{"goes to another route", `<a id="n6" href="/other" data-do="route">x</a>`, ""},
		{"selects something", `<button id="n19" data-do="select">x</button>`, ""},
		{"shows a popover", `<button id="n7" data-do="popover">x</button>`, ""},
		{"shadow tree changes", `<span id="n8" data-shadow="text"></span>`, ""},
		{"leads elsewhere, slowly", `<a id="n9" href="/favicon.ico">x</a>`, ""},
		{"leads to a place in the page", `<a id="n10" href="#elsewhere">x</a>`, ""},
		{"is only text", `<span id="n11">some text</span>`, ""},
		{"field", `<input id="n12">`, ""},
		{"box to tick", `<label id="n13"><input type="checkbox"> x</label>`, ""},
		{"choice", `<select id="n14"><option>1</select>`, ""},
		{"opens", `<details><summary id="n15">x</summary>y</details>`, ""},
		{"downloads", `<a id="n16" href="/favicon.ico" download>x</a>`, ""},
		{"left alone", `<button id="n17" data-safar-ignore="dead">x</button>`, ""},
		{"left alone in all", `<div data-safar-ignore><button id="n18">x</button></div>`, ""},
		{"left alone in something else", `<div data-safar-ignore="rage form"><button id="b6">x</button></div>`, "button#b6"},
	}
	body := `<p><input id="elsewhere"></p><div id="box"><canvas height="300"></canvas></div><div id="popover" popover>x</div>`
	var want []string
	for _, tt := range tests {
		body += "<div>" + tt.html + "</div>"
		if tt.want != "" {
			want = append(want, tt.want)
		}
	}
	v := shop{before: deeds, body: body, still: true}.visit(t)
	v.Size(1000, 2000)
	v.Open(v.url + "/")
	v.late()
	for _, tt := range tests {
		id := strings.SplitN(strings.SplitN(tt.html, `id="`, 2)[1], `"`, 2)[0]
		v.Click(`[id="` + id + `"]`)
		v.frames()
		v.pass(2600)
	}
	all := v.rest()
	if got := elements(all, event.NameDeadClick); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
	if got := v.Complaints(); len(got) > 0 {
		t.Errorf("complaints: %q", got)
	}
}

// rage is how clicks are put: where each is, in pixels from the middle, and how many
// milliseconds after the one before.
type rage []struct {
	x    float64
	wait time.Duration
}

// Clicks again and again, and those that are meant.
func TestRageClicks(t *testing.T) {
	t.Parallel()
	three := rage{{0, 0}, {0, 100}, {0, 100}}
	tests := []struct {
		name, html string
		clicks     rage
		want       string
	}{
		{"button", `<button id="b1">Pay</button>`, three, "button#b1"},
		{"goes on", `<button id="b2">Pay</button>`, append(three, three...), "button#b2"},
		{"within 30 pixels", `<button id="b3">A wide button that goes on</button>`, rage{{0, 0}, {25, 900}, {-4, 900}}, "button#b3"},
		{"looks clickable", `<span id="b4" class="pointer">Pay</span>`, three, "span#b4"},
		{"does something, and is slow", `<button id="b5" data-do="text">Pay</button>`, three, "button#b5"},

		{"twice", `<button id="n1">Pay</button>`, three[:2], ""},
		{"slowly", `<button id="n2">Pay</button>`, rage{{0, 0}, {0, 100}, {0, 1100}}, ""},
		{"along a line", `<button id="n3">A wide button that goes on and on and on and on</button>`, rage{{-60, 0}, {-20, 100}, {20, 100}}, ""},
		{"step up", `<button id="n4">+</button>`, three, ""},
		{"step down", `<button id="n5"> − </button>`, three, ""},
		{"named step", `<button id="n6" aria-label="Increase quantity">x</button>`, three, ""},
		{"stepper", `<div class="product-Quantity"><button id="n7">x</button></div>`, three, ""},
		{"next", `<a id="n8" href="#next">Next page</a>`, three, ""},
		{"next in Persian", `<button id="n9">بعدی</button>`, three, ""},
		{"next in Arabic", `<button id="n10">التالي</button>`, three, ""},
		{"page", `<a id="n11" href="#3">۳</a>`, three, ""},
		{"day", `<table role="grid"><tr><td><button id="n12">x</button></table>`, three, ""},
		{"calendar", `<div class="ui-datepicker"><span id="n13" class="pointer">June</span></div>`, three, ""},
		{"carousel", `<div class="carousel"><button id="n14">x</button></div>`, three, ""},
		{"text field", `<input id="n15">`, three, ""},
		{"text area", `<textarea id="n16">x</textarea>`, three, ""},
		{"editor", `<div contenteditable><span id="n17">text</span></div>`, three, ""},
		{"words selected", `<span id="n18">text</span>`, three, ""},
		{"drawing", `<canvas id="n19" width="40" height="40"></canvas>`, three, ""},
		{"left alone", `<button id="n20" data-safar-ignore="dead rage">Pay</button>`, three, ""},
	}
	body := ""
	var want []string
	for _, tt := range tests {
		body += "<div>" + tt.html + "</div>"
		if tt.want != "" {
			want = append(want, tt.want)
		}
	}
	v := shop{before: deeds, body: body, still: true}.visit(t)
	v.Size(1000, 2000)
	v.Open(v.url + "/")
	v.late()
	at := time.Now() // the clicks' own clock: what is slow here takes no time
	for _, tt := range tests {
		id := strings.SplitN(strings.SplitN(tt.html, `id="`, 2)[1], `"`, 2)[0]
		var middle struct{ X, Y float64 }
		v.Eval(`(() => { const r = document.getElementById("`+id+`").getBoundingClientRect(); return {X: r.x + r.width / 2, Y: r.y + r.height / 2}; })()`, &middle)
		at = at.Add(10 * time.Second)
		for i, c := range tt.clicks {
			at = at.Add(c.wait * time.Millisecond)
			v.clickAs(middle.X+c.x, middle.Y, i%3+1, at)
		}
	}
	all := v.rest()
	if got := elements(all, event.NameRageClick); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

// Presses on what is disabled, of which a page hears no click.
func TestDisabledClicks(t *testing.T) {
	t.Parallel()
	v := shop{still: true, before: deeds, body: `
		<p><button id="b1" disabled>Pay</button></p>
		<p><button id="b2" disabled><b id="in">Pay</b></button></p>
		<p><a id="b3" aria-disabled="true" role="button" data-do="text">Pay</a></p>
		<fieldset disabled><button id="b4">Pay</button></fieldset>
		<fieldset disabled><input id="n1"></fieldset>
		<p><button id="n2" disabled data-safar-ignore>Pay</button></p>
		<p><button id="n3" data-do="text">Pay</button></p>`}.visit(t)
	v.Size(1000, 1000)
	v.Open(v.url + "/")
	v.late()
	for _, id := range []string{"b1", "in", "b3", "b4", "n1", "n2", "n3"} {
		v.Click("#" + id)
	}
	all := named(v.rest(), event.NameDeadClick)
	var got []string
	for _, e := range all {
		disabled, _ := e.Params.Bool("disabled")
		got = append(got, fmt.Sprint(e.Params.Text("element"), " ", disabled))
	}
	if want := []string{"button#b1 true", "button#b2 true", "a#b3 true", "button#b4 true"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A page that is broken for good does not go on telling.
func TestFrictionIsBounded(t *testing.T) {
	t.Parallel()
	var body strings.Builder
	for i := range 30 {
		fmt.Fprintf(&body, `<button id="b%c%c" disabled>x</button> `, 'a'+i/10, 'a'+i%10)
	}
	v := shop{body: body.String(), still: true}.visit(t)
	v.Size(1000, 1000)
	v.Open(v.url + "/")
	v.late()
	for range 10 {
		v.Click("#baa")
	}
	for i := range 30 {
		v.Click(fmt.Sprintf("#b%c%c", 'a'+i/10, 'a'+i%10))
	}
	all := v.rest()
	told := strings.Split(elements(all, event.NameDeadClick), "\n")
	same := slices.DeleteFunc(slices.Clone(told), func(element string) bool { return element != "button#baa" })
	if len(told) != 20 || len(same) != 3 {
		t.Errorf("%d dead clicks were told, %d of them on the same button; want 20 and 3", len(told), len(same))
	}
}
