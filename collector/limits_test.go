package collector

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/faulty"
)

// While the queue is full requests are refused at once and nothing of them is taken; once it
// is not, they are taken again.
func TestFullQueueRefusesAndRecovers(t *testing.T) {
	s := openShop(t, func(c *Config) { c.QueueBytes = 1 })
	defer s.close()
	file, err := sql.Open("sqlite3", "file:"+filepath.Join(s.dir, databaseName)+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	body := func(id string) string { return `{"events":[{"id":"` + id + `","name":"share"}]}` }
	status, answer := s.post(false, body("first")) // what is read once and kept is read
	s.taken(status, answer, 1)

	// As long as somebody else writes, the writer waits with what it has.
	lock, err := file.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var waiting sync.WaitGroup
	var late []byte
	waiting.Go(func() { status, late = s.post(false, body("waits")) })
	for !strings.Contains(s.metrics(), "safar_queue_limit_bytes 1\n") || strings.Contains(s.metrics(), "safar_queue_bytes 0\n") {
		if t.Context().Err() != nil {
			t.Fatal("nothing waits")
		}
	}
	for range 3 {
		refused, header := s.postForHeader(body("refused"))
		if refused != http.StatusServiceUnavailable || header.Get("Retry-After") == "" {
			t.Errorf("a full queue answers %d, Retry-After %q", refused, header.Get("Retry-After"))
		}
	}
	if err := lock.Rollback(); err != nil {
		t.Fatal(err)
	}
	waiting.Wait()
	s.taken(status, late, 1)
	status, answer = s.post(false, body("refused"))
	if got := s.taken(status, answer, 1); got.Accepted != 1 {
		t.Errorf("what was refused is taken for a repeat: %s", answer)
	}
	s.checkQuality()
}

// What would wait too long to be written is refused at once and counted; what was let in is
// written, and once it is, more is taken.
func TestTooMuchToWriteIsRefused(t *testing.T) {
	s := openShop(t, func(*Config) {})
	defer s.close()
	file, err := sql.Open("sqlite3", "file:"+filepath.Join(s.dir, databaseName)+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	status, answer := s.post(false, faulty.Logins(1)) // what is read once and kept is read
	s.taken(status, answer, 1)
	lock, err := file.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	const senders, events = 20, 1000
	statuses, answers := make([]int, senders), make([][]byte, senders)
	var sent sync.WaitGroup
	var answered atomic.Int32
	for i := range senders {
		sent.Go(func() {
			defer answered.Add(1)
			statuses[i], answers[i] = s.post(false, faulty.Logins(events))
		})
	}
	for !strings.Contains(s.metrics(), `safar_requests_shed_total{reason="writing"}`) {
		if answered.Load() == senders {
			t.Fatal("nobody is refused for want of time")
		}
	}
	if err := lock.Rollback(); err != nil {
		t.Fatal(err)
	}
	sent.Wait()
	taken := 0
	for i, status := range statuses {
		if status != http.StatusServiceUnavailable {
			s.taken(status, answers[i], events)
			taken++
		}
	}
	if taken == 0 || taken == senders {
		t.Errorf("%d of %d were taken", taken, senders)
	}
	status, answer = s.post(false, `{"events":[{"id":"last","name":"share"}]}`)
	s.taken(status, answer, 1)
	s.checkQuality()
}

func (s *shop) metrics() string {
	s.Helper()
	status, text := s.do(http.MethodGet, "/metrics", "")
	if status != http.StatusOK {
		s.Fatalf("metrics: %d %s", status, text)
	}
	return string(text)
}

// postForHeader posts with the server key.
func (s *shop) postForHeader(body string) (status int, header http.Header) {
	s.Helper()
	request, err := http.NewRequestWithContext(s.Context(), http.MethodPost, s.url+"/v1/events", strings.NewReader(body))
	if err != nil {
		s.Fatal(err)
	}
	request.Header = http.Header{"Content-Type": {"application/json"}, "Authorization": {"Bearer " + s.ServerKey}}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		s.Fatal(err)
	}
	response.Body.Close()
	return response.StatusCode, response.Header
}

// A clock that jumps makes some events seem to come from the future. They are refused, told so,
// and taken once it is right again; none is counted twice.
func TestClockJumpsLoseAndDoubleNothing(t *testing.T) {
	var mu sync.Mutex
	clock := faulty.Now()
	set := func(to time.Time) {
		mu.Lock()
		defer mu.Unlock()
		clock = to
	}
	s := openShop(t, func(c *Config) {
		c.Now = func() time.Time {
			mu.Lock()
			defer mu.Unlock()
			return clock
		}
	})
	defer s.close()
	const events = 20
	jumps := []time.Duration{0, -time.Hour, 0, 10 * 365 * 24 * time.Hour, -10 * 365 * 24 * time.Hour, -30 * time.Second, 25 * time.Hour, 0}
	for round, jump := range jumps {
		set(faulty.Now().Add(jump))
		for i := range events {
			at := faulty.Now().Add(-time.Duration(i) * 10 * time.Minute).Format(time.RFC3339)
			status, answer := s.post(false, fmt.Sprintf(`{"events":[{"id":"e%d-%d","name":"share","time":%q},{"id":"e%d","name":"share","time":%q}]}`, round, i, at, i, at))
			s.taken(status, answer, 2)
		}
	}
	if s.sum.Rejected["time_out_of_range"] == 0 || s.sum.Duplicates == 0 {
		t.Errorf("nothing was refused or nothing repeated: %+v", s.sum)
	}
	for round := range jumps { // again, by a clock that is right
		for i := range events {
			at := faulty.Now().Add(-time.Duration(i) * 10 * time.Minute).Format(time.RFC3339)
			status, answer := s.post(false, fmt.Sprintf(`{"events":[{"id":"e%d-%d","name":"share","time":%q}]}`, round, i, at))
			s.taken(status, answer, 1)
		}
	}
	want := int64(events * (len(jumps) + 1))
	if s.sum.Accepted != want {
		t.Errorf("%d events were accepted, want each of %d once", s.sum.Accepted, want)
	}
	var report struct{ Metrics []struct{ Value int64 } }
	status, answer := s.do(http.MethodGet, "/api/v1/report?metrics=shares", "", "Authorization", "Bearer "+s.ReadToken)
	if err := json.Unmarshal(answer, &report); err != nil || status != http.StatusOK || len(report.Metrics) != 1 || report.Metrics[0].Value != want {
		t.Errorf("%d %s, want %d shares", status, answer, want)
	}
}
