package load

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// answerWithin is how long an answer may take before the request counts as without one.
const answerWithin = 30 * time.Second

// Target is a collector that is sent to.
type Target struct {
	// URL is its address, such as http://127.0.0.1:8080. TLS is not spoken.
	URL string
	// Key is a server key, or whatever the target takes for one.
	Key string
}

// answer is what came of a request.
type answer struct {
	status     int
	retryAfter time.Duration
	counts
}

// connection is one keep-alive connection to a target.
type connection struct {
	target Target
	host   string
	conn   net.Conn // nil before the first request and after a failure
	reader *bufio.Reader
	writer *bufio.Writer
}

func (t Target) connection() (*connection, error) {
	u, err := url.Parse(t.URL)
	if err != nil {
		return nil, fmt.Errorf("load %s: %w", t.URL, err)
	}
	return &connection{target: t, host: u.Host}, nil
}

// send sends a body and reads the answer. After an error the connection is made anew with the
// next call.
func (c *connection) send(ctx context.Context, b Body) (a answer, err error) {
	defer func() {
		if err != nil {
			c.close()
			err = fmt.Errorf("send to %s: %w", c.target.URL, err)
		}
	}()
	if c.conn == nil {
		if err := c.dial(ctx); err != nil {
			return a, err
		}
	}
	if err := c.conn.SetDeadline(time.Now().Add(answerWithin)); err != nil {
		return a, err
	}
	fmt.Fprintf(c.writer, "POST /v1/events HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n",
		c.host, c.target.Key, len(b.JSON))
	_, _ = c.writer.Write(b.JSON) // what fails here or above fails again at the end
	if err := c.writer.Flush(); err != nil {
		return a, err
	}
	return c.read()
}

func (c *connection) dial(ctx context.Context) error {
	var d net.Dialer
	conn, err := d.DialContext(ctx, "tcp", c.host)
	if err != nil {
		return err
	}
	c.conn, c.reader, c.writer = conn, bufio.NewReader(conn), bufio.NewWriterSize(conn, 16<<10)
	return nil
}

func (c *connection) read() (a answer, err error) {
	response, err := http.ReadResponse(c.reader, nil)
	if err != nil {
		return a, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return a, err
	}
	if response.Close {
		c.close()
	}
	a.status = response.StatusCode
	if seconds, err := strconv.Atoi(response.Header.Get("Retry-After")); err == nil {
		a.retryAfter = time.Duration(seconds) * time.Second
	}
	if a.status != http.StatusOK {
		return a, nil
	}
	var said struct {
		Accepted, Duplicates, Discarded int
		Rejected                        []json.RawMessage
	}
	if err := json.Unmarshal(bytes.TrimSpace(text), &said); err != nil {
		return a, fmt.Errorf("an answer that can't be read: %w", err)
	}
	a.counts = counts{said.Accepted, said.Duplicates, said.Discarded, len(said.Rejected)}
	return a, nil
}

func (c *connection) close() {
	if c.conn != nil {
		_ = c.conn.Close() // nothing more is expected of it
		c.conn = nil
	}
}
