package sdk_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/event"
	"github.com/safar-cx/safar/sdk/sdktest"
)

var welcome = sdk.Message{ID: "m-1", Campaign: "welcome", CustomerID: "C-1009", Surface: event.SurfaceEmail}

const target = "https://shop.example/p/12?utm_source=welcome&x=%D8%A7"

func links(t *testing.T, c *sdk.Client, config sdk.LinkConfig) *sdk.MessageLinks {
	t.Helper()
	if config.Base == "" {
		config.Base = "https://shop.example/m/"
	}
	l, err := c.MessageLinks(config)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// follow asks for a link, with changes to the request.
func follow(h http.Handler, link, method string, headers ...string) *http.Response {
	w, r := httptest.NewRecorder(), httptest.NewRequest(method, link, nil)
	r.Header.Set("User-Agent", firefox)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	h.ServeHTTP(w, r)
	return w.Result()
}

// TestMessageLinks makes an image and a link, follows both, and sees what is told.
func TestMessageLinks(t *testing.T) {
	recorder := sdktest.New()
	defer recorder.Close()
	c := recorder.Client()
	l := links(t, c, sdk.LinkConfig{})
	open, err := l.Open(welcome)
	if err != nil {
		t.Fatal(err)
	}
	click, err := l.Click(welcome, target)
	if err != nil {
		t.Fatal(err)
	}
	for _, link := range []string{open, click} {
		if !strings.HasPrefix(link, "https://shop.example/m/") || strings.Contains(link, "//m") {
			t.Errorf("%s", link)
		}
		head, _, _ := strings.Cut(link[strings.LastIndex(link, "/")+1:], ".")
		text, err := base64.RawURLEncoding.DecodeString(head)
		if err != nil || strings.Contains(string(text), welcome.CustomerID) {
			t.Errorf("%s, %v: whoever has the link reads who the customer is", text, err)
		}
	}

	shop := c.Middleware(l) // mounted as the shop likes
	cookie := []string{"Cookie", "safar_visitor=v-81f2", "Referer", "https://mail.example/"}
	image := follow(shop, open, "GET", cookie...)
	if image.StatusCode != 200 || image.Header.Get("Content-Type") != "image/gif" || image.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%+v", image)
	}
	led := follow(shop, click, "GET", append(cookie, "Sec-GPC", "1")...)
	if led.StatusCode != 302 || led.Header.Get("Location") != target || led.Header.Get("Cache-Control") != "no-store" || led.Header.Get("Referrer-Policy") != "no-referrer" {
		t.Errorf("%+v", led)
	}
	events := recorder.Events()
	if len(events) != 2 || events[0].Name != event.NameMessageOpened || events[1].Name != event.NameMessageClicked {
		t.Fatalf("%+v", events)
	}
	for i, e := range events {
		if e.Params.Text("message_id") != "m-1" || e.Params.Text("campaign") != "welcome" || e.Surface != event.SurfaceEmail ||
			e.VisitorID != "" || e.CustomerID != "" || e.Client != nil || e.Page != (event.Page{}) {
			t.Errorf("%+v", e)
		}
		if want := []event.Consent{event.ConsentFull, event.ConsentAnonymous}[i]; e.Consent != want {
			t.Errorf("consent %s, want %s", e.Consent, want)
		}
	}

	// These get their answer, and nothing is told.
	recorder.Reset()
	follow(shop, open, "HEAD")
	follow(shop, click, "GET", "User-Agent", "Mozilla/5.0 (compatible; bingbot/2.0)")
	follow(shop, click, "GET", "Sec-Purpose", "prefetch")
	if led := follow(shop, click, "HEAD"); led.StatusCode != 302 || led.Header.Get("Location") != target {
		t.Errorf("%+v", led)
	}
	if refused := follow(shop, click, "POST"); refused.StatusCode != 405 {
		t.Errorf("%+v", refused)
	}
	if events := recorder.Events(); len(events) > 0 {
		t.Errorf("%+v", events)
	}
}

