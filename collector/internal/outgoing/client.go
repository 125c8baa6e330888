package outgoing

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/netip"
	"net/url"
	"syscall"
	"time"
)

// The bounds of every question.
const (
	// dialTimeout is how long a connection may take, looking up the name included.
	dialTimeout = 5 * time.Second
	// answerTimeout is how long all of it may take, to the last byte of the answer.
	answerTimeout = 15 * time.Second
	// mostHeader is the most that the header of an answer may hold, in bytes.
	mostHeader = 64 << 10
)

// ErrPrivate says that nobody may be asked at the address that a name led to, since it is none
// of the public internet.
var ErrPrivate = errors.New("not an address of the public internet")

// ErrTooLong says that an answer is longer than it may be.
var ErrTooLong = errors.New("the answer is too long")

// Client asks. It is safe for concurrent use and holds no connection open.
type Client struct {
	http   *http.Client
	dialer *net.Dialer
}

// New makes a Client that asks only at addresses of the public internet.
func New() *Client { return newClient(onlyPublic) }

// NewAnywhere makes a Client that asks at any address. It is for addresses that the operator
// named, and for no others: see New.
func NewAnywhere() *Client { return newClient(nil) }

func newClient(control func(network, address string, _ syscall.RawConn) error) *Client {
	dialer := &net.Dialer{Timeout: dialTimeout, Control: control}
	return &Client{dialer: dialer, http: &http.Client{
		Timeout:       answerTimeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{ // without Proxy, so that no environment sends it elsewhere
			DialContext:            dialer.DialContext,
			DisableKeepAlives:      true,
			MaxResponseHeaderBytes: mostHeader,
			TLSHandshakeTimeout:    dialTimeout,
		},
	}}
}

// onlyPublic lets connections be made to public addresses alone. It is asked for each address
// that a name has, when the connection is about to be made.
func onlyPublic(network, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil || network != "tcp4" && network != "tcp6" || !Public(at.Addr()) {
		return fmt.Errorf("%w: %s", ErrPrivate, address)
	}
	return nil
}

// Question is what to ask.
type Question struct {
	Method string
	URL    *url.URL // http or https
	Header http.Header
	// Most is how long the body of the answer may be, in bytes, inflated.
	Most int64
}

// Answer is an answer that was read as a whole.
type Answer struct {
	Code   int
	Status string // code and words
	Header http.Header
	Body   []byte
	// Public tells whether it came from an address of the public internet.
	Public bool
}

// Ask asks once. A redirect is an answer like any other: whoever wants to follow it asks anew.
// Its errors are ErrPrivate, ErrTooLong, and those of the network.
func (c *Client) Ask(ctx context.Context, q Question) (*Answer, error) {
	out := &Answer{}
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(info httptrace.GotConnInfo) {
		at, err := netip.ParseAddrPort(info.Conn.RemoteAddr().String())
		out.Public = err == nil && Public(at.Addr())
	}})
	req, err := http.NewRequestWithContext(ctx, q.Method, q.URL.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("ask: %w", err)
	}
	if q.Header != nil {
		req.Header = q.Header.Clone()
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, fmt.Errorf("ask: %w", err)
	}
	defer func() { _ = resp.Body.Close() }() // all that matters has been read
	out.Code, out.Status, out.Header = resp.StatusCode, resp.Status, resp.Header
	if out.Body, err = io.ReadAll(io.LimitReader(resp.Body, q.Most+1)); err != nil {
		return nil, fmt.Errorf("ask: %w", err)
	}
	if int64(len(out.Body)) > q.Most {
		return nil, fmt.Errorf("%w: it has more than %d bytes", ErrTooLong, q.Most)
	}
	return out, nil
}
