// Package client speaks to a collector, over the network or, through InProcess, to one in
// the same process. Both ways go through the public API, so there is one answer to a question.
package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/safar-cx/safar/collector/internal/transfer"
	"github.com/safar-cx/safar/sdk/event"
)

// maxAnswer bounds what is read of an answer: an hourly report of many groups is some
// megabytes.
const maxAnswer = 256 << 20

// Client asks one collector with one secret: a read token for reports, a server key for events.
type Client struct {
	base   *url.URL
	secret string
	http   *http.Client
	sender event.Sender
	// wait is between two attempts; tests replace it.
	wait func(context.Context, time.Duration) error
}

// Error is a refusal in the collector's own words.
type Error struct {
	Status  int
	Code    string
	Message string
	Hint    string
	// after is what Retry-After asks for, 0 without.
	after time.Duration
}

func (e *Error) Error() string { return fmt.Sprintf("%s (%d %s)", e.Message, e.Status, e.Code) }

// New makes a Client for the collector at an address, path included.
func New(address, secret, version string) (*Client, error) {
	base, err := url.Parse(address)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return nil, fmt.Errorf("%q is no address of a collector; write https://host or http://host:port", address)
	}
	return &Client{
		base: base, secret: secret, http: &http.Client{Timeout: 2 * time.Minute},
		sender: event.Sender{Name: "safar", Version: version}, wait: sleep,
	}, nil
}

// InProcess makes a Client for a handler in this process.
func InProcess(handler http.Handler, secret string) *Client {
	return &Client{
		base: &url.URL{Scheme: "http", Host: "localhost"}, secret: secret,
		http: &http.Client{Transport: transport{handler}}, wait: sleep,
	}
}

// Get asks one of the API's questions and returns the JSON as it came.
func (c *Client) Get(ctx context.Context, path string, query url.Values) ([]byte, error) {
	at := c.base.JoinPath(path)
	at.RawQuery = query.Encode()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", c.base, err)
	}
	request.Header = c.authorized()
	return c.do(request)
}

// BrokenError says that a download broke off: what was written is not the whole.
type BrokenError struct {
	Bytes int64 // written
	Err   error
}

func (e *BrokenError) Error() string {
	return fmt.Sprintf("the answer broke off after %d bytes: %v", e.Bytes, e.Err)
}
func (e *BrokenError) Unwrap() error { return e.Err }

// Download asks for a file and writes it to out as it comes, however long it takes. Its errors
// are *Error for a refusal, after which nothing was written, and *BrokenError.
func (c *Client) Download(ctx context.Context, path string, query url.Values, out io.Writer) error {
	at := c.base.JoinPath(path)
	at.RawQuery = query.Encode()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return fmt.Errorf("ask %s: %w", c.base, err)
	}
	request.Header = c.authorized()
	patient := *c.http
	patient.Timeout = 0
	response, err := patient.Do(request)
	if err != nil {
		return &lostError{err}
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		_, err := c.read(response)
		return err
	}
	if n, err := io.Copy(out, response.Body); err != nil {
		return &BrokenError{n, err}
	}
	return nil
}

// Post asks a question that comes with a body of a media type, and returns the answer as it
// came.
func (c *Client) Post(ctx context.Context, path string, query url.Values, media string, body io.Reader) ([]byte, error) {
	at := c.base.JoinPath(path)
	at.RawQuery = query.Encode()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, at.String(), body)
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", c.base, err)
	}
	request.Header = c.authorized()
	request.Header.Set("Content-Type", media)
	return c.do(request)
}

// attempts is how often events are sent before giving up; with waits that double from a
// second to half a minute that is about two minutes.
const attempts = 8

// Send implements transfer.Sink. It sends again what the collector had no room for or what
// got lost on the way; the collector knows repeats.
func (c *Client) Send(ctx context.Context, events []event.Raw) (transfer.Answer, error) {
	header := c.authorized()
	header.Set("Content-Type", "application/json")
	return c.send(ctx, header, events)
}

func (c *Client) send(ctx context.Context, header http.Header, events []event.Raw) (transfer.Answer, error) {
	body, err := json.Marshal(event.Batch{Sender: c.sender, Events: events})
	if err != nil {
		return transfer.Answer{}, fmt.Errorf("write events as JSON: %w", err)
	}
	pause := time.Second
	for attempt := 1; ; attempt++ {
		answer, err := c.post(ctx, header, body)
		if err == nil || attempt == attempts || !passing(err) || ctx.Err() != nil {
			return answer, err
		}
		var refused *Error
		if errors.As(err, &refused) && refused.after > pause {
			pause = refused.after
		}
		if err := c.wait(ctx, pause); err != nil {
			return answer, err
		}
		pause = min(2*pause, 30*time.Second)
	}
}

func (c *Client) post(ctx context.Context, header http.Header, body []byte) (transfer.Answer, error) {
	var answer transfer.Answer
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base.JoinPath("v1/events").String(), bytes.NewReader(body))
	if err != nil {
		return answer, fmt.Errorf("send to %s: %w", c.base, err)
	}
	request.Header = header
	text, err := c.do(request)
	if err != nil {
		return answer, err
	}
	if err := json.Unmarshal(text, &answer); err != nil {
		return answer, fmt.Errorf("read the answer of %s: %w", c.base, err)
	}
	return answer, nil
}

// authorized are headers that show the secret.
func (c *Client) authorized() http.Header {
	return http.Header{"Authorization": {"Bearer " + c.secret}}
}

// do returns the body of a success and an *Error for a refusal.
func (c *Client) do(request *http.Request) ([]byte, error) {
	response, err := c.http.Do(request)
	if err != nil {
		return nil, &lostError{err}
	}
	defer response.Body.Close()
	return c.read(response)
}

func (c *Client) read(response *http.Response) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer))
	if err != nil {
		return nil, &lostError{err}
	}
	if response.StatusCode == http.StatusOK {
		return text, nil
	}
	var envelope struct{ Error Error }
	if json.Unmarshal(text, &envelope) != nil || envelope.Error.Code == "" {
		envelope.Error = Error{Message: "no collector answers at " + c.base.String(), Code: strings.ToLower(http.StatusText(response.StatusCode)),
			Hint: "check the address, including the path under which the collector is mounted"}
	}
	envelope.Error.Status = response.StatusCode
	if seconds, err := strconv.Atoi(response.Header.Get("Retry-After")); err == nil {
		envelope.Error.after = time.Duration(seconds) * time.Second
	}
	return nil, &envelope.Error
}

// lostError is a request or an answer that did not arrive.
type lostError struct{ err error }

func (e *lostError) Error() string { return e.err.Error() }
func (e *lostError) Unwrap() error { return e.err }

// passing tells whether sending the same again may succeed.
func passing(err error) bool {
	var refused *Error
	if errors.As(err, &refused) {
		switch refused.Status {
		case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
			return true
		}
		return false
	}
	var lost *lostError
	return errors.As(err, &lost)
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
