package client

import (
	"io"
	"net/http"
	"sync"
)

// transport serves requests by calling a handler.
type transport struct{ handler http.Handler }

// RoundTrip implements http.RoundTripper. The handler runs beside the reader of its answer,
// so that an answer of any length takes no memory.
func (t transport) RoundTrip(request *http.Request) (*http.Response, error) {
	served := request.Clone(request.Context())
	served.RemoteAddr = "127.0.0.1:0"
	served.RequestURI = served.URL.RequestURI()
	if served.Body == nil {
		served.Body = http.NoBody
	}
	body, out := io.Pipe()
	a := &answer{header: http.Header{}, status: http.StatusOK, begun: make(chan struct{}), out: out}
	go a.from(t.handler, served)
	select {
	case <-a.begun:
	case <-request.Context().Done():
		_ = body.Close() // it never fails
		return nil, request.Context().Err()
	}
	return &http.Response{
		StatusCode: a.status, Status: http.StatusText(a.status), Header: a.sent, Request: request,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Body: body, ContentLength: -1,
	}, nil
}

// answer is what a handler answers, on its way to who reads it.
type answer struct {
	header http.Header
	status int
	once   sync.Once
	begun  chan struct{} // closed when status and sent are settled
	sent   http.Header
	out    *io.PipeWriter
}

// from runs a handler. One that breaks off (http.ErrAbortHandler) is seen by the reader as a
// connection that does.
func (a *answer) from(handler http.Handler, request *http.Request) {
	defer func() {
		a.WriteHeader(http.StatusOK)
		switch p := recover(); p {
		case nil:
			_ = a.out.Close() // it never fails
		case http.ErrAbortHandler:
			_ = a.out.CloseWithError(io.ErrUnexpectedEOF)
		default:
			panic(p)
		}
	}()
	handler.ServeHTTP(a, request)
}

// Header implements http.ResponseWriter.
func (a *answer) Header() http.Header { return a.header }

// WriteHeader implements http.ResponseWriter.
func (a *answer) WriteHeader(status int) {
	a.once.Do(func() {
		a.status, a.sent = status, a.header.Clone()
		close(a.begun)
	})
}

// Write implements http.ResponseWriter.
func (a *answer) Write(p []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	return a.out.Write(p)
}
