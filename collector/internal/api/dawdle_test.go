package api

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/safar-cx/safar/collector/internal/ingest"
)

// pipes is a network in memory, whose clock can be a bubble's.
type pipes struct {
	dialed chan net.Conn
	closed chan struct{}
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case conn := <-p.dialed:
		return conn, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error   { close(p.closed); return nil }
func (p *pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipes", Net: "unix"} }

func (p *pipes) dial(context.Context, string, string) (net.Conn, error) {
	here, there := net.Pipe()
	p.dialed <- there
	return here, nil
}

// slowBody is a request whose body has all come but its last byte.
type slowBody struct {
	net.Conn
}

func (p *pipes) slow(t *testing.T, key string, size int) slowBody {
	t.Helper()
	conn, err := p.dial(t.Context(), "", "")
	if err != nil {
		t.Fatal(err)
	}
	const events = `{"events":[{"name":"login"}]`
	_, err = fmt.Fprintf(conn, "POST /v1/events HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n%s%s",
		key, size, events, strings.Repeat(" ", size-1-len(events)))
	if err != nil {
		t.Fatal(err)
	}
	return slowBody{conn}
}

// end sends the last byte and returns the status and when to come again.
func (b slowBody) end(t *testing.T) (status int, retry string) {
	t.Helper()
	defer b.Close()
	go func() { _, _ = io.WriteString(b, "}") }() // who was told to come again is not read any more
	answer, err := http.ReadResponse(bufio.NewReader(b), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	_, err = io.Copy(io.Discard, answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, answer.Header.Get("Retry-After")
}

// Senders of nearly whole bodies hold all the room there is. Whoever comes meanwhile is taken
// once they have had their time; one of them is told to come again, and the others are taken as
// soon as they are done.
func TestSlowBodiesKeepOutNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const size, many = 1<<20 - 1, 4 // a buffer is a byte longer
		s := open(t)
		s.api.bodies = ingest.NewBodyReader(many * (size + 1))
		network := &pipes{make(chan net.Conn), make(chan struct{})}
		server := &http.Server{Handler: s.api, ReadHeaderTimeout: time.Minute}
		go func() { _ = server.Serve(network) }()
		defer server.Close()
		client := &http.Client{Transport: &http.Transport{DialContext: network.dial, DisableKeepAlives: true}}
		good := func() int {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://shop.example/v1/events", strings.NewReader(`{"events":[{"name":"login"}]}`))
			if err != nil {
				t.Fatal(err)
			}
			r.Header = http.Header{"Content-Type": {"application/json"}, "Authorization": {"Bearer " + s.ServerKey}}
			answer, err := client.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			answer.Body.Close()
			return answer.StatusCode
		}
		var slow []slowBody
		for range many {
			slow = append(slow, network.slow(t, s.ServerKey, size))
		}
		synctest.Wait()
		if status := good(); status != http.StatusServiceUnavailable {
			t.Errorf("a good request: %d: the slow ones hold nothing", status)
		}
		time.Sleep(time.Second)
		for range 10 {
			if status := good(); status != http.StatusOK {
				t.Errorf("a good request: %d", status)
			}
		}
		dropped := 0
		for _, body := range slow {
			switch status, retry := body.end(t); {
			case status == http.StatusServiceUnavailable && retry != "":
				dropped++
			case status != http.StatusOK:
				t.Errorf("a slow one: %d, Retry-After %q", status, retry)
			}
		}
		if dropped != 1 {
			t.Errorf("%d slow ones were told to come again, want 1", dropped)
		}
	})
}
