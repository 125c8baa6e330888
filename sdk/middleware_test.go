package sdk_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/event"
	"github.com/safar-cx/safar/sdk/sdktest"
)

// shop is a server with the middleware around its routes.
func shop(t *testing.T, change func(*sdk.Config), routes func(*http.ServeMux, *sdk.Client)) (*sdktest.Recorder, *httptest.Server) {
	t.Helper()
	recorder := sdktest.New()
	config := recorder.Config()
	config.BatchEvery = time.Millisecond
	if change != nil {
		change(&config)
	}
	client, err := sdk.New(config)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	routes(mux, client)
	server := httptest.NewUnstartedServer(client.Middleware(mux))
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.Start()
	t.Cleanup(func() {
		server.Close()
		if err := client.Close(context.Background()); err != nil {
			t.Error(err)
		}
		if err := recorder.Close(); err != nil {
			t.Error(err)
		}
	})
	return recorder, server
}

func ask(t *testing.T, method, url string, headers ...string) (*http.Response, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("User-Agent", "browser")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	response, err := http.DefaultTransport.RoundTrip(r)
	if err == nil {
		response.Body.Close()
	}
	return response, err
}

func one(t *testing.T, r *sdktest.Recorder) event.Event {
	t.Helper()
	events, err := r.Wait(quickly(t), 1)
	if err != nil {
		t.Fatalf("%v; rejected: %v", err, r.Rejected())
	}
	return events[0]
}

// TestWhoseEvent tracks one event in a request with each kind of shopper.
func TestWhoseEvent(t *testing.T) {
	cookie := sdk.VisitorCookie + "=v-81f2"
	tests := map[string]struct {
		headers []string
		handler func(ctx context.Context)
		config  func(*sdk.Config)
		want    event.Event
	}{
		"guest": {want: event.Event{Consent: event.ConsentAnonymous}},
		"guest who signs in": {
			handler: func(ctx context.Context) { sdk.Identify(ctx, "C-1"); sdk.SetCart(ctx, "b-1") },
			want:    event.Event{Consent: event.ConsentAnonymous, CartID: "b-1"},
		},
		"visitor": {headers: []string{"Cookie", cookie}, want: event.Event{Consent: event.ConsentFull, VisitorID: "v-81f2"}},
		"customer": {
			headers: []string{"Cookie", cookie}, handler: func(ctx context.Context) { sdk.Identify(ctx, "C-1") },
			want: event.Event{Consent: event.ConsentFull, VisitorID: "v-81f2", CustomerID: "C-1"},
		},
		"visitor with Global Privacy Control": {
			headers: []string{"Cookie", cookie, "Sec-GPC", "1"},
			handler: func(ctx context.Context) { sdk.Identify(ctx, "C-1"); sdk.SetConsent(ctx, event.ConsentFull) },
			want:    event.Event{Consent: event.ConsentAnonymous},
		},
		"the shop's own ids": {
			handler: func(ctx context.Context) {
				sdk.SetVisitor(ctx, "own")
				sdk.SetConsent(ctx, event.ConsentFull)
			},
			want: event.Event{Consent: event.ConsentFull, VisitorID: "own"},
		},
		"the shop's own banner": {
			headers: []string{"X-Agreed", "yes"},
			config: func(c *sdk.Config) {
				c.Consent = func(r *http.Request) event.Consent {
					if r.Header.Get("X-Agreed") == "yes" {
						return event.ConsentFull
					}
					return event.ConsentNone
				}
			},
			want: event.Event{Consent: event.ConsentFull},
		},
		"a banner that does not know": {
			headers: []string{"Cookie", cookie}, config: func(c *sdk.Config) { c.Consent = func(*http.Request) event.Consent { return "" } },
			handler: func(ctx context.Context) { sdk.Identify(ctx, "C-1") },
			want:    event.Event{Consent: event.ConsentAnonymous},
		},
		"consent that is no word": {
			headers: []string{"Cookie", cookie}, handler: func(ctx context.Context) { sdk.SetConsent(ctx, "granted") },
			want: event.Event{Consent: event.ConsentAnonymous},
		},
		"cookie too long": {headers: []string{"Cookie", sdk.VisitorCookie + "=" + strings.Repeat("v", 65)}, want: event.Event{Consent: event.ConsentAnonymous}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			recorder, server := shop(t, test.config, func(mux *http.ServeMux, c *sdk.Client) {
				mux.HandleFunc("GET /cart", func(_ http.ResponseWriter, r *http.Request) {
					if test.handler != nil {
						test.handler(r.Context())
					}
					c.Track(r.Context(), event.NameViewCart)
				})
			})
			if _, err := ask(t, "GET", server.URL+"/cart", test.headers...); err != nil {
				t.Fatal(err)
			}
			e := one(t, recorder)
			if e.Consent != test.want.Consent || e.VisitorID != test.want.VisitorID || e.CustomerID != test.want.CustomerID || e.CartID != test.want.CartID {
				t.Errorf("%+v", e)
			}
			if e.Client == nil || *e.Client != (event.Client{IP: "127.0.0.1", UserAgent: "browser"}) {
				t.Errorf("client %+v", e.Client)
			}
		})
	}
}

func TestWhichPage(t *testing.T) {
	recorder, server := shop(t, nil, func(mux *http.ServeMux, c *sdk.Client) {
		mux.HandleFunc("/", func(_ http.ResponseWriter, r *http.Request) { c.Track(r.Context(), "step") })
	})
	here := server.URL
	tests := []struct {
		name, method, path string
		headers            []string
		want               event.Page
	}{
		{"a page", "GET", "/p/12?utm_source=ig", []string{"Referer", "https://l.instagram.com/"}, event.Page{URL: here + "/p/12?utm_source=ig", Referrer: "https://l.instagram.com/"}},
		{"a page behind a proxy", "GET", "/p", []string{"X-Forwarded-Proto", "https"}, event.Page{URL: strings.Replace(here, "http", "https", 1) + "/p"}},
		{"a page, said so", "GET", "/p", []string{"Sec-Fetch-Mode", "navigate"}, event.Page{URL: here + "/p"}},
		{"a form", "POST", "/cart", []string{"Referer", here + "/p/12"}, event.Page{URL: here + "/p/12"}},
		{"a script", "GET", "/api", []string{"Sec-Fetch-Mode", "cors", "Referer", here + "/p/12"}, event.Page{URL: here + "/p/12"}},
		{"an older script", "GET", "/api", []string{"X-Requested-With", "XMLHttpRequest", "Referer", here + "/p"}, event.Page{URL: here + "/p"}},
		{"a form elsewhere", "POST", "/back", []string{"Referer", "https://bank.example/pay"}, event.Page{}},
		{"a form that tells nothing", "POST", "/cart", nil, event.Page{}},
	}
	for i, test := range tests {
		if _, err := ask(t, test.method, here+test.path, test.headers...); err != nil {
			t.Fatal(err)
		}
		events, err := recorder.Wait(quickly(t), i+1)
		if err != nil {
			t.Fatal(err)
		}
		if got := events[i].Page; got != test.want {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
}

func TestTheShoppersAddress(t *testing.T) {
	for given, want := range map[string]string{
		"203.0.113.7": "203.0.113.7", "203.0.113.7:4711": "203.0.113.7", "[2001:db8::7]:443": "2001:db8::7", "2001:db8::7": "2001:db8::7", "unknown": "", "": "",
	} {
		recorder, server := shop(t, func(c *sdk.Config) { c.ClientIP = func(*http.Request) string { return given } },
			func(mux *http.ServeMux, c *sdk.Client) {
				mux.HandleFunc("/", func(_ http.ResponseWriter, r *http.Request) { c.Track(r.Context(), "step") })
			})
		if _, err := ask(t, "GET", server.URL); err != nil {
			t.Fatal(err)
		}
		if got := one(t, recorder).Client.IP; got != want {
			t.Errorf("%q: %q, want %q", given, got, want)
		}
	}
}

func TestStaffAreNotTheShopper(t *testing.T) {
	recorder, server := shop(t, nil, func(mux *http.ServeMux, c *sdk.Client) {
		mux.HandleFunc("/till", func(_ http.ResponseWriter, r *http.Request) {
			ctx := r.Context()
			c.Purchase(ctx, sdk.Order{TransactionID: "T-1", CustomerID: "C-1", Value: eur(100), Surface: event.SurfaceStore})
			c.Refund(ctx, sdk.Refund{TransactionID: "T-1"})
			c.Purchase(sdk.WithScope(ctx, sdk.Scope{CustomerID: "C-2", Surface: event.SurfaceStore}), sdk.Order{TransactionID: "T-2"})
			c.ViewCart(ctx, sdk.Basket{})
		})
	})
	if _, err := ask(t, "POST", server.URL+"/till", "Cookie", sdk.VisitorCookie+"=staff", "Referer", server.URL+"/till"); err != nil {
		t.Fatal(err)
	}
	events, err := recorder.Wait(quickly(t), 4)
	if err != nil {
		t.Fatal(err)
	}
	for i, customer := range []string{"C-1", "", "C-2"} {
		if e := events[i]; e.VisitorID != "" || e.Client != nil || e.Page != (event.Page{}) || e.Consent != "" || e.CustomerID != customer {
			t.Errorf("%+v", e)
		}
	}
	if e := events[3]; e.VisitorID != "staff" || e.Client == nil {
		t.Errorf("the control: %+v", e)
	}
}

func TestIgnoredRequestsSayNothing(t *testing.T) {
	recorder, server := shop(t, nil, func(mux *http.ServeMux, c *sdk.Client) {
		mux.HandleFunc("/cart", func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Query().Has("health") {
				sdk.Ignore(r.Context())
			}
			c.Track(r.Context(), "step")
			w.WriteHeader(500)
		})
	})
	for _, query := range []string{"?health", ""} {
		if _, err := ask(t, "GET", server.URL+"/cart"+query); err != nil {
			t.Fatal(err)
		}
	}
	events, err := recorder.Wait(quickly(t), 2)
	if err != nil || events[0].Name != "step" || events[1].Name != event.NameServerError {
		t.Errorf("%+v, %v", events, err)
	}
}

// TestWhatRulesReport asks routes that fail in every way, and sees what came of it: the
// shopper's answer, the event's name, and its params.
func TestWhatRulesReport(t *testing.T) {
	own := []sdk.Rule{
		{Route: "POST /cart/coupon", Status: 422, Event: event.NameCouponDenied, Detail: "by rule"},
		{Route: "/login/{step}", Status: 401, Event: event.NameAuthWall},
		{Route: "/checkout/quiet", Status: 5},
	}
	type answer struct {
		status int // 0: the connection breaks
		name   string
		params event.Params
	}
	tests := []struct {
		name, method, pattern, path string
		handler                     func(w http.ResponseWriter, r *http.Request, c *sdk.Client)
		want                        answer
	}{
		{"a failing checkout", "GET", "GET /checkout/{step}", "/checkout/address", status(503), answer{503, event.NameServerError, event.Params{"status": "503", "route": "GET /checkout/{step}"}}},
		{"a failing payment under a prefix", "POST", "POST /fa/payment", "/fa/payment", status(500), answer{500, event.NameServerError, event.Params{"status": "500", "route": "POST /fa/payment"}}},
		{"a router within a router", "GET", "/shop/", "/shop/cart/7", status(500), answer{500, event.NameServerError, event.Params{"status": "500", "route": "/shop/"}}},
		{"an unknown router that tells", "GET", "/", "/any", func(w http.ResponseWriter, r *http.Request, _ *sdk.Client) {
			sdk.SetRoute(r.Context(), "/basket/:id")
			w.WriteHeader(500)
		}, answer{500, event.NameServerError, event.Params{"status": "500", "route": "/basket/:id"}}},
		{"a panic", "GET", "GET /cart", "/cart", func(http.ResponseWriter, *http.Request, *sdk.Client) { panic("broken") },
			answer{0, event.NameServerError, event.Params{"status": "500", "route": "GET /cart", "panic": true}}},
		{"an aborted answer", "GET", "GET /cart", "/cart", func(w http.ResponseWriter, _ *http.Request, _ *sdk.Client) {
			w.WriteHeader(200)
			panic(http.ErrAbortHandler)
		}, answer{0, event.NameServerError, event.Params{"status": "200", "route": "GET /cart", "panic": true}}},
		{"a rule with a method", "POST", "POST /cart/coupon", "/cart/coupon", status(422), answer{422, event.NameCouponDenied, event.Params{"status": "422", "route": "POST /cart/coupon", "detail": "by rule"}}},
		{"its other method", "PUT", "PUT /cart/coupon", "/cart/coupon", status(422), answer{status: 422}},
		{"its other status", "POST", "POST /cart/coupon", "/cart/coupon", status(409), answer{status: 409}},
		{"a rule for any method", "GET", "GET /login/{step}", "/login/1", status(401), answer{401, event.NameAuthWall, event.Params{"status": "401", "route": "GET /login/{step}"}}},
		{"a handler that said it itself", "POST", "POST /cart/coupon", "/cart/coupon", func(w http.ResponseWriter, r *http.Request, c *sdk.Client) {
			c.CouponDenied(r.Context(), "X", "by hand")
			w.WriteHeader(422)
		}, answer{422, event.NameCouponDenied, event.Params{"coupon": "X", "detail": "by hand"}}},
		{"a checkout that asks to sign in", "GET", "GET /checkout", "/checkout", redirect("/fa/login?next=checkout"), answer{303, event.NameAuthWall, event.Params{"status": "303", "route": "GET /checkout"}}},
		{"one that does so elsewhere", "GET", "GET /checkout", "/checkout", redirect("https://id.shop.example/signin"), answer{303, event.NameAuthWall, event.Params{"status": "303", "route": "GET /checkout"}}},
		{"a checkout that goes on", "GET", "GET /checkout", "/checkout", redirect("/checkout/address"), answer{status: 303}},
		{"an account that asks to sign in", "GET", "GET /account", "/account", redirect("/login"), answer{status: 303}},
		{"a muted route", "GET", "/checkout/quiet", "/checkout/quiet", status(500), answer{status: 500}},
		{"a product page that fails", "GET", "/p/{id}", "/p/12", status(500), answer{status: 500}},
		{"all is well", "GET", "GET /cart", "/cart", func(w http.ResponseWriter, _ *http.Request, _ *sdk.Client) { _, _ = io.WriteString(w, "ok") }, answer{status: 200}},
		{"a hint first", "GET", "GET /cart", "/cart", func(w http.ResponseWriter, _ *http.Request, _ *sdk.Client) {
			w.WriteHeader(http.StatusEarlyHints)
			w.WriteHeader(502)
		}, answer{502, event.NameServerError, event.Params{"status": "502", "route": "GET /cart"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			recorder, server := shop(t, func(c *sdk.Config) { c.Rules = own }, func(mux *http.ServeMux, c *sdk.Client) {
				mux.HandleFunc(test.pattern, func(w http.ResponseWriter, r *http.Request) { test.handler(w, r, c) })
				mux.HandleFunc("GET /last", func(_ http.ResponseWriter, r *http.Request) { c.Track(r.Context(), "last") })
			})
			response, err := ask(t, test.method, server.URL+test.path)
			if (err != nil) != (test.want.status == 0) || err == nil && response.StatusCode != test.want.status {
				t.Fatalf("%v, %v", response, err)
			}
			if _, err := ask(t, "GET", server.URL+"/last"); err != nil {
				t.Fatal(err)
			}
			n := 1
			if test.want.name != "" {
				n = 2
			}
			events, err := recorder.Wait(quickly(t), n)
			if err != nil || events[n-1].Name != "last" {
				t.Fatalf("%+v, %v, rejected %v", events, err, recorder.Rejected())
			}
			if n == 1 {
				return
			}
			got := map[string]any{}
			for key := range events[0].Params {
				got[key] = events[0].Params.Text(key)
				if b, ok := events[0].Params.Bool(key); ok {
					got[key] = b
				}
			}
			if events[0].Name != test.want.name || !maps.Equal(got, test.want.params) {
				t.Errorf("%s %v, want %s %v", events[0].Name, got, test.want.name, test.want.params)
			}
		})
	}
}

func status(code int) func(http.ResponseWriter, *http.Request, *sdk.Client) {
	return func(w http.ResponseWriter, _ *http.Request, _ *sdk.Client) { w.WriteHeader(code) }
}

func redirect(to string) func(http.ResponseWriter, *http.Request, *sdk.Client) {
	return func(w http.ResponseWriter, r *http.Request, _ *sdk.Client) {
		http.Redirect(w, r, to, http.StatusSeeOther)
	}
}

func TestSlowAnswersAreReported(t *testing.T) {
	recorder, server := shop(t, func(c *sdk.Config) { c.SlowAfter = time.Nanosecond }, func(mux *http.ServeMux, c *sdk.Client) {
		mux.HandleFunc("/cart", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(200) })
		mux.HandleFunc("/cart/events", func(w http.ResponseWriter, _ *http.Request) { w.(http.Flusher).Flush() })
		mux.HandleFunc("/p", func(http.ResponseWriter, *http.Request) {})
	})
	for _, path := range []string{"/p", "/cart/events", "/cart"} {
		if _, err := ask(t, "GET", server.URL+path); err != nil {
			t.Fatal(err)
		}
	}
	e := one(t, recorder)
	if _, ok := e.Params.Int("duration_ms"); e.Name != event.NameSlowPage || e.Params.Text("route") != "/cart" || !ok {
		t.Errorf("%+v", e)
	}
}

// TestTimesAreThoseOfTheRequest serves one request long after the client was made. A page was
// opened before whatever happened on it.
func TestTimesAreThoseOfTheRequest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		recorder := sdktest.New()
		config := recorder.Config()
		config.PageViews, config.Rules = sdk.EveryPage, []sdk.Rule{{Route: "/p", Status: 4}}
		client, err := sdk.New(config)
		if err != nil {
			t.Fatal(err)
		}
		shop := client.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			time.Sleep(2 * time.Second)
			client.Track(r.Context(), "looked")
			time.Sleep(4 * time.Second)
			_, _ = io.WriteString(w, "<!doctype html>")
		}))
		time.Sleep(time.Hour)
		began := time.Now()
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/p", nil)
		r.Header.Set("User-Agent", firefox)
		shop.ServeHTTP(httptest.NewRecorder(), r)
		if err := errors.Join(client.Close(t.Context()), recorder.Close()); err != nil {
			t.Fatal(err)
		}
		after := map[string]time.Duration{}
		for _, e := range recorder.Events() {
			after[e.Name] = e.Time.Sub(began)
			if took, _ := e.Params.Int("duration_ms"); e.Name == event.NameSlowPage && took != 6000 {
				t.Errorf("it took %d ms", took)
			}
		}
		want := map[string]time.Duration{event.NamePageView: -time.Millisecond, "looked": 2 * time.Second, event.NameSlowPage: 6 * time.Second}
		if !maps.Equal(after, want) {
			t.Errorf("%v, want %v", after, want)
		}
	})
}

