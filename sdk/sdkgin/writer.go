package sdkgin

import (
	"bufio"
	"net"
	"net/http"

	"github.com/gin-gonic/gin"

	"github.com/safar-cx/safar/sdk"
)

// writer shows an exchange what is answered through it. gin keeps a status until something
// follows, so the header leaves with the first of the methods below.
type writer struct {
	gin.ResponseWriter
	exchange *sdk.Exchange
	outcome  sdk.Outcome
	open     bool // the handler has returned, and its error is still to be answered
}

// Unwrap is for http.ResponseController.
func (w *writer) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// WriteHeader sets the status. Where a handler left an error to somebody around, this is their
// answer, and gin need not ask us again before it sends it.
func (w *writer) WriteHeader(status int) {
	w.ResponseWriter.WriteHeader(status)
	if w.open {
		w.end()
	}
}

// WriteHeaderNow sends the header.
func (w *writer) WriteHeaderNow() {
	w.leaves(nil)
	w.ResponseWriter.WriteHeaderNow()
}

// Write writes a part of the body.
func (w *writer) Write(b []byte) (int, error) {
	w.leaves(b)
	return w.ResponseWriter.Write(b)
}

// WriteString writes a part of the body.
func (w *writer) WriteString(s string) (int, error) {
	w.leaves(nil)
	return w.ResponseWriter.WriteString(s)
}

// Flush sends what was written.
func (w *writer) Flush() {
	w.leaves(nil)
	w.exchange.Streaming()
	w.ResponseWriter.Flush()
}

// Hijack takes the connection over.
func (w *writer) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := w.ResponseWriter.Hijack()
	if err == nil {
		w.exchange.Hijacked()
	}
	return conn, rw, err
}

// leaves notices the header before it is sent.
func (w *writer) leaves(body []byte) {
	if !w.Written() {
		w.exchange.Answering(w.Status(), w.Header(), body)
	}
	if w.open {
		w.end()
	}
}

// end tells of the answer. What is written was noticed, or it is a connection taken over.
func (w *writer) end() {
	w.open = false
	if !w.Written() {
		w.exchange.Answering(w.Status(), w.Header(), nil)
	}
	w.exchange.End(w.outcome)
}
