package dashboard_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/dashboard"
	"github.com/safar-cx/safar/js"
)

// collector stands in for the real one: it serves the pages as that does and answers their
// questions from a table, so that a test can put anything into an answer.
type collector struct {
	URL string

	mu      sync.Mutex
	answers map[string]any           // by method and path below /api/v1/
	asked   []string                 // method, path and query
	bodies  []string                 // of requests that had one
	gates   map[string]chan struct{} // answers that wait until it is closed
	news    chan struct{}            // closed and made anew with every question
}

// refusal is an answer that is none.
type refusal struct {
	status     int
	code       string
	message    string
	retryAfter string
}

// stream is an answer that goes on: what is told at once, and what is told later. It ends
// with the request.
type stream struct {
	name  string
	first any
	later chan any
}

func (c *collector) tell(w http.ResponseWriter, r *http.Request, s stream) {
	w.Header().Set("Content-Type", "text/event-stream")
	for next := s.first; ; {
		body, err := json.Marshal(next)
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(w, "event: %s\ndata: %s\n\n", s.name, body)
		if http.NewResponseController(w).Flush() != nil {
			return // the page has gone
		}
		select {
		case next = <-s.later:
		case <-r.Context().Done():
			c.mu.Lock()
			defer c.mu.Unlock()
			c.asked = append(c.asked, "END "+r.URL.Path+"?")
			close(c.news)
			c.news = make(chan struct{})
			return
		}
	}
}

func serve(t *testing.T) *collector {
	t.Helper()
	c := &collector{answers: shop(), gates: map[string]chan struct{}{}, news: make(chan struct{})}
	server := httptest.NewServer(c)
	t.Cleanup(func() { server.CloseClientConnections(); server.Close() })
	c.URL = server.URL
	return c
}

// answer replaces an answer: a value that becomes JSON, a refusal, or nil for 204.
func (c *collector) answer(question string, with any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.answers[question] = with
}

// hold keeps answers back until the function that it returns is called.
func (c *collector) hold(questions ...string) (release func()) {
	gate := make(chan struct{})
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, question := range questions {
		c.gates[question] = gate
	}
	return func() { close(gate) }
}

// await waits until something was asked whose query has a part, and returns the query.
func (c *collector) await(t *testing.T, question, part string) string {
	t.Helper()
	late := time.After(30 * time.Second)
	for {
		c.mu.Lock()
		news := c.news
		c.mu.Unlock()
		asked := c.questions(question)
		if i := slices.IndexFunc(asked, func(query string) bool { return strings.Contains(query, part) }); i >= 0 {
			return asked[i]
		}
		select {
		case <-news:
		case <-late:
			t.Fatalf("%s was not asked with %s: %v", question, part, asked)
		}
	}
}

// questions are the queries that a path was asked with.
func (c *collector) questions(path string) []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var out []string
	for _, asked := range c.asked {
		if query, found := strings.CutPrefix(asked, path+"?"); found {
			out = append(out, query)
		}
	}
	return out
}

func (c *collector) sent() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]string(nil), c.bodies...)
}

func (c *collector) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if path, found := strings.CutPrefix(r.URL.Path, "/api/v1/"); found {
		c.serveAnswer(w, r, r.Method+" "+path)
		return
	}
	w.Header().Set("Content-Security-Policy", dashboard.Policy)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	file := dashboard.Page()
	for _, asset := range dashboard.Assets() {
		if r.URL.Path == "/"+asset.Name {
			file = asset
		}
	}
	for _, part := range js.Later() {
		if r.URL.Path == "/"+part.Name {
			file = dashboard.File{Type: "text/javascript", Body: part.Body}
		}
	}
	w.Header().Set("Content-Type", file.Type)
	w.Write(file.Body)
}

func (c *collector) serveAnswer(w http.ResponseWriter, r *http.Request, question string) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // the page has gone
	}
	c.mu.Lock()
	c.asked = append(c.asked, question+"?"+r.URL.RawQuery)
	if len(body) > 0 {
		c.bodies = append(c.bodies, question+" "+string(body))
	}
	gate := c.gates[question]
	close(c.news)
	c.news = make(chan struct{})
	c.mu.Unlock()
	if gate != nil {
		select {
		case <-gate:
		case <-r.Context().Done():
			return
		}
	}
	c.mu.Lock()
	answer, known := c.answers[question]
	if by := r.URL.Query().Get("group_by"); by != "" {
		answer, known = c.answers[question+" by "+by]
	}
	c.mu.Unlock()
	if told, goesOn := answer.(stream); goesOn {
		c.tell(w, r, told)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	no, refused := answer.(refusal)
	switch {
	case !known:
		no, refused = refusal{status: http.StatusNotFound, code: "not_found", message: "no such answer"}, true
	case answer == nil:
		w.WriteHeader(http.StatusNoContent)
		return
	}
	if refused {
		if no.retryAfter != "" {
			w.Header().Set("Retry-After", no.retryAfter)
		}
		w.WriteHeader(no.status)
		answer = object{"error": object{"code": no.code, "message": no.message, "hint": ""}}
	}
	json.NewEncoder(w).Encode(answer)
}