// TestWritersKeepTheirAbilities asks through the middleware what net/http's writers can do.
func TestWritersKeepTheirAbilities(t *testing.T) {
	_, server := shop(t, nil, func(mux *http.ServeMux, _ *sdk.Client) {
		mux.HandleFunc("/abilities", func(w http.ResponseWriter, r *http.Request) {
			if _, ok := w.(http.Flusher); !ok {
				t.Error("no Flusher")
			}
			if _, ok := w.(io.ReaderFrom); !ok {
				t.Error("no ReaderFrom")
			}
			if _, ok := w.(io.StringWriter); !ok {
				t.Error("no StringWriter")
			}
			if err := http.NewResponseController(w).SetWriteDeadline(time.Now().Add(time.Minute)); err != nil {
				t.Error(err)
			}
			if n, err := io.Copy(w, strings.NewReader("copied")); n != 6 || err != nil {
				t.Error(n, err)
			}
		})
		mux.HandleFunc("/hijack", func(w http.ResponseWriter, _ *http.Request) {
			conn, rw, err := w.(http.Hijacker).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			defer conn.Close()
			_, _ = rw.WriteString("HTTP/1.1 204 No Content\r\nX-Hijacked: yes\r\n\r\n")
			_ = rw.Flush()
		})
	})
	if _, err := ask(t, "GET", server.URL+"/abilities"); err != nil {
		t.Error(err)
	}
	if response, err := ask(t, "GET", server.URL+"/hijack"); err != nil || response.Header.Get("X-Hijacked") != "yes" {
		t.Errorf("%v, %v", response, err)
	}
}

