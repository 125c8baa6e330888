package tagtest

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/safar-cx/safar/collector"
	"github.com/safar-cx/safar/js"
	"github.com/safar-cx/safar/sdk/event"
)

// canaries are what a shopper fills in, by field; nothing of it is anybody's business.
var canaries = map[string]string{
	"name": "Saraqwx Ahmadizv", "email": "qwxcanary@example.org", "phone": "09127770001", "card": "6037991177889900",
	"cvv2": "۹۷۳۱", "password": "Zv!canary#47", "postcode": "۱۱۱۳۹۱۲۳۴۵", "amount": "77112233",
	"street": "No. 12 Qwxstreet, behind the zvpark", "note": "ring qwxbell twice", "coupon": "QWXNOWRUZ", "rich": "edited qwxtext zv",
}

// traps record whoever of ours reads what stands in a field, with the script that did.
const traps = `
	window.reads = [];
	const record = (what) => {
		const {stack} = new Error();
		if (ours.some((name) => stack.includes(name))) reads.push(what + stack.slice(5, 600));
	};
	const holds = (at) => at instanceof Element
		? at.matches("input,textarea,select,option") || at.isContentEditable || !!at.querySelector("input,textarea,select,[contenteditable]")
		: !!at.parentElement && (at.parentElement.isContentEditable || at.parentElement.matches("textarea,option"));
	const trap = (type, name, when = () => true) => {
		const {get, ...rest} = Object.getOwnPropertyDescriptor(type.prototype, name);
		Object.defineProperty(type.prototype, name, {...rest, get() { when(this) && record(name); return get.call(this); }});
	};
	const tap = (type, name, when = () => true) => {
		const f = type.prototype[name];
		type.prototype[name] = function (...args) { when(this, ...args) && record(name); return f.apply(this, args); };
	};
	for (const name of ["value", "defaultValue", "valueAsNumber", "valueAsDate", "checked", "files", "selectionStart", "selectionEnd", "validationMessage"]) trap(HTMLInputElement, name);
	for (const name of ["value", "defaultValue", "textLength", "selectionStart", "selectionEnd", "validationMessage"]) trap(HTMLTextAreaElement, name);
	for (const name of ["value", "selectedIndex", "selectedOptions", "validationMessage"]) trap(HTMLSelectElement, name);
	for (const name of ["value", "text", "selected"]) trap(HTMLOptionElement, name);
	for (const name of ["textContent", "nodeValue"]) trap(Node, name, holds);
	for (const name of ["innerText", "outerText"]) trap(HTMLElement, name, holds);
	for (const name of ["innerHTML", "outerHTML"]) trap(Element, name, holds);
	for (const name of ["data", "length"]) trap(CharacterData, name, holds);
	trap(ErrorEvent, "message");
	tap(Element, "getAttribute", (at, name) => name === "value");
	tap(Selection, "toString"); tap(Range, "toString"); tap(Range, "cloneContents"); tap(DataTransfer, "getData");
	trap(ClipboardEvent, "clipboardData");
	window.FormData = new Proxy(FormData, {construct(target, args) { record("FormData"); return new target(...args); }});
`

// counter is a checkout that has everything to be filled in.
const counter = `<form id="pay">
	<input name="name" required><input name="email" type="email"><input name="phone" type="tel" pattern="[0-9]+"><input name="card" autocomplete="cc-number">
	<input name="cvv2" type="number"><input name="password" type="password" minlength="4"><input name="postcode" required pattern="[0-9]+" placeholder="postcode">
	<input name="amount" type="number"><textarea name="street">old</textarea><textarea name="note" aria-invalid="true"></textarea>
	<select name="city"><option>qwxcity</option><option>zvcity</option></select><input type="checkbox" name="terms">
	<input name="coupon"><div contenteditable id="rich">old</div>
	<button id="send">Pay</button></form><p id="sent"></p>
	<button id="rage"><span>Help</span></button>`

