package sdk_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/event"
)

// switchable is a collector that can be away.
type switchable struct {
	collector
	away atomic.Bool
}

func newSwitchable(away bool) *switchable {
	s := &switchable{}
	s.away.Store(away)
	s.answer = func(_ int, b event.Batch) (int, string, string) {
		if s.away.Load() {
			return 0, "", ""
		}
		return all(b)
	}
	return s
}

// ids counts how often each event came while the collector was there.
func ids(t *testing.T, batches []event.Batch) map[string]int {
	t.Helper()
	seen := map[string]int{}
	for _, b := range batches {
		for _, r := range b.Events {
			e, rejection := event.Decode(r)
			if rejection != nil {
				t.Fatal(rejection)
			}
			seen[fmt.Sprint(e.ID, e.Time.UnixMilli())]++
		}
	}
	return seen
}

// files are what lies in the spool.
func files(t *testing.T, dir, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*", pattern))
	if err != nil {
		t.Fatal(err)
	}
	return names
}

const spoolFile = "*.ndjson.gz"

func TestTheSpoolHoldsWhatCannotBeSent(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "spool")
	synctest.Test(t, func(t *testing.T) {
		to := newSwitchable(true)
		c := to.client(t, func(c *sdk.Config) { c.SpoolDir, c.BatchBytes = dir, 16<<10 })
		const events = 1000
		for i := range events {
			c.Track(t.Context(), "step", sdk.Int("n", int64(i)))
			exact(t, c.Stats())
		}
		time.Sleep(30 * time.Second)
		s := c.Stats()
		if s.Spooled != events || s.SpoolBytes == 0 || s.Queued != 0 {
			t.Fatalf("%+v", s)
		}
		for _, name := range files(t, dir, "*") {
			if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("%s: %v, %v", name, info.Mode(), err)
			}
		}
		// However many files there are, one probe is all that the collector gets.
		before := len(to.sent())
		time.Sleep(5 * time.Minute)
		if attempts := len(to.sent()) - before; attempts < 10 || attempts > 60 {
			t.Errorf("%d attempts in 5 minutes", attempts)
		}
		probes := ids(t, to.sent()[before:])
		if first := ids(t, to.sent()[before:before+1]); len(probes) != len(first) {
			t.Errorf("%d different events in the probes, %d in the first", len(probes), len(first))
		}
		before = len(to.sent())
		to.away.Store(false)
		time.Sleep(time.Minute)
		arrived := ids(t, to.sent()[before:])
		for id, n := range arrived {
			if n != 1 {
				t.Errorf("%s came %d times", id, n)
			}
		}
		if s := c.Stats(); len(arrived) != events || s.Sent != events || s.Spooled != 0 || s.SpoolBytes != 0 || s.SpoolErrors != 0 {
			t.Errorf("%d arrived, %+v", len(arrived), s)
		}
		oldest := time.Time{}
		for _, b := range to.sent()[before:] {
			e, _ := event.Decode(b.Events[0])
			if e.Time.Before(oldest) {
				t.Error("not the oldest first")
			}
			oldest = e.Time
		}
		if left := files(t, dir, spoolFile); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
		if err := closed(t, c, time.Second); err != nil {
			t.Error(err)
		}
	})
}

// TestTheSpoolOutlivesItsProcess closes a client while the collector is away, and makes
// another one.
func TestTheSpoolOutlivesItsProcess(t *testing.T) {
	for name, at := range map[string]time.Duration{"at once": 0, "after attempts": time.Minute} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			synctest.Test(t, func(t *testing.T) {
				to := newSwitchable(true)
				with := func(c *sdk.Config) { c.SpoolDir, c.BatchBytes = dir, 16<<10 }
				c := to.client(t, with)
				for i := range 500 {
					c.Track(t.Context(), "step", sdk.Int("n", int64(i)))
					c.Purchase(t.Context(), sdk.Order{TransactionID: fmt.Sprint(i)})
				}
				time.Sleep(at)
				start := time.Now()
				if err := closed(t, c, time.Hour); err != nil || time.Since(start) > time.Second {
					t.Errorf("closed after %v: %v", time.Since(start), err)
				}
				if s := c.Stats(); s.Spooled != 1000 || s.Lost() != 0 {
					t.Errorf("%+v", s)
				}
				to.away.Store(false)
				before := len(to.sent())
				next := to.client(t, with)
				time.Sleep(time.Minute)
				s := next.Stats()
				if exact(t, s); s.Adopted != 1000 || s.Accepted != 1000 || s.Sent != 1000 {
					t.Errorf("%+v", s)
				}
				if arrived := ids(t, to.sent()[before:]); len(arrived) != 1000 {
					t.Errorf("%d arrived", len(arrived))
				}
				if err := closed(t, next, time.Second); err != nil {
					t.Error(err)
				}
			})
		})
	}
}

