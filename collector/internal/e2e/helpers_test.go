package e2e

import (
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"strings"
	"testing"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/event"
)

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

// TestWhatTheSDKTellsIsCounted has shoppers without scripts in a shop of a few routes, and
// looks at what comes of each of the SDK's calls in the figures.
func TestWhatTheSDKTellsIsCounted(t *testing.T) {
	c := found(t, 4<<20)
	client, err := sdk.New(sdk.Config{
		Endpoint: c.url, Key: c.ServerKey,
		PageViews: func(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/p/") },
		Rules:     []sdk.Rule{{Route: "POST /cart/coupon", Status: http.StatusUnprocessableEntity, Event: event.NameCouponDenied}},
		OnRejected: func(rejected []sdk.Rejection) {
			t.Errorf("refused: %+v", rejected)
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	door := listen(t, "127.0.0.1:0")
	s := &small{t: t, client: client, url: "http://" + door.Addr().String()}
	if s.links, err = client.MessageLinks(sdk.LinkConfig{Base: s.url + "/m"}); err != nil {
		t.Fatal(err)
	}
	serve(t, door, s.routes())

	s.pages()
	s.leaves()
	s.buys()
	s.messages()
	client.Mentions(t.Context(), "instagram", 12)
	if err := client.Close(t.Context()); err != nil {
		t.Fatal(err)
	}

	want := "pageviews 4, visitors 3, sessions 3, orders 3, revenue 30000000, repeat_purchase_rate 1/2, referral_rate 1/2, " +
		"message_open_rate 2/3, message_click_rate 1/3, mentions 12, lead_conversion_rate 1/3"
	c.eventually(want)
	var friction struct {
		Reasons []struct {
			Reason    string
			Checkouts int
		}
	}
	c.ask("/api/v1/friction?"+today(t)+"&as_of="+later(), &friction)
	got := map[string]int{}
	for _, r := range friction.Reasons {
		got[r.Reason] = r.Checkouts
	}
	if want := map[string]int{"coupon_denied": 1, "forced_account": 1, "extra_costs": 1, "gateway_lost": 1, "site_error": 1, "field_error": 1, "price_changed": 1}; !maps.Equal(got, want) {
		t.Errorf("friction %v, want %v", got, want)
	}
}

// small is a small shop.
type small struct {
	t      *testing.T
	client *sdk.Client
	links  *sdk.MessageLinks
	url    string
	paying sdk.Scope // of who went to the gateway
}

func irr(toman int64) sdk.Money { return sdk.Money{Minor: toman * 10, Currency: "IRR"} }

func (s *small) routes() http.Handler {
	c, mux := s.client, http.NewServeMux()
	mux.Handle("GET /m/", s.links)
	mux.Handle("GET /noscript.gif", c.NoScript())
	mux.HandleFunc("GET /p/{id}", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "<!doctype html><title>Kilim</title>")
	})
	mux.HandleFunc("GET /home", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `<!doctype html><title>Home, with the tag</title><noscript><img src="/noscript.gif" alt=""></noscript>`)
	})
	mux.HandleFunc("POST /agree", func(w http.ResponseWriter, r *http.Request) { c.Remember(w, r) })
	mux.HandleFunc("POST /cart/coupon", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnprocessableEntity) })
	mux.HandleFunc("GET /checkout/account", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/login", http.StatusSeeOther)
	})
	mux.HandleFunc("POST /checkout/{step}", func(w http.ResponseWriter, r *http.Request) {
		ctx, cart := r.Context(), r.FormValue("cart")
		sdk.SetCart(ctx, cart)
		switch r.PathValue("step") {
		case "begin":
			c.AddToCart(ctx, sdk.Basket{Value: irr(1_000_000)})
			c.BeginCheckout(ctx, sdk.Basket{Value: irr(1_000_000)})
			c.PriceShown(ctx, sdk.Prices{Step: "cart", Items: irr(1_000_000), Total: irr(1_000_000)})
		case "shipping":
			c.PriceShown(ctx, sdk.Prices{Step: "shipping", Items: irr(1_000_000), Shipping: irr(200_000), Total: irr(1_200_000)})
			c.FormError(ctx, sdk.FieldError{Form: "address", Field: "postcode", Rule: "format", Digits: "persian"})
			c.PriceChanged(ctx, sdk.Item{ID: "12"})
		case "pay":
			s.paying = sdk.CurrentScope(ctx)
			c.PaymentRedirected(ctx, sdk.Payment{AttemptID: "A-" + cart, Value: irr(1_000_000)})
		case "fail":
			panic(http.ErrAbortHandler)
		}
	})
	mux.HandleFunc("POST /signup", func(_ http.ResponseWriter, r *http.Request) {
		sdk.Identify(r.Context(), "C-1")
		c.SignUp(r.Context(), "phone")
		c.ReferralShared(r.Context(), "R-1")
	})
	return c.Middleware(mux)
}

