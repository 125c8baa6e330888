package conformance

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// test is one thing that a handler does.
type test struct {
	name   string
	method string // GET unless stated
	header string // "Name: value" of the request
	handle Handler
	hint   bool // writes a status of 100 to 199
	errors bool // only for frameworks whose handlers return errors
	// What the shopper gets: the status, 0 where the connection breaks; and what is different
	// from that, as far as it was read.
	status int
	seen   func(body io.Reader) error
	// leaves says that the shopper does not wait for the answer.
	leaves bool
	// What is to be told of it: the status, 0 where there was none, and that it panicked.
	told     int
	panicked bool
	silent   bool // nothing is to be told
	// kept is what the shopper gets and what is to be told where the framework keeps a status
	// back, if that is different.
	kept *[2]int
	// thrown is what a recoverer around is to see.
	thrown any
}

var (
	errReturned = errors.New("returned")
	errThrown   = errors.New("thrown")
)

// tests is the table.
func tests() []test {
	return []test{
		{name: "nothing written", handle: func(http.ResponseWriter, *http.Request) error { return nil }, status: 200, told: 200},
		{name: "a body alone", handle: body, status: 200, told: 200, seen: reads("body")},
		{name: "a status alone", handle: status(201), status: 201, told: 201},
		{name: "a failure", handle: status(503), status: 503, told: 503},
		{name: "a status twice", handle: then(status(502), status(200)), status: 502, told: 502, kept: &[2]int{200, 200}},
		{name: "a status after the body", handle: then(flush, status(500)), status: 200, told: 200},
		{name: "a hint first", hint: true, handle: then(status(http.StatusEarlyHints), status(409)), status: 409, told: 409},
		{name: "no content", handle: status(204), status: 204, told: 204},
		{name: "not modified", handle: status(304), status: 304, told: 304},
		{name: "a redirect", handle: func(w http.ResponseWriter, r *http.Request) error {
			http.Redirect(w, r, "/elsewhere", http.StatusSeeOther)
			return nil
		}, status: 303, told: 303},
		{name: "HEAD", method: http.MethodHead, handle: body, status: 200, told: 200},
		{name: "HEAD of a failure", method: http.MethodHead, handle: status(500), status: 500, told: 500},
		{name: "a returned error", errors: true, handle: fails, status: 500, told: 500},
		{name: "a returned error after the answer", errors: true, handle: then(status(422), fails), status: 422, told: 422},
		{name: "a panic", handle: throws(errThrown), thrown: errThrown, told: 500, panicked: true},
		{name: "a panic after a status", handle: then(status(404), throws(errThrown)), thrown: errThrown, told: 404, panicked: true, kept: &[2]int{0, 500}},
		{name: "a panic in the middle of the body", handle: then(flush, throws(errThrown)), thrown: errThrown, status: 200, told: 200, panicked: true},
		{name: "an aborted answer", handle: throws(http.ErrAbortHandler), thrown: http.ErrAbortHandler, told: 500, panicked: true},
		{name: "flushed in parts", handle: then(flush, flush), status: 200, told: 200, seen: reads("partpart")},
		{name: "flushed by a controller", handle: controls, status: 200, told: 200, seen: reads("controlled")},
		{name: "copied from a reader", handle: func(w http.ResponseWriter, _ *http.Request) error {
			_, err := io.Copy(w, strings.NewReader(strings.Repeat("x", 100_000)))
			return err
		}, status: 200, told: 200, seen: reads(strings.Repeat("x", 100_000))},
		{name: "a written string", handle: func(w http.ResponseWriter, _ *http.Request) error {
			_, err := io.WriteString(w, "text")
			return err
		}, status: 200, told: 200, seen: reads("text")},
		{name: "a connection taken over", handle: hijacks("HTTP/1.1 299 Own\r\nContent-Length: 0\r\n\r\n"), status: 299, silent: true},
		{name: "an upgraded connection", header: "Upgrade: echo", handle: hijacks("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n"),
			status: 101, told: 101, seen: echoes},
		{name: "a shopper who left", leaves: true, handle: func(w http.ResponseWriter, r *http.Request) error {
			select {
			case <-r.Context().Done():
			case <-time.After(patience):
				return errors.New("the shopper stays")
			}
			w.WriteHeader(http.StatusServiceUnavailable)
			return nil
		}, silent: true},
	}
}

func body(w http.ResponseWriter, _ *http.Request) error {
	_, err := w.Write([]byte("body"))
	return err
}

func fails(http.ResponseWriter, *http.Request) error { return errReturned }

func status(code int) Handler {
	return func(w http.ResponseWriter, _ *http.Request) error {
		w.WriteHeader(code)
		return nil
	}
}

func then(handlers ...Handler) Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		for _, handle := range handlers {
			if err := handle(w, r); err != nil {
				return err
			}
		}
		return nil
	}
}

func throws(value any) Handler {
	return func(http.ResponseWriter, *http.Request) error { panic(value) }
}

// flush sends a part of the body at once.
func flush(w http.ResponseWriter, _ *http.Request) error {
	if _, err := w.Write([]byte("part")); err != nil {
		return err
	}
	flusher, ok := w.(http.Flusher)
	if !ok {
		panic(errors.New("the writer does not flush"))
	}
	flusher.Flush()
	return nil
}

// controls uses what http.ResponseController finds.
func controls(w http.ResponseWriter, _ *http.Request) error {
	c := http.NewResponseController(w)
	if _, err := w.Write([]byte("controlled")); err != nil {
		return err
	}
	if err := errors.Join(c.SetWriteDeadline(time.Now().Add(patience)), c.Flush()); err != nil {
		panic(err)
	}
	return nil
}

// hijacks takes the connection over, answers by hand and echoes one line.
func hijacks(answer string) Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		hijacker, ok := w.(http.Hijacker)
		if !ok {
			panic(errors.New("the writer does not hijack"))
		}
		conn, rw, err := hijacker.Hijack()
		if err != nil {
			panic(err)
		}
		defer func() { _ = conn.Close() }() // it was answered by then
		_, _ = rw.WriteString(answer)
		_ = rw.Flush()
		if r.Header.Get("Upgrade") != "" {
			line, _ := rw.ReadString('\n')
			_, _ = rw.WriteString(line)
			_ = rw.Flush()
		}
		return nil
	}
}

// reads expects a body.
func reads(want string) func(io.Reader) error {
	return func(body io.Reader) error {
		got, err := io.ReadAll(body)
		if err != nil {
			return fmt.Errorf("the body breaks off after %d bytes of %d: %w", len(got), len(want), err)
		}
		if string(got) != want {
			return fmt.Errorf("the body has %d bytes, want %d: %.40q", len(got), len(want), got)
		}
		return nil
	}
}

// echoes speaks over an upgraded connection.
func echoes(body io.Reader) error {
	conn, ok := body.(io.ReadWriter)
	if !ok {
		return errors.New("the connection was not upgraded")
	}
	if _, err := io.WriteString(conn, "hello\n"); err != nil {
		return err
	}
	line, err := bufio.NewReader(conn).ReadString('\n')
	if err != nil {
		return fmt.Errorf("the connection breaks: %w", err)
	}
	if line != "hello\n" {
		return fmt.Errorf("the connection says %q", line)
	}
	return nil
}