// TestNobodyCanMakeALink tries to have the shop's address lead elsewhere.
func TestNobodyCanMakeALink(t *testing.T) {
	recorder := sdktest.New()
	defer recorder.Close()
	l := links(t, recorder.Client(), sdk.LinkConfig{})
	good, err := l.Click(welcome, target)
	if err != nil {
		t.Fatal(err)
	}
	token := good[strings.LastIndex(good, "/")+1:]
	head, seal, _ := strings.Cut(token, ".")
	evil := base64.RawURLEncoding.EncodeToString([]byte(`{"m":"m-1","t":"https://evil.example/","e":9999999999}`))
	stranger, err := links(t, recorder.Client(), sdk.LinkConfig{Secrets: []string{"a secret of somebody else"}}).Click(welcome, "https://evil.example/")
	if err != nil {
		t.Fatal(err)
	}
	survey, err := recorder.Client().SurveyLink(sdk.SurveyLink{SurveyID: "nps"})
	if err != nil {
		t.Fatal(err)
	}
	for name, forged := range map[string]string{
		"another target":          evil + "." + seal,
		"no signature":            evil + ".",
		"no dot":                  head + seal,
		"a changed payload":       "A" + head[1:] + "." + seal,
		"a changed signature":     head + "." + "A" + seal[1:],
		"a shorter signature":     head + "." + seal[:len(seal)-1],
		"of another secret":       stranger[strings.LastIndex(stranger, "/")+1:],
		"signed for a survey":     survey[strings.LastIndex(survey, "/")+1:],
		"a target beside it":      token + "?t=https://evil.example/",
		"nothing":                 "",
		"an address as the token": url.PathEscape("https://evil.example/"),
	} {
		answer := follow(l, "https://shop.example/m/"+forged, "GET")
		if strings.Contains(answer.Header.Get("Location"), "evil") {
			t.Errorf("%s: it leads to %s", name, answer.Header.Get("Location"))
		}
		if told := answer.StatusCode == http.StatusNotFound; told == (name == "a target beside it") {
			t.Errorf("%s: status %d", name, answer.StatusCode)
		}
	}
	if events := recorder.Events(); len(events) != 1 {
		t.Errorf("%+v", events)
	}
}

func TestLinksEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		recorder := sdktest.New()
		defer recorder.Close()
		l := links(t, recorder.Client(), sdk.LinkConfig{Life: time.Hour})
		open, _ := l.Open(welcome)
		click, _ := l.Click(welcome, target)
		time.Sleep(time.Hour - time.Minute)
		if led := follow(l, click, "GET"); led.Header.Get("Location") != target {
			t.Errorf("%+v", led)
		}
		time.Sleep(time.Minute)
		if led := follow(l, click, "GET"); led.StatusCode != 302 || led.Header.Get("Location") != "https://shop.example/" {
			t.Errorf("%+v", led)
		}
		if image := follow(l, open, "GET"); image.StatusCode != 200 {
			t.Errorf("%+v", image)
		}
		if events := recorder.Events(); len(events) != 1 {
			t.Errorf("%+v", events)
		}
	})
}

func TestSecretsFollowEachOther(t *testing.T) {
	recorder := sdktest.New()
	defer recorder.Close()
	c := recorder.Client()
	before, after := "the secret until summer", "the secret since summer"
	old, err := links(t, c, sdk.LinkConfig{Secrets: []string{before}}).Click(welcome, target)
	if err != nil {
		t.Fatal(err)
	}
	both := links(t, c, sdk.LinkConfig{Secrets: []string{after, before}})
	fresh, err := both.Click(welcome, target)
	if err != nil {
		t.Fatal(err)
	}
	for _, link := range []string{old, fresh} {
		if led := follow(both, link, "GET"); led.Header.Get("Location") != target {
			t.Errorf("%+v", led)
		}
	}
	if led := follow(links(t, c, sdk.LinkConfig{Secrets: []string{before}}), fresh, "GET"); led.StatusCode != 404 {
		t.Error("it is not signed with the first")
	}
}

func TestLinksThatAreWrong(t *testing.T) {
	recorder := sdktest.New()
	defer recorder.Close()
	c := recorder.Client()
	for _, config := range []sdk.LinkConfig{
		{}, {Base: "/m"}, {Base: "ftp://shop.example/m"}, {Base: "https://shop.example/m?x"}, {Base: "https://shop.example/m", Life: -1},
		{Base: "https://shop.example/m", Secrets: []string{"short"}}, {Base: "https://shop.example/m", Over: "javascript:alert(1)"},
	} {
		if _, err := c.MessageLinks(config); err == nil {
			t.Errorf("%+v", config)
		}
	}
	l := links(t, c, sdk.LinkConfig{})
	for _, to := range []string{"", "/p/12", "//evil.example", "javascript:alert(1)", "mailto:a@b.example", "https://", "https://a.example/" + strings.Repeat("x", 2000), "https://a.example/\n"} {
		if link, err := l.Click(welcome, to); err == nil {
			t.Errorf("%q: %s", to, link)
		}
	}
	for _, m := range []sdk.Message{{}, {ID: strings.Repeat("m", 129)}, {ID: "\xff"}, {ID: "m", Surface: "fax"}} {
		if _, err := l.Open(m); err == nil {
			t.Errorf("%+v", m)
		}
		if _, err := l.Click(m, target); err == nil {
			t.Errorf("%+v", m)
		}
	}
}

