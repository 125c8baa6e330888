package sdk_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/event"
	"github.com/safar-cx/safar/sdk/sdktest"
)

// made is a visitor's id as the tag makes one, so long ago.
func made(ago time.Duration) string {
	ms := fmt.Sprintf("%012x", time.Now().Add(-ago).UnixMilli())
	return ms[:8] + "-" + ms[8:] + "-7abc-8def-0123456789ab"
}

const day = 24 * time.Hour

// TestRemember asks with every cookie that there may be, and sees what the browser is given
// and what is said of the shopper from then on.
func TestRemember(t *testing.T) {
	young, old := made(30*day), made(400*day)
	tests := map[string]struct {
		cookie string
		gpc    bool
		tls    bool
		set    string // the cookie's value, "new" for a new one, "-" for none
		days   int    // how long it lasts
		event  event.Consent
	}{
		"a new visitor":                        {set: "new", days: 395, event: event.ConsentFull},
		"over TLS":                             {tls: true, set: "new", days: 395, event: event.ConsentFull},
		"one whom the tag knows":               {cookie: young, set: young, days: 365, event: event.ConsentFull},
		"one whose time is over":               {cookie: old, set: "-", event: event.ConsentFull},
		"one of the shop's own making":         {cookie: "v-81f2", set: "-", event: event.ConsentFull},
		"what is no id":                        {cookie: "<script>", set: "new", days: 395, event: event.ConsentFull},
		"Global Privacy Control":               {gpc: true, set: "-", event: event.ConsentAnonymous},
		"Global Privacy Control after the yes": {gpc: true, cookie: young, set: "", days: 0, event: event.ConsentAnonymous},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			recorder := sdktest.New()
			defer recorder.Close()
			c := recorder.Client()
			var id string
			w := httptest.NewRecorder()
			address := "http://shop.example/agree"
			if test.tls {
				address = "https://shop.example/agree"
			}
			r := httptest.NewRequest(http.MethodPost, address, nil)
			if test.cookie != "" {
				r.Header.Set("Cookie", "a=b; safar_visitor="+test.cookie+"; c=d")
			}
			if test.gpc {
				r.Header.Set("Sec-GPC", "1")
			}
			c.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				id = c.Remember(w, r)
				c.Track(r.Context(), "step")
			})).ServeHTTP(w, r)

			e := recorder.Events()[0]
			if e.Consent != test.event || e.VisitorID != id || (id == "") != (test.event != event.ConsentFull) {
				t.Errorf("id %q, event %+v", id, e)
			}
			cookies := w.Result().Cookies()
			if test.set == "-" {
				if len(cookies) > 0 {
					t.Errorf("it sets %v", cookies)
				}
				return
			}
			if len(cookies) != 1 {
				t.Fatalf("cookies %v", cookies)
			}
			got := cookies[0]
			if test.set == "new" {
				test.set = id
			}
			if got.Name != sdk.VisitorCookie || got.Value != test.set || got.Path != "/" || got.HttpOnly || got.Secure != test.tls || got.SameSite != http.SameSiteLaxMode || got.Domain != "" {
				t.Errorf("%+v", got)
			}
			if lasts := time.Duration(got.MaxAge) * time.Second; test.days > 0 && (lasts > time.Duration(test.days)*day || lasts < time.Duration(test.days)*day-time.Minute) || test.days == 0 && got.MaxAge >= 0 {
				t.Errorf("it lasts %v", lasts)
			}
		})
	}
}

func TestForget(t *testing.T) {
	recorder := sdktest.New()
	defer recorder.Close()
	c := recorder.Client()
	for _, cookie := range []string{"v-1", ""} {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodPost, "/no", nil)
		if cookie != "" {
			r.Header.Set("Cookie", "safar_visitor="+cookie)
		}
		c.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			sdk.SetConsent(r.Context(), event.ConsentFull)
			c.Forget(w, r)
			c.Track(r.Context(), "step", sdk.Customer("C-1"))
		})).ServeHTTP(w, r)
		if set := w.Result().Cookies(); (len(set) == 1 && set[0].MaxAge < 0 && set[0].Value == "") != (cookie != "") {
			t.Errorf("%q: %v", cookie, set)
		}
	}
	for _, e := range recorder.Events() {
		if e.Consent != event.ConsentAnonymous || e.VisitorID != "" || e.CustomerID != "" {
			t.Errorf("%+v", e)
		}
	}
}

// TestClientsThatDoNothingSetNoCookie keeps shops without a collector from asking visitors for
// anything.
func TestClientsThatDoNothingSetNoCookie(t *testing.T) {
	for _, c := range []*sdk.Client{nil, sdk.Discard()} {
		w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "/", nil)
		r.Header.Set("Cookie", "safar_visitor=v-1")
		id := c.Remember(w, r)
		if c.Forget(w, r); id != "" || len(w.Result().Cookies()) > 0 {
			t.Errorf("%q, %v", id, w.Result().Cookies())
		}
	}
}

// TestVisitorsAreReadAsTheTagReadsThem takes for an id what the tag takes for one.
func TestVisitorsAreReadAsTheTagReadsThem(t *testing.T) {
	for header, want := range map[string]string{
		"safar_visitor=v-1": "v-1", "a=b; safar_visitor=v.1_A; c=d": "v.1_A", "safar_visitor=": "", "xsafar_visitor=v": "",
		`safar_visitor="v-1"`: "", "safar_visitor=a b": "", "safar_visitor=!; safar_visitor=v-2": "v-2",
		"safar_visitor=" + strings.Repeat("v", 64): strings.Repeat("v", 64), "safar_visitor=" + strings.Repeat("v", 65): "",
	} {
		recorder := sdktest.New()
		c := recorder.Client()
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Cookie", header)
		c.Middleware(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { c.Track(r.Context(), "step") })).ServeHTTP(httptest.NewRecorder(), r)
		if e := recorder.Events()[0]; e.VisitorID != want || (e.Consent == event.ConsentFull) != (want != "") {
			t.Errorf("%s: %+v", header, e)
		}
		recorder.Close()
	}
}
