package sdk_test

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/sdktest"
)

// faults are the ways in which a collector fails.
func faults(t *testing.T) map[string]string {
	return map[string]string{
		"hangs":       mute(t),
		"resets":      resetting(t),
		"refuses":     nobody(t),
		"unavailable": serving(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) }),
		"slow":        serving(t, slowly),
	}
}

// slowly takes a tenth of a second for a batch, far less than is tracked meanwhile.
func slowly(w http.ResponseWriter, r *http.Request) {
	text, err := gzip.NewReader(r.Body)
	if err != nil {
		return
	}
	body, err := io.ReadAll(text)
	if err != nil {
		return
	}
	select {
	case <-time.After(100 * time.Millisecond):
	case <-r.Context().Done():
	}
	fmt.Fprintf(w, `{"accepted":%d}`, strings.Count(string(body), "\n")+1)
}

func serving(t *testing.T, h http.HandlerFunc) (url string) {
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL
}

// mute is where connections are made and nobody says anything.
func mute(t *testing.T) (url string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return "http://" + l.Addr().String()
}

// resetting is where connections are broken off.
func resetting(t *testing.T) (url string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	t.Cleanup(func() {
		l.Close()
		<-done
	})
	go func() {
		defer close(done)
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			_ = conn.(*net.TCPConn).SetLinger(0)
			conn.Close()
		}
	}()
	return "http://" + l.Addr().String()
}

// tracker is what an outage is tried on: a client, or one with a fault of its own.
type tracker interface {
	Track(ctx context.Context, name string, attrs ...sdk.Attr)
	Stats() sdk.Stats
	Close(ctx context.Context) error
}

// outage is what tracking many events left behind.
type outage struct {
	heap       int64
	goroutines int // at most, beyond those before
	left       int // the same after Close
	inexact    int // how often events were not accounted for
	blocked    bool
}

// endure tracks events from four goroutines. What has not come back within the time given is
// blocked.
func endure(t *testing.T, c tracker, events int, within time.Duration, before outage) (o outage) {
	t.Helper()
	const shoppers, looks = 4, 10
	const harness = shoppers + 1
	var mu sync.Mutex
	check := func() {
		s := c.Stats()
		n := settled(before.goroutines+most+harness, 100*time.Millisecond)
		mu.Lock()
		defer mu.Unlock()
		if s.Accepted != s.Sent+s.Spooled+s.Queued+s.Lost() {
			o.inexact++
		}
		o.goroutines = max(o.goroutines, n-before.goroutines-harness)
	}
	var tracking sync.WaitGroup
	for range shoppers {
		tracking.Go(func() {
			for i := range events / shoppers {
				c.Track(t.Context(), "step", sdk.Int("n", int64(i)), sdk.String("page", "/product/12"))
				if i%(events/shoppers/looks) == 0 {
					check()
				}
			}
		})
	}
	tracked := make(chan struct{})
	go func() {
		tracking.Wait()
		close(tracked)
	}()
	select {
	case <-tracked:
	case <-time.After(within):
		o.blocked = true
	}
	o.heap = memory() - before.heap
	if !o.blocked && c.Stats().Accepted != uint64(events) {
		o.inexact++
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = c.Close(ctx) // what is lost is seen in Stats
	<-tracked        // a client that is closed blocks nobody
	if s := c.Stats(); s.Accepted != s.Sent+s.Spooled+s.Lost() {
		o.inexact++
	}
	o.left = settled(before.goroutines, within) - before.goroutines
	return o
}

// most is how many goroutines an outage may take.
const most = 4

// settled counts goroutines. A connection that was broken off takes a moment to end, so where
// there are more than expected it looks again.
func settled(expected int, within time.Duration) (n int) {
	for end := time.Now().Add(within); ; runtime.Gosched() {
		if n = goroutines(); n <= expected || time.Now().After(end) {
			return n
		}
	}
}

// fault names what an outage must not cost, "" when all is well: the buffer of 4 MiB and 4 MB
// more, and four goroutines.
func (o outage) fault() string {
	const heap = 4<<20 + 4e6
	var faults []string
	for name, is := range map[string]bool{
		"heap": o.heap > heap, "goroutines": o.goroutines > most, "left": o.left > 0, "inexact": o.inexact > 0, "blocked": o.blocked,
	} {
		if is {
			faults = append(faults, name)
		}
	}
	return strings.Join(faults, " ")
}

// untouched is the state of the process.
func untouched() outage { return outage{heap: memory(), goroutines: goroutines()} }

func memory() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// goroutines counts all but those of servers.
func goroutines() (n int) {
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	for stack := range strings.SplitSeq(string(stacks), "\n\n") {
		if !strings.Contains(stack, "net/http.(*conn)") && !strings.Contains(stack, "net/http.(*connReader)") {
			n++
		}
	}
	return n
}

// many is how many events an outage lasts.
func many() int {
	if os.Getenv("SAFAR_SOAK") != "" {
		return 300_000
	}
	return 60_000
}

// TestAnOutageCostsNoMoreThanTheBuffer tracks many events with each fault, with and without a
// spool.
func TestAnOutageCostsNoMoreThanTheBuffer(t *testing.T) {
	for name, url := range faults(t) {
		for _, spool := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, spool %v", name, spool), func(t *testing.T) {
				config := sdk.Config{Endpoint: url, Key: sdktest.Key}
				if spool {
					config.SpoolDir = t.TempDir()
				}
				before := untouched()
				c, err := sdk.New(config)
				if err != nil {
					t.Fatal(err)
				}
				o := endure(t, c, many(), 20*time.Second, before)
				if o.goroutines == 0 {
					t.Error("the count of goroutines does not see the client's own")
				}
				if fault := o.fault(); fault != "" {
					t.Errorf("%s: %+v, %+v", fault, o, c.Stats())
				}
				if s := c.Stats(); spool && (s.Spooled == 0 || s.SpoolErrors > 0) {
					t.Errorf("the spool was not used: %+v", s)
				}
			})
		}
	}
}

