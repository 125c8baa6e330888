package shop

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/safar-cx/safar/sdk"
)

const (
	browserKey = "pk_test"
	serverKey  = "sk_test"
)

// town is a shop and its bank on two origins, and those who shop there.
type town struct {
	t        *testing.T
	shop     *Shop
	url      string
	bank     *httptest.Server
	bankURL  string
	notified chan int // the status of the shop's answer to each call of the bank
	shopper  *shopper
	requests int
}

// newTown opens a shop. The bank does not call the shop's server unless the test says when.
func newTown(t *testing.T, c Config) *town {
	t.Helper()
	w := &town{t: t, notified: make(chan int, 10)}
	// The addresses have to be known before there is a shop.
	front := httptest.NewUnstartedServer(nil)
	w.bank = httptest.NewUnstartedServer(nil)
	w.url, w.bankURL = "http://"+front.Listener.Addr().String(), "http://"+w.bank.Listener.Addr().String()

	c.Dir, c.URL, c.GatewayURL = t.TempDir(), w.url, w.bankURL
	c.BrowserKey, c.ServerKey = browserKey, serverKey
	if c.NotifyAfter == 0 {
		c.NotifyAfter = time.Hour
	}
	var err error
	if w.shop, err = New(c); err != nil {
		t.Fatal(err)
	}
	front.Config.Handler = http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/payment/notify" {
			w.shop.Handler().ServeHTTP(out, r)
			return
		}
		answer := httptest.NewRecorder()
		w.shop.Handler().ServeHTTP(answer, r)
		out.WriteHeader(answer.Code)
		w.notified <- answer.Code
	})
	w.bank.Config.Handler = w.shop.Gateway()
	front.Start()
	w.bank.Start()
	t.Cleanup(func() { w.shop.Close() })
	t.Cleanup(w.bank.Close)
	t.Cleanup(front.Close)
	w.shopper = w.newShopper()
	return w
}

// flush waits until all events so far are at the collector.
func (w *town) flush() {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 10*time.Second)
	defer cancel()
	if err := w.shop.safar.Flush(ctx); err != nil {
		w.t.Fatal(err)
	}
	if s := w.shop.safar.Stats(); s.Accepted != s.Sent {
		w.t.Errorf("events were lost or trimmed: %+v", s)
	}
}

// shopper is a browser as far as a shop without scripts needs one.
type shopper struct {
	town   *town
	client *http.Client
	header http.Header
	page   sight
}

// sight is a page that a shopper sees.
type sight struct {
	status int
	url    *url.URL
	body   string
	root   *html.Node
}

func (w *town) newShopper() *shopper {
	jar, err := cookiejar.New(nil)
	if err != nil {
		w.t.Fatal(err)
	}
	return &shopper{town: w, client: &http.Client{Jar: jar, Timeout: 20 * time.Second}, header: http.Header{"User-Agent": {"Mozilla/5.0 (test)"}}}
}

func (s *shopper) get(target string) { s.ask(http.MethodGet, target, "") }

func (s *shopper) post(target, form string) { s.ask(http.MethodPost, target, form) }

// ask sends a request from the page that is seen, and sees where it leads.
func (s *shopper) ask(method, target, form string) {
	t := s.town.t
	t.Helper()
	if strings.HasPrefix(target, "/") {
		target = s.town.url + target
	}
	r, err := http.NewRequest(method, target, strings.NewReader(form))
	if err != nil {
		t.Fatal(err)
	}
	r.Header = s.header.Clone()
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if s.page.url != nil {
		r.Header.Set("Referer", s.page.url.String())
	}
	answer, err := s.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(strings.NewReader(string(body)))
	if err != nil {
		t.Fatal(err)
	}
	s.town.requests++
	s.page = sight{answer.StatusCode, answer.Request.URL, string(body), root}
}

// agree does what the banner does with the answer of somebody who allows statistics: the shop
// keeps it, and the tag gives the browser an id.
func (s *shopper) agree(visitor string) {
	s.post("/en/consent", "choice=full")
	shop, err := url.Parse(s.town.url)
	if err != nil {
		s.town.t.Fatal(err)
	}
	s.client.Jar.SetCookies(shop, []*http.Cookie{{Name: sdk.VisitorCookie, Value: visitor, Path: "/"}})
}

// text is what the element with an id says, or what it holds if it is a field.
func (p sight) text(id string) string {
	for n := range p.root.Descendants() {
		if attribute(n, "id") == id {
			if value := attribute(n, "value"); value != "" {
				return value
			}
			return content(n)
		}
	}
	return ""
}

// all are the elements of a name.
func (p sight) all(name string) []*html.Node {
	var found []*html.Node
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode && n.Data == name {
			found = append(found, n)
		}
	}
	return found
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func content(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}
