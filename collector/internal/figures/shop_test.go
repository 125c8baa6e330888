package figures

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector"
	"github.com/safar-cx/safar/sdk/event"
)

const (
	connections = 4    // that post at the same time
	batchEvents = 1000 // as many as a batch may hold
)

// server is a collector that serves HTTP.
type server struct {
	collector *collector.Collector
	http      *httptest.Server
}

// serve starts a collector with a new database on disk.
func serve(t *testing.T) *server {
	t.Helper()
	c, err := collector.Create(collector.Config{Dir: filepath.Join(t.TempDir(), "data"), ServerRate: -1, ReadRate: -1})
	if err != nil {
		t.Fatal(err)
	}
	s := &server{collector: c, http: httptest.NewServer(c.Handler())}
	t.Cleanup(func() {
		s.http.Close()
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// shop is a site of a collector, seen from outside.
type shop struct {
	name, address, serverKey, readToken string
	client                              *http.Client
}

// open makes a site.
func (s *server) open(t *testing.T, name, zone, currency string) *shop {
	t.Helper()
	made, err := s.collector.AddSite(t.Context(), collector.SiteSpec{Name: name, Timezone: zone, Currency: currency})
	if err != nil {
		t.Fatal(err)
	}
	return &shop{name, s.http.URL, made.ServerKey, made.ReadToken, s.http.Client()}
}

// post sends events with the server key, in batches over several connections, and returns
// how many were accepted: all, or the test fails.
func (s *shop) post(t *testing.T, events []event.Event) int64 {
	t.Helper()
	batches := slices.Collect(slices.Chunk(events, batchEvents))
	var next, accepted atomic.Int64
	var senders sync.WaitGroup
	for range connections {
		senders.Go(func() {
			for n := next.Add(1); n <= int64(len(batches)); n = next.Add(1) {
				taken, err := s.send(t, batches[n-1])
				accepted.Add(taken)
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	senders.Wait()
	if accepted.Load() != int64(len(events)) {
		t.Fatalf("%s: of %d events %d were accepted", s.name, len(events), accepted.Load())
	}
	return accepted.Load()
}

// send posts one batch.
func (s *shop) send(t *testing.T, events []event.Event) (accepted int64, err error) {
	body, err := packed(events)
	if err != nil {
		return 0, err
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.address+"/v1/events", body)
	if err != nil {
		return 0, err
	}
	r.Header.Set("Authorization", "Bearer "+s.serverKey)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Content-Encoding", "gzip")
	var answer struct {
		Accepted int64
		Rejected []json.RawMessage
	}
	if err := s.call(r, &answer); err != nil {
		return 0, err
	}
	if len(answer.Rejected) > 0 {
		err = fmt.Errorf("%d rejected, first %s", len(answer.Rejected), answer.Rejected[0])
	}
	return answer.Accepted, err
}

// packed is the compressed body of a batch.
func packed(events []event.Event) (io.Reader, error) {
	batch := event.Batch{Sender: event.Sender{Name: "figures"}}
	for _, e := range events {
		raw, err := e.MarshalJSON()
		if err != nil {
			return nil, fmt.Errorf("event %s: %w", e.ID, err)
		}
		batch.Events = append(batch.Events, raw)
	}
	text, err := batch.MarshalJSON()
	if err != nil {
		return nil, err
	}
	var body bytes.Buffer
	z, err := gzip.NewWriterLevel(&body, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(text); err != nil {
		return nil, err
	}
	return &body, z.Close()
}

// call makes a request and decodes the answer, which has to be 200.
func (s *shop) call(r *http.Request, answer any) error {
	w, err := s.client.Do(r)
	if err != nil {
		return err
	}
	defer w.Body.Close()
	text, err := io.ReadAll(w.Body)
	if err != nil {
		return err
	}
	if w.StatusCode != http.StatusOK {
		return fmt.Errorf("%s %s: %s %s", r.Method, r.URL.Path, w.Status, text)
	}
	return json.Unmarshal(text, answer)
}

// foldWithin bounds how long a report may say that events are not counted yet. Other tests
// sync the same disk at the same time, and then a fold that takes seconds may take minutes.
const foldWithin = 3 * time.Minute

// ask asks the report for metrics over a range of days, with a series by month.
func (s *shop) ask(t *testing.T, from, to string, metrics ...string) report {
	t.Helper()
	answer := folded[report](t, s, "/api/v1/report", url.Values{
		"site": {s.name}, "from": {from}, "to": {to}, "metrics": {strings.Join(metrics, ",")},
		"interval": {"month"}, "compare": {"none"},
	})
	answer.check(t)
	return answer
}

// lag is the part of an answer that says whether it has all events in it. The answer leaves
// it out when it has.
type lag struct{ Folding bool }

func (l lag) lags() bool { return l.Folding }

// folded asks until the answer has all events in it.
func folded[A interface{ lags() bool }](t *testing.T, s *shop, path string, query url.Values) A {
	t.Helper()
	for deadline := time.Now().Add(foldWithin); ; {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.address+path+"?"+query.Encode(), nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+s.readToken)
		var answer A
		if err := s.call(r, &answer); err != nil {
			t.Fatal(err)
		}
		if !answer.lags() {
			return answer
		}
		// The report itself waits some seconds for the folding before it says so.
		if time.Now().After(deadline) {
			t.Fatalf("%s: events are still not counted after %s", s.name, foldWithin)
		}
	}
}
