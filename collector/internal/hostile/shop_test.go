package hostile_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector"
)

// shop is a collector of one site that listens, with its log.
type shop struct {
	collector *collector.Collector
	collector.Credentials
	dir, url string
	log      journal
	asked    int // requests that reached it from the test
}

// journal is a log that may be read while it is written.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

func open(t *testing.T) *shop {
	t.Helper()
	s := &shop{dir: filepath.Join(t.TempDir(), "data")}
	var err error
	s.collector, err = collector.Create(collector.Config{
		Dir: s.dir, BrowserRate: -1, ServerRate: -1, ReadRate: -1,
		Logger: slog.New(slog.NewJSONHandler(&s.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.collector.Close(); err != nil {
			t.Error(err)
		}
	})
	s.Credentials, err = s.collector.AddSite(t.Context(), collector.SiteSpec{
		Name: "main", Timezone: "Asia/Tehran", Currency: "IRR", Domains: []string{"shop.example", "localhost"},
	})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s.collector.Handler())
	t.Cleanup(func() { server.CloseClientConnections(); server.Close() })
	s.url = server.URL
	return s
}

// taken is the answer to a batch of events.
type taken struct {
	Accepted int
	Rejected []struct {
		Index         int
		Code, Message string
	}
}

// send sends events with the server's key, so many at a time as a batch may hold.
func (s *shop) send(t *testing.T, batch map[string]any) taken {
	t.Helper()
	var out taken
	status, body := s.do(t, http.MethodPost, "/v1/events", quoted(batch), "Authorization", "Bearer "+s.ServerKey, "Content-Type", "application/json")
	if status != http.StatusOK {
		t.Fatalf("%d %s", status, body)
	}
	if err := json.Unmarshal([]byte(body), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// do makes a request; headers are name and value in turn.
func (s *shop) do(t *testing.T, method, path, body string, headers ...string) (status int, answer string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.url+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	s.asked++
	return response.StatusCode, string(text)
}

func (s *shop) settle(t *testing.T) {
	t.Helper()
	if err := s.collector.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func quoted(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func clock(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }
