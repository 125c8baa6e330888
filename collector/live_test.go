package collector

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// What was just accepted is seen, over the network and from the disk, and the stream ends
// when the program is asked to.
func TestLiveViewOfARunningCollector(t *testing.T) {
	c, made := created(t)
	server := httptest.NewServer(c.Handler())
	defer server.Close()
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- c.Run(ctx) }()

	at := time.Now().Add(-time.Minute).UTC().Format(time.RFC3339)
	answer, err := c.History(made.Site).Send(t.Context(), []event.Raw{
		event.Raw(`{"id":"1","name":"page_view","time":"` + at + `","visitor_id":"v-secret","page":{"url":"https://shop.example/tea?gclid=1"},"client":{"ip":"203.0.113.7","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"}}`),
		event.Raw(`{"id":"2","name":"page_view","time":"` + at + `","visitor_id":"robot","page":{"url":"https://shop.example/tea"},"client":{"ip":"203.0.113.8","user_agent":"Googlebot/2.1"}}`),
		event.Raw(`{"id":"3","name":"add_to_cart","time":"` + at + `","visitor_id":"v-secret"}`),
	})
	if err != nil || answer.Accepted != 3 {
		t.Fatalf("%+v, %v", answer, err)
	}
	if err := c.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+"/api/v1/live", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+made.ReadToken)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	lines := bufio.NewReader(response.Body)
	if line, err := lines.ReadString('\n'); err != nil || line != "event: now\n" {
		t.Fatalf("%q, %v", line, err)
	}
	line, err := lines.ReadString('\n')
	data, found := strings.CutPrefix(line, "data: ")
	if err != nil || !found || strings.Contains(data, "secret") {
		t.Fatalf("%q, %v", line, err)
	}
	var now struct {
		Visitors5       int   `json:"visitors_5m"`
		EventsPerMinute []int `json:"events_per_minute"`
		CartsOpen       int   `json:"carts_open"`
		Channels        []struct{ Channel string }
		Pages           []struct{ Path string }
		Latest          []struct{ Name string }
	}
	if err := json.Unmarshal([]byte(data), &now); err != nil {
		t.Fatal(err)
	}
	events := 0
	for _, n := range now.EventsPerMinute {
		events += n
	}
	if now.Visitors5 != 1 || events != 2 || now.CartsOpen != 1 || len(now.Latest) != 2 ||
		len(now.Channels) != 1 || now.Channels[0].Channel != "paid_search" || len(now.Pages) != 1 || now.Pages[0].Path != "/tea" {
		t.Errorf("%s", data)
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if _, err := io.Copy(io.Discard, lines); err != nil {
		t.Errorf("the stream is cut off: %v", err)
	}
}
