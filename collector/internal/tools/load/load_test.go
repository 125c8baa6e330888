package load

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/uuid"

	"github.com/safar-cx/safar/sdk/event"
)

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func take(t *testing.T, c Config, n int) (all []Event) {
	t.Helper()
	events, err := Events(c)
	if err != nil {
		t.Fatal(err)
	}
	for e, err := range events {
		if err != nil {
			t.Fatal(err)
		}
		if all = append(all, e); len(all) == n {
			break
		}
	}
	return all
}

func TestEvents(t *testing.T) {
	for _, kind := range []IDs{V7, V4} {
		all := take(t, Config{Events: 3000, Days: 3, Until: noon, Seed: 5, IDs: kind}, 0)
		if len(all) < 1500 || len(all) > 6000 {
			t.Errorf("%d events, about 3,000 were asked for", len(all))
		}
		again := take(t, Config{Events: 3000, Days: 3, Until: noon, Seed: 5, IDs: kind}, 0)
		seen := map[string]bool{}
		for i, raw := range all {
			if string(raw.JSON) != string(again[i].JSON) {
				t.Fatalf("event %d is not the same when made again", i)
			}
			var e struct {
				ID   uuid.UUID
				Time time.Time
			}
			if err := json.Unmarshal(raw.JSON, &e); err != nil {
				t.Fatalf("%s: %v", raw.JSON, err)
			}
			if seen[e.ID.String()] || e.ID.Version() != map[IDs]uuid.Version{V7: 7, V4: 4}[kind] || e.ID.Variant() != uuid.RFC4122 {
				t.Fatalf("%s: id seen %v, version %d", raw.JSON, seen[e.ID.String()], e.ID.Version())
			}
			seen[e.ID.String()] = true
			if sec, _ := e.ID.Time().UnixTime(); kind == V7 && sec != e.Time.Unix() {
				t.Errorf("the id of an event of %v begins with %v", e.Time, sec)
			}
			if e.Time.Before(noon.AddDate(0, 0, -4)) || e.Time.After(noon) {
				t.Errorf("an event of %v", e.Time)
			}
		}
	}
}

func TestManyEventsComeOfSeveralPopulations(t *testing.T) {
	for events, want := range map[int]int{1: 1, 1_000_000: 1, 1_000_001: 2, 10_000_000: 10} {
		towns, err := Config{Events: events, Days: 90, Until: noon, Seed: 5}.towns()
		if err != nil || len(towns) != want {
			t.Fatalf("%d events come of %d populations, %v; want %d", events, len(towns), err, want)
		}
		seeds, visits := map[uint64]bool{}, 0
		for _, town := range towns {
			seeds[town.Seed] = true
			visits += town.PerDay * town.Days
		}
		if len(seeds) != want || events > 1 && (float64(visits)*perVisit > float64(events) || float64(visits)*perVisit < 0.99*float64(events)) {
			t.Errorf("%d events come of %d visits, with %d seeds", events, visits, len(seeds))
		}
	}
}

func TestBodies(t *testing.T) {
	events := func(yield func(Event, error) bool) {
		for range 7 {
			if !yield(Event{"page_view", []byte(`{"name":"page_view"}`)}, nil) {
				return
			}
		}
	}
	var sizes []int
	mix := Mix{}
	for b, err := range Bodies(mix.Counting(events), 3) {
		if err != nil {
			t.Fatal(err)
		}
		batch, err := event.DecodeBatch(b.JSON)
		if err != nil || len(batch.Events) != b.Events {
			t.Errorf("%s: %d events, %v", b.JSON, len(batch.Events), err)
		}
		sizes = append(sizes, b.Events)
	}
	if !slices.Equal(sizes, []int{3, 3, 1}) || mix["page_view"] != 7 {
		t.Errorf("bodies of %v events, counted %v", sizes, mix)
	}
	broken := errors.New("broken")
	feed, stop := Made(Bodies(func(yield func(Event, error) bool) { yield(Event{}, broken) }, 3))
	defer stop()
	if _, err := feed(); !errors.Is(err, broken) {
		t.Errorf("a failure to make events is told as %v", err)
	}
}

// listen answers requests with what the handler says of them.
func listen(t *testing.T, handle http.HandlerFunc) Target {
	t.Helper()
	server := httptest.NewServer(handle)
	t.Cleanup(server.Close)
	return Target{URL: server.URL, Key: "sk_test"}
}

func bodies(n int) []Body {
	return slices.Repeat([]Body{{Events: 2, JSON: []byte(`{"events":[{},{}]}`)}}, n)
}