func TestHTTP2WritersKeepTheirAbilities(t *testing.T) {
	c := sdktest.New()
	defer c.Close()
	server := httptest.NewUnstartedServer(c.Client().Middleware(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, pushes := w.(http.Pusher)
		_, flushes := w.(http.Flusher)
		if _, hijacks := w.(http.Hijacker); hijacks || !pushes || !flushes {
			t.Error("HTTP/2 pushes and flushes, and does not hijack")
		}
	})))
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	response, err := server.Client().Get(server.URL)
	if err != nil || response.ProtoMajor != 2 {
		t.Fatal(response, err)
	}
	response.Body.Close()
}

// TestPlainWritersGainNothing wraps writers that can do less.
func TestPlainWritersGainNothing(t *testing.T) {
	c := sdktest.New()
	defer c.Close()
	serve := func(w http.ResponseWriter, check func(http.ResponseWriter)) {
		c.Client().Middleware(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { check(w) })).
			ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	}
	serve(struct{ http.ResponseWriter }{httptest.NewRecorder()}, func(w http.ResponseWriter) {
		_, flushes := w.(http.Flusher)
		_, hijacks := w.(http.Hijacker)
		if flushes || hijacks || !errors.Is(http.NewResponseController(w).Flush(), http.ErrNotSupported) {
			t.Error("a plain writer flushes or hijacks")
		}
	})
	serve(hijacker{httptest.NewRecorder()}, func(w http.ResponseWriter) {
		if _, flushes := w.(http.Flusher); flushes {
			t.Error("it flushes")
		}
		if _, _, err := w.(http.Hijacker).Hijack(); !errors.Is(err, http.ErrHijacked) {
			t.Error(err)
		}
	})
}

