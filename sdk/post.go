package sdk

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

const (
	eventsPath = "/v1/events"
	module     = "github.com/safar-cx/safar"
	// maxAnswer bounds what is read of an answer; one that refuses all of 1,000 events has a
	// few hundred KiB.
	maxAnswer = 2 << 20
)

// verdict is what an answer means for a batch.
type verdict uint8

const (
	taken    verdict = iota // each event is stored or refused for good
	later                   // nothing was taken; the same again later
	denied                  // the same, but somebody has to put something right first
	tooLarge                // nothing was taken; smaller batches might be
	refused                 // nothing was taken and never will be
)

// outcome is what came of one attempt.
type outcome struct {
	verdict  verdict
	rejected []Rejection
	wait     time.Duration // as Retry-After asks, 0 when it does not
	err      error         // why not all is well
}

// poster carries a batch to the collector and understands the answer.
type poster struct {
	http     *http.Client
	own      bool // whether http is ours to tidy up
	url, key string
	timeout  time.Duration
	envelope envelope
}

// reply is what came back of one attempt.
type reply struct {
	status     int
	text       string // of the status
	retryAfter string
	body       []byte
	err        error // why nothing did
}

func newPoster(c Config, z *zipper) *poster {
	p := &poster{
		http: c.HTTPClient, url: strings.TrimSuffix(c.Endpoint, "/") + eventsPath,
		key: c.Key, timeout: c.Timeout,
	}
	if p.http == nil {
		p.http, p.own = ownHTTPClient(), true
	}
	p.envelope = envelope{zip: z, version: version()}
	return p
}

// version is that of the module as the program was built with it.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "dev"
	}
	for _, m := range append(info.Deps, &info.Main) {
		if m.Path == module && m.Version != "" {
			return m.Version
		}
	}
	return "dev"
}

// post makes one attempt. Nothing but the body is looked at, so that it may go on for a while
// after its sender has lost interest.
func (p *poster) post(ctx context.Context, body []byte) reply {
	ctx, cancel := context.WithTimeout(ctx, p.timeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.url, bytes.NewReader(body))
	if err != nil {
		return reply{err: err}
	}
	request.Header.Set("Authorization", "Bearer "+p.key)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Content-Encoding", "gzip")
	request.Header.Set("User-Agent", "safar-go/"+p.envelope.version)
	response, err := p.http.Do(request)
	if err != nil {
		return reply{err: err}
	}
	defer response.Body.Close()
	r := reply{status: response.StatusCode, text: response.Status, retryAfter: response.Header.Get("Retry-After")}
	if r.body, err = io.ReadAll(io.LimitReader(response.Body, maxAnswer)); err != nil {
		// It may well have been taken. The same events again are recognised.
		r.err = fmt.Errorf("read the collector's answer: %w", err)
	}
	return r
}

// understand tells what a reply means for the batch.
func understand(r reply, b batch, now time.Time) outcome {
	switch {
	case r.err != nil:
		return outcome{verdict: later, err: r.err}
	case r.status == http.StatusOK:
		return accepted(r.body, b)
	}
	return failed(r, now)
}

// accepted reads the answer to a batch that was taken. An answer that does not account for
// every event is not a collector's.
func accepted(text []byte, b batch) outcome {
	var answer struct {
		Accepted, Duplicates, Discarded int
		Rejected                        []struct {
			Index              int
			ID, Field, Message string
			Code               event.Code
		}
	}
	if err := json.Unmarshal(text, &answer); err != nil {
		return outcome{verdict: denied, err: fmt.Errorf("the answer is no collector's, look at Endpoint: %w", err)}
	}
	n := len(answer.Rejected)
	for _, some := range []int{answer.Accepted, answer.Duplicates, answer.Discarded} {
		if some < 0 || some > b.events {
			return outcome{verdict: denied, err: fmt.Errorf("the answer is no collector's, look at Endpoint: it counts %d events of %d", some, b.events)}
		}
		n += some
	}
	if n != b.events {
		return outcome{verdict: denied, err: fmt.Errorf("the answer is no collector's, look at Endpoint: it speaks of %d events of %d", n, b.events)}
	}
	var o outcome
	for _, r := range answer.Rejected {
		rejection := Rejection{ID: r.ID, Code: r.Code, Field: r.Field, Message: r.Message}
		if r.Index >= 0 && r.Index < b.events {
			e, _ := event.Decode(b.event(r.Index))
			rejection.Name = e.Name
		}
		o.rejected = append(o.rejected, rejection)
	}
	return o
}

// failed understands any other status.
func failed(r reply, now time.Time) outcome {
	o := outcome{err: problem(r.text, r.body), wait: retryAfter(r.retryAfter, now)}
	switch status := r.status; {
	case status == http.StatusRequestEntityTooLarge:
		o.verdict = tooLarge
	case status == http.StatusRequestTimeout, status == http.StatusTooEarly,
		status == http.StatusTooManyRequests, status >= 500:
		o.verdict = later
	case status == http.StatusBadRequest, status == http.StatusUnsupportedMediaType,
		status == http.StatusUnprocessableEntity:
		o.verdict = refused
	default:
		// A key that does not fit, or an address where no collector is: neither says anything
		// about the events.
		o.verdict = denied
	}
	return o
}

// problem words an answer that refuses.
func problem(status string, text []byte) error {
	var body struct {
		Error struct{ Code, Message, Hint string }
	}
	if json.Unmarshal(text, &body) != nil || body.Error.Code == "" {
		return errors.New("the collector answered " + status)
	}
	return fmt.Errorf("the collector answered %s: %s: %s %s", status, body.Error.Code, body.Error.Message, body.Error.Hint)
}

// maxRetryAfter keeps a slip in a proxy's configuration from silencing a shop for a day.
const maxRetryAfter = 5 * time.Minute

// retryAfter reads the header, in seconds or as a date; 0 when it says nothing usable.
func retryAfter(text string, now time.Time) time.Duration {
	wait := time.Duration(0)
	if n, err := strconv.Atoi(text); err == nil {
		wait = time.Duration(min(n, int(maxRetryAfter/time.Second))) * time.Second
	} else if t, err := http.ParseTime(text); err == nil {
		wait = t.Sub(now)
	}
	return max(0, min(wait, maxRetryAfter))
}