func TestRunCountsWhatAnswersTell(t *testing.T) {
	var came atomic.Int64
	to := listen(t, func(w http.ResponseWriter, r *http.Request) {
		text, err := io.ReadAll(r.Body)
		if err != nil || string(text) != `{"events":[{},{}]}` || r.Header.Get("Authorization") != "Bearer sk_test" || r.URL.Path != "/v1/events" {
			t.Errorf("%s %s %q, %v", r.Method, r.URL, text, err)
		}
		switch came.Add(1) {
		case 1:
			_, _ = io.WriteString(w, `{"accepted":1,"duplicates":1,"discarded":0,"rejected":[]}`)
		case 2:
			_, _ = io.WriteString(w, `{"accepted":0,"duplicates":0,"discarded":1,"rejected":[{"index":1}]}`)
		case 3:
			w.Header().Set("Connection", "close") // and go on with another
			_, _ = io.WriteString(w, `{"accepted":2}`)
		case 4:
			panic(http.ErrAbortHandler) // no answer at all
		case 5:
			w.WriteHeader(http.StatusServiceUnavailable)
		default:
			_, _ = io.WriteString(w, `{"accepted":2}`)
		}
	})
	got, err := Run(t.Context(), to, Given(bodies(6)), Plan{})
	if err != nil {
		t.Fatal(err)
	}
	if want := (counts{5, 1, 1, 1}); got.counts != want || got.Requests != 6 || got.Failed != 1 || got.Statuses[200] != 4 || got.Statuses[503] != 1 ||
		len(got.Taken) != 4 || len(got.Refused) != 1 || got.Bytes != 4*18 || got.Sending <= 0 || got.Sending > got.Took {
		t.Errorf("%+v", got)
	}
}

func TestRunRepeatsWhatWasRefusedForAWhile(t *testing.T) {
	var came atomic.Int64
	to := listen(t, func(w http.ResponseWriter, _ *http.Request) {
		if came.Add(1)%2 == 1 {
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		_, _ = io.WriteString(w, `{"accepted":2}`)
	})
	got, err := Run(t.Context(), to, Given(bodies(3)), Plan{Repeat: true})
	if err != nil || got.Accepted != 6 || got.Requests != 6 || len(got.Refused) != 3 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestRunUsesItsConnections(t *testing.T) {
	const n = 8
	all := make(chan struct{})
	var came atomic.Int64
	to := listen(t, func(w http.ResponseWriter, _ *http.Request) {
		if came.Add(1) == n {
			close(all) // they are under way at the same time, or nobody would be answered
		}
		<-all
		_, _ = io.WriteString(w, `{"accepted":2}`)
	})
	if got, err := Run(t.Context(), to, Given(bodies(n)), Plan{Connections: n}); err != nil || got.Accepted != 2*n {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestRunEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	to := listen(t, func(w http.ResponseWriter, _ *http.Request) {
		cancel()
		_, _ = io.WriteString(w, `{"accepted":2}`)
	})
	forever := func() (Body, error) { return bodies(1)[0], nil }
	if got, err := Run(ctx, to, forever, Plan{}); !errors.Is(err, context.Canceled) || got.Accepted != 2 {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestSchedule plays an open loop whose sender was away for a while: what was due in the
// meantime is due then, and at once.
func TestSchedule(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		s := &schedule{begun: begun, rate: 10}
		for i, want := range []struct{ due, now time.Duration }{{0, 0}, {100, 100}, {200, 450}, {300, 450}, {400, 450}, {500, 500}} {
			if i == 2 {
				time.Sleep(350 * time.Millisecond)
			}
			due, err := s.next(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if due.Sub(begun) != want.due*time.Millisecond || time.Since(begun) != want.now*time.Millisecond {
				t.Errorf("request %d is due after %v, sent after %v, want %+v ms", i, due.Sub(begun), time.Since(begun), want)
			}
		}
	})
}

func TestQuantile(t *testing.T) {
	hundred := Times{}
	for i := range 100 {
		hundred = append(hundred, time.Duration(100-i))
	}
	for share, want := range map[float64]time.Duration{0: 1, 0.5: 50, 0.99: 99, 1: 100} {
		if got := hundred.Quantile(share); got != want {
			t.Errorf("quantile %v is %d, want %d", share, got, want)
		}
	}
	if got := (Times{}).Quantile(0.5); got != 0 {
		t.Errorf("of nothing %v", got)
	}
}