type hijacker struct{ inner *httptest.ResponseRecorder }

func (h hijacker) Header() http.Header         { return h.inner.Header() }
func (h hijacker) Write(b []byte) (int, error) { return h.inner.Write(b) }
func (h hijacker) WriteHeader(status int)      { h.inner.WriteHeader(status) }
func (h hijacker) Hijack() (c net.Conn, rw *bufio.ReadWriter, err error) {
	return nil, nil, http.ErrHijacked
}

// TestRequestsCostTwoAllocations is a guard on what a request pays, without events and with
// one: the scope, and the request with its context.
func TestRequestsCostTwoAllocations(t *testing.T) {
	recorder := sdktest.New()
	defer recorder.Close()
	config := recorder.Config()
	config.BatchBytes, config.BatchEvery = 1<<20, time.Hour // nothing is sent meanwhile
	c, err := sdk.New(config)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(t.Context())
	for name, track := range map[string]func(*http.Request){
		"without events": func(*http.Request) {},
		"with one":       func(r *http.Request) { c.AddToCart(r.Context(), sdk.Basket{CartID: "b-77"}) },
	} {
		r, w := httptest.NewRequest("GET", "/p/12?utm_source=ig", nil), &quiet{}
		r.Header.Set("Cookie", "session=0123456789; safar_visitor=v-81f2; lang=fa")
		r.Header.Set("User-Agent", firefox)
		r.Header.Set("Referer", "https://l.instagram.com/")
		bare := testing.AllocsPerRun(1000, func() { w.WriteHeader(204) })
		wrapped := c.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			track(r)
			w.WriteHeader(204)
		}))
		if n := testing.AllocsPerRun(1000, func() { wrapped.ServeHTTP(w, r) }) - bare; n > 2 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

