package tagtest

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

const debugPanel = `(document.querySelector("safar-debug") || {}).shadowRoot`

// Whoever asks for it in the address sees what their own browser sends, and what became of it.
func TestDebugShowsWhatIsSent(t *testing.T) {
	t.Parallel()
	v := shop{body: `<main><h1>Page</h1></main>`}.open(t, "/p?a=1&safar-debug").ready()
	v.Wait(debugPanel)
	v.stub.set(mood{status: http.StatusServiceUnavailable})
	v.Eval(`void safar("track", "share", {method: "<b>link</b>"})`, nil)
	v.Wait(debugPanel + `.querySelector("summary").textContent.startsWith("share")`)
	v.Wait(debugPanel + `.querySelector("summary").textContent.includes("not taken: 503")`)
	v.stub.set(mood{status: http.StatusOK})
	v.Wait(debugPanel + `.querySelector("summary").textContent.endsWith("taken")`)
	var text string
	v.Eval(debugPanel+`.querySelector("pre").textContent`, &text)
	if !strings.Contains(text, `"method": "<b>link</b>"`) {
		t.Errorf("it shows %s", text)
	}
	for _, violation := range v.Violations() {
		t.Error(violation)
	}
	v.Eval(debugPanel+`.querySelector("button").click()`, nil)
	v.Wait(`!document.querySelector("safar-debug")`)

	// Nobody else loads it.
	v = shop{}.open(t, "/p?debug=safar-debugger").late()
	if name := "/" + part(t, "debug").Name; slices.Contains(v.stub.fetched(), name) {
		t.Errorf("%s was loaded unasked", name)
	}
}
