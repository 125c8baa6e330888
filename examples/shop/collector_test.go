package shop

import (
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

// collector takes events as the real one does and holds them to the contract.
type collector struct {
	t      *testing.T
	mu     sync.Mutex
	events []event.Event
}

func newCollector(t *testing.T) (c *collector, url string) {
	c = &collector{t: t}
	server := httptest.NewServer(c)
	t.Cleanup(server.Close)
	return c, server.URL
}

func (c *collector) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/v1/events" || r.Header.Get("Authorization") != "Bearer "+serverKey {
		c.t.Errorf("%s %s with the key %q", r.Method, r.URL, r.Header.Get("Authorization"))
		http.NotFound(w, r)
		return
	}
	body := io.Reader(r.Body)
	if r.Header.Get("Content-Encoding") == "gzip" {
		inflated, err := gzip.NewReader(r.Body)
		if err != nil {
			c.t.Error(err)
			return
		}
		body = inflated
	}
	text, err := io.ReadAll(body)
	if err != nil {
		c.t.Error(err)
	}
	batch, err := event.DecodeBatch(text)
	if err != nil {
		c.t.Error(err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, raw := range batch.Events {
		e, rejection := event.Decode(raw)
		if rejection == nil {
			rejection = e.Validate(event.ServerKey)
		}
		if rejection != nil {
			c.t.Errorf("the collector would refuse %s: %v", raw, rejection)
		}
		c.events = append(c.events, e)
	}
	w.Header().Set("Content-Type", "application/json")
	io.WriteString(w, fmt.Sprintf(`{"accepted":%d,"duplicates":0,"discarded":0,"rejected":[]}`, len(batch.Events)))
}

// take returns what came since the last call.
func (c *collector) take() []event.Event {
	c.mu.Lock()
	defer c.mu.Unlock()
	events := c.events
	c.events = nil
	return events
}

// hanging is a collector that takes connections and never answers.
func hanging(t *testing.T) (url string) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	return "http://" + listener.Addr().String()
}

// refusing is a collector that is not there.
func refusing(t *testing.T) (url string) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listener.Close()
	return "http://" + listener.Addr().String()
}
