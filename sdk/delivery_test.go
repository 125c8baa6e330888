package sdk_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/event"
)

// collector is a round tripper that answers by a script and keeps what it was sent.
type collector struct {
	answer func(attempt int, b event.Batch) (status int, header, body string)

	mu       sync.Mutex
	batches  []event.Batch
	arrivals []time.Time
}

func (c *collector) RoundTrip(r *http.Request) (*http.Response, error) {
	defer r.Body.Close()
	plain, err := gzip.NewReader(r.Body)
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(plain)
	if err != nil {
		return nil, err
	}
	b, err := event.DecodeBatch(text)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	c.batches, c.arrivals = append(c.batches, b), append(c.arrivals, time.Now())
	attempt := len(c.batches)
	c.mu.Unlock()
	status, header, body := c.answer(attempt, b)
	if status == 0 {
		return nil, errors.New("connection refused")
	}
	response := &http.Response{StatusCode: status, Status: fmt.Sprint(status), Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body))}
	if header != "" {
		response.Header.Set("Retry-After", header)
	}
	return response, nil
}

func (c *collector) sent() []event.Batch {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.batches)
}

// arrived is when the first batch came.
func (c *collector) arrived() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.arrivals[0]
}

// all answers that every event was accepted.
func all(b event.Batch) (int, string, string) {
	return 200, "", fmt.Sprintf(`{"accepted":%d,"duplicates":0,"discarded":0,"rejected":[]}`, len(b.Events))
}

func (c *collector) client(t *testing.T, change func(*sdk.Config)) *sdk.Client {
	t.Helper()
	config := sdk.Config{Endpoint: "http://collector.test/safar/", Key: "sk_x", HTTPClient: &http.Client{Transport: c}}
	if change != nil {
		change(&config)
	}
	client, err := sdk.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func (c *collector) waits() (waits []time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := 1; i < len(c.arrivals); i++ {
		waits = append(waits, c.arrivals[i].Sub(c.arrivals[i-1]))
	}
	return waits
}

// exact fails unless every event is accounted for.
func exact(t *testing.T, s sdk.Stats) {
	t.Helper()
	if s.Accepted != s.Sent+s.Spooled+s.Queued+s.Lost() {
		t.Errorf("accepted %d, sent %d + spooled %d + queued %d + dropped %v", s.Accepted, s.Sent, s.Spooled, s.Queued, s.Dropped)
	}
}

func closed(t *testing.T, c *sdk.Client, within time.Duration) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), within)
	defer cancel()
	err := c.Close(ctx)
	exact(t, c.Stats())
	return err
}

func TestABatchGoesWhenItsTimeHasCome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		to := &collector{answer: func(_ int, b event.Batch) (int, string, string) { return all(b) }}
		c := to.client(t, nil)
		start := time.Now()
		c.Track(t.Context(), "first")
		time.Sleep(1900 * time.Millisecond)
		c.Track(t.Context(), "second")
		synctest.Wait()
		if len(to.sent()) != 0 {
			t.Fatal("sent before its time")
		}
		time.Sleep(100 * time.Millisecond)
		synctest.Wait()
		if len(to.sent()) != 1 || len(to.sent()[0].Events) != 2 || to.arrived().Sub(start) != 2*time.Second {
			t.Errorf("%v after %v", to.sent(), to.arrived().Sub(start))
		}
		if b := to.sent()[0]; b.Sender.Name != "safar-go" || b.Sender.Version == "" || !b.SentAt.Equal(to.arrived().Truncate(time.Millisecond)) {
			t.Errorf("%+v", b)
		}
		if err := closed(t, c, time.Second); err != nil {
			t.Error(err)
		}
	})
}

func TestFlushGoesAtOnceAndWaitsForTheAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var down atomic.Bool
		down.Store(true)
		to := &collector{}
		to.answer = func(_ int, b event.Batch) (int, string, string) {
			if down.Load() {
				return 0, "", ""
			}
			return all(b)
		}
		c := to.client(t, nil)
		c.Track(t.Context(), "first")
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		start := time.Now()
		err := c.Flush(ctx)
		if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "1 events still wait") || !strings.Contains(err.Error(), "refused") {
			t.Errorf("away: %v", err)
		}
		if time.Since(start) != 20*time.Second || len(to.sent()) < 3 {
			t.Errorf("%d attempts in %v", len(to.sent()), time.Since(start))
		}
		if s := c.Stats(); s.Queued != 1 || s.Retries != uint64(len(to.sent())-1) || s.LastError == nil {
			t.Errorf("%+v", s)
		}
		down.Store(false)
		if err := c.Flush(t.Context()); err != nil {
			t.Error(err)
		}
		if s := c.Stats(); s.Sent != 1 || s.Queued != 0 || s.LastError != nil {
			t.Errorf("%+v", s)
		}
		if err := closed(t, c, time.Second); err != nil {
			t.Error(err)
		}
	})
}

func TestARetryRepeatsEventsExactly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		to := &collector{answer: func(attempt int, b event.Batch) (int, string, string) {
			if attempt <= 3 {
				return 503, "7", ""
			}
			return all(b)
		}}
		c := to.client(t, nil)
		for i := range 50 {
			c.Track(t.Context(), "step", sdk.Int("n", int64(i)))
		}
		if err := c.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		for i, w := range to.waits() {
			if w < 7*time.Second || w > 8*time.Second {
				t.Errorf("wait %d: %v, Retry-After was 7", i, w)
			}
		}
		for _, b := range to.sent()[1:] {
			if !bytes.Equal(bytes.Join(raw(b), nil), bytes.Join(raw(to.sent()[0]), nil)) {
				t.Error("a retry differs")
			}
			if !b.SentAt.After(to.sent()[0].SentAt) {
				t.Error("a retry bears the first attempt's clock, by which the collector would move its events")
			}
		}
		if err := closed(t, c, time.Second); err != nil {
			t.Error(err)
		}
	})
}

func raw(b event.Batch) (out [][]byte) {
	for _, e := range b.Events {
		out = append(out, e)
	}
	return out
}

func TestBackOffGrowsWithFullJitter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		to := &collector{answer: func(int, event.Batch) (int, string, string) { return 0, "", "" }}
		c := to.client(t, nil)
		c.Track(t.Context(), "first")
		time.Sleep(20 * time.Minute)
		waits, long := to.waits(), 0
		for i, w := range waits {
			span := min(30*time.Second, 500*time.Millisecond<<min(i, 10))
			if w > span {
				t.Errorf("wait %d is %v, more than %v", i, w, span)
			}
			if w > 15*time.Second {
				long++
			}
		}
		// Of some 80 waits of up to 30 s about half are longer than 15 s.
		if len(waits) < 40 || len(waits) > 200 || long < len(waits)/5 || long > len(waits)*4/5 {
			t.Errorf("%d waits, %d of them long: %v", len(waits), long, waits)
		}
		start := time.Now()
		var loss *sdk.LossError
		if err := closed(t, c, 3*time.Second); !errors.As(err, &loss) || loss.Dropped[sdk.DropUnsent] != 1 {
			t.Errorf("%v", err)
		}
		if took := time.Since(start); took > 3100*time.Millisecond {
			t.Errorf("closing took %v", took)
		}
	})
}

func TestARefusedKeyPausesAndIsSaidOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		to := &collector{answer: func(attempt int, b event.Batch) (int, string, string) {
			if attempt <= 10 {
				return 401, "", `{"error":{"code":"unauthorized","message":"The key is unknown.","hint":"Take another."}}`
			}
			return all(b)
		}}
		c := to.client(t, func(c *sdk.Config) { c.Logger = slog.New(slog.NewTextHandler(&log, nil)) })
		c.Track(t.Context(), "first")
		if err := c.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, w := range to.waits() {
			if w != time.Minute {
				t.Errorf("a wait of %v", w)
			}
		}
		if n := strings.Count(log.String(), "The key is unknown"); n != 1 {
			t.Errorf("said %d times:\n%s", n, &log)
		}
		if !strings.Contains(log.String(), "takes events again") {
			t.Errorf("the end is not said:\n%s", &log)
		}
		if strings.Count(log.String(), `msg="safar: `) != strings.Count(log.String(), "msg=") {
			t.Errorf("a line does not say whose it is:\n%s", &log)
		}
		if err := closed(t, c, time.Second); err != nil {
			t.Error(err)
		}
	})
}

func TestCloseDoesNotWaitForARefusedKey(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		to := &collector{answer: func(int, event.Batch) (int, string, string) { return 403, "", "" }}
		c := to.client(t, nil)
		c.Track(t.Context(), "first")
		start := time.Now()
		if err := closed(t, c, time.Hour); err == nil || time.Since(start) > time.Second {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}

func TestCloseCutsAWaitShort(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var down atomic.Bool
		down.Store(true)
		to := &collector{}
		to.answer = func(_ int, b event.Batch) (int, string, string) {
			if down.Load() {
				return 503, "300", ""
			}
			return all(b)
		}
		c := to.client(t, nil)
		c.Track(t.Context(), "first")
		time.Sleep(10 * time.Second)
		down.Store(false)
		start := time.Now()
		if err := closed(t, c, time.Hour); err != nil || time.Since(start) > time.Second {
			t.Errorf("%v after %v", err, time.Since(start))
		}
		c.Track(t.Context(), "late")
		if s := c.Stats(); s.Dropped[sdk.DropClosed] != 1 || s.Sent != 1 {
			t.Errorf("%+v", s)
		}
		exact(t, c.Stats())
		if err := c.Flush(t.Context()); err != nil {
			t.Errorf("Flush after Close: %v", err)
		}
		if err := c.Close(t.Context()); err != nil {
			t.Errorf("a second Close: %v", err)
		}
	})
}

// TestCloseDoesNotWaitForATransportThatIgnoresItsContext also shows that the deadline is
// kept, and that the sender's word does not count any more when it comes.
func TestCloseDoesNotWaitForATransportThatIgnoresItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		let := make(chan struct{})
		to := &collector{answer: func(_ int, b event.Batch) (int, string, string) {
			<-let
			return all(b)
		}}
		c := to.client(t, nil)
		c.Track(t.Context(), "first")
		start := time.Now()
		var loss *sdk.LossError
		if err := closed(t, c, time.Second); !errors.As(err, &loss) || loss.Dropped[sdk.DropUnsent] != 1 {
			t.Errorf("%v", err)
		}
		if took := time.Since(start); took > 1100*time.Millisecond {
			t.Errorf("took %v", took)
		}
		close(let)
		synctest.Wait()
		if s := c.Stats(); s.Sent != 0 || s.Lost() != 1 {
			t.Errorf("counted twice: %+v", s)
		}
	})
}

func TestTooLargeBatchesAreSplit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		to := &collector{answer: func(_ int, b event.Batch) (int, string, string) {
			if len(b.Events) > 10 || strings.Contains(string(b.Events[0]), `"huge"`) {
				return 413, "", ""
			}
			return all(b)
		}}
		c := to.client(t, nil)
		for i := range 100 {
			name := "small"
			if i == 37 {
				name = "huge"
			}
			c.Track(t.Context(), name, sdk.Int("n", int64(i)))
		}
		var loss *sdk.LossError
		if err := closed(t, c, time.Hour); !errors.As(err, &loss) || loss.Dropped[sdk.DropTooLarge] != 1 || loss.Error() != "sdk: 1 events lost: too_large 1" {
			t.Errorf("%v", err)
		}
		if s := c.Stats(); s.Sent != 99 {
			t.Errorf("%+v", s)
		}
	})
}

func TestABatchHoldsAThousandEventsAtMost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		to := &collector{answer: func(_ int, b event.Batch) (int, string, string) { return all(b) }}
		c := to.client(t, nil)
		for range 2500 {
			c.Track(t.Context(), "e")
		}
		if err := closed(t, c, time.Hour); err != nil {
			t.Error(err)
		}
		ids := map[string]bool{}
		for _, b := range to.sent() {
			for _, r := range b.Events {
				e, rejection := event.Decode(r)
				if rejection != nil {
					t.Fatal(rejection)
				}
				ids[e.ID] = true
			}
		}
		if len(ids) != 2500 || len(to.sent()) < 3 {
			t.Errorf("%d ids in %d batches", len(ids), len(to.sent()))
		}
	})
}

func TestRejectionsAreHandedOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var told []sdk.Rejection
		to := &collector{answer: func(_ int, b event.Batch) (int, string, string) {
			return 200, "", `{"accepted":1,"duplicates":0,"discarded":0,"rejected":[{"index":1,"id":"x","code":"invalid_currency","field":"params.currency","message":"no"}]}`
		}}
		c := to.client(t, func(c *sdk.Config) {
			c.OnRejected = func(r []sdk.Rejection) { told = append(told, r...); panic("the shop's own") }
		})
		c.Track(t.Context(), "good")
		c.Track(t.Context(), "purchase", sdk.ID("x"), sdk.Amount("value", sdk.Money{Minor: 1, Currency: "IRT"}))
		if err := closed(t, c, time.Hour); err != nil {
			t.Error(err)
		}
		want := sdk.Rejection{ID: "x", Name: "purchase", Code: event.CodeInvalidCurrency, Field: "params.currency", Message: "no"}
		if len(told) != 1 || told[0] != want {
			t.Errorf("%+v", told)
		}
		if s := c.Stats(); s.Sent != 2 || s.Rejected != 1 {
			t.Errorf("%+v", s)
		}
	})
}

// TestWhatIsNoCollectorTakesNothing sends to an address where something else answers.
func TestWhatIsNoCollectorTakesNothing(t *testing.T) {
	for name, answer := range map[string][2]string{
		"a page": {"200", "<html>"}, "other JSON": {"200", "{}"}, "nothing": {"204", ""}, "no such page": {"404", "not found"}, "elsewhere": {"301", ""},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var status int
				_, _ = fmt.Sscan(answer[0], &status)
				to := &collector{answer: func(int, event.Batch) (int, string, string) { return status, "", answer[1] }}
				c := to.client(t, nil)
				c.Track(t.Context(), "first")
				time.Sleep(10 * time.Minute)
				if s := c.Stats(); s.Queued != 1 || s.LastError == nil {
					t.Errorf("%+v", s)
				}
				if err := closed(t, c, time.Second); err == nil {
					t.Error("the loss is not said")
				}
			})
		})
	}
}

func TestABatchRefusedForGoodIsDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		to := &collector{answer: func(attempt int, b event.Batch) (int, string, string) {
			if attempt == 1 {
				return 400, "", `{"error":{"code":"bad_json"}}`
			}
			return all(b)
		}}
		c := to.client(t, nil)
		c.Track(t.Context(), "first")
		c.Track(t.Context(), "second")
		if err := c.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			c.Track(t.Context(), "third")
			if err := c.Flush(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if d := to.sent()[1].Dropped; len(d) != 1 || d["refused"] != 2 {
			t.Errorf("the next batch tells of %v", d)
		}
		if d := to.sent()[2].Dropped; d != nil {
			t.Errorf("told twice: %v", d)
		}
		if err := closed(t, c, time.Hour); err == nil {
			t.Error("the loss is not said")
		}
	})
}
