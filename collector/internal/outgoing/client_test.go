package outgoing

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// server answers on this machine and counts who came.
type server struct {
	*httptest.Server
	asked atomic.Int32
}

func serve(t *testing.T, answer http.HandlerFunc) *server {
	t.Helper()
	s := &server{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.asked.Add(1)
		answer(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

// at is the server's address with another host.
func (s *server) at(host string) *url.URL {
	_, port, _ := strings.Cut(s.Listener.Addr().String(), ":")
	return &url.URL{Scheme: "http", Host: host + ":" + port, Path: "/"}
}

func well(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "well") }

func question(at *url.URL) Question {
	return Question{Method: http.MethodGet, URL: at, Most: 1 << 10}
}

// names is a name server on this machine, which gives the next of its addresses each time.
func names(t *testing.T, answers ...string) *net.Resolver {
	t.Helper()
	socket, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { socket.Close() })
	go func() {
		next := 0
		buf := make([]byte, 1500)
		for {
			n, from, err := socket.ReadFrom(buf)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buf[:n]) != nil {
				continue
			}
			m.Response = true
			m.Additionals = nil
			if q := m.Questions[0]; q.Type == dnsmessage.TypeA {
				m.Answers = []dnsmessage.Resource{{
					Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class},
					Body:   &dnsmessage.AResource{A: netip.MustParseAddr(answers[min(next, len(answers)-1)]).As4()},
				}}
				next++
			}
			if packed, err := m.Pack(); err == nil {
				_, _ = socket.WriteTo(packed, from) // who gets no answer asks again
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", socket.LocalAddr().String())
	}}
}

// However this machine is called, nobody gets there; whoever may go anywhere does.
func TestPrivateAddressesAreRefusedAtTheDoor(t *testing.T) {
	s := serve(t, well)
	for _, host := range []string{"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "127.1", "0x7f.0.0.1", "0177.0.0.1", "2130706433", "0.0.0.0", "[::]", "127.0.0.1."} {
		if answer, err := New().Ask(t.Context(), question(s.at(host))); err == nil {
			t.Errorf("%s answers %s", host, answer.Status)
		}
	}
	if n := s.asked.Load(); n != 0 {
		t.Errorf("%d questions came through", n)
	}
	answer, err := NewAnywhere().Ask(t.Context(), question(s.at("127.0.0.1")))
	if err != nil || string(answer.Body) != "well" || answer.Public {
		t.Errorf("%+v, %v", answer, err)
	}
}

// What a name was resolved to for somebody else, or a moment ago, does not count.
func TestNamesAreCheckedWhereTheyLead(t *testing.T) {
	s := serve(t, well)
	for name, answers := range map[string][]string{
		"private":         {"127.0.0.1"},
		"bound to anew":   {"192.0.2.1", "127.0.0.1"},
		"of the metadata": {"169.254.169.254"},
	} {
		c := New()
		c.dialer.Resolver = names(t, answers...)
		for range 2 {
			if _, err := c.Ask(t.Context(), question(s.at("shop.test"))); !errors.Is(err, ErrPrivate) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if n := s.asked.Load(); n != 0 {
		t.Errorf("%d questions came through", n)
	}
	c := NewAnywhere()
	c.dialer.Resolver = names(t, "127.0.0.1")
	if _, err := c.Ask(t.Context(), question(s.at("shop.test"))); err != nil {
		t.Errorf("the name server of the test does not work: %v", err)
	}
}

func TestRedirectsAreAnswers(t *testing.T) {
	inside := serve(t, well)
	s := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, inside.URL, http.StatusFound) })
	answer, err := NewAnywhere().Ask(t.Context(), question(s.at("127.0.0.1")))
	if err != nil || answer.Code != http.StatusFound || answer.Header.Get("Location") != inside.URL || inside.asked.Load() != 0 {
		t.Errorf("%+v, %v; %d followed", answer, err, inside.asked.Load())
	}
}

func TestNoProxyOfTheEnvironment(t *testing.T) {
	proxy := serve(t, well)
	t.Setenv("HTTP_PROXY", proxy.URL)
	s := serve(t, well)
	// The environment is read once in a process, and never asked about this machine by its
	// number: so the control goes by a name and comes first.
	control := &http.Client{Transport: &http.Transport{Proxy: http.ProxyFromEnvironment}}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.at("shop.test").String(), nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := control.Do(request)
	if err != nil || proxy.asked.Load() != 1 {
		t.Fatalf("the proxy does not work: %v", err)
	}
	response.Body.Close()
	c := NewAnywhere()
	c.dialer.Resolver = names(t, "127.0.0.1")
	if _, err := c.Ask(t.Context(), question(s.at("shop.test"))); err != nil || s.asked.Load() != 1 || proxy.asked.Load() != 1 {
		t.Errorf("%v, %d came, %d by the proxy", err, s.asked.Load(), proxy.asked.Load())
	}
}

func TestAnswersAreBounded(t *testing.T) {
	const most = 1 << 10
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		long   bool
	}{
		"as long as may be": {func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, strings.Repeat("x", most)) }, false},
		"a byte longer":     {func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, strings.Repeat("x", most+1)) }, true},
		"a bomb": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			defer z.Close()
			fmt.Fprint(z, strings.Repeat("x", 1<<20))
		}, true},
		"a header without end": {func(w http.ResponseWriter, _ *http.Request) {
			for i := range 40 {
				w.Header().Set(fmt.Sprint("X-", i), strings.Repeat("x", 4<<10))
			}
		}, true},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, c.answer)
			_, err := NewAnywhere().Ask(t.Context(), Question{Method: http.MethodGet, URL: s.at("127.0.0.1"), Most: most})
			if (err != nil) != c.long {
				t.Error(err)
			}
		})
	}
}

func TestWhoNeverAnswersIsLeft(t *testing.T) {
	s := serve(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	c := NewAnywhere()
	c.http.Timeout = time.Millisecond
	if _, err := c.Ask(t.Context(), question(s.at("127.0.0.1"))); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}
