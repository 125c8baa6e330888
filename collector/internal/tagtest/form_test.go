package tagtest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

// scripts are what shops do to their fields, by data-script.
const scripts = deeds + `
	const latin = (text) => text.replace(/[٠-٩]/g, (d) => "٠١٢٣٤٥٦٧٨٩".indexOf(d)).replace(/[۰-۹]/g, (d) => "۰۱۲۳۴۵۶۷۸۹".indexOf(d));
	const behaviours = {
		filter: (at) => at.addEventListener("keypress", (e) => /[0-9]/.test(e.key) || e.preventDefault()),
		strip: (at) => at.addEventListener("input", () => at.value = at.value.replace(/[^0-9]/g, "")),
		convert: (at) => at.addEventListener("input", () => at.value = latin(at.value)),
		replace: (at) => at.addEventListener("keypress", (e) => { e.preventDefault(); at.value += latin(e.key); }),
		before: (at) => at.addEventListener("beforeinput", (e) => /^[0-9]*$/.test(e.data || "") || e.preventDefault()),
		blur: (at) => at.addEventListener("blur", () => at.setAttribute("aria-invalid", "true")),
		eager: (at) => at.addEventListener("input", () => at.setAttribute("aria-invalid", String(at.value.length < 3))),
		validate: (at) => at.addEventListener("input", () => at.form.checkValidity()),
		server: (at) => at.form.addEventListener("submit", (e) => {
			e.preventDefault();
			setTimeout(() => at.insertAdjacentHTML("afterend", "<em class='field-error'>wrong</em>"), 100);
		}),
		toast: (at) => at.form.addEventListener("submit", (e) => {
			e.preventDefault();
			document.body.insertAdjacentHTML("beforeend", "<div role='alert'>Thank you</div>");
		}),
	};
	addEventListener("DOMContentLoaded", () => {
		for (const at of document.querySelectorAll("[data-script]")) behaviours[at.dataset.script](at);
	});
`

// tellings are what form_error events say, a line each.
func tellings(all []event.Event) []string {
	var lines []string
	for _, e := range named(all, event.NameFormError) {
		lines = append(lines, strings.TrimSpace(fmt.Sprintln(e.Params.Text("form"), e.Params.Text("field"), e.Params.Text("rule"), e.Params.Text("digits"))))
	}
	return lines
}

