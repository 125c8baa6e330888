package durability

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk"
)

// order is what the test binary is to do when it plays a shop.
type order struct {
	Endpoint, Key, SpoolDir string
	// Tracks is whether events happen. If not, the shop ends once all are sent that an earlier
	// one has left.
	Tracks bool
}

// tally is what a shop prints of its statistics.
type tally struct {
	Accepted, Adopted, Sent, Spooled, Queued, Lost uint64
	// Bytes is what Queued takes of the memory.
	Bytes int
}

// shopMemory is what a shop's client may hold in memory, in bytes.
const shopMemory = 256 << 10

// playShop is a shop with the SDK. It prints its statistics until it is killed.
func playShop(text string, out io.Writer) error {
	var o order
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		return err
	}
	c, err := sdk.New(sdk.Config{
		Endpoint: o.Endpoint, Key: o.Key, SpoolDir: o.SpoolDir,
		BufferBytes: shopMemory, BatchBytes: 16 << 10, BatchEvery: 20 * time.Millisecond, Timeout: 5 * time.Second,
	})
	if err != nil {
		return err
	}
	ctx := context.Background()
	for tick := range time.Tick(2 * time.Millisecond) {
		for i := range 50 {
			if o.Tracks {
				c.Track(ctx, "step", sdk.Int("n", int64(i)), sdk.Int("at", tick.UnixNano()))
			}
		}
		n := c.Stats()
		s := tally{n.Accepted, n.Adopted, n.Sent, n.Spooled, n.Queued, n.Lost(), n.QueuedBytes}
		if err := json.NewEncoder(out).Encode(s); err != nil {
			return err
		}
		if !o.Tracks && s.Adopted > 0 && s.Spooled == 0 {
			return c.Close(ctx)
		}
	}
	return nil
}

// runShop lets a shop do what it is told until its statistics suffice, and kills it. It returns
// the last that was read, or where it ended by itself the last of all.
func runShop(t *testing.T, o order, enough func(tally) bool) (last tally) {
	t.Helper()
	text, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0]) // killed when ctx ends
	cmd.Env = append(os.Environ(), "DURABILITY_PLAY_SHOP="+string(text))
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		var s tally
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			break // it was killed in the midst of a line
		}
		if s.Accepted != s.Sent+s.Spooled+s.Queued+s.Lost {
			t.Errorf("the sum does not hold: %+v", s)
		}
		if s.Bytes > shopMemory {
			t.Errorf("more is in memory than may be: %+v", s)
		}
		if last = s; enough(s) {
			cancel()
		}
	}
	_ = cmd.Wait() // it was killed
	if last.Accepted == 0 {
		t.Fatalf("the shop did nothing: %s", said.String())
	}
	return last
}

// spooledIn adds up the events that lie in a spool, by the names of its files.
func spooledIn(t *testing.T, dir string) (events int) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*", "*.ndjson.gz"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		parts := strings.SplitN(filepath.Base(name), "-", 3)
		var n int
		if _, err := fmt.Sscan(strings.TrimRight(strings.TrimSuffix(parts[len(parts)-1], ".ndjson.gz"), "op"), &n); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		events += n
	}
	return events
}

// TestKillTheShop kills a shop whose collector is away, again and again, and then while it
// sends what is on disk. A kill costs at most what was in memory, which is bounded, and whatever
// was on disk is stored once. The control is a shop without a spool, which the same measurement
// must see losing more than that: all that it has accepted.
func TestKillTheShop(t *testing.T) {
	t.Parallel()
	kills := 3
	if soak() {
		kills = 40
	}
	program := build(t)
	for name, spooling := range map[string]bool{"with a spool": true, "the control without one": false} {
		t.Run(name, func(t *testing.T) {
			s := openShop(t, program)
			o := order{Endpoint: nowhere(t), Key: s.ServerKey, Tracks: true}
			spool := filepath.Join(t.TempDir(), "spool")
			if spooling {
				o.SpoolDir = spool
			}
			for range kills {
				until := uint64(500 + rand.IntN(2000))
				last := runShop(t, o, func(s tally) bool {
					return s.Accepted-s.Adopted > until && (!spooling || s.Spooled > s.Adopted+until/2)
				})
				inMemory := last.Queued
				if !spooling {
					inMemory = 0 // as if all of it were kept
				}
				if lost := int(last.Accepted-last.Lost-inMemory) > spooledIn(t, spool); lost == spooling {
					t.Fatalf("%d events are on disk of %+v", spooledIn(t, spool), last)
				}
			}
			kept := spooledIn(t, spool)
			if !spooling {
				return
			}
			srv := serve(t, program, s, nil)
			o.Endpoint, o.Tracks = srv.url, false
			runShop(t, o, func(s tally) bool { return s.Sent > 0 }) // killed in the midst of sending
			t.Logf("%d of %d events were left when it was killed while sending", spooledIn(t, spool), kept)
			last := runShop(t, o, func(tally) bool { return false })
			if n := stored(t, srv.url, s.ReadToken); n != kept || spooledIn(t, spool) != 0 {
				t.Errorf("%d events were on disk and %d are stored, %d are still there; %+v", kept, n, spooledIn(t, spool), last)
			}
			srv.stop(t)
			check(t, program, s)
		})
	}
}

// nowhere is an address at which nobody listens.
func nowhere(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return "http://" + l.Addr().String()
}
