package durability

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// ledger is what several senders sent and what became of it as far as they know.
type ledger struct {
	mu     sync.Mutex
	acked  []message // answered with 200
	open   []message // sent, with no answer before the program was gone
	serial int
}

// message is the events of one request.
type message []wireEvent

// wireEvent is an event as it goes over the wire.
type wireEvent struct {
	ID         string         `json:"id"`
	Name       string         `json:"name"`
	Time       time.Time      `json:"time"`
	VisitorID  string         `json:"visitor_id"`
	CustomerID string         `json:"customer_id,omitempty"`
	Params     map[string]any `json:"params,omitempty"`
}

// answer is what the collector says of a request.
type answer struct {
	Accepted   int   `json:"accepted"`
	Duplicates int   `json:"duplicates"`
	Discarded  int   `json:"discarded"`
	Rejected   []any `json:"rejected"`
}

// compose makes the next message: 1 to 40 steps of one visitor through the shop.
func (l *ledger) compose() message {
	l.mu.Lock()
	defer l.mu.Unlock()
	m := make(message, 1+rand.IntN(40))
	for i := range m {
		l.serial++
		e := wireEvent{
			ID: fmt.Sprintf("e-%d", l.serial), Time: time.Now().UTC().Truncate(time.Millisecond),
			VisitorID: fmt.Sprintf("v-%d", rand.IntN(50)),
		}
		switch rand.IntN(4) {
		case 0:
			e.Name = "add_to_cart"
			e.Params = map[string]any{"currency": "EUR", "value": 12.5, "items": []any{map[string]any{"item_id": "1", "price": 12.5}}}
		case 1:
			e.Name = "purchase"
			e.Params = map[string]any{"currency": "EUR", "value": 12.5, "transaction_id": fmt.Sprintf("t-%d", l.serial)}
		default:
			e.Name = "page_view"
		}
		m[i] = e
	}
	return m
}

// note keeps a message as acknowledged or as sent without an answer.
func (l *ledger) note(m message, acked bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if acked {
		l.acked = append(l.acked, m)
	} else {
		l.open = append(l.open, m)
	}
}

// load sends messages from several senders until the program is gone. It calls kill once,
// at a random moment after so many answers: an answer by itself is a bad moment, since it
// comes just after a sync.
func (l *ledger) load(t *testing.T, url, key string, after int, kill func()) {
	t.Helper()
	var answers atomic.Int64
	enough := make(chan struct{}) // so many answers came
	gone := make(chan struct{})   // the program was killed
	var senders sync.WaitGroup
	for range 6 {
		senders.Go(func() {
			for {
				m := l.compose()
				a, err := insist(url, key, m)
				l.note(m, err == nil)
				if err != nil {
					// Only a program that is gone may leave a request without an answer.
					<-gone
					return
				}
				if a.Accepted != len(m) {
					t.Errorf("%d new events were answered %+v", len(m), a)
				}
				if answers.Add(1) == int64(after) {
					close(enough)
				}
			}
		})
	}
	select {
	case <-enough:
	case <-time.After(patience):
		t.Errorf("only %d answers within %s", answers.Load(), patience)
	}
	<-time.After(rand.N(20 * time.Millisecond))
	kill()
	close(gone)
	senders.Wait()
}

// settle sends the whole ledger once more. It returns how many acknowledged events were
// missing, and requires that afterwards everything is there once.
func (l *ledger) settle(t *testing.T, url, key string) (lost int) {
	t.Helper()
	// How events were grouped when they came first is nothing that a repeat has to keep.
	for m := range slices.Chunk(slices.Concat(l.acked...), 1000) {
		a, err := post(url, key, m)
		if err != nil {
			t.Fatalf("send the ledger again: %v", err)
		}
		if a.Accepted+a.Duplicates != len(m) {
			t.Fatalf("%d events sent again were answered %+v", len(m), a)
		}
		lost += a.Accepted
	}
	for _, m := range l.open {
		a, err := post(url, key, m)
		if err != nil {
			t.Fatalf("send again what had no answer: %v", err)
		}
		// A request is taken as a whole or not at all.
		if a.Accepted != len(m) && a.Duplicates != len(m) {
			t.Errorf("%d events without an answer were answered %+v when sent again", len(m), a)
		}
	}
	l.acked, l.open = slices.Concat(l.acked, l.open), nil
	return lost
}

// events counts the events in the ledger.
func (l *ledger) events() (n int) {
	for _, m := range l.acked {
		n += len(m)
	}
	return n
}

// post sends one request and returns an error unless it was answered with 200.
func post(url, key string, m message) (answer, error) {
	body, err := json.Marshal(map[string]any{"events": m})
	if err != nil {
		return answer{}, err
	}
	r, err := http.NewRequest(http.MethodPost, url+"/v1/events", bytes.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+key)
	var a answer
	return a, do(r, &a)
}

// insist sends one request until it is taken: while there is too much to do, senders are told
// to come again.
func insist(url, key string, m message) (a answer, err error) {
	for {
		a, err = post(url, key, m)
		var refused *refusal
		if !errors.As(err, &refused) || refused.status != http.StatusServiceUnavailable {
			return a, err
		}
		<-time.After(10 * time.Millisecond)
	}
}

// refusal is an answer that is no success.
type refusal struct {
	status int
	text   string
}

func (r *refusal) Error() string { return fmt.Sprintf("%d: %s", r.status, r.text) }

// quality is what the collector says of all that was sent to it.
type quality struct {
	Received, Accepted, Duplicates, Discarded int
	Rejected                                  map[string]int
}

func qualityOf(url, token string) (q quality, err error) {
	return q, ask(url+"/api/v1/quality?"+lately(), token, &q)
}

// stored asks how many events the collector has accepted in all.
func stored(t *testing.T, url, token string) int {
	t.Helper()
	q, err := qualityOf(url, token)
	if err != nil {
		t.Fatal(err)
	}
	return q.Accepted
}

// lately is the range in which the tests run, for a question.
func lately() string {
	day := func(d int) string { return time.Now().UTC().AddDate(0, 0, d).Format(time.DateOnly) }
	return "from=" + day(-1) + "&to=" + day(1)
}

// ask asks a question with a token that may read.
func ask(address, token string, into any) error {
	r, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", "Bearer "+token)
	return do(r, into)
}

func do(r *http.Request, into any) error {
	client := http.Client{Timeout: patience}
	answer, err := client.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK {
		return &refusal{answer.StatusCode, string(text)}
	}
	return json.Unmarshal(text, into)
}