// TestLinksOfClientsThatDoNothing lead where they are to lead.
func TestLinksOfClientsThatDoNothing(t *testing.T) {
	for _, c := range []*sdk.Client{nil, sdk.Discard()} {
		l := links(t, c, sdk.LinkConfig{})
		click, err := l.Click(welcome, target)
		if click != target || err != nil {
			t.Errorf("%q, %v", click, err)
		}
		if open, err := l.Open(welcome); open != "" || err != nil {
			t.Errorf("%q, %v", open, err)
		}
		if answer := follow(l, "https://shop.example/m/x.y", "GET"); answer.StatusCode != 404 {
			t.Errorf("%+v", answer)
		}
	}
}

// TestMessagesLeaveTheBrowserOut tells of messages within requests: a provider's, and a
// shopper's who is sent one.
func TestMessagesLeaveTheBrowserOut(t *testing.T) {
	recorder := sdktest.New()
	defer recorder.Close()
	c := recorder.Client()
	h := c.Middleware(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		c.MessageSent(r.Context(), welcome)
		c.Track(r.Context(), "step")
	}))
	follow(h, "https://shop.example/signup", "POST", "Cookie", "safar_visitor=v-1", "Referer", "https://shop.example/")
	follow(h, "https://shop.example/signup", "POST")
	events := recorder.Events()
	for i, customer := range []string{"C-1009", "", ""} {
		e := events[[]int{0, 2, 2}[i]]
		if e.VisitorID != "" || e.Client != nil || e.Page != (event.Page{}) || e.CustomerID != customer {
			t.Errorf("%+v", e)
		}
	}
	if e := events[1]; e.VisitorID != "v-1" || e.Client == nil {
		t.Errorf("the control: %+v", e)
	}
}

// TestCurrentScope keeps a shopper's scope, as a shop keeps it with a payment, for a job that
// goes on with it.
func TestCurrentScope(t *testing.T) {
	recorder := sdktest.New()
	defer recorder.Close()
	c := recorder.Client()
	for _, test := range []struct {
		headers []string
		want    sdk.Scope
	}{
		{[]string{"Cookie", "safar_visitor=v-1"}, sdk.Scope{VisitorID: "v-1", CustomerID: "C-1", CartID: "b-1", Surface: event.SurfaceWeb, Consent: event.ConsentFull}},
		{nil, sdk.Scope{CartID: "b-1", Surface: event.SurfaceWeb, Consent: event.ConsentAnonymous}},
		{[]string{"Cookie", "safar_visitor=v-1", "Sec-GPC", "1"}, sdk.Scope{CartID: "b-1", Surface: event.SurfaceWeb, Consent: event.ConsentAnonymous}},
	} {
		var kept []byte
		follow(c.Middleware(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			sdk.Identify(r.Context(), "C-1")
			sdk.SetCart(r.Context(), "b-1")
			var err error
			if kept, err = json.Marshal(sdk.CurrentScope(r.Context())); err != nil {
				t.Error(err)
			}
		})), "https://shop.example/pay", "POST", test.headers...)
		var scope sdk.Scope
		if err := json.Unmarshal(kept, &scope); err != nil || scope != test.want {
			t.Errorf("%+v, %v, want %+v", scope, err, test.want)
		}
	}
	if got := sdk.CurrentScope(context.Background()); got != (sdk.Scope{}) {
		t.Errorf("%+v", got)
	}
}

// Links of an e-mail, and the handler behind them.
func ExampleClient_MessageLinks() {
	recorder := sdktest.New()
	defer recorder.Close()
	client := recorder.Client()
	links, err := client.MessageLinks(sdk.LinkConfig{Base: "https://shop.example/m"})
	if err != nil {
		fmt.Println(err)
		return
	}
	mux := http.NewServeMux()
	mux.Handle("/m/", links)

	message := sdk.Message{ID: "m-77", Campaign: "welcome", CustomerID: "C-1009", Surface: event.SurfaceEmail}
	client.MessageSent(context.Background(), message)
	click, err := links.Click(message, "https://shop.example/p/12")
	if err != nil {
		fmt.Println(err)
		return
	}

	r := httptest.NewRequest(http.MethodGet, click, nil) // the customer follows it
	r.Header.Set("User-Agent", "Mozilla/5.0 Firefox/140.0")
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, r)
	fmt.Println(w.Code, w.Header().Get("Location"))
	for _, e := range recorder.Events() {
		fmt.Println(e.Name, e.Params.Text("message_id"))
	}
	// Output:
	// 302 https://shop.example/p/12
	// message_sent m-77
	// message_clicked m-77
}
