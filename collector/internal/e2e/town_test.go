package e2e

import (
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector"
	"github.com/safar-cx/safar/collector/internal/browser"
	"github.com/safar-cx/safar/examples/shop"
	"github.com/safar-cx/safar/sdk"
)

// town is a collector, a shop and its bank, all listening.
type town struct {
	t         *testing.T
	dir       string // the collector's data
	collector *collector.Collector
	collector.Credentials
	url, shop, bank string
	server          *http.Server
	addr            string       // the collector's
	ahead           atomic.Int64 // nanoseconds that the collector's clock goes ahead
	lost            uint64       // events that the shop's memory could not hold
}

// found opens everything for the length of a test. The shop keeps so many bytes of events
// while the collector is away.
func found(t *testing.T, buffer int) *town {
	t.Helper()
	c := &town{t: t, dir: filepath.Join(t.TempDir(), "data")}
	var err error
	clock := func() time.Time { return time.Now().Add(time.Duration(c.ahead.Load())) }
	if c.collector, err = collector.Create(collector.Config{Dir: c.dir, Now: clock}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.collector.Close(); err != nil {
			t.Error(err)
		}
	})
	c.Credentials, err = c.collector.AddSite(t.Context(), collector.SiteSpec{
		Name: "main", Timezone: "Asia/Tehran", Currency: "IRR", Domains: []string{"127.0.0.1"}, Gateways: []string{"localhost"},
	})
	if err != nil {
		t.Fatal(err)
	}
	c.listen()
	shopDoor, bankDoor := listen(t, "127.0.0.1:0"), listen(t, "127.0.0.1:0")
	c.shop = "http://" + shopDoor.Addr().String()
	// The bank is another host too, so that its pages are a referrer from outside.
	c.bank = "http://localhost" + strings.TrimPrefix(bankDoor.Addr().String(), "127.0.0.1")
	s, err := shop.New(shop.Config{
		Dir: filepath.Join(t.TempDir(), "shop"), URL: c.shop, GatewayURL: c.bank,
		CollectorURL: c.url, BrowserKey: c.BrowserKey, ServerKey: c.ServerKey,
		BufferBytes: buffer,
	})
	if err != nil {
		t.Fatal(err)
	}
	serve(t, shopDoor, s.Handler())
	serve(t, bankDoor, s.Gateway())
	t.Cleanup(func() {
		var lost *sdk.LossError
		switch err := s.Close(); {
		case err == nil:
		case errors.As(err, &lost) && lost.Dropped[sdk.DropQueueFull] == c.lost:
		default:
			t.Error(err)
		}
	})
	return c
}

// listen opens the collector's door, at the same address each time.
func (c *town) listen() {
	c.t.Helper()
	if c.addr == "" {
		c.addr = "127.0.0.1:0"
	}
	door := listen(c.t, c.addr)
	c.addr, c.url = door.Addr().String(), "http://"+door.Addr().String()
	c.server = serve(c.t, door, c.collector.Handler())
}

// shut closes the collector's door at once, whoever stands in it.
func (c *town) shut() {
	c.t.Helper()
	if err := c.server.Close(); err != nil {
		c.t.Fatal(err)
	}
}

// ask asks the collector's API a question with the read token.
func (c *town) ask(path string, into any) {
	c.t.Helper()
	req, err := http.NewRequestWithContext(c.t.Context(), http.MethodGet, c.url+path, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+c.ReadToken)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	if resp.StatusCode != http.StatusOK {
		c.t.Fatalf("%s: %d %s", path, resp.StatusCode, text)
	}
	if err := json.Unmarshal(text, into); err != nil {
		c.t.Fatalf("%s: %v in %s", path, err, text)
	}
}

// figures are the metrics of a report by id, each as its JSON value with numerator and
// denominator.
func (c *town) figures(query string) map[string]figure {
	c.t.Helper()
	var report struct {
		Metrics []struct {
			ID string
			figure
		}
	}
	c.ask("/api/v1/report?"+query, &report)
	all := map[string]figure{}
	for _, m := range report.Metrics {
		all[m.ID] = m.figure
	}
	return all
}

type figure struct {
	Value, Numerator any
	Denominator      *int64
}

// eventually waits until the figures are as told, such as "orders 1, nps 1/1": events travel
// in batches.
func (c *town) eventually(want string) {
	c.t.Helper()
	var ids []string
	for _, f := range strings.Split(want, ", ") {
		id, _, _ := strings.Cut(f, " ")
		ids = append(ids, id)
	}
	wait(c.t, func() (string, bool) {
		figures := c.figures(today(c.t) + "&metrics=" + strings.Join(ids, ","))
		var got []string
		for _, id := range ids {
			got = append(got, id+" "+figures[id].String())
		}
		return "want " + want + ", have " + strings.Join(got, ", "), strings.Join(got, ", ") == want
	})
}

// wait waits until things are right, and else ends the test with how they are.
func wait(t *testing.T, look func() (state string, right bool)) {
	t.Helper()
	deadline := time.Now().Add(time.Minute)
	for {
		state, right := look()
		if right {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain: %s", state)
		}
		select {
		case <-t.Context().Done():
			t.Fatal(t.Context().Err())
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func listen(t *testing.T, addr string) net.Listener {
	t.Helper()
	var config net.ListenConfig
	listener, err := config.Listen(t.Context(), "tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	return listener
}

func serve(t *testing.T, door net.Listener, h http.Handler) *http.Server {
	t.Helper()
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
	done := make(chan error, 1)
	go func() { done <- server.Serve(door) }()
	t.Cleanup(func() {
		_ = server.Close()
		if err := <-done; !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
	})
	return server
}

// later is so long after the visits that every window has ended.
func later() string {
	return time.Now().Add(40 * 24 * time.Hour).UTC().Format(time.RFC3339)
}

// today is the range of one day, in the site's zone.
func today(t *testing.T) string {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Tehran")
	if err != nil {
		t.Fatal(err)
	}
	day := time.Now().In(zone).Format(time.DateOnly)
	// A test that runs over midnight has visits on two days.
	return "from=" + time.Now().In(zone).Add(-10*time.Minute).Format(time.DateOnly) + "&to=" + day
}

// answers clicks on one of the banner's buttons and waits until the shop has heard: a page opened
// before that asks again, and its tag waits with everything for the answer.
func answers(p *browser.Page, button string) {
	p.Click(button)
	p.Wait(`performance.getEntriesByType("resource").some((e) => e.name.endsWith("/consent"))`)
}