// ask makes a request as a shopper whose browser is told apart from others by its name.
func (s *small) ask(who, method, path string, headers ...string) *http.Response {
	s.t.Helper()
	url := path
	if !strings.HasPrefix(path, "http") {
		url = s.url + path
	}
	r, err := http.NewRequestWithContext(s.t.Context(), method, url, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("User-Agent", firefox+" "+who)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		if strings.HasSuffix(path, "cart=b-1&broken") {
			return nil
		}
		s.t.Fatal(err)
	}
	response.Body.Close()
	return response
}

// pages: a guest looks at two pages, one of them by the image; their robot and what their
// browser fetches ahead are nobody.
func (s *small) pages() {
	s.ask("guest", "GET", "/p/12")
	s.ask("guest", "GET", "/home")
	s.ask("guest", "GET", "/noscript.gif", "Referer", s.url+"/home")
	s.ask("guest", "GET", "/p/13", "Sec-Purpose", "prefetch")
	s.ask("Googlebot", "GET", "/p/12")
	s.ask("guest", "GET", "/p/14.txt", "Sec-Fetch-Mode", "cors")
}

// leaves: a shopper meets with all that stands in the way, and is lost at the gateway.
func (s *small) leaves() {
	on := []string{"Referer", s.url + "/p/12"}
	s.ask("lost", "GET", "/p/12")
	s.ask("lost", "POST", "/checkout/begin?cart=b-1", on...)
	s.ask("lost", "POST", "/cart/coupon", on...)
	s.ask("lost", "GET", "/checkout/account", on...)
	s.ask("lost", "POST", "/checkout/shipping?cart=b-1", on...)
	s.ask("lost", "POST", "/checkout/fail?cart=b-1&broken", on...)
	s.ask("lost", "POST", "/checkout/pay?cart=b-1", on...)
}

// buys: a customer who agreed to be recognised pays and does not come back; a job learns of
// the payment later. Then they buy at the till, and a friend buys by their code on the phone.
func (s *small) buys() {
	agreed := s.ask("customer", "POST", "/agree").Cookies()
	if len(agreed) != 1 || agreed[0].Name != sdk.VisitorCookie {
		s.t.Fatalf("cookies %v", agreed)
	}
	cookie := []string{"Cookie", agreed[0].Name + "=" + agreed[0].Value}
	s.ask("customer", "GET", "/p/12", cookie...)
	s.ask("customer", "POST", "/signup", cookie...)
	s.ask("customer", "POST", "/checkout/begin?cart=b-2", cookie...)
	s.ask("customer", "POST", "/checkout/pay?cart=b-2", cookie...)

	c, ctx := s.client, context.Background()
	c.Purchase(sdk.WithScope(ctx, s.paying), sdk.Order{TransactionID: "T-1", CustomerID: "C-1", Value: irr(1_000_000)})
	c.Purchase(sdk.WithScope(ctx, sdk.Scope{CustomerID: "C-1", Surface: event.SurfaceStore}), sdk.Order{TransactionID: "T-2", Value: irr(1_500_000)})
	c.Purchase(sdk.WithScope(ctx, sdk.Scope{CustomerID: "C-2", Surface: event.SurfacePhone}), sdk.Order{TransactionID: "T-3", ReferralCode: "R-1", Value: irr(500_000)})
}

// messages: of three that arrive, one is opened, and a link in another followed.
func (s *small) messages() {
	for _, id := range []string{"m-1", "m-2", "m-3"} {
		m := sdk.Message{ID: id, Campaign: "welcome", CustomerID: "C-" + id, Surface: event.SurfaceEmail}
		s.client.MessageSent(s.t.Context(), m)
		s.client.MessageDelivered(s.t.Context(), m)
	}
	open, err := s.links.Open(sdk.Message{ID: "m-1", Surface: event.SurfaceEmail})
	click, err2 := s.links.Click(sdk.Message{ID: "m-2", Surface: event.SurfaceEmail}, s.url+"/p/12")
	if err := errors.Join(err, err2); err != nil {
		s.t.Fatal(err)
	}
	s.ask("mailbox", "GET", open)
	s.ask("mailbox", "GET", open)
	if led := s.ask("mailbox", "GET", click); led.StatusCode != 302 || led.Header.Get("Location") != s.url+"/p/12" {
		s.t.Errorf("%+v", led)
	}
}