// TestCloseWritesTheRestToDisk has a transport that does not even heed its context.
func TestCloseWritesTheRestToDisk(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		let := make(chan struct{})
		to := &collector{answer: func(_ int, b event.Batch) (int, string, string) {
			<-let
			return all(b)
		}}
		c := to.client(t, func(c *sdk.Config) { c.SpoolDir = dir })
		for i := range 5000 {
			c.Track(t.Context(), "step", sdk.Int("n", int64(i)))
		}
		time.Sleep(3 * time.Second)
		start := time.Now()
		err := closed(t, c, time.Second)
		if s := c.Stats(); err != nil || s.Spooled != 5000 {
			t.Errorf("%v, %+v", err, s)
		}
		if took := time.Since(start); took > 1100*time.Millisecond {
			t.Errorf("took %v", took)
		}
		close(let)
	})
}

// TestOneOwnerOfAFolder has two clients with one SpoolDir. When one ends, the other sends
// what it left.
func TestOneOwnerOfAFolder(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		away, there := newSwitchable(true), newSwitchable(false)
		with := func(c *sdk.Config) { c.SpoolDir = dir }
		first, second := away.client(t, with), there.client(t, with)
		first.Track(t.Context(), "first")
		second.Track(t.Context(), "second")
		time.Sleep(5 * time.Minute)
		if s := second.Stats(); s.Sent != 1 || s.Adopted != 0 || first.Stats().Spooled != 1 {
			t.Errorf("%+v, %+v", first.Stats(), s)
		}
		if err := closed(t, first, time.Second); err != nil {
			t.Error(err)
		}
		time.Sleep(2 * time.Minute)
		if s := second.Stats(); s.Sent != 2 || s.Adopted != 1 {
			t.Errorf("%+v", s)
		}
		if err := closed(t, second, time.Second); err != nil {
			t.Error(err)
		}
	})
}

// TestAFullSpoolGivesUpOrdinaryEventsFirst has more page views than the spool holds, and
// orders among them.
func TestAFullSpoolGivesUpOrdinaryEventsFirst(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		to := newSwitchable(true)
		const bound = 600 << 10
		c := to.client(t, func(c *sdk.Config) { c.SpoolDir, c.SpoolBytes, c.BatchBytes = dir, bound, 16<<10 })
		const orders = 100
		for i := range orders {
			c.Purchase(t.Context(), sdk.Order{TransactionID: fmt.Sprint("T-", i)})
			for range 100 {
				c.Track(t.Context(), event.NamePageView, sdk.String("page", fmt.Sprint("/product/", i)))
			}
			time.Sleep(time.Second)
			if s := c.Stats(); s.SpoolBytes > bound {
				t.Fatalf("%+v", s)
			}
			exact(t, c.Stats())
		}
		time.Sleep(time.Minute)
		lost := c.Stats().Dropped
		if lost[sdk.DropSpoolFull] == 0 || len(lost) != 1 {
			t.Fatalf("%v", lost)
		}
		to.away.Store(false)
		before := len(to.sent())
		var loss *sdk.LossError
		time.Sleep(time.Minute)
		if err := closed(t, c, time.Second); !errors.As(err, &loss) || !maps.Equal(loss.Dropped, lost) {
			t.Errorf("%v", err)
		}
		arrived, told := 0, int64(0)
		for _, b := range to.sent()[before:] {
			told += b.Dropped[string(sdk.DropSpoolFull)]
			for _, r := range b.Events {
				if strings.Contains(string(r), `"purchase"`) {
					arrived++
				}
			}
		}
		if arrived != orders || told != int64(lost[sdk.DropSpoolFull]) {
			t.Errorf("%d orders of %d; told of %d drops of %d", arrived, orders, told, lost[sdk.DropSpoolFull])
		}
	})
}