// The faults that clients have.
type (
	// leaking keeps a goroutine for each thousand events.
	leaking struct {
		*sdk.Client
		stop chan struct{}
	}
	// blocking waits until an event was sent.
	blocking struct{ *sdk.Client }
	// losing drops an event in a thousand and tells nobody.
	losing struct {
		*sdk.Client
		mu   sync.Mutex
		seen uint64
	}
)

func (l *leaking) Track(ctx context.Context, name string, attrs ...sdk.Attr) {
	if l.Client.Track(ctx, name, attrs...); l.Stats().Accepted%1000 == 0 {
		go func() { <-l.stop }()
	}
}

func (b *blocking) Track(ctx context.Context, name string, attrs ...sdk.Attr) {
	b.Client.Track(ctx, name, attrs...)
	_ = b.Flush(ctx) // which is the fault
}

func (l *losing) Track(ctx context.Context, name string, attrs ...sdk.Attr) {
	l.mu.Lock()
	l.seen++
	lost := l.seen%1000 == 0
	l.mu.Unlock()
	if !lost {
		l.Client.Track(ctx, name, attrs...)
	}
}

func (l *losing) Stats() sdk.Stats {
	s := l.Client.Stats()
	l.mu.Lock()
	defer l.mu.Unlock()
	s.Accepted = l.seen
	return s
}

// TestAnOutageIsSeen holds clients with faults to the same measure, which has to find them.
func TestAnOutageIsSeen(t *testing.T) {
	url := faults(t)["hangs"]
	for name, test := range map[string]struct {
		buffer int
		within time.Duration
		with   func(*sdk.Client, chan struct{}) tracker
	}{
		"heap":    {buffer: 64 << 20, with: func(c *sdk.Client, _ chan struct{}) tracker { return c }},
		"left":    {within: time.Second, with: func(c *sdk.Client, stop chan struct{}) tracker { return &leaking{c, stop} }},
		"blocked": {within: 200 * time.Millisecond, with: func(c *sdk.Client, _ chan struct{}) tracker { return &blocking{c} }},
		"inexact": {with: func(c *sdk.Client, _ chan struct{}) tracker { return &losing{Client: c} }},
	} {
		t.Run(name, func(t *testing.T) {
			before := untouched()
			c, err := sdk.New(sdk.Config{Endpoint: url, Key: sdktest.Key, BufferBytes: test.buffer})
			if err != nil {
				t.Fatal(err)
			}
			stop := make(chan struct{})
			events, within := 100_000, test.within
			if within == 0 {
				within = 20 * time.Second
			}
			if o := endure(t, test.with(c, stop), events, within, before); !strings.Contains(o.fault(), name) {
				t.Errorf("not found, but %q: %+v", o.fault(), o)
			}
			close(stop)
		})
	}
}
