package browser

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func serve(t *testing.T, page http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(page)
	t.Cleanup(server.Close)
	return server.URL
}

// What a page throws and complains of is heard: the positive control of every test that
// says a page complains of nothing.
func TestComplaintsAreHeard(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte(`<!doctype html><title>t</title><script>
			console.error("one", 1); console.log("unheard"); fetch("/absent").then(function () {
				setTimeout(function () { document.title = "done"; throw new Error("two") }) })</script>`))
	})
	p := Start(t).Shopper(t)
	p.Open(url)
	p.Wait(`document.title === "done"`)
	all := strings.Join(p.Complaints(), "\n")
	for _, want := range []string{`"one"`, "two", "/absent"} {
		if !strings.Contains(all, want) {
			t.Errorf("%s is missing in %q", want, all)
		}
	}
	if strings.Contains(all, "unheard") {
		t.Errorf("a log line counts as a complaint: %q", all)
	}
}

func TestShoppersShareNothing(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte("<!doctype html><title>t</title><p>" + r.Header.Get("Cookie") + "</p>"))
	})
	b := Start(t)
	one, other := b.Shopper(t), b.Shopper(t)
	one.Open(url)
	one.Open(url)
	if got := one.Text("p"); got != "seen=1" {
		t.Errorf("the same shopper's second page got the cookie %q", got)
	}
	other.Open(url)
	if got := other.Text("p"); got != "" {
		t.Errorf("another shopper got the cookie %q", got)
	}
}

func TestPageIsOfTheSizeAskedFor(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte(`<!doctype html><meta name="viewport" content="width=device-width"><title>t</title>`))
	})
	p := StartAs(t, Mobile).Shopper(t)
	p.Phone()
	p.Prefer("prefers-color-scheme", "dark")
	p.Open(url)
	var got struct {
		Width float64
		Dark  bool
		Agent string
	}
	p.Eval(`({Width: innerWidth, Dark: matchMedia("(prefers-color-scheme: dark)").matches, Agent: navigator.userAgent})`, &got)
	if got.Width != 390 || !got.Dark || got.Agent != Mobile {
		t.Errorf("%+v", got)
	}
	if png := p.Screenshot(); !strings.HasPrefix(string(png), "\x89PNG") {
		t.Errorf("the screenshot begins with %.8q", png)
	}
}