// TestABrokenDiskCostsNothingButItsFiles breaks the spool in the ways that disks do. Events
// that are not on the disk wait in memory and arrive.
func TestABrokenDiskCostsNothingButItsFiles(t *testing.T) {
	one := func(t *testing.T, dir string) string {
		t.Helper()
		names := files(t, dir, spoolFile)
		if len(names) == 0 {
			t.Fatal("nothing on disk")
		}
		return names[0]
	}
	const events = 100
	tests := map[string]struct {
		before func(t *testing.T, dir string)
		during func(t *testing.T, dir string)
		lost   bool
	}{
		"a file in its place": {before: func(t *testing.T, dir string) { put(t, dir, "") }},
		"no folder can be made": {before: func(t *testing.T, dir string) {
			put(t, filepath.Dir(dir)+"/x", "")
			if err := os.Symlink(filepath.Dir(dir)+"/x/y", dir); err != nil {
				t.Fatal(err)
			}
		}},
		"torn": {lost: true, during: func(t *testing.T, dir string) {
			name := one(t, dir)
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			put(t, name, string(text[:len(text)-9]))
		}},
		"another text": {lost: true, during: func(t *testing.T, dir string) { put(t, one(t, dir), "nonsense") }},
		"empty":        {lost: true, during: func(t *testing.T, dir string) { put(t, one(t, dir), "") }},
		"a file gone": {lost: true, during: func(t *testing.T, dir string) {
			if err := os.Remove(one(t, dir)); err != nil {
				t.Fatal(err)
			}
		}},
		"all gone": {lost: true, during: func(t *testing.T, dir string) {
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
		}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "spool")
			synctest.Test(t, func(t *testing.T) {
				to := newSwitchable(true)
				if test.before != nil {
					test.before(t, dir)
				}
				c := to.client(t, func(c *sdk.Config) { c.SpoolDir = dir })
				for range events {
					c.Track(t.Context(), "first")
				}
				time.Sleep(time.Minute)
				lost := c.Stats().Spooled
				if test.during != nil {
					test.during(t, dir)
				}
				for range events {
					c.Track(t.Context(), "second")
				}
				time.Sleep(time.Minute)
				exact(t, c.Stats())
				to.away.Store(false)
				time.Sleep(2 * time.Minute)
				s := c.Stats()
				exact(t, s)
				if s.SpoolErrors == 0 {
					t.Errorf("the failure is not counted: %+v", s)
				}
				if !test.lost {
					lost = 0
				}
				if s.Sent != 2*events-lost || s.Dropped[sdk.DropSpoolLost] != lost || s.Lost() != lost {
					t.Errorf("lost should be %d: %+v", lost, s)
				}
				_ = closed(t, c, time.Second)
			})
		})
	}
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestALargeFileIsSplit replays to a collector that takes ten events at a time, and goes away
// between two parts.
func TestALargeFileIsSplit(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		var left atomic.Int64 // requests until the collector goes away
		to := &collector{answer: func(_ int, b event.Batch) (int, string, string) {
			switch {
			case left.Add(-1) < 0:
				return 0, "", ""
			case len(b.Events) > 10:
				return 413, "", ""
			}
			return all(b)
		}}
		c := to.client(t, func(c *sdk.Config) { c.SpoolDir = dir })
		for range 100 {
			c.Track(t.Context(), "step")
		}
		time.Sleep(time.Minute)
		left.Store(8)
		time.Sleep(time.Minute)
		s := c.Stats()
		if exact(t, s); s.Sent == 0 || s.Spooled == 0 {
			t.Fatalf("it did not go away in the midst: %+v", s)
		}
		left.Store(1000)
		time.Sleep(time.Minute)
		s = c.Stats()
		if exact(t, s); s.Sent != 100 || s.Spooled != 0 {
			t.Errorf("%+v", s)
		}
		if err := closed(t, c, time.Second); err != nil {
			t.Error(err)
		}
	})
}

// TestAFlushEndsOnTheDisk flushes while the collector is away.
func TestAFlushEndsOnTheDisk(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		to := newSwitchable(true)
		c := to.client(t, func(c *sdk.Config) { c.SpoolDir = dir })
		c.Track(t.Context(), "first")
		time.Sleep(10 * time.Second)
		c.Track(t.Context(), "second")
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := c.Flush(ctx); err != nil || c.Stats().Spooled != 2 {
			t.Errorf("%v, %+v", err, c.Stats())
		}
		if err := closed(t, c, time.Second); err != nil {
			t.Error(err)
		}
	})
}
