package durability

import (
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"strings"
	"sync"
	"testing"
)

// proxy stands between senders and the program and cuts their connections short, on the way
// there as well as on the way back.
type proxy struct {
	url  string
	to   string
	cuts sync.WaitGroup
}

// cutting starts a proxy before a server.
func cutting(t *testing.T, srv *server) *proxy {
	t.Helper()
	var listen net.ListenConfig
	l, err := listen.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{url: "http://" + l.Addr().String(), to: strings.TrimPrefix(srv.url, "http://")}
	t.Cleanup(func() {
		_ = l.Close()
		p.cuts.Wait()
	})
	p.cuts.Go(func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return // closed
			}
			p.cuts.Go(func() { p.carry(t, in) })
		}
	})
	return p
}

// carry passes so many bytes in each direction and then resets both connections.
func (p *proxy) carry(t *testing.T, in net.Conn) {
	var dialer net.Dialer
	out, err := dialer.DialContext(t.Context(), "tcp", p.to)
	if err != nil {
		_ = in.Close()
		return
	}
	var once sync.Once
	cut := func() {
		once.Do(func() {
			for _, c := range []net.Conn{in, out} {
				// Without lingering what is on its way is lost, as when a network breaks.
				_ = c.(*net.TCPConn).SetLinger(0)
				_ = c.Close()
			}
		})
	}
	var ways sync.WaitGroup
	for _, way := range []struct {
		to, from net.Conn
		most     int64
	}{{out, in, 20_000}, {in, out, 1500}} {
		ways.Go(func() {
			defer cut()
			_, _ = io.CopyN(way.to, way.from, rand.N(way.most))
		})
	}
	ways.Wait()
}

// TestConnectionsCut sends through connections that break at any byte. What was answered is
// there, what was not is there as a whole or not at all, and everything that came is
// accounted for.
func TestConnectionsCut(t *testing.T) {
	t.Parallel()
	requests := 20
	if soak() {
		requests = 2000
	}
	program := build(t)
	s := openShop(t, program)
	srv := serve(t, program, s, nil)
	p := cutting(t, srv)
	var l ledger
	var senders sync.WaitGroup
	for range 4 {
		senders.Go(func() {
			for range requests {
				m := l.compose()
				a, err := post(p.url, s.ServerKey, m)
				l.note(m, err == nil)
				if err == nil && a.Accepted != len(m) {
					t.Errorf("%d new events were answered %+v", len(m), a)
				}
				// Whether this one arrives does not matter, only that it is counted when it does.
				_, _ = post(p.url, s.ServerKey, message{{ID: "bad", Name: "No Name"}})
			}
		})
	}
	senders.Wait()
	acked, open := len(l.acked), len(l.open)
	t.Logf("%d messages acknowledged, %d without an answer", acked, open)
	if acked == 0 || open == 0 {
		t.Error("the proxy cut every connection, or none")
	}
	if lost := l.settle(t, srv.url, s.ServerKey); lost > 0 {
		t.Errorf("%d acknowledged events lost", lost)
	}
	q, err := qualityOf(srv.url, s.ReadToken)
	if err != nil {
		t.Fatal(err)
	}
	rejected := 0
	for _, n := range q.Rejected {
		rejected += n
	}
	if q.Received != q.Accepted+q.Duplicates+q.Discarded+rejected || rejected == 0 {
		t.Errorf("what came does not add up: %+v", q)
	}
	if q.Accepted != l.events() {
		t.Errorf("%d events were sent and %d are stored", l.events(), q.Accepted)
	}
	srv.stop(t)
	check(t, program, s)
}

// TestProxyCuts is the control: a connection through the proxy breaks before its end.
func TestProxyCuts(t *testing.T) {
	var listen net.ListenConfig
	l, err := listen.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		c, err := l.Accept()
		if err != nil {
			return
		}
		_, _ = io.Copy(io.Discard, c)
		_ = c.Close()
	}()
	p := cutting(t, &server{url: "http://" + l.Addr().String()})
	var dialer net.Dialer
	c, err := dialer.DialContext(t.Context(), "tcp", strings.TrimPrefix(p.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for range 10_000 {
		if _, err = c.Write(make([]byte, 1000)); err != nil {
			break
		}
	}
	if err == nil || errors.Is(err, io.EOF) {
		t.Errorf("ten million bytes went through: %v", err)
	}
}