// refusal is what the shop's own script does with it: it quotes.
const refusal = `
	addEventListener("DOMContentLoaded", () => document.querySelector("form").addEventListener("submit", (e) => {
		e.preventDefault();
		setTimeout(() => document.querySelector("#sent").innerHTML = "<label><input name='again'><em class='error'>wrong: " + e.target.elements.name.value + "</em></label>", 0);
		setTimeout(() => { throw new Error("declined: " + e.target.elements.card.value); }, 0);
	}));
`

// busy has something for every file of the tag: a dataLayer of another shape.
const busy = `window.dataLayer = [{ecommerce: {currencyCode: "IRR", detail: {products: [{id: "12", price: "5"}]}}}];`

// leak is what a careless change might do; the test has to catch it.
const leak = `;(() => {
	const {src, dataset} = document.currentScript;
	window.leaking = 0;
	document.addEventListener("input", ({target}) => {
		const text = target.value || target.textContent;
		leaking++;
		fetch(new URL("v1/events?key=" + dataset.site, src), {method: "POST", body: JSON.stringify({sent_at: Date.now(), events: [{name: "typed", params: {text}}]})}).finally(() => leaking--);
	});
})();`

// glance is a smaller one, in what the tag loads.
const glance = `;document.addEventListener("input", ({target}) => target.value);`

// leaky are the files of the tag by their paths, each with a leak, and with the hashes that the
// files which load it have to know.
func leaky() map[string]string {
	files, sums := map[string]string{}, []string{}
	plant := func(f js.File, path, leak string) {
		body := strings.NewReplacer(sums...).Replace(string(f.Body)) + leak
		sum := sha256.Sum256([]byte(body))
		sums = append(sums, f.Integrity, "sha256-"+base64.StdEncoding.EncodeToString(sum[:]))
		files[path] = body
	}
	for _, f := range js.Later() { // those first that others load
		plant(f, "/"+f.Name, glance)
	}
	plant(js.Tag(), "/t.js", leak)
	return files
}

// paths are those of the tag's files.
func paths() []string {
	all := []string{"/t.js"}
	for _, f := range js.Later() {
		all = append(all, "/"+f.Name)
	}
	return all
}

// spied is what came out about the fields of a page.
type spied struct {
	reads, requests, disk []string
}

