package siege

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// slowness is a way to hold a connection: it begins a request that it does not finish.
type slowness struct {
	name  string
	begin func(c *target, conn net.Conn) error
	// pause is for how long it stays away when the server has closed the connection. Who sends
	// much and comes again at once is not slow.
	pause time.Duration
}

const nearlyWhole = "all but the last byte of a body"

// slownesses are the ways there are. Of each body a part has come, so that memory is held too.
func slownesses() []slowness {
	return []slowness{
		{"header", func(_ *target, conn net.Conn) error {
			_, err := io.WriteString(conn, "POST /v1/events HTTP/1.1\r\nHost: x\r\nX-Slow: ")
			return err
		}, 0},
		{"body", func(c *target, conn net.Conn) error {
			_, err := fmt.Fprintf(conn, "POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n"+`{"events":[`, c.ServerKey)
			return err
		}, 0},
		{nearlyWhole, func(c *target, conn net.Conn) error {
			const size = 1<<20 - 1
			_, err := fmt.Fprintf(conn, "POST /v1/events HTTP/1.1\r\nHost: x\r\nX-Safar-Key: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
				c.BrowserKey, size, strings.Repeat(" ", size-1))
			return err
		}, 5 * time.Second},
		{"reading", func(_ *target, conn net.Conn) error { // more is asked for than the system's buffers hold
			_, err := io.WriteString(conn, strings.Repeat("GET /api/v1/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n", 40))
			return err
		}, 0},
	}
}

// besiege holds so many connections in some ways until the returned function ends that. One that
// the server closes comes again.
func (c *target) besiege(t *testing.T, connections int, ways []slowness) (lift func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	held := make(chan struct{}, connections)
	var all sync.WaitGroup
	for i := range connections {
		way := ways[i%len(ways)]
		all.Go(func() {
			var once sync.Once
			for ctx.Err() == nil {
				c.hold(ctx, way, func() { once.Do(func() { held <- struct{}{} }) })
				select {
				case <-ctx.Done():
				case <-time.After(way.pause):
				}
			}
		})
	}
	for n := range connections {
		select {
		case <-held:
		case <-ctx.Done():
			t.Fatalf("%d of %d connections are held", n, connections)
		}
	}
	return func() { cancel(); all.Wait() }
}

// hold holds one connection until the server closes it.
func (c *target) hold(ctx context.Context, way slowness, begun func()) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", strings.TrimPrefix(c.URL, "http://"))
	if err != nil {
		return
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	if way.name == "reading" {
		if conn.(*net.TCPConn).SetReadBuffer(4<<10) != nil {
			return
		}
	}
	if way.begin(c, conn) != nil {
		return
	}
	begun()
	if way.name == "reading" {
		<-ctx.Done()
		return
	}
	_, _ = io.Copy(io.Discard, conn) // nothing comes but the end
}

// orders sends good requests one after the other, by a connection of its own each, and returns
// how long they took, the shortest first, and how many were not answered well. One of ten is as
// large as may be, and needs the room for that.
func (c *target) orders(t *testing.T, requests int, within time.Duration) (took []time.Duration, failed int) {
	t.Helper()
	client := newClient(t, &http.Transport{DisableKeepAlives: true})
	client.Timeout = within
	for i := range requests {
		body := fmt.Appendf(nil, `{"events":[{"name":"share","id":"o%d"}]}`, i)
		if i%10 == 0 {
			body = append(body, bytes.Repeat([]byte(" "), 1<<20-len(body))...)
		}
		begun := time.Now()
		status, answer := c.post(t.Context(), client, body, "")
		took = append(took, time.Since(begun))
		if status != http.StatusOK {
			t.Logf("order %d: %d %s", i, status, answer)
			failed++
		}
	}
	slices.Sort(took)
	return took, failed
}

// untilAnOrderPasses waits until the slow ones have had the time for which every body is let alone.
func (c *target) untilAnOrderPasses(t *testing.T) {
	t.Helper()
	for failed := 1; failed > 0; {
		_, failed = c.orders(t, 1, patience)
	}
}

// p99 is what 99 of 100 stay below.
func p99(sorted []time.Duration) time.Duration { return sorted[(len(sorted)*99-1)/100] }

// A thousand who hold connections and say nothing, begin bodies and do not go on or do not end
// them, or ask and do not read, keep nobody else waiting. How long the others wait is asserted in the soak alone.
func TestSlowClients(t *testing.T) {
	slow, requests := 280, 50 // 70 of them hold 1 MiB, if they may
	if long() {
		slow, requests = 1000, 1000
	}
	c := collector(t)
	calm, failed := c.orders(t, requests, patience)
	if failed > 0 {
		t.Fatalf("%d of %d orders fail in peace", failed, requests)
	}
	lift := c.besiege(t, slow, slownesses())
	c.untilAnOrderPasses(t)
	took, failed := c.orders(t, requests, patience)
	lift()
	t.Logf("%d slow clients: good requests p50 %v, p99 %v, at the most %v; without them p99 %v; %d MiB at the most",
		slow, took[len(took)/2], p99(took), took[len(took)-1], p99(calm), c.peak(t)>>20)
	if failed > 0 {
		t.Errorf("%d of %d orders failed", failed, requests)
	}
	if long() && p99(took) > 250*time.Millisecond {
		t.Errorf("one of a hundred waits longer than %v", p99(took))
	}
	if peak := c.peak(t); peak > mostMemory {
		t.Errorf("%d MiB were held", peak>>20)
	}
}

// A thousand who all send bodies that lack a byte, from one network, keep nobody out.
func TestCrowdOfNearlyWholeBodies(t *testing.T) {
	if !long() {
		t.Skip("sends a gigabyte: set SAFAR_SOAK, or run make soak")
	}
	c := collector(t)
	var ways []slowness
	for _, way := range slownesses() {
		if way.name == nearlyWhole {
			way.pause = 20 * time.Second // so that they bring 50 MiB a second
			ways = append(ways, way)
		}
	}
	lift := c.besiege(t, 1000, ways)
	c.untilAnOrderPasses(t)
	took, failed := c.orders(t, 300, patience)
	lift()
	t.Logf("good requests p50 %v, p99 %v; %d MiB at the most", took[len(took)/2], p99(took), c.peak(t)>>20)
	if failed > 0 {
		t.Errorf("%d of %d orders failed", failed, len(took))
	}
	if peak := c.peak(t); peak > mostMemory {
		t.Errorf("%d MiB were held", peak>>20)
	}
}

// A server that lets in no more than a few, and waits for them, is shut by as many.
func TestSlowClientsShutWhoWaitsForThem(t *testing.T) {
	c := control(t, "few")
	if _, failed := c.orders(t, 1, patience); failed > 0 {
		t.Fatal("the server does not work")
	}
	lift := c.besiege(t, fewest, slownesses())
	defer lift()
	if _, failed := c.orders(t, 1, 200*time.Millisecond); failed == 0 {
		t.Error("orders are taken all the same: the slow clients hold nothing")
	}
}
