package sdk_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/event"
	"github.com/safar-cx/safar/sdk/sdktest"
)

// served is a recorder behind a real server.
func served(t *testing.T) (*sdktest.Recorder, string) {
	t.Helper()
	recorder := sdktest.New()
	server := httptest.NewUnstartedServer(recorder)
	server.Config.ErrorLog = nil
	server.Start()
	t.Cleanup(func() {
		recorder.Answer(sdktest.OK)
		server.Close()
		if err := recorder.Close(); err != nil {
			t.Error(err)
		}
	})
	return recorder, server.URL
}

func lossOf(err error) *sdk.LossError {
	var loss *sdk.LossError
	errors.As(err, &loss)
	return loss
}

// nobody is an address at which nobody listens.
func nobody(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return "http://" + l.Addr().String()
}

// TestEveryEventIsAccountedFor sends to a collector with each fault, from several goroutines,
// lets it recover, and closes: Stats add up at every moment, nothing arrives twice, what
// arrived is what was sent, and Close keeps its time.
func TestEveryEventIsAccountedFor(t *testing.T) {
	tests := map[string]struct {
		mode sdktest.Mode
		lost bool // whether events may be lost although the collector recovers
	}{
		"ok":             {mode: sdktest.OK},
		"hangs":          {mode: sdktest.Hang},
		"refuses":        {mode: sdktest.Refuse},
		"resets":         {mode: sdktest.Reset},
		"slow":           {mode: sdktest.Slow(50 * time.Millisecond)},
		"cut off":        {mode: sdktest.CutOff},
		"unavailable":    {mode: sdktest.Status(503, 1)},
		"internal":       {mode: sdktest.Status(500, 0)},
		"rate limited":   {mode: sdktest.Status(429, 1)},
		"unauthorized":   {mode: sdktest.Status(401, 0), lost: true},
		"too large":      {mode: sdktest.Status(413, 0), lost: true},
		"bad request":    {mode: sdktest.Status(400, 0), lost: true},
		"gone elsewhere": {mode: sdktest.Status(302, 0), lost: true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			recorder, url := served(t)
			c, err := sdk.New(sdk.Config{Endpoint: url, Key: sdktest.Key, Timeout: 300 * time.Millisecond, BatchEvery: 10 * time.Millisecond, BatchBytes: 16 << 10})
			if err != nil {
				t.Fatal(err)
			}
			recorder.Answer(test.mode)
			var shoppers sync.WaitGroup
			for range 4 {
				shoppers.Go(func() {
					for i := range 250 {
						c.Track(t.Context(), "step", sdk.Int("n", int64(i)))
						if i%50 == 0 {
							exact(t, c.Stats())
						}
					}
				})
			}
			shoppers.Wait()
			for recorder.Requests() == 0 { // until the fault is met
				soon, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
				_ = c.Flush(soon)
				cancel()
			}
			recorder.Answer(sdktest.OK)
			err = closed(t, c, 10*time.Second)
			if isLoss := lossOf(err) != nil; isLoss != (c.Stats().Lost() > 0) || err != nil && !test.lost {
				t.Errorf("Close: %v", err)
			}
			s := c.Stats()
			if arrived := len(recorder.Events()); uint64(arrived) != s.Sent || s.Accepted != 1000 || s.Queued != 0 {
				t.Errorf("%d arrived, %+v", arrived, s)
			}
			if name == "ok" && s.Retries+s.Lost() > 0 {
				t.Errorf("trouble without a fault: %+v", s)
			}
		})
	}
}

func TestCloseKeepsItsTime(t *testing.T) {
	tests := map[string]func(r *sdktest.Recorder){
		"hangs":        func(r *sdktest.Recorder) { r.Answer(sdktest.Hang) },
		"refuses":      func(r *sdktest.Recorder) { r.Answer(sdktest.Refuse) },
		"unavailable":  func(r *sdktest.Recorder) { r.Answer(sdktest.Status(503, 300)) },
		"unauthorized": func(r *sdktest.Recorder) { r.Answer(sdktest.Status(401, 0)) },
		"nobody there": nil,
	}
	for name, set := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := nobody(t)
			if set != nil {
				var recorder *sdktest.Recorder
				recorder, url = served(t)
				set(recorder)
			}
			c, err := sdk.New(sdk.Config{Endpoint: url, Key: sdktest.Key})
			if err != nil {
				t.Fatal(err)
			}
			for range 5000 {
				c.Track(t.Context(), "step")
			}
			const within = 300 * time.Millisecond
			start := time.Now()
			err = closed(t, c, within)
			// The promise is 100 ms, which the tests with a clock of their own hold it to; here
			// a busy machine counts too.
			if took := time.Since(start); took > within+400*time.Millisecond {
				t.Errorf("took %v", took)
			}
			if loss := lossOf(err); loss == nil || loss.Dropped[sdk.DropUnsent] != 5000 {
				t.Errorf("%v", err)
			}
		})
	}
}

