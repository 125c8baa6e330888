package sdk

import (
	"bufio"
	"io"
	"net"
	"net/http"
)

// writer notices the status of an answer. What else the writer beneath can do is kept by the
// types below; http.ResponseController finds the rest by Unwrap. Each of them is a pointer
// in size, so wrapping costs no allocation.
type writer struct {
	http.ResponseWriter
	status   int // 0 until the header is written
	streamed bool
}

type (
	flushWriter struct{ *writer }
	http1Writer struct{ flushWriter } // net/http's own
	http2Writer struct{ flushWriter }
	takeWriter  struct{ flushWriter } // what hijacks but was wrapped by somebody
	rawWriter   struct{ *writer }     // what hijacks and does nothing else
)

// wrap returns the writer with the abilities of the one beneath.
func (w *writer) wrap() http.ResponseWriter {
	_, flushes := w.ResponseWriter.(http.Flusher)
	_, hijacks := w.ResponseWriter.(http.Hijacker)
	_, reads := w.ResponseWriter.(io.ReaderFrom)
	_, pushes := w.ResponseWriter.(http.Pusher)
	switch {
	case flushes && hijacks && reads:
		return http1Writer{flushWriter{w}}
	case flushes && hijacks:
		return takeWriter{flushWriter{w}}
	case flushes && pushes:
		return http2Writer{flushWriter{w}}
	case flushes:
		return flushWriter{w}
	case hijacks:
		return rawWriter{w}
	}
	return w
}

// Unwrap is for http.ResponseController.
func (w *writer) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// WriteHeader notices the status. One of 100 to 199 is a hint and no answer, but for 101.
func (w *writer) WriteHeader(status int) {
	if w.status == 0 && (status >= 200 || status == http.StatusSwitchingProtocols) {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write notices that a body without a header is a 200.
func (w *writer) Write(b []byte) (int, error) {
	w.begin()
	return w.ResponseWriter.Write(b)
}

// WriteString spares io.WriteString a copy.
func (w *writer) WriteString(s string) (int, error) {
	w.begin()
	return io.WriteString(w.ResponseWriter, s)
}

func (w *writer) begin() {
	if w.status == 0 {
		w.status = http.StatusOK
	}
}

func (w *writer) hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := w.ResponseWriter.(http.Hijacker).Hijack()
	if err == nil {
		w.streamed = true
	}
	return conn, rw, err
}

// Flush sends what was written.
func (w flushWriter) Flush() {
	w.begin()
	w.streamed = true
	w.ResponseWriter.(http.Flusher).Flush()
}

// ReadFrom lets the kernel copy a file.
func (w http1Writer) ReadFrom(r io.Reader) (int64, error) {
	w.begin()
	return w.ResponseWriter.(io.ReaderFrom).ReadFrom(r)
}

// Hijack takes the connection over.
func (w http1Writer) Hijack() (net.Conn, *bufio.ReadWriter, error) { return w.hijack() }

// Hijack takes the connection over.
func (w takeWriter) Hijack() (net.Conn, *bufio.ReadWriter, error) { return w.hijack() }

// Hijack takes the connection over.
func (w rawWriter) Hijack() (net.Conn, *bufio.ReadWriter, error) { return w.hijack() }

// Push sends another resource along.
func (w http2Writer) Push(target string, o *http.PushOptions) error {
	return w.ResponseWriter.(http.Pusher).Push(target, o)
}