// spy fills in a checkout on a page of a real collector's, whose tag has all its files there;
// some may be others, by path.
func spy(t *testing.T, planted map[string]string) spied {
	t.Helper()
	dir := t.TempDir()
	c, err := collector.Create(collector.Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	made, err := c.AddSite(t.Context(), collector.SiteSpec{Name: "main", Timezone: "Asia/Tehran", Currency: "IRR", Domains: []string{"localhost"}})
	if err != nil {
		t.Fatal(err)
	}
	site, err := c.Site(t.Context(), "main")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.SaveSurvey(t.Context(), site, collector.Survey{Name: "s", Kind: event.SurveyNPS, Asked: true, Occasion: "page", Share: 100}); err != nil {
		t.Fatal(err)
	}
	var out spied
	var mu sync.Mutex
	var bodies bytes.Buffer
	mounted := http.StripPrefix(mount, c.Handler())
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return // the tab ended in the middle
		}
		mu.Lock()
		bodies.WriteString(r.URL.String() + "\n")
		bodies.Write(body)
		bodies.WriteByte('\n')
		mu.Unlock()
		r.Body = io.NopCloser(bytes.NewReader(body))
		r.Header.Set("User-Agent", agent)
		if file, ok := planted[strings.TrimPrefix(r.URL.Path, mount)]; ok {
			w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
			w.Header().Set("Access-Control-Allow-Origin", "*")
			_, _ = io.WriteString(w, file)
			return
		}
		mounted.ServeHTTP(w, r)
	}))
	defer server.Close()

	v := shop{body: counter, before: busy + refusal, collector: server.URL + mount, key: made.BrowserKey}.visit(t)
	v.onNewDocument(fmt.Sprintf("const ours = %q.split(' ');", strings.Join(paths(), " ")) + traps)
	v.Open(v.url + "/checkout?safar-debug")
	for _, f := range js.Later() {
		v.has(f.Part)
	}
	v.Wait(prompt)
	v.Eval(`document.querySelectorAll("safar-survey,safar-debug").forEach((at) => at.remove())`, nil) // both lie over the fields
	v.Click("[name=street]")                                                                          // whoever comes back is seen as well
	for field, text := range canaries {
		v.write("[name="+field+"],#"+field, text)
	}
	v.Click("[name=city]")
	v.key("z", "z")
	v.Click("[name=terms]")
	v.Click("[name=card]")
	v.Press("\b")
	v.Do(insert("qwxpasted"))
	v.Click("#send")
	v.Eval(`(document.querySelectorAll("[name=postcode],[name=phone]").forEach((at) => at.removeAttribute("pattern")))`, nil)
	v.Click("#send")
	v.Wait(`document.querySelector("#sent label")`) // which moves what is below
	v.rage("#rage span")
	v.Eval(`getSelection().selectAllChildren(document.querySelector("#rich"))`, nil)
	v.Click("[name=note]")
	v.key("x", "x")
	v.Eval(`new Promise((done) => setTimeout(done, 700))`, nil) // the server's words are read before, however long that takes
	v.Eval(`reads`, &out.reads)
	v.leave()
	// Before the page ends, since nothing of it may wait on the device.
	wanted := []string{"form_start", "form_error", "form_submit", "form_abandon", "rage_click", "exception", "view_item", "survey_shown"}
	defer func() {
		if t.Failed() {
			t.Logf("not told of: %q", wanted)
		}
	}()
	v.until("all is told of", func() bool {
		mu.Lock()
		defer mu.Unlock()
		wanted = slices.DeleteFunc(wanted, func(name string) bool { return bytes.Contains(bodies.Bytes(), []byte(`"`+name+`"`)) })
		return len(wanted) == 0
	})
	v.Wait(`!window.leaking`)
	v.Open("about:blank")

	search := func(text []byte) []string {
		var found []string
		for field, canary := range canaries {
			// A piece is as bad: whatever is as long as half a word.
			for i := 0; i+8 <= len(canary); i++ {
				if bytes.Contains(text, []byte(canary[i:i+8])) {
					found = append(found, field)
					break
				}
			}
		}
		for _, word := range []string{"qwx", "Qwx", "zvcity", "zvpark"} {
			if bytes.Contains(text, []byte(word)) {
				found = append(found, word)
			}
		}
		slices.Sort(found)
		return found
	}
	server.Close() // what was sent is answered
	out.requests = search(bodies.Bytes())

	export := httptest.NewRecorder()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/api/v1/export/events?format=jsonl", nil)
	r.Header.Set("Authorization", "Bearer "+made.ReadToken)
	c.Handler().ServeHTTP(export, r)
	if export.Code != http.StatusOK || !strings.Contains(export.Body.String(), "form_abandon") {
		t.Fatalf("export: %d %.300s", export.Code, export.Body)
	}
	kept := export.Body.Bytes()
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		kept = append(kept, content...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	out.disk = search(kept)
	return out
}

// What somebody writes into a field is read by nobody, sent nowhere and kept nowhere.
func TestNoValueIsRead(t *testing.T) {
	t.Parallel()
	if got := spy(t, nil); len(got.reads)+len(got.requests)+len(got.disk) > 0 {
		t.Errorf("read: %q\nsent: %q\nkept: %q", got.reads, got.requests, got.disk)
	}
}

// The control: a leak is seen where it reads, in every file, where it sends and where that lies in the end.
func TestLeakIsCaught(t *testing.T) {
	t.Parallel()
	got := spy(t, leaky())
	for _, path := range paths() {
		if !slices.ContainsFunc(got.reads, func(read string) bool { return strings.Contains(read, path) }) {
			t.Errorf("nobody saw %s read", path)
		}
	}
	for where, found := range map[string][]string{"sent": got.requests, "kept": got.disk} {
		for field := range canaries {
			if !slices.Contains(found, field) && field != "cvv2" {
				t.Errorf("%s: %q lacks %s", where, found, field)
			}
		}
	}
}