// What fields refuse, with the digits that were typed, and what only looks like it.
func TestFormErrors(t *testing.T) {
	t.Parallel()
	const send = "submit"
	tests := []struct{ name, field, typed, then, want string }{
		{"number field, Persian", `<input type="number">`, "۱۲", "", "refused persian"},
		{"number field, Arabic", `<input type="number">`, "١", "", "refused arabic"},
		{"filtered keys", `<input data-script="filter">`, "۱۲۳", "", "refused persian"},
		{"prevented input", `<input data-script="before">`, "٣", "", "refused arabic"},
		{"stripped", `<input placeholder="postcode" data-script="strip">`, "۱", "", "refused persian"},
		{"stripped, required", `<input required data-script="strip">`, "١", "", "refused arabic"},
		{"pattern", `<input pattern="[0-9]+">`, "۱۱۱۳", send, "patternMismatch persian"},
		{"latin where another is asked for", `<input pattern="[۰-۹]+">`, "12", send, "patternMismatch latin"},
		{"nothing entered", `<input required>`, "", send, "valueMissing"},
		{"no mail address", `<input type="email">`, "sara", send, "typeMismatch"},
		{"left, and marked", `<input data-script="blur">`, "x", "leave", "aria-invalid"},
		{"the server's word", `<input data-script="server">`, "٠٩", send, "message arabic"},
		{"rendered with an error", `<label><input> <em class="error">wrong</em></label>`, "", "", "message"},
		{"rendered as invalid", `<input aria-invalid="true">`, "", "", "aria-invalid"},

		{"number field, latin", `<input type="number">`, "12", "", ""},
		{"filter that lets pass", `<input data-script="filter">`, "12", "", ""},
		{"full", `<input maxlength="2">`, "۱۲۳", "", ""},
		{"turned into latin", `<input placeholder="x" data-script="convert">`, "۱۲", send, ""},
		{"turned into latin by hand", `<input placeholder="x" data-script="replace">`, "۱۲", send, ""},
		{"stripped, but no digit", `<input placeholder="x" data-script="strip">`, "ab", "", ""},
		{"invalid while it is written", `<input data-script="eager">`, "abc", "leave", ""},
		{"checked while it is written", `<input required type="email" data-script="validate">`, "s", "", ""},
		{"thanks", `<input data-script="toast">`, "x", send, ""},
		{"left alone", `<input required data-safar-ignore="form">`, "", send, ""},
		{"search", `<input type="search" required>`, "", send, ""},
		{"message without size", `<label><input> <em class="error"></em></label>`, "", "", ""},
	}
	body := `<p><button id="elsewhere">x</button></p>`
	var want []string
	for i, tt := range tests {
		field := strings.Replace(tt.field, "<input", fmt.Sprintf(`<input id="f%d"`, i), 1)
		body += fmt.Sprintf(`<form name="t%d">%s<button id="s%d">send</button></form>`, i, field, i)
		if tt.want != "" {
			want = append(want, fmt.Sprintf("t%d f%d %s", i, i, tt.want))
		}
	}
	v := shop{before: scripts, body: body, still: true}.visit(t)
	v.Size(1000, 3000)
	v.Open(v.url + "/")
	v.late()
	for i, tt := range tests {
		if tt.typed != "" {
			v.write(fmt.Sprintf("#f%d", i), tt.typed)
		}
		switch tt.then {
		case send:
			v.Click(fmt.Sprintf("#s%d", i))
		case "leave":
			v.Eval(`document.activeElement.blur()`, nil)
		}
		v.pass(7000) // the server's last word is looked for after six seconds
	}
	got := tellings(v.rest())
	slices.Sort(got) // what was there from the beginning comes first
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// address is a form that people leave; the others are none that they do.
const address = `<form id="address"><input name="name"><input name="postcode"><textarea name="street"></textarea><button id="save">save</button>
		<button id="back" type="button">back</button></form>
	<form role="search"><input name="q"><input name="in"></form>
	<form id="newsletter"><input name="email"></form>
	<input name="loose"><input name="looser"><a id="away" href="/favicon.ico">away</a>`

// What is begun, handed in and abandoned, and what was hard about it.
func TestFormsAreFollowed(t *testing.T) {
	t.Parallel()
	hesitate := func(v *visit) { v.pass(6000) }
	tests := []struct {
		name string
		do   func(v *visit)
		want []string
	}{
		{"abandoned", func(v *visit) {
			v.write("[name=name]", "Sara")
			v.Click("[name=postcode]")
			hesitate(v)
			v.key("1", "1")
			v.key("2", "2")
			v.Click("[name=name]")
			v.Press("\b")
			v.Press("\b")
			v.write("[name=postcode]", "3")
			v.Press("\b")
			v.leave()
			v.leave() // whoever comes back and goes again has abandoned once
		}, []string{"form_start address", "form_abandon address postcode deletion=name:1,postcode:1 hesitation=postcode:1 refocus=name:1,postcode:1"}},
		{"left for another route", func(v *visit) {
			v.write("[name=street]", "x")
			v.Eval(`history.pushState({}, "", "/other")`, nil)
			v.Wait(`true`)
			v.Eval(`safar("track", "x")`, nil)
		}, []string{"form_start address", "form_abandon address street"}},
		{"a form that is none", func(v *visit) {
			v.write("[name=loose]", "x")
			v.leave()
		}, []string{"form_start", "form_abandon loose"}},
		{"refused", func(v *visit) {
			v.Eval(`void (document.querySelector("[name=postcode]").required = true)`, nil)
			v.write("[name=name]", "Sara")
			v.Click("#save")
			v.leave()
		}, []string{"form_start address", "form_error address postcode", "form_abandon address name"}},

		{"handed in", func(v *visit) {
			v.write("[name=name]", "Sara")
			v.Click("#save")
			v.leave()
		}, []string{"form_start address", "form_submit address"}},
		{"handed in with the keyboard", func(v *visit) {
			v.write("[name=name]", "Sara")
			v.key("Enter", "\r")
			v.leave()
		}, []string{"form_start address", "form_submit address"}},
		{"another tab", func(v *visit) {
			v.write("[name=name]", "Sara")
			v.hide(true)
			v.hide(false)
		}, []string{"form_start address"}},
		{"consent in the middle", func(v *visit) {
			v.write("[name=name]", "Sara")
			v.Eval(`safar("consent", "full")`, nil)
		}, []string{"form_start address"}},
		{"looked at", func(v *visit) {
			v.Click("[name=name]")
			v.Click("[name=street]")
			v.leave()
		}, nil},
		{"filled in by a script", func(v *visit) {
			v.Eval(`(() => { const at = document.querySelector("[name=name]"); at.value = "x"; at.dispatchEvent(new Event("input", {bubbles: true})); })()`, nil)
			v.leave()
		}, nil},
		{"a field alone", func(v *visit) {
			v.write("[name=email]", "x")
			v.leave()
		}, []string{"form_start newsletter"}},
		{"a search", func(v *visit) {
			v.write("[name=q]", "x")
			v.leave()
		}, nil},
		{"left alone", func(v *visit) {
			v.Eval(`void (document.querySelector("#address").dataset.safarIgnore = "form")`, nil)
			v.write("[name=name]", "x")
			v.leave()
		}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := shop{body: address, before: scripts + `addEventListener("submit", (e) => e.preventDefault());`, still: true}.open(t, "/checkout").late()
			tt.do(v)
			var got []string
			for _, e := range v.rest() {
				if strings.HasPrefix(e.Name, "form_") {
					got = append(got, form(&e))
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// form is what an event says of a form.
func form(e *event.Event) string {
	words := []string{e.Name, e.Params.Text("form"), e.Params.Text("field"), e.Params.Text("last_field")}
	for _, key := range []string{"deletion", "hesitation", "refocus"} {
		counts, _ := e.Params[key].(map[string]any)
		var some []string
		for _, field := range slices.Sorted(maps.Keys(counts)) {
			some = append(some, fmt.Sprint(field, ":", counts[field]))
		}
		if len(some) > 0 {
			words = append(words, key+"="+strings.Join(some, ","))
		}
	}
	return strings.Join(slices.DeleteFunc(words, func(word string) bool { return word == "" }), " ")
}
