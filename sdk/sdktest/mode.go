package sdktest

import (
	"bytes"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"time"
)

// Mode is how a recorder answers.
type Mode struct {
	kind       kind
	status     int
	retryAfter int
	delay      time.Duration
}

type kind uint8

const (
	answers kind = iota
	hangs
	refuses
	resets
	cutsOff
)

// The modes of a collector.
var (
	// OK takes what is valid.
	OK = Mode{}
	// Hang reads the request and never answers, until the sender gives up or the mode
	// changes.
	Hang = Mode{kind: hangs}
	// Refuse breaks the connection before it reads.
	Refuse = Mode{kind: refuses}
	// Reset reads the events, takes none, and resets the connection in place of an answer.
	Reset = Mode{kind: resets}
	// CutOff takes the events and breaks the connection in the middle of the answer.
	CutOff = Mode{kind: cutsOff}
)

// Status answers with a status and takes nothing. Retry-After is in seconds; 0 leaves it out.
func Status(status, retryAfter int) Mode {
	return Mode{status: status, retryAfter: retryAfter}
}

// Slow takes what is valid and answers so much later, or not at all when the sender leaves or
// the mode changes before.
func Slow(delay time.Duration) Mode { return Mode{delay: delay} }

// Answer sets how requests are answered from now on; those that hang are let go.
func (r *Recorder) Answer(m Mode) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.mode = m
	r.announce()
}

// behave does what the mode asks, and tells whether the request is to be answered as by a
// collector that works.
func (r *Recorder) behave(w http.ResponseWriter, request *http.Request) bool {
	r.mu.Lock()
	r.requests++
	mode := r.mode
	r.mu.Unlock()
	switch {
	case mode.kind == refuses:
		panic(http.ErrAbortHandler)
	case mode.kind == hangs:
		_, _ = io.Copy(io.Discard, request.Body) // so that the server notices when the sender leaves
		r.hang(request, mode, nil)
		panic(http.ErrAbortHandler)
	case mode.kind == resets:
		_, _ = io.Copy(io.Discard, request.Body)
		reset(w)
	case mode.kind == cutsOff:
		if batch, err := decode(request); err == nil {
			r.take(batch)
		}
		w.Header().Set("Content-Length", "100")
		_, _ = io.WriteString(w, `{"accepted":`) // the rest is not to come
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	case mode.delay > 0:
		due := time.NewTimer(mode.delay)
		defer due.Stop()
		if !r.hang(request, mode, due.C) {
			panic(http.ErrAbortHandler)
		}
	case mode.status != 0:
		if mode.retryAfter > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(mode.retryAfter))
		}
		http.Error(w, `{"error":{"code":"test","message":"The test asked for this."}}`, mode.status)
		return false
	}
	return true
}

// reset ends the connection at once, so that its other end is told of a fault. Without a
// network between, aborting is as good.
func reset(w http.ResponseWriter) {
	if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
		if tcp, ok := conn.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0) // it is closed in any case
		}
		_ = conn.Close()
	}
	panic(http.ErrAbortHandler)
}

// hang waits for the sender to leave or the mode to change, and tells whether something was
// due before.
func (r *Recorder) hang(request *http.Request, mode Mode, due <-chan time.Time) bool {
	for {
		r.mu.Lock()
		now, changed := r.mode, r.changed
		r.mu.Unlock()
		if now != mode {
			return false
		}
		select {
		case <-due:
			return true
		case <-request.Context().Done():
			return false
		case <-changed:
		}
	}
}

// transport carries requests to the recorder without a network.
type transport struct{ recorder *Recorder }

// errAborted stands for the connection that an aborted handler breaks.
var errAborted = errors.New("connection reset by sdktest")

// RoundTrip asks the recorder.
func (t transport) RoundTrip(request *http.Request) (response *http.Response, err error) {
	w := &answerWriter{header: http.Header{}, status: http.StatusOK}
	defer request.Body.Close()
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		if fault, ok := p.(error); !ok || !errors.Is(fault, http.ErrAbortHandler) {
			panic(p)
		}
		if response, err = nil, request.Context().Err(); err == nil {
			err = errAborted
		}
	}()
	t.recorder.ServeHTTP(w, request)
	return &http.Response{
		Status: strconv.Itoa(w.status) + " " + http.StatusText(w.status), StatusCode: w.status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: w.header,
		Body: io.NopCloser(&w.body), ContentLength: int64(w.body.Len()), Request: request,
	}, nil
}

// answerWriter keeps an answer in memory.
type answerWriter struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (w *answerWriter) Header() http.Header         { return w.header }
func (w *answerWriter) WriteHeader(status int)      { w.status = status }
func (w *answerWriter) Write(b []byte) (int, error) { return w.body.Write(b) }