// TestOrdersSurviveAnOverflow fills the buffer with page views while the collector is away,
// and then has orders.
func TestOrdersSurviveAnOverflow(t *testing.T) {
	recorder, url := served(t)
	recorder.Answer(sdktest.Refuse)
	c, err := sdk.New(sdk.Config{Endpoint: url, Key: sdktest.Key, BatchBytes: 16 << 10, BufferBytes: 128 << 10, BatchEvery: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	for range 5000 {
		c.Track(t.Context(), event.NamePageView)
	}
	full := c.Stats()
	if full.Dropped[sdk.DropQueueFull] == 0 || full.QueuedBytes > 128<<10 {
		t.Fatalf("%+v", full)
	}
	const orders = 400 // more than a quarter of the place holds: page views have to go
	for i := range orders {
		c.Purchase(t.Context(), sdk.Order{TransactionID: fmt.Sprint("T-", i), Value: eur(100)})
		exact(t, c.Stats())
	}
	left := c.Stats()
	if left.Lost() <= full.Lost() || left.QueuedBytes > 128<<10 {
		t.Errorf("before the orders %+v, after them %+v", full, left)
	}
	recorder.Answer(sdktest.OK)
	loss := lossOf(closed(t, c, 10*time.Second))
	if loss == nil || loss.Dropped[sdk.DropQueueFull] != left.Lost() {
		t.Errorf("%v", loss)
	}
	arrived := 0
	for _, e := range recorder.Events() {
		if e.Name == event.NamePurchase {
			arrived++
		}
	}
	if arrived != orders {
		t.Errorf("%d orders of %d", arrived, orders)
	}
	if told := recorder.Dropped()[sdk.DropQueueFull]; told != int64(left.Lost()) {
		t.Errorf("the collector was told of %d, dropped were %d", told, left.Lost())
	}
}

// TestEvenOrdersAreBounded has nothing but orders, more than fit.
func TestEvenOrdersAreBounded(t *testing.T) {
	c, err := sdk.New(sdk.Config{Endpoint: nobody(t), Key: sdktest.Key, BatchBytes: 16 << 10, BufferBytes: 64 << 10})
	if err != nil {
		t.Fatal(err)
	}
	for range 2000 {
		c.Purchase(t.Context(), sdk.Order{TransactionID: "T"})
	}
	if s := c.Stats(); s.QueuedBytes > 64<<10 || s.Dropped[sdk.DropQueueFull] == 0 {
		t.Errorf("%+v", s)
	}
	if err := closed(t, c, 10*time.Millisecond); err == nil {
		t.Error("the loss is not said")
	}
}

// TestTrackAllocatesNothing is a guard: an allocation per event is what shops feel first.
func TestTrackAllocatesNothing(t *testing.T) {
	c, err := sdk.New(sdk.Config{Endpoint: nobody(t), Key: sdktest.Key, BufferBytes: 64 << 20})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = closed(t, c, time.Millisecond) }()
	ctx := sdk.WithScope(t.Context(), sdk.Scope{VisitorID: "v-1", CustomerID: "C-1", Page: event.Page{URL: "https://shop.example/p/12"}})
	glass := sdk.Item{ID: "12", Name: "چای‌خوری", Price: irr(6_450_000), Quantity: 2}
	for name, call := range map[string]func(){
		"six attributes": func() {
			c.Track(ctx, "step", sdk.String("a", "x"), sdk.Int("b", 1), sdk.Float("c", 1.5), sdk.Bool("d", true), sdk.Dur("e", time.Second), sdk.Amount("f", eur(1290)))
		},
		"a typed call": func() { c.ViewItem(ctx, glass) },
	} {
		if n := testing.AllocsPerRun(2000, call); n > 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
	if s := c.Stats(); s.Dropped[sdk.DropQueueFull] > 0 {
		t.Errorf("the queue was full: %+v", s)
	}
}