// quiet is a writer that costs nothing.
type quiet struct{}

func (*quiet) Header() http.Header         { return nil }
func (*quiet) Write(b []byte) (int, error) { return len(b), nil }
func (*quiet) WriteHeader(int)             {}

// TestASecondMiddlewareAddsNothing stands for an adapter inside of the net/http middleware.
func TestASecondMiddlewareAddsNothing(t *testing.T) {
	recorder, server := shop(t, nil, func(mux *http.ServeMux, c *sdk.Client) {
		inner := http.NewServeMux()
		inner.HandleFunc("/cart/{id}", func(w http.ResponseWriter, r *http.Request) {
			sdk.SetCart(r.Context(), "b-1")
			w.WriteHeader(500)
		})
		mux.Handle("/", c.Middleware(inner))
		mux.HandleFunc("/last", func(_ http.ResponseWriter, r *http.Request) { c.Track(r.Context(), "last") })
	})
	for _, path := range []string{"/cart/7", "/last"} {
		if _, err := ask(t, "GET", server.URL+path); err != nil {
			t.Fatal(err)
		}
	}
	events, err := recorder.Wait(quickly(t), 2)
	if err != nil || events[0].Params.Text("route") != "/cart/{id}" || events[0].CartID != "b-1" || events[1].Name != "last" {
		t.Errorf("%+v, %v", events, err)
	}
}

func TestScopeFunctionsWithoutAScope(t *testing.T) {
	ctx := t.Context()
	sdk.Identify(ctx, "C")
	sdk.SetVisitor(ctx, "v")
	sdk.SetConsent(ctx, event.ConsentFull)
	sdk.SetRoute(ctx, "/")
	sdk.SetCart(ctx, "b")
	sdk.Ignore(ctx)
	recorder := sdktest.New()
	defer recorder.Close()
	recorder.Client().Track(ctx, "step", sdk.Customer("C-9"))
	events := recorder.Events()
	if len(events) != 1 || events[0].CustomerID != "C-9" || events[0].Consent != "" || events[0].Client != nil {
		t.Errorf("%+v", events)
	}
}
