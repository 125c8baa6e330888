package entrance

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"
)

// caller is a connection that only has to be known and closed.
type caller struct {
	net.Conn
	from   string
	closed bool
}

func (c *caller) RemoteAddr() net.Addr {
	return net.TCPAddrFromAddrPort(netip.AddrPortFrom(netip.MustParseAddr(c.from), 1))
}

func (c *caller) Close() error {
	c.closed = true
	return nil
}

func TestWhoGoesWhenThereAreTooMany(t *testing.T) {
	for name, c := range map[string]struct {
		// calls are who connects from where, in order; "!" behind one begins a request, "." ends it.
		calls string
		goes  string // who
	}{
		"nobody while there is room":                {"a@1.1.1.1 b@1.1.1.1 c@1.1.1.1 d@1.1.1.1", ""},
		"the longest silent":                        {"a@1.1.1.1 b@1.1.1.1 c@1.1.1.1 d@1.1.1.1 e@1.1.1.1", "a"},
		"not who has a request under way":           {"a@1.1.1.1 a! b@1.1.1.1 c@1.1.1.1 d@1.1.1.1 e@1.1.1.1", "b"},
		"who had one goes behind who had none":      {"a@1.1.1.1 b@1.1.1.1 a! a. c@1.1.1.1 d@1.1.1.1 e@1.1.1.1", "b"},
		"of those who hold the most":                {"z@9.9.9.9 a@1.1.1.1 b@1.1.1.1 c@1.1.1.1 y@8.8.8.8", "a"},
		"even when all of theirs work":              {"z@9.9.9.9 a@1.1.1.1 b@1.1.1.1 c@1.1.1.1 a! b! c! y@8.8.8.8", "a"},
		"the newcomer, when he is one more":         {"a@1.1.1.1 b@1.1.1.1 c@1.1.1.1 d@1.1.1.1 a! b! c! d! e@1.1.1.1", "e"},
		"an IPv6 network is one":                    {"z@9.9.9.9 y@8.8.8.8 a@2a00::1 b@2a00::2 c@9.9.9.8", "a"},
		"and so is IPv4 however it is written":      {"z@9.9.9.9 y@8.8.8.8 a@1.1.1.1 b@::ffff:1.1.1.1 c@9.9.9.8", "a"},
		"who left makes room":                       {"a@1.1.1.1 b@1.1.1.1 a- c@1.1.1.1 d@1.1.1.1 e@1.1.1.1", ""},
		"who was sent away is not counted any more": {"a@1.1.1.1 b@1.1.1.1 c@1.1.1.1 d@1.1.1.1 e@1.1.1.1 a! a. a- f@1.1.1.1", "a b"},
	} {
		t.Run(name, func(t *testing.T) {
			callers := map[string]*caller{}
			connections := newConnections(4)
			order := []string{}
			for _, call := range strings.Fields(c.calls) {
				if who, from, found := strings.Cut(call, "@"); found {
					callers[who] = &caller{from: from}
					order = append(order, who)
					connections.Track(callers[who], http.StateNew)
					continue
				}
				what := map[byte]http.ConnState{'!': http.StateActive, '.': http.StateIdle, '-': http.StateClosed}
				connections.Track(callers[call[:1]], what[call[1]])
			}
			var gone []string
			for _, who := range order {
				if callers[who].closed {
					gone = append(gone, who)
				}
			}
			if got := strings.Join(gone, " "); got != c.goes {
				t.Errorf("%q goes, want %q", got, c.goes)
			}
		})
	}
}

// Whatever comes, no more are held than may be, and nothing is remembered of who is gone.
func TestConnectionsAreBounded(t *testing.T) {
	const most = 50
	connections := newConnections(most)
	var all []*caller
	for i := range 10_000 {
		c := &caller{from: fmt.Sprintf("10.0.%d.%d", i%7, i%251)}
		all = append(all, c)
		connections.Track(c, http.StateNew)
		if i%3 == 0 {
			connections.Track(c, http.StateActive)
		}
		if len(connections.open) > most || len(connections.networks) > most {
			t.Fatalf("%d connections of %d networks are held", len(connections.open), len(connections.networks))
		}
	}
	open := 0
	for _, c := range all {
		if !c.closed {
			open++
		}
		connections.Track(c, http.StateClosed)
	}
	if open != most {
		t.Errorf("%d are open, want %d", open, most)
	}
	if len(connections.open) != 0 || len(connections.networks) != 0 {
		t.Errorf("of none, %d connections and %d networks are remembered", len(connections.open), len(connections.networks))
	}
}

// A server that holds few connections answers everybody who asks, though silent ones hold all.
func TestSilentPeersKeepNobodyOut(t *testing.T) {
	const most = 8
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{ // it has no timeouts, so that nothing but the bound helps
		Handler: http.NotFoundHandler(), ConnState: newConnections(most).Track,
	}
	done := make(chan error)
	go func() { done <- server.Serve(listener) }()
	defer func() {
		server.Close()
		<-done
	}()
	address := "http://" + listener.Addr().String()
	for range 5 * most {
		silent, err := new(net.Dialer).DialContext(t.Context(), "tcp", listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer silent.Close()
		fmt.Fprint(silent, "GET / HTTP/1.1\r\n")
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Close = true // each comes by a connection of its own
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
	}
}
