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
	answer *answer
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

// WriteHeader notices the status.
func (w *writer) WriteHeader(status int) {
	w.answer.begin(status, w.Header(), nil)
	w.ResponseWriter.WriteHeader(status)
}

// Write notices that a body without a header is a 200.
func (w *writer) Write(b []byte) (int, error) {
	w.begin(b)
	return w.ResponseWriter.Write(b)
}

// sniffed is how much of a body tells its type.
const sniffed = 512

// WriteString spares io.WriteString a copy.
func (w *writer) WriteString(s string) (int, error) {
	if a := w.answer; a.wanted && a.status == 0 {
		w.begin([]byte(s[:min(len(s), sniffed)]))
	} else {
		w.begin(nil)
	}
	return io.WriteString(w.ResponseWriter, s)
}

// begin notices an answer that begins with its body.
func (w *writer) begin(body []byte) {
	if w.answer.status == 0 {
		w.answer.begin(http.StatusOK, w.Header(), body)
	}
}

// FlushError sends what was written. http.ResponseController calls it.
func (w *writer) FlushError() error {
	w.begin(nil)
	w.answer.streamed = true
	return http.NewResponseController(w.ResponseWriter).Flush()
}

func (w *writer) hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := w.ResponseWriter.(http.Hijacker).Hijack()
	if err == nil {
		w.answer.streamed, w.answer.taken = true, true
	}
	return conn, rw, err
}

// Flush sends what was written.
func (w flushWriter) Flush() { _ = w.FlushError() } // http.Flusher has no place for an error

// ReadFrom lets the kernel copy a file.
func (w http1Writer) ReadFrom(r io.Reader) (int64, error) {
	w.begin(nil)
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
